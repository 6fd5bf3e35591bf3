// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_p.h"

#include <tutela/analysis/speeds.h>

#include <cmath>

namespace tutela::analysis {

namespace {

/// The least rise of which rise / metres still lies above the slope where r.walk takes a descent for steep: the search compares in
/// place of dividing.
double gentlestOf(double metres)
{
    constexpr double kSteepSlope = -0.2125;
    double rise = kSteepSlope * metres;
    while (rise / metres > kSteepSlope)
        rise = std::nextafter(rise, -metres);
    while (!(rise / metres > kSteepSlope))
        rise = std::nextafter(rise, metres);
    return rise;
}

} // namespace

StepTable::StepTable(const FrictionSurface& surface)
{
    constexpr int kTile = static_cast<int>(FrictionSurface::kTile);
    const auto offset = [&](int row, int col) {
        // Rows and columns may be up to two outside of the tile.
        const int tileRow = row < 0 ? -1 : row / kTile, tileCol = col < 0 ? -1 : col / kTile;
        return (tileRow * static_cast<int>(surface.tilesAcross()) + tileCol) * kTile * kTile + (row - tileRow * kTile) * kTile + (col - tileCol * kTile);
    };
    for (int row = 0; row < kTile; ++row)
        for (int col = 0; col < kTile; ++col)
            for (std::size_t k = 0; k < kSteps.size(); ++k)
                m_deltas[static_cast<std::size_t>(row * kTile + col)][k] = offset(row + kSteps[k].down, col + kSteps[k].right) - offset(row, col);
}

StepCost::StepCost(const FrictionSurface& surface, const TravelOptions& options)
    : m_elevation(surface.elevation().data()), m_slope(options.slope), m_sign(options.direction == TravelDirection::FromSources ? 1.0 : -1.0), m_unit(surface.unit())
{
    for (std::size_t k = 0; k < kSteps.size(); ++k) {
        m_metres[k] = std::hypot(kSteps[k].right * surface.cellX(), kSteps[k].down * surface.cellY());
        m_gentle[k] = gentlestOf(m_metres[k]);
        // A half is the time of cellX / 2: near steps weigh the mean of two cells, knight's moves the mean of four.
        const double perHalf = m_metres[k] / surface.cellX() * (k < kNear ? 1.0 : 0.5);
        m_weights[k] = static_cast<std::uint64_t>(std::llround(perHalf * static_cast<double>(1U << kFraction)));
    }
}

double StepCost::withTobler(std::size_t step, double rise, std::uint64_t flat) const
{
    return static_cast<double>(flat) * toblerFactor(rise / m_metres[step]);
}

} // namespace tutela::analysis
