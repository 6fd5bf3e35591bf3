// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace tutela::report {
namespace {

using core::Patrol;
using core::PatrolStatus;

std::string kmText(double km) { return core::grouped(std::llround(km)) + " km"; }

std::string whyNotReached(analysis::NotReached why)
{
    switch (why) {
    case analysis::NotReached::NoBase: return "no unit available";
    case analysis::NotReached::InWater: return "lies in water on the map";
    case analysis::NotReached::OutsideTerrain: return "outside the ground computed";
    case analysis::NotReached::NoWay:
    case analysis::NotReached::Reached: break;
    }
    return "no way there";
}

/// What takes the most of a response that is too late.
std::string whyLate(const analysis::PlaceReach& reach)
{
    if (!reach.isReached())
        return whyNotReached(reach.why);
    const double before = reach.t_info + reach.t_decide + reach.t_mobilise;
    if (before >= reach.t_travel)
        return "start: " + minutesText(before) + " before leaving";
    if (reach.t_on_foot * 2.0 > reach.t_travel)
        return "no road: " + minutesText(reach.t_on_foot) + " on foot";
    return "distance: " + kmText(reach.km) + ", " + minutesText(reach.t_travel) + " of travel";
}

/// What became of the patrols that were to stop at the place.
std::string whyNotVisited(const CoverageBuild& build, core::PlaceId id)
{
    const auto& period = build.in.coverage.period;
    bool denied = false, cancelled = false, planned = false;
    for (const Patrol& patrol : build.mission.all<Patrol>()) {
        const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start;
        if (!start || !period.contains(*start) || std::none_of(patrol.stops.begin(), patrol.stops.end(), [id](const core::PatrolStop& stop) { return stop.place_id == id; }))
            continue;
        planned = true;
        cancelled = cancelled || patrol.status == PatrolStatus::CANCELLED || patrol.status == PatrolStatus::ABORTED;
        denied = denied || patrol.cancel_reason == core::CancelReason::CLEARANCE_DENIED || patrol.cancel_reason == core::CancelReason::OBSTRUCTED_EN_ROUTE;
    }
    return denied ? "patrol denied" : cancelled ? "patrol called off" : planned ? "patrols too seldom" : "no patrol to it recorded";
}

/// The first stored scenario in which somebody arrives in time.
std::string scenarioFor(const CoverageBuild& build, core::PlaceId id)
{
    for (const auto& scenario : build.in.scenarios)
        if (scenario.reach)
            for (const auto& place : scenario.reach->places)
                if (place.place == id && place.in_time)
                    return "scenario " + scenario.name;
    return build.in.scenarios.empty() ? "no scenario recorded" : "in time in no scenario";
}

void judgeGap(const CoverageBuild& build, const analysis::PlaceCoverage& covered, const analysis::PlaceReach& reach, CoveragePlace& place)
{
    place.gap = isUrgent(place.priority) && (place.overdue || !place.in_time || place.blind);
    if (!place.gap)
        return;
    std::vector<std::string> causes, remedies;
    if (!place.in_time) {
        causes.push_back(whyLate(reach));
        remedies.push_back(scenarioFor(build, covered.place));
    }
    if (place.overdue) {
        causes.push_back(whyNotVisited(build, covered.place));
        if (reach.isReached())
            remedies.push_back("visit from " + place.base + ", " + kmText(reach.km));
    }
    if (place.blind)
        causes.emplace_back("nothing heard in 90 d");
    place.cause = words::capitalised(core::joined(causes, "; "));
    place.remedy = words::capitalised(core::joined(remedies, "; "));
}

CoveragePlace placeOf(const CoverageBuild& build, const analysis::PlaceCoverage& covered, const analysis::PlaceReach& reach)
{
    const auto& record = *build.mission.find<core::Place>(covered.place);
    CoveragePlace place;
    place.name = nameOf(record);
    place.area = build.areaOf(*record.point());
    place.lon = record.lon;
    place.lat = record.lat;
    place.people = covered.people;
    if (const auto rating = build.ratings.find(covered.place); rating != build.ratings.end())
        place.band = rating->second.band;
    place.priority = covered.priority;
    place.visits = covered.visits;
    place.pass_throughs = covered.pass_throughs;
    place.presence_hours = covered.presence_hours;
    place.days_since_visit = covered.days_since_visit;
    place.interval_days = covered.interval_days;
    place.overdue = covered.isOverdue();
    place.blind = covered.blind;
    place.in_time = reach.in_time;
    if (reach.isReached()) {
        place.response_minutes = reach.t_resp;
        place.base = build.in.reach.responders[reach.responder].base_name;
    }
    judgeGap(build, covered, reach, place);
    return place;
}

/// Gaps first; then by class, both kinds of gap, people.
auto rankOf(const CoveragePlace& place)
{
    const int urgency = place.priority ? static_cast<int>(place.priority->highest) : static_cast<int>(core::wordCount(core::PriorityClass{}));
    const int kinds = (place.in_time ? 0 : 1) + (place.overdue ? 1 : 0) + (place.blind ? 1 : 0);
    return std::tuple{place.gap ? 0 : 1, urgency, -kinds, -place.people.value_or(0)};
}

} // namespace

void buildCoveragePlaces(const CoverageBuild& build, CoverageModel& coverage)
{
    std::unordered_map<core::PlaceId, const analysis::PlaceReach*> reached;
    for (const auto& place : build.in.reach.places)
        reached[place.place] = &place;
    for (const auto& covered : build.in.coverage.places) {
        const auto reach = reached.find(covered.place);
        if (reach == reached.end() || (!covered.priority && covered.visits == 0 && covered.presence_hours <= 0.0))
            continue;
        coverage.places.push_back(placeOf(build, covered, *reach->second));
        if (!covered.priority)
            continue;
        ++coverage.judged;
        coverage.overdue += covered.isOverdue() ? 1 : 0;
        coverage.never_visited += covered.last_visit ? 0 : 1;
    }
    std::stable_sort(coverage.places.begin(), coverage.places.end(), [](const CoveragePlace& a, const CoveragePlace& b) { return rankOf(a) < rankOf(b); });
}

void buildArrival(const CoverageBuild& build, CoverageModel& coverage)
{
    struct Limit {
        const char* name;
        double most;
    };
    constexpr std::array kLimits{Limit{"within 1 h", 60.0}, Limit{"1 to 2 h", 120.0}, Limit{"2 to 4 h", 240.0}, Limit{"4 to 8 h", 480.0}, Limit{"more than 8 h", INFINITY}};
    for (const Limit& limit : kLimits)
        coverage.arrival.push_back({limit.name});
    coverage.arrival.push_back({"nobody arrives"});
    for (const auto& place : build.in.reach.places) {
        const auto at = std::find_if(kLimits.begin(), kLimits.end(), [&](const Limit& limit) { return place.t_resp <= limit.most; });
        ArrivalBand& band = coverage.arrival[place.isReached() ? static_cast<std::size_t>(at - kLimits.begin()) : kLimits.size()];
        band.people_all += place.people.value_or(0);
        if (!isUrgent(place.priority))
            continue;
        ++band.places;
        band.people += place.people.value_or(0);
        ++coverage.urgent_places;
        coverage.urgent_without_people += place.people ? 0 : 1;
    }
    coverage.attack_minutes = build.in.reach.attack_minutes;
    coverage.urgent_in_time = build.in.reach.people_urgent.inAttack;
    coverage.urgent_all = build.in.reach.people_urgent.all;
}

} // namespace tutela::report
