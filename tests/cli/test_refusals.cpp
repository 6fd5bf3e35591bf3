// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <algorithm>

using namespace tutela::test;
using nlohmann::json;

namespace {

/// Refused with this code, one sentence that holds the words, and nothing on standard output.
void refused(const std::vector<std::string>& arguments, int code, const std::string& words, const std::string& input = {})
{
    const Run result = runTutela(arguments, input);
    INFO(arguments.front() << ": " << result.err);
    CHECK(result.exitCode == code);
    CHECK(result.out.empty());
    CHECK(result.err.find(words) != std::string::npos);
}

std::vector<std::string> daysOf(const std::string& mission)
{
    std::vector<std::string> days;
    const json rows = tutelaJson({"stats", mission, "--by", "month"}).at("rows");
    for (const auto& row : rows)
        days.push_back(row.at("key").get<std::string>() + "=" + std::to_string(row.at("incidents").get<int>()));
    return days;
}

} // namespace

TEST_CASE("incidents known to the day keep their day when the time zone of the mission changes", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    REQUIRE(runTutela({"new", mission, "--time-zone", "Africa/Lagos"}).exitCode == 0);
    CHECK(tutelaJson({"info", mission}).at("time_zone") == "Africa/Lagos");
    // Three first days of a month, also those on which clocks change somewhere, a month, and a minute.
    writeFile(folder / "events.csv", "id,date,time_precision,lat,lon,killed\na,2026-03-01,DAY,1.5,5.5,1\nb,2026-10-01,DAY,1.5,5.5,2\nc,2026-08-01,MONTH,1.5,5.5,3\n"
                                     "d,2026-03-29,DAY,1.5,5.5,1\ne,2026-09-30T23:30:00Z,EXACT_MINUTE,3.5,5.5,1\n");
    REQUIRE(tutelaJson({"import", mission, folder / "events.csv", "--as", "incidents", "--id", "id"}).at("added") == 5);
    const std::vector<std::string> start = daysOf(mission);
    REQUIRE(start == std::vector<std::string>{"2026-03=2", "2026-08=1", "2026-10=2"}); // e is the first of October in Lagos
    const json original = tutelaJson({"list", mission, "incidents"});
    // In winter Berlin and Lagos have one clock: only the summer days are stored anew.
    const std::vector<std::pair<std::string, std::size_t>> zones{{"Asia/Tokyo", 4}, {"America/Los_Angeles", 4}, {"Europe/Berlin", 2}, {"Pacific/Auckland", 4}};
    for (const auto& [zone, moved] : zones) {
        INFO(zone);
        const Run changed = runTutela({"edit", mission, "-"}, R"({"kind":"mission","set":{"time_zone":")" + zone + "\"}}\n");
        REQUIRE(changed.exitCode == 0);
        CHECK(changed.out.find(std::to_string(moved) + " incidents were stored anew") != std::string::npos);
        for (const std::string day : {"2026-03-01", "2026-10-01", "2026-08-01", "2026-03-29"}) {
            INFO(day);
            const std::string next = day.substr(0, 8) + (day.ends_with("29") ? "30" : "02");
            const json there = tutelaJson({"list", mission, "incidents", "--from", day, "--to", next});
            CHECK(std::count_if(there.begin(), there.end(), [](const json& i) { return i.at("time_precision") != "EXACT_MINUTE"; }) == 1);
        }
        for (const auto& incident : tutelaJson({"list", mission, "incidents"}))
            if (incident.at("time_precision") == "EXACT_MINUTE")
                CHECK(incident.at("time_start") == "2026-09-30T23:30:00.000Z");
        // The same table still fits: nothing of it was edited by a person.
        const json again = tutelaJson({"import", mission, folder / "events.csv", "--as", "incidents", "--id", "id"});
        CHECK(again.at("unchanged") == 5);
        CHECK(again.at("issues").empty());
        // One undo takes back zone and incidents.
        const auto commits = tutelaJson({"history", mission}).at("commits");
        REQUIRE(commits.back().at("changes").size() == moved + 1);
        REQUIRE(runTutela({"history", mission, "--undo", std::to_string(commits.back().at("id").get<int>())}).exitCode == 0);
        CHECK(daysOf(mission) == start);
        json back = tutelaJson({"list", mission, "incidents"});
        for (std::size_t i = 0; i < back.size(); ++i)
            CHECK(back[i].at("time_start") == original[i].at("time_start"));
        CHECK(tutelaJson({"check", mission, "--deep"}).at("ok") == true);
    }
    refused({"new", folder / "x.gpkg", "--time-zone", "Nowhere/Else"}, 2, "not a time zone");
    CHECK_FALSE(std::filesystem::exists(folder / "x.gpkg"));
}

