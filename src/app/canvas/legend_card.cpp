// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "legend_card.h"

#include "map_canvas.h"

#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtMath>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace tutela::app {

namespace {

const auto kCornerKey = QStringLiteral("map/legendCorner");
constexpr int kCardGap = 12;
constexpr int kBesideWord = 44; ///< in a card that is only a word

constexpr int kRim = 2;         ///< around what is scrolled: the focus is shown there
constexpr int kLeastOpen = 110; ///< a legend that is opened is as high at least, and lies over credits and scale bar if it must

/// All of the legend, in a window as large as the map has room for.
class LegendPicture final : public QWidget {
public:
    LegendPicture(const map::Legend& legend, const Style& style, QWidget* parent) : QWidget(parent), m_legend(legend), m_style(style)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents); // a click is the card's
    }

private:
    void paintEvent(QPaintEvent*) override
    {
        const Painted now{m_legend, m_style.theme(), m_style.textScale(), size(), devicePixelRatioF()};
        if (m_picture.isNull() || now != m_painted)
            make(now);
        QPainter{this}.drawImage(0, 0, m_picture);
    }

    /// What the picture depends on.
    struct Painted {
        map::Legend legend;
        map::Theme theme{};
        double scale = 0.0;
        QSize size;
        double ratio = 0.0;
        bool operator==(const Painted&) const = default;
    };
    /// Once: it lies over the map, and is asked for with each tile of it.
    void make(const Painted& now)
    {
        m_painted = now;
        m_picture = QImage{(QSizeF{now.size} * now.ratio).toSize(), QImage::Format_ARGB32_Premultiplied};
        m_picture.setDevicePixelRatio(now.ratio);
        m_picture.fill(Qt::transparent);
        QPainter painter{&m_picture};
        painter.setRenderHint(QPainter::Antialiasing);
        map::drawLegend(painter, {0, 0}, now.legend, now.theme, now.scale);
    }
    const map::Legend& m_legend;
    const Style& m_style;
    Painted m_painted;
    QImage m_picture;
};

bool isSize(const map::LegendEntry& entry) { return entry.symbol == map::LegendSymbol::PlaceSize; }

/// Of the ground: a reader knows them without words.
bool isGround(const map::LegendEntry& entry)
{
    using map::LegendSymbol;
    constexpr std::array kGround{LegendSymbol::RoadMain, LegendSymbol::RoadTrack, LegendSymbol::River,  LegendSymbol::Lake,
                                 LegendSymbol::SectorLine, LegendSymbol::Outline, LegendSymbol::Relief};
    return std::find(kGround.begin(), kGround.end(), entry.symbol) != kGround.end();
}

map::Legend without(map::Legend legend, bool (*dropped)(const map::LegendEntry&))
{
    for (map::LegendGroup& group : legend.groups)
        std::erase_if(group.entries, dropped);
    std::erase_if(legend.groups, [](const map::LegendGroup& group) { return group.entries.empty(); });
    return legend;
}

/// The same with less and less in it; each says that there is more.
std::vector<map::Legend> shorter(const map::Legend& legend)
{
    map::Legend first = without(legend, isSize);
    first.notes.push_back(LegendCard::tr("Click: all of the legend."));
    return {first, without(first, isGround)};
}

} // namespace

