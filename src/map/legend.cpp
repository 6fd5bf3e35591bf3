// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clip_p.h"
#include "ink_p.h"
#include "text_p.h"

#include <tutela/map/legend.h>
#include <tutela/map/symbols.h>

#include <QLinearGradient>

#include <algorithm>

namespace tutela::map {

namespace {

// All in style pixels.
constexpr double kPadding = 11.0;
constexpr double kSymbolWidth = 26.0;
constexpr double kGap = 6.0;
constexpr double kRow = 18.0;
constexpr double kTitle = 19.0;
constexpr double kGroupGap = 5.0;
constexpr double kColumnGap = 14.0;
constexpr double kNote = 14.0;
constexpr double kWidest = 280.0; // entries stand in as many columns as this holds, three at most
constexpr double kNarrowest = 170.0;

text::Style entryStyle(const QString& words, double scale)
{
    return {words, 11.0 * scale, Weight::Regular};
}

struct GroupLayout {
    std::size_t columns = 1;
    double column = 0.0; ///< width of a column
    std::size_t rows = 0;
};

GroupLayout layoutOf(const LegendGroup& group, double scale)
{
    double widest = 0.0;
    for (const LegendEntry& entry : group.entries)
        widest = std::max(widest, text::size(entryStyle(entry.text, scale)).width());
    GroupLayout out;
    out.column = widest + (kSymbolWidth + kGap) * scale;
    const double gap = kColumnGap * scale;
    const auto most = static_cast<std::size_t>(std::max(1.0, (kWidest * scale + gap) / (out.column + gap)));
    out.columns = std::clamp<std::size_t>(std::min(most, group.entries.size()), 1, 3);
    out.rows = (group.entries.size() + out.columns - 1) / out.columns;
    out.columns = (group.entries.size() + out.rows - 1) / std::max<std::size_t>(out.rows, 1); // no empty last column
    return out;
}

double innerWidth(const Legend& legend, double scale)
{
    double width = kNarrowest * scale;
    for (const LegendGroup& group : legend.groups) {
        const GroupLayout layout = layoutOf(group, scale);
        const auto columns = static_cast<double>(layout.columns);
        width = std::max({width, columns * layout.column + (columns - 1) * kColumnGap * scale,
                          text::size({group.title, 11.0 * scale, Weight::Bold}).width()});
    }
    return width;
}

QStringList noteLines(const Legend& legend, double width, double scale)
{
    QStringList lines;
    for (const QString& note : legend.notes)
        lines += text::wrapped({note, 11.0 * scale}, width);
    return lines;
}

QPainterPath path(std::initializer_list<QPointF> points)
{
    QPainterPath out;
    bool first = true;
    for (const QPointF& point : points) {
        if (first)
            out.moveTo(point);
        else
            out.lineTo(point);
        first = false;
    }
    return out;
}

/// A short stretch of a line as it is drawn on the map.
void drawLine(QPainter& painter, QPointF at, Theme theme, double s, Token token, double width, const QList<qreal>& dashes = {})
{
    QPen pen{colour(token, theme), width * s, Qt::SolidLine, dashes.isEmpty() ? Qt::RoundCap : Qt::FlatCap};
    if (!dashes.isEmpty())
        pen.setDashPattern(dashes);
    ink::stroke(painter, path({at - QPointF{10 * s, 0}, at + QPointF{10 * s, 0}}), pen);
}

void drawPatch(QPainter& painter, QPointF at, double s, const QBrush& fill, const QPen& edge)
{
    const QRectF box{at.x() - 10 * s, at.y() - 6 * s, 20 * s, 12 * s};
    QPainterPath patch;
    patch.addRect(box);
    painter.fillPath(patch, fill);
    ink::stroke(painter, patch, edge);
}

void drawHatchPatch(QPainter& painter, QPointF at, double s, Theme theme)
{
    const QRectF box{at.x() - 10 * s, at.y() - 6 * s, 20 * s, 12 * s};
    const QPen fine{colour(Token::Hatch, theme), 1.05 * s};
    for (const QLineF& line : hatchLines({QPolygonF(box)}, 4.0 * s, at))
        ink::stroke(painter, path({line.p1(), line.p2()}), fine);
    QPainterPath edge;
    edge.addRect(box);
    ink::stroke(painter, edge, QPen{colour(Token::Hatch, theme), 1.4 * s});
}

QColor reachInk(double hours, Theme theme)
{
    return colour(hours <= 1 ? Token::Reach1 : hours <= 2 ? Token::Reach2 : hours <= 4 ? Token::Reach4 : Token::Reach8, theme);
}

} // namespace

bool Legend::has(LegendSymbol symbol) const
{
    return std::any_of(groups.begin(), groups.end(), [symbol](const LegendGroup& group) {
        return std::any_of(group.entries.begin(), group.entries.end(), [symbol](const LegendEntry& entry) { return entry.symbol == symbol; });
    });
}

void drawLegendSymbol(QPainter& painter, QPointF at, const LegendEntry& entry, Theme theme, double s)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto pen = [&](Token token, double width) { return QPen{colour(token, theme), width * s}; };
    switch (entry.symbol) {
    case LegendSymbol::Band: drawBand(painter, at, 13 * s, entry.band, theme); break;
    case LegendSymbol::NotAssessed: drawBand(painter, at, 12 * s, std::nullopt, theme); break;
    case LegendSymbol::Base: drawBase(painter, at, 14 * s, theme); break;
    case LegendSymbol::StateBase: drawBase(painter, at, 14 * s, theme, BaseOwner::StateForces); break;
    case LegendSymbol::TriedBase: drawBase(painter, at, 14 * s, theme, BaseOwner::Tried); break;
    case LegendSymbol::ClosedBase:
        drawBase(painter, at, 14 * s, theme);
        drawClosed(painter, at, 14 * s, theme);
        break;
    case LegendSymbol::ClosedRoad:
        drawLine(painter, at, theme, s, Token::LossLine, 1.8, {3.0, 2.0});
        drawClosed(painter, at, 11 * s, theme);
        break;
    case LegendSymbol::VisitOverdue: {
        QPainterPath ring;
        ring.addEllipse(at, 7 * s, 7 * s);
        ink::stroke(painter, ring, pen(Token::Warning, 2.2));
        break;
    }
    case LegendSymbol::RoadClosedToday:
        drawLine(painter, at, theme, s, Token::Text, 1.8, {3.0, 2.0});
        drawClosed(painter, at, 11 * s, theme, Token::Text);
        break;
    case LegendSymbol::Chosen: {
        QPainterPath ring;
        ring.addEllipse(at, 7 * s, 7 * s);
        ink::stroke(painter, ring, pen(Token::Focus, 2.6));
        break;
    }
    case LegendSymbol::Way: drawLine(painter, at, theme, s, Token::Focus, 2.6); break;
    case LegendSymbol::RoadLink: drawLine(painter, at, theme, s, Token::Text2, 1.6, {2.0, 2.5}); break;
    case LegendSymbol::IncidentExact: drawIncident(painter, at, 8 * s, PrecisionMark::Exact, theme); break;
    case LegendSymbol::IncidentNear: drawIncident(painter, at, 8 * s, PrecisionMark::Near, theme); break;
    case LegendSymbol::IncidentArea: drawIncident(painter, at, 8 * s, PrecisionMark::Area, theme); break;
    case LegendSymbol::Cluster: drawCluster(painter, at, 16 * s, QStringLiteral("60"), theme); break;
    case LegendSymbol::ClusterArea: drawCluster(painter, at, 16 * s, QStringLiteral("60"), theme, true); break;
    case LegendSymbol::Density: {
        const QColor ink = colour(Token::Incident, theme);
        for (int i = 0; i < 18; ++i) // a fixed little cloud
            painter.fillRect(QRectF{at.x() + ((i * 7) % 19 - 9) * s, at.y() + ((i * 5) % 11 - 5) * s, 1.4 * s, 1.4 * s}, ink);
        break;
    }
    case LegendSymbol::Patrol: drawLine(painter, at, theme, s, Token::Patrol, 1.8); break;
    case LegendSymbol::PatrolPlanned: drawLine(painter, at, theme, s, Token::Patrol, 1.6, {3.5, 2.5}); break;
    case LegendSymbol::RoadMain:
        drawLine(painter, at, theme, s, Token::RoadCasing, 3.4);
        drawLine(painter, at, theme, s, Token::Road, 1.8);
        break;
    case LegendSymbol::RoadTrack: drawLine(painter, at, theme, s, Token::Track, 1.4); break;
    case LegendSymbol::Ford:
        drawLine(painter, at, theme, s, Token::Track, 1.4);
        drawFord(painter, at, 12 * s, theme);
        break;
    case LegendSymbol::River: drawLine(painter, at, theme, s, Token::WaterLine, 1.4); break;
    case LegendSymbol::Lake: drawPatch(painter, at, s, colour(Token::Water, theme), pen(Token::WaterLine, 0.9)); break;
    case LegendSymbol::SectorLine: drawLine(painter, at, theme, s, Token::SectorLine, 1.2, {5.5, 2.6, 1.2, 2.6}); break;
    case LegendSymbol::Outline: drawLine(painter, at, theme, s, Token::Outline, 2.0); break;
    case LegendSymbol::Influence: {
        QPen dotted = pen(Token::InfluenceLine, 0.9);
        dotted.setDashPattern({1.2, 2.6});
        drawPatch(painter, at, s, colour(Token::Influence, theme), dotted);
        break;
    }
    case LegendSymbol::ThreatArea:
    case LegendSymbol::Gap: drawHatchPatch(painter, at, s, theme); break;
    case LegendSymbol::Reach: drawPatch(painter, at, s, reachInk(entry.size, theme), pen(Token::Border, 0.8)); break;
    case LegendSymbol::Gain:
        drawPatch(painter, at, s, colour(Token::Gain, theme), pen(Token::GainLine, 1.6));
        for (const double x : {-5.0, 0.0, 5.0})
            painter.fillRect(QRectF{at.x() + (x - 1.1) * s, at.y() - 1.1 * s, 2.3 * s, 2.3 * s}, colour(Token::GainLine, theme));
        break;
    case LegendSymbol::Loss: {
        QPen dashed = pen(Token::LossLine, 1.6);
        dashed.setDashPattern({3.0, 2.0});
        drawPatch(painter, at, s, colour(Token::Loss, theme), dashed);
        for (const double x : {-5.0, 0.0, 5.0})
            ink::stroke(painter, path({at + QPointF{x * s, -6 * s}, at + QPointF{x * s, 6 * s}}), pen(Token::LossLine, 1.05));
        break;
    }
    case LegendSymbol::Relief: {
        QLinearGradient slope{at - QPointF{10 * s, 6 * s}, at + QPointF{10 * s, 6 * s}};
        slope.setColorAt(0.0, colour(Token::HillLight, theme));
        slope.setColorAt(1.0, colour(Token::HillShade, theme));
        drawPatch(painter, at, s, slope, pen(Token::Border, 0.8));
        break;
    }
    case LegendSymbol::Raster: drawPatch(painter, at, s, QColor::fromRgba(0xFFC3B7D4), pen(Token::Reference, 0.8)); break;
    case LegendSymbol::Vector: drawLine(painter, at, theme, s, Token::Reference, 1.4); break;
    case LegendSymbol::PlaceSize: {
        QPainterPath ring;
        ring.addEllipse(at, entry.size * s / 2, entry.size * s / 2);
        ink::stroke(painter, ring, pen(Token::Text2, 1.1));
        break;
    }
    case LegendSymbol::None: break;
    }
    painter.restore();
}

