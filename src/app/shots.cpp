// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shots.h"

#include "data/data_workspace.h"
#include "data/problems_page.h"
#include "frame/demo_mission.h"
#include "frame/main_window.h"
#include "reports/reports_workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/scenario_edit.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <cstdio>

namespace tutela::app {

namespace {

struct Size {
    QSize pixels;
    double textScale;
    const char* name;
};
constexpr int kSettleMs = 15'000, kPauseMs = 20, kQuietMs = 250;

/// Lets workers and timers finish: until every map is sharp and nothing has happened for some rounds.
void settle(MainWindow& window)
{
    constexpr int kCalmRounds = kQuietMs / kPauseMs;
    QElapsedTimer clock;
    clock.start();
    for (int calm = 0; clock.elapsed() < kSettleMs && calm < kCalmRounds; ++calm) {
        QCoreApplication::processEvents();
        const auto* map = window.canvas();
        const auto* reports = qobject_cast<const ReportsWorkspace*>(window.current());
        if (session::JobRunner::atWork() > 0 || (map != nullptr && !map->isSharp()) || (reports != nullptr && !reports->isSettled()))
            calm = 0;
        QThread::msleep(kPauseMs);
    }
}

QElapsedTimer started()
{
    QElapsedTimer clock;
    clock.start();
    return clock;
}

void save(QWidget& widget, const QString& folder, const QString& name)
{
    widget.grab().save(QDir{folder}.filePath(name + QStringLiteral(".png")));
    std::puts(name.toUtf8().constData());
}

/// Dialogs run their own loop: a timer paints and closes them.
void shootDialog(MainWindow& window, const QString& action, const QString& folder, const QString& name)
{
    QTimer timer;
    timer.setInterval(kQuietMs);
    QObject::connect(&timer, &QTimer::timeout, &window, [&] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            save(*dialog, folder, name);
            dialog->reject();
        }
    });
    timer.start();
    window.actions().action(action)->trigger();
}

/// The steps of an import, of a table made for the picture.
void shootImport(MainWindow& window, const QString& folder, const QString& suffix)
{
    QTemporaryDir temporary;
    const QString path = temporary.filePath(QStringLiteral("octobre.csv"));
    QFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write("Date evt;Lieu;Latitude;Longitude;Category;Tues;Blesses;Auteur;ID interne\n");
    for (int day = 1; day <= 31; ++day)
        file.write(QStringLiteral("%1/10/2026;Luzi %1;1,9%1;5,1%1;Embuscade;%2;%3;Hommes armes;%1\n").arg(day).arg(day % 3).arg(day % 7 == 0 ? QStringLiteral("mille") : QString::number(day % 5)).toUtf8());
    file.close();
    window.takeFile(path);
    auto* dialog = window.findChild<QDialog*>(QStringLiteral("importWindow"));
    if (dialog == nullptr)
        return;
    for (const char* step : {"file", "columns", "check", "import"}) {
        const auto* next = dialog->findChild<QPushButton*>(QStringLiteral("importNext"));
        for (QElapsedTimer clock = started(); !next->isEnabled() && clock.elapsed() < kSettleMs;)
            settle(window);
        settle(window);
        save(*dialog, folder, QStringLiteral("import-") + QLatin1String{step} + suffix);
        if (qstrcmp(step, "import") != 0)
            dialog->findChild<QPushButton*>(QStringLiteral("importNext"))->click();
    }
    dialog->reject();
}

/// A dialog that is open and waits; it is painted and closed.
void shootOpen(MainWindow& window, const QString& objectName, const QString& folder, const QString& name)
{
    auto* dialog = window.findChild<QDialog*>(objectName);
    if (dialog == nullptr)
        return;
    settle(window);
    save(*dialog, folder, name);
    dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// Changing many incidents, and pasting cells of which some are refused.
void shootTable(MainWindow& window, const QString& folder, const QString& suffix)
{
    window.show(QStringLiteral("Incidents"));
    auto* table = window.current()->findChild<QTableView*>(QStringLiteral("incidentTable"));
    if (table == nullptr || table->model()->rowCount() < 4)
        return;
    table->selectAll();
    window.current()->run(QStringLiteral("edit.bulk"));
    if (auto* words = window.findChild<QComboBox*>(QStringLiteral("bulkWord")))
        words->setCurrentIndex(words->findText(QStringLiteral("Corroborated")));
    shootOpen(window, QStringLiteral("bulkEdit"), folder, QStringLiteral("bulk-edit") + suffix);
    table->setCurrentIndex(table->model()->index(0, 4));
    QApplication::clipboard()->setText(QStringLiteral("200000\nmany\n3 or 4\n2\n"));
    QKeyEvent paste{QEvent::KeyPress, Qt::Key_V, Qt::ControlModifier};
    QCoreApplication::sendEvent(table, &paste);
    shootOpen(window, QStringLiteral("pasteDialog"), folder, QStringLiteral("paste") + suffix);
}

void shootData(MainWindow& window, const QString& folder, const QString& suffix, std::initializer_list<const char*> sections = {"place", "actor", "layers", "problems", "parameters", "settings"})
{
    window.show(QStringLiteral("Data"));
    auto* data = qobject_cast<DataWorkspace*>(window.current());
    if (data == nullptr)
        return;
    for (const char* section : sections) {
        data->showSection(QLatin1String{section});
        settle(window);
        const auto* problems = data->findChild<ProblemsPage*>();
        for (QElapsedTimer clock = started(); problems->isVisible() && !problems->isReady() && clock.elapsed() < kSettleMs;)
            settle(window);
        save(window, folder, QStringLiteral("data-") + QLatin1String{section} + suffix);
    }
    data->showSection(QStringLiteral("sources"));
}

/// Paints and closes the next modal dialog.
void shootNext(QPushButton* button, const QString& folder, const QString& name)
{
    if (button == nullptr || !button->isEnabled())
        return;
    QTimer timer;
    timer.setInterval(kQuietMs);
    QObject::connect(&timer, &QTimer::timeout, button, [&] {
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            save(*dialog, folder, name);
            dialog->reject();
        }
    });
    timer.start();
    button->click();
}

