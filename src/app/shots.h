// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame/style.h"

namespace tutela::app {

/// Paints every workspace and dialog of the demo mission, light and dark, in three sizes, as PNG into a folder.
/// @returns the exit code
[[nodiscard]] int takeShots(Style& style, const QString& folder);

} // namespace tutela::app
