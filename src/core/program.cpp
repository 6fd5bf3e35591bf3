// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/program.h>

namespace tutela::core {

std::string programName() { return std::string{"Tutela "} + TUTELA_VERSION; }

} // namespace tutela::core
