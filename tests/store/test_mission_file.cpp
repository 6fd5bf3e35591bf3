// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <nlohmann/json.hpp>

#include <sys/stat.h>

using namespace tutela;
using namespace tutela::test;
using core::ErrorCode;
using core::Kind;
using core::Value;
using store::Access;
using store::MissionFile;

TEST_CASE("a new mission file is private, sound and knows its mission", "[store][unit]")
{
    const TempFolder folder;
    const auto path = folder / "kavara.gpkg";
    {
        auto file = newMission(path);
        CHECK(file.snapshot().details.name == "Test mission");
        CHECK(file.history().size() == 1);
        CHECK(file.head() == file.history().back().hash);
        requireSound(file);
    }
    struct stat info{};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1); // no journal, no lock file, no half file
    CHECK(codeOf([&] { newMission(path); }) == ErrorCode::InvalidInput);
}

TEST_CASE("records come back as they were written, in every kind of column", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    core::Place luzi = place(7, "Luzi");
    luzi.population_total = 0; // known to be none
    luzi.note = "beside the river \"Oru\"";
    luzi.flight_route = {core::Geometry::Type::LineString, {{{{5.0, 1.0}, {5.1, 1.1}}}}};
    luzi.vulnerability_yes = {core::VulnerabilityFactor::ISOLATED};
    core::Area area;
    area.id = 8;
    area.name = "East";
    area.geometry = {core::Geometry::Type::MultiPolygon, {{{{4, 1}, {5, 1}, {5, 2}, {4, 2}, {4, 1}}}}};
    core::Incident attack = incident(9, "2026-10-03T05:00:00Z");
    attack.place_id = core::PlaceId{7};
    attack.description = "Caf\xC3\xA9 burnt";
    attack.displaced.best = 120;
    attack.injured.women = 2;
    file.commit(author(), "Add records", [&](store::Transaction& change) {
        change.insert(luzi);
        change.insert(area);
        change.insert(attack);
    });
    const auto readPlace = core::recordOf<core::Place>(file.read(Kind::PLACE, 7).value());
    CHECK(readPlace.created_by == "POC_ADVISER/AB");
    CHECK(readPlace.revision == 1);
    luzi.created_at = readPlace.created_at;
    luzi.created_by = readPlace.created_by;
    luzi.updated_at = readPlace.updated_at;
    luzi.revision = 1;
    CHECK(readPlace == luzi);
    CHECK(core::recordOf<core::Area>(file.read(Kind::AREA, 8).value()).geometry == area.geometry);
    const auto readAttack = core::recordOf<core::Incident>(file.read(Kind::INCIDENT, 9).value());
    CHECK(readAttack.description == attack.description);
    CHECK(readAttack.injured == attack.injured);
    CHECK(readAttack.killed.low == core::Count{});
    const auto mission = file.snapshot();
    REQUIRE(mission.incidents->size() == 1);
    CHECK(mission.incidents->lonE7[0] == 50'000'000);
    CHECK(mission.incidents->displaced[0] == 120);
    CHECK(mission.incidents->killed_low[0] == core::IncidentColumns::kUnknown);
    CHECK(mission.incidents->act_severity[0] == 4);
    CHECK(mission.incidents->datasets[mission.incidents->dataset[0]] == "ucdp-ged");
    CHECK(mission.find<core::Place>(core::PlaceId{7})->name == "Luzi");
    requireSound(file);
}

TEST_CASE("what no reader could read back is refused by name and changes nothing", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const auto id = addPlace(file, "Luzi");
    const std::string before = file.contentHash();
    const auto set = [&](const char* field, const Value& value) { return codeOf([&] { setField(file, Kind::PLACE, id, field, value); }); };
    CHECK(set("lon", Value{std::nan("")}) == ErrorCode::InvalidInput);
    CHECK(set("lat", Value{91.0}) == ErrorCode::InvalidInput);
    CHECK(set("lat", Value{}) == ErrorCode::InvalidInput); // half a position
    CHECK(set("name", Value{std::string{"\xE9"}}) == ErrorCode::InvalidInput);
    CHECK(set("place_kind", Value{std::string{"CASTLE"}}) == ErrorCode::InvalidInput);
    CHECK(set("population_total", Value{std::int64_t{-1}}) == ErrorCode::InvalidInput);
    CHECK(set("cla_base_id", Value{std::int64_t{4711}}) == ErrorCode::InvalidInput); // leads nowhere
    CHECK(set("revision", Value{std::int64_t{5}}) == ErrorCode::Usage);
    CHECK(codeOf([&] { setField(file, Kind::PLACE, 4711, "name", Value{}); }) == ErrorCode::InvalidInput);
    CHECK(codeOf([&] { file.commit(author(), "Again", [&](store::Transaction& t) { t.insert(place(id, "Twice")); }); }) == ErrorCode::InvalidInput);
    CHECK(file.contentHash() == before);
    CHECK(file.history().size() == 2);
    requireSound(file);
}

