// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/spoken.h>

#include "observations_p.h"

#include <tutela/analysis/incident_grid.h>
#include <tutela/analysis/line_result.h>
#include <tutela/core/progress.h>

#include <set>

namespace tutela::analysis {

inline constexpr double kNearMetres = 25000.0;      ///< evidence and shift (doctrine.md 2.11, 3.1)
inline constexpr double kPlaceTrendMetres = 10000.0; ///< trend of one place (3.7)
inline constexpr int kEvidenceDays = 90;
inline constexpr int kSilenceDays = 180;            ///< the longest look back of any rule
inline constexpr int kFreshDays = 14;
inline constexpr int kRecentDays = 28, kBeforeDays = 84;
inline constexpr int kViolent = 3;                  ///< act severity from which an incident counts

/// What every line of one computation looks at: the mission as of one instant.
class Context {
public:
    Context(const core::Mission& mission, core::Instant as_of, const core::Progress& progress);

    [[nodiscard]] const core::Mission& mission() const { return m_mission; }
    [[nodiscard]] core::Instant asOf() const { return m_asOf; }
    [[nodiscard]] core::Instant ago(int days) const { return m_asOf - std::chrono::days{days}; }
    [[nodiscard]] core::Day today() const { return m_today; } ///< of as_of, in the mission time zone
    [[nodiscard]] const core::TimeZone& zone() const { return m_zone; }
    /// Of the last 180 days.
    [[nodiscard]] const IncidentGrid& incidents() const { return m_incidents; }
    [[nodiscard]] const core::IncidentColumns& columns() const { return m_incidents.columns(); }
    [[nodiscard]] bool happened(std::uint32_t i, core::Instant from) const
    {
        return columns().time[i] >= from.time_since_epoch().count();
    }
    [[nodiscard]] const PlaceGrid& places() const { return m_places; }
    [[nodiscard]] const Observations& observations() const { return m_observations; }

    struct AlertAt {
        const core::Alert* alert;
        std::optional<core::GeoPoint> at;
    };
    /// Received in the last 180 days, by time then id.
    [[nodiscard]] const std::vector<AlertAt>& alerts() const { return m_alerts; }
    /// Bases of the mission (not of state forces) open at as_of that have a position.
    [[nodiscard]] const std::vector<const core::Base*>& openBases() const { return m_openBases; }

    /// Of the mission at as_of, computed when it is first asked for; null when the snapshot has no source of them.
    [[nodiscard]] const core::ResponseTimes* responses() const;
    /// How long an attack lasts, D.
    [[nodiscard]] double attackMinutes() const;

    /// True for an actor whom nobody could name: of kind UNKNOWN_ARMED and made by hand, or whose imported name says so.
    [[nodiscard]] bool isUnknownArmed(core::ActorId actor) const { return m_unknownArmed.contains(actor); }

private:
    core::Mission m_mission;
    core::Instant m_asOf;
    core::TimeZone m_zone;
    core::Day m_today;
    IncidentGrid m_incidents;
    PlaceGrid m_places;
    Observations m_observations;
    std::vector<AlertAt> m_alerts;
    std::vector<const core::Base*> m_openBases;
    std::set<core::ActorId> m_unknownArmed;
    core::Progress m_progress;
    mutable std::shared_ptr<const core::ResponseTimes> m_responses; ///< a context belongs to one thread
    mutable std::optional<double> m_attackMinutes;
};

/// Says whether a record is by the actors of a threat or by somebody unknown.
class ActorMatch {
public:
    ActorMatch(const Context& context, const std::vector<core::ActorId>& actors);
    /// By an actor of the threat.
    [[nodiscard]] bool byActor(std::uint32_t incident) const;
    /// By an actor of the threat or an unknown armed one; a violent incident without any perpetrator is by an unknown one.
    [[nodiscard]] bool byActorOrUnknown(std::uint32_t incident) const;
    /// Names an actor of the threat, an unknown armed one, or nobody.
    [[nodiscard]] bool concerns(const core::Alert& alert) const;
    [[nodiscard]] bool names(const core::Alert& alert) const; ///< an actor of the threat

private:
    const Context& m_context;
    std::set<core::ActorId> m_actors;
};

/// True while nobody closed it, as known at as_of, when received at or after `from`.
[[nodiscard]] bool isOpen(const core::Alert& alert, core::Instant from, core::Instant as_of);
[[nodiscard]] bool isDismissed(const core::Alert& alert); ///< triage false or duplicate
[[nodiscard]] bool isOpenBase(const core::Base& base, core::Day day);
[[nodiscard]] bool isStateForce(core::ActorKind kind);
/// In the place: the place itself, or within 2 km of it.
[[nodiscard]] bool inPlace(const Context::AlertAt& alert, const core::Place& place);

/// "Luzi", or "Unnamed place (5.1000 E, 1.9400 N)".
[[nodiscard]] std::string nameOf(const core::Place& place);
/// "incident 12", "incidents 12, 15 and 3 more".
[[nodiscard]] std::string idList(std::string_view noun, const std::vector<std::int64_t>& ids);
using core::spoken;

} // namespace tutela::analysis
