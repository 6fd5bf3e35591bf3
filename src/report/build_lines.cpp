// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "words_p.h"

#include <tutela/analysis/reach.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>
#include <tutela/core/time_precision.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::report {
namespace {

Judged judged(const std::optional<int>& value, const std::string& own, const std::string& threat)
{
    return {value ? Number{*value} : Number{}, own.empty() ? threat : own};
}

std::string actorNote(const core::Mission& mission, const std::vector<core::ActorId>& ids)
{
    const core::Actor* actor = ids.empty() ? nullptr : mission.find<core::Actor>(ids.front());
    if (actor == nullptr)
        return {};
    std::vector<std::string> parts;
    if (actor->actor_kind)
        parts.push_back(words::plain(core::word(*actor->actor_kind)));
    if (actor->strength_low && actor->strength_high && *actor->strength_low != *actor->strength_high)
        parts.push_back(core::grouped(*actor->strength_low) + " to " + core::grouped(*actor->strength_high) + " people");
    else if (actor->strength_low || actor->strength_high)
        parts.push_back("about " + core::grouped(actor->strength_low ? *actor->strength_low : *actor->strength_high) + " people");
    else
        parts.push_back("strength not known");
    std::vector<std::string> weapons;
    for (const auto weapon : actor->weapons)
        weapons.push_back(words::lowered(words::plain(core::word(weapon))));
    if (!weapons.empty())
        parts.push_back("weapons: " + words::list(weapons, 5, "more kind", "more kinds"));
    if (actor->conduct_to_civilians && *actor->conduct_to_civilians != core::ConductToCivilians::UNKNOWN)
        parts.push_back("towards civilians: " + words::lowered(words::plain(core::word(*actor->conduct_to_civilians))));
    return words::capitalised(core::joined(parts, "; ")) + ".";
}

/// Record ids of the engine's texts as a reader knows them: the number of a cited item, the name of a place or group.
std::string readableIds(const core::Mission& mission, const Numbering& numbers, const std::string& text)
{
    constexpr std::size_t kShortest = 9; // figures are shorter, ids seldom are
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        if (end - i < kShortest || end - i > 15) {
            end = std::max(end, i + 1);
            out.append(text, i, end - i);
            i = end;
            continue;
        }
        const std::int64_t id = std::stoll(text.substr(i, end - i));
        std::string name = text.substr(i, end - i);
        const auto incident = numbers.evidence.find({core::Kind::INCIDENT, id});
        const auto alert = numbers.evidence.find({core::Kind::ALERT, id});
        if (incident != numbers.evidence.end())
            name = "no. " + std::to_string(incident->second);
        else if (alert != numbers.evidence.end())
            name = "no. " + std::to_string(alert->second);
        else if (const auto* place = mission.find<core::Place>({id}); place != nullptr && !place->name.empty())
            name = place->name;
        else if (const auto* group = mission.find<core::Group>({id}); group != nullptr && !group->name.empty())
            name = group->name;
        out += name;
        i = end;
    }
    return out;
}

/// The checklist of the place that weighs most, since it sets V of the line.
std::vector<Factor> factors(const analysis::LineResult& from)
{
    const auto worst = std::max_element(from.vulnerability.begin(), from.vulnerability.end(),
                                        [](const auto& a, const auto& b) { return a.half_points < b.half_points; });
    std::vector<Factor> all;
    if (worst == from.vulnerability.end())
        return all;
    for (const auto& factor : worst->factors) {
        Factor part;
        part.factor = factor.factor;
        if (factor.state != analysis::FactorState::Unknown)
            part.holds = factor.state == analysis::FactorState::True;
        part.half_points = factor.half_points;
        part.why = factor.why;
        all.push_back(std::move(part));
    }
    return all;
}

std::string overrideText(const analysis::Override& set)
{
    return words::capitalised(words::plain(set.field)) + " was set to " + set.value + " instead of " + set.method +
           (set.role ? " by " + words::of(*set.role) : "") + (set.reason.empty() ? "." : ": " + set.reason);
}

/// The step of the explanation that tells why the shift is what it is.
std::string shiftReason(const analysis::LineResult& from)
{
    if (from.shift_overridden && !from.line.shift_reason.empty())
        return from.line.shift_reason;
    for (const auto& step : from.explain)
        if (step.starts_with("shift = ")) {
            const auto value = step.rfind(" = ");
            return value > 8 ? words::capitalised(step.substr(8, value - 8)) + "." : std::string{};
        }
    return {};
}

