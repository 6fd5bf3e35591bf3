// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terrain_p.h"

#include <tutela/analysis/speeds.h>

#include <array>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tutela::analysis {

/// How one mode travels at one time, with what is closed.
struct GroundConditions {
    core::TravelMode mode = core::TravelMode::FOOT; ///< not HELICOPTER
    core::Season season = core::Season::DRY;
    bool night = false;
    SpeedTable speeds;
    std::vector<bool> closedRoads; ///< by number of TerrainParts::roads; empty = none
};

/// Where a traveller can be: in a cell, or at a node of the network of its mode. Cells come first.
using Spot = std::uint32_t;

/// The way from a point that lies anywhere to a spot beside it, and back.
struct Access {
    Spot spot = 0;
    double seconds = 0.0;
};

/// What it takes one mode to go from spot to spot: the same rules for the search, for routes and for what lies at their ends.
class Ground {
public:
    Ground(const TerrainParts& terrain, GroundConditions conditions);

    [[nodiscard]] const TerrainParts& terrain() const { return m_terrain; }
    [[nodiscard]] const Network& network() const { return m_conditions.mode == core::TravelMode::BOAT ? m_terrain.rivers : m_terrain.network; }
    [[nodiscard]] std::size_t spots() const { return m_terrain.cells() + network().nodes.size(); }
    [[nodiscard]] bool isNode(Spot spot) const { return spot >= m_terrain.cells(); }
    /// Of a river one is on the water.
    [[nodiscard]] bool isOnRoad(Spot spot) const { return isNode(spot) && m_conditions.mode != core::TravelMode::BOAT; }
    [[nodiscard]] core::Vertex placeOf(Spot spot) const { return isNode(spot) ? network().nodes[spot - m_terrain.cells()] : m_terrain.middleOf(spot); }
    /// Calls visit(spot, seconds) for each spot that can be reached in one step.
    template <class Visit>
    void steps(Spot from, Visit&& visit) const;
    /// Spots beside a point of the grid that one gets to without crossing a water: the middles around it, and of each road that passes
    /// within `metres` the nearest node (secondsAcross). A boat lies at the nearest water.
    [[nodiscard]] std::vector<Access> accessOf(core::Vertex at, double metres) const;
    /// The way on a track to the nearest road that passes within `metres`, straight; one walks to a river.
    [[nodiscard]] std::optional<Access> trackTo(core::Vertex at, double metres) const;
    /// Straight between two points: up to 100 m in streets, farther at the speed off the roads of the season on the covers between, by
    /// night too; infinite where this mode cannot go.
    [[nodiscard]] double secondsAcross(core::Vertex from, core::Vertex to) const;
    /// True when nobody of this mode can be in the cell.
    [[nodiscard]] bool isBarrier(std::size_t cell) const { return !(frictionOf(cell) < kNever); }
    /// Length of the step between two spots in metres, along the road where it is one.
    [[nodiscard]] double metresOfStep(Spot from, Spot to) const;

private:
    [[nodiscard]] std::vector<std::uint32_t> nearestNodes(core::Vertex at, double metres) const;
    [[nodiscard]] std::optional<std::size_t> nearestWater(core::Vertex at, double metres) const;
    /// Calls visit(number) for the cells around a point.
    template <class Visit>
    void forSquaresAround(core::Vertex at, double metres, Visit&& visit) const;

    static constexpr double kNever = std::numeric_limits<double>::infinity();

