// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <tutela/store/backup.h>

#include <sys/stat.h>

#include <fstream>

using namespace tutela;
using namespace tutela::test;
using core::ErrorCode;
using store::Access;
using store::Existing;
using store::MissionFile;

namespace {

std::string contentOf(const std::filesystem::path& path) { return MissionFile::open(path, Access::ReadOnly).contentHash(); }

/// Overwrites pages in the middle.
void damage(const std::filesystem::path& path)
{
    std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
    constexpr int kFrom = 8'192;
    file.seekp(kFrom);
    const std::string noise(static_cast<std::size_t>(std::filesystem::file_size(path)) - 2 * kFrom, '\x5a');
    file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
}

std::size_t filesIn(const std::filesystem::path& folder)
{
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator{folder}, std::filesystem::directory_iterator{}));
}

} // namespace

TEST_CASE("a copy of an open mission is whole, private and no part of a change that is not committed", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    addPlace(file, "Luzi");
    const std::string content = file.contentHash();
    store::copyMission(folder / "m.gpkg", folder / "copy.gpkg", Existing::Refuse);
    CHECK(contentOf(folder / "copy.gpkg") == content);
    requireSound(MissionFile::open(folder / "copy.gpkg", Access::ReadOnly));
    struct stat info{};
    REQUIRE(::stat((folder / "copy.gpkg").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    addPlace(file, "Gelo"); // the mission goes on
    CHECK(contentOf(folder / "copy.gpkg") == content);
}

TEST_CASE("a copy never takes the place of a file unless it is told to, and never that of the mission itself", "[store][unit]")
{
    const TempFolder folder;
    const auto file = newMission(folder / "m.gpkg");
    writeFile(folder / "other.gpkg", "something else");
    CHECK(codeOf([&] { store::copyMission(folder / "m.gpkg", folder / "other.gpkg", Existing::Refuse); }) == ErrorCode::InvalidInput);
    CHECK(readFile(folder / "other.gpkg") == "something else");
    CHECK(codeOf([&] { store::copyMission(folder / "m.gpkg", folder / "m.gpkg", Existing::Replace); }) == ErrorCode::InvalidInput);
    store::copyMission(folder / "m.gpkg", folder / "other.gpkg", Existing::Replace);
    CHECK(contentOf(folder / "other.gpkg") == file.contentHash());
}

TEST_CASE("a copy that is stopped, and one of a damaged mission, leave nothing", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "m.gpkg");
        addPlace(file, "Luzi");
    }
    std::stop_source stop;
    const core::Progress stopping{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    CHECK_THROWS_AS(store::copyMission(folder / "m.gpkg", folder / "copy.gpkg", Existing::Refuse, stopping), core::Cancelled);
    CHECK(filesIn(folder.path()) == 1);
    damage(folder / "m.gpkg");
    CHECK_THROWS_AS(store::copyMission(folder / "m.gpkg", folder / "copy.gpkg", Existing::Refuse), core::Error);
    CHECK(filesIn(folder.path()) == 1);
}