/// The page of an assessment further down, its comparison, check list, an explanation and its dialogs.
void shootAssess(MainWindow& window, const QString& folder, const QString& suffix)
{
    window.show(QStringLiteral("Assess"));
    settle(window);
    auto* page = window.current()->findChild<QScrollArea*>(QStringLiteral("assessmentPage"));
    for (int part = 1; page != nullptr && page->verticalScrollBar()->value() < page->verticalScrollBar()->maximum() && part <= 6; ++part) {
        page->verticalScrollBar()->setValue(page->verticalScrollBar()->value() + page->viewport()->height() - 40);
        settle(window);
        save(window, folder, QStringLiteral("assess-part%1").arg(part) + suffix);
    }
    const auto button = [&](const char* name) { return window.current()->findChild<QPushButton*>(QLatin1String{name}); };
    shootNext(button("addAction"), folder, QStringLiteral("assess-action") + suffix);
    for (const auto& [action, name] : {std::pair{"assess.check", "assess-check"}, {"assess.nextChange", "assess-compare"}}) {
        window.actions().action(QLatin1String{action})->trigger();
        settle(window);
        save(window, folder, QLatin1String{name} + suffix);
    }
    window.actions().action(QStringLiteral("assess.compare"))->trigger();
    shootNext(button("nextStep"), folder, QStringLiteral("assess-submit") + suffix);
    if (auto* figure = button("figure5")) {
        figure->click();
        settle(window);
        if (auto* card = window.findChild<QWidget*>(QStringLiteral("explanation"))) {
            save(*card, folder, QStringLiteral("assess-explanation") + suffix);
            card->close();
        }
    }
}

/// The newest patrol with a track: its record, its row and its way.
void shootPatrol(MainWindow& window, const QString& folder, const QString& suffix)
{
    const auto mission = window.document()->mission();
    const core::Patrol* newest = nullptr;
    for (const core::Patrol& patrol : mission->all<core::Patrol>())
        if (!patrol.geometry.empty() && (newest == nullptr || patrol.actual_start > newest->actual_start))
            newest = &patrol;
    if (newest == nullptr)
        return;
    window.openRecord({core::Kind::PATROL, newest->id});
    settle(window);
    save(window, folder, QStringLiteral("patrol-record") + suffix);
    window.context().select(std::nullopt); // the list of places stands in front again in the next round
    if (auto* list = window.current()->findChild<QDockWidget*>(QStringLiteral("reachListDock")))
        list->raise();
}

/// What a scenario changes, and every list of Patrols. The scenario is taken back: other pictures are of today.
void shootScenario(MainWindow& window, const QString& folder, const QString& suffix)
{
    window.show(QStringLiteral("Patrols"));
    auto& document = *window.document();
    const auto mission = document.mission();
    const auto roads = mission->all<core::Road>();
    const auto road = std::find_if(roads.begin(), roads.end(), [](const core::Road& each) { return each.road_class == core::RoadClass::ROAD_PRIMARY; });
    const auto place = std::find_if(mission->all<core::Place>().begin(), mission->all<core::Place>().end(), [](const core::Place& each) { return each.point().has_value(); });
    auto* choice = window.current()->findChild<QComboBox*>(QStringLiteral("reachScenario"));
    if (road == roads.end() || place == mission->all<core::Place>().end() || choice == nullptr)
        return;
    const auto scenario = session::addBase(document, {}, *place->point());
    session::closeRoad(document, scenario, analysis::RoadId{road->id});
    settle(window);
    choice->setCurrentIndex(1);
    auto* list = window.current()->findChild<QDockWidget*>(QStringLiteral("reachListDock"));
    for (const char* tab : {"Beyond", "Overdue", "Connection", "Density", "Lines", "Bases", "Roads", "Changes", "Compare"})
        if (auto* button = window.current()->findChild<QPushButton*>(QStringLiteral("reachTab") + QLatin1String{tab}); button != nullptr && button->isEnabled()) {
            if (list != nullptr)
                list->raise(); // a dock that shares its place may have come forward
            button->click();
            settle(window);
            save(window, folder, QStringLiteral("patrols-") + QString::fromLatin1(tab).toLower() + suffix);
        }
    auto* beyond = window.current()->findChild<QPushButton*>(QStringLiteral("reachTabBeyond"));
    beyond->click(); // else the two scenarios of the list are compared, not today and this one
    window.actions().action(QStringLiteral("patrols.swipe"))->trigger();
    settle(window);
    save(window, folder, QStringLiteral("patrols-swipe") + suffix);
    window.actions().action(QStringLiteral("patrols.swipe"))->trigger();
    choice->setCurrentIndex(0);
    document.undoStack().undo();
    document.undoStack().undo();
    settle(window);
}

