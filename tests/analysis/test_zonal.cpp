// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/zonal.h>

#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace tutela;
using analysis::AreaCells;
using analysis::cellsOf;
using analysis::sumOver;
using core::Geometry;
using core::Vertex;

namespace {

constexpr float kNoZone = std::numeric_limits<float>::quiet_NaN();

Geometry polygon(std::vector<Geometry::Ring> rings)
{
    for (auto& ring : rings)
        ring.push_back(ring.front());
    return {Geometry::Type::Polygon, {std::move(rings)}};
}

/// Every share, cell by cell.
core::Grid<double> sharesOf(const AreaCells& area, std::size_t rows, std::size_t cols)
{
    core::Grid<double> shares{rows, cols};
    for (const auto& run : area.whole)
        for (std::uint32_t col = run.from; col < run.to; ++col)
            shares.at(run.row, col) += 1.0;
    for (const auto& part : area.parts)
        shares.at(part.row, part.col) += part.share;
    return shares;
}

/// Size of what is left of a ring inside a box, cut at one side after the other (Sutherland and Hodgman).
double sizeInside(Geometry::Ring ring, const core::Box& box)
{
    const auto cut = [&](auto&& depth) { // at least 0 is kept
        Geometry::Ring kept;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Vertex a = ring[i], b = ring[(i + 1) % ring.size()];
            const double da = depth(a), db = depth(b);
            if (da >= 0.0)
                kept.push_back(a);
            if ((da >= 0.0) != (db >= 0.0))
                kept.push_back({a.x + (b.x - a.x) * da / (da - db), a.y + (b.y - a.y) * da / (da - db)});
        }
        ring = std::move(kept);
    };
    cut([&](Vertex v) { return v.x - box.west; });
    cut([&](Vertex v) { return box.east - v.x; });
    cut([&](Vertex v) { return v.y - box.south; });
    cut([&](Vertex v) { return box.north - v.y; });
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Vertex a = ring[i], b = ring[(i + 1) % ring.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2.0;
}

/// A star around a point: its corners turn around it, so it never crosses itself.
Geometry::Ring star(std::mt19937& random, Vertex middle, double least, double most, int corners)
{
    std::uniform_real_distribution<double> radius{least, most};
    Geometry::Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / corners, r = radius(random);
        ring.push_back({middle.x + r * std::cos(angle), middle.y + r * std::sin(angle)});
    }
    return ring;
}

} // namespace

TEST_CASE("a triangle covers whole cells, halves and quarters as on squared paper", "[analysis][unit]")
{
    // Corners (0,0), (4,0), (0,4) over cells of 2: south-west cell whole, two halves; the north-east one is only touched.
    const core::GridFrame frame{0.0, 4.0, 2.0, 2.0, ""};
    const auto area = cellsOf(polygon({{{0, 0}, {4, 0}, {0, 4}}}), frame, 2, 2);
    CHECK(area.whole == std::vector<AreaCells::Run>{{1, 0, 1}});
    REQUIRE(area.parts.size() == 2);
    CHECK(area.parts[0] == AreaCells::Part{0, 0, 0.5});
    CHECK(area.parts[1] == AreaCells::Part{1, 1, 0.5});
    CHECK(area.all == 2.0);
    CHECK(area.on_raster == 2.0);

    core::Grid<float> values{2, 2};
    values.cells() = {10.0F, 99.0F, 3.0F, 4.0F};
    CHECK(sumOver(values, area).sum == 10.0 / 2 + 3.0 + 4.0 / 2);
    CHECK(sumOver(values, area).cells == 2.0);
}

TEST_CASE("cells without a value are in no sum and are counted apart", "[analysis][unit]")
{
    const core::GridFrame frame{0.0, 2.0, 1.0, 1.0, ""};
    const auto area = cellsOf(polygon({{{0, 0}, {1.5, 0}, {1.5, 2}, {0, 2}}}), frame, 2, 2);
    core::Grid<float> values{2, 2};
    values.cells() = {kNoZone, 6.0F, 5.0F, kNoZone};
    const auto sum = sumOver(values, area);
    CHECK(sum.sum == 5.0 + 3.0);
    CHECK(sum.cells == 1.5);
    CHECK(sum.cells_without_value == 1.5);
}

