// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"
#include "qt_warnings.h"

#include "frame/linked_text.h"
#include "patrols/density_list.h"
#include "patrols/scenario_compare.h"

#include <tutela/analysis/force_density.h>
#include <tutela/core/geo.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_compare.h>

#include <nlohmann/json.hpp>

#include <QListWidget>
#include <QMouseEvent>

#include <algorithm>
#include <map>

using namespace tutela;
using test::kWait;
using test::Planner;

TEST_CASE("force density is a list of its own, and follows a strength and a boundary that change")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.click("reachTabDensity");
    auto* list = planner.find<app::DensityList>("densityList");
    const auto wait = [&] { REQUIRE(QTest::qWaitFor([&] { return list->isCurrent(); }, kWait)); };
    wait();
    CHECK_FALSE(planner.table().isVisible());
    auto& table = *planner.find<QTableWidget>("densityTable");
    auto* document = planner.window->document();
    const auto cell = [&](int row, int column) { return table.item(row, column)->text(); };
    const auto rowOf = [&](const QString& area) {
        for (int row = 0; row < table.rowCount(); ++row)
            if (cell(row, 0) == area)
                return row;
        return -1;
    };
    // The demo: nine sectors and the whole; 4 710 troops are deployed.
    CHECK(table.rowCount() == 10);
    CHECK(cell(0, 0) == QStringLiteral("Whole mission"));
    CHECK(cell(0, 1) == session::countText(4'710));
    CHECK_FALSE(cell(0, 6).contains(QLatin1Char('.'))); // usable troops are whole people
    CHECK((table.horizontalHeaderItem(1)->textAlignment() & Qt::AlignRight) != 0); // over its numbers
    CHECK((table.horizontalHeaderItem(0)->textAlignment() & Qt::AlignRight) == 0);
    const auto* note = planner.find<QLabel>("densityNote");
    CHECK(note->text().contains(QStringLiteral("population of the mission settings for the whole mission, recorded places for an area")));
    CHECK(note->toolTip().contains(QStringLiteral("these troops \u00D7 the mean availability")));

    const auto& units = document->mission()->all<core::Unit>();
    const auto bravo = std::find_if(units.begin(), units.end(), [](const core::Unit& unit) { return unit.name == "Bravo Company"; });
    REQUIRE(bravo != units.end());
    const auto density = analysis::forceDensityOf(*document->mission(), *document->mission()->details.as_of);
    const auto home = std::find_if(density.areas.begin(), density.areas.end(), [&](const analysis::AreaDensity& area) {
        return core::covers(document->mission()->find<core::Area>(*area.area)->geometry, *document->mission()->find<core::Base>(*bravo->base_id)->point());
    });
    REQUIRE(home != density.areas.end());
    const QString name = session::nameOf(*document->mission(), {core::Kind::AREA, home->area->value});
    REQUIRE(rowOf(name) > 0);
    CHECK(cell(rowOf(name), 1) == session::countText(home->troops));
    document->edit({{{"kind", "unit"}, {"id", bravo->id}, {"set", {{"strength", *bravo->strength + 100}}}}}, QStringLiteral("Strength"));
    wait();
    CHECK(cell(rowOf(name), 1) == session::countText(*home->troops + 100));

    // A boundary drawn around nothing has no troops and no people: "none" and "not known", never a number.
    const nlohmann::json far{{"type", "Polygon"}, {"coordinates", {{{2.0, -1.0}, {2.1, -1.0}, {2.1, -0.9}, {2.0, -0.9}, {2.0, -1.0}}}}};
    document->edit({{{"kind", "area"}, {"id", home->area->value}, {"set", {{"geometry", far}}}}}, QStringLiteral("Boundary"));
    wait();
    CHECK(cell(rowOf(name), 1) == QStringLiteral("0"));
    CHECK(cell(rowOf(name), 2) == QStringLiteral("not known"));
    CHECK(cell(rowOf(name), 4) == QStringLiteral("none"));

    planner.click("reachTabBeyond");
    CHECK(planner.table().isVisible());
    CHECK_FALSE(table.isVisible());
    CHECK(warnings.count() == 0);
}

TEST_CASE("attacks met, night and rain, and what depends on the speeds follow the first answer")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto waitExtras = [&] { REQUIRE(QTest::qWaitFor([&] { return planner.workspace->extras() != nullptr; }, kWait)); };
    waitExtras();
    const auto extras = planner.workspace->extras();
    const auto board = planner.workspace->board();
    CHECK(planner.find<QLabel>("reachConditions")->text() == app::ui::wholeQuantities(session::conditionText(*board, *extras, 120.0).sentence));
    auto& table = planner.table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 1)).center());
    QStringList facts;
    for (const auto* label : planner.find<QWidget>("placeReach")->findChildren<QLabel*>())
        facts << label->text();
    CHECK(facts.contains(QStringLiteral("By night, dry / wet season")));
    const auto met = std::find_if(facts.begin(), facts.end(), [](const QString& fact) { return fact.startsWith(QStringLiteral("Would have met ")); });
    REQUIRE(met != facts.end());
    CHECK(met->endsWith(QStringLiteral(" of %1 recorded attacks").arg(session::countText(static_cast<std::int64_t>(extras->durations.size())))));

    // The list names what is sensitive, for the limit that is shown, and the sentence adds it up.
    for (const char* hours : {"reachHours1", "reachHours2", "reachHours4"}) {
        planner.click(hours);
        qint64 people = 0;
        for (int row = 0; row < table.rowCount(); ++row)
            if (table.item(row, 4)->text().endsWith(QStringLiteral("sensitive to speed")))
                people += table.item(row, 3)->text().remove(QChar{0x202F}).toLongLong();
        if (people > 0)
            CHECK(planner.sentence().endsWith(QStringLiteral("of which %1 people depend on the speeds assumed.").arg(session::countText(people))));
        else
            CHECK_FALSE(planner.sentence().contains(QStringLiteral("depend on the speeds")));
    }
    // Another board has extras of its own; the old ones are not shown with it.
    planner.choose("reachSeason", 2);
    planner.waitComputed();
    waitExtras();
    CHECK(planner.workspace->extras() != extras);
    CHECK(warnings.count() == 0);
}

