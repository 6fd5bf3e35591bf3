// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <utility>
#include <vector>

/// What a submitted version is held to: its lines computed again (doctrine.md 2.11).
namespace tutela::analysis {

/// Fields of a line that the program computes, with their values.
[[nodiscard]] std::vector<std::pair<const core::Field*, core::Value>> derivedFields(const core::Line& line);

/// The snapshot with the lines of a version computed again: what a submission is checked against and stores.
[[nodiscard]] core::Mission withComputedLines(const core::Mission& mission, core::AssessmentId assessment, const core::Progress& progress = {});

/// Refuses when the records behind a line were changed after the submission, so that its numbers are no longer those that
/// the reviewers saw. @throws core::Error{InvalidInput} that names line, field and both values.
void requireNumbersAsSubmitted(const core::Mission& mission, core::AssessmentId assessment, const core::Progress& progress = {});

} // namespace tutela::analysis
