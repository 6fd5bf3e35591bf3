// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

/// A mission of one place, visited once for an hour, passed once, with a visit that was only planned.
std::string visitedMission(const TempFolder& folder)
{
    const std::string file = folder / "m.gpkg";
    tutelaJson({"new", file, "--name", "Trial"});
    const json stop{{"place_id", "@luzi"}, {"actual_arrival", "2026-10-10T09:00:00.000Z"}, {"actual_dwell_minutes", 60}, {"dismounted", true}};
    json passing = stop, planned = stop;
    passing["actual_dwell_minutes"] = 10;
    passing["actual_arrival"] = "2026-10-20T09:00:00.000Z";
    planned["actual_arrival"] = "2026-10-25T09:00:00.000Z";
    const auto patrol = [](const char* start, const char* source, const json& at) {
        return json{{"kind", "patrol"}, {"id", "new"}, {"message", "patrol"},
                    {"set", {{"actual_start", start}, {"planned_start", start}, {"track_source", source}, {"stops", json::array({at})}}}}.dump() + "\n";
    };
    const std::string edits = json{{"kind", "place"}, {"id", "new:luzi"}, {"message", "place"}, {"set", {{"name", "Luzi"}, {"lon", 5.1}, {"lat", 1.94}, {"population_total", 3200}}}}.dump() + "\n"
                              + patrol("2026-10-10T08:00:00.000Z", "REPORTED_STOPS", stop) + patrol("2026-10-20T08:00:00.000Z", "REPORTED_STOPS", passing)
                              + patrol("2026-10-25T08:00:00.000Z", "PLANNED_ONLY", planned);
    writeFile(folder / "edits.jsonl", edits);
    tutelaJson({"edit", file, folder / "edits.jsonl"});
    return file;
}

} // namespace

TEST_CASE("coverage counts visits, pass-throughs and hours of what was recorded", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = visitedMission(folder);
    const json answer = tutelaJson({"coverage", file, "--from", "2026-10-01", "--to", "2026-11-01"});
    REQUIRE(answer.at("places").size() == 1);
    const json& place = answer.at("places")[0];
    CHECK(place.at("name") == "Luzi");
    CHECK(place.at("class").is_null());
    CHECK(place.at("people") == 3200);
    CHECK(place.at("visits") == 1);
    CHECK(place.at("pass_throughs") == 1);
    CHECK(place.at("presence_hours").get<double>() == Approx(70.0 / 60.0).margin(1e-4)); // four decimals are printed
    CHECK(place.at("last_visit") == "2026-10-10T10:00:00.000Z");
    CHECK(place.at("interval").is_null());
    CHECK(place.at("overdue_ratio").is_null());
    const json& metrics = answer.at("metrics");
    CHECK(metrics.at("contact_share") == 0.0);
    CHECK(metrics.at("night_share") == 0.0);
    CHECK(metrics.at("road_hugging").is_null());
    CHECK(metrics.at("revisit_compliance_places").is_null());
    CHECK(metrics.at("planned_only") == 1);
    CHECK(metrics.at("blind_spots").empty());
    CHECK(answer.at("action_effects") == json{{"actions", json::array()}, {"without_place", 0}});
}

