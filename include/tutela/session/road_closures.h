// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/scenario.h>
#include <tutela/session/reach_board.h>

#include <QString>

#include <optional>
#include <vector>

/// The roads, bridges and fords that nobody can use, today and in a scenario.
namespace tutela::session {

/// A road, bridge or ford that is closed on the day of the cut-off, or that a scenario closes.
struct RoadClosure {
    enum class State { Closed, OpenInScenario, ClosedInScenario };
    analysis::RoadId road;
    State state = State::Closed;
    QString name;                      ///< "R7 bridge over the Sentu"
    bool bridge = false, ford = false;
    std::optional<core::Day> from, to; ///< by its record; `to` is the day on which it is open again
    QString reason;
    std::optional<core::GeoPoint> at;  ///< where a map shows it
    [[nodiscard]] bool isClosed() const { return state != State::OpenInScenario; }
};
/// Those of the day first. @param scenario  empty = today
[[nodiscard]] std::vector<RoadClosure> roadClosures(const core::Mission& mission, core::Instant asOf, std::optional<ScenarioId> scenario);
/// "closed", "open in the scenario", "closed in the scenario".
[[nodiscard]] QString stateText(const RoadClosure& closure);
/// "since 3 Oct 2026", "3 Oct 2026 to 1 Dec 2026", "until 1 Dec 2026"; empty without dates.
[[nodiscard]] QString closureDaysText(const RoadClosure& closure, const core::TimeZone& zone);

/// What a scenario changes; nothing without one, and nothing where it cannot be read: the list of its changes says so.
[[nodiscard]] core::ScenarioChanges readableChanges(const core::Mission& mission, std::optional<ScenarioId> scenario);
/// The vertex half-way along the longest line of a road.
[[nodiscard]] std::optional<core::GeoPoint> middleOf(const core::Road& road);

} // namespace tutela::session