Number daysBetween(const std::optional<core::Instant>& then, core::Instant now)
{
    if (!then)
        return {};
    return std::chrono::duration_cast<std::chrono::days>(now - *then).count();
}

/// Signed, judged by nobody, counted as 0, and without a time: nobody had a way there. With a base in the place it would count more.
bool signedWithoutWay(const analysis::LineResult& from)
{
    return from.reach == analysis::ReachStatus::BaseInPlace && !from.response && from.mission_reach == 0 && !from.line.response_minutes;
}

/// Why mission reach is what it is, for a line in which nobody set it.
std::string reachReason(const analysis::LineResult& from)
{
    if (signedWithoutWay(from))
        return "No unit has a way there.";
    if (!from.response)
        return from.line.response_minutes ? fmt::format("The response takes {:.0f} min.", *from.line.response_minutes) : std::string{};
    const auto& time = from.response->time;
    if (from.response->base_in_place)
        return from.place_ids.size() == 1 ? "An open base stands within 2 km." : "An open base stands within 2 km of each place.";
    if (time.state != core::ResponseTime::State::Reached)
        return "No unit has a way there.";
    const char* farthest = from.place_ids.size() == 1 ? "" : "to the place that is reached last ";
    return fmt::format("A unit of {} arrives {}by {} {:.0f} min after the event: {:.0f} until the mission knows, {:.0f} to decide, {:.0f} to move off, {:.0f} on the way. An attack lasts {:.0f} min.",
                       time.base_name.empty() ? "a base" : time.base_name, farthest, core::spoken(time.mode), time.minutes(), time.information, time.decision, time.mobilisation, time.travel,
                       from.response->attack_minutes);
}

/// A line that is signed keeps the time of its response, not the way: bases and roads of today may lead elsewhere.
Arrival arrivalOfLine(const Build& build, const analysis::LineResult& from)
{
    if (from.response)
        return from.response->base_in_place ? Arrival{} : arrivalOf(from.response->time, from.response->attack_minutes);
    if (from.reach == analysis::ReachStatus::NotComputed)
        return {};
    if (signedWithoutWay(from))
        return {ArrivalState::NOBODY_COMES, {}};
    if (!from.line.response_minutes)
        return {};
    const double minutes = *from.line.response_minutes;
    return {minutes <= analysis::attackMinutes(build.mission, build.as_of) ? ArrivalState::IN_TIME : ArrivalState::LATE, std::llround(minutes)};
}

LinePart linePart(const Build& build, const analysis::LineResult& from, const Numbering& numbers)
{
    static const core::Threat kNoThreat;
    const core::Threat* found = from.line.threat_id ? build.mission.find<core::Threat>(*from.line.threat_id) : nullptr;
    const core::Threat& threat = found != nullptr ? *found : kNoThreat;
    const core::Line& line = from.line;
    LinePart part;
    part.threat = from.threat_name.empty() ? "Unnamed threat" : from.threat_name;
    part.places = words::list(from.place_names, 3, "more place", "more places");
    part.place_names = from.place_names;
    part.area = words::list(from.area_names, 2, "more area", "more areas");
    part.actors = from.actor_names;
    part.actor_note = actorNote(build.mission, from.actor_ids);
    part.acts = from.acts;
    part.persons = from.persons;
    part.persons_assumed = from.score.persons_assumed;
    part.intent = judged(from.intent, line.intent_reason, threat.intent_reason);
    part.capability = judged(from.capability, line.capability_reason, threat.capability_reason);
    part.opportunity = judged(from.opportunity, line.opportunity_reason, threat.opportunity_reason);
    part.shift = from.shift;
    part.shift_reason = shiftReason(from);
    const core::Score& score = from.score;
    part.likelihood = levelOf(score.likelihood);
    part.act_severity = levelOf(score.act_severity);
    part.exposure = levelOf(score.exposure);
    part.vulnerability = levelOf(score.vulnerability);
    part.impact = levelOf(score.impact);
    part.risk_inherent = levelOf(score.risk_inherent);
    part.risk_residual = levelOf(score.risk_residual);
    part.likelihood_residual = levelOf(score.likelihood_residual);
    part.protection = levelOf(score.protection);
    part.band_inherent = score.band_inherent;
    part.band = score.band;
    part.priority = score.priority;
    part.host_state = judged(from.host_state, line.host_state_reason, threat.host_state_reason);
    if (from.state_is_actor)
        part.host_state.reason = "The state is an actor of this threat: it counts as 0. " + part.host_state.reason;
    part.mission_reach = judged(from.mission_reach, line.mission_reach_reason, {});
    part.reach_computed = from.reach != analysis::ReachStatus::NotComputed;
    if (from.reach != analysis::ReachStatus::NotComputed && part.mission_reach.reason.empty())
        part.mission_reach.reason = reachReason(from);
    part.arrival = arrivalOfLine(build, from);
    part.community = judged(from.community, line.community_reason, threat.community_reason);
    part.confidence = score.confidence.level;
    part.contested = score.confidence.contested;
    part.trend = score.trend;
    part.imminent = score.imminent;
    part.days_since_visit = daysBetween(from.last_visit, build.as_of);
    part.factors = factors(from);
    for (const auto& step : from.explain)
        part.explain.push_back(readableIds(build.mission, numbers, step));
    part.shift_reason = readableIds(build.mission, numbers, part.shift_reason);
    for (auto& factor : part.factors)
        factor.why = readableIds(build.mission, numbers, factor.why);
    for (const auto& set : from.overrides)
        part.overrides.push_back(overrideText(set));
    std::set<int> cited;
    for (const auto& item : from.evidence)
        cited.insert(numbers.evidence.at({item.kind, item.id}));
    part.evidence.assign(cited.begin(), cited.end());
    for (const auto id : from.action_ids)
        if (const auto at = numbers.actions.find(id.value); at != numbers.actions.end())
            part.actions.push_back(at->second);
    std::sort(part.actions.begin(), part.actions.end());
    part.most_likely = line.scenario_most_likely;
    part.most_dangerous = line.scenario_most_dangerous;
    part.triggers = threat.triggers;
    part.indicators = threat.indicators;
    return part;
}

