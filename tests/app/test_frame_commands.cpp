// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_window.h"
#include "window_fixture.h"

#include "data/problems_page.h"
#include "reports/reports_workspace.h"
#include "welcome/welcome.h"

#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <filesystem>
#include <fstream>
#include <optional>

// Commands of the frame, pressed as a person would.
using namespace tutela;
using test::Window;

TEST_CASE("title, top bar and status bar name mission, period, scope and marking, after a rename too")
{
    Window person;
    person.openDemo();
    const auto check = [&](const QString& mission) {
        CHECK(person.window->windowTitle().contains(mission));
        CHECK(person.find<QLabel>("missionName")->text() == mission);
        CHECK(person.find<QLabel>("statusMission")->text() == mission);
        for (const auto& text : {QStringLiteral("October 2026"), QStringLiteral("All sectors"), QStringLiteral("Unclassified")}) {
            CHECK(person.window->windowTitle().contains(text));
            CHECK(person.find<QLabel>("statusContext")->text().contains(text));
        }
    };
    check(QStringLiteral("Kavara Mission"));
    person.window->document()->edit({{{"kind", "mission"}, {"set", {{"name", "Renamed <b>Mission</b>"}}}}}, QStringLiteral("Rename"));
    check(QStringLiteral("Renamed <b>Mission</b>"));
    CHECK_FALSE(person.find<QLabel>("statusMission")->toolTip().contains(QStringLiteral("<b>")));
}

