// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach/ground_search_p.h"
#include "small_ground.h"

#include <catch2/catch.hpp>

#include <queue>
#include <random>

// How the ground is crossed. Tolerances: 0.2 minutes for what lies between places and the middles of cells or nodes.
using namespace tutela;
using namespace tutela::test;

TEST_CASE("speeds are those of the doctrine, by night three fifths, and changed ones are known")
{
    SpeedTable table;
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::ROAD_PRIMARY, Season::DRY, false) == 45.0);
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::TRACK, Season::WET, false) == 6.0);
    CHECK(table.onRoad(TravelMode::LIGHT_4X4, core::RoadClass::ROAD_SECONDARY, Season::WET, true) == Approx(15.0));
    CHECK(table.onRoad(TravelMode::FOOT, core::RoadClass::PATH, Season::WET, false) == 3.0);
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::PATH, Season::DRY, false) == 5.0);
    CHECK(table.offRoad(TravelMode::TRUCK, std::nullopt, Season::WET, false) == 0.0);
    CHECK(table.offRoad(TravelMode::LIGHT_4X4, core::LandCover::FOREST, Season::DRY, false) == Approx(0.8));
    CHECK(table.offRoad(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY, false) == Approx(1.2));
    CHECK(table.offRoad(TravelMode::LIGHT_4X4, core::LandCover::WETLAND, Season::DRY, false) == 0.0);
    CHECK(table.straight(TravelMode::HELICOPTER, true) == 200.0);
    CHECK(table.straight(TravelMode::BOAT, true) == Approx(12.0));
    CHECK_FALSE(table.isChanged(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY));
    table.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 20.0);
    CHECK(table.isChanged(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY));
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::TRACK, Season::DRY, false) == 20.0);
    CHECK_THROWS_AS(table.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, -1.0), core::Error);
    table.scale(0.7);
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::TRACK, Season::DRY, false) == Approx(14.0));
}

TEST_CASE("what is left by night is a share that is set, told as changed and taken over by a scenario")
{
    SpeedTable table;
    CHECK(table.nightShare() == 0.6);
    table.setNightShare(0.6);
    CHECK(table.changes().empty());
    table.setNightShare(0.5);
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::ROAD_PRIMARY, Season::DRY, true) == Approx(22.5));
    CHECK(table.onRoad(TravelMode::TRUCK, core::RoadClass::ROAD_PRIMARY, Season::DRY, false) == 45.0);
    CHECK(table.offRoad(TravelMode::FOOT, std::nullopt, Season::DRY, true) == Approx(1.5));
    CHECK(table.throughFord(TravelMode::FOOT, core::RoadClass::TRACK, Season::DRY, true) == Approx(1.5));
    CHECK(table.throughFord(TravelMode::TRUCK, core::RoadClass::TRACK, Season::WET, false) == 0.0);
    CHECK(table.straight(TravelMode::BOAT, true) == Approx(10.0));
    CHECK(table.straight(TravelMode::HELICOPTER, true) == 200.0);
    REQUIRE(table.changes().size() == 1);
    CHECK(table.changes().front().night_share == 0.5);
    SpeedTable fast;
    fast.set(TravelMode::TRUCK, SpeedColumn::Ford, Season::DRY, 60.0);
    CHECK(fast.throughFord(TravelMode::TRUCK, core::RoadClass::TRACK, Season::DRY, false) == 15.0); // no faster than its road
    SpeedTable scenario;
    table.take(scenario);
    CHECK(table.nightShare() == 0.5);
    scenario.set(table.changes().front());
    scenario.setNightShare(1.0);
    table.take(scenario);
    CHECK(table.nightShare() == 1.0);
    for (const double wrong : {0.0, -0.5, 1.01, std::numeric_limits<double>::quiet_NaN()})
        CHECK_THROWS_AS(table.setNightShare(wrong), core::Error);
    CHECK(table.nightShare() == 1.0);

    Small small{9, 60};
    small.unit(small.base(4, 4).id, {}).notice_to_move_night = 30;
    const auto open = small.place(54, 4);
    ReachOptions night;
    night.night = true;
    const double usual = of(small.reach(night), open).t_travel;
    CHECK_FALSE(says(small.reach(night), "By night"));
    night.speeds.setNightShare(0.3);
    const Reach dark = small.reach(night);
    CHECK(of(dark, open).t_travel == Approx(2.0 * usual).epsilon(0.001));
    CHECK(says(dark, "By night 30 % of the speed by day is left, not 60 % as by default."));
    CHECK(says(dark, "1 speed differs from the default."));
}

