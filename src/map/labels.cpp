// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "box_grid_p.h"
#include "prepared_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <tuple>

namespace tutela::map {

namespace {

constexpr std::int64_t kTownPeople = 20'000; // above this a name is set larger and bold
constexpr std::size_t kMostWishes = 3'000;   // no frame holds more names; the least urgent wait for a closer zoom
constexpr double kHalo = 3.2;

/// Keeps what labels must not touch.
class Room {
public:
    explicit Room(const PreparedMap::Impl& map) : m_frame(map.view.frame().adjusted(2, 2, -2, -2)), m_taken(map.view.frame(), 48.0 * map.s)
    {
        for (const QRectF& box : map.symbols)
            m_taken.add(box);
        for (const QRectF& box : PreparedMap(std::shared_ptr<const PreparedMap::Impl>(&map, [](const auto*) {})).furnitureBoxes())
            m_taken.add(box);
    }
    [[nodiscard]] bool free(const QRectF& box) const { return m_frame.contains(box) && !m_taken.meets(box); }
    void take(const QRectF& box) { m_taken.add(box); }

private:
    QRectF m_frame;
    BoxGrid m_taken;
};

struct Spot {
    QPointF topLeft;
    std::optional<QLineF> leader;
};

/// Six positions beside the symbol: right, left, upper right, lower right, above, below.
std::array<QPointF, 6> besides(QPointF at, double symbol, QSizeF text, double gap)
{
    const double reach = symbol * 0.62 + gap;
    const double middle = -text.height() / 2;
    return {at + QPointF{reach, middle},
            at + QPointF{-reach - text.width(), middle},
            at + QPointF{reach * 0.75, -text.height() - reach * 0.35},
            at + QPointF{reach * 0.75, reach * 0.35},
            at + QPointF{-text.width() / 2, -reach - text.height()},
            at + QPointF{-text.width() / 2, reach}};
}

std::optional<Spot> findSpot(const Room& room, const LabelWish& wish, QSizeF text, double s)
{
    for (const QPointF& topLeft : besides(wish.at, wish.symbol, text, 1.0 * s))
        if (room.free({topLeft, text}))
            return Spot{topLeft, {}};
    if (wish.band < static_cast<int>(core::Band::HIGH))
        return std::nullopt;
    // A place at high risk must have its name: farther out, with a line to its symbol.
    for (const double out : {16.0, 26.0, 38.0, 52.0, 68.0})
        for (int i = 0; i < 16; ++i) {
            const double angle = i * std::numbers::pi / 8;
            const QPointF edge = wish.at + QPointF{std::cos(angle), std::sin(angle)} * (out * s + wish.symbol / 2);
            const QPointF topLeft{edge.x() + (std::cos(angle) - 1) / 2 * text.width(), edge.y() + (std::sin(angle) - 1) / 2 * text.height()};
            if (!room.free({topLeft, text}))
                continue;
            const QPointF start = wish.at + QPointF{std::cos(angle), std::sin(angle)} * (wish.symbol * 0.62);
            return Spot{topLeft, QLineF{start, edge}};
        }
    return std::nullopt;
}

/// The box of the letters without the empty upper and lower part of the line.
QRectF inkBox(QPointF topLeft, QSizeF text)
{
    return {topLeft + QPointF{0, text.height() * 0.1}, QSizeF{text.width(), text.height() * 0.82}};
}

} // namespace

void Maker::placeLabels()
{
    auto& wishes = m_map.wishes;
    const auto rank = [](const LabelWish& w) { return std::tuple{w.band, w.people, -w.id}; };
    std::sort(wishes.begin(), wishes.end(), [&rank](const auto& a, const auto& b) { return rank(a) > rank(b); });
    Room room{m_map};
    const std::size_t most = std::min(wishes.size(), kMostWishes);
    for (std::size_t i = 0; i < most; ++i) {
        m_progress.check();
        const LabelWish& wish = wishes[i];
        const bool town = wish.people > kTownPeople;
        text::Style style{wish.text, (town ? 12.4 : 11.0) * m_map.s, town ? Weight::Bold : Weight::Medium};
        style.halo = kHalo * m_map.s;
        const QSizeF full = text::size(style);
        const QSizeF ink = inkBox({}, full).size();
        const auto spot = findSpot(room, wish, ink, m_map.s);
        if (!spot)
            continue;
        const QRectF box{spot->topLeft, ink};
        room.take(box);
        m_map.labels.push_back(box);
        QRectF whole = box.adjusted(-4 * m_map.s, -5 * m_map.s, 4 * m_map.s, 5 * m_map.s);
        if (spot->leader)
            whole = whole.united(QRectF{spot->leader->p1(), spot->leader->p2()}.normalized().adjusted(-1, -1, 1, 1));
        m_map.add(whole, LabelItem{spot->topLeft - QPointF{0, full.height() * 0.1}, std::move(style), m_map.ink(Token::Text), m_map.ink(Token::Halo), spot->leader});
    }
    if (on(MapLayer::SECTOR_NAMES))
        sectorNames();
}

void Maker::sectorNames()
{
    Room room{m_map};
    for (const QRectF& box : m_map.labels)
        room.take(box);
    for (const core::Area* sector : m_scene.sectors) {
        m_progress.check();
        const std::vector<QPolygonF> rings = clippedRings(sector->geometry);
        if (rings.empty())
            continue;
        text::Style style{QString::fromStdString(core::withVisibleControls(sector->name)).toUpper(), 10.2 * m_map.s, Weight::Bold};
        style.tracking = 0.14;
        style.halo = kHalo * m_map.s;
        const QSizeF full = text::size(style);
        const QSizeF ink = inkBox({}, full).size();
        QPainterPath shape;
        shape.setFillRule(Qt::OddEvenFill);
        for (const QPolygonF& ring : rings)
            shape.addPolygon(ring);
        const core::Vertex label = core::labelPoint(sector->geometry);
        QPointF start = m_mapper(label.x, label.y);
        if (!inFrame(start))
            start = shape.boundingRect().center();
        // Round and round outwards from the middle of the sector, wider than high as names are.
        bool placed = false;
        for (int ring = 0; ring < 14 && !placed; ++ring)
            for (int i = 0; i < (ring == 0 ? 1 : 16) && !placed; ++i) {
                const double angle = std::numbers::pi / 2 + i * std::numbers::pi / 8;
                const QPointF middle = start + QPointF{std::cos(angle) * ring * 13.0 * m_map.s, -std::sin(angle) * ring * 8.0 * m_map.s};
                const QRectF box{middle.x() - ink.width() / 2, middle.y() - ink.height() / 2, ink.width(), ink.height()};
                if (!shape.contains(middle) || !room.free(box))
                    continue;
                room.take(box);
                m_map.labels.push_back(box);
                m_map.add(box.adjusted(-4 * m_map.s, -5 * m_map.s, 4 * m_map.s, 5 * m_map.s),
                          LabelItem{box.topLeft() - QPointF{0, full.height() * 0.1}, style, m_map.ink(Token::SectorName), m_map.ink(Token::Halo), {}});
                placed = true;
            }
    }
}

} // namespace tutela::map
