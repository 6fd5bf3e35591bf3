// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_ground.h"

#include <tutela/analysis/ground_friction.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace tutela;
using namespace tutela::test;

namespace {

ReachOptions by(TravelMode mode, Season season = Season::DRY)
{
    ReachOptions options;
    options.as_of = kNoon;
    options.mode = mode;
    options.season = season;
    return options;
}

core::Grid<float> frictionOf(const Small& ground, const ReachOptions& options)
{
    const auto mission = ground.mission();
    return groundFriction(mission, *ground.terrain(mission), options);
}

/// Seconds per metre at a speed.
double at(double kmh) { return 3.6 / kmh; }

} // namespace

TEST_CASE("friction is the speed of cover and road, and a river bars the cells that it crosses but for the road's", "[analysis][friction]")
{
    Small ground{5, 6};
    ground.cover(core::LandCover::OPEN);
    ground.coverAt(0, 0, core::LandCover::FOREST);
    ground.coverAt(1, 0, core::LandCover::WATER);
    ground.road({{0, 2}, {5, 2}});
    ground.river({{3.1, -0.5}, {3.1, 4.5}});
    const auto cells = frictionOf(ground, by(TravelMode::FOOT));
    CHECK(static_cast<double>(cells.at(0, 0)) == Approx(at(3.0 * 0.4)));
    CHECK(std::isnan(cells.at(0, 1)));
    CHECK(static_cast<double>(cells.at(0, 2)) == Approx(at(3.0)));
    for (const std::size_t row : {0U, 1U, 3U, 4U})
        CHECK(std::isnan(cells.at(row, 3)));
    for (std::size_t col = 0; col < 6; ++col)
        CHECK(static_cast<double>(cells.at(2, col)) == Approx(at(4.5))); // over the river too
    CHECK(static_cast<double>(cells.at(4, 4)) == Approx(at(3.0)));
}

TEST_CASE("no diagonal step slips through a river that lies askew", "[analysis][friction]")
{
    Small ground{12, 12};
    ground.river({{-0.4, 1.2}, {3.3, 4.9}, {4.1, 8.6}, {11.4, 10.3}});
    const auto cells = frictionOf(ground, by(TravelMode::FOOT));
    const auto barred = [&](std::size_t row, std::size_t col) { return std::isnan(cells.at(row, col)); };
    for (std::size_t row = 0; row + 1 < cells.rows(); ++row)
        for (std::size_t col = 0; col + 1 < cells.cols(); ++col) {
            INFO(row << ' ' << col);
            CHECK_FALSE((barred(row, col) && barred(row + 1, col + 1) && !barred(row, col + 1) && !barred(row + 1, col)));
            CHECK_FALSE((!barred(row, col) && !barred(row + 1, col + 1) && barred(row, col + 1) && barred(row + 1, col)));
        }
}

TEST_CASE("a closed road leaves the ground, and the faster of road and ground counts", "[analysis][friction]")
{
    Small ground{1, 4};
    const RoadId road = ground.road({{0, 0}, {3, 0}}, core::RoadClass::TRACK);
    ReachOptions options = by(TravelMode::TRUCK);
    CHECK(static_cast<double>(frictionOf(ground, options).at(0, 1)) == Approx(at(15.0)));
    options.closed_roads = {road};
    CHECK(static_cast<double>(frictionOf(ground, options).at(0, 1)) == Approx(at(5.0)));
    ReachOptions rain = by(TravelMode::TRUCK, Season::WET);
    CHECK(static_cast<double>(frictionOf(ground, rain).at(0, 1)) == Approx(at(6.0)));
    rain.closed_roads = {road};
    CHECK(std::isnan(frictionOf(ground, rain).at(0, 1))); // 0 km/h off the roads
    ReachOptions slow = by(TravelMode::TRUCK);
    slow.speeds.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 2.0);
    CHECK(static_cast<double>(frictionOf(ground, slow).at(0, 1)) == Approx(at(5.0)));
}

TEST_CASE("a ford has the speed of fords in the friction, and is a barrier to wheels when wet", "[analysis][friction]")
{
    Small ground{1, 4};
    ground.ford({{0, 0}, {3, 0}});
    CHECK(static_cast<double>(frictionOf(ground, by(TravelMode::TRUCK)).at(0, 1)) == Approx(at(5.0)));
    CHECK(std::isnan(frictionOf(ground, by(TravelMode::TRUCK, Season::WET)).at(0, 1)));
    CHECK(static_cast<double>(frictionOf(ground, by(TravelMode::FOOT, Season::WET)).at(0, 1)) == Approx(at(2.0)));
}

TEST_CASE("steep ground slows wheels and bars them, and is not in the friction on foot", "[analysis][friction]")
{
    Small ground{3, 7};
    ground.heights([](double col, double) { return 50.0 * col; }); // 50 %
    CHECK(std::isnan(frictionOf(ground, by(TravelMode::TRUCK)).at(1, 3)));
    CHECK(static_cast<double>(frictionOf(ground, by(TravelMode::FOOT)).at(1, 3)) == Approx(at(3.0)));
    Small hill{3, 7};
    hill.heights([](double col, double) { return 40.0 * col; });
    CHECK(static_cast<double>(frictionOf(hill, by(TravelMode::TRUCK)).at(1, 3)) == Approx(at(5.0) * *wheelFactor(0.4)));
}

TEST_CASE("friction is refused for what does not travel over the ground", "[analysis][friction]")
{
    const Small ground{2, 2};
    CHECK_THROWS_AS(frictionOf(ground, by(TravelMode::BOAT)), core::Error);
    CHECK_THROWS_AS(frictionOf(ground, by(TravelMode::HELICOPTER)), core::Error);
    CHECK_THROWS_AS(frictionOf(ground, ReachOptions{}), core::Error);
}
