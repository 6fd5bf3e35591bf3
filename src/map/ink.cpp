// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ink_p.h"

#include <QPaintEngine>
#include <QPainterPathStroker>

#include <cmath>

namespace tutela::map::ink {

bool onPixels(const QPainter& painter)
{
    return painter.paintEngine() != nullptr && painter.paintEngine()->type() == QPaintEngine::Raster;
}

QPainterPath outlineOf(const QPainterPath& path, const QPen& pen)
{
    QPainterPathStroker stroker{pen};
    stroker.setCurveThreshold(0.1);
    return stroker.createStroke(path);
}

QPainterPath onGrid(QPainterPath path, double ratio)
{
    const double grid = 64.0 * ratio;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element at = path.elementAt(i);
        path.setElementPositionAt(i, std::round(at.x * grid) / grid, std::round(at.y * grid) / grid);
    }
    return path;
}

void fill(QPainter& painter, const QPainterPath& path, const QColor& colour)
{
    if (onPixels(painter))
        painter.fillPath(onGrid(path, painter.worldTransform().m11()), colour);
    else
        painter.fillPath(path, colour);
}

void stroke(QPainter& painter, const QPainterPath& path, const QPen& pen)
{
    if (onPixels(painter))
        fill(painter, outlineOf(path, pen), pen.color());
    else
        painter.strokePath(path, pen);
}

} // namespace tutela::map::ink
