// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach/at_once_p.h"
#include "small_ground.h"

#include <catch2/catch.hpp>

#include <cmath>

// Who starts, when, and what the parts of a response add up to. Tolerances as in test_reach.cpp.
using namespace tutela;
using namespace tutela::test;

TEST_CASE("case P1: far by road, and too late")
{
    // 42 km of track at 28 km/h: 90 min; with 30 min of notice, 25 until it is known and 20 to decide 165 of 120 minutes.
    Small small{5, 440};
    const auto base = small.base(5, 2).id;
    small.unit(base, {TravelMode::TRUCK});
    small.road({{5, 2}, {425, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(425, 2);
    ReachOptions options;
    options.info_minutes = 25;
    options.speeds.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 28.0);
    const Reach reach = small.reach(options);
    const PlaceReach& found = of(reach, place);
    REQUIRE(found.isReached());
    CHECK(found.t_mobilise == 30.0);
    CHECK(found.t_travel == Approx(90.0).margin(0.2));
    CHECK(found.t_resp == Approx(165.0).margin(0.2));
    CHECK(found.interception(reach.attack_minutes) == Approx(0.727).margin(0.002));
    CHECK_FALSE(found.in_time);
    CHECK(found.km == Approx(42.0).margin(0.05));
    CHECK(reach.people.inAttack == 0);
}

TEST_CASE("case P2: with a temporary base nearby, in time")
{
    Small small{5, 100};
    const auto base = small.base(3, 2).id;
    small.unit(base, {TravelMode::TRUCK}).notice_to_move_day = 10;
    small.road({{3, 2}, {93, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(93, 2, 2'500);
    ReachOptions options;
    options.info_minutes = 25;
    options.speeds.set(TravelMode::TRUCK, SpeedColumn::Track, Season::DRY, 20.0);
    const Reach reach = small.reach(options);
    const PlaceReach& found = of(reach, place);
    CHECK(found.t_resp == Approx(82.0).margin(0.2));
    CHECK(found.interception(reach.attack_minutes) == Approx(1.463).margin(0.004));
    CHECK(found.in_time);
    CHECK(reach.people.in60 == 0);
    CHECK(reach.people.in120 == 2'500);
    CHECK(reach.people.inAttack == 2'500);
}

TEST_CASE("notice, caveats and what a unit has decide who starts")
{
    Small small{5, 60};
    const auto base = small.base(2, 2).id;
    const auto place = small.place(50, 2);
    small.road({{2, 2}, {50, 2}});
    CHECK(of(small.reach(), place).t_mobilise == 60.0); // nothing recorded: said, and taken for an ordinary unit
    CHECK(says(small.reach(), "no unit recorded"));
    small.unit(base, {TravelMode::TRUCK}, core::UnitKind::MILITARY_OBSERVERS);
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    CHECK(says(small.reach(), "cannot protect"));
    auto& company = small.unit(base, {TravelMode::TRUCK}, core::UnitKind::INFANTRY_COMPANY);
    CHECK(of(small.reach(), place).t_mobilise == 60.0);
    ReachOptions night;
    night.night = true;
    CHECK(of(small.reach(night), place).t_mobilise == 90.0);
    CHECK(of(small.reach(night), place).t_travel == Approx(of(small.reach(), place).t_travel / 0.6).margin(0.05));
    company.caveats = {core::Caveat::NO_NIGHT_MOVE};
    CHECK(of(small.reach(night), place).why == NotReached::NoBase);
    company.caveats = {core::Caveat::CAPITAL_APPROVAL_REQUIRED};
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    ReachOptions asked;
    asked.mode = TravelMode::TRUCK;
    CHECK(of(small.reach(asked), place).isReached());
    company.caveats = {core::Caveat::MAX_DISTANCE_KM};
    company.max_distance_km = 4.0;
    CHECK(of(small.reach(), place).why == NotReached::NoWay); // 4.8 km
    company.max_distance_km = 5.0;
    CHECK(of(small.reach(), place).isReached());
    company.availability = 0.0;
    CHECK(of(small.reach(), place).why == NotReached::NoBase);
    company.availability = 0.5;
    company.mobility[0].serviceable = 0;
    CHECK(of(small.reach(), place).t_travel > 60.0); // on foot: 4.8 km
    company.mobility[0].serviceable.reset();
    CHECK(says(small.reach(), "serviceable is not recorded"));
}

TEST_CASE("a helicopter prepares for three quarters of an hour, lands on open ground, and flies by night only from a base for it")
{
    Small small{20, 520};
    auto& base = small.base(5, 10);
    const auto id = base.id;
    base.night_capable = false;
    small.unit(id, {TravelMode::HELICOPTER}, core::UnitKind::AVIATION_UTILITY);
    const auto place = small.place(505, 10);
    CHECK(of(small.reach(), place).t_travel == Approx(45.0 + 50.0 / 200.0 * 60.0).margin(0.2));
    ReachOptions night;
    night.night = true;
    CHECK(of(small.reach(night), place).why == NotReached::NoBase);
    small.cover(core::LandCover::FOREST);
    CHECK(of(small.reach(), place).why == NotReached::NoWay);
    small.coverAt(495, 10, core::LandCover::OPEN);
    CHECK(of(small.reach(), place).t_on_foot == Approx(1'000.0 / (1'200.0 / 60.0)).margin(2.0));
}

TEST_CASE("a closed base answers nobody, an added one does, a moved one starts elsewhere")
{
    Small small{5, 300};
    const auto far = small.base(2, 2).id;
    small.unit(far, {TravelMode::TRUCK});
    const auto near = small.base(200, 2).id;
    small.unit(near, {TravelMode::TRUCK});
    small.road({{0, 2}, {299, 2}});
    const auto place = small.place(250, 2);
    CHECK(of(small.reach(), place).base == core::BaseId{near});
    ReachOptions options;
    options.closed_bases = {core::BaseId{near}};
    CHECK(of(small.reach(options), place).base == core::BaseId{far});
    options.moved_bases = {{core::BaseId{far}, core::GeoPoint::of(small.lonLat(249, 2).x, small.lonLat(249, 2).y)}};
    CHECK(of(small.reach(options), place).t_travel < 1.0);
    options.moved_bases.clear();
    options.added_bases = {{"Here", core::GeoPoint::of(small.lonLat(250, 2).x, small.lonLat(250, 2).y), TravelMode::TRUCK, 10}};
    CHECK_FALSE(of(small.reach(options), place).base);
    CHECK(of(small.reach(options), place).t_resp == Approx(45.0).margin(0.2));
    options.closed_bases = {core::BaseId{4711}};
    CHECK_THROWS_AS(small.reach(options), core::Error);
    options.closed_bases.clear();
    options.closed_roads = {RoadId{4711}};
    CHECK_THROWS_AS(small.reach(options), core::Error);
    CHECK(withScenario({}, core::scenarioChangesFrom(R"({"close_bases":[7],"night":true,"speeds":[{"mode":"TRUCK","surface":"OFF_ROAD","season":"WET","kmh":3}]})")).closed_bases.size() == 1);
}

TEST_CASE("the posture of a unit that is there is another: its notice by day and night, and whether anybody is free")
{
    Small small{5, 300};
    const auto base = small.base(10, 2).id;
    const auto unit = small.unit(base, {TravelMode::TRUCK}).id;
    small.road({{0, 2}, {299, 2}});
    const auto place = small.place(250, 2);
    const auto under = [&](const std::string& posture, bool night) {
        ReachOptions options;
        options.night = night;
        return small.reach(withScenario(options, core::scenarioChangesFrom(R"({"units":[{"unit_id":)" + std::to_string(unit) + "," + posture + "}]}")));
    };
    CHECK(of(small.reach(), place).t_mobilise == 30.0);
    for (const bool night : {false, true})
        CHECK(of(under(R"("notice_minutes":10)", night), place).t_mobilise == 10.0);
    CHECK(of(under(R"("availability":0.2)", true), place).t_mobilise == 45.0); // as recorded
    const Reach none = under(R"("availability":0)", false);
    CHECK_FALSE(of(none, place).isReached());
    CHECK(says(none, "Unit 1 has nobody free (availability 0): it is left out."));

    ReachOptions gone;
    gone.postures[core::UnitId{4711}] = {10, {}};
    CHECK_THROWS_AS(small.reach(gone), core::Error);
}

TEST_CASE("a limit of travel is each unit's own: one with a longer notice from nearby still comes")
{
    Small small{5, 400};
    const auto far = small.base(10, 2).id, near = small.base(210, 2).id;
    small.unit(far, {TravelMode::TRUCK}).notice_to_move_day = 0;
    small.unit(near, {TravelMode::TRUCK}).notice_to_move_day = 60;
    small.road({{0, 2}, {399, 2}});
    const auto place = small.place(310, 2); // 30 km from the first, 10 from the second
    CHECK(of(small.reach(), place).base == core::BaseId{far});
    ReachOptions limited;
    limited.limit_minutes = 30.0;
    const Reach reach = small.reach(limited);
    CHECK(of(reach, place).base == core::BaseId{near});
    CHECK(of(reach, place).t_travel == Approx(13.3).margin(0.2));
    CHECK(static_cast<double>(reach.minutes.at(2, 310)) == Approx(of(reach, place).t_resp).margin(1.0));
    limited.limit_minutes = 20.0;
    CHECK(std::isnan(small.reach(limited).minutes.at(2, 399))); // 25.2 minutes from the nearer base
}

TEST_CASE("nothing that cannot move arrives, and a base at an odd position harms nobody")
{
    Small small{5, 60};
    const auto base = small.base(2, 2).id;
    small.unit(base, {TravelMode::TRUCK}).caveats = {core::Caveat::NO_FOOT};
    small.road({{2, 2}, {50, 2}}, core::RoadClass::TRACK);
    const auto place = small.place(5, 2), at = small.place(2, 2);
    ReachOptions stuck;
    for (const SpeedColumn column : {SpeedColumn::Primary, SpeedColumn::Secondary, SpeedColumn::Track, SpeedColumn::OffRoad})
        for (const Season season : {Season::DRY, Season::WET})
            stuck.speeds.set(TravelMode::TRUCK, column, season, 0.0);
    CHECK(of(small.reach(stuck), place).why == NotReached::NoBase);
    CHECK(of(small.reach(stuck), at).t_travel == 0.0);

    Small air{20, 200};
    air.unit(air.base(5, 10).id, {TravelMode::HELICOPTER}, core::UnitKind::AVIATION_UTILITY);
    const auto far = air.place(190, 10);
    const double minutes = of(air.reach(), far).t_travel;
    ReachOptions odd;
    odd.mode = TravelMode::HELICOPTER;
    odd.added_bases = {{"Odd", core::GeoPoint::of(-170.0, 80.0), TravelMode::HELICOPTER, {}}};
    CHECK(of(air.reach(odd), far).t_travel == minutes);
}

TEST_CASE("where nothing is recorded no helicopter and no boat is taken for granted")
{
    Small small{5, 60};
    small.base(2, 2);
    const auto place = small.place(50, 2);
    for (const TravelMode mode : {TravelMode::HELICOPTER, TravelMode::BOAT}) {
        ReachOptions options;
        options.mode = mode;
        CHECK(of(small.reach(options), place).why == NotReached::NoBase);
        CHECK(says(small.reach(options), "not taken for granted"));
    }
}

TEST_CASE("a base that is tried has its own vehicles and feet: another mode invents none, and it is said")
{
    Small small{5, 60};
    small.road({{2, 2}, {50, 2}});
    const auto place = small.place(50, 2);
    ReachOptions options;
    const auto at = core::GeoPoint::of(small.lonLat(2, 2).x, small.lonLat(2, 2).y);
    options.added_bases = {{"Trial", at, TravelMode::TRUCK, {}}};
    CHECK(of(small.reach(options), place).mode == TravelMode::TRUCK);
    options.mode = TravelMode::FOOT;
    CHECK(of(small.reach(options), place).mode == TravelMode::FOOT);
    for (const auto& [mode, words] : std::vector<std::pair<TravelMode, std::string>>{{TravelMode::HELICOPTER, "has no helicopter"}, {TravelMode::BOAT, "has no boat"}, {TravelMode::LIGHT_4X4, "has no light 4x4 vehicle"}}) {
        options.mode = mode;
        const Reach reach = small.reach(options);
        CHECK(of(reach, place).why == NotReached::NoBase);
        CHECK(says(reach, "Trial is tried with trucks and " + words + ": nobody starts from it."));
    }
    options.mode = TravelMode::HELICOPTER;
    options.added_bases = {{"Pad", at, TravelMode::HELICOPTER, {}}}; // a scenario says that it has one
    CHECK(of(small.reach(options), place).mode == TravelMode::HELICOPTER);
}

TEST_CASE("units that a scenario moves start where they stand then, also from a base without a recorded position")
{
    Small small{5, 200};
    const auto home = small.base(2, 2).id;
    auto& nowhere = small.base(0, 0);
    const auto to = nowhere.id;
    nowhere.lon.reset();
    nowhere.lat.reset();
    const auto unit = small.unit(home, {TravelMode::TRUCK}).id;
    small.road({{0, 2}, {199, 2}});
    const auto place = small.place(190, 2);
    ReachOptions options;
    options.moved_units[core::UnitId{unit}] = core::BaseId{to};
    options.moved_bases = {{core::BaseId{to}, core::GeoPoint::of(small.lonLat(180, 2).x, small.lonLat(180, 2).y)}};
    const Reach reach = small.reach(options);
    CHECK(of(reach, place).base == core::BaseId{to});
    CHECK(of(reach, place).t_travel < 3.0);
    CHECK(says(reach, "stand elsewhere"));
    CHECK_FALSE(says(reach, "cannot protect"));
}

TEST_CASE("as many places can be answered at once as units can be sent to different ones")
{
    CHECK(answerableAtOnce({{0}, {0}, {0, 1}}, 2) == 2);
    CHECK(answerableAtOnce({{0, 1}, {0}, {1, 2}}, 3) == 3);
    CHECK(answerableAtOnce({{}, {0}}, 1) == 1);
    CHECK(answerableAtOnce({}, 0) == 0);
}
