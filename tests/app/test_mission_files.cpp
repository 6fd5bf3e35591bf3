// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "frame/new_mission_dialog.h"
#include "frame/prompts.h"

#include <tutela/store/backup.h>

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTimer>

using namespace tutela;
using test::Window;

namespace {

constexpr int kLongMs = 30'000;

QString text(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

/// Sectors that are taken, and a point that is none.
std::filesystem::path areasIn(const Window& person, bool good, std::size_t sectors = 1)
{
    std::string east;
    for (std::size_t i = 0; i < sectors; ++i)
        east += R"({"type":"Feature","properties":{"name":"East )" + std::to_string(i) + R"(","code":"E)" + std::to_string(i) + R"(","level":"SECTOR"},"geometry":{"type":"Polygon","coordinates":[[[3,1],[4,1],[4,2],[3,2],[3,1]]]}},)";
    const std::string point = R"({"type":"Feature","properties":{"name":"Point"},"geometry":{"type":"Point","coordinates":[4.5,1.5]}})";
    const auto path = person.folder / (good ? "good.geojson" : "bad.geojson");
    test::writeFile(path, R"({"type":"FeatureCollection","features":[)" + (good ? east : std::string{}) + point + "]}");
    return path;
}

/// Does `work` in the dialog of a new mission, which must be closed by it or is cancelled then.
void inDialog(Window& person, const std::function<void(app::NewMissionDialog&)>& work)
{
    bool seen = false;
    QTimer::singleShot(0, person.window, [&] {
        auto* dialog = qobject_cast<app::NewMissionDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        seen = true;
        work(*dialog);
        if (dialog->isVisible())
            dialog->reject();
    });
    person.window->actions().action(QStringLiteral("file.newMission"))->trigger();
    CHECK(seen);
}

template <class W>
W& part(const QWidget& dialog, const char* name)
{
    auto* found = dialog.findChild<W*>(QLatin1String{name});
    REQUIRE(found != nullptr);
    return *found;
}

} // namespace

TEST_CASE("a new mission shows what was taken from its areas and what was refused, and bears the author of the preferences")
{
    Window person;
    QSettings{}.setValue(QStringLiteral("general/author"), QStringLiteral("MILITARY/XY"));
    const auto target = person.folder / "new.gpkg";
    person.prompts.saves << text(target);
    inDialog(person, [&](app::NewMissionDialog& dialog) {
        auto& create = part<QPushButton>(dialog, "newMissionCreate");
        CHECK_FALSE(create.isEnabled());
        CHECK(part<QLabel>(dialog, "newMissionReason").text() == QStringLiteral("The mission needs a name."));
        part<QLineEdit>(dialog, "newMissionName").setText(QStringLiteral("New"));
        CHECK(create.isEnabled());
        CHECK(part<QLabel>(dialog, "newMissionReason").text().isEmpty());
        part<QLineEdit>(dialog, "newMissionAreas").setText(text(areasIn(person, true)));
        create.click();
        CHECK_FALSE(create.isEnabled()); // a worker makes it
        REQUIRE(QTest::qWaitFor([&] { return !dialog.made().isEmpty(); }, kLongMs));
        const QString balance = part<QPlainTextEdit>(dialog, "newMissionBalance").toPlainText();
        INFO(balance.toStdString());
        CHECK(balance.contains(QStringLiteral("1 of 2 taken, 1 refused")));
        CHECK(balance.contains(QStringLiteral("the geometry is no polygon")));
        create.click();
    });
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr; }, kLongMs));
    const auto commits = person.window->document()->history();
    REQUIRE(commits.size() == 2);
    for (const auto& commit : commits)
        CHECK(commit.author == "MILITARY/XY");
}

TEST_CASE("a new mission that cannot be made leaves no file, and the dialog stays with the reason and what was typed")
{
    Window person;
    const auto target = person.folder / "new.gpkg";
    person.prompts.saves << text(target);
    inDialog(person, [&](app::NewMissionDialog& dialog) {
        part<QLineEdit>(dialog, "newMissionName").setText(QStringLiteral("New"));
        part<QLineEdit>(dialog, "newMissionAreas").setText(text(areasIn(person, false)));
        part<QPushButton>(dialog, "newMissionCreate").click();
        auto& problem = part<QLabel>(dialog, "newMissionProblem");
        REQUIRE(QTest::qWaitFor([&] { return !problem.text().isEmpty(); }, kLongMs));
        INFO(problem.text().toStdString());
        CHECK(problem.text().contains(QStringLiteral("bad.geojson")));
        CHECK(dialog.made().isEmpty());
        CHECK(part<QLineEdit>(dialog, "newMissionName").text() == QStringLiteral("New"));
        CHECK_FALSE(std::filesystem::exists(target));
    });
    CHECK(person.window->document() == nullptr);
}

