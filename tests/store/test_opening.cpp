// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <tutela/store/recognition.h>

#include <migrate_p.h>
#include <schema_p.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <set>

using namespace tutela;
using namespace tutela::test;
using core::ErrorCode;
using core::Kind;
using store::Access;
using store::MissionFile;

namespace {

std::set<std::string> namesIn(const std::filesystem::path& folder)
{
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder})
        names.insert(entry.path().filename().string());
    return names;
}

ErrorCode openCode(const std::filesystem::path& path, Access access = Access::ReadOnly)
{
    return codeOf([&] { static_cast<void>(MissionFile::open(path, access, fixedEnvironment())); });
}

/// What another program does to the file.
void sql(const std::filesystem::path& path, const std::string& text)
{
    const auto db = store::openDatabase(path.string(), SQLITE_OPEN_READWRITE, {});
    store::execute(db->getHandle(), text);
}

} // namespace

TEST_CASE("what is not a mission file is refused in one sentence", "[store][unit]")
{
    const TempFolder folder;
    CHECK(openCode(folder / "missing.gpkg") == ErrorCode::InvalidInput);
    CHECK(openCode(folder.path()) == ErrorCode::InvalidInput);
    writeFile(folder / "empty.gpkg", "");
    CHECK(openCode(folder / "empty.gpkg") == ErrorCode::InvalidInput);
    writeFile(folder / "text.gpkg", std::string(5000, 'x'));
    CHECK(openCode(folder / "text.gpkg") == ErrorCode::NotAMissionFile);
    {
        const auto db = store::openDatabase((folder / "other.gpkg").string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
        store::execute(db->getHandle(), "PRAGMA application_id = 1196444487; CREATE TABLE t (a)");
    }
    CHECK(openCode(folder / "other.gpkg") == ErrorCode::NotAMissionFile);
}

TEST_CASE("a second program reads while the first writes, and is told who holds it", "[store][unit]")
{
    const TempFolder folder;
    auto writer = newMission(folder / "m.gpkg");
    addPlace(writer, "Luzi");
    try {
        static_cast<void>(MissionFile::open(folder / "m.gpkg", Access::ReadWrite, fixedEnvironment()));
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.code() == ErrorCode::Locked);
        CHECK(error.message().find("process " + std::to_string(::getpid())) != std::string::npos);
    }
    auto reader = MissionFile::open(folder / "m.gpkg", Access::ReadOnly, fixedEnvironment());
    CHECK(reader.count(Kind::PLACE) == 1);
    CHECK(codeOf([&] { addPlace(reader, "Oru"); }) == ErrorCode::Locked);
    addPlace(writer, "Oru");
    CHECK(reader.count(Kind::PLACE) == 2);
}

TEST_CASE("reading changes no byte and leaves nothing beside the file", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "m.gpkg");
        addPlace(file, "Luzi");
    }
    const std::string before = readFile(folder / "m.gpkg");
    const auto names = namesIn(folder.path());
    {
        const auto file = MissionFile::open(folder / "m.gpkg", Access::ReadOnly, fixedEnvironment());
        CHECK(file.snapshot().all<core::Place>().size() == 1);
        CHECK(file.check(true).ok());
        CHECK(namesIn(folder.path()) == names);
    }
    CHECK(readFile(folder / "m.gpkg") == before);
    CHECK(namesIn(folder.path()) == names);
}

TEST_CASE("the copy that a reader needs has no name while it is looked at", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "m.gpkg");
        addPlace(file, "Luzi");
    }
    sql(folder / "m.gpkg", "PRAGMA journal_mode = WAL"); // even readers would have to write beside it
    const std::string before = readFile(folder / "m.gpkg");
    const auto names = namesIn(folder.path());
    const auto shared = namesIn(std::filesystem::temp_directory_path());
    {
        const auto file = MissionFile::open(folder / "m.gpkg", Access::ReadOnly, fixedEnvironment());
        CHECK(namesIn(folder.path()) == names);
        for (const std::string& name : namesIn(std::filesystem::temp_directory_path()))
            CHECK((shared.contains(name) || name.find("view") == std::string::npos));
        CHECK(file.snapshot().all<core::Place>().size() == 1);
        CHECK(file.check(true).ok());
    }
    CHECK(readFile(folder / "m.gpkg") == before);
    CHECK(namesIn(folder.path()) == names);
    // A copy that turns out not to be readable goes with the error.
    std::string broken = before;
    broken.replace(100, 400, std::string(400, '\x5A')); // the schema, behind the header that says WAL
    writeFile(folder / "m.gpkg", broken);
    CHECK(openCode(folder / "m.gpkg") != ErrorCode{});
    CHECK(namesIn(folder.path()) == names);
}