TEST_CASE("a speed is typed over, marked, told with its consequence, and set back, reach follows")
{
    const test::QtWarnings warnings;
    Planner planner;
    const auto board = planner.workspace->board();
    auto* document = planner.window->document();
    planner.window->show(QStringLiteral("Data"));
    auto* sections = planner.find<QListWidget>("dataSections");
    sections->setCurrentItem(sections->findItems(QStringLiteral("Model parameters"), Qt::MatchExactly).front());
    planner.click("parametersSpeeds");
    auto& table = *planner.find<QTableWidget>("speeds");
    REQUIRE(table.isVisible());
    const auto text = [&](int row, int column) { return table.item(row, column)->text(); };
    const auto type = [&](int row, int column, const char* typed) {
        table.setCurrentCell(row, column);
        table.setFocus();
        QTest::keyClick(&table, Qt::Key_F2);
        auto* editor = table.findChild<QLineEdit*>();
        REQUIRE(editor != nullptr);
        editor->selectAll();
        QTest::keyClicks(editor, QLatin1String{typed});
        QTest::keyClick(editor, Qt::Key_Return);
        REQUIRE(QTest::qWaitFor([&] { return table.findChild<QLineEdit*>() == nullptr; }, kWait)); // the editor goes
        QTest::qWait(1); // and the table is filled again
    };
    const auto message = [&] { return planner.find<QLabel>("speedsMessage")->text(); };
    // Light vehicles on primary roads, 60 and 45: in the demo they go wherever trucks go, and faster.
    const int light = 12; // after the twelve rows of trucks
    CHECK(text(light, 0) == QStringLiteral("Light 4x4"));
    CHECK(text(light, 2) == QStringLiteral("60"));
    CHECK(text(light, 5) == QStringLiteral("default"));
    type(light, 2, "30");
    CHECK(text(light, 2) == QStringLiteral("30"));
    CHECK(text(light, 4) == QStringLiteral("60 / 45"));
    CHECK(text(light, 5) == QStringLiteral("changed"));
    CHECK(table.item(light, 2)->font().bold());
    CHECK(document->undoStack().count() == 1);
    type(light, 3, "-3");
    CHECK(text(light, 3) == QStringLiteral("45"));
    CHECK(message().toStdString().find("The speed stays as it was") != std::string::npos);
    CHECK(document->undoStack().count() == 1);
    type(light, 3, "0");
    CHECK(message().toStdString().find("nobody passes in the wet season") != std::string::npos);
    CHECK(document->undoStack().count() == 2);
    table.setCurrentCell(light, 2);
    planner.click("speedsReset");
    CHECK(text(light, 5) == QStringLiteral("default"));
    CHECK(document->undoStack().count() == 3);
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(text(light, 2) == QStringLiteral("30"));
    CHECK(text(light, 3) == QStringLiteral("0"));

    planner.window->show(QStringLiteral("Patrols"));
    planner.waitComputed();
    const auto& notes = planner.workspace->board()->reach.notes;
    CHECK(std::any_of(notes.begin(), notes.end(), [](const std::string& note) { return note == "2 speeds differ from the defaults."; }));
    double before = 0.0, after = 0.0;
    for (std::size_t i = 0; i < board->reach.places.size(); ++i) {
        before += board->reach.places[i].isReached() ? board->reach.places[i].t_resp : 0.0;
        after += planner.workspace->board()->reach.places[i].isReached() ? planner.workspace->board()->reach.places[i].t_resp : 0.0;
    }
    CHECK(after > before);
    CHECK(warnings.count() == 0);
}

