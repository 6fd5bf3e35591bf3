// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/action_effect.h>

#include "../context_p.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace tutela::analysis {

using core::Instant;
using core::Period;

namespace {

constexpr int kRateDays = 28; ///< that a rate is told for, and the fewest that it is told from
constexpr std::chrono::days kWindow{ActionEffect::kDays};

core::Real rate(std::int64_t attacks, int days) { return static_cast<double>(attacks) * kRateDays / days; }

/// P(X <= most) of a binomial distribution, 0 < share < 1. Terms by their logarithm: a power of the share alone would vanish.
double atMost(std::int64_t most, std::int64_t all, double share)
{
    double term = static_cast<double>(all) * std::log1p(-share), sum = 0.0;
    for (std::int64_t k = 0; k <= most; ++k) {
        sum += std::exp(term);
        term += std::log(static_cast<double>(all - k) / static_cast<double>(k + 1)) + std::log(share / (1.0 - share));
    }
    return std::min(sum, 1.0);
}

struct Windows {
    Period before, after;
};

Windows windowsOf(core::Day done, const core::TimeZone& zone, Instant asOf)
{
    const core::Day next = done + std::chrono::days{1};
    const Instant start = zone.startOf(next);
    return {{zone.startOf(done - kWindow), zone.startOf(done)}, {start, std::max(start, std::min(zone.startOf(next + kWindow), asOf))}};
}

class Effects {
public:
    Effects(const core::Mission& mission, const Period& period, Instant asOf)
        : m_mission(mission), m_zone(mission.timeZone()), m_period(period), m_asOf(asOf), m_places(mission), m_observations(mission, m_places, asOf), m_incidents(mission.incidents, counted()),
          m_recordedFrom(firstRecorded())
    {
    }

    ActionEffects made(const core::Progress& progress) const
    {
        ActionEffects out;
        for (const core::Action& action : m_mission.all<core::Action>()) {
            progress.check();
            if (!isCounted(action))
                continue;
            if (const auto points = pointsOf(action); points.empty())
                ++out.without_place;
            else
                out.actions.push_back(effectOf(action, points));
        }
        std::sort(out.actions.begin(), out.actions.end(), [](const ActionEffect& a, const ActionEffect& b) { return std::tie(a.done, a.action.value) < std::tie(b.done, b.action.value); });
        return out;
    }

private:
    /// From the first window before to the end of the last one after.
    [[nodiscard]] Period counted() const { return {m_period.from - 3 * kWindow, std::min(m_period.to + 2 * kWindow, m_asOf)}; }

    [[nodiscard]] bool isCounted(const core::Action& action) const
    {
        const bool done = action.status == core::ActionStatus::DONE || action.status == core::ActionStatus::PARTIAL;
        if (!done || !action.done_date || m_zone.startOf(*action.done_date) >= m_asOf)
            return false;
        const Windows windows = windowsOf(*action.done_date, m_zone, m_asOf);
        return windows.after.from < m_period.to && m_zone.startOf(*action.done_date + std::chrono::days{1} + kWindow) > m_period.from;
    }

    [[nodiscard]] std::vector<core::GeoPoint> pointsOf(const core::Action& action) const
    {
        std::vector<core::GeoPoint> points;
        for (const core::PlaceId id : action.place_ids)
            if (const auto* place = m_mission.find<core::Place>(id); place != nullptr && place->point())
                points.push_back(*place->point());
        return points;
    }

    /// Before the first incident nothing was recorded: that is not nothing that happened.
    [[nodiscard]] Instant firstRecorded() const
    {
        const auto& columns = *m_mission.incidents;
        Instant first = Instant::max();
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns.time[i] != core::IncidentColumns::kNoTime && stands(columns, i))
                first = std::min(first, Instant{std::chrono::seconds{columns.time[i]}});
        return first;
    }

    [[nodiscard]] ActionEffect effectOf(const core::Action& action, const std::vector<core::GeoPoint>& points) const
    {
        const Windows windows = windowsOf(*action.done_date, m_zone, m_asOf);
        ActionEffect effect;
        effect.action = core::ActionId{action.id};
        effect.done = *action.done_date;
        effect.days_after = static_cast<int>(std::chrono::floor<std::chrono::days>(windows.after.to - windows.after.from + std::chrono::hours{1}).count()); // a day of 23 hours is one
        countAttacks(windows, points, effect);
        countVisits(action, windows, effect);
        if (effect.attacks_before && effect.days_after >= kRateDays)
            effect.trend = trendBetween(*effect.attacks_before, ActionEffect::kDays, effect.attacks_after, effect.days_after);
        return effect;
    }

