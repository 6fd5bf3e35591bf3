// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/core/scenario.h>

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>

using namespace tutela;
using namespace tutela::core;
using exchange::ImportKind;

namespace {

/// The data folder, or empty after a message.
std::optional<std::filesystem::path> data()
{
    auto folder = test::sharedData();
    if (!folder)
        std::cout << "skipped: the folder of real data is not there\n";
    return folder;
}

struct Sums {
    std::int64_t events = 0, best = 0, low = 0, high = 0;
    bool operator==(const Sums&) const = default;
};
std::map<std::string, Sums> sumsBy(const std::vector<Incident>& incidents, const std::function<std::string(const Incident&)>& key)
{
    std::map<std::string, Sums> sums;
    for (const Incident& incident : incidents) {
        Sums& s = sums[key(incident)];
        ++s.events;
        s.best += incident.killed.best.value_or(0);
        s.low += incident.killed.low.value_or(0);
        s.high += incident.killed.high.value_or(0);
    }
    return sums;
}

std::map<std::string, Sums> golden(const nlohmann::json& rows)
{
    std::map<std::string, Sums> sums;
    for (const auto& [key, row] : rows.items())
        sums[key] = {row["events"], row["best"], row["low"], row["high"]};
    return sums;
}

void requireBalanced(const exchange::ImportReport& report)
{
    REQUIRE(report.read == report.accepted + report.rejected);
    REQUIRE(report.accepted == report.added + report.updated + report.unchanged);
}

} // namespace

TEST_CASE("UCDP events of South Sudan import to the independent sums", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    test::MissionFixture mission{"Africa/Juba"};
    const auto areas = mission.import(ImportKind::AREAS, *folder / "boundaries/osm_admin_high.gpkg", [](auto& r) {
        r.layer = "adm1_SS";
        r.map = {{"name", "name"}, {"pcode", "countrylevel_id"}};
    });
    REQUIRE(areas.added == 10);
    const auto report = mission.import(ImportKind::INCIDENTS, *folder / "incidents/ucdp_ged_ssd_hdx.csv");
    requireBalanced(report);
    REQUIRE(report.preset == exchange::Preset::UCDP_GED);
    REQUIRE(report.dataset == "ucdp-ged");
    REQUIRE(report.added == 941);
    REQUIRE(report.rejected == 0);

    const auto expected = nlohmann::json::parse(test::readFile(*folder / "goldens/incidents_ssd.json"));
    const auto incidents = mission.all<Incident>();
    const TimeZone zone = TimeZone::of("Africa/Juba");
    REQUIRE(sumsBy(incidents, [&](const Incident& i) { return toText(zone.dayAt(*i.time_start)).substr(0, 4); }) == golden(expected["by_year"]));
    REQUIRE(sumsBy(incidents, [&](const Incident& i) { return toText(zone.dayAt(*i.time_start)).substr(0, 7); })
            == golden(expected["by_month_of_date_start"]));
    REQUIRE(sumsBy(incidents, [](const Incident& i) { return i.source_type; }) == golden(expected["by_type_of_violence"]));

    std::map<std::string, std::int64_t> byPrecision;
    std::int64_t fuzzy = 0;
    std::int64_t civilians = 0;
    for (const Incident& incident : incidents) {
        ++byPrecision[std::string{word(*incident.place_precision)}];
        fuzzy += incident.place_fuzzy.value_or(false) ? 1 : 0;
        civilians += incident.killed.civilians.value_or(0);
        REQUIRE(incident.source_ids.size() == 1);
    }
    const auto& where = expected["by_where_prec"];
    const auto events = [&](const char* code) { return where[code]["events"].get<std::int64_t>(); };
    REQUIRE(byPrecision["EXACT"] == events("1"));
    REQUIRE(byPrecision["NEAR_25KM"] == events("2") + events("5"));
    REQUIRE(byPrecision["ADMIN2"] == events("3"));
    REQUIRE(byPrecision["ADMIN1"] == events("4"));
    REQUIRE(byPrecision["COUNTRY"] == events("6"));
    REQUIRE(fuzzy == events("5"));
    // Of one-sided violence every dead is a civilian, also those whose status the source does not say.
    const auto& types = expected["by_type_of_violence"];
    REQUIRE(civilians == types["1"]["deaths_civilians"].get<std::int64_t>() + types["2"]["deaths_civilians"].get<std::int64_t>()
                             + types["3"]["best"].get<std::int64_t>());

    SECTION("a second import changes nothing")
    {
        const std::string before = mission.file.contentHash();
        const std::string head = mission.file.head();
        const auto again = mission.import(ImportKind::INCIDENTS, *folder / "incidents/ucdp_ged_ssd_hdx.csv");
        requireBalanced(again);
        REQUIRE(again.unchanged == 941);
        REQUIRE(again.vanished == 0);
        REQUIRE_FALSE(again.commit);
        REQUIRE(mission.file.contentHash() == before);
        REQUIRE(mission.file.head() == head);
    }
}

