// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "density_json_p.h"

#include "rounded_p.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace tutela::cli {

using nlohmann::json;

namespace {

template <class T>
json valueOrNull(const std::optional<T>& value)
{
    return value ? json(*value) : json{};
}

/// Without troops "none"; null when it is not known or has no meaning.
json perTroop(core::Real value, bool noTroops) { return noTroops ? json("none") : rounded(value); }

json areaJson(const core::Mission& mission, const analysis::AreaDensity& found)
{
    const auto* area = found.area ? mission.find<core::Area>(*found.area) : nullptr;
    const bool none = found.hasNoTroops(), noneUsable = found.hasNoUsableTroops();
    return {{"id", found.area ? json(found.area->value) : json{}},
            {"name", area != nullptr && !area->name.empty() ? json(area->name) : json{}},
            {"troops", valueOrNull(found.troops)},
            {"usable_troops", rounded(found.usable_troops)},
            {"static_tasks", found.static_tasks},
            {"population", valueOrNull(found.population)},
            {"population_urgent", valueOrNull(found.population_urgent)},
            {"area_km2", rounded(found.area_km2)},
            {"people_per_troop", perTroop(found.all.people_per_troop, none)},
            {"km2_per_troop", perTroop(found.all.km2_per_troop, none)},
            {"troops_per_1000", rounded(found.all.troops_per_1000)},
            {"troops_per_100km2", rounded(found.all.troops_per_100km2)},
            {"people_per_usable_troop", perTroop(found.usable.people_per_troop, noneUsable)},
            {"km2_per_usable_troop", perTroop(found.usable.km2_per_troop, noneUsable)},
            {"troops_per_1000_urgent", rounded(found.troops_per_1000_urgent)},
            {"units", found.units},
            {"units_without_strength", found.units_without_strength},
            {"places_without_people", found.places_without_people},
            {"troops_recorded", found.troops_recorded},
            {"troops_of_units", valueOrNull(found.unit_troops)},
            {"troops_basis", analysis::troopsBasis(found)},
            {"population_recorded", found.population_recorded}};
}

std::string perTroopText(core::Real value, bool noTroops) { return noTroops ? "none" : value ? fmt::format("{:.1f}", *value) : "not known"; }

} // namespace

json densityJson(const core::Mission& mission, const analysis::DensityTable& table)
{
    json areas = json::array();
    for (const auto& area : table.areas)
        areas.push_back(areaJson(mission, area));
    return {{"level", table.level ? json(core::word(*table.level)) : json{}},
            {"mission", areaJson(mission, table.mission)},
            {"areas", areas},
            {"troops_elsewhere", table.troops_elsewhere}};
}

void printDensity(std::ostream& out, const core::Mission& mission, const analysis::DensityTable& table)
{
    out << "area\ttroops\tpeople per troop\tkm2 per troop\tpeople per usable troop\tkm2 per usable troop\n";
    const auto line = [&](const std::string& name, const analysis::AreaDensity& found) {
        out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", name, found.troops ? std::to_string(*found.troops) : "not known", perTroopText(found.all.people_per_troop, found.hasNoTroops()),
                           perTroopText(found.all.km2_per_troop, found.hasNoTroops()), perTroopText(found.usable.people_per_troop, found.hasNoUsableTroops()),
                           perTroopText(found.usable.km2_per_troop, found.hasNoUsableTroops()));
    };
    line("whole mission", table.mission);
    for (const auto& area : table.areas)
        line(mission.find<core::Area>(*area.area)->name, area);
    out << "troops of the whole mission: " << analysis::troopsBasis(table.mission) << (table.areas.empty() ? "\n" : "; those of an area: strength of the military units whose base stands there\n");
    out << "usable troops of the whole mission: " << analysis::usableBasis(table.mission) << '\n';
}

} // namespace tutela::cli
