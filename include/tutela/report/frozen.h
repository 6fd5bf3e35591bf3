// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/asset.h>
#include <tutela/report/threat_assessment.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What an approved version keeps, so that it is printed the same for ever: its report model with images, and its pages.
namespace tutela::report {

/// Where the assets of a mission file come from.
struct Assets {
    core::AssetReader read;
    std::function<std::vector<std::string>()> names;
    analysis::ReachCellsOf cells{}; ///< bands and gaps of the map of a version that is not frozen yet; null = none
};

/// "assessment/ID/report.pdf"
[[nodiscard]] std::string pdfAssetName(core::AssessmentId assessment);

/// The parts to be stored in the commit that approves the version. @param mission  as it is once approved.
[[nodiscard]] std::vector<core::Asset> freeze(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets,
                                             const std::string& program, const core::Progress& progress = {});

/// The model of a version: the stored one when it is frozen, else built from the records of now.
/// @param folder       of the mission file
/// @param fingerprint  of a draft's content
/// @throws core::Error{Damaged} when a frozen version has lost its model.
[[nodiscard]] ReportModel modelOf(const core::Mission& mission, core::AssessmentId assessment, const Assets& assets,
                                  const std::filesystem::path& folder, const std::string& program, std::optional<core::Instant> asOf = {},
                                  const core::Progress& progress = {});

} // namespace tutela::report
