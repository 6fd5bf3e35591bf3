// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_rows_p.h"
#include "structures_p.h"

#include <tutela/core/mission.h>

// One line a field; the macro only writes the member name once.
#define F(member, sharing, content) row<R, &R::member>(#member, SharingClass::sharing, Content::content)

namespace tutela::core::detail {

std::vector<Field> assessmentRows()
{
    using R = Assessment;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(reference, Internal, Text), F(version, Internal, Text), F(title, Internal, Text), F(level, Internal, Text),
                 F(period_from, Internal, Text).in("period"), F(period_to, Internal, Text).in("period"), F(as_of, Internal, Text).called("Information cut-off"),
                 F(forecast_days, Internal, Count).of("days").range(1, 366), F(area_ids, Internal, Place), F(author_role, Internal, Text),
                 F(contributors, Internal, Text), F(summary_bluf, Internal, Text).called("Summary"), F(situation, Internal, Text),
                 F(assumptions, Internal, Text), F(information_gaps, Internal, Text), F(dissent, Internal, Text), F(distribution, Internal, Text),
                 F(strategy_id, Internal, Text), F(previous_id, Internal, Text)});
    return rows;
}

std::vector<Field> lineRows()
{
    using R = Line;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(assessment_id, Internal, Text), F(threat_id, Internal, Text), F(place_ids, Internal, Place).in("target"),
                 F(area_ids, Internal, Place).in("target"), F(intent, Internal, Text).range(1, 5).in("intent"), F(intent_reason, Internal, Text).in("intent"),
                 F(capability, Internal, Text).range(1, 5).in("capability"), F(capability_reason, Internal, Text).in("capability"),
                 F(opportunity, Internal, Text).range(1, 5).in("opportunity"), F(opportunity_reason, Internal, Text).in("opportunity"),
                 F(shift_override, Internal, Text).range(-1, 1).in("shift"), F(shift_reason, Internal, Text).in("shift"),
                 F(act_severity_override, Internal, Text).range(1, 5).in("act_severity"), F(act_severity_reason, Internal, Text).in("act_severity"),
                 F(exposure_override, Internal, Text).range(1, 5).in("exposure"), F(exposure_reason, Internal, Text).in("exposure"),
                 F(vulnerability_override, Internal, Text).range(1, 5).in("vulnerability"), F(vulnerability_reason, Internal, Text).in("vulnerability"),
                 F(likelihood_override, Internal, Text).range(1, 5).in("likelihood_override"), F(likelihood_reason, Internal, Text).in("likelihood_override"),
                 F(impact_override, Internal, Text).range(1, 5).in("impact_override"), F(impact_reason, Internal, Text).in("impact_override"),
                 F(host_state, Internal, Text).range(0, 2).in("host_state"), F(host_state_reason, Internal, Text).in("host_state"),
                 F(mission_reach, Internal, Text).range(0, 2).in("mission_reach"), F(mission_reach_reason, Internal, Text).in("mission_reach"),
                 F(community, Internal, Text).range(0, 1).in("community"), F(community_reason, Internal, Text).in("community"),
                 F(confidence_override, Internal, Text).in("confidence_override"), F(confidence_reason, Internal, Text).in("confidence_override"),
                 F(trend_override, Internal, Text).in("trend_override"), F(trend_reason, Internal, Text).in("trend_override"),
                 F(class_override, Internal, Text).in("class_override"), F(class_reason, Internal, Text).in("class_override"),
                 F(override_role, Internal, Text), F(incident_ids, Internal, Text).called("Cited incidents"),
                 F(alert_ids, Internal, Text).called("Cited alerts"), F(contradicting_ids, Internal, Text).called("Contradicting incidents"),
                 F(action_ids, Internal, Text).called("Actions"), F(scenario_most_likely, Internal, Text), F(scenario_most_dangerous, Internal, Text),
                 F(change_reason, Internal, Text), F(change_since_last, Internal, Text).computed(), F(previous_id, Internal, Text),
                 F(likelihood, Internal, Text).computed(), F(impact, Internal, Text).computed(), F(risk_inherent, Internal, Text).called("Inherent risk").computed(),
                 F(risk_residual, Internal, Text).called("Residual risk").computed(), F(band, Internal, Text).computed(), F(priority_class, Internal, Text).computed(),
                 F(confidence, Internal, Text).computed(), F(trend, Internal, Text).computed(), F(imminent, Internal, Text).computed(),
                 F(mission_reach_counted, Internal, Text).range(0, 2).computed(), F(response_minutes, Internal, Text).of("minutes").computed(),
                 F(vulnerability_counted, Internal, Plan).computed()});
    return rows;
}

