// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <QPen>

/// Filling and stroking that give the same pixels wherever a tile is cut, and plain vector strokes on paper.
///
/// Qt draws thin and two-point strokes from where they enter the device, so a tile would show them a little differently.
/// Here a stroke on pixels is filled as its outline. Qt also cuts coordinates towards zero to 1/64 pixel, left of a tile
/// the other way; outlines are put on that grid first.
namespace tutela::map::ink {

/// True for an image or a window, false for paper.
[[nodiscard]] bool onPixels(const QPainter& painter);
void fill(QPainter& painter, const QPainterPath& path, const QColor& colour);
void stroke(QPainter& painter, const QPainterPath& path, const QPen& pen);

/// The filled shape of a stroke.
[[nodiscard]] QPainterPath outlineOf(const QPainterPath& path, const QPen& pen);
/// Moves every vertex to the grid of 1/64 device pixel; `ratio` = device pixels per unit of the path.
[[nodiscard]] QPainterPath onGrid(QPainterPath path, double ratio);

} // namespace tutela::map::ink
