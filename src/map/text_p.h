// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/theme.h>

#include <QColor>
#include <QPainter>
#include <QPainterPath>
#include <QPointF>
#include <QSizeF>
#include <QString>

/// Text of the map: one layout on every device, at any fraction of a pixel.
namespace tutela::map::text {

struct Style {
    QString text;
    double pixels = 11.0;
    Weight weight = Weight::Regular;
    double tracking = 0.0; ///< share of the width added between letters: 0.14 = +14 %
    double halo = 0.0;     ///< width of the halo stroke; 0 = none
};

/// Advance width and height of a line (ascent + descent).
[[nodiscard]] QSizeF size(const Style& style);
/// Distance from the top of the line to its baseline.
[[nodiscard]] double ascent(const Style& style);
/// Outline of the letters with the baseline's left end at (0, 0).
[[nodiscard]] QPainterPath outline(const Style& style);
/// Paints with the top left of the line at `at`; the halo is a path below the text. In PDF the text
/// itself stays text; on pixels it is filled as its outline, the same in every tile.
void draw(QPainter& painter, QPointF at, const Style& style, const QColor& ink, const QColor& halo = {});
/// The same, centred on `at` (height of capitals).
void drawCentred(QPainter& painter, QPointF at, const Style& style, const QColor& ink, const QColor& halo = {});
/// Lines no wider than `width`, broken at spaces; a longer word ends in "…".
[[nodiscard]] QStringList wrapped(const Style& style, double width);
/// The text itself when it is no wider than `width`, else its beginning and "…".
[[nodiscard]] QString elided(const Style& style, double width);

} // namespace tutela::map::text