std::string harmText(const core::IncidentColumns& columns, std::size_t i)
{
    std::vector<std::string> parts;
    const auto add = [&](std::int32_t value, const char* what) {
        if (value != core::IncidentColumns::kUnknown && value > 0)
            parts.push_back(core::grouped(value) + " " + what);
    };
    add(columns.killed_best[i], "killed");
    add(columns.injured[i], "injured");
    add(columns.abducted[i], "abducted");
    add(columns.displaced[i], "displaced");
    return core::joined(parts, ", ");
}

/// The place that names a point: an assessed one within 5 km before any other, else the nearest within 25 km.
std::string nearestPlace(const Build& build, core::GeoPoint at)
{
    constexpr double kFarthest = 25'000.0;
    constexpr double kAssessed = 5'000.0;
    const core::Place* best = nullptr;
    double nearest = kFarthest;
    const auto consider = [&](const core::Place& place) {
        const auto point = place.point();
        // A degree of latitude is 110 km and more: far places are left out before the geodesic.
        if (!point || place.name.empty() || std::abs(point->lat() - at.lat()) > 0.3 || core::metresBetween(*point, at) >= nearest)
            return;
        nearest = core::metresBetween(*point, at);
        best = &place;
    };
    nearest = kAssessed;
    for (const auto& line : build.result.lines)
        for (const auto id : line.place_ids)
            if (const auto* place = build.mission.find<core::Place>(id))
                consider(*place);
    if (best == nullptr) {
        nearest = kFarthest;
        for (const auto& place : build.mission.all<core::Place>())
            consider(place);
    }
    if (best == nullptr)
        return "no named place near";
    return nearest < 2'000.0 ? best->name : core::grouped(static_cast<std::int64_t>(nearest / 1000.0 + 0.5)) + " km from " + best->name;
}

std::string dateText(const Build& build, std::int64_t seconds, std::uint8_t precision)
{
    if (seconds == core::IncidentColumns::kNoTime)
        return "not known";
    return core::aboutDay(build.zone.dayAt(core::Instant{std::chrono::seconds{seconds}}), precision);
}

void describeIncident(const Build& build, std::int64_t id, EvidencePart& part)
{
    const core::IncidentColumns& columns = *build.mission.incidents;
    const auto at = std::lower_bound(columns.id.begin(), columns.id.end(), id);
    if (at == columns.id.end() || *at != id)
        return;
    const auto i = static_cast<std::size_t>(at - columns.id.begin());
    part.date_text = dateText(build, columns.time[i], columns.time_precision[i]);
    if (columns.time[i] != core::IncidentColumns::kNoTime)
        part.day = dayText(build, core::Instant{std::chrono::seconds{columns.time[i]}});
    part.category = columns.category[i] == core::IncidentColumns::kNoWord
                        ? "Incident"
                        : words::plain(core::word(static_cast<core::IncidentCategory>(columns.category[i])));
    part.summary = harmText(columns, i);
    part.place = columns.hasPosition(i) ? nearestPlace(build, core::GeoPoint::of(columns.lon(i), columns.lat(i))) : "position not known";
    part.dataset = columns.datasets.at(columns.dataset[i]);
}

