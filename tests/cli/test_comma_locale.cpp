// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The program on a computer that writes decimal commas: files and JSON are the same as anywhere.
#include "program.h"

#include "support/comma_locale.h"

#include <cmath>
#include <iostream>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

constexpr const char* kTable = "id,date,lat,lon,killed,note\n"
                               "a1,2026-10-05,1.94,5.125,3,\"1.5 km from the market\"\n"
                               "a2,2026-10-06,1.5,5.0625,1,\"0.25 ha burnt\"\n";

struct Answers {
    std::string incidents, reach, stats, report;
};

/// Import, reach, numbers and report of a small mission.
Answers workedThrough()
{
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg", table = folder / "incidents.csv";
    const auto ids = smallMission(mission);
    REQUIRE(ids.size() >= 9);
    static_cast<void>(edit(mission, R"({"kind":"unit","id":"new","message":"trial","set":{"name":"Platoon","base_id":)" + std::to_string(ids[8])
                                        + R"(,"unit_kind":"QRF_PLATOON","mobility":[{"mode":"TRUCK","serviceable":3}]}})" + "\n"));
    writeFile(table, kTable);
    const json sheet = tutelaJson({"import", mission, table, "--as", "incidents", "--id", "id", "--map", "time_start=date", "--map", "lat=lat", "--map", "lon=lon", "--map",
                                   "killed_best=killed", "--map", "description=note"});
    INFO(sheet.dump(1));
    CHECK(sheet.at("accepted") == 2);
    Answers answers;
    json kept = json::array();
    for (const json& incident : tutelaJson({"list", mission, "incidents"}))
        kept.push_back({incident.at("lat"), incident.at("lon"), incident.at("killed_best"), incident.at("description")});
    std::sort(kept.begin(), kept.end()); // listed by ids that are drawn anew each time
    answers.incidents = kept.dump();
    json reach = tutelaJson({"reach", mission, "--season", "dry", "--as-of", "2026-10-31T12:00:00Z"});
    for (json& place : reach.at("places"))
        for (const char* drawn : {"id", "base", "unit"})
            place.erase(drawn);
    std::sort(reach.at("places").begin(), reach.at("places").end()); // as above
    answers.reach = json{reach.at("places"), reach.at("people_within"), reach.at("parameters")}.dump();
    answers.stats = tutelaJson({"stats", mission, "--by", "month", "--from", "2026-10-01", "--as-of", "2026-10-31T12:00:00Z"}).dump();
    const std::string pdf = folder / "review.pdf";
    static_cast<void>(tutelaJson({"report", mission, "--kind", "patrol-coverage", "-o", pdf, "--from", "2026-10-01", "--as-of", "2026-10-31T12:00:00Z"}));
    answers.report = run({"pdftotext", "-layout", pdf, "-"}).out;
    return answers;
}

/// Lines of a report that do not tell when or from which state it was made.
std::string numbersOf(const std::string& report)
{
    std::string digits;
    for (std::size_t i = 1; i + 1 < report.size(); ++i)
        if ((report[i] == '.' || report[i] == ',') && std::isdigit(static_cast<unsigned char>(report[i - 1])) != 0 && std::isdigit(static_cast<unsigned char>(report[i + 1])) != 0)
            digits += report[i];
    return digits;
}

} // namespace

TEST_CASE("on a computer of decimal commas import, reach, numbers and report are those of any other", "[cli][unit]")
{
    const Answers usual = workedThrough();
    CHECK(usual.incidents.find("5.125") != std::string::npos);
    const CommaLocale german;
    if (!german.isThere()) {
        std::cout << "skipped: this machine has no locale of decimal commas and cannot make one (install locales)\n";
        return;
    }
    char wrong[16];
    std::snprintf(wrong, sizeof wrong, "%.1f", 1.5);
    REQUIRE(std::string{wrong} == "1,5"); // the locale is at work
    const Answers here = workedThrough();
    CHECK(here.incidents == usual.incidents);
    CHECK(here.reach == usual.reach);
    CHECK(here.stats == usual.stats);
    CHECK_FALSE(usual.report.empty());
    CHECK(numbersOf(here.report) == numbersOf(usual.report)); // no point became a comma
}

TEST_CASE("what a program reads has points on a computer of decimal commas", "[cli][unit]")
{
    const CommaLocale german;
    if (!german.isThere()) {
        std::cout << "skipped: this machine has no locale of decimal commas and cannot make one (install locales)\n";
        return;
    }
    const TempFolder folder;
    const std::string mission = folder / "m.gpkg";
    static_cast<void>(smallMission(mission));
    CHECK(runTutela({"list", mission, "places", "--format", "csv"}).out.find("5.5") != std::string::npos);
    CHECK(runTutela({"list", mission, "places", "--json"}).out.find("5.5") != std::string::npos);
    const std::string out = folder / "places.geojson";
    static_cast<void>(tutelaJson({"export", mission, "places", "-o", out}));
    const json layer = json::parse(readFile(out));
    CHECK(layer.at("features").at(0).at("geometry").at("coordinates").at(0).is_number());
    CHECK(runTutela({"map", mission, "-o", folder / "map.png", "--extent", "4.6,0.95,5.6,2.35"}).exitCode == 0);
}
