// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"
#include "qt_warnings.h"

#include "patrols/density_list.h"

#include <tutela/analysis/force_density.h>
#include <tutela/core/geo.h>
#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

#include <QListWidget>

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
    CHECK(planner.find<QLabel>("reachConditions")->text() == session::conditionText(*board, *extras, 120.0).sentence);
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

TEST_CASE("a speed is typed over, marked, told with its consequence, and set back; reach follows")
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
        QCoreApplication::processEvents();
    };
    // The first row: trucks on primary roads, 45 and 35.
    CHECK(text(0, 2) == QStringLiteral("45"));
    CHECK(text(0, 5) == QStringLiteral("default"));
    type(0, 2, "30");
    CHECK(text(0, 2) == QStringLiteral("30"));
    CHECK(text(0, 4) == QStringLiteral("45 / 35"));
    CHECK(text(0, 5) == QStringLiteral("changed"));
    CHECK(table.item(0, 2)->font().bold());
    CHECK(document->undoStack().count() == 1);
    type(0, 3, "-3");
    CHECK(text(0, 3) == QStringLiteral("35"));
    CHECK(planner.find<QLabel>("speedsMessage")->text().contains(QStringLiteral("The speed stays as it was")));
    CHECK(document->undoStack().count() == 1);
    type(0, 3, "0");
    CHECK(planner.find<QLabel>("speedsMessage")->text().contains(QStringLiteral("nobody passes in the wet season")));
    CHECK(document->undoStack().count() == 2);
    table.setCurrentCell(0, 2);
    planner.click("speedsReset");
    CHECK(text(0, 5) == QStringLiteral("default"));
    CHECK(document->undoStack().count() == 3);
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(text(0, 2) == QStringLiteral("30"));
    CHECK(text(0, 3) == QStringLiteral("0"));

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