TEST_CASE("an area that reaches beyond the raster says how much of it lies there", "[analysis][unit]")
{
    const core::GridFrame frame{10.0, 12.0, 1.0, 1.0, ""};
    const auto square = [](double west, double south, double size) {
        return polygon({{{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}}});
    };
    const auto corner = cellsOf(square(8.5, 11.5, 3.0), frame, 2, 2); // over the north-west corner
    CHECK(corner.all == Approx(9.0));
    CHECK(corner.on_raster == Approx(0.75));
    CHECK(sharesOf(corner, 2, 2).cells() == std::vector<double>{0.5, 0.25, 0.0, 0.0});
    const auto around = cellsOf(square(0.0, 0.0, 30.0), frame, 2, 2);
    CHECK(around.whole == std::vector<AreaCells::Run>{{0, 0, 2}, {1, 0, 2}});
    CHECK(around.parts.empty());
    for (const auto& [west, south] : {std::pair{0.0, 10.0}, {20.0, 10.0}, {10.0, 0.0}, {10.0, 20.0}}) {
        const auto beside = cellsOf(square(west, south, 2.0), frame, 2, 2);
        CHECK(beside.on_raster == 0.0);
        CHECK(beside.whole.empty());
        CHECK(beside.parts.empty());
    }
    CHECK(cellsOf(Geometry::point(core::GeoPoint::of(11, 11)), frame, 2, 2).all == 0.0);
}

TEST_CASE("shares of random areas with holes are those of exact geometry, whichever way their rings turn", "[analysis][unit]")
{
    // Found in two other ways: each cell cut by Boost.Geometry, which of itself moves vertices by some 1e-7, and the rings cut at each cell.
    std::mt19937 random{20261127};
    constexpr std::size_t kRows = 9, kCols = 11;
    const core::GridFrame frame{-3.0, 5.0, 0.75, 0.5, ""};
    for (int round = 0; round < 40; ++round) {
        const Vertex middle{-3.0 + 0.75 * 5.3, 5.0 - 0.5 * 4.1};
        auto outer = star(random, middle, 1.2, 4.5, 5 + round % 9), hole = star(random, middle, 0.2, 0.8, 4 + round % 5);
        if (round % 2 == 0)
            std::reverse(outer.begin(), outer.end());
        if (round % 3 == 0)
            std::reverse(hole.begin(), hole.end());
        const Geometry area = polygon({outer, hole});
        const auto cells = cellsOf(area, frame, kRows, kCols);
        const auto shares = sharesOf(cells, kRows, kCols);
        double sum = 0.0;
        for (std::size_t row = 0; row < kRows; ++row)
            for (std::size_t col = 0; col < kCols; ++col) {
                const double west = frame.west + 0.75 * static_cast<double>(col), north = frame.north - 0.5 * static_cast<double>(row);
                const auto cell = polygon({{{west, north - 0.5}, {west + 0.75, north - 0.5}, {west + 0.75, north}, {west, north}}});
                CHECK(shares.at(row, col) == Approx(core::shareInside(cell, area)).margin(2e-6).epsilon(0));
                const core::Box box{west, north - 0.5, west + 0.75, north};
                CHECK(shares.at(row, col) == Approx((sizeInside(outer, box) - sizeInside(hole, box)) / (0.75 * 0.5)).margin(2e-9).epsilon(0));
                sum += shares.at(row, col);
            }
        CHECK(cells.on_raster == Approx(sum));
        CHECK(cells.on_raster <= cells.all + 1e-9);
    }
}

