// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/travel_time.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace tutela::analysis {

/// One of the sixteen steps from a cell, and the two cells that a knight's move passes between.
struct Step {
    int down = 0, right = 0;
    int crossed1 = -1, crossed2 = -1; ///< numbers of steps of kSteps
};
/// East, west, south, north; the diagonals; knight's moves.
constexpr std::array<Step, 16> kSteps{{{0, 1}, {0, -1}, {1, 0}, {-1, 0},
                                       {1, 1}, {1, -1}, {-1, 1}, {-1, -1},
                                       {2, 1, 2, 4}, {2, -1, 2, 5}, {-2, 1, 3, 6}, {-2, -1, 3, 7},
                                       {1, 2, 0, 4}, {-1, 2, 0, 6}, {1, -2, 1, 5}, {-1, -2, 1, 7}}};
constexpr std::size_t kNear = 8;
/// The number of the step back.
constexpr std::array<std::uint8_t, 16> kOpposite{1, 0, 3, 2, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12};

/// Where the steps lead to in the tiled layout: the distance of the neighbours' indexes. It depends only on how near the cell lies to the
/// sides of its tile, so that the table stays small.
class StepTable {
public:
    explicit StepTable(const FrictionSurface& surface);
    [[nodiscard]] const std::int32_t* from(std::uint32_t index) const
    {
        return m_deltas[kKinds * kKind[index / kTile % kTile] + kKind[index % kTile]].data();
    }

private:
    static constexpr std::uint32_t kTile = FrictionSurface::kTile, kReach = 2, kKinds = 2 * kReach + 1;
    /// Of a row or column of a tile: 0 and 1 at one side, 3 and 4 at the other, 2 between.
    static constexpr std::array<std::uint8_t, kTile> kKind = [] {
        std::array<std::uint8_t, kTile> kinds{};
        for (std::uint32_t i = 0; i < kTile; ++i)
            kinds[i] = static_cast<std::uint8_t>(i < kReach ? i : i >= kTile - kReach ? i + kKinds - kTile : kReach);
        return kinds;
    }();
    std::array<std::array<std::int32_t, 16>, std::size_t{kKinds} * kKinds> m_deltas{};
};

/// What a step costs, in units; the same numbers in the search, in routes and in repairs.
class StepCost {
public:
    StepCost(const FrictionSurface& surface, const TravelOptions& options);

    /// Of a step to one of the eight nearest, by number of the step. No barrier may be involved.
    [[nodiscard]] std::uint32_t near(std::size_t step, std::uint32_t from, std::uint32_t to, std::uint32_t halfFrom, std::uint32_t halfTo) const
    {
        return withSlope(step, from, to, flatNear(step, halfFrom, halfTo));
    }
    /// Of a knight's move.
    [[nodiscard]] std::uint32_t knight(std::size_t step, std::uint32_t from, std::uint32_t to, std::uint64_t fourHalves) const
    {
        return withSlope(step, from, to, flatKnight(step, fourHalves));
    }
    /// The same on the level, below 1 where it is rounded to nothing; kNever and what is above cannot be made.
    [[nodiscard]] std::uint64_t flatNear(std::size_t step, std::uint32_t halfFrom, std::uint32_t halfTo) const
    {
        return flatKnight(step, static_cast<std::uint64_t>(halfFrom) + halfTo);
    }
    [[nodiscard]] std::uint64_t flatKnight(std::size_t step, std::uint64_t halves) const
    {
        return (halves * m_weights[step] + kRound) >> kFraction;
    }
    /// A step that cannot be made: no elevation, or beyond what can be counted.
    static constexpr std::uint32_t kNever = 0xFFFFFFFF;

