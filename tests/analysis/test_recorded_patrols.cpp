// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/coverage.h>
#include <tutela/analysis/patrol_effort.h>
#include <tutela/analysis/recorded_patrols.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::test;
using namespace std::chrono_literals;

namespace {

/// A planned patrol to Luzi and the track of a device: 20 km towards it in 20 minutes, 40 minutes there, 20 km back.
struct Tracked : Fictional {
    core::PlaceId luzi = place("Luzi", 3.0, 0.0);
    core::Instant start = daysAgo(2);

    Tracked()
    {
        core::Patrol patrol;
        patrol.id = nextId();
        patrol.planned_start = start;
        patrol.planned_end = start + 4h;
        patrol.actual_start = start;
        patrol.track_source = core::TrackSource::PLANNED_ONLY;
        patrol.dismounted = true;
        patrol.stops = {core::PatrolStop{}};
        patrol.stops[0].place_id = luzi;
        core::Patrol line;
        line.id = nextId();
        line.patrol_id = core::PatrolId{patrol.id};
        line.track_source = core::TrackSource::GPS;
        line.geometry.type = core::Geometry::Type::LineString;
        line.geometry.parts = {{{{2.82, 0.0}, {3.0, 0.0}, {3.0, 0.0}, {2.82, 0.0}}}};
        for (const auto minutes : {0min, 20min, 60min, 80min})
            line.track_times.push_back((start + minutes).time_since_epoch().count());
        line.actual_start = start;
        patrols = {patrol, line};
    }
    analysis::PlaceCoverage found() const { return analysis::coverageOf(mission(), october(), kAsOf).places.at(0); }
    analysis::CoverageMetrics metrics() const { return analysis::coverageOf(mission(), october(), kAsOf).metrics; }
};

} // namespace

TEST_CASE("a matched track says when its patrol was in a place, and counts once", "[analysis][coverage][tracks]")
{
    Tracked m;
    // 0.18 degrees are 20.037 km; the circle of 2 km is 2/20.037 of the way of 20 minutes on either side of a stay of 40.
    const double hours = (40.0 + 2 * 20.0 * 2.0 / 20.037) / 60.0;
    CHECK(m.found().presence_hours == Approx(hours).margin(2.0 / 3600.0));
    CHECK(m.found().visits == 1); // 44 minutes on foot: the stop needs no report of its times
    CHECK(m.found().pass_throughs == 0);
    CHECK(m.metrics().patrols == 1);
    CHECK(m.metrics().tracks == 1);
    CHECK(m.metrics().planned_only == 0);
    CHECK(m.metrics().tracks_without_patrol == 0);
    CHECK(m.metrics().track_km == Approx(2 * 20.037).epsilon(0.001));

    m.patrols[0].actual_start.reset(); // that it left at all is known from the track
    CHECK(m.metrics().patrols == 1);
    CHECK(m.metrics().start_hours[0] == 1.0);

    m.patrols[1].patrol_id.reset(); // nobody's track: somebody was there, nobody visited
    CHECK(m.found().presence_hours == Approx(hours).margin(2.0 / 3600.0));
    CHECK(m.found().visits == 0);
    CHECK(m.found().pass_throughs == 1);
    CHECK(m.metrics().tracks_without_patrol == 1);
    CHECK(m.metrics().tracks == 0); // a track is no patrol with a track
    CHECK(analysis::patrolEffort(m.mission(), Tracked::october(), kAsOf).all.tracks == 0);
    CHECK(m.metrics().track_km == Approx(2 * 20.037).epsilon(0.001));
    CHECK(m.metrics().patrols == 0); // the patrol is only planned, the track is no patrol
    CHECK(m.metrics().integrated.whole == 0);
    CHECK(m.metrics().planned_only == 1);
}

TEST_CASE("a track that begins after the information cut-off is in no number, and is named", "[analysis][coverage][tracks]")
{
    Tracked m;
    const double km = m.metrics().track_km;
    core::Patrol later = m.patrols[1]; // given to a patrol that left before the cut-off
    later.id = m.nextId();
    later.source_id = "devices#later";
    later.actual_start = kAsOf + 1h;
    for (auto& time : later.track_times)
        time += (kAsOf + 1h - m.start).count();
    m.patrols.push_back(later);
    const auto found = analysis::coverageOf(m.mission(), Tracked::october(), kAsOf);
    CHECK(found.metrics.track_km == km);
    CHECK(found.after_cut_off == std::vector{core::PatrolId{later.id}});
    CHECK(analysis::notesOf(m.mission(), found) == std::vector<std::string>{"1 track begins at or after the information cut-off and counts in no number here: devices#later."});
    m.patrols.pop_back();
    CHECK(analysis::coverageOf(m.mission(), Tracked::october(), kAsOf).after_cut_off.empty());
    CHECK(analysis::notesOf(m.mission(), analysis::coverageOf(m.mission(), Tracked::october(), kAsOf)).empty());
}

