// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette_p.h"

#include <tutela/core/enums.h>

#include <QPointF>

#include <optional>

class QPainter;

/// Small symbols of tables and cards, drawn as paths: a shape for each band, an arrow for each trend. Never alone: a word
/// stands beside each.
namespace tutela::report {

enum class Mark { None, Critical, High, Moderate, Low, NotAssessed, Up, Level, Down, NoTrend };

[[nodiscard]] Mark markOf(std::optional<core::Band> band);
[[nodiscard]] Mark markOf(core::Trend trend);
/// Width that a mark takes in front of its text, gap included, in points.
[[nodiscard]] double markAdvance(Mark mark);
/// Colour of the trend's word.
[[nodiscard]] QColor trendColor(core::Trend trend);
/// Paints the mark centred at a point; `size` is the height of a band symbol.
void paintMark(QPainter& painter, Mark mark, QPointF centre, double size, const QColor& arrow = palette::kText2);

} // namespace tutela::report
