// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/scenario_notes.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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

} // namespace tutela::core
