// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is painted over the picture of the map: selection, way, measure, a veil over what is out of date, furniture.
#include "map_canvas.h"
#include "whole_view.h"

#include <tutela/session/display.h>

#include <QPainter>

#include <algorithm>
#include <utility>

namespace tutela::app {

namespace {

constexpr double kTallForCredits = 200.0, kTallForNorth = 130.0; ///< style pixels of height that a map has at least with them
constexpr double kRingRadius = 14.0, kRingHalo = 5.0; ///< of what is chosen

} // namespace

void MapCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_shell.style.colour(showsNothing() ? map::Token::Surface : map::Token::Outside));
    if (!hasView())
        return;
    if (showsNothing()) {
        paintNothing(painter);
    } else {
        m_renderer.paint(painter, view());
        paintSwipe(painter);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStale(painter);
        paintWay(painter);
        paintTraces(painter, view(), m_shell.style, m_traces, styleScale());
        paintSelection(painter);
        paintMark(painter);
        paintMeasure(painter);
        if (m_scene != nullptr)
            painter.drawImage(0, 0, furniturePicture());
        paintSwipeLine(painter);
    }
    if (hasFocus()) {
        painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), 2});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF{rect()}.adjusted(1, 1, -1, -1));
    }
}

void MapCanvas::paintNothing(QPainter& painter) const
{
    constexpr int kText = 13, kBeside = 24, kWidest = 420;
    const int width = std::min(this->width() - 2 * kBeside, qRound(kWidest * m_shell.style.textScale()));
    painter.setFont(m_shell.style.font(kText));
    painter.setPen(m_shell.style.colour(map::Token::Text2));
    painter.drawText(QRect{(this->width() - width) / 2, 0, width, height()}, static_cast<int>(Qt::AlignCenter) | static_cast<int>(Qt::TextWordWrap), nothingText());
}

/// Where the record that has the ring is; empty when none has, it has no position, or its ring is out of view.
std::optional<QPointF> MapCanvas::selectedAt() const
{
    const auto selected = ringed();
    const auto point = selected && hasView() ? session::pointOf(*m_shell.document.mission(), *selected) : std::nullopt;
    const auto at = point ? view().toScreen(*point) : std::nullopt;
    const double reach = (kRingRadius + kRingHalo) * styleScale();
    return at && QRectF{rect()}.adjusted(-reach, -reach, reach, reach).contains(*at) ? at : std::nullopt;
}

/// A part of the map without the names in it: what is painted over the picture goes behind them.
QRegion MapCanvas::besideNames(const QRectF& box) const
{
    QRegion region{box.toAlignedRect()};
    for (const QRectF& name : nameBoxes())
        if (name.intersects(box))
            region -= name.toAlignedRect();
    return region;
}

void MapCanvas::ringOnly(std::optional<core::Kind> kind)
{
    if (kind == std::exchange(m_ringOnly, kind))
        return;
    tellLegend();
    update();
}

std::optional<session::RecordRef> MapCanvas::ringed() const
{
    const auto selected = m_shell.context.selection();
    return selected && (!m_ringOnly || selected->kind == *m_ringOnly) ? selected : std::nullopt;
}

void MapCanvas::paintSelection(QPainter& painter) const
{
    constexpr double kRing = 2.6;
    const auto at = selectedAt();
    if (!at)
        return;
    const double s = styleScale(), reach = (kRingRadius + kRingHalo) * s;
    painter.save();
    painter.setClipRegion(besideNames(QRectF{*at - QPointF{reach, reach}, QSizeF{2 * reach, 2 * reach}}));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Halo), kRingHalo * s});
    painter.drawEllipse(*at, kRingRadius * s, kRingRadius * s);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), kRing * s});
    painter.drawEllipse(*at, kRingRadius * s, kRingRadius * s);
    painter.restore();
}

/// A cross, and the words of the coordinate on the side where there is room; nothing while the coordinate is out of view.
void MapCanvas::paintMark(QPainter& painter) const
{
    const auto at = m_mark ? view().toScreen(m_mark->point) : std::nullopt;
    if (!at || !QRectF{rect()}.contains(*at))
        return;
    constexpr int kText = 12;
    constexpr double kPad = 6.0, kRound = 4.0, kGap = 3.0, kArm = 14.0;
    const double s = styleScale();
    for (const auto& [token, wide] : {std::pair{map::Token::Halo, 5.0}, {map::Token::Focus, 2.0}}) {
        painter.setPen(QPen{m_shell.style.colour(token), wide * s, Qt::SolidLine, Qt::RoundCap});
        for (const QPointF arm : {QPointF{1, 0}, QPointF{-1, 0}, QPointF{0, 1}, QPointF{0, -1}})
            painter.drawLine(*at + arm * kGap * s, *at + arm * kArm * s);
    }
    painter.setFont(m_shell.style.font(kText, map::Weight::Bold));
    const QFontMetricsF metrics{painter.font()};
    const QString shown = metrics.elidedText(m_mark->words, Qt::ElideRight, std::max(0.0, width() - 4 * kPad));
    const QSizeF size{metrics.horizontalAdvance(shown) + 2 * kPad, metrics.height() + kPad};
    const double left = std::clamp(at->x() + kArm * s, 0.0, std::max(0.0, width() - size.width()));
    const double above = at->y() - kArm * s - size.height();
    const QRectF box{QPointF{left, above >= 0.0 ? above : at->y() + kArm * s}, size};
    painter.setPen(m_shell.style.colour(map::Token::Text));
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    painter.drawRoundedRect(box, kRound, kRound);
    painter.drawText(box, Qt::AlignCenter, shown);
}

