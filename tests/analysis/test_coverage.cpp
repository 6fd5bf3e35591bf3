// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/coverage.h>
#include <tutela/analysis/liaison.h>
#include <tutela/analysis/night.h>
#include <tutela/core/periods.h>
#include <tutela/core/score.h>

#include <catch2/catch.hpp>

// Worked cases P4 to P12 of the doctrine (5.5), and what its rules leave to the reader.
using namespace tutela;
using namespace tutela::test;
using analysis::Coverage;
using analysis::PlaceCoverage;
using core::Period;

namespace {

core::Instant at(std::string_view text) { return core::instantOf(text); }

Coverage coverage(const Fictional& m, const Period& period = Fictional::october()) { return analysis::coverageOf(m.mission(), period, kAsOf); }

const PlaceCoverage& of(const Coverage& coverage, core::PlaceId id)
{
    return *std::find_if(coverage.places.begin(), coverage.places.end(), [id](const PlaceCoverage& place) { return place.place == id; });
}

PlaceCoverage judged(core::PriorityClass priority, int risk, core::Count people, core::Real days)
{
    PlaceCoverage place;
    place.priority = {priority, priority};
    place.risk_residual = risk;
    place.people = people;
    place.interval_days = core::revisitDays(priority);
    place.days_since_visit = days;
    if (days)
        place.overdue_ratio = *days / *place.interval_days;
    return place;
}

std::vector<PlaceCoverage> caseP6()
{
    using enum core::PriorityClass;
    return {judged(MUST, 16, 4'000, 2.0), judged(MUST, 16, 6'000, 5.0), judged(SHOULD, 12, 2'500, 7.0), judged(SHOULD, 12, 1'500, std::nullopt)};
}

/// Straight east through the middle of a place, one fix a minute at 0.01 degrees.
core::Patrol drive(Fictional& m, double lat, double fromLon, int fixes, core::Instant start)
{
    core::Patrol patrol;
    patrol.id = m.nextId();
    patrol.track_source = core::TrackSource::GPS;
    patrol.actual_start = start;
    patrol.geometry.type = core::Geometry::Type::LineString;
    patrol.geometry.parts = {{{}}};
    for (int i = 0; i < fixes; ++i) {
        patrol.geometry.parts[0][0].push_back({fromLon + 0.01 * i, lat});
        patrol.track_times.push_back((start + std::chrono::minutes{i}).time_since_epoch().count());
    }
    return patrol;
}

} // namespace

TEST_CASE("P4: night presence is the part of the stays between dusk and dawn", "[analysis][coverage]")
{
    const std::vector<Period> stays{{at("2026-10-05T16:30:00Z"), at("2026-10-05T19:30:00Z")},
                                    {at("2026-10-06T09:00:00Z"), at("2026-10-06T10:00:00Z")},
                                    {at("2026-10-06T22:00:00Z"), at("2026-10-07T01:30:00Z")}};
    const std::vector<Period> dark{{at("2026-10-05T18:05:00Z"), at("2026-10-06T05:55:00Z")}, {at("2026-10-06T18:05:00Z"), at("2026-10-07T05:55:00Z")}};
    CHECK(core::lengthOf(stays) == 450min);
    CHECK(core::lengthOf(core::common(stays, dark)) == 295min);
}

TEST_CASE("P5: time of two patrols in one circle counts once", "[analysis][coverage]")
{
    const std::vector<Period> stays{{at("2026-10-05T10:00:00Z"), at("2026-10-05T12:00:00Z")}, {at("2026-10-05T11:30:00Z"), at("2026-10-05T13:00:00Z")}};
    CHECK(core::lengthOf(core::united(stays)) == 180min);
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    m.visit(luzi, stays[0].from).stops[0].actual_dwell_minutes = 120;
    m.visit(luzi, stays[1].from).stops[0].actual_dwell_minutes = 90;
    for (auto& patrol : m.patrols)
        patrol.actual_start = patrol.stops[0].actual_arrival;
    const auto found = coverage(m);
    CHECK(of(found, luzi).presence_hours == Approx(3.0));
    CHECK(of(found, luzi).visits == 2);
    CHECK(found.metrics.presence_by_hour[10] == Approx(1.0));
    CHECK(found.metrics.presence_by_hour[11] == Approx(1.5)); // two patrols: hours of patrols, not of the place
}

