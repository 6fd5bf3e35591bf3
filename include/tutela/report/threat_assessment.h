// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/assess.h>
#include <tutela/analysis/reach_cells.h>
#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tutela::report {

struct BuildOptions {
    std::string program;     ///< "Tutela 0.1.0"
    std::string fingerprint; ///< hash of the version's content, hex (store: assessmentHash)
    std::filesystem::path folder; ///< of the mission file: the elevation layer lies relative to it
    /// The figures as the version before printed them; empty = worked out from its stored lines.
    std::vector<Figure> previous;
    analysis::ReachCellsOf cells; ///< bands and gaps of the map; null = none
    /// Bytes of a packed asset by name; null when there are none.
    std::function<std::shared_ptr<const std::string>(const std::string&)> asset;
};

/// Everything that the pages of one version of a threat assessment print, INTERNAL profile, sentences composed.
///
/// @param result  the version as evaluated at its as_of.
/// Needs a QGuiApplication (it paints the relief and cover images). Deterministic; reads no clock.
/// @throws core::Error{InvalidInput} when there is no such assessment; core::Cancelled.
[[nodiscard]] ReportModel buildThreatAssessment(const core::Mission& mission, core::AssessmentId assessment,
                                                const analysis::AssessmentResult& result, const BuildOptions& options,
                                                const core::Progress& progress = {});
/// The same; the version is evaluated first.
[[nodiscard]] ReportModel buildThreatAssessment(const core::Mission& mission, core::AssessmentId assessment,
                                                const BuildOptions& options, const core::Progress& progress = {});

} // namespace tutela::report
