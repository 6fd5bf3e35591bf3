// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/incident_columns.h>
#include <tutela/core/time.h>

#include <string>

namespace tutela::core {

/// A day as exactly as it is known, the one wording of tables and reports: "26 Oct 2026", "week of 26 Oct 2026",
/// "in October 2026", "about 26 Oct 2026".
/// @param said  an enumerator of TimePrecision, or IncidentColumns::kNoWord: the day is taken as given
[[nodiscard]] inline std::string aboutDay(Day day, std::uint8_t said)
{
    if (said == IncidentColumns::kNoWord)
        return readable(day);
    switch (static_cast<TimePrecision>(said)) {
    case TimePrecision::WEEK: return "week of " + readable(day);
    case TimePrecision::MONTH: return "in " + readableMonth(day);
    case TimePrecision::UNKNOWN: return "about " + readable(day);
    default: return readable(day);
    }
}

} // namespace tutela::core
