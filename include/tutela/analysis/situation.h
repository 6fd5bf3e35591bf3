// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/statistics.h>

#include <array>
#include <map>

/// What happened in a period, and what was not looked at (doctrine.md 4.1, 6.4; docs/methods/assessment.md).
namespace tutela::analysis {

/// The period before: whole months go back by as many months (in the zone), any other by its own length.
[[nodiscard]] core::Period periodBefore(const core::Period& period, const core::TimeZone& zone);

/// Harm of a period beside the period before and the same period of last year.
struct HarmComparison {
    core::Period period, before, last_year;
    Figures now, then, year_ago;
    std::array<std::int64_t, core::wordCount(core::Verification{})> by_verification{}; ///< incidents of the period
    std::int64_t verification_unknown = 0;
    std::vector<StatisticsRow> by_category, by_actor;
    bool records_reach_back = false; ///< some incident is older than `before.from`: a zero then means none recorded
};
[[nodiscard]] HarmComparison harm(const core::Mission& mission, std::optional<core::AreaId> area, const core::Period& period,
                                  const core::Progress& progress = {});

/// A share with its counts; the value is empty when there is nothing to divide by.
struct Share {
    std::int64_t part = 0, whole = 0;
    [[nodiscard]] core::Real value() const
    {
        return whole > 0 ? core::Real{static_cast<double>(part) / static_cast<double>(whole)} : std::nullopt;
    }
    bool operator==(const Share&) const = default;
};

/// Alerts received in a period and what was done (doctrine.md 6.4). Always split by responder.
struct AlertIndicators {
    std::int64_t received = 0, duplicates = 0, false_or_malicious = 0, information_only = 0, not_triaged = 0;
    std::int64_t requiring_physical = 0, requiring_response = 0;
    Share response, mission_response, state_response, community_response, physical_response, in_time, pending, false_alerts, feedback;
    std::map<core::Responder, std::int64_t> acted_by;               ///< of those that required a response; one may have several
    std::map<core::AlertOutcome, std::int64_t> outcomes;            ///< all, where recorded
    std::map<core::NoResponseReason, std::int64_t> no_response_reasons;
    std::int64_t unanswered = 0;                                    ///< required a response, nobody acted
    std::vector<core::AlertId> unanswered_near_base;                ///< of those, within 10 km of an open mission base
};
/// @param as_of  tells which PENDING alerts are past the limit of their urgency (doctrine.md 6.2, triage).
[[nodiscard]] AlertIndicators alertIndicators(const core::Mission& mission, std::optional<core::AreaId> area,
                                              const core::Period& period, core::Instant as_of);

/// An area from which nothing was heard: no incident, alert or visit in the 14 days before as_of. Silence is not calm.
struct SilentArea {
    core::AreaId area;
    std::string name;
    std::optional<core::Instant> last_incident, last_alert, last_visit; ///< before as_of; empty = never
};
/// Areas of the default level (inside `within` when given), by name.
[[nodiscard]] std::vector<SilentArea> silentAreas(const core::Mission& mission, std::optional<core::AreaId> within, core::Instant as_of);

/// Actions whose deadline has passed and that are neither done, rejected nor cancelled; oldest deadline first.
[[nodiscard]] std::vector<core::ActionId> overdueActions(const core::Mission& mission, core::Instant as_of);
[[nodiscard]] bool isOverdue(const core::Action& action, core::Instant as_of, const core::TimeZone& zone);

/// A visit (doctrine.md 5.1): a stop within 2 km, 30 min or more, on foot or with people met, not from plans alone.
/// Time of the end of the last visit before as_of, for each visited place.
[[nodiscard]] std::map<core::PlaceId, core::Instant> lastVisits(const core::Mission& mission, core::Instant as_of);

} // namespace tutela::analysis
