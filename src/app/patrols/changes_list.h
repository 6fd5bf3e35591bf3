// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/scenario_edit.h>

#include <QTableWidget>

class QComboBox;

namespace tutela::app {

/// Every change of the scenario in words: shown on the map, or taken out as one step of undo. The means of a base that is tried
/// are chosen here.
class ChangesList : public QWidget {
    Q_OBJECT
public:
    ChangesList(Shell& shell, QWidget* parent);
    /// @param scenario  empty = today
    void show(std::optional<session::ScenarioId> scenario);
    /// The keys go to it.
    [[nodiscard]] bool isWorkedOn() const { return m_table->isVisible() && m_table->hasFocus(); }
    void removeCurrent();

signals:
    void shownOnMap(tutela::core::GeoPoint at);

private:
    [[nodiscard]] const session::ScenarioChange* current() const;
    void showCurrent();
    void offer();
    void chooseMode(int row);

    Shell& m_shell;
    QLabel* m_note;
    QPushButton *m_show, *m_remove;
    QComboBox* m_mode; ///< of a base that is tried
    QTableWidget* m_table;
    std::optional<session::ScenarioId> m_scenario;
    std::vector<session::ScenarioChange> m_changes; ///< by row
};

} // namespace tutela::app
