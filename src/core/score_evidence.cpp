// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/confidence_words.h>
#include <tutela/core/score.h>

#include "score_p.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace tutela::core {

namespace {

/// Weight of an item in 1/400: reliability and credibility in tenths, age in quarters. Integers, so that 0.80 is 0.80.
constexpr int kWhole = 400;
int weightOf(const EvidenceItem& item)
{
    detail::requireRange(item.credibility, 1, 6, "credibility");
    constexpr std::array<int, 6> kReliability{10, 8, 6, 4, 2, 5}; // A..F; F = cannot be judged
    constexpr std::array<int, 6> kCredibility{10, 8, 6, 4, 2, 5}; // 1..6; 6 = cannot be judged
    const int age = item.age_days <= 7 ? 4 : item.age_days <= 30 ? 3 : item.age_days <= 90 ? 2 : 1;
    return kReliability[static_cast<std::size_t>(item.reliability)]
           * kCredibility[static_cast<std::size_t>(item.credibility - 1)] * age;
}

/// True when 1 - product(1 - weight) >= 1 - share, exactly: product of what is left <= share of the whole.
bool leavesAtMost(const std::vector<int>& weights, int oneIn)
{
    boost::multiprecision::cpp_int left = oneIn;
    boost::multiprecision::cpp_int whole = 1;
    for (const int weight : weights) {
        left *= kWhole - weight;
        whole *= kWhole;
        if (left <= whole) // further items only take more away
            return true;
    }
    return false;
}

double shareOf(const std::vector<int>& weights)
{
    // Up to six groups fit a double exactly, so that the result is the nearest double; beyond that s is close to 1.
    double left = 1.0;
    double whole = 1.0;
    for (const int weight : weights) {
        left *= kWhole - weight;
        whole *= kWhole;
        if (whole > 1e15) {
            left /= whole;
            whole = 1.0;
        }
    }
    return (whole - left) / whole;
}

} // namespace

ConfidenceResult confidence(const std::vector<EvidenceItem>& items)
{
    ConfidenceResult result;
    std::map<std::string_view, int> best;
    for (const EvidenceItem& item : items) {
        const int weight = weightOf(item);
        if (item.contradicts) {
            result.contested = true;
            continue;
        }
        int& kept = best[item.group];
        kept = std::max(kept, weight);
    }
    std::vector<int> weights;
    for (const auto& [group, weight] : best)
        weights.push_back(weight);
    std::sort(weights.rbegin(), weights.rend());
    result.groups = static_cast<int>(weights.size());
    result.s = shareOf(weights);
    if (leavesAtMost(weights, 5) && result.groups >= 2)
        result.level = Confidence::HIGH;
    else if (leavesAtMost(weights, 2))
        result.level = Confidence::MEDIUM;
    if (result.contested)
        result.level = std::min(result.level, Confidence::MEDIUM);
    return result;
}

TrendResult trend(std::int64_t recent, std::int64_t before)
{
    detail::requireNotNegative(recent, "recent");
    detail::requireNotNegative(before, "before");
    constexpr double kShare = 0.25; // 28 d of 112 d
    constexpr double kLevel = 0.10;
    TrendResult result;
    result.expected = static_cast<double>(before) / 3.0; // 28 d / 84 d
    const double all = static_cast<double>(recent) + static_cast<double>(before);
    if (all < 4.0)
        return result;
    const boost::math::binomial_distribution<double> chance{all, kShare};
    result.trend = Trend::STABLE;
    // A tail is k / 4^n and never exactly 0.10, so the comparison has no tie that rounding could turn.
    if (static_cast<double>(recent) > result.expected) {
        result.p = boost::math::cdf(boost::math::complement(chance, static_cast<double>(recent - 1)));
        if (result.p <= kLevel)
            result.trend = Trend::RISING;
    } else if (static_cast<double>(recent) < result.expected) {
        result.p = boost::math::cdf(chance, static_cast<double>(recent));
        if (result.p <= kLevel)
            result.trend = Trend::FALLING;
    }
    return result;
}

std::string_view meaningOf(Confidence confidence)
{
    switch (confidence) {
    case Confidence::HIGH: return "at least two independent origins of good quality say so, and nothing cited speaks against it";
    case Confidence::MEDIUM: return "one good origin or several weaker ones say so; parts may be wrong or out of date";
    case Confidence::LOW: break;
    }
    return "little, old or unreliable information; the judgement may change with the next report";
}

} // namespace tutela::core
