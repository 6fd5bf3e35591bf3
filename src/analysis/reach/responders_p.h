// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>

namespace tutela::analysis {

struct Responders {
    std::vector<Responder> all;
    std::vector<std::string> notes;
};

/// Units of open bases with each mode that they have, in order of base, unit and mode.
/// @throws core::Error{InvalidInput} for a base in the options that is not in the mission
[[nodiscard]] Responders respondersOf(const core::Mission& mission, const ReachOptions& options);

} // namespace tutela::analysis
