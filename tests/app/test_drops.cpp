// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_window.h"
#include "window_fixture.h"

#include "incidents/import_window.h"

#include <catch2/catch.hpp>

#include <QDialog>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTimer>
#include <QUrl>

using namespace tutela;
using test::Window;

namespace {

constexpr int kDropWait = 30'000;

/// Drops as the system delivers it: to the widget under the pointer, whose parents are asked when it takes nothing.
/// @returns whether somebody took it
bool drop(QWidget& under, const QMimeData& data)
{
    const QPoint at = under.rect().center();
    const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
    QDragEnterEvent enter{at, actions, &data, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&under, &enter);
    if (!enter.isAccepted())
        return false;
    QDragMoveEvent move{at, actions, &data, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&under, &move);
    QDropEvent dropped{QPointF{at}, actions, &data, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&under, &dropped);
    CHECK(dropped.dropAction() == Qt::CopyAction); // the file stays where it is
    return dropped.isAccepted();
}

bool dropFile(QWidget& under, const std::filesystem::path& file)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    data.setText(data.urls().front().toString()); // as file managers give it
    return drop(under, data);
}

app::ImportWindow* import(const Window& person)
{
    for (auto* window : person.window->findChildren<app::ImportWindow*>())
        if (window->isVisible())
            return window;
    return nullptr;
}

void cancelImport(const Window& person)
{
    auto* window = import(person);
    REQUIRE(window != nullptr);
    window->reject();
    REQUIRE(QTest::qWaitFor([&] { return import(person) == nullptr; }, kDropWait));
}

std::filesystem::path table(const Window& person)
{
    const auto path = person.folder / "october.csv";
    test::writeFile(path, "Date;Lieu;Latitude;Longitude\n13/10/2026;Luzi;1,94;5,10\n");
    return path;
}

/// The summary of the draft, when it can be typed in.
QPlainTextEdit* summary(const Window& person)
{
    person.window->show(QStringLiteral("Assess"));
    QPlainTextEdit* edit = nullptr;
    REQUIRE(QTest::qWaitFor([&] {
        edit = person.find<QPlainTextEdit>("summary_bluf");
        return edit != nullptr && edit->isVisible() && !edit->isReadOnly();
    }, kDropWait));
    return edit;
}

} // namespace

TEST_CASE("a table that is dropped on a field of text starts the import, and the text stays as it was")
{
    Window person;
    person.openDemo();
    const auto file = table(person);
    auto* edit = summary(person);
    REQUIRE(edit->viewport()->acceptDrops()); // text that is dragged is welcome
    const QString before = edit->toPlainText();
    CHECK(dropFile(*edit->viewport(), file));
    CHECK(edit->toPlainText() == before);
    cancelImport(person);
    QLineEdit line{person.window};
    line.show();
    CHECK(dropFile(line, file));
    CHECK(line.text().isEmpty());
    cancelImport(person);
    CHECK(person.window->document()->undoStack().count() == 0);
}

TEST_CASE("a table that is dropped on the list of incidents starts the import")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Incidents"));
    auto* incidents = person.find<QTableView>("incidentTable");
    REQUIRE(incidents != nullptr);
    const auto sheet = person.folder / "october.xlsx";
    test::writeFile(sheet, "no workbook"); // the import says so
    CHECK(dropFile(*incidents->viewport(), sheet));
    cancelImport(person);
}

TEST_CASE("text that is dragged is the field's")
{
    Window person;
    person.openDemo();
    QLineEdit line{person.window};
    line.show();
    QMimeData words;
    words.setText(QStringLiteral("Luzi"));
    QDragEnterEvent enter{line.rect().center(), Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&line, &enter);
    CHECK(enter.isAccepted());
    QDropEvent dropped{QPointF{line.rect().center()}, Qt::CopyAction, &words, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(&line, &dropped);
    CHECK(line.text() == QStringLiteral("Luzi"));
    CHECK(import(person) == nullptr);
}

TEST_CASE("a mission that is dropped opens in a window of its own, as File, Open has it")
{
    Window person;
    person.openDemo();
    const auto other = person.folder / "other.gpkg";
    std::filesystem::copy_file(test::demoFile(), other);
    auto* edit = summary(person);
    const QString before = edit->toPlainText();
    CHECK(dropFile(*edit->viewport(), other));
    test::OtherWindow second{*person.window};
    REQUIRE(second.waitForMission());
    CHECK(second.window->document()->path() == other);
    CHECK(person.window->document()->path() == person.path());
    CHECK(edit->toPlainText() == before);
    CHECK(import(person) == nullptr);
}

TEST_CASE("a mission that is dropped on the welcome screen opens in this window")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    CHECK(dropFile(*person.find("welcome"), person.path()));
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr; }, kDropWait));
    CHECK(person.window->document()->path() == person.path());
}

TEST_CASE("a dialog takes no file, neither in its fields nor for the window behind it")
{
    Window person;
    person.openDemo();
    const auto file = table(person);
    bool asked = false;
    QTimer::singleShot(0, person.window, [&] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        asked = true;
        for (auto* line : dialog->findChildren<QLineEdit*>()) {
            INFO(line->objectName().toStdString());
            const QString before = line->text();
            CHECK_FALSE(dropFile(*line, file));
            CHECK(line->text() == before);
        }
        CHECK_FALSE(dropFile(*person.window, file));
        dialog->reject();
    });
    person.window->actions().action(QStringLiteral("file.newMission"))->trigger();
    CHECK(asked);
    CHECK(import(person) == nullptr);
}