TEST_CASE("a change that throws half-way changes nothing", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const std::string head = file.head();
    CHECK_THROWS_AS(file.commit(author(), "Half", [&](store::Transaction& change) {
        change.insert(place(7, "Luzi"));
        throw core::Cancelled{};
    }), core::Cancelled);
    CHECK(file.head() == head);
    CHECK_FALSE(file.read(Kind::PLACE, 7));
}

TEST_CASE("history says what changed, group by group", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const auto id = addPlace(file, "Luzi");
    setField(file, Kind::PLACE, id, "population_total", std::int64_t{400});
    file.commit(author(), "Drop", [&](store::Transaction& change) { change.remove(Kind::PLACE, id); });
    CHECK_FALSE(file.read(Kind::PLACE, id));
    CHECK(file.count(Kind::PLACE) == 0);
    const auto history = file.history(id);
    REQUIRE(history.size() == 3);
    CHECK(history[0].message == "Add Luzi");
    CHECK(history[0].changes.front().old_json == "null");
    REQUIRE(history[1].changes.size() == 1);
    CHECK(history[1].changes[0].table == "places");
    CHECK(history[1].changes[0].group == "population");
    CHECK(nlohmann::json::parse(history[1].changes[0].old_json)["population_total"] == nullptr);
    CHECK(nlohmann::json::parse(history[1].changes[0].new_json)["population_total"] == 400);
    REQUIRE(history[2].changes.size() == 1);
    CHECK(history[2].changes[0].new_json == "{\"deleted\":true}");
    requireSound(file);
}

TEST_CASE("assets are kept byte for byte and replaced by name", "[store][unit]")
{
    const TempFolder folder;
    auto file = newMission(folder / "m.gpkg");
    const std::string bytes("a\0b\xFF", 4);
    const auto commit = file.commit(author(), "Pack", [&](store::Transaction& change) { change.putAsset("dem.tif", "image/tiff", bytes); });
    CHECK(file.asset("dem.tif") == bytes);
    const auto second = file.commit(author(), "Pack again", [&](store::Transaction& change) { change.putAsset("dem.tif", "image/tiff", "new"); });
    CHECK(file.asset("dem.tif") == "new");
    file.undo(author(), second);
    CHECK(file.asset("dem.tif") == bytes);
    CHECK(file.assetNames() == std::vector<std::string>{"dem.tif"});
    file.undo(author(), commit);
    CHECK(file.asset("dem.tif") == std::nullopt);
    requireSound(file);
}

TEST_CASE("the same acts give the same bytes", "[store][unit]")
{
    const TempFolder folder;
    const auto make = [&](const std::string& name) {
        auto file = newMission(folder / name);
        const auto id = addPlace(file, "Luzi");
        const auto change = setField(file, Kind::PLACE, id, "name", std::string{"Luzi Town"});
        file.commitBatch(author(), "Import", [&](store::Batch& batch) {
            const auto first = batch.newIds(Kind::INCIDENT, 50);
            for (std::int64_t i = 0; i < 50; ++i)
                batch.insertRecord(incident(first + i, "2026-01-01"));
        });
        file.undo(author(), change);
        return std::pair{file.contentHash(), file.head()};
    };
    CHECK(make("a.gpkg") == make("b.gpkg"));
    CHECK(readFile(folder / "a.gpkg") == readFile(folder / "b.gpkg"));
}

TEST_CASE("an author is a role and initials", "[store][unit]")
{
    CHECK(store::Author::of("JMAC/X-1").text() == "JMAC/X-1");
    CHECK(store::Author::of("JMAC").text() == "JMAC/--");
    CHECK(codeOf([] { static_cast<void>(store::Author::of("KING/X")); }) == ErrorCode::Usage);
    CHECK(codeOf([] { static_cast<void>(store::Author::of("JMAC/ab cd")); }) == ErrorCode::Usage);
}
