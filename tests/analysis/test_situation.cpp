// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/situation.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::test;
using core::AlertOutcome;
using core::AlertType;
using core::Triage;

TEST_CASE("ten alerts of the doctrine give its rates, split by responder", "[analysis][situation]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    const auto add = [&](Triage triage, std::vector<core::Responder> responder, std::optional<AlertOutcome> outcome) {
        auto& alert = m.alert(luzi, AlertType::ATTACK_ONGOING, daysAgo(5));
        alert.triage = triage;
        alert.responder = std::move(responder);
        alert.outcome = outcome;
    };
    add(Triage::DUPLICATE, {}, AlertOutcome::DUPLICATE);
    add(Triage::FALSE_OR_MALICIOUS, {}, AlertOutcome::FALSE_ALERT);
    add(Triage::INFORMATION_ONLY, {core::Responder::MISSION_CIVILIAN}, AlertOutcome::INFORMATION_ONLY);
    add(Triage::INFORMATION_ONLY, {}, AlertOutcome::INFORMATION_ONLY);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {core::Responder::MISSION_MILITARY}, AlertOutcome::INTERRUPTED);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {core::Responder::MISSION_POLICE}, AlertOutcome::ARRIVED_AFTER);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {core::Responder::STATE_MILITARY}, AlertOutcome::ARRIVED_AFTER);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {core::Responder::STATE_POLICE}, AlertOutcome::ARRIVED_AFTER);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {core::Responder::NONE}, AlertOutcome::NO_RESPONSE_CAPACITY);
    add(Triage::REQUIRES_PHYSICAL_RESPONSE, {}, AlertOutcome::NO_RESPONSE_ACCESS);
    const auto a = analysis::alertIndicators(m.mission(), std::nullopt, Fictional::october(), kAsOf);
    REQUIRE(a.received == 10);
    REQUIRE(a.response == analysis::Share{4, 6});
    REQUIRE(*a.response.value() == Approx(0.667).margin(0.001));
    REQUIRE(a.mission_response == analysis::Share{2, 6});
    REQUIRE(a.state_response == analysis::Share{2, 6});
    REQUIRE(a.in_time == analysis::Share{1, 6});
    REQUIRE(a.false_alerts == analysis::Share{1, 9});
    REQUIRE(*a.false_alerts.value() == Approx(0.111).margin(0.001));
    REQUIRE(a.unanswered == 2);
    REQUIRE(a.unanswered_near_base.empty());
    m.base(3.0, 1.0 + 9 * kKm);
    REQUIRE(analysis::alertIndicators(m.mission(), std::nullopt, Fictional::october(), kAsOf).unanswered_near_base.size() == 2);
}

TEST_CASE("rates without alerts are not known, not zero", "[analysis][situation]")
{
    const auto a = analysis::alertIndicators(Fictional{}.mission(), std::nullopt, Fictional::october(), kAsOf);
    REQUIRE(a.received == 0);
    REQUIRE_FALSE(a.response.value());
    REQUIRE_FALSE(a.pending.value());
}

TEST_CASE("a pending alert counts against the limit of its urgency", "[analysis][situation]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    m.alert(luzi, AlertType::RUMOUR, kAsOf - 16min).urgency = core::Urgency::FLASH;
    m.alert(luzi, AlertType::RUMOUR, kAsOf - 15min).urgency = core::Urgency::FLASH;
    m.alert(luzi, AlertType::RUMOUR, kAsOf - 11h); // routine
    const auto a = analysis::alertIndicators(m.mission(), std::nullopt, Fictional::october(), kAsOf);
    REQUIRE(a.pending == analysis::Share{1, 3});
    REQUIRE(a.not_triaged == 3);
}

