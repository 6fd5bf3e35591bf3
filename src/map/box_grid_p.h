// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <algorithm>
#include <vector>

namespace tutela::map {

/// Boxes in a frame, found by overlap. Boxes that only touch do not meet.
class BoxGrid {
public:
    BoxGrid(const QRectF& frame, double cell)
        : m_frame(frame), m_cell(cell), m_cols(static_cast<int>(frame.width() / cell) + 1),
          m_rows(static_cast<int>(frame.height() / cell) + 1), m_cells(static_cast<std::size_t>(m_cols) * static_cast<std::size_t>(m_rows))
    {
    }
    void add(const QRectF& box)
    {
        each(box, [this, &box](std::size_t cell) {
            m_cells[cell].push_back(box);
            return false;
        });
    }
    [[nodiscard]] bool meets(const QRectF& box) const
    {
        return any(box, [&box](const QRectF& other) {
            return box.left() < other.right() && other.left() < box.right() && box.top() < other.bottom() && other.top() < box.bottom();
        });
    }
    /// True when `test` says so of a box that lies in the cells of `around`: of each that meets it, and of some others.
    template <class Test>
    [[nodiscard]] bool any(const QRectF& around, Test test) const
    {
        return each(around, [this, &test](std::size_t cell) { return std::any_of(m_cells[cell].begin(), m_cells[cell].end(), test); });
    }

private:
    /// Calls with each cell that the box lies in until a call says true.
    template <class F>
    bool each(const QRectF& box, F&& f) const
    {
        const auto cut = [this](double v, int most) { return std::clamp(static_cast<int>(v / m_cell), 0, most - 1); };
        const int right = cut(box.right() - m_frame.left(), m_cols);
        const int bottom = cut(box.bottom() - m_frame.top(), m_rows);
        for (int row = cut(box.top() - m_frame.top(), m_rows); row <= bottom; ++row)
            for (int col = cut(box.left() - m_frame.left(), m_cols); col <= right; ++col)
                if (f(static_cast<std::size_t>(row) * static_cast<std::size_t>(m_cols) + static_cast<std::size_t>(col)))
                    return true;
        return false;
    }
    QRectF m_frame;
    double m_cell;
    int m_cols, m_rows;
    std::vector<std::vector<QRectF>> m_cells;
};

} // namespace tutela::map
