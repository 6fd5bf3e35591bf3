// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "frame/command_palette.h"
#include "frame/undo_step.h"
#include "welcome/welcome.h"

#include <tutela/session/display.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/overview.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QHelpEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>
#include <QToolTip>

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

TEST_CASE("the theme changes at once, and the map with it")
{
    Window person;
    person.openDemo();
    auto* map = person.window->canvas();
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    const auto mean = [&] { return map->grab().toImage().scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixelColor(0, 0).lightness(); };
    const int light = mean();
    person.window->actions().action(QStringLiteral("view.themeDark"))->trigger();
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
    CHECK(mean() < light - 50);
    CHECK(person.window->palette().window().color().lightness() < 100);
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
    person.window->close();
    QTest::qWait(10); // it deletes itself
    person.window = new app::MainWindow{person.style, person.prompts};
    person.window->resize(1440, 900);
    person.window->QWidget::show();
    REQUIRE(test::openMission(*person.window, person.path()));
    CHECK_FALSE(dock(closed)->isVisible());
    CHECK(person.window->current()->dockWidgetArea(dock(moved)) == Qt::TopDockWidgetArea);
    person.window->actions().action(QStringLiteral("view.reset"))->trigger();
    CHECK(dock(closed)->isVisible());
    CHECK(person.window->current()->dockWidgetArea(dock(moved)) == at);
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

TEST_CASE("a click on a figure of the overview shows what it is, of when, and opens the records behind it")
{
    Window person;
    person.openDemo();
    REQUIRE(QTest::qWaitFor([&] { return person.window->findChild<QPushButton*>(QStringLiteral("figure4")) != nullptr; }, 20000));
    person.click("figure4");
    auto* card = QApplication::activePopupWidget();
    REQUIRE(card != nullptr);
    QString words;
    for (const auto* label : card->findChildren<QLabel*>())
        words += label->text() + QLatin1Char('\n');
    INFO(words.toStdString());
    CHECK(words.contains(QStringLiteral("actions overdue: ")));
    CHECK(words.contains(QStringLiteral("As of 31 Oct 2026")));
    const auto records = card->findChildren<QPushButton*>(QStringLiteral("explainedRecord"));
    REQUIRE_FALSE(records.isEmpty());
    QTest::mouseClick(records.front(), Qt::LeftButton);
    REQUIRE(person.window->context().selection());
    CHECK(person.window->context().selection()->kind == core::Kind::ACTION);
    CHECK(person.window->current()->objectName() == QStringLiteral("Assess"));
}

TEST_CASE("names that look like markup are shown as they are")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const QString evil = QStringLiteral("<img src=\"file:///x\"><b>Luzi</b>");
    document->edit({{{"kind", "mission"}, {"set", {{"name", evil.toStdString()}}}}}, QStringLiteral("rename"));
    for (auto* label : person.window->findChildren<QLabel*>()) {
        INFO(label->objectName().toStdString());
        CHECK((label->textFormat() == Qt::PlainText || label->text().isEmpty()));
    }
    CHECK(person.find<QLabel>("missionName")->toolTip().contains(QStringLiteral("&lt;img")));
}

TEST_CASE("no tool tip of a control or a cell reads markup that data holds")
{
    Window person;
    person.openDemo();
    auto* document = person.window->document();
    const std::string evil = "<img src=\"file:///x\"><b>name</b>";
    std::vector<nlohmann::json> edits{{{"kind", "mission"}, {"set", {{"name", evil}}}}};
    const auto rename = [&](const char* kind, const auto& records) {
        for (const auto& record : records)
            edits.push_back({{"kind", kind}, {"id", record.id}, {"set", {{"name", evil + std::to_string(record.id)}}}});
    };
    const auto mission = document->mission();
    rename("place", mission->all<core::Place>());
    rename("actor", mission->all<core::Actor>());
    rename("threat", mission->all<core::Threat>());
    rename("area", mission->all<core::Area>());
    document->edit(edits, QString::fromStdString("rename to " + evil));
    person.window->context().setPeriod(session::WorkContext::firstPeriod(*mission));
    const auto isPlain = [](const QString& tip) { return !tip.contains(QStringLiteral("<img")) && !tip.contains(QStringLiteral("<b>")); };
    std::size_t cells = 0, evilTips = 0;
    for (const QString& name : app::MainWindow::workspaceNames()) {
        person.window->show(name);
        QTest::qWait(300);
        for (auto* widget : person.window->findChildren<QWidget*>()) {
            INFO(name.toStdString() << " " << widget->objectName().toStdString());
            CHECK(isPlain(widget->toolTip()));
        }
        for (auto* view : person.window->current()->findChildren<QAbstractItemView*>()) {
            if (!view->isVisibleTo(person.window) || view->model() == nullptr)
                continue;
            for (int y = 8; y < view->viewport()->height(); y += 24)
                for (int x = 8; x < view->viewport()->width(); x += 40) {
                    if (!view->indexAt({x, y}).isValid())
                        continue;
                    QToolTip::hideText();
                    QHelpEvent help{QEvent::ToolTip, {x, y}, view->viewport()->mapToGlobal(QPoint{x, y})};
                    QApplication::sendEvent(view->viewport(), &help);
                    INFO(name.toStdString() << " " << view->objectName().toStdString() << " " << QToolTip::text().toStdString());
                    CHECK(isPlain(QToolTip::text()));
                    evilTips += QToolTip::text().contains(QStringLiteral("&lt;img")) ? 1 : 0;
                    ++cells;
                }
        }
    }
    CHECK(cells > 100);
    CHECK(evilTips > 10);
}

