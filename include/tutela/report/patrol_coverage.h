// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage_review.h>
#include <tutela/core/asset.h>
#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <filesystem>
#include <string>

namespace tutela::report {

struct ReviewOptions {
    std::string program;          ///< "Tutela 0.1.0"
    std::filesystem::path folder; ///< of the mission file: the elevation layer lies relative to it
    core::AssetReader asset;      ///< null when there are none
};

/// Everything that the pages of a patrol coverage review print, INTERNAL profile, sentences composed. Such a review is not stored
/// and not signed: it is a draft always.
///
/// Needs a QGuiApplication (it paints the relief and cover images). Deterministic; reads no clock. @throws core::Cancelled
[[nodiscard]] ReportModel buildPatrolCoverage(const core::Mission& mission, const analysis::CoverageReview& review, const ReviewOptions& options = {},
                                              const core::Progress& progress = {});

} // namespace tutela::report
