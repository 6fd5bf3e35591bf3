// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "build_p.h"
#include "words_p.h"

#include <tutela/core/hash.h>
#include <tutela/map/reach_cover.h>
#include <tutela/report/reach_cover.h>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::report {
namespace {

/// The highest marking of what the review is made of. It tells where help does not come: Confidential at least (doctrine.md 2.16).
core::Marking markingOf(const CoverageBuild& build)
{
    core::Marking highest = std::max(build.mission.details.marking.value_or(core::Marking::UNCLASSIFIED), core::Marking::CONFIDENTIAL);
    const auto take = [&](const auto& records) {
        for (const auto& record : records)
            highest = std::max(highest, record.sensitivity.value_or(core::Marking::UNCLASSIFIED));
    };
    take(build.mission.all<core::Place>());
    take(build.mission.all<core::Base>());
    take(build.mission.all<core::Unit>());
    take(build.mission.all<core::Scenario>());
    for (const auto& patrol : build.mission.all<core::Patrol>())
        if (const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start; start && build.in.coverage.period.contains(*start))
            highest = std::max(highest, patrol.sensitivity.value_or(core::Marking::UNCLASSIFIED));
    for (const auto& alert : build.mission.all<core::Alert>())
        if (alert.t_received && build.in.coverage.period.contains(*alert.t_received))
            highest = std::max(highest, alert.sensitivity.value_or(core::Marking::UNCLASSIFIED));
    return highest;
}

void buildHead(const CoverageBuild& build, const std::string& program, ReportModel& model)
{
    const core::MissionDetails& mission = build.mission.details;
    const auto& covered = build.in.coverage;
    Head& head = model.head;
    head.mission = !mission.name.empty() ? mission.name : !mission.acronym.empty() ? mission.acronym : "Unnamed mission";
    head.acronym = mission.acronym;
    const core::Day last = build.zone.dayAt(covered.period.to - std::chrono::seconds{1});
    head.reference = "PC-" + core::toText(last);
    head.month = periodText(build.zone, covered.period);
    head.scope = "Mission-wide: " + words::count(static_cast<std::int64_t>(model.coverage->judged), "assessed place", "assessed places");
    head.period_from = core::toText(build.zone.dayAt(covered.period.from));
    head.period_to = core::toText(last);
    head.as_of = core::toText(covered.as_of);
    head.as_of_text = build.zone.readable(covered.as_of);
    head.marking = markingOf(build);
    head.demonstration = mission.demonstration;
    head.boundary_disclaimer = mission.boundary_disclaimer.empty() ? map::standardDisclaimer() : mission.boundary_disclaimer;
    head.program = program;
}

void buildFigures(const CoverageBuild& build, CoverageModel& coverage)
{
    const auto& metrics = build.metrics;
    coverage.has_patrols = build.effort.all.planned > 0 || metrics.patrols > 0;
    if (!build.mission.all<core::Patrol>().empty()) { // without a record of a patrol nothing is known of visits: that is not none
        coverage.risk_covered = metrics.revisit.riskWeighted();
        coverage.people_covered = metrics.revisit.people.value();
        coverage.night_share = metrics.nightShare();
    }
    coverage.attack_hours.assign(metrics.attack_hours.begin(), metrics.attack_hours.end());
    coverage.presence_by_hour.assign(metrics.presence_by_hour.begin(), metrics.presence_by_hour.end());
    if (!build.in.cells.minutes.empty())
        coverage.cover = reachCover(build.in.cells);
    if (build.in.option && coverage.cover) {
        auto cover = std::make_shared<map::ReachCover>(*coverage.cover);
        cover->minutes = build.in.option->minutes;
        cover->gap = {};
        cover->road_links.clear();
        cover->gained = build.in.option->gained;
        cover->lost = build.in.option->lost;
        coverage.option_cover = std::move(cover);
        coverage.option_name = build.in.scenarios[build.in.option->scenario].name;
    }
    if (build.in.coverage.known_until)
        coverage.known_until = build.zone.readable(*build.in.coverage.known_until);
    if (build.in.before)
        coverage.before = {build.in.before->metrics.revisit.riskWeighted(), build.in.before->metrics.presence_hours};
}

void buildTracks(const CoverageBuild& build, CoverageModel& coverage)
{
    for (const auto& patrol : build.mission.all<core::Patrol>())
        if (patrol.actual_start && build.in.coverage.period.contains(*patrol.actual_start) && !patrol.geometry.empty() && patrol.status != core::PatrolStatus::CANCELLED &&
            patrol.track_source != core::TrackSource::PLANNED_ONLY)
            coverage.tracks.push_back(patrol.geometry);
}

void buildMapOf(const CoverageBuild& build, const ReviewOptions& options, ReportModel& model, const core::Progress& progress)
{
    MapBuild plan{build.mission, options.folder, options.asset, build.zone, build.in.coverage.as_of, build.in.coverage.period, {}, progress, {}};
    for (const auto& [place, rating] : build.ratings)
        plan.bands[place] = {rating.band.highest, !rating.band.known()};
    buildMap(plan, model);
    model.map.incidents.clear(); // the review's maps are about patrols
}

} // namespace

