// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/scenario.h>

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace tutela::core {

using nlohmann::json;

namespace {

[[noreturn]] void refuse(const std::string& key, const std::string& wanted)
{
    throw Error{ErrorCode::InvalidInput, fmt::format("{} must be {}", withVisibleControls(key), wanted)};
}

double numberIn(const json& object, const std::string& key, double least, double most)
{
    const auto at = object.find(key);
    if (at == object.end() || !at->is_number() || !(at->get<double>() >= least) || at->get<double>() > most)
        refuse(key, fmt::format("a number from {} to {}", least, most));
    return at->get<double>();
}

template <class E>
E wordIn(const json& value, const std::string& key)
{
    if (value.is_string())
        if (const auto word = enumerator<E>(value.get<std::string>()))
            return *word;
    std::string words;
    for (const auto each : wordsOf<E>())
        words += (words.empty() ? "" : ", ") + std::string{each};
    refuse(key, "one of " + words);
}

template <class T>
T idIn(const json& value, const std::string& key)
{
    if (!value.is_number_integer() || value.get<std::int64_t>() <= 0)
        refuse(key, "the id of a record");
    return T{value.get<std::int64_t>()};
}

/// Each element of a list of objects with no other keys than these.
void eachIn(const json& list, const std::string& key, const std::vector<std::string>& keys, const std::function<void(const json&)>& visit)
{
    if (!list.is_array())
        refuse(key, "a list");
    for (const json& each : list) {
        if (!each.is_object())
            refuse(key, "a list of objects");
        for (const auto& [name, value] : each.items())
            if (std::find(keys.begin(), keys.end(), name) == keys.end())
                throw Error{ErrorCode::InvalidInput, fmt::format("{} has no key \"{}\"", key, withVisibleControls(name))};
        visit(each);
    }
}

template <class T>
std::vector<T> idsIn(const json& list, const std::string& key)
{
    if (!list.is_array())
        refuse(key, "a list of ids");
    std::vector<T> ids;
    for (const json& each : list)
        ids.push_back(idIn<T>(each, key));
    return ids;
}

constexpr double kLon = 180.0, kLat = 90.0, kMostMinutes = 43'200.0, kMostKmh = 400.0;
constexpr std::string_view kOffRoad = "OFF_ROAD", kFord = "FORD", kByNight = "BY_NIGHT";

/// Runs what reads a text, and puts before an error where it is.
template <class Read>
auto within(std::string_view where, const Read& read)
{
    try {
        return read();
    } catch (const Error& error) {
        throw Error{error.code(), std::string{where} + ' ' + error.message()};
    }
}

void takeNewBases(const json& list, ScenarioChanges& changes)
{
    eachIn(list, "add_bases", {"name", "lon", "lat", "mode", "notice_minutes"}, [&](const json& each) {
        ScenarioChanges::NewBase base;
        base.name = each.value("name", json{}).is_string() ? normalised(each.at("name").get<std::string>()) : "New base";
        base.lon = numberIn(each, "lon", -kLon, kLon);
        base.lat = numberIn(each, "lat", -kLat, kLat);
        if (each.contains("mode"))
            base.mode = wordIn<TravelMode>(each.at("mode"), "mode");
        if (each.contains("notice_minutes"))
            base.notice_minutes = static_cast<int>(numberIn(each, "notice_minutes", 0.0, kMostMinutes));
        changes.add_bases.push_back(std::move(base));
    });
}

/// Sets what is travelled on.
void takeSurface(const json& surface, ChangedSpeed& speed)
{
    const std::string word = surface.is_string() ? surface.get<std::string>() : std::string{};
    speed.ford = word == kFord;
    if (word == kOffRoad || speed.ford)
        return;
    speed.road = enumerator<RoadClass>(word);
    speed.cover = enumerator<LandCover>(word);
    if ((!speed.road && !speed.cover) || speed.road == RoadClass::PATH || speed.cover == LandCover::WATER)
        refuse("surface", "one of ROAD_PRIMARY, ROAD_SECONDARY, TRACK, FORD, OFF_ROAD, a land cover but WATER, or BY_NIGHT");
}

/// How much is left by night has neither mode nor season: a key that says more than is kept is refused.
ChangedSpeed nightShareIn(const json& each)
{
    constexpr double kAll = 1.0;
    for (const char* key : {"mode", "season", "kmh"})
        if (each.contains(key))
            throw Error{ErrorCode::InvalidInput, fmt::format("speeds by night have no key \"{}\": give surface BY_NIGHT and share alone, which holds for every mode", key)};
    const auto share = each.find("share");
    if (share == each.end() || !share->is_number() || !(share->get<double>() > 0.0) || share->get<double>() > kAll)
        refuse("share", "a number above 0, up to 1, of the speed by day");
    ChangedSpeed speed;
    speed.night_share = share->get<double>();
    return speed;
}

std::vector<ChangedSpeed> speedsIn(const json& list)
{
    std::vector<ChangedSpeed> speeds;
    eachIn(list, "speeds", {"mode", "surface", "season", "kmh", "share"}, [&](const json& each) {
        if (each.value("surface", json{}) == kByNight) {
            speeds.push_back(nightShareIn(each));
            return;
        }
        if (each.contains("share"))
            throw Error{ErrorCode::InvalidInput, "share goes with the surface BY_NIGHT alone; other surfaces have kmh"};
        ChangedSpeed speed;
        speed.mode = wordIn<TravelMode>(each.value("mode", json{}), "mode");
        speed.kmh = numberIn(each, "kmh", 0.0, kMostKmh);
        // A boat and a helicopter have one speed.
        if (speed.mode == TravelMode::BOAT || speed.mode == TravelMode::HELICOPTER) {
            speed.road = RoadClass::ROAD_PRIMARY;
            if (speed.kmh == 0.0)
                refuse("kmh", "above 0 for boats and helicopters");
        } else {
            takeSurface(each.value("surface", json{}), speed);
            speed.season = wordIn<Season>(each.value("season", json{}), "season");
        }
        speeds.push_back(speed);
    });
    return speeds;
}

void takeMoves(const json& list, ScenarioChanges& changes)
{
    eachIn(list, "move_bases", {"base_id", "lon", "lat"}, [&](const json& each) {
        changes.move_bases.push_back({idIn<BaseId>(each.value("base_id", json{}), "base_id"), numberIn(each, "lon", -kLon, kLon), numberIn(each, "lat", -kLat, kLat)});
    });
}

void takeMovedUnits(const json& list, ScenarioChanges& changes)
{
    eachIn(list, "move_units", {"unit_id", "base_id"}, [&](const json& each) {
        changes.move_units.push_back({idIn<UnitId>(each.value("unit_id", json{}), "unit_id"), idIn<BaseId>(each.value("base_id", json{}), "base_id")});
    });
}

void takeUnits(const json& list, ScenarioChanges& changes)
{
    eachIn(list, "units", {"unit_id", "notice_minutes", "availability"}, [&](const json& each) {
        ScenarioChanges::ChangedUnit unit;
        unit.unit = idIn<UnitId>(each.value("unit_id", json{}), "unit_id");
        if (each.contains("notice_minutes"))
            unit.notice_minutes = static_cast<int>(numberIn(each, "notice_minutes", 0.0, kMostMinutes));
        if (each.contains("availability"))
            unit.availability = numberIn(each, "availability", 0.0, 1.0);
        if (!unit.notice_minutes && !unit.availability)
            refuse("units", "a list of units each with notice_minutes, availability or both");
        changes.units.push_back(unit);
    });
}

using Taker = std::function<void(const json&, ScenarioChanges&)>;

const std::map<std::string, Taker>& takers()
{
    using Road = Id<Kind::ROAD>;
    static const std::map<std::string, Taker> kAll{
        {"mode", [](const json& value, ScenarioChanges& changes) { changes.mode = wordIn<TravelMode>(value, "mode"); }},
        {"season", [](const json& value, ScenarioChanges& changes) { changes.season = wordIn<Season>(value, "season"); }},
        {"night",
         [](const json& value, ScenarioChanges& changes) {
             if (!value.is_boolean())
                 refuse("night", "true or false");
             changes.night = value.get<bool>();
         }},
        {"limit_minutes",
         [](const json& value, ScenarioChanges& changes) { changes.limit_minutes = numberIn(json{{"limit_minutes", value}}, "limit_minutes", 1.0, kMostMinutes); }},
        {"close_bases", [](const json& value, ScenarioChanges& changes) { changes.close_bases = idsIn<BaseId>(value, "close_bases"); }},
        {"close_units", [](const json& value, ScenarioChanges& changes) { changes.close_units = idsIn<UnitId>(value, "close_units"); }},
        {"close_roads", [](const json& value, ScenarioChanges& changes) { changes.close_roads = idsIn<Road>(value, "close_roads"); }},
        {"open_roads", [](const json& value, ScenarioChanges& changes) { changes.open_roads = idsIn<Road>(value, "open_roads"); }},
        {"add_bases", takeNewBases},
        {"move_bases", takeMoves},
        {"move_units", takeMovedUnits},
        {"units", takeUnits},
        {"speeds", [](const json& value, ScenarioChanges& changes) { changes.speeds = speedsIn(value); }}};
    return kAll;
}

} // namespace

ScenarioChanges scenarioChangesFrom(std::string_view text)
{
    ScenarioChanges changes;
    if (text.empty())
        return changes;
    const json parsed = json::parse(text, nullptr, false);
    if (!parsed.is_object())
        throw Error{ErrorCode::InvalidInput, "the changes of the scenario are no JSON object"};
    for (const auto& [key, value] : parsed.items()) {
        const auto taker = takers().find(key);
        if (taker == takers().end()) {
            std::string known;
            for (const auto& [name, take] : takers())
                known += (known.empty() ? "" : ", ") + name;
            throw Error{ErrorCode::InvalidInput, fmt::format("the changes of the scenario have no key \"{}\"; there are {}", withVisibleControls(key), known)};
        }
        within("in the changes of the scenario", [&, &taken = value] { taker->second(taken, changes); });
    }
    return changes;
}

std::vector<ChangedSpeed> speedsFrom(std::string_view text)
{
    if (text.empty())
        return {};
    return within("in the speeds of the mission", [&] { return speedsIn(json::parse(text, nullptr, false)); });
}

std::string_view surfaceWord(const ChangedSpeed& speed)
{
    if (speed.night_share)
        return kByNight;
    if (speed.ford)
        return kFord;
    return speed.road ? word(*speed.road) : speed.cover ? word(*speed.cover) : kOffRoad;
}

bool isSameCell(const ChangedSpeed& a, const ChangedSpeed& b)
{
    // By night there is one row for all.
    return surfaceWord(a) == surfaceWord(b) && (a.night_share || (a.mode == b.mode && a.season == b.season));
}

std::string textOf(std::vector<ChangedSpeed> speeds)
{
    if (speeds.empty())
        return {};
    std::sort(speeds.begin(), speeds.end(), [](const ChangedSpeed& a, const ChangedSpeed& b) {
        return std::tuple{a.mode, surfaceWord(a), a.season} < std::tuple{b.mode, surfaceWord(b), b.season};
    });
    json list = json::array();
    for (const ChangedSpeed& speed : speeds) {
        if (speed.night_share) {
            list.push_back(json{{"surface", kByNight}, {"share", *speed.night_share}});
            continue;
        }
        json each{{"mode", word(speed.mode)}, {"kmh", speed.kmh}};
        if (speed.mode != TravelMode::BOAT && speed.mode != TravelMode::HELICOPTER) {
            each["surface"] = surfaceWord(speed);
            each["season"] = word(speed.season);
        }
        list.push_back(std::move(each));
    }
    return list.dump();
}

} // namespace tutela::core
