// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/record.h>

/// Actors, threats and sources (doctrine.md 2.4, 2.5, 2.13).
namespace tutela::core {

/// An alliance with another actor over a time.
struct Alliance {
    ActorId actor_id;
    std::optional<Day> from;
    std::optional<Day> to;
    bool operator==(const Alliance&) const = default;
};

/// How an actor treats civilians in one area, where it differs from its general conduct.
struct AreaConduct {
    AreaId area_id;
    std::optional<ConductToCivilians> conduct;
    bool operator==(const AreaConduct&) const = default;
};

struct Actor : Record {
    static constexpr Kind kind = Kind::ACTOR;
    Text name;
    Texts alt_names;
    std::optional<ActorKind> actor_kind;
    std::optional<ActorId> parent_id;
    std::optional<ActorId> splinter_of;
    std::vector<Alliance> alliances;
    Count strength_low, strength_high;
    std::vector<Weapon> weapons;
    std::optional<ActorMobility> mobility;
    Real speed_kmh;
    Geometry geometry; ///< area of influence, MultiPolygon
    std::optional<Day> influence_date;
    std::optional<Confidence> influence_confidence;
    std::optional<ThreatScenario> scenario;
    std::optional<ConductToCivilians> conduct_to_civilians; ///< in general
    std::vector<AreaConduct> conduct_by_area;
    std::optional<ConductToMission> conduct_to_mission;
    Texts leverage;
    Rating protection_role; ///< H 0..2, only for state kinds
    std::vector<ActorListing> listed;
    Count listed_year;
    bool from_import = false; ///< made from a name in imported events
    Text note;
    bool operator==(const Actor&) const = default;
};

struct Threat : Record {
    static constexpr Kind kind = Kind::THREAT;
    Text name;
    std::vector<ActorId> actor_ids;
    std::optional<ThreatScenario> scenario;
    std::vector<Act> acts;
    std::vector<GroupId> target_group_ids;
    std::vector<PlaceId> place_ids;
    std::vector<AreaId> area_ids;
    Geometry geometry; ///< area of the threat, MultiPolygon
    Rating intent, capability, opportunity; ///< 1..5, anchors of doctrine.md 3.1
    Text intent_reason, capability_reason, opportunity_reason;
    Rating host_state; ///< H 0..2 as judged for this threat
    Text host_state_reason;
    Rating community; ///< S 0..1
    Text community_reason;
    Texts triggers;
    Texts indicators;
    Text time_pattern;
    std::optional<Onset> onset;
    std::optional<ThreatStatus> status;
    Text closed_reason;
    Text scenario_outcome;
    Text note;
    bool operator==(const Threat&) const = default;
};

/// Where information comes from: a code name, never a person.
struct Source : Record {
    static constexpr Kind kind = Kind::SOURCE;
    Text code_name;
    std::optional<SourceKind> source_kind;
    Text group_key; ///< items of one origin share it and count once
    std::optional<Reliability> reliability;
    Rating credibility; ///< 1..6
    std::optional<Day> date;
    Text note;
    bool operator==(const Source&) const = default;
};

} // namespace tutela::core
