// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage_model.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/program.h>
#include <tutela/report/patrol_coverage.h>
#include <tutela/session/coverage_review.h>

#include <algorithm>

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
    return [mission = shell.document.mission(), period = coveragePeriod(shell), asOf = cutOff(shell), ground = shell.document.terrainRequest()](const core::Progress& progress) {
        const auto review = session::coverageReview(mission, ground, period, std::min(asOf, period.to), progress.part(0.0, 0.7));
        return report::buildPatrolCoverage(*mission, review, {core::programName(), ground.folder, ground.asset}, progress.part(0.7, 1.0));
    };
}

} // namespace tutela::app
