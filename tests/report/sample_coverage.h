// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/patrol_coverage.h>

namespace tutela::test {

/// A small invented mission: four places, a base with a company, three patrols, an alert.
[[nodiscard]] core::Mission coverageMission(const std::string& nameTail = {});
/// What a caller would have computed of it: coverage by coverageOf() with classes set by hand, and a reach made by hand.
[[nodiscard]] analysis::CoverageReview coverageInput(const core::Mission& mission);

} // namespace tutela::test
