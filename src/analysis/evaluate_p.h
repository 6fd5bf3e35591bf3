// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence_p.h"

#include <tutela/analysis/assess.h>

namespace tutela::analysis {

/// The places a line is about: those it names; when it names none, those inside its areas.
[[nodiscard]] std::vector<const core::Place*> placesOf(const core::Mission& mission, const core::Line& line);
/// "Militia raids, Luzi and 2 more places".
[[nodiscard]] std::string titleOf(const core::Mission& mission, const core::Line& line);
/// One line with every number opened; derived fields of its record filled in.
[[nodiscard]] LineResult evaluateLine(const Context& context, core::Line line);
/// All lines, most urgent first.
[[nodiscard]] std::vector<LineResult> evaluateLines(const Context& context, std::vector<core::Line> lines, const core::Progress& progress);
/// Roll-ups, requirements and notes of sorted lines.
void summarise(const Context& context, const core::Assessment& assessment, AssessmentResult& result);
/// What changed since the version before; sets change_since_last of the lines.
void compare(const core::Mission& mission, std::optional<core::AssessmentId> before, AssessmentResult& result, const core::Progress& progress);

} // namespace tutela::analysis
