// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context_p.h"

namespace tutela::analysis {

/// The vulnerability checklist of one place under one threat (doctrine.md 2.3).
///
/// A person's judgement on the place, or on a target group that lives there, wins over what records say. Factors that the
/// records can neither prove nor rule out are unknown.
/// @param threat  null = no threat is known: its groups and state actors are left out.
[[nodiscard]] PlaceVulnerability vulnerabilityOf(const Context& context, const core::Place& place, const core::Threat* threat);

/// The checklists as a line stores them, place by place.
[[nodiscard]] std::vector<core::CountedFactor> countedFactors(const std::vector<PlaceVulnerability>& checklists);
/// The checklists that a line has stored, in the order in which it stored them.
[[nodiscard]] std::vector<PlaceVulnerability> checklistsOf(const std::vector<core::CountedFactor>& counted);

/// What is known of the alert network of a place at as_of.
struct AlertNetwork {
    FactorState working = FactorState::Unknown; ///< tested and working within 30 days
    std::string why;
};
[[nodiscard]] AlertNetwork alertNetwork(const Context& context, const core::Place& place);
/// True when the state's own forces in the place threaten the people.
[[nodiscard]] bool isThreat(const core::Place& place);
/// True when a safe place or a flight route is recorded.
[[nodiscard]] bool hasRefuge(const core::Place& place);

} // namespace tutela::analysis
