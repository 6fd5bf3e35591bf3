// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ground_search_p.h"

#include "../travel/bucket_queue_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace tutela::analysis {

using core::Vertex;

namespace {

double unroundedSecondsPerMetre(double kmh)
{
    constexpr double kSecondsOfHour = 3600.0, kMetresOfKm = 1000.0;
    return kmh > 0.0 ? kSecondsOfHour / kMetresOfKm / kmh : std::numeric_limits<double>::infinity();
}

} // namespace

Ground::Ground(const TerrainParts& terrain, GroundConditions conditions)
    : m_terrain(terrain), m_conditions(std::move(conditions)), m_friction(std::size_t{TerrainRasters::kNoCover} + 1, kNever), m_foot(m_conditions.mode == core::TravelMode::FOOT)
{
    const auto& c = m_conditions;
    const double unknown = unroundedSecondsPerMetre(c.speeds.offRoad(c.mode, std::nullopt, c.season, c.night));
    std::fill(m_friction.begin(), m_friction.end(), unknown);
    for (std::size_t i = 0; i < core::wordCount(core::LandCover{}); ++i)
        m_friction[i] = unroundedSecondsPerMetre(c.speeds.offRoad(c.mode, static_cast<core::LandCover>(i), c.season, c.night));
    for (std::size_t i = 0; i < m_road.size(); ++i) {
        m_road[i] = unroundedSecondsPerMetre(c.speeds.onRoad(c.mode, static_cast<core::RoadClass>(i), c.season, c.night));
        m_ford[i] = unroundedSecondsPerMetre(c.speeds.throughFord(c.mode, static_cast<core::RoadClass>(i), c.season, c.night));
    }
    m_across = terrain.rasters.frame.cellX;
    m_down = terrain.rasters.frame.cellY;
    m_diagonal = std::hypot(m_across, m_down);
    if (m_foot)
        for (int i = 0; i <= static_cast<int>(2 * kTableSlope * kTableSteps) + 1; ++i)
            m_tobler.push_back(toblerFactor(static_cast<double>(i) / static_cast<double>(kTableSteps) - static_cast<double>(kTableSlope)));
    const core::TravelMode onGround = c.mode == core::TravelMode::BOAT ? core::TravelMode::FOOT : c.mode;
    m_street = unroundedSecondsPerMetre(c.speeds.street(onGround, c.season, c.night));
    m_track = unroundedSecondsPerMetre(c.speeds.onRoad(onGround, core::RoadClass::TRACK, c.season, c.night));
    for (std::size_t i = 0; i < m_friction.size(); ++i) {
        const bool known = i < core::wordCount(core::LandCover{}) && static_cast<core::LandCover>(i) != core::LandCover::WATER;
        m_shortWay.push_back(unroundedSecondsPerMetre(c.speeds.offRoad(onGround, known ? std::optional{static_cast<core::LandCover>(i)} : std::nullopt, c.season, c.night)));
    }
    m_water = unroundedSecondsPerMetre(c.speeds.straight(c.mode, c.night));
}

double Ground::offRoad(double friction, Vertex from, Vertex to, double metres) const
{
    if (m_conditions.mode == core::TravelMode::BOAT)
        return friction * metres;
    if (m_foot)
        return friction * metres * toblerFactor(m_terrain.slope(from, to, metres));
    // Going across a slope turns a vehicle over: the steepest direction counts, not that of the way.
    const auto factor = wheelFactor(std::max(m_terrain.steepnessAt(from), m_terrain.steepnessAt(to)));
    return factor ? friction * metres * *factor : kNever;
}

double Ground::alongEdge(std::uint32_t from, const Network::Edge& edge) const
{
    const auto metres = static_cast<double>(edge.metres);
    if (m_conditions.mode == core::TravelMode::BOAT)
        return m_water * metres;
    if (isClosed(edge.owner))
        return kNever;
    const TerrainRoad& road = m_terrain.roads[edge.owner];
    const double friction = (road.ford ? m_ford : m_road)[static_cast<std::size_t>(road.road_class)];
    return m_foot ? friction * metres * toblerFactor(m_terrain.slope(network().nodes[from], network().nodes[edge.to], metres)) : friction * metres;
}

