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
constexpr int kGap = 12;
constexpr int kBesideWord = 44; ///< in a card that is only a word

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
    const int wide = qCeil(full.width());
    const auto leftOf = [&](int width) { return left ? kGap : m_canvas.width() - width - kGap; };
    m_small = m_folded || full.height() > floorFor(leftOf(wide), wide) - kGap || full.width() > m_canvas.width() / 2.0;
    constexpr int kAroundWord = 10;
    resize(m_small ? QSize{fontMetrics().horizontalAdvance(smallText()) + kBesideWord, fontMetrics().height() + kAroundWord} : full.toSize() + QSize{1, 1});
    const auto topOf = [&](int x) { return top ? kGap : floorFor(x, width()) - height(); };
    int x = leftOf(width());
    if (const QRect tools = m_canvas.toolsBox(); tools.intersects({QPoint{x, topOf(x)}, size()}))
        x = std::min(tools.right() + kGap, m_canvas.width() - width() - kGap); // beside them
    move(x, topOf(x));
    emit placed();
}

/// Where there is room it says what the numbers on the map count, which nothing else does while the legend is folded.
QString LegendCard::smallText() const
{
    const QString counting = tr("Legend: numbers count incidents");
    const bool numbers = m_legend.has(map::LegendSymbol::Cluster) || m_legend.has(map::LegendSymbol::ClusterArea);
    return numbers && fontMetrics().horizontalAdvance(counting) + kBesideWord <= m_canvas.width() / 2 ? counting : tr("Legend");
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
    if (!m_small) {
        map::drawLegend(painter, {0, 0}, m_legend, m_style.theme(), m_style.textScale());
    } else {
        painter.setPen(m_style.colour(map::Token::BorderStrong));
        painter.setBrush(m_style.colour(map::Token::Surface));
        painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(m_style.colour(map::Token::Text));
        painter.drawText(rect(), Qt::AlignCenter, smallText());
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
        setFolded(!m_folded);
}

void LegendCard::mouseDoubleClickEvent(QMouseEvent*) { nextCorner(); }

void LegendCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)
        setFolded(!m_folded);
    else if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)
        nextCorner();
    else
        QWidget::keyPressEvent(event);
}

void LegendCard::setFolded(bool folded)
{
    m_folded = folded;
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
