// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence_p.h"

namespace tutela::analysis {

/// Suggestions for the judged values that the line leaves empty, from fixed rules over the records
/// (docs/methods/assessment.md 7). A value that the records say nothing about gets no suggestion.
[[nodiscard]] std::vector<Suggestion> suggestionsFor(const Context& context, const Scope& scope, const core::Line& line);

} // namespace tutela::analysis
