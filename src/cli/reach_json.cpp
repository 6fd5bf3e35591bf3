// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_json_p.h"

#include "approval_p.h"

#include <tutela/core/error.h>
#include <tutela/core/scenario_notes.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tutela::cli {

using nlohmann::json;

namespace {

constexpr double kTenths = 10.0, kThousandths = 1000.0;

template <class T>
json idOrNull(const std::optional<T>& id)
{
    return id ? json(id->value) : json{};
}

json kmJson(double km) { return std::round(km * kTenths) / kTenths; }

/// Null without any land cover.
json coverJson(const analysis::TerrainCounts& counts) { return counts.has_cover ? json(counts.cells_without_cover) : json{}; }

json parametersJson(const analysis::Reach& reach, const session::MissionTerrain& terrain)
{
    const auto& o = reach.options;
    json closedBases = json::array(), added = json::array(), closedRoads = json::array(), openedRoads = json::array();
    for (const auto id : o.closed_bases)
        closedBases.push_back(id.value);
    for (const auto& base : o.added_bases)
        added.push_back({{"name", base.name}, {"lon", base.at.lon()}, {"lat", base.at.lat()}, {"mode", core::word(base.mode)}});
    json units = json::array();
    for (const auto& [unit, posture] : o.postures)
        units.push_back({{"unit_id", unit.value},
                         {"notice_minutes", posture.notice_minutes ? json(*posture.notice_minutes) : json{}},
                         {"availability", posture.availability ? json(*posture.availability) : json{}}});
    for (const auto id : o.closed_roads)
        closedRoads.push_back(id.value);
    for (const auto id : o.opened_roads)
        openedRoads.push_back(id.value);
    return {{"as_of", core::toText(o.as_of)},
            {"mode", o.mode ? json(core::word(*o.mode)) : json{}},
            {"season", core::word(*o.season)},
            {"night", o.night},
            {"night_share", o.speeds.nightShare()},
            {"limit", o.limit_minutes ? json(*o.limit_minutes) : json{}},
            {"attack_duration_minutes", reach.attack_minutes},
            {"attack_minutes_from", core::word(reach.attack_minutes_from)},
            {"info_minutes", o.info_minutes},
            {"decide_minutes", o.decide_minutes},
            {"closed_bases", closedBases},
            {"added_bases", added},
            {"units", units},
            {"closed_roads", closedRoads},
            {"opened_roads", openedRoads},
            {"cell_metres", terrain.cell_metres},
            {"crs", terrain.crs},
            {"cells", terrain.terrain->counts().cells},
            {"cells_without_cover", coverJson(terrain.terrain->counts())}};
}

json placeJson(const core::Mission& mission, const analysis::Reach& reach, const analysis::PlaceReach& place)
{
    const auto* record = mission.find<core::Place>(place.place);
    json out{{"id", place.place.value},
             {"name", record->name.empty() ? json{} : json(record->name)},
             {"people", place.people ? json(*place.people) : json{}},
             {"class", place.priority ? json(core::rangeText(*place.priority)) : json{}},
             {"in_time", place.in_time},
             {"nearest_road_km", place.nearest_road_km ? kmJson(*place.nearest_road_km) : json{}},
             {"far_from_roads", place.isFarFromRoads()}};
    for (const char* key : {"base", "base_name", "unit", "mode", "t_info", "t_decide", "t_mobilise", "t_travel", "t_resp", "on_foot", "km", "off_road_km", "interception_ratio", "why_not"})
        out[key] = nullptr;
    if (!place.isReached()) {
        out["why_not"] = notReachedWord(place.why);
        return out;
    }
    const auto& responder = reach.responders[place.responder];
    out["base"] = idOrNull(place.base);
    out["base_name"] = responder.base_name;
    out["unit"] = idOrNull(responder.unit);
    out["mode"] = core::word(place.mode);
    out["t_info"] = minutesJson(place.t_info);
    out["t_decide"] = minutesJson(place.t_decide);
    out["t_mobilise"] = minutesJson(place.t_mobilise);
    out["t_travel"] = minutesJson(place.t_travel);
    out["t_resp"] = minutesJson(place.t_resp);
    out["on_foot"] = minutesJson(place.t_on_foot);
    out["km"] = kmJson(place.km);
    out["off_road_km"] = kmJson(place.km_off_roads);
    out["interception_ratio"] = std::round(place.interception(reach.attack_minutes) * kThousandths) / kThousandths;
    return out;
}

/// A place without a position: nothing is computed of it.
json unlocatedJson(const core::Place& place)
{
    return {{"id", place.id}, {"name", place.name.empty() ? json{} : json(place.name)}, {"people", place.population_total ? json(*place.population_total) : json{}}};
}

} // namespace

std::string placeName(const core::Mission& mission, core::PlaceId id)
{
    const auto& place = *mission.find<core::Place>(id);
    return place.name.empty() ? fmt::format("place {}", id.value) : place.name;
}

session::MissionTerrain terrainOf(const store::MissionFile& file, const core::Mission& mission, const Cells& cells, const std::vector<core::GeoPoint>& positions,
                                  const core::Progress& progress)
{
    return session::terrainOf(mission, {std::filesystem::absolute(file.path()).parent_path(), assetReader(file), cells.metres, positions, cells.of}, progress);
}

