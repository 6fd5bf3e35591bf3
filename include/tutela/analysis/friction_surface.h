// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/grid.h>
#include <tutela/core/progress.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <vector>

namespace tutela::analysis {

/// A cell of a raster, row 0 = north.
struct Cell {
    std::uint32_t row = 0;
    std::uint32_t col = 0;
    auto operator<=>(const Cell&) const = default;
};

/// What it costs to cross each cell, laid out for the search: square tiles of 32 by 32 cells, whole numbers in place of seconds.
///
/// A cell costs `friction` seconds per metre; NaN, infinity, zero and negative values are barriers. Times are counted in a unit that is
/// chosen so that the cheapest half cell is some thousand units: the rounding of a link stays below 0.02 % of it, and results are
/// equal on every machine.
class FrictionSurface {
public:
    /// @param friction  s/m, row 0 = north; taken over so that its memory is free before the search
    /// @param cellX,cellY  size of a cell in metres
    /// @param elevation  metres, empty or of the size of `friction`; where it is NaN the cell is a barrier for laws of slope only
    /// @throws core::Error{InvalidInput} for sizes that differ, cells of no size, or more than 2^31 cells; core::Cancelled within some
    ///         20 ms of Stop.
    FrictionSurface(core::Grid<float> friction, double cellX, double cellY, core::Grid<float> elevation = {}, const core::Progress& progress = {});

    [[nodiscard]] std::uint32_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::uint32_t cols() const noexcept { return m_cols; }
    [[nodiscard]] double cellX() const noexcept { return m_cellX; }
    [[nodiscard]] double cellY() const noexcept { return m_cellY; }
    [[nodiscard]] bool hasElevation() const noexcept { return !m_elevation.empty(); }
    [[nodiscard]] bool contains(Cell cell) const noexcept { return cell.row < m_rows && cell.col < m_cols; }
    [[nodiscard]] bool isBarrier(Cell cell) const noexcept { return m_halves[indexOf(cell)] == 0; }
    /// Cells that are no barriers.
    [[nodiscard]] std::uint64_t open() const noexcept { return m_open; }
    /// Replaces the friction of one cell; what is no longer than a hundredth of the cheapest cell of before is rounded coarsely.
    void setFriction(Cell cell, float secondsPerMetre);

    /// Seconds of one unit of cost.
    [[nodiscard]] double unit() const noexcept { return m_unit; }
    /// Time to cross half a cell from west to east in units, 0 = barrier; in the order of indexOf().
    [[nodiscard]] const std::pmr::vector<std::uint32_t>& halves() const noexcept { return m_halves; }
    [[nodiscard]] const std::pmr::vector<float>& elevation() const noexcept { return m_elevation; }
    /// The cheapest tenth of the open cells costs no more than this (units for half a cell).
    [[nodiscard]] std::uint32_t cheap() const noexcept { return m_cheap; }

    static constexpr std::uint32_t kTile = 32;  ///< cells on a side: a tile of costs fills a page of memory
    static constexpr std::uint32_t kMargin = 2; ///< barrier cells around the raster: the search never asks where it ends
    [[nodiscard]] std::uint32_t tilesAcross() const noexcept { return m_tilesAcross; }
    [[nodiscard]] std::uint32_t indexOf(Cell cell) const noexcept
    {
        const std::uint32_t row = cell.row + kMargin, col = cell.col + kMargin;
        return ((row / kTile) * m_tilesAcross + col / kTile) * (kTile * kTile) + (row % kTile) * kTile + col % kTile;
    }
    [[nodiscard]] Cell cellOf(std::uint32_t index) const noexcept
    {
        const std::uint32_t tile = index / (kTile * kTile), inner = index % (kTile * kTile);
        return {(tile / m_tilesAcross) * kTile + inner / kTile - kMargin, (tile % m_tilesAcross) * kTile + inner % kTile - kMargin};
    }

    /// Columns from `col` on that lie beside each other in the order of indexOf().
    [[nodiscard]] std::uint32_t together(std::uint32_t col) const noexcept { return std::min(m_cols - col, kTile - (col + kMargin) % kTile); }

private:
    [[nodiscard]] std::uint32_t halfOf(float secondsPerMetre) const noexcept;

    std::uint32_t m_rows = 0, m_cols = 0, m_tilesAcross = 0, m_cheap = 1;
    double m_cellX = 1.0, m_cellY = 1.0, m_unit = 1.0;
    std::uint64_t m_open = 0;
    std::pmr::vector<std::uint32_t> m_halves;
    std::pmr::vector<float> m_elevation;
};

} // namespace tutela::analysis
