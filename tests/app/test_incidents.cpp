// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_mission.h"
#include "qt_warnings.h"
#include "support/support.h"

#include "frame/main_window.h"
#include "incidents/import_window.h"
#include "incidents/incident_table.h"
#include "incidents/incidents_workspace.h"
#include "incidents/timeline.h"

#include <tutela/demo/demo.h>
#include <tutela/map/theme.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>

using namespace tutela;
using app::IncidentsWorkspace;
using session::IncidentModel;

namespace {

struct Answers final : app::Prompts {
    QString open, save, text;
    int choice = -1;
    QString openFile(QWidget*, const QString&, const QString&) override { return open; }
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override { return save; }
    int ask(QWidget*, const QString&, const QString&, const QStringList&) override { return choice; }
    QString askText(QWidget*, const QString&, const QString&, const QString&) override { return text; }
};

/// The demo mission in a window, at its incidents.
struct IncidentsWindow {
    IncidentsWindow()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
        map::loadFonts();
        style.apply();
        std::filesystem::copy_file(test::demoFile(), folder / "demo.gpkg");
        main = new app::MainWindow{style, answers};
        main->resize(1366, 768);
        main->show();
        REQUIRE(test::openMission(*main, folder / "demo.gpkg"));
        main->show(QStringLiteral("Incidents"));
        static_cast<void>(QTest::qWaitForWindowExposed(main));
    }
    ~IncidentsWindow() { delete main; }

