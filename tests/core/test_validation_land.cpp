// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: roads, waters, scenarios and layers.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

TEST_CASE("rules of roads, waters, scenarios and layers", "[core][validation]")
{
    Road road = made<Road>();
    road.geometry = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}};
    road.closed_from = road.closed_to = dayOf("2026-10-01");
    CHECK(validate(valuesOf(road), kNow).empty());
    rule("area", road, E, "geometry", [](Road& r) { r.geometry = square(5, 1, 1); });
    rule("closure", road, E, "closed_to", [](Road& r) { r.closed_to = dayOf("2026-09-30"); });
    rule("bridge and ford", road, W, "ford", [](Road& r) { r.bridge = r.ford = true; });
    road.bridge = false;
    road.ford = true;
    CHECK(validate(valuesOf(road), kNow).empty());
    Water lake = made<Water>();
    lake.water_kind = WaterKind::LAKE;
    lake.geometry = square(5, 1, 1);
    CHECK(validate(valuesOf(lake), kNow).empty());
    rule("line", lake, E, "geometry", [](Water& w) { w.geometry = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}}; });
    Scenario scenario = made<Scenario>();
    scenario.name = "Base closed";
    scenario.changes = R"({"close_bases":[7],"season":"WET"})";
    CHECK(validate(valuesOf(scenario), kNow).empty());
    rule("name", scenario, W, "name", [](auto& s) { s.name.clear(); });
    rule("not JSON", scenario, E, "changes", [](auto& s) { s.changes = "["; });
    rule("a list", scenario, E, "changes", [](auto& s) { s.changes = "[]"; });
    rule("unknown", scenario, E, "changes", [](auto& s) { s.changes = R"({"close_bridges":[7]})"; });
    const auto refused = [&](const std::string& changes) {
        scenario.changes = changes;
        std::string texts;
        for (const Issue& issue : validate(valuesOf(scenario), kNow))
            texts += issue.level == E && issue.field == "changes" ? issue.text + '\n' : std::string{};
        return texts;
    };
    CHECK(refused(R"({"close_roads":[3],"open_roads":[4,3]})") == "In the changes of the scenario road 3 stands in close_roads and in open_roads; take it out of one of them.\n");
    CHECK(refused(R"({"close_bases":[3],"move_bases":[{"base_id":3,"lon":5,"lat":1}]})") == "In the changes of the scenario base 3 stands in close_bases and in move_bases; take it out of one of them.\n");
    CHECK(refused(R"({"move_bases":[{"base_id":3,"lon":5,"lat":1},{"base_id":3,"lon":6,"lat":1}]})") == "In the changes of the scenario base 3 stands twice in move_bases; leave one of the two.\n");
    CHECK(refused(R"({"close_units":[9],"move_units":[{"unit_id":9,"base_id":3},{"unit_id":9,"base_id":4}]})")
          == "In the changes of the scenario unit 9 stands in close_units and in move_units; take it out of one of them.\n"
             "In the changes of the scenario unit 9 stands twice in move_units; leave one of the two.\n");
    CHECK(refused(R"({"close_bases":[3],"move_units":[{"unit_id":9,"base_id":3}]})")
          == "In the changes of the scenario move_units puts unit 9 at base 3, which close_bases closes; give another base, or leave this one open.\n");
    CHECK(refused(R"({"close_units":[9],"units":[{"unit_id":9,"notice_minutes":10},{"unit_id":8,"availability":1},{"unit_id":8,"availability":0}]})")
          == "In the changes of the scenario unit 9 stands in close_units and in units; take it out of one of them.\n"
             "In the changes of the scenario unit 8 stands twice in units; leave one of the two.\n");
    CHECK(refused(R"({"units":[{"unit_id":9}]})").find("units must be a list of units each with notice_minutes, availability or both") != std::string::npos);
    CHECK(refused(R"({"units":[{"unit_id":9,"availability":1.5}]})").find("availability must be a number from 0 to 1") != std::string::npos);
    CHECK(refused(R"({"units":[{"notice_minutes":10}]})").find("unit_id must be the id of a record") != std::string::npos);
    CHECK(refused(R"({"move_units":[{"unit_id":9,"base_id":3}],"units":[{"unit_id":9,"notice_minutes":0,"availability":0.5}]})").empty());
    CHECK(refused(R"({"speeds":[{"mode":"FOOT","surface":"FOREST","season":"WET","kmh":1},{"mode":"FOOT","surface":"FOREST","season":"WET","kmh":2}]})")
          == "In the changes of the scenario speeds gives FOOT on FOREST in the wet season twice; leave one of the two.\n");
    CHECK(refused(R"({"speeds":[{"surface":"BY_NIGHT","share":0.5},{"surface":"BY_NIGHT","share":0.4}]})")
          == "In the changes of the scenario speeds gives BY_NIGHT twice; leave one of the two.\n");
    CHECK(refused(R"({"close_bases":[3,3],"move_bases":[{"base_id":4,"lon":5,"lat":1}],"close_roads":[1],"open_roads":[2]})").empty());
    Layer layer = made<Layer>();
    layer.path = "dem.tif";
    CHECK(validate(valuesOf(layer), kNow).empty());
    rule("no file", layer, E, "path", [](Layer& l) { l.path.clear(); });
    rule("absolute", layer, E, "path", [](Layer& l) { l.path = "/data/dem.tif"; });
    layer.layer_kind = LayerKind::LANDCOVER;
    layer.layer_name = "a name, not codes";
    layer.cover_codes = "1=OPEN, 4=FOREST";
    CHECK(validate(valuesOf(layer), kNow).empty());
    rule("no class", layer, E, "cover_codes", [](Layer& l) { l.cover_codes = "4=WOODS"; });
    rule("codes of heights", layer, W, "cover_codes", [](Layer& l) { l.layer_kind = LayerKind::ELEVATION; });
}
