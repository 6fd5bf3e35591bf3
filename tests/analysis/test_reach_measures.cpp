// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fictional.h"
#include "small_ground.h"

#include <tutela/analysis/reach_measures.h>

#include <catch2/catch.hpp>

// Doctrine 5.3 beyond the reach itself: recorded attacks, night and rain, sensitivity to speed.
using namespace tutela;
using namespace tutela::test;

namespace {

/// Attacks of the worked case P3.
const std::vector<std::int32_t> kWorked{35, 60, 90, 120, 150, 240, 300};

/// A quick reaction platoon with trucks on a primary road of 50 km along the equator, and places along it.
struct Straight : Small {
    Straight() : Small(5, 520)
    {
        unit(base(5, 2).id, {TravelMode::TRUCK});
        road({{5, 2}, {515, 2}});
    }
    /// km along the road from the base.
    core::PlaceId at(double km, core::Count people) { return place(5 + km * 10, 2, people); }
};

std::size_t numberOf(const Reach& reach, core::PlaceId id) { return static_cast<std::size_t>(&of(reach, id) - reach.places.data()); }

} // namespace

TEST_CASE("worked case P3: responses of 82 and 165 minutes would have met 5 and 2 of 7 recorded attacks")
{
    CHECK(wouldHaveMet(kWorked, 82.0) == Share{5, 7});
    CHECK(wouldHaveMet(kWorked, 165.0) == Share{2, 7});
    CHECK(wouldHaveMet(kWorked, 82.0).value().value() == Approx(0.714).margin(0.0005)); // 71.4 %
    CHECK(wouldHaveMet(kWorked, 165.0).value().value() == Approx(0.286).margin(0.0005));
    CHECK(wouldHaveMet(kWorked, 300.0) == Share{1, 7}); // not over when it arrives
    CHECK(wouldHaveMet(kWorked, std::numeric_limits<double>::infinity()) == Share{0, 7});
    CHECK_FALSE(wouldHaveMet({}, 82.0).value());
}

TEST_CASE("a duration is recorded when start and end are known to the hour")
{
    const auto minutes = [](const char* start, const char* end, core::TimePrecision precision) {
        return core::durationMinutes(core::instantOf(start), core::instantOf(end), precision);
    };
    using enum core::TimePrecision;
    CHECK(minutes("2026-10-01T22:30:00.000Z", "2026-10-02T00:45:00.000Z", EXACT_MINUTE) == 135);
    CHECK(minutes("2026-10-01T10:00:00.000Z", "2026-10-01T12:00:00.000Z", HOUR) == 120);
    CHECK_FALSE(minutes("2026-10-01T00:00:00.000Z", "2026-10-03T00:00:00.000Z", DAY));
    CHECK_FALSE(minutes("2026-10-01T10:00:00.000Z", "2026-10-01T10:00:00.000Z", HOUR)); // an end that is the start tells nothing
    CHECK_FALSE(core::durationMinutes(core::instantOf("2026-10-01"), std::nullopt, HOUR));
    CHECK_FALSE(core::durationMinutes(core::instantOf("2026-10-01"), core::instantOf("2026-10-02"), std::nullopt));
}

TEST_CASE("only violent incidents that stand and were known lend their duration")
{
    Fictional m;
    const auto attack = [&](double days, std::int32_t minutes, int severity = 4, core::Verification verification = core::Verification::CORROBORATED) {
        Happening happening;
        happening.time = daysAgo(days);
        happening.severity = severity;
        happening.verification = verification;
        m.incident(happening);
        m.columns.duration_minutes.resize(m.columns.size(), core::IncidentColumns::kUnknown);
        m.columns.duration_minutes.back() = minutes;
    };
    attack(3, 90);
    attack(2, 35);
    attack(1, 240, 2);
    attack(1, 300, 4, core::Verification::REFUTED);
    attack(-1, 60); // after the information cut-off
    m.incident({}); // its duration is not known
    CHECK(attackDurations(m.mission(), kAsOf) == std::vector<std::int32_t>{35, 90});
    CHECK(attackDurations(Fictional{}.mission(), kAsOf).empty());
}

