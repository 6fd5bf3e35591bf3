// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_warnings.h"
#include "window_fixture.h"

#include "canvas/map_canvas.h"
#include "patrols/patrol_panel.h"
#include "patrols/patrol_records.h"
#include "patrols/patrols_workspace.h"

#include <tutela/session/display.h>
#include <tutela/session/patrol_edit.h>
#include <tutela/session/patrol_list.h>

#include <QComboBox>
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTableWidget>

using namespace tutela;
using test::Window;

namespace {

constexpr int kRecordsWait = 120'000; ///< a computation on a busy machine

struct Records : Window {
    Records()
    {
        openDemo();
        window->show(QStringLiteral("Patrols"));
        workspace = window->findChild<app::PatrolsWorkspace*>();
        REQUIRE(workspace != nullptr);
        records = window->findChild<app::PatrolRecords*>();
        REQUIRE(records != nullptr);
        for (auto* dock : workspace->findChildren<QDockWidget*>())
            if (dock->objectName() == QStringLiteral("patrolRecordsDock"))
                dock->raise();
        QTest::qWait(1);
    }
    [[nodiscard]] const core::Mission& mission() const { return *window->document()->mission(); }
    [[nodiscard]] QTableView& table() const { return *window->findChild<QTableView*>(QStringLiteral("patrolTable")); }
    [[nodiscard]] QTableWidget& stops() const { return *window->findChild<QTableWidget*>(QStringLiteral("rows_stops")); }
    [[nodiscard]] core::PatrolId selected() const { return {table().currentIndex().data(session::PatrolModel::IdRole).toLongLong()}; }
    [[nodiscard]] const core::Patrol& patrol(core::PatrolId id) const { return *mission().find<core::Patrol>(id); }
    void clickRow(int row) const
    {
        const QModelIndex index = table().model()->index(row, 0);
        table().scrollTo(index);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, table().visualRect(index).center());
    }
    /// Chooses in a cell of the stops as a person does: opens it, picks, leaves.
    void pick(int row, int column, const QString& text) const
    {
        stops().setCurrentCell(row, column);
        stops().editItem(stops().item(row, column));
        auto* combo = stops().findChild<QComboBox*>(QStringLiteral("rowEditor"));
        REQUIRE(combo != nullptr);
        const int at = combo->findText(text);
        REQUIRE(at > 0);
        combo->setCurrentIndex(at);
        QTest::keyClick(combo, Qt::Key_Return);
        QTest::qWait(1);
    }
    void typeCell(int row, int column, const QString& text) const
    {
        stops().setCurrentCell(row, column);
        stops().editItem(stops().item(row, column));
        auto* line = stops().findChild<QLineEdit*>(QStringLiteral("rowEditor"));
        REQUIRE(line != nullptr);
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        QTest::qWait(1);
    }
    void undo() const { QTest::keyClick(window, Qt::Key_Z, Qt::ControlModifier); }

    app::PatrolsWorkspace* workspace = nullptr;
    app::PatrolRecords* records = nullptr;
};

} // namespace

TEST_CASE("patrol records list the patrols of the period, the one that is chosen is shown on the map and in its form")
{
    const test::QtWarnings warnings;
    Records m;
    REQUIRE(m.table().model()->rowCount() > 10);
    CHECK(m.find<QLabel>("patrolCount")->text().startsWith(session::countText(m.table().model()->rowCount())));
    m.table().sortByColumn(session::PatrolModel::ActualStart, Qt::DescendingOrder);
    m.clickRow(0);
    const core::Patrol& chosen = m.patrol(m.selected());
    CHECK(m.find<QLabel>("formTitle")->text().contains(QString::fromStdString(chosen.reference)));
    CHECK(m.stops().rowCount() == static_cast<int>(chosen.stops.size()));
    auto* map = m.find<app::MapCanvas>("reachMap");
    REQUIRE(map->traces().size() == (chosen.geometry.empty() ? 0U : 1U) + (chosen.route_planned.empty() ? 0U : 1U));
    for (const auto& trace : map->traces())
        CHECK(trace.planned == (trace.line == chosen.route_planned));
    CHECK(warnings.count() == 0);
}

