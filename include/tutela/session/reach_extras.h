// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach_measures.h>
#include <tutela/session/reach_board.h>
#include <tutela/session/scenario_lines.h>

#include <QStringList>

/// What is computed after a board is shown, because it takes several times as long: night and rain, and the speeds assumed.
namespace tutela::session {

struct ReachExtras {
    std::vector<std::int32_t> durations; ///< of recorded attacks, minutes
    analysis::ReachByCondition conditions;
    analysis::ReachSensitivity sensitivity;
    std::vector<LineUnderScenario> lines; ///< that the scenario changes; empty without one
};
/// Vectors are in the order of the places of the board. @throws core::Cancelled
[[nodiscard]] std::shared_ptr<const ReachExtras> reachExtras(const ReachBoard& board, const core::Progress& progress = {});

/// Marks the places of a list whose answer depends on the speeds assumed.
void markSensitive(std::vector<ReachRow>& rows, const ReachBoard& board, const ReachExtras& extras, double limitMinutes);
/// The sentence of the gaps with how many of its people depend on the speeds assumed; unchanged where nobody does.
[[nodiscard]] QString withSensitivity(const QString& sentence, const std::vector<ReachRow>& beyond);
/// "Would have met 5 of 7 recorded attacks".
[[nodiscard]] QString attacksMetText(const ReachExtras& extras, double responseMinutes);
/// "By night in the wet season 34 % fewer people within 2 h than by day in the dry one"; people by condition for a tool tip.
struct ConditionText {
    QString sentence;
    QStringList people;
};
[[nodiscard]] ConditionText conditionText(const ReachBoard& board, const ReachExtras& extras, double limitMinutes);

} // namespace tutela::session
