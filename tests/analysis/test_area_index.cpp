// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <numbers>
#include <random>

using namespace tutela;
using namespace tutela::test;
using analysis::AreaIndex;
using core::AreaLevel;

namespace {

/// A star with spikes and a hole: many edges, concave, crossing every latitude band.
core::Geometry star(double lon, double lat, double radius, int spikes, bool hole)
{
    const auto ring = [&](double scale, int corners) {
        core::Geometry::Ring out;
        for (int i = 0; i < 2 * corners; ++i) {
            const double r = radius * scale * (i % 2 == 0 ? 1.0 : 0.4);
            const double t = std::numbers::pi * i / corners;
            out.push_back({lon + r * std::cos(t), lat + r * std::sin(t)});
        }
        out.push_back(out.front());
        return out;
    };
    core::Geometry g;
    g.type = core::Geometry::Type::MultiPolygon;
    g.parts = {{ring(1.0, spikes)}};
    if (hole)
        g.parts[0].push_back(ring(0.3, 5));
    g.parts.push_back({{{lon + 2, lat}, {lon + 3, lat}, {lon + 3, lat + 0.5}, {lon + 2, lat}}});
    return g;
}

} // namespace

TEST_CASE("a point on a shared border belongs to the area of the lowest id", "[analysis][area_index]")
{
    Fictional m;
    const auto west = m.area("West", AreaLevel::SECTOR, {0, 0, 1, 1});
    const auto east = m.area("East", AreaLevel::SECTOR, {1, 0, 2, 1});
    const auto index = AreaIndex::ofLevel(m.mission(), AreaLevel::SECTOR);
    REQUIRE(index.find(0.5, 0.5) == west);
    REQUIRE(index.find(1.5, 0.5) == east);
    REQUIRE(index.find(1.0, 0.5) == west);
    REQUIRE(index.find(1.0, 1.0) == west);
    REQUIRE(index.find(2.0, 0.0) == east);
    REQUIRE_FALSE(index.find(2.1, 0.5));
    REQUIRE_FALSE(index.find(0.5, -0.0001));
    REQUIRE_FALSE(AreaIndex::ofLevel(m.mission(), AreaLevel::ADMIN3).find(0.5, 0.5));
}

TEST_CASE("the index says the same as the plain test, everywhere", "[analysis][area_index]")
{
    const auto seed = GENERATE(1u, 2u, 3u);
    INFO("seed " << seed);
    std::mt19937 random{seed};
    std::vector<core::Area> areas(12);
    std::uniform_real_distribution<double> centre{-4.0, 4.0};
    for (std::size_t i = 0; i < areas.size(); ++i) {
        areas[i].id = static_cast<std::int64_t>(100 - i);
        areas[i].geometry = star(centre(random), centre(random), 1.5, 3 + static_cast<int>(i) * 7, i % 2 == 0);
    }
    std::vector<const core::Area*> pointers;
    for (const core::Area& area : areas)
        pointers.push_back(&area);
    const AreaIndex index{pointers};
    const auto plain = [&](core::GeoPoint p) {
        std::optional<core::AreaId> lowest;
        for (const core::Area& area : areas)
            if (core::covers(area.geometry, p) && (!lowest || area.id < lowest->value))
                lowest = core::AreaId{area.id};
        return lowest;
    };
    std::uniform_real_distribution<double> anywhere{-8.0, 8.0};
    int inside = 0;
    for (int i = 0; i < 20000; ++i) {
        const auto p = core::GeoPoint::of(anywhere(random), anywhere(random));
        const auto found = index.find(p.lon(), p.lat());
        REQUIRE(found == plain(p));
        inside += found ? 1 : 0;
    }
    REQUIRE(inside > 500);
    for (const core::Area& area : areas) // corners are the hard points
        for (const auto& part : area.geometry.parts)
            for (const auto& ring : part)
                for (const core::Vertex v : ring)
                    REQUIRE(index.find(v.x, v.y) == plain(core::GeoPoint::of(v.x, v.y)));
}

