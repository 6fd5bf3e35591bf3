// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "reach_picture_p.h"

#include <tutela/core/error.h>

#include <map>
#include <set>

namespace tutela::report {
namespace {

const core::Assessment& found(const core::Mission& mission, core::AssessmentId id)
{
    const auto* assessment = mission.find<core::Assessment>(id);
    if (assessment == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "There is no such assessment in the mission; list them with tutela assessment FILE list."};
    return *assessment;
}

core::Period periodOf(const core::Assessment& assessment, core::Instant asOf)
{
    const core::Instant to = assessment.period_to.value_or(asOf);
    return {assessment.period_from.value_or(to - std::chrono::days{30}), to};
}

/// Of the places that lines of the version name, as it is printed: evaluated, or as signed.
std::map<core::PlaceId, map::PlaceBand> bandsOf(const analysis::AssessmentResult& result)
{
    std::map<core::PlaceId, map::PlaceBand> bands;
    for (const auto& line : result.lines)
        for (const core::PlaceId place : line.line.place_ids) {
            const map::PlaceBand own{line.score.band.highest, !line.score.band.known()};
            const auto [at, isNew] = bands.try_emplace(place, own);
            map::PlaceBand& kept = at->second;
            if (isNew)
                continue;
            if (*own.band > *kept.band)
                kept = own;
            else if (own.band == kept.band)
                kept.highest_possible = kept.highest_possible && own.highest_possible;
        }
    return bands;
}

/// What the gaps of the map are hatched around: its symbols of High and Critical risk.
std::set<core::PlaceId> atRisk(const std::map<core::PlaceId, map::PlaceBand>& bands)
{
    std::set<core::PlaceId> places;
    for (const auto& [place, band] : bands)
        if (band.band >= core::Band::HIGH)
            places.insert(place);
    return places;
}

} // namespace

Level levelOf(const core::Range<int>& range) { return range; }

void nameSecrets(const core::Mission& mission, ReportModel& model)
{
    for (const auto& source : mission.all<core::Source>())
        if (!source.code_name.empty())
            model.source_names.push_back(source.code_name);
    for (const auto& base : mission.all<core::Base>())
        if (!base.name.empty())
            model.base_names.push_back(base.name);
}

ReportModel buildThreatAssessment(const core::Mission& mission, core::AssessmentId id, const analysis::AssessmentResult& result,
                                  const BuildOptions& options, const core::Progress& progress)
{
    const core::Assessment& assessment = found(mission, id);
    Build build{mission, assessment, result, options, mission.timeZone(), result.as_of, periodOf(assessment, result.as_of), {}, progress};
    if (assessment.area_ids.size() == 1)
        build.area = assessment.area_ids.front();
    ReportModel model;
    const Numbering numbers = numberAll(build);
    buildLines(build, numbers, model);
    buildEvidence(build, numbers, model);
    buildActions(build, numbers, model);
    buildPlaces(build, model);
    buildAreas(build, model);
    buildHead(build, model);
    buildVersions(build, model);
    progress.step(0.3, "Counting harm and alerts");
    buildChanges(build, model);
    buildFigures(build, model);
    buildHarm(build, model);
    buildAlerts(build, model);
    buildLimits(build, model);
    progress.step(0.6, "Painting the ground of the map");
    const auto bands = bandsOf(result);
    buildMap({mission, options.folder, options.asset, build.zone, build.as_of, build.period, build.area, progress, bands}, model);
    if (options.cells)
        if (const auto cells = options.cells(mission, build.as_of, atRisk(bands), progress))
            storeReach(*cells, model);
    nameSecrets(mission, model);
    compose(model);
    progress.step(1.0);
    return model;
}

ReportModel buildThreatAssessment(const core::Mission& mission, core::AssessmentId id, const BuildOptions& options,
                                  const core::Progress& progress)
{
    static_cast<void>(found(mission, id));
    const auto result = analysis::evaluate(mission, id, {}, progress.part(0.0, 0.4));
    return buildThreatAssessment(mission, id, result, options, progress.part(0.4, 1.0));
}

} // namespace tutela::report
