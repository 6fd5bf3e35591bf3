// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "validation_p.h"

#include <tutela/core/patrols.h>

#include <cmath>

namespace tutela::core::detail {

namespace {

constexpr std::int64_t kLongestStay = 525'600; ///< minutes of a year
constexpr std::int64_t kMostMet = 1'000'000;   ///< people at one stop
constexpr std::int64_t kMostVehicles = 100'000;
bool outside(const Count& count, std::int64_t most)
{
    return count && (*count < 0 || *count > most);
}

bool isLanguageCode(const std::string& code)
{
    return code.size() == 3 && std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// States that a patrol reaches only with everything it needs to leave.
bool hasLeftApproval(PatrolStatus status)
{
    return status == PatrolStatus::TASKED || status == PatrolStatus::DEPARTED || status == PatrolStatus::COMPLETED
           || status == PatrolStatus::REPORTED;
}

void checkTasking(const Patrol& patrol, Findings& found)
{
    if (!patrol.status || !hasLeftApproval(*patrol.status))
        return;
    // Patrols from outside files are what happened; nobody can still complete their orders.
    const auto require = [&](bool missing, const char* field, const char* text) {
        if (patrol.dataset.empty())
            found.blockSaving(missing, field, text);
        else
            found.warn(missing, field, text);
    };
    require(patrol.unit_ids.empty(), "unit_ids", "A patrol that is tasked needs its unit; name it.");
    require(patrol.commander_role.empty(), "commander_role", "A patrol that is tasked needs the role of its commander; give it.");
    require(patrol.route_planned.empty() && patrol.stops.empty(), "route_planned", "A patrol that is tasked needs its route or stops; give them.");
    require(!patrol.planned_start || !patrol.planned_end, patrol.planned_start ? "planned_end" : "planned_start",
            "A patrol that is tasked needs its planned start and end; give them.");
}

/// An approval is of a plan: where the patrol goes. When it goes may be settled until it is tasked.
void checkApproval(const Patrol& patrol, Findings& found)
{
    if (patrol.status != PatrolStatus::APPROVED)
        return;
    const bool goesSomewhere = !patrol.route_planned.empty()
                               || std::any_of(patrol.stops.begin(), patrol.stops.end(), [](const PatrolStop& stop) { return stop.place_id || (stop.lon && stop.lat); });
    if (goesSomewhere) {
        found.warn(!patrol.planned_start, "planned_start", "The patrol is approved without a planned start; give it before it is tasked.");
        return;
    }
    std::string text = "The patrol cannot be approved yet: it has no route and no stop with a place or position";
    if (!patrol.planned_start || !patrol.planned_end)
        text += !patrol.planned_start && !patrol.planned_end ? ", and no planned start and end" : !patrol.planned_start ? ", and no planned start" : ", and no planned end";
    text += "; give what is missing, then approve it.";
    if (patrol.dataset.empty())
        found.blockSaving(true, "status", text);
    else
        found.warn(true, "status", text); // what came from outside was approved there
}

void checkTimes(const Patrol& patrol, Findings& found)
{
    found.blockSaving(patrol.planned_start && patrol.planned_end && *patrol.planned_end <= *patrol.planned_start, "planned_end",
                      "The planned end must be after the start; correct one of them.");
    found.blockSaving(patrol.actual_start && patrol.actual_end && *patrol.actual_end <= *patrol.actual_start, "actual_end",
                      "The actual end must be after the start; correct one of them.");
    found.blockSaving(!patrol.track_times.empty() && patrol.track_times.size() != patrol.geometry.vertexCount(), "track_times",
                      "There must be one time for each point of the track; import the track again.");
    if (!patrol.actual_end || patrol.status != PatrolStatus::COMPLETED || patrol.report_time || !found.now())
        return;
    found.warn(reportState(patrol, *found.now()) == ReportState::LATE, "report_time", "The patrol report is overdue; file it.");
}

void checkStops(const Patrol& patrol, Findings& found)
{
    for (const PatrolStop& stop : patrol.stops) {
        found.blockSaving(outside(stop.planned_dwell_minutes, kLongestStay) || outside(stop.actual_dwell_minutes, kLongestStay), "stops",
                          "The time spent at a stop is 0 minutes to one year; correct it.");
        found.blockSaving(outside(stop.met_women, kMostMet) || outside(stop.met_men, kMostMet) || outside(stop.met_youth, kMostMet)
                              || outside(stop.met_leaders, kMostMet),
                          "stops", "The number of people met at a stop is 0 to 1000000; correct it.");
        found.blockSaving(stop.lon.has_value() != stop.lat.has_value(), "stops", "A stop needs both longitude and latitude; give both or neither.");
        found.blockSaving((stop.lon && !(std::abs(*stop.lon) <= 180.0)) || (stop.lat && !(std::abs(*stop.lat) <= 90.0)), "stops",
                          "A stop lies outside the globe; correct its position.");
        found.warn(!stop.place_id && !stop.lon, "stops", "A stop has neither a place nor a position; give one.");
    }
}

/// What the patrol reported.
void checkReport(const Patrol& patrol, Findings& found)
{
    for (const RouteLeg& leg : patrol.route_conditions)
        found.blockSaving(leg.speed_kmh && !(*leg.speed_kmh >= 0.0), "route_conditions", "The speed on a leg cannot be negative; correct it.");
    for (const ActorSeen& seen : patrol.actors_seen)
        found.blockSaving(outside(seen.number, kMostMet), "actors_seen", "The number of armed people seen is 0 to 1000000; correct it.");
    found.warn(patrol.answers.size() > patrol.information_requirements.size(), "answers",
               "There are more answers than information requirements; add the questions or take answers out.");
}

} // namespace

void check(const Base& base, Findings& found)
{
    found.warn(base.name.empty(), "name", "The base has no name; give one.");
    found.warn(!base.lon && !base.lat, "lon", "The base has no position, so nobody can be reached from it; give one.");
    found.blockSaving(base.open_from && base.open_to && *base.open_to < *base.open_from, "open_to",
                      "The base closes before it opens; correct one of the dates.");
    found.blockSaving(above(base.cla_women, base.cla_count), "cla_women",
                      "More women are counted than community liaison assistants; correct one of them.");
    const bool amongPeople =
        base.base_kind == BaseKind::COMPANY_OPERATING_BASE || base.base_kind == BaseKind::TEMPORARY_OPERATING_BASE;
    found.warn(amongPeople && base.cla_count == 0, "cla_count", "The base has no community liaison assistant; ask for one.");
    found.warn(!std::all_of(base.interpreters.begin(), base.interpreters.end(), isLanguageCode), "interpreters",
               "Languages are ISO 639-3 codes of three small letters; correct the list.");
}

void check(const Unit& unit, Findings& found)
{
    found.warn(unit.name.empty(), "name", "The unit has no name; give one.");
    found.blockSaving(above(unit.women, unit.strength), "women", "More women are counted than the strength; correct one of them.");
    found.blockSaving(unit.availability && !(*unit.availability >= 0.0 && *unit.availability <= 1.0), "availability",
                      "The availability is a share from 0 to 1; correct it.");
    found.blockSaving(unit.max_distance_km && !(*unit.max_distance_km >= 0.0), "max_distance_km",
                      "The longest distance cannot be negative; correct it.");
    found.warn(holds(unit.caveats, Caveat::MAX_DISTANCE_KM) && !unit.max_distance_km, "max_distance_km",
               "The unit may not go beyond a distance that is not given; give it.");
    for (const Vehicles& vehicles : unit.mobility) {
        found.warn(!vehicles.mode, "mobility", "The kind of the vehicles is not given, so nobody can say how fast they are; pick one.");
        found.blockSaving(outside(vehicles.seats, kMostVehicles) || outside(vehicles.count, kMostVehicles) || outside(vehicles.serviceable, kMostVehicles),
                          "mobility", "Vehicles and seats are 0 to 100000; correct them.");
        found.blockSaving(above(vehicles.serviceable, vehicles.count), "mobility",
                          "More vehicles are serviceable than there are; correct one of the figures.");
    }
}

void check(const Patrol& patrol, Findings& found)
{
    checkApproval(patrol, found);
    checkTasking(patrol, found);
    checkTimes(patrol, found);
    checkStops(patrol, found);
    checkReport(patrol, found);
    found.blockSaving((patrol.status == PatrolStatus::CANCELLED || patrol.status == PatrolStatus::ABORTED) && !patrol.cancel_reason,
                      "cancel_reason", "A patrol that was cancelled or aborted needs the reason; pick one.");
    found.warn(patrol.status == PatrolStatus::OVERDUE, "status", "Overdue is computed from the times; give the state the patrol is in.");
    found.blockSaving(!patrol.route_planned.empty() && !patrol.route_planned.isLine(), "route_planned", "The planned route must be a line; give one.");
    found.blockSaving(!patrol.geometry.empty() && !patrol.geometry.isLine(), "geometry", "The track must be a line; give one.");
    found.blockSaving(above(patrol.women, patrol.strength), "women", "More women are counted than the strength; correct one of them.");
    found.warn(holds(patrol.tasks, PatrolTask::ENGAGE_COMMUNITY) && !patrol.cla_present.value_or(false) && patrol.interpreter_languages.empty(),
               "interpreter_languages", "The patrol is to talk with the community but has neither liaison assistant nor interpreter; add one.");
    found.blockSubmission(patrol.joint_state_forces == true && patrol.hrddp_ref.empty(), "hrddp_ref",
                          "A patrol with state forces needs its human rights due diligence reference; give it.");
}

void check(const CanTest& test, Findings& found)
{
    found.blockSaving(!test.place_id, "place_id", "A test of an alert network needs its place; name it.");
    found.blockSaving(!test.tested_at, "tested_at", "A test of an alert network needs its time; give it.");
}

} // namespace tutela::core::detail
