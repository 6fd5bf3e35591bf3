// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_window.h"
#include "window_fixture.h"

#include "welcome/welcome.h"

#include <tutela/session/display.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

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

TEST_CASE("Ctrl+S saves a copy, F11 fills the screen, Ctrl+\\ hides and shows the side panels")
{
    Window person;
    person.openDemo();
    const auto copy = person.folder / "copy.gpkg";
    person.prompts.saves = {QString::fromStdString(copy.string())};
    QTest::keyClick(person.window, Qt::Key_S, Qt::ControlModifier);
    CHECK(store::MissionFile::open(copy, store::Access::ReadOnly).check(false).ok());
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("copy.gpkg")));
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
