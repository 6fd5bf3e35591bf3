// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "field_rows_p.h"
#include "structures_p.h"

#include <tutela/core/mission.h>

// One line a field; the macro only writes the member name once.
#define F(member, sharing, content) row<R, &R::member>(#member, SharingClass::sharing, Content::content)

namespace tutela::core::detail {

std::vector<Field> missionRows()
{
    using R = MissionDetails;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(),
                {F(name, Public, Text), F(acronym, Public, Text), F(country, Public, Text), F(mandate_ref, Public, Text).called("Mandate reference"),
                 F(authorised_troops, Internal, Count).of("persons").least(0), F(deployed_troops, Internal, Count).of("persons").least(0),
                 F(authorised_police, Internal, Count).of("persons").least(0), F(deployed_police, Internal, Count).of("persons").least(0),
                 F(civilians, Internal, Count).of("persons").least(0).called("Civilian staff"), F(population, Public, Count).of("persons").least(1),
                 F(area_km2, Public, Count).of("km2").called("Area"), F(time_zone, Public, Text), F(as_of, Internal, Text).called("Information cut-off"),
                 F(marking, Internal, Text), F(wet_months, Public, Text).range(1, 12),
                 F(attack_duration_minutes, Internal, Count).of("minutes").range(1, 43200).called("Attack duration"), F(speeds, Internal, Plan),
                 F(boundary_disclaimer, Public, Text),
                 F(demonstration, Public, Text)});
    return rows;
}

std::vector<Field> areaRows()
{
    using R = Area;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Public, Text), F(code, Public, Text), F(pcode, Public, Text).called("P-code"), F(level, Public, Text),
                             F(geometry, Public, Place).called("Boundary"), F(parent_id, Public, Text), F(responsible_unit_id, Internal, Plan),
                             F(time_zone, Public, Text), F(population, Public, Count).of("persons").least(0),
                             F(note, Internal, Text).at(Part::Text)});
    return rows;
}

std::vector<Field> placeRows()
{
    using R = Place;
    std::vector<Field> rows;
    addCommon<R>(rows);
    addPosition<R>(rows);
    rows.insert(rows.end(),
                {F(place_precision, Internal, Place).in("position"), F(name, Public, Place), F(alt_names, Public, Place).called("Other names"),
                 F(pcode, Public, Place).called("P-code"), F(admin_name, Public, Place).called("Administrative unit"),
                 F(place_kind, Public, Text).in("kind").called("Kind"), F(site_type, Internal, Text).in("kind"),
                 F(population_total, Public, Count).of("persons").least(0).in("population"),
                 F(pop_source, Public, Text).in("population").called("Population source"),
                 F(pop_date, Public, Text).in("population").called("Population date"),
                 F(idp, Internal, Count).of("persons").least(0).called("Internally displaced"), F(returnees, Internal, Count).of("persons").least(0),
                 F(refugees, Internal, Count).of("persons").least(0), F(women, Internal, Count).of("persons").least(0).in("sex_and_age"),
                 F(men, Internal, Count).of("persons").least(0).in("sex_and_age"), F(girls, Internal, Count).of("persons").least(0).in("sex_and_age"),
                 F(boys, Internal, Count).of("persons").least(0).in("sex_and_age"),
                 F(older_60plus, Internal, Count).of("persons").least(0).called("Older persons (60+)"),
                 F(with_disability, Internal, Count).of("persons").least(0), F(mobile_coverage, Internal, Text),
                 F(can_status, Confidential, Text).called("Community alert network"),
                 F(cla_assigned, Confidential, Plan).in("cla").called("Community liaison assistant"), F(cla_base_id, Confidential, Plan).in("cla"),
                 F(protection_plan, Confidential, Text).in("protection_plan"), F(protection_plan_date, Confidential, Text).in("protection_plan"),
                 F(safe_haven_location, Confidential, Place).at(Part::Detail), F(flight_route, Confidential, Place).at(Part::Detail),
                 F(state_presence, Internal, Text), F(state_behaviour, Confidential, Text), F(vulnerability_yes, Internal, Text).in("vulnerability"),
                 F(vulnerability_no, Internal, Text).in("vulnerability"), F(note, Internal, Text).at(Part::Text)});
    return rows;
}

std::vector<Field> groupRows()
{
    using R = Group;
    std::vector<Field> rows;
    addCommon<R>(rows);
    rows.insert(rows.end(), {F(name, Internal, Identity), F(group_kind, Internal, Text).called("Kind"), F(identity_label, Confidential, Identity),
                             F(size, Internal, Count).of("persons").least(0), F(place_ids, Internal, Place),
                             F(vulnerability_yes, Internal, Text).in("vulnerability"), F(vulnerability_no, Internal, Text).in("vulnerability"),
                             F(note, Internal, Text)});
    return rows;
}
} // namespace tutela::core::detail
