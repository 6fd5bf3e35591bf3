// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/reach_board.h>

/// A scenario beside today, and two scenarios beside each other.
namespace tutela::session {

/// 1 in the cells that are reached within the limit with the scenario alone, or today alone; of the size of Reach::minutes.
struct ChangedCells {
    core::Grid<std::uint8_t> gained, lost;
};
/// Of two grids of minutes of response of one size; empty when they are not.
[[nodiscard]] ChangedCells changedCells(const core::Grid<float>& before, const core::Grid<float>& now, double limitMinutes);
/// Of the scenario beside today; empty without a scenario.
[[nodiscard]] ChangedCells changedCells(const ReachBoard& board, double limitMinutes);

/// One place with two scenarios.
struct CompareRow {
    core::PlaceId place;
    QString name;
    core::Count people;
    std::optional<double> a, b; ///< minutes of response, empty = nobody comes
};
struct ScenarioComparison {
    std::vector<CompareRow> rows; ///< the largest change first
    analysis::Reach a, b;         ///< with their cells, for a map of both
};
/// Over the ground, season, night and means of a board; empty = today. @throws core::Error, core::Cancelled
[[nodiscard]] ScenarioComparison compareScenarios(const ReachBoard& board, std::optional<ScenarioId> a, std::optional<ScenarioId> b, const core::Progress& progress = {});
/// "+1 200 people within 2 h, 3 places gained, 1 lost" of B against A.
[[nodiscard]] QString comparisonSentence(const ScenarioComparison& comparison, double limitMinutes);
/// "−12 min", "+1 h", "cut off", "reached in 2 h", "none".
[[nodiscard]] QString changeText(const std::optional<double>& before, const std::optional<double>& after);

} // namespace tutela::session
