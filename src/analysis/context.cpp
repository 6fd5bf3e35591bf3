// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "context_p.h"

#include <tutela/analysis/reach.h>
#include <tutela/core/text.h>

#include <fmt/format.h>

#include <cmath>

namespace tutela::analysis {

using core::ActorId;
using core::Instant;

namespace {

/// Imported actors have kind UNKNOWN_ARMED whenever their source gives no kind, though they have a name; only a name that
/// says so makes them unknown.
bool nameSaysUnknown(const std::string& name)
{
    const std::string folded = core::folded(name);
    return folded.empty() || folded.starts_with("unknown") || folded.starts_with("unidentified") || folded.starts_with("inconnu")
        || folded.starts_with("non identifie");
}

} // namespace

Context::Context(const core::Mission& mission, Instant as_of, const core::Progress& progress)
    : m_mission(mission), m_asOf(as_of), m_zone(mission.timeZone()), m_today(m_zone.dayAt(as_of)),
      m_incidents(mission.incidents, {as_of - std::chrono::days{kSilenceDays}, as_of}), m_places(mission),
      m_observations(mission, m_places, as_of), m_progress(progress)
{
    progress.step(0.1, "reading alerts and bases");
    for (const core::Alert& alert : m_mission.all<core::Alert>())
        if (alert.t_received && *alert.t_received < as_of && *alert.t_received >= ago(kSilenceDays))
            m_alerts.push_back({&alert, positionOf(m_mission, alert)});
    std::stable_sort(m_alerts.begin(), m_alerts.end(),
                     [](const AlertAt& a, const AlertAt& b) { return a.alert->t_received < b.alert->t_received; });
    for (const core::Base& base : m_mission.all<core::Base>())
        if (base.lon && base.lat && base.base_kind != core::BaseKind::STATE_FORCE_BASE && isOpenBase(base, m_today))
            m_openBases.push_back(&base);
    for (const core::Actor& actor : m_mission.all<core::Actor>())
        if (actor.actor_kind == core::ActorKind::UNKNOWN_ARMED && (!actor.from_import || nameSaysUnknown(actor.name)))
            m_unknownArmed.insert(ActorId{actor.id});
}

const core::ResponseTimes* Context::responses() const
{
    if (!m_responses && m_mission.responses)
        m_responses = m_mission.responses->at(m_mission, m_asOf, m_progress);
    return m_responses.get();
}

double Context::attackMinutes() const
{
    if (!m_attackMinutes)
        m_attackMinutes = analysis::attackMinutes(m_mission, m_asOf);
    return *m_attackMinutes;
}

ActorMatch::ActorMatch(const Context& context, const std::vector<ActorId>& actors)
    : m_context(context), m_actors(actors.begin(), actors.end())
{
}

bool ActorMatch::byActor(std::uint32_t incident) const
{
    const auto& columns = m_context.columns();
    const auto& list = columns.perpetratorLists[columns.perpetrators[incident]];
    return std::any_of(list.begin(), list.end(), [&](ActorId id) { return m_actors.contains(id); });
}

bool ActorMatch::byActorOrUnknown(std::uint32_t incident) const
{
    const auto& columns = m_context.columns();
    const auto& list = columns.perpetratorLists[columns.perpetrators[incident]];
    if (list.empty())
        return columns.act_severity[incident] >= kViolent;
    return std::any_of(list.begin(), list.end(), [&](ActorId id) { return m_actors.contains(id) || m_context.isUnknownArmed(id); });
}

bool ActorMatch::names(const core::Alert& alert) const
{
    return std::any_of(alert.actor_ids.begin(), alert.actor_ids.end(), [&](ActorId id) { return m_actors.contains(id); });
}

bool ActorMatch::concerns(const core::Alert& alert) const
{
    return alert.actor_ids.empty() || names(alert)
        || std::any_of(alert.actor_ids.begin(), alert.actor_ids.end(), [&](ActorId id) { return m_context.isUnknownArmed(id); });
}

bool isOpen(const core::Alert& alert, Instant from, Instant as_of)
{
    return alert.t_received && *alert.t_received >= from && *alert.t_received < as_of && (!alert.t_closed || *alert.t_closed >= as_of);
}

bool isDismissed(const core::Alert& alert)
{
    return alert.triage == core::Triage::DUPLICATE || alert.triage == core::Triage::FALSE_OR_MALICIOUS;
}

bool isOpenBase(const core::Base& base, core::Day day)
{
    return (!base.open_from || *base.open_from <= day) && (!base.open_to || day < *base.open_to);
}

bool isStateForce(core::ActorKind kind)
{
    using enum core::ActorKind;
    return kind == STATE_MILITARY || kind == STATE_POLICE || kind == STATE_INTELLIGENCE || kind == STATE_LOCAL_AUTHORITY;
}

bool inPlace(const Context::AlertAt& alert, const core::Place& place)
{
    if (alert.alert->place_id == core::PlaceId{place.id})
        return true;
    const auto at = place.point();
    return alert.at && at && isWithin(*at, *alert.at, kInPlaceMetres);
}

std::string nameOf(const core::Place& place)
{
    if (!place.name.empty())
        return place.name;
    if (!place.lon || !place.lat)
        return fmt::format("Unnamed place {}", place.id);
    return fmt::format("Unnamed place ({:.4f} {}, {:.4f} {})", std::abs(*place.lon), *place.lon < 0 ? 'W' : 'E', std::abs(*place.lat),
                       *place.lat < 0 ? 'S' : 'N');
}

std::string idList(std::string_view noun, const std::vector<std::int64_t>& ids)
{
    constexpr std::size_t kShown = 8; // more would hide the sentence; the evidence table lists all
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < ids.size() && i < kShown; ++i)
        shown.push_back(std::to_string(ids[i]));
    const std::string more = ids.size() > kShown ? fmt::format(" and {} more", ids.size() - kShown) : "";
    return fmt::format("{}{} {}{}", noun, ids.size() == 1 ? "" : "s", fmt::join(shown, ", "), more);
}

} // namespace tutela::analysis
