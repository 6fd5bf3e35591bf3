// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <tutela/core/geo.h>
#include <tutela/session/job_runner.h>

#include <QFrame>
#include <QTimer>

class QLineEdit;
class QListWidget;

namespace tutela::app {

/// Why a command does nothing now.
struct Hindrance {
    QString room;  ///< workspace where it works; empty = nowhere now
    QString words; ///< "in Assess", "nothing to undo"; empty = it works
};

/// Finds commands, places, records, incidents by their words, and coordinates. "> " limits to commands, "@ " to places, "# " to documents.
/// A command that does nothing here stands greyed with where it works.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    /// @param hindrance  asked about every command that is disabled
    CommandPalette(ActionRegistry& actions, Style& style, std::function<Hindrance(const QAction*)> hindrance, QWidget* window);
    /// @param shell  null when no mission is open: only commands are found then
    void open(Shell* shell);
    /// Closes it and forgets the mission.
    void dismiss();
    /// What stands in the list, for tests.
    [[nodiscard]] QStringList titles() const;
    /// The incidents whose words are looked for are not all found yet.
    [[nodiscard]] bool isSearching() const { return m_wordDelay.isActive() || m_wordJobs.isRunning(); }

signals:
    void recordChosen(tutela::session::RecordRef record);
    /// @param words  the coordinate as it was written, and whether it lies outside of the mission
    void pointChosen(tutela::core::GeoPoint point, const QString& words);
    /// A command that does nothing here.
    void hinderedChosen(QAction* action);

private:
    struct Hit {
        QString title, detail, icon; ///< the detail stands behind the title
        std::function<void()> run;
        QAction* action = nullptr; ///< of a command
        bool hindered = false;
        QString keys{}; ///< in a column at the right
    };
    void search(const QString& text);
    void fillList();
    [[nodiscard]] Hit hitOf(QAction* action);
    void addCommands(std::vector<Hit>& hits, const QString& text);
    void addUsual();
    void addRecords(std::vector<Hit>& hits, const QString& text, const std::vector<core::Kind>& kinds);
    void addIncident(std::vector<Hit>& hits, const QString& text);
    void findByWords();
    void addPoint(std::vector<Hit>& hits, const QString& text);
    void choose(int row);
    bool eventFilter(QObject* watched, QEvent* event) override;

    void hideEvent(QHideEvent* event) override;

    ActionRegistry& m_actions;
    Style& m_style;
    std::function<Hindrance(const QAction*)> m_hindrance;
    QWidget* m_window;
    Shell* m_shell = nullptr;
    QLineEdit* m_text;
    QListWidget* m_list;
    std::vector<Hit> m_hits;
    session::JobRunner m_wordJobs;
    QTimer m_wordDelay; ///< words are looked for when the typing pauses
    QStringList m_lastCommands; ///< ids of the commands chosen last, newest first
};

} // namespace tutela::app
