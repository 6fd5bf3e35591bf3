// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_traces.h"

#include <QPainter>

namespace tutela::app {

void paintTraces(QPainter& painter, const map::View& view, const Style& style, const std::vector<MapTrace>& traces, double scale)
{
    constexpr double kHalo = 5.0, kLine = 2.6;
    painter.setBrush(Qt::NoBrush);
    for (const MapTrace& trace : traces)
        for (const auto& part : trace.line.parts)
            for (const auto& ring : part) {
                QPolygonF line;
                for (const core::Vertex& vertex : ring)
                    if (const auto at = view.toScreen(core::GeoPoint::of(vertex.x, vertex.y)))
                        line << *at;
                painter.setPen(QPen{style.colour(map::Token::Halo), kHalo * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
                painter.drawPolyline(line);
                painter.setPen(QPen{style.colour(map::Token::Patrol), kLine * scale, trace.planned ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
                painter.drawPolyline(line);
            }
}

} // namespace tutela::app
