// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/patrols.h>

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace std::chrono_literals;

TEST_CASE("the life of a patrol goes forward, and sideways only with a reason", "[core][patrols]")
{
    using enum PatrolStatus;
    std::vector<PatrolStatus> way;
    for (std::optional<PatrolStatus> at; !nextStates(at).empty();) {
        at = nextStates(at).front();
        way.push_back(*at);
    }
    CHECK(way == std::vector{PROPOSED, APPROVED, TASKED, DEPARTED, COMPLETED, REPORTED}); // doctrine 2.10
    CHECK(nextStates(TASKED).back() == CANCELLED);
    CHECK(nextStates(DEPARTED).back() == ABORTED);
    CHECK(nextStates(CANCELLED).empty());
    CHECK(needsReason(CANCELLED));
    CHECK(needsReason(ABORTED));
    CHECK_FALSE(needsReason(COMPLETED));
}

TEST_CASE("a report is due after 24 hours, of a patrol of a day or more after 48", "[core][patrols]")
{
    const Instant start = instantOf("2026-10-10T20:00:00Z");
    Patrol patrol;
    patrol.status = PatrolStatus::COMPLETED;
    patrol.actual_start = start;
    CHECK_FALSE(reportDue(patrol));
    CHECK(reportState(patrol, start + 1000h) == ReportState::NONE); // not known to have ended
    patrol.actual_end = start + 24h - 1s;
    CHECK(reportDue(patrol) == start + 48h - 1s);
    patrol.actual_end = start + 24h;
    CHECK(reportDue(patrol) == start + 72h);
    CHECK(reportState(patrol, start + 72h) == ReportState::DUE);
    CHECK(reportState(patrol, start + 72h + 1s) == ReportState::LATE);
    patrol.status = PatrolStatus::ABORTED;
    CHECK(reportState(patrol, start + 72h + 1s) == ReportState::LATE);
    patrol.status = PatrolStatus::CANCELLED;
    CHECK(reportState(patrol, start + 72h + 1s) == ReportState::NONE);
    patrol.status = PatrolStatus::REPORTED;
    patrol.report_time = start + 72h;
    CHECK(reportState(patrol, start + 100h) == ReportState::FILED);
    patrol.report_time = start + 73h;
    CHECK(reportState(patrol, start + 100h) == ReportState::FILED_LATE);
}

TEST_CASE("nobody met is not the same as not known", "[core][patrols]")
{
    PatrolStop stop;
    CHECK_FALSE(peopleMet(stop));
    stop.met_men = 0;
    CHECK(peopleMet(stop) == 0);
    stop.met_women = 3;
    stop.met_leaders = 1;
    CHECK(peopleMet(stop) == 4);
}
