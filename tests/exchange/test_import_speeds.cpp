// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <tutela/core/scenario.h>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tutela;
using namespace tutela::core;
using exchange::ImportKind;
using exchange::ImportReport;

namespace {

std::vector<ChangedSpeed> speedsIn(const test::MissionFixture& mission) { return speedsFrom(mission.all<MissionDetails>().front().speeds); }

std::optional<double> speedOf(const test::MissionFixture& mission, TravelMode mode, std::string_view surface, Season season)
{
    for (const ChangedSpeed& speed : speedsIn(mission))
        if (speed.mode == mode && surfaceWord(speed) == surface && speed.season == season)
            return speed.kmh;
    return std::nullopt;
}

std::string reasonOf(const ImportReport& report, std::int64_t row)
{
    for (const auto& rejection : report.rejections)
        if (rejection.row == row)
            return rejection.field + ": " + rejection.reason;
    return {};
}

} // namespace

TEST_CASE("a table of speeds goes into the mission in one step that is taken back", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::SPEEDS, "class,label,mode,speed_kmh,season\nROAD_PRIMARY,Asphalt,TRUCK,50,dry\nFOREST,,FOOT,1.5,\nTRACK,,Light 4x4,0,WET\nFORD,,TRUCK,2,WET\n");
    CHECK(report.read == 4);
    CHECK(report.added == 4);
    CHECK(report.rejected == 0);
    REQUIRE(report.commit);
    CHECK(speedOf(mission, TravelMode::TRUCK, "ROAD_PRIMARY", Season::DRY) == 50.0);
    CHECK_FALSE(speedOf(mission, TravelMode::TRUCK, "ROAD_PRIMARY", Season::WET));
    CHECK(speedOf(mission, TravelMode::FOOT, "FOREST", Season::DRY) == 1.5); // no season: both
    CHECK(speedOf(mission, TravelMode::FOOT, "FOREST", Season::WET) == 1.5);
    CHECK(speedOf(mission, TravelMode::LIGHT_4X4, "TRACK", Season::WET) == 0.0);
    CHECK(speedOf(mission, TravelMode::TRUCK, "FORD", Season::WET) == 2.0);
    CHECK(std::any_of(report.issues.begin(), report.issues.end(), [](const auto& note) { return note.text == "is taken as impassable"; }));

    const auto again = mission.importText(ImportKind::SPEEDS, "class,mode,speed_kmh,season\nROAD_PRIMARY,TRUCK,55,dry\nFOREST,FOOT,1.5,dry\n");
    CHECK(again.updated == 1);
    CHECK(again.unchanged == 1);
    CHECK(speedOf(mission, TravelMode::TRUCK, "ROAD_PRIMARY", Season::DRY) == 55.0);
    CHECK(speedsIn(mission).size() == 5); // the others stay
    mission.file.undo(mission.author, *again.commit);
    CHECK(speedOf(mission, TravelMode::TRUCK, "ROAD_PRIMARY", Season::DRY) == 50.0);
    mission.file.undo(mission.author, *report.commit);
    CHECK(speedsIn(mission).empty());
    CHECK(mission.file.check(true).ok());
}

TEST_CASE("what is no speed, surface or mode is refused by row with its reason", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::SPEEDS, "class,label,mode,speed_kmh\nTRACK,,TRUCK,-5\nTRACK,,TRUCK,fast\nTRACK,,TRUCK,\nTRACK,,TRUCK,nan\nTRACK,,TRUCK,401\nMOON,,TRUCK,5\nTRACK,,BICYCLING,12\n"
                                                               "PATH,,FOOT,4\nWATER,,FOOT,2\nOFF_ROAD,,HELICOPTER,0\nTRACK,,TRUCK,12\nTRACK,,TRUCK,13\n");
    CHECK(report.read == 12);
    CHECK(report.accepted == 1);
    CHECK(report.rejected == 11);
    CHECK(reasonOf(report, 2) == "speed_kmh: is below 0; 0 is impassable");
    CHECK(reasonOf(report, 3) == "speed_kmh: not a number");
    CHECK(reasonOf(report, 4) == "speed_kmh: no speed is given; 0 is impassable");
    CHECK(reasonOf(report, 5) == "speed_kmh: not a finite number");
    CHECK(reasonOf(report, 6) == "speed_kmh: is above 400 km/h");
    CHECK(reasonOf(report, 7).starts_with("class: is no surface"));
    CHECK(reasonOf(report, 8).starts_with("mode: is no mode"));
    CHECK(reasonOf(report, 9).starts_with("class: is a path"));
    CHECK(reasonOf(report, 10).starts_with("class: is water"));
    CHECK(reasonOf(report, 11).starts_with("speed_kmh: is no speed of a boat"));
    CHECK(reasonOf(report, 13).starts_with("speed_kmh: differs from what an earlier row says"));
    CHECK(speedOf(mission, TravelMode::TRUCK, "TRACK", Season::DRY) == 12.0);
}

