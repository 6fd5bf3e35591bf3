// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does on a map besides looking at it: measuring, coordinates, scale, named views, layers.
#include "sharp_map.h"

#include <tutela/core/coordinates.h>
#include <tutela/session/display.h>

#include <catch2/catch.hpp>

#include <QClipboard>
#include <QDialog>
#include <QHelpEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

using namespace tutela;
using test::screenOf;
using test::sharpMap;
using test::Window;

TEST_CASE("a distance is measured by clicks, and the tool is left by its key or Esc")
{
    Window person;
    auto* map = sharpMap(person);
    map->setFocus();
    QSignalSpy said{map, &app::MapCanvas::measured};
    QTest::keyClick(map, Qt::Key_M);
    REQUIRE(map->tool() == app::MapCanvas::Tool::Measure);
    const QPoint from = map->rect().center(), to = from + QPoint{60, 40};
    QTest::mouseClick(map, Qt::LeftButton, {}, from);
    QTest::mouseClick(map, Qt::LeftButton, {}, to);
    REQUIRE_FALSE(said.empty());
    const double metres = core::metresBetween(*map->view().toLonLat(QPointF{from}), *map->view().toLonLat(QPointF{to}));
    const QString expected = metres < 1000.0 ? QStringLiteral("%1 m").arg(metres, 0, 'f', 0) : QStringLiteral("%1 km").arg(metres / 1000.0, 0, 'f', 1);
    CHECK(said.back().front().toString() == expected);
    CHECK(person.find<QLabel>("statusResult")->text().contains(expected));
    CHECK_FALSE(person.window->context().selection()); // a click that measures selects nothing
    QTest::keyClick(map, Qt::Key_Escape);
    CHECK(map->tool() == app::MapCanvas::Tool::Select);
    QTest::keyClick(map, Qt::Key_M);
    QTest::keyClick(map, Qt::Key_M);
    CHECK(map->tool() == app::MapCanvas::Tool::Select);
}

TEST_CASE("the pointer over a place tells its name, over nothing it tells nothing")
{
    Window person;
    auto* map = sharpMap(person);
    const auto mission = person.window->document()->mission();
    const auto hover = [&](QPoint at) {
        QHelpEvent help{QEvent::ToolTip, at, map->mapToGlobal(at)};
        QApplication::sendEvent(map, &help);
    };
    const auto& places = mission->all<core::Place>();
    const auto shown = std::find_if(places.begin(), places.end(), [&](const core::Place& place) {
        return place.point() && !place.name.empty() && map->rect().adjusted(20, 20, -20, -20).contains(screenOf(*map, place));
    });
    REQUIRE(shown != places.end());
    const QPoint at = screenOf(*map, *shown);
    hover(at);
    CHECK(QToolTip::text() == session::nameOf(*mission, map->hitAt(at)->record).toHtmlEscaped());
    REQUIRE_FALSE(map->hitAt(QPoint{3, 3}));
    hover({3, 3});
    REQUIRE(QTest::qWaitFor([] { return !QToolTip::isVisible(); }, 5000));
}

TEST_CASE("the coordinate under the pointer is copied by a click, and a right click chooses how it is written")
{
    Window person;
    auto* map = sharpMap(person);
    QTest::mouseMove(map, map->rect().center() + QPoint{7, 3});
    emit map->cursorMoved(core::GeoPoint::of(5.1, 1.94)); // a pointer of the offscreen platform does not always move
    auto* coordinate = person.find<QToolButton>("statusCoordinate");
    QApplication::clipboard()->clear();
    QTest::mouseClick(coordinate, Qt::LeftButton);
    CHECK(QApplication::clipboard()->text() == coordinate->text());
    CHECK(coordinate->text().contains(QString::fromStdString(core::toMgrs(core::GeoPoint::of(5.1, 1.94)))));
    CHECK_FALSE(coordinate->text().contains(QStringLiteral("214574")));
    QTimer::singleShot(100, person.window, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        REQUIRE(menu != nullptr);
        const auto choices = menu->actions();
        const auto utm = std::find_if(choices.begin(), choices.end(), [](const QAction* each) { return each->text() == QStringLiteral("UTM"); });
        REQUIRE(utm != choices.end());
        (*utm)->trigger();
        menu->close();
    });
    emit coordinate->customContextMenuRequested(coordinate->rect().center());
    CHECK(coordinate->text().contains(QStringLiteral("31n"), Qt::CaseInsensitive));
    CHECK(coordinate->text().contains(QStringLiteral("214574"))); // by cs2cs of PROJ
}

TEST_CASE("the scale of the status bar has three figures")
{
    Window person;
    auto* map = sharpMap(person);
    for (const double n : {3'881'069.0, 123'456.0, 1'555.0}) {
        map->setScaleDenominator(n);
        QString digits = person.find<QLineEdit>("statusScale")->text().section(QLatin1Char(':'), 1);
        digits.removeIf([](QChar c) { return !c.isDigit(); });
        INFO(digits.toStdString());
        CHECK(digits.toDouble() == Approx(map->view().scaleDenominator()).epsilon(0.01));
        CHECK(digits.mid(3) == QString(digits.size() - 3, QLatin1Char('0')));
    }
}

