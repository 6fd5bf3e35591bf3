// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report_coverage_p.h"

#include "approval_p.h"
#include "moment_p.h"

#include <tutela/analysis/coverage.h>
#include <tutela/core/program.h>
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
    const auto review = session::coverageReview(mission, {folder, assetReader(file)}, when.period, when.as_of, progress.part(0.0, 0.7), when.known_until);
    CoverageReport made;
    made.notes = analysis::notesOf(*mission, review.coverage);
    for (const auto& scenario : review.scenarios)
        if (!scenario.reach)
            made.notes.push_back("Scenario " + scenario.name + " cannot be computed and is not compared: " + scenario.problem + ". Correct its changes, or remove it.");
    made.model = report::buildPatrolCoverage(*mission, review, {core::programName(), folder, assetReader(file)}, progress.part(0.7, 1.0));
    return made;
}

} // namespace tutela::cli