TEST_CASE("Escape stops a mission that is being made: the dialog says so and no file is left")
{
    constexpr std::size_t kMany = 5'000; // not read before the key is pressed
    Window person;
    const auto target = person.folder / "new.gpkg";
    person.prompts.saves << text(target);
    inDialog(person, [&](app::NewMissionDialog& dialog) {
        part<QLineEdit>(dialog, "newMissionName").setText(QStringLiteral("New"));
        part<QLineEdit>(dialog, "newMissionAreas").setText(text(areasIn(person, true, kMany)));
        part<QPushButton>(dialog, "newMissionCreate").click();
        CHECK(part<QPushButton>(dialog, "newMissionCancel").text() == QStringLiteral("Stop"));
        QTest::keyClick(&dialog, Qt::Key_Escape);
        CHECK(dialog.isVisible());
        auto& problem = part<QLabel>(dialog, "newMissionProblem");
        REQUIRE(QTest::qWaitFor([&] { return !problem.text().isEmpty(); }, kLongMs));
        CHECK(problem.text() == QStringLiteral("Stopped. No mission file was made."));
        CHECK_FALSE(std::filesystem::exists(target));
    });
}

TEST_CASE("a copy is saved while the mission stays open, and a backup is restored to a new file only")
{
    Window person;
    person.openDemo();
    const auto copy = person.folder / "copy.gpkg", restored = person.folder / "restored.gpkg";
    const std::string content = store::MissionFile::open(person.path(), store::Access::ReadOnly).contentHash();
    person.prompts.saves << text(copy);
    person.window->actions().action(QStringLiteral("file.backup"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return person.window->toasts().history().join(QLatin1Char('\n')).contains(QStringLiteral("Copy saved: copy.gpkg")); }, kLongMs));
    CHECK(store::MissionFile::open(copy, store::Access::ReadOnly).contentHash() == content);

    person.window->closeMission();
    person.prompts.opens << text(copy);
    person.prompts.saves << text(person.path()); // stands there already
    person.window->actions().action(QStringLiteral("file.restore"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return person.window->messages().text().contains(QStringLiteral("The backup was not restored")); }, kLongMs));
    CHECK(store::MissionFile::open(person.path(), store::Access::ReadOnly).contentHash() == content);

    person.prompts.opens << text(copy);
    person.prompts.saves << text(restored);
    person.window->actions().action(QStringLiteral("file.restore"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return person.window->document() != nullptr; }, kLongMs));
    CHECK(person.window->document()->path() == restored);
}

TEST_CASE("a mission that is opened for changes gets its backup of the day, and one that fails is told")
{
    Window person;
    person.openDemo();
    REQUIRE(QTest::qWaitFor([&] { return store::backupsOf(person.path()).size() == 1; }, kLongMs));
    CHECK(store::MissionFile::open(store::backupsOf(person.path()).front(), store::Access::ReadOnly).contentHash()
          == store::MissionFile::open(person.path(), store::Access::ReadOnly).contentHash());
    person.window->closeMission();
    std::filesystem::remove_all(person.folder / "demo.backups");
    test::writeFile(person.folder / "demo.backups", "no folder");
    REQUIRE(test::openMission(*person.window, person.path()));
    REQUIRE(QTest::qWaitFor([&] { return person.window->messages().text().contains(QStringLiteral("The backup of today was not made")); }, kLongMs));
    CHECK(person.window->document() != nullptr);
    CHECK_FALSE(person.window->document()->isReadOnly());
}

TEST_CASE("a name without an ending asks before it replaces the file that it gets with one")
{
    Window person;
    const auto folder = person.folder / "exports";
    std::filesystem::create_directory(folder);
    test::writeFile(folder / "view.png", "there");
    QSettings{}.setValue(QStringLiteral("files/lastFolder"), text(folder));
    app::DialogPrompts prompts;
    const auto typed = [&](const QString& name, const char* answer) {
        QTimer::singleShot(100, person.window, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            part<QLineEdit>(*dialog, "fileNameEdit").setText(name);
            if (answer != nullptr)
                QTimer::singleShot(100, person.window, [answer] {
                    auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                    REQUIRE(question != nullptr);
                    question->button(std::string_view{answer} == "yes" ? QMessageBox::Yes : QMessageBox::No)->click();
                });
            static_cast<QDialog*>(dialog)->accept();
            if (dialog->isVisible())
                dialog->reject();
        });
        return prompts.saveFile(person.window, QStringLiteral("Export"), QStringLiteral("map.png"), QStringLiteral("Pictures (*.png);;PDF (*.pdf)"));
    };
    CHECK(typed(QStringLiteral("view"), "no").isEmpty());
    CHECK(typed(QStringLiteral("view"), "yes") == text(folder / "view.png"));
    CHECK(typed(QStringLiteral("other"), nullptr) == text(folder / "other.png"));
}
