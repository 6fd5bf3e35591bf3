// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

namespace tutela::app {

/// Where a number comes from.
struct Explanation {
    QString title;  ///< "Residual risk: 12"
    QString text;   ///< formula and inputs; empty = nothing is recorded
    QString origin; ///< date, method and parameters
    std::vector<session::RecordRef> records; ///< behind it
};

/// Opens the explanation beside a widget: records to open, formula, parameters, date. Closes with Esc or a click elsewhere.
void showExplanation(Shell& shell, QWidget* beside, const Explanation& explanation);

} // namespace tutela::app
