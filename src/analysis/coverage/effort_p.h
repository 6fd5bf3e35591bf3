// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>

/// The quality of the effort (doctrine.md 5.2), patrol by patrol.
namespace tutela::analysis {

class RoadDistance;

/// When the patrol left, as far as it is known; else when it was to leave.
[[nodiscard]] std::optional<core::Instant> startOf(const core::Patrol& patrol);
/// What was planned, done, called off and met.
void addEffort(CoverageMetrics& metrics, const core::Patrol& patrol, core::Instant as_of, const core::TimeZone& zone);
/// How far it went from its base and from roads. @param roads  primary and secondary
void addGround(CoverageMetrics& metrics, const core::Mission& mission, const core::Patrol& patrol, const RoadDistance& roads);

} // namespace tutela::analysis
