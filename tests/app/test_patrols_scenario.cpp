// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scenarios as a planner handles them: on the map, in the list of changes, named, removed; and what is out of date.
#include "planner.h"
#include "qt_warnings.h"

#include "frame/linked_text.h"
#include "patrols/reach_bar.h"

#include <tutela/core/scenario_notes.h>
#include <tutela/map/theme.h>
#include <tutela/session/display.h>
#include <tutela/session/job_runner.h>
#include <tutela/session/scenario_edit.h>
#include <tutela/session/terrain.h>

#include <nlohmann/json.hpp>

#include <QDockWidget>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <cmath>

using namespace tutela;
using map::LegendSymbol;
using test::goTo;
using test::kWait;
using test::pixelsOf;
using test::Planner;
using test::press;
using test::waitSharp;

namespace {

core::GeoPoint onPrimaryRoad(const core::Mission& mission)
{
    const auto& roads = mission.all<core::Road>();
    const auto road = std::find_if(roads.begin(), roads.end(), [](const core::Road& each) { return each.road_class == core::RoadClass::ROAD_PRIMARY; });
    const auto& line = road->geometry.parts[0][0];
    return core::GeoPoint::of(line[line.size() / 2].x, line[line.size() / 2].y);
}

/// Far from any road, on the map.
core::GeoPoint awayFromRoads(const Planner& planner)
{
    constexpr int kStep = 20;
    constexpr double kFar = 40.0; // pixels
    const auto& view = planner.map->view();
    for (int y = 100; y < planner.map->height() - 100; y += kStep)
        for (int x = 100; x < planner.map->width() - 100; x += kStep)
            if (const auto at = view.toLonLat(QPointF(x, y)); at && !session::roadNear(*planner.window->document()->mission(), *at, kFar * view.metresPerUnit()))
                return *at;
    FAIL("the whole map is full of roads");
    return core::GeoPoint::of(0.0, 0.0);
}

core::GeoPoint worst(const Planner& planner)
{
    const auto& board = *planner.workspace->board();
    return *board.mission->find<core::Place>(session::placesBeyond(board, 120.0, {}).front().place)->point();
}

} // namespace

TEST_CASE("a base that is tried has a symbol on the map and in the legend, and one that is closed a cross")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto at = worst(planner);
    goTo(planner, at);
    CHECK_FALSE(planner.map->legend().has(LegendSymbol::TriedBase));
    const int before = pixelsOf(planner, at, map::Token::GainLine);
    press(planner, Qt::Key_B);
    planner.clickMap(at);
    planner.waitComputed();
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(LegendSymbol::TriedBase); }, kWait));
    CHECK(pixelsOf(planner, at, map::Token::GainLine) > before);

    // The same scenario closes a base of the mission.
    auto* document = planner.window->document();
    const auto& base = *planner.map->scene()->bases.front();
    const auto& scenario = document->mission()->all<core::Scenario>().front();
    auto changes = nlohmann::json::parse(scenario.changes);
    changes["close_bases"] = {base.id};
    document->edit({{{"kind", "scenario"}, {"id", scenario.id}, {"set", {{"changes", changes.dump()}}}}}, QStringLiteral("Close a base"));
    planner.waitComputed(); // until then the map is greyed
    goTo(planner, *base.point());
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(LegendSymbol::ClosedBase); }, kWait));
    CHECK(pixelsOf(planner, *base.point(), map::Token::LossLine) > 10);

    planner.choose("reachScenario", 0); // today has neither
    planner.waitComputed();
    REQUIRE(waitSharp(planner));
    CHECK_FALSE(planner.map->legend().has(LegendSymbol::ClosedBase));
    CHECK(warnings.count() == 0);
}

