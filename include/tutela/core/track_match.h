// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <optional>
#include <string>
#include <vector>

/// Which patrol a recorded track belongs to (docs/methods/coverage.md; the rule is Tutela's own).
namespace tutela::core {

struct TrackMatch {
    std::optional<PatrolId> patrol;   ///< empty = none, or more than one fits
    std::vector<PatrolId> candidates; ///< those that fit, in order of id, when it is more than one
    std::string reason;               ///< a sentence: why this one, or why none
};

/// When a patrol was under way: its actual times, else the planned ones. Without an end it lasts to the planned end, else 24 hours.
[[nodiscard]] std::optional<Period> underWay(const Patrol& patrol);

/// What whoever names the patrol of a track should know when it was out at another time; empty when the times agree or are not known.
[[nodiscard]] std::string otherTimeText(const Patrol& patrol, const Patrol& track, const TimeZone& zone);

/// A patrol fits a track when the two share at least half of the shorter one's time, and the track passes a stop of the patrol within
/// 2 km or, where the patrol names no stop with a position, begins or ends within 5 km of its base (else that of a unit). Of several that
/// fit the only one all of whose stops were passed is taken; otherwise nobody guesses. Patrols that were cancelled, other tracks
/// and records of the track's own dataset are not asked.
[[nodiscard]] TrackMatch matchTrack(const Mission& mission, const Patrol& track);

} // namespace tutela::core
