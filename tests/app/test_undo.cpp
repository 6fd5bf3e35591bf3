// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Undo and redo in the window: menu, keys, toasts.
#include "window_fixture.h"

#include "frame/undo_step.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace tutela;
using test::Window;

TEST_CASE("undo names its step in the menu, and takes it back by key")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const auto& place = document->mission()->all<core::Place>().front();
    document->edit({{{"kind", "place"}, {"id", place.id}, {"set", {{"note", "seen"}}}}}, QStringLiteral("Note on Luzi"));
    auto* undo = person.window->actions().action(QStringLiteral("edit.undo"));
    CHECK(app::ActionRegistry::plainText(undo) == QStringLiteral("Undo: Note on Luzi"));
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(document->mission()->all<core::Place>().front().note == place.note);
    CHECK_FALSE(undo->isEnabled());
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(document->mission()->all<core::Place>().front().note == "seen");
    CHECK(person.find<QLabel>("savedState")->text().contains(QStringLiteral("Saved")));
}

TEST_CASE("the undo of a toast is offered only while its own step is the newest")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    person.window->show(QStringLiteral("Data"));
    const auto places = [&] { return document->mission()->all<core::Place>().size(); };
    const auto before = places();
    const auto id = document->edit({{{"kind", "place"}, {"id", "new"}, {"set", {{"name", "Test A"}, {"lon", 5.1}, {"lat", 1.94}}}}}, QStringLiteral("Add Test A")).ids.front();
    const auto remove = [&] {
        document->edit({{{"kind", "place"}, {"id", id}, {"delete", true}}}, QStringLiteral("Delete Test A"));
        person.window->toasts().show(QStringLiteral("Deleted: Test A"), {{QStringLiteral("Undo"), app::UndoStep{[&] { person.window->actions().action(QStringLiteral("edit.undo"))->trigger(); }}}});
    };
    const auto undoShown = [&] {
        for (const auto* button : person.window->findChildren<QPushButton*>(QStringLiteral("messageActionUndo")))
            if (button->isVisibleTo(person.window))
                return true;
        return false;
    };
    remove();
    CHECK(undoShown());
    QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(places() == before + 1);
    CHECK_FALSE(undoShown());
    CHECK(person.find<QLabel>("statusResult")->text() == QStringLiteral("Undone: Delete Test A"));
    remove();
    REQUIRE(undoShown());
    person.click("messageActionUndo");
    CHECK(places() == before + 1);
    CHECK_FALSE(undoShown());
    remove();
    document->edit({{{"kind", "mission"}, {"set", {{"name", "Other"}}}}}, QStringLiteral("Rename"));
    CHECK_FALSE(undoShown());
    person.window->show(QStringLiteral("Overview"));
    CHECK(person.find<QLabel>("statusResult")->text().isEmpty()); // what was told of another workspace
}

TEST_CASE("the keys of undo and redo in a field that has no step of its own are the mission's")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::string first = document->mission()->details.name;
    document->edit({{{"kind", "mission"}, {"set", {{"name", "Other"}}}}}, QStringLiteral("Rename"));
    QLineEdit line{person.window};
    QPlainTextEdit text{person.window};
    for (QWidget* field : std::initializer_list<QWidget*>{&line, &text}) {
        field->show();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        CHECK(document->mission()->details.name == first);
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(document->mission()->details.name == "Other");
        QTest::keyClicks(field, QStringLiteral("typed"));
        QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
        CHECK(document->mission()->details.name == "Other"); // the field took back its own
    }
    CHECK(line.text().isEmpty());
}
