// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <vector>

/// How long responses took, as recorded (doctrine.md 5.3, "Observed stage times").
namespace tutela::analysis {

/// Minutes of one stage over the alerts that were answered.
struct StageTimes {
    std::vector<double> minutes;  ///< ascending; of alerts where both ends are recorded
    std::int64_t missing = 0;     ///< answered alerts where one end is not
    /// Middle value, of an even number the mean of the two middle ones; empty without values.
    [[nodiscard]] core::Real median() const;
    /// The smallest value that nine tenths of the values do not exceed (nearest rank); empty without values.
    [[nodiscard]] core::Real p90() const;
    bool operator==(const StageTimes&) const = default;
};

struct ObservedResponse {
    std::int64_t alerts = 0;   ///< received in the period, without duplicates and false ones
    std::int64_t answered = 0; ///< of those, with anybody tasked, departed or arrived
    StageTimes decide, mobilise, travel, total; ///< tasked - received, departed - tasked, arrived - departed, arrived - received
};

/// @param period  alerts by the time they were received; nothing from as_of on counts
[[nodiscard]] ObservedResponse observedResponse(const core::Mission& mission, const core::Period& period, core::Instant as_of);

} // namespace tutela::analysis
