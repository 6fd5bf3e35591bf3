// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/observed_response.h>

#include <algorithm>
#include <cmath>

namespace tutela::analysis {

using core::Alert;
using core::Instant;

namespace {

bool counts(const Alert& alert) { return alert.triage != core::Triage::DUPLICATE && alert.triage != core::Triage::FALSE_OR_MALICIOUS; }

/// What happened from as_of on is not known then.
std::optional<Instant> known(const std::optional<Instant>& time, Instant as_of) { return time && *time < as_of ? time : std::nullopt; }

void add(StageTimes& stage, const std::optional<Instant>& from, const std::optional<Instant>& to)
{
    constexpr double kPerMinute = 60.0;
    if (from && to && *to >= *from)
        stage.minutes.push_back(static_cast<double>((*to - *from).count()) / kPerMinute);
    else
        ++stage.missing;
}

} // namespace

core::Real StageTimes::median() const
{
    if (minutes.empty())
        return std::nullopt;
    const std::size_t middle = minutes.size() / 2;
    return minutes.size() % 2 == 1 ? minutes[middle] : (minutes[middle - 1] + minutes[middle]) / 2.0;
}

core::Real StageTimes::p90() const
{
    if (minutes.empty())
        return std::nullopt;
    const std::size_t rank = (minutes.size() * 9 + 9) / 10; // ceiling of nine tenths, in whole numbers
    return minutes[rank - 1];
}

ObservedResponse observedResponse(const core::Mission& mission, const core::Period& period, Instant as_of)
{
    ObservedResponse found;
    for (const Alert& alert : mission.all<Alert>()) {
        if (!alert.t_received || !period.contains(*alert.t_received) || *alert.t_received >= as_of || !counts(alert))
            continue;
        ++found.alerts;
        const auto tasked = known(alert.t_tasked, as_of), departed = known(alert.t_departed, as_of), arrived = known(alert.t_arrived, as_of);
        if (!tasked && !departed && !arrived)
            continue;
        ++found.answered;
        add(found.decide, alert.t_received, tasked);
        add(found.mobilise, tasked, departed);
        add(found.travel, departed, arrived);
        add(found.total, alert.t_received, arrived);
    }
    for (StageTimes* stage : {&found.decide, &found.mobilise, &found.travel, &found.total})
        std::sort(stage->minutes.begin(), stage->minutes.end());
    return found;
}

} // namespace tutela::analysis
