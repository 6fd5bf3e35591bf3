// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "water_lines_p.h"

#include <algorithm>
#include <cmath>

namespace tutela::analysis {

using core::Vertex;

namespace {

/// Above 0 when c lies left of the way from a to b, 0 on it.
double side(Vertex a, Vertex b, Vertex c) { return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x); }

bool withinBox(Vertex a, Vertex b, Vertex c)
{
    return c.x >= std::min(a.x, b.x) && c.x <= std::max(a.x, b.x) && c.y >= std::min(a.y, b.y) && c.y <= std::max(a.y, b.y);
}

bool meet(Vertex a, Vertex b, Vertex c, Vertex d)
{
    const double sideC = side(a, b, c), sideD = side(a, b, d), sideA = side(c, d, a), sideB = side(c, d, b);
    if (((sideC > 0) != (sideD > 0)) && ((sideA > 0) != (sideB > 0)) && sideC != 0 && sideD != 0 && sideA != 0 && sideB != 0)
        return true;
    return (sideC == 0 && withinBox(a, b, c)) || (sideD == 0 && withinBox(a, b, d)) || (sideA == 0 && withinBox(c, d, a)) || (sideB == 0 && withinBox(c, d, b));
}

/// Number of the square along one axis.
std::int64_t squareOf(double at) { return static_cast<std::int64_t>(std::floor(at + 0.5)); }

} // namespace

void WaterLines::add(Vertex from, Vertex to)
{
    if (!std::isfinite(from.x + from.y + to.x + to.y))
        return;
    const double margin = 1.0;
    if (std::max(from.x, to.x) < -margin || std::max(from.y, to.y) < -margin || std::min(from.x, to.x) > static_cast<double>(m_cols) || std::min(from.y, to.y) > static_cast<double>(m_rows))
        return;
    const auto pieces = static_cast<std::size_t>(std::max(1.0, std::ceil(std::hypot(to.x - from.x, to.y - from.y))));
    Vertex last = from;
    for (std::size_t i = 1; i <= pieces; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(pieces);
        const Vertex next = i == pieces ? to : Vertex{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
        m_pieces.push_back({last, next});
        last = next;
    }
}

template <class Visit>
void WaterLines::squaresOf(const Piece& piece, Visit&& visit) const
{
    // One more on each side than the box needs: a line along the border of squares belongs to both.
    constexpr double kTouch = 1e-9;
    const auto first = [](double a, double b, std::size_t count) { return static_cast<std::size_t>(std::clamp<std::int64_t>(squareOf(std::min(a, b) - kTouch), 0, static_cast<std::int64_t>(count))); };
    const auto last = [](double a, double b, std::size_t count) { return static_cast<std::size_t>(std::clamp<std::int64_t>(squareOf(std::max(a, b) + kTouch) + 1, 0, static_cast<std::int64_t>(count))); };
    for (std::size_t row = first(piece.from.y, piece.to.y, m_rows); row < last(piece.from.y, piece.to.y, m_rows); ++row)
        for (std::size_t col = first(piece.from.x, piece.to.x, m_cols); col < last(piece.from.x, piece.to.x, m_cols); ++col)
            visit(row * m_cols + col);
}

void WaterLines::index()
{
    m_first.assign(m_rows * m_cols + 1, 0);
    for (const Piece& piece : m_pieces)
        squaresOf(piece, [&](std::size_t square) { ++m_first[square + 1]; });
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_inSquare.resize(m_first.back());
    auto next = m_first;
    for (std::uint32_t i = 0; i < m_pieces.size(); ++i)
        squaresOf(m_pieces[i], [&](std::size_t square) { m_inSquare[next[square]++] = i; });
}

bool WaterLines::meets(Vertex a, Vertex b) const
{
    bool found = false;
    squaresOf({a, b}, [&](std::size_t square) {
        for (std::uint32_t i = m_first[square]; !found && i < m_first[square + 1]; ++i)
            found = meet(a, b, m_pieces[m_inSquare[i]].from, m_pieces[m_inSquare[i]].to);
    });
    return found;
}

} // namespace tutela::analysis
