// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/situation.h>

#include <map>
#include <string>
#include <vector>

/// What patrols of a period cost and brought, in counts that a planner can check by hand: by unit, people met, denials (doctrine.md
/// 4.2, sections 4, 7 and 8). Beside analysis/coverage.h, which tells where they were.
namespace tutela::analysis {

/// Patrols of one unit, or of all. A patrol of two units counts for each of them, and once in the sum.
struct UnitEffort {
    std::optional<core::UnitId> unit; ///< empty = the unit is not recorded; in the sum meaningless
    std::int64_t planned = 0;         ///< beyond a proposal, with a planned start
    std::int64_t started = 0, done = 0, cancelled = 0; ///< cancelled: or broken off
    double hours = 0.0;               ///< from actual start to end
    std::int64_t hours_known = 0;     ///< patrols that started with both times
    double track_km = 0.0;            ///< by the times of the points of the tracks, also of patrols of another period
    std::int64_t tracks = 0;          ///< patrols with a recorded track
    bool operator==(const UnitEffort&) const = default;
};

/// People met at the visits of a period; empty = no visit recorded a number.
struct PeopleMet {
    core::Count women, men, youth, leaders;
    std::int64_t visits = 0, visits_with_numbers = 0;
    bool operator==(const PeopleMet&) const = default;
};

/// One patrol that was denied, turned back or hindered.
struct Denial {
    core::PatrolId patrol;
    std::optional<core::CancelReason> reason;
    std::optional<core::AreaId> area;   ///< where its first stop with a position lies
    std::vector<core::PlaceId> places;  ///< of its stops
    std::optional<double> planned_days; ///< from planned start to end: what was lost, at most
    std::string text;                   ///< as reported
    bool operator==(const Denial&) const = default;
};

/// Incidents of obstruction, by who is named for them.
struct ObstructionCount {
    std::optional<core::ActorId> actor; ///< empty = nobody is named
    std::int64_t incidents = 0;
    bool operator==(const ObstructionCount&) const = default;
};

struct PatrolEffort {
    UnitEffort all;
    std::vector<UnitEffort> by_unit; ///< by id, those without a unit first
    Share on_foot;                   ///< of started patrols whose means is recorded: on foot, or dismounted for a part
    std::map<std::string, std::int64_t> languages; ///< started patrols by language of an interpreter (ISO 639-3)
    PeopleMet met;
    Share can_tests;                 ///< dated tests of alert networks: those that worked, of all with a result
    std::int64_t can_tests_without_result = 0;
    std::vector<Denial> denials;     ///< by start of the patrol
    std::vector<ObstructionCount> obstructions; ///< most incidents first
    Share attacks_at_night;          ///< violent incidents with known hour and position
    std::int64_t without_report = 0; ///< done, and no report time
};

/// @param period  as in coverageOf(): patrols by their start, kilometres by the times of their tracks; nothing from as_of on counts
[[nodiscard]] PatrolEffort patrolEffort(const core::Mission& mission, const core::Period& period, core::Instant as_of);

} // namespace tutela::analysis
