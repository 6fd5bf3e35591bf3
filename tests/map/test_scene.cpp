// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/map/scene.h>

using namespace tutela;

namespace {

core::Assessment version(std::int64_t id, const char* reference, const char* day)
{
    core::Assessment made;
    made.id = id;
    made.reference = reference;
    made.as_of = core::instantOf(day);
    return made;
}

core::Line line(std::int64_t id, std::int64_t assessment, std::int64_t place, const char* band)
{
    core::Line made;
    made.id = id;
    made.assessment_id = core::AssessmentId{assessment};
    made.place_ids = {core::PlaceId{place}};
    made.band = band;
    return made;
}

core::SignOff state(std::int64_t id, std::int64_t assessment, core::AssessmentState entered)
{
    core::SignOff made;
    made.id = id;
    made.assessment_id = core::AssessmentId{assessment};
    made.state = entered;
    return made;
}

} // namespace

TEST_CASE("The band of a place is the highest of its lines in the newest approved version, else the newest draft", "[map][scene]")
{
    core::Mission mission;
    mission.set(std::vector{version(1, "TA-E", "2026-09-01"), version(2, "TA-E", "2026-10-01"), version(3, "TA-E", "2026-11-01"),
                            version(4, "TA-W", "2026-08-01")});
    mission.sign_offs = std::make_shared<std::vector<core::SignOff>>(
        std::vector{state(1, 1, core::AssessmentState::APPROVED), state(2, 2, core::AssessmentState::APPROVED)});
    mission.set(std::vector{line(1, 1, 10, "CRITICAL"), line(2, 1, 11, "HIGH"), line(3, 2, 10, "LOW"), line(4, 2, 10, "MODERATE"),
                            line(5, 3, 10, "CRITICAL"), line(6, 3, 12, "HIGH"), line(7, 4, 13, "LOW..HIGH"), line(8, 4, 14, "")});
    const auto bands = map::placeBands(mission);
    REQUIRE(bands.at(core::PlaceId{10}).band == core::Band::MODERATE); // version 2, not 1 nor the draft 3
    REQUIRE(bands.count(core::PlaceId{11}) == 0);                      // no longer named by the newest approved version
    REQUIRE(bands.at(core::PlaceId{12}).band == core::Band::HIGH);     // only the draft names it
    REQUIRE(bands.at(core::PlaceId{13}).band == core::Band::HIGH);
    REQUIRE(bands.at(core::PlaceId{13}).highest_possible);
    REQUIRE_FALSE(bands.at(core::PlaceId{10}).highest_possible);
    REQUIRE(bands.count(core::PlaceId{14}) == 0); // not assessed is not Low
    const auto chosen = map::placeBands(mission, core::AssessmentId{1});
    REQUIRE(chosen.at(core::PlaceId{10}).band == core::Band::CRITICAL);
    REQUIRE(chosen.size() == 2);
}

TEST_CASE("Bases that are closed at the time of the map are left out", "[map][scene]")
{
    core::Mission mission;
    std::vector<core::Base> bases(4);
    for (std::size_t i = 0; i < bases.size(); ++i) {
        bases[i].id = static_cast<std::int64_t>(i) + 1;
        bases[i].lon = 4.0;
        bases[i].lat = 2.0;
    }
    bases[0].open_to = core::dayOf("2026-10-31");   // closed on the day of the map
    bases[1].open_to = core::dayOf("2026-11-01");   // open for one more day
    bases[2].open_from = core::dayOf("2026-11-01"); // not yet
    bases[3].lon.reset();
    mission.set(bases);
    map::SceneOptions options;
    options.as_of = core::instantOf("2026-10-31T12:00:00Z");
    const auto scene = map::sceneOf(mission, options);
    REQUIRE(scene.bases.size() == 1);
    REQUIRE(scene.bases[0]->id == 2);
}

