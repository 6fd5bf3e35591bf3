// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/full_disk.h"
#include "window_fixture.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QLabel>
#include <QPushButton>

#include <sys/stat.h>
#include <unistd.h>

#include <random>

// What a person is told when a mission cannot be saved or opened: what happened, what it means, what to do.
using namespace tutela;
using test::Window;

namespace {

constexpr int kFailureWait = 30'000;

/// More than a full disk takes.
std::string longNote(unsigned seed)
{
    std::mt19937 random{seed};
    std::string text(300'000, ' ');
    for (char& letter : text)
        letter = static_cast<char>('a' + random() % 26);
    return text;
}

void note(session::Document& document, const std::string& text)
{
    document.edit({{{"kind", "place"}, {"id", document.mission()->all<core::Place>().front().id}, {"set", {{"note", text}}}}}, QStringLiteral("Note on a place"));
}

const std::string& noteIn(const session::Document& document) { return document.mission()->all<core::Place>().front().note; }

QString bar(const Window& person) { return person.window->messages().text(); }

/// A button of the bar that is in front.
QPushButton* offered(const Window& person, const QString& text)
{
    QTest::qWait(10); // buttons of a bar that is on the screen already are shown by the next turn of the loop
    for (auto* button : person.window->messages().findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == text)
            return button;
    return nullptr;
}

void press(const Window& person, const QString& text)
{
    auto* button = offered(person, text);
    REQUIRE(button != nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::qWait(10); // buttons that went are gone
}

void failOnFullDisk(const Window& person, const std::string& text)
{
    const test::FullDisk full{person.path()};
    CHECK_THROWS_AS(note(*person.window->document(), text), core::Error);
}

/// Permissions do not bind the administrator: works as somebody else while it lives.
class OrdinaryPerson {
public:
    OrdinaryPerson() : m_was(::geteuid())
    {
        constexpr uid_t kNobody = 65534;
        if (m_was == 0)
            REQUIRE(::seteuid(kNobody) == 0);
    }
    ~OrdinaryPerson()
    {
        if (m_was == 0 && ::seteuid(m_was) != 0)
            std::abort();
    }
    OrdinaryPerson(const OrdinaryPerson&) = delete;
    OrdinaryPerson& operator=(const OrdinaryPerson&) = delete;

private:
    uid_t m_was;
};

void sql(const std::filesystem::path& file, const std::string& text) { REQUIRE(test::run({"sqlite3", file.string(), text}).exitCode == 0); }

} // namespace

TEST_CASE("a full disk: what is not saved, that it is on the screen, and Try again saves it")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::string before = noteIn(*document), typed = longNote(1);
    failOnFullDisk(person, typed);
    CHECK(bar(person).startsWith(QStringLiteral("Not saved: ")));
    CHECK(bar(person).contains(QStringLiteral("the disk is full")));
    CHECK(bar(person).contains(QStringLiteral("What you typed is still on the screen")));
    CHECK(offered(person, QStringLiteral("Save elsewhere ...")) != nullptr);
    CHECK(person.find<QLabel>("savedState")->text() == QStringLiteral("Not saved"));
    {
        const test::FullDisk full{person.path()};
        press(person, QStringLiteral("Try again"));
    }
    CHECK(bar(person).startsWith(QStringLiteral("Not saved"))); // it is still full
    CHECK(noteIn(*document) == before);
    press(person, QStringLiteral("Try again"));
    CHECK(noteIn(*document) == typed);
    CHECK(document->undoStack().undoText() == QStringLiteral("Note on a place"));
    CHECK(bar(person).isEmpty());
    CHECK(person.find<QLabel>("savedState")->text().contains(QStringLiteral("Saved")));
    CHECK_FALSE(document->canRetry());
    failOnFullDisk(person, longNote(2));
    CHECK(bar(person).startsWith(QStringLiteral("Not saved since ")));
}

TEST_CASE("a full disk: Save elsewhere goes on in a copy that has what was typed")
{
    Window person;
    person.openDemo();
    const std::string before = noteIn(*person.window->document()), typed = longNote(3);
    failOnFullDisk(person, typed);
    press(person, QStringLiteral("Save elsewhere ...")); // and no place is chosen
    CHECK(bar(person).startsWith(QStringLiteral("Not saved")));
    const auto copy = person.folder / "elsewhere.gpkg";
    person.prompts.saves = {QString::fromStdString(copy.string())};
    press(person, QStringLiteral("Save elsewhere ..."));
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr && !person.window->isOpening(); }, kFailureWait));
    CHECK(person.window->document()->path() == copy);
    CHECK(noteIn(*person.window->document()) == typed);
    CHECK(person.window->toasts().history().front().contains(QStringLiteral("elsewhere.gpkg")));
    QTest::keyClick(person.window, Qt::Key_W, Qt::ControlModifier); // nothing is asked: nothing is lost
    CHECK(person.window->document() == nullptr);
    CHECK(store::MissionFile::open(person.path(), store::Access::ReadOnly).snapshot().all<core::Place>().front().note == before);
    CHECK(store::MissionFile::open(copy, store::Access::ReadOnly).check(true).ok());
}