std::vector<Field> actionRows()
{
    using R = Action;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(reference, Internal, Text), F(text, Internal, Plan), F(tier, Internal, Text), F(phase, Internal, Text), F(lead, Internal, Text),
                 F(support, Internal, Text), F(owner, Internal, Text), F(action_kind, Internal, Text).called("Kind"), F(deadline, Internal, Plan),
                 F(interval_days, Internal, Plan).of("days").range(1, 3660), F(status, Internal, Text).in("status"), F(status_reason, Internal, Text).in("status"),
                 F(indicator, Internal, Text).in("indicator"), F(indicator_unit, Internal, Text).in("indicator"),
                 F(indicator_baseline, Internal, Count).in("indicator"), F(indicator_target, Internal, Count).in("indicator"),
                 F(do_no_harm, Internal, Text).in("do_no_harm"), F(mitigation, Internal, Text).in("do_no_harm"),
                 F(hrddp_required, Internal, Text).in("hrddp").called("HRDDP required"), F(hrddp_ref, Internal, Text).in("hrddp").called("HRDDP reference"),
                 F(consent_issue, Confidential, Text), F(decision_requested, Internal, Text), F(expected_effect, Internal, Text),
                 F(result_after, Internal, Text), F(place_ids, Internal, Place), F(scenario_id, Internal, Plan), F(done_date, Internal, Text)});
    return rows;
}

std::vector<Field> strategyRows()
{
    using R = Strategy;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(reference, Internal, Text), F(version, Internal, Text), F(title, Internal, Text), F(status, Internal, Text),
                             F(mandate_ref, Public, Text).called("Mandate reference"), F(period_from, Internal, Text).in("period"), F(period_to, Internal, Text).in("period"),
                             F(endorsed_by, Internal, Text).in("endorsement"), F(endorsed_on, Internal, Text).in("endorsement"),
                             F(review_due, Internal, Text), F(review_triggers, Internal, Text), F(sections, Internal, Text),
                             F(objectives, Internal, Text), F(priority_threat_ids, Confidential, Text), F(linked_plans, Internal, Text),
                             F(previous_id, Internal, Text)});
    return rows;
}

std::vector<Field> structureRows()
{
    using R = Structure;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Text), F(structure_kind, Internal, Text).called("Kind"), F(area_id, Internal, Text),
                             F(chair_role, Internal, Text), F(members, Internal, Text), F(cadence, Internal, Text), F(terms_of_reference, Internal, Text)});
    return rows;
}

std::vector<Field> meetingRows()
{
    using R = Meeting;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(structure_id, Internal, Text), F(date, Internal, Text), F(present, Internal, Text), F(decisions, Internal, Text),
                             F(action_ids, Internal, Text)});
    return rows;
}

std::vector<Field> stakeholderRows()
{
    using R = Stakeholder;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Contact), F(stakeholder_kind, Internal, Text).called("Kind"), F(interest, Confidential, Text),
                             F(influence, Confidential, Text).range(1, 5), F(relation, Confidential, Text), F(contact_role, Confidential, Contact),
                             F(last_engaged, Internal, Text)});
    return rows;
}

std::vector<Field> scenarioRows()
{
    using R = Scenario;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Text), F(changes, Internal, Plan), F(note, Internal, Text)});
    return rows;
}

std::vector<Field> layerRows()
{
    using R = Layer;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Text), F(layer_kind, Internal, Text).called("Kind"), F(path, Internal, Text).in("file"),
                             F(asset_name, Internal, Text).in("file"), F(layer_name, Internal, Text).in("file"), F(cover_codes, Internal, Text).called("Classes of the codes"),
                             F(size_bytes, Internal, Count).of("bytes").in("file"), F(sha256, Internal, Text).in("file"), F(crs, Internal, Text).in("file"),
                             F(licence, Internal, Text), F(data_date, Internal, Text), F(visible, Internal, Text)});
    return rows;
}
} // namespace tutela::core::detail
