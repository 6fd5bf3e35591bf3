// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window and its rooms: which workspace is in front, and what the bars around it say. The mission that is open in it is in
// main_window_mission.cpp.
#include "main_window.h"

#include "../incidents/incidents_workspace.h"
#include "../assess/assess_workspace.h"
#include "../data/data_workspace.h"
#include "../overview/overview_workspace.h"
#include "../patrols/patrols_workspace.h"
#include "../reports/reports_workspace.h"
#include "../welcome/welcome.h"
#include "bars.h"
#include "command_palette.h"
#include "dialogs.h"
#include "mission_key.h"

#include <tutela/core/spoken.h>
#include <tutela/session/display.h>
#include <tutela/store/recognition.h>

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace tutela::app {

namespace {

const auto kMissionFilter = QStringLiteral("Tutela missions (*.gpkg)");
constexpr QSize kFirstSize{1440, 900};
constexpr QSize kSmallest{800, 600};
/// What a window manager adds around a window, before it can be asked.
constexpr QSize kAroundWindow{8, 40};

struct Room {
    const char* name;
    const char* title;
    const char* icon;
    Workspace* (*make)(Shell&);
};

template <class W>
Workspace* make(Shell& shell)
{
    return new W{shell};
}

constexpr std::array kRooms{Room{"Overview", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Overview"), "overview", make<OverviewWorkspace>},
                            Room{"Incidents", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Incidents"), "incidents", make<IncidentsWorkspace>},
                            Room{"Assess", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Assess"), "assess", make<AssessWorkspace>},
                            Room{"Patrols", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Patrols"), "patrols", make<PatrolsWorkspace>},
                            Room{"Reports", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Reports"), "reports", make<ReportsWorkspace>},
                            Room{"Data", QT_TRANSLATE_NOOP("tutela::app::MainWindow", "Data"), "data", make<DataWorkspace>}};

} // namespace

MainWindow::MainWindow(Style& style, Prompts& prompts) : m_style(style), m_prompts(prompts)
{
    setObjectName(QStringLiteral("mainWindow"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    setMinimumSize(kSmallest);
    resize(kFirstSize.boundedTo(screen()->availableSize() - kAroundWindow));
    makeActions();
    makeBody(); // texts of it name the keys of actions
    m_toasts = new Toasts{this};
    connectPalette();
    connect(m_rail, &Rail::chosen, this, qOverload<const QString&>(&MainWindow::show));
    connect(m_topBar, &TopBar::searchAsked, this, [this] { m_palette->open(m_shell.get()); });
    connect(m_topBar, &TopBar::markingAsked, this, &MainWindow::setMarking);
    connectWelcome();
    connectStatus();
    connect(&m_context, &session::WorkContext::periodChanged, this, &MainWindow::updateTitle);
    connect(&m_context, &session::WorkContext::scopeChanged, this, &MainWindow::updateTitle);
    qApp->installEventFilter(this); // keys of a field and files that are dropped on it come by here first
    constexpr int kCheckDelayMs = 700;
    m_checkDelay.setInterval(kCheckDelayMs);
    m_checkDelay.setSingleShot(true);
    connect(&m_checkDelay, &QTimer::timeout, this, &MainWindow::countProblems);
    constexpr int kBackupDelayMs = 5'000; // the first look at the mission goes before
    m_backupDelay.setInterval(kBackupDelayMs);
    m_backupDelay.setSingleShot(true);
    connect(&m_backupDelay, &QTimer::timeout, this, &MainWindow::backUp);
    restoreGeometry(QSettings{}.value(QStringLiteral("window/geometry")).toByteArray());
    closeMission();
}

/// The rail on the left; beside it bars above and below what is in front.
void MainWindow::makeBody()
{
    m_body = new QWidget{this};
    auto* row = new QHBoxLayout{m_body};
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_rail = new Rail{m_style, m_body};
    row->addWidget(m_rail);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    row->addLayout(column, 1);
    m_rail->addAction(m_actions.action(QStringLiteral("help.room")), QStringLiteral("help"), tr("Help"));
    m_rail->addAction(m_actions.action(QStringLiteral("view.preferences")), QStringLiteral("settings"), tr("Preferences"));
    m_topBar = new TopBar{m_style, m_actions, m_body};
    m_messages = new MessageBar{m_body};
    m_stack = new QStackedWidget{m_body};
    m_status = new StatusBar{m_style, m_body};
    m_welcome = new Welcome{m_style, m_actions, m_stack};
    m_stack->addWidget(m_welcome);
    column->addWidget(m_topBar);
    column->addWidget(m_messages);
    column->addWidget(m_stack, 1);
    column->addWidget(m_status);
    setCentralWidget(m_body);
}

void MainWindow::connectWelcome()
{
    connect(m_welcome, &Welcome::demoAsked, this, &MainWindow::openDemo);
    connect(m_welcome, &Welcome::newAsked, this, &MainWindow::newMission);
    connect(m_welcome, &Welcome::openAsked, this, [this] { m_actions.action(QStringLiteral("file.open"))->trigger(); });
    connect(m_welcome, &Welcome::restoreAsked, this, [this] { m_actions.action(QStringLiteral("file.restore"))->trigger(); });
    connect(m_welcome, &Welcome::missionAsked, this, [this](const QString& path) { openMission(path); });
    connect(m_welcome, &Welcome::locateAsked, this, [this](const QString& missing) {
        const QString found = m_prompts.openFile(this, tr("Locate %1").arg(QFileInfo{missing}.fileName()), kMissionFilter);
        if (!found.isEmpty())
            openMission(found, [missing](bool opened) {
                if (opened)
                    RecentMissions::remove(missing);
            });
    });
}

void MainWindow::connectStatus()
{
    connect(m_status, &StatusBar::scaleTyped, this, [this](double n) {
        if (auto* map = canvas())
            map->setScaleDenominator(n);
    });
    connect(m_status, &StatusBar::warningsAsked, this, [this] {
        show(QStringLiteral("Data"));
        if (auto* workspace = current())
            workspace->run(QStringLiteral("view.problems"));
    });
    connect(m_status, &StatusBar::historyAsked, this, [this] { showNotices(*this, m_toasts->history(), m_style); });
    connect(m_status, &StatusBar::stopAsked, this, [this] {
        m_openJobs.stop();
        m_copyJobs.stop();
    });
    connect(&m_openJobs, &session::JobRunner::progressed, m_status, &StatusBar::setJob);
    connect(&m_copyJobs, &session::JobRunner::progressed, m_status, &StatusBar::setJob);
}

MainWindow::~MainWindow()
{
    m_openJobs.stop();
    m_copyJobs.stop();
    m_backupDelay.stop();
    m_backupJobs.stop();
    m_checkDelay.stop();
    m_checkJobs.stop();
    // Workspaces use the document and the shell: they go first. The document tells of its own end (the undo stack empties),
    // and what answers that must not be gone by then.
    for (auto* workspace : m_workspaces)
        delete workspace;
    if (m_document != nullptr)
        m_document->undoStack().disconnect(this);
    m_shell.reset();
    m_document.reset();
}

Workspace* MainWindow::current() const { return qobject_cast<Workspace*>(m_stack->currentWidget()); }

MapCanvas* MainWindow::canvas() const
{
    auto* workspace = current();
    if (workspace == nullptr)
        return nullptr;
    for (auto* map : workspace->findChildren<MapCanvas*>())
        if (map->isVisibleTo(workspace))
            return map;
    return nullptr;
}

void MainWindow::fillRail()
{
    for (const Room& room : kRooms)
        m_rail->addWorkspace(QLatin1String{room.name}, tr(room.title), QLatin1String{room.icon});
}

QStringList MainWindow::workspaceNames()
{
    QStringList names;
    for (const Room& room : kRooms)
        names << QLatin1String{room.name};
    return names;
}

Workspace* MainWindow::workspace(const QString& name)
{
    const auto made = std::find_if(m_workspaces.begin(), m_workspaces.end(), [&](const Workspace* each) { return each->objectName() == name; });
    if (made != m_workspaces.end())
        return *made;
    const auto room = std::find_if(kRooms.begin(), kRooms.end(), [&](const Room& each) { return name == QLatin1String{each.name}; });
    if (room == kRooms.end() || m_shell == nullptr)
        return nullptr;
    auto* workspace = room->make(*m_shell);
    m_workspaces.push_back(workspace);
    m_stack->addWidget(workspace);
    for (auto* map : workspace->findChildren<MapCanvas*>())
        followCanvas(map);
    return workspace;
}

void MainWindow::followCanvas(MapCanvas* map)
{
    connect(map, &MapCanvas::cursorMoved, this, [this](std::optional<core::GeoPoint> point) {
        if (point) // the last one stays while the pointer goes to the bar, where a click copies it
            m_status->setCursorPoint(point);
    });
    connect(map, &MapCanvas::viewChanged, this, [this, map] {
        if (canvas() == map)
            tellView(map);
    });
    // Commands of the map work while one is in view; its own workspace may hide it and show it.
    connect(map, &MapCanvas::visibilityChanged, this, &MainWindow::updateActions, Qt::QueuedConnection);
    connect(map, &MapCanvas::announced, m_status, &StatusBar::setResult);
    connect(map, &MapCanvas::measured, m_status, &StatusBar::setResult);
    connect(map, &MapCanvas::sharpened, this, [this, map] { tellMapProblems(*map); });
}

void MainWindow::tellMapProblems(const MapCanvas& canvas)
{
    QStringList sentences;
    for (const std::string& problem : canvas.problems())
        sentences << session::shown(problem);
    const QString text = sentences.join(QLatin1Char(' '));
    if (text == std::exchange(m_mapProblems, text))
        return;
    const auto key = QStringLiteral("map");
    if (text.isEmpty())
        m_messages->hide(key);
    else
        m_messages->show(key, MessageBar::Level::Warning, text,
                         {{tr("Reference layers"), [this] { m_actions.action(QStringLiteral("view.layers"))->trigger(); }}});
}

void MainWindow::show(const QString& name)
{
    if (auto* shown = workspace(name)) {
        if (shown != current()) { // what was told of another workspace
            m_status->setResult({});
            m_status->setCursorPoint(std::nullopt);
        }
        m_stack->setCurrentWidget(shown);
        m_rail->setCurrent(name);
        shown->activated();
    }
    tellView(canvas());
    updateActions();
    updateTitle();
}

/// Scale and system of a map that shows ground; no other has them.
void MainWindow::tellView(const MapCanvas* map)
{
    const bool ground = map != nullptr && map->hasView() && !map->showsNothing();
    // Read before anything is told: a bar that is laid out anew may give the map another size, and with it no view for a moment.
    const auto scale = ground ? std::optional{map->view().scaleDenominator()} : std::nullopt;
    const QString system = ground ? QString::fromStdString(map->view().crsName()) : QString{};
    m_status->setScale(scale);
    m_status->setSystem(system);
}

void MainWindow::openRecord(session::RecordRef record)
{
    const auto workspaceOf = [](core::Kind kind) {
        switch (kind) {
        case core::Kind::INCIDENT: return QStringLiteral("Incidents");
        case core::Kind::ASSESSMENT:
        case core::Kind::LINE:
        case core::Kind::ACTION: return QStringLiteral("Assess");
        case core::Kind::PATROL: return QStringLiteral("Patrols");
        default: return QStringLiteral("Data");
        }
    };
    static_cast<void>(workspace(workspaceOf(record.kind))); // one that is made only now follows the selection too
    m_context.select(record);
    show(workspaceOf(record.kind));
    if (auto* map = canvas())
        map->showRecord(record);
}

void MainWindow::updateActions()
{
    const bool open = m_document != nullptr;
    for (QAction* action : m_actions.all()) {
        const QString id = action->objectName();
        if (m_forWorkspace.contains(id))
            action->setEnabled(open ? current() != nullptr && (current()->handles(id) || !m_forWorkspace.value(id).home.isEmpty())
                                    : id == QStringLiteral("edit.new") && !isOpening());
        else if (id.startsWith(QStringLiteral("map.")))
            action->setEnabled(canvas() != nullptr);
        else if (!id.startsWith(QStringLiteral("file.")) && !id.startsWith(QStringLiteral("help.")) && !id.startsWith(QStringLiteral("view.theme"))
                 && id != QStringLiteral("view.preferences") && id != QStringLiteral("view.fullscreen") && id != QStringLiteral("edit.search"))
            action->setEnabled(open);
    }
    const bool readOnly = open && m_document->isReadOnly();
    for (QAction* action : m_actions.all()) {
        if (!isChanging(action->objectName()))
            continue;
        action->setEnabled(action->isEnabled() && !readOnly);
        action->setToolTip(readOnly ? tr("Read-only: %1.").arg(m_document->readOnlyReason()).toHtmlEscaped() : QString{});
    }
    m_actions.action(QStringLiteral("file.close"))->setEnabled(open);
    auto* undo = m_actions.action(QStringLiteral("edit.undo"));
    auto* redo = m_actions.action(QStringLiteral("edit.redo"));
    undo->setEnabled(open && m_document->undoStack().canUndo());
    redo->setEnabled(open && m_document->undoStack().canRedo());
    undo->setText(undo->isEnabled() ? tr("&Undo: %1").arg(m_document->undoStack().undoText()) : tr("&Undo"));
    redo->setText(redo->isEnabled() ? tr("&Redo: %1").arg(m_document->undoStack().redoText()) : tr("&Redo"));
}

void MainWindow::updateTitle()
{
    if (m_document == nullptr) {
        setWindowTitle(QStringLiteral("Tutela"));
        return;
    }
    const auto mission = m_document->mission();
    const QString period = session::WorkContext::called(m_context.period(), mission->timeZone()), scope = session::WorkContext::called(m_context.scope(), *mission);
    const QString marking = QString::fromStdString(core::spoken(mission->details.marking.value_or(core::Marking::CONFIDENTIAL)));
    setWindowTitle(tr("%1 \u2014 %2 \u00B7 %3 \u00B7 %4 \u2014 Tutela").arg(session::shown(mission->details.name), period, scope, marking));
    m_status->setMission(session::shown(mission->details.name));
    // The document in front may be marked higher than the mission.
    m_status->setContextText(tr("%1 \u00B7 %2 \u00B7 mission: %3").arg(period, scope, marking), tr("mission: %1").arg(marking));
}

void MainWindow::countProblems()
{
    // Reading a million incidents whole takes seconds: the list of problems does it, when it is asked to.
    constexpr std::size_t kMostIncidents = 100'000;
    const auto mission = m_document->mission();
    const auto incidents = mission->incidents->size() <= kMostIncidents ? session::incidentsIn(m_document->path()) : session::IncidentVisit{};
    m_checkJobs.restart([mission, incidents](const core::Progress& progress) { return session::problemsOf(*mission, progress, incidents); },
                        [this, path = m_document->path()](session::Outcome<std::vector<session::Problem>> outcome) {
                            if (m_document == nullptr)
                                return;
                            if (!outcome.value) {
                                if (outcome.error)
                                    m_status->setUnchecked(true); // what an older check found may hold no more
                                return;
                            }
                            const QSettings settings;
                            m_status->setWarnings(static_cast<int>(std::count_if(outcome.value->begin(), outcome.value->end(), [&](const session::Problem& problem) {
                                return settings.value(ignoredKey(path, problem)).toString().isEmpty();
                            })));
                        });
}

void MainWindow::takeFile(const QString& path)
{
    if (m_document == nullptr || store::isMissionFile(path.toStdString())) {
        openMission(path);
        return;
    }
    // The workspace in front first, then the others in the order of the rail.
    QStringList inTurn = workspaceNames();
    if (const auto* front = current())
        inTurn.move(inTurn.indexOf(front->objectName()), 0);
    for (const QString& name : inTurn)
        if (auto* taker = workspace(name); taker != nullptr && taker->takeFile(path)) {
            show(name);
            return;
        }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const auto copyMayStop = [this] {
        return !m_copyJobs.isRunning() || m_prompts.ask(this, tr("A copy is being written"), tr("Closing now leaves no copy. The mission itself is saved."), {tr("Keep open"), tr("Close")}) == 1;
    };
    if (!mayLeave() || !copyMayStop()) {
        event->ignore();
        return;
    }
    QSettings{}.setValue(QStringLiteral("window/geometry"), saveGeometry());
    for (auto* workspace : m_workspaces)
        workspace->keepLayout();
    event->accept();
}

} // namespace tutela::app