TEST_CASE("an area is silent after 14 days without incident, alert or visit", "[analysis][situation]")
{
    Fictional m;
    const auto west = m.area("West", core::AreaLevel::SECTOR, {0, 0, 1, 1});
    const auto east = m.area("East", core::AreaLevel::SECTOR, {1, 0, 2, 1});
    const auto village = m.place("Village", 0.5, 0.5);
    m.incident({.lon = 1.5, .lat = 0.5, .time = daysAgo(14)});
    SECTION("nothing at all")
    {
        const auto silent = analysis::silentAreas(m.mission(), std::nullopt, kAsOf);
        REQUIRE(silent.size() == 1);
        REQUIRE(silent[0].area == west);
        REQUIRE_FALSE(silent[0].last_visit);
    }
    SECTION("a visit ends the silence") { m.visit(village, daysAgo(2)); REQUIRE(analysis::silentAreas(m.mission(), std::nullopt, kAsOf).empty()); }
    SECTION("an old alert does not")
    {
        m.alert(village, AlertType::TENSION, daysAgo(15));
        const auto silent = analysis::silentAreas(m.mission(), std::nullopt, kAsOf);
        REQUIRE(silent.size() == 1);
        REQUIRE(silent[0].last_alert == daysAgo(15));
    }
    SECTION("inside one area only") { REQUIRE(analysis::silentAreas(m.mission(), east, kAsOf).empty()); }
    SECTION("a second later the incident is too old") { REQUIRE(analysis::silentAreas(m.mission(), std::nullopt, kAsOf + 1s).size() == 2); }
}

TEST_CASE("an action is overdue from the day after its deadline, in the mission time zone", "[analysis][situation]")
{
    core::Action action;
    action.deadline = core::dayOf("2026-10-31");
    const auto lagos = core::TimeZone::of("Africa/Lagos");
    REQUIRE_FALSE(analysis::isOverdue(action, core::instantOf("2026-10-31T22:59:59Z"), lagos));
    REQUIRE(analysis::isOverdue(action, core::instantOf("2026-10-31T23:00:00Z"), lagos));
    for (const auto status : {core::ActionStatus::DONE, core::ActionStatus::REJECTED, core::ActionStatus::CANCELLED}) {
        action.status = status;
        REQUIRE_FALSE(analysis::isOverdue(action, kAsOf, lagos));
    }
    action.status = core::ActionStatus::IN_PROGRESS;
    REQUIRE(analysis::isOverdue(action, kAsOf, lagos));
    action.deadline.reset();
    REQUIRE_FALSE(analysis::isOverdue(action, kAsOf, lagos));
    Fictional m;
    for (const char* day : {"2026-10-20", "2026-10-10", "2026-11-20"}) {
        action.id = m.nextId();
        action.deadline = core::dayOf(day);
        m.actions.push_back(action);
    }
    REQUIRE(analysis::overdueActions(m.mission(), kAsOf) == std::vector<core::ActionId>{{2}, {1}});
}

TEST_CASE("the period before a month is the month before, any other goes back by its length", "[analysis][situation]")
{
    const auto zone = core::TimeZone::of("Africa/Lagos");
    const auto march = core::monthPeriod("2026-03", zone);
    REQUIRE(analysis::periodBefore(march, zone) == core::monthPeriod("2026-02", zone));
    const core::Period quarter{march.from, core::monthPeriod("2026-06", zone).from};
    REQUIRE(analysis::periodBefore(quarter, zone) == core::Period{core::monthPeriod("2025-12", zone).from, march.from});
    const core::Period week{daysAgo(7), kAsOf};
    REQUIRE(analysis::periodBefore(week, zone) == core::Period{daysAgo(14), daysAgo(7)});
}

TEST_CASE("harm is compared with the period before and the same period last year", "[analysis][situation]")
{
    Fictional m;
    const auto october = Fictional::october();
    m.incident({.time = october.from, .killed = 5});
    m.incident({.time = october.from - 1s, .killed = 2});
    m.incident({.time = core::instantOf("2025-10-15"), .verification = std::nullopt, .killed = 7});
    const auto h = analysis::harm(m.mission(), std::nullopt, october);
    REQUIRE(h.now.killed == 5);
    REQUIRE(h.then.killed == 2);
    REQUIRE(h.year_ago.killed == 7);
    REQUIRE(h.by_verification[static_cast<std::size_t>(core::Verification::CORROBORATED)] == 1);
    REQUIRE(h.records_reach_back);
    const auto later = analysis::harm(m.mission(), std::nullopt, {kAsOf, kAsOf + 24h});
    REQUIRE(later.now.incidents == 0);
    REQUIRE_FALSE(later.now.killed);
}

TEST_CASE("last visits are the ends of visits before as_of", "[analysis][situation]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    const auto close = m.place("Luzi market", 3.0, 1.0 + kKm);
    m.visit(luzi, daysAgo(3));
    m.visit(luzi, daysAgo(9));
    m.visit(luzi, kAsOf + 1h);
    const auto visits = analysis::lastVisits(m.mission(), kAsOf);
    REQUIRE(visits.at(luzi) == daysAgo(3) + 1h);
    REQUIRE(visits.at(close) == daysAgo(3) + 1h); // the same circle
}