QSizeF legendSize(const Legend& legend, double scale)
{
    if (legend.empty())
        return {};
    const double width = innerWidth(legend, scale);
    double height = 0.0;
    for (const LegendGroup& group : legend.groups)
        height += (group.title.isEmpty() ? 0.0 : kTitle) + kRow * static_cast<double>(layoutOf(group, scale).rows) + kGroupGap;
    height += kNote * static_cast<double>(noteLines(legend, width, scale).size());
    return {width + 2 * kPadding * scale, (height + 2 * kPadding - (legend.notes.empty() ? kGroupGap : 0.0)) * scale};
}

void drawLegend(QPainter& painter, QPointF at, const Legend& legend, Theme theme, double scale)
{
    if (legend.empty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF{at, legendSize(legend, scale)}, 8 * scale, 8 * scale);
    ink::fill(painter, card, colour(Token::Surface, theme));
    ink::stroke(painter, card, QPen{colour(Token::Border, theme), scale});
    const double width = innerWidth(legend, scale);
    QPointF pen = at + QPointF{kPadding, kPadding} * scale;
    for (const LegendGroup& group : legend.groups) {
        if (!group.title.isEmpty()) {
            text::draw(painter, pen, {group.title, 11.0 * scale, Weight::Bold}, colour(Token::Text, theme));
            pen.ry() += kTitle * scale;
        }
        const GroupLayout layout = layoutOf(group, scale);
        const double step = std::max(layout.column + kColumnGap * scale, (width + kColumnGap * scale) / static_cast<double>(layout.columns));
        for (std::size_t i = 0; i < group.entries.size(); ++i) {
            const std::size_t row = i / layout.columns;
            const QPointF left = pen + QPointF{static_cast<double>(i % layout.columns) * step, static_cast<double>(row) * kRow * scale};
            drawLegendSymbol(painter, left + QPointF{kSymbolWidth / 2, kRow / 2} * scale, group.entries[i], theme, scale);
            const text::Style style = entryStyle(group.entries[i].text, scale);
            text::draw(painter, left + QPointF{(kSymbolWidth + kGap) * scale, (kRow * scale - text::size(style).height()) / 2}, style, colour(Token::Text, theme));
        }
        pen.ry() += (static_cast<double>(layout.rows) * kRow + kGroupGap) * scale;
    }
    for (const QString& line : noteLines(legend, width, scale)) {
        text::draw(painter, pen, {line, 11.0 * scale}, colour(Token::Text2, theme));
        pen.ry() += kNote * scale;
    }
    painter.restore();
}

} // namespace tutela::map
