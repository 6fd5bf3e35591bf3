// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucket_queue_p.h"
#include "step_p.h"

#include <tutela/core/error.h>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <new>

namespace tutela::analysis {

void TravelTimes::Free::operator()(std::uint32_t* cells) const noexcept { std::free(cells); }

/// The search: labels are corrected within a bucket, and final behind it.
class TravelSearch {
public:
    TravelSearch(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources, const TravelOptions& options)
        : m_surface(*surface), m_halves(m_surface.halves().data()), m_steps(m_surface), m_cost(m_surface, options), m_queue(shiftFor(m_surface)),
          m_waiting((m_surface.halves().size() + 63) / 64)
    {
        check(sources, options);
        m_times.m_surface = std::move(surface);
        m_times.m_options = options;
        m_times.m_sources = std::move(sources);
        m_times.m_unit = m_surface.unit();
        m_times.m_cost.reset(static_cast<std::uint32_t*>(std::calloc(m_surface.halves().size(), sizeof(std::uint32_t))));
        if (m_times.m_cost == nullptr)
            throw std::bad_alloc{};
        if (options.limitSeconds)
            m_limit = unitsOf(*options.limitSeconds);
    }

    TravelTimes run(const core::Progress& progress)
    {
        for (std::size_t i = 0; i < m_times.m_sources.size(); ++i)
            start(i);
        if (m_times.m_options.neighbours == Neighbours::Sixteen)
            spread<true>(progress);
        else
            spread<false>(progress);
        if (m_overflow)
            throw core::Error{core::ErrorCode::Limit, fmt::format("some cells take more than {:.0f} days; give a limit, or correct the smallest friction", daysAtMost())};
        return std::move(m_times);
    }

private:
    static void check(const std::vector<TravelSource>& sources, const TravelOptions& options);
    /// A bucket is some sixteen cheap steps wide. Narrower ones cost more in looking for the next than wider ones in correcting
    /// cells again (measured on ten million cells: 1.4 s at half a step, 0.9 s at sixteen).
    static unsigned shiftFor(const FrictionSurface& surface) { return static_cast<unsigned>(std::bit_width(surface.cheap())) + 4U; }
    [[nodiscard]] std::uint32_t unitsOf(double seconds) const
    {
        const double units = seconds / m_surface.unit();
        return units < static_cast<double>(kMost) ? static_cast<std::uint32_t>(std::llround(units)) : kMost;
    }
    [[nodiscard]] double daysAtMost() const
    {
        constexpr double kSecondsOfDay = 86'400.0;
        return static_cast<double>(kMost) * m_surface.unit() / kSecondsOfDay;
    }
    void start(std::size_t number)
    {
        const auto& source = m_times.m_sources[number];
        if (!m_surface.contains(source.cell) || m_surface.isBarrier(source.cell)) {
            m_times.m_skipped.push_back(number);
            return;
        }
        offer(m_surface.indexOf(source.cell), unitsOf(source.delaySeconds));
    }
    void offer(std::uint32_t cell, std::uint64_t cost)
    {
        if (cost > m_limit) {
            m_overflow = m_overflow || m_limit == kMost;
            return;
        }
        std::uint32_t& known = m_times.m_cost[cell];
        if (static_cast<std::uint32_t>(cost) >= known - 1U) // not reached = 0, one less = the largest number
            return;
        known = static_cast<std::uint32_t>(cost) + 1U;
        m_waiting[cell / 64] |= 1ULL << (cell % 64);
        m_queue.push(cell, static_cast<std::uint32_t>(cost));
    }
    template <bool Knight>
    void spread(const core::Progress& progress);
    template <bool Knight>
    void relax(std::uint32_t cell, std::uint32_t cost);

