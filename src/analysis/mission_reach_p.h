// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence_p.h"

namespace tutela::analysis {

struct MissionReach {
    std::optional<int> value; ///< M; empty = not computed
    std::string why;          ///< a clause with the parts of the time and the records
    std::optional<PlaceResponse> response; ///< of the place that decides
};
/// Mission reach M (doctrine.md 3.4): the lowest of the places; where two are equal, the one that is reached last.
[[nodiscard]] MissionReach missionReach(const Context& context, const Scope& scope);

/// The nearest open base of the mission within 2 km; null when there is none.
[[nodiscard]] const core::Base* baseInPlace(const Context& context, const core::Place& place);

} // namespace tutela::analysis
