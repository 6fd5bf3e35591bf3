// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fictional.h"

#include <tutela/analysis/action_effect.h>

#include <catch2/catch.hpp>

// Attacks before and after an action (doctrine.md 5.1, Effect).
using namespace tutela;
using namespace tutela::test;
using analysis::ActionEffect;
using core::Trend;

namespace {

core::Day day(int year, unsigned month, unsigned dayOfMonth) { return core::Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{dayOfMonth}}; }

/// Luzi, and an action in it that was completed on 5 September 2026: 56 days before kAsOf, the day itself apart.
struct OneAction : Fictional {
    core::PlaceId luzi = place("Luzi", 3.0, 1.0);
    explicit OneAction(core::Day done = day(2026, 9, 5))
    {
        core::Action action;
        action.id = nextId();
        action.reference = "A-1";
        action.status = core::ActionStatus::DONE;
        action.done_date = done;
        action.place_ids = {luzi};
        actions.push_back(action);
        incident({.lon = 5.0, .lat = 2.0, .time = core::instantOf("2025-01-01T00:00:00Z")}); // records reach back
    }
    /// One a day from noon of a day on.
    void attacks(std::string_view from, int number)
    {
        for (int i = 0; i < number; ++i)
            incident({.time = core::instantOf(from) + std::chrono::days{i}});
    }
    [[nodiscard]] ActionEffect effect() const
    {
        const auto all = analysis::actionEffects(mission(), october(), kAsOf);
        REQUIRE(all.actions.size() == 1);
        return all.actions.front();
    }
};

} // namespace

TEST_CASE("worked case: eight attacks in the 56 days before an action, two in the 56 after it", "[analysis][coverage]")
{
    OneAction m;
    m.attacks("2026-08-01T12:00:00Z", 8);
    m.attacks("2026-10-01T12:00:00Z", 2);
    // The window before is 11 July to 4 September, that after 6 September to 31 October: 56 days each.
    // Per 28 days: 8 x 28 / 56 = 4.0 before, 2 x 28 / 56 = 1.0 after; ratio 0.25.
    // Test: n = 10, share 56 / 112 = 1/2, expected 8. P(X <= 2) = (1 + 10 + 45) / 1024 = 56 / 1024 = 0.0547 <= 0.10: falling.
    const ActionEffect found = m.effect();
    CHECK(found.days_after == 56);
    CHECK(found.attacks_before == 8);
    CHECK(found.attacks_after == 2);
    CHECK(*found.rateBefore() == Approx(4.0));
    CHECK(*found.rateAfter() == Approx(1.0));
    CHECK(*found.ratio() == Approx(0.25));
    CHECK(found.trend.expected == Approx(8.0));
    CHECK(found.trend.p == Approx(56.0 / 1024.0));
    CHECK(found.trend.trend == Trend::FALLING);
}

TEST_CASE("the test before and after an action is exact, and agrees with that of 28 and 84 days", "[analysis][coverage]")
{
    // P(X >= 4) of 4 with share 1/2 = 1/16; of 5 to 1 P(X >= 5) = 7/64 = 0.109 > 0.10.
    CHECK(analysis::trendBetween(0, 56, 4, 56).p == Approx(1.0 / 16.0));
    CHECK(analysis::trendBetween(0, 56, 4, 56).trend == Trend::RISING);
    CHECK(analysis::trendBetween(1, 56, 5, 56).p == Approx(7.0 / 64.0));
    CHECK(analysis::trendBetween(1, 56, 5, 56).trend == Trend::STABLE);
    CHECK(analysis::trendBetween(3, 56, 3, 56).trend == Trend::STABLE);
    CHECK(analysis::trendBetween(2, 56, 1, 56).trend == Trend::INSUFFICIENT);
    for (std::int64_t before = 0; before < 30; ++before)
        for (std::int64_t after = 0; after < 30; ++after) {
            const auto known = core::trend(after, before), found = analysis::trendBetween(before, 84, after, 28);
            CHECK(found.trend == known.trend);
            CHECK(found.p == Approx(known.p).margin(1e-12));
        }
    CHECK(analysis::trendBetween(3000, 56, 2000, 56).trend == Trend::FALLING);
}

TEST_CASE("the day of completion, other places and what is not violent are in neither window", "[analysis][coverage]")
{
    OneAction m;
    m.attacks("2026-09-05T00:30:00Z", 1);                                                              // on the day
    m.attacks("2026-07-10T12:00:00Z", 1);                                                              // 57 days before
    m.incident({.lon = 3.0, .lat = 1.0 + 12 * kKm, .time = core::instantOf("2026-08-20T12:00:00Z")});  // 12 km away
    m.incident({.time = core::instantOf("2026-08-20T12:00:00Z"), .severity = 2});
    m.incident({.time = core::instantOf("2026-08-20T12:00:00Z"), .verification = core::Verification::REFUTED});
    m.incident({.lon = 3.0, .lat = 1.0 + 9 * kKm, .time = core::instantOf("2026-08-20T12:00:00Z")});   // counts
    CHECK(m.effect().attacks_before == 1);
    CHECK(m.effect().attacks_after == 0);
    CHECK(m.effect().trend.trend == Trend::INSUFFICIENT);
}

TEST_CASE("an action done a short time ago has no rate after it yet, and records that begin later none before", "[analysis][coverage]")
{
    OneAction recent{day(2026, 10, 20)};
    recent.attacks("2026-10-01T12:00:00Z", 6);
    const ActionEffect found = recent.effect();
    CHECK(found.days_after == 11);
    CHECK_FALSE(found.rateAfter());
    CHECK_FALSE(found.ratio());
    CHECK(found.trend.trend == Trend::INSUFFICIENT);

    OneAction late;
    late.columns = {};
    late.attacks("2026-08-20T12:00:00Z", 6);
    CHECK_FALSE(late.effect().attacks_before);
    CHECK_FALSE(late.effect().rateBefore());
    CHECK(late.effect().trend.trend == Trend::INSUFFICIENT);
}

TEST_CASE("only completed actions with a place are compared, and more visits after them are told", "[analysis][coverage]")
{
    OneAction m;
    m.visit(m.luzi, core::instantOf("2026-08-10T12:00:00Z"));
    for (int i = 0; i < 3; ++i)
        m.visit(m.luzi, core::instantOf("2026-10-10T12:00:00Z") + std::chrono::days{i});
    CHECK(m.effect().visits_before == 1);
    CHECK(m.effect().visits_after == 3);
    CHECK(m.effect().reporting_effect);
    auto open = m.actions.front(), elsewhere = m.actions.front(), old = m.actions.front();
    open.id = m.nextId();
    open.status = core::ActionStatus::IN_PROGRESS;
    elsewhere.id = m.nextId();
    elsewhere.place_ids.clear();
    old.id = m.nextId();
    old.done_date = day(2026, 8, 1); // its 56 days ended before October
    m.actions.insert(m.actions.end(), {open, elsewhere, old});
    const auto all = analysis::actionEffects(m.mission(), Fictional::october(), kAsOf);
    CHECK(all.actions.size() == 1);
    CHECK(all.without_place == 1);
}
