// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The scoring method alone: pure functions on plain numbers. "Tutela scoring method v1; not UN doctrine"
/// (doctrine.md 3; docs/methods/scoring.md).
namespace tutela::core {

inline constexpr const char* kScoringMethod = "Tutela scoring method v1; not UN doctrine";

/// A result that is one value, or the lowest and highest it can take while inputs are missing.
template <class T>
struct Range {
    T lowest{};
    T highest{};
    bool operator==(const Range&) const = default;
    [[nodiscard]] bool known() const { return lowest == highest; }
};

/// "4", or "2..4" while inputs are missing; words as "COULD..MUST".
[[nodiscard]] std::string rangeText(const Range<int>& range);
[[nodiscard]] std::string rangeText(const Range<Band>& range);
[[nodiscard]] std::string rangeText(const Range<PriorityClass>& range);

/// One item of information behind a judgement.
struct EvidenceItem {
    std::string group;                     ///< origin: items of one origin count once; all without origin are one
    Reliability reliability = Reliability::F;
    int credibility = 6;                   ///< 1..6
    std::int64_t age_days = 0;
    bool contradicts = false;
};

/// Incidents of two neighbouring windows, counted by the same rule (doctrine.md 3.7).
struct TrendCounts {
    std::int64_t recent = 0; ///< n1: in the last 28 d
    std::int64_t before = 0; ///< n0: in the 84 d before
};

/// Values that an adviser sets in place of computed ones; the explanation says so.
struct ScoreOverrides {
    std::optional<int> exposure, vulnerability, likelihood, impact; ///< 1..5
    std::optional<PriorityClass> priority;
    std::optional<Confidence> confidence;
};

struct ScoreInput {
    std::optional<int> intent, capability, opportunity; ///< 1..5
    int shift = 0;                                      ///< -1, 0, +1
    std::optional<int> act_severity;                    ///< 1..5; empty: the highest of `acts`
    std::vector<Act> acts;                              ///< used when act_severity is empty
    std::optional<std::int64_t> persons;                ///< exposed; empty: exposure 2, assumed
    std::optional<int> vulnerability_half_points;       ///< >= 0
    std::optional<int> host_state;                      ///< H 0..2
    bool state_is_actor = false;                        ///< forces H to 0
    std::optional<int> mission_reach;                   ///< M 0..2
    std::optional<int> community;                       ///< S 0..1
    Trend trend = Trend::INSUFFICIENT;
    std::optional<TrendCounts> counts; ///< when given, the trend is computed from them
    bool imminent = false;
    std::vector<EvidenceItem> evidence;
    ScoreOverrides overrides;
};

struct ConfidenceResult {
    Confidence level = Confidence::LOW;
    bool contested = false;
    double s = 0.0; ///< 1 - product over groups of (1 - best item); 0 without items
    int groups = 0; ///< origins that support the judgement
};

/// The results for one line. Inputs that were missing appear with their whole range.
struct Score {
    Range<int> intent, capability, opportunity;
    Range<int> likelihood, exposure, vulnerability, impact, protection, likelihood_residual, act_severity;
    Range<int> host_state, mission_reach, community;
    bool persons_assumed = false;
    Range<int> risk_inherent, risk_residual;
    Range<Band> band_inherent, band;
    Range<PriorityClass> priority; ///< lowest = the least urgent class it can be
    ConfidenceResult confidence;
    bool imminent = false;
    Trend trend = Trend::INSUFFICIENT;
    std::vector<std::string> explain; ///< "name = formula = value", in the order of the method
};

// Each throws Error{InvalidInput} for arguments outside the ranges of the method.
/// L 1..5 by integer thresholds on intent x capability x opportunity; at most 2 when one of them is 1 (3.1).
[[nodiscard]] int likelihood(int intent, int capability, int opportunity, int shift);
/// E 1..5 of persons >= 0.
[[nodiscard]] int exposure(std::int64_t persons);
/// V 1..5 of half-points >= 0 (2.3).
[[nodiscard]] int vulnerability(int halfPoints);
/// Imp 1..5; at least 4 when the act severity is 5 (3.2).
[[nodiscard]] int impact(int actSeverity, int exposure, int vulnerability);
/// Of a risk 1..25 (3.3).
[[nodiscard]] Band bandOf(int risk);
/// P 0..4 = min(4, H + M + S) (3.4).
[[nodiscard]] int protection(int hostState, int missionReach, int community);
/// Levels that a protection takes off the likelihood: 0, 0, 1, 1, 2.
[[nodiscard]] int reduction(int protection);
[[nodiscard]] int residualLikelihood(int likelihood, int protection);
/// First rule of 3.5 that holds.
[[nodiscard]] PriorityClass priorityClass(int residualRisk, int impact, Trend trend, bool imminent);
/// Days between visits that a class asks for: 3, 7, 14, 30.
[[nodiscard]] int revisitDays(PriorityClass priority);
/// From reliability, credibility and age, the best item of each origin (3.6).
[[nodiscard]] ConfidenceResult confidence(const std::vector<EvidenceItem>& items);
/// What the exact binomial test of 3.7 says.
struct TrendResult {
    Trend trend = Trend::INSUFFICIENT;
    double expected = 0.0; ///< incidents expected in the last 28 d if nothing changed
    double p = 1.0;        ///< tail on the side of the change; 1 when as many as expected, or fewer than 4 in all
};
[[nodiscard]] TrendResult trend(std::int64_t recent, std::int64_t before);
/// Half-points of a vulnerability factor.
[[nodiscard]] int halfPoints(VulnerabilityFactor factor);
/// A of a threat: the highest severity of its acts; empty without acts.
[[nodiscard]] std::optional<int> actSeverity(const std::vector<Act>& acts);
/// All of the above for one line; every result that a missing input touches is a range.
[[nodiscard]] Score score(const ScoreInput& input);

/// Sort keys of a line: class, residual risk, imminent, trend, impact, persons, days since visit, name, id.
struct SortKey {
    PriorityClass priority = PriorityClass::WATCH;
    int risk_residual = 0;
    bool imminent = false;
    Trend trend = Trend::INSUFFICIENT;
    int impact = 0;
    std::int64_t persons = 0;
    std::optional<double> days_since_visit; ///< empty = never visited: sorts before any number
    std::string name;
    std::int64_t id = 0;
};
/// Strict total order: most urgent first (doctrine.md 3.5).
[[nodiscard]] bool moreUrgent(const SortKey& a, const SortKey& b);

/// Force density (doctrine.md 5.4). Empty = none (no troops) or undefined (no people, no area).
struct ForceDensity {
    std::optional<double> people_per_troop, km2_per_troop, troops_per_1000, troops_per_100km2;
};
/// @param troops  may be a usable share of them (strength x availability).
[[nodiscard]] ForceDensity forceDensity(double troops, double population, double areaKm2);

} // namespace tutela::core
