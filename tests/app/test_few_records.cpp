// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window with a mission of nothing, of one record, and on a computer whose clock is moved.
#include "qt_warnings.h"
#include "window_fixture.h"

#include "data/data_workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemView>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

using namespace tutela;
using test::Window;

namespace {

constexpr int kStillMs = 60'000;

void standStill()
{
    REQUIRE(QTest::qWaitFor([] { return session::JobRunner::atWork() == 0; }, kStillMs));
    QTest::qWait(50);
}

void openNew(Window& person)
{
    core::MissionDetails details;
    details.name = "Beginning";
    details.time_zone = "Africa/Lagos";
    static_cast<void>(store::MissionFile::create(person.path(), details, {}));
    REQUIRE(test::openMission(*person.window, person.path()));
    standStill();
}

/// A room that says something: words in view, none of them a fault.
void requireCalm(const Window& person, const QString& room)
{
    INFO(room.toStdString());
    int words = 0;
    for (const auto* label : person.window->current()->findChildren<QLabel*>())
        words += label->isVisible() && !label->text().trimmed().isEmpty() ? 1 : 0;
    CHECK(words > 0);
    CHECK(person.window->messages().text().isEmpty());
    CHECK(QApplication::activeModalWidget() == nullptr);
}

void visitAll(const Window& person)
{
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        standStill();
        requireCalm(person, room);
        auto* data = qobject_cast<app::DataWorkspace*>(person.window->current());
        if (data == nullptr)
            continue;
        const auto* sections = data->findChild<QListWidget*>(QStringLiteral("dataSections"));
        REQUIRE(sections != nullptr);
        for (int row = 0; row < sections->count(); ++row) {
            const QString section = sections->item(row)->data(Qt::UserRole).toString();
            data->showSection(section);
            standStill();
            requireCalm(person, room + QLatin1Char(' ') + section);
        }
    }
}

/// Whether a button that only an empty room shows is in view.
bool offers(const Window& person, const char* room, const QString& words)
{
    person.window->show(QLatin1String{room});
    standStill();
    for (const auto* label : person.window->current()->findChildren<QLabel*>())
        if (label->isVisible() && label->text().startsWith(words))
            return true;
    return false;
}

session::RecordRef addPlace(const Window& person)
{
    const nlohmann::json place{{"kind", "place"}, {"id", "new"}, {"set", {{"name", "Luzi"}, {"lon", 5.1}, {"lat", 1.94}, {"population_total", 900}}}};
    const auto made = person.window->document()->edit({place}, QStringLiteral("Add Luzi"));
    return {core::Kind::PLACE, made.ids.front()};
}

} // namespace

TEST_CASE("a mission without a record shows in each room what is missing and what to do, and warns of nothing")
{
    Window person;
    test::QtWarnings warnings;
    openNew(person);
    visitAll(person);
    CHECK(offers(person, "Incidents", QStringLiteral("No incident yet.")));
    CHECK(offers(person, "Assess", QStringLiteral("No threat assessment yet.")));
    CHECK(offers(person, "Patrols", QStringLiteral("Nothing to reach yet.")));
    CHECK(offers(person, "Reports", QStringLiteral("A report prints an assessment. There is none yet.")));
    CHECK(test::QtWarnings::count() == 0);
}

TEST_CASE("without a map that shows ground the status bar has neither scale nor coordinate system")
{
    Window person;
    openNew(person);
    const auto isShown = [&](const char* name) { return person.find(name)->isVisible(); };
    CHECK_FALSE(isShown("statusScale"));
    CHECK_FALSE(isShown("statusSystem"));
    static_cast<void>(addPlace(person));
    int withGround = 0;
    for (const QString& room : app::MainWindow::workspaceNames()) {
        person.window->show(room);
        standStill();
        INFO(room.toStdString());
        const auto maps = person.window->current()->findChildren<app::MapCanvas*>();
        const bool ground = std::any_of(maps.begin(), maps.end(), [](const auto* map) { return map->isVisible() && map->hasView() && !map->showsNothing(); });
        withGround += ground ? 1 : 0;
        CHECK(isShown("statusScale") == ground);
        CHECK(isShown("statusSystem") == ground);
    }
    CHECK(withGround > 0);
}

