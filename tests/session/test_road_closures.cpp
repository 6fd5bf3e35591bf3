// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/road_closures.h>
#include <tutela/session/scenario_edit.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace tutela;
using State = session::RoadClosure::State;

namespace {

std::unique_ptr<session::Document> demoDocument(const std::filesystem::path& path)
{
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    return session::Document::open(path, {});
}

const core::Road& roadWhere(const core::Mission& mission, bool closed)
{
    const auto& roads = mission.all<core::Road>();
    return *std::find_if(roads.begin(), roads.end(), [closed](const core::Road& road) { return road.closed_from.has_value() == closed; });
}

} // namespace

TEST_CASE("a road that is closed by its dates is opened in a scenario, one that is open is closed, once more takes it back")
{
    const test::TempFolder folder;
    const auto document = demoDocument(folder / "demo.gpkg");
    const analysis::RoadId shut{roadWhere(*document->mission(), true).id}, open{roadWhere(*document->mission(), false).id};
    const auto scenario = session::closeRoad(*document, {}, shut);
    const auto changes = [&] { return nlohmann::json::parse(document->mission()->find<core::Scenario>(scenario)->changes); };
    CHECK(changes() == nlohmann::json{{"open_roads", {shut.value}}});
    CHECK(document->undoStack().undoText() == QStringLiteral("Open a road in the scenario"));
    session::closeRoad(*document, scenario, open);
    CHECK(changes() == nlohmann::json{{"open_roads", {shut.value}}, {"close_roads", {open.value}}});
    session::closeRoad(*document, scenario, shut);
    session::closeRoad(*document, scenario, open);
    CHECK(changes() == nlohmann::json::object());
    // One that the command line closed although its dates do: it is closed still, and so it is opened.
    document->edit({{{"kind", "scenario"}, {"id", scenario.value}, {"set", {{"changes", nlohmann::json{{"close_roads", {shut.value}}}.dump()}}}}}, QStringLiteral("Close"));
    session::closeRoad(*document, scenario, shut);
    CHECK(changes() == nlohmann::json{{"open_roads", {shut.value}}});
}

TEST_CASE("a ford that is closed is called one, in the list of closures and among the changes of a scenario")
{
    const test::TempFolder folder;
    const auto document = demoDocument(folder / "demo.gpkg");
    const std::int64_t open = roadWhere(*document->mission(), false).id;
    document->edit({{{"kind", "road"}, {"id", open}, {"set", {{"bridge", nullptr}, {"ford", true}}}}}, QStringLiteral("A ford"));
    const auto scenario = session::closeRoad(*document, {}, analysis::RoadId{open});
    const auto closures = session::roadClosures(*document->mission(), core::instantOf("2026-11-01T00:00:00.000Z"), scenario);
    const auto at = std::find_if(closures.begin(), closures.end(), [&](const auto& each) { return each.road.value == open; });
    REQUIRE(at != closures.end());
    CHECK(at->ford);
    const auto changes = session::scenarioChanges(*document->mission(), scenario);
    REQUIRE(changes.size() == 1);
    CHECK(changes.front().words.startsWith(QStringLiteral("Ford closed: ")));
}

TEST_CASE("closed roads are listed with days and reason, those of the day before those of the scenario")
{
    const test::TempFolder folder;
    const auto document = demoDocument(folder / "demo.gpkg");
    const auto snapshot = document->mission(); // edits make others
    const auto& mission = *snapshot;
    const core::Instant asOf = core::instantOf("2026-11-01T00:00:00.000Z");
    const analysis::RoadId shut{roadWhere(mission, true).id}, open{roadWhere(mission, false).id};
    const auto today = session::roadClosures(mission, asOf, {});
    REQUIRE(today.size() == 1);
    CHECK(today[0].road == shut);
    CHECK(today[0].state == State::Closed);
    CHECK(today[0].reason.startsWith(QStringLiteral("Bridge destroyed in the night")));
    CHECK(session::closureDaysText(today[0], mission.timeZone()) == QStringLiteral("since 3 Oct 2026"));
    CHECK(today[0].at);
    CHECK(session::roadClosures(mission, core::instantOf("2026-10-01T00:00:00.000Z"), {}).empty()); // the bridge still stood

    const auto scenario = session::closeRoad(*document, {}, open);
    session::closeRoad(*document, scenario, shut);
    const auto then = session::roadClosures(*document->mission(), asOf, scenario);
    REQUIRE(then.size() == 2);
    CHECK(then[0].state == State::OpenInScenario);
    CHECK_FALSE(then[0].isClosed());
    CHECK(then[1].road == open);
    CHECK(session::stateText(then[1]) == QStringLiteral("closed in the scenario"));
    CHECK(session::roadClosures(*document->mission(), asOf, {}).size() == 1); // today is as it was
}

