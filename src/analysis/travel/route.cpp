// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Ways back to the source, read from the times alone: a cell came from the neighbour whose time and step give its own exactly.
#include "step_p.h"

#include <algorithm>
#include <limits>
#include <map>

namespace tutela::analysis {

namespace {

/// Finds the cell before another one on its way from the source.
class Back {
public:
    Back(const FrictionSurface& surface, const TravelOptions& options, const std::uint32_t* cost) : m_steps(surface, options), m_cost(cost) {}

    /// 0 when no neighbour explains the time: the cell is a source.
    [[nodiscard]] std::uint32_t from(std::uint32_t cell) const
    {
        for (std::size_t k = 0; k < m_steps.count(); ++k) {
            const std::uint32_t before = m_steps.neighbour(cell, k);
            if (m_cost[before] == 0 || m_cost[before] >= m_cost[cell])
                continue;
            const std::uint32_t step = m_steps.into(cell, k);
            if (step != StepCost::kNever && std::uint64_t{m_cost[before]} + step == m_cost[cell])
                return before;
        }
        return 0;
    }

private:
    StepsInto m_steps;
    const std::uint32_t* m_cost;
};

} // namespace

std::vector<Cell> TravelTimes::route(Cell cell) const
{
    std::vector<Cell> way;
    if (!seconds(cell))
        return way;
    const Back back{*m_surface, m_options, m_cost.get()};
    for (std::uint32_t at = m_surface->indexOf(cell); at != 0; at = back.from(at))
        way.push_back(m_surface->cellOf(at));
    return way;
}

std::optional<std::size_t> TravelTimes::sourceOf(Cell cell) const
{
    const auto way = route(cell);
    if (way.empty())
        return std::nullopt;
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < m_sources.size(); ++i)
        if (m_sources[i].cell == way.back() && (!best || m_sources[i].delaySeconds < m_sources[*best].delaySeconds))
            best = i;
    return best;
}

core::Grid<float> TravelTimes::allocation(const core::Progress& progress) const
{
    constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
    constexpr std::size_t kRun = 1'000'000;
    std::map<std::uint32_t, std::uint32_t> sourceAt; // the one with the least delay
    for (std::uint32_t i = 0; i < m_sources.size(); ++i)
        if (m_surface->contains(m_sources[i].cell)) {
            const auto [known, fresh] = sourceAt.emplace(m_surface->indexOf(m_sources[i].cell), i);
            if (!fresh && m_sources[i].delaySeconds < m_sources[known->second].delaySeconds)
                known->second = i;
        }
    const Back back{*m_surface, m_options, m_cost.get()};
    constexpr std::size_t kBetweenChecks = 1U << 16;
    std::vector<std::uint32_t> source, way;
    source.reserve(m_surface->halves().size());
    while (source.size() < m_surface->halves().size()) {
        progress.check();
        source.resize(std::min(m_surface->halves().size(), source.size() + kRun), kUnknown);
    }
    std::size_t passedBy = 0; // a row can hold the ways of all
    core::Grid<float> grid{m_surface->rows(), m_surface->cols(), std::numeric_limits<float>::quiet_NaN()};
    for (std::uint32_t row = 0; row < m_surface->rows(); ++row) {
        progress.step(static_cast<double>(row) / m_surface->rows(), "allocation");
        for (std::uint32_t col = 0; col < m_surface->cols(); ++col) {
            std::uint32_t at = m_surface->indexOf({row, col});
            if (m_cost[at] == 0)
                continue;
            way.clear();
            while (source[at] == kUnknown) {
                way.push_back(at);
                if (++passedBy % kBetweenChecks == 0)
                    progress.check();
                const std::uint32_t before = back.from(at);
                if (before == 0)
                    source[at] = sourceAt.at(at);
                else
                    at = before;
            }
            for (const std::uint32_t passed : way)
                source[passed] = source[at];
            grid.at(row, col) = static_cast<float>(source[at]);
        }
    }
    return grid;
}

} // namespace tutela::analysis
