// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "words_p.h"

#include <tutela/map/scene.h>

#include <algorithm>

namespace tutela::report {
namespace {

/// The highest marking of anything in the document. What tells where the mission does not reach is Confidential at least.
std::optional<core::Marking> highestMarking(const Build& build)
{
    std::optional<core::Marking> highest = build.mission.details.marking;
    const auto raise = [&](const std::optional<core::Marking>& marking) {
        if (marking && (!highest || *marking > *highest))
            highest = marking;
    };
    const auto take = [&](const core::Record* record) {
        if (record != nullptr)
            raise(record->sensitivity);
    };
    take(&build.assessment);
    for (const auto& line : build.result.lines) {
        take(&line.line);
        if (line.line.threat_id)
            take(build.mission.find<core::Threat>(*line.line.threat_id));
        for (const auto id : line.place_ids)
            take(build.mission.find<core::Place>(id));
        for (const auto id : line.actor_ids)
            take(build.mission.find<core::Actor>(id));
        for (const auto id : line.action_ids)
            take(build.mission.find<core::Action>(id));
        for (const auto& item : line.evidence) {
            if (item.kind == core::Kind::ALERT)
                take(build.mission.find<core::Alert>(core::AlertId{item.id}));
            else if (const auto i = build.mission.incidents->find(core::IncidentId{item.id}))
                raise(build.mission.incidents->marking(*i));
            if (item.source)
                take(build.mission.find<core::Source>(*item.source));
        }
    }
    if (!build.result.lines.empty() && (!highest || *highest < core::Marking::CONFIDENTIAL))
        highest = core::Marking::CONFIDENTIAL;
    return highest;
}

std::string scope(const Build& build, const ReportModel& model)
{
    std::vector<std::string> names;
    for (const auto id : build.assessment.area_ids)
        if (const auto* area = build.mission.find<core::Area>(id))
            names.push_back(area->name.empty() ? area->code : area->name);
    const std::string places = words::count(static_cast<std::int64_t>(model.places.size()), "assessed place", "assessed places");
    if (!names.empty())
        return words::list(names, 4, "more area", "more areas") + ": " + places;
    const auto areas = static_cast<std::int64_t>(model.areas.size());
    return "Mission-wide: " + (areas > 0 ? words::count(areas, "area", "areas") + ", " : "") + places;
}

std::vector<const core::SignOff*> signOffs(const core::Mission& mission, std::int64_t assessment)
{
    std::vector<const core::SignOff*> rows;
    for (const auto& row : *mission.sign_offs)
        if (row.assessment_id.value == assessment)
            rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return std::pair{a->time, a->id} < std::pair{b->time, b->id}; });
    return rows;
}

} // namespace

std::string dayText(const Build& build, core::Instant instant) { return core::toText(build.zone.dayAt(instant)); }

std::string periodText(const core::TimeZone& zone, const core::Period& period)
{
    const core::Day first = zone.dayAt(period.from);
    const core::Day last = zone.dayAt(period.to - std::chrono::seconds{1});
    const std::chrono::year_month_day a{first};
    const std::chrono::year_month_day after{last + std::chrono::days{1}};
    const bool month = static_cast<unsigned>(a.day()) == 1 && static_cast<unsigned>(after.day()) == 1 &&
                       a.year() / a.month() == std::chrono::year_month_day{last}.year() / std::chrono::year_month_day{last}.month();
    return month ? core::readableMonth(first) : "the period " + core::readable(first) + " to " + core::readable(last);
}

void buildHead(const Build& build, ReportModel& model)
{
    const core::Assessment& from = build.assessment;
    const core::MissionDetails& mission = build.mission.details;
    Head& head = model.head;
    head.mission = mission.name.empty() ? mission.acronym : mission.name;
    if (head.mission.empty())
        head.mission = "Unnamed mission";
    head.acronym = mission.acronym;
    head.reference = from.reference.empty() ? "no reference" : from.reference;
    head.version = from.version.empty() ? "not numbered" : from.version;
    head.title = from.title;
    head.month = periodText(build, build.period);
    head.scope = scope(build, model);
    head.period_from = dayText(build, build.period.from);
    head.period_to = dayText(build, build.period.to - std::chrono::seconds{1});
    head.as_of = core::toText(build.as_of);
    head.as_of_text = build.zone.readable(build.as_of);
    if (from.forecast_days)
        head.valid_until = dayText(build, build.as_of + std::chrono::days{*from.forecast_days} - std::chrono::seconds{1});
    head.marking = highestMarking(build);
    head.demonstration = mission.demonstration;
    head.boundary_disclaimer = mission.boundary_disclaimer.empty() ? map::standardDisclaimer() : mission.boundary_disclaimer;
    head.distribution = from.distribution;
    head.contributors = from.contributors;
    head.state = core::stateOf(build.mission, core::AssessmentId{from.id});
    head.prepared.role = from.author_role;
    if (from.created_at)
        head.prepared.day = dayText(build, *from.created_at);
    for (const auto* row : signOffs(build.mission, from.id)) {
        if (row->state == core::AssessmentState::IN_REVIEW)
            head.prepared.day = dayText(build, row->time); // the day it was handed in
        else if (row->state == core::AssessmentState::CLEARED)
            head.cleared = {row->role, dayText(build, row->time)};
        else if (row->state == core::AssessmentState::APPROVED)
            head.approved = {row->role, dayText(build, row->time)};
    }
    head.fingerprint = build.options.fingerprint;
    head.program = build.options.program;
}

void buildVersions(const Build& build, ReportModel& model)
{
    std::vector<const core::Assessment*> versions;
    for (const auto& other : build.mission.all<core::Assessment>())
        if (other.id == build.assessment.id || (!other.reference.empty() && other.reference == build.assessment.reference))
            versions.push_back(&other);
    std::sort(versions.begin(), versions.end(), [](const auto* a, const auto* b) {
        return std::tuple{a->as_of.value_or(core::Instant{}), a->id} < std::tuple{b->as_of.value_or(core::Instant{}), b->id};
    });
    for (const auto* version : versions) {
        if (version->as_of && *version->as_of > build.as_of)
            continue; // a later version is no part of what this one says
        const auto rows = signOffs(build.mission, version->id);
        const bool begunBefore = version->created_at && (rows.empty() || *version->created_at <= rows.front()->time);
        model.versions.push_back({version->version, "Draft", begunBefore ? dayText(build, *version->created_at) : std::string{},
                                  version->author_role ? words::of(*version->author_role) : std::string{"not stated"}, {}});
        for (const auto* row : rows) {
            const std::string state = row->state ? words::plain(core::word(*row->state))
                                      : row->opinion ? "Opinion: " + words::lowered(words::plain(core::word(*row->opinion)))
                                                     : std::string{"Note"};
            model.versions.push_back({version->version, state, dayText(build, row->time), words::of(row->role), row->note});
        }
    }
}

} // namespace tutela::report
