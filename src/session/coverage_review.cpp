// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/coverage_review.h>

#include <tutela/core/error.h>
#include <tutela/session/reach_board.h>
#include <tutela/session/reach_cells.h>
#include <tutela/session/reach_compare.h>

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

analysis::ReachOptions optionsOf(const core::Scenario& scenario, core::Instant asOf)
{
    analysis::ReachOptions today;
    today.as_of = asOf;
    return analysis::withScenario(std::move(today), core::scenarioChangesFrom(scenario.changes));
}

/// Computed once more, for its cells: those of every scenario at once would fill the memory of a large mission.
std::optional<analysis::OptionCells> optionCells(const ReachBoard& board, const analysis::CoverageReview& review, const core::Progress& progress)
{
    const auto best = analysis::bestScenario(review.reach, review.scenarios);
    if (!best || review.cells.minutes.empty())
        return {};
    auto options = optionsOf(board.mission->all<core::Scenario>()[*best], review.coverage.as_of);
    options.count_at_once = false;
    auto minutes = analysis::reachOf(*board.mission, *board.terrain.terrain, options, true, progress).minutes;
    auto changed = changedCells(review.cells.minutes, minutes, review.cells.limit_minutes);
    return analysis::OptionCells{*best, std::move(minutes), std::move(changed.gained), std::move(changed.lost)};
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
    std::optional<analysis::ReachSensitivity> todayBySpeed;
    if (!scenarios.empty())
        todayBySpeed = analysis::reachSensitivity(*mission, *board->terrain.terrain, review.reach, progress.part(0.6, 0.65));
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const auto share = [&](double n) { return 0.65 + 0.3 * n / static_cast<double>(scenarios.size()); };
        const auto at = static_cast<double>(i);
        analysis::ScenarioReach found{scenarios[i].name, scenarios[i].note, {}, {}};
        try {
            auto then = analysis::reachOf(*mission, *board->terrain.terrain, optionsOf(scenarios[i], asOf), false, progress.part(share(at), share(at + 0.4)));
            const auto bySpeed = analysis::reachSensitivity(*mission, *board->terrain.terrain, then, progress.part(share(at + 0.4), share(at + 1.0)));
            found.by_speed = analysis::gainBySpeed(review.reach, *todayBySpeed, bySpeed, review.reach.attack_minutes);
            found.reach = std::move(then);
        } catch (const core::Error& error) {
            found.problem = error.message();
        }
        review.scenarios.push_back(std::move(found));
    }
    review.option = optionCells(*board, review, progress.part(0.95, 1.0));
    return review;
}

} // namespace tutela::session
