// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach/at_once_p.h"
#include "reach/ground_search_p.h"

#include <tutela/analysis/reach.h>

#include <catch2/catch.hpp>

#include <map>
#include <queue>
#include <random>

// Small grounds of cells of 100 m beside the crossing of equator and prime meridian, where a degree is known in metres, and what the
// formulas of the doctrine make of them. Tolerances: 0.2 minutes for what lies between places and the middles of cells or nodes.
using namespace tutela;
using namespace tutela::analysis;
using core::Season;
using core::TravelMode;
using core::Vertex;

namespace {

constexpr double kLonMetres = 111'319.49, kLatMetres = 110'574.28; ///< of a degree, WGS 84, at 0, 0
constexpr double kCell = 100.0;
const core::Instant kNoon = core::instantOf("2026-01-15T12:00:00.000Z");

/// A mission and its ground; positions are given in cells, (0, 0) is the middle of the north-west cell.
class Small {
public:
    Small(std::size_t rows, std::size_t cols)
    {
        m_rasters.frame = {0.0, static_cast<double>(rows) * kCell, kCell, kCell, "metres"};
        m_rasters.rows = rows;
        m_rasters.cols = cols;
    }
    [[nodiscard]] Vertex lonLat(double col, double row) const
    {
        return {(col + 0.5) * kCell / kLonMetres, (m_rasters.frame.north - (row + 0.5) * kCell) / kLatMetres};
    }
    core::PlaceId place(double col, double row, core::Count people = 100)
    {
        core::Place place;
        place.id = ++m_id;
        place.lon = lonLat(col, row).x;
        place.lat = lonLat(col, row).y;
        place.population_total = people;
        m_places.push_back(place);
        return core::PlaceId{place.id};
    }
    core::Base& base(double col, double row)
    {
        core::Base base;
        base.id = ++m_id;
        base.name = "Base " + std::to_string(m_bases.size() + 1);
        base.lon = lonLat(col, row).x;
        base.lat = lonLat(col, row).y;
        m_bases.push_back(base);
        return m_bases.back();
    }
    core::Unit& unit(std::int64_t base, std::vector<TravelMode> modes, core::UnitKind kind = core::UnitKind::QRF_PLATOON)
    {
        core::Unit unit;
        unit.id = ++m_id;
        unit.name = "Unit " + std::to_string(m_units.size() + 1);
        unit.unit_kind = kind;
        unit.base_id = core::BaseId{base};
        for (const TravelMode mode : modes)
            unit.mobility.push_back({mode, 10, 3, 3});
        m_units.push_back(unit);
        return m_units.back();
    }
    RoadId road(std::vector<Vertex> cells, core::RoadClass roadClass = core::RoadClass::ROAD_PRIMARY)
    {
        core::Road road;
        road.id = ++m_id;
        road.road_class = roadClass;
        road.geometry = line(cells);
        m_roads.push_back(road);
        return RoadId{road.id};
    }
    core::Water& river(std::vector<Vertex> cells)
    {
        core::Water water;
        water.id = ++m_id;
        water.water_kind = core::WaterKind::RIVER;
        water.geometry = line(cells);
        m_waters.push_back(water);
        return m_waters.back();
    }
    core::Water& lake(std::vector<Vertex> cells)
    {
        core::Water& water = river(std::move(cells));
        water.water_kind = core::WaterKind::LAKE;
        water.geometry.type = core::Geometry::Type::Polygon;
        water.geometry.parts[0][0].push_back(water.geometry.parts[0][0].front());
        return water;
    }
    void cover(core::LandCover everywhere) { m_rasters.cover = core::Grid<std::uint8_t>{m_rasters.rows, m_rasters.cols, static_cast<std::uint8_t>(everywhere)}; }
    void coverAt(std::size_t col, std::size_t row, core::LandCover cover) { m_rasters.cover.at(row, col) = static_cast<std::uint8_t>(cover); }
    /// Metres of height as a function of column and row.
    void heights(const std::function<double(double, double)>& height)
    {
        m_rasters.elevation = core::Grid<float>{m_rasters.rows, m_rasters.cols};
        for (std::size_t row = 0; row < m_rasters.rows; ++row)
            for (std::size_t col = 0; col < m_rasters.cols; ++col)
                m_rasters.elevation.at(row, col) = static_cast<float>(height(static_cast<double>(col), static_cast<double>(row)));
    }
    [[nodiscard]] core::Mission mission() const
    {
        core::Mission mission;
        mission.set(m_places);
        mission.set(m_bases);
        mission.set(m_units);
        mission.set(m_roads);
        mission.set(m_waters);
        return mission;
    }
    [[nodiscard]] std::shared_ptr<const Terrain> terrain(const core::Mission& mission) const
    {
        return std::make_shared<const Terrain>(mission, m_rasters,
                                               Plane{[](Vertex at) { return Vertex{at.x * kLonMetres, at.y * kLatMetres}; },
                                                     [](Vertex at) { return Vertex{at.x / kLonMetres, at.y / kLatMetres}; }});
    }
    [[nodiscard]] Reach reach(ReachOptions options = {}) const
    {
        options.as_of = options.as_of == core::Instant{} ? kNoon : options.as_of;
        const auto all = mission();
        return reachOf(all, *terrain(all), options, true);
    }

private:
    [[nodiscard]] core::Geometry line(const std::vector<Vertex>& cells) const
    {
        core::Geometry geometry;
        geometry.type = core::Geometry::Type::LineString;
        geometry.parts = {{{}}};
        for (const Vertex at : cells)
            geometry.parts[0][0].push_back(lonLat(at.x, at.y));
        return geometry;
    }