TEST_CASE("a newer file is refused", "[store][unit]")
{
    const TempFolder folder;
    { const auto file = newMission(folder / "m.gpkg"); }
    sql(folder / "m.gpkg", "UPDATE tutela_meta SET schema = 99, min_reader = 99");
    CHECK(openCode(folder / "m.gpkg") == ErrorCode::NewerFormat);
    CHECK(openCode(folder / "m.gpkg", Access::ReadWrite) == ErrorCode::NewerFormat);
}

TEST_CASE("a cut-off or overwritten file is called damaged and never crashes", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "m.gpkg");
        for (int i = 0; i < 5; ++i)
            addPlace(file, "Place " + std::to_string(i));
    }
    const std::string whole = readFile(folder / "m.gpkg");
    for (const std::size_t size : {std::size_t{50}, std::size_t{100}, std::size_t{4096}, whole.size() / 2, whole.size() - 1}) {
        writeFile(folder / "cut.gpkg", whole.substr(0, size));
        INFO(size);
        CHECK(openCode(folder / "cut.gpkg") == ErrorCode::Damaged);
    }
    int noticed = 0;
    const std::size_t pages = whole.size() / 4096;
    for (std::size_t page = 1; page < pages; page += 7) {
        std::string broken = whole;
        broken.replace(page * 4096, 4096, std::string(4096, '\xA5'));
        writeFile(folder / "broken.gpkg", broken);
        INFO("page " << page);
        try {
            const auto file = MissionFile::open(folder / "broken.gpkg", Access::ReadOnly, fixedEnvironment());
            noticed += file.check(true).ok() ? 0 : 1;
        } catch (const core::Error& error) {
            CHECK(error.code() == ErrorCode::Damaged);
            ++noticed;
        }
    }
    CHECK(noticed == static_cast<int>((pages - 1 + 6) / 7)); // every page that holds something of ours is missed
}

TEST_CASE("what another program changed is found and named", "[store][unit]")
{
    const TempFolder folder;
    std::int64_t id = 0;
    {
        auto file = newMission(folder / "m.gpkg");
        id = addPlace(file, "Luzi");
        file.commitBatch(author(), "Import", [&](store::Batch& batch) {
            for (std::int64_t i = 100; i < 110; ++i)
                batch.insertRecord(incident(i, "2026-02-01"));
        });
    }
    const std::string whole = readFile(folder / "m.gpkg");
    const auto found = [&](const std::string& text) {
        writeFile(folder / "x.gpkg", whole);
        sql(folder / "x.gpkg", text);
        const auto result = MissionFile::open(folder / "x.gpkg", Access::ReadOnly, fixedEnvironment()).check(true);
        INFO(text);
        INFO(problemsOf(result));
        CHECK_FALSE(result.ok());
        CHECK(result.changedElsewhere);
        return problemsOf(result);
    };
    const std::string name = "place " + std::to_string(id);
    CHECK(found("UPDATE places SET name = 'Other'").find(name) != std::string::npos);
    CHECK(found("DELETE FROM places").find(name) != std::string::npos);
    CHECK(found("INSERT INTO places (id, name) VALUES (77, 'Strange')").find("place 77") != std::string::npos);
    CHECK(found("UPDATE incidents SET killed_best = 4 WHERE id = 105").find("incidents") != std::string::npos);
    CHECK(found("UPDATE incidents SET deleted = 1 WHERE id = 105").find("incidents") != std::string::npos);
    CHECK(found("DELETE FROM incidents WHERE id = 105").find("incidents") != std::string::npos);
    CHECK(found("UPDATE places SET geom = NULL").find(name) != std::string::npos);
}

