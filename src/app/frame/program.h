// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tutela::app {

/// "Tutela 0.1.0": printed on pages.
[[nodiscard]] inline std::string programName() { return std::string{"Tutela "} + TUTELA_VERSION; }

} // namespace tutela::app
