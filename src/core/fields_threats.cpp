// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_rows_p.h"
#include "structures_p.h"

#include <tutela/core/mission.h>

// One line a field; the macro only writes the member name once.
#define F(member, sharing, content) row<R, &R::member>(#member, SharingClass::sharing, Content::content)

namespace tutela::core::detail {

std::vector<Field> actorRows()
{
    using R = Actor;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(name, Internal, Identity), F(alt_names, Internal, Identity).called("Other names"), F(actor_kind, Internal, Text).called("Kind"),
                 F(parent_id, Internal, Text), F(splinter_of, Internal, Text), F(alliances, Internal, Text),
                 F(strength_low, Confidential, Count).of("persons").least(0).in("strength"),
                 F(strength_high, Confidential, Count).of("persons").least(0).in("strength"), F(weapons, Confidential, Text),
                 F(mobility, Confidential, Text).in("mobility"), F(speed_kmh, Confidential, Count).of("km/h").in("mobility"),
                 F(geometry, Confidential, Place).in("influence").called("Area of influence"), F(influence_date, Confidential, Text).in("influence"),
                 F(influence_confidence, Confidential, Text).in("influence"), F(scenario, Confidential, Text), F(conduct_to_civilians, Confidential, Text).in("conduct"),
                 F(conduct_by_area, Confidential, Text).in("conduct"),
                 F(conduct_to_mission, Confidential, Text), F(leverage, Confidential, Text), F(protection_role, Confidential, Text).range(0, 2),
                 F(listed, Internal, Text).in("listed"), F(listed_year, Internal, Text).in("listed"), F(from_import, Internal, Text),
                 F(note, Confidential, Text)});
    return rows;
}

std::vector<Field> threatRows()
{
    using R = Threat;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(name, Confidential, Text), F(actor_ids, Confidential, Identity), F(scenario, Confidential, Text), F(acts, Confidential, Text),
                 F(target_group_ids, Confidential, Identity), F(place_ids, Confidential, Place).in("target"), F(area_ids, Confidential, Place).in("target"),
                 F(geometry, Confidential, Place).called("Area of the threat"), F(intent, Confidential, Text).range(1, 5).in("intent"),
                 F(intent_reason, Confidential, Text).in("intent"), F(capability, Confidential, Text).range(1, 5).in("capability"),
                 F(capability_reason, Confidential, Text).in("capability"), F(opportunity, Confidential, Text).range(1, 5).in("opportunity"),
                 F(opportunity_reason, Confidential, Text).in("opportunity"), F(host_state, Confidential, Text).range(0, 2).in("host_state"),
                 F(host_state_reason, Confidential, Text).in("host_state"), F(community, Confidential, Text).range(0, 1).in("community"),
                 F(community_reason, Confidential, Text).in("community"), F(triggers, Confidential, Text), F(indicators, Confidential, Text),
                 F(time_pattern, Confidential, Text), F(onset, Confidential, Text), F(status, Confidential, Text).in("status"),
                 F(closed_reason, Confidential, Text).in("status"), F(scenario_outcome, Confidential, Text), F(note, Confidential, Text)});
    return rows;
}

std::vector<Field> sourceRows()
{
    using R = Source;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(code_name, StrictlyConfidential, Identity), F(source_kind, Confidential, Identity), F(group_key, StrictlyConfidential, Identity),
                             F(reliability, Internal, Text).in("grade"), F(credibility, Internal, Text).range(1, 6).in("grade"),
                             F(date, Internal, Text), F(note, StrictlyConfidential, Text)});
    return rows;
}

