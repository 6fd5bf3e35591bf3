// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/area_index.h>

#include <tutela/core/error.h>

#include <array>
#include <cmath>

namespace tutela::analysis {

using core::Area;
using core::AreaId;
using core::Box;
using core::Geometry;
using core::Vertex;

namespace {

/// A polygon whose edges are sorted into latitude bands, so that a point or a parallel meets only a few of them.
class BandedPolygon {
public:
    BandedPolygon(const Geometry::Part& part, std::uint32_t area) : m_area(area)
    {
        std::vector<Edge> edges;
        bool first = true;
        for (std::size_t r = 0; r < part.size(); ++r)
            for (std::size_t i = 0, j = part[r].empty() ? 0 : part[r].size() - 1; i < part[r].size(); j = i++) {
                const Vertex a = part[r][i];
                edges.push_back({a, part[r][j], static_cast<std::uint32_t>(r)});
                if (r == 0) {
                    const Box at{a.x, a.y, a.x, a.y};
                    if (first)
                        m_box = at;
                    m_box.extend(at);
                    first = false;
                }
            }
        sortIntoBands(edges);
    }

    [[nodiscard]] std::uint32_t area() const { return m_area; }
    [[nodiscard]] const Box& box() const { return m_box; }

    /// Inside or on the border, as core::covers says it: in the outer ring, and not strictly inside a hole.
    [[nodiscard]] bool holds(double x, double y) const
    {
        if (!m_box.contains(x, y))
            return false;
        const auto band = edgesAt(y);
        bool inOuter = false;
        for (std::size_t i = 0; i < band.size();) {
            const std::uint32_t ring = band[i].ring;
            bool inside = false, onBorder = false;
            for (; i < band.size() && band[i].ring == ring; ++i) {
                onBorder = onBorder || touches(band[i], x, y);
                inside ^= crosses(band[i], x, y);
            }
            if (ring == 0 && !(inOuter = inside || onBorder))
                return false;
            if (ring > 0 && inside && !onBorder)
                return false;
        }
        return inOuter;
    }

    /// Where the parallel y crosses any ring.
    void crossings(double y, std::vector<double>& out) const
    {
        if (y < m_box.south || y > m_box.north)
            return;
        for (const Edge& e : edgesAt(y))
            if ((e.a.y > y) != (e.b.y > y))
                out.push_back((e.b.x - e.a.x) * (y - e.a.y) / (e.b.y - e.a.y) + e.a.x);
    }

private:
    struct Edge {
        Vertex a, b;
        std::uint32_t ring;
    };

    static bool touches(const Edge& e, double x, double y)
    {
        const double cross = (e.b.x - e.a.x) * (y - e.a.y) - (e.b.y - e.a.y) * (x - e.a.x);
        return cross == 0.0 && x >= std::min(e.a.x, e.b.x) && x <= std::max(e.a.x, e.b.x) && y >= std::min(e.a.y, e.b.y)
            && y <= std::max(e.a.y, e.b.y);
    }
    static bool crosses(const Edge& e, double x, double y)
    {
        return (e.a.y > y) != (e.b.y > y) && x < (e.b.x - e.a.x) * (y - e.a.y) / (e.b.y - e.a.y) + e.a.x;
    }
    [[nodiscard]] std::size_t bandOf(double y) const
    {
        const double at = (y - m_box.south) / m_bandHeight;
        return at <= 0.0 ? 0 : std::min(static_cast<std::size_t>(at), m_start.size() - 2);
    }
    [[nodiscard]] std::span<const Edge> edgesAt(double y) const
    {
        const std::size_t band = bandOf(y);
        return {m_edges.data() + m_start[band], m_edges.data() + m_start[band + 1]};
    }
    void sortIntoBands(const std::vector<Edge>& edges)
    {
        const std::size_t bands = std::clamp<std::size_t>(edges.size() / 4, 1, 8192);
        const double height = m_box.north - m_box.south;
        m_bandHeight = height > 0.0 ? height / static_cast<double>(bands) : 1.0;
        m_start.assign(bands + 1, 0);
        const auto each = [&](auto&& use) {
            for (const Edge& e : edges)
                for (std::size_t b = bandOf(std::min(e.a.y, e.b.y)); b <= bandOf(std::max(e.a.y, e.b.y)); ++b)
                    use(b, e);
        };
        each([&](std::size_t b, const Edge&) { ++m_start[b + 1]; });
        for (std::size_t b = 0; b < bands; ++b)
            m_start[b + 1] += m_start[b];
        m_edges.resize(m_start[bands]);
        std::vector<std::size_t> next(m_start.begin(), m_start.end() - 1);
        each([&](std::size_t b, const Edge& e) { m_edges[next[b]++] = e; }); // keeps the order of rings
    }

