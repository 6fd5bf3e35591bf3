// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/reach_board.h>

class QTableWidget;

namespace tutela::app {

class DensityList;

/// Places at risk that are not reached, places whose visit is overdue, and the force density: the lists under the map.
class ReachList : public QWidget {
    Q_OBJECT
public:
    ReachList(Shell& shell, QWidget* parent);
    /// @param scenario  a column beside today
    void show(std::vector<session::ReachRow> beyond, std::vector<session::ReachRow> overdue, bool scenario, const QString& within);
    void select(std::optional<core::PlaceId> place);

signals:
    void placeChosen(qint64 place);

private:
    void fill();
    void chooseTab(bool overdue);
    void showDensity(bool density);
    [[nodiscard]] const std::vector<session::ReachRow>& rows() const { return m_overdueShown ? m_overdue : m_beyond; }

    Shell& m_shell;
    std::vector<session::ReachRow> m_beyond, m_overdue;
    bool m_overdueShown = false, m_scenario = false, m_filling = false;
    QPushButton *m_beyondTab, *m_overdueTab, *m_densityTab;
    QLabel *m_count, *m_empty;
    QTableWidget* m_table;
    DensityList* m_density;
    QString m_within;
};

} // namespace tutela::app