// The eleven counts of one kind of harm. The best count stands in the main table, the rest mostly in the detail table.
template <auto Kind_>
void addHarm(std::vector<Field>& rows, const std::array<std::string_view, 11>& names, Part spread)
{
    using R = Incident;
    const auto add = [&]<auto Inner>(std::size_t i, Part part) {
        rows.push_back(nestedRow<R, Kind_, Inner>(names[i], SharingClass::Internal, Content::Count)
                           .of("persons").range(0, kMostHarmed).in(names[0].substr(0, names[0].rfind('_'))).at(part));
    };
    add.template operator()<&Harm::best>(0, Part::Main);
    add.template operator()<&Harm::low>(1, spread);
    add.template operator()<&Harm::high>(2, spread);
    add.template operator()<&Harm::civilians>(3, spread);
    add.template operator()<&Harm::women>(4, Part::Detail);
    add.template operator()<&Harm::men>(5, Part::Detail);
    add.template operator()<&Harm::girls>(6, Part::Detail);
    add.template operator()<&Harm::boys>(7, Part::Detail);
    add.template operator()<&Harm::unknown_adult>(8, Part::Detail);
    add.template operator()<&Harm::unknown_child>(9, Part::Detail);
    add.template operator()<&Harm::unknown>(10, Part::Detail);
}
#define HARM(k)                                                                                                                       \
    {#k "_best", #k "_low", #k "_high", #k "_civilians", #k "_women", #k "_men", #k "_girls", #k "_boys", #k "_unknown_adult",        \
     #k "_unknown_child", #k "_unknown"}

std::vector<Field> incidentRows()
{
    using R = Incident;
    std::vector<Field> rows;
    addCommon<R>(rows);
    addPosition<R>(rows);
    rows.insert(rows.end(), {F(place_precision, Internal, Place).in("position"), F(place_id, Internal, Place).in("position"),
                             F(place_name, Internal, Place), F(place_fuzzy, Internal, Place), F(time_start, Internal, Text).in("time"),
                             F(time_end, Internal, Text).in("time"), F(time_precision, Internal, Text).in("time"), F(category, Internal, Text),
                             F(acts, Internal, Text), F(source_type, Internal, Text), F(acled_event, Internal, Text), F(acled_sub_event, Internal, Text),
                             F(perpetrator_ids, Confidential, Identity).in("perpetrators"), F(attributions, Confidential, Identity).in("perpetrators"),
                             F(perpetrator_roles, Confidential, Identity).in("perpetrators").at(Part::Detail)});
    addHarm<&R::killed>(rows, HARM(killed), Part::Main);
    addHarm<&R::injured>(rows, HARM(injured), Part::Detail);
    addHarm<&R::abducted>(rows, HARM(abducted), Part::Detail);
    addHarm<&R::missing>(rows, HARM(missing), Part::Detail);
    addHarm<&R::crsv>(rows, HARM(crsv), Part::Detail);
    addHarm<&R::arrested>(rows, HARM(arrested), Part::Detail);
    addHarm<&R::displaced>(rows, HARM(displaced), Part::Detail);
    rows.insert(rows.end(),
                {F(victim_status, Internal, Text), F(verification, Internal, Text), F(victim_group_ids, Confidential, Identity).at(Part::Detail),
                 F(grave_violations, Confidential, Text).at(Part::Detail), F(crsv_forms, Confidential, Text).called("CRSV forms").at(Part::Detail),
                 F(houses_burnt, Internal, Count).least(0).at(Part::Detail), F(cattle_taken, Internal, Count).least(0).at(Part::Detail),
                 F(schools_hit, Internal, Count).least(0).at(Part::Detail), F(health_posts_hit, Internal, Count).least(0).at(Part::Detail),
                 F(cause_ids, Internal, Text).at(Part::Detail), F(mission_response, Internal, Text).at(Part::Detail),
                 F(duplicate_of, Internal, Text).at(Part::Detail), F(title, Confidential, Text).at(Part::Text),
                 F(description, Confidential, Text).at(Part::Text)});
    return rows;
}

std::vector<Field> alertRows()
{
    using R = Alert;
    std::vector<Field> rows;
    addCommon<R>(rows);
    addPosition<R>(rows);
    rows.insert(rows.end(),
                {F(place_precision, Internal, Place).in("position"), F(place_id, Internal, Place).in("position"), F(channel, Confidential, Contact),
                 F(t_observed, Internal, Text).called("Observed"), F(t_sent, Internal, Text).called("Sent"), F(t_received, Internal, Text).called("Received"),
                 F(t_verified, Internal, Text).called("Verified"), F(t_tasked, Internal, Text).called("Tasked"),
                 F(t_departed, Internal, Text).called("Departed"), F(t_arrived, Internal, Text).called("Arrived"), F(t_closed, Internal, Text).called("Closed"),
                 F(alert_type, Internal, Text).called("Type"), F(urgency, Internal, Text), F(actor_ids, Confidential, Identity),
                 F(persons_at_risk, Internal, Count).of("persons").least(0), F(reliability, Internal, Text).in("grade"),
                 F(credibility, Internal, Text).range(1, 6).in("grade"), F(group_key, StrictlyConfidential, Identity), F(triage, Internal, Text),
                 F(responder, Internal, Text).in("response"), F(response_kind, Internal, Text).in("response"), F(outcome, Internal, Text).in("outcome"),
                 F(outcome_reason, Internal, Text).in("outcome"), F(no_response_reason, Confidential, Text).in("outcome"),
                 F(feedback_to_community, Internal, Text).in("feedback"), F(feedback_time, Internal, Text).in("feedback"),
                 F(linked_incident_id, Internal, Text), F(description, Confidential, Text).at(Part::Text)});
    return rows;
}
} // namespace tutela::core::detail
