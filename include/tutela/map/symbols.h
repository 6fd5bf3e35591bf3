// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/map/theme.h>

#include <QPainter>
#include <QPainterPath>

#include <optional>

/// Symbols shared by map, legend, tables and pages. All are paths in units of the painter, centred on `at`; a size is the
/// full width. Nothing here uses blend modes, so PDF shows the same.
namespace tutela::map {

/// Octagon with "!" (Critical), triangle, diamond, circle, dashed circle with "?" (not assessed).
void drawBand(QPainter& painter, QPointF at, double size, std::optional<core::Band> band, Theme theme);
/// Outline of that shape, for halos and hit tests.
[[nodiscard]] QPainterPath bandShape(QPointF at, double size, std::optional<core::Band> band);

/// A ring of arcs: a dashed pen would be cut differently at the edge of each tile.
void drawDashedRing(QPainter& painter, QPointF at, double radius, int dashes, const QPen& pen);

/// Rounded square with an arch: a base of the mission, filled; a base of the state's forces, hollow; one that a scenario tries, hollow
/// with a dashed edge.
enum class BaseOwner { Mission, StateForces, Tried };
void drawBase(QPainter& painter, QPointF at, double size, Theme theme, BaseOwner owner = BaseOwner::Mission);

/// A cross over what is closed: by a scenario, in the ink of a loss, or today, in that of text.
void drawClosed(QPainter& painter, QPointF at, double size, Theme theme, Token ink = Token::LossLine);

/// Two waves: the road goes through the water here.
void drawFord(QPainter& painter, QPointF at, double size, Theme theme);

/// How well a position is known (doctrine.md 2.0): point, ring around a point, hollow symbol at the middle of an area.
enum class PrecisionMark { Exact, Near, Area };
[[nodiscard]] PrecisionMark precisionMark(std::optional<core::PlacePrecision> precision);
void drawIncident(QPainter& painter, QPointF at, double size, PrecisionMark mark, Theme theme);

/// Circle with a count ("1 240" as given in `text`); hollow when only the areas of the incidents are known.
void drawCluster(QPainter& painter, QPointF at, double size, const QString& text, Theme theme, bool areas = false);
/// Diameter of a cluster of so many incidents, style pixels.
[[nodiscard]] double clusterSize(std::size_t count);

/// Arrow up, flat, down; a short dash for insufficient data. In the current text colour given.
void drawTrend(QPainter& painter, QPointF at, double size, core::Trend trend, const QColor& colour);

void drawNorthArrow(QPainter& painter, QPointF top, double size, Theme theme);

} // namespace tutela::map
