// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_p.h"

#include <tutela/map/legend.h>
#include <tutela/map/reach_cover.h>
#include <tutela/map/view.h>
#include <tutela/report/model.h>

#include <QSizeF>

#include <functional>
#include <memory>
#include <vector>

/// The model's map on a page: vectors of the map room over one relief image.
namespace tutela::report {

/// Size of the map on its page, and the free margin around what it shows, points.
[[nodiscard]] inline QSizeF mapPageSize() { return {sheet::kTextWidth, 388.0}; }
inline constexpr double kMapMargin = 14.0;

enum class MapSize { Full, Small };

/// What a map shows over the model's own figure.
struct MapExtras {
    std::shared_ptr<const map::ReachCover> reach;              ///< bands of response and gaps; null = none
    std::vector<core::Geometry> tracks;                        ///< of patrols
    std::function<void(QPainter&, const map::View&)> over{};   ///< painted last, in points from the corner of the map
};

/// Puts the map with its frame; Full carries scale bar, north arrow and degree ticks. Returns what it shows, for the
/// legend strip; `paint` false only keeps the place (first pass of the layout). Empty when the model has nothing to draw (a sentence is printed in the frame instead).
map::Legend putMap(Document& document, const ReportModel& model, QPointF at, QSizeF size, MapSize kind, bool paint, const MapExtras& extras = {});

} // namespace tutela::report
