// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/patrol_effort.h>
#include <tutela/analysis/observed_response.h>

#include <catch2/catch.hpp>

// All numbers are counted by hand from the records beside them.
using namespace tutela;
using namespace tutela::test;
using analysis::PatrolEffort;
using core::PatrolStatus;

namespace {

core::Instant timeAt(std::string_view text) { return core::instantOf(text); }

const core::Period kOctober{timeAt("2026-10-01T00:00:00Z"), kAsOf};

PatrolEffort effortOf(const Fictional& m) { return analysis::patrolEffort(m.mission(), kOctober, kAsOf); }

core::Patrol& patrol(Fictional& m, PatrolStatus status, std::string_view start, double hours)
{
    core::Patrol made;
    made.id = m.nextId();
    made.status = status;
    made.planned_start = timeAt(start);
    made.planned_end = timeAt(start) + std::chrono::seconds{std::lround(hours * 3600.0)};
    if (status == PatrolStatus::COMPLETED || status == PatrolStatus::REPORTED) {
        made.actual_start = made.planned_start;
        made.actual_end = made.planned_end;
    }
    m.patrols.push_back(made);
    return m.patrols.back();
}

} // namespace

TEST_CASE("patrol effort counts planned, done and called off, and hours where both times are recorded", "[analysis][effort]")
{
    Fictional m;
    patrol(m, PatrolStatus::REPORTED, "2026-10-02T06:00:00Z", 6.0).report_time = timeAt("2026-10-03T06:00:00Z");
    patrol(m, PatrolStatus::COMPLETED, "2026-10-05T06:00:00Z", 2.5);
    patrol(m, PatrolStatus::COMPLETED, "2026-10-06T06:00:00Z", 9.0).actual_end.reset();
    patrol(m, PatrolStatus::CANCELLED, "2026-10-07T06:00:00Z", 4.0);
    patrol(m, PatrolStatus::PROPOSED, "2026-10-08T06:00:00Z", 4.0);
    patrol(m, PatrolStatus::COMPLETED, "2026-09-30T06:00:00Z", 4.0); // before the period
    const PatrolEffort found = effortOf(m);
    CHECK(found.all.planned == 4);
    CHECK(found.all.started == 3);
    CHECK(found.all.done == 3);
    CHECK(found.all.cancelled == 1);
    CHECK(found.all.hours == Approx(8.5));
    CHECK(found.all.hours_known == 2);
    CHECK(found.all.tracks == 0);
    CHECK(found.without_report == 2);
}

TEST_CASE("a patrol of two units counts for both and once in the sum, one without a unit apart", "[analysis][effort]")
{
    Fictional m;
    const core::UnitId first{1001}, second{1002};
    patrol(m, PatrolStatus::COMPLETED, "2026-10-02T06:00:00Z", 6.0).unit_ids = {first, second, first};
    patrol(m, PatrolStatus::COMPLETED, "2026-10-03T06:00:00Z", 1.0).unit_ids = {second};
    patrol(m, PatrolStatus::COMPLETED, "2026-10-04T06:00:00Z", 2.0);
    const PatrolEffort found = effortOf(m);
    CHECK(found.all.done == 3);
    CHECK(found.all.hours == Approx(9.0));
    REQUIRE(found.by_unit.size() == 3);
    CHECK_FALSE(found.by_unit[0].unit);
    CHECK(found.by_unit[0].hours == Approx(2.0));
    CHECK(found.by_unit[1].unit == first);
    CHECK(found.by_unit[1].done == 1);
    CHECK(found.by_unit[1].hours == Approx(6.0));
    CHECK(found.by_unit[2].unit == second);
    CHECK(found.by_unit[2].done == 2);
    CHECK(found.by_unit[2].hours == Approx(7.0));
}

