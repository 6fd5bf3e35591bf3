// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/speed_edit.h>

class QTableWidget;

namespace tutela::app {

/// The speeds that reach computes with: changed ones are marked, each is changed in place or set back to its default.
class SpeedsTable : public QWidget {
    Q_OBJECT
public:
    SpeedsTable(Shell& shell, QWidget* parent);

private:
    void refresh();
    void putCell(int row, int column, const session::SpeedCell& cell);
    void takeTyped(int row, int column);
    void reset(bool all);

    Shell& m_shell;
    QLabel* m_message;
    QTableWidget* m_table;
    QPushButton *m_reset, *m_resetAll;
    std::vector<session::SpeedRow> m_rows;
    bool m_filling = false;
};

} // namespace tutela::app
