// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/incident_columns.h>

namespace tutela::core {

/// How exactly the position of incident i is known: the one rule of maps, evidence and reports.
///
/// A position of which nobody said it counts as near (25 km): it was given as a point, so it is no middle of an area, and
/// nobody said that it is exact. UNKNOWN is what a source says that knows of no place; it counts as an area.
[[nodiscard]] inline PlacePrecision placePrecisionOf(const IncidentColumns& columns, std::size_t i) noexcept
{
    const std::uint8_t said = columns.place_precision[i];
    return said == IncidentColumns::kNoWord ? PlacePrecision::NEAR_25KM : static_cast<PlacePrecision>(said);
}

} // namespace tutela::core