TEST_CASE("a scenario beside today: a line that mouse and arrow keys move, gained ground in colour and pattern, and places with both times")
{
    const test::QtWarnings warnings;
    Planner planner;
    CHECK_FALSE(planner.find<QPushButton>("reachSwipe")->isVisible());
    planner.map->setFocus();
    QTest::keyClick(planner.map, Qt::Key_S); // nothing to compare yet
    CHECK_FALSE(planner.map->isSwiping());
    const auto& worst = *planner.workspace->board()->mission->find<core::Place>(session::placesBeyond(*planner.workspace->board(), 120.0, {}).front().place);
    QTest::keyClick(planner.map, Qt::Key_B);
    planner.clickMap(*worst.point());
    planner.waitComputed();
    REQUIRE(planner.scenarios() == 1);

    // The ground that the base gains lies around the place.
    const auto& board = *planner.workspace->board();
    const auto changed = session::changedCells(board, 120.0);
    REQUIRE(changed.gained.size() == board.reach.minutes.size());
    const auto at = board.terrain.terrain->toGrid({*worst.lon, *worst.lat});
    CHECK(changed.gained.at(static_cast<std::size_t>(std::lround(at.y)), static_cast<std::size_t>(std::lround(at.x))) == 1);
    CHECK(std::none_of(changed.lost.cells().begin(), changed.lost.cells().end(), [](std::uint8_t cell) { return cell != 0; }));
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(map::LegendSymbol::Gain); }, kWait));
    CHECK_FALSE(planner.map->legend().has(map::LegendSymbol::Loss));

    planner.map->setFocus();
    QTest::keyClick(planner.map, Qt::Key_S);
    REQUIRE(planner.map->isSwiping());
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp(); }, kWait));
    const auto picture = [&] { return planner.map->grab().toImage().convertToFormat(QImage::Format_RGB32); };
    const QImage half = picture();
    const double before = planner.map->swipeShare();
    QTest::keyClick(planner.map, Qt::Key_Right);
    QTest::keyClick(planner.map, Qt::Key_Right);
    CHECK(planner.map->swipeShare() == Approx(before + 0.04));
    QTest::keyClick(planner.map, Qt::Key_Left);
    CHECK(planner.map->swipeShare() == Approx(before + 0.02));
    const auto view = planner.map->view().frame().center();
    const QPoint from{static_cast<int>(std::lround(planner.map->swipeShare() * planner.map->width())), planner.map->height() / 3}, to{planner.map->width() * 9 / 10, planner.map->height() / 3};
    QTest::mousePress(planner.map, Qt::LeftButton, {}, from);
    QTest::mouseMove(planner.map, to);
    QMouseEvent move{QEvent::MouseMove, QPointF{to}, planner.map->mapToGlobal(QPointF{to}), Qt::NoButton, Qt::LeftButton, Qt::NoModifier};
    QCoreApplication::sendEvent(planner.map, &move);
    QTest::mouseRelease(planner.map, Qt::LeftButton, {}, to);
    CHECK(planner.map->swipeShare() == Approx(0.9).margin(0.01));
    CHECK(planner.map->view().frame().center() == view); // the map itself stays
    CHECK(picture() != half);
    CHECK(planner.map->accessibleDescription().contains(QStringLiteral("Today to its left")));
    QTest::keyClick(planner.map, Qt::Key_Escape);
    CHECK_FALSE(planner.map->isSwiping());

    // Place by place: the worst place is reached sooner, and nobody later.
    planner.click("reachTabCompare");
    auto* compare = planner.find<app::ScenarioCompare>("scenarioCompare");
    REQUIRE(QTest::qWaitFor([&] { return compare->isCurrent(); }, kWait));
    auto& table = *planner.find<QTableWidget>("compareTable");
    CHECK(planner.find<QComboBox>("compareA")->currentText() == QStringLiteral("Today"));
    CHECK(planner.find<QComboBox>("compareB")->currentText() == QStringLiteral("Scenario 1"));
    CHECK(table.rowCount() == static_cast<int>(board.reach.places.size()));
    CHECK(planner.find<QLabel>("compareSentence")->text().startsWith(QStringLiteral("B against A: +")));
    const auto found = table.findItems(session::nameOf(*board.mission, {core::Kind::PLACE, worst.id}), Qt::MatchExactly);
    REQUIRE_FALSE(found.empty());
    CHECK((table.item(found.front()->row(), 4)->text().startsWith(QChar{0x2212}) || table.item(found.front()->row(), 4)->text().startsWith(QStringLiteral("reached in"))));
    for (int row = 0; row < table.rowCount(); ++row)
        CHECK_FALSE(table.item(row, 4)->text().startsWith(QLatin1Char('+')));
    CHECK(table.horizontalHeaderItem(2)->text() == QStringLiteral("Today"));
    CHECK(table.horizontalHeaderItem(3)->text() == QStringLiteral("Scenario 1"));
    bool unchanged = false; // the places that change stand first
    for (int row = 0; row < table.rowCount(); ++row) {
        const bool none = table.item(row, 4)->text() == QStringLiteral("none");
        CHECK((none || !unchanged));
        unchanged = unchanged || none;
    }
    CHECK(unchanged);
    planner.choose("compareB", 0); // today beside itself
    REQUIRE(QTest::qWaitFor([&] { return compare->isCurrent(); }, kWait));
    CHECK(table.item(0, 4)->text() == QStringLiteral("none"));
    CHECK(warnings.count() == 0);
}