TEST_CASE("an altered history is found in its chain", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "m.gpkg");
        addPlace(file, "Luzi");
        addPlace(file, "Oru");
    }
    const std::string whole = readFile(folder / "m.gpkg");
    CHECK_THROWS_AS(sql(folder / "m.gpkg", "UPDATE history_commit SET author = 'JMAC/X' WHERE id = 2"), core::Error); // append-only
    for (const std::string text : {"UPDATE history_commit SET author = 'JMAC/X' WHERE id = 2", "UPDATE history_commit SET changeset = NULL WHERE id = 2",
                                   "DELETE FROM history_commit WHERE id = 2", "DELETE FROM history_commit WHERE id = 3",
                                   "UPDATE history_change SET new = '{}' WHERE commit_id = 2"}) {
        writeFile(folder / "x.gpkg", whole);
        {
            const auto db = store::openDatabase((folder / "x.gpkg").string(), SQLITE_OPEN_READWRITE, {});
            store::execute(db->getHandle(), "PRAGMA foreign_keys = OFF");
            for (const auto& object : store::schemaObjects()) // as someone would who covers his tracks
                if (object.name.starts_with("history_") && object.type == "trigger")
                    store::execute(db->getHandle(), "DROP TRIGGER " + object.name);
            store::execute(db->getHandle(), text);
            for (const auto& object : store::schemaObjects())
                if (object.name.starts_with("history_") && object.type == "trigger")
                    store::execute(db->getHandle(), object.sql);
        }
        INFO(text);
        CHECK_FALSE(MissionFile::open(folder / "x.gpkg", Access::ReadOnly, fixedEnvironment()).check(true).ok());
    }
}

TEST_CASE("triggers of another program stop writing and not reading", "[store][unit]")
{
    const TempFolder folder;
    { const auto file = newMission(folder / "m.gpkg"); }
    sql(folder / "m.gpkg", "CREATE TRIGGER theirs AFTER INSERT ON places BEGIN SELECT 1; END");
    CHECK(openCode(folder / "m.gpkg", Access::ReadWrite) == ErrorCode::ChangedElsewhere);
    CHECK_FALSE(MissionFile::open(folder / "m.gpkg", Access::ReadOnly, fixedEnvironment()).check(false).ok());
}

TEST_CASE("a mission is told from tables and layers without a trace", "[store][unit]")
{
    const TempFolder folder;
    const auto mission = folder / "100% m?#.gpkg"; // letters that mean something in an address
    { const auto file = newMission(mission); }
    const auto layer = folder / "layer.gpkg";
    std::filesystem::copy_file(mission, layer);
    sql(layer, "DROP TABLE tutela_meta");
    test::writeFile(folder / "table.csv", "Date;Place\n");
    test::writeFile(folder / "cut.gpkg", readFile(mission).substr(0, 60));
    const auto names = namesIn(folder.path());
    const std::string before = readFile(mission);
    CHECK(store::isMissionFile(mission));
    CHECK(store::isMissionFile(folder / "cut.gpkg")); // opening it says that it is cut off
    CHECK_FALSE(store::isMissionFile(layer));
    CHECK_FALSE(store::isMissionFile(folder / "table.csv"));
    CHECK_FALSE(store::isMissionFile(folder / "nothing.gpkg"));
    CHECK_FALSE(store::isMissionFile(folder.path()));
    CHECK(readFile(mission) == before);
    CHECK(namesIn(folder.path()) == names);
}

TEST_CASE("a full disk is said and loses nothing", "[store][unit]")
{
    const TempFolder folder;
    std::signal(SIGXFSZ, SIG_IGN);
    auto file = newMission(folder / "m.gpkg");
    addPlace(file, "Luzi");
    const std::string before = file.contentHash();
    rlimit old{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &old) == 0);
    const rlimit tight{std::filesystem::file_size(folder / "m.gpkg") + 20'000, old.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &tight) == 0);
    const auto code = codeOf([&] {
        file.commit(author(), "Too much", [&](store::Transaction& change) { change.putAsset("big", "", std::string(1'000'000, 'x')); });
    });
    ::setrlimit(RLIMIT_FSIZE, &old);
    CHECK(code == ErrorCode::NoSpace);
    CHECK(file.contentHash() == before);
    CHECK(file.assetNames().empty());
    addPlace(file, "Oru");
    requireSound(file);
}

