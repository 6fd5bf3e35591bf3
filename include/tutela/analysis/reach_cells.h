// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/grid.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tutela::analysis {

/// How fast the ground is reached, for a map of it: of a report by day in the season of its cut-off.
struct ReachCells {
    core::GridFrame frame;        ///< of both grids
    core::Grid<float> minutes;    ///< of response; NaN = nobody comes
    core::Grid<std::uint8_t> gap; ///< 1 = around a place at High or Critical risk that is not reached within the limit; empty = none
    double limit_minutes = 0.0;   ///< D, how long an attack lasts
    std::string conditions{};     ///< season, hour and means, see conditionsText()
    std::vector<core::Geometry> road_links{}; ///< see roadLinks()
};

/// Null where reach is not computed: nothing has a position, or nobody described the ground. @throws core::Cancelled
/// @param at_risk  the places whose gaps are marked: those at High or Critical risk by the version that is printed, which is not what
///                 was known at as_of, as it is signed after its cut-off
using ReachCellsOf = std::function<std::shared_ptr<const ReachCells>(const core::Mission&, core::Instant as_of, const std::set<core::PlaceId>& at_risk, const core::Progress&)>;

} // namespace tutela::analysis
