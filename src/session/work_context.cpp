// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/work_context.h>

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/assess.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace tutela::session {

namespace {

/// "2026-10"
std::string monthOf(core::Day day) { return core::toText(day).substr(0, 7); }

/// The instant before which everything is known: a cut-off at 00:00 of the first belongs to the month before.
std::optional<core::Day> lastDay(const core::Mission& mission)
{
    if (!mission.details.as_of)
        return std::nullopt;
    return mission.timeZone().dayAt(*mission.details.as_of - std::chrono::days{1});
}

/// First days of the months in which there is a time.
std::vector<core::Day> monthsOf(const std::vector<std::int64_t>& times, const core::TimeZone& zone)
{
    std::optional<std::pair<std::int64_t, std::int64_t>> span;
    for (const std::int64_t time : times)
        if (time != core::IncidentColumns::kNoTime)
            span = span ? std::pair{std::min(span->first, time), std::max(span->second, time)} : std::pair{time, time};
    if (!span)
        return {};
    // Where each month of the span begins, and the one after: a million times find theirs by a guess that is off by one at most.
    std::vector<core::Day> days;
    std::vector<std::int64_t> starts;
    const std::chrono::year_month_day first{zone.dayAt(core::Instant{std::chrono::seconds{span->first}})};
    for (auto month = first.year() / first.month(); starts.empty() || starts.back() <= span->second; month += std::chrono::months{1}) {
        days.emplace_back(month / 1);
        starts.push_back(zone.startOf(days.back()).time_since_epoch().count());
    }
    constexpr std::int64_t kMeanMonth = 2'629'746; // seconds
    std::vector<bool> found(starts.size(), false);
    for (const std::int64_t time : times) {
        if (time == core::IncidentColumns::kNoTime)
            continue;
        auto at = std::min(static_cast<std::size_t>((time - starts.front()) / kMeanMonth), starts.size() - 1);
        while (starts[at] > time)
            --at;
        while (starts[at + 1] <= time)
            ++at;
        found[at] = true;
    }
    std::vector<core::Day> months;
    for (std::size_t i = 0; i < days.size(); ++i)
        if (found[i])
            months.push_back(days[i]);
    return months;
}

} // namespace

core::Instant WorkContext::cutOff(const core::Mission& mission, core::Instant now) const
{
    return analysis::referenceTime(mission, m_period ? std::optional{m_period->to} : std::nullopt, now);
}

void WorkContext::setPeriod(const std::optional<core::Period>& period)
{
    if (m_period == period)
        return;
    m_period = period;
    emit periodChanged();
}

void WorkContext::setScope(std::optional<core::AreaId> scope)
{
    if (m_scope == scope)
        return;
    m_scope = scope;
    emit scopeChanged();
}

void WorkContext::select(std::optional<RecordRef> record)
{
    if (m_selection == record)
        return;
    m_selection = record;
    emit selectionChanged();
}

std::vector<core::Period> WorkContext::months(const core::Mission& mission)
{
    const auto zone = mission.timeZone();
    std::set<std::string, std::greater<>> names;
    for (const core::Day day : monthsOf(mission.incidents->time, zone))
        names.insert(monthOf(day));
    for (const auto& assessment : mission.all<core::Assessment>())
        if (assessment.period_from)
            names.insert(monthOf(zone.dayAt(*assessment.period_from)));
    if (const auto last = lastDay(mission))
        names.insert(monthOf(*last));
    std::vector<core::Period> periods;
    for (const std::string& name : names)
        periods.push_back(core::monthPeriod(name, zone));
    return periods;
}

std::optional<core::Period> WorkContext::firstPeriod(const core::Mission& mission)
{
    if (const auto last = lastDay(mission))
        return core::monthPeriod(monthOf(*last), mission.timeZone());
    // The first of months(), without looking for the others.
    const auto zone = mission.timeZone();
    const auto& times = mission.incidents->time;
    std::optional<core::Day> newest;
    const auto consider = [&](core::Day day) { newest = std::max(newest.value_or(day), day); };
    if (const auto last = std::max_element(times.begin(), times.end()); last != times.end() && *last != core::IncidentColumns::kNoTime)
        consider(zone.dayAt(core::Instant{std::chrono::seconds{*last}}));
    for (const auto& assessment : mission.all<core::Assessment>())
        if (assessment.period_from)
            consider(zone.dayAt(*assessment.period_from));
    return newest ? std::optional{core::monthPeriod(monthOf(*newest), zone)} : std::nullopt;
}

QString WorkContext::called(const std::optional<core::Period>& period, const core::TimeZone& zone)
{
    if (!period)
        return tr("All time");
    const core::Day first = zone.dayAt(period->from);
    const core::Day last = zone.dayAt(period->to - std::chrono::seconds{1});
    if (core::monthPeriod(monthOf(first), zone) == *period)
        return QString::fromStdString(core::readableMonth(first));
    return tr("%1 to %2").arg(QString::fromStdString(core::readable(first)), QString::fromStdString(core::readable(last)));
}

QString WorkContext::called(std::optional<core::AreaId> scope, const core::Mission& mission)
{
    const auto* area = scope ? mission.find<core::Area>(*scope) : nullptr;
    return area ? QString::fromStdString(area->name) : tr("All sectors");
}

} // namespace tutela::session