TEST_CASE("a full disk: a step that is not undone is told as that, closing asks nothing, and Try again undoes it")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::string before = noteIn(*document), written = longNote(4);
    note(*document, written);
    document->edit({{{"kind", "place"}, {"id", document->mission()->all<core::Place>().front().id}, {"set", {{"note", nullptr}}}}}, QStringLiteral("Clear a note"));
    {
        const test::FullDisk full{person.path()};
        QTest::keyClick(person.window, Qt::Key_Z, Qt::ControlModifier);
    }
    CHECK(bar(person).startsWith(QStringLiteral("Not undone: ")));
    CHECK(bar(person).contains(QStringLiteral("the disk is full")));
    CHECK_FALSE(bar(person).contains(QStringLiteral("typed")));
    CHECK(person.find<QLabel>("statusResult")->text().isEmpty());
    CHECK(person.find<QLabel>("savedState")->text().contains(QStringLiteral("Saved")));
    CHECK(app::ActionRegistry::plainText(person.window->actions().action(QStringLiteral("edit.undo"))) == QStringLiteral("Undo: Clear a note"));
    press(person, QStringLiteral("Try again"));
    CHECK(noteIn(*document) == written);
    CHECK(bar(person).isEmpty());
    CHECK(person.find<QLabel>("statusResult")->text() == QStringLiteral("Undone: Clear a note"));
    QTest::keyClick(person.window, Qt::Key_W, Qt::ControlModifier);
    CHECK(person.window->document() == nullptr);
}

TEST_CASE("a read-only folder: why nothing can be changed, what can be done, and a copy elsewhere can be changed")
{
    Window person;
    const test::TempFolder theirs;
    const auto path = theirs / "theirs.gpkg";
    std::filesystem::copy_file(test::demoFile(), path);
    ::chmod(path.c_str(), 0444);
    ::chmod(theirs.path().c_str(), 0555);
    {
        const OrdinaryPerson nobody;
        CHECK(test::openMission(*person.window, path));
    }
    ::chmod(theirs.path().c_str(), 0755);
    REQUIRE(person.window->document() != nullptr);
    CHECK(person.window->document()->isReadOnly());
    CHECK(bar(person).startsWith(QStringLiteral("Read-only: ")));
    CHECK(bar(person).contains(QStringLiteral("permission")));
    CHECK(bar(person).contains(QStringLiteral("nothing can be changed")));
    person.prompts.saves = {QString::fromStdString((person.folder / "mine.gpkg").string())};
    press(person, QStringLiteral("Save a copy ..."));
    REQUIRE(QTest::qWaitFor([&] { return std::filesystem::exists(person.folder / "mine.gpkg"); }, 20'000));
    CHECK_NOTHROW(store::MissionFile::open(person.folder / "mine.gpkg", store::Access::ReadWrite));
}

TEST_CASE("a mission that is open elsewhere: who has it, that it can be looked at, and where to close it")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    const auto writer = store::MissionFile::open(person.path(), store::Access::ReadWrite);
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK(person.window->document()->isReadOnly());
    CHECK(bar(person).startsWith(QStringLiteral("Read-only: another Tutela window or program (process ")));
    CHECK(bar(person).contains(QStringLiteral("close it there to change it here")));
    CHECK(bar(person).contains(QStringLiteral("You can look, export and print")));
    CHECK(offered(person, QStringLiteral("Save a copy ...")) != nullptr);
}

TEST_CASE("a mission of a newer Tutela: opens read-only when it can be read, else is refused, and says to update")
{
    Window person;
    std::filesystem::copy_file(test::demoFile(), person.path());
    sql(person.path(), "UPDATE tutela_meta SET schema = 99");
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK(person.window->document()->isReadOnly());
    CHECK(bar(person).startsWith(QStringLiteral("Read-only: this mission file was made by a newer Tutela; update this program")));
    person.window->closeMission();
    sql(person.path(), "UPDATE tutela_meta SET min_reader = 99");
    const std::string before = test::readFile(person.path());
    CHECK_FALSE(test::openMission(*person.window, person.path()));
    CHECK(bar(person).startsWith(QStringLiteral("demo.gpkg was not opened: this mission file was made by a newer Tutela; update this program")));
    CHECK(bar(person).contains(QStringLiteral("Nothing was changed")));
    CHECK(offered(person, QStringLiteral("Open another ...")) != nullptr);
    CHECK(offered(person, QStringLiteral("Restore a backup ...")) == nullptr);
    CHECK(test::readFile(person.path()) == before);
}

TEST_CASE("a damaged mission: is left as it is, and a backup of it is restored from the bar")
{
    Window person;
    const std::string whole = test::readFile(test::demoFile());
    test::writeFile(person.path(), whole.substr(0, whole.size() / 2));
    CHECK_FALSE(test::openMission(*person.window, person.path()));
    CHECK(bar(person).startsWith(QStringLiteral("demo.gpkg was not opened: the mission file is cut off; restore a backup")));
    CHECK(bar(person).contains(QStringLiteral("Nothing was changed")));
    CHECK(test::readFile(person.path()) == whole.substr(0, whole.size() / 2));
    const auto backup = person.folder / "backup.gpkg", restored = person.folder / "restored.gpkg";
    std::filesystem::copy_file(test::demoFile(), backup);
    person.prompts.opens = {QString::fromStdString(backup.string())};
    person.prompts.saves = {QString::fromStdString(restored.string())};
    press(person, QStringLiteral("Restore a backup ..."));
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr; }, kFailureWait));
    CHECK(person.window->document()->path() == restored);
    CHECK_FALSE(person.window->document()->isReadOnly());
    CHECK(bar(person).isEmpty());
}