TEST_CASE("coverage of the demo mission answers every figure of the contract, and its sums agree", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    const json answer = tutelaJson({"coverage", file, "--from", "2026-10-01", "--to", "2026-11-01"});
    double hours = 0.0;
    std::int64_t inTime = 0, judged = 0;
    for (const json& place : answer.at("places")) {
        hours += place.at("presence_hours").get<double>();
        if (place.at("interval").is_null())
            continue;
        ++judged;
        inTime += place.at("overdue") ? 0 : 1;
        if (!place.at("days_since_visit").is_null())
            CHECK(place.at("overdue_ratio").get<double>() == Approx(place.at("days_since_visit").get<double>() / place.at("interval").get<double>()).margin(2e-4));
    }
    const json& metrics = answer.at("metrics");
    CHECK(judged > 0);
    CHECK(metrics.at("presence_hours").get<double>() == Approx(hours).margin(0.05)); // each is printed with four decimals
    CHECK(metrics.at("revisit_compliance_places").get<double>() == Approx(static_cast<double>(inTime) / static_cast<double>(judged)).margin(1e-4));
    for (const char* share : {"revisit_compliance_people", "risk_weighted_coverage", "night_share", "hour_overlap", "road_hugging", "predictability", "execution",
                              "denied_share", "contact_share", "women_share", "cla_cover", "can_cover"}) {
        INFO(share);
        REQUIRE(metrics.at(share).is_number());
        CHECK(metrics.at(share) >= 0.0);
        CHECK(metrics.at(share) <= 1.0);
    }
    CHECK(metrics.at("range_max_km") >= metrics.at("range_median_km"));
    const json& liaison = answer.at("liaison");
    std::int64_t recorded = 0, with = 0;
    for (const json& base : liaison.at("bases"))
        if (!base.at("cla_count").is_null()) {
            ++recorded;
            with += base.at("cla_count") > 0 ? 1 : 0;
        }
    REQUIRE(recorded > 0);
    CHECK(liaison.at("bases_with_cla_share").get<double>() == Approx(static_cast<double>(with) / static_cast<double>(recorded)).margin(1e-4));
    CHECK(liaison.contains("cla_women_share"));
}

TEST_CASE("coverage says whose presence it counts, and matches attacks with patrols alone", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    tutelaJson({"new", file, "--name", "Trial"});
    writeFile(folder / "edits.jsonl",
              json{{"kind", "place"}, {"id", "new"}, {"message", "p"}, {"set", {{"name", "Luzi"}, {"lon", 5.1}, {"lat", 1.94}}}}.dump() + "\n"
                  + json{{"kind", "base"}, {"id", "new"}, {"message", "b"},
                         {"set", {{"name", "Post"}, {"lon", 5.1}, {"lat", 1.945}, {"base_kind", "TEMPORARY_OPERATING_BASE"}, {"cla_count", 1}, {"open_from", "2026-10-10"}, {"open_to", "2026-10-12"}}}}.dump() + "\n"
                  + json{{"kind", "incident"}, {"id", "new"}, {"message", "i"},
                         {"set", {{"category", "ATTACK_ON_CIVILIANS"}, {"acts", {"KILLING"}}, {"time_start", "2026-10-11T02:00:00.000Z"}, {"time_precision", "HOUR"}, {"verification", "CORROBORATED"},
                                  {"dataset", "trial"}, {"source_id", "1"}}}}.dump() + "\n");
    tutelaJson({"edit", file, folder / "edits.jsonl"});
    const json metrics = tutelaJson({"coverage", file, "--from", "2026-10-01", "--to", "2026-11-01"}).at("metrics");
    CHECK(metrics.at("presence_hours") == 48.0);
    CHECK(metrics.at("night_share").get<double>() == Approx(22.5 / 48.0).margin(0.02));
    CHECK(metrics.at("hour_overlap").is_null()); // no patrol was in a place
    CHECK(runTutela({"coverage", file, "--to", "2026-11-01"}).out.find("presence of patrols, temporary bases and standing deployments 48.0 h") != std::string::npos);
}

TEST_CASE("coverage of days after the mission's information cut-off counts no standing base, unless a later cut-off is asked for", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    const std::vector<std::string> late{"coverage", file, "--from", "2026-11-02", "--to", "2026-12-31"};
    const json found = tutelaJson(late);
    CHECK(found.at("metrics").at("presence_hours") == 0.0);
    REQUIRE(found.at("notes").size() == 1);
    CHECK(found.at("notes")[0].get<std::string>().find("The period runs past the mission's information cut-off, 1 Nov 2026") == 0);
    CHECK(runTutela(late).err.find("The period runs past the mission's information cut-off") != std::string::npos);
    std::vector<std::string> asked = late;
    asked.insert(asked.end(), {"--as-of", "2026-12-31"});
    CHECK(tutelaJson(asked).at("metrics").at("presence_hours") > 0.0);
    CHECK(tutelaJson(asked).at("notes").empty());
    CHECK(tutelaJson(asked).at("as_of") == found.at("as_of"));
    CHECK(tutelaJson({"coverage", file}).at("notes").empty());
}