    template <class T>
    T* find(const QString& name) const
    {
        T* found = main->findChild<T*>(name);
        for (auto* each : main->findChildren<T*>(name))
            if (each->isVisibleTo(main)) // other workspaces have forms with fields of the same names
                found = each;
        INFO(name.toStdString());
        REQUIRE(found != nullptr);
        return found;
    }
    void click(const QString& name) const
    {
        auto* button = find<QAbstractButton>(name);
        REQUIRE(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    IncidentsWorkspace& workspace() const { return *qobject_cast<IncidentsWorkspace*>(main->current()); }
    IncidentModel& model() const { return workspace().model(); }
    app::IncidentTable& table() const { return *find<app::IncidentTable>(QStringLiteral("incidentTable")); }
    session::Document& document() const { return *main->document(); }
    std::string hash() const { return store::MissionFile::open(folder / "demo.gpkg", store::Access::ReadOnly).contentHash(); }
    std::size_t incidents() const { return document().mission()->incidents->size(); }
    template <class F>
    static bool until(F done)
    {
        return QTest::qWaitFor(done, 20'000);
    }
    std::string file(const char* name, const std::string& bytes) const
    {
        test::writeFile(folder / name, bytes);
        return (folder / name).string();
    }
    app::ImportWindow* import(const std::string& path) const
    {
        main->takeFile(QString::fromStdString(path));
        auto* window = find<app::ImportWindow>(QStringLiteral("importWindow"));
        REQUIRE(until([&] { return !window->draft().preview().columns.empty() || !find<QLabel>(QStringLiteral("importFileProblem"))->text().isEmpty(); }));
        QTest::qWait(20);
        return window;
    }

    test::TempFolder folder;
    app::Style style;
    mutable Answers answers;
    app::MainWindow* main = nullptr;
};

void clickCell(QTableView& table, const QModelIndex& index)
{
    table.scrollTo(index);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
}

void typeInto(QTableView& table, const QModelIndex& index, const QString& text)
{
    clickCell(table, index);
    QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
    auto* editor = table.findChild<QLineEdit*>(QStringLiteral("cellEditor"));
    REQUIRE(editor != nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, text);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::qWait(10);
}

/// Windows-1252, semicolons, French headings, decimal commas: October, with days that tell the order.
const std::string kFrench = "Date \xE9vt;Lieu;Latitude;Longitude;Tu\xE9s;Bless\xE9s;R\xE9sum\xE9;ID interne\n"
                            "13/10/2026;March\xE9 de Luzi;1,94;5,10;2;1;Attaque du march\xE9;7\n"
                            "14/10/2026;For\xEAt;1,95;5,11;0;3;Embuscade;8\n"
                            "15/10/2026;Pont;1,96;5,12;mille;0;Rumeur;9\n";

} // namespace

TEST_CASE("chips filter the incidents and each can be taken off again")
{
    const IncidentsWindow w;
    const int before = w.model().rowCount();
    REQUIRE(before > 0);
    w.click(QStringLiteral("categoryATTACK_ON_CIVILIANS"));
    const int after = w.model().rowCount();
    CHECK(after > 0);
    CHECK(after < before);
    for (int row = 0; row < after; ++row)
        REQUIRE(w.model().index(row, IncidentModel::Category).data().toString() == QStringLiteral("Attack on civilians"));
    w.click(QStringLiteral("activeFilter1"));
    CHECK(w.model().rowCount() == before);
    w.find<QSpinBox>(QStringLiteral("killedAtLeast"))->setValue(1);
    CHECK(w.model().rowCount() < before);
    w.click(QStringLiteral("clearFilters"));
    CHECK(w.model().rowCount() == before);
}

TEST_CASE("a figure that moves its incident in the order leaves the table ready for the next figure")
{
    const IncidentsWindow w;
    auto* table = w.find<QTableView>(QStringLiteral("incidentTable"));
    table->sortByColumn(IncidentModel::Killed, Qt::DescendingOrder);
    const test::QtWarnings warnings;
    const int last = w.model().rowCount() - 1;
    typeInto(*table, w.model().index(last, IncidentModel::Killed), QStringLiteral("61"));
    CHECK(w.model().index(last, IncidentModel::Killed).data().toString() != QStringLiteral("61"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    typeInto(*table, w.model().index(last, IncidentModel::Killed), QStringLiteral("62"));
    CHECK(w.model().index(0, IncidentModel::Killed).data().toString() == QStringLiteral("62"));
    CHECK(w.model().index(1, IncidentModel::Killed).data().toString() == QStringLiteral("61"));
    CHECK(warnings.count() == 0);
}

TEST_CASE("a saved view brings its filters back")
{
    const IncidentsWindow w;
    w.click(QStringLiteral("verificationCORROBORATED"));
    const int filtered = w.model().rowCount();
    w.answers.text = QStringLiteral("Corroborated only");
    w.click(QStringLiteral("saveView"));
    w.click(QStringLiteral("clearFilters"));
    REQUIRE(w.model().rowCount() != filtered);
    w.click(QStringLiteral("savedView1"));
    CHECK(w.model().rowCount() == filtered);
}

TEST_CASE("a click on a header sorts")
{
    const IncidentsWindow w;
    auto* header = w.table().horizontalHeader();
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint{header->sectionViewportPosition(IncidentModel::Killed) + 10, 10});
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint{header->sectionViewportPosition(IncidentModel::Killed) + 10, 10});
    const auto& killed = w.document().mission()->incidents->killed_best;
    const auto& rows = w.model().rows();
    const bool down = header->sortIndicatorOrder() == Qt::DescendingOrder;
    REQUIRE(rows.size() > 3);
    for (std::size_t i = 1; i < rows.size(); ++i)
        REQUIRE((down ? killed[rows[i - 1]] >= killed[rows[i]] : killed[rows[i - 1]] <= killed[rows[i]]));
}

TEST_CASE("a cell is edited in place as one step, and a refused value stays with its sentence")
{
    const IncidentsWindow w;
    const std::int64_t id = w.model().idAt(0);
    const std::string before = w.hash();
    typeInto(w.table(), w.model().index(0, IncidentModel::Place), QStringLiteral("Market of Luzi"));
    CHECK(w.model().index(w.model().rowOf(id), IncidentModel::Place).data().toString() == QStringLiteral("Market of Luzi"));
    CHECK(w.document().undoStack().count() == 1);
    w.main->actions().action(QStringLiteral("edit.undo"))->trigger();
    CHECK(w.hash() == before);

    typeInto(w.table(), w.model().index(w.model().rowOf(id), IncidentModel::Killed), QStringLiteral("many"));
    const QModelIndex cell = w.model().index(w.model().rowOf(id), IncidentModel::Killed);
    CHECK(cell.data().toString() == QStringLiteral("many"));
    CHECK_FALSE(cell.data(IncidentModel::ProblemRole).toString().isEmpty());
    CHECK_FALSE(w.find<QLabel>(QStringLiteral("tableProblem"))->text().isEmpty());
    CHECK(w.find<QLabel>(QStringLiteral("tableProblem"))->text().contains(QStringLiteral(". Correct it, or press Esc")));
    CHECK(w.hash() == before);
    QTest::keyClick(&w.table(), Qt::Key_Escape); // as the sentence says
    CHECK(w.model().index(w.model().rowOf(id), IncidentModel::Killed).data().toString() != QStringLiteral("many"));
    CHECK(w.model().index(w.model().rowOf(id), IncidentModel::Killed).data(IncidentModel::ProblemRole).toString().isEmpty());
    CHECK_FALSE(w.find<QLabel>(QStringLiteral("tableProblem"))->isVisible());
    CHECK(w.hash() == before);
}

TEST_CASE("a row that is clicked is selected on the map and in the record, and the other way round")
{
    const IncidentsWindow w;
    clickCell(w.table(), w.model().index(2, IncidentModel::Category));
    const auto selected = w.main->context().selection();
    REQUIRE(selected);
    CHECK(*selected == session::RecordRef{core::Kind::INCIDENT, w.model().idAt(2)});
    CHECK(w.find<QLabel>(QStringLiteral("formTitle"))->isVisible());
    w.main->context().select(session::RecordRef{core::Kind::INCIDENT, w.model().idAt(4)});
    CHECK(w.table().currentIndex().row() == 4);
}

TEST_CASE("a new incident is one step, and deleting it can be taken back from the toast")
{
    const IncidentsWindow w;
    const std::size_t before = w.incidents();
    w.click(QStringLiteral("button_edit.new")); // without a source there is no incident
    CHECK(w.incidents() == before);
    w.answers.text = QStringLiteral("Radio Ubara");
    w.click(QStringLiteral("button_edit.new"));
    CHECK(w.document().undoStack().count() == 1);
    REQUIRE(w.incidents() == before + 1);
    const auto made = w.main->context().selection();
    REQUIRE(made);
    // Nobody gave a date: it is asked for in the record, and the period in view stays as it is.
    CHECK(w.model().rowOf(made->id) < 0);
    CHECK(w.main->context().period());
    auto* time = w.find<QLineEdit>(QStringLiteral("field_time_start"));
    CHECK(time->text().isEmpty());
    CHECK(time->hasFocus());
    CHECK(w.find<QLabel>(QStringLiteral("problem_time_start"))->text().contains(QStringLiteral("no time")));
    QTest::keyClicks(time, QStringLiteral("2026-10-05"));
    QTest::keyClick(time, Qt::Key_Return);
    const int row = w.model().rowOf(made->id);
    REQUIRE(row >= 0);
    clickCell(w.table(), w.model().index(row, IncidentModel::Category));
    QTest::keyClick(&w.table(), Qt::Key_Delete);
    CHECK(w.incidents() == before);
    QPushButton* undo = nullptr;
    for (auto* toast : w.main->findChildren<QFrame*>(QStringLiteral("toast")))
        if (toast->accessibleName().contains(QStringLiteral("deleted")))
            for (auto* button : toast->findChildren<QPushButton*>())
                if (button->text() == QStringLiteral("Undo"))
                    undo = button;
    REQUIRE(undo != nullptr);
    QTest::mouseClick(undo, Qt::LeftButton);
    CHECK(w.incidents() == before + 1);
}

TEST_CASE("the record takes a position in any notation and refuses what cannot be read")
{
    const IncidentsWindow w;
    clickCell(w.table(), w.model().index(0, IncidentModel::Category));
    auto* position = w.find<QLineEdit>(QStringLiteral("field_position"));
    position->selectAll();
    QTest::keyClicks(position, QStringLiteral("1\u00B056'24\"N 5\u00B006'00\"E"));
    QTest::keyClick(position, Qt::Key_Return);
    const auto& columns = *w.document().mission()->incidents;
    const auto at = columns.find(core::IncidentId{w.model().idAt(0)});
    REQUIRE(at);
    CHECK(columns.lat(*at) == Approx(1.94));
    CHECK(columns.lon(*at) == Approx(5.1));
    CHECK(position->text().split(QLatin1Char(' ')).size() == 4); // "31N GB 12425 85724"
    CHECK(position->text().startsWith(QStringLiteral("31N ")));
    const std::string before = w.hash();
    position->selectAll();
    QTest::keyClicks(position, QStringLiteral("over there"));
    QTest::keyClick(position, Qt::Key_Return);
    CHECK(position->text() == QStringLiteral("over there"));
    CHECK_FALSE(w.find<QLabel>(QStringLiteral("problem_position"))->text().isEmpty());
    CHECK(w.hash() == before);
}

TEST_CASE("incidents that would lose their verification stand first in a bulk edit, and their number is told")
{
    const IncidentsWindow w;
    QTest::keyClick(&w.table(), Qt::Key_A, Qt::ControlModifier);
    w.click(QStringLiteral("button_edit.bulk"));
    auto* words = w.find<QComboBox>(QStringLiteral("bulkWord"));
    auto* losses = w.find<QLabel>(QStringLiteral("bulkLosses"));
    auto* table = w.find<QTableWidget>(QStringLiteral("bulkTable"));
    CHECK_FALSE(losses->isVisible());
    words->setCurrentIndex(words->findData(QStringLiteral("CORROBORATED")));
    CHECK(losses->isVisible());
    CHECK(losses->text().contains(QStringLiteral("would lose a higher verification or the mark Duplicate")));
    REQUIRE(table->rowCount() > 1);
    CHECK_FALSE(table->item(0, 0)->icon().isNull());
    CHECK(table->item(table->rowCount() - 1, 0)->icon().isNull());
    CHECK(table->isColumnHidden(3)); // nothing is refused
    CHECK(table->columnViewportPosition(2) + table->columnWidth(2) <= table->viewport()->width());
    CHECK(w.find<QPushButton>(QStringLiteral("bulkApply"))->text().endsWith(QStringLiteral(" incidents")));
    words->setCurrentIndex(words->findData(QStringLiteral("VERIFIED_REASONABLE_GROUNDS"))); // the human rights role only
    CHECK_FALSE(table->isColumnHidden(3));
}

TEST_CASE("one field of many incidents changes as one step after a preview")
{
    const IncidentsWindow w;
    QTest::keyClick(&w.table(), Qt::Key_A, Qt::ControlModifier);
    const auto ids = w.table().selectedIds();
    REQUIRE(ids.size() > 5);
    const std::string before = w.hash();
    w.click(QStringLiteral("button_edit.bulk"));
    auto* fields = w.find<QComboBox>(QStringLiteral("bulkField"));
    fields->setCurrentIndex(fields->findData(QStringLiteral("place_name")));
    QTest::keyClicks(w.find<QLineEdit>(QStringLiteral("bulkText")), QStringLiteral("One place"));
    CHECK(w.find<QTableWidget>(QStringLiteral("bulkTable"))->rowCount() > 0);
    CHECK(w.hash() == before);
    w.click(QStringLiteral("bulkApply"));
    CHECK(w.document().undoStack().count() == 1);
    for (int row = 0; row < 5; ++row)
        CHECK(w.model().index(row, IncidentModel::Place).data().toString() == QStringLiteral("One place"));
    w.document().undoStack().undo();
    CHECK(w.hash() == before);
}

TEST_CASE("cells copied from a spreadsheet go into the rows as one step")
{
    const IncidentsWindow w;
    const std::string before = w.hash();
    clickCell(w.table(), w.model().index(0, IncidentModel::Place));
    QApplication::clipboard()->setText(QStringLiteral("Here\nThere\n"));
    QTest::keyClick(&w.table(), Qt::Key_V, Qt::ControlModifier);
    CHECK(w.model().index(0, IncidentModel::Place).data().toString() == QStringLiteral("Here"));
    CHECK(w.model().index(1, IncidentModel::Place).data().toString() == QStringLiteral("There"));
    CHECK(w.document().undoStack().count() == 1);
    w.document().undoStack().undo();
    CHECK(w.hash() == before);
    QTest::keyClick(&w.table(), Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text().count(QLatin1Char('\t')) > 5);
}

TEST_CASE("a span of the timeline filters the table")
{
    const IncidentsWindow w;
    auto* line = w.find<app::Timeline>(QStringLiteral("timeline"));
    const int before = w.model().rowCount();
    std::size_t busy = 0;
    while (busy < line->bars().size() && line->bars()[busy].incidents == 0)
        ++busy;
    REQUIRE(busy < line->bars().size());
    line->setFocus();
    for (std::size_t i = 0; i <= busy; ++i)
        QTest::keyClick(line, Qt::Key_Right);
    CHECK(w.model().rowCount() == static_cast<int>(line->bars()[busy].incidents));
    QTest::keyClick(line, Qt::Key_Escape);
    CHECK(w.model().rowCount() == before);
}

TEST_CASE("a French table of another encoding is imported by clicks alone as one step")
{
    const IncidentsWindow w;
    const std::string before = w.hash();
    const std::size_t count = w.incidents();
    w.import(w.file("octobre.csv", kFrench));
    CHECK(w.find<QLabel>(QStringLiteral("importEncoding"))->text().contains(QStringLiteral("1252")));
    CHECK(w.find<QLabel>(QStringLiteral("importShape"))->text().contains(QStringLiteral("semicolons")));
    CHECK_FALSE(w.find<QFrame>(QStringLiteral("dateQuestion"))->isVisible());
    w.click(QStringLiteral("importNext"));
    auto* columns = w.find<QTableWidget>(QStringLiteral("importColumns"));
    REQUIRE(columns->rowCount() == 8);
    for (const auto& [row, word] : {std::pair{0, "sure"}, {1, "sure"}, {2, "sure"}, {3, "sure"}, {5, "sure"}, {6, "sure"}, {7, "not used"}})
        CHECK(columns->item(row, 3)->text() == QLatin1String{word});
    w.click(QStringLiteral("importNext"));
    REQUIRE(IncidentsWindow::until([&] { return w.find<QTableWidget>(QStringLiteral("importRejections"))->isVisible(); }));
    CHECK(w.find<QTableWidget>(QStringLiteral("importRejections"))->rowCount() == 1);
    CHECK(w.hash() == before);
    w.answers.save = QString::fromStdString((w.folder / "rejected.csv").string());
    w.click(QStringLiteral("exportRejected"));
    REQUIRE(IncidentsWindow::until([&] { return std::filesystem::exists(w.folder / "rejected.csv"); }));
    const std::string rejected = test::readFile(w.folder / "rejected.csv");
    CHECK(rejected.find("reason") != std::string::npos);
    CHECK(rejected.find("mille") != std::string::npos);
    w.click(QStringLiteral("importNext"));
    w.click(QStringLiteral("importNext"));
    REQUIRE(IncidentsWindow::until([&] { return w.document().undoStack().count() == 1; }));
    CHECK(w.incidents() == count + 2);
    CHECK(w.document().undoStack().undoText() == QStringLiteral("Import octobre.csv (2)"));
    const std::string after = w.hash();
    w.main->actions().action(QStringLiteral("edit.undo"))->trigger();
    CHECK(w.hash() == before);
    w.main->actions().action(QStringLiteral("edit.redo"))->trigger();
    CHECK(w.hash() == after);
}

TEST_CASE("dates that fit both ways raise one question, with an example of the file")
{
    const IncidentsWindow w;
    w.import(w.file("mixed.csv", "date,latitude,longitude,killed\n03/04/2026,1.94,5.1,1\n05/06/2026,1.95,5.1,0\n"));
    auto* question = w.find<QFrame>(QStringLiteral("dateQuestion"));
    CHECK(question->isVisible());
    CHECK(w.find<QLabel>(QStringLiteral("dateQuestionText"))->text().contains(QStringLiteral("03/04/2026")));
    CHECK_FALSE(w.find<QPushButton>(QStringLiteral("importNext"))->isEnabled());
    CHECK(w.find<QPushButton>(QStringLiteral("dayFirst"))->text() == QStringLiteral("3 April 2026"));
    w.click(QStringLiteral("monthFirst"));
    CHECK_FALSE(question->isVisible());
    w.click(QStringLiteral("importNext"));
    w.click(QStringLiteral("importNext"));
    REQUIRE(IncidentsWindow::until([&] { return w.find<QLabel>(QStringLiteral("importBalance"))->isVisible(); }));
    w.click(QStringLiteral("importNext"));
    w.click(QStringLiteral("importNext"));
    REQUIRE(IncidentsWindow::until([&] { return w.document().undoStack().count() == 1; }));
    bool march = false;
    for (const std::int64_t time : w.document().mission()->incidents->time)
        march = march || (time != core::IncidentColumns::kNoTime && core::toText(core::Instant{std::chrono::seconds{time + 43'200}}).starts_with("2026-03-04"));
    CHECK(march);
}

TEST_CASE("cancelling at any step of an import leaves the mission as it was")
{
    const IncidentsWindow w;
    const std::string before = w.hash();
    const std::string path = w.file("octobre.csv", kFrench);
    for (int steps = 0; steps < 4; ++steps) {
        auto* window = w.import(path);
        for (int i = 0; i < steps; ++i) {
            REQUIRE(IncidentsWindow::until([&] { return w.find<QPushButton>(QStringLiteral("importNext"))->isEnabled(); }));
            w.click(QStringLiteral("importNext"));
        }
        QSignalSpy gone{window, &QObject::destroyed};
        w.click(QStringLiteral("importCancel"));
        REQUIRE(IncidentsWindow::until([&] { return gone.count() == 1; }));
        CHECK(w.hash() == before);
        CHECK(w.document().undoStack().count() == 0);
    }
}