CoverageBuild::CoverageBuild(const core::Mission& from, const analysis::CoverageReview& review)
    : mission(from), in(review), metrics(review.coverage.metrics), zone(from.timeZone()), effort(analysis::patrolEffort(from, review.coverage.period, review.coverage.as_of)),
      times(analysis::observedResponse(from, review.coverage.period, review.coverage.as_of)),
      alerts(analysis::alertIndicators(from, {}, review.coverage.period, review.coverage.as_of)), ratings(analysis::bandOfPlaces(from, review.coverage.as_of)),
      areas(analysis::AreaIndex::ofLevel(from, analysis::defaultLevel(from).value_or(core::AreaLevel::SECTOR)))
{
}

std::string CoverageBuild::areaName(std::optional<core::AreaId> area) const
{
    const auto* record = area ? mission.find<core::Area>(*area) : nullptr;
    return record == nullptr ? std::string{} : record->name.empty() ? record->code : record->name;
}

std::string CoverageBuild::areaOf(core::GeoPoint at) const { return areaName(areas.find(at.lon(), at.lat())); }

Measure measure(std::string name, Value value, std::string formula)
{
    Measure made;
    made.name = std::move(name);
    made.value = std::move(value);
    made.formula = std::move(formula);
    return made;
}

Measure shareMeasure(std::string name, const analysis::Share& share, std::string formula)
{
    Measure made = measure(std::move(name), numberValue(Measured::SHARE, share.value()), std::move(formula));
    made.part = share.part;
    made.total = share.whole;
    return made;
}

Measure open(Measure measure)
{
    measure.open = true;
    return measure;
}

ReportModel buildPatrolCoverage(const core::Mission& mission, const analysis::CoverageReview& review, const ReviewOptions& options, const core::Progress& progress)
{
    const CoverageBuild build{mission, review};
    ReportModel model;
    model.coverage.emplace();
    CoverageModel& coverage = *model.coverage;
    buildCoveragePlaces(build, coverage);
    buildArrival(build, coverage);
    buildFigures(build, coverage);
    buildTracks(build, coverage);
    progress.step(0.2, "Counting the effort");
    for (const auto section : {effortSection, matchSection, responseSection, contactSection, obstructionSection, forceSection, optionsSection, methodSection})
        coverage.sections.push_back(section(build));
    buildHead(build, options.program, model);
    progress.step(0.3, "Painting the ground of the map");
    buildMapOf(build, options, model, progress);
    nameSecrets(mission, model);
    compose(model);
    model.head.fingerprint = core::hex(core::sha256(toJson(model).dump()));
    progress.step(1.0);
    return model;
}

} // namespace tutela::report