void shootTheme(MainWindow& window, const QString& folder, const QString& suffix)
{
    for (const QString& workspace : MainWindow::workspaceNames()) {
        window.show(workspace);
        if (const auto& incidents = *window.document()->mission()->incidents; workspace == QStringLiteral("Incidents") && !incidents.id.empty()) {
            const auto newest = std::max_element(incidents.time.begin(), incidents.time.end()) - incidents.time.begin();
            window.openRecord({core::Kind::INCIDENT, incidents.id[static_cast<std::size_t>(newest)]});
        }
        settle(window);
        if (auto* list = window.current()->findChild<QTableWidget*>(QStringLiteral("reachTable")); list != nullptr && list->rowCount() > 0) {
            list->setCurrentCell(0, 1);
            settle(window);
        }
        save(window, folder, workspace.toLower() + suffix);
    }
    shootScenario(window, folder, suffix);
    shootPatrol(window, folder, suffix);
    shootAssess(window, folder, suffix);
    shootImport(window, folder, suffix);
    shootTable(window, folder, suffix);
    shootData(window, folder, suffix);
    window.actions().action(QStringLiteral("edit.search"))->trigger();
    settle(window);
    save(window, folder, QStringLiteral("palette") + suffix);
    for (auto* card : window.findChildren<QWidget*>(QStringLiteral("paletteCard")))
        card->hide();
    for (const auto& [action, name] : {std::pair{"help.shortcuts", "shortcuts"}, {"help.room", "help"}, {"view.preferences", "preferences"}, {"help.about", "about"},
                                       {"file.newMission", "new-mission"}, {"assess.new", "new-assessment"}})
        shootDialog(window, QLatin1String{action}, folder, QLatin1String{name} + suffix);
}

void openMission(MainWindow& window, const QString& path)
{
    window.openMission(path);
    while (window.isOpening())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// A mission with nothing in it, then with one incident: each workspace says what belongs there and what to do.
void shootBeginnings(Style& style, Prompts& prompts, const QString& folder, const QSize& size)
{
    QTemporaryDir temporary;
    const QString path = temporary.filePath(QStringLiteral("Beginning.gpkg"));
    core::MissionDetails details;
    details.name = "Beginning";
    static_cast<void>(store::MissionFile::create(path.toStdString(), details, {}));
    auto* made = new MainWindow{style, prompts};
    MainWindow& window = *made;
    window.resize(size);
    window.show();
    openMission(window, path);
    for (const char* name : {"empty", "one"}) {
        const QString suffix = QStringLiteral("-%1-%2x%3").arg(QLatin1String{name}).arg(size.width()).arg(size.height());
        for (const QString& workspace : MainWindow::workspaceNames()) {
            window.show(workspace);
            settle(window);
            save(window, folder, workspace.toLower() + suffix);
        }
        shootData(window, folder, suffix, {"sources", "place", "area", "actor", "threat", "base", "unit", "group", "layers", "problems", "settings"});
        if (window.document()->mission()->incidents->size() == 0)
            static_cast<void>(session::addIncident(*window.document(), QStringLiteral("Radio Ubara")));
    }
    window.close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

int takeShots(Style& style, const QString& folder)
{
    QDir{}.mkpath(folder);
    QTemporaryDir temporary;
    const QString demo = temporary.filePath(QStringLiteral("Kavara.gpkg"));
    makeDemo(demo, {});
    DialogPrompts prompts;
    for (const QSize& size : {QSize{800, 600}, QSize{1366, 768}}) {
        style.setTheme(map::Theme::Light);
        style.setTextScale(1.0);
        shootBeginnings(style, prompts, folder, size);
    }
    for (const Size& size : {Size{{800, 600}, 1.0, "800x600"}, Size{{1366, 768}, 1.0, "1366x768"}, Size{{1920, 1080}, 1.0, "1920x1080"}, Size{{1920, 1080}, 2.0, "200-percent"}})
        for (const auto theme : {map::Theme::Light, map::Theme::Dark}) {
            style.setTheme(theme);
            style.setTextScale(size.textScale);
            auto* window = new MainWindow{style, prompts};
            window->resize(size.pixels);
            window->show();
            const QString suffix = QStringLiteral("-%1-%2").arg(QLatin1String{theme == map::Theme::Dark ? "dark" : "light"}, QLatin1String{size.name});
            settle(*window);
            save(*window, folder, QStringLiteral("welcome") + suffix);
            openMission(*window, demo);
            shootTheme(*window, folder, suffix);
            window->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    return 0;
}

} // namespace tutela::app