TEST_CASE("filters that can find nothing are refused instead of answered with nothing", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    refused({"stats", mission, "--by", "area", "--level", "NONSENSE"}, 2, "no area level");
    refused({"stats", mission, "--by", "area", "--level", "ADMIN2"}, 2, "it has SECTOR");
    refused({"stats", mission, "--by", "year", "--level", "SECTOR"}, 2, "--by area");
    refused({"stats", mission, "--by", "year", "--from", "2026-10-02", "--to", "2026-10-01"}, 2, "--from must lie before --to");
    refused({"stats", mission, "--by", "year", "--from", "2026-10-02", "--as-of", "2026-10-01"}, 2, "--as-of");
    refused({"list", mission, "incidents", "--from", "2026-10-02", "--to", "2026-10-02"}, 2, "--from must lie before --to");
    refused({"list", mission, "places", "--from", "2026-01-01"}, 2, "a place has no time");
    refused({"list", mission, "units", "--area", "EAST"}, 2, "a unit has no place");
    CHECK(tutelaJson({"list", mission, "places", "--area", "EAST"}).size() == 1);
    CHECK(tutelaJson({"list", mission, "incidents", "--from", "2026-10-20", "--to", "2026-10-21"}).size() == 1);
    // A date alone is a day of the mission's zone, also in the west.
    edit(mission, R"({"kind":"mission","set":{"time_zone":"America/Lima"}})");
    CHECK(tutelaJson({"list", mission, "sources", "--from", "2026-10-20", "--to", "2026-10-21"}).size() == 1);
}

TEST_CASE("sums of low, best and high cover the same incidents", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission); // three killed, no range
    writeFile(folder / "events.csv", "id,date,lat,lon,killed_best,killed_low,killed_high\na,2026-10-01,1.5,5.5,10,8,20\nb,2026-10-02,1.5,5.5,,4,40\n");
    REQUIRE(tutelaJson({"import", mission, folder / "events.csv", "--as", "incidents", "--id", "id"}).at("added") == 2);
    const json total = tutelaJson({"stats", mission, "--by", "year"}).at("total");
    CHECK(total.at("killed") == 13);
    CHECK(total.at("killed_low") == 11);
    CHECK(total.at("killed_high") == 23);
    CHECK(total.at("killed_unknown") == 1);
    CHECK(runTutela({"stats", mission, "--by", "year"}).out.find("Of 1 incident the number of people killed is not known") != std::string::npos);
}

TEST_CASE("an edit that says a thing twice, or a name that cannot be seen, is refused", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    const auto editRefused = [&](const std::string& line, const std::string& words) { refused({"edit", mission, "-"}, 3, words, line + "\n"); };
    editRefused(R"({"kind":"place","id":"new","set":{"name":"A","name":"B"}})", "name: the key stands twice");
    editRefused(R"({"kind":"place","kind":"area","id":"new","set":{"name":"A"}})", "kind: the key stands twice");
    editRefused(R"({"kind":"place","id":"new","set":{"name":"  \t "}})", "The name of the place is blank");
    editRefused("{\"kind\":\"actor\",\"id\":\"new\",\"set\":{\"name\":\"Hill \\u202Etnorf\",\"actor_kind\":\"CRIMINAL_GROUP\"}}", "U+202E");
    editRefused("{\"kind\":\"actor\",\"id\":\"new\",\"set\":{\"name\":\"Hill\",\"alt_names\":[\"a\\u0007b\"]}}", "alt_names");
    CHECK(runTutela({"edit", mission, "-"}, "{\"kind\":\"place\",\"id\":\"new\",\"set\":{\"name\":\"\\u0646\\u200C\\u0645\"}}\n").exitCode == 0); // a joiner is spelling
    writeFile(folder / "p.csv", "name,lat,lon\nTal\u202Eu,1.5,5.4\n\u200B,1.6,5.4\n");
    const json sheet = tutelaJson({"import", mission, folder / "p.csv", "--as", "places"});
    CHECK(sheet.at("added") == 2);
    CHECK(sheet.at("issues").dump().find("signs that cannot be seen") != std::string::npos);
    const json places = tutelaJson({"list", mission, "places"});
    CHECK(std::any_of(places.begin(), places.end(), [](const json& p) { return p.at("name") == "Talu"; }));
    CHECK(std::any_of(places.begin(), places.end(), [](const json& p) { return p.at("name").is_null(); }));
}