TEST_CASE("every room has mission, period, scope and marking in title, top bar and status bar: at first, marked anew, of all time, and read-only")
{
    Window person;
    person.openDemo();
    const auto check = [&](const QString& period, const QString& marking) {
        for (const QString& room : app::MainWindow::workspaceNames()) {
            person.window->show(room);
            REQUIRE(person.window->current()->objectName() == room);
            QCoreApplication::processEvents();
            INFO(room.toStdString() << ", " << period.toStdString() << ", " << marking.toStdString());
            for (const auto& text : {QStringLiteral("Kavara Mission"), period, QStringLiteral("All sectors"), marking})
                CHECK(person.window->windowTitle().contains(text));
            const auto* chip = person.find<QPushButton>("markingChip");
            CHECK(person.find<QLabel>("missionName")->text() == QStringLiteral("Kavara Mission"));
            CHECK(person.find<QPushButton>("periodButton")->text() == period);
            CHECK(person.find<QPushButton>("scopeButton")->text() == QStringLiteral("All sectors"));
            CHECK(chip->text().startsWith(marking.toUpper()));
            for (const char* name : {"missionName", "periodButton", "scopeButton", "markingChip", "statusContext"})
                CHECK(person.find(name)->isVisible());
            const auto* context = person.find<QLabel>("statusContext");
            for (const auto& text : {period, QStringLiteral("All sectors"), QStringLiteral("mission: ") + marking})
                CHECK(context->text().contains(text));
            CHECK(QTest::qWaitFor([&] { return context->fontMetrics().horizontalAdvance(context->text()) <= context->contentsRect().width(); }, 5'000)); // whole
            CHECK(person.find<QLabel>("statusMission")->text() == QStringLiteral("Kavara Mission"));
        }
    };
    check(QStringLiteral("October 2026"), QStringLiteral("Unclassified"));
    person.prompts.answers = {2}; // raised: no reason is asked for
    person.click("markingChip");
    REQUIRE(person.window->document()->mission()->details.marking == core::Marking::CONFIDENTIAL);
    check(QStringLiteral("October 2026"), QStringLiteral("Confidential"));
    person.window->context().setPeriod(std::nullopt);
    check(QStringLiteral("All time"), QStringLiteral("Confidential"));
    person.window->closeMission();
    const auto writer = store::MissionFile::open(person.path(), store::Access::ReadWrite); // another program has it
    REQUIRE(test::openMission(*person.window, person.path()));
    REQUIRE(person.window->document()->isReadOnly());
    CHECK(person.find<QLabel>("savedState")->text() == QStringLiteral("Read-only"));
    check(QStringLiteral("October 2026"), QStringLiteral("Confidential"));
}

TEST_CASE("a recent mission that was moved is located, and one that is gone is removed from the list")
{
    Window person;
    const QString gone = QString::fromStdString((person.folder / "gone.gpkg").string());
    app::RecentMissions::add({gone, QStringLiteral("Gone"), QStringLiteral("Confidential"), {}});
    person.find<app::Welcome>("welcome")->refresh();
    CHECK_FALSE(person.find("recent_gone.gpkg")->isEnabled());
    std::filesystem::copy_file(test::demoFile(), person.path());
    person.prompts.opens = {QString::fromStdString(person.path().string())};
    person.click("locate_gone.gpkg");
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr; }, 30'000));
    for (const auto& entry : app::RecentMissions::all())
        CHECK(entry.path != gone);
    person.window->closeMission();
    app::RecentMissions::add({gone, QStringLiteral("Gone"), QStringLiteral("Confidential"), {}});
    person.find<app::Welcome>("welcome")->refresh();
    person.click("remove_gone.gpkg");
    QTest::qWait(10);
    CHECK(person.window->findChild<QPushButton*>(QStringLiteral("recent_gone.gpkg")) == nullptr);
}

TEST_CASE("a recent mission has its day and folder on a second line, so that two files of one name are told apart")
{
    Window person;
    const auto folder = [&](const char* name) { return QString::fromStdString((person.folder / name).string()); };
    std::filesystem::create_directory(person.folder / "north");
    std::ofstream{person.folder / "north" / "Here.gpkg"} << "a file";
    app::RecentMissions::add({folder("west") + QStringLiteral("/Beginning.gpkg"), QStringLiteral("Beginning"), QStringLiteral("Confidential"), {}});
    app::RecentMissions::add({folder("east") + QStringLiteral("/Beginning.gpkg"), QStringLiteral("Beginning"), QStringLiteral("Confidential"), {}});
    app::RecentMissions::add({folder("north") + QStringLiteral("/Here.gpkg"), QStringLiteral("Kavara"), QStringLiteral("Confidential"), QStringLiteral("2026-11-28 00:53")});
    auto* welcome = person.find<app::Welcome>("welcome");
    welcome->refresh();
    QStringList gone;
    for (const auto* row : welcome->findChildren<QPushButton*>(QStringLiteral("recent_Beginning.gpkg")))
        for (const auto* line : row->findChildren<QLabel*>())
            gone << line->text();
    for (const char* name : {"west", "east"})
        CHECK(gone.contains(QDir::toNativeSeparators(folder(name))));
    const auto* here = person.find<QPushButton>("recent_Here.gpkg");
    const auto lines = here->findChildren<QLabel*>();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0]->text() == QStringLiteral("Kavara \u00B7 Confidential"));
    CHECK(lines[1]->text() == QStringLiteral("28 Nov 2026, 00:53 \u00B7 ") + QDir::toNativeSeparators(folder("north")));
    // The title grows with the text, as all else does.
    const auto* title = person.find<QLabel>("welcomeTitle");
    const int before = title->fontMetrics().height();
    person.style.setTextScale(2.0);
    QTest::qWait(50);
    CHECK(title->fontMetrics().height() > before * 3 / 2);
}

TEST_CASE("Ctrl+S saves a copy, F11 fills the screen, Ctrl and backslash hide and show the side panels")
{
    Window person;
    person.openDemo();
    const auto copy = person.folder / "copy.gpkg";
    person.prompts.saves = {QString::fromStdString(copy.string())};
    QTest::keyClick(person.window, Qt::Key_S, Qt::ControlModifier);
    REQUIRE(QTest::qWaitFor([&] { return !person.window->toasts().history().isEmpty(); }, 20'000)); // written by a worker
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("copy.gpkg")));
    CHECK(store::MissionFile::open(copy, store::Access::ReadOnly).check(false).ok());
    QTest::keyClick(person.window, Qt::Key_F11);
    CHECK(person.window->isFullScreen());
    QTest::keyClick(person.window, Qt::Key_F11);
    CHECK_FALSE(person.window->isFullScreen());
    person.window->show(QStringLiteral("Incidents"));
    auto* dock = person.find<QDockWidget>("incidentFiltersDock");
    REQUIRE(dock->isVisible());
    QTest::keyClick(person.window, Qt::Key_Backslash, Qt::ControlModifier);
    CHECK_FALSE(dock->isVisible());
    QTest::keyClick(person.window, Qt::Key_Backslash, Qt::ControlModifier);
    CHECK(dock->isVisible());
}

