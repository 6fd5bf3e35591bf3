// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Repair of a finished run after edits. First the times fall that nothing supports any more: a time stands while its cell is a source
// of it, or a neighbour's standing time and the step from there add up to no more. Steps take a unit at least, so that no ring of cells
// can hold itself up. What has fallen is then offered the best that its standing neighbours have, every cell beside an edit is looked
// at again, and the wave does the rest. The times that are left are the shortest ones of the new graph; those are unique.
#include "travel_search_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <unordered_map>

namespace tutela::analysis {

class TravelRepair {
public:
    TravelRepair(TravelTimes& times, const std::vector<TravelSource>& sources)
        : m_surface(*times.m_surface), m_costs(times.m_cost.get()), m_steps(m_surface, times.m_options), m_wave(m_surface, times.m_options, m_costs), m_sources(sources),
          m_seeded(m_surface.halves().size())
    {
        m_wave.keepJournal();
        for (const TravelSource& source : sources)
            if (m_surface.contains(source.cell)) {
                const std::uint32_t units = Wave::unitsOf(source.delaySeconds, m_surface.unit());
                const auto [known, fresh] = m_delays.emplace(m_surface.indexOf(source.cell), units);
                known->second = fresh ? units : std::min(known->second, units);
            }
    }

    static std::vector<Cell> repair(TravelTimes& times, const TravelEdits& edits, const core::Progress& progress)
    {
        auto sources = edits.sources.value_or(times.m_sources);
        TravelSearch::check(*times.m_surface, sources, times.m_options);
        progress.check();
        TravelRepair work{times, sources};
        try {
            work.seed(edits.friction, times);
            work.fall(progress);
            auto skipped = work.rise(progress);
            auto cells = work.changed(progress);
            times.m_skipped = std::move(skipped);
            times.m_sources = std::move(sources);
            return cells;
        } catch (...) {
            for (const auto& [cell, cost] : work.m_wave.journal())
                work.m_costs[cell] = cost;
            throw;
        }
    }

private:
    static constexpr std::size_t kBetweenChecks = 1U << 14;

    /// The cells whose steps an edit touches: a step touches no cell farther away than a knight's move goes.
    void seed(const std::vector<Cell>& edited, const TravelTimes& times)
    {
        const std::uint32_t around = m_steps.count() > kNear ? 2 : 1;
        for (const Cell& cell : edited) {
            if (!m_surface.contains(cell))
                continue;
            for (std::uint32_t row = cell.row - std::min(cell.row, around); row <= std::min(cell.row + around, m_surface.rows() - 1); ++row)
                for (std::uint32_t col = cell.col - std::min(cell.col, around); col <= std::min(cell.col + around, m_surface.cols() - 1); ++col)
                    seed(m_surface.indexOf({row, col}));
        }
        for (const TravelSource& source : times.m_sources)
            if (m_surface.contains(source.cell))
                seed(m_surface.indexOf(source.cell));
    }
    void seed(std::uint32_t cell)
    {
        if (m_seeded[cell])
            return;
        m_seeded[cell] = true;
        m_seeds.push_back(cell);
    }

    /// Takes back the times that nothing supports. In which order does not matter: what is left in the end is the same.
    void fall(const core::Progress& progress)
    {
        std::vector<std::uint32_t> doubtful = m_seeds;
        for (std::size_t i = 0; i < doubtful.size(); ++i) {
            if (i % kBetweenChecks == 0)
                progress.check();
            const std::uint32_t cell = doubtful[i], cost = m_costs[cell];
            if (cost == 0 || isSupported(cell))
                continue;
            m_wave.note(cell);
            m_costs[cell] = 0;
            m_fallen.push_back(cell);
            for (std::size_t k = 0; k < m_steps.count(); ++k) {
                const std::uint32_t to = m_steps.neighbour(cell, k);
                if (m_costs[to] > cost && m_steps.outOf(cell, k) <= m_costs[to] - cost)
                    doubtful.push_back(to);
            }
        }
    }
    [[nodiscard]] bool isSupported(std::uint32_t cell) const
    {
        if (m_surface.halves()[cell] == 0)
            return false;
        const std::uint32_t cost = m_costs[cell];
        for (std::size_t k = 0; k < m_steps.count(); ++k) {
            const std::uint32_t before = m_costs[m_steps.neighbour(cell, k)];
            if (before != 0 && before < cost && m_steps.into(cell, k) <= cost - before)
                return true;
        }
        const auto delay = m_delays.find(cell);
        return delay != m_delays.end() && delay->second < cost; // a cost is kept with one unit more
    }

    /// @returns the sources that start nothing
    std::vector<std::size_t> rise(const core::Progress& progress)
    {
        for (std::size_t i = 0; i < m_fallen.size(); ++i) {
            if (i % kBetweenChecks == 0)
                progress.check();
            offerBest(m_fallen[i]);
        }
        for (const std::uint32_t cell : m_seeds)
            if (m_costs[cell] != 0)
                m_wave.wake(cell);
        auto skipped = TravelSearch::start(m_surface, m_sources, m_wave);
        m_wave.spread(progress);
        return skipped;
    }
    void offerBest(std::uint32_t cell)
    {
        constexpr std::uint64_t kNone = ~0ULL;
        std::uint64_t best = kNone;
        for (std::size_t k = 0; k < m_steps.count(); ++k)
            if (const std::uint32_t before = m_costs[m_steps.neighbour(cell, k)]; before != 0)
                if (const std::uint32_t step = m_steps.into(cell, k); step != StepCost::kNever)
                    best = std::min(best, std::uint64_t{before} - 1U + step);
        if (best != kNone)
            m_wave.offer(cell, best);
    }

    [[nodiscard]] std::vector<Cell> changed(const core::Progress& progress)
    {
        std::vector<Cell> cells;
        std::size_t seen = 0;
        for (const auto& [cell, cost] : m_wave.journal()) {
            if (++seen % kBetweenChecks == 0)
                progress.check();
            if (m_costs[cell] != cost)
                cells.push_back(m_surface.cellOf(cell));
        }
        return cells;
    }

    const FrictionSurface& m_surface;
    std::uint32_t* m_costs;
    StepsInto m_steps;
    Wave m_wave;
    const std::vector<TravelSource>& m_sources;
    std::unordered_map<std::uint32_t, std::uint32_t> m_delays; ///< units by index of the source's cell, the least
    std::vector<bool> m_seeded;
    std::vector<std::uint32_t> m_seeds, m_fallen;
};

std::vector<Cell> repairTravelTimes(TravelTimes& times, const TravelEdits& edits, const core::Progress& progress) { return TravelRepair::repair(times, edits, progress); }

} // namespace tutela::analysis