TEST_CASE("a ford lets wheels through when dry and only people on foot when wet, and the notes name it")
{
    Small small{21, 41};
    core::Unit& unit = small.unit(small.base(3, 10).id, {TravelMode::TRUCK});
    const auto beyond = small.place(37, 10);
    small.river({{20.3, -3}, {20.3, 24}});
    small.road({{3, 10}, {18, 10}});
    small.road({{22, 10}, {37, 10}});
    const RoadId ford = small.ford({{18, 10}, {22, 10}}, "Nu ford");
    const Reach dry = small.reach();
    CHECK(of(dry, beyond).mode == TravelMode::TRUCK);
    CHECK(of(dry, beyond).t_travel == Approx(3.0 / 45.0 * 60.0 + 0.4 / 5.0 * 60.0).margin(0.3));
    CHECK_FALSE(says(dry, "Nu ford"));
    const Reach rain = small.reach(wet());
    CHECK(of(rain, beyond).t_on_foot == Approx(0.4 / 2.0 * 60.0 + 1.5 / 4.0 * 60.0).margin(0.5)); // they leave the truck at the ford
    CHECK(of(rain, beyond).t_travel == Approx(1.5 / 35.0 * 60.0 + 0.4 / 2.0 * 60.0 + 1.5 / 4.0 * 60.0).margin(0.5));
    CHECK(says(rain, "Fords bar the way in the wet season (Truck): Nu ford."));
    ReachOptions shallow = wet();
    shallow.speeds.set(TravelMode::TRUCK, SpeedColumn::Ford, Season::WET, 3.0);
    CHECK(of(small.reach(shallow), beyond).mode == TravelMode::TRUCK);
    CHECK_FALSE(says(small.reach(shallow), "Nu ford"));
    ReachOptions closed = wet();
    closed.closed_roads = {ford};
    CHECK(of(small.reach(closed), beyond).why == NotReached::NoWay);
    CHECK_FALSE(says(small.reach(closed), "Nu ford")); // it is closed, whatever the season
    unit.caveats = {core::Caveat::NO_FOOT};
    CHECK(of(small.reach(), beyond).isReached());
    CHECK(of(small.reach(wet()), beyond).why == NotReached::NoWay);
}

TEST_CASE("off the roads one walks at the speed of the ground")
{
    Small small{9, 60};
    small.unit(small.base(4, 4).id, {});
    const auto open = small.place(54, 4);
    const double openMinutes = of(small.reach(), open).t_travel;
    CHECK(openMinutes == Approx(5'000.0 / (3'000.0 / 60.0)).epsilon(0.001)); // 5 km at 3 km/h
    CHECK(of(small.reach(wet()), open).t_travel == Approx(150.0).epsilon(0.001));
    small.cover(core::LandCover::FOREST);
    CHECK(of(small.reach(), open).t_travel == Approx(250.0).epsilon(0.001));
}

TEST_CASE("a climb takes what Tobler says, and a slope of a half stops wheels")
{
    Small small{9, 60};
    const auto base = small.base(4, 4).id;
    small.unit(base, {});
    const auto up = small.place(54, 4);
    small.heights([](double col, double) { return 20.0 * col; });
    CHECK(of(small.reach(), up).t_travel == Approx(100.0 * std::exp(3.5 * 0.2)).epsilon(0.002));
    small.heights([](double col, double) { return -5.0 * col; });
    CHECK(of(small.reach(), up).t_travel == Approx(100.0 * std::exp(-3.5 * 0.05)).epsilon(0.002));
    small.heights([](double col, double) { return 50.0 * col; });
    ReachOptions wheels;
    wheels.mode = TravelMode::TRUCK;
    small.unit(base, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    CHECK(of(small.reach(wheels), up).why == NotReached::NoBase); // no wheel leaves the base
    small.road({{4, 4}, {54, 4}});
    CHECK(of(small.reach(wheels), up).t_travel == Approx(5.0 / 45.0 * 60.0).margin(0.2));
}

TEST_CASE("a river is crossed on its bridge and nowhere else")
{
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        Small small{40, 40};
        small.unit(small.base(2, 20).id, {});
        const auto beyond = small.place(37, 20);
        std::vector<Vertex> bends;
        for (int i = -1; i <= 9; ++i)
            bends.push_back({10.0 + static_cast<double>(random() % 2000) / 100.0, i * 5.0 + static_cast<double>(random() % 300) / 100.0});
        bends.front().y = -2.0;
        bends.back().y = 42.0;
        small.river(bends);
        INFO("river " << round);
        CHECK(of(small.reach(), beyond).why == NotReached::NoWay);
        const double row = 5.0 + static_cast<double>(random() % 30);
        const RoadId bridge = small.road({{6, row}, {34, row}}, core::RoadClass::PATH);
        CHECK(of(small.reach(), beyond).isReached());
        ReachOptions closed;
        closed.closed_roads = {bridge};
        CHECK(of(small.reach(closed), beyond).why == NotReached::NoWay);
    }
}