TEST_CASE("what a closing base does to the assessments stands in a list, line by line")
{
    const test::QtWarnings warnings;
    Planner planner;
    planner.click("reachTabLines");
    const auto* note = planner.find<QLabel>("linesNote");
    CHECK(note->text().startsWith(QStringLiteral("Choose a scenario")));
    // The base from which most assessed places are reached in time.
    const auto today = planner.workspace->board()->reach;
    std::map<core::BaseId, int> served;
    for (const auto& place : today.places)
        if (place.in_time && place.base && place.priority)
            ++served[*place.base];
    REQUIRE_FALSE(served.empty());
    const auto base = std::max_element(served.begin(), served.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
    const nlohmann::json changes{{"close_bases", {base.value}}};
    planner.window->document()->edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", "Base closed"}, {"changes", changes.dump()}}}}}, QStringLiteral("Scenario"));
    planner.waitComputed();
    planner.choose("reachScenario", 1);
    REQUIRE(QTest::qWaitFor([&] { return planner.workspace->isCurrent() && planner.workspace->extras() != nullptr && !planner.workspace->extras()->lines.empty(); }, kWait));
    const auto& lines = planner.workspace->extras()->lines;
    const auto& table = *planner.find<QTableWidget>("linesTable");
    REQUIRE(static_cast<std::size_t>(table.rowCount()) == lines.size());
    CHECK(table.isVisible());
    CHECK(table.item(0, 0)->text() == session::shown(lines[0].title));
    CHECK(table.item(0, 2)->text().contains(QStringLiteral(", then ")));
    CHECK(note->text().contains(QStringLiteral("of %1 lines change their class").arg(lines.size())));
    CHECK(warnings.count() == 0);
}