TEST_CASE("a road that is closed is crossed on the map and listed, a change is shown on the map and taken out in one step of undo")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* document = planner.window->document();
    const auto on = onPrimaryRoad(*document->mission());
    goTo(planner, on);
    CHECK_FALSE(planner.find<QPushButton>("reachChanges")->isVisible());
    press(planner, Qt::Key_X);
    planner.clickMap(on);
    REQUIRE(planner.scenarios() == 1);
    planner.waitComputed();
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(LegendSymbol::ClosedRoad); }, kWait));
    CHECK(pixelsOf(planner, on, map::Token::LossLine) > 10);

    planner.click("reachAddBase");
    const auto away = awayFromRoads(planner);
    planner.clickMap(away);
    planner.waitComputed();
    auto* summary = planner.find<QPushButton>("reachChanges");
    REQUIRE(summary->isVisible());
    CHECK(summary->text() == QStringLiteral("+1 base, 1 road closed"));
    QTest::mouseClick(summary, Qt::LeftButton);
    auto& table = *planner.find<QTableWidget>("changesTable");
    REQUIRE(table.isVisible());
    REQUIRE(table.rowCount() == 2);
    CHECK(table.item(0, 0)->text().startsWith(QStringLiteral("Base tried: New base 1")));
    CHECK((table.item(1, 0)->text().startsWith(QStringLiteral("Road closed: ")) || table.item(1, 0)->text().startsWith(QStringLiteral("Bridge closed: "))));

    planner.map->fit();
    REQUIRE(waitSharp(planner));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 0)).center());
    planner.click("changesShow");
    const QPointF shown = *planner.map->view().toScreen(away);
    CHECK(std::hypot(shown.x() - planner.map->width() / 2.0, shown.y() - planner.map->height() / 2.0) < 5.0);

    const int steps = document->undoStack().index();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(1, 0)).center());
    planner.click("changesRemove");
    CHECK(document->undoStack().index() == steps + 1);
    CHECK(table.rowCount() == 1);
    CHECK(planner.find<QPushButton>("reachChanges")->text() == QStringLiteral("+1 base"));
    planner.waitComputed();
    REQUIRE(waitSharp(planner));
    CHECK_FALSE(planner.map->legend().has(LegendSymbol::ClosedRoad));
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(table.rowCount() == 2);
    table.setCurrentCell(0, 0);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Delete, Qt::ControlModifier);
    CHECK(table.rowCount() == 1);
    planner.waitComputed();
    CHECK(warnings.count() == 0);
}

TEST_CASE("a scenario is renamed and removed where it is chosen, in one step of undo each")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* document = planner.window->document();
    const auto undo = [&] { planner.window->actions().action(QStringLiteral("edit.undo"))->trigger(); }; // off-screen a closed menu keeps the keys
    CHECK_FALSE(planner.find<QPushButton>("reachScenarioMenu")->isVisible());
    document->edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", "Rains"}, {"changes", R"({"season":"WET"})"}}}}}, QStringLiteral("Scenario"));
    press(planner, Qt::Key_B);
    planner.clickMap(worst(planner));
    planner.waitComputed();
    auto* box = planner.find<QComboBox>("reachScenario");
    REQUIRE(box->currentText() == QStringLiteral("Scenario 2"));
    const int steps = document->undoStack().index();

    // Spaces are no name, and another has the second: asked again with the reason; the third is taken.
    planner.prompts.texts = {QStringLiteral("   "), QStringLiteral("rains"), QStringLiteral("Base in the east")};
    choose(planner, "reachScenarioRename");
    CHECK(planner.prompts.texts.isEmpty());
    CHECK(box->currentText() == QStringLiteral("Base in the east"));
    CHECK(document->undoStack().index() == steps + 1);
    undo();
    CHECK(box->currentText() == QStringLiteral("Scenario 2"));

    choose(planner, "reachScenarioRemove");
    CHECK(planner.scenarios() == 1);
    CHECK(box->currentText() == QStringLiteral("Today"));
    CHECK(box->count() == 2);
    CHECK(planner.window->toasts().history().front().endsWith(QStringLiteral("Removed: Scenario 2")));
    planner.waitComputed();
    undo();
    CHECK(planner.scenarios() == 2);
    CHECK(box->count() == 3);
    planner.waitComputed();
    CHECK(warnings.count() == 0);
}