TEST_CASE("a lake and a river that is drawn as an area bar the way, and a closed bridge leaves none")
{
    Small small{21, 41};
    small.unit(small.base(3, 10).id, {});
    const auto beyond = small.place(37, 10), within = small.place(20, 10);
    small.lake({{18.2, -3}, {22.3, -3}, {22.3, 24}, {18.2, 24}});
    CHECK(of(small.reach(), beyond).why == NotReached::NoWay);
    CHECK(of(small.reach(), within).why == NotReached::InWater);
    const RoadId west = small.road({{3, 10}, {16, 10}}), bridge = small.road({{16, 10}, {24, 10}}), bank = small.road({{16, 1}, {16, 10}, {16, 19}});
    const auto onBank = small.place(16, 19);
    CHECK(of(small.reach(), beyond).isReached());
    ReachOptions closed;
    closed.closed_roads = {bridge};
    CHECK(of(small.reach(closed), beyond).why == NotReached::NoWay);
    // The road along the bank goes on.
    CHECK(of(small.reach(closed), onBank).t_travel == Approx(of(small.reach(), onBank).t_travel).margin(1e-9));
    closed.closed_roads = {west};
    CHECK(of(small.reach(closed), beyond).isReached());
    static_cast<void>(bank);
}

TEST_CASE("narrow water between two cells bars the step, also the diagonal one")
{
    Small small{12, 12};
    small.unit(small.base(2, 2).id, {});
    const auto beyond = small.place(9, 9);
    small.river({{-2, 11.6}, {11.6, -2}}); // between the middles of all cells
    CHECK(of(small.reach(), beyond).why == NotReached::NoWay);
}