TEST_CASE("the scale of the status bar is typed, and the map takes it")
{
    Window person;
    auto* map = sharpMap(person);
    for (const auto& [typed, scale] : {std::pair{"1 : 250 000", 250'000.0}, {"100000", 100'000.0}}) {
        person.type("statusScale", QLatin1String{typed});
        CHECK(map->view().scaleDenominator() == Approx(scale).epsilon(0.001));
    }
    person.type("statusScale", QStringLiteral("far"));
    CHECK(map->view().scaleDenominator() == Approx(100'000.0).epsilon(0.001));
    person.type("statusScale", QString{10'000, QLatin1Char('9')}); // paints nothing, and ends nothing
    QTest::qWait(50);
    CHECK(map->view().scaleDenominator() <= 1e9);
}

TEST_CASE("Ctrl+G goes to a coordinate, refuses what is none with a sentence, and Alt+Left and Alt+Right go back and forth")
{
    Window person;
    auto* map = sharpMap(person);
    const auto middle = [map] { return *map->view().toLonLat(map->view().frame().center()); };
    const auto isAt = [&](core::GeoPoint at) { return core::metresBetween(middle(), at) < 200.0; }; // the bar of a message takes some height of the map
    const auto first = middle();
    person.prompts.texts = {QStringLiteral("nowhere")};
    QTest::keyClick(person.window, Qt::Key_G, Qt::ControlModifier);
    CHECK_FALSE(person.window->messages().text().isEmpty());
    CHECK(isAt(first));
    person.prompts.texts = {QStringLiteral("1.94 5.10")};
    QTest::keyClick(person.window, Qt::Key_G, Qt::ControlModifier);
    const auto there = middle();
    CHECK(there.lon() == Approx(5.10).margin(1e-6));
    CHECK(map->markWords().startsWith(QStringLiteral("1.94")));
    QTest::keyClick(person.window, Qt::Key_Left, Qt::AltModifier);
    CHECK(isAt(first));
    QTest::keyClick(person.window, Qt::Key_Right, Qt::AltModifier);
    CHECK(isAt(there));
}

TEST_CASE("a view gets a name by a command, is gone to from another map and the next start, and is removed in the list")
{
    Window person;
    auto* map = sharpMap(person);
    const auto& actions = person.window->actions();
    map->goTo(core::GeoPoint::of(5.1, 1.94), 300'000.0);
    person.prompts.texts = {QStringLiteral("Luzi bridge")};
    actions.action(QStringLiteral("map.bookmark"))->trigger();
    const auto kept = map->view().sight();
    const auto inList = [&](const char* button) {
        QStringList names;
        QTimer::singleShot(100, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            const auto* list = dialog->findChild<QListWidget*>(QStringLiteral("bookmarkList"));
            for (int row = 0; row < list->count(); ++row)
                names << list->item(row)->text();
            auto* wanted = dialog->findChild<QPushButton*>(QLatin1String{button});
            if (wanted->isEnabled())
                QTest::mouseClick(wanted, Qt::LeftButton);
            dialog->reject();
        });
        actions.action(QStringLiteral("map.toBookmark"))->trigger();
        return names;
    };
    person.window->closeMission(); // all maps of it go
    REQUIRE(test::openMission(*person.window, person.path()));
    person.window->show(QStringLiteral("Incidents"));
    auto* other = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] { return other->hasView() && other->isSharp(); }, 20'000));
    CHECK(inList("bookmarkGo") == QStringList{QStringLiteral("Luzi bridge")});
    const auto shown = other->view().sight();
    CHECK(shown.crs == kept.crs);
    CHECK(shown.centre.x == Approx(kept.centre.x));
    CHECK(shown.centre.y == Approx(kept.centre.y));
    CHECK(shown.unitsPerPixel == Approx(kept.unitsPerPixel));
    // Under one group, so that it is forgotten with the mission; no path of it stands there.
    const auto keys = QSettings{}.allKeys();
    CHECK(std::any_of(keys.begin(), keys.end(), [](const QString& key) { return key.startsWith(QStringLiteral("mission/")) && key.endsWith(QStringLiteral("/bookmarks")); }));
    CHECK(inList("bookmarkRemove").size() == 1);
    CHECK(inList("bookmarkGo").isEmpty());
}

TEST_CASE("a layer is hidden on a map by its layers button, and stays so the next time the mission is opened")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Incidents"));
    auto* map = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20'000));
    REQUIRE(map->layers().has(map::MapLayer::BASES));
    auto* button = map->findChild<QToolButton*>(QStringLiteral("mapLayersButton"));
    REQUIRE((button != nullptr && button->isVisible()));
    QTest::mouseClick(button, Qt::LeftButton);
    auto* list = map->findChild<QListWidget*>(QStringLiteral("canvasLayers"));
    REQUIRE(list != nullptr);
    for (int row = 0; row < list->count(); ++row)
        if (list->item(row)->data(Qt::UserRole).toInt() == static_cast<int>(map::MapLayer::BASES)) {
            list->setCurrentRow(row);
            QTest::keyClick(list, Qt::Key_Space);
        }
    CHECK_FALSE(map->layers().has(map::MapLayer::BASES));
    list->window()->close();
    person.window->closeMission();
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK(person.window->canvas()->layers().has(map::MapLayer::BASES)); // the overview: each map has its own
    person.window->show(QStringLiteral("Incidents"));
    CHECK_FALSE(person.window->canvas()->layers().has(map::MapLayer::BASES));
}
