// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/time.h>

#include <span>
#include <string>
#include <vector>

namespace tutela::core {

/// The same time counted once: periods that touch or overlap joined, in order, without empty ones.
[[nodiscard]] std::vector<Period> united(std::span<const Period> periods);
/// Time that is in both; each list is united first.
[[nodiscard]] std::vector<Period> common(std::span<const Period> a, std::span<const Period> b);
/// Length of the periods as they stand; unite them first when they may overlap.
[[nodiscard]] std::chrono::seconds lengthOf(std::span<const Period> periods);
/// An information cut-off as people say it: "31 Oct 2026, end of day" for the midnight after it, else date and time with the zone.
[[nodiscard]] std::string readableCutOff(Instant cutOff, const TimeZone& zone);

} // namespace tutela::core
