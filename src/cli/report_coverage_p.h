// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context_p.h"

#include <tutela/report/model.h>

namespace tutela::cli {

struct CoveragePeriod {
    core::Period period;
    core::Instant as_of;
    std::optional<core::Instant> known_until; ///< see knownUntil()
};
/// --from and --to, else the 30 days before the information cut-off. @throws core::Error{Usage}
[[nodiscard]] CoveragePeriod coveragePeriod(const Context& context, const core::Mission& mission, const std::string& from, const std::string& to);

struct CoverageReport {
    report::ReportModel model;
    std::vector<std::string> notes; ///< what is not in it, a sentence each
};
/// The patrol coverage review of an open mission file. Needs a QApplication. @throws core::Cancelled
[[nodiscard]] CoverageReport coverageReport(const store::MissionFile& file, const std::shared_ptr<const core::Mission>& mission, const CoveragePeriod& when, const core::Progress& progress);

} // namespace tutela::cli
