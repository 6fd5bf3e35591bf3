// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/demo/demo.h>
#include <tutela/report/model.h>
#include <tutela/store/mission_file.h>

#include <string>

namespace tutela::cli {

/// The report model and the pages of a version as they are stored with it. Needs no display.
[[nodiscard]] demo::FrozenVersion freezeVersion(const core::Mission& mission, core::AssessmentId assessment);

/// Moves a version on in one commit: its number, the sign-off row.
store::CommitId moveOn(store::MissionFile& file, const store::Author& author, const core::Mission& mission, const core::SignOff& row,
                       const std::string& version);

/// Approves in one commit: the number, the sign-off row that freezes the version, its report model, images and PDF, and
/// SUPERSEDED for the versions that it replaces.
store::CommitId approve(store::MissionFile& file, const store::Author& author, const core::Mission& mission, core::SignOff row,
                        const std::string& version, const core::Progress& progress);

/// The model of a version: the stored one when it is approved, else made from today's records.
[[nodiscard]] report::ReportModel reportModel(const store::MissionFile& file, const core::Mission& mission, core::AssessmentId assessment);

} // namespace tutela::cli
