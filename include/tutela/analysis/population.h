// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/grid.h>
#include <tutela/core/progress.h>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

/// People counted from a raster, by the time of response (doctrine.md 5.3; docs/methods/response.md).
namespace tutela::analysis {

/// People by cell, spread evenly over it. NaN, and less than 0, is a cell without a value: how many live there is not known.
struct PopulationRaster {
    core::Grid<float> people;
    core::GridFrame frame;
};

/// Brings many points, in place, from x and y of the raster to x and y of another frame; not finite where there is no such place.
using MapPoints = std::function<void(std::span<core::Vertex>)>;

/// The people of a raster on the cells of another frame: nobody is lost, nobody is counted twice.
struct PeopleOnCells {
    core::Grid<double> people;             ///< by cell of the other frame
    double all = 0.0;                      ///< sum of `people`
    double outside = 0.0;                  ///< people of the raster beyond the other frame
    std::uint64_t cells_without_value = 0; ///< of the raster, that meet the other frame
};

/// Each cell of the raster is a quadrilateral on the other frame, and its people go to the cells there by exact shares of its size.
/// Corners are computed every 16 cells and placed between them where that is right to five thousandths of a cell, else each.
/// @throws core::Cancelled
[[nodiscard]] PeopleOnCells peopleOnCells(const PopulationRaster& raster, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const MapPoints& toFrame,
                                          const core::Progress& progress = {});

/// People by minutes of response: one pass answers every number of minutes.
struct PeopleByMinute {
    static constexpr std::int64_t kLongest = 30 * 24 * 60; ///< minutes; who waits longer is in `later`

    std::vector<double> up_to;   ///< [m] = people with a response of at most m minutes; constant beyond its end
    double later = 0.0;          ///< reached, but only after more than 30 days
    double not_reached = 0.0;    ///< in cells to which nobody comes

    [[nodiscard]] double within(std::int64_t minutes) const;
    [[nodiscard]] double all() const { return within(kLongest) + later + not_reached; }
};

/// @param minutes  of response by cell, NaN where nobody comes; of the size of `people`
/// @throws core::Error{InvalidInput} when the sizes differ
[[nodiscard]] PeopleByMinute peopleByMinute(const core::Grid<double>& people, const core::Grid<float>& minutes);

} // namespace tutela::analysis