    std::uint32_t m_area;
    Box m_box;
    double m_bandHeight = 1.0;
    std::vector<std::size_t> m_start;
    std::vector<Edge> m_edges;
};

} // namespace

struct AreaIndex::Prepared {
    std::vector<AreaId> ids;
    std::vector<BandedPolygon> polygons; ///< ascending by area
    Box box;
    std::size_t columns = 1, rows = 1; ///< cells over the box, each with the polygons whose boxes meet it
    std::vector<std::vector<std::uint32_t>> cells;

    void addCells()
    {
        for (std::size_t i = 0; i < polygons.size(); ++i) {
            if (i == 0)
                box = polygons[0].box();
            box.extend(polygons[i].box());
        }
        columns = rows = static_cast<std::size_t>(std::ceil(2.0 * std::sqrt(static_cast<double>(polygons.size()) + 1.0)));
        cells.resize(columns * rows);
        for (std::uint32_t i = 0; i < polygons.size(); ++i) {
            const Box& b = polygons[i].box();
            for (std::size_t r = row(b.south); r <= row(b.north); ++r)
                for (std::size_t c = column(b.west); c <= column(b.east); ++c)
                    cells[r * columns + c].push_back(i);
        }
    }
    [[nodiscard]] std::size_t column(double x) const { return cell(x - box.west, box.east - box.west, columns); }
    [[nodiscard]] std::size_t row(double y) const { return cell(y - box.south, box.north - box.south, rows); }
    static std::size_t cell(double offset, double extent, std::size_t count)
    {
        const double at = extent > 0.0 ? offset / extent * static_cast<double>(count) : 0.0;
        return at <= 0.0 ? 0 : std::min(static_cast<std::size_t>(at), count - 1);
    }
};

AreaIndex::AreaIndex(std::span<const Area* const> areas)
{
    auto prepared = std::make_shared<Prepared>();
    std::vector<const Area*> sorted(areas.begin(), areas.end());
    std::sort(sorted.begin(), sorted.end(), [](const Area* a, const Area* b) { return a->id < b->id; });
    for (const Area* area : sorted) {
        if (!area->geometry.isArea() || area->geometry.empty())
            continue;
        const auto index = static_cast<std::uint32_t>(prepared->ids.size());
        prepared->ids.push_back({area->id});
        for (const Geometry::Part& part : area->geometry.parts)
            if (!part.empty() && part[0].size() >= 3)
                prepared->polygons.emplace_back(part, index);
    }
    prepared->addCells();
    m_prepared = std::move(prepared);
}

AreaIndex AreaIndex::ofLevel(const core::Mission& mission, core::AreaLevel level)
{
    std::vector<const Area*> areas;
    for (const Area& area : mission.all<Area>())
        if (area.level == level)
            areas.push_back(&area);
    return AreaIndex{areas};
}

const std::vector<AreaId>& AreaIndex::areas() const noexcept { return m_prepared->ids; }

std::optional<AreaId> AreaIndex::find(double lonDeg, double latDeg) const
{
    const Prepared& p = *m_prepared;
    if (p.polygons.empty() || !p.box.contains(lonDeg, latDeg))
        return std::nullopt;
    for (const std::uint32_t i : p.cells[p.row(latDeg) * p.columns + p.column(lonDeg)])
        if (p.polygons[i].holds(lonDeg, latDeg))
            return p.ids[p.polygons[i].area()];
    return std::nullopt;
}

namespace {

constexpr int kParallels = 256; ///< enough that 1 % of an area is told from 0.9 % and 1.1 %
constexpr double kSliver = 0.01;

/// Planar measure of an area, alone or in common with another, along parallels of its box.
class Strips {
public:
    explicit Strips(const Area& area)
    {
        for (const auto& part : area.geometry.parts)
            if (!part.empty() && part[0].size() >= 3)
                m_polygons.emplace_back(part, 0u);
        m_box = area.geometry.box();
        for (int k = 0; k < kParallels; ++k)
            m_size += lengthOf(inside(parallel(m_box, k)));
        m_size *= (m_box.north - m_box.south) / kParallels;
    }
    [[nodiscard]] double size() const { return m_size; }
    [[nodiscard]] bool overlaps(const Strips& other) const
    {
        if (!m_box.intersects(other.m_box))
            return false;
        const Box common{0.0, std::max(m_box.south, other.m_box.south), 0.0, std::min(m_box.north, other.m_box.north)};
        double size = 0.0;
        for (int k = 0; k < kParallels; ++k)
            size += commonLength(inside(parallel(common, k)), other.inside(parallel(common, k)));
        return size * (common.north - common.south) / kParallels > kSliver * std::min(m_size, other.m_size);
    }

private:
    /// Crossings in ascending order: inside between 0 and 1, 2 and 3 ...
    using Crossings = std::vector<double>;

