// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "travel_land.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace tutela::benchmark {

namespace {

constexpr std::uint64_t kWestEast = 1, kNorthSouth = 2, kRivers = 3, kHeights = 4, kCover = 5, kLakes = 6, kJitter = 7;
constexpr double kRoadSpacing = 150.0, kRiverSpacing = 420.0;

/// 0 to 1, from whole numbers alone (the mixer of splitmix64).
double random(std::uint64_t seed, std::uint64_t what, std::uint64_t x, std::uint64_t y)
{
    std::uint64_t z = seed + what * 0x9E3779B97F4A7C15ULL + x * 0xBF58476D1CE4E5B9ULL + y * 0x94D049BB133111EBULL;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    z ^= z >> 31U;
    return static_cast<double>(z >> 11U) * 0x1p-53;
}

/// Smooth noise of waves `length` cells long, 0 to 1.
double noise(std::uint64_t seed, std::uint64_t what, double length, double x, double y)
{
    const double u = x / length, v = y / length;
    const auto left = static_cast<std::uint64_t>(u), top = static_cast<std::uint64_t>(v);
    const auto ease = [](double t) { return t * t * (3.0 - 2.0 * t); };
    const double across = ease(u - std::floor(u)), down = ease(v - std::floor(v));
    const double upper = std::lerp(random(seed, what, left, top), random(seed, what, left + 1, top), across);
    const double lower = std::lerp(random(seed, what, left, top + 1), random(seed, what, left + 1, top + 1), across);
    return std::lerp(upper, lower, down);
}

} // namespace

double Land::line(std::uint64_t family, std::uint32_t number, double spacing, double along) const
{
    constexpr double kBend = 180.0, kWander = 0.9;
    return (number + 0.5 + kWander * (noise(m_seed, family, kBend, along, 1000.0 * number) - 0.5)) * spacing;
}

template <class Paint>
void Land::paintLines(std::uint64_t family, double spacing, std::int64_t half, bool southwards, Paint&& paint) const
{
    const std::uint32_t length = southwards ? m_rows : m_cols, width = southwards ? m_cols : m_rows;
    for (std::uint32_t number = 0; number * spacing < width; ++number)
        for (std::uint32_t along = 0; along < length; ++along) {
            const auto here = static_cast<std::int64_t>(line(family, number, spacing, along)), next = static_cast<std::int64_t>(line(family, number, spacing, along + 1.0));
            for (std::int64_t at = std::min(here, next) - half; at <= std::max(here, next) + half; ++at)
                if (at >= 0 && at < static_cast<std::int64_t>(width))
                    southwards ? paint(along, static_cast<std::uint32_t>(at)) : paint(static_cast<std::uint32_t>(at), along);
        }
}

core::Grid<float> Land::friction() const
{
    constexpr double kCheapest = 0.25, kMore = 1.5, kRough = 0.1, kLake = 0.13;
    core::Grid<float> grid{m_rows, m_cols};
    for (std::uint32_t row = 0; row < m_rows; ++row)
        for (std::uint32_t col = 0; col < m_cols; ++col) {
            const double cover = 0.7 * noise(m_seed, kCover, 60.0, col, row) + 0.3 * noise(m_seed, kCover + 100, 9.0, col, row);
            const bool lake = noise(m_seed, kLakes, 90.0, col, row) < kLake;
            grid.at(row, col) = lake ? kBarrier : static_cast<float>(kCheapest + kMore * cover * cover + kRough * random(m_seed, kJitter, col, row));
        }
    const auto set = [&](float value) { return [&grid, value](std::uint32_t row, std::uint32_t col) { grid.at(row, col) = value; }; };
    paintLines(kRivers, kRiverSpacing, 1, true, set(kBarrier));
    paintLines(kWestEast, kRoadSpacing, 0, false, set(kRoad)); // over the rivers: bridges
    paintLines(kNorthSouth, kRoadSpacing, 0, true, set(kRoad));
    return grid;
}

core::Grid<float> Land::elevation() const
{
    core::Grid<float> grid{m_rows, m_cols};
    for (std::uint32_t row = 0; row < m_rows; ++row)
        for (std::uint32_t col = 0; col < m_cols; ++col)
            grid.at(row, col) = static_cast<float>(900.0 * noise(m_seed, kHeights, 200.0, col, row) + 250.0 * noise(m_seed, kHeights + 100, 40.0, col, row) + 20.0 * noise(m_seed, kHeights + 200, 7.0, col, row));
    return grid;
}

std::vector<analysis::Cell> Land::bases(std::size_t count) const
{
    // The first lies near the middle.
    std::vector<analysis::Cell> cells;
    const auto roads = static_cast<std::uint32_t>(m_rows / kRoadSpacing);
    for (std::size_t i = 0; i < count; ++i) {
        const auto col = i == 0 ? m_cols / 2 : static_cast<std::uint32_t>(random(m_seed, 8, i, 0) * m_cols);
        const auto number = i == 0 ? roads / 2 : static_cast<std::uint32_t>(random(m_seed, 8, i, 1) * roads);
        cells.push_back({std::min(m_rows - 1, static_cast<std::uint32_t>(line(kWestEast, number, kRoadSpacing, col))), col});
    }
    return cells;
}

std::vector<analysis::Cell> Land::newRoad() const
{
    // 40 km across the land, far from what is there: it starts on a road and goes between two others.
    constexpr std::uint32_t kLength = 400;
    std::vector<analysis::Cell> cells;
    const analysis::Cell base = bases(2)[1];
    const std::uint32_t col = std::min(base.col + 40, m_cols - 1);
    for (std::uint32_t row = base.row; row < std::min(base.row + kLength, m_rows); ++row)
        cells.push_back({row, col});
    return cells;
}

std::vector<analysis::Cell> Land::cut() const
{
    // The road from the second base eastwards, 4 km away, over three cells.
    std::vector<analysis::Cell> cells;
    const analysis::Cell base = bases(2)[1];
    const auto number = static_cast<std::uint32_t>(static_cast<double>(base.row) / kRoadSpacing);
    for (std::uint32_t along = 40; along < 43; ++along) {
        const std::uint32_t col = std::min(base.col + along, m_cols - 1);
        const auto row = static_cast<std::uint32_t>(line(kWestEast, number, kRoadSpacing, col));
        for (std::uint32_t at = row < 2 ? 0 : row - 2; at <= std::min(row + 2, m_rows - 1); ++at)
            cells.push_back({at, col});
    }
    return cells;
}

core::Grid<float> readCells(const std::filesystem::path& path, std::uint32_t rows, std::uint32_t cols)
{
    core::Grid<float> grid{rows, cols};
    std::ifstream file{path, std::ios::binary};
    file.read(reinterpret_cast<char*>(grid.cells().data()), static_cast<std::streamsize>(grid.size() * sizeof(float)));
    if (!file)
        throw std::runtime_error{"cannot read " + path.string()};
    return grid;
}

void writeCells(const std::filesystem::path& path, const core::Grid<float>& grid)
{
    std::ofstream file{path, std::ios::binary};
    file.write(reinterpret_cast<const char*>(grid.cells().data()), static_cast<std::streamsize>(grid.size() * sizeof(float)));
    if (!file.flush())
        throw std::runtime_error{"cannot write " + path.string()};
}

} // namespace tutela::benchmark
