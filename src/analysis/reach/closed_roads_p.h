// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "terrain_p.h"

#include <tutela/analysis/reach.h>
#include <tutela/analysis/road_closures.h>

#include <vector>

namespace tutela::analysis {

/// By number of TerrainParts::roads: closed by its dates on the day of the options, or by the options.
inline std::vector<bool> closedRoadsOf(const core::Mission& mission, const TerrainParts& terrain, const ReachOptions& options)
{
    const core::Day day = mission.timeZone().dayAt(options.as_of);
    std::vector<bool> closed;
    closed.reserve(terrain.roads.size());
    for (const TerrainRoad& road : terrain.roads) {
        closed.push_back((isClosedOn(road.closed_from, road.closed_to, day) || options.closed_roads.contains(road.id)) && !options.opened_roads.contains(road.id));
    }
    return closed;
}

} // namespace tutela::analysis
