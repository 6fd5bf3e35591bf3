// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/scenario_notes.h>

#include <tutela/core/field_table.h>
#include <tutela/core/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>

namespace tutela::core {

using nlohmann::json;

std::string calledName(const Scenario& scenario) { return scenario.name.empty() ? fmt::format("scenario {}", scenario.id) : scenario.name; }

std::optional<std::string> noteWithoutChange(const Scenario& scenario)
{
    const json changes = scenario.changes.empty() ? json::object() : json::parse(scenario.changes, nullptr, false);
    if (!changes.is_object() || !std::all_of(changes.begin(), changes.end(), [](const json& value) { return value.is_array() && value.empty(); }))
        return std::nullopt;
    return fmt::format("The {} changes nothing: its answer is that of the mission as it stands.", scenario.name.empty() ? calledName(scenario) : "scenario " + scenario.name);
}

std::string takenNameText(const Scenario& scenario, const std::vector<Scenario>& all)
{
    const std::string name = folded(scenario.name);
    if (name.empty())
        return {};
    if (name == "today")
        return fmt::format("\"{}\" stands for the mission as it stands, so the scenario is not found by it; give it another name.", scenario.name);
    const auto other = std::find_if(all.begin(), all.end(), [&](const Scenario& each) { return each.id != scenario.id && folded(each.name) == name; });
    if (other == all.end())
        return {};
    return fmt::format("Scenario {} has the name \"{}\" too, so nobody can tell the two apart by it; give one of them another name.", other->id, other->name);
}

std::set<NamedRecord> recordsNamedBy(const ScenarioChanges& changes)
{
    std::set<NamedRecord> named;
    const auto all = [&](std::string_view key, const auto& ids) {
        for (const auto& id : ids)
            named.insert({key, std::decay_t<decltype(id)>::kind, id.value});
    };
    all("close_bases", changes.close_bases);
    all("close_units", changes.close_units);
    all("close_roads", changes.close_roads);
    all("open_roads", changes.open_roads);
    for (const auto& moved : changes.move_bases)
        named.insert({"move_bases", Kind::BASE, moved.base.value});
    for (const auto& moved : changes.move_units) {
        named.insert({"move_units", Kind::UNIT, moved.unit.value});
        named.insert({"move_units", Kind::BASE, moved.base.value});
    }
    for (const auto& changed : changes.units)
        named.insert({"units", Kind::UNIT, changed.unit.value});
    return named;
}

std::string missingText(const NamedRecord& named)
{
    return fmt::format("{} names the {} {}, which is not in the mission; take it out, or give the id of another", named.key, kindName(named.kind), named.id);
}

} // namespace tutela::core
