// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/core/score.h>

#include <algorithm>
#include <cmath>

using namespace tutela::core;

namespace {

/// One row of the table of risk cases (doctrine.md 3.8).
struct RiskCase {
    const char* name;
    int i, c, o, shift;
    int likelihood;
    int act_severity;
    std::int64_t persons;
    int exposure;
    int half_points;
    int vulnerability;
    int impact;
    int host, reach, community;
    bool state_is_actor;
    int protection, reduction;
    int likelihood_residual, risk_inherent, risk_residual;
    Band band;
    Trend trend;
    bool imminent;
    PriorityClass priority;
};

using enum Band;
using enum Trend;
constexpr auto MUST = PriorityClass::MUST;
constexpr auto SHOULD = PriorityClass::SHOULD;
constexpr auto COULD = PriorityClass::COULD;
constexpr auto WATCH = PriorityClass::WATCH;

const std::vector<RiskCase> kRiskCases{
    // name                      I  C  O  a   L  A  persons E  w2 V  Imp H  M  S  state  P  r  Lr Rinh Rres band
    {"T1 typical",               4, 3, 4, 0,  4, 4, 3200,  3, 4, 3, 4,  1, 0, 0, false, 1, 0, 4, 16, 16, HIGH, RISING, false, MUST},
    {"T2a state helps",          3, 5, 4, 0,  4, 4, 18000, 4, 6, 4, 4,  2, 1, 0, false, 3, 1, 3, 16, 12, HIGH, STABLE, false, SHOULD},
    {"T2b the actor is the army",3, 5, 4, 0,  4, 4, 18000, 4, 6, 4, 4,  2, 1, 0, true,  1, 0, 4, 16, 16, HIGH, STABLE, false, MUST},
    {"T3 hamlet, mass killing",  4, 3, 3, 0,  3, 5, 80,    1, 1, 1, 4,  0, 1, 0, false, 1, 0, 3, 12, 12, HIGH, STABLE, false, SHOULD},
    {"T4a below threshold",      3, 2, 2, 0,  2, 3, 600,   2, 2, 2, 3,  0, 0, 0, false, 0, 0, 2, 6,  6,  MODERATE, STABLE, false, COULD},
    {"T4b on threshold",         4, 2, 2, 0,  3, 3, 600,   2, 2, 2, 3,  0, 0, 0, false, 0, 0, 3, 9,  9,  MODERATE, STABLE, false, COULD},
    {"T4c veto",                 5, 5, 1, 0,  2, 3, 600,   2, 2, 2, 3,  0, 0, 0, false, 0, 0, 2, 6,  6,  MODERATE, STABLE, false, COULD},
    {"T5a",                      3, 3, 3, 1,  4, 5, 12500, 4, 5, 3, 4,  1, 1, 1, false, 3, 1, 3, 16, 12, HIGH, STABLE, false, SHOULD},
    {"T5b imminent override",    3, 3, 3, 1,  4, 5, 12500, 4, 5, 3, 4,  1, 1, 1, false, 3, 1, 3, 16, 12, HIGH, STABLE, true,  MUST},
    {"T6 minimum",               1, 1, 1, -1, 1, 1, 10,    1, 0, 1, 1,  2, 2, 1, false, 4, 2, 1, 1,  1,  LOW, STABLE, false, WATCH},
    {"T7 maximum",               5, 5, 5, 1,  5, 5, 60000, 5, 9, 5, 5,  0, 0, 0, false, 0, 0, 5, 25, 25, CRITICAL, STABLE, false, MUST},
    {"T8a base in place",        4, 4, 3, 0,  4, 4, 9000,  4, 3, 2, 4,  0, 2, 0, false, 2, 1, 3, 16, 12, HIGH, STABLE, false, SHOULD},
    {"T8b base closed",          4, 4, 3, 0,  4, 4, 9000,  4, 5, 3, 4,  0, 0, 0, false, 0, 0, 4, 16, 16, HIGH, STABLE, false, MUST},
    {"T8c two alerts unanswered",4, 4, 3, 0,  4, 4, 9000,  4, 3, 2, 4,  0, 1, 0, false, 1, 0, 4, 16, 16, HIGH, STABLE, false, MUST},
    {"T9a",                      3, 3, 2, 0,  3, 3, 1500,  3, 2, 2, 3,  0, 0, 0, false, 0, 0, 3, 9,  9,  MODERATE, STABLE, false, COULD},
    {"T9b trend lifts",          3, 3, 2, 0,  3, 3, 1500,  3, 2, 2, 3,  0, 0, 0, false, 0, 0, 3, 9,  9,  MODERATE, RISING, false, SHOULD},
    {"T10 imminent, impact < 4", 4, 4, 4, 1,  5, 2, 300,   2, 1, 1, 2,  0, 0, 0, false, 0, 0, 5, 10, 10, HIGH, STABLE, true,  SHOULD},
};

ScoreInput inputOf(const RiskCase& row)
{
    ScoreInput in;
    in.intent = row.i;
    in.capability = row.c;
    in.opportunity = row.o;
    in.shift = row.shift;
    in.act_severity = row.act_severity;
    in.persons = row.persons;
    in.vulnerability_half_points = row.half_points;
    in.host_state = row.host;
    in.state_is_actor = row.state_is_actor;
    in.mission_reach = row.reach;
    in.community = row.community;
    in.trend = row.trend;
    in.imminent = row.imminent;
    return in;
}

template <class T>
Range<T> only(T value)
{
    return {value, value};
}

EvidenceItem item(const char* group, Reliability reliability, int credibility, std::int64_t age, bool contradicts = false)
{
    return {group, reliability, credibility, age, contradicts};
}

} // namespace

