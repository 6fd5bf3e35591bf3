// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Incidents and alerts (doctrine.md 2.6, 2.7).
namespace tutela::core {

/// Counts of one kind of harm. best = all victims; civilians = those who enter POC totals.
/// best = women + men + girls + boys + unknown_adult + unknown_child + unknown when all are known.
struct Harm {
    Count best, low, high, civilians;
    Count women, men, girls, boys, unknown_adult, unknown_child, unknown;
    bool operator==(const Harm&) const = default;
};

struct Incident : Record, Position {
    static constexpr Kind kind = Kind::INCIDENT;
    std::optional<Instant> time_start, time_end;
    std::optional<TimePrecision> time_precision;
    std::optional<PlacePrecision> place_precision;
    std::optional<PlaceId> place_id;
    Text place_name;  ///< as the source names it
    Flag place_fuzzy; ///< the source says "linear or fuzzy"
    std::optional<IncidentCategory> category;
    std::vector<Act> acts;
    Text source_type; ///< the source's own type code
    Text acled_event, acled_sub_event;
    std::vector<ActorId> perpetrator_ids;
    std::vector<Attribution> attributions; ///< one for each perpetrator, same order
    Texts perpetrator_roles;               ///< one for each perpetrator, or empty
    std::vector<GroupId> victim_group_ids;
    Harm killed, injured, abducted, missing, crsv, arrested, displaced;
    std::optional<VictimStatus> victim_status;
    std::optional<Verification> verification;
    std::vector<GraveViolation> grave_violations;
    std::vector<CrsvForm> crsv_forms;
    Count houses_burnt, cattle_taken, schools_hit, health_posts_hit;
    std::vector<IncidentId> cause_ids; ///< revenge for, follow-up of
    Text mission_response;
    std::optional<IncidentId> duplicate_of;
    Text title;
    Text description;
    bool operator==(const Incident&) const = default;
};

struct Alert : Record, Position {
    static constexpr Kind kind = Kind::ALERT;
    std::optional<AlertChannel> channel;
    std::optional<Instant> t_observed, t_sent, t_received, t_verified, t_tasked, t_departed, t_arrived, t_closed;
    std::optional<AlertType> alert_type;
    std::optional<Urgency> urgency;
    std::optional<PlacePrecision> place_precision;
    std::optional<PlaceId> place_id;
    std::vector<ActorId> actor_ids;
    Count persons_at_risk;
    std::optional<Reliability> reliability;
    Rating credibility;
    Text group_key; ///< empty = channel + place
    std::optional<Triage> triage;
    std::vector<Responder> responder;
    std::vector<ResponseKind> response_kind;
    std::optional<AlertOutcome> outcome;
    Text outcome_reason;
    std::optional<NoResponseReason> no_response_reason;
    Flag feedback_to_community;
    std::optional<Instant> feedback_time;
    std::optional<IncidentId> linked_incident_id;
    Text description;
    bool operator==(const Alert&) const = default;
};

} // namespace tutela::core