TEST_CASE("every control that a person reaches has a name for machines and one for people")
{
    Window person;
    person.openDemo();
    for (const QString& workspace : app::MainWindow::workspaceNames()) {
        person.window->show(workspace);
        for (auto* widget : person.window->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) != nullptr || qobject_cast<QLineEdit*>(widget) != nullptr;
            const bool ofQt = widget->objectName().startsWith(QStringLiteral("qt_")) || qobject_cast<QLineEdit*>(widget->parentWidget()) != nullptr
                              || widget->inherits("QDockWidgetTitleButton") || widget->inherits("QComboBoxPrivateContainer")
                              || widget->inherits("QTableCornerButton") || widget->objectName().startsWith(QStringLiteral("ScrollLeft"))
                              || widget->objectName().startsWith(QStringLiteral("ScrollRight"));
            if (!control || ofQt || !widget->isVisibleTo(person.window))
                continue;
            INFO(workspace.toStdString() << " " << widget->metaObject()->className() << " " << widget->objectName().toStdString());
            CHECK_FALSE(widget->objectName().isEmpty());
            CHECK_FALSE(widget->accessibleName().isEmpty());
        }
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

TEST_CASE("preferences keep shortcuts and coordinate notations, refuse taken keys, and give the defaults back")
{
    Window person;
    person.openDemo();
    auto& actions = person.window->actions();
    auto* compare = actions.action(QStringLiteral("assess.compare"));
    const QKeySequence first = compare->shortcut();
    const auto inDialog = [&](const std::function<void(QDialog&)>& work) {
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            work(*dialog);
            dialog->reject();
        });
        actions.action(QStringLiteral("view.preferences"))->trigger();
    };
    const auto setKeys = [](QDialog& dialog, const QKeySequence& keys) {
        auto* edit = dialog.findChild<QKeySequenceEdit*>(QStringLiteral("keys_assess.compare"));
        edit->setKeySequence(keys);
        emit edit->editingFinished();
    };
    inDialog([&](QDialog& dialog) {
        setKeys(dialog, QKeySequence{QStringLiteral("Ctrl+Z")});
        CHECK(compare->shortcut() == first);
        setKeys(dialog, QKeySequence{QStringLiteral("Ctrl+Alt+D")});
        CHECK(compare->shortcut() == QKeySequence{QStringLiteral("Ctrl+Alt+D")});
        auto* utm = dialog.findChild<QCheckBox*>(QStringLiteral("format_%1").arg(static_cast<int>(core::CoordinateForm::Utm)));
        QTest::mouseClick(utm, Qt::LeftButton, {}, QPoint{8, utm->height() / 2});
    });
    emit person.window->canvas()->cursorMoved(core::GeoPoint::of(5.1, 1.94));
    CHECK(person.find<QToolButton>("statusCoordinate")->text().contains(QStringLiteral("31N")));
    CHECK(QSettings{}.value(QStringLiteral("shortcuts/assess.compare")).toString() == QStringLiteral("Ctrl+Alt+D"));
    inDialog([&](QDialog& dialog) { dialog.findChild<QPushButton*>(QStringLiteral("shortcutDefaults"))->click(); });
    CHECK(compare->shortcut() == first);
    CHECK_FALSE(QSettings{}.contains(QStringLiteral("shortcuts/assess.compare")));
}

