// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "country.h"

#include <tutela/core/geo.h>

#include <algorithm>
#include <map>

/// From chains of cells to the lines of the map: rivers, roads, bridges, areas.
namespace tutela::demo {

using core::Vertex;

namespace {

/// Where segment ab meets segment cd, as a share of ab; empty when it does not.
std::optional<double> meeting(Vertex a, Vertex b, Vertex c, Vertex d)
{
    const double bx = b.x - a.x, by = b.y - a.y, dx = d.x - c.x, dy = d.y - c.y;
    const double cross = bx * dy - by * dx;
    if (cross == 0.0)
        return std::nullopt;
    const double t = ((c.x - a.x) * dy - (c.y - a.y) * dx) / cross;
    const double u = ((c.x - a.x) * by - (c.y - a.y) * bx) / cross;
    if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0)
        return std::nullopt;
    return t;
}

/// The line up to where it first meets the ring.
std::vector<Vertex> cutAt(const core::Geometry::Ring& ring, const std::vector<Vertex>& line)
{
    std::vector<Vertex> out{line.front()};
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        double first = 2.0;
        for (std::size_t k = 0; k + 1 < ring.size(); ++k)
            if (const auto t = meeting(line[i], line[i + 1], ring[k], ring[k + 1]))
                first = std::min(first, *t);
        if (first <= 1.0) {
            out.push_back({line[i].x + first * (line[i + 1].x - line[i].x), line[i].y + first * (line[i + 1].y - line[i].y)});
            return out;
        }
        out.push_back(line[i + 1]);
    }
    return out;
}

void roundAll(std::vector<Vertex>& line)
{
    for (Vertex& v : line)
        v = rounded(v);
    line.erase(std::unique(line.begin(), line.end()), line.end());
}

/// Cell centres drawn together along each river, the same for the tributary as for the river that it joins.
std::map<std::size_t, Vertex> calmedPositions(const Country& country)
{
    std::map<std::size_t, Vertex> at;
    for (const River& river : country.rivers)
        for (const std::size_t cell : river.cells)
            at[cell] = centreOf(Cell::of(cell));
    for (int pass = 0; pass < 3; ++pass) {
        std::map<std::size_t, Vertex> next = at;
        for (const River& river : country.rivers)
            for (std::size_t i = 1; i + 1 < river.cells.size(); ++i) {
                const Vertex a = at[river.cells[i - 1]], b = at[river.cells[i]], c = at[river.cells[i + 1]];
                next[river.cells[i]] = {0.25 * (a.x + 2.0 * b.x + c.x), 0.25 * (a.y + 2.0 * b.y + c.y)};
            }
        at = std::move(next);
    }
    return at;
}

} // namespace

std::vector<core::Water> waterRecords(const Country& country)
{
    std::vector<core::Water> out;
    core::Water lake;
    lake.name = "Lake Wamira";
    lake.water_kind = core::WaterKind::LAKE;
    lake.navigable = true;
    lake.geometry = core::Geometry{core::Geometry::Type::Polygon, {{country.outline.lake}}};
    out.push_back(std::move(lake));

    const auto at = calmedPositions(country);
    for (const River& river : country.rivers) {
        const std::size_t last = river.cells.back();
        const bool intoLake = country.terrain.lake.cells()[last] != 0;
        const bool abroad = !country.terrain.inCountry(last);
        for (std::size_t from = 0; from + 1 < river.cells.size();) {
            std::size_t to = from + 1;
            while (to + 1 < river.cells.size() && river.orders[to] == river.orders[from])
                ++to;
            std::vector<Vertex> line;
            for (std::size_t i = from; i <= to; ++i)
                line.push_back(at.at(river.cells[i]));
            line = smoothed(std::move(line));
            if (to + 1 == river.cells.size() && (intoLake || abroad))
                line = cutAt(intoLake ? country.outline.lake : country.outline.country, line);
            roundAll(line);
            if (line.size() >= 2) {
                core::Water water;
                water.name = river.name;
                water.water_kind = core::WaterKind::RIVER;
                water.stream_order = river.orders[from];
                water.navigable = river.orders[from] >= 4;
                water.geometry = lineOf(std::move(line));
                out.push_back(std::move(water));
            }
            from = to;
        }
    }
    return out;
}

