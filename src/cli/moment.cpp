// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "moment_p.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/error.h>

namespace tutela::cli {

std::optional<core::Instant> momentOf(const std::string& text, const core::TimeZone& zone)
{
    if (text.empty())
        return std::nullopt;
    try {
        return text.size() == 10 ? zone.startOf(core::dayOf(text)) : core::instantOf(text);
    } catch (const core::Error& error) {
        throw core::Error{core::ErrorCode::Usage, error.message()};
    }
}

core::Instant cutOff(const Context& context, const core::Mission& mission)
{
    if (const auto asked = context.asOf(mission.timeZone()))
        return *asked;
    return analysis::referenceTime(mission, {}, now());
}

std::optional<core::Instant> knownUntil(const Context& context, const core::Mission& mission)
{
    return context.asOf(mission.timeZone()) ? std::nullopt : mission.details.as_of;
}

void requirePeriod(const std::optional<core::Instant>& from, const std::optional<core::Instant>& to)
{
    if (from && to && *from >= *to)
        throw core::Error{core::ErrorCode::Usage, "--from must lie before --to; the day of --to itself is not in the period"};
}

} // namespace tutela::cli