TEST_CASE("messages about wrong values are sentences of the program", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    refused({"history", mission, "--undo", "abc"}, 2, "--undo takes a whole number, not \"abc\"");
    refused({"edit", mission, "-"}, 3, "its line crosses or touches itself",
            R"({"kind":"area","id":"new","set":{"name":"Bow","geometry":{"type":"Polygon","coordinates":[[[5,1],[6,2],[6,1],[5,2],[5,1]]]}}})" "\n");
}

TEST_CASE("a list of a damaged file puts nothing on standard output", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    demoAt(mission);
    std::string bytes = readFile(mission);
    const std::string name = tutelaJson({"list", mission, "places"}).at(150).at("name");
    REQUIRE(bytes.find(name) != std::string::npos);
    for (auto at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1))
        bytes.replace(at / 4096 * 4096, 8, std::string(8, '\xA5')); // the head of each page that holds it
    writeFile(mission, bytes);
    for (const std::string format : {"json", "csv", "geojson"}) {
        INFO(format);
        const Run result = runTutela({"list", mission, "places", "--format", format});
        CHECK(result.exitCode == 4);
        CHECK(result.out.empty());
    }
}

TEST_CASE("the public export counts by sector where no administrative area is", "[cli][unit]")
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    smallMission(mission);
    std::string events = "id,date,lat,lon,verification\n";
    for (int i = 0; i < 7; ++i)
        events += "e" + std::to_string(i) + ",2026-10-01,1.5,5.5," + (i == 0 ? "REFUTED" : "REPORTED") + "\n";
    writeFile(folder / "events.csv", events);
    REQUIRE(tutelaJson({"import", mission, folder / "events.csv", "--as", "incidents", "--id", "id"}).at("added") == 7);
    REQUIRE(runTutela({"export", mission, "incidents", "-o", folder / "public.csv", "--profile", "public"}).exitCode == 0);
    const std::string text = readFile(folder / "public.csv");
    CHECK(text.find("East,,SECTOR,7,") != std::string::npos); // six and the one of the mission; the refuted one is none
    CHECK(text.find("West,,SECTOR,<5,") != std::string::npos);
}

TEST_CASE("an empty patrol is not approved by edit either, and the reasons are listed", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto patrol = edit(file, R"({"kind":"patrol","id":"new","set":{"status":"PROPOSED"}}
)").front();
    const Run refused = runTutela({"edit", file, "-"}, R"({"kind":"patrol","id":)" + std::to_string(patrol) + R"(,"set":{"status":"APPROVED"}}
)");
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("no route and no stop with a place or position, and no planned start and end") != std::string::npos);
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"patrol","id":"new","set":{"status":"APPROVED"}}
)").exitCode == 3);
}

TEST_CASE("a completed patrol that is imported without stops is told and never counts as presence", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto coverage = [&] { return tutelaJson({"coverage", file, "--from", "2026-10-01", "--to", "2026-11-01"}); };
    const json before = coverage();
    writeFile(folder / "patrols.csv", "id,status,planned_start,planned_end,actual_start,actual_end\np1,COMPLETED,2026-10-10T08:00Z,2026-10-10T16:00Z,2026-10-10T08:00Z,2026-10-10T16:00Z\n");
    const json report = tutelaJson({"import", file, folder / "patrols.csv", "--as", "patrols", "--id", "id", "--map", "status=status"});
    CHECK(report.at("added") == 1);
    CHECK(report.at("issues").dump().find("A patrol that is tasked needs its route or stops; give them. It is kept as it came from outside; it is planned only") != std::string::npos);
    const json after = coverage();
    CHECK(after.at("metrics").at("presence_hours") == before.at("metrics").at("presence_hours"));
    for (std::size_t i = 0; i < after.at("places").size(); ++i)
        CHECK(after.at("places")[i].at("visits") == before.at("places")[i].at("visits"));
    CHECK(after.at("metrics").at("planned_only").get<int>() == before.at("metrics").at("planned_only").get<int>() + 1);
}
