// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/document.h>
#include <tutela/session/reach_board.h>

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

/// Steps of a planner on a scenario, each one step of undo.
namespace tutela::session {

/// Adds a base to the scenario, or to a new one when there is none. @returns the scenario
/// @throws core::Error: nothing has changed then
ScenarioId addBase(Document& document, std::optional<ScenarioId> scenario, core::GeoPoint at);
/// Turns a road over in the scenario: one that is open is closed, one that is closed by its dates on the day of the cut-off is opened. Once
/// more takes that back.
ScenarioId closeRoad(Document& document, std::optional<ScenarioId> scenario, analysis::RoadId road, std::optional<core::Instant> asOf = {});
/// Closes a base in the scenario, also one that it moves; one that it has closed is open again.
ScenarioId closeBase(Document& document, std::optional<ScenarioId> scenario, core::BaseId base);
/// Moves a base of the mission in the scenario, also one that it closes or has moved already.
ScenarioId moveBase(Document& document, std::optional<ScenarioId> scenario, core::BaseId base, core::GeoPoint to);
/// By what the units of a base that is tried travel. @param number  of the base in the list of the scenario
/// @returns why it was refused; empty when it is done
[[nodiscard]] QString setTriedBaseMode(Document& document, ScenarioId scenario, std::size_t number, core::TravelMode mode);
/// A scenario that changes the same, under a name of its own.
ScenarioId duplicateScenario(Document& document, ScenarioId scenario);
/// Season, night and means of a choice become the scenario's: it answers by them whatever is chosen later. A season or means that is left to
/// the date or the units stays so.
/// @returns why it was refused; empty when it is done
[[nodiscard]] QString keepConditions(Document& document, ScenarioId scenario, const ReachChoice& choice);

/// One thing that a scenario changes, as a list shows it.
struct ScenarioChange {
    QString words;                    ///< "Base tried: New base 1, near Luzi"
    std::optional<core::GeoPoint> at; ///< where it is; empty for what holds everywhere
    std::string key;                  ///< of the changes (core/scenario.h); empty when they cannot be read
    std::size_t number = 0;           ///< in the list of that key
};
/// All of them; empty without a scenario.
[[nodiscard]] std::vector<ScenarioChange> scenarioChanges(const core::Mission& mission, std::optional<ScenarioId> scenario);
/// Takes one change out of the scenario, which stays, as one step of undo.
/// @returns why it was refused; empty when it is out
[[nodiscard]] QString removeChange(Document& document, ScenarioId scenario, const ScenarioChange& change);
/// One step of undo; the name that it has already is none. A scenario is removed by removeRecords().
/// @returns why it was refused: no name, or that of another; empty when it is done
[[nodiscard]] QString renameScenario(Document& document, ScenarioId scenario, const QString& name);

/// The road that passes nearest, no farther than `metres`; empty when none does.
[[nodiscard]] std::optional<analysis::RoadId> roadNear(const core::Mission& mission, core::GeoPoint at, double metres);
[[nodiscard]] QString scenarioName(const core::Mission& mission, std::optional<ScenarioId> scenario);
/// "+1 base", "1 road closed", "wet season": what a scenario changes, short.
[[nodiscard]] QStringList scenarioParts(const core::Scenario& scenario);

} // namespace tutela::session
