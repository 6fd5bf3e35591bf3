// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/map/symbols.h>

#include "ink_p.h"
#include "text_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tutela::map {

namespace {

/// A regular polygon with its first corner at the angle, degrees clockwise from up.
QPainterPath regular(QPointF at, double radius, int corners, double firstDeg)
{
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = (firstDeg + 360.0 * i / corners) * std::numbers::pi / 180.0;
        const QPointF corner = at + QPointF{std::sin(angle) * radius, -std::cos(angle) * radius};
        if (i == 0)
            path.moveTo(corner);
        else
            path.lineTo(corner);
    }
    path.closeSubpath();
    return path;
}

QPainterPath cross(QPointF at, double half)
{
    QPainterPath path;
    path.moveTo(at + QPointF{-half, -half});
    path.lineTo(at + QPointF{half, half});
    path.moveTo(at + QPointF{half, -half});
    path.lineTo(at + QPointF{-half, half});
    return path;
}

QPainterPath wave(QPointF middle, double width)
{
    constexpr int kHalfWaves = 4;
    const double step = width / kHalfWaves, height = width * 0.2;
    QPainterPath path;
    QPointF at = middle - QPointF{width / 2, 0};
    path.moveTo(at);
    for (int i = 0; i < kHalfWaves; ++i, at.rx() += step)
        path.quadTo(at + QPointF{step / 2, i % 2 == 0 ? -height : height}, at + QPointF{step, 0});
    return path;
}

void drawExclamation(QPainter& painter, QPointF at, double size, const QColor& colour)
{
    QPainterPath mark;
    const double width = size * 0.13;
    mark.addRoundedRect(QRectF{at.x() - width / 2, at.y() - size * 0.28, width, size * 0.34}, width / 2, width / 2);
    mark.addEllipse(QPointF{at.x(), at.y() + size * 0.21}, width * 0.58, width * 0.58);
    ink::fill(painter, mark, colour);
}

QPen thin(const QColor& colour, double width)
{
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

} // namespace

void drawDashedRing(QPainter& painter, QPointF at, double radius, int dashes, const QPen& pen)
{
    const QRectF box{at.x() - radius, at.y() - radius, 2 * radius, 2 * radius};
    const double turn = 360.0 / dashes;
    QPainterPath arcs;
    for (int i = 0; i < dashes; ++i) {
        arcs.arcMoveTo(box, i * turn);
        arcs.arcTo(box, i * turn, turn * 0.6);
    }
    ink::stroke(painter, arcs, pen);
}

QPainterPath bandShape(QPointF at, double size, std::optional<core::Band> band)
{
    const double half = size / 2;
    QPainterPath circle;
    if (!band) {
        circle.addEllipse(at, half * 0.9, half * 0.9);
        return circle;
    }
    switch (*band) {
    case core::Band::CRITICAL:
        return regular(at, half / std::cos(std::numbers::pi / 8), 8, 22.5);
    case core::Band::HIGH: {
        QPainterPath path;
        path.moveTo(at + QPointF{0, -half * 1.02});
        path.lineTo(at + QPointF{half * 1.06, half * 0.84});
        path.lineTo(at + QPointF{-half * 1.06, half * 0.84});
        path.closeSubpath();
        return path;
    }
    case core::Band::MODERATE:
        return regular(at, half * 1.04, 4, 0.0);
    case core::Band::LOW:
        circle.addEllipse(at, half * 0.82, half * 0.82);
        return circle;
    }
    return circle;
}