TEST_CASE("editing a copy of a scenario leaves the stored bytes of the first as they were")
{
    const test::TempFolder folder;
    const auto document = demoDocument(folder / "demo.gpkg");
    const auto snapshot = document->mission(); // edits make others
    const auto& mission = *snapshot;
    const auto at = *mission.all<core::Place>().front().point();
    const core::BaseId first{mission.all<core::Base>()[0].id}, second{mission.all<core::Base>()[1].id};
    const auto a = session::addBase(*document, {}, at);
    const auto stored = [&](session::ScenarioId id) { return *document->mission()->find<core::Scenario>(id); };
    const auto before = stored(a);
    const auto b = session::duplicateScenario(*document, a);
    CHECK(session::scenarioName(*document->mission(), b) == QStringLiteral("Copy of Scenario 1"));
    CHECK(session::scenarioName(*document->mission(), session::duplicateScenario(*document, a)) == QStringLiteral("Copy 2 of Scenario 1"));
    CHECK(stored(b).changes == before.changes);
    session::closeBase(*document, b, first);
    session::moveBase(*document, b, second, at);
    session::closeRoad(*document, b, analysis::RoadId{mission.all<core::Road>().front().id});
    CHECK(session::setTriedBaseMode(*document, b, 0, core::TravelMode::BOAT).isEmpty());
    CHECK(session::keepConditions(*document, b, {core::TravelMode::TRUCK, core::Season::WET, true, b}).isEmpty());
    CHECK(stored(a) == before);

    const auto changes = core::scenarioChangesFrom(stored(b).changes);
    CHECK(changes.close_bases == std::vector{first});
    REQUIRE(changes.move_bases.size() == 1);
    CHECK(changes.move_bases[0].base == second);
    CHECK(changes.add_bases[0].mode == core::TravelMode::BOAT);
    CHECK(changes.season == core::Season::WET);
    CHECK(changes.night == true);
    CHECK(changes.mode == core::TravelMode::TRUCK);
}

TEST_CASE("a base is closed or moved in a scenario, never both, and closing it once more opens it")
{
    const test::TempFolder folder;
    const auto document = demoDocument(folder / "demo.gpkg");
    const core::BaseId base{document->mission()->all<core::Base>().front().id};
    const auto at = *document->mission()->all<core::Place>().front().point();
    const auto scenario = session::closeBase(*document, {}, base);
    const auto changes = [&] { return core::scenarioChangesFrom(document->mission()->find<core::Scenario>(scenario)->changes); };
    CHECK(changes().close_bases == std::vector{base});
    session::moveBase(*document, scenario, base, at);
    CHECK(changes().close_bases.empty());
    REQUIRE(changes().move_bases.size() == 1);
    session::moveBase(*document, scenario, base, at);
    CHECK(changes().move_bases.size() == 1);
    session::closeBase(*document, scenario, base);
    CHECK(changes().move_bases.empty());
    CHECK(changes().close_bases == std::vector{base});
    session::closeBase(*document, scenario, base);
    CHECK(changes() == core::ScenarioChanges{});
    CHECK_FALSE(session::setTriedBaseMode(*document, scenario, 0, core::TravelMode::FOOT).isEmpty()); // there is none
}
