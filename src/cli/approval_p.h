// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/assessment_desk.h>
#include <tutela/store/mission_file.h>

#include <string>
#include <vector>

namespace tutela::cli {

/// Reads assets of an open file; the file must outlive it.
[[nodiscard]] session::AssetReader assetReader(const store::MissionFile& file);

/// "Tutela 0.1.0": printed beside fingerprints.
[[nodiscard]] std::string programName();

/// What is stored with a version that is approved. Needs no display.
[[nodiscard]] std::vector<session::FrozenPart> freezeVersion(const core::Mission& mission, core::AssessmentId assessment, const session::AssetReader& asset);

} // namespace tutela::cli
