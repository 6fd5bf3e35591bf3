// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage_model.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/program.h>
#include <tutela/map/reach_cover.h>
#include <tutela/report/patrol_coverage.h>
#include <tutela/session/coverage_review.h>

#include <algorithm>
#include <filesystem>

namespace tutela::app {

namespace {

core::Instant cutOff(const Shell& shell) { return analysis::referenceTime(*shell.document.mission(), {}, shell.document.now()); }

} // namespace

core::Period coveragePeriod(const Shell& shell)
{
    constexpr std::chrono::days kDefault{30};
    const core::Instant asOf = cutOff(shell);
    const auto chosen = shell.context.period();
    return chosen && chosen->from < asOf ? *chosen : core::Period{asOf - kDefault, asOf};
}

std::function<report::ReportModel(const core::Progress&)> coverageModelMaker(const Shell& shell)
{
    return [mission = shell.document.mission(), period = coveragePeriod(shell), asOf = cutOff(shell), asset = shell.document.assetReader(),
            folder = std::filesystem::absolute(shell.document.path()).parent_path()](const core::Progress& progress) {
        const auto review = session::coverageReview(mission, {folder, asset}, period, std::min(asOf, period.to), {}, progress.part(0.0, 0.7));
        const session::ReachBoard& board = *review.board;
        report::CoverageInput input;
        input.coverage = review.coverage;
        input.before = review.before;
        input.reach = board.reach;
        for (const auto& scenario : review.scenarios)
            input.scenarios.push_back({scenario.name, scenario.note, scenario.reach, scenario.problem});
        input.cell_metres = board.terrain.cell_metres;
        input.terrain_notes = board.terrain.notes;
        auto cover = std::make_shared<map::ReachCover>();
        cover->frame = board.terrain.terrain->frame();
        cover->minutes = board.reach.minutes;
        cover->gap = review.gap;
        cover->limit_minutes = board.reach.attack_minutes;
        input.cover = std::move(cover);
        input.program = core::programName();
        input.folder = folder;
        input.asset = asset;
        return report::buildPatrolCoverage(*mission, input, progress.part(0.7, 1.0));
    };
}

} // namespace tutela::app