    static double parallel(const Box& box, int k) { return box.south + (box.north - box.south) * (k + 0.5) / kParallels; }
    [[nodiscard]] Crossings inside(double y) const
    {
        Crossings x;
        for (const BandedPolygon& polygon : m_polygons)
            polygon.crossings(y, x);
        std::sort(x.begin(), x.end());
        return x;
    }
    static double lengthOf(const Crossings& x)
    {
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < x.size(); i += 2)
            sum += x[i + 1] - x[i];
        return sum;
    }
    static double commonLength(const Crossings& a, const Crossings& b)
    {
        double sum = 0.0;
        for (std::size_t i = 0, j = 0; i + 1 < a.size() && j + 1 < b.size();) {
            sum += std::max(0.0, std::min(a[i + 1], b[j + 1]) - std::max(a[i], b[j]));
            (a[i + 1] < b[j + 1] ? i : j) += 2;
        }
        return sum;
    }

    std::vector<BandedPolygon> m_polygons;
    Box m_box;
    double m_size = 0.0;
};

/// How many of the areas overlap no other one.
std::size_t overlapFree(const std::vector<const Area*>& areas)
{
    std::vector<Strips> strips;
    strips.reserve(areas.size());
    for (const Area* area : areas)
        strips.emplace_back(*area);
    std::vector<bool> overlapping(strips.size(), false);
    for (std::size_t i = 0; i < strips.size(); ++i)
        for (std::size_t j = i + 1; j < strips.size(); ++j)
            if (!(overlapping[i] && overlapping[j]) && strips[i].overlaps(strips[j]))
                overlapping[i] = overlapping[j] = true;
    return static_cast<std::size_t>(std::count(overlapping.begin(), overlapping.end(), false));
}

} // namespace

std::optional<core::AreaLevel> defaultLevel(const core::Mission& mission)
{
    std::array<std::vector<const Area*>, core::wordCount(core::AreaLevel{})> byLevel;
    for (const Area& area : mission.all<Area>())
        if (area.level && area.geometry.isArea() && !area.geometry.empty())
            byLevel[static_cast<std::size_t>(*area.level)].push_back(&area);
    std::optional<core::AreaLevel> best;
    std::size_t most = 0;
    for (std::size_t level = 0; level < byLevel.size(); ++level) { // coarse levels come first and win ties
        if (byLevel[level].size() <= most)
            continue;
        if (const std::size_t free = overlapFree(byLevel[level]); free > most) {
            most = free;
            best = static_cast<core::AreaLevel>(level);
        }
    }
    return best;
}

std::vector<core::PlaceId> placesIn(const core::Mission& mission, std::optional<AreaId> area)
{
    std::vector<core::PlaceId> ids;
    std::optional<AreaIndex> index;
    if (area) {
        const Area* record = mission.find<Area>(*area);
        if (record == nullptr)
            throw core::Error{core::ErrorCode::InvalidInput, "There is no such area; choose one that `list area` shows."};
        index.emplace(std::span{&record, 1});
    }
    for (const core::Place& place : mission.all<core::Place>())
        if (!index || (place.lon && place.lat && index->covers(*place.lon, *place.lat)))
            ids.push_back({place.id});
    return ids;
}

} // namespace tutela::analysis