TEST_CASE("coverage refuses a period that can hold nothing", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = visitedMission(folder);
    CHECK(runTutela({"coverage", file, "--from", "2026-11-01", "--to", "2026-10-01"}).exitCode == 2);
    CHECK(runTutela({"coverage", file, "--from", "2026-10-05", "--as-of", "2026-10-01"}).exitCode == 2);
    CHECK(runTutela({"coverage", folder / "none.gpkg"}).exitCode == 3);
}

TEST_CASE("coverage tells the force density of the mission and of the areas of a level", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = visitedMission(folder);
    const auto square = [](double west) { return json{{"type", "Polygon"}, {"coordinates", {{{west, 1.0}, {west + 1, 1.0}, {west + 1, 2.0}, {west, 2.0}, {west, 1.0}}}}}; };
    const auto area = [&](const char* name, double west) {
        return json{{"kind", "area"}, {"id", "new"}, {"message", "area"}, {"set", {{"name", name}, {"level", "SECTOR"}, {"code", name}, {"geometry", square(west)}}}}.dump() + "\n";
    };
    writeFile(folder / "forces.jsonl",
              json{{"kind", "mission"}, {"message", "figures"}, {"set", {{"deployed_troops", 17'000}, {"population", 82'000'000}, {"area_km2", 2'300'000}}}}.dump() + "\n" + area("WEST", 4.5) + area("EAST", 5.5)
                  + json{{"kind", "base"}, {"id", "new:camp"}, {"message", "base"}, {"set", {{"name", "Camp"}, {"lon", 5.2}, {"lat", 1.5}, {"static_task_strength", 20}}}}.dump() + "\n"
                  + json{{"kind", "unit"}, {"id", "new"}, {"message", "unit"}, {"set", {{"name", "Alpha"}, {"unit_kind", "INFANTRY_COMPANY"}, {"base_id", "@camp"}, {"strength", 100}}}}.dump() + "\n");
    tutelaJson({"edit", file, folder / "forces.jsonl"});
    const json found = tutelaJson({"coverage", file, "--to", "2026-11-01", "--level", "sector"}).at("force_density");
    CHECK(found.at("level") == "SECTOR");
    // Doctrine 5.4; printed with four decimals. The recorded total goes with the mean availability of the units, 0.35.
    CHECK(found.at("mission").at("people_per_troop").get<double>() == Approx(4823.5294));
    CHECK(found.at("mission").at("km2_per_troop").get<double>() == Approx(135.2941));
    CHECK(found.at("mission").at("usable_troops").get<double>() == Approx(5930.0)); // 5 950 less the 20 of the camp
    // One figure is of one source, and text and JSON say which.
    CHECK(found.at("mission").at("troops_of_units") == 100);
    const std::string basis = found.at("mission").at("troops_basis");
    CHECK(basis == "deployed troops as the mission states them, not the 100 on record of its 1 military unit");
    CHECK(runTutela({"coverage", file, "--to", "2026-11-01", "--level", "sector"}).out.find("troops of the whole mission: " + basis) != std::string::npos);
    const json& areas = found.at("areas");
    REQUIRE(areas.size() == 2);
    const json& west = areas[0].at("name") == "WEST" ? areas[0] : areas[1];
    const json& east = areas[0].at("name") == "EAST" ? areas[0] : areas[1];
    CHECK(west.at("troops") == 100);
    CHECK(west.at("population") == 3200);
    CHECK(west.at("people_per_troop") == 32.0);
    CHECK(west.at("people_per_usable_troop").get<double>() == Approx(3200.0 / 15.0).margin(1e-4)); // 100 x 0.35 - 20
    CHECK(east.at("troops") == 0);
    CHECK(east.at("people_per_troop") == "none");
    CHECK(east.at("population").is_null());
    CHECK(east.at("troops_per_1000").is_null());
    CHECK(tutelaJson({"coverage", file, "--to", "2026-11-01", "--level", "admin1"}).at("force_density").at("areas").empty());
    CHECK(runTutela({"coverage", file, "--to", "2026-11-01", "--level", "PLANET"}).exitCode == 2);
}
