// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "context_p.h"

#include <tutela/core/time.h>

#include <optional>
#include <string>

namespace tutela::cli {

/// The value of --from or --to: "2026-10-31" is the start of that day in the mission's zone; empty when it was not given.
/// @throws core::Error{Usage}
[[nodiscard]] std::optional<core::Instant> momentOf(const std::string& text, const core::TimeZone& zone);
/// The information cut-off: --as-of, else the mission's own, else 00:00 UTC of tomorrow.
[[nodiscard]] core::Instant cutOff(const Context& context, const core::Mission& mission);
/// Refuses a period [from, to) that can hold nothing. @throws core::Error{Usage}
void requirePeriod(const std::optional<core::Instant>& from, const std::optional<core::Instant>& to);

/// Until when the records of the mission tell what stood where: its own cut-off, unless --as-of asks for another; empty = as far as asked.
[[nodiscard]] std::optional<core::Instant> knownUntil(const Context& context, const core::Mission& mission);

} // namespace tutela::cli