TEST_CASE("a scenario without changes says so where it is chosen, in the words of the command line, and answers as today")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* document = planner.window->document();
    for (const auto& [name, changes] : {std::pair{"Empty", "{}"}, {"Rains", R"({"season":"WET"})"}})
        document->edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", name}, {"changes", changes}}}}}, QStringLiteral("Scenario"));
    const auto rowOf = [&](const char* name) { return planner.find<QComboBox>("reachScenario")->findText(QLatin1String{name}); }; // ids are drawn, and order them
    const auto& scenarios = document->mission()->all<core::Scenario>();
    const auto empty = std::find_if(scenarios.begin(), scenarios.end(), [](const core::Scenario& each) { return each.name == "Empty"; });
    REQUIRE(empty != scenarios.end());
    const auto words = core::noteWithoutChange(*empty);
    REQUIRE(words);
    auto* note = planner.find<QLabel>("reachScenarioNote");
    CHECK_FALSE(note->isVisible());
    const QString today = planner.sentence();
    const qint64 people = planner.peopleInList();
    planner.choose("reachScenario", rowOf("Empty"));
    CHECK(note->isVisible());
    CHECK(note->text().toStdString() == *words);
    CHECK(note->text() == QStringLiteral("The scenario Empty changes nothing: its answer is that of the mission as it stands."));
    planner.waitComputed();
    CHECK(planner.sentence() == today);
    CHECK(planner.peopleInList() == people);
    planner.choose("reachScenario", rowOf("Rains"));
    CHECK_FALSE(note->isVisible());
    planner.choose("reachScenario", 0);
    CHECK_FALSE(note->isVisible());
    planner.waitComputed();
    CHECK(warnings.count() == 0);
}

TEST_CASE("the size of the cells is chosen in Patrols, named with the result, and kept for the mission")
{
    const test::QtWarnings warnings;
    Planner planner;
    const double usual = planner.workspace->board()->terrain.cell_metres;
    auto* box = planner.find<QComboBox>("reachCells");
    CHECK(box->currentText() == QStringLiteral("Cells: automatic (%1 m)").arg(session::countText(std::llround(usual))));
    const QString coarse = app::ui::wholeQuantities(QStringLiteral("cells of %1 m").arg(session::countText(1000)));
    CHECK_FALSE(planner.find<QLabel>("reachState")->text().contains(coarse));
    CHECK(box->itemData(1, Qt::ToolTipRole).toString().contains(QStringLiteral("as slow as automatic")));
    box->setFocus();
    QTest::keyClick(box, Qt::Key_End);
    planner.waitComputed();
    CHECK(planner.workspace->board()->terrain.cell_metres == 1000.0);
    CHECK(planner.find<QLabel>("reachState")->text().contains(coarse));
    // The same file, opened again.
    REQUIRE(test::openMission(*planner.window, planner.path()));
    planner.window->show(QStringLiteral("Patrols"));
    planner.workspace = planner.window->findChild<app::PatrolsWorkspace*>();
    planner.waitComputed();
    CHECK(planner.workspace->board()->terrain.cell_metres == 1000.0);
    box = planner.find<QComboBox>("reachCells");
    QApplication::setActiveWindow(planner.window); // off-screen nothing does: Home would go to the map
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    planner.waitComputed();
    CHECK(planner.workspace->board()->terrain.cell_metres == usual);
    CHECK(warnings.count() == 0);
}

TEST_CASE("cells that are too fine for the area say so with their number and cannot be chosen, one that was chosen is left")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto* document = planner.window->document();
    auto* box = planner.find<QComboBox>("reachCells");
    const auto open = [&](int row) { return box->model()->flags(box->model()->index(row, 0)).testFlag(Qt::ItemIsEnabled); };
    for (int row = 0; row < box->count(); ++row)
        CHECK(open(row));
    planner.choose("reachCells", 1); // 100 m
    const auto& base = document->mission()->all<core::Base>().front();
    document->edit({{{"kind", "base"}, {"id", base.id}, {"set", {{"lon", 13.0}, {"lat", 8.0}}}}}, QStringLiteral("Far"));
    planner.waitComputed();
    const auto size = session::groundSizeOf(*document->mission());
    REQUIRE(size);
    REQUIRE_FALSE(size->fits(100.0));
    REQUIRE(size->fits(200.0));
    CHECK_FALSE(open(1));
    CHECK(box->itemText(1) == QStringLiteral("Cells of 100 m: too fine here, %1 million cells").arg(std::llround(size->cells(100.0) / 1e6)));
    CHECK(open(2));
    CHECK(box->itemText(2) == QStringLiteral("Cells of 200 m"));
    CHECK(box->currentIndex() == 0);
    CHECK(planner.workspace->board()->terrain.cell_metres == size->usual_cell_metres); // no error
    CHECK_FALSE(planner.window->toasts().history().filter(QStringLiteral("Cells of 100 m are too fine for this area: the automatic size is taken.")).isEmpty());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    CHECK(box->currentIndex() == 2); // over what cannot be chosen
    QTest::keyClick(box, Qt::Key_Home);
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    planner.waitComputed();
    CHECK(open(1));
    CHECK(box->itemText(1) == QStringLiteral("Cells of 100 m"));
    CHECK(warnings.count() == 0);
}

