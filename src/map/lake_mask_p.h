// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepared_p.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tutela::map {

/// Where lakes are, coarsely: a picture of small cells, so that asking of a name costs the same for a lake of a million corners.
class LakeMask {
public:
    explicit LakeMask(const PreparedMap::Impl& map) : m_cell(kCell * map.s)
    {
        if (map.lakes.empty())
            return;
        const QSizeF frame = map.view.size() / m_cell;
        m_water = QImage{static_cast<int>(std::ceil(frame.width())), static_cast<int>(std::ceil(frame.height())), QImage::Format_Grayscale8};
        m_water.fill(Qt::black);
        QPainter painter{&m_water};
        painter.scale(1.0 / m_cell, 1.0 / m_cell);
        for (const QPainterPath& lake : map.lakes)
            painter.fillPath(lake, Qt::white);
    }
    /// Whether so much of the box is water that its name is read as one in the lake.
    [[nodiscard]] bool holds(const QRectF& box) const
    {
        constexpr double kMostWater = 0.3; // of a name on the shore
        const QRectF cells{box.topLeft() / m_cell, box.size() / m_cell};
        const QRect inside = cells.toAlignedRect().intersected(m_water.rect());
        if (inside.isEmpty())
            return false;
        int wet = 0;
        for (int y = inside.top(); y <= inside.bottom(); ++y) {
            const uchar* row = m_water.constScanLine(y);
            wet += static_cast<int>(std::count_if(row + inside.left(), row + inside.right() + 1, [](uchar cell) { return cell != 0; }));
        }
        return wet > kMostWater * inside.width() * inside.height();
    }

private:
    static constexpr double kCell = 3.0; ///< style pixels
    double m_cell;
    QImage m_water; ///< null where there is no lake
};

} // namespace tutela::map
