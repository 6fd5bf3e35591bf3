// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>

/// The fields of every part of the model, listed once: reading and writing JSON visit the same list.
namespace tutela::report {

#define TUTELA_F(member) visitor(#member, v.member)

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, SignedBy>
{ TUTELA_F(role); TUTELA_F(day); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Head>
{
    TUTELA_F(mission); TUTELA_F(acronym); TUTELA_F(reference); TUTELA_F(version); TUTELA_F(title); TUTELA_F(month);
    TUTELA_F(scope); TUTELA_F(period_from); TUTELA_F(period_to); TUTELA_F(as_of); TUTELA_F(as_of_text);
    TUTELA_F(valid_until); TUTELA_F(marking); TUTELA_F(demonstration); TUTELA_F(boundary_disclaimer);
    TUTELA_F(distribution); TUTELA_F(contributors); TUTELA_F(state); TUTELA_F(prepared); TUTELA_F(cleared);
    TUTELA_F(approved); TUTELA_F(fingerprint); TUTELA_F(program);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Figure>
{
    TUTELA_F(kind); TUTELA_F(value); TUTELA_F(of); TUTELA_F(before); TUTELA_F(label); TUTELA_F(change);
    TUTELA_F(direction);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Arrival>
{ TUTELA_F(state); TUTELA_F(minutes); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, PlaceStatus>
{
    TUTELA_F(name); TUTELA_F(area); TUTELA_F(people); TUTELA_F(band); TUTELA_F(priority); TUTELA_F(inputs);
    TUTELA_F(inputs_missing); TUTELA_F(trend);
    TUTELA_F(visit); TUTELA_F(days_since_visit); TUTELA_F(arrival); TUTELA_F(threat); TUTELA_F(lon); TUTELA_F(lat);
}

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, AreaStatus>
{
    TUTELA_F(name); TUTELA_F(band); TUTELA_F(trend); TUTELA_F(people); TUTELA_F(people_possible); TUTELA_F(must);
    TUTELA_F(should); TUTELA_F(months); TUTELA_F(silent);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Factor>
{ TUTELA_F(factor); TUTELA_F(holds); TUTELA_F(half_points); TUTELA_F(why); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Judged>
{ TUTELA_F(value); TUTELA_F(reason); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, LinePart>
{
    TUTELA_F(rank); TUTELA_F(threat); TUTELA_F(places); TUTELA_F(area); TUTELA_F(place_names); TUTELA_F(actors); TUTELA_F(actor_note); TUTELA_F(acts); TUTELA_F(persons); TUTELA_F(persons_assumed);
    TUTELA_F(intent); TUTELA_F(capability); TUTELA_F(opportunity); TUTELA_F(shift); TUTELA_F(shift_reason);
    TUTELA_F(likelihood); TUTELA_F(act_severity); TUTELA_F(exposure); TUTELA_F(vulnerability); TUTELA_F(impact);
    TUTELA_F(risk_inherent); TUTELA_F(risk_residual); TUTELA_F(likelihood_residual); TUTELA_F(protection);
    TUTELA_F(band_inherent); TUTELA_F(band); TUTELA_F(priority); TUTELA_F(host_state); TUTELA_F(mission_reach);
    TUTELA_F(community); TUTELA_F(reach_computed); TUTELA_F(arrival); TUTELA_F(confidence); TUTELA_F(contested); TUTELA_F(trend);
    TUTELA_F(imminent); TUTELA_F(days_since_visit); TUTELA_F(factors); TUTELA_F(explain); TUTELA_F(overrides);
    TUTELA_F(evidence); TUTELA_F(actions); TUTELA_F(most_likely); TUTELA_F(most_dangerous); TUTELA_F(triggers);
    TUTELA_F(indicators); TUTELA_F(change); TUTELA_F(change_reason);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, ActionPart>
{
    TUTELA_F(number); TUTELA_F(reference); TUTELA_F(text); TUTELA_F(tier); TUTELA_F(phase); TUTELA_F(lead);
    TUTELA_F(support); TUTELA_F(owner); TUTELA_F(deadline); TUTELA_F(status); TUTELA_F(status_reason);
    TUTELA_F(overdue); TUTELA_F(indicator); TUTELA_F(decision_requested); TUTELA_F(effect); TUTELA_F(do_no_harm);
    TUTELA_F(mitigation); TUTELA_F(consent_issue); TUTELA_F(places);
    TUTELA_F(scenario); TUTELA_F(scenario_gain); TUTELA_F(scenario_problem); TUTELA_F(lines); TUTELA_F(evidence);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, EvidencePart>
{
    TUTELA_F(number); TUTELA_F(kind); TUTELA_F(day); TUTELA_F(date_text); TUTELA_F(place); TUTELA_F(category);
    TUTELA_F(summary); TUTELA_F(source_class); TUTELA_F(grade); TUTELA_F(dataset); TUTELA_F(record);
    TUTELA_F(contradicts); TUTELA_F(lines);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, CountRow>
{ TUTELA_F(name); TUTELA_F(now); TUTELA_F(before); TUTELA_F(year_ago); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, AreaCounts>
{
    TUTELA_F(name); TUTELA_F(incidents); TUTELA_F(killed_civilians); TUTELA_F(injured); TUTELA_F(abducted);
    TUTELA_F(displaced); TUTELA_F(suppressed);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Share>
{ TUTELA_F(name); TUTELA_F(formula); TUTELA_F(part); TUTELA_F(total); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, ChangePart>
{ TUTELA_F(change); TUTELA_F(line); TUTELA_F(from); TUTELA_F(to); TUTELA_F(reason); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, VersionPart>
{ TUTELA_F(version); TUTELA_F(state); TUTELA_F(day); TUTELA_F(by); TUTELA_F(note); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Entry>
{ TUTELA_F(name); TUTELA_F(value); TUTELA_F(note); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapArea>
{ TUTELA_F(name); TUTELA_F(geometry); TUTELA_F(outline); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapPlace>
{ TUTELA_F(name); TUTELA_F(lon); TUTELA_F(lat); TUTELA_F(band); TUTELA_F(people); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapIncident>
{ TUTELA_F(lon); TUTELA_F(lat); TUTELA_F(precision); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapBase>
{ TUTELA_F(name); TUTELA_F(lon); TUTELA_F(lat); TUTELA_F(kind); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapRoad>
{ TUTELA_F(road_class); TUTELA_F(closed); TUTELA_F(geometry); TUTELA_F(ford); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapWater>
{ TUTELA_F(kind); TUTELA_F(order); TUTELA_F(name); TUTELA_F(geometry); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapImage>
{ TUTELA_F(blob); TUTELA_F(box); TUTELA_F(crs); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, core::Box>
{ TUTELA_F(west); TUTELA_F(south); TUTELA_F(east); TUTELA_F(north); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, MapFigure>
{
    TUTELA_F(box); TUTELA_F(areas); TUTELA_F(places); TUTELA_F(incidents); TUTELA_F(bases); TUTELA_F(roads);
    TUTELA_F(waters); TUTELA_F(relief); TUTELA_F(reach); TUTELA_F(reach_limit_minutes); TUTELA_F(reach_links); TUTELA_F(reach_conditions); TUTELA_F(incident_note);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Value>
{ TUTELA_F(what); TUTELA_F(text); TUTELA_F(number); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Measure>
{ TUTELA_F(name); TUTELA_F(value); TUTELA_F(part); TUTELA_F(total); TUTELA_F(formula); TUTELA_F(open); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, ValueTable>
{ TUTELA_F(heading); TUTELA_F(note); TUTELA_F(empty); TUTELA_F(columns); TUTELA_F(widths); TUTELA_F(rows); TUTELA_F(open); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, CoverageSection>
{ TUTELA_F(topic); TUTELA_F(message); TUTELA_F(measures); TUTELA_F(tables); TUTELA_F(notes); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, CoveragePlace>
{
    TUTELA_F(name); TUTELA_F(area); TUTELA_F(lon); TUTELA_F(lat); TUTELA_F(people); TUTELA_F(band); TUTELA_F(priority); TUTELA_F(visits);
    TUTELA_F(pass_throughs); TUTELA_F(presence_hours); TUTELA_F(days_since_visit); TUTELA_F(interval_days); TUTELA_F(overdue); TUTELA_F(blind);
    TUTELA_F(response_minutes); TUTELA_F(in_time); TUTELA_F(base); TUTELA_F(cause); TUTELA_F(remedy); TUTELA_F(gap);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, ArrivalBand>
{ TUTELA_F(name); TUTELA_F(people); TUTELA_F(places); TUTELA_F(people_all); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, CoverageBefore>
{ TUTELA_F(risk_covered); TUTELA_F(presence_hours); }

template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, CoverageModel>
{
    TUTELA_F(attack_minutes); TUTELA_F(urgent_in_time); TUTELA_F(urgent_all); TUTELA_F(urgent_places); TUTELA_F(urgent_without_people);
    TUTELA_F(overdue); TUTELA_F(judged); TUTELA_F(never_visited); TUTELA_F(risk_covered); TUTELA_F(people_covered); TUTELA_F(night_share);
    TUTELA_F(before); TUTELA_F(known_until); TUTELA_F(has_patrols); TUTELA_F(places); TUTELA_F(arrival); TUTELA_F(attack_hours); TUTELA_F(presence_by_hour);
    TUTELA_F(tracks); TUTELA_F(sections);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, Sentences>
{
    TUTELA_F(one_sentence); TUTELA_F(headline); TUTELA_F(changed); TUTELA_F(asked); TUTELA_F(confidence_word); TUTELA_F(confidence);
    TUTELA_F(map_title); TUTELA_F(map_caption); TUTELA_F(map_sources); TUTELA_F(table_title); TUTELA_F(actions_title);
    TUTELA_F(changes_title); TUTELA_F(harm_title); TUTELA_F(alerts_title); TUTELA_F(limits_title);
    TUTELA_F(evidence_title); TUTELA_F(trends_caption); TUTELA_F(precision_note);
}
template <class V, class T> void fields(V& visitor, T& v) requires std::same_as<std::remove_const_t<T>, ReportModel>
{
    TUTELA_F(format); TUTELA_F(profile); TUTELA_F(head); TUTELA_F(text); TUTELA_F(bluf); TUTELA_F(situation);
    TUTELA_F(figures); TUTELA_F(areas); TUTELA_F(places); TUTELA_F(month_names); TUTELA_F(lines); TUTELA_F(actions); TUTELA_F(evidence);
    TUTELA_F(changes); TUTELA_F(has_previous); TUTELA_F(previous_version); TUTELA_F(harm); TUTELA_F(categories);
    TUTELA_F(perpetrators); TUTELA_F(count_periods); TUTELA_F(area_counts); TUTELA_F(alert_shares);
    TUTELA_F(alert_outcomes); TUTELA_F(gaps); TUTELA_F(assumptions); TUTELA_F(dissent); TUTELA_F(limits);
    TUTELA_F(data_ages); TUTELA_F(parameters); TUTELA_F(definitions); TUTELA_F(versions); TUTELA_F(map); TUTELA_F(coverage);
    TUTELA_F(source_names); TUTELA_F(base_names); TUTELA_F(left_out);
}
#undef TUTELA_F

} // namespace tutela::report
