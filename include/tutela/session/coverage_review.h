// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage_review.h>
#include <tutela/session/terrain.h>

#include <memory>
#include <optional>

namespace tutela::session {

/// Reach of today, coverage of a period and of the one before, and every scenario; by the rules of Patrols. From any thread.
/// @param knownUntil  as in analysis::coverageOf()
/// @throws core::Error, core::Cancelled
[[nodiscard]] analysis::CoverageReview coverageReview(std::shared_ptr<const core::Mission> mission, const TerrainRequest& request, const core::Period& period, core::Instant asOf,
                                                      const core::Progress& progress = {}, std::optional<core::Instant> knownUntil = {});

} // namespace tutela::session
