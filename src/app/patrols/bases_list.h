// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/reach_board.h>

#include <QTableWidget>

namespace tutela::app {

/// The bases of the mission and what the scenario does to them: one that is chosen here or on the map is closed or moved in it.
class BasesList : public QWidget {
    Q_OBJECT
public:
    BasesList(Shell& shell, QWidget* parent);
    /// @param scenario  empty = today
    void show(std::optional<session::ScenarioId> scenario);
    void select(std::optional<core::BaseId> base);

signals:
    void baseChosen(qint64 base);
    /// To be closed in the scenario, or opened again.
    void closeAsked(qint64 base);
    void moveAsked(qint64 base);

private:
    [[nodiscard]] std::optional<core::BaseId> current() const;
    void offer();

    Shell& m_shell;
    QLabel* m_note;
    QPushButton *m_close, *m_move;
    QTableWidget* m_table;
    std::vector<core::BaseId> m_bases, m_closed; ///< by row; those that the scenario closes
};

} // namespace tutela::app