/// Of each road that is open to this mode the nearest: more would cut the bends of a road.
std::vector<std::uint32_t> Ground::nearestNodes(Vertex at, double metres) const
{
    std::map<std::uint32_t, std::pair<double, std::uint32_t>> nearest; // by road
    forSquaresAround(at, metres, [&](std::size_t square) {
        for (const std::uint32_t node : network().nodesInSquare(square)) {
            const double away = m_terrain.metres(at, network().nodes[node]);
            if (away > metres || (m_conditions.mode != core::TravelMode::BOAT && !m_terrain.isDry(at, network().nodes[node])))
                continue;
            for (const Network::Edge& edge : network().edgesOf(node)) {
                if (!(alongEdge(node, edge) < kNever))
                    continue;
                const auto [known, fresh] = nearest.try_emplace(edge.owner, away, node);
                if (!fresh)
                    known->second = std::min(known->second, std::pair{away, node});
            }
        }
    });
    std::set<std::uint32_t> nodes;
    for (const auto& [road, found] : nearest)
        nodes.insert(found.second);
    return {nodes.begin(), nodes.end()};
}

/// A boat lies at the nearest point of a lake.
std::optional<std::size_t> Ground::nearestWater(Vertex at, double metres) const
{
    std::optional<std::size_t> found;
    double least = metres;
    forSquaresAround(at, metres, [&](std::size_t cell) {
        const double away = m_terrain.metres(at, m_terrain.middleOf(cell));
        if (frictionOf(cell) < kNever && away < least) {
            least = away;
            found = cell;
        }
    });
    return found;
}

