// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include "incident_cache_p.h"

#include <tutela/core/canonical.h>

#include <nlohmann/json.hpp>

#include <atomic>
#include <random>
#include <thread>

using namespace tutela;
using namespace tutela::test;
using core::Kind;
using store::Access;
using store::MissionFile;

namespace {

constexpr std::int64_t kMany = 40'000; ///< three pieces

std::vector<core::RecordValues> incidents(std::int64_t firstId, std::int64_t count)
{
    std::mt19937_64 random{static_cast<std::uint64_t>(firstId)};
    std::vector<core::RecordValues> records;
    for (std::int64_t i = 0; i < count; ++i) {
        core::Incident one = incident(firstId + i, "2025-03-01", 4.0 + static_cast<double>(random() % 1'000'000) / 1e6);
        one.source_id = std::to_string(firstId) + "-" + std::to_string(i);
        one.time_start = *one.time_start + std::chrono::hours{24 * (random() % 400)};
        if (random() % 10 == 0) {
            one.lon.reset();
            one.lat.reset();
        }
        one.killed.best = random() % 4 == 0 ? std::optional<std::int64_t>{} : std::optional<std::int64_t>{static_cast<std::int64_t>(random() % 300)};
        one.source_type = "type " + std::to_string(random() % 5);
        if (random() % 3 == 0)
            one.dataset = "made by hand";
        records.push_back(core::valuesOf(one));
    }
    return records;
}

store::CommitId import(MissionFile& file, const std::vector<core::RecordValues>& records)
{
    return file.commitBatch(author(), "Import", [&](store::Batch& batch) {
        std::vector<const core::RecordValues*> block;
        for (const auto& record : records) {
            block.push_back(&record);
            if (block.size() == 250 || &record == &records.back()) {
                batch.insertAll(block);
                block.clear();
            }
        }
    });
}

std::unique_ptr<SQLite::Database> look(const std::filesystem::path& path, int flags = SQLITE_OPEN_READONLY)
{
    return store::openDatabase(path.string(), flags, {});
}

/// The cache holds what the rows hold, and a snapshot is made of it.
void requireGoodCache(const std::filesystem::path& path, std::size_t incidents)
{
    const auto db = look(path);
    const auto cached = store::cachedIncidents(db->getHandle());
    REQUIRE(cached);
    CHECK(cached->size() == incidents);
    CHECK(*cached == store::readIncidentColumns(db->getHandle(), {}));
    const auto file = MissionFile::open(path, Access::ReadOnly, fixedEnvironment());
    CHECK(*file.snapshot().incidents == *cached);
    CHECK(file.count(Kind::INCIDENT) == static_cast<std::int64_t>(incidents));
}

bool hasGoodCache(const std::filesystem::path& path)
{
    return store::cachedIncidents(look(path)->getHandle()).has_value();
}

/// A mission with many incidents and its cache.
std::filesystem::path bigMission(const TempFolder& folder)
{
    auto file = newMission(folder / "m.gpkg");
    import(file, incidents(1000, kMany));
    return folder / "m.gpkg";
}

} // namespace

TEST_CASE("a few incidents keep no cache, many do", "[store][unit]")
{
    const TempFolder folder;
    {
        auto file = newMission(folder / "small.gpkg");
        import(file, incidents(1000, 2000));
    }
    CHECK(store::integerOf(look(folder / "small.gpkg")->getHandle(), "SELECT count(*) FROM cache_incident") == 0);
    const auto path = bigMission(folder);
    requireGoodCache(path, kMany);
    CHECK(store::cachePieces(look(path)->getHandle())->size() == 3);
}