    void countAttacks(const Windows& windows, const std::vector<core::GeoPoint>& points, ActionEffect& effect) const
    {
        struct Counts {
            std::int64_t before = 0, after = 0;
        };
        const core::IncidentColumns& columns = m_incidents.columns();
        std::map<std::string, Counts> byDataset; // by name, so that ties do not depend on the order of import
        for (const std::uint32_t i : m_incidents.within(points, kPlaceTrendMetres)) {
            if (columns.act_severity[i] < kViolent || !datedEnough(columns, i) || !placedEnough(columns, i))
                continue;
            const Instant when{std::chrono::seconds{columns.time[i]}};
            if (windows.before.contains(when))
                ++byDataset[columns.datasets[columns.dataset[i]]].before;
            else if (windows.after.contains(when))
                ++byDataset[columns.datasets[columns.dataset[i]]].after;
        }
        Counts most;
        for (const auto& [dataset, counts] : byDataset)
            if (counts.before + counts.after > most.before + most.after) {
                most = counts;
                effect.dataset = dataset;
            }
        effect.other_datasets = byDataset.size() > 1;
        effect.attacks_after = most.after;
        if (m_recordedFrom < windows.before.from)
            effect.attacks_before = most.before;
    }

    void countVisits(const core::Action& action, const Windows& windows, ActionEffect& effect) const
    {
        for (const core::PlaceId id : action.place_ids)
            for (const Visit& visit : m_observations.visitsTo(id)) {
                effect.visits_before += windows.before.contains(visit.arrival) ? 1 : 0;
                effect.visits_after += windows.after.contains(visit.arrival) ? 1 : 0;
            }
        // Rates per day differ by more than half: |v1 / t1 - v0 / t0| > v0 / t0 / 2, in integers. From no visits to some counts too.
        const std::int64_t before = effect.visits_before * effect.days_after, after = effect.visits_after * ActionEffect::kDays;
        effect.reporting_effect = 2 * std::abs(after - before) > before;
    }

    const core::Mission& m_mission;
    core::TimeZone m_zone;
    Period m_period;
    Instant m_asOf;
    PlaceGrid m_places;
    Observations m_observations;
    IncidentGrid m_incidents;
    Instant m_recordedFrom;
};

} // namespace

core::Real ActionEffect::rateBefore() const { return attacks_before ? rate(*attacks_before, kDays) : std::nullopt; }
core::Real ActionEffect::rateAfter() const { return days_after >= kRateDays ? rate(attacks_after, days_after) : std::nullopt; }

core::Real ActionEffect::ratio() const
{
    const auto before = rateBefore(), after = rateAfter();
    return before && after && *before > 0.0 ? core::Real{*after / *before} : std::nullopt;
}

core::TrendResult trendBetween(std::int64_t before, int daysBefore, std::int64_t after, int daysAfter)
{
    constexpr std::int64_t kFewest = 4;
    constexpr double kLevel = 0.10;
    const double share = static_cast<double>(daysAfter) / (daysBefore + daysAfter);
    const std::int64_t all = before + after;
    core::TrendResult result;
    result.expected = static_cast<double>(before) * daysAfter / daysBefore;
    if (all < kFewest)
        return result;
    result.trend = core::Trend::STABLE;
    if (static_cast<double>(after) > result.expected) {
        result.p = atMost(before, all, 1.0 - share); // as many or more after = as few or fewer before
        if (result.p <= kLevel)
            result.trend = core::Trend::RISING;
    } else if (static_cast<double>(after) < result.expected) {
        result.p = atMost(after, all, share);
        if (result.p <= kLevel)
            result.trend = core::Trend::FALLING;
    }
    return result;
}

ActionEffects actionEffects(const core::Mission& mission, const Period& period, Instant as_of, const core::Progress& progress)
{
    return Effects{mission, period, as_of}.made(progress);
}

} // namespace tutela::analysis
