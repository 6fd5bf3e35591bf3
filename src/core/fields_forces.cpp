// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_rows_p.h"
#include "structures_p.h"

#include <tutela/core/mission.h>

// One line a field; the macro only writes the member name once.
#define F(member, sharing, content) row<R, &R::member>(#member, SharingClass::sharing, Content::content)

namespace tutela::core::detail {

std::vector<Field> baseRows()
{
    using R = Base;
    std::vector<Field> rows;
    addCommon<R>(rows);
    addPosition<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Text), F(base_kind, Internal, Text).called("Kind"), F(area_id, Internal, Text),
                             F(open_from, Internal, Plan).in("open"), F(open_to, Confidential, Plan).in("open"),
                             F(static_task_strength, Confidential, Count).of("persons").least(0), F(cla_count, Internal, Count).least(0).in("cla"),
                             F(cla_women, Internal, Count).least(0).in("cla"), F(interpreters, Internal, Text), F(night_capable, Confidential, Text),
                             F(medevac, Confidential, Text), F(hf_sat_comms, Confidential, Text).called("HF or satellite radio"), F(note, Confidential, Text)});
    return rows;
}

std::vector<Field> unitRows()
{
    using R = Unit;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(name, Internal, Text), F(unit_kind, Internal, Text).called("Kind"), F(base_id, Internal, Place), F(component, Internal, Text),
                 F(strength, Confidential, Count).of("persons").least(0).in("strength"), F(women, Internal, Count).of("persons").least(0).in("strength"),
                 F(availability, Confidential, Count), F(notice_to_move_day, Confidential, Count).of("minutes").range(0, 43200),
                 F(notice_to_move_night, Confidential, Count).of("minutes").range(0, 43200), F(caveats, Confidential, Plan).in("caveats"),
                 F(caveats_note, Confidential, Plan).in("caveats"), F(max_distance_km, Confidential, Plan).of("km").in("caveats"),
                 F(mobility, Confidential, Plan), F(note, Confidential, Text)});
    return rows;
}

std::vector<Field> patrolRows()
{
    using R = Patrol;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(reference, Internal, Text), F(patrol_kind, Internal, Plan).called("Kind"), F(mode, Internal, Plan), F(dismounted, Internal, Text),
                 F(status, Internal, Plan).in("status"), F(cancel_reason, Internal, Text).in("status"),
                 F(planned_start, Confidential, Plan).in("schedule"), F(planned_end, Confidential, Plan).in("schedule"),
                 F(actual_start, Internal, Plan).in("actual"), F(actual_end, Internal, Plan).in("actual"), F(route_planned, Confidential, Plan).in("schedule"),
                 F(geometry, Confidential, Place).in("track").called("Track"), F(track_times, Confidential, Place).in("track"),
                 F(track_source, Internal, Text).in("track"),
                 F(patrol_id, Internal, Plan).in("match").called("Track of patrol"), F(patrol_reason, Internal, Text).in("match").called("Why this patrol"), F(stops, Confidential, Place).in("schedule"), F(base_id, Internal, Place).in("schedule"),
                 F(unit_ids, Confidential, Plan).in("schedule"), F(commander_role, Internal, Text),
                 F(strength, Confidential, Count).of("persons").least(0).in("strength"), F(women, Internal, Count).of("persons").least(0).in("strength"),
                 F(cla_present, Internal, Text), F(police_present, Internal, Text), F(interpreter_languages, Internal, Text),
                 F(civilian_sections, Internal, Text), F(tasks, Confidential, Plan), F(information_requirements, Confidential, Plan),
                 F(joint_state_forces, Confidential, Plan).in("joint"), F(hrddp_ref, Confidential, Text).in("joint").called("HRDDP reference"),
                 F(risk_to_civilians_note, Confidential, Text), F(report_time, Internal, Text).in("report"), F(report, Confidential, Text).in("report"),
                 F(route_conditions, Internal, Place), F(actors_seen, Confidential, Identity), F(incident_ids, Internal, Text).called("Incidents reported"),
                 F(alert_ids, Internal, Text).called("Alerts reported"), F(needs, Internal, Text), F(promise_ids, Internal, Text).called("Promises made"),
                 F(answers, Confidential, Text), F(obstruction, Confidential, Text), F(recommendation, Internal, Text)});
    return rows;
}

std::vector<Field> canTestRows()
{
    using R = CanTest;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(place_id, Internal, Place), F(tested_at, Internal, Text), F(works, Internal, Text), F(note, Internal, Text)});
    return rows;
}

std::vector<Field> roadRows()
{
    using R = Road;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Public, Text), F(road_class, Public, Text), F(geometry, Public, Place), F(bridge, Public, Text), F(ford, Public, Text),
                             F(closed_from, Internal, Text).in("closure"), F(closed_to, Internal, Text).in("closure"),
                             F(closure_reason, Internal, Text).in("closure")});
    return rows;
}

std::vector<Field> waterRows()
{
    using R = Water;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Public, Text), F(water_kind, Public, Text).called("Kind"), F(geometry, Public, Place), F(navigable, Public, Text),
                             F(stream_order, Public, Text).range(1, 5)});
    return rows;
}
} // namespace tutela::core::detail
