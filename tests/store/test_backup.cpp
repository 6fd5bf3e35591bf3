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

TEST_CASE("backups of a mission are made once a day and after a change only, and ten of them are kept", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    auto file = newMission(path);
    CHECK(store::backupsOf(path).empty());
    const auto day = [](int number) { return core::instantOf("2026-11-01T08:00:00Z") + std::chrono::hours{24 * number}; };
    const auto changed = [&] { std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() + std::chrono::seconds{10}); };
    const auto first = store::backUpDaily(path, day(0));
    REQUIRE(first);
    CHECK(*first == folder / "m.backups" / "m.2026-11-01.gpkg");
    CHECK_FALSE(store::backUpDaily(path, day(0) + std::chrono::hours{2})); // one a day
    CHECK_FALSE(store::backUpDaily(path, day(1)));                         // nothing was written since
    writeFile(folder / "m.backups" / "m.by hand.gpkg", "mine");            // of another maker
    for (int i = 1; i < 14; ++i) {
        changed();
        CHECK(store::backUpDaily(path, day(i)));
    }
    const auto kept = store::backupsOf(path);
    REQUIRE(kept.size() == store::kBackupsKept);
    CHECK(kept.front().filename() == "m.2026-11-14.gpkg");
    CHECK(kept.back().filename() == "m.2026-11-05.gpkg");
    CHECK(readFile(folder / "m.backups" / "m.by hand.gpkg") == "mine");
}

TEST_CASE("restore drill: a mission that was damaged comes back from its newest backup", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    std::string content;
    {
        auto file = newMission(path);
        addPlace(file, "Luzi");
        content = file.contentHash();
        REQUIRE(store::backUpDaily(path, core::instantOf("2026-11-01T08:00:00Z"))); // while the mission is open
    }
    damage(path);
    const auto backups = store::backupsOf(path);
    REQUIRE(backups.size() == 1);
    CHECK(codeOf([&] { store::copyMission(backups.front(), path, Existing::Refuse); }) == ErrorCode::InvalidInput); // what stands there stays
    store::copyMission(backups.front(), folder / "restored.gpkg", Existing::Refuse);
    CHECK(contentOf(folder / "restored.gpkg") == content);
    requireSound(MissionFile::open(folder / "restored.gpkg", Access::ReadOnly));
}

TEST_CASE("a backup that cannot be made takes no older one away", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    {
        auto file = newMission(path);
        addPlace(file, "Luzi");
        REQUIRE(store::backUpDaily(path, core::instantOf("2026-11-01T08:00:00Z")));
    }
    damage(path);
    std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() + std::chrono::seconds{10});
    CHECK_THROWS_AS(store::backUpDaily(path, core::instantOf("2026-11-02T08:00:00Z")), core::Error);
    CHECK(store::backupsOf(path).size() == 1);
    CHECK(filesIn(folder / "m.backups") == 1);
}
