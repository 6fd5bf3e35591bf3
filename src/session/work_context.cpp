// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/work_context.h>

#include <tutela/analysis/area_index.h>

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

} // namespace

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
    std::set<core::Day> days; // of a million incidents few thousand differ
    const auto& times = mission.incidents->time;
    std::int64_t day = 0;
    bool known = false;
    for (const std::int64_t time : times) {
        constexpr std::int64_t kDay = 86'400;
        if (time == core::IncidentColumns::kNoTime || (known && time / kDay == day))
            continue;
        day = time / kDay;
        known = true;
        days.insert(zone.dayAt(core::Instant{std::chrono::seconds{time}}));
    }
    for (const core::Day each : days)
        names.insert(monthOf(each));
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
    const auto all = months(mission);
    return all.empty() ? std::nullopt : std::optional{all.front()};
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