TEST_CASE("P6, P7: revisit compliance by places, by people and by risk", "[analysis][coverage]")
{
    const auto places = caseP6();
    const auto found = analysis::revisitCompliance(places);
    CHECK(found.places == analysis::Share{2, 4});
    CHECK(found.people == analysis::Share{6'500, 14'000});
    CHECK(*found.people.value() == Approx(0.464).margin(0.0005));
    CHECK(*places[1].overdue_ratio == Approx(1.667).margin(0.0005));
    CHECK_FALSE(places[2].isOverdue());
    CHECK(places[3].isOverdue()); // never visited
    CHECK(found.risk_covered == 94'000);
    CHECK(found.risk_all == 208'000);
    CHECK(*found.riskWeighted() == Approx(0.452).margin(0.0005));
}

TEST_CASE("people who are not known are in no share of people, and are told", "[analysis][coverage]")
{
    auto places = caseP6();
    places[0].people.reset();
    const auto found = analysis::revisitCompliance(places);
    CHECK(found.places == analysis::Share{2, 4});
    CHECK(found.people == analysis::Share{2'500, 10'000});
    CHECK(found.without_people == 1);
    CHECK_FALSE(analysis::revisitCompliance({}).riskWeighted());
}

TEST_CASE("P8, P9: overlap of hours and predictability of starts", "[analysis][coverage]")
{
    CHECK(*analysis::hourOverlap(std::array{.5, .1, .1, .3}, std::array{0., .55, .40, .05}) == Approx(0.25));
    CHECK_FALSE(analysis::hourOverlap(std::array{0., 0.}, std::array{1., 1.}));
    analysis::HoursOfDay starts{};
    starts[8] = 12;
    starts[9] = 6;
    starts[14] = 6;
    CHECK(*analysis::predictability(starts) == Approx(1.5 / 4.585).margin(0.0005));
    CHECK_FALSE(analysis::predictability(analysis::HoursOfDay{}));
    starts.fill(2.0);
    CHECK(*analysis::predictability(starts) == Approx(1.0));
}

TEST_CASE("P10: women on patrol weigh by hours and heads", "[analysis][coverage]")
{
    Fictional m;
    const auto add = [&](int hours, int women, int strength) {
        core::Patrol patrol;
        patrol.id = m.nextId();
        patrol.actual_start = daysAgo(3);
        patrol.actual_end = daysAgo(3) + std::chrono::hours{hours};
        patrol.women = women;
        patrol.strength = strength;
        patrol.track_source = core::TrackSource::GPS;
        m.patrols.push_back(patrol);
    };
    add(10, 3, 12);
    add(2, 6, 6);
    const auto metrics = coverage(m).metrics;
    CHECK(*metrics.womenShare() == Approx(0.318).margin(0.0005));
    CHECK(metrics.mixed_patrols == analysis::Share{1, 2});
    m.patrols[0].women.reset();
    CHECK(*coverage(m).metrics.womenShare() == Approx(1.0));
    CHECK(coverage(m).metrics.patrols_without_strength == 1);
}

TEST_CASE("P11: a stay across midnight counts once, in the hours in which it was", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    auto& patrol = m.visit(luzi, at("2026-10-10T22:30:00Z"));
    patrol.actual_start = at("2026-10-10T22:00:00Z");
    patrol.stops[0].actual_dwell_minutes = 180;
    const auto found = coverage(m);
    CHECK(of(found, luzi).presence_hours == Approx(3.0));
    CHECK(of(found, luzi).night_hours == Approx(3.0));
    CHECK(of(found, luzi).visits == 1);
    CHECK(found.metrics.presence_by_hour[22] == Approx(0.5));
    CHECK(found.metrics.presence_by_hour[1] == Approx(0.5));
    // A period that begins in the middle of the stay has its part of it, and no visit.
    const auto later = coverage(m, {at("2026-10-11T00:00:00Z"), kAsOf});
    CHECK(of(later, luzi).presence_hours == Approx(1.5));
    CHECK(of(later, luzi).visits == 0);
    CHECK(of(later, luzi).last_visit == at("2026-10-11T01:30:00Z"));
}

TEST_CASE("P11: where the sun does not set there is no night, where it does not rise it is night all day", "[analysis][coverage]")
{
    const auto longyearbyen = core::GeoPoint::of(15.6, 78.2);
    const Period december{at("2026-12-20T00:00:00Z"), at("2026-12-22T00:00:00Z")}, june{at("2026-06-20T00:00:00Z"), at("2026-06-22T00:00:00Z")};
    CHECK(core::lengthOf(analysis::nights(longyearbyen, december)) == 48h);
    CHECK(analysis::nights(longyearbyen, june).empty());
}

TEST_CASE("P12: 25 minutes on foot with people met are a pass-through", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 1.0);
    auto& patrol = m.visit(luzi, daysAgo(2));
    patrol.actual_start = daysAgo(2);
    patrol.stops[0].actual_dwell_minutes = 25;
    patrol.stops[0].met_women = 10;
    const auto found = coverage(m);
    CHECK(of(found, luzi).visits == 0);
    CHECK(of(found, luzi).pass_throughs == 1);
    CHECK(of(found, luzi).presence_hours == Approx(25.0 / 60.0));
    CHECK_FALSE(of(found, luzi).days_since_visit);
}

TEST_CASE("the sun stands where an independent ephemeris has it", "[analysis][coverage]")
{
    struct Known {
        double lat, lon;
        const char* time;
        double height;
    };
    // PyEphem 4.1.4 (XEphem's libastro, VSOP87), centre of the sun without refraction. It measures from the surface of the earth, we from
    // its centre: up to 0.0024 degrees of parallax; the formulas here are good to 0.01.
    const auto known = GENERATE(Known{1.94, 5.10, "2026-10-31T17:00:00Z", 5.135}, Known{1.94, 5.10, "2026-10-31T20:00:00Z", -38.3512},
                                Known{-1.67, 29.22, "2025-06-21T04:00:00Z", -1.7912}, Known{42.5, 1.5, "2024-02-29T12:00:00Z", 39.8042},
                                Known{78.2, 15.6, "2026-12-21T12:00:00Z", -12.0693}, Known{64.1, -21.9, "2000-01-01T00:00:00Z", -46.3337},
                                Known{-54.8, -68.3, "2049-03-03T10:30:00Z", 3.2133});
    CHECK(analysis::sunHeight(core::GeoPoint::of(known.lon, known.lat), at(known.time)) == Approx(known.height).margin(0.013));
}

TEST_CASE("night begins and ends at civil twilight, to the seconds that an ephemeris gives", "[analysis][coverage]")
{
    const auto dark = analysis::nights(core::GeoPoint::of(5.10, 1.94), {at("2026-10-31T12:00:00Z"), at("2026-11-01T12:00:00Z")});
    REQUIRE(dark.size() == 1);
    constexpr std::chrono::seconds kTolerance{5}; // 0.013 degrees of the sun's way near the equator
    CHECK(std::chrono::abs(dark[0].from - at("2026-10-31T17:45:59Z")) <= kTolerance);
    CHECK(std::chrono::abs(dark[0].to - at("2026-11-01T05:00:24Z")) <= kTolerance);
}

TEST_CASE("a track is present in a place from where it crosses its circle", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 0.0);
    const auto beside = m.place("Ituwe", 3.0, 2.5 * kKm);
    m.patrols.push_back(drive(m, 0.0, 2.9, 21, daysAgo(2)));
    const auto found = coverage(m);
    // 4 km of circle at 0.01 degrees a minute, a degree of longitude at the equator being 111.3195 km.
    CHECK(of(found, luzi).presence_hours == Approx(4.0 / 1.113195 / 60.0).margin(1.0 / 3600.0)); // whole seconds
    CHECK(of(found, luzi).pass_throughs == 1);
    CHECK(of(found, luzi).visits == 0);
    CHECK(of(found, beside).presence_hours == 0.0);
    CHECK(of(found, beside).pass_throughs == 0);
    CHECK(found.metrics.track_km == Approx(22.264).epsilon(0.001));
    CHECK(found.metrics.tracks == 0); // of patrols: nobody owns this one
    CHECK(found.metrics.tracks_without_patrol == 1);
    // A hole of more than an hour says nothing of where the patrol was.
    for (std::size_t i = 10; i < 21; ++i)
        m.patrols[0].track_times[i] += 3'700;
    const auto broken = coverage(m);
    CHECK(of(broken, luzi).presence_hours < of(found, luzi).presence_hours);
    CHECK(of(broken, luzi).pass_throughs == 1);
}