void drawBand(QPainter& painter, QPointF at, double size, std::optional<core::Band> band, Theme theme)
{
    const QPainterPath shape = bandShape(at, size, band);
    const double edge = std::max(size * 0.075, 0.5);
    // A halo in land colour parts the symbol from roads and relief.
    ink::stroke(painter, shape, thin(colour(Token::Halo, theme), edge + size * 0.16));
    if (!band) {
        ink::fill(painter, shape, colour(Token::Halo, theme));
        drawDashedRing(painter, at, size * 0.45, 9, QPen{colour(Token::Text3, theme), edge * 1.1, Qt::SolidLine, Qt::FlatCap});
        QPainterPath mark = text::outline({QStringLiteral("?"), size * 0.62, Weight::Bold});
        const QRectF box = mark.boundingRect();
        mark.translate(at - box.center());
        ink::fill(painter, mark, colour(Token::Text2, theme));
        return;
    }
    const BandColours colours = bandColours(*band, theme);
    ink::fill(painter, shape, colours.fill);
    ink::stroke(painter, shape, thin(colours.outline, edge));
    if (*band == core::Band::CRITICAL)
        drawExclamation(painter, at, size, colours.text);
}

void drawBase(QPainter& painter, QPointF at, double size, Theme theme, BaseOwner owner)
{
    const double half = size / 2;
    const QRectF box{at.x() - half, at.y() - half, size, size};
    QPainterPath square;
    square.addRoundedRect(box, size * 0.2, size * 0.2);
    const bool own = owner == BaseOwner::Mission, tried = owner == BaseOwner::Tried;
    const QColor ink = colour(own ? Token::BaseMark : tried ? Token::GainLine : Token::Furniture, theme);
    ink::stroke(painter, square, thin(colour(own ? Token::BaseMark : Token::Halo, theme), size * 0.2));
    ink::fill(painter, square, colour(own ? Token::BaseFill : Token::Halo, theme));
    if (tried) {
        QPen dashed{ink, size * 0.13, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin};
        dashed.setDashPattern({1.7, 1.1});
        ink::stroke(painter, square, dashed);
    } else if (!own) {
        ink::stroke(painter, square, thin(ink, size * 0.09));
    }
    QPainterPath arch; // the gate of a base: two posts under a round arch
    const double reach = size * 0.2;
    arch.moveTo(at.x() - reach, at.y() + size * 0.25);
    arch.lineTo(at.x() - reach, at.y() - size * 0.02);
    arch.arcTo(QRectF{at.x() - reach, at.y() - size * 0.02 - reach, reach * 2, reach * 2}, 180, -180);
    arch.lineTo(at.x() + reach, at.y() + size * 0.25);
    ink::stroke(painter, arch, thin(ink, size * 0.13));
}

void drawClosed(QPainter& painter, QPointF at, double size, Theme theme, Token ink)
{
    const QPainterPath arms = cross(at, size * 0.43);
    ink::stroke(painter, arms, thin(colour(Token::Halo, theme), size * 0.4));
    ink::stroke(painter, arms, thin(colour(ink, theme), size * 0.2));
}

void drawFord(QPainter& painter, QPointF at, double size, Theme theme)
{
    QPainterPath waves;
    for (const double down : {-0.2, 0.2})
        waves.addPath(wave(at + QPointF{0, down * size}, size));
    ink::stroke(painter, waves, thin(colour(Token::Halo, theme), size * 0.36));
    ink::stroke(painter, waves, thin(colour(Token::Text, theme), size * 0.14));
}

PrecisionMark precisionMark(std::optional<core::PlacePrecision> precision)
{
    using core::PlacePrecision;
    if (!precision)
        return PrecisionMark::Area; // not known where: never drawn as if it were exact
    switch (*precision) {
    case PlacePrecision::EXACT:
        return PrecisionMark::Exact;
    case PlacePrecision::NEAR_5KM:
    case PlacePrecision::NEAR_25KM:
        return PrecisionMark::Near;
    default:
        return PrecisionMark::Area;
    }
}

