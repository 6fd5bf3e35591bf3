// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <vector>

namespace tutela::exchange {

/// Incidents that may be the same as this one (docs/methods/duplicates.md): the same kind of event within 5 km and 24 hours,
/// casualties within half. At most ten, as found; nothing is ever merged. Cost: one pass over the times.
[[nodiscard]] std::vector<core::IncidentId> similarIncidents(const core::Mission& mission, core::IncidentId incident, const core::Progress& progress = {});

} // namespace tutela::exchange