TEST_CASE("a new patrol is planned, tasked, cancelled with its reason, duplicated and undone by clicks and keys")
{
    const test::QtWarnings warnings;
    Records m;
    const std::size_t before = m.mission().all<core::Patrol>().size();
    m.table().setFocus();
    QTest::keyClick(m.window, Qt::Key_N, Qt::ControlModifier);
    REQUIRE(m.mission().all<core::Patrol>().size() == before + 1);
    const core::PatrolId id = m.selected();
    CHECK(m.patrol(id).status == core::PatrolStatus::PROPOSED);

    const QString place = session::nameOf(m.mission(), {core::Kind::PLACE, m.mission().all<core::Place>().front().id});
    m.click("rowsAdd_stops");
    REQUIRE(m.patrol(id).stops.size() == 1);
    m.pick(0, 0, place);
    CHECK(m.patrol(id).stops[0].place_id == core::PlaceId{m.mission().all<core::Place>().front().id});
    m.typeCell(0, 4, QStringLiteral("45"));
    CHECK(m.patrol(id).stops[0].planned_dwell_minutes == 45);
    m.typeCell(0, 4, QStringLiteral("an hour")); // refused: it stays as typed, with its sentence
    CHECK(m.stops().item(0, 4)->text() == QStringLiteral("an hour"));
    CHECK(m.window->findChild<QLabel*>(QStringLiteral("rowsProblem_stops"))->isVisibleTo(m.window));
    CHECK(m.patrol(id).stops[0].planned_dwell_minutes == 45);
    m.typeCell(0, 4, QStringLiteral("60"));
    CHECK(m.patrol(id).stops[0].planned_dwell_minutes == 60);
    m.click("rowsAdd_stops");
    m.click("rowsUp_stops");
    REQUIRE(m.patrol(id).stops.size() == 2);
    CHECK_FALSE(m.patrol(id).stops[0].place_id);
    m.click("rowsRemove_stops");
    REQUIRE(m.patrol(id).stops.size() == 1);
    CHECK(m.patrol(id).stops[0].place_id);

    m.click("patrolTo_APPROVED");
    m.click("patrolTo_TASKED"); // no unit, no times: in place, and nothing changes
    CHECK(m.find<QLabel>("patrolProblem")->text().contains(QStringLiteral("needs its unit")));
    CHECK(m.patrol(id).status == core::PatrolStatus::APPROVED);
    m.click("patrolTo_CANCELLED");
    m.click("patrolReasonConfirm");
    CHECK(m.patrol(id).status == core::PatrolStatus::APPROVED); // not without the reason
    auto* reason = m.find<QComboBox>("patrolReason");
    reason->setCurrentIndex(reason->findData(QStringLiteral("CLEARANCE_DENIED")));
    m.click("patrolReasonConfirm");
    CHECK(m.patrol(id).status == core::PatrolStatus::CANCELLED);
    CHECK(m.patrol(id).cancel_reason == core::CancelReason::CLEARANCE_DENIED);

    const std::size_t incidents = m.mission().incidents->size();
    m.click("patrolObstruction");
    CHECK(m.mission().incidents->size() == incidents + 1);
    CHECK(m.patrol(id).incident_ids.size() == 1);
    CHECK_FALSE(m.find("patrolObstruction")->isVisibleTo(m.window));
    m.undo();
    m.undo();
    CHECK(m.mission().incidents->size() == incidents);
    CHECK(m.patrol(id).status == core::PatrolStatus::APPROVED);

    m.click("patrolDuplicate");
    CHECK(m.mission().all<core::Patrol>().size() == before + 2);
    CHECK(m.patrol(m.selected()).stops.size() == 1);
    CHECK(m.selected() != id);
    CHECK(warnings.count() == 0);
}

TEST_CASE("a stop is placed by a click on the map")
{
    Records m;
    QTest::keyClick(m.window, Qt::Key_N, Qt::ControlModifier);
    const core::PatrolId id = m.selected();
    auto* map = m.find<app::MapCanvas>("reachMap");
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, kRecordsWait));
    m.click("rowsPick_stops");
    const auto middle = map->rect().center();
    const auto at = map->view().toLonLat(middle);
    REQUIRE(at);
    QTest::mouseClick(map, Qt::LeftButton, {}, middle);
    REQUIRE(m.patrol(id).stops.size() == 1);
    CHECK(m.patrol(id).stops[0].lon == Approx(at->lon()).margin(1e-5));
    CHECK(m.patrol(id).stops[0].lat == Approx(at->lat()).margin(1e-5));
}

