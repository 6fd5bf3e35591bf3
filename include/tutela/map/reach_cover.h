// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/grid.h>
#include <tutela/core/id.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tutela::map {

/// What a scenario changes where a map can show it: a base that is tried is none of the mission's, a closed one stays in its place.
struct ScenarioMarks {
    std::vector<core::GeoPoint> tried_bases;
    std::vector<core::BaseId> closed_bases;
    std::vector<core::Geometry> closed_roads;
};

/// How fast the ground is reached, and where risk is not: painted as bands of hours and hatched.
struct ReachCover {
    core::GridFrame frame;        ///< of all grids
    core::Grid<float> minutes;    ///< of response; NaN = nobody comes
    core::Grid<std::uint8_t> gap; ///< 1 = around a place at risk that is not reached within the limit; empty = none
    std::vector<core::Geometry> road_links; ///< from a road to each place that lies far from all of them
    core::Grid<std::uint8_t> gained, lost; ///< 1 = reached within the limit in the scenario alone, or today alone; empty = none
    double limit_minutes = 120.0;
    std::vector<core::Geometry> closed_roads; ///< by their dates, and not opened by the scenario that is shown
    std::vector<core::GeoPoint> overdue;      ///< places that wait for a visit: each has a ring
    std::optional<int> overdue_days;          ///< they were not visited for more than these; empty = than the interval of their class
    std::string conditions;       ///< season, day or night and means of travel, for the legend: "wet season, by day, by truck"; empty = not told
    ScenarioMarks marks;          ///< of the scenario that is shown; none of today
};

} // namespace tutela::map
