// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../canvas/bookmarks.h"
#include "../overview/overview_workspace.h"
#include "../welcome/welcome.h"
#include "bars.h"
#include "command_palette.h"
#include "demo_mission.h"
#include "dialogs.h"
#include "exported.h"
#include "main_window.h"
#include "picture_data.h"

#include <tutela/core/atomic_write.h>
#include <tutela/map/export.h>
#include <tutela/map/sheet.h>
#include <tutela/session/display.h>
#include <tutela/session/named_point.h>
#include <tutela/store/backup.h>

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFileInfo>
#include <QMenuBar>
#include <QSettings>

#include <array>

namespace tutela::app {

namespace {

QString missionFilter() { return MainWindow::tr("Tutela missions (*.gpkg)"); }

QString copyName(const session::Document& document)
{
    return QFileInfo{QString::fromStdString(document.path().string())}.completeBaseName() + MainWindow::tr("-copy.gpkg");
}

} // namespace

/// Every command, once. What it means in a workspace is the workspace's business (forWorkspace).
void MainWindow::makeActions()
{
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeMapActions();
    m_actions.add(MenuId::Help, QStringLiteral("help.room"), tr("&Help for this screen"), QKeySequence{QStringLiteral("F1")},
                  [this] { showRoomHelp(*this, current(), m_actions, m_style); });
    m_actions.add(MenuId::Help, QStringLiteral("help.shortcuts"), tr("&Keyboard shortcuts"), {}, [this] { showShortcuts(); });
    m_actions.add(MenuId::Help, QStringLiteral("help.notices"), tr("&Notices of this session"), {}, [this] { showNotices(*this, m_toasts->history(), m_style); });
    m_actions.add(MenuId::Help, QStringLiteral("help.about"), tr("&About Tutela"), {}, [this] { showAbout(); });
    m_actions.fill(*menuBar());
    for (const char* id : {"edit.cite", "map.fit", "map.select", "map.measure", "patrols.tryBase", "patrols.closeRoad", "patrols.swipe"})
        m_actions.onlyOnWidgets(QLatin1String{id});
}

void MainWindow::forWorkspace(MenuId menu, const QString& id, const QString& text, const QKeySequence& shortcut, const QString& home, const QStringList& rooms)
{
    m_forWorkspace.insert(id, {home, rooms});
    m_actions.add(menu, id, text, shortcut, [this, id, home] {
        if (current() != nullptr && !current()->handles(id) && !home.isEmpty())
            show(home);
        if (current() != nullptr)
            current()->run(id);
        else if (id == QStringLiteral("edit.new"))
            newMission(); // on the welcome screen
    });
}

void MainWindow::makeFileActions()
{
    m_actions.add(MenuId::File, QStringLiteral("file.newMission"), tr("New &mission ..."), {}, [this] { newMission(); });
    m_actions.add(MenuId::File, QStringLiteral("file.open"), tr("&Open ..."), QKeySequence{QStringLiteral("Ctrl+O")}, [this] {
        const QString path = m_prompts.openFile(this, tr("Open a mission"), missionFilter());
        if (!path.isEmpty())
            openMission(path);
    });
    m_actions.add(MenuId::File, QStringLiteral("file.demo"), tr("Open the &demo mission"), {}, [this] { openDemo(); });
    m_actions.add(MenuId::File, QStringLiteral("file.restore"), tr("&Restore a backup ..."), {}, [this] {
        const QString backup = m_prompts.openFile(this, tr("Choose a backup"), missionFilter());
        if (backup.isEmpty())
            return;
        const QString target = m_prompts.saveFile(this, tr("Restore it as"), tr("restored.gpkg"), missionFilter());
        if (!target.isEmpty())
            restoreBackup(backup, target);
    });
    m_actions.addSeparator(MenuId::File);
    m_actions.add(MenuId::File, QStringLiteral("file.backup"), tr("&Save a copy ..."), QKeySequence{QStringLiteral("Ctrl+S")}, [this] {
        if (m_document == nullptr)
            return;
        const QString target = m_prompts.saveFile(this, tr("Save a copy"), copyName(*m_document), missionFilter());
        if (!target.isEmpty())
            saveCopy(target);
    });
    m_actions.add(MenuId::File, QStringLiteral("file.close"), tr("&Close the mission"), QKeySequence{QStringLiteral("Ctrl+W")}, [this] {
        if (mayLeave())
            closeMission();
    });
    m_actions.add(MenuId::File, QStringLiteral("file.quit"), tr("&Quit"), QKeySequence{QStringLiteral("Ctrl+Q")}, [this] { close(); });
}

void MainWindow::tellNotSaved(const QString& sentence)
{
    m_unsaved = true;
    std::vector<MessageAction> actions;
    if (m_document->canRetry())
        actions.push_back({tr("Try again"), [this] { saveAgain(); }});
    actions.push_back({tr("Save elsewhere ..."), [this, sentence] { saveElsewhere(sentence); }});
    const auto saved = m_document->savedAt();
    const QString since = saved ? tr("Not saved since %1").arg(QDateTime::fromSecsSinceEpoch(saved->time_since_epoch().count()).toString(QStringLiteral("HH:mm"))) : tr("Not saved");
    m_messages->show(QStringLiteral("save"), MessageBar::Level::Danger,
                     tr("%1: %2. What you typed is still on the screen; all that was saved before is in the file.").arg(since, sentence), actions);
}

void MainWindow::saveAgain()
{
    try {
        m_document->retry();
    } catch (const core::Error& error) {
        tellNotSaved(QString::fromUtf8(error.message().c_str()));
    }
}

void MainWindow::saveElsewhere(const QString& sentence)
{
    const QString target = m_prompts.saveFile(this, tr("Save the mission elsewhere"), copyName(*m_document), missionFilter());
    if (target.isEmpty())
        return tellNotSaved(sentence);
    try {
        m_document->saveElsewhere(target.toStdString());
    } catch (const core::Error& error) {
        return tellNotSaved(QString::fromUtf8(error.message().c_str()));
    }
    closeMission();
    openMission(target, [this, name = QFileInfo{target}.fileName()](bool opened) {
        if (opened)
            m_toasts->show(tr("Saved in %1. You go on in this copy.").arg(name));
    });
}

void MainWindow::makeEditActions()
{
    m_actions.add(MenuId::Edit, QStringLiteral("edit.undo"), tr("&Undo"), QKeySequence{QStringLiteral("Ctrl+Z")}, [this] { stepBack(); });
    m_actions.add(MenuId::Edit, QStringLiteral("edit.redo"), tr("&Redo"), QKeySequence{QStringLiteral("Ctrl+Shift+Z")}, [this] { stepForward(); });
    m_actions.addSeparator(MenuId::Edit);
    forWorkspace(MenuId::Edit, QStringLiteral("edit.new"), tr("&New record"), QKeySequence{QStringLiteral("Ctrl+N")}, {}, {QStringLiteral("Incidents"), QStringLiteral("Assess"), QStringLiteral("Patrols"), QStringLiteral("Data")});
    forWorkspace(MenuId::Edit, QStringLiteral("edit.delete"), tr("&Delete record"), QKeySequence{QStringLiteral("Ctrl+Delete")}, {}, {QStringLiteral("Incidents"), QStringLiteral("Patrols"), QStringLiteral("Data")});
    forWorkspace(MenuId::Edit, QStringLiteral("edit.bulk"), tr("Change &many records ..."), {}, {}, {QStringLiteral("Incidents")});
    m_actions.add(MenuId::Edit, QStringLiteral("edit.search"), tr("&Search and commands"), QKeySequence{QStringLiteral("Ctrl+K")},
                  [this] { m_palette->open(m_shell.get()); });
    forWorkspace(MenuId::Edit, QStringLiteral("edit.find"), tr("&Find here"), QKeySequence{QStringLiteral("Ctrl+F")}, {}, {QStringLiteral("Incidents"), QStringLiteral("Assess"), QStringLiteral("Data")});
    forWorkspace(MenuId::Edit, QStringLiteral("edit.cite"), tr("&Cite evidence"), QKeySequence{Qt::Key_E}, {}, {QStringLiteral("Assess")});
}

void MainWindow::stepBack()
{
    auto& stack = m_document->undoStack();
    const QString what = stack.undoText();
    const int steps = stack.count(), at = stack.index();
    stack.undo();
    if (stack.count() == steps && stack.index() != at) // a step that could not be taken stays or leaves the stack, and the message bar says why
        m_status->setResult(tr("Undone: %1").arg(what));
}

void MainWindow::stepForward()
{
    auto& stack = m_document->undoStack();
    const QString what = stack.redoText();
    const int steps = stack.count(), at = stack.index();
    stack.redo();
    if (stack.count() == steps && stack.index() != at)
        m_status->setResult(tr("Done again: %1").arg(what));
    updateActions(); // a step that leaves the stack here moves no index
}

void MainWindow::tellRefused(session::Document::Step step, session::Document::Refused refused, const QString& sentence)
{
    const QString again = step == session::Document::Step::Undo ? QStringLiteral("edit.undo") : QStringLiteral("edit.redo");
    m_messages->show(QStringLiteral("step"), MessageBar::Level::Danger, sentence,
                     refused == session::Document::Refused::Kept ? std::vector<MessageAction>{{tr("Try again"), [this, again] { m_actions.action(again)->trigger(); }}}
                                                                 : std::vector<MessageAction>{});
}

void MainWindow::makeViewActions()
{
    constexpr std::array<const char*, 7> kWorkspaces{"Overview", "Incidents", "Assess", "Patrols", nullptr, "Reports", "Data"};
    for (std::size_t i = 0; i < kWorkspaces.size(); ++i)
        if (kWorkspaces[i] != nullptr) {
            const QString name = QLatin1String{kWorkspaces[i]};
            m_actions.add(MenuId::View, QStringLiteral("view.") + name.toLower(), name, QKeySequence{QStringLiteral("Ctrl+%1").arg(i + 1)}, [this, name] { show(name); });
        }
    m_actions.addSeparator(MenuId::View);
    forWorkspace(MenuId::View, QStringLiteral("view.problems"), tr("Data &problems"), {}, QStringLiteral("Data"));
    m_actions.add(MenuId::View, QStringLiteral("view.themeLight"), tr("&Light theme"), {}, [this] { setThemeSetting(m_style, map::Theme::Light); });
    m_actions.add(MenuId::View, QStringLiteral("view.themeDark"), tr("&Dark theme"), {}, [this] { setThemeSetting(m_style, map::Theme::Dark); });
    m_actions.add(MenuId::View, QStringLiteral("view.docks"), tr("&Hide or show side panels"), QKeySequence{QStringLiteral("Ctrl+\\")}, [this] { toggleDocks(current()); });
    forWorkspace(MenuId::View, QStringLiteral("view.timeline"), tr("Hide or show the &timeline"), {}, {}, {QStringLiteral("Incidents")});
    m_actions.add(MenuId::View, QStringLiteral("view.reset"), tr("&Reset this workspace"), {}, [this] {
        if (auto* workspace = current())
            workspace->resetLayout();
    });
    m_actions.add(MenuId::View, QStringLiteral("view.nextPane"), tr("&Next pane"), QKeySequence{QStringLiteral("F6")}, [this] { stepPane(current(), 1); });
    m_actions.add(MenuId::View, QStringLiteral("view.previousPane"), tr("Previous pane"), QKeySequence{QStringLiteral("Shift+F6")}, [this] { stepPane(current(), -1); });
    m_actions.add(MenuId::View, QStringLiteral("view.fullscreen"), tr("&Full screen"), QKeySequence{QStringLiteral("F11")},
                  [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    m_actions.add(MenuId::View, QStringLiteral("view.preferences"), tr("&Preferences ..."), QKeySequence{QStringLiteral("Ctrl+,")}, [this] { showPreferences(); });

    forWorkspace(MenuId::View, QStringLiteral("view.layers"), tr("Reference &layers"), {}, QStringLiteral("Data"));
    forWorkspace(MenuId::Mission, QStringLiteral("mission.settings"), tr("Mission &settings"), {}, QStringLiteral("Data"));
    m_actions.add(MenuId::Mission, QStringLiteral("mission.marking"), tr("&Marking ..."), {}, [this] { setMarking(); });
    forWorkspace(MenuId::Mission, QStringLiteral("data.import"), tr("&Import ..."), QKeySequence{QStringLiteral("Ctrl+I")}, QStringLiteral("Incidents"));
    forWorkspace(MenuId::Mission, QStringLiteral("data.export"), tr("&Export ..."), QKeySequence{QStringLiteral("Ctrl+E")}, {}, {QStringLiteral("Incidents"), QStringLiteral("Reports")});
    forWorkspace(MenuId::Analysis, QStringLiteral("assess.new"), tr("&New assessment ..."), {}, QStringLiteral("Assess"));
    forWorkspace(MenuId::Analysis, QStringLiteral("analysis.recalculate"), tr("&Recalculate"), QKeySequence{QStringLiteral("F5")}, {}, {QStringLiteral("Assess"), QStringLiteral("Patrols"), QStringLiteral("Reports"), QStringLiteral("Data")});
    forWorkspace(MenuId::Analysis, QStringLiteral("assess.compare"), tr("&Compare with the last version"), QKeySequence{QStringLiteral("Ctrl+D")}, {}, {QStringLiteral("Assess")});
    forWorkspace(MenuId::Analysis, QStringLiteral("assess.nextChange"), tr("Next &change"), QKeySequence{QStringLiteral("F7")}, {}, {QStringLiteral("Assess")});
    forWorkspace(MenuId::Analysis, QStringLiteral("assess.previousChange"), tr("Previous change"), QKeySequence{QStringLiteral("Shift+F7")}, {}, {QStringLiteral("Assess")});
    forWorkspace(MenuId::Analysis, QStringLiteral("problems.next"), tr("Next &problem"), QKeySequence{QStringLiteral("F8")}, QStringLiteral("Data"));
    forWorkspace(MenuId::Analysis, QStringLiteral("problems.previous"), tr("Previous problem"), QKeySequence{QStringLiteral("Shift+F8")}, QStringLiteral("Data"));
    forWorkspace(MenuId::Analysis, QStringLiteral("assess.check"), tr("Chec&k before sign-off"), QKeySequence{QStringLiteral("F9")}, {}, {QStringLiteral("Assess")});
    const QString patrols = QStringLiteral("Patrols");
    forWorkspace(MenuId::Analysis, QStringLiteral("patrols.tryBase"), tr("Try a &base"), QKeySequence{Qt::Key_B}, patrols);
    forWorkspace(MenuId::Analysis, QStringLiteral("patrols.closeRoad"), tr("Close a roa&d"), QKeySequence{Qt::Key_X}, patrols);
    forWorkspace(MenuId::Analysis, QStringLiteral("patrols.swipe"), tr("Compare &scenario and today by a line"), QKeySequence{Qt::Key_S}, patrols);
    forWorkspace(MenuId::Report, QStringLiteral("report.make"), tr("&Make report"), QKeySequence{QStringLiteral("Ctrl+R")}, QStringLiteral("Reports"));
    forWorkspace(MenuId::Report, QStringLiteral("report.export"), tr("&Export PDF ..."), {}, QStringLiteral("Reports"));
}

void MainWindow::makeMapActions()
{
    const auto onMap = [this](auto act) {
        return [this, act] {
            if (auto* map = canvas())
                act(*map);
        };
    };
    m_actions.add(MenuId::Map, QStringLiteral("map.fit"), tr("&Show the whole mission"), QKeySequence{Qt::Key_Home}, onMap([](MapCanvas& map) { map.fit(); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.goto"), tr("&Go to coordinate ..."), QKeySequence{QStringLiteral("Ctrl+G")}, [this] { goToCoordinate(); });
    m_actions.add(MenuId::Map, QStringLiteral("map.previous"), tr("&Previous view"), QKeySequence{QStringLiteral("Alt+Left")}, onMap([](MapCanvas& map) { map.previousView(); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.next"), tr("&Next view"), QKeySequence{QStringLiteral("Alt+Right")}, onMap([](MapCanvas& map) { map.nextView(); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.select"), tr("Select and mo&ve"), QKeySequence{Qt::Key_I}, onMap([](MapCanvas& map) { map.setTool(MapCanvas::Tool::Select); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.measure"), tr("&Measure"), QKeySequence{Qt::Key_M},
                  onMap([](MapCanvas& map) { map.setTool(map.tool() == MapCanvas::Tool::Measure ? MapCanvas::Tool::Select : MapCanvas::Tool::Measure); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.bookmark"), tr("Add a &bookmark ..."), {}, onMap([this](MapCanvas& map) {
                      const QString name = m_prompts.askText(this, tr("Bookmark"), tr("Name of this view"), tr("View %1").arg(map.bookmarks().size() + 1));
                      if (!name.isEmpty())
                          map.addBookmark(name);
                  }));
    m_actions.add(MenuId::Map, QStringLiteral("map.toBookmark"), tr("B&ookmarks ..."), {}, onMap([this](MapCanvas& map) { showBookmarks(*this, map, m_style); }));
    m_actions.add(MenuId::Map, QStringLiteral("map.copy"), tr("&Copy the view"), QKeySequence{QStringLiteral("Ctrl+Shift+C")}, [this] { copyView(); });
    m_actions.add(MenuId::Map, QStringLiteral("map.export"), tr("&Export the view ..."), {}, [this] { exportView(); });
}

void MainWindow::goToCoordinate()
{
    const QString text = m_prompts.askText(this, tr("Go to"), tr("Coordinate in MGRS, UTM, degrees or decimal degrees"), {});
    if (m_document == nullptr || text.isEmpty())
        return;
    try {
        const session::NamedPoint named = session::pointNamed(*m_document->mission(), text);
        markPoint(named.point, named.words);
    } catch (const core::Error& error) {
        m_messages->show(QStringLiteral("goto"), MessageBar::Level::Warning, QString::fromStdString(error.message()));
    }
}

namespace {

/// What the map shows, with marking, legend and credits: a picture that leaves the program never goes without them.
map::PreparedMap sheetOf(const MapCanvas& canvas, map::Theme theme, bool vector)
{
    map::PaintOptions options;
    options.theme = theme;
    options.vector = vector;
    map::View view = map::sheetOf(*canvas.scene(), canvas.view(), options);
    constexpr double kSharp = 2.0;
    view.setRatio(vector ? 1.0 : kSharp);
    return map::prepare(*canvas.scene(), view, options);
}

} // namespace

/// The map whose view can leave the program; says so when there is none yet: its scene is made by a worker.
const MapCanvas* MainWindow::drawnMap()
{
    const auto* map = canvas();
    if (map != nullptr && map->hasView() && map->scene() != nullptr)
        return map;
    m_toasts->show(map == nullptr ? tr("There is no map here. Go to a workspace with a map.") : tr("The map is still being drawn. Try again in a moment."));
    return nullptr;
}

void MainWindow::copyView()
{
    const auto* map = drawnMap();
    if (map == nullptr)
        return;
    QApplication::clipboard()->setMimeData(new PictureData{map::mapPng(sheetOf(*map, m_style.theme(), false))});
    m_toasts->show(tr("The view is on the clipboard, with its marking, legend and sources."));
}

void MainWindow::exportView()
{
    if (drawnMap() == nullptr)
        return;
    const QString path = m_prompts.saveFile(this, tr("Export the view"), tr("map.png"), tr("Pictures (*.png);;PDF (*.pdf)"));
    const auto* map = path.isEmpty() ? nullptr : drawnMap(); // asked again: the world went on while the dialog was open
    if (map == nullptr)
        return;
    const bool vector = path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive);
    try {
        const auto prepared = sheetOf(*map, m_style.theme(), vector);
        const QByteArray bytes = vector ? map::mapPdf(prepared) : map::mapPng(prepared);
        core::io::atomicWrite(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        m_toasts->show(tr("Map exported: %1").arg(QFileInfo{path}.fileName()), exportedActions(*m_toasts, path));
    } catch (const core::Error& error) {
        m_messages->show(QStringLiteral("export"), MessageBar::Level::Danger, QString::fromUtf8(error.what()), {{tr("Another place ..."), [this] { exportView(); }}});
    }
}

void MainWindow::setMarking()
{
    if (m_document == nullptr)
        return;
    const QStringList words{tr("Cancel"), tr("Unclassified"), tr("Confidential"), tr("Strictly confidential")};
    const int chosen = m_prompts.ask(this, tr("Marking"), tr("Marking of the mission. A document is marked higher when something in it is."), words);
    if (chosen < 1)
        return;
    const auto marking = static_cast<core::Marking>(chosen - 1);
    const auto now = m_document->mission()->details.marking.value_or(core::Marking::CONFIDENTIAL);
    QString reason;
    if (marking < now) {
        reason = m_prompts.askText(this, tr("Lower the marking"), tr("Why may it be lowered? The reason is kept in the history."), {});
        if (reason.trimmed().isEmpty())
            return;
    }
    const QString text = reason.isEmpty() ? tr("Set the marking to %1").arg(words[chosen]) : tr("Lower the marking to %1: %2").arg(words[chosen], reason);
    try {
        m_document->edit({{{"kind", "mission"}, {"set", {{"marking", std::string{core::word(marking)}}}}}}, text);
    } catch (const core::Error& error) {
        m_messages->show(QStringLiteral("marking"), MessageBar::Level::Warning, QString::fromUtf8(error.what()));
    }
}

void MainWindow::newMission()
{
    const QString path = askNewMission(*this, m_prompts, m_style);
    if (!path.isEmpty())
        openMission(path);
}

void MainWindow::saveCopy(const QString& target)
{
    if (m_copyJobs.isRunning()) {
        m_toasts->show(tr("Another copy is being written. Try again when it is done."));
        return;
    }
    const QString name = QFileInfo{target}.fileName();
    m_copyJobs.restart([from = m_document->path(), to = target.toStdString()](const core::Progress& progress) {
        store::copyMission(from, to, store::Existing::Replace, progress);
        return true;
    }, [this, name](session::Outcome<bool> outcome) {
        m_status->endJob();
        if (outcome.value)
            m_toasts->show(tr("Copy saved: %1").arg(name));
        else if (outcome.error)
            m_messages->show(QStringLiteral("copy"), MessageBar::Level::Danger, tr("The copy was not saved: %1").arg(outcome.sentence()));
    });
}

void MainWindow::backUp()
{
    m_backupJobs.restart([path = m_document->path(), now = m_document->now()](const core::Progress& progress) {
        return store::backUpDaily(path, now, progress).has_value();
    }, [this](session::Outcome<bool> outcome) {
        if (outcome.error)
            m_messages->show(QStringLiteral("backup"), MessageBar::Level::Warning,
                             tr("The backup of today was not made: %1. The mission is open and saved as always; save a copy to another disk (Ctrl+S).").arg(outcome.sentence()));
    });
}

void MainWindow::restoreBackup(const QString& backup, const QString& target)
{
    if (m_copyJobs.isRunning())
        return;
    setBusy(tr("Restoring %1 ...").arg(QFileInfo{backup}.fileName()));
    m_copyJobs.restart([from = backup.toStdString(), to = target.toStdString()](const core::Progress& progress) {
        constexpr double kChecked = 0.5;
        const auto check = store::MissionFile::open(from, store::Access::ReadOnly).check(false, progress.part(0.0, kChecked));
        if (!check.ok())
            throw core::Error{core::ErrorCode::Damaged, check.problems.front().text};
        store::copyMission(from, to, store::Existing::Refuse, progress.part(kChecked, 1.0));
        return true;
    }, [this, target](session::Outcome<bool> outcome) {
        setBusy({});
        if (outcome.value)
            openMission(target);
        else if (outcome.error)
            m_messages->show(QStringLiteral("restore"), MessageBar::Level::Danger, tr("The backup was not restored: %1. Nothing was changed.").arg(outcome.sentence()));
    });
}

void MainWindow::showShortcuts() { showShortcutTable(*this, m_actions, m_style); }
void MainWindow::showPreferences() { showPreferencesDialog(*this, m_actions, m_style, *m_status); }
void MainWindow::showAbout() { showAboutDialog(*this, m_style); }

} // namespace tutela::app