void describeAlert(const Build& build, std::int64_t id, EvidencePart& part)
{
    const auto* alert = build.mission.find<core::Alert>(core::AlertId{id});
    if (alert == nullptr)
        return;
    if (alert->t_received) {
        part.day = dayText(build, *alert->t_received);
        part.date_text = core::readable(build.zone.dayAt(*alert->t_received));
    }
    part.category = alert->alert_type ? words::plain(core::word(*alert->alert_type)) : "Alert";
    if (alert->outcome)
        part.summary = alert->outcome == core::AlertOutcome::AVERTED ? "reported averted" : words::lowered(words::plain(core::word(*alert->outcome)));
    if (alert->channel)
        part.source_class = words::plain(core::word(*alert->channel));
    const core::Place* place = alert->place_id ? build.mission.find<core::Place>(*alert->place_id) : nullptr;
    part.place = place != nullptr ? place->name : alert->point() ? nearestPlace(build, *alert->point()) : "position not known";
    part.dataset = alert->dataset;
}

} // namespace

void buildLines(const Build& build, const Numbering& numbers, ReportModel& model)
{
    int rank = 0;
    for (const auto& from : build.result.lines) {
        LinePart part = linePart(build, from, numbers);
        part.rank = ++rank;
        model.lines.push_back(std::move(part));
    }
    for (const auto& change : build.result.changes)
        if (change.line && *change.line < model.lines.size()) {
            model.lines[*change.line].change = change.change;
            model.lines[*change.line].change_reason = change.why;
        }
}

void buildEvidence(const Build& build, const Numbering& numbers, ReportModel& model)
{
    std::map<int, EvidencePart> parts;
    int rank = 0;
    for (const auto& line : build.result.lines) {
        ++rank;
        for (const auto& item : line.evidence) {
            const int number = numbers.evidence.at({item.kind, item.id});
            const bool fresh = !parts.contains(number);
            EvidencePart& part = parts[number];
            if (fresh) {
                part.number = number;
                part.record = item.id;
                part.kind = item.kind == core::Kind::ALERT ? "Alert" : "Incident";
                part.date_text = "not known";
                item.kind == core::Kind::ALERT ? describeAlert(build, item.id, part) : describeIncident(build, item.id, part);
            }
            if (part.lines.empty() || part.lines.back() != rank)
                part.lines.push_back(rank);
            part.contradicts = part.contradicts || item.contradicts;
            const std::string grade = std::string{core::word(item.reliability)} + std::to_string(item.credibility);
            if (part.grade.empty() || grade < part.grade)
                part.grade = grade; // the best of its sources
            const core::Source* source = item.source ? build.mission.find<core::Source>(*item.source) : nullptr;
            const std::string kind = source != nullptr && source->source_kind ? words::plain(core::word(*source->source_kind)) : std::string{};
            if (!kind.empty() && part.source_class.find(kind) == std::string::npos)
                part.source_class += (part.source_class.empty() ? "" : ", ") + kind;
        }
    }
    for (auto& [number, part] : parts)
        model.evidence.push_back(std::move(part));
    for (auto& part : model.evidence)
        if ((part.source_class.empty() || part.source_class == "Dataset") && !part.dataset.empty())
            part.source_class = "Data set " + part.dataset;
}

Numbering numberAll(const Build& build)
{
    Numbering numbers;
    int evidence = 0;
    int action = 0;
    for (const auto& line : build.result.lines) {
        // Newest first within a line; items without a time last.
        std::vector<const analysis::Evidence*> items;
        for (const auto& item : line.evidence)
            items.push_back(&item);
        std::stable_sort(items.begin(), items.end(), [](const auto* a, const auto* b) { return a->time > b->time; });
        for (const auto* item : items)
            if (numbers.evidence.try_emplace({item->kind, item->id}, evidence + 1).second)
                ++evidence;
        for (const auto id : line.action_ids)
            if (build.mission.find<core::Action>(id) != nullptr && numbers.actions.try_emplace(id.value, action + 1).second)
                ++action;
    }
    return numbers;
}

} // namespace tutela::report
