// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/assess.h>

#include <nlohmann/json.hpp>

namespace tutela::cli {

/// One line as `assess --json` prints it (docs/cli.md).
[[nodiscard]] nlohmann::json lineJson(const analysis::LineResult& line);
/// The whole result.
[[nodiscard]] nlohmann::json resultJson(const core::Assessment& assessment, core::AssessmentState state, const analysis::AssessmentResult& result);
/// The same for people: one block a line.
void printResult(std::ostream& out, const core::TimeZone& zone, const core::Assessment& assessment, core::AssessmentState state,
                 const analysis::AssessmentResult& result);

} // namespace tutela::cli