/// From rim to rim of the symbols at its ends: what they show of risk must be seen.
void MapCanvas::paintWay(QPainter& painter) const
{
    constexpr double kRim = 11.0; // of the largest symbol, with a gap
    QPolygonF line;
    for (const core::Vertex& vertex : m_way)
        if (const auto at = view().toScreen(core::GeoPoint::of(vertex.x, vertex.y)))
            line << *at;
    if (line.isEmpty())
        return;
    QRegion clip = besideNames(rect());
    const double s = styleScale(), rim = kRim * s;
    for (const QPointF& end : {line.front(), line.back()})
        clip -= QRegion{QRectF{end - QPointF{rim, rim}, QSizeF{2 * rim, 2 * rim}}.toAlignedRect(), QRegion::Ellipse};
    painter.save();
    painter.setClipRegion(clip);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [token, width] : {std::pair{map::Token::Halo, 5.0}, {map::Token::Focus, 2.6}}) {
        painter.setPen(QPen{m_shell.style.colour(token), width * s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
        painter.drawPolyline(line);
    }
    painter.restore();
}

/// A veil over the bands, and on top of it what is wrong with them.
void MapCanvas::paintStale(QPainter& painter) const
{
    if (m_stale.isEmpty())
        return;
    constexpr int kText = 12;
    constexpr double kPad = 8.0, kAbove = 12.0, kRound = 4.0;
    constexpr float kVeil = 0.6F;
    QColor veil = m_shell.style.colour(map::Token::Outside);
    veil.setAlphaF(kVeil);
    painter.fillRect(rect(), veil);
    painter.setFont(m_shell.style.font(kText, map::Weight::Bold));
    const QFontMetricsF metrics{painter.font()};
    const QRect tools = toolsBox();
    const double left = tools.isEmpty() ? kAbove : tools.right() + kAbove, room = width() - left - kAbove;
    const QString shown = metrics.elidedText(m_stale, Qt::ElideRight, room - 2 * kPad);
    const QSizeF size{metrics.horizontalAdvance(shown) + 2 * kPad, metrics.height() + kPad};
    const QRectF box{QPointF{left + std::max(0.0, (room - size.width()) / 2.0), kAbove}, size};
    painter.setPen(m_shell.style.colour(map::Token::Warning));
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    painter.drawRoundedRect(box, kRound, kRound);
    painter.drawText(box, Qt::AlignCenter, shown);
}

void MapCanvas::paintMeasure(QPainter& painter) const
{
    if (m_measure.empty())
        return;
    QPolygonF line;
    for (const auto& point : m_measure)
        if (const auto at = view().toScreen(point))
            line << *at;
    painter.setPen(QPen{m_shell.style.colour(map::Token::Halo), 5});
    painter.drawPolyline(line);
    painter.setPen(QPen{m_shell.style.colour(map::Token::Focus), 2, Qt::DashLine});
    painter.drawPolyline(line);
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    for (const QPointF& at : line)
        painter.drawEllipse(at, 4, 4);
}

/// Scale bar, north arrow and the line on boundaries belong to the view of this moment, not to the picture that is moved.
map::PreparedMap MapCanvas::furniture() const
{
    const double scale = styleScale();
    const bool north = height() >= kTallForNorth * scale, credits = hasCredits();
    const auto theme = m_shell.style.theme();
    if (const auto& last = m_furnished;
        last && last->scene.lock() == m_scene && last->view == view() && last->theme == theme && last->scale == scale && last->north == north && last->credits == credits)
        return last->made;
    map::PaintOptions options;
    options.theme = theme;
    options.style_scale = scale;
    options.furniture = map::Furniture::none();
    options.furniture.scale_bar = true;
    options.furniture.north = north;
    options.furniture.credits = credits;
    m_furnished.emplace(Furnished{m_scene, view(), theme, scale, north, credits, furnitureOver(*m_scene, view(), options)});
    return m_furnished->made;
}

/// Painted once: the picture of the map comes in tiles, and its letters would be drawn again with each.
const QImage& MapCanvas::furniturePicture() const
{
    const map::PreparedMap made = furniture();
    QImage& picture = m_furnished->picture;
    if (picture.isNull()) {
        const double ratio = devicePixelRatioF();
        picture = QImage{(QSizeF{size()} * ratio).toSize(), QImage::Format_ARGB32_Premultiplied};
        picture.setDevicePixelRatio(ratio);
        picture.fill(Qt::transparent);
        QPainter painter{&picture};
        painter.setRenderHint(QPainter::Antialiasing);
        map::paintFurniture(painter, made);
    }
    return picture;
}

std::vector<QRectF> MapCanvas::furnitureBoxes() const
{
    return m_scene != nullptr && hasView() && !showsNothing() ? furniture().furnitureBoxes() : std::vector<QRectF>{};
}

bool MapCanvas::hasCredits() const { return m_showLegend && height() >= kTallForCredits * styleScale(); }

} // namespace tutela::app
