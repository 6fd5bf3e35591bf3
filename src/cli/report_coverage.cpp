// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_coverage_p.h"

#include "approval_p.h"
#include "moment_p.h"

#include <tutela/analysis/coverage.h>
#include <tutela/core/program.h>
#include <tutela/map/reach_cover.h>
#include <tutela/report/patrol_coverage.h>
#include <tutela/session/coverage_review.h>

namespace tutela::cli {

CoveragePeriod coveragePeriod(const Context& context, const core::Mission& mission, const std::string& fromText, const std::string& toText)
{
    constexpr std::chrono::days kDefault{30};
    const auto zone = mission.timeZone();
    const auto from = momentOf(fromText, zone), to = momentOf(toText, zone);
    requirePeriod(from, to);
    const core::Instant end = to ? *to : cutOff(context, mission);
    const core::Period period{from.value_or(end - kDefault), end};
    const core::Instant asOf = context.asOf(zone).value_or(end);
    if (period.from >= asOf)
        throw core::Error{core::ErrorCode::Usage, "--from must lie before --as-of, the information cut-off"};
    return {period, asOf, knownUntil(context, mission)};
}

CoverageReport coverageReport(const store::MissionFile& file, const std::shared_ptr<const core::Mission>& mission, const CoveragePeriod& when, const core::Progress& progress)
{
    const auto folder = std::filesystem::absolute(file.path()).parent_path();
    const auto review = session::coverageReview(mission, {folder, assetReader(file)}, when.period, when.as_of, {}, progress.part(0.0, 0.7), when.known_until);
    report::CoverageInput input;
    input.coverage = review.coverage;
    input.before = review.before;
    input.reach = review.board->reach;
    CoverageReport made;
    made.notes = analysis::notesOf(*mission, review.coverage);
    for (const auto& scenario : review.scenarios) {
        input.scenarios.push_back({scenario.name, scenario.note, scenario.reach, scenario.problem});
        if (!scenario.reach)
            made.notes.push_back("Scenario " + scenario.name + " cannot be computed and is not compared: " + scenario.problem + ". Correct its changes, or remove it.");
    }
    input.cell_metres = review.board->terrain.cell_metres;
    input.terrain_notes = review.board->terrain.notes;
    auto cover = std::make_shared<map::ReachCover>();
    cover->frame = review.board->terrain.terrain->frame();
    cover->minutes = review.board->reach.minutes;
    cover->gap = review.gap;
    cover->limit_minutes = review.board->reach.attack_minutes;
    input.cover = std::move(cover);
    input.program = core::programName();
    input.folder = folder;
    input.asset = assetReader(file);
    made.model = report::buildPatrolCoverage(*mission, input, progress.part(0.7, 1.0));
    return made;
}

} // namespace tutela::cli
