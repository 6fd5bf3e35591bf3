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
    constexpr int kSide = static_cast<int>(kTile);
    const auto offset = [&](int row, int col) {
        // Rows and columns may be up to two outside of the tile.
        const int tileRow = row < 0 ? -1 : row / kSide, tileCol = col < 0 ? -1 : col / kSide;
        return (tileRow * static_cast<int>(surface.tilesAcross()) + tileCol) * kSide * kSide + (row - tileRow * kSide) * kSide + (col - tileCol * kSide);
    };
    constexpr std::array<int, kKinds> kPlaces{0, 1, 2, kSide - 2, kSide - 1}; // one of each kind
    for (std::size_t row = 0; row < kKinds; ++row)
        for (std::size_t col = 0; col < kKinds; ++col)
            for (std::size_t k = 0; k < kSteps.size(); ++k)
                m_deltas[row * kKinds + col][k] = offset(kPlaces[row] + kSteps[k].down, kPlaces[col] + kSteps[k].right) - offset(kPlaces[row], kPlaces[col]);
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
