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

/// One item of information behind a judgement.
struct EvidenceItem {
    std::string group;                     ///< origin: items of one origin count once
    Reliability reliability = Reliability::F;
    int credibility = 6;                   ///< 1..6
    std::int64_t age_days = 0;
    bool contradicts = false;
};

struct ScoreInput {
    std::optional<int> intent, capability, opportunity; ///< 1..5
    int shift = 0;                                      ///< -1, 0, +1
    std::optional<int> act_severity;                    ///< 1..5 (from acts when the caller has acts)
    std::optional<std::int64_t> persons;                ///< exposed; empty: exposure 2, assumed
    std::optional<int> vulnerability_half_points;       ///< >= 0
    std::optional<int> host_state;                      ///< H 0..2
    bool state_is_actor = false;                        ///< forces H to 0
    std::optional<int> mission_reach;                   ///< M 0..2
    std::optional<int> community;                       ///< S 0..1
    Trend trend = Trend::INSUFFICIENT;
    bool imminent = false;
    std::vector<EvidenceItem> evidence;
};

struct ConfidenceResult {
    Confidence level = Confidence::LOW;
    bool contested = false;
    double s = 0.0;
    int groups = 0;
};

struct Score {
    Range<int> likelihood, exposure, vulnerability, impact, protection, likelihood_residual, act_severity;
    bool persons_assumed = false;
    Range<int> risk_inherent, risk_residual;
    Range<Band> band_inherent, band;
    Range<PriorityClass> priority; ///< lowest = the least urgent class it can be
    ConfidenceResult confidence;
    bool imminent = false;
    Trend trend = Trend::INSUFFICIENT;
    std::vector<std::string> explain; ///< "name = formula = value", in the order of the method
};

[[nodiscard]] int likelihood(int intent, int capability, int opportunity, int shift);
[[nodiscard]] int exposure(std::int64_t persons);
[[nodiscard]] int vulnerability(int halfPoints);
[[nodiscard]] int impact(int actSeverity, int exposure, int vulnerability);
[[nodiscard]] Band bandOf(int risk);
[[nodiscard]] int protection(int hostState, int missionReach, int community);
[[nodiscard]] int residualLikelihood(int likelihood, int protection);
[[nodiscard]] PriorityClass priorityClass(int residualRisk, int impact, Trend trend, bool imminent);
/// Days between visits that a class asks for: 3, 7, 14, 30.
[[nodiscard]] int revisitDays(PriorityClass priority);
[[nodiscard]] ConfidenceResult confidence(const std::vector<EvidenceItem>& items);
/// n1 in the last 28 d, n0 in the 84 d before. Exact binomial tails.
struct TrendResult { Trend trend = Trend::INSUFFICIENT; double expected = 0.0; double p = 1.0; };
[[nodiscard]] TrendResult trend(std::int64_t recent, std::int64_t before);
/// Half-points of a vulnerability factor.
[[nodiscard]] int halfPoints(VulnerabilityFactor factor);
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

struct ForceDensity {
    std::optional<double> people_per_troop, km2_per_troop, troops_per_1000, troops_per_100km2; ///< empty = none or undefined
};
[[nodiscard]] ForceDensity forceDensity(double troops, double population, double areaKm2);

} // namespace tutela::core