TEST_CASE("a read-only place is said", "[store][unit]")
{
    CHECK(codeOf([] { newMission("/proc/tutela.gpkg"); }) != ErrorCode::Internal);
    if (::geteuid() == 0) {
        std::cout << "skipped: permissions do not bind the administrator\n";
        return;
    }
    const TempFolder folder;
    { const auto file = newMission(folder / "m.gpkg"); }
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    CHECK(openCode(folder / "m.gpkg", Access::ReadWrite) == ErrorCode::Permission);
    CHECK(codeOf([&] { newMission(folder / "n.gpkg"); }) == ErrorCode::Permission);
    CHECK(MissionFile::open(folder / "m.gpkg", Access::ReadOnly, fixedEnvironment()).check(true).ok());
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

TEST_CASE("an older file is migrated on a copy, with a backup, or stays as it is", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    std::string content;
    {
        auto file = newMission(path);
        addPlace(file, "Luzi");
        content = file.contentHash();
    }
    sql(path, "UPDATE tutela_meta SET schema = 0; ALTER TABLE places DROP COLUMN admin_name");
    const std::string old = readFile(path);
    const store::Migration fails{1, 1, "a step that fails", [](sqlite3* db) { store::execute(db, "ALTER TABLE nowhere ADD COLUMN x"); }};
    CHECK_THROWS_AS(store::migrateFile(path, {}, {&fails, 1}, 1), core::Error);
    CHECK(readFile(path) == old);
    std::filesystem::remove(folder / "m.schema0.gpkg");
    const store::Migration step{1, 1, "a column came", [](sqlite3* db) { store::execute(db, "ALTER TABLE places ADD COLUMN admin_name TEXT"); }};
    const auto backup = store::migrateFile(path, {}, {&step, 1}, 1);
    CHECK(backup.filename() == "m.schema0.gpkg");
    CHECK(namesIn(folder.path()) == std::set<std::string>{"m.gpkg", "m.schema0.gpkg"});
    auto file = MissionFile::open(path, Access::ReadWrite, fixedEnvironment(2));
    CHECK(file.contentHash() == content);
    requireSound(file); // old changesets fit the longer table
    addPlace(file, "Oru");
    requireSound(file);
}

TEST_CASE("the file is a GeoPackage that other programs find nothing wrong with", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    {
        auto file = newMission(path);
        addPlace(file, "Luzi");
        file.commit(author(), "More", [&](store::Transaction& change) {
            core::Area area;
            area.id = 8;
            area.geometry = {core::Geometry::Type::MultiPolygon, {{{{4, 1}, {5, 1}, {5, 2}, {4, 2}, {4, 1}}}}};
            change.insert(area);
            change.insert(incident(9, "2026-10-03T05:00:00Z"));
        });
    }
    const Run valid = run({"/usr/bin/python3", "-m", "osgeo_utils.samples.validate_gpkg", "-q", "--extra", path.string()});
    INFO(valid.out << valid.err);
    CHECK(valid.exitCode == 0);
    const Run info = run({"ogrinfo", "-ro", "-al", path.string(), "places"});
    CHECK(info.exitCode == 0);
    CHECK(info.out.find("POINT (5.1 1.94)") != std::string::npos);
    CHECK(info.err.empty());
}

TEST_CASE("the released schema and the schema of today are the same", "[store][unit]")
{
    // When this fails before a release: build target store_fixture and look at what changed. After it: write a migration.
    const auto file = MissionFile::open(tutela::test::sourceFolder() / "tests/data/schema/v1.gpkg", Access::ReadOnly, fixedEnvironment());
    requireSound(file);
    CHECK(file.snapshot().all<core::Place>().size() == 1);
}