    [[nodiscard]] double frictionOf(std::size_t cell) const
    {
        if (m_conditions.mode == core::TravelMode::BOAT)
            return !m_terrain.navigableCells.empty() && m_terrain.navigableCells[cell] ? m_water : kNever;
        return m_friction[m_terrain.rasters.cover.empty() ? TerrainRasters::kNoCover : m_terrain.rasters.cover.cells()[cell]];
    }
    /// Seconds on a way off the roads, infinite when it is too steep.
    [[nodiscard]] double offRoad(double secondsPerMetre, core::Vertex from, core::Vertex to, double metres) const;
    /// Between a node and a middle around it; a boat goes from a river into a lake.
    [[nodiscard]] bool isLinked(std::uint32_t node, int corner) const
    {
        if (m_conditions.mode != core::TravelMode::BOAT)
            return (m_terrain.nodeLinks[node] & (1 << corner)) != 0;
        const core::Vertex at = network().nodes[node];
        return m_terrain.isInside({std::floor(at.x) + corner % 2, std::floor(at.y) + static_cast<double>(corner / 2)});
    }
    /// offRoad() between the middles of two cells, whose heights need no interpolation.
    [[nodiscard]] double betweenCells(std::size_t from, std::size_t to, double secondsPerMetre, double metres) const
    {
        if (m_conditions.mode == core::TravelMode::BOAT || m_terrain.rasters.elevation.empty())
            return secondsPerMetre * metres;
        if (m_foot)
            return secondsPerMetre * metres * footFactor((m_terrain.rasters.elevation.cells()[to] - m_terrain.rasters.elevation.cells()[from]) / static_cast<float>(metres));
        const float steep = std::max(m_terrain.steepness[from], m_terrain.steepness[to]);
        if (steep <= kFullSpeed)
            return secondsPerMetre * metres;
        const auto factor = wheelFactor(static_cast<double>(steep));
        return factor ? secondsPerMetre * metres * *factor : kNever;
    }
    /// Tobler's factor from a table: within 0.002 % of the formula; 1 where the slope is not known.
    [[nodiscard]] double footFactor(float slope) const
    {
        if (!(slope > -kTableSlope) || !(slope < kTableSlope))
            return std::isnan(slope) ? 1.0 : toblerFactor(static_cast<double>(slope));
        const float at = (slope + kTableSlope) * kTableSteps;
        const auto below = static_cast<std::size_t>(at);
        const double part = static_cast<double>(at) - static_cast<double>(below);
        return m_tobler[below] + (m_tobler[below + 1] - m_tobler[below]) * part;
    }
    [[nodiscard]] bool isClosed(std::uint32_t road) const { return !m_conditions.closedRoads.empty() && m_conditions.closedRoads[road]; }
    [[nodiscard]] double alongEdge(std::uint32_t from, const Network::Edge& edge) const;
    template <class Visit>
    void stepsFromCell(std::size_t cell, Visit&& visit) const;
    template <class Visit>
    void stepsFromNode(std::uint32_t node, Visit&& visit) const;

    const TerrainParts& m_terrain;
    GroundConditions m_conditions;
    std::vector<double> m_friction; ///< s/m by number of the cover
    std::vector<double> m_shortWay;   ///< the same for short ways to a road: one walks to a boat, and the ends may lie on a shore
    std::array<double, core::wordCount(core::RoadClass{})> m_road{}, m_ford{}; ///< s/m, infinite = impassable
    double m_street = kNever, m_track = kNever, m_water = kNever; ///< s/m
    bool m_foot = false;
    static constexpr float kFullSpeed = 0.30F, kTableSlope = 2.0F, kTableSteps = 2000.0F; ///< of the slope of one
    std::vector<double> m_tobler; ///< by slope from -kTableSlope on
    double m_across = 1.0, m_down = 1.0, m_diagonal = 1.0; ///< metres of the projection between the middles of cells
};

/// Shortest times from the sources; exact on the graph of the ground.
class GroundTimes {
public:
    static constexpr std::uint32_t kSource = 1U << 31; ///< with the number of the source, in place of the spot before
    static constexpr std::uint32_t kHandedOver = kSource - 1; ///< the time is that of the mode before

    [[nodiscard]] std::optional<double> seconds(Spot spot) const { return cost[spot] == 0 ? std::nullopt : std::optional{(cost[spot] - 1) / kPerSecond}; }

    static constexpr double kPerSecond = 1000.0; ///< times are counted in milliseconds: equal on every machine
    std::vector<std::uint32_t> cost;   ///< milliseconds + 1, 0 = not reached
    std::vector<std::uint32_t> before; ///< spot before, kSource | number, or kHandedOver
    std::unordered_map<Spot, Spot> left; ///< of those that were handed over: the spot of the mode before, where it has another number
};

struct GroundSource {
    Access access;
    std::uint32_t number = 0;
};

struct HandOver {
    Spot spot = 0;          ///< of this mode
    std::uint32_t cost = 0; ///< milliseconds
    Spot left = 0;          ///< spot of the other mode
};

/// @param handedOver  where another mode is left, to go on in this one
/// @param limitSeconds  nothing beyond is reached; 0 = none
[[nodiscard]] GroundTimes searchGround(const Ground& ground, const std::vector<GroundSource>& sources, const std::vector<HandOver>& handedOver, double limitSeconds,
                                       const core::Progress& progress);

template <class Visit>
void Ground::forSquaresAround(core::Vertex at, double metres, Visit&& visit) const
{
    const auto around = static_cast<std::int64_t>(std::ceil(metres / std::min(m_terrain.rasters.frame.cellX, m_terrain.rasters.frame.cellY))) + 1;
    const auto first = [&](double where) { return static_cast<std::size_t>(std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(where)) - around)); };
    const auto last = [&](double where, std::size_t count) { return static_cast<std::size_t>(std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(where)) + around + 1, 0, static_cast<std::int64_t>(count))); };
    for (std::size_t row = first(at.y); row < last(at.y, m_terrain.rasters.rows); ++row)
        for (std::size_t col = first(at.x); col < last(at.x, m_terrain.rasters.cols); ++col)
            visit(row * m_terrain.rasters.cols + col);
}

