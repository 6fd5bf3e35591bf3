// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/core/log.h>
#include <tutela/core/time.h>

#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#include <type_traits>
#include <vector>

using namespace tutela;
namespace log_ = tutela::core::log;

namespace {

unsigned modeOf(const std::filesystem::path& path)
{
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 0777U;
}

} // namespace

TEST_CASE("an event is one line of a code and figures, in a private file", "[core][log]")
{
    const test::TempFolder folder;
    log_::event("before.start", {{"lost", 1}});
    log_::start(folder / "state");
    log_::event("import.done", {{"accepted", 12}, {"rejected", -1}});
    log_::event("file.closed");
    const std::string text = test::readFile(folder / "state" / "tutela.log");
    log_::stop();
    log_::event("after.stop");
    CHECK(test::readFile(folder / "state" / "tutela.log") == text);
    const auto cut = text.find('\n');
    REQUIRE(cut != std::string::npos);
    const std::string first = text.substr(0, cut);
    CHECK(core::toText(core::instantOf(first.substr(0, 24))).substr(0, 19) == first.substr(0, 19)); // a time, UTC
    CHECK(first.substr(24) == " import.done accepted=12 rejected=-1");
    CHECK(text.substr(cut + 25) == " file.closed\n");
    CHECK(modeOf(folder / "state") == 0700);
    CHECK(modeOf(folder / "state" / "tutela.log") == 0600);
}

TEST_CASE("the log is rotated and three files are kept, all private", "[core][log]")
{
    const test::TempFolder folder;
    log_::start(folder.path());
    for (int i = 0; i < 100000; ++i)
        log_::event("store.commit", {{"commit", 281474976710655}, {"milliseconds", i}});
    log_::stop();
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        ++files;
        CHECK(entry.file_size() <= 1U << 20U);
        CHECK(modeOf(entry.path()) == 0600);
    }
    CHECK(files == 3);
    CHECK(test::readFile(folder / "tutela.log").ends_with("milliseconds=99999\n"));
}

TEST_CASE("threads write whole lines", "[core][log]")
{
    const test::TempFolder folder;
    log_::start(folder.path());
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 500; ++i)
                    log_::event("job.step", {{"figure", 7}});
            });
    }
    log_::stop();
    const std::string text = test::readFile(folder / "tutela.log");
    CHECK(std::count(text.begin(), text.end(), '\n') == 2000);
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = text.find('\n', at);
        REQUIRE(text.substr(at + 24, end - at - 24) == " job.step figure=7");
        at = end + 1;
    }
}

TEST_CASE("a place where no log can be is said, and text of any data does not fit into an event", "[core][log]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "file", "x");
    CHECK_THROWS_AS(log_::start(folder / "file"), core::Error);
    log_::event("still.works");
    STATIC_REQUIRE_FALSE(std::is_constructible_v<log_::Code, std::string>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<log_::Code, const char*>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<log_::Code, std::string_view>);
}
