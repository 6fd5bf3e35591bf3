// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/population.h>

#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

using namespace tutela;
using analysis::PeopleByMinute;
using analysis::peopleByMinute;
using analysis::PeopleOnCells;
using analysis::peopleOnCells;
using analysis::PopulationRaster;
using core::Vertex;

namespace {

constexpr float kNobody = std::numeric_limits<float>::quiet_NaN();

analysis::MapPoints mapOf(std::function<Vertex(Vertex)> one)
{
    return [one = std::move(one)](std::span<Vertex> points) {
        for (Vertex& p : points)
            p = one(p);
    };
}
const analysis::MapPoints kSame = mapOf([](Vertex v) { return v; });

PopulationRaster raster(std::size_t rows, std::size_t cols, const core::GridFrame& frame, std::vector<float> people)
{
    PopulationRaster out{core::Grid<float>{rows, cols}, frame};
    out.people.cells() = std::move(people);
    return out;
}

PopulationRaster randomRaster(std::size_t rows, std::size_t cols, const core::GridFrame& frame)
{
    std::mt19937 random{7};
    std::exponential_distribution<float> people{0.1F};
    PopulationRaster out{core::Grid<float>{rows, cols}, frame};
    for (float& cell : out.people.cells())
        cell = people(random);
    return out;
}

double total(const PopulationRaster& raster)
{
    return std::accumulate(raster.people.cells().begin(), raster.people.cells().end(), 0.0, [](double sum, float people) { return sum + static_cast<double>(people); });
}

/// Each cell cut into n x n pieces, each of which goes where its middle lies.
PeopleOnCells bruteForce(const PopulationRaster& from, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const std::function<Vertex(Vertex)>& map, int n)
{
    PeopleOnCells out;
    out.people = core::Grid<double>{rows, cols};
    for (std::size_t row = 0; row < from.people.rows(); ++row)
        for (std::size_t col = 0; col < from.people.cols(); ++col)
            for (int i = 0; i < n; ++i)
                for (int k = 0; k < n; ++k) {
                    const Vertex at = map({from.frame.west + (static_cast<double>(col) + (k + 0.5) / n) * from.frame.cellX, from.frame.north - (static_cast<double>(row) + (i + 0.5) / n) * from.frame.cellY});
                    const double x = std::floor((at.x - frame.west) / frame.cellX), y = std::floor((frame.north - at.y) / frame.cellY);
                    const double people = static_cast<double>(from.people.at(row, col)) / (n * n);
                    if (x >= 0 && y >= 0 && x < static_cast<double>(cols) && y < static_cast<double>(rows))
                        out.people.at(static_cast<std::size_t>(y), static_cast<std::size_t>(x)) += people;
                    else
                        out.outside += people;
                }
    return out;
}

} // namespace

TEST_CASE("people keep their cells on the same frame and split by area over finer and coarser ones", "[analysis][unit]")
{
    const core::GridFrame frame{100.0, 200.0, 10.0, 10.0, ""};
    const auto people = raster(2, 2, frame, {1, 2, 3, 4});
    CHECK(peopleOnCells(people, frame, 2, 2, kSame).people.cells() == std::vector<double>{1, 2, 3, 4});
    const auto coarse = peopleOnCells(people, {100.0, 200.0, 20.0, 20.0, ""}, 1, 1, kSame);
    CHECK(coarse.people.cells() == std::vector<double>{10});
    const auto fine = peopleOnCells(people, {100.0, 200.0, 5.0, 5.0, ""}, 4, 4, kSame);
    CHECK(fine.people.at(0, 0) == Approx(0.25));
    CHECK(fine.people.at(3, 3) == Approx(1.0));
    CHECK(fine.all == Approx(10.0));
    // Moved by half a cell to the east and a quarter to the south: the first cell there holds parts of all four.
    const auto moved = peopleOnCells(people, {105.0, 197.5, 10.0, 10.0, ""}, 1, 1, kSame);
    CHECK(moved.people.at(0, 0) == Approx(0.375 * (1 + 2) + 0.125 * (3 + 4)));
    CHECK(moved.outside == Approx(10.0 - moved.all));
}

TEST_CASE("turned and bent cells split as a fine subdivision has it, and nobody is lost", "[analysis][unit]")
{
    const core::GridFrame frame{-2.0, 6.0, 1.0, 1.0, ""};
    const auto turn = [](Vertex v) { return Vertex{0.83 * v.x - 0.45 * v.y + 0.3, 0.45 * v.x + 0.83 * v.y - 0.7}; };
    const auto bend = [](Vertex v) { return Vertex{v.x + 0.05 * std::sin(v.y), v.y + 0.05 * std::cos(v.x)}; };
    struct Case {
        std::function<Vertex(Vertex)> map;
        double cell; ///< of the raster, in cells of the frame
    };
    // Sides of cells are taken as straight: of the bent ones they lie within 0.05 / 8 of a cell.
    for (const Case& each : {Case{turn, 0.37}, Case{turn, 1.0}, Case{turn, 2.6}, Case{bend, 0.37}, Case{bend, 1.0}}) {
        INFO("cells of " << each.cell);
        const auto size = static_cast<std::size_t>(12.0 / each.cell);
        const auto people = randomRaster(size, size + 1, {-4.0, 8.0, each.cell, each.cell, ""});
        const auto exact = peopleOnCells(people, frame, 7, 8, mapOf(each.map));
        const auto brute = bruteForce(people, frame, 7, 8, each.map, 60);
        CHECK(exact.all + exact.outside == Approx(total(people)).epsilon(1e-9));
        // A border passes through pieces of a sixtieth, which then go to one side as a whole.
        const double mean = 10.0 / (each.cell * each.cell);
        for (std::size_t i = 0; i < exact.people.size(); ++i)
            CHECK(exact.people.cells()[i] == Approx(brute.people.cells()[i]).margin(0.03 * mean).epsilon(0.01));
        CHECK(exact.outside == Approx(brute.outside).epsilon(0.005));
    }
}

