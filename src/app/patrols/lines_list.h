// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/scenario_lines.h>

class QTableWidget;

namespace tutela::app {

/// Lines of the assessments whose reach, risk or class a scenario changes: what if this base closes.
class LinesList : public QWidget {
    Q_OBJECT
public:
    LinesList(Shell& shell, QWidget* parent);
    /// @param lines  empty optional = they are being computed, or there is no scenario
    void show(const std::optional<std::vector<session::LineUnderScenario>>& lines, bool scenario);
    void setStale(bool stale);

private:
    Shell& m_shell;
    QLabel* m_note;
    QTableWidget* m_table;
    std::vector<core::LineId> m_lines; ///< by row
};

} // namespace tutela::app