namespace {

/// A stretch of road between two junctions.
struct Stretch {
    std::vector<std::size_t> cells;
    core::RoadClass road_class{};
    std::string name;
};

bool isNode(const RoadCells& roads, const std::map<std::size_t, Vertex>& places, std::size_t cell)
{
    if (roads.at[cell].size() != 2 || places.contains(cell))
        return true;
    const auto& a = roads.edges[roads.at[cell][0]];
    const auto& b = roads.edges[roads.at[cell][1]];
    return a.road_class != b.road_class || a.name != b.name;
}

std::vector<Stretch> stretchesOf(const RoadCells& roads, const std::map<std::size_t, Vertex>& places)
{
    std::vector<Stretch> out;
    std::vector<std::uint8_t> taken(roads.edges.size(), 0);
    for (std::size_t start = 0; start < roads.at.size(); ++start) {
        if (!roads.has(start) || !isNode(roads, places, start))
            continue;
        for (const std::size_t first : roads.at[start]) {
            if (taken[first] != 0)
                continue;
            Stretch stretch{{start}, roads.edges[first].road_class, roads.edges[first].name};
            std::size_t edge = first;
            std::size_t here = start;
            for (;;) {
                taken[edge] = 1;
                here = roads.edges[edge].a == here ? roads.edges[edge].b : roads.edges[edge].a;
                stretch.cells.push_back(here);
                if (isNode(roads, places, here))
                    break;
                edge = roads.at[here][0] == edge ? roads.at[here][1] : roads.at[here][0];
            }
            out.push_back(std::move(stretch));
        }
    }
    return out;
}

std::vector<Vertex> drawnStretch(const Stretch& stretch, const std::map<std::size_t, Vertex>& places)
{
    std::vector<Vertex> line;
    for (const std::size_t cell : stretch.cells)
        line.push_back(centreOf(Cell::of(cell)));
    for (const auto end : {std::size_t{0}, line.size() - 1})
        if (const auto place = places.find(stretch.cells[end]); place != places.end())
            line[end] = place->second;
    for (int pass = 0; pass < 3; ++pass) {
        const std::vector<Vertex> before = line;
        for (std::size_t i = 1; i + 1 < line.size(); ++i)
            line[i] = {0.25 * (before[i - 1].x + 2.0 * before[i].x + before[i + 1].x),
                       0.25 * (before[i - 1].y + 2.0 * before[i].y + before[i + 1].y)};
    }
    line = smoothed(std::move(line));
    roundAll(line);
    return line;
}

struct Crossing {
    double km; ///< from the start of the road
    std::string river;
};

std::vector<Crossing> crossingsOf(const std::vector<Vertex>& line, const std::vector<core::Water>& waters, int lowestOrder)
{
    std::vector<Crossing> out;
    const core::Box box = lineOf(line).box();
    for (const core::Water& water : waters) {
        if (water.water_kind != core::WaterKind::RIVER || water.stream_order.value_or(0) < lowestOrder
            || !box.intersects(water.geometry.box()))
            continue;
        const auto& river = water.geometry.parts[0][0];
        double km = 0.0;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const double length = kmBetween(line[i], line[i + 1]);
            for (std::size_t k = 0; k + 1 < river.size(); ++k)
                if (const auto t = meeting(line[i], line[i + 1], river[k], river[k + 1]))
                    out.push_back({km + *t * length, water.name});
            km += length;
        }
    }
    std::sort(out.begin(), out.end(), [](const Crossing& a, const Crossing& b) { return a.km < b.km; });
    return out;
}

/// The part of a line between two distances from its start, both ends as vertices.
std::vector<Vertex> between(const std::vector<Vertex>& line, double fromKm, double toKm)
{
    std::vector<Vertex> out;
    double km = 0.0;
    const auto onSegment = [&](std::size_t i, double at, double length) {
        const double t = length > 0.0 ? (at - km) / length : 0.0;
        return rounded(Vertex{line[i].x + t * (line[i + 1].x - line[i].x), line[i].y + t * (line[i + 1].y - line[i].y)});
    };
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double length = kmBetween(line[i], line[i + 1]);
        if (km + length >= fromKm && km <= toKm) {
            if (out.empty())
                out.push_back(km >= fromKm ? line[i] : onSegment(i, fromKm, length));
            out.push_back(km + length <= toKm ? line[i + 1] : onSegment(i, toKm, length));
        }
        km += length;
    }
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace

std::vector<core::Road> roadRecords(const Country& country, const RoadCells& roads)
{
    std::map<std::size_t, Vertex> places;
    for (const Site& site : country.sites)
        places.emplace(site.cell().index(), site.at);
    const std::vector<core::Water> waters = waterRecords(country);
    constexpr double kBridgeKm = 0.16;
    std::vector<core::Road> out;
    const auto add = [&](const Stretch& stretch, std::vector<Vertex> line, const std::string& bridgeOver) {
        if (line.size() < 2)
            return;
        core::Road road;
        road.name = stretch.name;
        if (!bridgeOver.empty())
            road.name = (stretch.name.empty() ? "Bridge" : stretch.name + " bridge") + " over the " + bridgeOver;
        road.road_class = stretch.road_class;
        road.bridge = !bridgeOver.empty();
        road.geometry = lineOf(std::move(line));
        out.push_back(std::move(road));
    };
    for (const Stretch& stretch : stretchesOf(roads, places)) {
        const std::vector<Vertex> line = drawnStretch(stretch, places);
        const bool built = stretch.road_class == core::RoadClass::ROAD_PRIMARY || stretch.road_class == core::RoadClass::ROAD_SECONDARY;
        double done = 0.0;
        double length = 0.0;
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            length += kmBetween(line[i], line[i + 1]);
        for (const Crossing& crossing : crossingsOf(line, waters, built ? 1 : 3)) {
            const double from = crossing.km - kBridgeKm / 2.0;
            const double to = crossing.km + kBridgeKm / 2.0;
            if (from <= done + 0.05 || to >= length - 0.05)
                continue;
            add(stretch, between(line, done, from), {});
            add(stretch, between(line, from, to), crossing.river.empty() ? "stream" : crossing.river);
            done = to;
        }
        add(stretch, done > 0.0 ? between(line, done, length + 1.0) : line, {});
    }
    return out;
}

std::vector<core::Area> areaRecords(const Country& country)
{
    std::vector<core::Area> out;
    core::Area whole;
    whole.name = "Kavara";
    whole.code = "KAV";
    whole.level = core::AreaLevel::MISSION;
    whole.geometry = polygonOf(country.outline.country);
    whole.time_zone = "Africa/Lagos";
    out.push_back(std::move(whole));
    for (std::size_t i = 0; i < kSectors; ++i) {
        core::Area sector;
        sector.name = kSectorNames[i].name;
        sector.code = kSectorNames[i].code;
        sector.level = core::AreaLevel::SECTOR;
        sector.geometry = polygonOf(country.outline.sectors[i]);
        sector.time_zone = "Africa/Lagos";
        out.push_back(std::move(sector));
    }
    return out;
}

} // namespace tutela::demo