TEST_CASE("preferences set author, theme and size of text, and refuse an author that is none")
{
    Window person;
    const auto inDialog = [&](const std::function<void(QDialog&)>& work) {
        QTimer::singleShot(0, person.window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            REQUIRE(dialog != nullptr);
            work(*dialog);
            dialog->reject();
        });
        person.window->actions().action(QStringLiteral("view.preferences"))->trigger();
    };
    inDialog([&](QDialog& dialog) {
        auto* author = dialog.findChild<QLineEdit*>(QStringLiteral("preferenceAuthor"));
        author->setText(QStringLiteral("Military/XY"));
        CHECK(QSettings{}.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
        author->setText(QStringLiteral("Somebody Else"));
        CHECK(QSettings{}.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
        dialog.findChild<QComboBox*>(QStringLiteral("preferenceTheme"))->setCurrentIndex(1);
        CHECK(person.style.theme() == map::Theme::Dark);
        CHECK(QSettings{}.value(QStringLiteral("appearance/theme")).toString() == QStringLiteral("dark"));
        auto* size = dialog.findChild<QComboBox*>(QStringLiteral("preferenceTextSize"));
        size->setCurrentIndex(size->findData(150));
        CHECK(person.style.textScale() == Approx(1.5));
        CHECK(QSettings{}.value(QStringLiteral("appearance/textScale")).toDouble() == Approx(1.5));
    });
    inDialog([&](QDialog& dialog) { // what was set is shown, and given back
        CHECK(dialog.findChild<QComboBox*>(QStringLiteral("preferenceTextSize"))->currentData().toInt() == 150);
        dialog.findChild<QPushButton*>(QStringLiteral("appearanceDefaults"))->click();
    });
    CHECK(person.style.theme() == map::Theme::Light);
    CHECK(person.style.textScale() == Approx(1.0));
    person.openDemo();
    CHECK(person.window->document()->author().text() == "MILITARY/XY");
}

TEST_CASE("Forget leaves nothing of a mission in the settings, and the look of the window as it was")
{
    Window person;
    person.openDemo();
    const QString canary = QStringLiteral("Canary");
    QSettings settings;
    for (const char* key : {"incidents/views/Canary", "import/incidents/Canary", "import/incidents/Canary/words", "files/lastFolder", "reports/folder", "ignored/ab/cd", "added/later", "loose"})
        settings.setValue(QLatin1String{key}, QVariantMap{{QStringLiteral("Canary column"), QStringLiteral("Canary word")}});
    settings.setValue(QStringLiteral("shortcuts/assess.compare"), QStringLiteral("Ctrl+Alt+D"));
    settings.setValue(QStringLiteral("general/author"), QStringLiteral("MILITARY/XY"));
    QSettings ofQt{QSettings::UserScope, QStringLiteral("QtProject")};
    ofQt.setValue(QStringLiteral("FileDialog/history"), QStringList{QStringLiteral("file:///Canary")});
    QTimer::singleShot(0, person.window, [&] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        REQUIRE(dialog != nullptr);
        dialog->findChild<QPushButton*>(QStringLiteral("forgetMissions"))->click();
        CHECK_FALSE(dialog->findChild<QLabel*>(QStringLiteral("forgotten"))->text().isEmpty());
        dialog->reject();
    });
    person.window->actions().action(QStringLiteral("view.preferences"))->trigger();
    settings.sync();
    ofQt.sync();
    CHECK(app::RecentMissions::all().empty());
    for (const QString& key : settings.allKeys()) {
        INFO(key.toStdString());
        CHECK_FALSE(key.contains(canary));
        CHECK_FALSE(settings.value(key).toMap().contains(QStringLiteral("Canary column")));
    }
    const std::string kept = test::readFile(settings.fileName().toStdString());
    for (const char* text : {"Canary", "Kavara", "demo.gpkg"})
        CHECK(kept.find(text) == std::string::npos);
    CHECK_FALSE(ofQt.contains(QStringLiteral("FileDialog/history")));
    CHECK(settings.value(QStringLiteral("shortcuts/assess.compare")).toString() == QStringLiteral("Ctrl+Alt+D"));
    CHECK(settings.value(QStringLiteral("general/author")).toString() == QStringLiteral("MILITARY/XY"));
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
}
