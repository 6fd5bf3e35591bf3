// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The palette of commands, records and places.
#include "window_fixture.h"

#include "frame/command_palette.h"

#include <catch2/catch.hpp>

#include <QLineEdit>
#include <QListWidget>

using namespace tutela;
using test::Window;

TEST_CASE("every command of the menus is found in the palette by a part of its name, with its shortcut")
{
    Window person;
    person.openDemo();
    auto* palette = person.find<app::CommandPalette>("paletteCard");
    QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
    REQUIRE(palette->isVisible());
    auto* bar = person.find("topBar"); // period, scope and marking stay in view
    CHECK(palette->y() >= bar->mapTo(person.window, QPoint{0, bar->height()}).y());
    auto* text = person.find<QLineEdit>("paletteText");
    for (const QAction* action : person.window->actions().all()) {
        if (!action->isEnabled())
            continue;
        const QString title = app::ActionRegistry::plainText(action);
        text->setText(QStringLiteral("> ") + title.mid(1));
        INFO(title.toStdString());
        CHECK(palette->titles().contains(title));
    }
    QTest::keyClick(text, Qt::Key_Escape);
    CHECK_FALSE(palette->isVisible());
}

TEST_CASE("the palette goes to a coordinate in any notation and says when it lies outside")
{
    Window person;
    person.openDemo();
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    for (const QString& typed : {QStringLiteral("1.94 5.10"), QStringLiteral("1 56.4N 5 06.0E"), QStringLiteral("31N 733664 214576")}) {
        QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
        auto* text = person.find<QLineEdit>("paletteText");
        QTest::keyClicks(text, typed);
        INFO(typed.toStdString());
        REQUIRE(person.find<app::CommandPalette>("paletteCard")->titles().front().startsWith(QStringLiteral("Go to")));
        QTest::keyClick(text, Qt::Key_Return);
        const auto middle = map->view().toLonLat(map->view().frame().center());
        REQUIRE(middle);
        CHECK(middle->lon() == Approx(5.10).margin(0.01));
        CHECK(middle->lat() == Approx(1.94).margin(0.01));
    }
    QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
    person.find<QLineEdit>("paletteText")->setText(QStringLiteral("48.85 2.35"));
    CHECK(person.find<QListWidget>("paletteList")->item(0)->text().contains(QStringLiteral("outside the mission")));
}
