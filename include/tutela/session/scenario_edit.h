// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>
#include <tutela/session/reach_board.h>

/// Steps of a planner on a scenario, each one step of undo.
namespace tutela::session {

/// Adds a base to the scenario, or to a new one when there is none. @returns the scenario
/// @throws core::Error: nothing has changed then
ScenarioId addBase(Document& document, std::optional<ScenarioId> scenario, core::GeoPoint at);
/// Closes a road in the scenario; one that it has closed is opened again.
ScenarioId closeRoad(Document& document, std::optional<ScenarioId> scenario, analysis::RoadId road);

/// The road that passes nearest, no farther than `metres`; empty when none does.
[[nodiscard]] std::optional<analysis::RoadId> roadNear(const core::Mission& mission, core::GeoPoint at, double metres);
[[nodiscard]] QString scenarioName(const core::Mission& mission, std::optional<ScenarioId> scenario);
/// "+1 base", "1 road closed", "wet season": what a scenario changes, short.
[[nodiscard]] QStringList scenarioParts(const core::Scenario& scenario);

} // namespace tutela::session
