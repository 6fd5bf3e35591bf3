// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layout.h"

#include <tutela/core/grid.h>
#include <tutela/core/places.h>
#include <tutela/core/forces.h>

#include <optional>

namespace tutela::demo {

inline constexpr std::uint8_t kNoSector = 255;

/// A cell of the demo's rasters.
struct Cell {
    std::size_t row = 0, col = 0;
    [[nodiscard]] std::size_t index() const { return row * kCols + col; }
    static Cell of(std::size_t index) { return {index / kCols, index % kCols}; }
    bool operator==(const Cell&) const = default;
};
[[nodiscard]] core::Vertex centreOf(Cell cell);
[[nodiscard]] Cell cellAt(core::Vertex at);

/// Relief and water of the country, cell by cell.
struct Terrain {
    core::Grid<double> elevation;            ///< metres; never rises along `receiver`
    std::vector<std::size_t> receiver;       ///< where the water of a cell flows; itself at the lake and the raster's edge
    std::vector<std::size_t> downhill;       ///< all cells, lowest first: receivers before their givers
    std::vector<double> drained;             ///< cells whose water passes, itself included
    core::Grid<std::uint8_t> sector;         ///< kNoSector outside the country
    core::Grid<std::uint8_t> lake;           ///< 1 in the lake
    core::Grid<std::uint8_t> river;          ///< Strahler order of the river in the cell, 0 none
    [[nodiscard]] bool inCountry(std::size_t index) const { return sector.cells()[index] != kNoSector; }
    /// Rise over run to the steepest neighbour.
    [[nodiscard]] double slope(Cell cell) const;
};
/// Raises the land by ridged noise and lets rivers cut it (implicit stream-power erosion on the drainage tree).
[[nodiscard]] Terrain terrainOf(std::uint64_t seed, const Outline& outline);

/// One river from its source to the lake, the border or a larger river; vertices run downstream.
struct River {
    std::string name;
    std::vector<std::size_t> cells;
    std::vector<std::uint8_t> orders; ///< Strahler order at each cell
};
/// Marks river cells and their order in the terrain. Largest river first.
[[nodiscard]] std::vector<River> riversOf(Terrain& terrain, std::uint64_t seed);
/// Smooth line through cell centres; both ends stay where they are.
[[nodiscard]] std::vector<core::Vertex> smoothed(std::vector<core::Vertex> through);

} // namespace tutela::demo
