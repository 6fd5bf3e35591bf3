// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: bases, units, patrols and tests of alert networks.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

namespace {

Patrol goodPatrol()
{
    Patrol patrol = made<Patrol>();
    patrol.status = PatrolStatus::TASKED;
    patrol.unit_ids = {UnitId{2}};
    patrol.commander_role = "platoon commander";
    patrol.stops = {PatrolStop{}};
    patrol.stops[0].place_id = PlaceId{7};
    patrol.planned_start = kBefore;
    patrol.planned_end = kBefore + std::chrono::hours{8};
    patrol.strength = 20;
    patrol.women = 4;
    return patrol;
}

} // namespace

TEST_CASE("rules of bases, units, patrols and tests of alert networks", "[core][validation]")
{
    Base base = made<Base>();
    base.name = "COB Luzi";
    base.lon = 5.1;
    base.lat = 1.9;
    base.base_kind = BaseKind::COMPANY_OPERATING_BASE;
    base.cla_count = base.cla_women = 1;
    base.open_from = base.open_to = dayOf("2026-01-01");
    base.interpreters = {"swa"};
    CHECK(validate(valuesOf(base), kNow).empty());
    rule("name", base, W, "name", [](Base& b) { b.name.clear(); });
    rule("position", base, W, "lon", [](Base& b) { b.lon.reset(); b.lat.reset(); });
    rule("dates", base, E, "open_to", [](Base& b) { b.open_to = dayOf("2025-12-31"); });
    rule("women", base, E, "cla_women", [](Base& b) { b.cla_women = 2; });
    rule("no liaison assistant", base, W, "cla_count", [](Base& b) { b.cla_count = b.cla_women = 0; });
    rule("language", base, W, "interpreters", [](Base& b) { b.interpreters = {"Swahili"}; });
    base.cla_count.reset(); // not known is not none
    CHECK_FALSE(complains(base, W, "cla_count"));

    Unit unit = made<Unit>();
    unit.name = "A Company";
    unit.strength = unit.women = 120;
    unit.availability = 1.0;
    unit.mobility = {{TravelMode::TRUCK, 20, 6, 6}};
    CHECK(validate(valuesOf(unit), kNow).empty());
    rule("name", unit, W, "name", [](Unit& u) { u.name.clear(); });
    rule("women", unit, E, "women", [](Unit& u) { u.women = 121; });
    rule("availability", unit, E, "availability", [](Unit& u) { u.availability = 1.01; });
    rule("distance", unit, E, "max_distance_km", [](Unit& u) { u.max_distance_km = -1.0; });
    rule("caveat", unit, W, "max_distance_km", [](Unit& u) { u.caveats = {Caveat::MAX_DISTANCE_KM}; });
    rule("vehicles of what kind", unit, W, "mobility", [](Unit& u) { u.mobility[0].mode.reset(); });
    rule("vehicles", unit, E, "mobility", [](Unit& u) { u.mobility[0].serviceable = 7; });
    rule("seats", unit, E, "mobility", [](Unit& u) { u.mobility[0].seats = -1; });

    const Patrol patrol = goodPatrol();
    CHECK(validate(valuesOf(patrol), kNow).empty());
    rule("unit", patrol, E, "unit_ids", [](Patrol& p) { p.unit_ids.clear(); });
    rule("commander", patrol, E, "commander_role", [](Patrol& p) { p.commander_role.clear(); });
    rule("route", patrol, E, "route_planned", [](Patrol& p) { p.stops.clear(); });
    rule("times", patrol, E, "planned_end", [](Patrol& p) { p.planned_end.reset(); });
    Patrol approved = patrol;
    approved.status = PatrolStatus::APPROVED;
    approved.unit_ids.clear(); // asked for when it is tasked
    CHECK(validate(valuesOf(approved), kNow).empty());
    rule("approved, going nowhere", approved, E, "status", [](Patrol& p) { p.stops.clear(); });
    rule("approved, a stop that is nowhere", approved, E, "status", [](Patrol& p) { p.stops[0].place_id.reset(); });
    rule("approved without a time", approved, W, "planned_start", [](Patrol& p) { p.planned_start.reset(); });
    rule("approved elsewhere", approved, W, "status", [](Patrol& p) { p.stops.clear(); p.dataset = "plans"; });
    rule("imported without unit", patrol, W, "unit_ids", [](Patrol& p) { p.unit_ids.clear(); p.dataset = "gpx"; });
    rule("planned times", patrol, E, "planned_end", [](Patrol& p) { p.planned_end = p.planned_start; });
    rule("actual times", patrol, E, "actual_end", [](Patrol& p) { p.actual_start = p.actual_end = kBefore; });
    rule("report", patrol, W, "report_time", [](Patrol& p) {
        p.status = PatrolStatus::COMPLETED;
        p.actual_start = kBefore;
        p.actual_end = kBefore + std::chrono::hours{5};
    });
    rule("track times", patrol, E, "track_times", [](Patrol& p) { p.track_times = {1}; });
    rule("cancelled", patrol, E, "cancel_reason", [](Patrol& p) { p.status = PatrolStatus::CANCELLED; });
    rule("aborted", patrol, E, "cancel_reason", [](Patrol& p) { p.status = PatrolStatus::ABORTED; });
    rule("overdue by hand", patrol, W, "status", [](Patrol& p) { p.status = PatrolStatus::OVERDUE; });
    rule("dwell", patrol, E, "stops", [](Patrol& p) { p.stops[0].actual_dwell_minutes = -1; });
    rule("dwell of more than a year", patrol, E, "stops", [](Patrol& p) { p.stops[0].planned_dwell_minutes = 525'601; });
    rule("met", patrol, E, "stops", [](Patrol& p) { p.stops[0].met_women = -1; });
    rule("met more than there are", patrol, E, "stops", [](Patrol& p) { p.stops[0].met_youth = 1'000'001; });
    rule("speed of a leg", patrol, E, "route_conditions", [](Patrol& p) { p.route_conditions = {{"Luzi to Oru", true, -1.0, ""}}; });
    rule("armed people seen", patrol, E, "actors_seen", [](Patrol& p) { p.actors_seen = {{ActorId{3}, {}, -1, "north", ""}}; });
    rule("answer without question", patrol, W, "answers", [](Patrol& p) { p.answers = {"No."}; });
    rule("half a position", patrol, E, "stops", [](Patrol& p) { p.stops[0].lon = 5.0; });
    rule("stop nowhere", patrol, W, "stops", [](Patrol& p) { p.stops[0].place_id.reset(); });
    rule("women", patrol, E, "women", [](Patrol& p) { p.women = 21; });
    rule("nobody to talk", patrol, W, "interpreter_languages", [](Patrol& p) { p.tasks = {PatrolTask::ENGAGE_COMMUNITY}; });
    rule("due diligence", patrol, S, "hrddp_ref", [](Patrol& p) { p.joint_state_forces = true; });
    rule("route as area", patrol, E, "route_planned", [](Patrol& p) { p.route_planned = square(5, 1, 1); });
    Patrol proposed = made<Patrol>();
    proposed.status = PatrolStatus::PROPOSED;
    CHECK(validate(valuesOf(proposed), kNow).empty());

    CanTest test = made<CanTest>();
    test.place_id = PlaceId{7};
    test.tested_at = kBefore;
    CHECK(validate(valuesOf(test), kNow).empty());
    rule("place", test, E, "place_id", [](CanTest& t) { t.place_id.reset(); });
    rule("time", test, E, "tested_at", [](CanTest& t) { t.tested_at.reset(); });
}

TEST_CASE("a base outside of the mission area is a problem of its data, with its distance", "[core][validation]")
{
    Area area = made<Area>();
    area.name = "East";
    area.geometry.type = Geometry::Type::Polygon;
    area.geometry.parts = {{{{4, 0}, {6, 0}, {6, 2}, {4, 2}, {4, 0}}}};
    Base base = made<Base>();
    base.id = 77;
    base.lon = 9.0;
    base.lat = 1.0;
    const auto found = [&] {
        Mission mission;
        mission.set(std::vector{area});
        mission.set(std::vector{base});
        std::string text;
        for (const Issue& issue : validateMission(mission))
            if (issue.kind == Kind::BASE && issue.id == 77 && issue.level == W)
                text += issue.field + ": " + issue.text;
        return text;
    };
    CHECK(found() == "lon: The base lies 334 km outside of the mission area; check its position."); // 3 degrees at 1 north
    base.lon = 6.005; // 0.6 km: a boundary is drawn no better
    CHECK(found().empty());
    base.lon = 5.0;
    CHECK(found().empty());
    base.lon.reset();
    base.lat.reset();
    CHECK(found().empty());
    base.lon = 9.0;
    base.lat = 1.0;
    area.geometry = {};
    CHECK(found().empty()); // nobody knows where the mission ends
}
