// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bucket_queue_p.h"
#include "step_p.h"

#include <tutela/core/progress.h>

#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace tutela::analysis {

/// Spreads times from cells that have one to all that they reach: labels are corrected within a bucket, and final behind it.
class Wave {
public:
    /// What a cell cost before it was changed the first time.
    using Journal = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    /// @param cost  units + 1 by index, 0 = not reached; what is known there already is only ever improved
    Wave(const FrictionSurface& surface, const TravelOptions& options, std::uint32_t* cost);

    /// Units, at most what can be counted.
    [[nodiscard]] static std::uint32_t unitsOf(double seconds, double unit);
    /// Notes each cell that is changed from now on, once.
    void keepJournal();
    [[nodiscard]] Journal& journal() { return m_journal; }
    /// Call before a cost is changed from outside.
    void note(std::uint32_t cell)
    {
        if (!m_noted.empty())
            noteFirst(cell);
    }

    /// Offers a cell a cost; it is taken when it is better.
    void offer(std::uint32_t cell, std::uint64_t cost);
    /// Has the neighbours of a reached cell looked at, whether its cost is new or not.
    void wake(std::uint32_t cell)
    {
        setWaiting(cell);
        m_queue.push(cell, m_costs[cell] - 1U);
    }
    /// Until nothing is better any more.
    /// @throws core::Error{Limit} where a time is too long to be counted and there is no limit of time
    void spread(const core::Progress& progress);

    [[nodiscard]] std::uint32_t limit() const { return m_limit; }
    [[nodiscard]] const StepTable& steps() const { return m_steps; }
    [[nodiscard]] const StepCost& stepCost() const { return m_step; }
    static constexpr std::uint32_t kMost = 0xFFFFFFFD;

private:
    template <bool Knight, bool Sloped>
    void run(const core::Progress& progress);
    template <bool Knight>
    void relaxFlat(std::uint32_t cell, std::uint32_t cost);
    /// relaxFlat() for a cell whose eight neighbours lie in its own tile, where rows of four are taken at once.
    void relaxInside(std::uint32_t cell, std::uint32_t cost);
    template <bool Knight>
    void relaxSloped(std::uint32_t cell, std::uint32_t cost);
    void take(std::uint32_t cell, std::uint64_t cost);
    void noteFirst(std::uint32_t cell);
    /// The cells of one row of a tile, a bit each.
    using RowBits = std::uint32_t;
    static constexpr std::uint32_t kRow = FrictionSurface::kTile;
    static_assert(kRow == std::numeric_limits<RowBits>::digits);
    [[nodiscard]] static RowBits bitOf(std::uint32_t cell) { return RowBits{1} << (cell % kRow); }
    void setWaiting(std::uint32_t cell) { m_waiting[cell / kRow] |= bitOf(cell); }
    /// Whether a cost is better than what is known. Not reached = 0, one less = the largest number.
    [[nodiscard]] bool isBetter(std::uint64_t cost, std::uint32_t cell) const { return cost < std::uint64_t{m_costs[cell]} - 1U; }
    void prefetch(std::uint32_t cell) const;

    const FrictionSurface& m_surface;
    const std::uint32_t* m_halves;
    std::uint32_t* m_costs;
    StepTable m_steps;
    StepCost m_step;
    BucketQueue m_queue;
    std::vector<RowBits> m_waitingRows; ///< improved since it was last looked at
    RowBits* m_waiting;
    std::uint32_t m_countable = 0; ///< relaxInside() may be used for cells of less: sums cannot leave 32 bits
    std::vector<std::uint64_t> m_noted; ///< one bit a cell; empty = no journal
    Journal m_journal;
    std::uint32_t m_limit = kMost;
    bool m_knights = false, m_sloped = false, m_overflow = false;
};

} // namespace tutela::analysis
