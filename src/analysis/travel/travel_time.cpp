// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "travel_search_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <limits>

namespace tutela::analysis {

void TravelTimes::Free::operator()(std::uint32_t* cells) const noexcept { pages->deallocate(cells, bytes); }

void TravelSearch::check(const FrictionSurface& surface, const std::vector<TravelSource>& sources, const TravelOptions& options)
{
    if (options.slope != SlopeLaw::None && !surface.hasElevation())
        throw core::Error{core::ErrorCode::InvalidInput, "a law of slope needs elevation"};
    if (sources.empty())
        throw core::Error{core::ErrorCode::InvalidInput, "there is no source to travel from"};
    for (const auto& source : sources)
        if (!(source.delaySeconds >= 0.0))
            throw core::Error{core::ErrorCode::InvalidInput, "the delay of a source is below zero or no number"};
    if (options.limitSeconds && !(*options.limitSeconds >= 0.0))
        throw core::Error{core::ErrorCode::InvalidInput, "the time limit is below zero or no number"};
}

TravelTimes TravelSearch::run(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources, const TravelOptions& options, const core::Progress& progress)
{
    check(*surface, sources, options);
    progress.check();
    TravelTimes times;
    const std::size_t bytes = surface->halves().size() * sizeof(std::uint32_t);
    auto* pages = zeroedPages(options.limitSeconds ? PageSize::Small : PageSize::Large);
    times.m_cost = {static_cast<std::uint32_t*>(pages->allocate(bytes)), TravelTimes::Free{pages, bytes}};
    times.m_surface = std::move(surface);
    times.m_options = options;
    times.m_sources = std::move(sources);
    times.m_unit = times.m_surface->unit();
    Wave wave{*times.m_surface, options, times.m_cost.get()};
    times.m_skipped = start(*times.m_surface, times.m_sources, wave);
    wave.spread(progress);
    return times;
}

std::vector<std::size_t> TravelSearch::start(const FrictionSurface& surface, const std::vector<TravelSource>& sources, Wave& wave)
{
    std::vector<std::size_t> skipped;
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (!surface.contains(sources[i].cell) || surface.isBarrier(sources[i].cell))
            skipped.push_back(i);
        else
            wave.offer(surface.indexOf(sources[i].cell), Wave::unitsOf(sources[i].delaySeconds, surface.unit()));
    return skipped;
}

TravelTimes travelTimes(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources, const TravelOptions& options, const core::Progress& progress)
{
    return TravelSearch::run(std::move(surface), std::move(sources), options, progress);
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
    float* to = into.data();
    for (std::uint32_t col = 0, count = 0; col < m_surface->cols(); col += count, to += count) {
        const std::uint32_t* from = m_cost.get() + m_surface->indexOf({row, col});
        count = m_surface->together(col);
        std::transform(from, from + count, to, [unit = m_unit](std::uint32_t stored) {
            return stored != 0 ? static_cast<float>(static_cast<double>(stored - 1U) * unit) : std::numeric_limits<float>::quiet_NaN();
        });
    }
}

core::Grid<float> TravelTimes::grid(const core::Progress& progress) const
{
    core::Grid<float> grid{m_surface->rows(), m_surface->cols()};
    for (std::uint32_t at = 0; at < m_surface->rows(); ++at) {
        progress.check();
        row(at, std::span{grid.cells()}.subspan(std::size_t{at} * m_surface->cols(), m_surface->cols()));
    }
    return grid;
}

} // namespace tutela::analysis
