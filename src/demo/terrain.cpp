// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "terrain.h"

#include "noise.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace tutela::demo {

using core::Vertex;

core::Vertex centreOf(Cell cell)
{
    return {kWest + (static_cast<double>(cell.col) + 0.5) * kCell, kNorth - (static_cast<double>(cell.row) + 0.5) * kCell};
}

Cell cellAt(core::Vertex at)
{
    const auto row = static_cast<std::ptrdiff_t>(std::floor((kNorth - at.y) / kCell));
    const auto col = static_cast<std::ptrdiff_t>(std::floor((at.x - kWest) / kCell));
    return {static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(row, 0, kRows - 1)),
            static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(col, 0, kCols - 1))};
}

namespace {

constexpr double kLakeLevel = 268.0;

template <class Visit>
void eachNeighbour(std::size_t index, Visit visit)
{
    const Cell cell = Cell::of(index);
    for (int dr = -1; dr <= 1; ++dr)
        for (int dc = -1; dc <= 1; ++dc) {
            if (dr == 0 && dc == 0)
                continue;
            const auto row = static_cast<std::ptrdiff_t>(cell.row) + dr;
            const auto col = static_cast<std::ptrdiff_t>(cell.col) + dc;
            if (row < 0 || col < 0 || row >= static_cast<std::ptrdiff_t>(kRows) || col >= static_cast<std::ptrdiff_t>(kCols))
                continue;
            visit(static_cast<std::size_t>(row) * kCols + static_cast<std::size_t>(col), dr != 0 && dc != 0);
        }
}

/// Marks the cells whose centre lies in the ring.
void paint(core::Grid<std::uint8_t>& grid, const core::Geometry::Ring& ring, std::uint8_t value)
{
    for (std::size_t row = 0; row < kRows; ++row) {
        const double y = centreOf({row, 0}).y;
        std::vector<double> crossings;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            if ((ring[i].y > y) != (ring[i + 1].y > y))
                crossings.push_back((ring[i + 1].x - ring[i].x) * (y - ring[i].y) / (ring[i + 1].y - ring[i].y) + ring[i].x);
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
            for (std::size_t col = 0; col < kCols; ++col) {
                const double x = centreOf({row, col}).x;
                if (x >= crossings[i] && x < crossings[i + 1])
                    grid.at(row, col) = value;
            }
    }
}

/// 1 in the middle of a hill of the given half-width, falling smoothly to 0 far away.
double swell(Vertex at, Vertex middle, double halfWidth)
{
    const double dx = (at.x - middle.x) / halfWidth;
    const double dy = (at.y - middle.y) / halfWidth;
    const double q = 1.0 + dx * dx + dy * dy;
    return 1.0 / (q * q);
}

/// How mountainous a place is, 0 to about 1: the Ubara highlands in the north-west, lesser hills elsewhere.
double ruggedness(std::uint64_t seed, Vertex v)
{
    const Vertex wobbled{v.x + 0.16 * fractal(seed + 31, v.x * 2.5, v.y * 2.5, 3), v.y + 0.16 * fractal(seed + 37, v.x * 2.5, v.y * 2.5, 3)};
    const double highlands = swell(wobbled, {3.50, 2.30}, 0.52) + 0.55 * swell(wobbled, {3.95, 2.38}, 0.34);
    const double south = 0.42 * swell(wobbled, {3.36, 1.32}, 0.24) + 0.34 * swell(wobbled, {4.30, 0.88}, 0.26);
    const double east = 0.36 * swell(wobbled, {5.06, 2.30}, 0.28) + 0.28 * swell(wobbled, {4.48, 1.98}, 0.17)
                        + 0.22 * swell(wobbled, {5.45, 1.55}, 0.20);
    return std::min(1.15, highlands + south + east);
}

/// Heights and uplift before water does its work.
void raise(std::uint64_t seed, core::Grid<double>& height, std::vector<double>& uplift)
{
    const Vertex lake{5.10, 1.22};
    for (std::size_t i = 0; i < height.size(); ++i) {
        const Vertex v = centreOf(Cell::of(i));
        const double rugged = ruggedness(seed, v);
        const double crest = ridged(seed + 41, v.x * 3.2, v.y * 3.2, 6);
        const double roll = fractal(seed + 43, v.x * 4.0, v.y * 4.0, 6, 0.55);
        const double tilt = 0.5 * kmBetween(v, lake);
        height.cells()[i] = kLakeLevel + 12.0 + tilt + 45.0 * (1.0 + roll) + 620.0 * rugged * (0.35 + crest);
        uplift[i] = 0.10 + 0.10 * (1.0 + roll) + 1.9 * rugged * (0.25 + 1.1 * crest);
    }
}

using Entry = std::pair<double, std::size_t>;

/// Priority flood from the lake and the raster's edge: gives each cell the neighbour its water leaves by, the order
/// from the mouths upwards, and (when `fill`) lifts pits so that nothing flows uphill.
void drain(Terrain& terrain, bool fill)
{
    auto& height = terrain.elevation.cells();
    std::vector<std::uint8_t> seen(height.size(), 0);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    terrain.downhill.clear();
    for (std::size_t i = 0; i < height.size(); ++i) {
        const Cell cell = Cell::of(i);
        const bool edge = cell.row == 0 || cell.col == 0 || cell.row + 1 == kRows || cell.col + 1 == kCols;
        if (!edge && terrain.lake.cells()[i] == 0)
            continue;
        terrain.receiver[i] = i;
        seen[i] = 1;
        open.emplace(height[i], i);
    }
    while (!open.empty()) {
        const auto [level, index] = open.top();
        open.pop();
        terrain.downhill.push_back(index);
        eachNeighbour(index, [&](std::size_t next, bool) {
            if (seen[next] != 0)
                return;
            seen[next] = 1;
            terrain.receiver[next] = index;
            const double lifted = std::max(height[next], level + 0.001);
            if (fill)
                height[next] = lifted;
            open.emplace(lifted, next);
        });
    }
}

/// Picks, among lower neighbours, the steepest: the flood alone would draw water in rings around a mouth.
void steepen(Terrain& terrain)
{
    const auto& height = terrain.elevation.cells();
    std::vector<std::size_t> rank(height.size());
    for (std::size_t i = 0; i < terrain.downhill.size(); ++i)
        rank[terrain.downhill[i]] = i;
    for (std::size_t i = 0; i < height.size(); ++i) {
        if (terrain.receiver[i] == i)
            continue;
        double best = 0.0;
        eachNeighbour(i, [&](std::size_t next, bool diagonal) {
            const double fall = (height[i] - height[next]) / (diagonal ? 1.41421356 : 1.0);
            if (fall > best && rank[next] < rank[i]) {
                best = fall;
                terrain.receiver[i] = next;
            }
        });
    }
}

void collect(Terrain& terrain)
{
    std::fill(terrain.drained.begin(), terrain.drained.end(), 1.0);
    for (auto i = terrain.downhill.rbegin(); i != terrain.downhill.rend(); ++i)
        if (terrain.receiver[*i] != *i)
            terrain.drained[terrain.receiver[*i]] += terrain.drained[*i];
}

/// One step of uplift and stream-power erosion, solved implicitly from the mouths upwards (Braun and Willett 2013):
/// stable for steps this long.
void erode(Terrain& terrain, const std::vector<double>& uplift)
{
    constexpr double kYears = 50.0;
    constexpr double kPower = 0.02;
    auto& height = terrain.elevation.cells();
    for (const std::size_t i : terrain.downhill) {
        const std::size_t to = terrain.receiver[i];
        if (to == i)
            continue;
        const bool diagonal = Cell::of(i).row != Cell::of(to).row && Cell::of(i).col != Cell::of(to).col;
        const double raised = height[i] + uplift[i] * kYears;
        if (raised <= height[to])
            continue;
        const double wear = kPower * kYears * std::sqrt(terrain.drained[i]) / (diagonal ? 1.41421356 : 1.0);
        height[i] = (raised + wear * height[to]) / (1.0 + wear);
    }
}

/// Soil creep: rounds crests and slopes.
void soften(Terrain& terrain, double share)
{
    const core::Grid<double> before = terrain.elevation;
    for (std::size_t row = 1; row + 1 < kRows; ++row)
        for (std::size_t col = 1; col + 1 < kCols; ++col) {
            if (terrain.lake.at(row, col) != 0)
                continue;
            const double mean = 0.25 * (before.at(row - 1, col) + before.at(row + 1, col) + before.at(row, col - 1) + before.at(row, col + 1));
            terrain.elevation.at(row, col) += share * (mean - before.at(row, col));
        }
}

} // namespace