void drawIncident(QPainter& painter, QPointF at, double size, PrecisionMark mark, Theme theme)
{
    const QColor ink = colour(Token::Incident, theme);
    const QColor halo = colour(Token::Halo, theme);
    const double half = size / 2;
    const double line = size * 0.17;
    if (mark == PrecisionMark::Area) {
        const QPainterPath box = regular(at, half * 1.15, 4, 45.0);
        ink::stroke(painter, box, thin(halo, line * 2.2));
        ink::fill(painter, box, halo);
        ink::stroke(painter, box, thin(ink, line * 0.8));
        ink::stroke(painter, cross(at, half * 0.3), thin(ink, line * 0.75));
        return;
    }
    if (mark == PrecisionMark::Near) {
        QPainterPath ring;
        ring.addEllipse(at, half * 1.12, half * 1.12);
        ink::stroke(painter, ring, thin(halo, line * 2.0));
        ink::stroke(painter, ring, thin(ink, line * 0.7));
        ink::stroke(painter, cross(at, half * 0.36), thin(ink, line * 0.85));
        return;
    }
    const QPainterPath arms = cross(at, half * 0.86);
    ink::stroke(painter, arms, thin(halo, line * 2.4));
    ink::stroke(painter, arms, thin(ink, line));
}

double clusterSize(std::size_t count)
{
    return std::clamp(13.0 + 4.6 * std::log10(static_cast<double>(std::max<std::size_t>(count, 1))), 18.0, 40.0);
}

void drawCluster(QPainter& painter, QPointF at, double size, const QString& text, Theme theme, bool areas)
{
    QPainterPath disc;
    disc.addEllipse(at, size / 2, size / 2);
    ink::stroke(painter, disc, thin(colour(Token::Halo, theme), size * 0.14));
    ink::fill(painter, disc, colour(areas ? Token::Halo : Token::ClusterFill, theme));
    if (areas) {
        QPainterPath ring;
        ring.addEllipse(at, size * 0.45, size * 0.45);
        ink::stroke(painter, ring, thin(colour(Token::ClusterFill, theme), size * 0.08));
    }
    text::Style style{text, size * 0.46, Weight::Bold};
    const double room = size * (areas ? 0.74 : 0.86);
    const double width = text::size(style).width();
    if (width > room)
        style.pixels *= room / width;
    text::drawCentred(painter, at, style, colour(areas ? Token::ClusterFill : Token::ClusterText, theme));
}

void drawTrend(QPainter& painter, QPointF at, double size, core::Trend trend, const QColor& ink)
{
    const double half = size / 2;
    const QPen pen = thin(ink, size * 0.14);
    QPainterPath path;
    if (trend == core::Trend::INSUFFICIENT) {
        path.moveTo(at + QPointF{-half * 0.45, 0});
        path.lineTo(at + QPointF{half * 0.45, 0});
        ink::stroke(painter, path, pen);
        return;
    }
    const double turn = trend == core::Trend::RISING ? -45.0 : trend == core::Trend::FALLING ? 45.0 : 0.0;
    path.moveTo(-half * 0.8, 0);
    path.lineTo(half * 0.8, 0);
    path.moveTo(half * 0.25, -half * 0.5);
    path.lineTo(half * 0.8, 0);
    path.lineTo(half * 0.25, half * 0.5);
    QTransform place;
    place.translate(at.x(), at.y());
    place.rotate(turn);
    ink::stroke(painter, place.map(path), pen);
}

void drawNorthArrow(QPainter& painter, QPointF top, double size, Theme theme)
{
    const QColor ink = colour(Token::Furniture, theme);
    const double arrow = size * 0.62;
    QPainterPath left;
    left.moveTo(top);
    left.lineTo(top + QPointF{-arrow * 0.34, arrow});
    left.lineTo(top + QPointF{0, arrow * 0.76});
    left.closeSubpath();
    QPainterPath both = left;
    both.moveTo(top);
    both.lineTo(top + QPointF{arrow * 0.34, arrow});
    both.lineTo(top + QPointF{0, arrow * 0.76});
    both.closeSubpath();
    ink::stroke(painter, both, thin(colour(Token::Halo, theme), size * 0.09));
    ink::fill(painter, both, ink);
    text::Style north{QStringLiteral("N"), size * 0.34, Weight::Bold};
    north.halo = size * 0.09;
    text::drawCentred(painter, top + QPointF{0, size * 0.84}, north, ink, colour(Token::Halo, theme));
}

} // namespace tutela::map