TEST_CASE("every worked risk case of the doctrine comes out as written", "[core][score]")
{
    for (const RiskCase& row : kRiskCases) {
        INFO(row.name);
        CHECK(likelihood(row.i, row.c, row.o, row.shift) == row.likelihood);
        CHECK(exposure(row.persons) == row.exposure);
        CHECK(vulnerability(row.half_points) == row.vulnerability);
        CHECK(impact(row.act_severity, row.exposure, row.vulnerability) == row.impact);
        CHECK(protection(row.state_is_actor ? 0 : row.host, row.reach, row.community) == row.protection);
        CHECK(reduction(row.protection) == row.reduction);
        const Score result = score(inputOf(row));
        CHECK(result.likelihood == only(row.likelihood));
        CHECK(result.act_severity == only(row.act_severity));
        CHECK(result.exposure == only(row.exposure));
        CHECK_FALSE(result.persons_assumed);
        CHECK(result.vulnerability == only(row.vulnerability));
        CHECK(result.impact == only(row.impact));
        CHECK(result.host_state == only(row.state_is_actor ? 0 : row.host));
        CHECK(result.protection == only(row.protection));
        CHECK(result.likelihood_residual == only(row.likelihood_residual));
        CHECK(result.risk_inherent == only(row.risk_inherent));
        CHECK(result.risk_residual == only(row.risk_residual));
        CHECK(result.band_inherent == only(bandOf(row.risk_inherent)));
        CHECK(result.band == only(row.band));
        CHECK(result.priority == only(row.priority));
        CHECK(result.imminent == row.imminent);
        CHECK(result.trend == row.trend);
    }
}

TEST_CASE("T11: an intent nobody assessed gives ranges", "[core][score]")
{
    ScoreInput in;
    in.capability = 3;
    in.opportunity = 4;
    in.act_severity = 4;
    in.persons = 1200;
    in.vulnerability_half_points = 5;
    in.host_state = 0;
    in.mission_reach = 0;
    in.community = 0;
    const Score result = score(in);
    CHECK(result.intent == Range<int>{1, 5});
    CHECK(result.likelihood == Range<int>{2, 4});
    CHECK(result.exposure == only(3));
    CHECK(result.vulnerability == only(3));
    CHECK(result.impact == only(4));
    CHECK(result.likelihood_residual == Range<int>{2, 4});
    CHECK(result.risk_inherent == Range<int>{8, 16});
    CHECK(result.risk_residual == Range<int>{8, 16});
    CHECK(result.band == Range<Band>{MODERATE, HIGH});
    CHECK(result.priority == Range<PriorityClass>{COULD, MUST});
    CHECK(rangeText(result.likelihood) == "2..4");
    CHECK(rangeText(result.priority) == "COULD..MUST");
    CHECK(rangeText(result.impact) == "4");
}

TEST_CASE("persons not known count as exposure 2 and are flagged, and a state that is an actor needs no host state",
          "[core][score]")
{
    ScoreInput in = inputOf(kRiskCases[0]);
    in.persons.reset();
    CHECK(score(in).exposure == only(2));
    CHECK(score(in).persons_assumed);
    in.persons = 0; // known to be nobody
    CHECK(score(in).exposure == only(1));
    CHECK_FALSE(score(in).persons_assumed);
    in.host_state.reset();
    CHECK(score(in).host_state == Range<int>{0, 2});
    CHECK(score(in).protection == Range<int>{0, 2});
    in.state_is_actor = true;
    CHECK(score(in).protection == only(0));
}