TEST_CASE("the legend of a low map opens at a click, is scrolled, and folds again")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.window->resize(1280, 620);
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(LegendSymbol::Reach); }, kWait));
    auto* card = planner.map->findChild<QWidget*>(QStringLiteral("legendCard"));
    const int folded = card->height();
    REQUIRE(folded < 50); // no room for all of it
    QTest::mouseClick(card, Qt::LeftButton);
    CHECK(card->height() > 2 * folded);
    CHECK(planner.map->rect().contains(card->geometry()));
    auto* scroll = card->findChild<QScrollArea*>(QStringLiteral("legendScroll"));
    REQUIRE(scroll->isVisible());
    REQUIRE(scroll->verticalScrollBar()->maximum() > 0);
    QTest::keyClick(card, Qt::Key_PageDown);
    CHECK(scroll->verticalScrollBar()->value() > 0);
    QTest::mouseClick(scroll->viewport(), Qt::LeftButton); // on what is scrolled, as a person does
    CHECK(card->height() == folded);
    QTest::keyClick(card, Qt::Key_Return);
    CHECK(card->height() > 2 * folded);
    CHECK(warnings.count() == 0);
}

TEST_CASE("while reach is computed again everything that it says is grey and says so, and after a failure too")
{
    const test::QtWarnings warnings;
    Planner planner;
    auto& table = planner.table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 1)).center());
    const auto checkAll = [&](const QString& words) {
        const bool stale = !words.isEmpty();
        INFO(words.toStdString());
        CHECK(planner.map->staleWords() == words);
        CHECK(planner.map->accessibleDescription().startsWith(QStringLiteral("Out of date")) == stale);
        CHECK(planner.find<QLabel>("reachListStale")->text() == words);
        CHECK(planner.find<QLabel>("reachListStale")->isVisible() == stale);
        CHECK(planner.find<QLabel>("placeReachStale")->isVisible() == stale);
        for (const char* name : {"reachSentence", "reachConditions", "placeReachVerdict"})
            CHECK(planner.find<QLabel>(name)->property("stale").toBool() == stale);
        for (const char* name : {"reachTable", "linesTable", "compareTable"})
            CHECK(planner.window->findChild<QTableWidget*>(QLatin1String{name})->property("stale").toBool() == (stale || qstrcmp(name, "compareTable") == 0)); // nothing is compared yet
        CHECK(planner.find<QLabel>("reachState")->text().contains(QStringLiteral("Out of date")) == stale);
    };
    checkAll({});
    const QImage before = planner.map->grab().toImage();
    planner.choose("reachSeason", 2);
    checkAll(QStringLiteral("Out of date: being calculated again ..."));
    CHECK(planner.map->grab().toImage() != before);
    planner.waitComputed();
    checkAll({});

    // A base on the other side of the earth: no ground can be made.
    auto* document = planner.window->document();
    const auto& base = document->mission()->all<core::Base>().front();
    document->edit({{{"kind", "base"}, {"id", base.id}, {"set", {{"lon", -170.0}, {"lat", 0.0}}}}}, QStringLiteral("Far"));
    REQUIRE(QTest::qWaitFor([&] { return session::JobRunner::atWork() == 0; }, kWait));
    CHECK_FALSE(planner.workspace->isCurrent());
    checkAll(QStringLiteral("Out of date: it could not be calculated again. Recalculate to try once more (F5)."));
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    planner.waitComputed();
    checkAll({});
    CHECK(warnings.count() == 0);
}

