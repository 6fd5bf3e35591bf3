// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>

#include <optional>
#include <string>
#include <vector>

/// What another reach would do to the lines of the assessments: "what if this base closes".
namespace tutela::session {

struct LineUnderScenario {
    core::LineId line;
    core::AssessmentId assessment;
    std::string title;
    core::Count people;
    std::optional<int> reach_today, reach_then; ///< M; empty = not computed
    core::Range<int> risk_today, risk_then;     ///< residual
    core::Range<core::PriorityClass> class_today, class_then;

    [[nodiscard]] bool changesClass() const { return class_today != class_then; }
};

/// Lines of the versions that count whose mission reach, residual risk or class is another: those that change class first, then by how
/// urgent they become. Signed versions are computed anew on both sides, so that the reach alone makes the difference; nothing of
/// them is changed.
/// @param then  of the same mission with other options
[[nodiscard]] std::vector<LineUnderScenario> linesUnderScenario(const core::Mission& mission, const analysis::Reach& today, const analysis::Reach& then, const core::Progress& progress = {});

} // namespace tutela::session