TEST_CASE("the cache follows every edit, undo, redo and import", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    auto file = MissionFile::open(path, Access::ReadWrite, fixedEnvironment(2));
    const auto edit = setField(file, Kind::INCIDENT, 21'000, "killed_best", std::int64_t{4711});
    requireGoodCache(path, kMany);
    file.commit(author(), "Remove", [](store::Transaction& change) { change.remove(Kind::INCIDENT, 40'999); });
    requireGoodCache(path, kMany - 1);
    file.commit(author(), "Add", [](store::Transaction& change) {
        change.insert(incident(7, "2026-01-01"));
        change.insert(incident(90'000, "2026-01-01"));
    });
    requireGoodCache(path, kMany + 1);
    addPlace(file, "Luzi");
    requireGoodCache(path, kMany + 1);
    file.undo(author(), edit);
    requireGoodCache(path, kMany + 1);
    const auto second = file.commitBatch(author(), "Second import", [](store::Batch& batch) {
        core::Incident changed = incident(5000, "2026-02-02");
        changed.killed.best = 9;
        batch.replace(core::valuesOf(changed));
        for (const auto& record : incidents(500, 200))
            batch.insert(record);
    });
    requireGoodCache(path, kMany + 201);
    const auto undone = file.undo(author(), second);
    requireGoodCache(path, kMany + 1);
    file.redo(author(), undone);
    requireGoodCache(path, kMany + 201);
    requireSound(file);
}

TEST_CASE("a snapshot of many incidents brought up to date says what a fresh one says", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    auto file = MissionFile::open(path, Access::ReadWrite, fixedEnvironment(2));
    auto mission = file.snapshot();
    const auto follow = [&] {
        mission = file.refreshed(mission).mission;
        CHECK(mission.head == file.head());
        REQUIRE(*mission.incidents == *file.snapshot().incidents);
        requireGoodCache(path, mission.incidents->size());
    };
    const auto edit = setField(file, Kind::INCIDENT, 21'000, "killed_best", std::int64_t{4711});
    follow();
    file.commit(author(), "No position", [](store::Transaction& change) {
        change.update(Kind::INCIDENT, 21'001, {{core::findField(Kind::INCIDENT, "lon"), core::Value{}}, {core::findField(Kind::INCIDENT, "lat"), core::Value{}}});
    });
    follow();
    // Names that come first, that are new, and that nobody has any more.
    setField(file, Kind::INCIDENT, 1'000, "source_type", std::string{"of the last"});
    follow();
    setField(file, Kind::INCIDENT, 30'000, "dataset", std::string{"only here"});
    follow();
    setField(file, Kind::INCIDENT, 30'000, "dataset", std::string{"made by hand"});
    follow();
    // The column of markings comes, grows and goes.
    setField(file, Kind::INCIDENT, 2'000, "sensitivity", std::string{"CONFIDENTIAL"});
    follow();
    const auto marked = setField(file, Kind::INCIDENT, 39'000, "sensitivity", std::string{"CONFIDENTIAL"});
    follow();
    file.undo(author(), marked);
    follow();
    // So does that of durations: 150 minutes, known to the hour.
    const auto last = [&](std::int64_t id, const char* end) {
        return file.commit(author(), "Duration", [&](store::Transaction& change) {
            change.update(Kind::INCIDENT, id, {{core::findField(Kind::INCIDENT, "time_start"), std::string{"2026-02-01T10:00:00.000Z"}},
                                               {core::findField(Kind::INCIDENT, "time_end"), std::string{end}},
                                               {core::findField(Kind::INCIDENT, "time_precision"), std::string{"HOUR"}}});
        });
    };
    const auto durationOf = [&](std::int64_t id) { return mission.incidents->duration(*mission.incidents->find(core::IncidentId{id})); };
    last(3'000, "2026-02-01T12:30:00.000Z");
    follow();
    CHECK(durationOf(3'000) == 150);
    CHECK_FALSE(durationOf(3'001));
    const auto later = last(38'000, "2026-02-01T11:00:00.000Z");
    follow();
    CHECK(durationOf(38'000) == 60);
    file.undo(author(), later);
    follow();
    CHECK(mission.incidents->duration_minutes.size() <= 3'000);
    file.commit(author(), "Add, change and remove", [](store::Transaction& change) {
        change.insert(incident(7, "2026-01-01"));
        change.insert(incident(90'000, "2026-01-01"));
        change.remove(Kind::INCIDENT, 1'000);
        change.remove(Kind::INCIDENT, 40'999);
        change.remove(Kind::INCIDENT, 25'000);
    });
    follow();
    setField(file, Kind::INCIDENT, 2'000, "sensitivity", std::monostate{});
    follow();
    file.undo(author(), edit);
    follow();
    CHECK(mission.incidents->size() == kMany - 1);
}

TEST_CASE("after a write of another program a snapshot brought up to date reads the rows", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    auto file = MissionFile::open(path, Access::ReadWrite, fixedEnvironment(2));
    auto mission = file.snapshot();
    setField(file, Kind::INCIDENT, 21'000, "killed_best", std::int64_t{1});
    mission = file.refreshed(mission).mission;
    store::execute(look(path, SQLITE_OPEN_READWRITE)->getHandle(), "UPDATE incidents SET killed_best = 4711 WHERE id = 1234");
    setField(file, Kind::INCIDENT, 21'000, "killed_best", std::int64_t{2});
    mission = file.refreshed(mission).mission;
    CHECK(mission.incidents->killed_best[234] == 4711);
    CHECK(*mission.incidents == *file.snapshot().incidents);
}

TEST_CASE("the cache goes when few incidents are left", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    import(file, incidents(1000, 100));
    const auto many = import(file, incidents(9000, 20'000));
    requireGoodCache(folder / "m.gpkg", 20'100);
    file.undo(author(), many);
    CHECK(store::integerOf(look(folder / "m.gpkg")->getHandle(), "SELECT count(*) FROM cache_incident") == 0);
    CHECK(file.snapshot().incidents->size() == 100);
    requireSound(file);
}

TEST_CASE("a damaged cache is not used and named by the deep check", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    const auto rows = *MissionFile::open(path, Access::ReadOnly, fixedEnvironment()).snapshot().incidents;
    std::string part;
    {
        const auto db = look(path);
        store::Statement piece{db->getHandle(), "SELECT substr(bytes, 30001, 200) FROM cache_incident WHERE name = 'piece 2'"};
        REQUIRE(piece.step());
        part = piece.blob(0);
    }
    std::string bytes = readFile(path);
    const auto at = bytes.find(part);
    REQUIRE(at != std::string::npos);
    bytes[at + 100] = static_cast<char>(bytes[at + 100] ^ 1);
    writeFile(path, bytes);
    CHECK_FALSE(hasGoodCache(path));
    const auto file = MissionFile::open(path, Access::ReadOnly, fixedEnvironment());
    CHECK(*file.snapshot().incidents == rows);
    CHECK(problemsOf(file.check(true)).find("cache_incident: the cache of incidents is damaged") != std::string::npos);
}

TEST_CASE("after a write of another program the rows are read, until the next commit", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    store::execute(look(path, SQLITE_OPEN_READWRITE)->getHandle(), "UPDATE incidents SET killed_best = 4711 WHERE id = 1234");
    CHECK_FALSE(hasGoodCache(path));
    {
        const auto incidents = MissionFile::open(path, Access::ReadOnly, fixedEnvironment()).snapshot().incidents;
        REQUIRE(incidents->id[234] == 1234);
        CHECK(incidents->killed_best[234] == 4711);
    }
    auto file = MissionFile::open(path, Access::ReadWrite, fixedEnvironment(2));
    addPlace(file, "Luzi");
    requireGoodCache(path, kMany);
    CHECK(file.snapshot().incidents->killed_best[234] == 4711);
}

TEST_CASE("a cache that was made to say something else is found by the deep check", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    {
        const auto db = look(path, SQLITE_OPEN_READWRITE);
        store::WriteScope scope{db->getHandle()};
        core::IncidentColumns columns;
        store::IncidentCodes codes{columns};
        store::Statement piece{db->getHandle(), "SELECT bytes FROM cache_incident WHERE name = 'piece 1'"};
        REQUIRE(piece.step());
        store::unpackInto(columns, codes, piece.blob(0));
        piece.reset();
        columns.killed_best[0] = 4711;
        const std::string bytes = store::packed(columns);
        store::Statement change{db->getHandle(), "UPDATE cache_incident SET bytes = ? WHERE name = ?"};
        change.bindBlob(1, bytes).bind(2, std::string_view{"piece 1"}).run();
        store::Statement list{db->getHandle(), "SELECT bytes FROM cache_incident WHERE name = 'pieces'"};
        REQUIRE(list.step());
        auto text = nlohmann::json::parse(list.blob(0).substr(64));
        list.reset();
        text["pieces"][0]["hash"] = core::hex(core::blake2b(bytes));
        text["counter"] = text["counter"].get<std::int64_t>() + 1; // what this very write makes it
        const std::string changed = core::hex(core::blake2b(text.dump())) + text.dump();
        change.bindBlob(1, changed).bind(2, std::string_view{"pieces"}).run();
        scope.commit();
    }
    REQUIRE(hasGoodCache(path));
    const auto file = MissionFile::open(path, Access::ReadOnly, fixedEnvironment());
    CHECK(file.check(false).ok());
    CHECK(problemsOf(file.check(true)).find("cache_incident: the cache of incidents does not say") != std::string::npos);
}

TEST_CASE("reading a mission with a cache, good or stale, changes no byte", "[store][unit]")
{
    const TempFolder folder;
    const auto path = bigMission(folder);
    for (const bool stale : {false, true}) {
        if (stale)
            store::execute(look(path, SQLITE_OPEN_READWRITE)->getHandle(), "UPDATE incidents SET killed_best = 1 WHERE id = 1234");
        const std::string before = readFile(path);
        {
            const auto file = MissionFile::open(path, Access::ReadOnly, fixedEnvironment());
            CHECK(file.snapshot().incidents->size() == static_cast<std::size_t>(kMany));
        }
        CHECK(readFile(path) == before);
    }
}

TEST_CASE("the same acts give the same bytes with a cache too", "[store][unit]")
{
    const TempFolder folder;
    const auto records = incidents(1000, 20'000);
    for (const char* name : {"a.gpkg", "b.gpkg"}) {
        auto file = newMission(folder / name);
        import(file, records);
        setField(file, Kind::INCIDENT, 5000, "killed_best", std::int64_t{3});
    }
    CHECK(readFile(folder / "a.gpkg") == readFile(folder / "b.gpkg"));
}

TEST_CASE("records prepared on one thread and written on another give what inserting them gives", "[store][unit]")
{
    const TempFolder folder;
    const auto records = incidents(1000, kMany);
    auto inserted = newMission(folder / "inserted.gpkg");
    import(inserted, records);
    std::vector<std::string> bytes;
    for (const char* name : {"a.gpkg", "b.gpkg"}) {
        auto file = newMission(folder / name);
        file.commitBatch(author(), "Import", [&](store::Batch& batch) {
            constexpr std::size_t kBlock = 250;
            std::vector<store::ReadyRows> blocks(records.size() / kBlock);
            std::atomic<std::size_t> ready = 0;
            std::thread making{[&] {
                for (std::size_t i = 0; i < records.size(); ++i) {
                    batch.prepare(records[i], blocks[i / kBlock]);
                    ready = (i + 1) / kBlock;
                }
            }};
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                while (ready <= i)
                    std::this_thread::yield();
                batch.write(blocks[i]);
            }
            making.join();
        });
        CHECK(file.contentHash() == inserted.contentHash());
        CHECK(file.head() == inserted.head());
        requireSound(file);
        requireGoodCache(folder / name, records.size());
        bytes.push_back(readFile(folder / name));
    }
    CHECK(bytes[0] == bytes[1]);
}

TEST_CASE("a batch whose prepared records were not all written changes nothing", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const std::string before = file.contentHash();
    store::ReadyRows rows;
    CHECK(codeOf([&] { file.commitBatch(author(), "Import", [&](store::Batch& batch) { batch.prepare(incidents(1000, 1).front(), rows); }); })
          == core::ErrorCode::Internal);
    CHECK(file.contentHash() == before);
    requireSound(file);
}

TEST_CASE("a batch that inserts a bad record among many changes nothing", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const std::string before = file.contentHash();
    auto records = incidents(1000, 500);
    records[300].values[static_cast<std::size_t>(core::findField(Kind::INCIDENT, "category") - core::fieldsOf(Kind::INCIDENT).data())] = std::string{"NO_WORD"};
    try {
        import(file, records);
        FAIL("no error");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::InvalidInput);
        CHECK(error.where() == "incident 1300, category");
    }
    // Nor does a batch that goes on in spite of it.
    CHECK(codeOf([&] {
              file.commitBatch(author(), "Import", [&](store::Batch& batch) {
                  std::vector<const core::RecordValues*> block;
                  for (const auto& record : records)
                      block.push_back(&record);
                  try {
                      batch.insertAll(block);
                  } catch (const core::Error&) {
                  }
              });
          })
          == core::ErrorCode::Internal);
    CHECK(file.contentHash() == before);
    requireSound(file);
}

TEST_CASE("incidents with the rarest values come back from packed columns", "[store][unit]")
{
    store::IncidentBuilder builder;
    for (const auto& record : incidents(1, 50))
        builder.add(record);
    core::IncidentColumns& columns = builder.columns;
    columns.id.back() = (std::int64_t{1} << 48) - 1;
    columns.lonE7 = std::vector<std::int32_t>(50, core::IncidentColumns::kNoPosition);
    columns.latE7[3] = -900'000'000;
    columns.latE7[4] = 900'000'000;
    columns.time[5] = core::IncidentColumns::kNoTime;
    columns.time[6] = -62'135'596'800;
    columns.time[7] = 253'402'300'799;
    columns.killed_high[8] = std::numeric_limits<std::int32_t>::max();
    columns.displaced[9] = 0;
    core::IncidentColumns back;
    store::IncidentCodes codes{back};
    const std::string bytes = store::packed(columns);
    store::unpackInto(back, codes, bytes);
    CHECK(back == columns);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        core::IncidentColumns part;
        store::IncidentCodes partCodes{part};
        CHECK_THROWS_AS(store::unpackInto(part, partCodes, std::string_view{bytes}.substr(0, length)), core::Error);
    }
}
