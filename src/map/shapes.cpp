// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "box_grid_p.h"
#include "clip_p.h"
#include "ink_p.h"
#include "prepared_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace tutela::map {

namespace {

void append(QPainterPath& path, const QPolygonF& line)
{
    path.addPolygon(line);
}

/// The edges of areas that share their borders, each known by its two ends.
class Edges {
public:
    explicit Edges(const std::vector<QPolygonF>& rings) : m_rings(rings)
    {
        for (const QPolygonF& ring : rings)
            for (qsizetype i = 1; i < ring.size(); ++i)
                ++m_uses[keyOf(ring[i - 1], ring[i])];
    }
    /// Lines that only one area has: the outer border.
    [[nodiscard]] std::vector<QPolygonF> outer()
    {
        return lines([this](const Key& key) { return m_uses[key] == 1; });
    }
    /// All lines, a border of two areas once: drawn twice its dashes would fill each other's gaps.
    [[nodiscard]] std::vector<QPolygonF> once()
    {
        std::unordered_set<Key, Hash> drawn;
        return lines([&drawn](const Key& key) { return drawn.insert(key).second; });
    }

private:
    struct Key {
        std::int64_t x1, y1, x2, y2; ///< 1/64 screen units
        bool operator==(const Key&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const noexcept
        {
            std::uint64_t mixed = 0;
            for (const std::int64_t part : {key.x1, key.y1, key.x2, key.y2})
                mixed = (mixed ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15u + (mixed >> 29);
            return static_cast<std::size_t>(mixed ^ (mixed >> 32));
        }
    };
    static Key keyOf(QPointF a, QPointF b)
    {
        // Far outside of the frame, or where the projection ends, any number does.
        const auto grid = [](double v) { return std::isfinite(v) ? static_cast<std::int64_t>(std::clamp(v * 64, -1e15, 1e15)) : 0; };
        const Key key{grid(a.x()), grid(a.y()), grid(b.x()), grid(b.y())};
        return std::tie(key.x1, key.y1) <= std::tie(key.x2, key.y2) ? key : Key{key.x2, key.y2, key.x1, key.y1};
    }
    template <class Wanted>
    std::vector<QPolygonF> lines(Wanted wanted) const
    {
        std::vector<QPolygonF> out;
        for (const QPolygonF& ring : m_rings) {
            QPolygonF line;
            for (qsizetype i = 1; i < ring.size(); ++i) {
                if (wanted(keyOf(ring[i - 1], ring[i]))) {
                    if (line.isEmpty())
                        line.append(ring[i - 1]);
                    line.append(ring[i]);
                } else if (!line.isEmpty()) {
                    out.push_back(std::exchange(line, {}));
                }
            }
            if (!line.isEmpty())
                out.push_back(line);
        }
        return out;
    }
    const std::vector<QPolygonF>& m_rings;
    std::unordered_map<Key, int, Hash> m_uses;
};

/// The dashes of a line as lines of their own. A dashed pen would begin anew, or skip, where a tile is cut.
QPainterPath dashesOf(const QPainterPath& path, const QPen& pen)
{
    QPainterPath out;
    const QList<qreal> pattern = pen.dashPattern();
    for (const QPolygonF& line : path.toSubpathPolygons()) {
        qsizetype at = 0;
        double left = pattern[0] * pen.widthF();
        if (!line.isEmpty())
            out.moveTo(line.first());
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QLineF piece{line[i - 1], line[i]};
            const double length = piece.length();
            double done = 0.0;
            while (length - done > left) {
                done += left;
                const QPointF turn = piece.pointAt(done / length);
                if (at % 2 == 0)
                    out.lineTo(turn);
                else
                    out.moveTo(turn);
                at = (at + 1) % pattern.size();
                left = std::max(pattern[at] * pen.widthF(), 1e-3);
            }
            left -= length - done;
            if (at % 2 == 0)
                out.lineTo(line[i]);
        }
    }
    return out;
}

} // namespace

void PreparedMap::Impl::fill(QPainterPath path, const QColor& with)
{
    if (path.isEmpty())
        return;
    const QRectF box = path.controlPointRect();
    add(box.adjusted(-1, -1, 1, 1), FillItem{options.vector ? std::move(path) : ink::onGrid(std::move(path), view.ratio()), with});
}

void PreparedMap::Impl::stroke(QPainterPath path, const QPen& pen)
{
    if (path.isEmpty())
        return;
    QPen solid = pen;
    if (pen.style() == Qt::CustomDashLine) {
        path = dashesOf(path, pen);
        solid.setStyle(Qt::SolidLine);
    }
    if (!options.vector) {
        fill(ink::outlineOf(path, solid), solid.color());
        return;
    }
    const QRectF box = path.controlPointRect();
    const double reach = pen.widthF() + 1;
    add(box.adjusted(-reach, -reach, reach, reach), StrokeItem{std::move(path), solid});
}

QPen Maker::pen(Token token, double width, const QList<qreal>& dashes) const
{
    QPen made{m_map.ink(token), width * m_map.s, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    if (!dashes.isEmpty()) {
        made.setCapStyle(Qt::FlatCap);
        made.setDashPattern(dashes);
    }
    return made;
}

bool Maker::inFrame(QPointF at) const
{
    return m_map.view.frame().contains(at); // false for NaN
}

std::vector<QPolygonF> Maker::clippedRings(const core::Geometry& geometry) const
{
    std::vector<QPolygonF> rings;
    if (!m_mapper.mayShow(geometry.box()))
        return rings;
    for (const auto& part : geometry.parts)
        for (const auto& ring : part) {
            QPolygonF clipped = clippedRing(m_mapper(ring), m_map.clip);
            if (!clipped.isEmpty())
                rings.push_back(std::move(clipped));
        }
    return rings;
}

QPainterPath Maker::fillPath(const core::Geometry& geometry) const
{
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QPolygonF& ring : clippedRings(geometry))
        append(path, ring);
    return path;
}

QPainterPath Maker::linePath(const core::Geometry& geometry) const
{
    QPainterPath path;
    if (!m_mapper.mayShow(geometry.box()))
        return path;
    for (const auto& part : geometry.parts)
        for (const auto& ring : part)
            for (const QPolygonF& piece : clippedLine(m_mapper(ring), m_map.clip))
                append(path, piece);
    return path;
}

void Maker::influence()
{
    for (const auto& actor : m_scene.mission.all<core::Actor>()) {
        m_progress.check();
        if (!actor.geometry.isArea())
            continue;
        QPainterPath area = fillPath(actor.geometry);
        if (area.isEmpty())
            continue;
        m_map.fill(std::move(area), m_map.ink(Token::Influence));
        m_map.stroke(linePath(actor.geometry), pen(Token::InfluenceLine, 0.9, {1.2, 2.6}));
        saw(LegendSymbol::Influence);
    }
}

void Maker::waters()
{
    constexpr std::array widths{0.6, 0.8, 1.1, 1.6, 2.3}; // by stream order 1..5
    for (const auto& water : m_scene.mission.all<core::Water>()) {
        m_progress.check();
        if (water.geometry.isArea()) {
            QPainterPath area = fillPath(water.geometry);
            if (area.isEmpty())
                continue;
            m_map.lakes.push_back(area);
            m_map.fill(std::move(area), m_map.ink(Token::Water));
            m_map.stroke(linePath(water.geometry), pen(Token::WaterLine, 0.9));
            saw(LegendSymbol::Lake);
        } else {
            QPainterPath line = linePath(water.geometry);
            if (line.isEmpty())
                continue;
            const auto order = static_cast<std::size_t>(std::clamp<std::int64_t>(water.stream_order.value_or(2), 1, 5));
            m_map.stroke(std::move(line), pen(Token::WaterLine, widths[order - 1]));
            saw(LegendSymbol::River);
        }
    }
}

void Maker::roads()
{
    struct Style {
        core::RoadClass roadClass;
        double casing, width; // 0 casing = a plain line
    };
    // Bottom to top; all casings of a class lie below all of its fills, so that crossings join.
    constexpr std::array styles{Style{core::RoadClass::PATH, 0.0, 0.8}, Style{core::RoadClass::TRACK, 0.0, 1.2},
                                Style{core::RoadClass::ROAD_SECONDARY, 2.5, 1.2}, Style{core::RoadClass::ROAD_PRIMARY, 3.1, 1.7}};
    for (const Style& style : styles) {
        std::vector<QPainterPath> lines;
        for (const auto& road : m_scene.mission.all<core::Road>()) {
            m_progress.check();
            if (road.road_class.value_or(core::RoadClass::TRACK) != style.roadClass)
                continue;
            QPainterPath line = linePath(road.geometry);
            if (!line.isEmpty())
                lines.push_back(std::move(line));
        }
        if (lines.empty())
            continue;
        saw(style.casing > 0.0 ? LegendSymbol::RoadMain : LegendSymbol::RoadTrack);
        if (style.casing > 0.0)
            for (const QPainterPath& line : lines)
                m_map.stroke(line, pen(Token::RoadCasing, style.casing));
        const bool path = style.roadClass == core::RoadClass::PATH;
        for (QPainterPath& line : lines)
            m_map.stroke(std::move(line), pen(style.casing > 0.0 ? Token::Road : Token::Track, style.width,
                                              path ? QList<qreal>{3.0, 2.5} : QList<qreal>{}));
    }
}

/// A mark on each ford, beside the cross of one that is closed. Of those that lie closer together than their marks the first has one.
void Maker::fords()
{
    constexpr double kApart = 240.0, kSize = 12.0, kBesideCross = 20.0;
    const double size = kSize * m_map.s, across = size * 0.75, down = size * 0.6;
    const auto boxAround = [&](QPointF at) { return QRectF{at.x() - across, at.y() - down, 2 * across, 2 * down}; };
    BoxGrid crosses{m_map.view.frame(), 32.0 * m_map.s}, marks = crosses;
    for (const QRectF& cross : m_map.symbols) // closed roads are the only ones so far
        crosses.add(cross);
    const auto mark = [&](QPointF on) {
        if (!inFrame(on))
            return;
        const QPointF at = crosses.meets(boxAround(on)) ? on + QPointF{kBesideCross * m_map.s, 0} : on;
        const QRectF box = boxAround(at);
        if (marks.meets(box))
            return;
        marks.add(box);
        m_map.symbols.push_back(box);
        m_map.add(box, FordItem{at, size});
        saw(LegendSymbol::Ford);
    };
    for (const auto& road : m_scene.mission.all<core::Road>()) {
        m_progress.check();
        if (road.ford != true || !m_mapper.mayShow(road.geometry.box()))
            continue;
        for (const auto& part : road.geometry.parts)
            for (const auto& ring : part)
                for (const QPointF at : pointsAlong(m_mapper(ring), kApart * m_map.s))
                    mark(at);
    }
}

void Maker::sectorLines()
{
    if (m_scene.sectors.size() < 2 && !m_scene.areas.empty())
        return; // one sector's border is the outline
    const std::vector<QPolygonF> rings = sectorRings();
    QPainterPath path = clippedPath(Edges{rings}.once());
    if (path.isEmpty())
        return;
    m_map.stroke(std::move(path), pen(Token::SectorLine, 1.1, {5.5, 2.6, 1.2, 2.6}));
    saw(LegendSymbol::SectorLine);
}

std::vector<QPolygonF> Maker::sectorRings() const
{
    std::vector<QPolygonF> rings;
    for (const core::Area* sector : m_scene.sectors) {
        m_progress.check();
        if (m_mapper.mayShow(sector->geometry.box()))
            for (const auto& part : sector->geometry.parts)
                for (const auto& ring : part)
                    rings.push_back(m_mapper(ring, 0.0)); // thinned, two neighbours would not share their vertices
    }
    return rings;
}

QPainterPath Maker::clippedPath(const std::vector<QPolygonF>& lines) const
{
    QPainterPath path;
    for (const QPolygonF& line : lines)
        for (const QPolygonF& piece : clippedLine(thinned(line, 0.3), m_map.clip))
            append(path, piece);
    return path;
}

void Maker::threats()
{
    const double spacing = 8.5 * m_map.s;
    // The pattern is fixed to the ground: it moves with the map.
    const QPointF anchor = m_map.view.fromProjected(core::Vertex{0.0, 0.0});
    const QPointF near{std::fmod(anchor.x(), spacing * 2 * std::sqrt(2.0)), std::fmod(anchor.y(), spacing * 2 * std::sqrt(2.0))};
    for (const core::Threat* threat : m_scene.threats) {
        m_progress.check();
        const std::vector<QPolygonF> rings = clippedRings(threat->geometry);
        if (rings.empty())
            continue;
        QPainterPath hatch;
        for (const QLineF& line : hatchLines(rings, spacing, near)) {
            hatch.moveTo(line.p1());
            hatch.lineTo(line.p2());
        }
        QPen fine = pen(Token::Hatch, 1.05);
        fine.setCapStyle(Qt::FlatCap);
        m_map.stroke(std::move(hatch), fine);
        m_map.stroke(linePath(threat->geometry), pen(Token::Hatch, 1.6));
        saw(LegendSymbol::ThreatArea);
    }
}

void Maker::outline()
{
    if (m_scene.areas.empty()) {
        // Without a shape of the whole mission its border is what only one sector has.
        const std::vector<QPolygonF> rings = sectorRings();
        QPainterPath path = clippedPath(Edges{rings}.outer());
        if (path.isEmpty())
            return;
        m_map.stroke(std::move(path), pen(Token::Outline, 1.9));
        saw(LegendSymbol::Outline);
        return;
    }
    for (const core::Area* area : m_scene.areas) {
        QPainterPath path = linePath(area->geometry);
        if (path.isEmpty())
            continue;
        m_map.stroke(std::move(path), pen(Token::Outline, 1.9));
        saw(LegendSymbol::Outline);
    }
}

void Maker::patrols()
{
    const auto inPeriod = [this](const core::Patrol& patrol) {
        const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start;
        return !m_scene.period || !start || m_scene.period->contains(*start);
    };
    for (const auto& patrol : m_scene.mission.all<core::Patrol>()) {
        m_progress.check();
        if (!inPeriod(patrol) || patrol.status == core::PatrolStatus::CANCELLED)
            continue;
        const bool tracked = !patrol.geometry.empty();
        QPainterPath line = linePath(tracked ? patrol.geometry : patrol.route_planned);
        if (line.isEmpty())
            continue;
        m_map.stroke(line, pen(Token::Halo, 3.4));
        m_map.stroke(std::move(line), tracked ? pen(Token::Patrol, 1.6) : pen(Token::Patrol, 1.4, {3.5, 2.5}));
        saw(tracked ? LegendSymbol::Patrol : LegendSymbol::PatrolPlanned);
    }
}

} // namespace tutela::map
