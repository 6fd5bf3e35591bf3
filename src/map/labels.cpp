// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lake_mask_p.h"
#include "room_p.h"

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
constexpr double kNearest = 1.0;           // gap between a name and its symbol, where there is room
constexpr double kFromOthers = 6.0;        // of a name at the end of a leader from the symbols of other places
constexpr double kBesideUnnamed = 60.0;    // how far a name that found no room keeps lesser names away, at most

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

/// Small boxes along a leader: names keep off them.
std::vector<QRectF> beads(const QLineF& leader, double s)
{
    const double size = 2.0 * s;
    std::vector<QRectF> boxes;
    const int count = static_cast<int>(leader.length() / size) + 1;
    for (int i = 0; i <= count; ++i) {
        const QPointF at = leader.pointAt(static_cast<double>(i) / count);
        boxes.emplace_back(at.x() - size / 2, at.y() - size / 2, size, size);
    }
    return boxes;
}

/// From the edge of a name to that of a symbol.
double distance(const QRectF& name, QPointF at, double symbol)
{
    const double x = std::max({name.left() - at.x(), 0.0, at.x() - name.right()});
    const double y = std::max({name.top() - at.y(), 0.0, at.y() - name.bottom()});
    return std::hypot(x, y) - symbol / 2;
}

/// Where a name may stand: on free ground, and where no reader takes it for the name of another place.
class Ground {
public:
    explicit Ground(const PreparedMap::Impl& map)
        : m_room(map), m_symbols(map.view.frame(), 48.0 * map.s), m_unnamed(map.view.frame(), 48.0 * map.s), m_inView(map.options.in_view), m_lakes(map)
    {
        for (const LabelWish& wish : map.wishes) {
            m_symbols.add({wish.at.x() - wish.symbol / 2, wish.at.y() - wish.symbol / 2, wish.symbol, wish.symbol});
            m_largest = std::max(m_largest, wish.symbol);
        }
        for (const QRectF& box : map.unnamed)
            m_unnamed.add(box);
    }
    [[nodiscard]] const Room& room() const { return m_room; }
    [[nodiscard]] Room& room() { return m_room; }
    void keepForUnnamed(const QRectF& box) { m_unnamed.add(box); }
    [[nodiscard]] bool free(const QRectF& name) const { return m_room.free(name) && !m_unnamed.meets(name); }
    /// Whether a box stands on the side of the symbol: in view, or not.
    [[nodiscard]] bool isOnSideOf(QPointF symbol, const QRectF& box) const
    {
        return !m_inView || (m_inView->contains(symbol) ? m_inView->contains(box) : !m_inView->intersects(box));
    }
    [[nodiscard]] bool isInLake(const QRectF& box) const { return m_lakes.holds(box); }
    /// Whether the symbol of a place other than the one at `own` is nearer to the name than `least`.
    [[nodiscard]] bool isNearAnother(const QRectF& name, QPointF own, double least) const
    {
        constexpr double kSame = 0.01; // places on one spot share what stands beside it
        const double reach = least + m_largest / 2;
        return m_symbols.any(name.adjusted(-reach, -reach, reach, reach), [&](const QRectF& symbol) {
            const QPointF at = symbol.center();
            return (at - own).manhattanLength() > kSame && distance(name, at, symbol.width()) < least;
        });
    }

private:
    Room m_room;
    BoxGrid m_symbols, m_unnamed;
    std::optional<QRectF> m_inView;
    LakeMask m_lakes;
    double m_largest = 0.0;
};

/// Farther out, with a line to the symbol that crosses no other name.
std::optional<Spot> findSpotWithLeader(const Ground& ground, const LabelWish& wish, QSizeF text, double s, double most)
{
    const Room& room = ground.room();
    for (const double out : {12.0, 18.0, 26.0, 38.0, 52.0, 68.0, 88.0}) {
        if (out > most)
            break;
        for (int i = 0; i < 16; ++i) {
            const double angle = i * std::numbers::pi / 8;
            const QPointF direction{std::cos(angle), std::sin(angle)};
            const QPointF edge = wish.at + direction * (out * s + wish.symbol / 2);
            const QPointF topLeft{edge.x() + (direction.x() - 1) / 2 * text.width(), edge.y() + (direction.y() - 1) / 2 * text.height()};
            if (!ground.free({topLeft, text}) || !ground.isOnSideOf(wish.at, {topLeft, text}) || ground.isNearAnother({topLeft, text}, wish.at, kFromOthers * s))
                continue;
            const QLineF leader{wish.at + direction * (wish.symbol * 0.62), edge};
            const auto line = beads(leader, s);
            if (std::all_of(line.begin(), line.end(), [&](const QRectF& box) { return room.freeOfNames(box) && ground.isOnSideOf(wish.at, box); }))
                return Spot{topLeft, leader};
        }
    }
    return std::nullopt;
}

/// Places that are assessed, and towns: the reader looks for their names.
bool isFirst(const LabelWish& wish)
{
    return wish.band >= 0 || wish.people > kTownPeople;
}

enum class Water { Avoided, Allowed };