TEST_CASE("closing a message shows the one before it")
{
    Window person;
    auto& bar = person.window->messages();
    bar.show(QStringLiteral("a"), app::MessageBar::Level::Info, QStringLiteral("First"));
    bar.show(QStringLiteral("b"), app::MessageBar::Level::Warning, QStringLiteral("Second"));
    person.click("messageClose");
    CHECK(bar.text() == QStringLiteral("First"));
    person.click("messageClose");
    CHECK_FALSE(bar.isVisible());
}

TEST_CASE("a second mission opens in a window of its own")
{
    Window person;
    person.openDemo();
    const auto other = person.folder / "other.gpkg";
    std::filesystem::copy_file(test::demoFile(), other);
    person.prompts.opens = {QString::fromStdString(other.string())};
    QTest::keyClick(person.window, Qt::Key_O, Qt::ControlModifier);
    test::OtherWindow second{*person.window};
    REQUIRE(second.waitForMission());
    CHECK(second.window->document()->path() == other);
    CHECK(person.window->document()->path() == person.path());
}

TEST_CASE("F5 looks through the data again in Data, and makes the pages again in Reports")
{
    constexpr int kWait = 120'000;
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Data"));
    QTest::keyClick(person.window, Qt::Key_F5);
    const auto* problems = person.window->findChild<app::ProblemsPage*>();
    REQUIRE(problems != nullptr);
    CHECK(problems->isVisible());
    REQUIRE(QTest::qWaitFor([&] { return problems->isReady(); }, kWait));
    QTest::keyClick(person.window, Qt::Key_F5);
    CHECK_FALSE(problems->isReady());
    CHECK(person.find<QLabel>("problemsHead")->text().startsWith(QStringLiteral("Checking")));
    REQUIRE(QTest::qWaitFor([&] { return problems->isReady(); }, kWait));

    person.window->show(QStringLiteral("Reports"));
    const auto* reports = person.window->findChild<app::ReportsWorkspace*>();
    REQUIRE(reports != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return reports->version() && reports->isReady(); }, kWait));
    QTest::keyClick(person.window, Qt::Key_F5);
    CHECK_FALSE(reports->isReady());
    CHECK(QTest::qWaitFor([&] { return reports->isReady(); }, kWait));
}

TEST_CASE("notices that went away are read again from the status bar and from the menu, newest first")
{
    Window person;
    const auto notices = [&](const auto& ask) {
        QStringList lines;
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            if (const auto* list = dialog->findChild<QListWidget*>(QStringLiteral("noticesList")))
                for (int row = 0; row < list->count(); ++row)
                    lines << list->item(row)->text();
            dialog->reject();
        });
        ask();
        return lines;
    };
    const auto fromStatusBar = [&] { person.click("statusOffline"); };
    CHECK(notices(fromStatusBar) == QStringList{QStringLiteral("No notice yet.")});
    person.window->toasts().show(QStringLiteral("The first"));
    person.window->toasts().show(QStringLiteral("The second"));
    person.window->toasts().clear();
    const auto lines = notices(fromStatusBar);
    REQUIRE(lines.size() == 2);
    CHECK(lines == person.window->toasts().history());
    CHECK(lines[0].contains(QStringLiteral("The second")));
    CHECK(lines[1].contains(QStringLiteral("The first")));
    CHECK(notices([&] { person.window->actions().action(QStringLiteral("help.notices"))->trigger(); }) == lines);
}

TEST_CASE("Stop ends an opening: the welcome screen is back, nothing is told as an error, and the mission can be opened after")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    std::optional<bool> opened;
    person.window->openMission(QString::fromStdString(person.path().string()), [&opened](bool open) { opened = open; });
    REQUIRE(person.window->isOpening());
    person.find<QToolButton>("stopButton")->click();
    REQUIRE(QTest::qWaitFor([&] { return opened.has_value(); }, 30'000));
    CHECK_FALSE(*opened);
    CHECK_FALSE(person.window->isOpening());
    CHECK(person.window->document() == nullptr);
    CHECK_FALSE(person.window->messages().isVisible());
    CHECK(person.find<app::Welcome>("welcome")->isVisible());
    CHECK_FALSE(person.find<QToolButton>("stopButton")->isVisible());
    CHECK(test::openMission(*person.window, person.path()));
}
