// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// A small mission over which reach and scenarios are tried.
namespace tutela::test {

using nlohmann::json;

inline std::string edit(const char* kind, const std::string& label, const json& set)
{
    return json{{"kind", kind}, {"id", "new:" + label}, {"message", "trial"}, {"set", set}}.dump() + "\n";
}

inline json line(const std::vector<std::pair<double, double>>& points)
{
    json coordinates = json::array();
    for (const auto& [lon, lat] : points)
        coordinates.push_back({lon, lat});
    return {{"type", "LineString"}, {"coordinates", coordinates}};
}

inline constexpr double kDegreeKm = 111.3195; ///< of longitude on the equator, WGS 84

struct Trial {
    std::string file;
    std::int64_t base = 0, place = 0, beyond = 0, road = 0, bridge = 0, scenario = 0;
};

/// On the equator: a base, 0.2 degrees of primary road to a place, and beyond a river with a bridge another one.
inline Trial trialMission(const TempFolder& folder)
{
    Trial trial;
    trial.file = folder / "m.gpkg";
    tutelaJson({"new", trial.file, "--name", "Trial"});
    const std::string edits = edit("base", "b", {{"name", "Post"}, {"lon", 3.0}, {"lat", 0.0}})
                              + edit("unit", "u", {{"name", "Platoon"}, {"base_id", "@b"}, {"unit_kind", "QRF_PLATOON"}, {"mobility", {{{"mode", "TRUCK"}, {"serviceable", 3}}}}})
                              + edit("place", "p", {{"name", "Near"}, {"lon", 3.2}, {"lat", 0.0}, {"population_total", 1000}})
                              + edit("place", "q", {{"name", "Beyond"}, {"lon", 3.4}, {"lat", 0.0}, {"population_total", 500}})
                              + edit("place", "r", {{"name", "Without number"}, {"lon", 3.1}, {"lat", 0.0}}) + edit("place", "n", {{"name", "Nowhere"}})
                              + edit("road", "r1", {{"name", "R1"}, {"road_class", "ROAD_PRIMARY"}, {"geometry", line({{3.0, 0.0}, {3.2, 0.0}, {3.29, 0.0}})}})
                              + edit("road", "r2", {{"name", "Bridge"}, {"road_class", "ROAD_PRIMARY"}, {"bridge", true}, {"geometry", line({{3.29, 0.0}, {3.31, 0.0}})}})
                              + edit("road", "r3", {{"name", "R3"}, {"road_class", "ROAD_PRIMARY"}, {"geometry", line({{3.31, 0.0}, {3.4, 0.0}})}})
                              + edit("scenario", "s", {{"name", "No bridge by night"}, {"changes", json{{"close_roads", json::array()}, {"night", true}}.dump()}});
    // The river reaches over the whole area that is computed.
    const std::string river = json{{"kind", "water"}, {"id", "new"}, {"message", "trial"}, {"set", {{"water_kind", "RIVER"}, {"geometry", line({{3.3, -1.0}, {3.3, 1.0}})}}}}.dump() + "\n";
    writeFile(folder / "edits.jsonl", edits + river);
    const json ids = tutelaJson({"edit", trial.file, folder / "edits.jsonl"}).at("ids");
    trial.base = ids[0];
    trial.place = ids[2];
    trial.beyond = ids[3];
    trial.road = ids[6];
    trial.bridge = ids[7];
    trial.scenario = ids[9];
    return trial;
}

inline const json& placeOf(const json& answer, std::int64_t id)
{
    for (const json& place : answer.at("places"))
        if (place.at("id") == id)
            return place;
    throw std::runtime_error("no such place");
}

inline json reach(const Trial& trial, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"reach", trial.file, "--season", "dry"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return tutelaJson(arguments);
}

} // namespace tutela::test
