// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

namespace tutela::app::ui {

/// A control that changes the mission: in a mission that is open read-only it is off, and says why.
void changes(const Shell& shell, QWidget* control);

} // namespace tutela::app::ui