TEST_CASE("what was only planned, called off or lies after the cut-off never counts", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 0.0);
    const auto isEmpty = [&] {
        const auto& place = of(coverage(m), luzi);
        return place.visits == 0 && place.pass_throughs == 0 && place.presence_hours == 0.0 && !place.last_visit;
    };
    auto& patrol = m.visit(luzi, daysAgo(2));
    patrol.actual_start = daysAgo(2);
    CHECK_FALSE(isEmpty());
    patrol.track_source = core::TrackSource::PLANNED_ONLY;
    CHECK(isEmpty());
    patrol.track_source = core::TrackSource::GPS;
    patrol.status = core::PatrolStatus::CANCELLED;
    CHECK(isEmpty());
    patrol.status.reset();
    patrol.actual_start = patrol.stops[0].actual_arrival = kAsOf + 1h;
    CHECK(isEmpty());
}

TEST_CASE("a temporary base is present as long as it is open, a company base is no patrol", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 0.0);
    auto& base = m.base(3.0, kKm);
    CHECK(of(coverage(m), luzi).presence_hours == 0.0);
    base.base_kind = core::BaseKind::TEMPORARY_OPERATING_BASE;
    base.open_from = core::dayOf("2026-10-10");
    base.open_to = core::dayOf("2026-10-12");
    CHECK(of(coverage(m), luzi).presence_hours == Approx(48.0));
    CHECK(of(coverage(m), luzi).night_hours == Approx(22.5).margin(0.5));
    // The hours of the day count whom the night counts; the match with attacks asks for patrols alone.
    const auto standing = coverage(m).metrics;
    for (const double hours : standing.presence_by_hour)
        CHECK(hours == Approx(2.0));
    CHECK(standing.patrols_by_hour == analysis::HoursOfDay{});
    CHECK_FALSE(standing.overlap());
    m.place("Oru", 3.0, 0.001); // near the base too: it is there once
    CHECK(coverage(m).metrics.presence_by_hour[2] == Approx(2.0));
    m.visit(luzi, at("2026-10-11T09:00:00Z")).actual_start = at("2026-10-11T08:00:00Z");
    const auto both = coverage(m).metrics;
    CHECK(both.patrols_by_hour[9] > 0.0);
    CHECK(both.presence_by_hour[9] == Approx(2.0 + both.patrols_by_hour[9]));
    CHECK(both.presence_by_hour[2] == Approx(2.0));
    m.bases[0].lon = 4.0; // a base far from any place is present in none
    CHECK(coverage(m).metrics.presence_by_hour[2] == 0.0);
}

