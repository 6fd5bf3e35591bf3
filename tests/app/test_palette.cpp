// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The palette of commands, records and places.
#include "window_fixture.h"

#include "frame/command_palette.h"

#include <tutela/core/coordinates.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

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
    auto* list = person.find<QListWidget>("paletteList");
    int withKeys = 0;
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
        for (const QAction* action : person.window->actions().all()) {
            const QString title = app::ActionRegistry::plainText(action), keys = app::ActionRegistry::shortcutText(action);
            text->setText(QStringLiteral("> ") + title.mid(1));
            INFO(room.toStdString() << ": " << action->objectName().toStdString());
            const auto row = palette->titles().indexOf(title);
            REQUIRE(row >= 0);
            CHECK(list->item(static_cast<int>(row))->text().contains(keys));
            if (!keys.isEmpty()) { // in a column of their own: one letter stands in any title
                CHECK(list->item(static_cast<int>(row))->text().endsWith(QStringLiteral("    ") + keys));
                ++withKeys;
            }
            if (!action->isEnabled()) // greyed, with the reason
                CHECK(list->item(static_cast<int>(row))->text().size() > title.size() + keys.size() + 6);
        }
    }
    CHECK(withKeys > 20 * app::MainWindow::workspaceNames().size());
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
    const auto elsewhere = core::GeoPoint::of(5.60, 1.50); // else a notation that moves nothing would pass after the first
    for (const QString& typed : {QStringLiteral("1.94 5.10"), QStringLiteral("1 56.4N 5 06.0E"), QStringLiteral("31N 733664 214576"), QString::fromStdString(core::toMgrs(core::GeoPoint::of(5.10, 1.94)))}) {
        map->goTo(elsewhere, 200'000.0);
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

TEST_CASE("a command that works in another workspace stands greyed with that workspace, and choosing it goes there and runs it")
{
    Window person;
    person.openDemo();
    auto* palette = person.find<app::CommandPalette>("paletteCard");
    auto* text = person.find<QLineEdit>("paletteText");
    auto* list = person.find<QListWidget>("paletteList");
    const auto look = [&](const QString& typed) {
        QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(text, typed);
        REQUIRE_FALSE(palette->titles().isEmpty());
    };
    look(QStringLiteral("> check before"));
    CHECK(list->item(0)->text().contains(QStringLiteral("F9")));
    CHECK(list->item(0)->text().contains(QStringLiteral("in Assess")));
    CHECK(list->item(0)->foreground().color() == person.style.colour(map::Token::Text3));
    QTest::keyClick(text, Qt::Key_Return);
    CHECK(person.window->current()->objectName() == QStringLiteral("Assess"));
    // What it works on is read by a worker first.
    REQUIRE(QTest::qWaitFor([&] { return person.find("assessFindings")->isVisible(); }, 60'000));

    person.window->show(QStringLiteral("Overview"));
    look(QStringLiteral("> change many"));
    CHECK(list->item(0)->text().contains(QStringLiteral("in Incidents")));
    QTest::keyClick(text, Qt::Key_Return);
    CHECK(person.window->current()->objectName() == QStringLiteral("Incidents"));

    look(QStringLiteral("> undo")); // nothing was done yet: it says so and stays
    CHECK(list->item(0)->text().contains(QStringLiteral("nothing to undo")));
    QTest::keyClick(text, Qt::Key_Return);
    CHECK(person.window->toasts().history().join(QLatin1Char('\n')).contains(QStringLiteral("nothing to undo")));
    CHECK(person.window->current()->objectName() == QStringLiteral("Incidents"));
}

TEST_CASE("every workspace handles the commands that the palette sends there, and no other")
{
    Window person;
    person.openDemo();
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        for (QAction* action : person.window->actions().all()) {
            if (action->isEnabled())
                continue;
            const QString words = person.window->whyNot(action);
            INFO(room.toStdString() << ": " << action->objectName().toStdString() << ": " << words.toStdString());
            CHECK_FALSE(words.contains(room)); // it does not send people to where they are
            CHECK(words != QStringLiteral("not now"));
        }
    }
    person.window->show(QStringLiteral("Overview"));
    for (const char* id : {"edit.new", "edit.bulk", "edit.find", "edit.cite", "data.export", "analysis.recalculate", "assess.compare", "assess.check"}) {
        const auto* action = person.window->actions().action(QLatin1String{id});
        const QString words = person.window->whyNot(action);
        for (const QString& room : app::MainWindow::workspaceNames()) {
            person.window->show(room);
            INFO(room.toStdString() << ": " << id);
            CHECK(person.window->current()->handles(QLatin1String{id}) == words.contains(room));
        }
        person.window->show(QStringLiteral("Overview"));
    }
}

TEST_CASE("an incident is found by words of its place and of what happened")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::int64_t id = document->mission()->incidents->id.front();
    document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"place_name", "Mbonzo crossing"}, {"description", "Ferry stopped by armed men"}}}}}, QStringLiteral("describe"));
    auto* palette = person.find<app::CommandPalette>("paletteCard");
    QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
    auto* text = person.find<QLineEdit>("paletteText");
    QTest::keyClicks(text, QStringLiteral("ferry mbonz"));
    REQUIRE(QTest::qWaitFor([&] { return !palette->isSearching() && !palette->titles().isEmpty(); }, 30'000));
    QTest::keyClick(text, Qt::Key_Return);
    CHECK(person.window->context().selection() == session::RecordRef{core::Kind::INCIDENT, id});
    CHECK(person.window->current()->objectName() == QStringLiteral("Incidents"));
}

TEST_CASE("a coordinate outside of the mission is marked with its words on the map, until Esc or another coordinate")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Reports")); // no map here: that of the overview is shown
    const auto byPalette = [&](const QString& typed) {
        QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
        auto* text = person.find<QLineEdit>("paletteText");
        QTest::keyClicks(text, typed);
        QTest::keyClick(text, Qt::Key_Return);
    };
    const auto byBox = [&](const QString& typed) {
        person.prompts.texts = {typed};
        QTest::keyClick(person.window, Qt::Key_G, Qt::ControlModifier);
    };
    const auto check = [&](const QString& typed, const QString& words) {
        auto* map = person.window->canvas();
        REQUIRE(map != nullptr);
        REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20'000));
        INFO(typed.toStdString() << ": " << map->markWords().toStdString());
        CHECK(map->markWords().contains(words));
        CHECK(map->markWords().contains(QStringLiteral("outside the mission")));
        CHECK(map->accessibleDescription().contains(map->markWords()));
        const core::GeoPoint wanted = core::pointOf(typed.toStdString());
        const auto middle = map->view().toLonLat(map->view().frame().center());
        REQUIRE(middle);
        CHECK(middle->lon() == Approx(wanted.lon()).margin(1e-6));
        CHECK(middle->lat() == Approx(wanted.lat()).margin(1e-6));
        const QImage marked = map->grab().toImage();
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Escape);
        CHECK(map->markWords().isEmpty());
        CHECK(map->grab().toImage() != marked); // the cross and its words are gone
    };
    const QString mgrs = QStringLiteral("34NGL3312039950"), degrees = QStringLiteral("6 41.2N 24 18.6E");
    byPalette(mgrs);
    CHECK(person.window->current()->objectName() == QStringLiteral("Overview"));
    check(mgrs, mgrs);
    byPalette(degrees);
    check(degrees, QStringLiteral("06\u00B041.200'N"));
    byBox(mgrs);
    check(mgrs, mgrs);
    byBox(degrees);
    check(degrees, QStringLiteral("024\u00B018.600'E"));
    byBox(mgrs);
    byBox(degrees);
    CHECK(person.window->canvas()->markWords().contains(QStringLiteral("06\u00B041.200'N")));
    byBox(QStringLiteral("1.94 5.10"));
    CHECK_FALSE(person.window->canvas()->markWords().contains(QStringLiteral("outside")));
}