TEST_CASE("corners placed between computed ones split a large raster as all computed ones do", "[analysis][unit]")
{
    // Gently bent, as projections are: 16 cells deviate from straight by less than the bound.
    const auto map = [](Vertex v) { return Vertex{v.x + 1e-6 * v.y * v.y, v.y - 1e-6 * v.x * v.y}; };
    std::size_t computed = 0;
    const analysis::MapPoints counted = [&](std::span<Vertex> points) {
        computed += points.size();
        for (Vertex& p : points)
            p = map(p);
    };
    const auto people = randomRaster(203, 310, {0.0, 203.0, 1.0, 1.0, ""});
    const core::GridFrame frame{-5.0, 205.0, 2.5, 2.5, ""};
    const auto found = peopleOnCells(people, frame, 90, 130, counted);
    CHECK(computed < people.people.size() / 20);
    CHECK(found.all == Approx(total(people)).epsilon(1e-9));
    const auto brute = bruteForce(people, frame, 90, 130, map, 20);
    for (std::size_t i = 0; i < found.people.size(); ++i)
        CHECK(found.people.cells()[i] == Approx(brute.people.cells()[i]).margin(4.0).epsilon(0.02)); // of some 62
}

TEST_CASE("cells without a value and people beyond the ground are counted, not guessed", "[analysis][unit]")
{
    // Six cells in a row, the ground under the second to the fifth; less than nobody is no value either.
    const auto people = raster(1, 6, {0.0, 1.0, 1.0, 1.0, ""}, {kNobody, 5, kNobody, -9999, 0, 7});
    const auto found = peopleOnCells(people, {1.0, 1.0, 1.0, 1.0, ""}, 1, 4, kSame);
    CHECK(found.people.cells() == std::vector<double>{5, 0, 0, 0});
    CHECK(found.all == 5.0);
    CHECK(found.outside == 7.0);
    CHECK(found.cells_without_value == 2);
    // What the projection cannot show is beyond, too.
    const auto nowhere = mapOf([](Vertex v) { return Vertex{v.x > 4.5 ? std::numeric_limits<double>::infinity() : v.x, v.y}; });
    CHECK(peopleOnCells(people, {1.0, 1.0, 1.0, 1.0, ""}, 1, 4, nowhere).outside == 7.0);
    CHECK(peopleOnCells(people, {50.0, 1.0, 1.0, 1.0, ""}, 1, 4, kSame).all == 0.0);
    core::Grid<float> none;
    CHECK(peopleOnCells({none, {}}, {1.0, 1.0, 1.0, 1.0, ""}, 1, 4, kSame).all == 0.0);
}

TEST_CASE("one pass counts the people within every number of minutes", "[analysis][unit]")
{
    core::Grid<double> people{2, 4};
    people.cells() = {1, 2, 4, 8, 16, 32, 64, 128};
    core::Grid<float> minutes{2, 4};
    minutes.cells() = {0.0F, 30.0F, 30.01F, 60.0F, kNobody, 119.5F, 50'000.0F, 120.0F};
    const auto curve = peopleByMinute(people, minutes);
    CHECK(curve.within(-1) == 0.0);
    CHECK(curve.within(0) == 1.0);
    CHECK(curve.within(29) == 1.0);
    CHECK(curve.within(30) == 3.0);
    CHECK(curve.within(31) == 7.0);
    CHECK(curve.within(60) == 15.0);
    CHECK(curve.within(120) == 15.0 + 32.0 + 128.0);
    CHECK(curve.within(PeopleByMinute::kLongest) == curve.within(120));
    CHECK(curve.up_to.size() == 121);
    CHECK(curve.later == 64.0);
    CHECK(curve.not_reached == 16.0);
    CHECK(curve.all() == 255.0);
    CHECK_THROWS_AS(peopleByMinute(people, core::Grid<float>{4, 2}), core::Error);
    CHECK(peopleByMinute({}, {}).all() == 0.0);
}

TEST_CASE("the curve is what a count for every single threshold finds", "[analysis][unit]")
{
    std::mt19937 random{3};
    std::uniform_real_distribution<float> when{-20.0F, 400.0F};
    core::Grid<double> people{61, 83};
    core::Grid<float> minutes{61, 83};
    double all = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i) {
        all += people.cells()[i] = static_cast<double>(i % 101) * 0.25; // sums of quarters are exact
        const float at = when(random);
        minutes.cells()[i] = at < 0.0F ? kNobody : at;
    }
    const auto curve = peopleByMinute(people, minutes);
    for (const int limit : {0, 1, 15, 30, 60, 119, 120, 121, 399, 400, 1000}) {
        double within = 0.0;
        for (std::size_t i = 0; i < people.size(); ++i)
            within += minutes.cells()[i] <= static_cast<float>(limit) ? people.cells()[i] : 0.0;
        CHECK(curve.within(limit) == within);
    }
    CHECK(curve.all() == all);
}