TEST_CASE("the severity of a threat is that of its worst act", "[core][score]")
{
    CHECK_FALSE(actSeverity({}));
    CHECK(actSeverity({Act::LOOTING, Act::KILLING, Act::THREAT_INTIMIDATION}) == 4);
    CHECK(actSeverity({Act::MOVEMENT_RESTRICTION}) == 1);
    CHECK(actSeverity({Act::FORCED_CONTRIBUTION}) == 2);
    CHECK(actSeverity({Act::MINES_ERW}) == 3);
    CHECK(actSeverity({Act::SIEGE_STARVATION}) == 5);
    ScoreInput in = inputOf(kRiskCases[0]);
    in.act_severity.reset();
    in.acts = {Act::LOOTING, Act::KILLING};
    CHECK(score(in).act_severity == only(4));
    in.acts.clear();
    CHECK(score(in).act_severity == Range<int>{1, 5});
}

TEST_CASE("every line of an explanation has a name, a formula and a value, in the order of the method", "[core][score]")
{
    ScoreInput in = inputOf(kRiskCases[6]); // veto
    in.intent.reset();
    in.overrides.impact = 4;
    in.counts = TrendCounts{7, 6};
    in.evidence = {item("g1", Reliability::B, 2, 5), item("g2", Reliability::B, 2, 6)};
    const Score result = score(in);
    std::vector<std::string> names;
    for (const std::string& line : result.explain) {
        INFO(line);
        const auto first = line.find(" = ");
        const auto last = line.rfind(" = ");
        REQUIRE(first != std::string::npos);
        CHECK(last > first);
        CHECK(line.find(" = ", first + 3) == last);
        names.push_back(line.substr(0, first));
    }
    CHECK(names
          == std::vector<std::string>{"intent", "likelihood", "exposure", "vulnerability", "impact", "impact", "risk_inherent",
                                      "band_inherent", "protection", "trend", "likelihood_residual", "risk_residual", "band",
                                      "class", "confidence_s", "confidence"});
    const auto has = [&](const char* line) { return std::find(result.explain.begin(), result.explain.end(), line) != result.explain.end(); };
    CHECK(has("intent = not assessed, any value allowed = 1..5"));
    CHECK(has("likelihood = floor(cuberoot(intent 1..5 x capability 5 x opportunity 1) + shift 0/2 + 1/2) within 1 to 5, "
              "at most 2 because one of the three is 1 = 2"));
    CHECK(has("vulnerability = 1 + floor(2 half-points / 2), at most 5 = 2"));
    CHECK(has("impact = floor((2 x act_severity 3 + exposure 2 + vulnerability 2) / 4 + 1/2) = 3"));
    CHECK(has("impact = set by an adviser in place of 3 = 4"));
    CHECK(has("risk_inherent = likelihood 2 x impact 4 = 8"));
    CHECK(has("trend = P(X >= 7; 13, 0.25) 0.02429 against 0.10, expected 2.00 = RISING"));
    CHECK(has("class = risk_residual 8 >= 8 and trend RISING = SHOULD"));
    CHECK(has("confidence_s = 1 - product over 2 origins of (1 - reliability x credibility x age of the best item) = 0.8704"));
}

TEST_CASE("the explanation of a trend counts one incident as one", "[core][score]")
{
    ScoreInput in = inputOf(kRiskCases[0]);
    const auto says = [&](const char* line) {
        const Score result = score(in);
        return std::find(result.explain.begin(), result.explain.end(), line) != result.explain.end();
    };
    in.counts = TrendCounts{1, 0};
    CHECK(says("trend = 1 incident in 112 days, fewer than 4 = INSUFFICIENT"));
    in.counts = TrendCounts{0, 0};
    CHECK(says("trend = 0 incidents in 112 days, fewer than 4 = INSUFFICIENT"));
}

