// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

class QTableWidget;

namespace tutela::app {

/// Recommended actions of all lines: tier, action, component with its owner, deadline, status; below, indicator and lines of the chosen one.
class ActionsPanel : public QWidget {
    Q_OBJECT
public:
    ActionsPanel(Style& style, QWidget* parent);
    /// @param line  whether there is a line that an action can be added to
    void show(const session::AssessmentSheet& sheet, bool line);
    [[nodiscard]] std::optional<core::ActionId> action() const;
    /// "5 actions · 1 overdue".
    [[nodiscard]] const QString& note() const { return m_note; }
    void jumpTo(core::ActionId action);
    void focusAdd();

signals:
    void editAsked(bool make);
    void removeAsked();

private:
    void showMore();
    Style& m_style;
    QString m_note;
    QTableWidget* m_table;
    QLabel* m_more;
    QPushButton *m_add, *m_edit, *m_remove;
};

} // namespace tutela::app
