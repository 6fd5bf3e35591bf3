// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/asset.h>
#include <tutela/core/mission.h>
#include <tutela/store/mission_file.h>

#include <string>
#include <vector>

namespace tutela::cli {

/// Reads assets of an open file; the file must outlive it.
[[nodiscard]] core::AssetReader assetReader(const store::MissionFile& file);

/// The snapshot of an open file with response times for its assessments; the file must outlive it.
[[nodiscard]] core::Mission assessable(const store::MissionFile& file, const core::Progress& progress);

/// What is stored with a version that is approved. Needs no display.
[[nodiscard]] std::vector<core::Asset> freezeVersion(const core::Mission& mission, core::AssessmentId assessment, const core::AssetReader& asset);

} // namespace tutela::cli