TEST_CASE("values set by an adviser replace computed ones and move what follows from them", "[core][score]")
{
    ScoreInput in = inputOf(kRiskCases[4]); // L 2, Imp 3, R 6, COULD
    in.overrides.likelihood = 5;
    CHECK(score(in).risk_residual == only(15));
    in.overrides.exposure = 5;
    in.overrides.vulnerability = 5;
    CHECK(score(in).impact == only(4));
    CHECK(score(in).priority == only(MUST));
    in.overrides.priority = WATCH;
    CHECK(score(in).priority == only(WATCH));
    in.overrides.confidence = Confidence::HIGH;
    CHECK(score(in).confidence.level == Confidence::HIGH);
    in.overrides.impact = 6;
    CHECK_THROWS_AS(score(in), Error);
}

TEST_CASE("values outside the method are refused", "[core][score]")
{
    CHECK_THROWS_AS(likelihood(0, 3, 3, 0), Error);
    CHECK_THROWS_AS(likelihood(3, 6, 3, 0), Error);
    CHECK_THROWS_AS(likelihood(3, 3, 3, 2), Error);
    CHECK_THROWS_AS(exposure(-1), Error);
    CHECK_THROWS_AS(vulnerability(-1), Error);
    CHECK_THROWS_AS(impact(6, 1, 1), Error);
    CHECK_THROWS_AS(protection(3, 0, 0), Error);
    CHECK_THROWS_AS(bandOf(26), Error);
    CHECK_THROWS_AS(trend(-1, 4), Error);
    CHECK_THROWS_AS(confidence({item("g", Reliability::A, 7, 0)}), Error);
    ScoreInput in;
    in.intent = 9;
    CHECK_THROWS_AS(score(in), Error);
}

TEST_CASE("every worked confidence case of the doctrine comes out as written", "[core][score]")
{
    using R = Reliability;
    struct Row {
        const char* name;
        std::vector<EvidenceItem> items;
        double s;
        Confidence level;
        bool contested;
    };
    const std::vector<Row> rows{
        {"C1", {item("g1", R::B, 2, 3), item("g2", R::C, 3, 10)}, 0.7372, Confidence::MEDIUM, false},
        {"C2 one origin", {item("g1", R::A, 1, 2)}, 1.0, Confidence::MEDIUM, false},
        {"C3 one origin thrice", {item("g1", R::B, 2, 3), item("g1", R::B, 2, 3), item("g1", R::C, 2, 1)}, 0.64, Confidence::MEDIUM, false},
        {"C4", {item("g1", R::B, 2, 5), item("g2", R::B, 2, 6)}, 0.8704, Confidence::HIGH, false},
        {"C5", {item("g1", R::F, 6, 1)}, 0.25, Confidence::LOW, false},
        {"C6 none", {}, 0.0, Confidence::LOW, false},
        {"C7", {item("g1", R::B, 2, 5), item("g2", R::B, 2, 6), item("g3", R::B, 2, 4, true)}, 0.8704, Confidence::MEDIUM, true},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        const ConfidenceResult result = confidence(row.items);
        CHECK(result.s == row.s); // integers until the last division: the nearest double
        CHECK(result.level == row.level);
        CHECK(result.contested == row.contested);
    }
}

TEST_CASE("the limits of confidence are met exactly", "[core][score]")
{
    using R = Reliability;
    // q 0.6 and 0.5: s = 1 - 0.4 x 0.5 = 0.80, which binary fractions could miss.
    CHECK(confidence({item("g1", R::C, 1, 0), item("g2", R::F, 1, 0)}).level == Confidence::HIGH);
    CHECK(confidence({item("g1", R::F, 1, 0)}).level == Confidence::MEDIUM); // s = 0.50
    CHECK(confidence({item("g1", R::C, 1, 0), item("g2", R::F, 1, 8)}).level == Confidence::MEDIUM);
    CHECK(confidence({item("g1", R::A, 1, 7)}).s == 1.0);
    CHECK(confidence({item("g1", R::A, 1, 8)}).s == 0.75);
    CHECK(confidence({item("g1", R::A, 1, 30)}).s == 0.75);
    CHECK(confidence({item("g1", R::A, 1, 31)}).s == 0.5);
    CHECK(confidence({item("g1", R::A, 1, 90)}).s == 0.5);
    CHECK(confidence({item("g1", R::A, 1, 91)}).s == 0.25);
    std::vector<EvidenceItem> many;
    for (int i = 0; i < 400; ++i)
        many.push_back({"g" + std::to_string(i), R::E, 5, 400, false}); // q = 0.01
    const ConfidenceResult result = confidence(many);
    CHECK(result.s == Approx(1.0 - std::pow(0.99, 400)));
    CHECK(result.level == Confidence::HIGH);
    CHECK(result.groups == 400);
    many.resize(160); // 0.99^160 = 0.2003: just short
    CHECK(confidence(many).level == Confidence::MEDIUM);
}

