// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "country.h"

#include "noise.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace tutela::demo {

using core::RoadClass;

namespace {

constexpr double kDiagonal = 1.41421356;

/// What it costs to build a road through a cell: slopes and rivers are dear.
std::vector<double> buildingCost(const Country& country)
{
    std::vector<double> cost(kRows * kCols, -1.0);
    for (std::size_t i = 0; i < cost.size(); ++i) {
        const Cell cell = Cell::of(i);
        const bool edge = cell.row == 0 || cell.col == 0 || cell.row + 1 == kRows || cell.col + 1 == kCols;
        if (edge || !country.terrain.inCountry(i) || country.terrain.lake.cells()[i] != 0)
            continue;
        const double slope = country.terrain.slope(cell);
        // The ground decides small bends: without it a road over a plain would be a ruled line.
        const core::Vertex at = centreOf(cell);
        const double ground = 1.0 + 0.8 * fractal(country.seed + 71, at.x * 30.0, at.y * 30.0, 3);
        cost[i] = ground + 14.0 * slope + 900.0 * slope * slope;
        if (const auto order = country.terrain.river.cells()[i]; order != 0)
            cost[i] += 3.0 * order;
    }
    return cost;
}

/// Dijkstra from a cell to the first cell that `isGoal` takes. Ties go to the lower cell number.
std::vector<std::size_t> cheapestWay(std::size_t from, const std::function<double(std::size_t, std::size_t)>& stepCost,
                                     const std::function<bool(std::size_t)>& isGoal)
{
    std::vector<double> best(kRows * kCols, 1e18);
    std::vector<std::size_t> before(kRows * kCols);
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    best[from] = 0.0;
    before[from] = from;
    open.emplace(0.0, from);
    while (!open.empty()) {
        const auto [cost, at] = open.top();
        open.pop();
        if (cost > best[at])
            continue;
        if (isGoal(at)) {
            std::vector<std::size_t> way{at};
            while (way.back() != from)
                way.push_back(before[way.back()]);
            std::reverse(way.begin(), way.end());
            return way;
        }
        const Cell cell = Cell::of(at);
        for (std::size_t row = cell.row - (cell.row > 0 ? 1 : 0); row <= std::min(cell.row + 1, kRows - 1); ++row)
            for (std::size_t col = cell.col - (cell.col > 0 ? 1 : 0); col <= std::min(cell.col + 1, kCols - 1); ++col) {
                const std::size_t next = row * kCols + col;
                if (next == at)
                    continue;
                const double step = stepCost(at, next);
                if (step < 0.0)
                    continue;
                const double sum = cost + step * (row != cell.row && col != cell.col ? kDiagonal : 1.0);
                if (sum < best[next]) {
                    best[next] = sum;
                    before[next] = at;
                    open.emplace(sum, next);
                }
            }
    }
    return {};
}

bool joined(const RoadCells& roads, std::size_t a, std::size_t b)
{
    return std::any_of(roads.at[a].begin(), roads.at[a].end(), [&](std::size_t edge) {
        return roads.edges[edge].a == std::min(a, b) && roads.edges[edge].b == std::max(a, b);
    });
}

void lay(RoadCells& roads, const std::vector<std::size_t>& way, RoadClass roadClass, std::string_view name)
{
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
        const std::size_t a = std::min(way[i], way[i + 1]);
        const std::size_t b = std::max(way[i], way[i + 1]);
        if (joined(roads, a, b))
            continue;
        roads.at[a].push_back(roads.edges.size());
        roads.at[b].push_back(roads.edges.size());
        roads.edges.push_back({a, b, roadClass, std::string(name)});
    }
}

} // namespace

std::vector<std::size_t> RoadCells::neighbours(std::size_t cell) const
{
    std::vector<std::size_t> out;
    for (const std::size_t edge : at[cell])
        out.push_back(edges[edge].a == cell ? edges[edge].b : edges[edge].a);
    return out;
}

void buildPlannedRoads(const Country& country, RoadCells& roads)
{
    const std::vector<double> cost = buildingCost(country);
    for (const PlannedRoad& planned : plannedRoads())
        for (std::size_t i = 0; i + 1 < planned.stops.size(); ++i) {
            const std::size_t from = country.sites[country.siteNamed(planned.stops[i])].cell().index();
            const std::size_t to = country.sites[country.siteNamed(planned.stops[i + 1])].cell().index();
            const auto step = [&](std::size_t a, std::size_t b) {
                if (cost[b] < 0.0)
                    return -1.0;
                return joined(roads, a, b) ? 0.75 : cost[b];
            };
            lay(roads, cheapestWay(from, step, [&](std::size_t at) { return at == to; }), planned.road_class, planned.name);
        }
}

void buildTracks(const Country& country, RoadCells& roads)
{
    const std::vector<double> cost = buildingCost(country);
    // Larger places first: smaller ones then join their tracks.
    std::vector<std::size_t> order(country.sites.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return country.sites[a].population.value_or(0) > country.sites[b].population.value_or(0);
    });
    for (const std::size_t i : order) {
        const Site& site = country.sites[i];
        const std::size_t from = site.cell().index();
        if (roads.has(from))
            continue;
        const bool small = site.population.value_or(0) < 260;
        const auto way = cheapestWay(
            from, [&](std::size_t, std::size_t b) { return cost[b]; }, [&](std::size_t at) { return roads.has(at); });
        lay(roads, way, small ? RoadClass::PATH : RoadClass::TRACK, {});
    }
}

std::vector<std::size_t> wayAlongRoads(const RoadCells& roads, std::size_t from, std::size_t to)
{
    const auto step = [&](std::size_t a, std::size_t b) {
        for (const std::size_t edge : roads.at[a])
            if (roads.edges[edge].a == b || roads.edges[edge].b == b)
                switch (roads.edges[edge].road_class) {
                case RoadClass::ROAD_PRIMARY: return 1.0;
                case RoadClass::ROAD_SECONDARY: return 1.5;
                case RoadClass::TRACK: return 3.0;
                case RoadClass::PATH: return 6.0;
                }
        return -1.0;
    };
    return cheapestWay(from, step, [&](std::size_t at) { return at == to; });
}

} // namespace tutela::demo