TEST_CASE("execution, denials and the farthest point of each patrol", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 0.0);
    m.base(3.1, 0.0);
    const core::BaseId home{m.bases[0].id};
    const auto add = [&](core::PatrolStatus status, std::optional<core::CancelReason> reason) -> core::Patrol& {
        auto& patrol = m.visit(luzi, daysAgo(2));
        patrol.status = status;
        patrol.cancel_reason = reason;
        patrol.planned_start = daysAgo(2);
        patrol.base_id = home;
        if (status != core::PatrolStatus::CANCELLED && status != core::PatrolStatus::PROPOSED)
            patrol.actual_start = daysAgo(2);
        return patrol;
    };
    using enum core::PatrolStatus;
    using core::CancelReason;
    add(REPORTED, {});
    add(COMPLETED, {});
    add(CANCELLED, CancelReason::FUEL);
    add(CANCELLED, CancelReason::CLEARANCE_DENIED);
    add(CANCELLED, CancelReason::RETASKED);
    add(ABORTED, CancelReason::OBSTRUCTED_EN_ROUTE);
    add(PROPOSED, {});
    const auto metrics = coverage(m).metrics;
    CHECK(metrics.execution == analysis::Share{2, 5}); // neither the one that was only proposed nor the one sent elsewhere
    CHECK(metrics.denied == analysis::Share{2, 4});
    CHECK(metrics.cancelled.at(CancelReason::FUEL) == 1);
    CHECK(*metrics.rangeMaximum() == Approx(11.132).epsilon(0.001));
    CHECK(*metrics.rangeMedian() == *metrics.rangeMaximum());
}

TEST_CASE("a place is a blind spot when nobody visited, tested or reported for 90 days", "[analysis][coverage]")
{
    Fictional m;
    const auto seen = m.place("Luzi", 3.0, 0.0), reported = m.place("Ituwe", 3.5, 0.0), tested = m.place("Gelo", 4.0, 0.0), warned = m.place("Sakore", 4.5, 0.0),
               silent = m.place("Fanara", 5.0, 0.0);
    m.visit(seen, daysAgo(89));
    m.visit(silent, daysAgo(91));
    m.incident({.lon = 3.5, .lat = kKm, .time = daysAgo(10)});
    m.canTest(tested, daysAgo(5), false);
    m.alert(warned, core::AlertType::ATTACK_ONGOING, daysAgo(5));
    const auto found = coverage(m);
    for (const auto id : {seen, reported, tested, warned})
        CHECK_FALSE(of(found, id).blind);
    CHECK(of(found, silent).blind);
}