TEST_CASE("every worked trend case of the doctrine comes out as written", "[core][score]")
{
    struct Row {
        const char* name;
        std::int64_t recent, before;
        double expected, p;
        Trend trend;
    };
    const std::vector<Row> rows{{"D1", 7, 6, 2.00, 0.02429, RISING}, {"D2", 3, 6, 2.00, 0.39932, STABLE},
                                {"D3", 0, 9, 3.00, 0.07508, FALLING}, {"D4", 0, 8, 2.67, 0.10011, STABLE},
                                {"D5", 1, 2, 0.67, 1.0, INSUFFICIENT}, {"D6", 4, 0, 0.0, 0.00391, RISING}};
    for (const Row& row : rows) {
        INFO(row.name);
        const TrendResult result = trend(row.recent, row.before);
        CHECK(result.trend == row.trend);
        CHECK(result.expected == Approx(row.expected).margin(0.005)); // the table prints two decimals
        CHECK(result.p == Approx(row.p).margin(5e-6).epsilon(0));      // the table prints five decimals
    }
    CHECK(trend(2, 6).trend == STABLE); // as many as expected
    CHECK(trend(2, 6).p == 1.0);
    CHECK(trend(300000, 600000).trend == RISING);
    CHECK(trend(200001, 600000).trend == STABLE);
}

TEST_CASE("binomial tails agree with a sum of exact terms", "[core][score]")
{
    // C(n, k) 3^(n-k) / 4^n is exact in a long double up to n = 24.
    for (int n = 4; n <= 24; ++n)
        for (int recent = 0; recent <= n; ++recent) {
            const TrendResult result = trend(recent, n - recent);
            if (4 * recent == n)
                continue;
            long double tail = 0.0L;
            long double ways = 1.0L;
            for (int k = 0; k <= n; ++k) {
                if (4 * recent > n ? k >= recent : k <= recent)
                    tail += ways * std::pow(3.0L, n - k);
                ways = ways * (n - k) / (k + 1);
            }
            tail /= std::pow(4.0L, n);
            INFO(recent << " of " << n);
            CHECK(result.p == Approx(static_cast<double>(tail)).epsilon(1e-12));
            const bool significant = tail <= 0.10L;
            CHECK(result.trend == (!significant ? STABLE : 4 * recent > n ? RISING : FALLING));
        }
}

TEST_CASE("force density gives the figures of the doctrine, and none or undefined instead of infinity", "[core][score]")
{
    const ForceDensity full = forceDensity(17000, 82e6, 2.3e6);
    CHECK(*full.people_per_troop == Approx(4823.5).margin(0.05));
    CHECK(*full.km2_per_troop == Approx(135.3).margin(0.05));
    CHECK(*full.troops_per_1000 == Approx(0.2073).margin(5e-5));
    CHECK(*full.troops_per_100km2 == Approx(0.7391).margin(5e-5));
    CHECK(17000 * 0.35 == Approx(5950));
    const ForceDensity usable = forceDensity(17000 * 0.35, 82e6, 2.3e6);
    CHECK(*usable.people_per_troop == Approx(13781.5).margin(0.05));
    CHECK(*usable.km2_per_troop == Approx(386.6).margin(0.05));
    const ForceDensity none = forceDensity(0, 82e6, 2.3e6);
    CHECK_FALSE(none.people_per_troop);
    CHECK_FALSE(none.km2_per_troop);
    CHECK(none.troops_per_1000 == 0.0);
    CHECK(none.troops_per_100km2 == 0.0);
    const ForceDensity nobody = forceDensity(10, 0, 2.3e6); // people 0: undefined, land is still there
    CHECK_FALSE(nobody.people_per_troop);
    CHECK_FALSE(nobody.troops_per_1000);
    CHECK(*nobody.km2_per_troop == Approx(230000));
    const ForceDensity nowhere = forceDensity(10, 82e6, 0);
    CHECK_FALSE(nowhere.km2_per_troop);
    CHECK_FALSE(nowhere.troops_per_100km2);
    CHECK(*nowhere.people_per_troop == Approx(8.2e6));
    const ForceDensity empty = forceDensity(10, 0, 0);
    CHECK_FALSE(empty.people_per_troop);
    CHECK_FALSE(empty.troops_per_1000);
    CHECK_FALSE(empty.troops_per_100km2);
}