    /// The fraction of the weights, in bits.
    static constexpr unsigned kFraction = 20;
    static constexpr std::uint64_t kRound = 1ULL << (kFraction - 1);
    /// Cells as long as wide: a straight step costs both halves, a diagonal one weighs them with kDiagonal.
    [[nodiscard]] bool isSquare() const { return m_weights[0] == 1ULL << kFraction && m_weights[2] == m_weights[0] && m_weights[4] == kDiagonal; }
    static constexpr std::uint64_t kDiagonal = 1'482'910; ///< the square root of 2
    static constexpr std::uint32_t kMostSquare = 0xB504F334; ///< units of the dearest step that there is between cells of 2^30

private:
    static std::uint32_t capped(std::uint64_t units) { return units == 0 ? 1 : units < kNever ? static_cast<std::uint32_t>(units) : kNever; }
    [[nodiscard]] std::uint32_t withSlope(std::size_t step, std::uint32_t from, std::uint32_t to, std::uint64_t flat) const
    {
        return m_slope == SlopeLaw::None ? capped(flat) : sloped(step, from, to, flat);
    }
    [[nodiscard]] std::uint32_t sloped(std::size_t step, std::uint32_t from, std::uint32_t to, std::uint64_t flat) const
    {
        const double rise = m_sign * (static_cast<double>(m_elevation[to]) - static_cast<double>(m_elevation[from]));
        if (!std::isfinite(rise))
            return kNever;
        const double units = m_slope == SlopeLaw::RWalk ? static_cast<double>(flat) + walkSeconds(step, rise) / m_unit : withTobler(step, rise, flat);
        return units < static_cast<double>(kNever) ? capped(static_cast<std::uint64_t>(units + 0.5)) : kNever;
    }
    /// Seconds that r.walk adds to a step that climbs by `rise`.
    [[nodiscard]] double walkSeconds(std::size_t step, double rise) const
    {
        constexpr double kFlat = 0.72, kUp = 6.0, kGentleDown = 1.9998, kSteepDown = -1.9998;
        const double factor = rise >= 0.0 ? kUp : rise >= m_gentle[step] ? kGentleDown : kSteepDown;
        return kFlat * m_metres[step] + factor * rise;
    }
    [[nodiscard]] double withTobler(std::size_t step, double rise, std::uint64_t flat) const;

    std::array<std::uint64_t, 16> m_weights{}; ///< of the sum of halves, in 2^-kFraction
    std::array<double, 16> m_metres{};
    std::array<double, 16> m_gentle{}; ///< the steepest descent of the step that r.walk takes for gentle, metres (below 0)
    const float* m_elevation = nullptr;
    SlopeLaw m_slope;
    double m_sign = 1.0; ///< -1 when the traveller goes against the search
    double m_unit = 1.0;
};

/// The steps that lead into a cell, as the search takes them from the other end.
class StepsInto {
public:
    StepsInto(const FrictionSurface& surface, const TravelOptions& options)
        : m_halves(surface.halves().data()), m_steps(surface), m_cost(surface, options), m_count(options.neighbours == Neighbours::Sixteen ? kSteps.size() : kNear) {}

    /// Neighbours of a cell; number k is the cell that step k leads to.
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::uint32_t neighbour(std::uint32_t cell, std::size_t k) const { return cell + static_cast<std::uint32_t>(m_steps.from(cell)[k]); }
    /// Units of the step from neighbour number k into the cell; kNever where a barrier is involved or it cannot be made.
    [[nodiscard]] std::uint32_t into(std::uint32_t cell, std::size_t k) const { return step(kOpposite[k], neighbour(cell, k), cell); }
    /// Units of the step from the cell to neighbour number k.
    [[nodiscard]] std::uint32_t outOf(std::uint32_t cell, std::size_t k) const { return step(k, cell, neighbour(cell, k)); }

private:
    [[nodiscard]] std::uint32_t step(std::size_t k, std::uint32_t from, std::uint32_t to) const
    {
        const std::uint32_t first = m_halves[from], last = m_halves[to];
        if (first == 0 || last == 0)
            return StepCost::kNever;
        if (k < kNear)
            return m_cost.near(k, from, to, first, last);
        const std::uint32_t crossed1 = m_halves[neighbour(from, static_cast<std::size_t>(kSteps[k].crossed1))];
        const std::uint32_t crossed2 = m_halves[neighbour(from, static_cast<std::size_t>(kSteps[k].crossed2))];
        return crossed1 == 0 || crossed2 == 0 ? StepCost::kNever : m_cost.knight(k, from, to, std::uint64_t{first} + crossed1 + crossed2 + last);
    }

    const std::uint32_t* m_halves;
    StepTable m_steps;
    StepCost m_cost;
    std::size_t m_count;
};

} // namespace tutela::analysis
