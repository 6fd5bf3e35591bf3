// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <algorithm>
#include <fstream>
#include <set>

using namespace tutela::test;
using nlohmann::json;

namespace {

json imported(const std::string& mission, const std::string& table, const std::string& kind)
{
    return tutelaJson({"import", mission, table, "--as", kind});
}

/// What a record says, without what a mission gives each of its own: id, origin, times of writing, references.
std::multiset<std::string> contents(const std::string& mission, const std::string& kind)
{
    std::multiset<std::string> found;
    for (json record : tutelaJson({"list", mission, kind})) {
        for (const char* own : {"id", "created_at", "created_by", "updated_at", "revision", "dataset", "source_id", "source_ids", "place_id", "actor_ids",
                                "perpetrator_ids", "perpetrator_roles", "parent_id", "group_ids", "area_ids", "cla_base_id", "responsible_unit_id",
                                // layers of their own in a GeoPackage
                                "flight_route", "safe_haven_location"})
            record.erase(own);
        found.insert(record.dump());
    }
    return found;
}

} // namespace

TEST_CASE("an export that comes back into its mission changes nothing, whatever its format", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "demo.gpkg";
    demoAt(mission);
    const std::string before = tutelaJson({"info", mission}).at("head");
    for (const std::string kind : {"incidents", "places", "areas", "patrols", "actors", "threats"})
        for (const std::string format : {"csv", "xlsx", "geojson", "gpkg"}) {
            INFO(kind << " as " << format);
            const std::string table = folder / (kind + "." + format);
            const auto records = tutelaJson({"export", mission, kind, "-o", table}).at("parts").at(0).at("records").get<int>();
            REQUIRE(records > 5);
            const json sheet = imported(mission, table, kind);
            CHECK(sheet.at("read") == records);
            CHECK(sheet.at("added") == 0);
            CHECK(sheet.at("updated") == 0);
            CHECK(sheet.at("unchanged") == records);
            CHECK(sheet.at("vanished") == 0);
            CHECK(sheet.at("duplicate_candidates") == 0);
        }
    REQUIRE(tutelaJson({"info", mission}).at("head") == before);
}

TEST_CASE("an export gives an empty mission the same records, once", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "demo.gpkg";
    demoAt(mission);
    for (const std::string kind : {"areas", "places", "roads"})
        for (const std::string format : {"csv", "xlsx", "geojson", "gpkg"}) {
            INFO(kind << " as " << format);
            const std::string table = folder / (kind + "." + format);
            const std::string other = folder / (kind + "-" + format + ".gpkg");
            REQUIRE(runTutela({"export", mission, kind, "-o", table}).exitCode == 0);
            REQUIRE(runTutela({"new", other, "--time-zone", "Africa/Lagos"}).exitCode == 0);
            const json first = imported(other, table, kind);
            CHECK(first.at("added") == first.at("read"));
            const bool same = contents(other, kind) == contents(mission, kind); // not spelt out when it fails: megabytes
            CHECK(same);
            const json again = imported(other, table, kind);
            CHECK(again.at("added") == 0);
            CHECK(again.at("unchanged") == first.at("read"));
        }
}

TEST_CASE("an export that was worked on updates its records, what was typed here meanwhile stays", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    const auto ids = smallMission(mission);
    const std::string table = folder / "places.csv";
    REQUIRE(runTutela({"export", mission, "places", "-o", table}).exitCode == 0);
    std::string text = readFile(table);
    const auto at = text.find("Luzi");
    REQUIRE(at != std::string::npos);
    writeFile(table, text.replace(at, 4, "Luzi market"));
    CHECK(imported(mission, table, "places").at("updated") == 1);
    const auto nameOf = [&](std::int64_t id) {
        for (const auto& place : tutelaJson({"list", mission, "places"}))
            if (place.at("id") == id)
                return place.at("name").get<std::string>();
        return std::string{};
    };
    CHECK(nameOf(ids[2]) == "Luzi market");
    edit(mission, R"({"kind":"place","id":)" + std::to_string(ids[2]) + R"(,"set":{"name":"Luzi bridge"}})");
    const json sheet = imported(mission, table, "places");
    CHECK(sheet.at("added") == 0);
    CHECK(sheet.at("updated") == 0);
    CHECK(nameOf(ids[2]) == "Luzi bridge");
}

TEST_CASE("a copy that was reduced for partners never overwrites the mission", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    const json before = tutelaJson({"list", mission, "places"});
    const std::string table = folder / "places.csv";
    REQUIRE(runTutela({"export", mission, "places", "-o", table, "--profile", "partner"}).exitCode == 0);
    const json sheet = imported(mission, table, "places");
    CHECK(sheet.at("unchanged") == 2);
    CHECK(sheet.at("added") == 0);
    CHECK(tutelaJson({"list", mission, "places"}) == before);
}

TEST_CASE("ids of a foreign table that the mission does not know are handled as before", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    writeFile(folder / "wells.csv", "id,name,lat,lon\n1,North well,1.5,5.4\n2,South well,1.3,5.4\n");
    CHECK(imported(mission, folder / "wells.csv", "places").at("added") == 2);
    CHECK(imported(mission, folder / "wells.csv", "places").at("unchanged") == 2);
    CHECK(tutelaJson({"list", mission, "places"}).size() == 4);
}

TEST_CASE("second geometries leave in layers of their own", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    const auto ids = smallMission(mission);
    edit(mission, R"({"kind":"place","id":)" + std::to_string(ids[2])
                      + R"(,"set":{"sensitivity":"CONFIDENTIAL","sensitivity_reason":"ENDANGERS_INDIVIDUAL","flight_route":{"type":"LineString","coordinates":[[5.5,1.5],[5.6,1.6]]}}})");
    REQUIRE(runTutela({"export", mission, "places", "-o", folder / "p.kml"}).exitCode == 0);
    CHECK(readFile(folder / "p.kml").find("5.6,1.6") != std::string::npos);
    REQUIRE(runTutela({"export", mission, "places", "-o", folder / "p.gpkg"}).exitCode == 0);
    const std::string other = folder / "other.gpkg";
    REQUIRE(runTutela({"new", other}).exitCode == 0);
    const json routes = tutelaJson({"import", other, folder / "p.gpkg", "--as", "roads", "--layer", "places_flight_route"});
    CHECK(routes.at("added") == 1);
    // Both geometries come back from a table.
    for (const std::string format : {"csv", "xlsx", "geojson"}) {
        INFO(format);
        REQUIRE(runTutela({"export", mission, "places", "-o", folder / ("p." + format)}).exitCode == 0);
        const std::string copy = folder / ("copy-" + format + ".gpkg");
        REQUIRE(runTutela({"new", copy}).exitCode == 0);
        imported(copy, folder / ("p." + format), "places");
        const json places = tutelaJson({"list", copy, "places"});
        CHECK(std::any_of(places.begin(), places.end(), [](const json& place) {
            return place.at("flight_route").is_object() && place.at("flight_route").at("coordinates").dump().find("5.6,1.6") != std::string::npos;
        }));
    }
}