TEST_CASE("the share on foot is of patrols whose means is recorded", "[analysis][effort]")
{
    Fictional m;
    patrol(m, PatrolStatus::COMPLETED, "2026-10-02T06:00:00Z", 1.0).mode = {core::PatrolMode::FOOT};
    patrol(m, PatrolStatus::COMPLETED, "2026-10-03T06:00:00Z", 1.0).mode = {core::PatrolMode::VEHICLE};
    auto& walked = patrol(m, PatrolStatus::COMPLETED, "2026-10-04T06:00:00Z", 1.0);
    walked.mode = {core::PatrolMode::VEHICLE};
    walked.dismounted = true;
    patrol(m, PatrolStatus::COMPLETED, "2026-10-05T06:00:00Z", 1.0); // nothing recorded
    CHECK(effortOf(m).on_foot == analysis::Share{2, 3});
}

TEST_CASE("people met are summed where a number is recorded, and empty when none is", "[analysis][effort]")
{
    Fictional m;
    const auto place = m.place("Luzi", 3.0, 1.0);
    m.visit(place, timeAt("2026-10-10T09:00:00Z")).actual_start = timeAt("2026-10-10T08:00:00Z");
    m.patrols.back().interpreter_languages = {"hau", "fra", "hau"};
    auto met = effortOf(m).met;
    CHECK(met.visits == 1);
    CHECK(met.visits_with_numbers == 0);
    CHECK_FALSE(met.women);
    CHECK(effortOf(m).languages == std::map<std::string, std::int64_t>{{"fra", 1}, {"hau", 1}});
    m.patrols.back().stops[0].met_women = 12;
    m.patrols.back().stops[0].met_men = 0;
    m.visit(place, timeAt("2026-10-12T09:00:00Z")).actual_start = timeAt("2026-10-12T08:00:00Z");
    m.patrols.back().stops[0].met_women = 5;
    met = effortOf(m).met;
    CHECK(met.visits == 2);
    CHECK(met.visits_with_numbers == 2);
    CHECK(met.women == 17);
    CHECK(met.men == 0);
    CHECK_FALSE(met.youth);
}

TEST_CASE("denials keep reason, area, places and the days that were planned", "[analysis][effort]")
{
    Fictional m;
    const auto area = m.area("East", core::AreaLevel::SECTOR, {2.0, 0.0, 4.0, 2.0});
    const auto place = m.place("Luzi", 3.0, 1.0);
    auto& denied = patrol(m, PatrolStatus::CANCELLED, "2026-10-09T06:00:00Z", 36.0);
    denied.cancel_reason = core::CancelReason::CLEARANCE_DENIED;
    core::PatrolStop stop;
    stop.place_id = place;
    denied.stops = {stop, stop};
    patrol(m, PatrolStatus::CANCELLED, "2026-10-08T06:00:00Z", 1.0).cancel_reason = core::CancelReason::FUEL;
    auto& hindered = patrol(m, PatrolStatus::COMPLETED, "2026-10-05T06:00:00Z", 4.0);
    hindered.obstruction = "Road block";
    hindered.planned_end.reset();
    const auto denials = effortOf(m).denials;
    REQUIRE(denials.size() == 2);
    CHECK(denials[0].text == "Road block");
    CHECK_FALSE(denials[0].reason);
    CHECK_FALSE(denials[0].area);
    CHECK_FALSE(denials[0].planned_days);
    CHECK(denials[1].reason == core::CancelReason::CLEARANCE_DENIED);
    CHECK(denials[1].area == area);
    CHECK(denials[1].places == std::vector{place});
    CHECK(*denials[1].planned_days == Approx(1.5));
}

TEST_CASE("incidents of obstruction are counted by the actors named, and attacks by night where hour and place are known", "[analysis][effort]")
{
    Fictional m;
    const auto group = m.actor("Group", core::ActorKind::STATE_MILITARY);
    const auto hour = core::TimePrecision::HOUR;
    for (int i = 0; i < 2; ++i)
        m.incident({.time = timeAt("2026-10-10T12:00:00Z"), .severity = 1, .by = {group}, .category = core::IncidentCategory::OBSTRUCTION_OF_MISSION});
    m.incident({.time = timeAt("2026-10-11T12:00:00Z"), .severity = 1, .category = core::IncidentCategory::OBSTRUCTION_OF_MISSION});
    m.incident({.time = timeAt("2026-10-11T12:00:00Z"), .verification = core::Verification::REFUTED, .by = {group}, .category = core::IncidentCategory::OBSTRUCTION_OF_MISSION});
    m.incident({.time = timeAt("2026-10-12T23:00:00Z"), .time_precision = hour}); // at 3 degrees east it is eleven at night
    m.incident({.time = timeAt("2026-10-13T11:00:00Z"), .time_precision = hour});
    m.incident({.time = timeAt("2026-10-13T23:00:00Z"), .time_precision = core::TimePrecision::DAY});
    const PatrolEffort found = effortOf(m);
    REQUIRE(found.obstructions.size() == 2);
    CHECK(found.obstructions[0] == analysis::ObstructionCount{group, 2});
    CHECK(found.obstructions[1] == analysis::ObstructionCount{std::nullopt, 1});
    CHECK(found.attacks_at_night == analysis::Share{1, 2});
}

