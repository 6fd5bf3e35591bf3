// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/track_match.h>

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace std::chrono_literals;

namespace {

const Instant kStart = instantOf("2026-10-10T08:00:00Z");
constexpr double kDegree = 1.0 / 111.32; ///< of one kilometre at the equator

/// Luzi at 3.0 E, Oru 20 km east of it, a base 3 km west of Luzi.
struct Ground {
    std::vector<Patrol> patrols;
    std::vector<Place> places{placeAt(1, 3.0), placeAt(2, 3.0 + 20 * kDegree)};
    std::vector<Base> bases{Base{}};
    std::vector<Unit> units{Unit{}};

    Ground()
    {
        bases[0].id = 5;
        bases[0].lon = 3.0 - 3 * kDegree;
        bases[0].lat = 0.0;
        units[0].id = 6;
        units[0].base_id = BaseId{5};
    }
    static Place placeAt(std::int64_t id, double lon)
    {
        Place place;
        place.id = id;
        place.lon = lon;
        place.lat = 0.0;
        return place;
    }
    Patrol& patrol(std::int64_t id, std::vector<std::int64_t> stops, Instant from = kStart, std::chrono::minutes length = 4h)
    {
        Patrol made;
        made.id = id;
        made.reference = "PT-" + std::to_string(id);
        made.planned_start = from;
        made.planned_end = from + length;
        for (const std::int64_t place : stops) {
            made.stops.emplace_back();
            made.stops.back().place_id = PlaceId{place};
        }
        patrols.push_back(made);
        return patrols.back();
    }
    Mission mission() const
    {
        Mission m;
        m.set(patrols);
        m.set(places);
        m.set(bases);
        m.set(units);
        return m;
    }
    TrackMatch match(const Patrol& track) const { return matchTrack(mission(), track); }
};

/// Straight east along the equator, from and to in km from Luzi.
Patrol track(double fromKm, double toKm, Instant from = kStart, std::chrono::minutes length = 4h)
{
    Patrol made;
    made.geometry.type = Geometry::Type::LineString;
    made.geometry.parts = {{{{3.0 + fromKm * kDegree, 0.0}, {3.0 + toKm * kDegree, 0.0}}}};
    made.track_times = {from.time_since_epoch().count(), (from + length).time_since_epoch().count()};
    return made;
}

} // namespace

TEST_CASE("a track belongs to the patrol under way that it passes the stops of", "[core][tracks]")
{
    Ground ground;
    ground.patrol(11, {1, 2});
    const TrackMatch found = ground.match(track(-1.0, 21.0));
    CHECK(found.patrol == PatrolId{11});
    CHECK(found.reason == "PT-11: the planned times overlap and the track passes 2 of its 2 stops within 2 km");
    CHECK_FALSE(ground.match(track(5.0, 17.0)).patrol); // between the places, past neither
    CHECK_FALSE(ground.match(track(-1.0, 21.0, kStart + 24h)).patrol);
    CHECK(ground.match(track(-1.0, 21.0, kStart + 24h)).reason == "no patrol was under way at its time");
}

TEST_CASE("what counts as the time and the ground of a patrol", "[core][tracks]")
{
    Ground ground;
    Patrol& patrol = ground.patrol(11, {});
    CHECK_FALSE(ground.match(track(-1.0, 21.0)).patrol); // nothing says where it was
    patrol.unit_ids = {UnitId{6}};
    CHECK(ground.match(track(-1.0, 21.0)).patrol == PatrolId{11}); // begins 2 km from the base of the unit
    CHECK_FALSE(ground.match(track(3.0, 21.0)).patrol);            // 6 km
    CHECK(ground.match(track(21.0, -1.0)).patrol == PatrolId{11}); // or ends there
    SECTION("actual times go before planned ones")
    {
        patrol.actual_start = kStart + 24h;
        CHECK_FALSE(ground.match(track(-1.0, 21.0)).patrol);
        CHECK(ground.match(track(-1.0, 21.0, kStart + 25h)).patrol == PatrolId{11}); // no end: 24 hours
    }
    SECTION("half of the shorter one's time")
    {
        CHECK(ground.match(track(-1.0, 21.0, kStart + 2h)).patrol == PatrolId{11});
        CHECK_FALSE(ground.match(track(-1.0, 21.0, kStart + 2h + 1min)).patrol);
        CHECK(ground.match(track(-1.0, 21.0, kStart - 3h, 48h)).patrol == PatrolId{11}); // the device was never switched off
        CHECK(ground.match(track(-1.0, 21.0, kStart, 0min)).patrol == PatrolId{11});
        CHECK_FALSE(ground.match(track(-1.0, 21.0, kStart + 4h, 0min)).patrol); // its end is not in it
    }
    SECTION("over midnight")
    {
        patrol.planned_start = instantOf("2026-10-10T22:00:00Z");
        patrol.planned_end = instantOf("2026-10-11T04:00:00Z");
        CHECK(ground.match(track(-1.0, 21.0, instantOf("2026-10-11T01:00:00Z"), 3h)).patrol == PatrolId{11});
        CHECK(ground.match(track(-1.0, 21.0, instantOf("2026-10-10T21:00:00Z"), 7h)).patrol == PatrolId{11});
    }
    SECTION("not called off, no track itself, not of the same file")
    {
        patrol.status = PatrolStatus::CANCELLED;
        CHECK_FALSE(ground.match(track(-1.0, 21.0)).patrol);
        patrol.status.reset();
        patrol.patrol_id = PatrolId{12};
        CHECK_FALSE(ground.match(track(-1.0, 21.0)).patrol);
        patrol.patrol_id.reset();
        patrol.dataset = "gps";
        Patrol own = track(-1.0, 21.0);
        own.dataset = "gps";
        CHECK_FALSE(ground.match(own).patrol);
    }
}

TEST_CASE("nobody guesses between two patrols", "[core][tracks]")
{
    Ground ground;
    ground.patrol(11, {1, 2});
    ground.patrol(12, {1});
    const TrackMatch open = ground.match(track(-1.0, 21.0)); // both were passed whole
    CHECK_FALSE(open.patrol);
    CHECK(open.candidates == std::vector{PatrolId{11}, PatrolId{12}});
    CHECK(open.reason == "more than one patrol fits: PT-11, PT-12; name the right one by hand");
    const TrackMatch shorter = ground.match(track(-1.0, 10.0)); // all stops of the second, one of two of the first
    CHECK(shorter.patrol == PatrolId{12});
    CHECK(shorter.candidates.empty());
}

TEST_CASE("a track without times is left to a person", "[core][tracks]")
{
    Ground ground;
    ground.patrol(11, {1, 2});
    Patrol line = track(-1.0, 21.0);
    line.track_times.clear();
    const TrackMatch found = ground.match(line);
    CHECK_FALSE(found.patrol);
    CHECK(found.reason == "the track has no times, so nobody can tell which patrol it was; name it by hand");
}

TEST_CASE("a record is a track until somebody makes a patrol of it", "[core][tracks]")
{
    Patrol line = track(0.0, 1.0);
    CHECK(isTrack(line));
    line.status = PatrolStatus::COMPLETED;
    CHECK_FALSE(isTrack(line));
    line.patrol_id = PatrolId{11};
    CHECK(isTrack(line));
    CHECK_FALSE(isTrack(Patrol{}));
}
