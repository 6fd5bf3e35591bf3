// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Mission, areas, places and population groups (doctrine.md 2.1 - 2.3).
namespace tutela::core {

/// The mission itself: one record in each mission file.
struct MissionDetails : Record {
    static constexpr Kind kind = Kind::MISSION;
    Text name, acronym, country;
    Text mandate_ref;
    Count authorised_troops, deployed_troops, authorised_police, deployed_police, civilians;
    Count population;
    Real area_km2;
    Text time_zone;                   ///< tz database name; empty = UTC
    std::optional<Instant> as_of;     ///< information cut-off that computations take by default
    std::optional<Marking> marking;   ///< marking of exports
    std::vector<std::int64_t> wet_months; ///< 1 to 12
    Count attack_duration_minutes;    ///< D of doctrine.md 3.4; empty = 120
    Text speeds;                      ///< JSON of what differs from the default speeds, see core::speedsFrom; empty = nothing
    Text boundary_disclaimer;         ///< empty = the standard sentence
    bool demonstration = false;       ///< fictional data: said on every page and map
    bool operator==(const MissionDetails&) const = default;
};

struct Area : Record {
    static constexpr Kind kind = Kind::AREA;
    Text name;
    Text code; ///< 2 to 8 capitals or digits; required for sectors: it stands in references
    Text pcode;
    std::optional<AreaLevel> level;
    Geometry geometry; ///< MultiPolygon
    std::optional<AreaId> parent_id;
    std::optional<UnitId> responsible_unit_id;
    Text time_zone;
    Count population;
    Text note;
    bool operator==(const Area&) const = default;
};

struct Place : Record, Position {
    static constexpr Kind kind = Kind::PLACE;
    std::optional<PlaceKind> place_kind;
    std::optional<SiteType> site_type;
    std::optional<PlacePrecision> place_precision;
    Text name;
    Texts alt_names;
    Text pcode;
    Text admin_name; ///< state, county as the source names them
    Count population_total;
    std::optional<PopulationSource> pop_source;
    std::optional<Day> pop_date;
    Count idp, returnees, refugees;
    Count women, men, girls, boys, older_60plus, with_disability;
    std::optional<MobileCoverage> mobile_coverage;
    std::optional<CanStatus> can_status;
    Flag cla_assigned;
    std::optional<BaseId> cla_base_id;
    std::optional<ProtectionPlan> protection_plan;
    std::optional<Day> protection_plan_date;
    Geometry safe_haven_location; ///< Point; sensitivity at least CONFIDENTIAL
    Geometry flight_route;        ///< LineString; sensitivity at least CONFIDENTIAL
    std::vector<StatePresence> state_presence;
    std::optional<ConductToCivilians> state_behaviour; ///< how the state's forces there treat the people
    std::vector<VulnerabilityFactor> vulnerability_yes; ///< factors judged true; computed factors are not stored
    std::vector<VulnerabilityFactor> vulnerability_no;  ///< factors judged false; neither list = unknown
    Text note;
    bool operator==(const Place&) const = default;
};

struct Group : Record {
    static constexpr Kind kind = Kind::GROUP;
    Text name;
    std::optional<GroupKind> group_kind;
    Text identity_label; ///< ethnic, religious or political label: confidential, can kill if leaked
    Count size;          ///< a person may be in several groups: sizes are never added up
    std::vector<PlaceId> place_ids;
    std::vector<VulnerabilityFactor> vulnerability_yes;
    std::vector<VulnerabilityFactor> vulnerability_no;
    Text note;
    bool operator==(const Group&) const = default;
};

} // namespace tutela::core
