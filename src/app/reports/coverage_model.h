// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/progress.h>
#include <tutela/report/model.h>

#include <functional>

namespace tutela::app {

/// The period in the top bar, else the 30 days before the information cut-off.
[[nodiscard]] core::Period coveragePeriod(const Shell& shell);
/// Makes the patrol coverage review of the open mission as it is now; to be called in a worker.
[[nodiscard]] std::function<report::ReportModel(const core::Progress&)> coverageModelMaker(const Shell& shell);

} // namespace tutela::app