LegendCard::LegendCard(MapCanvas& canvas, Style& style) : QWidget(&canvas), m_canvas(canvas), m_style(style), m_scroll(new QScrollArea{this})
{
    setObjectName(QStringLiteral("legendCard"));
    setAccessibleName(tr("Legend"));
    setToolTip(tr("Click folds or opens the legend, a double click moves it to the next corner"));
    setFocusPolicy(Qt::TabFocus);
    m_corner = static_cast<Qt::Corner>(QSettings{}.value(kCornerKey, static_cast<int>(Qt::BottomLeftCorner)).toInt());
    m_scroll->setObjectName(QStringLiteral("legendScroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // the keys are the card's
    m_scroll->setWidget(new LegendPicture{m_shown, m_style, m_scroll});
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);
    m_scroll->hide();
}

void LegendCard::setLegend(const map::Legend& legend)
{
    if (legend == m_legend)
        return place(); // what it stands on may have changed
    m_legend = legend;
    m_versions.clear();
    QStringList words;
    for (const auto& group : legend.groups)
        for (const auto& entry : group.entries)
            words << entry.text;
    for (const auto& note : legend.notes)
        words << note;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    place();
    update();
}

QSize LegendCard::smallSize() const
{
    constexpr int kAroundWord = 10;
    return {fontMetrics().horizontalAdvance(smallText()) + kBesideWord, fontMetrics().height() + kAroundWord};
}

/// All of the legend where there is room, else what there is room for, with bars to scroll by.
QSize LegendCard::openSize(int x, int width) const
{
    const QSize full = m_scroll->widget()->size() + QSize{2 * kRim, 2 * kRim};
    const int room = floorFor(x, width) - kCardGap, most = room >= kLeastOpen ? room : m_canvas.height() - 2 * kCardGap;
    const int bar = full.height() > most ? m_scroll->verticalScrollBar()->sizeHint().width() : 0;
    return {std::min(full.width() + bar, m_canvas.width() - 2 * kCardGap), std::min(full.height(), std::max(most, 1))};
}

int LegendCard::leftOf(int width) const
{
    const bool left = m_corner == Qt::BottomLeftCorner || m_corner == Qt::TopLeftCorner;
    return left ? kCardGap : m_canvas.width() - width - kCardGap;
}

void LegendCard::measure()
{
    const double scale = m_style.textScale();
    if (!m_versions.empty() && m_measuredAt == scale)
        return;
    m_measuredAt = scale;
    m_versions.clear();
    const auto add = [&](map::Legend legend) {
        const QSizeF size = map::legendSize(legend, scale);
        m_versions.push_back({std::move(legend), {qCeil(size.width()), qCeil(size.height())}});
    };
    add(m_legend);
    for (map::Legend& less : shorter(m_legend))
        add(std::move(less));
}

bool LegendCard::fits(const Version& version) const
{
    const QSize card = version.size + QSize{2 * kRim, 2 * kRim};
    return card.height() <= floorFor(leftOf(card.width()), card.width()) - kCardGap && card.width() <= m_canvas.width() / 2;
}

void LegendCard::setShown(const Version& version)
{
    m_shown = version.legend;
    m_scroll->widget()->resize(version.size);
    m_scroll->widget()->update(); // the theme may be another
}

void LegendCard::place()
{
    if (m_legend.empty()) {
        resize(0, 0);
        return;
    }
    measure();
    const auto fitting = m_wish == Wish::AsItFits ? std::find_if(m_versions.begin(), m_versions.end(), [this](const Version& each) { return fits(each); }) : m_versions.end();
    m_small = m_wish == Wish::Folded || (m_wish == Wish::AsItFits && fitting == m_versions.end());
    setShown(fitting == m_versions.end() ? m_versions.front() : *fitting);
    const bool top = m_corner == Qt::TopLeftCorner || m_corner == Qt::TopRightCorner;
    const int wide = m_scroll->widget()->width() + 2 * kRim;
    const auto sizeAt = [&](int x) { return m_small ? smallSize() : openSize(x, wide); };
    const auto topOf = [&](int x, QSize size) { return top ? kCardGap : std::max(kCardGap, std::max(floorFor(x, size.width()), m_small ? 0 : kLeastOpen + kCardGap) - size.height()); };
    QSize size = sizeAt(leftOf(wide));
    int x = leftOf(size.width());
    if (const QRect tools = m_canvas.toolsBox(); tools.intersects({QPoint{x, topOf(x, size)}, size})) {
        x = std::min(tools.right() + kCardGap, m_canvas.width() - size.width() - kCardGap); // beside them
        size = sizeAt(x);
    }
    resize(size);
    m_scroll->setGeometry(rect().adjusted(kRim, kRim, -kRim, -kRim));
    m_scroll->setVisible(!m_small);
    move(x, std::min(topOf(x, size), std::max(kCardGap, m_canvas.height() - kCardGap - size.height())));
    emit placed();
}

bool LegendCard::isScrolled() const { return !m_small && (m_scroll->verticalScrollBar()->maximum() > 0 || m_scroll->horizontalScrollBar()->maximum() > 0); }

/// On a map that is not small it says what the numbers on the map count, which nothing else does while the legend is folded.
QString LegendCard::smallText() const
{
    constexpr double kTall = 260.0, kOfWidth = 1.0 / 3.0; // on a lower map, or of more of its width, the words would cover the country
    const QString counting = tr("Legend: numbers count incidents");
    const bool numbers = m_legend.has(map::LegendSymbol::Cluster) || m_legend.has(map::LegendSymbol::ClusterArea);
    const bool room = m_canvas.height() >= kTall * m_style.textScale() && fontMetrics().horizontalAdvance(counting) + kBesideWord <= m_canvas.width() * kOfWidth;
    return numbers && room ? counting : tr("Legend");
}

/// The lowest line that a card of this width can stand on without covering credits, scale bar or north arrow.
int LegendCard::floorFor(int x, int width) const
{
    constexpr int kAboveFurniture = 6;
    int floor = m_canvas.height() - kCardGap;
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
    painter.setPen(m_style.colour(m_small ? map::Token::BorderStrong : map::Token::Border));
    painter.setBrush(m_style.colour(map::Token::Surface));
    painter.drawRoundedRect(QRectF{rect()}.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (m_small) {
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
        toggle();
}

void LegendCard::mouseDoubleClickEvent(QMouseEvent*) { nextCorner(); }

void LegendCard::keyPressEvent(QKeyEvent* event)
{
    auto* bar = m_scroll->verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return: return toggle();
    case Qt::Key_Right:
    case Qt::Key_Left: return nextCorner();
    case Qt::Key_Down: return bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_Up: return bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_PageDown: return bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    case Qt::Key_PageUp: return bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    default: QWidget::keyPressEvent(event);
    }
}

/// At the end of what is scrolled the map must not begin to zoom.
void LegendCard::wheelEvent(QWheelEvent* event) { event->setAccepted(isScrolled()); }

void LegendCard::setFolded(bool folded)
{
    m_wish = folded ? Wish::Folded : Wish::AsItFits;
    place();
    update();
}

/// What a person asked for holds in a map of any height.
void LegendCard::toggle()
{
    m_wish = m_small || m_shown != m_legend ? Wish::Open : Wish::Folded;
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

MapControls::MapControls(MapCanvas& canvas, Style& style, const ActionRegistry& actions) : QFrame(&canvas)
{
    setObjectName(QStringLiteral("mapControls"));
    setProperty("role", QStringLiteral("card"));
    auto* column = new QVBoxLayout{this};
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(2);
    setAutoFillBackground(true);
    const auto add = [&](const QString& name, const QString& icon, const QString& text, const QString& action, auto run) {
        auto* button = new QToolButton{this};
        button->setObjectName(name);
        actions.follow(action, button, [&actions, button, text, action] {
            button->setToolTip(actions.withKeys(text, action));
            button->setAccessibleName(button->toolTip());
        });
        const auto dress = [button, icon, &style] { button->setIcon(style.icon(icon)); };
        dress();
        connect(&style, &Style::changed, button, dress);
        connect(button, &QToolButton::clicked, &canvas, run);
        column->addWidget(button);
    };
    add(QStringLiteral("mapSelect"), QStringLiteral("pointer"), tr("Select and move"), QStringLiteral("map.select"), [&canvas] { canvas.setTool(MapCanvas::Tool::Select); });
    add(QStringLiteral("mapMeasure"), QStringLiteral("measure"), tr("Measure a distance"), QStringLiteral("map.measure"), [&canvas] { canvas.setTool(MapCanvas::Tool::Measure); });
    add(QStringLiteral("mapLayersButton"), QStringLiteral("layers"), tr("Layers of this map"), QString{}, [this, &canvas] { canvas.askLayers(*this); });
    add(QStringLiteral("mapZoomIn"), QStringLiteral("plus"), tr("Zoom in (+)"), QString{}, [&canvas] { canvas.zoomBy(1.6); });
    add(QStringLiteral("mapZoomOut"), QStringLiteral("minus"), tr("Zoom out (-)"), QString{}, [&canvas] { canvas.zoomBy(1.0 / 1.6); });
    add(QStringLiteral("mapFit"), QStringLiteral("fit"), tr("Show the whole mission"), QStringLiteral("map.fit"), [&canvas] { canvas.fit(); });
}

} // namespace tutela::app
