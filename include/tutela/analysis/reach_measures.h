// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>
#include <tutela/analysis/situation.h>

#include <array>
#include <span>

/// What more can be asked of a response (doctrine.md 5.3): recorded attacks, night and rain, the speeds that were assumed.
namespace tutela::analysis {

/// Minutes that recorded attacks lasted, ascending: violent incidents that stand, before as_of, with start and end known to the hour.
[[nodiscard]] std::vector<std::int32_t> attackDurations(const core::Mission& mission, core::Instant as_of);
constexpr std::size_t kEnoughAttacks = 20; ///< from which on their median is D of a mission that set none
/// Of these the attacks that were not over when a response of so many minutes arrived; no value without attacks.
[[nodiscard]] Share wouldHaveMet(std::span<const std::int32_t> durations, double responseMinutes);

/// Minutes of response of each place in the order of Reach::places; infinite where nobody comes.
using MinutesByPlace = std::vector<double>;
[[nodiscard]] MinutesByPlace minutesByPlace(const Reach& reach);
/// People of places with a known number that are reached within so many minutes; `urgentOnly`: of those that are or can be MUST or SHOULD.
[[nodiscard]] std::int64_t peopleWithin(const Reach& places, const MinutesByPlace& times, double limitMinutes, bool urgentOnly = false);

/// One reach by day and by night, in both seasons.
struct ReachByCondition {
    MinutesByPlace day_dry, day_wet, night_dry, night_wet;

    [[nodiscard]] const MinutesByPlace& of(core::Season season, bool night) const;
    /// 1 - people within by night in the wet season / by day in the dry one; empty when the latter is 0.
    [[nodiscard]] core::Real nightWetLoss(const Reach& places, double limitMinutes) const;
};
/// @param reach  computed with the same mission and terrain: its own condition is not computed again
[[nodiscard]] ReachByCondition reachByCondition(const core::Mission& mission, const Terrain& terrain, const Reach& reach, const core::Progress& progress = {});

/// The same reach with all speeds slower and faster than assumed.
struct ReachSensitivity {
    static constexpr double kSlower = 0.7, kFaster = 1.3;
    MinutesByPlace as_assumed, slower, faster;

    /// Whether the place is reached in time depends on the speeds assumed.
    [[nodiscard]] bool isSensitive(std::size_t place, double limitMinutes) const
    {
        return (slower[place] <= limitMinutes) != (faster[place] <= limitMinutes) || (as_assumed[place] <= limitMinutes) != (faster[place] <= limitMinutes);
    }
};
[[nodiscard]] ReachSensitivity reachSensitivity(const core::Mission& mission, const Terrain& terrain, const Reach& reach, const core::Progress& progress = {});

/// How what a scenario changes depends on the speeds assumed: with those of today and of the scenario slower and faster alike.
struct GainBySpeed {
    std::int64_t as_assumed = 0, slower = 0, faster = 0; ///< people reached within the limit with the scenario less those without it
    bool sensitive = false; ///< another sign of the gain, or other places gained and lost, with slower or faster speeds
};
/// @param today, then  of the same places; each with its own sensitivity
[[nodiscard]] GainBySpeed gainBySpeed(const Reach& places, const ReachSensitivity& today, const ReachSensitivity& then, double limitMinutes);

} // namespace tutela::analysis