    static constexpr std::uint32_t kMost = 0xFFFFFFFD;
    const FrictionSurface& m_surface;
    const std::uint32_t* m_halves;
    StepTable m_steps;
    StepCost m_cost;
    BucketQueue m_queue;
    std::vector<std::uint64_t> m_waiting; ///< one bit a cell: improved since it was last looked at
    TravelTimes m_times;
    std::uint32_t m_limit = kMost;
    bool m_overflow = false;
};

void TravelSearch::check(const std::vector<TravelSource>& sources, const TravelOptions& options)
{
    if (sources.empty())
        throw core::Error{core::ErrorCode::InvalidInput, "there is no source to travel from"};
    for (const auto& source : sources)
        if (!(source.delaySeconds >= 0.0))
            throw core::Error{core::ErrorCode::InvalidInput, "the delay of a source is below zero or no number"};
    if (options.limitSeconds && !(*options.limitSeconds >= 0.0))
        throw core::Error{core::ErrorCode::InvalidInput, "the time limit is below zero or no number"};
}

template <bool Knight>
void TravelSearch::relax(std::uint32_t cell, std::uint32_t cost)
{
    const std::int32_t* deltas = m_steps.from(cell);
    const std::uint32_t half = m_halves[cell];
    std::uint32_t halves[kNear];
    for (std::size_t k = 0; k < kNear; ++k) {
        const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
        halves[k] = m_halves[to];
        if (halves[k] != 0)
            if (const std::uint32_t step = m_cost.near(k, cell, to, half, halves[k]); step != StepCost::kNever)
                offer(to, std::uint64_t{cost} + step);
    }
    if constexpr (Knight)
        for (std::size_t k = kNear; k < kSteps.size(); ++k) {
            const std::uint32_t first = halves[kSteps[k].crossed1], second = halves[kSteps[k].crossed2];
            const std::uint32_t to = cell + static_cast<std::uint32_t>(deltas[k]);
            const std::uint32_t last = m_halves[to];
            if (first != 0 && second != 0 && last != 0)
                if (const std::uint32_t step = m_cost.knight(k, cell, to, std::uint64_t{half} + first + second + last); step != StepCost::kNever)
                    offer(to, std::uint64_t{cost} + step);
        }
}

template <bool Knight>
void TravelSearch::spread(const core::Progress& progress)
{
    constexpr std::uint64_t kBetweenChecks = 1U << 16;
    const double open = static_cast<double>(std::max<std::uint64_t>(1, m_surface.open()));
    std::uint64_t done = 0;
    while (const std::uint32_t cell = m_queue.pop()) {
        std::uint64_t& word = m_waiting[cell / 64];
        const std::uint64_t bit = 1ULL << (cell % 64);
        if ((word & bit) == 0)
            continue; // a better offer was taken already
        const std::uint32_t cost = m_times.m_cost[cell] - 1U;
        if (!m_queue.isDue(cost)) {
            m_queue.push(cell, cost);
            continue;
        }
        word &= ~bit;
        relax<Knight>(cell, cost);
        if (++done % kBetweenChecks == 0)
            progress.step(std::min(1.0, static_cast<double>(done) / open), "travel times");
    }
}

TravelTimes travelTimes(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources, const TravelOptions& options, const core::Progress& progress)
{
    if (options.slope != SlopeLaw::None && !surface->hasElevation())
        throw core::Error{core::ErrorCode::InvalidInput, "a law of slope needs elevation"};
    progress.check();
    TravelSearch search{std::move(surface), std::move(sources), options};
    return search.run(progress);
}

std::optional<double> TravelTimes::seconds(Cell cell) const
{
    const std::uint32_t stored = m_surface->contains(cell) ? m_cost[m_surface->indexOf(cell)] : 0;
    return stored == 0 ? std::nullopt : std::optional{static_cast<double>(stored - 1U) * m_unit};
}

std::uint64_t TravelTimes::reached() const
{
    const auto* cells = m_cost.get();
    return static_cast<std::uint64_t>(std::count_if(cells, cells + m_surface->halves().size(), [](std::uint32_t stored) { return stored != 0; }));
}

void TravelTimes::row(std::uint32_t row, std::span<float> into) const
{
    for (std::uint32_t col = 0; col < m_surface->cols(); ++col) {
        const std::uint32_t stored = m_cost[m_surface->indexOf({row, col})];
        into[col] = stored != 0 ? static_cast<float>(static_cast<double>(stored - 1U) * m_unit) : std::numeric_limits<float>::quiet_NaN();
    }
}

core::Grid<float> TravelTimes::grid() const
{
    core::Grid<float> grid{m_surface->rows(), m_surface->cols()};
    for (std::uint32_t at = 0; at < m_surface->rows(); ++at)
        row(at, std::span{grid.cells()}.subspan(std::size_t{at} * m_surface->cols(), m_surface->cols()));
    return grid;
}

} // namespace tutela::analysis
