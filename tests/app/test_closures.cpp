// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Roads that are closed today, as a planner sees and opens them.
#include "planner.h"
#include "qt_warnings.h"

#include <tutela/core/scenario.h>
#include <tutela/session/road_closures.h>

#include <algorithm>

using namespace tutela;
using map::LegendSymbol;
using test::kWait;
using test::Planner;

namespace {

/// The lost bridge of R7, the demo's one closed road.
const core::Road& lostBridge(const core::Mission& mission)
{
    const auto& roads = mission.all<core::Road>();
    const auto found = std::find_if(roads.begin(), roads.end(), [](const core::Road& road) { return road.closed_from.has_value(); });
    REQUIRE(found != roads.end());
    return *found;
}

/// Between two vertices: there it is nearer than the roads that share its ends.
core::GeoPoint on(const core::Road& road)
{
    const auto& line = road.geometry.parts[0][0];
    const auto &a = line[(line.size() - 1) / 2], &b = line[(line.size() - 1) / 2 + 1];
    return core::GeoPoint::of((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
}

core::ScenarioChanges changesOf(const Planner& planner)
{
    return core::scenarioChangesFrom(planner.window->document()->mission()->all<core::Scenario>().front().changes);
}

} // namespace

TEST_CASE("a road that is closed today is crossed on the map and listed, X opens it in a scenario, and once more closes it again")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto bridge = lostBridge(*planner.window->document()->mission());
    const auto at = on(bridge);
    test::goTo(planner, at, 20'000.0);
    CHECK(planner.map->legend().has(LegendSymbol::RoadClosedToday));
    CHECK(test::pixelsOf(planner, at, map::Token::Text) > 10);
    planner.click("reachTabRoads");
    auto& table = *planner.find<QTableWidget>("closuresTable");
    REQUIRE(table.isVisible());
    REQUIRE(table.rowCount() == 1);
    CHECK(table.item(0, 0)->text().startsWith(QStringLiteral("R7")));
    CHECK(table.item(0, 1)->text() == QStringLiteral("closed"));
    CHECK(table.item(0, 2)->text() == QStringLiteral("since 3 Oct 2026"));
    CHECK(table.item(0, 3)->text().startsWith(QStringLiteral("Bridge destroyed")));

    test::press(planner, Qt::Key_X);
    planner.clickMap(at);
    REQUIRE(planner.scenarios() == 1);
    CHECK(changesOf(planner).open_roads == std::vector{core::Id<core::Kind::ROAD>{bridge.id}});
    CHECK(changesOf(planner).close_roads.empty());
    CHECK(planner.find<QPushButton>("reachChanges")->text() == QStringLiteral("1 road open"));
    CHECK(table.item(0, 1)->text() == QStringLiteral("open in the scenario"));
    planner.waitComputed();
    REQUIRE(test::waitSharp(planner));
    CHECK_FALSE(planner.map->legend().has(LegendSymbol::RoadClosedToday));
    CHECK(planner.workspace->board()->reach.options.opened_roads.contains(analysis::RoadId{bridge.id}));

    test::press(planner, Qt::Key_X);
    planner.clickMap(at);
    CHECK(changesOf(planner) == core::ScenarioChanges{});
    CHECK(table.item(0, 1)->text() == QStringLiteral("closed"));
    planner.waitComputed();
    REQUIRE(test::waitSharp(planner));
    CHECK(planner.map->legend().has(LegendSymbol::RoadClosedToday));

    // The same from the list, by keyboard.
    table.setCurrentCell(0, 0);
    auto* turn = planner.find<QPushButton>("closuresTurn");
    turn->setFocus();
    QTest::keyClick(turn, Qt::Key_Space);
    CHECK(changesOf(planner).open_roads.size() == 1);
    CHECK(turn->text() == QStringLiteral("Close again in the scenario"));
    planner.waitComputed();
    planner.map->fit();
    planner.click("closuresShow");
    const QPointF shown = *planner.map->view().toScreen(*session::middleOf(bridge));
    CHECK(planner.map->rect().contains(shown.toPoint()));
    CHECK(warnings.count() == 0);
}