double Terrain::slope(Cell cell) const
{
    double steepest = 0.0;
    const double here = elevation.at(cell.row, cell.col);
    eachNeighbour(cell.index(), [&](std::size_t next, bool diagonal) {
        const double run = kCell * kKmPerDegree * 1000.0 * (diagonal ? 1.41421356 : 1.0);
        steepest = std::max(steepest, std::abs(elevation.cells()[next] - here) / run);
    });
    return steepest;
}

Terrain terrainOf(std::uint64_t seed, const Outline& outline)
{
    Terrain terrain;
    terrain.elevation = core::Grid<double>(kRows, kCols);
    terrain.receiver.resize(kRows * kCols);
    terrain.drained.resize(kRows * kCols);
    terrain.sector = core::Grid<std::uint8_t>(kRows, kCols, kNoSector);
    terrain.lake = core::Grid<std::uint8_t>(kRows, kCols, 0);
    terrain.river = core::Grid<std::uint8_t>(kRows, kCols, 0);
    for (std::size_t i = 0; i < kSectors; ++i)
        paint(terrain.sector, outline.sectors[i], static_cast<std::uint8_t>(i));
    paint(terrain.lake, outline.lake, 1);

    std::vector<double> uplift(kRows * kCols);
    raise(seed, terrain.elevation, uplift);
    for (std::size_t i = 0; i < uplift.size(); ++i)
        if (terrain.lake.cells()[i] != 0)
            terrain.elevation.cells()[i] = kLakeLevel;
    constexpr int kAges = 12;
    for (int age = 0; age < kAges; ++age) {
        drain(terrain, false);
        steepen(terrain);
        collect(terrain);
        erode(terrain, uplift);
        soften(terrain, 0.12);
    }
    drain(terrain, true);
    steepen(terrain);
    collect(terrain);
    return terrain;
}

} // namespace tutela::demo