    TerrainRasters m_rasters;
    std::int64_t m_id = 0;
    std::vector<core::Place> m_places;
    std::vector<core::Base> m_bases;
    std::vector<core::Unit> m_units;
    std::vector<core::Road> m_roads;
    std::vector<core::Water> m_waters;
};

const PlaceReach& of(const Reach& reach, core::PlaceId id)
{
    return *std::find_if(reach.places.begin(), reach.places.end(), [&](const PlaceReach& place) { return place.place == id; });
}

ReachOptions wet()
{
    ReachOptions options;
    options.season = Season::WET;
    return options;
}

bool says(const Reach& reach, const std::string& text)
{
    return std::any_of(reach.notes.begin(), reach.notes.end(), [&](const std::string& note) { return note.find(text) != std::string::npos; });
}

} // namespace

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

TEST_CASE("case P1: far by road, and too late")
{
    // 42 km of track at 28 km/h: 90 min; with 30 min of notice, 25 until it is known and 20 to decide 165 of 120 minutes.
    Small small{5, 440};
    const auto base = small.base(5, 2).id;
    small.unit(base, {TravelMode::TRUCK});
    small.road({{5, 2}, {425, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(425, 2);
    ReachOptions options;
    options.info_minutes = 25;
    options.speeds.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 28.0);
    const Reach reach = small.reach(options);
    const PlaceReach& found = of(reach, place);
    REQUIRE(found.isReached());
    CHECK(found.t_mobilise == 30.0);
    CHECK(found.t_travel == Approx(90.0).margin(0.2));
    CHECK(found.t_resp == Approx(165.0).margin(0.2));
    CHECK(found.interception(reach.attack_minutes) == Approx(0.727).margin(0.002));
    CHECK_FALSE(found.in_time);
    CHECK(found.km == Approx(42.0).margin(0.05));
    CHECK(reach.people.inAttack == 0);
}

TEST_CASE("case P2: with a temporary base nearby, in time")
{
    Small small{5, 100};
    const auto base = small.base(3, 2).id;
    small.unit(base, {TravelMode::TRUCK}).notice_to_move_day = 10;
    small.road({{3, 2}, {93, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(93, 2, 2'500);
    ReachOptions options;
    options.info_minutes = 25;
    options.speeds.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 20.0);
    const Reach reach = small.reach(options);
    const PlaceReach& found = of(reach, place);
    CHECK(found.t_resp == Approx(82.0).margin(0.2));
    CHECK(found.interception(reach.attack_minutes) == Approx(1.463).margin(0.004));
    CHECK(found.in_time);
    CHECK(reach.people.in60 == 0);
    CHECK(reach.people.in120 == 2'500);
    CHECK(reach.people.inAttack == 2'500);
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
    CHECK(of(small.reach(wheels), up).why == NotReached::NoWay);
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

TEST_CASE("notice, caveats and what a unit has decide who starts")
{
    Small small{5, 60};
    const auto base = small.base(2, 2).id;
    const auto place = small.place(50, 2);
    small.road({{2, 2}, {50, 2}});
    CHECK(of(small.reach(), place).t_mobilise == 60.0); // nothing recorded: said, and taken for an ordinary unit
    CHECK(says(small.reach(), "no unit recorded"));
    small.unit(base, {TravelMode::TRUCK}, core::UnitKind::MILITARY_OBSERVERS);
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    CHECK(says(small.reach(), "cannot protect"));
    auto& company = small.unit(base, {TravelMode::TRUCK}, core::UnitKind::INFANTRY_COMPANY);
    CHECK(of(small.reach(), place).t_mobilise == 60.0);
    ReachOptions night;
    night.night = true;
    CHECK(of(small.reach(night), place).t_mobilise == 90.0);
    CHECK(of(small.reach(night), place).t_travel == Approx(of(small.reach(), place).t_travel / 0.6).margin(0.05));
    company.caveats = {core::Caveat::NO_NIGHT_MOVE};
    CHECK(of(small.reach(night), place).why == NotReached::NoBase);
    company.caveats = {core::Caveat::CAPITAL_APPROVAL_REQUIRED};
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    ReachOptions asked;
    asked.mode = TravelMode::TRUCK;
    CHECK(of(small.reach(asked), place).isReached());
    company.caveats = {core::Caveat::MAX_DISTANCE_KM};
    company.max_distance_km = 4.0;
    CHECK(of(small.reach(), place).why == NotReached::NoWay); // 4.8 km
    company.max_distance_km = 5.0;
    CHECK(of(small.reach(), place).isReached());
    company.availability = 0.0;
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    company.availability = 0.5;
    company.mobility[0].serviceable = 0;
    CHECK(of(small.reach(), place).t_travel > 60.0); // on foot: 4.8 km
    company.mobility[0].serviceable.reset();
    CHECK(says(small.reach(), "serviceable is not recorded"));
}

TEST_CASE("a helicopter prepares for three quarters of an hour, lands on open ground, and flies by night only from a base for it")
{
    Small small{20, 520};
    auto& base = small.base(5, 10);
    const auto id = base.id;
    base.night_capable = false;
    small.unit(id, {TravelMode::HELICOPTER}, core::UnitKind::AVIATION_UTILITY);
    const auto place = small.place(505, 10);
    CHECK(of(small.reach(), place).t_travel == Approx(45.0 + 50.0 / 200.0 * 60.0).margin(0.2));
    ReachOptions night;
    night.night = true;
    CHECK(of(small.reach(night), place).why == NotReached::NoBase);
    small.cover(core::LandCover::FOREST);
    CHECK(of(small.reach(), place).why == NotReached::NoWay);
    small.coverAt(495, 10, core::LandCover::OPEN);
    CHECK(of(small.reach(), place).t_on_foot == Approx(1'000.0 / (1'200.0 / 60.0)).margin(2.0));
}

TEST_CASE("a boat goes along a navigable river and its people land on both banks")
{
    Small small{30, 120};
    small.unit(small.base(3, 13).id, {TravelMode::BOAT}, core::UnitKind::RIVERINE);
    const auto north = small.place(110, 10), south = small.place(110, 20);
    small.river({{-3, 15.3}, {123, 15.3}});
    CHECK(of(small.reach(), north).why == NotReached::NoWay);
    CHECK(says(small.reach(), "BOAT"));
    small.river({{-3, 15.3}, {123, 15.3}}).navigable = true;
    const Reach reach = small.reach();
    CHECK(of(reach, north).isReached());
    CHECK(of(reach, south).isReached());
    CHECK(of(reach, south).t_travel < 60.0); // 10.7 km at 20 km/h, and half a kilometre on foot
}

TEST_CASE("a closed base answers nobody, an added one does, a moved one starts elsewhere")
{
    Small small{5, 300};
    const auto far = small.base(2, 2).id;
    small.unit(far, {TravelMode::TRUCK});
    const auto near = small.base(200, 2).id;
    small.unit(near, {TravelMode::TRUCK});
    small.road({{0, 2}, {299, 2}});
    const auto place = small.place(250, 2);
    CHECK(of(small.reach(), place).base == core::BaseId{near});
    ReachOptions options;
    options.closed_bases = {core::BaseId{near}};
    CHECK(of(small.reach(options), place).base == core::BaseId{far});
    options.moved_bases = {{core::BaseId{far}, core::GeoPoint::of(small.lonLat(249, 2).x, small.lonLat(249, 2).y)}};
    CHECK(of(small.reach(options), place).t_travel < 1.0);
    options.moved_bases.clear();
    options.added_bases = {{"Here", core::GeoPoint::of(small.lonLat(250, 2).x, small.lonLat(250, 2).y), TravelMode::TRUCK, 10}};
    CHECK_FALSE(of(small.reach(options), place).base);
    CHECK(of(small.reach(options), place).t_resp == Approx(45.0).margin(0.2));
    options.closed_bases = {core::BaseId{4711}};
    CHECK_THROWS_AS(small.reach(options), core::Error);
    options.closed_bases.clear();
    options.closed_roads = {RoadId{4711}};
    CHECK_THROWS_AS(small.reach(options), core::Error);
    CHECK(withScenario({}, core::scenarioChangesFrom(R"({"close_bases":[7],"night":true,"speeds":[{"mode":"TRUCK","surface":"OFF_ROAD","season":"WET","kmh":3}]})")).closed_bases.size() == 1);
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

TEST_CASE("a limit of travel is each unit's own: one with a longer notice from nearby still comes")
{
    Small small{5, 400};
    const auto far = small.base(10, 2).id, near = small.base(210, 2).id;
    small.unit(far, {TravelMode::TRUCK}).notice_to_move_day = 0;
    small.unit(near, {TravelMode::TRUCK}).notice_to_move_day = 60;
    small.road({{0, 2}, {399, 2}});
    const auto place = small.place(310, 2); // 30 km from the first, 10 from the second
    CHECK(of(small.reach(), place).base == core::BaseId{far});
    ReachOptions limited;
    limited.limit_minutes = 30.0;
    const Reach reach = small.reach(limited);
    CHECK(of(reach, place).base == core::BaseId{near});
    CHECK(of(reach, place).t_travel == Approx(13.3).margin(0.2));
    CHECK(static_cast<double>(reach.minutes.at(2, 310)) == Approx(of(reach, place).t_resp).margin(1.0));
    limited.limit_minutes = 20.0;
    CHECK(std::isnan(small.reach(limited).minutes.at(2, 399))); // 25.2 minutes from the nearer base
}

TEST_CASE("a road more never makes a place slower, in cells of any size")
{
    for (const bool stub : {false, true}) {
        Small small{21, 61};
        small.unit(small.base(2, 10).id, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
        small.road({{2, 10}, {60, 10}});
        if (stub)
            small.road({{40, 12.4}, {41, 12.4}}, core::RoadClass::ROAD_SECONDARY); // nearer to the place, and leads nowhere
        const auto place = small.place(40, 13); // 300 m from the road
        CHECK(of(small.reach(wet()), place).t_travel == Approx(3.8 / 35.0 * 60.0 + 0.3 / 5.0 * 60.0).margin(0.3));
    }
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

TEST_CASE("nothing that cannot move arrives, and a base at an odd position harms nobody")
{
    Small small{5, 60};
    const auto base = small.base(2, 2).id;
    small.unit(base, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    small.road({{2, 2}, {50, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(5, 2), at = small.place(2, 2);
    ReachOptions stuck;
    for (const SpeedColumn column : {SpeedColumn::Primary, SpeedColumn::Secondary, SpeedColumn::Track, SpeedColumn::OffRoad})
        for (const Season season : {Season::DRY, Season::WET})
            stuck.speeds.set(TravelMode::TRUCK, column, season, 0.0);
    CHECK(of(small.reach(stuck), place).why == NotReached::NoWay);
    CHECK(of(small.reach(stuck), at).t_travel == 0.0);

    Small air{20, 200};
    air.unit(air.base(5, 10).id, {TravelMode::HELICOPTER}, core::UnitKind::AVIATION_UTILITY);
    const auto far = air.place(190, 10);
    const double minutes = of(air.reach(), far).t_travel;
    ReachOptions odd;
    odd.mode = TravelMode::HELICOPTER;
    odd.added_bases = {{"Odd", core::GeoPoint::of(-170.0, 80.0), TravelMode::HELICOPTER, {}}};
    CHECK(of(air.reach(odd), far).t_travel == minutes);
}

TEST_CASE("where nothing is recorded no helicopter and no boat is taken for granted")
{
    Small small{5, 60};
    small.base(2, 2);
    const auto place = small.place(50, 2);
    for (const TravelMode mode : {TravelMode::HELICOPTER, TravelMode::BOAT}) {
        ReachOptions options;
        options.mode = mode;
        CHECK(of(small.reach(options), place).why == NotReached::NoBase);
        CHECK(says(small.reach(options), "not taken for granted"));
    }
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

TEST_CASE("units that a scenario moves start where they stand then, also from a base without a recorded position")
{
    Small small{5, 200};
    const auto home = small.base(2, 2).id;
    auto& nowhere = small.base(0, 0);
    const auto to = nowhere.id;
    nowhere.lon.reset();
    nowhere.lat.reset();
    const auto unit = small.unit(home, {TravelMode::TRUCK}).id;
    small.road({{0, 2}, {199, 2}});
    const auto place = small.place(190, 2);
    ReachOptions options;
    options.moved_units[core::UnitId{unit}] = core::BaseId{to};
    options.moved_bases = {{core::BaseId{to}, core::GeoPoint::of(small.lonLat(180, 2).x, small.lonLat(180, 2).y)}};
    const Reach reach = small.reach(options);
    CHECK(of(reach, place).base == core::BaseId{to});
    CHECK(of(reach, place).t_travel < 3.0);
    CHECK(says(reach, "stand elsewhere"));
    CHECK_FALSE(says(reach, "cannot protect"));
}

TEST_CASE("as many places can be answered at once as units can be sent to different ones")
{
    CHECK(answerableAtOnce({{0}, {0}, {0, 1}}, 2) == 2);
    CHECK(answerableAtOnce({{0, 1}, {0}, {1, 2}}, 3) == 3);
    CHECK(answerableAtOnce({{}, {0}}, 1) == 1);
    CHECK(answerableAtOnce({}, 0) == 0);
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