TEST_CASE("tests of alert networks count with their result, those of patrols too", "[analysis][effort]")
{
    Fictional m;
    const auto place = m.place("Luzi", 3.0, 1.0);
    m.canTest(place, timeAt("2026-10-10T09:00:00Z"), true);
    m.canTest(place, timeAt("2026-09-10T09:00:00Z"), true);
    m.visit(place, timeAt("2026-10-12T09:00:00Z"));
    m.patrols.back().stops[0].can_tested = true;
    m.patrols.back().stops[0].can_works = false;
    m.visit(place, timeAt("2026-10-13T09:00:00Z"));
    m.patrols.back().stops[0].can_tested = true;
    const PatrolEffort found = effortOf(m);
    CHECK(found.can_tests == analysis::Share{1, 2});
    CHECK(found.can_tests_without_result == 1);
}

TEST_CASE("stage times: median, 90th percentile, and what is missing", "[analysis][response]")
{
    Fictional m;
    const auto place = m.place("Luzi", 3.0, 1.0);
    const auto minutes = [](int n) { return std::chrono::minutes{n}; };
    // Decision 10, 20, ..., 100 minutes: median (50 + 60) / 2 = 55, nine tenths of ten values = the ninth = 90.
    for (int i = 1; i <= 10; ++i) {
        const auto received = timeAt("2026-10-10T00:00:00Z") + std::chrono::hours{i};
        auto& alert = m.alert(place, core::AlertType::IMMINENT_ATTACK, received);
        alert.t_tasked = received + minutes(10 * i);
        if (i <= 3) {
            alert.t_departed = received + minutes(10 * i + 30);
            alert.t_arrived = received + minutes(10 * i + 30 + 45 * i);
        }
    }
    m.alert(place, core::AlertType::TENSION, timeAt("2026-10-11T00:00:00Z")); // nobody acted
    m.alert(place, core::AlertType::TENSION, timeAt("2026-10-11T00:00:00Z")).triage = core::Triage::DUPLICATE;
    m.alert(place, core::AlertType::TENSION, timeAt("2026-09-11T00:00:00Z")).t_tasked = timeAt("2026-09-11T01:00:00Z");
    const auto found = analysis::observedResponse(m.mission(), kOctober, kAsOf);
    CHECK(found.alerts == 11);
    CHECK(found.answered == 10);
    CHECK(found.decide.minutes.size() == 10);
    CHECK(found.decide.missing == 0);
    CHECK(*found.decide.median() == Approx(55.0));
    CHECK(*found.decide.p90() == Approx(90.0));
    CHECK(found.mobilise.minutes == std::vector{30.0, 30.0, 30.0});
    CHECK(found.mobilise.missing == 7);
    CHECK(*found.travel.median() == Approx(90.0));
    CHECK(*found.travel.p90() == Approx(135.0));
    CHECK(*found.total.median() == Approx(20 + 30 + 90));
    CHECK(found.total.missing == 7);
}

TEST_CASE("without alerts nothing is said of their times", "[analysis][response]")
{
    const auto found = analysis::observedResponse(Fictional{}.mission(), kOctober, kAsOf);
    CHECK(found.alerts == 0);
    CHECK_FALSE(found.total.median());
    CHECK_FALSE(found.total.p90());
    CHECK_FALSE(effortOf(Fictional{}).met.women);
}