TEST_CASE("kilometres belong to the time of the track, whatever patrol it was given to, and parts add up", "[analysis][coverage][tracks]")
{
    Tracked m;
    const double all = 2 * 20.037;
    const core::Period september{core::instantOf("2026-09-01"), core::instantOf("2026-10-01")}, october = Tracked::october();
    const auto kmIn = [&](const core::Period& period, core::Instant asOf) {
        const double km = analysis::coverageOf(m.mission(), period, asOf).metrics.track_km;
        const auto effort = analysis::patrolEffort(m.mission(), period, asOf);
        CHECK(effort.all.track_km == Approx(km));
        REQUIRE(effort.by_unit.size() <= 1);
        CHECK((effort.by_unit.empty() ? 0.0 : effort.by_unit[0].track_km) == Approx(km));
        return km;
    };
    m.patrols[0].planned_start = m.patrols[0].actual_start = core::instantOf("2026-09-10T08:00:00Z"); // a patrol of September drove it in October
    m.patrols[0].planned_end.reset();
    for (const core::Instant asOf : {october.from, kAsOf})
        CHECK(kmIn(september, asOf) == 0.0);
    CHECK(kmIn(october, kAsOf) == Approx(all).epsilon(0.001));
    CHECK(kmIn({september.from, kAsOf}, kAsOf) == Approx(all).epsilon(0.001));
    CHECK(m.found().presence_hours > 0.0); // hours and kilometres go together

    m.patrols[0].planned_start = m.patrols[0].actual_start = kAsOf + 24h; // one of November
    CHECK(kmIn(october, kAsOf) == Approx(all).epsilon(0.001));
    CHECK(m.found().presence_hours > 0.0);
    CHECK(kmIn({kAsOf, kAsOf + 720h}, kAsOf + 720h) == 0.0);

    const core::Instant back = m.start + 30min; // the way there before it, the way home after
    CHECK(kmIn({october.from, back}, kAsOf) == Approx(all / 2).epsilon(0.001));
    CHECK(kmIn({back, october.to}, kAsOf) == Approx(all / 2).epsilon(0.001));
}

TEST_CASE("what a patrol reported stays, a track fills only what it left out", "[analysis][coverage][tracks]")
{
    Tracked m;
    auto& stop = m.patrols[0].stops[0];
    const auto told = [&] { return analysis::withTracks(m.mission()).all<core::Patrol>().at(0).stops.at(0); };
    CHECK(told().actual_dwell_minutes.value_or(-1) == 44); // 43.99 minutes, which to the second are 44 whole ones
    stop.actual_arrival = m.start + 30min;
    CHECK(told().actual_arrival == stop.actual_arrival);
    CHECK(told().actual_dwell_minutes.value_or(-1) == 32); // 31.996 minutes, to the second
    stop.actual_dwell_minutes = 25;
    CHECK(told().actual_dwell_minutes.value_or(-1) == 25);
    stop.actual_dwell_minutes.reset();
    stop.actual_arrival = m.start + 3h; // the track was home by then: it says nothing of this
    CHECK_FALSE(told().actual_dwell_minutes);
}

TEST_CASE("a track without times counts for the way and what lies on it, nothing else", "[analysis][coverage][tracks]")
{
    Tracked m;
    m.patrols[1].track_times.clear();
    m.patrols[1].actual_start.reset();
    CHECK(m.found().presence_hours == 0.0);
    CHECK(m.found().visits == 0);
    CHECK(m.found().pass_throughs == 1);
    CHECK(m.metrics().track_km == Approx(2 * 20.037).epsilon(0.001));
    m.patrols[1].patrol_id.reset(); // nobody knows when: in no period
    CHECK(m.found().pass_throughs == 0);
    CHECK(m.metrics().track_km == 0.0);
}

TEST_CASE("two devices of one patrol are one presence", "[analysis][coverage][tracks]")
{
    Tracked m;
    const double one = m.found().presence_hours;
    m.patrols.push_back(m.patrols[1]);
    m.patrols.back().id = m.nextId();
    CHECK(m.found().presence_hours == Approx(one));
    CHECK(m.found().visits == 1);
    CHECK(m.metrics().patrols == 1);
    m.patrols.back().track_times.clear(); // one of them without a clock
    CHECK(m.found().presence_hours == Approx(one));
    const auto patrol = analysis::withTracks(m.mission()).all<core::Patrol>().at(0);
    CHECK(patrol.track_times.size() == patrol.geometry.vertexCount());
}

TEST_CASE("a patrol that was called off stays so, whatever track names it", "[analysis][coverage][tracks]")
{
    Tracked m;
    m.patrols[0].status = core::PatrolStatus::CANCELLED;
    CHECK(m.found().visits == 0);
    CHECK(m.found().presence_hours == 0.0);
}
