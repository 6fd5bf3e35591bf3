// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence_p.h"

#include <tutela/analysis/area_index.h>

#include <fmt/format.h>

#include <map>

namespace tutela::analysis {

using core::AlertId;
using core::IncidentColumns;
using core::IncidentId;
using core::Instant;

namespace {

std::vector<std::uint32_t> insideAreas(const Context& context, const std::vector<core::AreaId>& ids)
{
    std::vector<const core::Area*> areas;
    for (const core::AreaId id : ids)
        if (const core::Area* area = context.mission().find<core::Area>(id))
            areas.push_back(area);
    const AreaIndex index{areas};
    std::vector<std::uint32_t> inside;
    for (const std::uint32_t i : context.incidents().all())
        if (index.covers(context.columns().lon(i), context.columns().lat(i)))
            inside.push_back(i);
    return inside;
}

std::int64_t wholeDays(Instant from, Instant to)
{
    return std::chrono::floor<std::chrono::days>(to - from).count();
}

/// Appends the items of one incident: one for each of its sources; without a source one that nobody can judge.
void addIncident(const Context& context, std::size_t i, bool contradicts, std::vector<Evidence>& out)
{
    const IncidentColumns& columns = context.columns();
    Evidence item;
    item.id = columns.id[i];
    item.contradicts = contradicts;
    if (columns.time[i] != IncidentColumns::kNoTime) {
        item.time = Instant{std::chrono::seconds{columns.time[i]}};
        item.age_days = wholeDays(*item.time, context.asOf());
    }
    const auto& sources = columns.sourceLists[columns.sources[i]];
    if (sources.empty())
        out.push_back(item);
    for (const core::SourceId id : sources) {
        const core::Source* source = context.mission().find<core::Source>(id);
        if (source == nullptr)
            continue;
        item.source = id;
        item.group = source->group_key.empty() ? fmt::format("source {}", id.value) : source->group_key;
        item.reliability = source->reliability.value_or(core::Reliability::F);
        item.credibility = static_cast<int>(source->credibility.value_or(6));
        out.push_back(item);
    }
}

/// Its group key; empty ones stand for channel and place.
std::string groupOf(const Context::AlertAt& at)
{
    const core::Alert& alert = *at.alert;
    if (!alert.group_key.empty())
        return alert.group_key;
    const std::string channel{alert.channel ? core::word(*alert.channel) : "UNKNOWN CHANNEL"};
    if (alert.place_id)
        return fmt::format("{} place {}", channel, alert.place_id->value);
    return at.at ? fmt::format("{} {:.2f} {:.2f}", channel, at.at->lon(), at.at->lat()) : channel;
}

Evidence itemOf(const Context& context, const Context::AlertAt& at)
{
    const core::Alert& alert = *at.alert;
    Evidence item;
    item.kind = core::Kind::ALERT;
    item.id = alert.id;
    item.time = alert.t_received;
    item.age_days = alert.t_received ? std::optional{wholeDays(*alert.t_received, context.asOf())} : std::nullopt;
    item.group = groupOf(at);
    item.reliability = alert.reliability.value_or(core::Reliability::F);
    item.credibility = static_cast<int>(alert.credibility.value_or(6));
    return item;
}

bool warnsOfAttack(const core::Alert& alert)
{
    return alert.alert_type == core::AlertType::IMMINENT_ATTACK || alert.alert_type == core::AlertType::ATTACK_ONGOING;
}

/// Confidence of an alert: its own grade and those of open alerts of the same type and place.
core::ConfidenceResult confidenceOf(const Context& context, const Context::AlertAt& at, Instant from)
{
    std::vector<Evidence> items;
    for (const auto& other : context.alerts()) {
        if (other.alert->alert_type != at.alert->alert_type || !isOpen(*other.alert, from, context.asOf()) || isDismissed(*other.alert))
            continue;
        const bool samePlace = other.alert == at.alert || (other.alert->place_id && other.alert->place_id == at.alert->place_id)
            || (other.at && at.at && isWithin(*other.at, *at.at, kInPlaceMetres));
        if (samePlace)
            items.push_back(itemOf(context, other));
    }
    return core::confidence(itemsOf(items));
}

/// True when the place was observed in each of the six 30-day windows before as_of.
bool observedThroughout(const Context& context, const core::Place& place)
{
    for (int k = 1; k <= 6; ++k)
        if (!context.observations().seen({place.id}, {context.ago(30 * k), context.ago(30 * (k - 1))}))
            return false;
    return true;
}

bool corroborated(const IncidentColumns& columns, std::size_t i)
{
    return columns.verification[i] == static_cast<std::uint8_t>(core::Verification::CORROBORATED)
        || columns.verification[i] == static_cast<std::uint8_t>(core::Verification::VERIFIED_REASONABLE_GROUNDS);
}

std::vector<std::int64_t> freshViolence(const Context& context, const Scope& scope)
{
    std::vector<std::int64_t> ids;
    const IncidentColumns& columns = context.columns();
    for (const std::uint32_t i : scope.near)
        if (context.happened(i, context.ago(kFreshDays)) && columns.act_severity[i] >= kViolent && corroborated(columns, i)
            && placedEnough(columns, i) && scope.match.byActorOrUnknown(i))
            ids.push_back(columns.id[i]);
    return ids;
}

std::vector<std::int64_t> freshAlerts(const Context& context, const Scope& scope)
{
    std::vector<std::int64_t> ids;
    for (const auto& at : context.alerts()) {
        const core::Alert& alert = *at.alert;
        const bool warns = warnsOfAttack(alert) || alert.alert_type == core::AlertType::ARMED_MOVEMENT;
        const bool verified = alert.t_verified && *alert.t_verified < context.asOf();
        if (warns && verified && isOpen(alert, context.ago(kFreshDays), context.asOf()) && !isDismissed(alert) && scope.match.concerns(alert)
            && scope.isNear(at))
            ids.push_back(alert.id);
    }
    return ids;
}

} // namespace

Scope::Scope(const Context& context, const core::Threat* threat_, std::vector<const core::Place*> places_, const std::vector<core::AreaId>& areas)
    : threat(threat_), places(std::move(places_)), match(context, threat_ != nullptr ? threat_->actor_ids : std::vector<core::ActorId>{})
{
    for (const core::Place* place : places)
        if (const auto at = place->point())
            centres.push_back(*at);
    near = context.incidents().within(centres, kNearMetres);
    if (!areas.empty()) {
        const auto inside = insideAreas(context, areas);
        near.insert(near.end(), inside.begin(), inside.end());
        std::sort(near.begin(), near.end());
        near.erase(std::unique(near.begin(), near.end()), near.end());
    }
}

bool Scope::isNear(const Context::AlertAt& alert) const
{
    return isInPlace(alert)
        || (alert.at && std::any_of(centres.begin(), centres.end(), [&](core::GeoPoint c) { return isWithin(c, *alert.at, kNearMetres); }));
}

bool Scope::isInPlace(const Context::AlertAt& alert) const
{
    return std::any_of(places.begin(), places.end(), [&](const core::Place* place) { return inPlace(alert, *place); });
}

Citations citedAutomatically(const Context& context, const Scope& scope)
{
    Citations cited;
    for (const std::uint32_t i : scope.near)
        if (context.happened(i, context.ago(kEvidenceDays)) && placedEnough(context.columns(), i) && scope.match.byActorOrUnknown(i))
            cited.incidents.push_back({context.columns().id[i]});
    for (const auto& at : context.alerts())
        if (*at.alert->t_received >= context.ago(kEvidenceDays) && !isDismissed(*at.alert) && scope.match.concerns(*at.alert) && scope.isNear(at))
            cited.alerts.push_back({at.alert->id});
    std::sort(cited.alerts.begin(), cited.alerts.end());
    return cited;
}

std::vector<Evidence> evidenceOf(const Context& context, const core::Line& line, std::vector<std::string>& notes)
{
    std::vector<Evidence> evidence;
    const IncidentColumns& columns = context.columns();
    const std::set<IncidentId> against{line.contradicting_ids.begin(), line.contradicting_ids.end()};
    std::set<IncidentId> cited{line.incident_ids.begin(), line.incident_ids.end()};
    cited.insert(against.begin(), against.end());
    std::vector<std::int64_t> gone, refuted, later;
    for (const IncidentId id : cited) {
        const auto i = columns.find(id);
        if (!i)
            gone.push_back(id.value);
        else if (!stands(columns, *i))
            refuted.push_back(id.value);
        else if (columns.time[*i] != IncidentColumns::kNoTime && columns.time[*i] >= context.asOf().time_since_epoch().count())
            later.push_back(id.value);
        else
            addIncident(context, *i, against.contains(id), evidence);
    }
    for (const AlertId id : std::set<AlertId>{line.alert_ids.begin(), line.alert_ids.end()}) {
        const core::Alert* alert = context.mission().find<core::Alert>(id);
        if (alert == nullptr)
            gone.push_back(id.value);
        else if (isDismissed(*alert))
            refuted.push_back(id.value);
        else if (alert->t_received && *alert->t_received >= context.asOf())
            later.push_back(id.value);
        else
            evidence.push_back(itemOf(context, {alert, positionOf(context.mission(), *alert)}));
    }
    const auto tell = [&](const std::vector<std::int64_t>& ids, std::string_view why) {
        if (!ids.empty())
            notes.push_back(fmt::format("Cited evidence left out because {}: {}.", why, idList("record", ids)));
    };
    tell(gone, "the records are gone");
    tell(refuted, "it was refuted or is a duplicate");
    tell(later, "it is later than the information cut-off");
    std::stable_sort(evidence.begin(), evidence.end(), [](const Evidence& a, const Evidence& b) { return a.time < b.time; });
    return evidence;
}

std::vector<core::EvidenceItem> itemsOf(const std::vector<Evidence>& evidence)
{
    constexpr std::int64_t kUndated = 36500; // an item without a date counts as old
    std::vector<core::EvidenceItem> items;
    for (const Evidence& item : evidence)
        items.push_back({item.group, item.reliability, item.credibility, item.age_days.value_or(kUndated), item.contradicts});
    return items;
}

Reasoned shiftOf(const Context& context, const Scope& scope)
{
    if (const auto ids = freshViolence(context, scope); !ids.empty())
        return {1, fmt::format("corroborated violence in the last 14 days within 25 km ({})", idList("incident", ids))};
    if (const auto ids = freshAlerts(context, scope); !ids.empty())
        return {1, fmt::format("open verified warning of the last 14 days within 25 km ({})", idList("alert", ids))};

    const bool incident = std::any_of(scope.near.begin(), scope.near.end(), [&](std::uint32_t i) { return scope.match.byActorOrUnknown(i); });
    const bool alert = std::any_of(context.alerts().begin(), context.alerts().end(), [&](const Context::AlertAt& at) {
        return isOpen(*at.alert, context.ago(kFreshDays), context.asOf()) && !isDismissed(*at.alert) && scope.match.concerns(*at.alert)
            && scope.isNear(at);
    });
    if (incident || alert)
        return {0, incident ? "incidents in the last 180 days, none violent, corroborated and of the last 14 days" : "an open alert that is no verified warning"};
    std::vector<std::int64_t> unobserved;
    for (const core::Place* place : scope.places)
        if (!observedThroughout(context, *place))
            unobserved.push_back(place->id);
    if (scope.places.empty() || !unobserved.empty())
        return {0, "silence for 180 days, but not observed in each 30-day window, so it proves nothing"
                       + (unobserved.empty() ? std::string{} : fmt::format(" ({})", idList("place", unobserved)))};
    return {-1, "no incident and no open alert in 180 days, visited or tested in each 30-day window"};
}

std::vector<AlertId> imminentAlerts(const Context& context, const Scope& scope)
{
    const Instant from = context.asOf() - std::chrono::hours{72};
    std::vector<AlertId> ids;
    for (const auto& at : context.alerts()) {
        if (!warnsOfAttack(*at.alert) || !isOpen(*at.alert, from, context.asOf()) || isDismissed(*at.alert) || !scope.isInPlace(at))
            continue;
        const core::ConfidenceResult confidence = confidenceOf(context, at, from);
        if (confidence.level >= core::Confidence::MEDIUM || confidence.groups >= 2)
            ids.push_back({at.alert->id});
    }
    return ids;
}

TrendBasis trendOf(const Context& context, const std::vector<std::uint32_t>& incidents)
{
    struct Counts {
        std::int64_t recent = 0, before = 0;
    };
    const IncidentColumns& columns = context.columns();
    std::map<std::string, Counts> byDataset; // by name, so that ties do not depend on the order of import
    for (const std::uint32_t i : incidents) {
        if (columns.act_severity[i] < kViolent || !datedEnough(columns, i) || !placedEnough(columns, i)
            || !context.happened(i, context.ago(kRecentDays + kBeforeDays)))
            continue;
        Counts& counts = byDataset[columns.datasets[columns.dataset[i]]];
        ++(context.happened(i, context.ago(kRecentDays)) ? counts.recent : counts.before);
    }
    TrendBasis basis;
    basis.other_datasets = byDataset.size() > 1;
    for (const auto& [dataset, counts] : byDataset)
        if (counts.recent + counts.before > basis.recent + basis.before) {
            basis.recent = counts.recent;
            basis.before = counts.before;
            basis.dataset = dataset;
        }
    basis.result = core::trend(basis.recent, basis.before);
    return basis;
}

void addEffort(const Context& context, const std::vector<const core::Place*>& places, TrendBasis& trend)
{
    for (const core::Place* place : places)
        for (const Visit& visit : context.observations().visitsTo({place->id})) {
            if (visit.arrival >= context.ago(kRecentDays))
                ++trend.visits_recent;
            else if (visit.arrival >= context.ago(kRecentDays + kBeforeDays))
                ++trend.visits_before;
        }
    // Rates per day differ by more than half: |v1 - v0/3| > (v0/3)/2, in integers. From no visits to some counts too.
    const std::int64_t expected3 = trend.visits_before;
    trend.reporting_effect = 2 * std::abs(3 * trend.visits_recent - expected3) > expected3;
}

TrendBasis lineTrend(const Context& context, const Scope& scope)
{
    std::vector<std::uint32_t> ours;
    std::copy_if(scope.near.begin(), scope.near.end(), std::back_inserter(ours), [&](std::uint32_t i) { return scope.match.byActorOrUnknown(i); });
    TrendBasis basis = trendOf(context, ours);
    addEffort(context, scope.places, basis);
    return basis;
}

} // namespace tutela::analysis
