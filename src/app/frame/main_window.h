// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include "../canvas/map_canvas.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <exception>
#include <functional>
#include <memory>
#include <optional>

class QStackedWidget;
class QLineEdit;

namespace tutela::app {

class CommandPalette;
struct Hindrance;
class Rail;
class StatusBar;
class TopBar;
class Welcome;

/// One window: the welcome screen, or one open mission with its workspaces.
/// What the worker that opens a mission hands over.
struct OpenedMission {
    std::unique_ptr<session::Document> document;
    std::optional<core::Period> period; ///< that the window begins with
};

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Style& style, Prompts& prompts);
    ~MainWindow() override;

    /// Opens a mission file in this window, or in another when this one has a mission. The work is done by a worker; what went
    /// wrong stands in the message bar. @param done  told at the end whether the mission is open
    void openMission(const QString& path, const std::function<void(bool)>& done = {});
    [[nodiscard]] bool isOpening() const { return m_openJobs.isRunning(); }
    /// Makes the demo mission in the user's documents when it is not there yet, then opens it.
    void openDemo();
    void closeMission();

    [[nodiscard]] session::Document* document() const { return m_document.get(); }
    [[nodiscard]] session::WorkContext& context() { return m_context; }
    [[nodiscard]] ActionRegistry& actions() { return m_actions; }
    [[nodiscard]] Style& style() { return m_style; }
    [[nodiscard]] MessageBar& messages() { return *m_messages; }
    [[nodiscard]] Toasts& toasts() { return *m_toasts; }
    /// In the order of the rail.
    [[nodiscard]] static QStringList workspaceNames();
    [[nodiscard]] Workspace* current() const;
    void show(const QString& workspace);
    using QWidget::show;
    /// Selects the record and shows the workspace where it is worked on.
    void openRecord(session::RecordRef record);
    /// A file that was dropped: opens a mission, hands any other to the workspace that takes it.
    void takeFile(const QString& path);
    /// Why a command does nothing now: "in Assess", "nothing to undo". Empty when it works.
    [[nodiscard]] QString whyNot(const QAction* action) const;
    /// The map of the workspace in front; null when it has none.
    [[nodiscard]] MapCanvas* canvas() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Files that are dragged over a widget of this window are the window's. @returns whether the widget must not see the event
    [[nodiscard]] bool takeDrag(const QWidget& under, QDropEvent& event);
    void makeBody();
    void connectWelcome();
    void connectStatus();
    void makeActions();
    void makeFileActions();
    void makeEditActions();
    void makeViewActions();
    void makeMapActions();
    /// Made when it is asked for first: opening a mission waits for none but the first. Null when no mission is open.
    [[nodiscard]] Workspace* workspace(const QString& name);
    void fillRail();
    void followCanvas(MapCanvas* canvas);
    /// Layers that a map cannot draw stand in the bar, once for the same ones.
    void tellView(const MapCanvas* map);
    void tellMapProblems(const MapCanvas& canvas);
    void updateActions();
    void updateTitle();
    /// Counts the problems of the data in the background, a moment after the last change.
    void countProblems();
    /// Takes back the last step of the mission, or does it again, and says which.
    void stepBack();
    void stepForward();
    void tellRefused(session::Document::Step step, session::Document::Refused refused, const QString& sentence);
    // main_window_mission.cpp
    /// Asks before text that could not be saved is lost.
    [[nodiscard]] bool mayLeave();
    void takeDocument(OpenedMission opened);
    void tellInterruption();
    void tellNotOpened(const QString& name, const std::exception_ptr& error);
    /// The bar of an edit that the disk refused, with what can be done. @param sentence  why
    void tellNotSaved(const QString& sentence);
    void saveAgain();
    /// Goes on in a copy at another place, with the edit that was refused. @param sentence  why it was
    void saveElsewhere(const QString& sentence);
    /// What the welcome screen says while a worker makes or opens a mission; empty = it is done.
    void setBusy(const QString& sentence);
    // main_window_actions.cpp
    void newMission();
    /// Copies the mission file as it stands to another place, in a worker. Says what happened.
    void saveCopy(const QString& target);
    /// Makes the backup of the day in a worker. One that fails is told and stops nothing.
    void backUp();
    /// Copies a backup to a new file in a worker, and opens it.
    void restoreBackup(const QString& backup, const QString& target);
    void goToCoordinate();
    [[nodiscard]] const MapCanvas* drawnMap();
    void copyView();
    void exportView();
    void showShortcuts();
    void showPreferences();
    void showAbout();
    void setMarking();
    /// A command that workspaces handle. @param home   where it is done when the one in front does not handle it; empty = nowhere
    ///                                   @param rooms  that handle it, where it has no home
    void forWorkspace(MenuId menu, const QString& id, const QString& text, const QKeySequence& shortcut, const QString& home = {}, const QStringList& rooms = {});
    // main_window_palette.cpp
    void connectPalette();
    /// Shows a coordinate on the map in front, else on that of the overview, with its words.
    void markPoint(core::GeoPoint point, const QString& words);
    /// Whether a command changes the mission: a mission that is read-only refuses it.
    [[nodiscard]] static bool isChanging(const QString& id);
    [[nodiscard]] Hindrance hindranceOf(const QAction* action) const;
    /// Goes to where a command works, and runs it as soon as it can be; says why not where it works nowhere now.
    void goAndRun(QAction* action);
    void runWhenReady();

    Style& m_style;
    Prompts& m_prompts;
    ActionRegistry m_actions;
    session::WorkContext m_context;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<Shell> m_shell;
    session::JobRunner m_openJobs, m_checkJobs, m_copyJobs, m_backupJobs;
    QTimer m_checkDelay, m_backupDelay;
    QWidget* m_body = nullptr;
    Rail* m_rail = nullptr;
    TopBar* m_topBar = nullptr;
    MessageBar* m_messages = nullptr;
    Toasts* m_toasts = nullptr;
    StatusBar* m_status = nullptr;
    QStackedWidget* m_stack = nullptr;
    Welcome* m_welcome = nullptr;
    CommandPalette* m_palette = nullptr;
    std::vector<Workspace*> m_workspaces;
    bool m_unsaved = false; ///< the last write failed: what was typed is only on the screen
    QString m_mapProblems; ///< told last
    /// Of a command that workspaces handle.
    struct Rooms {
        QString home;      ///< where it is done from everywhere; empty = nowhere
        QStringList those; ///< that handle it, where it has no home
    };
    QHash<QString, Rooms> m_forWorkspace;
    QPointer<QAction> m_waiting; ///< a command that runs when the workspace in front is ready
    QString m_waitingRoom;
    QElapsedTimer m_waitingSince;
    QTimer m_waitingTimer;
};

} // namespace tutela::app
