// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>
#include <tutela/analysis/reach.h>
#include <tutela/analysis/reach_cells.h>
#include <tutela/analysis/reach_measures.h>

#include <optional>
#include <string>
#include <vector>

/// What a patrol coverage review is made of, computed once and then written: it tells of one moment and one period.
namespace tutela::analysis {

/// A scenario of the mission as computed, or why it was not.
struct ScenarioReach {
    std::string name, note;
    std::optional<Reach> reach; ///< empty = it cannot be computed
    std::string problem;
    std::optional<GainBySpeed> by_speed{}; ///< of people reached before an attack ends; empty = not computed
};

/// Where the best scenario changes what is reached before an attack ends, for a map; of the frame of CoverageReview::cells.
struct OptionCells {
    std::size_t scenario = 0;    ///< number among CoverageReview::scenarios
    core::Grid<float> minutes;   ///< of response with it
    core::Grid<std::uint8_t> gained, lost; ///< 1 = reached in time with it alone, or today alone
};

struct CoverageReview {
    Coverage coverage;                      ///< of the period
    std::optional<Coverage> before;         ///< of the period of equal length before it; empty when no patrol of it is recorded
    Reach reach;                            ///< of today, by day, at the cut-off of the coverage, the fastest means of each base
    ReachCells cells;                       ///< of the same, for the map; without minutes = no bands
    std::vector<ScenarioReach> scenarios;   ///< in the order of their records
    std::optional<OptionCells> option;      ///< of bestScenario(); empty = none gains, or nobody described the ground
    double cell_metres = 0.0;               ///< of the terrain
    std::vector<std::string> terrain_notes; ///< what could not be used, a sentence each
};

/// Number of the scenario with which most people are gained within D: those of Must and Should places first, then all; the first of equals.
/// Empty when none gains people.
[[nodiscard]] std::optional<std::size_t> bestScenario(const Reach& today, const std::vector<ScenarioReach>& scenarios);

} // namespace tutela::analysis
