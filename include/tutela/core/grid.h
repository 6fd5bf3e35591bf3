// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <vector>

namespace tutela::core {

/// A raster in memory: rows x cols, row 0 = north, row-major. Owns its cells.
template <class T>
class Grid {
public:
    Grid() = default;
    Grid(std::size_t rows, std::size_t cols, T fill = {}) : m_rows(rows), m_cols(cols), m_cells(rows * cols, fill) {}

    [[nodiscard]] std::size_t rows() const noexcept { return m_rows; }
    [[nodiscard]] std::size_t cols() const noexcept { return m_cols; }
    [[nodiscard]] std::size_t size() const noexcept { return m_cells.size(); }
    [[nodiscard]] bool empty() const noexcept { return m_cells.empty(); }
    [[nodiscard]] T& at(std::size_t row, std::size_t col)
    {
        assert(row < m_rows && col < m_cols);
        return m_cells[row * m_cols + col];
    }
    [[nodiscard]] const T& at(std::size_t row, std::size_t col) const
    {
        assert(row < m_rows && col < m_cols);
        return m_cells[row * m_cols + col];
    }
    [[nodiscard]] std::vector<T>& cells() noexcept { return m_cells; }
    [[nodiscard]] const std::vector<T>& cells() const noexcept { return m_cells; }
    bool operator==(const Grid&) const = default;

private:
    std::size_t m_rows = 0;
    std::size_t m_cols = 0;
    std::vector<T> m_cells;
};

/// Where a north-up grid lies: outer corner of the north-west cell and cell sizes, in units of the projection named by
/// `crs` (an "EPSG:n" code or WKT); cellX and cellY are positive.
struct GridFrame {
    double west = 0.0;
    double north = 0.0;
    double cellX = 1.0;
    double cellY = 1.0;
    std::string crs;
    bool operator==(const GridFrame&) const = default;
};

} // namespace tutela::core
