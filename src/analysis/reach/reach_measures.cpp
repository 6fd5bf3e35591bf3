// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/reach_measures.h>

#include "../context_p.h"

#include <tutela/analysis/incident_grid.h>

#include <algorithm>
#include <limits>

namespace tutela::analysis {

using core::Season;

namespace {

/// Times alone, of a variation of the options.
MinutesByPlace timesWith(const core::Mission& mission, const Terrain& terrain, ReachOptions options, const core::Progress& progress)
{
    options.count_at_once = false;
    return minutesByPlace(reachOf(mission, terrain, options, false, progress));
}

} // namespace

std::vector<std::int32_t> attackDurations(const core::Mission& mission, core::Instant as_of)
{
    const core::IncidentColumns& incidents = *mission.incidents;
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < incidents.duration_minutes.size(); ++i)
        if (const auto minutes = incidents.duration(i); minutes && stands(incidents, i) && incidents.act_severity[i] >= kViolent && incidents.time[i] < as_of.time_since_epoch().count())
            found.push_back(*minutes);
    std::sort(found.begin(), found.end());
    return found;
}

double attackMinutes(const core::Mission& mission, core::Instant as_of)
{
    constexpr double kUsual = 120.0;
    if (mission.details.attack_duration_minutes)
        return static_cast<double>(*mission.details.attack_duration_minutes);
    const auto durations = attackDurations(mission, as_of);
    if (durations.size() < kEnoughAttacks)
        return kUsual;
    const std::size_t middle = durations.size() / 2;
    return durations.size() % 2 == 1 ? durations[middle] : (durations[middle - 1] + durations[middle]) / 2.0;
}

AttackMinutesFrom attackMinutesFrom(const core::Mission& mission, core::Instant as_of)
{
    if (mission.details.attack_duration_minutes)
        return AttackMinutesFrom::MISSION;
    return attackDurations(mission, as_of).size() >= kEnoughAttacks ? AttackMinutesFrom::RECORDED : AttackMinutesFrom::DEFAULT;
}

std::string_view attackMinutesBasis(AttackMinutesFrom from)
{
    switch (from) {
    case AttackMinutesFrom::MISSION: return "set for the mission";
    case AttackMinutesFrom::RECORDED: return "median of the recorded attacks";
    case AttackMinutesFrom::DEFAULT: break;
    }
    return "default";
}

Share wouldHaveMet(std::span<const std::int32_t> durations, double responseMinutes)
{
    const auto met = std::count_if(durations.begin(), durations.end(), [&](std::int32_t minutes) { return static_cast<double>(minutes) >= responseMinutes; });
    return {static_cast<std::int64_t>(met), static_cast<std::int64_t>(durations.size())};
}

MinutesByPlace minutesByPlace(const Reach& reach)
{
    MinutesByPlace times;
    times.reserve(reach.places.size());
    for (const PlaceReach& place : reach.places)
        times.push_back(place.isReached() ? place.t_resp : std::numeric_limits<double>::infinity());
    return times;
}

std::int64_t peopleWithin(const Reach& places, const MinutesByPlace& times, double limitMinutes, bool urgentOnly)
{
    std::int64_t people = 0;
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] <= limitMinutes && (!urgentOnly || places.places[i].isUrgent()))
            people += places.places[i].people.value_or(0);
    return people;
}

const MinutesByPlace& ReachByCondition::of(Season season, bool night) const
{
    if (season == Season::DRY)
        return night ? night_dry : day_dry;
    return night ? night_wet : day_wet;
}

core::Real ReachByCondition::nightWetLoss(const Reach& places, double limitMinutes) const
{
    const auto best = peopleWithin(places, day_dry, limitMinutes);
    if (best == 0)
        return std::nullopt;
    return 1.0 - static_cast<double>(peopleWithin(places, night_wet, limitMinutes)) / static_cast<double>(best);
}

ReachByCondition reachByCondition(const core::Mission& mission, const Terrain& terrain, const Reach& reach, const core::Progress& progress)
{
    constexpr double kPart = 0.25;
    double from = 0.0;
    const auto with = [&](Season season, bool night) {
        const auto part = progress.part(from, from + kPart);
        from += kPart;
        if (reach.options.season == season && reach.options.night == night)
            return minutesByPlace(reach);
        ReachOptions options = reach.options;
        options.season = season;
        options.night = night;
        return timesWith(mission, terrain, std::move(options), part);
    };
    ReachByCondition out;
    out.day_dry = with(Season::DRY, false);
    out.day_wet = with(Season::WET, false);
    out.night_dry = with(Season::DRY, true);
    out.night_wet = with(Season::WET, true);
    return out;
}

ReachSensitivity reachSensitivity(const core::Mission& mission, const Terrain& terrain, const Reach& reach, const core::Progress& progress)
{
    constexpr double kHalf = 0.5;
    const auto scaled = [&](double factor, const core::Progress& part) {
        ReachOptions options = reach.options;
        options.speeds.scale(factor);
        return timesWith(mission, terrain, std::move(options), part);
    };
    return {minutesByPlace(reach), scaled(ReachSensitivity::kSlower, progress.part(0.0, kHalf)), scaled(ReachSensitivity::kFaster, progress.part(kHalf, 1.0))};
}

GainBySpeed gainBySpeed(const Reach& places, const ReachSensitivity& today, const ReachSensitivity& then, double limitMinutes)
{
    const auto gain = [&](const MinutesByPlace& before, const MinutesByPlace& after) { return peopleWithin(places, after, limitMinutes) - peopleWithin(places, before, limitMinutes); };
    const auto change = [&](const MinutesByPlace& before, const MinutesByPlace& after, std::size_t place) {
        return static_cast<int>(after[place] <= limitMinutes) - static_cast<int>(before[place] <= limitMinutes);
    };
    const auto sign = [](std::int64_t people) { return people > 0 ? 1 : people < 0 ? -1 : 0; };
    GainBySpeed found{gain(today.as_assumed, then.as_assumed), gain(today.slower, then.slower), gain(today.faster, then.faster), false};
    found.sensitive = sign(found.slower) != sign(found.as_assumed) || sign(found.faster) != sign(found.as_assumed);
    for (std::size_t place = 0; place < places.places.size() && !found.sensitive; ++place) {
        const int assumed = change(today.as_assumed, then.as_assumed, place);
        found.sensitive = change(today.slower, then.slower, place) != assumed || change(today.faster, then.faster, place) != assumed;
    }
    return found;
}

} // namespace tutela::analysis