TEST_CASE("before anything is typed the palette shows a few commands, those used last first, and keys apart from the names")
{
    Window person;
    person.openDemo();
    auto* palette = person.find<app::CommandPalette>("paletteCard");
    const auto open = [&] {
        QTest::keyClick(person.window, Qt::Key_K, Qt::ControlModifier);
        return palette->titles();
    };
    CHECK(open() == QStringList{QStringLiteral("New record"), QStringLiteral("Import"), QStringLiteral("New assessment"), QStringLiteral("Make report"), QStringLiteral("Find here")});
    auto* text = person.find<QLineEdit>("paletteText");
    QTest::keyClicks(text, QStringLiteral("> dark theme"));
    QTest::keyClick(text, Qt::Key_Return);
    const QStringList then = open();
    CHECK(then.size() == 5);
    CHECK(then.front() == QStringLiteral("Dark theme"));
    // All of them are still there, for who asks.
    QTest::keyClicks(text, QStringLiteral(">"));
    CHECK(palette->titles().size() == static_cast<qsizetype>(person.window->actions().all().size()));
    QTest::keyClick(text, Qt::Key_Escape);
}

TEST_CASE("a table of keys names Undo alone, whatever the next step is")
{
    Window person;
    person.openDemo();
    const auto& place = person.window->document()->mission()->all<core::Place>().front();
    person.window->document()->edit({{{"kind", "place"}, {"id", place.id}, {"set", {{"pcode", "X1"}}}}}, QStringLiteral("Code of a place"));
    const auto& actions = person.window->actions();
    const auto* undo = actions.action(QStringLiteral("edit.undo"));
    CHECK(app::ActionRegistry::plainText(undo) == QStringLiteral("Undo: Code of a place")); // the menu says which
    CHECK(actions.nameOf(undo) == QStringLiteral("Undo"));
}
