// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Threat assessments, their lines and protection actions (doctrine.md 2.11, 2.12).
namespace tutela::core {

/// One version of a threat assessment. Versions of one product share the reference; "TA-EAST-2026-0007@1.2" names one.
/// Its state and the reviewers' opinions are not here: they are rows of the append-only sign-off table (SignOff).
struct Assessment : Record {
    static constexpr Kind kind = Kind::ASSESSMENT;
    Text reference;
    Text version; ///< major.minor: minor on each saved submission, major on approval
    Text title;
    std::optional<AssessmentLevel> level;
    std::optional<Instant> period_from, period_to;
    std::optional<Instant> as_of; ///< information cut-off
    Count forecast_days;
    std::vector<AreaId> area_ids;
    std::optional<Role> author_role;
    std::vector<Component> contributors;
    Text summary_bluf; ///< at most 1200 characters
    Text situation;
    Texts assumptions, information_gaps, dissent;
    Text distribution;
    std::optional<StrategyId> strategy_id;
    std::optional<AssessmentId> previous_id; ///< the version it started from
    bool operator==(const Assessment&) const = default;
};

/// One vulnerability factor of one place of a line, as it counted when the line was computed.
struct CountedFactor {
    std::optional<PlaceId> place_id;
    std::optional<VulnerabilityFactor> factor;
    Flag holds;    ///< empty = not known, which counts 0
    Flag computed; ///< from records; else judged by a person, or not known
    Text why;
    bool operator==(const CountedFactor&) const = default;
};

/// One line of an assessment: a threat to named places. Judged values, reasons and overrides are stored; derived ones
/// (likelihood, impact, risk, class ...) are stored too, as computed at `as_of`, and recomputed by `assess`.
struct Line : Record {
    static constexpr Kind kind = Kind::LINE;
    std::optional<AssessmentId> assessment_id;
    std::optional<ThreatId> threat_id;
    std::vector<PlaceId> place_ids;
    std::vector<AreaId> area_ids;
    Rating intent, capability, opportunity;
    Text intent_reason, capability_reason, opportunity_reason;
    Rating shift_override; ///< -1, 0, +1
    Text shift_reason;
    Rating act_severity_override, exposure_override, vulnerability_override, likelihood_override, impact_override;
    Text act_severity_reason, exposure_reason, vulnerability_reason, likelihood_reason, impact_reason;
    Rating host_state;
    Text host_state_reason;
    Rating mission_reach; ///< as set by an adviser; empty = computed
    Text mission_reach_reason;
    Rating community;
    Text community_reason;
    std::optional<Confidence> confidence_override;
    Text confidence_reason;
    std::optional<Trend> trend_override;
    Text trend_reason;
    std::optional<PriorityClass> class_override;
    Text class_reason;
    std::optional<Role> override_role;
    std::vector<IncidentId> incident_ids; ///< cited evidence
    std::vector<AlertId> alert_ids;       ///< cited evidence
    std::vector<IncidentId> contradicting_ids; ///< cited, but against the judgement
    std::vector<ActionId> action_ids;
    Text scenario_most_likely, scenario_most_dangerous;
    Text change_reason; ///< why it changed or was closed since the last version
    std::optional<ChangeSinceLast> change_since_last;
    std::optional<LineId> previous_id;
    // Derived at the assessment's as_of. Texts hold "4" or "2..4" where an input is missing.
    Text likelihood, impact, risk_inherent, risk_residual, band, priority_class;
    Text confidence, trend;
    Flag imminent;
    Count mission_reach_counted; ///< M as it counted, set or computed; empty = not computed, which counts as 0
    Real response_minutes;       ///< to the place that decides M, to a tenth; empty = nobody comes, not computed, or a base in the place
    std::vector<CountedFactor> vulnerability_counted; ///< the checklist of each place as it counted, place by place; empty = no place, or not computed
    bool operator==(const Line&) const = default;
};

struct Action : Record {
    static constexpr Kind kind = Kind::ACTION;
    Text reference;
    Text text; ///< starts with a verb, at most 300 characters
    std::optional<Tier> tier;
    std::optional<Phase> phase;
    std::optional<Component> lead;
    std::vector<Component> support;
    Text owner; ///< role that answers for it, never a person's name
    std::optional<ActionKind> action_kind;
    std::optional<Day> deadline;
    Count interval_days;
    std::optional<ActionStatus> status;
    Text status_reason;
    Text indicator, indicator_unit;
    Real indicator_baseline, indicator_target;
    std::vector<HarmQuestion> do_no_harm; ///< questions answered yes
    Text mitigation;
    Flag hrddp_required;
    Text hrddp_ref;
    Text consent_issue;
    Flag decision_requested; ///< leadership is asked to decide it
    Text expected_effect;
    Text result_after;
    std::vector<PlaceId> place_ids;
    std::optional<Id<Kind::SCENARIO>> scenario_id; ///< what the action would bring, tried out
    std::optional<Day> done_date;
    bool operator==(const Action&) const = default;
};

/// One row of the append-only sign-off table: a state entered, or a reviewer's opinion.
struct SignOff {
    std::int64_t id = 0;
    AssessmentId assessment_id;
    std::optional<AssessmentState> state; ///< state entered; empty for an opinion
    std::optional<Opinion> opinion;
    Role role = Role::POC_ADVISER;
    Text author; ///< role/initials
    Instant time{};
    Text note;
    Text content_hash; ///< hex hash of the version's content when it was signed
    bool operator==(const SignOff&) const = default;
};

} // namespace tutela::core
