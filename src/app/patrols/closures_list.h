// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/road_closures.h>

#include <QTableWidget>

namespace tutela::app {

/// Roads and bridges that are closed today, with days and reason, and those that the scenario closes: shown on the map, or turned over in
/// the scenario.
class ClosuresList : public QWidget {
    Q_OBJECT
public:
    ClosuresList(Shell& shell, QWidget* parent);
    /// @param scenario  empty = today
    void show(std::optional<session::ScenarioId> scenario);

signals:
    void shownOnMap(tutela::core::GeoPoint at);
    /// To be opened in the scenario, or closed again.
    void turnedOver(qint64 road);

private:
    [[nodiscard]] const session::RoadClosure* current() const;
    void fill();
    void offer();
    void showCurrent();

    Shell& m_shell;
    QLabel* m_note;
    QPushButton *m_show, *m_turn;
    QTableWidget* m_table;
    std::vector<session::RoadClosure> m_closures; ///< by row
};

} // namespace tutela::app
