// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clip_p.h"
#include "prepared_p.h"

#include <array>
#include <cmath>

namespace tutela::map {

namespace {

double signedArea(const QPolygonF& ring)
{
    double twice = 0.0;
    for (qsizetype i = 1; i < ring.size(); ++i)
        twice += ring[i - 1].x() * ring[i].y() - ring[i].x() * ring[i - 1].y();
    return twice / 2;
}

/// "12°30′E", with seconds where they count.
QString degreesText(double value, bool meridian)
{
    const long seconds = std::lround(std::abs(value) * 3600);
    QString out = QString::number(seconds / 3600) + QChar(0x00B0);
    if (seconds % 3600 != 0)
        out += QStringLiteral("%1").arg(seconds / 60 % 60, 2, 10, QLatin1Char('0')) + QChar(0x2032);
    if (seconds % 60 != 0)
        out += QStringLiteral("%1").arg(seconds % 60, 2, 10, QLatin1Char('0')) + QChar(0x2033);
    if (seconds != 0 && !(meridian && seconds == 180L * 3600))
        out += QLatin1Char(meridian ? (value > 0 ? 'E' : 'W') : (value > 0 ? 'N' : 'S'));
    return out;
}

} // namespace

void Maker::landAndRelief()
{
    // One path of all polygons, outer rings one way and holes the other: neighbours join without a seam and overlapping
    // areas make no hole.
    QPainterPath land;
    land.setFillRule(Qt::WindingFill);
    const bool everywhere = m_scene.land.empty();
    for (const core::Geometry* geometry : m_scene.land) {
        m_progress.check();
        if (!m_mapper.mayShow(geometry->box()))
            continue;
        for (const auto& part : geometry->parts)
            for (std::size_t i = 0; i < part.size(); ++i) {
                QPolygonF ring = m_mapper(part[i]);
                const bool clockwise = signedArea(ring) > 0;
                ring = clippedRing(ring, m_map.clip);
                if (ring.isEmpty())
                    continue;
                if (clockwise != (i == 0))
                    std::reverse(ring.begin(), ring.end());
                land.addPolygon(ring);
            }
    }
    m_land = land;
    m_map.ground = m_map.ink(everywhere ? Token::Land : Token::Outside);
    m_found.landShown = everywhere || !land.isEmpty();
    if (on(MapLayer::RELIEF) && m_found.landShown) {
        QImage relief = reliefImage(m_scene, m_map, land, everywhere, m_map.problems, m_progress);
        if (!relief.isNull()) {
            const QSizeF size = m_map.options.vector
                                    ? m_map.view.size()
                                    : QSizeF{relief.width() / m_map.view.ratio(), relief.height() / m_map.view.ratio()};
            m_map.add(QRectF{QPointF{0, 0}, size}, ImageItem{std::move(relief), false});
            saw(LegendSymbol::Relief);
            return;
        }
    }
    m_map.fill(std::move(land), m_map.ink(Token::Land));
}

void Maker::graticule()
{
    if (!m_map.options.furniture.graticule)
        return;
    constexpr std::array stepsDeg{30.0,     15.0,     10.0,     5.0,        2.0,         1.0,         0.5,        0.25,      10 / 60.0,
                                  5 / 60.0, 2 / 60.0, 1 / 60.0, 30 / 3600.0, 15 / 3600.0, 10 / 3600.0, 5 / 3600.0, 2 / 3600.0, 1 / 3600.0};
    const core::Box box = m_map.view.lonLatBox();
    const double span = box.east >= box.west ? box.east - box.west : box.east - box.west + 360.0;
    const double wide = m_map.view.size().width() / (200 * m_map.s);
    double step = stepsDeg.front();
    for (const double candidate : stepsDeg)
        if (span / candidate <= std::max(2.0, wide))
            step = candidate;
    const QPen line = pen(Token::Graticule, 0.8);
    constexpr int kPieces = 48;
    const auto add = [&](double fixed, bool meridian, double from, double to) {
        core::Geometry::Ring points;
        for (int i = 0; i <= kPieces; ++i) {
            const double along = from + (to - from) * i / kPieces;
            double lon = meridian ? fixed : along;
            lon = lon > 180.0 ? lon - 360.0 : lon;
            points.push_back({lon, meridian ? along : fixed});
        }
        const double shown = meridian && fixed > 180.0 ? fixed - 360.0 : fixed;
        for (const QPolygonF& piece : clippedLine(m_mapper(points, 0.0), m_map.view.frame())) {
            QPainterPath path;
            path.addPolygon(piece);
            m_map.stroke(std::move(path), line);
            m_map.graticule.push_back({piece, degreesText(shown, meridian), meridian});
        }
    };
    for (double k = std::ceil(box.west / step); k * step <= box.west + span; ++k)
        add(k * step, true, box.south, box.north);
    for (double k = std::ceil(box.south / step); k * step <= box.north; ++k)
        add(k * step, false, box.west, box.west + span);
}

} // namespace tutela::map
