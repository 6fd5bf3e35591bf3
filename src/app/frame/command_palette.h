// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace.h"

#include <tutela/core/geo.h>

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace tutela::app {

/// Ctrl+K: finds commands, places, records and coordinates. "> " limits to commands, "@ " to places, "# " to documents.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ActionRegistry& actions, Style& style, QWidget* window);
    /// @param shell  null when no mission is open: only commands are found then
    void open(Shell* shell);
    /// Closes it and forgets the mission.
    void dismiss();
    /// What stands in the list, for tests.
    [[nodiscard]] QStringList titles() const;

signals:
    void recordChosen(tutela::session::RecordRef record);
    void pointChosen(tutela::core::GeoPoint point);

private:
    struct Hit {
        QString title, detail, icon;
        std::function<void()> run;
    };
    void search(const QString& text);
    void addCommands(std::vector<Hit>& hits, const QString& text) const;
    void addRecords(std::vector<Hit>& hits, const QString& text, const std::vector<core::Kind>& kinds);
    void addIncident(std::vector<Hit>& hits, const QString& text);
    void addPoint(std::vector<Hit>& hits, const QString& text);
    void choose(int row);
    bool eventFilter(QObject* watched, QEvent* event) override;

    ActionRegistry& m_actions;
    Style& m_style;
    QWidget* m_window;
    Shell* m_shell = nullptr;
    QLineEdit* m_text;
    QListWidget* m_list;
    std::vector<Hit> m_hits;
    QStringList m_lastCommands; ///< ids of the commands chosen last, newest first
};

} // namespace tutela::app
