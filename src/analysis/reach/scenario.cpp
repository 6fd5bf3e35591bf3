// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/reach.h>

namespace tutela::analysis {

ReachOptions withScenario(ReachOptions options, const core::ScenarioChanges& changes)
{
    if (changes.mode)
        options.mode = changes.mode;
    if (changes.season)
        options.season = changes.season;
    options.night = changes.night.value_or(options.night);
    if (changes.limit_minutes)
        options.limit_minutes = changes.limit_minutes;
    options.closed_bases.insert(options.closed_bases.end(), changes.close_bases.begin(), changes.close_bases.end());
    options.closed_units.insert(options.closed_units.end(), changes.close_units.begin(), changes.close_units.end());
    for (const auto& base : changes.add_bases)
        options.added_bases.push_back({base.name, core::GeoPoint::of(base.lon, base.lat), base.mode.value_or(core::TravelMode::TRUCK), base.notice_minutes});
    for (const auto& moved : changes.move_bases)
        options.moved_bases.push_back({moved.base, core::GeoPoint::of(moved.lon, moved.lat)});
    for (const auto& moved : changes.move_units)
        options.moved_units[moved.unit] = moved.base;
    for (const auto& changed : changes.units)
        options.postures[changed.unit] = {changed.notice_minutes, changed.availability};
    for (const RoadId road : changes.close_roads) {
        options.closed_roads.insert(road);
        options.opened_roads.erase(road);
    }
    for (const RoadId road : changes.open_roads)
        options.opened_roads.insert(road);
    for (const auto& speed : changes.speeds)
        options.speeds.set(speed);
    return options;
}

} // namespace tutela::analysis
