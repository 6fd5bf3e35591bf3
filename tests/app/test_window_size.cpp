// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What fits: windows, docks and dialogs on screens of every size.
#include "window_fixture.h"

#include <catch2/catch.hpp>

#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

#include <vector>

using namespace tutela;
using test::Window;

namespace {

/// The program ends and is started anew with the same mission.
void startAgain(Window& person)
{
    person.window->close();
    QTest::qWait(10); // it deletes itself
    person.window = new app::MainWindow{person.style, person.prompts};
    person.window->resize(1440, 900);
    person.window->QWidget::show();
    REQUIRE(test::openMission(*person.window, person.path()));
}

} // namespace

TEST_CASE("the first window fits the screen that it opens on")
{
    Window person;
    app::MainWindow fresh{person.style, person.prompts};
    fresh.setAttribute(Qt::WA_DeleteOnClose, false);
    const QSize screen = fresh.screen()->availableSize();
    CHECK(fresh.width() <= std::max(screen.width(), fresh.minimumWidth()));
    CHECK(fresh.height() <= std::max(screen.height() - 30, fresh.minimumHeight())); // with its title bar
}

TEST_CASE("a dock that is closed or moved stays so after a restart, until the workspace is reset")
{
    Window person;
    person.openDemo();
    const auto docks = [&] { return person.window->current()->findChildren<QDockWidget*>(); };
    const auto dock = [&](const QString& name) {
        person.window->show(QStringLiteral("Incidents"));
        auto* found = person.window->current()->findChild<QDockWidget*>(name);
        REQUIRE(found != nullptr);
        return found;
    };
    person.window->show(QStringLiteral("Incidents"));
    REQUIRE(docks().size() == 3);
    const QString closed = docks()[0]->objectName(), moved = docks()[1]->objectName();
    const auto at = person.window->current()->dockWidgetArea(dock(moved));
    dock(closed)->close();
    person.window->current()->addDockWidget(Qt::TopDockWidgetArea, dock(moved));
    startAgain(person);
    CHECK_FALSE(dock(closed)->isVisible());
    CHECK(person.window->current()->dockWidgetArea(dock(moved)) == Qt::TopDockWidgetArea);
    person.window->actions().action(QStringLiteral("view.reset"))->trigger();
    CHECK(dock(closed)->isVisible());
    CHECK(person.window->current()->dockWidgetArea(dock(moved)) == at);
}

