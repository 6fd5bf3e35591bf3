// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <cstdint>
#include <vector>

namespace tutela::analysis {

/// Lines that nobody crosses off the roads, in coordinates of the grid: the middle of the cell in row r and column c is at (c, r).
class WaterLines {
public:
    WaterLines(std::size_t rows, std::size_t cols) : m_rows(rows), m_cols(cols) {}

    /// Before index().
    void add(core::Vertex from, core::Vertex to);
    void index();
    /// True when the way from a to b meets a line; touching counts, so that nobody slips through where two pieces meet.
    [[nodiscard]] bool meets(core::Vertex a, core::Vertex b) const;
    /// True when a line passes through the square around the cell.
    [[nodiscard]] bool isNear(std::size_t row, std::size_t col) const { return m_first[row * m_cols + col] != m_first[row * m_cols + col + 1]; }

private:
    struct Piece {
        core::Vertex from, to;
    };
    template <class Visit>
    void squaresOf(const Piece& piece, Visit&& visit) const;

    std::size_t m_rows, m_cols;
    std::vector<Piece> m_pieces;            ///< none longer than a cell
    std::vector<std::uint32_t> m_first, m_inSquare; ///< numbers of the pieces by the square that they pass through
};

} // namespace tutela::analysis
