// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two reaches on one map, parted by a line that is moved by mouse and by keys.
#include "map_canvas.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace tutela::app {

namespace {

constexpr double kGrip = 8.0;       ///< from the line that still takes it
constexpr double kStep = 0.02;      ///< of the width, for an arrow key
constexpr double kMostShare = 0.98; ///< the line stays in view

} // namespace

void MapCanvas::setSwipe(std::optional<MapSwipe> swipe)
{
    m_swipe = std::move(swipe);
    m_swipeScene.reset();
    m_swipeDragged = false;
    if (!m_swipe) {
        m_swipeRenderer.clear();
        setCursor(m_tool == Tool::Select ? Qt::ArrowCursor : Qt::CrossCursor);
    }
    dress();
    if (m_scene != nullptr && m_scene->reach != shownReach())
        showReach();
    else
        request();
}

const std::shared_ptr<const map::ReachCover>& MapCanvas::shownReach() const { return m_swipe && m_swipe->right ? m_swipe->right : m_reach; }

double MapCanvas::swipeX() const { return m_swipeShare * width(); }

void MapCanvas::moveSwipe(double share)
{
    m_swipeShare = std::clamp(share, 1.0 - kMostShare, kMostShare);
    update();
}

/// The other reach over the same scene.
void MapCanvas::requestSwipe(const std::vector<QRectF>& keepFree)
{
    if (!m_swipe)
        return;
    auto scene = std::make_shared<map::Scene>(*m_scene);
    scene->reach = m_swipe->left;
    m_swipeScene = std::move(scene);
    m_swipeRenderer.request(m_swipeScene, view(), m_shell.style.theme(), styleScale(), keepFree);
}

bool MapCanvas::swipePress(QPointF at)
{
    m_swipeDragged = m_swipe && std::abs(at.x() - swipeX()) <= kGrip;
    return m_swipeDragged;
}

bool MapCanvas::swipeMove(const QMouseEvent& event)
{
    if (!m_swipe)
        return false;
    if (m_swipeDragged && event.buttons().testFlag(Qt::LeftButton)) {
        moveSwipe(event.position().x() / width());
        return true;
    }
    if (event.buttons() == Qt::NoButton)
        setCursor(std::abs(event.position().x() - swipeX()) <= kGrip ? Qt::SplitHCursor : m_tool == Tool::Select ? Qt::ArrowCursor : Qt::CrossCursor);
    return false;
}

bool MapCanvas::swipeKey(int key)
{
    if (!m_swipe)
        return false;
    switch (key) {
    case Qt::Key_Left: moveSwipe(m_swipeShare - kStep); return true;
    case Qt::Key_Right: moveSwipe(m_swipeShare + kStep); return true;
    case Qt::Key_Escape: setSwipe(std::nullopt); return true;
    default: return false;
    }
}

void MapCanvas::paintSwipe(QPainter& painter) const
{
    if (!m_swipe)
        return;
    const double x = swipeX();
    painter.save();
    painter.setClipRect(QRectF{0, 0, x, static_cast<double>(height())});
    m_swipeRenderer.paint(painter, view());
    painter.restore();
}

/// Over everything: the line, a grip, and what stands on either side.
void MapCanvas::paintSwipeLine(QPainter& painter) const
{
    if (!m_swipe)
        return;
    constexpr int kText = 12;
    constexpr double kPad = 6.0, kRound = 4.0, kGripSize = 9.0;
    const double x = swipeX(), middle = height() / 2.0;
    for (const auto& [token, wide] : {std::pair{map::Token::Halo, 5.0}, {map::Token::Text, 2.0}}) {
        painter.setPen(QPen{m_shell.style.colour(token), wide});
        painter.drawLine(QPointF{x, 0}, QPointF{x, static_cast<double>(height())});
    }
    painter.setBrush(m_shell.style.colour(map::Token::Surface));
    painter.drawEllipse(QPointF{x, middle}, kGripSize, kGripSize);
    painter.setFont(m_shell.style.font(kText, map::Weight::Bold));
    const QFontMetricsF metrics{painter.font()};
    const auto name = [&](const QString& text, bool left) {
        const QString shown = metrics.elidedText(text, Qt::ElideRight, width() / 3.0);
        const QSizeF size{metrics.horizontalAdvance(shown) + 2 * kPad, metrics.height() + kPad};
        const QRectF box{QPointF{left ? x - kPad - size.width() : x + kPad, middle - kGripSize - kPad - size.height()}, size};
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_shell.style.colour(map::Token::Surface));
        painter.drawRoundedRect(box, kRound, kRound);
        painter.setPen(m_shell.style.colour(map::Token::Text));
        painter.drawText(box, Qt::AlignCenter, shown);
    };
    name(m_swipe->leftName, true);
    name(m_swipe->rightName, false);
}

} // namespace tutela::app
