// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>

#include <functional>

/// The quality of the effort (doctrine.md 5.2), patrol by patrol.
namespace tutela::analysis {

inline constexpr double kPerHour = 3600.0; ///< seconds

[[nodiscard]] inline bool isDone(const core::Patrol& patrol)
{
    return patrol.status == core::PatrolStatus::COMPLETED || patrol.status == core::PatrolStatus::REPORTED;
}

class RoadDistance;

/// When the patrol left, as far as it is known; else when it was to leave.
[[nodiscard]] std::optional<core::Instant> startOf(const core::Patrol& patrol);
/// What was planned, done, called off and met.
void addEffort(CoverageMetrics& metrics, const core::Patrol& patrol, core::Instant as_of, const core::TimeZone& zone);
/// The straight pieces of its track that belong to the period: each to the time of its first point, one without a time to the start of the
/// patrol. So the kilometres of the parts of a year add up to those of the year, whatever patrol a track was given to.
void forEachPiece(const core::Patrol& patrol, const core::Period& period, const std::function<void(core::GeoPoint, core::GeoPoint)>& each);
/// How many kilometres it drove in the period, and near roads. @param roads  primary and secondary
void addKilometres(CoverageMetrics& metrics, const core::Patrol& patrol, const core::Period& period, const RoadDistance& roads);
/// How far it went from its base.
void addRange(CoverageMetrics& metrics, const core::Mission& mission, const core::Patrol& patrol);

} // namespace tutela::analysis
