// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a planner does to bases and scenarios in the window.
#include "planner.h"
#include "qt_warnings.h"

#include "patrols/scenario_compare.h"

#include <tutela/core/scenario.h>

#include <nlohmann/json.hpp>

#include <QMenu>

#include <algorithm>

using namespace tutela;
using test::kWait;
using test::Planner;

namespace {

const core::Scenario& scenario(const Planner& planner, std::size_t number) { return planner.window->document()->mission()->all<core::Scenario>().at(number); }

core::ScenarioChanges changesOf(const Planner& planner, std::size_t number) { return core::scenarioChangesFrom(scenario(planner, number).changes); }

} // namespace

TEST_CASE("a base that is chosen in the list is closed in the scenario, and moved by a click on the map")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.click("reachTabBases");
    auto& table = *planner.find<QTableWidget>("basesTable");
    const auto base = planner.window->document()->mission()->all<core::Base>().front();
    REQUIRE(table.rowCount() == static_cast<int>(planner.window->document()->mission()->all<core::Base>().size()));
    CHECK_FALSE(planner.find<QPushButton>("basesClose")->isEnabled());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 0)).center());
    planner.click("basesClose");
    REQUIRE(planner.scenarios() == 1);
    CHECK(changesOf(planner, 0).close_bases == std::vector{core::BaseId{base.id}});
    CHECK(table.item(0, 3)->text() == QStringLiteral("closed"));
    CHECK(planner.find<QPushButton>("basesClose")->text() == QStringLiteral("Open again in the scenario"));
    planner.waitComputed();

    test::goTo(planner, *base.point());
    planner.click("basesMove");
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Pick);
    const QPoint beside = planner.map->view().toScreen(*base.point())->toPoint() + QPoint{60, 40};
    const auto to = *planner.map->view().toLonLat(QPointF{beside});
    QTest::mouseClick(planner.map, Qt::LeftButton, {}, beside);
    CHECK(changesOf(planner, 0).close_bases.empty());
    REQUIRE(changesOf(planner, 0).move_bases.size() == 1);
    CHECK(changesOf(planner, 0).move_bases[0].lon == Approx(to.lon()).margin(1e-5));
    CHECK(changesOf(planner, 0).move_bases[0].lat == Approx(to.lat()).margin(1e-5));
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Select);
    planner.waitComputed();

    // On the map a click on a base brings its row to the front.
    planner.click("reachTabBeyond");
    planner.window->context().select({});
    planner.choose("reachScenario", 0);
    planner.waitComputed();
    REQUIRE(test::waitSharp(planner));
    planner.clickMap(*base.point());
    if (planner.window->context().selection() && planner.window->context().selection()->kind == core::Kind::BASE) { // no place lies over it
        CHECK(table.isVisible());
        CHECK(table.currentRow() == 0);
    }
    CHECK(warnings.count() == 0);
}

TEST_CASE("a copy of a scenario keeps what the bar shows and a base's means, and the first keeps its stored bytes")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto at = *planner.window->document()->mission()->all<core::Base>().front().point();
    test::goTo(planner, at);
    test::press(planner, Qt::Key_B);
    QTest::mouseClick(planner.map, Qt::LeftButton, {}, planner.map->rect().center() + QPoint{80, 60});
    planner.waitComputed();
    const auto before = scenario(planner, 0);
    choose(planner, "reachScenarioDuplicate");
    REQUIRE(planner.scenarios() == 2);
    CHECK(planner.find<QComboBox>("reachScenario")->currentText() == QStringLiteral("Copy of Scenario 1"));
    planner.choose("reachSeason", 2);
    planner.choose("reachNight", 1);
    choose(planner, "reachScenarioKeep");
    planner.click("reachTabChanges");
    auto& table = *planner.find<QTableWidget>("changesTable");
    table.setCurrentCell(0, 0);
    auto* mode = planner.find<QComboBox>("changesMode");
    REQUIRE(mode->isVisible());
    CHECK(mode->currentText() == QStringLiteral("Truck"));
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_End); // helicopter
    planner.waitComputed();
    const std::size_t copy = scenario(planner, 0).id == before.id ? 1 : 0;
    const auto changes = changesOf(planner, copy);
    CHECK(changes.season == core::Season::WET);
    CHECK(changes.night == true);
    CHECK_FALSE(changes.mode);
    REQUIRE(changes.add_bases.size() == 1);
    CHECK(changes.add_bases[0].mode == core::TravelMode::HELICOPTER);
    CHECK(scenario(planner, 1 - copy) == before);
    CHECK(warnings.count() == 0);
}

TEST_CASE("a line on the map compares A with B of the list, not only today with the scenario")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* document = planner.window->document();
    const auto& bases = document->mission()->all<core::Base>();
    for (const auto& [name, base] : {std::pair{"First", bases[0].id}, {"Second", bases[1].id}})
        document->edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", name}, {"changes", nlohmann::json{{"close_bases", {base}}}.dump()}}}}}, QStringLiteral("Scenario"));
    planner.waitComputed();
    planner.click("reachTabCompare");
    auto* compare = planner.find<app::ScenarioCompare>("scenarioCompare");
    const auto waitCompared = [&] { REQUIRE(QTest::qWaitFor([&] { return compare->comparison() != nullptr; }, kWait)); };
    waitCompared();
    planner.choose("compareA", planner.find<QComboBox>("compareA")->findText(QStringLiteral("First")));
    planner.choose("compareB", planner.find<QComboBox>("compareB")->findText(QStringLiteral("Second")));
    waitCompared();
    CHECK(planner.find<QComboBox>("reachScenario")->currentText() == QStringLiteral("Today")); // neither of them
    const auto today = planner.map->scene()->reach;
    test::press(planner, Qt::Key_S);
    REQUIRE(planner.map->isSwiping());
    CHECK(planner.map->accessibleDescription().contains(QStringLiteral("First to its left, Second to its right")));
    const auto second = planner.map->scene()->reach; // to the right of the line
    REQUIRE(second != today);
    CHECK(second->marks.closed_bases == std::vector{*compare->chosenB() == session::ScenarioId{document->mission()->all<core::Scenario>()[0].id}
                                                        ? changesOf(planner, 0).close_bases.front()
                                                        : changesOf(planner, 1).close_bases.front()});
    REQUIRE(test::waitSharp(planner));
    const double before = planner.map->swipeShare();
    QTest::keyClick(planner.map, Qt::Key_Right);
    CHECK(planner.map->swipeShare() > before);
    QTest::keyClick(planner.map, Qt::Key_Escape);
    CHECK_FALSE(planner.map->isSwiping());
    REQUIRE(test::waitSharp(planner));
    const auto& restored = planner.map->scene()->reach->minutes; // bytes: nobody comes is no number, which equals nothing
    REQUIRE(restored.size() == today->minutes.size());
    CHECK(std::memcmp(restored.cells().data(), today->minutes.cells().data(), restored.size() * sizeof(float)) == 0);
    CHECK(planner.map->scene()->reach->marks.closed_bases == today->marks.closed_bases);
    planner.click("compareSwipe"); // the same by the button
    CHECK(planner.map->isSwiping());
    planner.choose("compareB", planner.find<QComboBox>("compareB")->findText(QStringLiteral("First"))); // beside itself: nothing to compare
    waitCompared();
    CHECK_FALSE(planner.map->isSwiping());
    CHECK(warnings.count() == 0);
}
