// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/forces.h>
#include <tutela/core/words.h>

#include <optional>
#include <vector>

/// What the life of a patrol allows and asks for (doctrine.md 2.10).
namespace tutela::core {

/// The states that may follow. A patrol without a state may be proposed; OVERDUE is computed and followed as DEPARTED.
[[nodiscard]] std::vector<PatrolStatus> nextStates(std::optional<PatrolStatus> status);
/// CANCELLED and ABORTED ask for the reason.
[[nodiscard]] bool needsReason(PatrolStatus status);

/// When the report is due: 24 hours after the end of a patrol of less than a day, 48 hours after others; empty while it has not ended.
[[nodiscard]] std::optional<Instant> reportDue(const Patrol& patrol);
/// How it stands with the report.
TUTELA_WORDS(ReportState, NONE, DUE, LATE, FILED, FILED_LATE)
/// NONE: not ended, or never left. @param now  the moment that is asked about
[[nodiscard]] ReportState reportState(const Patrol& patrol, Instant now);

/// Everybody met at a stop; empty when nothing is known, which counts as nobody.
[[nodiscard]] Count peopleMet(const PatrolStop& stop);
/// Refused clearance, or turned back on the way.
[[nodiscard]] bool wasObstructed(const Patrol& patrol);

} // namespace tutela::core