TEST_CASE("A list of layers is read in any case and an unknown word is refused with the known ones", "[map][scene]")
{
    const auto set = map::LayerSet::of("relief, Sector-Names,PLACES");
    REQUIRE(set.has(map::MapLayer::RELIEF));
    REQUIRE(set.has(map::MapLayer::SECTOR_NAMES));
    REQUIRE_FALSE(set.has(map::MapLayer::ROADS));
    REQUIRE(map::LayerSet::of("all") == map::LayerSet::all());
    REQUIRE_FALSE(map::LayerSet::standard().has(map::MapLayer::PATROLS));
    try {
        (void)map::LayerSet::of("places,rivers");
        FAIL("an unknown layer was taken");
    } catch (const core::Error& error) {
        REQUIRE(error.code() == core::ErrorCode::Usage);
        REQUIRE(error.message().find("rivers") != std::string::npos);
        REQUIRE(error.message().find("water") != std::string::npos);
    }
}

TEST_CASE("A reference layer whose file is gone is named and left out", "[map][scene]")
{
    core::Mission mission;
    core::Layer layer;
    layer.id = 1;
    layer.name = "Old roads";
    layer.layer_kind = core::LayerKind::VECTOR;
    layer.path = "nowhere/roads.gpkg";
    mission.set(std::vector{layer});
    const auto scene = map::sceneOf(mission, {});
    REQUIRE(scene.references.empty());
    REQUIRE(scene.problems.size() == 1);
    REQUIRE(scene.problems[0].find("Old roads") != std::string::npos);
}

TEST_CASE("The extent takes the short way over the antimeridian", "[map][scene]")
{
    const auto box = map::sceneOf(test::syntheticMission({1, 179.5, -17.0}), {}).extent();
    REQUIRE(box);
    REQUIRE(box->west > 177.0);
    REQUIRE(box->east < -178.0);
    REQUIRE_FALSE(map::sceneOf(core::Mission{}, {}).extent());
    core::Mission one;
    core::Place place;
    place.id = 1;
    place.lon = 4.5;
    place.lat = 2.5;
    one.set(std::vector{place});
    REQUIRE(map::sceneOf(one, {}).extent() == core::Box{4.5, 2.5, 4.5, 2.5});
}

TEST_CASE("A map of one area shows that area as land", "[map][scene]")
{
    map::SceneOptions options;
    options.area = core::AreaId{102};
    const auto scene = map::sceneOf(test::syntheticMission(), options);
    REQUIRE(scene.land.size() == 1);
    REQUIRE(scene.areas.front()->name == "Ubara Highlands");
    REQUIRE(scene.extent()->east - scene.extent()->west < 2.0);
    options.area = core::AreaId{5};
    REQUIRE_THROWS_AS(map::sceneOf(test::syntheticMission(), options), core::Error);
}

TEST_CASE("A map takes the versions known at its time, says that they are drafts and is marked as they are", "[map][scene]")
{
    core::Mission mission;
    mission.details.marking = core::Marking::UNCLASSIFIED;
    auto later = version(2, "TA-E", "2026-11-01");
    later.version = "1.1";
    auto first = version(1, "TA-E", "2026-10-01");
    first.version = "1.0";
    mission.set(std::vector{first, later});
    mission.sign_offs = std::make_shared<std::vector<core::SignOff>>(std::vector{state(1, 1, core::AssessmentState::APPROVED), state(2, 2, core::AssessmentState::APPROVED)});
    auto secret = line(2, 2, 10, "CRITICAL");
    secret.sensitivity = core::Marking::STRICTLY_CONFIDENTIAL;
    mission.set(std::vector{line(1, 1, 10, "LOW"), secret});
    map::SceneOptions options;
    const map::Scene now = map::sceneOf(mission, options);
    CHECK(now.bands.at(core::PlaceId{10}).band == core::Band::CRITICAL);
    CHECK(now.marking == "Strictly confidential");
    CHECK(now.sources.find("risk: TA-E version 1.1") != std::string::npos);
    options.as_of = core::instantOf("2026-10-15T00:00:00Z");
    const map::Scene then = map::sceneOf(mission, options);
    CHECK(then.bands.at(core::PlaceId{10}).band == core::Band::LOW);
    CHECK(then.marking == "Confidential");
    CHECK_FALSE(then.draft);
    mission.sign_offs = std::make_shared<std::vector<core::SignOff>>();
    const map::Scene draft = map::sceneOf(mission, options);
    CHECK(draft.draft);
    CHECK(draft.marking == "Confidential · draft, not approved");
    options.layers.set(map::MapLayer::PLACES, false);
    CHECK(map::sceneOf(mission, options).marking == "Unclassified"); // no risk is shown
}