double Ground::secondsAcross(Vertex from, Vertex to) const
{
    // A settlement has streets to what is close; farther off slope and cover count, or hairpins would be cut.
    constexpr double kStreets = 100.0, kPiecesOfCell = 2.0;
    const double metres = m_terrain.metres(from, to);
    if (!(metres > 0.0))
        return 0.0;
    if (metres <= kStreets && m_street < kNever)
        return m_street * metres;
    const auto pieces = static_cast<int>(std::ceil(std::hypot(to.x - from.x, to.y - from.y) * kPiecesOfCell));
    double sum = 0.0;
    for (int piece = 0; piece < pieces; ++piece) {
        const double part = (piece + 0.5) / pieces;
        const Vertex at{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
        const auto cover = m_terrain.isInside(at) ? m_terrain.coverNumberAt(at) : TerrainRasters::kNoCover;
        sum += m_shortWay[cover];
    }
    return offRoad(sum / pieces, from, to, metres);
}

std::optional<Access> Ground::trackTo(Vertex at, double metres) const
{
    std::optional<Access> nearest;
    if (!m_terrain.isInside(at))
        return nearest;
    for (const std::uint32_t node : nearestNodes(at, metres)) {
        const Vertex to = network().nodes[node];
        const double seconds = offRoad(m_track, at, to, m_terrain.metres(at, to));
        if (seconds < (nearest ? nearest->seconds : kNever))
            nearest = Access{static_cast<Spot>(m_terrain.cells() + node), seconds};
    }
    return nearest;
}

std::vector<Access> Ground::accessOf(Vertex at, double metres) const
{
    std::vector<Access> found;
    if (!m_terrain.isInside(at))
        return found;
    for (const std::uint32_t node : nearestNodes(at, metres))
        if (const double seconds = secondsAcross(at, network().nodes[node]); seconds < kNever)
            found.push_back({static_cast<Spot>(m_terrain.cells() + node), seconds});
    if (m_conditions.mode == core::TravelMode::BOAT) {
        if (const auto water = nearestWater(at, metres))
            if (const double seconds = secondsAcross(at, m_terrain.middleOf(*water)); seconds < kNever)
                found.push_back({static_cast<Spot>(*water), seconds});
        return found;
    }
    for (int corner = 0; corner < 4; ++corner) {
        const Vertex middle{std::floor(at.x) + corner % 2, std::floor(at.y) + corner / 2};
        if (!m_terrain.isInside(middle) || !m_terrain.isDry(at, middle))
            continue;
        const std::size_t cell = static_cast<std::size_t>(middle.y) * m_terrain.rasters.cols + static_cast<std::size_t>(middle.x);
        if (const double friction = frictionOf(cell); friction < kNever)
            if (const double seconds = offRoad(friction, at, middle, m_terrain.metres(at, middle)); seconds < kNever)
                found.push_back({static_cast<Spot>(cell), seconds});
    }
    return found;
}

double Ground::metresOfStep(Spot from, Spot to) const
{
    if (isNode(from) && isNode(to)) {
        double least = kNever;
        for (const auto& edge : network().edgesOf(static_cast<std::uint32_t>(from - m_terrain.cells())))
            if (edge.to == to - m_terrain.cells() && (m_conditions.mode == core::TravelMode::BOAT || !isClosed(edge.owner)))
                least = std::min(least, static_cast<double>(edge.metres));
        if (least < kNever)
            return least;
    }
    return m_terrain.metres(placeOf(from), placeOf(to));
}

namespace {

class Search {
public:
    Search(const Ground& ground, double limitSeconds) : m_ground(ground), m_queue(kShift), m_waiting(ground.spots(), false)
    {
        m_times.cost.assign(ground.spots(), 0);
        m_times.before.assign(ground.spots(), 0);
        if (limitSeconds > 0.0)
            m_limit = static_cast<std::uint64_t>(std::min(limitSeconds * GroundTimes::kPerSecond, static_cast<double>(kMost)));
    }
    void offer(Spot spot, std::uint64_t cost, std::uint32_t before)
    {
        if (cost > m_limit)
            return;
        std::uint32_t& known = m_times.cost[spot];
        if (known != 0 && cost + 1 >= known)
            return;
        known = static_cast<std::uint32_t>(cost) + 1;
        m_times.before[spot] = before;
        m_waiting[spot] = true;
        m_queue.push(spot + 1, static_cast<std::uint32_t>(cost));
    }
    GroundTimes run(const core::Progress& progress)
    {
        constexpr std::uint64_t kBetweenChecks = 1U << 14;
        std::uint64_t done = 0;
        while (const std::uint32_t popped = m_queue.pop()) {
            const Spot spot = popped - 1;
            if (!m_waiting[spot])
                continue;
            const std::uint32_t cost = m_times.cost[spot] - 1;
            if (!m_queue.isDue(cost)) {
                m_queue.push(popped, cost);
                continue;
            }
            m_waiting[spot] = false;
            m_ground.steps(spot, [&](Spot to, double seconds) { offer(to, std::uint64_t{cost} + unitsOf(seconds), spot); });
            if (++done % kBetweenChecks == 0)
                progress.step(std::min(1.0, static_cast<double>(done) / static_cast<double>(m_ground.spots())), "travel times");
        }
        return std::move(m_times);
    }
    void handOver(const HandOver& from)
    {
        const std::uint32_t known = m_times.cost[from.spot];
        offer(from.spot, from.cost, GroundTimes::kHandedOver);
        if (m_times.cost[from.spot] != known && from.left != from.spot)
            m_times.left[from.spot] = from.left;
    }
    static std::uint64_t unitsOf(double seconds)
    {
        const double units = seconds * GroundTimes::kPerSecond + 0.5;
        return units < static_cast<double>(kMost) ? std::max<std::uint64_t>(1, static_cast<std::uint64_t>(units)) : std::uint64_t{kMost} + 1;
    }

private:
    static constexpr unsigned kShift = 14; ///< buckets of 16 seconds
    static constexpr std::uint32_t kMost = 0xFFFFFFFD;
    const Ground& m_ground;
    BucketQueue m_queue;
    std::vector<bool> m_waiting;
    GroundTimes m_times;
    std::uint64_t m_limit = kMost;
};

} // namespace

GroundTimes searchGround(const Ground& ground, const std::vector<GroundSource>& sources, const std::vector<HandOver>& handedOver, double limitSeconds, const core::Progress& progress)
{
    if (ground.spots() >= GroundTimes::kHandedOver)
        throw core::Error{core::ErrorCode::Limit, "the terrain has too many cells and roads; use a larger cell size"};
    progress.check();
    Search search{ground, limitSeconds};
    for (const GroundSource& source : sources)
        search.offer(source.access.spot, Search::unitsOf(source.access.seconds), GroundTimes::kSource | source.number);
    for (const HandOver& each : handedOver)
        search.handOver(each);
    return search.run(progress);
}

} // namespace tutela::analysis
