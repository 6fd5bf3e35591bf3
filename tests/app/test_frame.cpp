// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A mission in its window: opened, named, marked, saved, closed.
#include "window_fixture.h"

#include "welcome/welcome.h"

#include <tutela/session/display.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/overview.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

using namespace tutela;
using test::Window;

TEST_CASE("the first start shows the welcome screen, and Enter asks for the demo mission")
{
    Window person;
    auto* welcome = person.find<app::Welcome>("welcome");
    REQUIRE(welcome != nullptr);
    CHECK(welcome->isVisible());
    CHECK_FALSE(person.find("rail")->isVisible());
    QSignalSpy asked{welcome, &app::Welcome::demoAsked};
    QObject::disconnect(welcome, &app::Welcome::demoAsked, person.window, nullptr); // making it has a test of its own
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    CHECK(asked.size() == 1);
}

TEST_CASE("an open mission is named with period, scope and marking in title, top bar and status bar")
{
    Window person;
    person.openDemo();
    REQUIRE(person.window->document() != nullptr);
    for (const auto& text : {QStringLiteral("Kavara Mission"), QStringLiteral("October 2026"), QStringLiteral("All sectors"), QStringLiteral("Unclassified")})
        CHECK(person.window->windowTitle().contains(text));
    CHECK(person.find<QLabel>("missionName")->text() == QStringLiteral("Kavara Mission"));
    CHECK(person.find<QPushButton>("periodButton")->text() == QStringLiteral("October 2026"));
    CHECK(person.find<QPushButton>("markingChip")->text().startsWith(QStringLiteral("UNCLASSIFIED")));
    CHECK(person.find("markingChip")->accessibleName().startsWith(QStringLiteral("Marking of the mission: UNCLASSIFIED"))); // a document may bear a higher one
    CHECK(person.find<QLabel>("statusContext")->text().contains(QStringLiteral("October 2026")));
    person.window->context().setScope(core::AreaId{person.window->document()->mission()->all<core::Area>().back().id});
    CHECK(person.find<QPushButton>("scopeButton")->text() != QStringLiteral("All sectors"));
    const QString scope = session::shown(person.window->document()->mission()->all<core::Area>().back().name);
    CHECK(person.window->windowTitle().contains(scope));
    person.window->context().setPeriod(std::nullopt);
    CHECK(person.window->windowTitle().contains(QStringLiteral("All time")));
    CHECK(person.find<QLabel>("statusContext")->text().contains(QStringLiteral("All time")));
}

TEST_CASE("a mission is closed and another opened in the same window")
{
    Window person;
    person.openDemo();
    person.window->messages().show(QStringLiteral("of the mission"), app::MessageBar::Level::Info, QStringLiteral("A sentence"));
    person.window->toasts().show(QStringLiteral("A notice"));
    QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(person.find("paletteText"), Qt::Key_W, Qt::ControlModifier);
    CHECK(person.window->document() == nullptr);
    CHECK_FALSE(person.find("paletteCard")->isVisible());
    CHECK_FALSE(person.window->messages().isVisible());
    CHECK_FALSE(person.find("toast")->isVisible());
    CHECK(person.find("welcome")->isVisible());
    REQUIRE(test::openMission(*person.window, person.path()));
    person.window->context().setPeriod(std::nullopt);
    CHECK(person.find<QPushButton>("periodButton")->text() == session::WorkContext::called(std::nullopt, person.window->document()->mission()->timeZone()));
}

TEST_CASE("text that could not be saved is not lost without a question")
{
    Window person;
    person.openDemo();
    emit person.window->document()->saveFailed(QStringLiteral("the disk is full"));
    person.prompts.answers = {0};
    QTest::keyClick(person.window, Qt::Key_W, Qt::ControlModifier);
    CHECK(person.prompts.answers.isEmpty());
    REQUIRE(person.window->document() != nullptr);
    person.prompts.answers = {0};
    CHECK_FALSE(person.window->close());
    CHECK(person.window->isVisible());
    person.prompts.answers = {1};
    QTest::keyClick(person.window, Qt::Key_W, Qt::ControlModifier);
    CHECK(person.window->document() == nullptr);
    REQUIRE(test::openMission(*person.window, person.path()));
    emit person.window->document()->saveFailed(QStringLiteral("the disk is full"));
    emit person.window->document()->saved();
    QTest::keyClick(person.window, Qt::Key_W, Qt::ControlModifier);
    CHECK(person.window->document() == nullptr);
}

TEST_CASE("Ctrl+N on the welcome screen begins a new mission")
{
    Window person;
    bool asked = false;
    QTimer::singleShot(200, person.window, [&] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            asked = true;
            dialog->reject();
        }
    });
    QTest::keyClick(person.window, Qt::Key_N, Qt::ControlModifier);
    QTest::qWait(300);
    CHECK(asked);
    CHECK(person.window->document() == nullptr);
}

