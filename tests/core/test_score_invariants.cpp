// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/incident_columns.h>
#include <tutela/core/score.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tutela::core;

namespace {

/// All whole inputs of the likelihood, in one loop.
template <class Each>
void eachRating(Each each)
{
    for (int i = 1; i <= 5; ++i)
        for (int c = 1; c <= 5; ++c)
            for (int o = 1; o <= 5; ++o)
                for (int shift = -1; shift <= 1; ++shift)
                    each(i, c, o, shift);
}

class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    int of(int low, int high) { return std::uniform_int_distribution<int>{low, high}(m_engine); }
    bool coin() { return of(0, 1) == 1; }
    std::optional<int> maybe(int low, int high) { return of(0, 3) == 0 ? std::nullopt : std::optional{of(low, high)}; }

private:
    std::mt19937 m_engine;
};

ScoreInput randomInput(Dice& dice, bool complete)
{
    const auto value = [&](int low, int high) { return complete ? std::optional{dice.of(low, high)} : dice.maybe(low, high); };
    ScoreInput in;
    in.intent = value(1, 5);
    in.capability = value(1, 5);
    in.opportunity = value(1, 5);
    in.shift = dice.of(-1, 1);
    in.act_severity = value(1, 5);
    if (dice.coin())
        in.persons = dice.of(0, 30000);
    in.vulnerability_half_points = value(0, 12);
    in.host_state = value(0, 2);
    in.state_is_actor = dice.of(0, 4) == 0;
    in.mission_reach = value(0, 2);
    in.community = value(0, 1);
    in.trend = static_cast<Trend>(dice.of(0, 3));
    in.imminent = dice.of(0, 3) == 0;
    return in;
}

/// The inputs that may be missing, with what they are allowed to be.
struct Slot {
    std::optional<int> ScoreInput::*member;
    int low, high;
};
const std::vector<Slot> kSlots{{&ScoreInput::intent, 1, 5},         {&ScoreInput::capability, 1, 5},
                               {&ScoreInput::opportunity, 1, 5},    {&ScoreInput::act_severity, 1, 5},
                               {&ScoreInput::vulnerability_half_points, 0, 9}, {&ScoreInput::host_state, 0, 2},
                               {&ScoreInput::mission_reach, 0, 2},  {&ScoreInput::community, 0, 1}};

template <class T>
void widen(Range<T>& range, const Range<T>& value, bool first)
{
    range.lowest = first ? value.lowest : std::min(range.lowest, value.lowest);
    range.highest = first ? value.highest : std::max(range.highest, value.highest);
}

struct Bounds {
    Range<int> likelihood, vulnerability, impact, protection, residual, inherentRisk, residualRisk;
    Range<Band> band;
    Range<PriorityClass> priority; // by enumerator: MUST is the smallest
    bool first = true;
};

/// Every complete input that fills the gaps of `in`, scored one by one.
void enumerate(ScoreInput in, std::size_t slot, Bounds& bounds)
{
    if (slot == kSlots.size()) {
        const Score s = score(in);
        widen(bounds.likelihood, s.likelihood, bounds.first);
        widen(bounds.vulnerability, s.vulnerability, bounds.first);
        widen(bounds.impact, s.impact, bounds.first);
        widen(bounds.protection, s.protection, bounds.first);
        widen(bounds.residual, s.likelihood_residual, bounds.first);
        widen(bounds.inherentRisk, s.risk_inherent, bounds.first);
        widen(bounds.residualRisk, s.risk_residual, bounds.first);
        widen(bounds.band, s.band, bounds.first);
        widen(bounds.priority, s.priority, bounds.first);
        bounds.first = false;
        return;
    }
    const Slot& at = kSlots[slot];
    if (in.*at.member) {
        enumerate(in, slot + 1, bounds);
        return;
    }
    for (int value = at.low; value <= at.high; ++value) {
        in.*at.member = value;
        enumerate(in, slot + 1, bounds);
    }
}

SortKey randomKey(Dice& dice)
{
    SortKey key;
    key.priority = static_cast<PriorityClass>(dice.of(0, 3));
    key.risk_residual = dice.of(1, 3);
    key.imminent = dice.coin();
    key.trend = static_cast<Trend>(dice.of(0, 3));
    key.impact = dice.of(4, 5);
    key.persons = dice.of(0, 2);
    if (dice.coin())
        key.days_since_visit = dice.of(0, 2);
    key.name = dice.coin() ? "Luzi" : "Amba";
    key.id = dice.of(1, 3);
    return key;
}

} // namespace

TEST_CASE("likelihood never falls when intent, capability, opportunity or the shift rises", "[core][score]")
{
    eachRating([](int i, int c, int o, int shift) {
        const int here = likelihood(i, c, o, shift);
        CHECK((here >= 1 && here <= 5));
        CHECK((i == 5 || likelihood(i + 1, c, o, shift) >= here));
        CHECK((c == 5 || likelihood(i, c + 1, o, shift) >= here));
        CHECK((o == 5 || likelihood(i, c, o + 1, shift) >= here));
        CHECK((shift == 1 || likelihood(i, c, o, shift + 1) >= here));
        CHECK((std::min({i, c, o}) > 1 || here <= 2));
    });
}