TEST_CASE("attacks of a known hour stand beside the hours of presence, others are counted apart", "[analysis][coverage]")
{
    Fictional m;
    const auto luzi = m.place("Luzi", 3.0, 0.0);
    m.incident({.time = at("2026-10-10T20:15:00Z"), .time_precision = core::TimePrecision::HOUR});
    m.incident({.time = at("2026-10-10T00:00:00Z"), .time_precision = core::TimePrecision::DAY});
    m.incident({.time = at("2026-10-10T21:15:00Z"), .severity = 1, .time_precision = core::TimePrecision::HOUR});
    m.visit(luzi, at("2026-10-12T20:00:00Z")).actual_start = at("2026-10-12T19:00:00Z");
    const auto metrics = coverage(m).metrics;
    CHECK(metrics.attack_hours[20] == 1.0);
    CHECK(metrics.attack_hours[21] == 0.0);
    CHECK(metrics.attacks_without_hour == 1);
    CHECK(*metrics.overlap() == Approx(1.0));
}

TEST_CASE("a way along a primary road hugs it, one 600 m off does not", "[analysis][coverage]")
{
    Fictional m;
    core::Road road;
    road.id = m.nextId();
    road.road_class = core::RoadClass::ROAD_PRIMARY;
    road.geometry.type = core::Geometry::Type::LineString;
    road.geometry.parts = {{{{2.0, 0.0}, {4.0, 0.0}}}};
    m.patrols.push_back(drive(m, 0.4 * kKm, 2.9, 11, daysAgo(2)));
    m.patrols.push_back(drive(m, 0.6 * kKm, 2.9, 11, daysAgo(3)));
    auto mission = m.mission();
    CHECK_FALSE(analysis::coverageOf(mission, Fictional::october(), kAsOf).metrics.roadHugging());
    mission.set(std::vector{road});
    CHECK(*analysis::coverageOf(mission, Fictional::october(), kAsOf).metrics.roadHugging() == Approx(0.5).margin(0.001));
}

TEST_CASE("a standing base yields no hours after the cut-off of what is known, and a note says so", "[analysis][coverage]")
{
    Fictional m;
    m.place("Luzi", 3.0, 0.0);
    m.base(3.0, 0.0).base_kind = core::BaseKind::STANDING_COMBAT_DEPLOYMENT;
    const auto mission = m.mission();
    const core::Period late{kAsOf - 24h, kAsOf + 240h};
    const auto asked = analysis::coverageOf(mission, late, late.to); // as of a later day, as somebody asked
    CHECK(asked.metrics.presence_hours == Approx(264.0));
    CHECK(analysis::notesOf(mission, asked).empty());
    const auto known = analysis::coverageOf(mission, late, late.to, {}, kAsOf);
    CHECK(known.metrics.presence_hours == Approx(24.0));
    REQUIRE(analysis::notesOf(mission, known).size() == 1);
    CHECK(analysis::notesOf(mission, known)[0].find("The period runs past the mission's information cut-off, 1 Nov 2026") == 0);
    CHECK(analysis::coverageOf(mission, {kAsOf, late.to}, late.to, {}, kAsOf).metrics.presence_hours == 0.0);
    CHECK(analysis::notesOf(mission, analysis::coverageOf(mission, Fictional::october(), kAsOf, {}, kAsOf)).empty());
}

TEST_CASE("liaison assistants are told by open base, what is not recorded is in no share")
{
    core::Mission mission;
    const auto base = [](std::int64_t id, core::Count assistants, core::Count women) {
        core::Base made;
        made.id = id;
        made.cla_count = assistants;
        made.cla_women = women;
        return made;
    };
    auto closed = base(5, 9, 9);
    closed.open_to = core::dayOf("2026-10-01");
    mission.set<core::Base>({base(1, 4, 1), base(2, 0, 0), base(3, 2, {}), base(4, {}, {}), closed});
    const auto found = analysis::liaisonCoverOf(mission, core::instantOf("2026-10-15T00:00:00.000Z"));
    REQUIRE(found.bases.size() == 4);
    CHECK_FALSE(found.bases[3].assistants);
    CHECK(found.with_assistant.part == 2);
    CHECK(found.with_assistant.whole == 3);
    CHECK(found.women.part == 1);
    CHECK(found.women.whole == 4);
}