TEST_CASE("a decimal comma of a speed is read where the file leaves no doubt, as in every other table", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::SPEEDS, "class;mode;speed_kmh;season\nFOREST;FOOT;2,5;dry\nOPEN;FOOT;4;dry\n");
    CHECK(report.added == 2);
    CHECK(report.rejected == 0);
    CHECK(speedOf(mission, TravelMode::FOOT, "FOREST", Season::DRY) == 2.5);
    const auto doubtful = mission.importText(ImportKind::SPEEDS, "class;mode;speed_kmh;season\nFOREST;FOOT;1,250;dry\nSHRUB;FOOT;3;dry\n");
    CHECK(doubtful.accepted == 1);
    CHECK(reasonOf(doubtful, 2).starts_with("speed_kmh: a thousand or a fraction?"));
    const auto mixed = mission.importText(ImportKind::SPEEDS, "class;mode;speed_kmh;season\nFOREST;FOOT;2.5;dry\nSHRUB;FOOT;3,5;dry\n");
    CHECK(mixed.accepted == 1);
    CHECK(reasonOf(mixed, 3).starts_with("speed_kmh: a decimal comma in a column where other cells are written otherwise"));
    const auto commas = mission.importText(ImportKind::SPEEDS, "class,mode,speed_kmh,season\nFOREST,FOOT,\"2,5\",dry\nSHRUB,FOOT,3,dry\n");
    CHECK(reasonOf(commas, 2).starts_with("speed_kmh: a comma as decimal sign or separator is not guessed"));
}

TEST_CASE("labels, modes and columns of other programs are understood or said", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::SPEEDS, "code,label,mode,speed\n1,Grasslands,WALKING,2\n1002,primary highway hard surface,MOTORIZED,80\n1005,unimproved road,BICYCLING,10\n7,Tundra,WALKING,1\n", [](auto& request) {
        request.map = {{"class", "code"}};
        request.values = {{"mode", {{"BICYCLING", "LIGHT_4X4"}}}, {"class", {{"7", "BARE"}}}};
    });
    CHECK(report.added == 4);
    CHECK(speedOf(mission, TravelMode::FOOT, "OPEN", Season::DRY) == 2.0);
    CHECK(speedOf(mission, TravelMode::TRUCK, "ROAD_PRIMARY", Season::DRY) == 80.0);
    CHECK(speedOf(mission, TravelMode::LIGHT_4X4, "ROAD_PRIMARY", Season::WET) == 80.0);
    CHECK(speedOf(mission, TravelMode::LIGHT_4X4, "TRACK", Season::DRY) == 10.0);
    CHECK(speedOf(mission, TravelMode::FOOT, "BARE", Season::DRY) == 1.0);
    CHECK(std::any_of(report.issues.begin(), report.issues.end(), [](const auto& note) { return note.value == "Grasslands" && note.text == "is taken as OPEN"; }));
    CHECK(report.mapping.front() == std::pair<std::string, std::string>{"class", "code"});
}

TEST_CASE("nothing is written when no row is a speed, and on a dry run", "[exchange][import]")
{
    test::MissionFixture mission;
    CHECK_THROWS_AS(mission.importText(ImportKind::SPEEDS, "class,mode,speed_kmh\nTRACK,TRUCK,-5\n"), Error);
    CHECK_THROWS_AS(mission.importText(ImportKind::SPEEDS, "name,lat,lon\nA,1,2\n"), Error);
    const auto dry = mission.importText(ImportKind::SPEEDS, "class,mode,speed_kmh\nTRACK,TRUCK,5\n", [](auto& request) { request.dry_run = true; });
    CHECK(dry.added == 1);
    CHECK_FALSE(dry.commit);
    CHECK(speedsIn(mission).empty());
}

TEST_CASE("a word of --value that is no surface, mode or season is refused with those that there are", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto refused = [&](const std::string& field, const std::string& text, const std::string& meant) {
        try {
            static_cast<void>(mission.importText(ImportKind::SPEEDS, "class,mode,speed_kmh\n10,TRUCK,5\n", [&](auto& request) { request.values[field][text] = meant; }));
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::Usage);
            return error.message();
        }
        return std::string{"taken"};
    };
    CHECK(refused("class", "10", "ROADX") == "--value: \"ROADX\" is no surface or land cover; there are ROAD_PRIMARY, ROAD_SECONDARY, TRACK, FORD, OFF_ROAD, OPEN, CROPLAND, SHRUB, FOREST, WETLAND, BARE, BUILT_UP");
    CHECK(refused("mode", "TRUCK", "HORSE").find("there are TRUCK, LIGHT_4X4, FOOT, BOAT and HELICOPTER") != std::string::npos);
    CHECK(refused("season", "x", "RAINY").find("there are DRY and WET") != std::string::npos);
    CHECK(refused("speed_kmh", "5", "6").find("not of \"speed_kmh\"") != std::string::npos);
    CHECK(refused("class", "10", "track") == "taken");
}