TEST_CASE("bends of a road are not cut, and a road that passes over another does not meet it")
{
    Small small{40, 40};
    small.unit(small.base(2, 5).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    // There and back again 60 m away: in cells of 100 m both arms lie in the same cells.
    small.road({{2, 5}, {37, 5}, {37, 5.6}, {2.4, 5.6}, {2.4, 30}});
    const auto end = small.place(2.4, 30);
    const double km = (35.0 + 0.6 + 34.6 + 24.4) / 10.0;
    CHECK(of(small.reach(wet()), end).t_travel == Approx(km / 35.0 * 60.0).margin(0.2));
    CHECK(of(small.reach(wet()), end).km == Approx(km).margin(0.05));

    Small crossing{40, 40};
    crossing.unit(crossing.base(2, 20).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    crossing.road({{2, 20}, {37, 20}});
    crossing.road({{20.5, 2}, {20.5, 37}});
    const auto off = crossing.place(20.5, 2);
    CHECK(of(crossing.reach(wet()), off).why == NotReached::NoWay);
    crossing.road({{20.5, 37}, {37, 37}, {37, 20}});
    CHECK(of(crossing.reach(wet()), off).km == Approx((35.0 + 17.0 + 16.5 + 35.0) / 10.0).margin(0.05));
}

TEST_CASE("a road that stops just short of another is joined to it, but not over a river")
{
    for (const bool river : {false, true}) {
        Small small{30, 30};
        small.unit(small.base(2, 15).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
        small.road({{2, 15}, {20, 15}});
        small.road({{20.15, 2}, {20.15, 28}});
        if (river)
            small.river({{20.07, -2}, {20.07, 32}});
        const auto end = small.place(20.15, 28);
        CHECK(of(small.reach(wet()), end).isReached() != river);
    }
}

TEST_CASE("where wheels cannot go one walks the rest, and it is said how long")
{
    Small small{11, 81};
    small.unit(small.base(2, 5).id, {TravelMode::TRUCK});
    small.road({{2, 5}, {42, 5}});
    const auto place = small.place(62, 5);
    const Reach reach = small.reach(wet());
    const PlaceReach& found = of(reach, place);
    CHECK(found.t_on_foot == Approx(2'000.0 / (2'000.0 / 60.0)).margin(0.5));
    CHECK(found.t_travel == Approx(4.0 / 35.0 * 60.0 + 60.0).margin(0.5));
    CHECK(found.way.size() > 2);
}

TEST_CASE("a place far from every road is marked, named and linked to the road that its way leaves")
{
    Small small{21, 81};
    small.unit(small.base(2, 10).id, {TravelMode::TRUCK});
    small.road({{2, 10}, {40, 10}});
    const auto far = small.place(65, 10), near = small.place(55, 10), beside = small.place(20, 10), outside = small.place(120, 10);
    const Reach reach = small.reach(wet());
    const PlaceReach& found = of(reach, far);
    REQUIRE(found.isReached());
    CHECK(found.isFarFromRoads());
    CHECK(*found.nearest_road_km == Approx(2.5).margin(0.01));
    CHECK(found.km_off_roads == Approx(2.5).margin(0.05));
    REQUIRE(found.link.size() >= 2);
    CHECK(found.link.front().x == Approx(small.lonLat(40, 10).x).margin(1e-5));
    CHECK(found.link.back().x == Approx(small.lonLat(65, 10).x).margin(1e-5));
    CHECK_FALSE(of(reach, near).isFarFromRoads());
    CHECK(*of(reach, near).nearest_road_km == Approx(1.5).margin(0.01));
    CHECK(of(reach, near).km_off_roads == Approx(1.5).margin(0.05));
    CHECK(of(reach, near).link.empty());
    CHECK(of(reach, beside).km_off_roads == Approx(0.0).margin(0.01));
    CHECK_FALSE(of(reach, outside).nearest_road_km);
    CHECK(says(reach, "1 place lies farther than 2 km from every road: "));
}

TEST_CASE("a far place that nobody gets to is linked straight, and without roads there is nothing to be far from")
{
    Small small{9, 60};
    const auto far = small.place(50, 4);
    CHECK_FALSE(of(small.reach(), far).nearest_road_km);
    CHECK_FALSE(of(small.reach(), far).isFarFromRoads());
    small.road({{2, 4}, {10, 4}});
    const Reach reach = small.reach();
    const PlaceReach& found = of(reach, far);
    CHECK(found.why == NotReached::NoBase);
    CHECK(*found.nearest_road_km == Approx(4.0).margin(0.01));
    REQUIRE(found.link.size() == 2);
    CHECK(found.link.front().x == Approx(small.lonLat(10, 4).x).margin(1e-5));
    CHECK(found.link.back().x == Approx(small.lonLat(50, 4).x).margin(1e-5));
}

TEST_CASE("of many places far from roads the note names ten")
{
    Small small{60, 60};
    small.road({{2, 2}, {10, 2}});
    for (int i = 0; i < 12; ++i)
        small.place(40.0 + i, 50.0);
    CHECK(says(small.reach(), "12 places lie farther than 2 km"));
    CHECK(says(small.reach(), " and 2 more."));
}

TEST_CASE("a boat goes along a navigable river and its people land on both banks")
{
    Small small{30, 120};
    small.unit(small.base(3, 13).id, {TravelMode::BOAT}, core::UnitKind::RIVERINE);
    const auto north = small.place(110, 10), south = small.place(110, 20);
    small.river({{-3, 15.3}, {123, 15.3}});
    CHECK(of(small.reach(), north).why == NotReached::NoBase); // there is no water to start on
    CHECK(says(small.reach(), "BOAT"));
    small.river({{-3, 15.3}, {123, 15.3}}).navigable = true;
    const Reach reach = small.reach();
    CHECK(of(reach, north).isReached());
    CHECK(of(reach, south).isReached());
    CHECK(of(reach, south).t_travel < 60.0); // 10.7 km at 20 km/h, and half a kilometre on foot
}

TEST_CASE("cells of the ground have the minutes of the place in them, and places outside are said")
{
    Small small{9, 60};
    small.unit(small.base(4, 4).id, {});
    const auto place = small.place(54, 4), outside = small.place(90, 4);
    const Reach reach = small.reach();
    CHECK(static_cast<double>(reach.minutes.at(4, 54)) == Approx(of(reach, place).t_resp).margin(0.01));
    CHECK(of(reach, outside).why == NotReached::OutsideTerrain);
    CHECK(reach.people.all == 200);
}

TEST_CASE("a road more never makes a place slower, in cells of any size")
{
    for (const bool spur : {false, true}) {
        Small small{21, 61};
        small.unit(small.base(2, 10).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
        small.road({{2, 10}, {60, 10}});
        if (spur)
            small.road({{40, 12.4}, {41, 12.4}}, core::RoadClass::ROAD_SECONDARY); // nearer to the place, and leads nowhere
        const auto place = small.place(40, 13); // 300 m from the road
        CHECK(of(small.reach(), place).t_travel == Approx(3.8 / 45.0 * 60.0 + 0.3 / 5.0 * 60.0).margin(0.3));
    }
}

TEST_CASE("between a road and a place one goes at the speed of the season, of the night and of what lies between")
{
    Small small{21, 61};
    auto& unit = small.unit(small.base(2, 10).id, {TravelMode::TRUCK});
    small.road({{2, 10}, {60, 10}});
    const auto off = small.place(40, 13), beside = small.place(40, 10.5); // 300 and 50 m from the road
    const double road = 3.8 / 35.0 * 60.0;                                // minutes in the wet season
    const Reach rain = small.reach(wet());
    CHECK(of(rain, off).t_travel == Approx(road + 0.3 / 2.0 * 60.0).margin(0.3)); // trucks sink in, people walk
    CHECK(of(rain, off).t_on_foot == Approx(9.0).margin(0.2));
    CHECK(static_cast<double>(rain.minutes.at(13, 40)) == Approx(of(rain, off).t_resp).margin(0.3)); // place and raster agree
    ReachOptions night = wet();
    night.night = true;
    CHECK(of(small.reach(night), off).t_travel == Approx((road + 9.0) / 0.6).margin(0.4));
    unit.caveats = {core::Caveat::NO_FOOT};
    CHECK(of(small.reach(wet()), off).why == NotReached::NoWay);
    CHECK(of(small.reach(wet()), beside).t_travel == Approx(road + 0.05 / 5.0 * 60.0).margin(0.3)); // the streets of the place
    small.cover(core::LandCover::FOREST);
    CHECK(of(small.reach(), off).t_travel == Approx(3.8 / 45.0 * 60.0 + 0.3 / 0.5 * 60.0).margin(0.5)); // a tenth of 5 km/h
    small.cover(core::LandCover::WETLAND);
    CHECK(of(small.reach(), off).why == NotReached::NoWay);
}

TEST_CASE("people of a base that no vehicle can leave go on foot from there, and it is said")
{
    Small small{9, 60};
    auto& unit = small.unit(small.base(4, 4).id, {TravelMode::TRUCK});
    const auto near = small.place(7, 4), far = small.place(54, 4);
    const Reach rain = small.reach(wet()); // no road, and trucks do not go off the roads in the wet season
    CHECK(of(rain, near).t_travel == Approx(0.3 / 2.0 * 60.0).margin(0.2));
    CHECK(of(rain, near).mode == TravelMode::FOOT);
    CHECK(says(rain, "go on foot from there"));
    CHECK_FALSE(says(small.reach(), "go on foot from there"));

    small.road({{4, 4}, {54, 4}});
    ReachOptions stuck;
    for (const TravelMode mode : {TravelMode::TRUCK, TravelMode::LIGHT_4X4})
        for (const SpeedColumn column : {SpeedColumn::Primary, SpeedColumn::Secondary, SpeedColumn::Track, SpeedColumn::OffRoad})
            for (const Season season : {Season::DRY, Season::WET})
                stuck.speeds.set(mode, column, season, 0.0);
    const Reach walked = small.reach(stuck);
    CHECK(of(walked, far).t_travel == Approx(5.0 / 4.5 * 60.0).margin(0.3));
    CHECK(of(walked, far).t_on_foot == Approx(of(walked, far).t_travel));
    CHECK(of(walked, far).mode == TravelMode::FOOT);
    CHECK(of(walked, far).way.size() > 2);
    CHECK(of(walked, far).km == Approx(5.0).margin(0.05));
    CHECK(says(walked, "go on foot from there"));
    CHECK(static_cast<double>(walked.minutes.at(4, 54)) == Approx(of(walked, far).t_resp).margin(0.3));
    CHECK(responseTimesOf(walked).places.at(far).mode == TravelMode::FOOT);
    CHECK(of(small.reach(), far).mode == TravelMode::TRUCK);
    unit.caveats = {core::Caveat::NO_FOOT};
    CHECK(of(small.reach(stuck), far).why == NotReached::NoBase);
    CHECK(says(small.reach(stuck), "finds no ground or road to start on, because it stands where this mode cannot go"));
}

TEST_CASE("nobody starts from a base in water or outside of the ground, and where all bases fail that is the reason")
{
    Small small{21, 41};
    small.lake({{8, 4}, {14, 4}, {14, 16}, {8, 16}});
    const auto onWater = small.base(11, 10).id, away = small.base(90, 10).id;
    small.unit(onWater, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    small.unit(away, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    const auto near = small.place(20, 10);
    const Reach none = small.reach();
    CHECK(says(none, "Base 1 (TRUCK) finds no ground or road to start on, because it lies in water: nobody starts from it by truck."));
    CHECK(says(none, "Base 2 (TRUCK) finds no ground or road to start on, because it lies outside of the area that is computed: nobody starts from it by truck."));
    CHECK(says(none, "No unit can start: nobody is reached."));
    CHECK(of(none, near).why == NotReached::NoBase);
    small.unit(small.base(30, 10).id, {TravelMode::TRUCK});
    CHECK(of(small.reach(), near).isReached());
    CHECK_FALSE(says(small.reach(), "No unit can start"));
}

TEST_CASE("the conditions of an answer are said in words", "[reach]")
{
    ReachOptions options = wet();
    CHECK(conditionsText(options) == "wet season, by day, fastest means of each base");
    options.season = Season::DRY;
    options.night = true;
    options.mode = TravelMode::TRUCK;
    CHECK(conditionsText(options) == "dry season, by night, by truck");
}

TEST_CASE("cells without land cover are counted and told, all of them or some")
{
    Small small{21, 41};
    small.unit(small.base(3, 10).id, {});
    small.place(20, 10);
    CHECK(small.terrain(small.mission())->counts().cells_without_cover == 0); // there is no cover: that is told instead
    small.cover(core::LandCover::OPEN);
    CHECK(small.terrain(small.mission())->counts().cells_without_cover == 0);
    CHECK_FALSE(says(small.reach(), "have no land cover"));
    constexpr auto kNone = static_cast<core::LandCover>(TerrainRasters::kNoCover);
    small.coverAt(7, 7, kNone);
    small.coverAt(8, 7, kNone);
    CHECK(says(small.reach(), "2 of 861 cells have no land cover: taken as open ground."));
    small.cover(kNone);
    CHECK(says(small.reach(), "861 of 861 cells have no land cover: taken as open ground."));
}

TEST_CASE("two roads that end in one point on a third one are joined to it")
{
    Small small{41, 41};
    small.unit(small.base(2, 20).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    small.road({{2, 20}, {38, 20}});
    small.road({{20.3, 20}, {20.3, 2}});
    small.road({{20.3, 20}, {20.3, 38}});
    const auto north = small.place(20.3, 2), south = small.place(20.3, 38);
    const Reach reach = small.reach(wet());
    CHECK(of(reach, north).km == Approx(3.63).margin(0.05));
    CHECK(of(reach, south).km == Approx(3.63).margin(0.05));
}

TEST_CASE("the wet season is never faster, and a base off the road has a track to it")
{
    Small small{30, 60};
    small.unit(small.base(4, 20).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    small.road({{2, 5}, {58, 5}});
    const auto place = small.place(50, 5);
    const double dry = of(small.reach(), place).t_travel, rain = of(small.reach(wet()), place).t_travel;
    CHECK(dry < rain);
    CHECK(rain == Approx(1.5 / 6.0 * 60.0 + 4.6 / 35.0 * 60.0).margin(0.5));
}

TEST_CASE("water that only the land cover knows is not jumped over")
{
    Small small{21, 60};
    const auto base = small.base(2, 10).id;
    small.unit(base, {TravelMode::TRUCK});
    small.cover(core::LandCover::OPEN);
    for (std::size_t row = 0; row < 21; ++row)
        for (std::size_t col = 30; col < 33; ++col)
            small.coverAt(col, row, core::LandCover::WATER);
    small.road({{2, 10}, {29, 10}});
    const auto beyond = small.place(33, 10);
    CHECK(of(small.reach(), beyond).why == NotReached::NoWay);
    const RoadId bridge = small.road({{29, 10}, {34, 10}});
    CHECK(of(small.reach(), beyond).isReached());
    ReachOptions closed;
    closed.closed_roads = {bridge};
    CHECK(of(small.reach(closed), beyond).why == NotReached::NoWay);
}

TEST_CASE("a boat goes from a river into a lake, and from a base near its shore")
{
    Small small{40, 160};
    small.unit(small.base(3, 13).id, {TravelMode::BOAT}, core::UnitKind::RIVERINE);
    small.river({{-3, 15.3}, {60, 15.3}}).navigable = true;
    small.lake({{60, 5}, {140, 5}, {140, 25}, {60, 25}}).navigable = true;
    const auto shore = small.place(142, 15);
    CHECK(of(small.reach(), shore).t_travel == Approx(13.9 / 20.0 * 60.0).margin(12.0)); // and a few hundred metres on foot at each end
    CHECK(of(small.reach(), shore).t_on_foot < 15.0);
}

TEST_CASE("times are those of a plain Dijkstra over the same steps")
{
    std::mt19937 random{11};
    for (int round = 0; round < 10; ++round) {
        Small small{30, 30};
        small.cover(core::LandCover::OPEN);
        for (std::size_t i = 0; i < 900; ++i)
            small.coverAt(i % 30, i / 30, static_cast<core::LandCover>(random() % core::wordCount(core::LandCover{})));
        std::vector<double> heights(900);
        for (double& height : heights)
            height = static_cast<double>(random() % 30);
        small.heights([&](double col, double row) { return heights[static_cast<std::size_t>(row) * 30 + static_cast<std::size_t>(col)]; });
        for (int road = 0; road < 6; ++road)
            small.road({{static_cast<double>(random() % 30), static_cast<double>(random() % 30)}, {static_cast<double>(random() % 30), static_cast<double>(random() % 30)}},
                       static_cast<core::RoadClass>(random() % 4));
        small.river({{15.5, -2}, {10.2, 12.7}, {17.1, 32}});
        const auto mission = small.mission();
        const auto terrain = small.terrain(mission);
        const Ground ground{terrain->parts(), {round % 2 == 0 ? TravelMode::FOOT : TravelMode::LIGHT_4X4, Season::DRY, false, {}, {}}};
        const Spot start = 65;
        const auto times = searchGround(ground, {{{start, 10.0}, 0}}, {}, 0.0, {});
        std::vector<double> best(ground.spots(), 1e18);
        std::priority_queue<std::pair<double, Spot>, std::vector<std::pair<double, Spot>>, std::greater<>> open;
        best[start] = 10.0;
        open.emplace(10.0, start);
        while (!open.empty()) {
            const auto [seconds, spot] = open.top();
            open.pop();
            if (seconds > best[spot])
                continue;
            ground.steps(spot, [&, now = seconds](Spot to, double step) {
                if (now + step < best[to]) {
                    best[to] = now + step;
                    open.emplace(best[to], to);
                }
            });
        }
        for (Spot spot = 0; spot < ground.spots(); ++spot) {
            REQUIRE(times.seconds(spot).has_value() == (best[spot] < 1e18));
            if (times.seconds(spot))
                REQUIRE(*times.seconds(spot) == Approx(best[spot]).margin(0.1)); // whole milliseconds, added up over some hundred steps
        }
    }
}

TEST_CASE("cells without elevation are counted and taken as level, and a mission without roads says so")
{
    Small small{9, 60};
    small.unit(small.base(4, 4).id, {});
    const auto far = small.place(54, 4);
    const Reach level = small.reach();
    CHECK(says(level, "There is no elevation: slopes are not counted"));
    CHECK(says(level, "The mission has no roads: everybody travels off the roads, which is slow."));
    // A plain with a hole of three columns.
    small.heights([](double col, double) { return col >= 20 && col < 23 ? std::nan("") : 300.0; });
    const Reach holed = small.reach();
    CHECK(says(holed, "27 of 540 cells have no elevation: they are taken as level."));
    CHECK_FALSE(says(holed, "There is no elevation"));
    CHECK(of(holed, far).t_travel == Approx(of(level, far).t_travel).epsilon(0.001));
    small.heights([](double, double) { return 300.0; });
    small.road({{4, 4}, {54, 4}});
    const Reach whole = small.reach();
    CHECK_FALSE(says(whole, "elevation"));
    CHECK_FALSE(says(whole, "has no roads"));
}
