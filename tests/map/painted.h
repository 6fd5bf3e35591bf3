// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/painter.h>

#include <QImage>
#include <QPainter>

namespace tutela::test {

/// The whole of a prepared map, in the pixels of its view.
inline QImage whole(const map::PreparedMap& prepared)
{
    QImage image((prepared.view().size() * prepared.view().ratio()).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(prepared.view().ratio(), prepared.view().ratio());
    map::paintMap(painter, prepared);
    return image;
}

/// True when two boxes share more than an edge.
inline bool overlap(const QRectF& a, const QRectF& b)
{
    return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
}

} // namespace tutela::test