TEST_CASE("areas that share a border share its cells: all of them together are the raster", "[analysis][unit]")
{
    // Two bands of triangles over a raster of which each cell holds its number.
    constexpr std::size_t kRows = 37, kCols = 53;
    const core::GridFrame frame{0.0, 37.0, 1.0, 1.0, ""};
    core::Grid<float> values{kRows, kCols};
    double total = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
        total += static_cast<double>(values.cells()[i] = static_cast<float>(i % 97));
    const std::vector<Vertex> corners{{0, 0}, {53, 0}, {53, 37}, {0, 37}};
    const Vertex inside{17.31, 22.77};
    double sum = 0.0, cells = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto part = sumOver(values, cellsOf(polygon({{corners[i], corners[(i + 1) % 4], inside}}), frame, kRows, kCols));
        sum += part.sum;
        cells += part.cells;
    }
    CHECK(sum == Approx(total).epsilon(1e-12));
    CHECK(cells == Approx(static_cast<double>(kRows * kCols)).epsilon(1e-12));
}

TEST_CASE("a sum is that of eight lanes from the first cell of each run on, to the last bit", "[analysis][unit]")
{
    // Values of which every other order of adding gives another sum; runs of all lengths, up to the last cell of the raster.
    constexpr std::size_t kRows = 60, kCols = 61;
    std::mt19937 random{11};
    std::uniform_real_distribution<float> people{0.0F, 1000.0F};
    core::Grid<float> values{kRows, kCols};
    for (auto& each : values.cells())
        each = random() % 7 == 0 ? kNoZone : people(random) * people(random);
    AreaCells area;
    for (std::uint32_t row = 0; row < kRows; ++row)
        area.whole.push_back({row, static_cast<std::uint32_t>(kCols) - row - 1, static_cast<std::uint32_t>(kCols)});
    area.parts = {{0, 3, 0.25}, {7, 1, 0.625}};

    std::array<double, 8> lanes{};
    double known = 0.0, all = 0.0;
    for (const auto& run : area.whole)
        for (std::uint32_t col = run.from; col < run.to; ++col, all += 1.0)
            if (const float value = values.at(run.row, col); !std::isnan(value)) {
                lanes[(col - run.from) % lanes.size()] += static_cast<double>(value);
                known += 1.0;
            }
    double sum = 0.0;
    for (const double lane : lanes)
        sum += lane;
    const auto found = sumOver(values, {area.whole, {}, 0.0, 0.0});
    CHECK(found.sum == sum);
    CHECK(found.cells == known);
    CHECK(found.cells_without_value == all - known);
    for (const auto& part : area.parts)
        if (const float value = values.at(part.row, part.col); !std::isnan(value))
            sum += part.share * static_cast<double>(value);
    CHECK(sumOver(values, area).sum == sum);
}

TEST_CASE("borders that are straight in degrees are bent in the system of the raster", "[analysis][unit]")
{
    // An invented projection that bends what was straight; the border is set densely by hand for comparison.
    const auto bent = [](Vertex v) { return Vertex{v.x + 0.8 * std::sin(v.y / 3.0), v.y + 0.05 * v.x * v.x}; };
    const Geometry area = polygon({{{1, 1}, {9, 2}, {8, 9}, {2, 7}}});
    Geometry dense;
    dense.type = Geometry::Type::Polygon;
    Geometry::Ring ring;
    const auto& straight = area.parts[0][0];
    for (std::size_t i = 0; i + 1 < straight.size(); ++i)
        for (int k = 0; k < 5000; ++k) {
            const double share = k / 5000.0;
            ring.push_back(bent({straight[i].x + (straight[i + 1].x - straight[i].x) * share, straight[i].y + (straight[i + 1].y - straight[i].y) * share}));
        }
    ring.push_back(ring.front());
    dense.parts = {{ring}};
    const core::GridFrame frame{0.0, 16.0, 1.0, 1.0, ""};
    const auto one = sharesOf(cellsOf(area, frame, 16, 14, bent), 16, 14), other = sharesOf(cellsOf(dense, frame, 16, 14), 16, 14);
    for (std::size_t i = 0; i < one.size(); ++i)
        CHECK(one.cells()[i] == Approx(other.cells()[i]).margin(2e-3)); // the border lies within a thousandth of a cell
    const auto nowhere = [](Vertex v) { return Vertex{v.x > 8.5 ? std::numeric_limits<double>::quiet_NaN() : v.x, v.y}; };
    CHECK_THROWS_AS(cellsOf(area, frame, 16, 14, nowhere), core::Error);
}
