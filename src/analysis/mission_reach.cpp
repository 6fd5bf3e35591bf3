// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mission_reach_p.h"

#include <fmt/format.h>

namespace tutela::analysis {

namespace {

using State = core::ResponseTime::State;

bool unanswered(const core::Alert& alert)
{
    using enum core::AlertOutcome;
    return alert.triage == core::Triage::REQUIRES_PHYSICAL_RESPONSE
        && (alert.outcome == NO_RESPONSE_CAPACITY || alert.outcome == NO_RESPONSE_DECISION || alert.outcome == NO_RESPONSE_ACCESS);
}

/// Presence is not protection: two alerts without a response take one from M.
MissionReach lessUnanswered(const Context& context, const core::Place& place, MissionReach reach)
{
    constexpr std::size_t kIgnored = 2;
    std::vector<std::int64_t> ignored;
    for (const auto& alert : context.alerts())
        if (*alert.alert->t_received >= context.ago(kEvidenceDays) && unanswered(*alert.alert) && inPlace(alert, place))
            ignored.push_back(alert.alert->id);
    if (!reach.value || *reach.value == 0 || ignored.size() < kIgnored)
        return reach;
    reach.value = *reach.value - 1;
    reach.why += fmt::format(", less 1 because the last 90 days left unanswered {}", idList("alert", ignored));
    return reach;
}

std::string startOf(const core::ResponseTime& time)
{
    return time.base ? fmt::format("base {}", time.base->value) : time.base_name;
}

MissionReach byTime(const core::Place& place, const core::ResponseTime& time, double attackMinutes)
{
    MissionReach reach;
    reach.response = PlaceResponse{{place.id}, time, attackMinutes, false};
    if (time.state == State::NotKnown) {
        reach.why = fmt::format("place {} lies in water or outside of the ground that is computed", place.id);
        return reach;
    }
    if (time.state == State::NobodyComes) {
        reach.value = 0;
        reach.why = fmt::format("0 because no unit has a way to place {}", place.id);
        return reach;
    }
    const double minutes = time.minutes();
    reach.value = minutes <= attackMinutes / 2.0 ? 2 : minutes <= attackMinutes ? 1 : 0;
    const char* rule = *reach.value == 2 ? "no longer than half of" : *reach.value == 1 ? "no longer than" : "longer than";
    reach.why = fmt::format("{} because the response to place {} from {} takes {:.0f} + {:.0f} + {:.0f} + {:.1f} = {:.1f} min (information, decision, mobilisation, travel by {}), {} the {:.0f} min of an attack",
                            *reach.value, place.id, startOf(time), time.information, time.decision, time.mobilisation, time.travel, minutes, spoken(time.mode), rule, attackMinutes);
    return reach;
}

MissionReach reachOfPlace(const Context& context, const core::Place& place)
{
    const double attack = context.attackMinutes();
    if (const core::Base* base = baseInPlace(context, place)) {
        const double km = core::metresBetween(*place.point(), *base->point()) / 1000.0;
        PlaceResponse response{{place.id}, {}, attack, true};
        response.time.base = core::BaseId{base->id};
        response.time.base_name = base->name;
        return lessUnanswered(context, place, {2, fmt::format("2 for base {} at {:.1f} km of place {}", base->id, km, place.id), response});
    }
    const core::ResponseTimes* times = context.responses();
    const auto none = [&](std::string_view because) {
        return MissionReach{std::nullopt, fmt::format("no open base of the mission within 2 km of place {}; {}", place.id, because), std::nullopt};
    };
    if (times == nullptr)
        return none("travel times are not computed");
    if (!times->not_computed.empty())
        return none(times->not_computed);
    const auto time = times->places.find({place.id});
    return time == times->places.end() ? none("the place has no position") : lessUnanswered(context, place, byTime(place, time->second, attack));
}

/// Not known counts as 0 and comes before any number; then the place that is reached last.
bool isLess(const MissionReach& a, const MissionReach& b)
{
    if (a.value != b.value)
        return a.value < b.value;
    const auto minutes = [](const MissionReach& reach) {
        return !reach.response || reach.response->base_in_place ? 0.0 : reach.response->time.state == State::Reached ? reach.response->time.minutes() : 1e9;
    };
    return minutes(a) > minutes(b);
}

} // namespace

const core::Base* baseInPlace(const Context& context, const core::Place& place)
{
    const auto at = place.point();
    const core::Base* nearest = nullptr;
    double metres = kInPlaceMetres;
    if (at)
        for (const core::Base* base : context.openBases())
            if (const double away = core::metresBetween(*at, *base->point()); away <= metres) {
                nearest = base;
                metres = away;
            }
    return nearest;
}

MissionReach missionReach(const Context& context, const Scope& scope)
{
    std::optional<MissionReach> lowest;
    for (const core::Place* place : scope.places) {
        MissionReach reach = reachOfPlace(context, *place);
        if (!lowest || isLess(reach, *lowest))
            lowest = std::move(reach);
    }
    return lowest.value_or(MissionReach{std::nullopt, "the line names no place", std::nullopt});
}

} // namespace tutela::analysis
