// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "legend_card.h"

#include "map_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtMath>

#include <algorithm>
#include <array>

namespace tutela::app {

namespace {

const auto kCornerKey = QStringLiteral("map/legendCorner");
constexpr int kGap = 12, kFoldedHeight = 28, kFoldedWidth = 96;

} // namespace

LegendCard::LegendCard(MapCanvas& canvas, Style& style) : QWidget(&canvas), m_canvas(canvas), m_style(style)
{
    setObjectName(QStringLiteral("legendCard"));
    setAccessibleName(tr("Legend"));
    setToolTip(tr("Click folds the legend, a double click moves it to the next corner"));
    setFocusPolicy(Qt::TabFocus);
    m_corner = static_cast<Qt::Corner>(QSettings{}.value(kCornerKey, static_cast<int>(Qt::BottomLeftCorner)).toInt());
}

void LegendCard::setLegend(const map::Legend& legend)
{
    m_legend = legend;
    QStringList words;
    for (const auto& group : legend.groups)
        for (const auto& entry : group.entries)
            words << entry.text;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    place();
    update();
}

void LegendCard::place()
{
    if (m_legend.empty()) {
        resize(0, 0);
        return;
    }
    const QSizeF full = map::legendSize(m_legend, m_style.textScale());
    const bool left = m_corner == Qt::BottomLeftCorner || m_corner == Qt::TopLeftCorner;
    const bool top = m_corner == Qt::TopLeftCorner || m_corner == Qt::TopRightCorner;
    constexpr int kBesideControls = 64; // the controls stand at the top left
    const int wide = qCeil(full.width());
    const auto leftOf = [&](int width) { return left ? (top ? kBesideControls : kGap) : m_canvas.width() - width - kGap; };
    const bool small = m_folded || full.height() > floorFor(leftOf(wide), wide) - kGap || full.width() > m_canvas.width() / 2.0;
    resize(small ? QSize{kFoldedWidth, kFoldedHeight} : full.toSize() + QSize{1, 1});
    const int x = leftOf(width());
    move(x, top ? kGap : floorFor(x, width()) - height());
}

/// The lowest line that a card of this width can stand on without covering credits, scale bar or north arrow.
int LegendCard::floorFor(int x, int width) const
{
    constexpr int kAboveFurniture = 6;
    int floor = m_canvas.height() - kGap;
    for (const QRectF& box : m_canvas.furnitureBoxes())
        if (box.left() < x + width && box.right() > x)
            floor = std::min(floor, qFloor(box.top()) - kAboveFurniture);
    return floor;
}

void LegendCard::paintEvent(QPaintEvent*)
{
    if (m_legend.empty())
        return;
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    if (height() > kFoldedHeight) {
        map::drawLegend(painter, {0, 0}, m_legend, m_style.theme(), m_style.textScale());
    } else {
        painter.setPen(m_style.colour(map::Token::BorderStrong));
        painter.setBrush(m_style.colour(map::Token::Surface));
        painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(m_style.colour(map::Token::Text));
        painter.drawText(rect(), Qt::AlignCenter, tr("Legend"));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen{m_style.colour(map::Token::Focus), 2});
        painter.drawRoundedRect(QRectF{rect()}.adjusted(1, 1, -1, -1), 6, 6);
    }
}

void LegendCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        fold();
}

void LegendCard::mouseDoubleClickEvent(QMouseEvent*) { nextCorner(); }

void LegendCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)
        fold();
    else if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)
        nextCorner();
    else
        QWidget::keyPressEvent(event);
}

void LegendCard::fold()
{
    m_folded = !m_folded;
    place();
    update();
}

void LegendCard::nextCorner()
{
    constexpr std::array kOrder{Qt::BottomLeftCorner, Qt::BottomRightCorner, Qt::TopRightCorner, Qt::TopLeftCorner};
    const auto at = std::find(kOrder.begin(), kOrder.end(), m_corner);
    m_corner = at == kOrder.end() || at + 1 == kOrder.end() ? kOrder.front() : *(at + 1);
    QSettings{}.setValue(kCornerKey, static_cast<int>(m_corner));
    place();
}

MapControls::MapControls(MapCanvas& canvas, Style& style) : QFrame(&canvas)
{
    setObjectName(QStringLiteral("mapControls"));
    setProperty("role", QStringLiteral("card"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    setAutoFillBackground(true);
    const auto add = [&](const QString& name, const QString& icon, const QString& text, auto run) {
        auto* button = new QToolButton{this};
        button->setObjectName(name);
        button->setToolTip(text);
        button->setAccessibleName(text);
        const auto dress = [button, icon, &style] { button->setIcon(style.icon(icon)); };
        dress();
        connect(&style, &Style::changed, button, dress);
        connect(button, &QToolButton::clicked, &canvas, run);
        column->addWidget(button);
    };
    add(QStringLiteral("mapSelect"), QStringLiteral("pointer"), tr("Select and move (I)"), [&canvas] { canvas.setTool(MapCanvas::Tool::Select); });
    add(QStringLiteral("mapMeasure"), QStringLiteral("measure"), tr("Measure a distance (M)"), [&canvas] { canvas.setTool(MapCanvas::Tool::Measure); });
    add(QStringLiteral("mapZoomIn"), QStringLiteral("plus"), tr("Zoom in (+)"), [&canvas] { canvas.zoomBy(1.6); });
    add(QStringLiteral("mapZoomOut"), QStringLiteral("minus"), tr("Zoom out (-)"), [&canvas] { canvas.zoomBy(1.0 / 1.6); });
    add(QStringLiteral("mapFit"), QStringLiteral("fit"), tr("Show the whole mission (Home)"), [&canvas] { canvas.fit(); });
}

} // namespace tutela::app