TEST_CASE("likelihood is the rounded cube root that its thresholds stand for", "[core][score]")
{
    eachRating([](int i, int c, int o, int shift) {
        // In half steps, without a floating root: L is the largest with (2L - shift - 1)^3 <= 8 p, or 1.
        int expected = 1;
        for (int level = 2; level <= 5; ++level) {
            const int halves = 2 * level - shift - 1;
            expected = halves * halves * halves <= 8 * i * c * o ? level : expected;
        }
        expected = std::min({i, c, o}) == 1 ? std::min(expected, 2) : expected;
        INFO(i << ' ' << c << ' ' << o << ' ' << shift);
        CHECK(likelihood(i, c, o, shift) == expected);
    });
}

TEST_CASE("impact never falls when severity, exposure or vulnerability rises, and spares no small community", "[core][score]")
{
    for (int a = 1; a <= 5; ++a)
        for (int e = 1; e <= 5; ++e)
            for (int v = 1; v <= 5; ++v) {
                const int here = impact(a, e, v);
                CHECK((here >= 1 && here <= 5));
                CHECK((a == 5 || impact(a + 1, e, v) >= here));
                CHECK((e == 5 || impact(a, e + 1, v) >= here));
                CHECK((v == 5 || impact(a, e, v + 1) >= here));
                CHECK((a < 4 || here >= 3));
                CHECK((a < 5 || here >= 4));
            }
    for (int half = 0; half < 20; ++half)
        CHECK(vulnerability(half + 1) >= vulnerability(half));
    for (std::int64_t persons : {0, 99, 100, 999, 1000, 4999, 5000, 24999, 25000})
        CHECK(exposure(persons + 1) >= exposure(persons));
}

TEST_CASE("the risk matrix has the bands of the doctrine", "[core][score]")
{
    const std::vector<std::string> rows{"LLLLM", "LLMMH", "LMMHH", "LMHHC", "MHHCC"}; // L 1..5, impact 1..5
    for (int l = 1; l <= 5; ++l)
        for (int i = 1; i <= 5; ++i)
            CHECK(word(bandOf(l * i))[0] == rows[static_cast<std::size_t>(l - 1)][static_cast<std::size_t>(i - 1)]);
}

TEST_CASE("residual risk is at most inherent risk, protection never raises it, forcing H to 0 never lowers it", "[core][score]")
{
    const std::uint32_t seed = 20261101;
    INFO("seed " << seed);
    Dice dice{seed};
    for (int trial = 0; trial < 3000; ++trial) {
        ScoreInput in = randomInput(dice, true);
        const Score here = score(in);
        CHECK(here.risk_residual.highest <= here.risk_inherent.highest);
        CHECK(here.band_inherent.lowest == bandOf(here.risk_inherent.lowest));
        ScoreInput forced = in;
        forced.state_is_actor = true;
        CHECK(score(forced).risk_residual.lowest >= here.risk_residual.lowest);
        for (auto [member, highest] : {std::pair{&ScoreInput::host_state, 2}, {&ScoreInput::mission_reach, 2}, {&ScoreInput::community, 1}}) {
            ScoreInput more = in;
            if (*(more.*member) < highest) {
                ++*(more.*member);
                CHECK(score(more).risk_residual.highest <= here.risk_residual.highest);
            }
        }
        // Confidence is kept apart: it changes no number of the risk.
        ScoreInput sure = in;
        sure.evidence = {{"g1", Reliability::A, 1, 0, false}, {"g2", Reliability::A, 1, 0, false}};
        const Score known = score(sure);
        CHECK(known.likelihood == here.likelihood);
        CHECK(known.impact == here.impact);
        CHECK(known.risk_residual == here.risk_residual);
        CHECK(known.priority == here.priority);
    }
}

TEST_CASE("the class never becomes less urgent when risk, impact, trend or imminence rise", "[core][score]")
{
    const auto at = [](int l, int i, Trend t, bool imminent) { return priorityClass(l * i, i, t, imminent); };
    for (int l = 1; l <= 5; ++l)
        for (int i = 1; i <= 5; ++i) {
            CHECK(at(l, i, Trend::STABLE, true) <= at(l, i, Trend::STABLE, false));
            CHECK(at(l, i, Trend::RISING, false) <= at(l, i, Trend::STABLE, false));
            CHECK((l == 5 || at(l + 1, i, Trend::STABLE, false) <= at(l, i, Trend::STABLE, false)));
            CHECK((i == 5 || at(l, i + 1, Trend::STABLE, false) <= at(l, i, Trend::STABLE, false)));
        }
}

