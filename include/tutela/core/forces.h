// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Bases, units, patrols, tests of alert networks, roads and waters (doctrine.md 2.8, 2.10).
namespace tutela::core {

struct Base : Record, Position {
    static constexpr Kind kind = Kind::BASE;
    Text name;
    std::optional<BaseKind> base_kind;
    std::optional<AreaId> area_id;
    std::optional<Day> open_from, open_to; ///< open_to is the first day on which it is closed
    Count static_task_strength;
    Count cla_count, cla_women;
    Texts interpreters; ///< ISO 639-3 codes
    Flag night_capable, medevac, hf_sat_comms;
    Text note;
    bool operator==(const Base&) const = default;
};

/// Vehicles of one kind in a unit.
struct Vehicles {
    std::optional<TravelMode> mode;
    Count seats, count, serviceable;
    bool operator==(const Vehicles&) const = default;
};

struct Unit : Record {
    static constexpr Kind kind = Kind::UNIT;
    Text name;
    std::optional<UnitKind> unit_kind;
    std::optional<BaseId> base_id;
    std::optional<Component> component;
    Count strength, women;
    Real availability; ///< 0..1, empty = 0.35
    Count notice_to_move_day, notice_to_move_night; ///< minutes; empty = 30/45 for QRF, 60/90 else
    std::vector<Caveat> caveats;
    Text caveats_note;
    Real max_distance_km;
    std::vector<Vehicles> mobility;
    Text note;
    bool operator==(const Unit&) const = default;
};

/// One stop of a patrol.
struct PatrolStop {
    std::optional<PlaceId> place_id;
    Real lon, lat;
    std::optional<Instant> planned_arrival, actual_arrival;
    Count planned_dwell_minutes, actual_dwell_minutes;
    std::optional<PatrolTask> task;
    Flag dismounted;
    Count met_women, met_men, met_youth, met_leaders;
    Flag women_asked, men_asked;
    std::optional<PatternOfLife> pattern_of_life;
    Flag can_tested, can_works;
    Text note;
    bool operator==(const PatrolStop&) const = default;
};

/// Condition of one leg of the route, as the patrol found it.
struct RouteLeg {
    Text leg; ///< "Luzi to Oru"
    Flag passable;
    Real speed_kmh;
    Text obstacle;
    bool operator==(const RouteLeg&) const = default;
};

/// Armed people that the patrol saw.
struct ActorSeen {
    std::optional<ActorId> actor_id;
    std::optional<ActorKind> actor_kind; ///< when nobody could name it
    Count number;
    Text direction, conduct;
    bool operator==(const ActorSeen&) const = default;
};

struct Patrol : Record {
    static constexpr Kind kind = Kind::PATROL;
    Text reference;
    std::optional<PatrolKind> patrol_kind;
    std::vector<PatrolMode> mode;
    Flag dismounted;
    std::optional<PatrolStatus> status;
    std::optional<CancelReason> cancel_reason;
    std::optional<Instant> planned_start, planned_end, actual_start, actual_end;
    Geometry route_planned; ///< LineString
    Geometry geometry;      ///< recorded track, LineString or MultiLineString
    std::vector<std::int64_t> track_times; ///< seconds since 1970 UTC, one for each vertex of the track, or empty
    std::optional<TrackSource> track_source;
    std::optional<PatrolId> patrol_id; ///< of a recorded track: the patrol that drove it; see isTrack()
    Text patrol_reason;                ///< why it is that one
    std::vector<PatrolStop> stops;
    std::optional<BaseId> base_id;
    std::vector<UnitId> unit_ids;
    Text commander_role;
    Count strength, women;
    Flag cla_present, police_present;
    Texts interpreter_languages;
    std::vector<Component> civilian_sections;
    std::vector<PatrolTask> tasks;
    Texts information_requirements;
    Flag joint_state_forces;
    Text hrddp_ref;
    Text risk_to_civilians_note;
    std::optional<Instant> report_time;
    Text report;
    std::vector<RouteLeg> route_conditions;
    std::vector<ActorSeen> actors_seen;
    std::vector<IncidentId> incident_ids; ///< new ones that it reports
    std::vector<AlertId> alert_ids;
    Texts needs;                          ///< each with whom it was passed to
    std::vector<ActionId> promise_ids;    ///< promises made, each a tracked action
    Texts answers;                        ///< to the information requirements, in their order
    Text obstruction, recommendation;
    bool operator==(const Patrol&) const = default;
};

/// A record that says only where somebody went: a track that came with an import. It belongs to the patrol that it names, and to none
/// known while it names none. Once somebody gives it a reference, a state, a plan or a unit it is a patrol of its own.
[[nodiscard]] inline bool isTrack(const Patrol& patrol)
{
    return patrol.patrol_id
           || (!patrol.geometry.empty() && patrol.reference.empty() && !patrol.patrol_kind && !patrol.status && !patrol.planned_start
               && patrol.stops.empty() && patrol.unit_ids.empty());
}

/// One dated test of a community alert network.
struct CanTest : Record {
    static constexpr Kind kind = Kind::CAN_TEST;
    std::optional<PlaceId> place_id;
    std::optional<Instant> tested_at;
    Flag works;
    Text note;
    bool operator==(const CanTest&) const = default;
};

struct Road : Record {
    static constexpr Kind kind = Kind::ROAD;
    Text name;
    std::optional<RoadClass> road_class;
    Geometry geometry; ///< LineString or MultiLineString
    Flag bridge;
    Flag ford; ///< the road goes through the water, see core::ChangedSpeed::ford
    std::optional<Day> closed_from, closed_to;
    Text closure_reason;
    bool operator==(const Road&) const = default;
};

struct Water : Record {
    static constexpr Kind kind = Kind::WATER;
    Text name;
    std::optional<WaterKind> water_kind;
    Geometry geometry; ///< lines for rivers, polygons for lakes
    Flag navigable;
    Rating stream_order; ///< 1 small .. 5 large, for drawing
    bool operator==(const Water&) const = default;
};

} // namespace tutela::core
