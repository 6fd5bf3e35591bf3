// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_coverage.h"

#include <tutela/core/score.h>

namespace tutela::test {

namespace {

using core::Instant;

const Instant kAsOf = core::instantOf("2026-11-01T00:00:00Z");

core::Place place(std::int64_t id, const std::string& name, double lon, double lat, core::Count people)
{
    core::Place made;
    made.id = id;
    made.name = name;
    made.lon = lon;
    made.lat = lat;
    made.population_total = people;
    return made;
}

core::Patrol patrol(std::int64_t id, const char* start, int hours, core::PatrolStatus status)
{
    core::Patrol made;
    made.id = id;
    made.status = status;
    made.planned_start = core::instantOf(start);
    made.planned_end = *made.planned_start + std::chrono::hours{hours};
    made.track_source = core::TrackSource::REPORTED_STOPS;
    made.unit_ids = {core::UnitId{21}};
    made.base_id = core::BaseId{11};
    return made;
}

/// A visit of an hour to Gelo, and Tembe passed.
core::Patrol visit()
{
    core::Patrol made = patrol(31, "2026-10-29T08:00:00Z", 6, core::PatrolStatus::REPORTED);
    made.actual_start = made.planned_start;
    made.actual_end = made.planned_end;
    made.geometry.type = core::Geometry::Type::LineString;
    made.geometry.parts = {{{{3.20, 0.50}, {3.40, 0.50}, {3.60, 0.52}}}};
    for (const int minute : {0, 60, 110})
        made.track_times.push_back((*made.actual_start + std::chrono::minutes{minute}).time_since_epoch().count());
    core::PatrolStop stop;
    stop.place_id = core::PlaceId{2};
    stop.actual_arrival = core::instantOf("2026-10-29T09:00:00Z");
    stop.actual_dwell_minutes = 60;
    stop.dismounted = true;
    stop.met_women = 14;
    made.stops = {stop};
    return made;
}

core::Patrol denied()
{
    core::Patrol made = patrol(32, "2026-10-20T08:00:00Z", 12, core::PatrolStatus::CANCELLED);
    made.cancel_reason = core::CancelReason::CLEARANCE_DENIED;
    core::PatrolStop stop;
    stop.place_id = core::PlaceId{1};
    made.stops = {stop};
    return made;
}

analysis::PlaceReach reach(std::int64_t place, core::Count people, core::PriorityClass priority, std::optional<double> travel, double km)
{
    analysis::PlaceReach made;
    made.place = core::PlaceId{place};
    made.people = people;
    made.priority = {priority, priority};
    made.why = travel ? analysis::NotReached::Reached : analysis::NotReached::NoWay;
    made.base = core::BaseId{11};
    made.t_info = 15.0;
    made.t_decide = 20.0;
    made.t_mobilise = 30.0;
    made.t_travel = travel.value_or(0.0);
    made.t_resp = 65.0 + made.t_travel;
    made.km = km;
    made.in_time = travel && made.t_resp <= 120.0;
    return made;
}

void rate(analysis::PlaceCoverage& place, core::PriorityClass priority, int risk)
{
    place.priority = {priority, priority};
    place.risk_residual = risk;
    place.interval_days = core::revisitDays(priority);
    if (place.days_since_visit)
        place.overdue_ratio = *place.days_since_visit / *place.interval_days;
}

} // namespace

core::Mission coverageMission(const std::string& nameTail)
{
    core::Mission mission;
    mission.details.name = "Orun Mission" + nameTail;
    core::Area country;
    country.id = 5;
    country.name = "East" + nameTail;
    country.level = core::AreaLevel::SECTOR;
    country.geometry.type = core::Geometry::Type::MultiPolygon;
    country.geometry.parts = {{{{3.0, 0.0}, {4.0, 0.0}, {4.0, 1.0}, {3.0, 1.0}, {3.0, 0.0}}}};
    mission.set(std::vector{country});
    mission.set(std::vector{place(1, "Luzi" + nameTail, 3.812345, 0.812345, 9126), place(2, "Gelo" + nameTail, 3.4, 0.5, 2540), place(3, "Oru" + nameTail, 3.1, 0.9, {}), place(4, "Tembe" + nameTail, 3.6, 0.52, 911)});
    core::Base base;
    base.id = 11;
    base.name = "Fort Otter" + nameTail;
    base.lon = 3.2;
    base.lat = 0.5;
    base.base_kind = core::BaseKind::COMPANY_OPERATING_BASE;
    base.static_task_strength = 20;
    mission.set(std::vector{base});
    core::Unit unit;
    unit.id = 21;
    unit.name = "First Company" + nameTail;
    unit.base_id = core::BaseId{11};
    unit.strength = 120;
    mission.set(std::vector{unit});
    core::Patrol planned = patrol(33, "2026-10-25T08:00:00Z", 4, core::PatrolStatus::TASKED);
    planned.track_source = core::TrackSource::PLANNED_ONLY;
    mission.set(std::vector{visit(), denied(), planned});
    core::Alert alert;
    alert.id = 41;
    alert.t_received = core::instantOf("2026-10-12T10:00:00Z");
    alert.t_tasked = core::instantOf("2026-10-12T10:25:00Z");
    alert.place_id = core::PlaceId{1};
    mission.set(std::vector{alert});
    return mission;
}

analysis::CoverageReview coverageInput(const core::Mission& mission)
{
    analysis::CoverageReview input;
    input.coverage = analysis::coverageOf(mission, {core::instantOf("2026-10-01T00:00:00Z"), kAsOf}, kAsOf);
    rate(input.coverage.places[0], core::PriorityClass::MUST, 20);
    rate(input.coverage.places[1], core::PriorityClass::SHOULD, 12);
    rate(input.coverage.places[2], core::PriorityClass::SHOULD, 10);
    rate(input.coverage.places[3], core::PriorityClass::COULD, 6);
    input.coverage.metrics.revisit = analysis::revisitCompliance(input.coverage.places);
    analysis::Reach& found = input.reach;
    found.options.as_of = kAsOf;
    found.options.season = core::Season::DRY;
    found.attack_minutes = 120.0;
    found.responders.emplace_back().base_name = mission.find<core::Base>(core::BaseId{11})->name;
    found.places = {reach(1, 9126, core::PriorityClass::MUST, 131.0, 84.0), reach(2, 2540, core::PriorityClass::SHOULD, 40.0, 22.0), reach(3, {}, core::PriorityClass::SHOULD, {}, 0.0), reach(4, 911, core::PriorityClass::COULD, 60.0, 45.0)};
    found.people = {0, 0, 2540, 2540, 9126 + 2540 + 911, 1};
    found.people_urgent = {0, 0, 2540, 2540, 9126 + 2540, 1};
    found.answerable_at_once = 1;
    found.notes = {"There is no land cover: all ground is taken as open."};
    analysis::Reach better = found;
    better.places[0] = reach(1, 9126, core::PriorityClass::MUST, 30.0, 12.0);
    better.people.inAttack = better.people_urgent.inAttack = 2540 + 9126;
    input.scenarios = {{"Post at the lake", "A platoon by the shore", better, {}}, {"Broken", {}, {}, "There is no such base."}};
    input.cell_metres = 500.0;
    return input;
}

} // namespace tutela::test