TEST_CASE("tracks are imported for the patrol that is chosen, one step, and taken from it again")
{
    Records m;
    QTest::keyClick(m.window, Qt::Key_N, Qt::ControlModifier);
    const core::PatrolId id = m.selected();
    test::writeFile(m.folder / "walk.csv", "track,time,lon,lat\nwalk,2020-10-10T08:00:00Z,4.1,1.9\nwalk,2020-10-10T08:20:00Z,4.2,1.9\n");
    m.prompts.opens << QString::fromStdString((m.folder / "walk.csv").string());
    m.click("patrolTracks");
    REQUIRE(QTest::qWaitFor([&] { return session::tracksOf(m.mission(), id).size() == 1; }, kRecordsWait));
    CHECK(m.patrol(id).track_source == core::TrackSource::GPS);
    CHECK(m.find<app::MapCanvas>("reachMap")->traces().size() == 1);
    CHECK(m.find<QLabel>("patrolTrack")->text().contains(QStringLiteral("11.1 km"))); // 0.1 degrees at 1.9 N
    m.click("trackTake");
    CHECK(session::tracksOf(m.mission(), id).empty());
    m.undo();
    m.undo();
    CHECK(std::none_of(m.mission().all<core::Patrol>().begin(), m.mission().all<core::Patrol>().end(), [](const core::Patrol& each) { return each.dataset == "walk"; }));
    CHECK_FALSE(m.patrol(id).track_source);
}

TEST_CASE("a track that no patrol fits is told, listed, and given one in its panel")
{
    Records m;
    test::writeFile(m.folder / "stray.csv", "track,time,lon,lat\nstray,2020-01-10T08:00:00Z,4.1,1.9\nstray,2020-01-10T08:20:00Z,4.2,1.9\n");
    m.prompts.opens << QString::fromStdString((m.folder / "stray.csv").string());
    m.click("patrolImport");
    const auto stray = [&]() -> const core::Patrol* {
        const auto& all = m.mission().all<core::Patrol>();
        const auto at = std::find_if(all.begin(), all.end(), [](const core::Patrol& each) { return each.dataset == "stray"; });
        return at != all.end() ? &*at : nullptr;
    };
    REQUIRE(QTest::qWaitFor([&] { return stray() != nullptr; }, kRecordsWait));
    CHECK_FALSE(stray()->patrol_id);
    const core::PatrolId id{stray()->id};
    m.window->openRecord({core::Kind::PATROL, id.value});
    CHECK(m.find<QLabel>("trackText")->text().contains(QStringLiteral("Nobody said yet which patrol drove it")));
    CHECK(m.find("trackPatrol")->isVisibleTo(m.window));

    // Given to a patrol of another year, it says so.
    const auto& all = m.mission().all<core::Patrol>();
    const auto other = std::find_if(all.begin(), all.end(), [](const core::Patrol& each) { return !core::isTrack(each) && each.actual_start && each.status != core::PatrolStatus::CANCELLED; });
    REQUIRE(other != all.end());
    CHECK(session::setPatrolOfTrack(*m.window->document(), id, core::PatrolId{other->id}).isEmpty());
    CHECK(m.find<QLabel>("trackText")->text().contains(QStringLiteral("Check it: patrol ")));
    CHECK(m.find<QLabel>("trackText")->text().contains(QStringLiteral("the track begins on 10 Jan 2020")));
}

TEST_CASE("an empty table of patrols says what to do")
{
    Records m;
    CHECK(m.find("patrolAdd") != nullptr);
    m.window->context().setPeriod(core::Period{core::instantOf("1999-01-01T00:00:00Z"), core::instantOf("1999-02-01T00:00:00Z")});
    CHECK(m.table().model()->rowCount() == 0);
    CHECK(m.find("emptyPatrolAdd")->isVisibleTo(m.window));
    m.click("emptyPatrolAdd");
    CHECK(m.table().model()->rowCount() == 1);
}

TEST_CASE("the reference of a patrol is not cut in a narrow window: its end tells it from the others")
{
    const test::QtWarnings warnings;
    Records person;
    person.window->resize(800, 600);
    const auto& table = person.table();
    const auto& model = *table.model();
    REQUIRE(model.rowCount() > 1);
    constexpr int kReference = session::PatrolModel::Reference;
    CHECK(QTest::qWaitFor([&] { return table.columnWidth(kReference) >= table.fontMetrics().horizontalAdvance(model.index(0, kReference).data().toString()) + 16; })); // and its padding
    for (int column = 0; column < model.columnCount(); ++column) // heads stand over their cells
        CHECK(model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole) == model.index(0, column).data(Qt::TextAlignmentRole));
    CHECK(warnings.count() == 0);
}

TEST_CASE("long texts of a patrol have fields of several lines that grow with them")
{
    const test::QtWarnings warnings;
    Records person;
    person.clickRow(0);
    auto* text = person.find<QPlainTextEdit>("field_obstruction");
    REQUIRE(text != nullptr);
    const int least = text->minimumHeight();
    text->setPlainText(QStringLiteral("A barrier\nof the militia\nbefore Luzi,\nopened\nafter two hours."));
    CHECK(text->minimumHeight() > least);
    CHECK(warnings.count() == 0);
}
