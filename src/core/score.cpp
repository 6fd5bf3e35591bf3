// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/score.h>

#include <tutela/core/incident_columns.h>

#include "score_p.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace tutela::core {

using detail::requireNotNegative;
using detail::requireRange;

int likelihood(int intent, int capability, int opportunity, int shift)
{
    requireRange(intent, 1, 5, "intent");
    requireRange(capability, 1, 5, "capability");
    requireRange(opportunity, 1, 5, "opportunity");
    requireRange(shift, -1, 1, "shift");
    // floor(cuberoot(p) + a/2 + 1/2) as integer thresholds: a floating cube root of 125 is 4.999...
    constexpr std::array<std::array<int, 4>, 3> kThresholds{{{8, 27, 64, 125}, {4, 16, 43, 92}, {1, 8, 27, 64}}};
    const int product = intent * capability * opportunity;
    int level = 1;
    for (const int threshold : kThresholds[static_cast<std::size_t>(shift + 1)])
        level += threshold <= product ? 1 : 0;
    // All three are needed for a threat to materialise.
    return std::min({intent, capability, opportunity}) == 1 ? std::min(level, 2) : level;
}

int exposure(std::int64_t persons)
{
    requireNotNegative(persons, "persons");
    constexpr std::array<std::int64_t, 4> kFrom{100, 1000, 5000, 25000};
    return 1 + static_cast<int>(std::count_if(kFrom.begin(), kFrom.end(), [&](std::int64_t from) { return persons >= from; }));
}

int vulnerability(int halfPoints)
{
    requireNotNegative(halfPoints, "vulnerability_half_points");
    return 1 + std::min(halfPoints / 2, 4);
}

int impact(int actSeverity, int exposure, int vulnerability)
{
    requireRange(actSeverity, 1, 5, "act_severity");
    requireRange(exposure, 1, 5, "exposure");
    requireRange(vulnerability, 1, 5, "vulnerability");
    const int base = (2 * (2 * actSeverity + exposure + vulnerability) + 4) / 8;
    // Small communities must not vanish because they are small.
    return actSeverity == 5 ? std::max(base, 4) : base;
}

Band bandOf(int risk)
{
    requireRange(risk, 1, 25, "risk");
    if (risk >= 20)
        return Band::CRITICAL;
    if (risk >= 10)
        return Band::HIGH;
    return risk >= 5 ? Band::MODERATE : Band::LOW;
}

int protection(int hostState, int missionReach, int community)
{
    requireRange(hostState, 0, 2, "host_state");
    requireRange(missionReach, 0, 2, "mission_reach");
    requireRange(community, 0, 1, "community");
    return std::min(4, hostState + missionReach + community);
}

int reduction(int protection)
{
    requireRange(protection, 0, 4, "protection");
    return protection / 2;
}

int residualLikelihood(int likelihood, int protection)
{
    requireRange(likelihood, 1, 5, "likelihood");
    return std::max(1, likelihood - reduction(protection));
}

PriorityClass priorityClass(int residualRisk, int impact, Trend trend, bool imminent)
{
    requireRange(residualRisk, 1, 25, "risk_residual");
    requireRange(impact, 1, 5, "impact");
    if ((imminent && impact >= 4) || residualRisk >= 16 || (residualRisk >= 10 && impact == 5))
        return PriorityClass::MUST;
    if (residualRisk >= 10 || (residualRisk >= 8 && trend == Trend::RISING))
        return PriorityClass::SHOULD;
    return residualRisk >= 5 ? PriorityClass::COULD : PriorityClass::WATCH;
}

int revisitDays(PriorityClass priority)
{
    constexpr std::array<int, wordCount(PriorityClass{})> kDays{3, 7, 14, 30};
    return kDays[static_cast<std::size_t>(priority)];
}

int halfPoints(VulnerabilityFactor factor)
{
    // The enumerators stand in the order of the table of doctrine.md 2.3: the factors of two half-points first.
    return factor <= VulnerabilityFactor::NO_STATE_SECURITY ? 2 : 1;
}

std::optional<int> actSeverity(const std::vector<Act>& acts)
{
    std::optional<int> highest;
    for (const Act act : acts)
        highest = std::max(highest.value_or(1), severityOf(act));
    return highest;
}

namespace {

/// RISING, STABLE, INSUFFICIENT, FALLING: what is not known comes before what is known to fall.
int urgencyOf(Trend trend)
{
    switch (trend) {
    case Trend::RISING: return 0;
    case Trend::STABLE: return 1;
    case Trend::INSUFFICIENT: return 2;
    case Trend::FALLING: return 3;
    }
    return 3;
}

/// Smaller = more urgent.
auto rank(const SortKey& key)
{
    const double days = key.days_since_visit.value_or(std::numeric_limits<double>::infinity());
    return std::tuple{key.priority, -key.risk_residual, !key.imminent, urgencyOf(key.trend), -key.impact, -key.persons, -days,
                      std::string_view{key.name}, key.id};
}

} // namespace

bool moreUrgent(const SortKey& a, const SortKey& b)
{
    return rank(a) < rank(b);
}

ForceDensity forceDensity(double troops, double population, double areaKm2)
{
    ForceDensity density;
    if (troops > 0.0 && population > 0.0)
        density.people_per_troop = population / troops;
    if (troops > 0.0 && areaKm2 > 0.0)
        density.km2_per_troop = areaKm2 / troops;
    if (troops >= 0.0 && population > 0.0)
        density.troops_per_1000 = 1000.0 * troops / population;
    if (troops >= 0.0 && areaKm2 > 0.0)
        density.troops_per_100km2 = 100.0 * troops / areaKm2;
    return density;
}

namespace {

template <class T, class Name>
std::string textOf(const Range<T>& range, Name name)
{
    return range.known() ? name(range.lowest) : name(range.lowest) + ".." + name(range.highest);
}

} // namespace

std::string rangeText(const Range<int>& range)
{
    return textOf(range, [](int value) { return std::to_string(value); });
}
std::string rangeText(const Range<Band>& range)
{
    return textOf(range, [](Band value) { return std::string{word(value)}; });
}
std::string rangeText(const Range<PriorityClass>& range)
{
    return textOf(range, [](PriorityClass value) { return std::string{word(value)}; });
}

} // namespace tutela::core
