// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model.h>
#include <tutela/store/mission_file.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tutela::cli {

/// Bytes of a packed asset by name; null when there are none.
using AssetReader = std::function<std::shared_ptr<const std::string>(const std::string&)>;
/// Reads assets of an open file; the file must outlive it.
[[nodiscard]] AssetReader assetReader(const store::MissionFile& file);

/// Bytes that are stored with an approved version.
struct StoredAsset {
    std::string name, mime, bytes;
};

/// Name of the stored PDF of an approved version.
[[nodiscard]] std::string pdfAsset(core::AssessmentId assessment);
/// "Tutela 0.1.0": printed beside fingerprints.
[[nodiscard]] std::string programName();

/// The report model, its images and the pages of a version, as they are stored with it. Needs no display.
[[nodiscard]] std::vector<StoredAsset> freezeVersion(const core::Mission& mission, core::AssessmentId assessment, const AssetReader& asset);

/// Moves a version on in one commit: its number and the sign-off row; a submission also stores the computed fields of its lines.
store::CommitId moveOn(store::MissionFile& file, const store::Author& author, const core::Mission& mission, const core::SignOff& row,
                       const std::string& version);

/// Approves in one commit: the number, the report model with images and PDF, the sign-off row that freezes the version, and
/// SUPERSEDED for the versions that it replaces.
store::CommitId approve(store::MissionFile& file, const store::Author& author, const core::Mission& mission, core::SignOff row,
                        const std::string& version);

/// The model of a version: the stored one when it is approved, else made from today's records.
[[nodiscard]] report::ReportModel reportModel(const store::MissionFile& file, const core::Mission& mission, core::AssessmentId assessment,
                                              std::optional<core::Instant> asOf);

} // namespace tutela::cli