template <class Visit>
void Ground::steps(Spot from, Visit&& visit) const
{
    if (isNode(from))
        stepsFromNode(static_cast<std::uint32_t>(from - m_terrain.cells()), visit);
    else
        stepsFromCell(from, visit);
}

template <class Visit>
void Ground::stepsFromCell(std::size_t cell, Visit&& visit) const
{
    const std::size_t rows = m_terrain.rasters.rows, cols = m_terrain.rasters.cols, row = cell / cols, col = cell % cols;
    const double friction = frictionOf(cell);
    const core::Vertex at = m_terrain.middleOf(cell);
    if (friction < kNever) {
        const bool boat = m_conditions.mode == core::TravelMode::BOAT;
        const auto barred = [&](std::size_t r, std::size_t c, std::uint8_t bit) { return !boat && (m_terrain.barred[r * cols + c] & bit) != 0; };
        const auto offer = [&](std::size_t r, std::size_t c) {
            const double other = frictionOf(r * cols + c);
            if (!(other < kNever))
                return;
            const double metres = (r == row ? m_across : c == col ? m_down : m_diagonal) * m_terrain.groundScale[col];
            if (const double seconds = betweenCells(cell, r * cols + c, (friction + other) / 2.0, metres); seconds < kNever)
                visit(static_cast<Spot>(r * cols + c), seconds);
        };
        // A corner between two barriers is closed.
        const auto corner = [&](std::size_t r, std::size_t c) { return frictionOf(r * cols + col) < kNever || frictionOf(row * cols + c) < kNever; };
        const bool north = row > 0, south = row + 1 < rows, west = col > 0, east = col + 1 < cols;
        if (east && !barred(row, col, TerrainParts::kBarredEast))
            offer(row, col + 1);
        if (west && !barred(row, col - 1, TerrainParts::kBarredEast))
            offer(row, col - 1);
        if (south && !barred(row, col, TerrainParts::kBarredSouth))
            offer(row + 1, col);
        if (north && !barred(row - 1, col, TerrainParts::kBarredSouth))
            offer(row - 1, col);
        if (south && east && !barred(row, col, TerrainParts::kBarredSouthEast) && corner(row + 1, col + 1))
            offer(row + 1, col + 1);
        if (south && west && !barred(row, col, TerrainParts::kBarredSouthWest) && corner(row + 1, col - 1))
            offer(row + 1, col - 1);
        if (north && east && !barred(row - 1, col + 1, TerrainParts::kBarredSouthWest) && corner(row - 1, col + 1))
            offer(row - 1, col + 1);
        if (north && west && !barred(row - 1, col - 1, TerrainParts::kBarredSouthEast) && corner(row - 1, col - 1))
            offer(row - 1, col - 1);
    }
    if (!(friction < kNever))
        return;
    // Nodes in the four squares that have this middle as a corner.
    for (int corner = 0; corner < 4; ++corner) {
        const auto right = static_cast<std::size_t>(corner % 2), down = static_cast<std::size_t>(corner / 2);
        if (col < right || row < down)
            continue;
        for (const std::uint32_t node : network().nodesInSquare((row - down) * cols + (col - right))) {
            if (!isLinked(node, corner))
                continue;
            const core::Vertex to = network().nodes[node];
            if (const double seconds = offRoad(friction, at, to, m_terrain.metres(at, to)); seconds < kNever)
                visit(static_cast<Spot>(m_terrain.cells() + node), seconds);
        }
    }
}

template <class Visit>
void Ground::stepsFromNode(std::uint32_t node, Visit&& visit) const
{
    for (const Network::Edge& edge : network().edgesOf(node))
        if (const double seconds = alongEdge(node, edge); seconds < kNever)
            visit(static_cast<Spot>(m_terrain.cells() + edge.to), seconds);
    const core::Vertex at = network().nodes[node];
    for (int corner = 0; corner < 4; ++corner) {
        if (!isLinked(node, corner))
            continue;
        const core::Vertex middle{std::floor(at.x) + corner % 2, std::floor(at.y) + corner / 2};
        const auto cell = static_cast<std::size_t>(middle.y) * m_terrain.rasters.cols + static_cast<std::size_t>(middle.x);
        const double friction = frictionOf(cell);
        if (!(friction < kNever))
            continue;
        if (const double seconds = offRoad(friction, at, middle, m_terrain.metres(at, middle)); seconds < kNever)
            visit(static_cast<Spot>(cell), seconds);
    }
}

} // namespace tutela::analysis