TEST_CASE("a range holds exactly what filling the gaps one by one gives", "[core][score]")
{
    const std::uint32_t seed = 7;
    INFO("seed " << seed);
    Dice dice{seed};
    int ranged = 0;
    for (int trial = 0; trial < 60; ++trial) {
        const ScoreInput in = randomInput(dice, false);
        if (std::count_if(kSlots.begin(), kSlots.end(), [&](const Slot& slot) { return !(in.*slot.member); }) > 4)
            continue; // too many combinations for a unit test
        Bounds bounds;
        enumerate(in, 0, bounds);
        const Score s = score(in);
        ranged += s.risk_residual.known() ? 0 : 1;
        CHECK(s.likelihood == bounds.likelihood);
        CHECK(s.vulnerability == bounds.vulnerability);
        CHECK(s.impact == bounds.impact);
        CHECK(s.protection == bounds.protection);
        CHECK(s.likelihood_residual == bounds.residual);
        CHECK(s.risk_inherent == bounds.inherentRisk);
        CHECK(s.risk_residual == bounds.residualRisk);
        CHECK(s.band == bounds.band);
        CHECK(s.priority == Range<PriorityClass>{bounds.priority.highest, bounds.priority.lowest});
    }
    CHECK(ranged > 20);
}

TEST_CASE("the order of lines is strict and total", "[core][score]")
{
    const std::uint32_t seed = 99;
    INFO("seed " << seed);
    Dice dice{seed};
    std::vector<SortKey> keys;
    for (int i = 0; i < 60; ++i)
        keys.push_back(randomKey(dice));
    const auto same = [](const SortKey& a, const SortKey& b) { return !moreUrgent(a, b) && !moreUrgent(b, a); };
    for (const SortKey& a : keys) {
        CHECK_FALSE(moreUrgent(a, a));
        for (const SortKey& b : keys) {
            CHECK_FALSE((moreUrgent(a, b) && moreUrgent(b, a)));
            if (same(a, b)) // no ties but for the same line
                CHECK((a.id == b.id && a.name == b.name && a.persons == b.persons));
            for (const SortKey& c : keys)
                if (moreUrgent(a, b) && moreUrgent(b, c))
                    CHECK(moreUrgent(a, c));
        }
    }
}

TEST_CASE("each sort key decides in its turn", "[core][score]")
{
    SortKey base;
    base.priority = PriorityClass::SHOULD;
    base.risk_residual = 12;
    base.trend = Trend::STABLE;
    base.impact = 4;
    base.persons = 100;
    base.days_since_visit = 5;
    base.name = "Luzi";
    base.id = 5;
    const auto ahead = [&](auto change) {
        SortKey key = base;
        change(key);
        return moreUrgent(key, base) && !moreUrgent(base, key);
    };
    CHECK(ahead([](SortKey& k) { k.priority = PriorityClass::MUST; k.risk_residual = 1; }));
    CHECK(ahead([](SortKey& k) { k.risk_residual = 13; k.impact = 1; }));
    CHECK(ahead([](SortKey& k) { k.imminent = true; k.trend = Trend::FALLING; }));
    CHECK(ahead([](SortKey& k) { k.trend = Trend::RISING; k.impact = 1; }));
    CHECK_FALSE(ahead([](SortKey& k) { k.trend = Trend::INSUFFICIENT; }));
    SortKey falling = base;
    falling.trend = Trend::FALLING;
    SortKey unknown = base;
    unknown.trend = Trend::INSUFFICIENT;
    CHECK(moreUrgent(unknown, falling));
    CHECK(ahead([](SortKey& k) { k.impact = 5; k.persons = 0; }));
    CHECK(ahead([](SortKey& k) { k.persons = 101; k.days_since_visit = 0; }));
    CHECK(ahead([](SortKey& k) { k.days_since_visit.reset(); k.name = "Z"; }));
    CHECK(ahead([](SortKey& k) { k.days_since_visit = 6; k.name = "Z"; }));
    CHECK(ahead([](SortKey& k) { k.name = "Amba"; k.id = 9; }));
    CHECK(ahead([](SortKey& k) { k.id = 4; }));
}

TEST_CASE("factors weigh as the checklist says", "[core][score]")
{
    int total = 0;
    for (const auto text : wordsOf<VulnerabilityFactor>())
        total += halfPoints(*enumerator<VulnerabilityFactor>(text));
    CHECK(total == 4 * 2 + 11);
    CHECK(halfPoints(VulnerabilityFactor::NO_STATE_SECURITY) == 2);
    CHECK(halfPoints(VulnerabilityFactor::RECENT_ATTACK) == 1);
    CHECK(revisitDays(PriorityClass::MUST) == 3);
    CHECK(revisitDays(PriorityClass::SHOULD) == 7);
    CHECK(revisitDays(PriorityClass::COULD) == 14);
    CHECK(revisitDays(PriorityClass::WATCH) == 30);
}
