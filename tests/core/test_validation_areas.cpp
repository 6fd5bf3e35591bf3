// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: the mission and its areas.
#include "validation_rules.h"

#include <tutela/core/scenario.h>

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

TEST_CASE("rules of the mission and its areas", "[core][validation]")
{
    MissionDetails mission = made<MissionDetails>();
    mission.name = "Kavara";
    mission.authorised_troops = mission.deployed_troops = 100;
    mission.authorised_police = mission.deployed_police = 10;
    mission.area_km2 = 1.0;
    mission.population = 1;
    mission.time_zone = "Africa/Lagos";
    mission.wet_months = {4, 12};
    CHECK(validate(valuesOf(mission), kNow).empty());
    rule("name", mission, E, "name", [](auto& m) { m.name.clear(); });
    rule("troops", mission, W, "deployed_troops", [](auto& m) { m.deployed_troops = 101; });
    rule("police", mission, W, "deployed_police", [](auto& m) { m.deployed_police = 11; });
    rule("area", mission, E, "area_km2", [](auto& m) { m.area_km2 = 0.0; });
    rule("population", mission, E, "population", [](auto& m) { m.population = 0; });
    rule("zone", mission, E, "time_zone", [](auto& m) { m.time_zone = "Africa/Nowhere"; });
    rule("months", mission, E, "wet_months", [](auto& m) { m.wet_months = {13}; });
    mission.speeds = R"([{"mode":"TRUCK","surface":"TRACK","season":"DRY","kmh":0}])"; // 0 is impassable
    CHECK(validate(valuesOf(mission), kNow).empty());
    rule("speeds are a list", mission, E, "speeds", [](auto& m) { m.speeds = "{}"; });
    rule("speeds are JSON", mission, E, "speeds", [](auto& m) { m.speeds = "[{"; });
    for (const char* wrong : {R"("surface":"TRACK","season":"DRY","kmh":-1)", R"("surface":"TRACK","season":"DRY","kmh":"fast")", R"("surface":"WATER","season":"DRY","kmh":5)",
                              R"("surface":"PATH","season":"DRY","kmh":5)", R"("surface":"TRACK","kmh":5)", R"("surface":"TRACK","season":"DRY","kmh":5,"night":true)"}) {
        INFO(wrong);
        rule("speed", mission, E, "speeds", [&](auto& m) { m.speeds = std::string{R"([{"mode":"TRUCK",)"} + wrong + "}]"; });
    }
    const std::string fordAndNight = R"([{"kmh":3.0,"mode":"TRUCK","season":"WET","surface":"FORD"},{"share":0.5,"surface":"BY_NIGHT"}])";
    mission.speeds = fordAndNight;
    CHECK(validate(valuesOf(mission), kNow).empty());
    auto read = speedsFrom(fordAndNight);
    REQUIRE(read.size() == 2);
    CHECK(read[0].ford);
    CHECK(read[1].night_share == 0.5);
    CHECK(speedsFrom(textOf(read)).size() == 2);
    CHECK(textOf(speedsFrom(textOf(read))) == textOf(read));
    for (const char* wrong : {R"("share":0)", R"("share":-0.5)", R"("share":1.1)", R"("share":"half")", R"("kmh":5)", R"("share":0.5,"mode":"TRUCK")", R"("share":0.5,"season":"WET")"}) {
        INFO(wrong);
        rule("share by night", mission, E, "speeds", [&](auto& m) { m.speeds = std::string{R"([{"surface":"BY_NIGHT",)"} + wrong + "}]"; });
    }
    rule("a share of a surface", mission, E, "speeds", [](auto& m) { m.speeds = R"([{"mode":"TRUCK","surface":"TRACK","season":"WET","share":0.5}])"; });
    rule("a helicopter moves", mission, E, "speeds", [](auto& m) { m.speeds = R"([{"mode":"HELICOPTER","kmh":0}])"; });

    Area area = made<Area>();
    area.name = "Sector East";
    area.level = AreaLevel::SECTOR;
    area.code = "EAST";
    area.geometry = square(5, 1, 1);
    area.responsible_unit_id = UnitId{2};
    CHECK(validate(valuesOf(area), kNow).empty());
    rule("name", area, W, "name", [](auto& a) { a.name.clear(); });
    rule("level", area, W, "level", [](auto& a) { a.level.reset(); });
    rule("sector without code", area, E, "code", [](auto& a) { a.code.clear(); });
    rule("code of one sign", area, E, "code", [](auto& a) { a.code = "E"; });
    rule("small letters", area, E, "code", [](auto& a) { a.code = "East"; });
    rule("own parent", area, E, "parent_id", [](auto& a) { a.parent_id = AreaId{a.id}; });
    rule("no boundary", area, W, "geometry", [](auto& a) { a.geometry = {}; });
    rule("a line as boundary", area, E, "geometry", [](auto& a) { a.geometry = {Geometry::Type::LineString, {{{{0, 0}, {1, 1}}}}}; });
    rule("crossed boundary", area, E, "geometry",
         [](auto& a) { a.geometry = {Geometry::Type::Polygon, {{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}}}; });
    rule("no owner", area, W, "responsible_unit_id", [](auto& a) { a.responsible_unit_id.reset(); });
    area.level = AreaLevel::ADMIN1; // nobody of the mission owns a state
    area.responsible_unit_id.reset();
    area.code.clear();
    CHECK(validate(valuesOf(area), kNow).empty());
}