TEST_CASE("docks of every room close and float, stay so after a restart, and come back by a reset")
{
    struct Changed {
        QString room, closed, floating; ///< names of docks; floating is empty where a room shows one dock
        Qt::DockWidgetArea closedAt, floatingAt;
        QStringList shown; ///< at first
    };
    Window person;
    person.openDemo();
    const auto show = [&](const QString& room) {
        person.window->show(room);
        QTest::qWait(50); // docks that are put aside at first
        return person.window->current();
    };
    const auto dock = [&](const QString& name) {
        auto* found = person.window->current()->findChild<QDockWidget*>(name);
        REQUIRE(found != nullptr);
        return found;
    };
    const auto shownDocks = [&] {
        QStringList names;
        for (const auto* each : person.window->current()->findChildren<QDockWidget*>())
            if (!each->isHidden())
                names << each->objectName();
        names.sort();
        return names;
    };
    std::vector<Changed> changes;
    for (const QString& room : app::MainWindow::workspaceNames()) {
        const auto* workspace = show(room);
        QList<QDockWidget*> shown;
        for (auto* each : workspace->findChildren<QDockWidget*>())
            if (!each->isHidden())
                shown << each;
        INFO(room.toStdString());
        CHECK(shown.empty() == (room == QStringLiteral("Overview")));
        if (shown.empty())
            continue;
        Changed change{room, shown.front()->objectName(), {}, workspace->dockWidgetArea(shown.front()), {}, shownDocks()};
        for (const auto* each : shown)
            CHECK((each->features() & (QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable))
                  == (QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetFloatable));
        shown.front()->close();
        CHECK(shown.front()->isHidden());
        if (shown.size() > 1) {
            change.floating = shown.back()->objectName();
            change.floatingAt = workspace->dockWidgetArea(shown.back());
            shown.back()->setFloating(true);
            CHECK(shown.back()->isFloating());
        }
        changes.push_back(change);
    }
    REQUIRE(changes.size() + 1 == static_cast<std::size_t>(app::MainWindow::workspaceNames().size()));
    startAgain(person);
    for (const Changed& change : changes) {
        auto* workspace = show(change.room);
        INFO(change.room.toStdString() << ": " << change.closed.toStdString() << " was closed, " << change.floating.toStdString() << " floats");
        CHECK(dock(change.closed)->isHidden());
        if (!change.floating.isEmpty())
            CHECK(dock(change.floating)->isFloating());
        person.window->actions().action(QStringLiteral("view.reset"))->trigger();
        QTest::qWait(50);
        CHECK_FALSE(dock(change.closed)->isHidden());
        CHECK_FALSE(dock(change.closed)->isFloating());
        CHECK(workspace->dockWidgetArea(dock(change.closed)) == change.closedAt);
        if (!change.floating.isEmpty()) {
            CHECK_FALSE(dock(change.floating)->isHidden());
            CHECK_FALSE(dock(change.floating)->isFloating());
            CHECK(workspace->dockWidgetArea(dock(change.floating)) == change.floatingAt);
        }
        // No other comes with them: no list of findings that nobody asked for, no form beside what is no table of records.
        CHECK(shownDocks().join(QLatin1Char(' ')).toStdString() == change.shown.join(QLatin1Char(' ')).toStdString());
    }
}

TEST_CASE("a window of 800 by 600 keeps every control inside")
{
    Window person;
    person.openDemo();
    person.window->resize(800, 600);
    QTest::qWait(50);
    for (const char* name : {"periodButton", "scopeButton", "searchButton", "undoButton", "redoButton", "markingChip", "statusOffline"}) {
        auto* widget = person.find(name);
        INFO(name);
        const QRect inside{widget->mapTo(person.window, QPoint{0, 0}), widget->size()};
        CHECK(person.window->rect().contains(inside));
    }
    auto* marking = person.find<QPushButton>("markingChip"); // never cut
    CHECK(marking->width() >= marking->sizeHint().width());
}

