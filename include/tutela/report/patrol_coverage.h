// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/coverage.h>
#include <tutela/analysis/reach.h>
#include <tutela/core/asset.h>
#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tutela::map {
struct ReachCover;
}

namespace tutela::report {

/// A scenario of the mission as computed, or why it was not.
struct ScenarioReach {
    std::string name, note;
    std::optional<analysis::Reach> reach; ///< empty = it cannot be computed
    std::string problem;
};

/// What the caller has computed: a review tells of one moment and one period.
struct CoverageInput {
    analysis::Coverage coverage;               ///< of the period
    std::optional<analysis::Coverage> before;  ///< of the period of equal length before it
    analysis::Reach reach;                     ///< of today, at the cut-off of the coverage
    std::vector<ScenarioReach> scenarios;
    double cell_metres = 0.0;                  ///< of the terrain
    std::vector<std::string> terrain_notes;    ///< what could not be used, a sentence each
    std::shared_ptr<const map::ReachCover> cover; ///< for the map; null = no bands
    std::string program;                       ///< "Tutela 0.1.0"
    std::filesystem::path folder;              ///< of the mission file: the elevation layer lies relative to it
    core::AssetReader asset;                   ///< null when there are none
};

/// Everything that the pages of a patrol coverage review print, INTERNAL profile, sentences composed. Such a review is not stored
/// and not signed: it is a draft always.
///
/// Needs a QGuiApplication (it paints the relief and cover images). Deterministic; reads no clock. @throws core::Cancelled
[[nodiscard]] ReportModel buildPatrolCoverage(const core::Mission& mission, const CoverageInput& input, const core::Progress& progress = {});

} // namespace tutela::report