std::optional<Spot> findSpotBeside(const Ground& ground, const LabelWish& wish, QSizeF text, double s, Water water)
{
    for (const double gap : {kNearest, 5.0})
        for (const QPointF& topLeft : besides(wish.at, wish.symbol, text, gap * s)) {
            const QRectF name{topLeft, text};
            if (ground.free(name) && ground.isOnSideOf(wish.at, name) && (water == Water::Allowed || !ground.isInLake(name))
                && !ground.isNearAnother(name, wish.at, distance(name, wish.at, wish.symbol)))
                return Spot{topLeft, {}};
        }
    return std::nullopt;
}

std::optional<Spot> findSpot(const Ground& ground, const LabelWish& wish, QSizeF text, double s)
{
    // A name in the lake is read as that of the water or of an island: the one of a place on the shore goes there only at need.
    const bool ashore = !ground.isInLake({wish.at - QPointF{s, s}, QSizeF{2 * s, 2 * s}});
    if (const auto onLand = ashore ? findSpotBeside(ground, wish, text, s, Water::Avoided) : std::nullopt)
        return onLand;
    if (const auto beside = findSpotBeside(ground, wish, text, s, Water::Allowed))
        return beside;
    if (!isFirst(wish))
        return std::nullopt;
    // A place at high risk must have its name, be it far out.
    return findSpotWithLeader(ground, wish, text, s, wish.band >= static_cast<int>(core::Band::HIGH) ? 88.0 : 38.0);
}

/// Where the reader looks for the name of a place: a lesser name there would be read as the one that is missing. Of a long name
/// the part at the symbol.
std::vector<QRectF> besideUnnamed(const LabelWish& wish, QSizeF text, double s)
{
    const QSizeF part{std::min(text.width(), kBesideUnnamed * s), text.height()};
    std::vector<QRectF> boxes;
    for (const QPointF& topLeft : besides(wish.at, wish.symbol, part, kNearest * s))
        boxes.emplace_back(topLeft, part);
    return boxes;
}

/// The box of the letters without the empty upper and lower part of the line.
QRectF inkBox(QPointF topLeft, QSizeF text)
{
    return {topLeft + QPointF{0, text.height() * 0.1}, QSizeF{text.width(), text.height() * 0.82}};
}

} // namespace

void Maker::placeLabels(Names which)
{
    auto& wishes = m_map.wishes;
    const auto rank = [](const LabelWish& w) { return std::tuple{!w.text.isEmpty(), w.band, w.people, -w.id}; };
    std::sort(wishes.begin(), wishes.end(), [&rank](const auto& a, const auto& b) { return rank(a) > rank(b); });
    Ground ground{m_map};
    const std::size_t most = std::min(wishes.size(), kMostWishes);
    for (std::size_t i = 0; i < most && !wishes[i].text.isEmpty(); ++i) {
        m_progress.check();
        const LabelWish& wish = wishes[i];
        if (isFirst(wish) != (which == Names::First))
            continue;
        const bool town = wish.people > kTownPeople;
        text::Style style{wish.text, (town ? 12.4 : 11.0) * m_map.s, town ? Weight::Bold : Weight::Medium};
        style.halo = kHalo * m_map.s;
        const QSizeF full = text::size(style);
        const QSizeF ink = inkBox({}, full).size();
        const auto spot = findSpot(ground, wish, ink, m_map.s);
        if (!spot) {
            if (!wish.dot) // nobody looks for the name of a dot
                for (const QRectF& beside : besideUnnamed(wish, ink, m_map.s)) {
                    ground.keepForUnnamed(beside);
                    m_map.unnamed.push_back(beside);
                }
            continue;
        }
        const QRectF box{spot->topLeft, ink};
        ground.room().takeName(box);
        m_map.labels.push_back(box);
        QRectF whole = box.adjusted(-4 * m_map.s, -5 * m_map.s, 4 * m_map.s, 5 * m_map.s);
        if (spot->leader) {
            whole = whole.united(QRectF{spot->leader->p1(), spot->leader->p2()}.normalized().adjusted(-2, -2, 2, 2));
            for (const QRectF& bead : beads(*spot->leader, m_map.s)) {
                ground.room().take(bead);
                m_map.leaders.push_back(bead);
            }
        }
        m_map.add(whole, LabelItem{spot->topLeft - QPointF{0, full.height() * 0.1}, std::move(style), m_map.ink(Token::Text), m_map.ink(Token::Halo), spot->leader});
    }
}

void Maker::sectorNames()
{
    constexpr double kLinesApart = 1.5; // names of two sectors that stand closer are read as one of two lines
    Room room{m_map};
    for (const QRectF& ring : m_map.rings)
        room.take(ring);
    std::vector<QRectF> placedNames;
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
                const double apart = kLinesApart * ink.height();
                const QRectF around = box.adjusted(-apart, -apart, apart, apart);
                const auto isNear = [&around](const QRectF& other) { return around.intersects(other); };
                if (!shape.contains(middle) || !room.free(box) || std::any_of(placedNames.begin(), placedNames.end(), isNear))
                    continue;
                room.takeName(box);
                placedNames.push_back(box);
                m_map.labels.push_back(box);
                m_map.add(box.adjusted(-4 * m_map.s, -5 * m_map.s, 4 * m_map.s, 5 * m_map.s),
                          LabelItem{box.topLeft() - QPointF{0, full.height() * 0.1}, style, m_map.ink(Token::SectorName), m_map.ink(Token::Halo), {}});
                placed = true;
            }
    }
}

} // namespace tutela::map
