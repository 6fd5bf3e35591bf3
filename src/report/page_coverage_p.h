// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "coverage_p.h"
#include "pages_p.h"

/// The pages of a patrol coverage review, one function a page or part.
namespace tutela::report {

void bottomLinePage(Flow& flow, const PageContext& context);
void presencePage(Flow& flow, const PageContext& context);
void reachPage(Flow& flow, const PageContext& context);
/// All gaps; for a partner the assessed places.
void gapPages(Flow& flow, const PageContext& context);
void coverageSections(Flow& flow, const PageContext& context);

/// Gaps as rows, at most so many.
[[nodiscard]] Table gapTable(const CoverageModel& coverage, std::size_t most);
/// The hours of the day: two shares in a bar chart, and the same as a table.
void hoursChart(Flow& flow, const CoverageModel& coverage);
/// "12 d of 3 d", "never, of 3 d"; "not assessed" without an interval.
[[nodiscard]] std::string visitText(const CoveragePlace& place);
[[nodiscard]] std::string responseText(const CoveragePlace& place);

} // namespace tutela::report
