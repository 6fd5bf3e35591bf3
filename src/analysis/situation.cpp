// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/situation.h>

#include "context_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/recorded_patrols.h>
#include <tutela/core/error.h>

namespace tutela::analysis {

using core::Alert;
using core::Instant;

namespace {

constexpr double kNearBaseMetres = 10000.0; ///< doctrine.md 7, row 7
constexpr int kSilentDays = 14;

bool acted(const Alert& alert, core::Responder responder)
{
    return std::find(alert.responder.begin(), alert.responder.end(), responder) != alert.responder.end();
}

bool nobodyActed(const Alert& alert)
{
    using enum core::AlertOutcome;
    const bool noAction = !alert.response_kind.empty()
        && std::all_of(alert.response_kind.begin(), alert.response_kind.end(), [](core::ResponseKind kind) { return kind == core::ResponseKind::NO_ACTION; });
    return noAction || alert.outcome == NO_RESPONSE_CAPACITY || alert.outcome == NO_RESPONSE_DECISION || alert.outcome == NO_RESPONSE_ACCESS
        || std::all_of(alert.responder.begin(), alert.responder.end(), [](core::Responder responder) { return responder == core::Responder::NONE; });
}

bool actedPhysically(const Alert& alert)
{
    using enum core::ResponseKind;
    return std::any_of(alert.response_kind.begin(), alert.response_kind.end(), [](core::ResponseKind kind) {
        return kind == PATROL_DISPATCH || kind == QRF || kind == AIR || kind == SHOW_OF_FORCE || kind == INTERPOSITION || kind == EVACUATION;
    });
}

/// Time from receipt within which an alert must be verified (doctrine.md 6.2); an alert without urgency is ROUTINE.
std::chrono::minutes triageLimit(const Alert& alert)
{
    using namespace std::chrono_literals;
    switch (alert.urgency.value_or(core::Urgency::ROUTINE)) {
    case core::Urgency::FLASH: return 15min;
    case core::Urgency::IMMEDIATE: return 30min;
    case core::Urgency::PRIORITY: return 2h;
    case core::Urgency::ROUTINE: break;
    }
    return 12h;
}

/// Counts one alert after the other.
class Tally {
public:
    Tally(const core::Mission& mission, Instant as_of) : m_asOf(as_of)
    {
        const core::Day day = mission.timeZone().dayAt(as_of);
        for (const core::Base& base : mission.all<core::Base>())
            if (base.lon && base.lat && base.base_kind != core::BaseKind::STATE_FORCE_BASE && isOpenBase(base, day))
                m_bases.push_back(*base.point());
    }
    void add(const Alert& alert, std::optional<core::GeoPoint> at)
    {
        ++m_out.received;
        if (alert.outcome)
            ++m_out.outcomes[*alert.outcome];
        if (alert.no_response_reason)
            ++m_out.no_response_reasons[*alert.no_response_reason];
        if (alert.t_closed && *alert.t_closed < m_asOf) {
            ++m_out.feedback.whole;
            m_out.feedback.part += alert.feedback_to_community.value_or(false) ? 1 : 0;
        }
        using enum core::Triage;
        switch (alert.triage.value_or(PENDING)) {
        case DUPLICATE: ++m_out.duplicates; return;
        case FALSE_OR_MALICIOUS: ++m_out.false_or_malicious; return;
        case INFORMATION_ONLY: ++m_out.information_only; return;
        case PENDING:
            ++m_out.not_triaged;
            m_out.pending.part += m_asOf - *alert.t_received > triageLimit(alert) ? 1 : 0;
            return;
        case REQUIRES_PHYSICAL_RESPONSE: addPhysical(alert); break;
        case REQUIRES_NON_PHYSICAL: break;
        }
        addResponse(alert, at);
    }
    AlertIndicators finish()
    {
        m_out.response.whole = m_out.mission_response.whole = m_out.state_response.whole = m_out.community_response.whole = m_out.requiring_response;
        m_out.physical_response.whole = m_out.in_time.whole = m_out.requiring_physical;
        m_out.pending.whole = m_out.received;
        m_out.false_alerts = {m_out.false_or_malicious, m_out.received - m_out.duplicates};
        return std::move(m_out);
    }

private:
    void addPhysical(const Alert& alert)
    {
        ++m_out.requiring_physical;
        m_out.physical_response.part += actedPhysically(alert) && !nobodyActed(alert) ? 1 : 0;
        m_out.in_time.part += alert.outcome == core::AlertOutcome::AVERTED || alert.outcome == core::AlertOutcome::INTERRUPTED ? 1 : 0;
    }
    void addResponse(const Alert& alert, std::optional<core::GeoPoint> at)
    {
        ++m_out.requiring_response;
        if (nobodyActed(alert)) {
            ++m_out.unanswered;
            if (at && std::any_of(m_bases.begin(), m_bases.end(), [&](core::GeoPoint base) { return isWithin(base, *at, kNearBaseMetres); }))
                m_out.unanswered_near_base.push_back({alert.id});
            return;
        }
        ++m_out.response.part;
        for (const core::Responder responder : std::set<core::Responder>{alert.responder.begin(), alert.responder.end()})
            if (responder != core::Responder::NONE)
                ++m_out.acted_by[responder];
        using enum core::Responder;
        m_out.mission_response.part += acted(alert, MISSION_MILITARY) || acted(alert, MISSION_POLICE) || acted(alert, MISSION_CIVILIAN) ? 1 : 0;
        m_out.state_response.part += acted(alert, STATE_MILITARY) || acted(alert, STATE_POLICE) || acted(alert, LOCAL_AUTHORITY) ? 1 : 0;
        m_out.community_response.part += acted(alert, COMMUNITY) ? 1 : 0;
    }

