// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/reach.h>

namespace tutela::analysis {

namespace {

core::ResponseTime timeOf(const Reach& reach, const PlaceReach& place)
{
    using State = core::ResponseTime::State;
    core::ResponseTime time;
    if (!place.isReached()) {
        const bool elsewhere = place.why == NotReached::OutsideTerrain || place.why == NotReached::InWater;
        time.state = elsewhere ? State::NotKnown : State::NobodyComes;
        return time;
    }
    const Responder& responder = reach.responders[place.responder];
    return {State::Reached, place.t_info, place.t_decide, place.t_mobilise, place.t_travel, responder.base, responder.base_name, place.mode};
}

} // namespace

core::ResponseTimes responseTimesOf(const Reach& reach)
{
    core::ResponseTimes times;
    times.as_of = reach.options.as_of;
    times.season = reach.options.season.value_or(core::Season::DRY);
    for (const PlaceReach& place : reach.places)
        times.places.emplace(place.place, timeOf(reach, place));
    return times;
}

} // namespace tutela::analysis