TEST_CASE("the default level is the one with most areas that do not overlap", "[analysis][area_index]")
{
    Fictional m;
    REQUIRE_FALSE(analysis::defaultLevel(m.mission()));
    m.area("All", AreaLevel::MISSION, {0, 0, 4, 4});
    REQUIRE(analysis::defaultLevel(m.mission()) == AreaLevel::MISSION);
    m.area("S1", AreaLevel::SECTOR, {0, 0, 2, 4});
    m.area("S2", AreaLevel::SECTOR, {2, 0, 4, 4});
    REQUIRE(analysis::defaultLevel(m.mission()) == AreaLevel::SECTOR);
    for (int i = 0; i < 3; ++i)
        m.area("B", AreaLevel::BATTALION_AOR, {0.5 * i, 0, 0.5 * i + 1, 1}); // overlap by half
    REQUIRE(analysis::defaultLevel(m.mission()) == AreaLevel::SECTOR);
    m.area("D1", AreaLevel::ADMIN1, {0, 0, 1, 1});
    m.area("D2", AreaLevel::ADMIN1, {0.995, 0, 2, 1}); // a sliver of half a percent is no overlap
    m.area("D3", AreaLevel::ADMIN1, {2, 0, 3, 1});
    REQUIRE(analysis::defaultLevel(m.mission()) == AreaLevel::ADMIN1);
    m.area("D4", AreaLevel::ADMIN1, {2.98, 0, 4, 1}); // two percent is
    REQUIRE(analysis::defaultLevel(m.mission()) == AreaLevel::SECTOR);
}

TEST_CASE("places lie in an area by position alone", "[analysis][area_index]")
{
    Fictional m;
    const auto area = m.area("A", AreaLevel::SECTOR, {0, 0, 1, 1});
    const auto in = m.place("In", 0.5, 0.5);
    const auto border = m.place("Border", 1.0, 0.5);
    const auto out = m.place("Out", 1.5, 0.5);
    Fictional::record(m.places, m.place("Nowhere", 0, 0)).lon.reset();
    REQUIRE(analysis::placesIn(m.mission(), area) == std::vector{in, border});
    REQUIRE(analysis::placesIn(m.mission(), std::nullopt).size() == 4);
    REQUIRE(out.value > 0);
    REQUIRE_THROWS_AS(analysis::placesIn(m.mission(), core::AreaId{999}), core::Error);
}

TEST_CASE("the incident grid finds exactly the incidents within a distance", "[analysis][incident_grid]")
{
    const auto centre = GENERATE(core::GeoPoint::of(3.0, 1.0), core::GeoPoint::of(179.95, -16.0), core::GeoPoint::of(-179.99, 64.0),
                                 core::GeoPoint::of(20.0, 89.9), core::GeoPoint::of(0.0, 0.0));
    INFO("centre " << centre.lon() << " " << centre.lat());
    Fictional m;
    std::mt19937 random{7};
    std::uniform_real_distribution<double> off{-0.6, 0.6};
    std::uniform_real_distribution<double> anyLon{-180.0, 180.0};
    for (int i = 0; i < 3000; ++i) {
        double lon = std::abs(centre.lat()) > 80 ? anyLon(random) : centre.lon() + 2 * off(random);
        lon = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
        m.incident({.lon = lon, .lat = std::clamp(centre.lat() + off(random), -90.0, 90.0), .time = daysAgo(i % 300)});
    }
    const auto mission = m.mission();
    const analysis::IncidentGrid grid{mission.incidents, {daysAgo(180), kAsOf}};
    const auto& c = *mission.incidents;
    for (const double metres : {2000.0, 10000.0, 25000.0}) {
        std::vector<std::uint32_t> expected;
        for (std::uint32_t i = 0; i < c.size(); ++i)
            if (core::Instant{std::chrono::seconds{c.time[i]}} >= daysAgo(180) && c.time[i] < kAsOf.time_since_epoch().count()
                && core::metresBetween(centre, core::GeoPoint::of(c.lon(i), c.lat(i))) <= metres)
                expected.push_back(i);
        REQUIRE(grid.within(centre, metres) == expected);
    }
    REQUIRE(grid.within(centre, 25000.0).size() > 2);
}
