// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/periods.h>

#include <boost/icl/interval_set.hpp>

namespace tutela::core {

namespace {

using Seconds = boost::icl::interval_set<std::int64_t, std::less, boost::icl::right_open_interval<std::int64_t>>;

Seconds setOf(std::span<const Period> periods)
{
    Seconds set;
    for (const Period& period : periods)
        set.add({period.from.time_since_epoch().count(), period.to.time_since_epoch().count()});
    return set;
}

std::vector<Period> periodsOf(const Seconds& set)
{
    std::vector<Period> periods;
    for (const auto& each : set)
        periods.push_back({Instant{std::chrono::seconds{each.lower()}}, Instant{std::chrono::seconds{each.upper()}}});
    return periods;
}

} // namespace

std::vector<Period> united(std::span<const Period> periods) { return periodsOf(setOf(periods)); }

std::vector<Period> common(std::span<const Period> a, std::span<const Period> b) { return periodsOf(setOf(a) & setOf(b)); }

std::chrono::seconds lengthOf(std::span<const Period> periods)
{
    std::chrono::seconds length{0};
    for (const Period& period : periods)
        length += period.to - period.from;
    return length;
}

std::string readableCutOff(Instant cutOff, const TimeZone& zone)
{
    const Day day = zone.dayAt(cutOff);
    return cutOff == zone.startOf(day) ? readable(day - std::chrono::days{1}) + ", end of day" : zone.readable(cutOff);
}

} // namespace tutela::core
