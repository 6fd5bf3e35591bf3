// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/friction_surface.h>

#include <tutela/core/error.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace tutela::analysis {

namespace {

constexpr double kUnitsOfCheapest = 4096.0; ///< of half the cheapest cell: a link is rounded by less than 0.02 %
constexpr std::uint32_t kMostUnits = 1U << 30;
constexpr std::size_t kSample = 200'000;

bool isOpen(float friction) { return std::isfinite(friction) && friction > 0.0F; }

/// Some of the open cells, evenly spread, in ascending order.
std::vector<float> sampleOf(const core::Grid<float>& friction)
{
    std::vector<float> sample;
    const std::size_t stride = friction.size() / kSample + 1;
    for (std::size_t i = 0; i < friction.size(); i += stride)
        if (isOpen(friction.cells()[i]))
            sample.push_back(friction.cells()[i]);
    std::sort(sample.begin(), sample.end());
    return sample;
}

} // namespace

FrictionSurface::FrictionSurface(core::Grid<float> friction, double cellX, double cellY, core::Grid<float> elevation)
    : m_rows(static_cast<std::uint32_t>(friction.rows())), m_cols(static_cast<std::uint32_t>(friction.cols())), m_cellX(cellX), m_cellY(cellY)
{
    if (!(cellX > 0.0) || !(cellY > 0.0) || !std::isfinite(cellX) || !std::isfinite(cellY))
        throw core::Error{core::ErrorCode::InvalidInput, "the cells of the friction raster have no size"};
    if (!elevation.empty() && (elevation.rows() != friction.rows() || elevation.cols() != friction.cols()))
        throw core::Error{core::ErrorCode::InvalidInput, "the elevation has other rows or columns than the friction; warp it to the same cells"};
    constexpr std::uint64_t kMostCells = 1ULL << 31;
    const std::uint64_t across = (friction.cols() + 2 * kMargin + kTile - 1) / kTile, down = (friction.rows() + 2 * kMargin + kTile - 1) / kTile;
    if (across * down * kTile * kTile > kMostCells)
        throw core::Error{core::ErrorCode::Limit, "the friction raster has more than 2 147 483 648 cells; use a larger cell size"};
    m_tilesAcross = static_cast<std::uint32_t>(across);

    float cheapest = std::numeric_limits<float>::infinity();
    for (const float each : friction.cells())
        if (isOpen(each)) {
            cheapest = std::min(cheapest, each);
            ++m_open;
        }
    const auto sample = sampleOf(friction);
    if (m_open > 0) {
        // A stray cell of nearly no friction must not leave too few units for the rest: a way across the raster and back over
        // dear cells has to be countable.
        constexpr double kDear = 0.99, kWays = 4.0;
        const double dear = static_cast<double>(sample.empty() ? cheapest : sample[static_cast<std::size_t>(kDear * static_cast<double>(sample.size() - 1))]);
        const double longest = kWays * static_cast<double>(friction.rows() + friction.cols()) * dear * std::max(cellX, cellY);
        m_unit = std::max(static_cast<double>(cheapest) * cellX / 2.0 / kUnitsOfCheapest, longest / static_cast<double>(std::numeric_limits<std::uint32_t>::max()));
    }
    m_halves.assign(static_cast<std::size_t>(across * down) * kTile * kTile, 0);
    for (std::uint32_t row = 0; row < m_rows; ++row)
        for (std::uint32_t col = 0; col < m_cols; ++col)
            m_halves[indexOf({row, col})] = halfOf(friction.at(row, col));
    constexpr double kCheap = 0.1;
    if (!sample.empty())
        m_cheap = std::max(1U, halfOf(sample[static_cast<std::size_t>(kCheap * static_cast<double>(sample.size() - 1))]));
    friction = {};
    if (!elevation.empty()) {
        m_elevation.assign(m_halves.size(), std::numeric_limits<float>::quiet_NaN());
        for (std::uint32_t row = 0; row < m_rows; ++row)
            for (std::uint32_t col = 0; col < m_cols; ++col)
                m_elevation[indexOf({row, col})] = elevation.at(row, col);
    }
}

std::uint32_t FrictionSurface::halfOf(float secondsPerMetre) const noexcept
{
    if (!isOpen(secondsPerMetre))
        return 0;
    const double units = std::round(static_cast<double>(secondsPerMetre) * m_cellX / 2.0 / m_unit);
    return static_cast<std::uint32_t>(std::clamp(units, 1.0, static_cast<double>(kMostUnits)));
}

void FrictionSurface::setFriction(Cell cell, float secondsPerMetre)
{
    std::uint32_t& half = m_halves[indexOf(cell)];
    m_open -= half != 0 ? 1 : 0;
    half = halfOf(secondsPerMetre);
    m_open += half != 0 ? 1 : 0;
}

} // namespace tutela::analysis
