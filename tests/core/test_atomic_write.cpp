// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "support/support.h"

#include <tutela/core/atomic_write.h>
#include <tutela/core/error.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

using namespace tutela;
using core::ErrorCode;

namespace {

ErrorCode codeOf(const std::filesystem::path& path, const std::string& bytes = "x")
{
    try {
        core::io::atomicWrite(path, bytes);
    } catch (const core::Error& error) {
        CHECK(error.where() == path.string());
        CHECK_FALSE(error.message().empty());
        return error.code();
    }
    FAIL("nothing was thrown");
    return ErrorCode::Internal;
}

std::size_t entriesOf(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator{folder}, std::filesystem::directory_iterator{}));
}

} // namespace

TEST_CASE("atomicWrite writes all bytes, privately, and leaves no other file", "[core][atomic_write]")
{
    const test::TempFolder folder;
    const std::string bytes("a\0b\n", 4);
    core::io::atomicWrite(folder / "out.csv", bytes);
    CHECK(test::readFile(folder / "out.csv") == bytes);
    core::io::atomicWrite(folder / "out.csv", std::string(3 << 20, 'z')); // replaces what was there
    CHECK(test::readFile(folder / "out.csv").size() == 3 << 20);
    struct stat info {};
    REQUIRE(::stat((folder / "out.csv").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("an atomic file that is not committed leaves the target as it was", "[core][atomic_write]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "out.csv", "before");
    {
        core::io::AtomicFile file{folder / "out.csv"};
        file.write("half");
        CHECK(file.temporaryPath().parent_path() == folder.path());
        CHECK(file.temporaryPath().extension() == ".csv");
    }
    CHECK(test::readFile(folder / "out.csv") == "before");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("a writer that replaces the temporary file by name is committed too", "[core][atomic_write]")
{
    const test::TempFolder folder;
    core::io::AtomicFile file{folder / "out.gpkg"};
    std::filesystem::remove(file.temporaryPath());
    test::writeFile(file.temporaryPath(), "by name");
    file.commit();
    CHECK(test::readFile(folder / "out.gpkg") == "by name");
    CHECK(entriesOf(folder.path()) == 1);
}

TEST_CASE("atomicWrite says what stands in its way", "[core][atomic_write]")
{
    const test::TempFolder folder;
    CHECK(codeOf(folder / "none" / "out.csv") == ErrorCode::Io);
    CHECK(codeOf(folder.path()) == ErrorCode::Io);
    test::writeFile(folder / "file", "x");
    CHECK(codeOf(folder / "file" / "out.csv") == ErrorCode::Io);
    if (std::filesystem::exists("/proc/self"))
        CHECK(codeOf("/proc/self/out.csv") != ErrorCode::Internal);
    if (::geteuid() != 0) { // root may write anywhere
        std::filesystem::create_directory(folder / "closed");
        ::chmod((folder / "closed").c_str(), 0500);
        CHECK(codeOf(folder / "closed" / "out.csv") == ErrorCode::Permission);
        ::chmod((folder / "closed").c_str(), 0700);
    }
}

TEST_CASE("a full disk is reported as such and changes nothing", "[core][atomic_write]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "out.csv", "before");
    // A file size limit makes write() fail with EFBIG, as a full quota would.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    rlimit small = old;
    small.rlim_cur = 4096;
    ::setrlimit(RLIMIT_FSIZE, &small);
    const ErrorCode code = codeOf(folder / "out.csv", std::string(100000, 'x'));
    ::setrlimit(RLIMIT_FSIZE, &old);
    CHECK(code == ErrorCode::NoSpace);
    CHECK(test::readFile(folder / "out.csv") == "before");
    CHECK(entriesOf(folder.path()) == 1);
}
