// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/grid.h>

#include <cstdint>
#include <functional>
#include <vector>

/// Sums of raster cells inside of areas: each cell counts by the share of it that lies inside (docs/methods/response.md).
namespace tutela::analysis {

/// The cells of a raster that one area covers.
struct AreaCells {
    /// Cells that lie whole in the area: columns from `from` to before `to`.
    struct Run {
        std::uint32_t row = 0, from = 0, to = 0;
        bool operator==(const Run&) const = default;
    };
    /// A cell on the border. `share` of it lies inside, above 0 and below 1.
    struct Part {
        std::uint32_t row = 0, col = 0;
        double share = 0.0;
        bool operator==(const Part&) const = default;
    };
    std::vector<Run> whole;   ///< by row and column
    std::vector<Part> parts;  ///< by row and column
    double on_raster = 0.0;   ///< size of the area on the raster, in cells
    double all = 0.0;         ///< size of the area, in cells, on the raster or not
};

/// From the coordinates of an area to x and y of the frame; not finite where there is no such place.
using ToFrame = std::function<core::Vertex(core::Vertex)>;

/// Exact for straight borders in the system of the frame, to 1e-9 of a cell. With `toFrame` borders are straight in the area's own system,
/// and are followed to a thousandth of a cell.
/// @param area  polygons that do not overlap each other; holes are taken off
/// @throws core::Error{InvalidInput} when a vertex cannot be brought into the system of the frame
[[nodiscard]] AreaCells cellsOf(const core::Geometry& area, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const ToFrame& toFrame = {});

struct AreaSum {
    double sum = 0.0;                 ///< of value times share
    double cells = 0.0;               ///< that hold a value, parts as parts
    double cells_without_value = 0.0; ///< NaN in the raster: in no sum
};

/// Sum of the values inside. @param values  of the size that `area` was made for; NaN = no value
[[nodiscard]] AreaSum sumOver(const core::Grid<float>& values, const AreaCells& area);

} // namespace tutela::analysis