json linesJson(const std::vector<session::LineUnderScenario>& lines)
{
    const auto reach = [](const std::optional<int>& value) { return value ? json(*value) : json{}; };
    json out = json::array();
    for (const auto& line : lines)
        out.push_back({{"id", line.line.value},
                       {"assessment", line.assessment.value},
                       {"title", line.title},
                       {"people", line.people ? json(*line.people) : json{}},
                       {"mission_reach", {{"today", reach(line.reach_today)}, {"then", reach(line.reach_then)}}},
                       {"risk_residual", {{"today", core::rangeText(line.risk_today)}, {"then", core::rangeText(line.risk_then)}}},
                       {"class", {{"today", core::rangeText(line.class_today)}, {"then", core::rangeText(line.class_then)}}}});
    return out;
}

session::MissionPopulation populationOf(const store::MissionFile& file, const core::Mission& mission, const session::MissionTerrain& terrain, const core::Progress& progress)
{
    return session::populationOf(mission, {std::filesystem::absolute(file.path()).parent_path(), assetReader(file)}, terrain, progress);
}

std::vector<core::GeoPoint> positionsOf(const analysis::ReachOptions& options)
{
    std::vector<core::GeoPoint> positions;
    for (const auto& base : options.added_bases)
        positions.push_back(base.at);
    for (const auto& moved : options.moved_bases)
        positions.push_back(moved.to);
    return positions;
}

analysis::ReachOptions withScenario(analysis::ReachOptions options, const core::Scenario& scenario)
{
    return analysis::withScenario(std::move(options), core::scenarioChangesFrom(scenario.changes));
}

void requireAbove0(std::string_view option, const std::optional<double>& value)
{
    constexpr double kMost = 1e6;
    if (value && (!(*value > 0.0) || *value > kMost))
        throw core::Error{core::ErrorCode::Usage, fmt::format("{} takes a number above 0 and up to {:.0f}, not {}", option, kMost, *value)};
}

void requireCell(const std::optional<double>& metres)
{
    using session::GroundSize;
    if (metres && (!(*metres >= GroundSize::kLeastCell) || *metres > GroundSize::kMostCell))
        throw core::Error{core::ErrorCode::Usage, fmt::format("--cell takes {:.0f} to {:.0f} metres, not {}", GroundSize::kLeastCell, GroundSize::kMostCell, *metres)};
}

void noteWithoutChange(const core::Scenario& scenario, std::vector<std::string>& notes)
{
    if (auto note = core::noteWithoutChange(scenario))
        notes.insert(notes.begin(), std::move(*note));
}

json minutesJson(double minutes) { return std::round(minutes * kTenths) / kTenths; }

json peopleWithinJson(const analysis::PeopleWithin& people) { return {{"30", people.in30}, {"60", people.in60}, {"120", people.in120}, {"D", people.inAttack}}; }

json peopleWithinRasterJson(const core::Mission& mission, const analysis::Reach& reach, const session::MissionPopulation& population)
{
    if (!population.raster)
        return {};
    const auto& raster = *population.raster;
    const auto whole = [](double people) { return std::llround(people); };
    const auto curve = analysis::peopleByMinute(raster.cells.people, reach.minutes);
    json areas = json::array();
    for (const auto& area : raster.areas)
        areas.push_back({{"id", area.area.value},
                         {"name", mission.find<core::Area>(area.area)->name},
                         {"people", area.people ? json(whole(*area.people)) : json{}},
                         {"known_share", std::round(area.known_share * kThousandths) / kThousandths}});
    return {{"30", whole(curve.within(30))},
            {"60", whole(curve.within(60))},
            {"120", whole(curve.within(120))},
            {"D", whole(curve.within(static_cast<std::int64_t>(reach.attack_minutes)))},
            {"all", whole(curve.all())},
            {"not_reached", whole(curve.not_reached)},
            {"outside", whole(raster.cells.outside)},
            {"cells_without_value", raster.cells.cells_without_value},
            {"source", raster.source},
            {"date", raster.date ? json(core::toText(*raster.date)) : json{}},
            {"licence", raster.licence.empty() ? json{} : json(raster.licence)},
            {"areas", areas}};
}

std::string_view notReachedWord(analysis::NotReached why)
{
    switch (why) {
    case analysis::NotReached::Reached: return "";
    case analysis::NotReached::OutsideTerrain: return "outside of the area that is computed";
    case analysis::NotReached::InWater: return "in water";
    case analysis::NotReached::NoWay: return "no way within the limits";
    case analysis::NotReached::NoBase: return "no unit can start";
    }
    return "";
}

json reachJson(const core::Mission& mission, const analysis::Reach& reach, const session::MissionTerrain& terrain, const session::MissionPopulation& population)
{
    json places = json::array(), withoutPosition = json::array(), notes = json::array();
    for (const auto& place : reach.places)
        places.push_back(placeJson(mission, reach, place));
    for (const auto id : reach.without_position)
        withoutPosition.push_back(unlocatedJson(*mission.find<core::Place>(id)));
    for (const auto* some : {&terrain.notes, &population.notes, &reach.notes})
        for (const auto& note : *some)
            notes.push_back(note);
    return {{"parameters", parametersJson(reach, terrain)},
            {"places", places},
            {"without_position", withoutPosition},
            {"people_within", peopleWithinJson(reach.people)},
            {"people_within_raster", peopleWithinRasterJson(mission, reach, population)},
            {"people_within_urgent", peopleWithinJson(reach.people_urgent)},
            {"people", reach.people.all},
            {"people_urgent", reach.people_urgent.all},
            {"places_without_people", reach.people.places_without_people},
            {"answerable_at_once", reach.answerable_at_once},
            {"notes", notes}};
}

} // namespace tutela::cli
