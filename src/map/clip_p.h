// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QPolygonF>
#include <QRectF>

#include <vector>

/// Geometric clipping to an upright rectangle: what leaves the frame is not in the output at all.
namespace tutela::map {

/// The part of a ring inside the frame (Sutherland-Hodgman): closed, empty when nothing is left. Parts of a concave ring
/// stay joined along the frame, which fills the same pixels; never stroke the result.
[[nodiscard]] QPolygonF clippedRing(const QPolygonF& ring, const QRectF& frame);

/// The pieces of a line inside the frame (Liang-Barsky), in order; vertices that are not finite break the line.
[[nodiscard]] std::vector<QPolygonF> clippedLine(const QPolygonF& line, const QRectF& frame);

/// Drops vertices nearer than `tolerance` to the last kept one; first and last stay.
[[nodiscard]] QPolygonF thinned(const QPolygonF& line, double tolerance);

/// Lines at 45 degrees, `spacing` apart (measured across), inside the rings by the even-odd rule. Anchored at `anchor`, so
/// that neighbours and tiles continue one another.
[[nodiscard]] std::vector<QLineF> hatchLines(const std::vector<QPolygonF>& rings, double spacing, QPointF anchor);

/// Points along a line at equal distances of about `apart`: the middle of a short line, and the same ones wherever the view is moved.
[[nodiscard]] std::vector<QPointF> pointsAlong(const QPolygonF& line, double apart);

} // namespace tutela::map
