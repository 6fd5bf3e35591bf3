// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

/// How much of each cell a polygon covers, edge by edge. Coordinates count cells: x to the east from the west border of the raster, y to
/// the south from its north border.
///
/// Every edge tells each cell that it passes through how far it goes down there ("down"), and how large the part of the cell is that lies
/// between it and the east side of the cell ("right", signed as down). The covered share of a cell is the sum of "right" in it and of
/// "down" in all cells west of it in the row: what lies east of an edge that goes down is inside until an edge that goes up.
namespace tutela::analysis {

namespace detail {

/// A piece of an edge inside one row, from west to east.
template <class Sink>
void addPiece(std::size_t row, double west, double east, double down, std::size_t cols, Sink&& sink)
{
    const auto width = static_cast<double>(cols);
    if (west >= width)
        return;
    if (east <= 0.0) { // the whole row lies east of it
        sink(row, std::size_t{0}, down, down);
        return;
    }
    const double perColumn = east > west ? down / (east - west) : 0.0;
    if (west < 0.0)
        sink(row, std::size_t{0}, -west * perColumn, -west * perColumn);
    const auto first = static_cast<std::size_t>(std::max(west, 0.0));
    const auto last = static_cast<std::size_t>(std::max(std::ceil(std::min(east, width)) - 1.0, static_cast<double>(first)));
    for (std::size_t col = first; col <= last; ++col) {
        const auto side = static_cast<double>(col);
        const double from = std::max(west, side), to = std::min(east, side + 1.0);
        const double here = first == last && west >= 0.0 && east <= width ? down : (to - from) * perColumn;
        sink(row, col, here, here * (1.0 - ((from + to) / 2.0 - side)));
    }
}

} // namespace detail

/// @param sink  called with row, column, down and right
template <class Sink>
void addEdge(core::Vertex a, core::Vertex b, std::size_t rows, std::size_t cols, Sink&& sink)
{
    if (a.y == b.y)
        return;
    const double sign = a.y < b.y ? 1.0 : -1.0;
    if (a.y > b.y)
        std::swap(a, b);
    const double top = std::max(a.y, 0.0), bottom = std::min(b.y, static_cast<double>(rows));
    if (top >= bottom)
        return;
    const double slope = (b.x - a.x) / (b.y - a.y);
    const auto xAt = [&](double y) { return y == a.y ? a.x : y == b.y ? b.x : a.x + slope * (y - a.y); };
    double y = top, x = xAt(top);
    for (auto row = static_cast<std::size_t>(top); y < bottom; ++row) {
        const double nextY = std::min(bottom, static_cast<double>(row + 1)), nextX = xAt(nextY);
        detail::addPiece(row, std::min(x, nextX), std::max(x, nextX), sign * (nextY - y), cols, sink);
        y = nextY;
        x = nextX;
    }
}

/// Twice the area, above 0 when the ring goes down in the west: then what addEdge tells is covered counts above 0.
[[nodiscard]] inline double twiceArea(std::span<const core::Vertex> ring)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const core::Vertex a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1], o = ring[0];
        sum += (b.x - o.x) * (a.y - o.y) - (a.x - o.x) * (b.y - o.y);
    }
    return sum;
}

} // namespace tutela::analysis
