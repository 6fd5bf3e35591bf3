// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "words_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/reach.h>
#include <tutela/analysis/situation.h>
#include <tutela/core/scenario_notes.h>
#include <tutela/core/text.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace tutela::report {
namespace {

std::string indicatorText(const core::Action& action)
{
    if (action.indicator.empty())
        return {};
    std::string text = action.indicator;
    const std::string unit = action.indicator_unit.empty() ? "" : " " + action.indicator_unit;
    if (action.indicator_baseline && action.indicator_target)
        return text + ": from " + core::shortest(*action.indicator_baseline) + " to " + core::shortest(*action.indicator_target) + unit;
    if (action.indicator_target)
        return text + ": target " + core::shortest(*action.indicator_target) + unit + ", baseline not known";
    return text + (unit.empty() ? "" : " (" + action.indicator_unit + ")");
}

/// People of places that the response reaches before an attack ends; places without a number are not in it.
std::int64_t peopleInTime(const Build& build, const core::ResponseTimes& times)
{
    const double limit = analysis::attackMinutes(build.mission, build.as_of);
    std::int64_t people = 0;
    for (const auto& place : build.mission.all<core::Place>())
        if (const auto time = times.places.find(core::PlaceId{place.id});
            place.population_total && time != times.places.end() && time->second.state == core::ResponseTime::State::Reached && time->second.minutes() <= limit)
            people += *place.population_total;
    return people;
}

/// What the scenario that the action cites changes, as of the cut-off. A signed version keeps it with its other numbers.
void addScenario(const Build& build, const core::Action& from, ActionPart& part)
{
    if (!from.scenario_id)
        return;
    const auto* scenario = build.mission.find<core::Scenario>(*from.scenario_id);
    if (scenario == nullptr) {
        part.scenario = fmt::format("{}", from.scenario_id->value);
        part.scenario_problem = "it is not in the mission any more";
        return;
    }
    part.scenario = core::calledName(*scenario);
    if (build.mission.responses == nullptr) {
        part.scenario_problem = "travel times are not computed";
        return;
    }
    const auto today = build.mission.responses->at(build.mission, build.as_of, build.progress);
    const auto then = build.mission.responses->under(scenario->changes, build.mission, build.as_of, build.progress);
    for (const auto* times : {today.get(), then.get()})
        if (!times->not_computed.empty()) {
            part.scenario_problem = times->not_computed;
            return;
        }
    part.scenario_gain = peopleInTime(build, *then) - peopleInTime(build, *today);
}

ActionPart actionPart(const Build& build, const core::Action& from, int number)
{
    ActionPart part;
    part.number = number;
    part.reference = from.reference;
    part.text = from.text.empty() ? "No text" : from.text;
    part.tier = from.tier;
    part.phase = from.phase;
    part.lead = from.lead;
    part.support = from.support;
    part.owner = from.owner;
    if (from.deadline)
        part.deadline = core::toText(*from.deadline);
    else if (from.interval_days)
        part.deadline = *from.interval_days == 1 ? "every day" : fmt::format("every {} days", *from.interval_days);
    part.status = from.status;
    part.status_reason = from.status_reason;
    part.overdue = analysis::isOverdue(from, build.as_of, build.zone);
    part.indicator = indicatorText(from);
    part.decision_requested = from.decision_requested.value_or(false);
    part.effect = from.expected_effect;
    part.do_no_harm = from.do_no_harm;
    part.mitigation = from.mitigation;
    part.consent_issue = from.consent_issue;
    for (const auto id : from.place_ids)
        if (const auto* place = build.mission.find<core::Place>(id))
            part.places.push_back(place->name);
    addScenario(build, from, part);
    return part;
}

/// Inputs of the method that an adviser rates or the program computes, and how many of a line have no value.
void countInputs(const core::Score& score, PlaceStatus& status)
{
    const std::array inputs{score.intent, score.capability, score.opportunity, score.act_severity, score.vulnerability, score.host_state, score.mission_reach, score.community};
    status.inputs = static_cast<int>(inputs.size());
    status.inputs_missing = static_cast<int>(std::count_if(inputs.begin(), inputs.end(), [](const auto& input) { return !input.known(); }));
}

/// The highest that is sure and the highest possible, over all lines that name the place.
void raise(PlaceStatus& status, const core::Score& score)
{
    if (!status.band || score.band.highest > status.band->highest)
        countInputs(score, status);
    if (!status.band) {
        status.band = score.band;
        status.priority = score.priority;
        return;
    }
    status.band = core::Range<core::Band>{std::max(status.band->lowest, score.band.lowest), std::max(status.band->highest, score.band.highest)};
    status.priority = core::Range<core::PriorityClass>{std::min(status.priority->lowest, score.priority.lowest),  // MUST is the first word
                                                       std::min(status.priority->highest, score.priority.highest)};
}

/// In time or late only where that holds for every class the place can have.
VisitState visitState(std::int64_t days, const core::Range<core::PriorityClass>& priority)
{
    if (days <= core::revisitDays(priority.highest))
        return VisitState::IN_TIME;
    return days > core::revisitDays(priority.lowest) ? VisitState::LATE : VisitState::NOT_KNOWN;
}

} // namespace