TEST_CASE("the UCDP column sets of 41 and 49 columns import whole", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    test::MissionFixture mission;
    const auto packed = test::run({"xz", "-dc", (*folder / "incidents/ucdp_ged191_syr.csv.xz").string()});
    REQUIRE(packed.exitCode == 0);
    test::writeFile(mission.folder / "ucdp_ged191_syr.csv", packed.out);
    const auto syria = mission.import(ImportKind::INCIDENTS, mission.folder / "ucdp_ged191_syr.csv");
    requireBalanced(syria);
    REQUIRE(syria.added == 16'566);
    const auto types = sumsBy(mission.all<Incident>(), [](const Incident& i) { return i.source_type; });
    REQUIRE(types.at("1").events == 11'507);
    REQUIRE(types.at("2").events == 4'577);
    REQUIRE(types.at("3").events == 482);

    const auto world = mission.import(ImportKind::INCIDENTS, *folder / "incidents/ucdp_ged231_global_sample1000.csv", [](auto& r) { r.dataset = "world"; });
    requireBalanced(world);
    REQUIRE(world.added == 1'000);
    REQUIRE(world.vanished == 0);
}

TEST_CASE("the ACLED layouts import whole, codes and words alike", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    struct Case { const char* name; std::int64_t events; };
    for (const Case& layout : {Case{"acled_2020_31columns_long_dates.csv", 60}, {"acled_hdx_31columns_hxl.csv", 40}, {"acled_2024_31columns_words.csv", 80}}) {
        test::MissionFixture mission;
        const auto report = mission.import(ImportKind::INCIDENTS, *folder / "incidents/acled_layouts" / layout.name);
        INFO(layout.name);
        requireBalanced(report);
        REQUIRE(report.preset == exchange::Preset::ACLED);
        REQUIRE(report.added == layout.events);
        REQUIRE(report.rejected == 0);
        for (const Incident& incident : mission.all<Incident>()) {
            REQUIRE(incident.category);
            REQUIRE(incident.verification == Verification::CORROBORATED);
            REQUIRE(incident.killed.best);
            REQUIRE_FALSE(incident.killed.low);
        }
        std::map<std::string, ActorKind> actors;
        for (const Actor& actor : mission.all<Actor>()) {
            REQUIRE(actor.from_import);
            actors[actor.name] = *actor.actor_kind;
        }
        REQUIRE(actors.at("Military Forces of Kavara (2012-)") == ActorKind::STATE_MILITARY);
        REQUIRE(actors.at("Unidentified Armed Group (Kavara)") == ActorKind::POLITICAL_MILITIA);
        REQUIRE_FALSE(actors.contains("Civilians (Kavara)"));
    }
}

TEST_CASE("every settlement of the South Sudan list is accounted for", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    test::MissionFixture mission{"Africa/Juba"};
    const auto import = [&] {
        return mission.import(ImportKind::PLACES, *folder / "settlements/ssd_settlements_mapaction.csv", [](auto& r) {
            r.id_column = "OBJECTID";
            r.map = {{"place_kind", "FUNCTIONAL_CLASSIFICATION"}, {"alt_names", "ALTERNATIVE_NAME_1"}, {"alt_names", "ALTERNATIVE_NAME_2"}};
            r.values["place_kind"]["Primary Town"] = "TOWN";
        });
    };
    const auto report = import();
    requireBalanced(report);
    REQUIRE(report.read == 10'959);
    REQUIRE(report.added == 10'959);
    REQUIRE(report.duplicate_candidates == 11);
    const auto counted = [&](std::string_view field, std::string_view value) {
        std::int64_t count = 0;
        for (const auto& issue : report.issues)
            count += issue.field == field && issue.value == value ? issue.count : 0;
        return count;
    };
    REQUIRE(counted("name", "") >= 120);
    REQUIRE(counted("source_id", "") == 10'959);
    REQUIRE(counted("place_kind", "IDP") == 119);
    REQUIRE(counted("place_kind", "State Capital") == 6);
    std::int64_t unnamed = 0;
    std::int64_t towns = 0;
    for (const Place& place : mission.all<Place>()) {
        unnamed += place.name.empty() ? 1 : 0;
        towns += place.place_kind == PlaceKind::TOWN ? 1 : 0;
        REQUIRE(place.source_id.find(',') == std::string::npos);
    }
    REQUIRE(unnamed == 120);
    REQUIRE(towns == 470 + 45);

    const auto again = import();
    REQUIRE(again.unchanged == 10'959);
    REQUIRE(again.duplicate_candidates == 11);
}

TEST_CASE("prefectures import from GeoPackage and Shapefile alike", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    for (const char* name : {"caf_admin1.gpkg", "caf_admin1.shp"}) {
        test::MissionFixture mission{"Africa/Bangui"};
        const auto report = mission.import(ImportKind::AREAS, *folder / "boundaries/cod_ab_caf" / name);
        INFO(name);
        requireBalanced(report);
        REQUIRE(report.added == 17);
        for (const Area& area : mission.all<Area>()) {
            REQUIRE(area.level == AreaLevel::ADMIN1);
            REQUIRE(area.geometry.isArea());
            REQUIRE(area.pcode.starts_with("CF"));
            REQUIRE_FALSE(area.name.empty());
        }
    }
}

TEST_CASE("recorded tracks import as patrols with their times", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    test::MissionFixture mission;
    const auto report = mission.import(ImportKind::TRACKS, *folder / "tracks/test1.gpx");
    requireBalanced(report);
    REQUIRE(report.added >= 1);
    for (const Patrol& patrol : mission.all<Patrol>()) {
        REQUIRE(patrol.geometry.isLine());
        REQUIRE((patrol.track_times.empty() || patrol.track_times.size() == patrol.geometry.vertexCount()));
    }
}

TEST_CASE("the speed table of another program imports, and what has no mode here is refused by name", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    test::MissionFixture mission;
    const auto report = mission.import(ImportKind::SPEEDS, *folder / "accessmod_demo/table_model__demo.xlsx");
    requireBalanced(report);
    // Eleven rows, three of them by bicycle; the two kinds of forest differ, and the first is taken.
    CHECK(report.read == 11);
    CHECK(report.rejected == 4);
    const auto speeds = speedsFrom(mission.all<MissionDetails>().front().speeds);
    const auto has = [&](TravelMode mode, std::string_view surface, double kmh) {
        return std::any_of(speeds.begin(), speeds.end(), [&](const ChangedSpeed& speed) { return speed.mode == mode && surfaceWord(speed) == surface && speed.kmh == kmh; });
    };
    CHECK(has(TravelMode::FOOT, "OPEN", 2.0));
    CHECK(has(TravelMode::FOOT, "FOREST", 3.0));
    CHECK(has(TravelMode::FOOT, "SHRUB", 4.0));
    CHECK(has(TravelMode::TRUCK, "ROAD_PRIMARY", 80.0));
    CHECK(has(TravelMode::LIGHT_4X4, "ROAD_SECONDARY", 60.0));
}

TEST_CASE("the tracks of GPX files are as long as the golden values say", "[exchange][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    std::istringstream golden{test::readFile(*folder / "goldens/gpx_tracks.csv")};
    std::string line;
    std::getline(golden, line);
    int compared = 0, refused = 0;
    while (std::getline(golden, line)) {
        std::istringstream cells{line};
        std::vector<std::string> values;
        for (std::string cell; std::getline(cells, cell, ',');)
            values.push_back(cell);
        INFO(line);
        const double expected = std::stod(values.at(8));
        if (expected == 0.0)
            continue;
        test::MissionFixture mission;
        // Made by programs: 78 km in a third of a second, and from pole to pole in one.
        if (values.at(0).ends_with("/interptrack.gpx") || values.at(0).ends_with("/skytraq-artificial.gpx")) {
            CHECK_THROWS_WITH(mission.import(ImportKind::TRACKS, *folder / values.at(0)), Catch::Contains("none of its kilometres counts"));
            ++refused;
            continue;
        }
        const auto report = mission.import(ImportKind::TRACKS, *folder / values.at(0));
        requireBalanced(report);
        double metres = 0.0;
        for (const Patrol& patrol : mission.all<Patrol>())
            metres += lengthMetres(patrol.geometry);
        CHECK(metres == Approx(expected).margin(0.006)); // the file gives centimetres
        ++compared;
    }
    CHECK(refused == 2);
    CHECK(compared == 27);
}
