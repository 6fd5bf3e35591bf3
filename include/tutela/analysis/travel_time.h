// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/friction_surface.h>
#include <tutela/core/progress.h>

#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

namespace tutela::analysis {

enum class Neighbours { Eight, Sixteen };

/// How slope changes the time of a step.
enum class SlopeLaw {
    None,   ///< mean friction of the cells times distance
    Tobler, ///< that, times v(0) / v(s) of Tobler's hiking function v(s) = 6 exp(-3.5 |s + 0.05|) km/h (Tobler 1993)
    RWalk,  ///< that, plus the walking time of r.walk: 0.72 s/m, 6 s per metre climbed, 1.9998 s less per metre of gentle descent and
            ///< 1.9998 s more where it is steeper than 21.25 % (Aitken 1977, Langmuir 1984; defaults of GRASS 8.2)
};

/// Which way the traveller goes.
enum class TravelDirection { FromSources, ToSources };

struct TravelOptions {
    Neighbours neighbours = Neighbours::Eight;
    SlopeLaw slope = SlopeLaw::None;
    TravelDirection direction = TravelDirection::FromSources;
    std::optional<double> limitSeconds; ///< cells beyond are not reached
};

/// Where travel starts, and what has passed already there (mobilisation, for one).
struct TravelSource {
    Cell cell;
    double delaySeconds = 0.0;
};

/// Shortest times from or to the nearest source, cell by cell. Exact on the graph of the raster's cells: a step to one of the four
/// nearest or four diagonal cells costs the mean friction of both times the distance, a knight's move the mean of the four cells that
/// it touches, as in r.cost of GRASS 8.2; a knight's move over a barrier is not made.
class TravelTimes {
public:
    /// Seconds; empty where no source reaches the cell within the limit, or it is a barrier.
    [[nodiscard]] std::optional<double> seconds(Cell cell) const;
    /// Index of the source that the time is of; of equal ones the one that the canonical route leads to.
    [[nodiscard]] std::optional<std::size_t> sourceOf(Cell cell) const;
    /// From the cell to its source, both included; empty where not reached. Of equal ways the one whose first step comes first in the
    /// order east, west, south, north, then the diagonals, then knight's moves.
    [[nodiscard]] std::vector<Cell> route(Cell cell) const;
    /// Seconds for all cells, NaN where not reached.
    [[nodiscard]] core::Grid<float> grid(const core::Progress& progress = {}) const;
    /// The same for one row; `into` has a place for each column. Whoever writes row by row needs no second copy of the times.
    void row(std::uint32_t row, std::span<float> into) const;
    /// sourceOf() for all cells, NaN where not reached.
    [[nodiscard]] core::Grid<float> allocation(const core::Progress& progress = {}) const;
    /// Cells with a time.
    [[nodiscard]] std::uint64_t reached() const;
    /// Sources that lie outside of the raster or on a barrier: they start nothing.
    [[nodiscard]] const std::vector<std::size_t>& skipped() const { return m_skipped; }

private:
    friend class TravelSearch;
    friend class TravelRepair;
    TravelTimes() = default;
    struct Free {
        std::pmr::memory_resource* pages;
        std::size_t bytes;
        void operator()(std::uint32_t* cells) const noexcept;
    };

    std::shared_ptr<const FrictionSurface> m_surface;
    TravelOptions m_options;
    std::vector<TravelSource> m_sources;
    std::vector<std::size_t> m_skipped;
    std::unique_ptr<std::uint32_t[], Free> m_cost; ///< units + 1, 0 = not reached: fresh pages need no filling
    double m_unit = 1.0;
};

/// @throws core::Error{InvalidInput} without sources, with a delay or limit below zero, or with a law of slope and no elevation;
///         core::Cancelled within 100 ms of Stop.
[[nodiscard]] TravelTimes travelTimes(std::shared_ptr<const FrictionSurface> surface, std::vector<TravelSource> sources,
                                      const TravelOptions& options = {}, const core::Progress& progress = {});

/// What is different since the times were computed.
struct TravelEdits {
    std::vector<Cell> friction; ///< cells whose friction was set anew on the surface of the times: cheaper, dearer, barred or opened
    std::optional<std::vector<TravelSource>> sources; ///< all sources from now on; empty = those of before
};

/// What if a road is built or cut, or a base opened or closed: brings times up to date by searching again only where they change.
/// Times, routes and sources are then exactly those of a full run over the surface as it is now. Call FrictionSurface::setFriction()
/// first for all of `edits.friction`, then this for each TravelTimes on that surface; to undo, set the old friction and call it again.
/// @returns the cells whose time is not that of before, those included that are reached now or no longer, in no order
/// @throws core::Error{InvalidInput} for no sources or a delay below zero, core::Error{Limit} for times too long to be counted,
///         core::Cancelled within 100 ms of Stop; the times are then still those of before the edits.
std::vector<Cell> repairTravelTimes(TravelTimes& times, const TravelEdits& edits, const core::Progress& progress = {});

} // namespace tutela::analysis