TEST_CASE("in a narrow window whole parts of the status bar give way: marking, warnings and Offline are never cut")
{
    Window person;
    person.openDemo();
    auto* bar = person.find("statusBar");
    auto* context = person.find<QLabel>("statusContext");
    const auto isShown = [&](const char* name) { return bar->findChild<QWidget*>(QLatin1String{name})->isVisible(); };
    const auto areWhole = [&] {
        for (const char* name : {"statusWarnings", "statusOffline"}) {
            const auto* button = bar->findChild<QToolButton*>(QLatin1String{name});
            if (button->width() < button->sizeHint().width() || !bar->rect().contains(button->geometry()))
                return false;
        }
        const int marking = context->fontMetrics().horizontalAdvance(QStringLiteral("\u2026mission: Unclassified"));
        return context->contentsRect().width() >= marking && bar->rect().contains(context->geometry());
    };
    CHECK(QTest::qWaitFor([&] { return isShown("statusSystem") && isShown("statusScale") && isShown("statusCoordinate") && isShown("statusMission"); }, 20'000));
    CHECK(areWhole());
    person.window->resize(800, 600);
    CHECK(QTest::qWaitFor([&] { return areWhole() && !isShown("statusSystem"); }, 5'000));
    CHECK(context->fontMetrics().horizontalAdvance(context->text()) <= context->contentsRect().width());
    person.style.setTextScale(2.0);
    person.window->resize(1280, 720);
    CHECK(QTest::qWaitFor(areWhole, 5'000));
    // What goes first goes before the others.
    person.style.setTextScale(1.0);
    for (int width = 1440; width >= 800; width -= 40) {
        person.window->resize(width, 700);
        INFO("at " << person.window->width());
        CHECK(QTest::qWaitFor([&] { return person.window->width() == width && areWhole(); }, 5'000));
        CHECK((!isShown("statusSystem") || isShown("statusScale")));
        CHECK((!isShown("statusScale") || isShown("statusCoordinate")));
        CHECK((!isShown("statusCoordinate") || isShown("statusMission")));
    }
}

TEST_CASE("in a window of 800 by 600 docks of both sides share one place, and the centre has room to work in")
{
    Window person;
    person.openDemo();
    person.window->resize(800, 600);
    constexpr int kCentre = 400, kDock = 200;
    for (const QString& name : {QStringLiteral("Incidents"), QStringLiteral("Assess"), QStringLiteral("Reports"), QStringLiteral("Data")}) {
        person.window->show(name);
        QTest::qWait(50);
        INFO(name.toStdString());
        auto* workspace = person.window->current();
        CHECK(person.window->size() == QSize(800, 600));
        CHECK(workspace->centralWidget()->width() >= kCentre);
        for (auto* dock : workspace->findChildren<QDockWidget*>())
            if (!dock->isHidden() && workspace->dockWidgetArea(dock) != Qt::BottomDockWidgetArea) {
                INFO(dock->objectName().toStdString());
                dock->raise();
                QTest::qWait(20);
                CHECK(dock->width() >= kDock);
                CHECK(person.window->rect().contains(QRect{dock->mapTo(person.window, QPoint{0, 0}), dock->size()}));
            }
    }
    person.window->show(QStringLiteral("Incidents"));
    person.window->resize(1440, 900); // wide again: each on its own side
    QTest::qWait(50);
    auto* filters = person.find<QDockWidget>("incidentFiltersDock");
    CHECK(person.window->current()->dockWidgetArea(filters) == Qt::LeftDockWidgetArea);
    CHECK(person.window->current()->tabifiedDockWidgets(filters).isEmpty());
}

TEST_CASE("no dialog is larger than its screen, and its buttons are inside, at any size of text")
{
    Window person;
    person.openDemo();
    const QSize room = person.window->screen()->availableSize() - QSize{8, 40};
    for (const double scale : {1.0, 2.0}) {
        person.style.setTextScale(scale);
        for (const char* id : {"help.shortcuts", "help.notices", "help.about", "view.preferences", "file.newMission"}) {
            INFO(id << " at " << scale);
            bool seen = false;
            QTimer::singleShot(0, person.window, [&] {
                auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
                REQUIRE(dialog != nullptr);
                QCoreApplication::processEvents();
                seen = true;
                CHECK(dialog->width() <= room.width());
                CHECK(dialog->height() <= room.height());
                auto* box = dialog->findChild<QDialogButtonBox*>();
                REQUIRE(box != nullptr);
                CHECK(dialog->rect().contains(QRect{box->mapTo(dialog, QPoint{0, 0}), box->size()}));
                dialog->reject();
            });
            person.window->actions().action(QLatin1String{id})->trigger();
            CHECK(seen);
        }
    }
}

TEST_CASE("in a low window the table of incidents has the room of the timeline, which View brings back")
{
    Window person;
    person.openDemo();
    person.window->show(QStringLiteral("Incidents"));
    person.window->resize(800, 600);
    auto* timeline = person.find<QDockWidget>("incidentTimelineDock");
    auto* table = person.find<QTableView>("incidentTable");
    REQUIRE((timeline != nullptr && table != nullptr));
    constexpr int kRows = 5;
    CHECK(QTest::qWaitFor([&] { return timeline->isHidden() && table->viewport()->height() >= kRows * table->rowHeight(0); }, 3000));
    auto* bring = person.window->actions().action(QStringLiteral("view.timeline"));
    REQUIRE(bring->isEnabled());
    bring->trigger();
    CHECK(timeline->isVisible());
    bring->trigger();
    CHECK(timeline->isHidden());
    person.window->resize(1440, 900); // nobody closed it there
    CHECK(QTest::qWaitFor([&] { return timeline->isVisible(); }, 3000));
}
