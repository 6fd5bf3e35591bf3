// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/analysis/coverage.h>

#include <algorithm>
#include <cmath>
#include <numeric>

// What is computed from counts alone (doctrine.md 5.1, 5.2).
namespace tutela::analysis {

namespace {

core::Real ratio(double part, double whole) { return whole > 0.0 ? core::Real{part / whole} : std::nullopt; }

} // namespace

RevisitCompliance revisitCompliance(std::span<const PlaceCoverage> places)
{
    RevisitCompliance found;
    for (const PlaceCoverage& place : places) {
        if (!place.interval_days)
            continue;
        const bool inTime = !place.isOverdue();
        ++found.places.whole;
        found.places.part += inTime ? 1 : 0;
        if (!place.people) {
            ++found.without_people;
            continue;
        }
        const std::int64_t weight = *place.people * place.risk_residual.value_or(0);
        found.people.whole += *place.people;
        found.people.part += inTime ? *place.people : 0;
        found.risk_all += weight;
        found.risk_covered += inTime ? weight : 0;
    }
    return found;
}

core::Real hourOverlap(std::span<const double> attacks, std::span<const double> presence)
{
    const double a = std::accumulate(attacks.begin(), attacks.end(), 0.0), p = std::accumulate(presence.begin(), presence.end(), 0.0);
    if (a <= 0.0 || p <= 0.0)
        return std::nullopt;
    double overlap = 0.0;
    for (std::size_t i = 0; i < attacks.size(); ++i)
        overlap += std::min(attacks[i] / a, presence[i] / p);
    return overlap;
}

core::Real predictability(std::span<const double> counts)
{
    const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
    if (all <= 0.0 || counts.size() < 2)
        return std::nullopt;
    double entropy = 0.0;
    for (const double count : counts)
        if (count > 0.0)
            entropy -= count / all * std::log2(count / all);
    return entropy / std::log2(static_cast<double>(counts.size()));
}

core::Real CoverageMetrics::nightShare() const { return ratio(night_hours, presence_hours); }
core::Real CoverageMetrics::roadHugging() const { return roads_known ? ratio(track_km_near_roads, track_km) : std::nullopt; }
core::Real CoverageMetrics::womenShare() const { return ratio(women_hours, strength_hours); }
core::Real CoverageMetrics::canCover() const { return ratio(static_cast<double>(can_people), static_cast<double>(can_people_all)); }
core::Real CoverageMetrics::rangeMaximum() const { return range_km.empty() ? std::nullopt : core::Real{range_km.back()}; }

core::Real CoverageMetrics::rangeMedian() const
{
    if (range_km.empty())
        return std::nullopt;
    const std::size_t middle = range_km.size() / 2;
    return range_km.size() % 2 == 1 ? range_km[middle] : (range_km[middle - 1] + range_km[middle]) / 2.0;
}

core::Real CoverageMetrics::depth() const
{
    const auto share = Share{visited_far, visited}.value(), of = Share{existing_far, existing}.value();
    return share && of && *of > 0.0 ? core::Real{*share / *of} : std::nullopt;
}

} // namespace tutela::analysis