void buildActions(const Build& build, const Numbering& numbers, ReportModel& model)
{
    std::map<int, ActionPart> parts;
    for (const auto& [id, number] : numbers.actions)
        if (const auto* action = build.mission.find<core::Action>(core::ActionId{id}))
            parts.emplace(number, actionPart(build, *action, number));
    for (const auto& line : model.lines)
        for (const int number : line.actions) {
            ActionPart& part = parts.at(number);
            part.lines.push_back(line.rank);
            std::set<int> evidence(part.evidence.begin(), part.evidence.end());
            evidence.insert(line.evidence.begin(), line.evidence.end());
            part.evidence.assign(evidence.begin(), evidence.end());
        }
    for (auto& [number, part] : parts)
        model.actions.push_back(std::move(part));
}

Arrival arrivalOf(const core::ResponseTime& time, double attackMinutes)
{
    using State = core::ResponseTime::State;
    if (time.state == State::NotKnown)
        return {};
    if (time.state == State::NobodyComes)
        return {ArrivalState::NOBODY_COMES, {}};
    return {time.minutes() <= attackMinutes ? ArrivalState::IN_TIME : ArrivalState::LATE, std::llround(time.minutes())};
}

void buildPlaces(const Build& build, ReportModel& model)
{
    const auto level = analysis::defaultLevel(build.mission);
    const auto index = level ? std::optional{analysis::AreaIndex::ofLevel(build.mission, *level)} : std::nullopt;
    const auto visits = analysis::lastVisits(build.mission, build.as_of);
    const bool visitsKnown = !build.mission.all<core::Patrol>().empty();
    const auto responses = build.mission.responses ? build.mission.responses->at(build.mission, build.as_of, build.progress) : nullptr;
    std::map<std::int64_t, std::size_t> known;
    for (const auto& line : build.result.lines)
        for (const auto id : line.place_ids) {
            const auto* place = build.mission.find<core::Place>(id);
            if (place == nullptr)
                continue;
            if (const auto at = known.find(id.value); at != known.end()) {
                raise(model.places[at->second], line.score);
                continue; // lines come most urgent first: trend and threat stand
            }
            known.emplace(id.value, model.places.size());
            PlaceStatus status;
            status.name = place->name.empty() ? "Unnamed place" : place->name;
            status.people = place->population_total;
            raise(status, line.score);
            status.trend = line.score.trend;
            status.threat = line.threat_name;
            status.lon = place->lon;
            status.lat = place->lat;
            if (index && place->lon && place->lat)
                if (const auto area = index->find(*place->lon, *place->lat))
                    status.area = build.mission.find<core::Area>(*area)->name;
            if (const auto visit = visits.find(id); visit != visits.end())
                status.days_since_visit = std::chrono::duration_cast<std::chrono::days>(build.as_of - visit->second).count();
            if (responses && responses->places.contains(id))
                status.arrival = arrivalOf(responses->places.at(id), analysis::attackMinutes(build.mission, build.as_of));
            model.places.push_back(std::move(status));
        }
    if (visitsKnown)
        for (auto& status : model.places)
            status.visit = status.days_since_visit ? visitState(*status.days_since_visit, *status.priority) : VisitState::NONE_RECORDED;
}

void buildChanges(const Build& build, ReportModel& model)
{
    model.has_previous = build.result.has_previous;
    const auto* previous = build.assessment.previous_id ? build.mission.find<core::Assessment>(*build.assessment.previous_id) : nullptr;
    if (previous != nullptr)
        model.previous_version = previous->version.empty() ? "before" : previous->version;
    for (const auto& change : build.result.changes) {
        ChangePart part;
        part.change = change.change;
        part.line = change.title;
        if (const auto* before = change.before ? build.mission.find<core::Line>(*change.before) : nullptr)
            part.from = words::of(analysis::classRangeOf(before->priority_class));
        if (!part.from.empty() && change.risk_before)
            part.from += ", risk " + words::of(Level{*change.risk_before});
        if (change.line && *change.line < model.lines.size())
            part.to = words::of(model.lines[*change.line].priority) + ", risk " + words::of(model.lines[*change.line].risk_residual);
        part.reason = change.why;
        model.changes.push_back(std::move(part));
    }
    static constexpr std::array kOrder{1, 0, 2, 4, 3}; // NEW, UP, DOWN, SAME, CLOSED: raised first, unchanged last
    std::stable_sort(model.changes.begin(), model.changes.end(), [](const ChangePart& a, const ChangePart& b) {
        return kOrder[static_cast<std::size_t>(a.change)] < kOrder[static_cast<std::size_t>(b.change)];
    });
}

} // namespace tutela::report
