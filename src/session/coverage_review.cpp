// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/coverage_review.h>

#include <tutela/core/error.h>
#include <tutela/session/reach_board.h>
#include <tutela/session/reach_cells.h>

#include <algorithm>

namespace tutela::session {

namespace {

/// Without a patrol in it the period before is not known, which is not the same as no visit. Weighed by the classes of the review: at its
/// own end often nothing was signed yet, and a change of classes is no change of patrols.
std::optional<analysis::Coverage> coverageBefore(const core::Mission& mission, const analysis::Coverage& now, std::optional<core::Instant> knownUntil, const core::Progress& progress)
{
    const core::Period before{now.period.from - (now.period.to - now.period.from), now.period.from};
    auto found = analysis::coverageOf(mission, before, before.to, progress, knownUntil, now.as_of);
    return found.metrics.patrols > 0 ? std::optional{std::move(found)} : std::nullopt;
}

} // namespace

analysis::CoverageReview coverageReview(std::shared_ptr<const core::Mission> mission, const TerrainRequest& request, const core::Period& period, core::Instant asOf,
                                        const core::Progress& progress, std::optional<core::Instant> knownUntil)
{
    const auto board = reachBoard(mission, request, {}, asOf, nullptr, progress.part(0.0, 0.5));
    analysis::CoverageReview review;
    review.reach = board->reach;
    review.cells = reachCells(*board);
    review.cell_metres = board->terrain.cell_metres;
    review.terrain_notes = board->terrain.notes;
    review.coverage = analysis::coverageOf(*mission, period, asOf, progress.part(0.5, 0.55), knownUntil);
    review.before = coverageBefore(*mission, review.coverage, knownUntil, progress.part(0.55, 0.6));
    const auto& scenarios = mission->all<core::Scenario>();
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const auto share = [&](std::size_t n) { return 0.6 + 0.4 * static_cast<double>(n) / static_cast<double>(scenarios.size()); };
        analysis::ScenarioReach found{scenarios[i].name, scenarios[i].note, {}, {}};
        try {
            analysis::ReachOptions today;
            today.as_of = asOf;
            const auto options = analysis::withScenario(std::move(today), core::scenarioChangesFrom(scenarios[i].changes));
            found.reach = analysis::reachOf(*mission, *board->terrain.terrain, options, false, progress.part(share(i), share(i + 1)));
        } catch (const core::Error& error) {
            found.problem = error.message();
        }
        review.scenarios.push_back(std::move(found));
    }
    return review;
}

} // namespace tutela::session
