// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_measures.h>

#include <nlohmann/json_fwd.hpp>

#include <iosfwd>
#include <optional>

namespace tutela::cli {

/// What is asked beside the reach itself (docs/methods/response.md).
struct ReachMeasures {
    std::vector<std::int32_t> durations; ///< of recorded attacks
    std::optional<analysis::ReachByCondition> conditions; ///< each but the one asked for is a reach of its own: only on request
    std::optional<analysis::ReachSensitivity> sensitivity;
};
/// What is computed beyond the durations.
struct AskedMeasures {
    bool conditions = false, sensitivity = false;
};
[[nodiscard]] ReachMeasures reachMeasures(const core::Mission& mission, const analysis::Terrain& terrain, const analysis::Reach& reach, AskedMeasures asked, const core::Progress& progress);
/// Adds them to the document of reachJson(), whose places are in the order of the reach.
void addMeasures(nlohmann::json& document, const analysis::Reach& reach, const ReachMeasures& measures);
void printMeasures(std::ostream& out, const core::Mission& mission, const analysis::Reach& reach, const ReachMeasures& measures);

} // namespace tutela::cli
