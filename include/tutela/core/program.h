// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tutela::core {

/// "Tutela 0.1.0": printed on pages and shown in the window.
[[nodiscard]] std::string programName();

} // namespace tutela::core