TEST_CASE("Patrols without a place hides its docks, and shows them again as they were")
{
    Window person;
    test::QtWarnings warnings;
    openNew(person);
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    const auto docks = person.window->current()->findChildren<QDockWidget*>();
    REQUIRE_FALSE(docks.empty());
    const auto hidden = [&] { return std::count_if(docks.begin(), docks.end(), [](const QDockWidget* dock) { return dock->isHidden(); }); };
    CHECK(hidden() == docks.size());
    person.window->resize(800, 600); // the layout of a narrow window is put aside as well
    standStill();
    CHECK(hidden() == docks.size());
    person.window->resize(1440, 900);
    static_cast<void>(addPlace(person));
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    CHECK(hidden() == 0);
    docks.front()->close();
    person.window->actions().action(QStringLiteral("edit.undo"))->trigger();
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    CHECK(hidden() == docks.size());
    person.window->actions().action(QStringLiteral("edit.redo"))->trigger();
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    CHECK(hidden() == 1); // what a person closed stays closed
    CHECK(docks.front()->isHidden());
    // Also when the window becomes low and narrow while there is nothing to show.
    person.window->actions().action(QStringLiteral("edit.undo"))->trigger();
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    person.window->resize(800, 600);
    standStill();
    CHECK(hidden() == docks.size());
    person.window->actions().action(QStringLiteral("edit.redo"))->trigger();
    person.window->show(QStringLiteral("Patrols"));
    standStill();
    CHECK(docks.front()->isHidden());
    CHECK(hidden() == 1);
    CHECK(test::QtWarnings::count() == 0);
}

TEST_CASE("a mission of one record shows it, and what is still missing, and warns of nothing")
{
    Window person;
    openNew(person);
    const auto place = addPlace(person);
    standStill();
    test::QtWarnings warnings;
    visitAll(person);
    CHECK(offers(person, "Incidents", QStringLiteral("No incident yet.")));
    CHECK(offers(person, "Assess", QStringLiteral("No threat assessment yet.")));
    CHECK_FALSE(offers(person, "Patrols", QStringLiteral("Nothing to reach yet."))); // a place is there: what lacks is said of it
    CHECK(offers(person, "Reports", QStringLiteral("A report prints an assessment. There is none yet.")));
    person.window->openRecord(place);
    standStill();
    CHECK(person.window->context().selection() == place);
    person.window->actions().action(QStringLiteral("edit.undo"))->trigger();
    standStill();
    CHECK(person.window->document()->mission()->all<core::Place>().empty());
    visitAll(person);
    CHECK(test::QtWarnings::count() == 0);
}

TEST_CASE("a clock that jumps is told once in the bar, which stays until it is closed, the newest jump replaces the one before")
{
    Window person;
    person.openDemo();
    standStill();
    auto& document = *person.window->document();
    const QString back = QStringLiteral("The clock of this computer went back by 1 day since the last change; it shows 4 Nov 2026, 12:02."),
                  forward = QStringLiteral("The clock of this computer went forward by 365 days since the last change; it shows 4 Nov 2027, 12:02.");
    emit document.clockMoved(back);
    CHECK(person.window->messages().isVisible());
    CHECK(person.window->messages().text() == back);
    emit document.clockMoved(forward);
    CHECK(person.window->messages().text() == forward);
    static_cast<void>(addPlace(person)); // work goes on
    standStill();
    CHECK(person.window->messages().text() == forward);
    person.window->messages().hide(QStringLiteral("clock"));
    CHECK_FALSE(person.window->messages().text().contains(QStringLiteral("clock"))); // the first is not below it
}

TEST_CASE("what is shown while the clock jumps stays in order, and undo follows it")
{
    Window person;
    openNew(person);
    const auto first = addPlace(person);
    standStill();
    emit person.window->document()->clockMoved(QStringLiteral("The clock of this computer went back by 1 day since the last change."));
    static_cast<void>(addPlace(person));
    standStill();
    CHECK(person.window->document()->mission()->all<core::Place>().size() == 2);
    person.window->actions().action(QStringLiteral("edit.undo"))->trigger();
    standStill();
    REQUIRE(person.window->document()->mission()->all<core::Place>().size() == 1);
    CHECK(person.window->document()->mission()->all<core::Place>().front().id == first.id);
}
