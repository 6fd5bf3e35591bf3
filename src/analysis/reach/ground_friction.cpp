// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/ground_friction.h>

#include "closed_roads_p.h"

#include <tutela/core/error.h>

#include <cmath>
#include <limits>

namespace tutela::analysis {

using core::Vertex;

namespace {

constexpr float kBarrier = std::numeric_limits<float>::quiet_NaN();

/// 0 km/h is a barrier.
float secondsPerMetre(double kmh)
{
    constexpr double kSecondsOfHour = 3600.0, kMetresOfKm = 1000.0;
    return kmh > 0.0 ? static_cast<float>(kSecondsOfHour / kMetresOfKm / kmh) : kBarrier;
}

/// True when a water line enters the cell by one side and leaves it by another: it meets a diagonal then. Such cells form a chain
/// along their sides, so that no diagonal step slips between two of them.
bool isCrossed(const TerrainParts& terrain, std::size_t cell)
{
    if (!terrain.waters.isNear(cell / terrain.rasters.cols, cell % terrain.rasters.cols))
        return false;
    const Vertex at = terrain.middleOf(cell);
    constexpr double kHalf = 0.5;
    return terrain.waters.meets({at.x - kHalf, at.y - kHalf}, {at.x + kHalf, at.y + kHalf}) || terrain.waters.meets({at.x - kHalf, at.y + kHalf}, {at.x + kHalf, at.y - kHalf});
}

float offRoad(const TerrainParts& terrain, const ReachOptions& options, std::size_t cell)
{
    if (isCrossed(terrain, cell))
        return kBarrier;
    const float level = secondsPerMetre(options.speeds.offRoad(*options.mode, terrain.coverOf(cell), *options.season, options.night));
    if (*options.mode == core::TravelMode::FOOT || terrain.steepness.empty())
        return level;
    const auto factor = wheelFactor(static_cast<double>(terrain.steepness[cell]));
    return factor ? level * static_cast<float>(*factor) : kBarrier;
}

double kmhAlong(const TerrainRoad& road, const ReachOptions& options)
{
    return road.ford ? options.speeds.throughFord(*options.mode, road.road_class, *options.season, options.night) : options.speeds.onRoad(*options.mode, road.road_class, *options.season, options.night);
}

void layRoads(core::Grid<float>& friction, const core::Mission& mission, const TerrainParts& terrain, const ReachOptions& options)
{
    const auto closed = closedRoadsOf(mission, terrain, options);
    const auto& network = terrain.network;
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node) {
        const Vertex at = network.nodes[node];
        if (!terrain.isInside(at))
            continue;
        constexpr double kHalf = 0.5;
        float& cell = friction.at(static_cast<std::size_t>(std::floor(at.y + kHalf)), static_cast<std::size_t>(std::floor(at.x + kHalf)));
        for (const Network::Edge& edge : network.edgesOf(node)) {
            if (closed[edge.owner])
                continue;
            const float road = secondsPerMetre(kmhAlong(terrain.roads[edge.owner], options));
            if (!std::isnan(road) && !(cell <= road))
                cell = road;
        }
    }
}

} // namespace

core::Grid<float> groundFriction(const core::Mission& mission, const Terrain& terrain, const ReachOptions& options, const core::Progress& progress)
{
    using enum core::TravelMode;
    if (!options.season || (options.mode != TRUCK && options.mode != LIGHT_4X4 && options.mode != FOOT))
        throw core::Error{core::ErrorCode::InvalidInput, "friction is of one mode on the ground, TRUCK, LIGHT_4X4 or FOOT, in one season"};
    const TerrainParts& parts = terrain.parts();
    core::Grid<float> friction{parts.rasters.rows, parts.rasters.cols, kBarrier};
    for (std::size_t cell = 0; cell < friction.size(); ++cell) {
        if (cell % parts.rasters.cols == 0)
            progress.step(static_cast<double>(cell) / static_cast<double>(friction.size()), "friction");
        friction.cells()[cell] = offRoad(parts, options, cell);
    }
    layRoads(friction, mission, parts, options);
    return friction;
}

} // namespace tutela::analysis
