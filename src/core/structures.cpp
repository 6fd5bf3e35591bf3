// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "structures_p.h"

#include "field_rows_p.h"

#include <set>
#include <string>

namespace tutela::core {

namespace {

/// One member of a structure as JSON: the conversions of the field table, so that a time or a word reads the same.
template <class T>
nlohmann::json memberJson(const T& member)
{
    if constexpr (detail::IsVector<T>::value)
        return member;
    else {
        const Value value = detail::getMember(member);
        return std::visit(
            [](const auto& held) -> nlohmann::json {
                using Held = std::decay_t<decltype(held)>;
                if constexpr (std::is_same_v<Held, std::monostate> || std::is_same_v<Held, Geometry>)
                    return nullptr;
                else
                    return held;
            },
            value);
    }
}

template <class T>
void readMember(const nlohmann::json& json, T& member)
{
    if constexpr (detail::IsVector<T>::value)
        member = json.get<T>();
    else {
        Value value;
        if (json.is_boolean())
            value = static_cast<std::int64_t>(json.get<bool>());
        else if (json.is_number_integer())
            value = json.get<std::int64_t>();
        else if (json.is_number())
            value = json.get<double>();
        else if (json.is_string())
            value = json.get<std::string>();
        else if (!json.is_null())
            detail::refuseType("a plain value");
        detail::setMember(member, value);
    }
}

/// Writes or reads every member by name; `visit` calls back with (name, member).
template <class T, class Visit>
void writeAll(nlohmann::json& json, const T& value, Visit visit)
{
    json = nlohmann::json::object();
    visit(value, [&json](const char* name, const auto& member) {
        const nlohmann::json held = memberJson(member);
        if (!held.is_null() && !(held.is_array() && held.empty()))
            json[name] = held;
    });
}
template <class T, class Visit>
void readAll(const nlohmann::json& json, T& value, Visit visit)
{
    if (!json.is_object())
        detail::refuseType("a list of objects");
    std::set<std::string> known;
    visit(value, [&](const char* name, auto& member) {
        known.insert(name);
        if (const auto at = json.find(name); at != json.end())
            readMember(*at, member);
    });
    for (const auto& [key, unused] : json.items())
        if (!known.contains(key))
            throw Error{ErrorCode::InvalidInput, "\"" + key + "\" is not a field here"};
}

constexpr auto kAlliance = [](auto& v, auto each) {
    each("actor_id", v.actor_id);
    each("from", v.from);
    each("to", v.to);
};
constexpr auto kAreaConduct = [](auto& v, auto each) {
    each("area_id", v.area_id);
    each("conduct", v.conduct);
};
constexpr auto kRouteLeg = [](auto& v, auto each) {
    each("leg", v.leg);
    each("passable", v.passable);
    each("speed_kmh", v.speed_kmh);
    each("obstacle", v.obstacle);
};
constexpr auto kActorSeen = [](auto& v, auto each) {
    each("actor_id", v.actor_id);
    each("actor_kind", v.actor_kind);
    each("number", v.number);
    each("direction", v.direction);
    each("conduct", v.conduct);
};
constexpr auto kVehicles = [](auto& v, auto each) {
    each("mode", v.mode);
    each("seats", v.seats);
    each("count", v.count);
    each("serviceable", v.serviceable);
};
constexpr auto kPatrolStop = [](auto& v, auto each) {
    each("place_id", v.place_id);
    each("lon", v.lon);
    each("lat", v.lat);
    each("planned_arrival", v.planned_arrival);
    each("actual_arrival", v.actual_arrival);
    each("planned_dwell_minutes", v.planned_dwell_minutes);
    each("actual_dwell_minutes", v.actual_dwell_minutes);
    each("task", v.task);
    each("dismounted", v.dismounted);
    each("met_women", v.met_women);
    each("met_men", v.met_men);
    each("met_youth", v.met_youth);
    each("met_leaders", v.met_leaders);
    each("women_asked", v.women_asked);
    each("men_asked", v.men_asked);
    each("pattern_of_life", v.pattern_of_life);
    each("can_tested", v.can_tested);
    each("can_works", v.can_works);
    each("note", v.note);
};
constexpr auto kCountedFactor = [](auto& v, auto each) {
    each("place_id", v.place_id);
    each("factor", v.factor);
    each("holds", v.holds);
    each("computed", v.computed);
    each("why", v.why);
};
constexpr auto kSection = [](auto& v, auto each) {
    each("key", v.key);
    each("title", v.title);
    each("body", v.body);
    each("owner", v.owner);
    each("status", v.status);
    each("changed_in_version", v.changed_in_version);
};
constexpr auto kObjective = [](auto& v, auto each) {
    each("text", v.text);
    each("tier", v.tier);
    each("indicators", v.indicators);
    each("baseline", v.baseline);
    each("target", v.target);
    each("lead", v.lead);
};

} // namespace

void to_json(nlohmann::json& json, const Alliance& value) { writeAll(json, value, kAlliance); }
void from_json(const nlohmann::json& json, Alliance& value) { readAll(json, value, kAlliance); }
void to_json(nlohmann::json& json, const AreaConduct& value) { writeAll(json, value, kAreaConduct); }
void from_json(const nlohmann::json& json, AreaConduct& value) { readAll(json, value, kAreaConduct); }
void to_json(nlohmann::json& json, const RouteLeg& value) { writeAll(json, value, kRouteLeg); }
void from_json(const nlohmann::json& json, RouteLeg& value) { readAll(json, value, kRouteLeg); }
void to_json(nlohmann::json& json, const ActorSeen& value) { writeAll(json, value, kActorSeen); }
void from_json(const nlohmann::json& json, ActorSeen& value) { readAll(json, value, kActorSeen); }
void to_json(nlohmann::json& json, const Vehicles& value) { writeAll(json, value, kVehicles); }
void from_json(const nlohmann::json& json, Vehicles& value) { readAll(json, value, kVehicles); }
void to_json(nlohmann::json& json, const PatrolStop& value) { writeAll(json, value, kPatrolStop); }
void from_json(const nlohmann::json& json, PatrolStop& value) { readAll(json, value, kPatrolStop); }
void to_json(nlohmann::json& json, const CountedFactor& value) { writeAll(json, value, kCountedFactor); }
void from_json(const nlohmann::json& json, CountedFactor& value) { readAll(json, value, kCountedFactor); }
void to_json(nlohmann::json& json, const StrategySection& value) { writeAll(json, value, kSection); }
void from_json(const nlohmann::json& json, StrategySection& value) { readAll(json, value, kSection); }
void to_json(nlohmann::json& json, const StrategyObjective& value) { writeAll(json, value, kObjective); }
void from_json(const nlohmann::json& json, StrategyObjective& value) { readAll(json, value, kObjective); }

} // namespace tutela::core
