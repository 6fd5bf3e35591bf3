// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/recorded_patrols.h>

#include "effort_p.h"
#include "stays_p.h"

#include <tutela/core/periods.h>

#include <algorithm>
#include <map>

namespace tutela::analysis {

using core::Patrol;
using core::PatrolId;
using core::PatrolStop;
using core::Period;

namespace {

/// A patrol that told no start began with the first of its tracks, and ended with the last when it told no end either.
void learnTimes(Patrol& patrol, const std::vector<const Patrol*>& tracks)
{
    if (patrol.actual_start)
        return;
    std::optional<core::Instant> last;
    for (const Patrol* track : tracks) {
        if (track->actual_start)
            patrol.actual_start = std::min(patrol.actual_start.value_or(*track->actual_start), *track->actual_start);
        if (track->actual_end)
            last = std::max(last.value_or(*track->actual_end), *track->actual_end);
    }
    if (!patrol.actual_end)
        patrol.actual_end = last;
}

/// Puts the line of a track behind that of its patrol.
void append(Patrol& patrol, const Patrol& track)
{
    const std::size_t before = patrol.geometry.vertexCount();
    if (patrol.track_times.empty() != track.track_times.empty())
        patrol.track_times.resize(before, 0);
    patrol.geometry.parts.insert(patrol.geometry.parts.end(), track.geometry.parts.begin(), track.geometry.parts.end());
    patrol.geometry.type = core::Geometry::Type::MultiLineString;
    if (!track.track_times.empty())
        patrol.track_times.insert(patrol.track_times.end(), track.track_times.begin(), track.track_times.end());
    else if (!patrol.track_times.empty())
        patrol.track_times.resize(patrol.geometry.vertexCount(), 0);
    patrol.track_source = core::TrackSource::GPS;
}

bool lacksTimes(const PatrolStop& stop) { return !stop.actual_arrival || !stop.actual_dwell_minutes; }

bool canLearnStops(const Patrol& patrol)
{
    return !patrol.track_times.empty() && patrol.status != core::PatrolStatus::CANCELLED && patrol.track_source != core::TrackSource::PLANNED_ONLY
           && std::any_of(patrol.stops.begin(), patrol.stops.end(), lacksTimes);
}

/// What the patrol reported of a stop stays; only what it left out is taken from the track.
void learnStop(const core::Mission& mission, const Patrol& patrol, PatrolStop& stop)
{
    const auto at = positionOf(mission, stop);
    if (!at || !lacksTimes(stop))
        return;
    const std::vector<Period> stays = staysNear(patrol, *at);
    const auto longer = [](const Period& a, const Period& b) { return a.to - a.from < b.to - b.from; };
    auto stay = std::max_element(stays.begin(), stays.end(), longer); // the first of equals
    if (stop.actual_arrival)
        stay = std::find_if(stays.begin(), stays.end(), [&](const Period& each) { return each.contains(*stop.actual_arrival); });
    if (stay == stays.end())
        return;
    if (!stop.actual_arrival)
        stop.actual_arrival = stay->from;
    if (!stop.actual_dwell_minutes)
        stop.actual_dwell_minutes = std::chrono::floor<std::chrono::minutes>(stay->to - *stop.actual_arrival).count();
}

} // namespace

core::Mission withTracks(const core::Mission& mission)
{
    std::map<PatrolId, std::vector<const Patrol*>> tracks;
    const auto& all = mission.all<Patrol>();
    for (const Patrol& patrol : all)
        if (patrol.patrol_id && mission.find<Patrol>(*patrol.patrol_id))
            tracks[*patrol.patrol_id].push_back(&patrol);
    if (tracks.empty() && std::none_of(all.begin(), all.end(), canLearnStops))
        return mission;
    std::vector<Patrol> patrols;
    patrols.reserve(all.size());
    for (const Patrol& patrol : all) {
        if (patrol.patrol_id && mission.find<Patrol>(*patrol.patrol_id))
            continue;
        patrols.push_back(patrol);
        if (const auto own = tracks.find({patrol.id}); own != tracks.end()) {
            learnTimes(patrols.back(), own->second);
            for (const Patrol* track : own->second)
                append(patrols.back(), *track);
        }
        if (canLearnStops(patrols.back()))
            for (PatrolStop& stop : patrols.back().stops)
                learnStop(mission, patrols.back(), stop);
    }
    core::Mission made = mission;
    made.set(std::move(patrols));
    return made;
}

std::vector<PatrolId> tracksAfter(const core::Mission& mission, core::Instant as_of)
{
    std::vector<PatrolId> later;
    for (const Patrol& patrol : mission.all<Patrol>()) {
        if (!isRecorded(patrol) || patrol.geometry.empty())
            continue;
        const Patrol* owner = patrol.patrol_id ? mission.find<Patrol>(*patrol.patrol_id) : nullptr;
        const auto start = patrol.actual_start || owner == nullptr ? startOf(patrol) : startOf(*owner);
        if (start && *start >= as_of)
            later.push_back({patrol.id});
    }
    std::sort(later.begin(), later.end());
    return later;
}

core::Mission withoutTracksAfter(const core::Mission& mission, core::Instant as_of)
{
    const std::vector<PatrolId> later = tracksAfter(mission, as_of);
    if (later.empty())
        return mission;
    std::vector<Patrol> patrols = mission.all<Patrol>();
    std::erase_if(patrols, [&](const Patrol& patrol) { return core::isTrack(patrol) && std::binary_search(later.begin(), later.end(), PatrolId{patrol.id}); });
    core::Mission made = mission;
    made.set(std::move(patrols));
    return made;
}

} // namespace tutela::analysis
