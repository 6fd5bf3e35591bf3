// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "step_p.h"

#include <tutela/analysis/speeds.h>

#include <cmath>

namespace tutela::analysis {

namespace {

/// Seconds that r.walk adds to a step of `metres` that climbs by `rise`.
double walkSeconds(double metres, double rise)
{
    constexpr double kFlat = 0.72, kUp = 6.0, kGentleDown = 1.9998, kSteepDown = -1.9998, kSteepSlope = -0.2125;
    const double factor = rise >= 0.0 ? kUp : rise / metres > kSteepSlope ? kGentleDown : kSteepDown;
    return kFlat * metres + factor * rise;
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
        // A half is the time of cellX / 2: near steps weigh the mean of two cells, knight's moves the mean of four.
        const double perHalf = m_metres[k] / surface.cellX() * (k < kNear ? 1.0 : 0.5);
        m_weights[k] = static_cast<std::uint64_t>(std::llround(perHalf * static_cast<double>(1U << kFraction)));
    }
}

std::uint32_t StepCost::sloped(std::size_t step, std::uint32_t from, std::uint32_t to, std::uint64_t flat) const
{
    const double rise = m_sign * (static_cast<double>(m_elevation[to]) - static_cast<double>(m_elevation[from]));
    if (!std::isfinite(rise))
        return kNever;
    const double metres = m_metres[step];
    const double units = m_slope == SlopeLaw::Tobler ? static_cast<double>(flat) * toblerFactor(rise / metres)
                                                     : static_cast<double>(flat) + walkSeconds(metres, rise) / m_unit;
    return units < static_cast<double>(kNever) ? capped(static_cast<std::uint64_t>(units + 0.5)) : kNever;
}

} // namespace tutela::analysis