TEST_CASE("D is what the mission set, else the median of 20 recorded attacks, else 120, and says which")
{
    Fictional m;
    const auto attacks = [&](int count) {
        for (int i = 0; i < count; ++i)
            m.incident({.time = daysAgo(2)});
        m.columns.duration_minutes.resize(m.columns.size(), 110);
    };
    const auto from = [&] { return attackMinutesFrom(m.mission(), kAsOf); };
    attacks(19);
    CHECK(attackMinutes(m.mission(), kAsOf) == 120.0);
    CHECK(from() == AttackMinutesFrom::DEFAULT);
    attacks(1);
    CHECK(attackMinutes(m.mission(), kAsOf) == 110.0);
    CHECK(from() == AttackMinutesFrom::RECORDED);
    CHECK(attackMinutesBasis(from()) == "median of the recorded attacks");
    m.details.attack_duration_minutes = 60;
    CHECK(attackMinutes(m.mission(), kAsOf) == 60.0);
    CHECK(from() == AttackMinutesFrom::MISSION);
    Straight ground;
    const auto mission = ground.mission();
    CHECK(reachOf(mission, *ground.terrain(mission), {}, false, {}).attack_minutes_from == AttackMinutesFrom::DEFAULT);
}

TEST_CASE("night and rain take their share of the people within reach")
{
    // Truck 45 km/h dry, 35 wet, by night 0.6 of it; notice 30 by day, 45 by night; information and decision 35.
    // Within 120 minutes: by day dry 55 / 60 x 45 = 41.2 km, by night wet 40 / 60 x 21 = 14 km.
    Straight ground;
    ground.at(10, 1'000);
    ground.at(38, 3'000);
    ground.at(20, {});
    const auto mission = ground.mission();
    const auto terrain = ground.terrain(mission);
    ReachOptions options;
    options.as_of = kNoon;
    const auto reach = reachOf(mission, *terrain, options);
    const auto conditions = reachByCondition(mission, *terrain, reach);
    CHECK(peopleWithin(reach, conditions.of(Season::DRY, false), 120.0) == 4'000);
    CHECK(peopleWithin(reach, conditions.of(Season::DRY, true), 120.0) == 1'000);  // 40 / 60 x 27 = 18 km
    CHECK(peopleWithin(reach, conditions.of(Season::WET, false), 120.0) == 1'000); // 55 / 60 x 35 = 32.1 km
    CHECK(peopleWithin(reach, conditions.of(Season::WET, true), 120.0) == 1'000);
    CHECK(conditions.nightWetLoss(reach, 120.0).value() == Approx(0.75));
    CHECK(conditions.nightWetLoss(reach, 60.0) == std::nullopt); // nobody within 60 minutes even by day: no share of nothing
    CHECK(peopleWithin(reach, conditions.day_dry, 120.0, true) == 0); // nothing is assessed
}

TEST_CASE("a place is sensitive to speed when three tenths more or less change whether it is reached in time")
{
    // Of D 120 information, decision and notice take 65 minutes: 55 are left, 41.2 km at 45 km/h, 28.9 at 0.7 and 53.6 at 1.3 of it.
    Straight ground;
    const auto near = ground.at(20, 100), middle = ground.at(35, 200), far = ground.at(46, 400);
    const auto mission = ground.mission();
    const auto terrain = ground.terrain(mission);
    ReachOptions options;
    options.as_of = kNoon;
    const auto reach = reachOf(mission, *terrain, options);
    const auto found = reachSensitivity(mission, *terrain, reach);
    const auto sensitive = [&](core::PlaceId id, double limit = 120.0) { return found.isSensitive(numberOf(reach, id), limit); };
    CHECK_FALSE(sensitive(near));
    CHECK(sensitive(middle)); // lost when slower
    CHECK(sensitive(far));    // gained when faster
    CHECK_FALSE(sensitive(middle, 480.0));
    // The way alone is scaled: 20 km at 45 x 0.7 km/h.
    CHECK(found.slower[numberOf(reach, near)] == Approx(65.0 + 20.0 / 31.5 * 60.0).margin(0.5));
    CHECK(found.faster[numberOf(reach, near)] == Approx(65.0 + 20.0 / 58.5 * 60.0).margin(0.5));
}

TEST_CASE("speeds of the mission hold everywhere, those of a scenario go before them, and 0 is said")
{
    Straight ground;
    const auto place = ground.at(30, 100);
    auto mission = ground.mission();
    const auto terrain = ground.terrain(mission);
    ReachOptions options;
    options.as_of = kNoon;
    const auto travel = [&] { return of(reachOf(mission, *terrain, options), place).t_travel; };
    CHECK(travel() == Approx(40.0).margin(0.3)); // 30 km at 45 km/h
    mission.details.speeds = R"([{"mode":"TRUCK","surface":"ROAD_PRIMARY","season":"DRY","kmh":60}])";
    CHECK(travel() == Approx(30.0).margin(0.3));
    options.speeds.set(TravelMode::TRUCK, SpeedColumn::Primary, Season::DRY, 90.0);
    CHECK(travel() == Approx(20.0).margin(0.3));
    options.speeds = {};
    mission.details.speeds = R"([{"mode":"TRUCK","surface":"ROAD_PRIMARY","season":"DRY","kmh":0}])";
    const auto cut = reachOf(mission, *terrain, options);
    CHECK(std::any_of(cut.notes.begin(), cut.notes.end(), [](const std::string& note) { return note == "Primary road, Truck: nobody passes in this season, because the speed is set to 0."; }));
    CHECK(of(cut, place).t_travel > 300.0); // over the open ground beside it, at 5 km/h
}

TEST_CASE("a land cover can have a speed of its own")
{
    SpeedTable table;
    CHECK(table.kmh(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY) == Approx(1.2));
    table.set({TravelMode::FOOT, std::nullopt, core::LandCover::FOREST, Season::DRY, 2.5});
    CHECK(table.offRoad(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY, false) == 2.5);
    CHECK(table.offRoad(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY, true) == Approx(1.5));
    CHECK(table.offRoad(TravelMode::FOOT, core::LandCover::OPEN, Season::DRY, false) == 3.0);
    CHECK(table.isChanged(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY));
    REQUIRE(table.changes().size() == 1);
    CHECK(core::surfaceWord(table.changes().front()) == "FOREST");
    CHECK_THROWS_AS(table.set(TravelMode::FOOT, core::LandCover::FOREST, Season::DRY, std::nan("")), core::Error);
}

TEST_CASE("what a scenario gains is sensitive to speed when its sign or its places are others with slower or faster speeds")
{
    Reach places;
    for (const std::int64_t people : {100, 40}) {
        PlaceReach place;
        place.people = people;
        places.places.push_back(place);
    }
    // Within 120 min. Today nobody is reached in time; the scenario reaches the first place whatever the speed.
    const ReachSensitivity today{{200.0, 200.0}, {280.0, 280.0}, {150.0, 150.0}};
    const auto sure = gainBySpeed(places, today, {{60.0, 200.0}, {80.0, 280.0}, {50.0, 150.0}}, 120.0);
    CHECK(sure.as_assumed == 100);
    CHECK(sure.slower == 100);
    CHECK(sure.faster == 100);
    CHECK_FALSE(sure.sensitive);
    // 110 min become 140 with slower speeds: no gain any more.
    const auto sign = gainBySpeed(places, today, {{110.0, 200.0}, {140.0, 280.0}, {90.0, 150.0}}, 120.0);
    CHECK(sign.slower == 0);
    CHECK(sign.sensitive);
    // With faster speeds the second place is gained too: the same sign, other places.
    const auto more = gainBySpeed(places, today, {{60.0, 130.0}, {80.0, 170.0}, {50.0, 105.0}}, 120.0);
    CHECK(more.faster == 140);
    CHECK(more.sensitive);
    // Without people the sign says nothing; the places do.
    places.places[0].people.reset();
    const auto unknown = gainBySpeed(places, today, {{110.0, 200.0}, {140.0, 280.0}, {90.0, 150.0}}, 120.0);
    CHECK(unknown.as_assumed == 0);
    CHECK(unknown.sensitive);
}