    Instant m_asOf;
    std::vector<core::GeoPoint> m_bases;
    AlertIndicators m_out;
};

const core::Area* areaOrThrow(const core::Mission& mission, core::AreaId id)
{
    const core::Area* area = mission.find<core::Area>(id);
    if (area == nullptr)
        throw core::Error{core::ErrorCode::InvalidInput, "There is no such area; choose one that `list area` shows."};
    return area;
}

void later(std::optional<Instant>& last, Instant time)
{
    if (!last || time > *last)
        last = time;
}

} // namespace

AlertIndicators alertIndicators(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period, Instant as_of)
{
    std::optional<AreaIndex> index;
    if (area) {
        const core::Area* record = areaOrThrow(mission, *area);
        index.emplace(std::span{&record, 1});
    }
    Tally tally{mission, as_of};
    for (const Alert& alert : mission.all<Alert>()) {
        if (!alert.t_received || !period.contains(*alert.t_received) || *alert.t_received >= as_of)
            continue;
        const auto at = positionOf(mission, alert);
        if (!index || (at && index->covers(at->lon(), at->lat())))
            tally.add(alert, at);
    }
    return tally.finish();
}

std::vector<SilentArea> silentAreas(const core::Mission& mission, std::optional<core::AreaId> within, Instant as_of)
{
    const auto level = defaultLevel(mission);
    const core::Area* outer = within ? areaOrThrow(mission, *within) : nullptr;
    if (!level)
        return {};
    const AreaIndex index = AreaIndex::ofLevel(mission, *level);
    std::map<core::AreaId, SilentArea> areas;
    for (const core::AreaId id : index.areas()) {
        const core::Area* area = mission.find<core::Area>(id);
        if (outer == nullptr || outer->id == area->id || core::shareInside(area->geometry, outer->geometry) > 0.5)
            areas[id] = {id, area->name, {}, {}, {}};
    }
    const auto note = [&](double lon, double lat, Instant time, std::optional<Instant> SilentArea::*last) {
        if (const auto found = index.find(lon, lat); found && areas.contains(*found))
            later(areas[*found].*last, time);
    };
    const core::IncidentColumns& columns = *mission.incidents;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns.time[i] != core::IncidentColumns::kNoTime && columns.time[i] < as_of.time_since_epoch().count() && columns.hasPosition(i) && stands(columns, i))
            note(columns.lon(i), columns.lat(i), Instant{std::chrono::seconds{columns.time[i]}}, &SilentArea::last_incident);
    for (const Alert& alert : mission.all<Alert>())
        if (const auto at = positionOf(mission, alert); at && alert.t_received && *alert.t_received < as_of)
            note(at->lon(), at->lat(), *alert.t_received, &SilentArea::last_alert);
    const core::Mission told = withTracks(mission);
    for (const core::Patrol& patrol : told.all<core::Patrol>())
        for (const core::PatrolStop& stop : patrol.stops)
            if (const auto at = positionOf(mission, stop); at && isVisit(patrol, stop) && *stop.actual_arrival < as_of)
                note(at->lon(), at->lat(), *stop.actual_arrival, &SilentArea::last_visit);
    std::vector<SilentArea> silent;
    const Instant since = as_of - std::chrono::days{kSilentDays};
    for (const auto& [id, area] : areas) {
        const auto recent = [&](const std::optional<Instant>& last) { return last && *last >= since; };
        if (!recent(area.last_incident) && !recent(area.last_alert) && !recent(area.last_visit))
            silent.push_back(area);
    }
    std::sort(silent.begin(), silent.end(), [](const SilentArea& a, const SilentArea& b) { return std::tie(a.name, a.area) < std::tie(b.name, b.area); });
    return silent;
}

bool isOverdue(const core::Action& action, Instant as_of, const core::TimeZone& zone)
{
    using enum core::ActionStatus;
    const auto status = action.status.value_or(PROPOSED);
    if (!action.deadline || status == DONE || status == REJECTED || status == CANCELLED)
        return false;
    return as_of >= zone.startOf(*action.deadline + std::chrono::days{1}); // the day of the deadline still counts
}

std::vector<core::ActionId> overdueActions(const core::Mission& mission, Instant as_of)
{
    const core::TimeZone zone = mission.timeZone();
    std::vector<const core::Action*> late;
    for (const core::Action& action : mission.all<core::Action>())
        if (isOverdue(action, as_of, zone))
            late.push_back(&action);
    std::stable_sort(late.begin(), late.end(), [](const core::Action* a, const core::Action* b) { return *a->deadline < *b->deadline; });
    std::vector<core::ActionId> ids;
    for (const core::Action* action : late)
        ids.push_back({action->id});
    return ids;
}

std::map<core::PlaceId, Instant> lastVisits(const core::Mission& mission, Instant as_of)
{
    const Observations observations{mission, PlaceGrid{mission}, as_of};
    std::map<core::PlaceId, Instant> last;
    for (const auto& [place, visits] : observations.visits)
        for (const Visit& visit : visits) {
            const auto [at, isNew] = last.try_emplace(place, visit.end);
            at->second = std::max(at->second, visit.end);
        }
    return last;
}

} // namespace tutela::analysis