TEST_CASE("a file that is no mission is told in the bar, and nothing is opened")
{
    Window person;
    const auto bad = person.folder / "bad.gpkg";
    test::writeFile(bad, "no mission");
    CHECK_FALSE(test::openMission(*person.window, bad));
    CHECK(person.window->messages().text().contains(QStringLiteral("bad.gpkg was not opened")));
    CHECK(person.window->document() == nullptr);
    CHECK(test::readFile(bad) == "no mission");
}

TEST_CASE("the marking is lowered only with a reason, which the history keeps")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    person.prompts.answers = {3};
    person.click("markingChip");
    CHECK(document->mission()->details.marking == core::Marking::STRICTLY_CONFIDENTIAL);
    person.prompts.answers = {1};
    person.prompts.texts = {QString{}};
    person.click("markingChip");
    CHECK(document->mission()->details.marking == core::Marking::STRICTLY_CONFIDENTIAL);
    person.prompts.answers = {1};
    person.prompts.texts = {QStringLiteral("fictional data")};
    person.click("markingChip");
    CHECK(document->mission()->details.marking == core::Marking::UNCLASSIFIED);
    CHECK(document->history().back().message.find("fictional data") != std::string::npos);
}

TEST_CASE("after a kill the next start says what is there and what may be missing, once")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    test::writeFile(person.folder / ".demo.gpkg.lock", "process 4711 since 2026-10-31T14:00:00.000Z"); // what a killed program leaves
    REQUIRE(test::openMission(*person.window, person.path()));
    const QString text = person.window->messages().text();
    CHECK(text.contains(QStringLiteral("ended last time before this mission was closed")));
    CHECK(text.contains(session::shown(person.window->document()->history().back().message)));
    person.window->closeMission();
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK(person.window->messages().text().isEmpty());
}

TEST_CASE("the period of the top bar is that of overview, incidents and report alike")
{
    Window person;
    person.openDemo();
    const auto mission = person.window->document()->mission();
    const auto october = *session::WorkContext::firstPeriod(*mission);
    const core::Period september{october.from - std::chrono::days{30}, october.from};
    const auto killed = [&] {
        const auto* figure = person.find<QPushButton>("figure2");
        return figure == nullptr ? QString{} : figure->text();
    };
    const auto expected = [&](const core::Period& period) { return session::countText(session::overviewOf(*mission, period, std::nullopt).figures[1].value); };
    REQUIRE(expected(october) != expected(september));
    REQUIRE(QTest::qWaitFor([&] { return killed() == expected(october); }, 20000));
    person.window->show(QStringLiteral("Incidents"));
    const auto count = [&] {
        session::IncidentFilter filter;
        filter.period = person.window->context().period();
        return QString::number(session::passing(*mission, filter).size());
    };
    const auto headline = [&] { return person.find<QLabel>("incidentCount")->text(); };
    REQUIRE(QTest::qWaitFor([&] { return headline().startsWith(count() + QLatin1Char(' ')); }, 20000));
    person.window->context().setPeriod(september);
    REQUIRE(QTest::qWaitFor([&] { return headline().startsWith(count() + QLatin1Char(' ')); }, 20000));
    person.window->show(QStringLiteral("Overview"));
    REQUIRE(QTest::qWaitFor([&] { return killed() == expected(september); }, 20000));
    person.window->show(QStringLiteral("Reports"));
    const auto* versions = person.find<QListWidget>("reportVersions");
    REQUIRE(versions->currentItem() != nullptr);
    CHECK(versions->currentItem()->text().contains(QStringLiteral("September 2026")));
}

TEST_CASE("the status bar says nothing of warnings before the data was checked")
{
    Window person;
    person.openDemo();
    auto* warnings = person.find<QToolButton>("statusWarnings");
    CHECK(warnings->text() == QStringLiteral("Checking data ..."));
    CHECK(warnings->icon().isNull());
    CHECK(warnings->accessibleName() == warnings->text());
    REQUIRE(QTest::qWaitFor([&] { return warnings->text().contains(QStringLiteral("warning")); }, 30'000));
    CHECK_FALSE(warnings->icon().isNull());
    // What the check found of the data of before says nothing of the data of now.
    person.window->document()->edit({{{"kind", "mission"}, {"set", {{"acronym", "UNMIK2"}}}}}, QStringLiteral("rename"));
    CHECK(warnings->text() == QStringLiteral("Checking data ..."));
    CHECK(QTest::qWaitFor([&] { return warnings->text().contains(QStringLiteral("warning")); }, 30'000));
}
