// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/situation.h>

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/incident_grid.h>

namespace tutela::analysis {

using core::Instant;
using core::Period;

namespace {

std::chrono::year_month monthOf(core::Day day)
{
    const std::chrono::year_month_day date{day};
    return date.year() / date.month();
}

bool isMonthStart(Instant instant, const core::TimeZone& zone)
{
    const core::Day day = zone.dayAt(instant);
    return std::chrono::year_month_day{day}.day() == std::chrono::day{1} && zone.startOf(day) == instant;
}

Instant startOfMonth(std::chrono::year_month month, const core::TimeZone& zone) { return zone.startOf(core::Day{month / 1}); }

/// The same days a year before; 29 February becomes 28.
Instant aYearBefore(Instant instant, const core::TimeZone& zone)
{
    const core::Day day = zone.dayAt(instant);
    const std::chrono::year_month_day date{day};
    std::chrono::year_month_day last = date - std::chrono::years{1};
    if (!last.ok())
        last = last.year() / last.month() / std::chrono::last;
    return zone.startOf(core::Day{last}) + (instant - zone.startOf(day));
}

} // namespace

Period periodBefore(const Period& period, const core::TimeZone& zone)
{
    if (isMonthStart(period.from, zone) && isMonthStart(period.to, zone) && period.from < period.to) {
        const std::chrono::year_month first = monthOf(zone.dayAt(period.from));
        const std::chrono::months count = monthOf(zone.dayAt(period.to)) - first;
        return {startOfMonth(first - count, zone), period.from};
    }
    return {period.from - (period.to - period.from), period.from};
}

HarmComparison harm(const core::Mission& mission, std::optional<core::AreaId> area, const Period& period, const core::Progress& progress)
{
    const core::TimeZone zone = mission.timeZone();
    HarmComparison out;
    out.period = period;
    out.before = periodBefore(period, zone);
    out.last_year = {aYearBefore(period.from, zone), aYearBefore(period.to, zone)};
    const auto count = [&](By by, const Period& when) {
        return statistics(mission, {by, std::nullopt, area, when.from, when.to}, progress);
    };
    const Statistics categories = count(By::CATEGORY, period);
    out.now = categories.total;
    out.by_category = categories.rows;
    out.by_actor = count(By::ACTOR, period).rows;
    out.then = count(By::CATEGORY, out.before).total;
    out.year_ago = count(By::CATEGORY, out.last_year).total;

    const core::IncidentColumns& columns = *mission.incidents;
    const core::Area* record = area ? mission.find<core::Area>(*area) : nullptr;
    const AreaIndex index{record != nullptr ? std::vector{record} : std::vector<const core::Area*>{}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns.time[i] == core::IncidentColumns::kNoTime)
            continue;
        const Instant time{std::chrono::seconds{columns.time[i]}};
        out.records_reach_back = out.records_reach_back || time < out.before.from;
        if (!period.contains(time) || (record != nullptr && !(columns.hasPosition(i) && index.covers(columns.lon(i), columns.lat(i)))))
            continue;
        if (columns.verification[i] == core::IncidentColumns::kNoWord)
            ++out.verification_unknown;
        else
            ++out.by_verification[columns.verification[i]];
    }
    return out;
}

} // namespace tutela::analysis