TEST_CASE("B and X answer a click that hits nothing, and go on asking")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto& history = planner.window->toasts().history();
    REQUIRE(waitSharp(planner));
    press(planner, Qt::Key_X);
    planner.clickMap(awayFromRoads(planner));
    REQUIRE_FALSE(history.isEmpty());
    CHECK(history.front().contains(QStringLiteral("No road there.")));
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Pick);
    CHECK(planner.scenarios() == 0);
    const auto on = onPrimaryRoad(*planner.window->document()->mission());
    goTo(planner, on);
    planner.clickMap(on); // without pressing X again
    CHECK(planner.scenarios() == 1);
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Select);
    planner.waitComputed();

    const auto size = session::groundSizeOf(*planner.window->document()->mission());
    REQUIRE(size);
    const auto outside = core::GeoPoint::of(on.lon() + size->width_metres / 100'000.0, on.lat());
    goTo(planner, outside);
    press(planner, Qt::Key_B);
    planner.clickMap(outside);
    CHECK(history.front().contains(QStringLiteral("No base there")));
    CHECK(planner.find<QPushButton>("reachChanges")->text() == QStringLiteral("1 road closed"));
    press(planner, Qt::Key_Escape);
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Select);
    CHECK(warnings.count() == 0);
}

TEST_CASE("in a small window and with large text the bar of reach flows into rows, and no text of it is cut")
{
    const test::QtWarnings warnings;
    Planner planner;
    press(planner, Qt::Key_B);
    planner.clickMap(worst(planner));
    planner.waitComputed();
    for (const auto& [size, scale] : {std::pair{QSize{800, 600}, 1.0}, {QSize{1440, 900}, 2.0}, {QSize{1920, 1080}, 1.0}}) {
        planner.style.setTextScale(scale);
        planner.window->resize(size);
        REQUIRE(waitSharp(planner));
        INFO(size.width() << " x " << size.height() << " at " << scale);
        CHECK(planner.window->size() == size);
        const auto* bar = planner.find<app::ReachBar>("reachBar");
        for (const auto* widget : bar->findChildren<QWidget*>()) {
            const bool told = qobject_cast<const QPushButton*>(widget) != nullptr || qobject_cast<const QLabel*>(widget) != nullptr || qobject_cast<const QComboBox*>(widget) != nullptr;
            if (!told || !widget->isVisible())
                continue;
            INFO(widget->objectName().toStdString() << " " << widget->width() << " of " << widget->sizeHint().width());
            CHECK(bar->rect().contains(QRect{widget->mapTo(bar, QPoint{}), widget->size()}));
            if (qobject_cast<const QPushButton*>(widget) != nullptr)
                CHECK(widget->width() >= widget->sizeHint().width());
        }
        CHECK(planner.map->height() >= 100);
        for (const char* tab : {"reachTabBeyond", "reachTabOverdue", "reachTabConnection", "reachTabDensity", "reachTabLines", "reachTabChanges", "reachTabCompare"})
            CHECK(planner.find<QPushButton>(tab)->width() >= planner.find<QPushButton>(tab)->sizeHint().width());
    }
    CHECK(warnings.count() == 0);
}

TEST_CASE("no text of a patrol record is cut while another column has room to spare")
{
    Planner planner;
    planner.window->resize(1920, 1080);
    planner.window->findChild<QDockWidget*>(QStringLiteral("patrolRecordsDock"))->raise();
    auto& table = *planner.find<QTableView>("patrolTable");
    REQUIRE(QTest::qWaitFor([&] { return table.isVisible() && table.model()->rowCount() > 0; }, kWait));
    QTest::qWait(500); // columns are shared after the layout, which comes after the first answer
    constexpr int kAround = 22; // 8 of the style sheet and 3 of the cell on each side: with less a text ends in dots
    const auto wanted = [&](int column) {
        int width = 0;
        for (int row = 0; row < std::min(table.model()->rowCount(), 5); ++row)
            width = std::max(width, table.fontMetrics().horizontalAdvance(table.model()->index(row, column).data().toString()) + kAround);
        return width;
    };
    int cut = 0, spare = 0;
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        cut += table.columnWidth(column) < wanted(column) ? 1 : 0;
        spare += std::max(0, table.columnWidth(column) - std::max(wanted(column), table.horizontalHeader()->defaultSectionSize()));
    }
    CHECK((cut == 0 || spare < 40));
}
