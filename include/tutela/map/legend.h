// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/theme.h>

#include <QPainter>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace tutela::map {

/// What a legend line shows beside its text.
enum class LegendSymbol {
    Band, NotAssessed, Base, StateBase, IncidentExact, IncidentNear, IncidentArea, Cluster, ClusterArea, Density, Patrol, PatrolPlanned, RoadMain,
    RoadTrack, River, Lake, SectorLine, Outline, Influence, ThreatArea, Relief, Raster, Vector, PlaceSize, Reach, Gap, Gain, Loss, TriedBase,
    ClosedBase, ClosedRoad, RoadClosedToday, Ford, VisitOverdue, RoadLink, Chosen, Way, None
};

struct LegendEntry {
    LegendSymbol symbol = LegendSymbol::None;
    QString text;
    std::optional<core::Band> band; ///< for Band
    double size = 0.0;              ///< for PlaceSize: symbol width, style pixels; for Reach: hours
    bool operator==(const LegendEntry&) const = default;
};

/// A titled group; the title carries the unit.
struct LegendGroup {
    QString title;
    std::vector<LegendEntry> entries;
    bool operator==(const LegendGroup&) const = default;
};

/// What a map shows, in words and symbols. A page that prints its own strip takes it from here.
struct Legend {
    std::vector<LegendGroup> groups;
    std::vector<QString> notes; ///< "Incidents: 412 083, drawn as an image at 200 dpi."
    bool operator==(const Legend&) const = default;
    [[nodiscard]] bool empty() const noexcept { return groups.empty() && notes.empty(); }
    [[nodiscard]] bool has(LegendSymbol symbol) const;
};

/// Paints the sample of one entry, centred on `at`; `scale` = units per style pixel.
void drawLegendSymbol(QPainter& painter, QPointF at, const LegendEntry& entry, Theme theme, double scale = 1.0);

/// Size of the boxed legend, units; up to three columns of entries where they fit.
[[nodiscard]] QSizeF legendSize(const Legend& legend, double scale);
/// Paints it on a card with its top left corner at `at`.
void drawLegend(QPainter& painter, QPointF at, const Legend& legend, Theme theme, double scale);

} // namespace tutela::map
