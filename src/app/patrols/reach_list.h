// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/reach_board.h>

class QAction;
class QSpinBox;
class QTableWidget;

namespace tutela::app {

class BasesList;
class ChangesList;
class ClosuresList;
class DensityList;
class LinesList;
class ScenarioCompare;

/// Places at risk that are not reached, places whose visit is overdue, places without a connection to the roads, the force density, what a scenario does to
/// the assessments, bases, closed roads, what it changes, and two scenarios beside each other: the lists under the map.
class ReachList : public QWidget {
    Q_OBJECT
public:
    ReachList(Shell& shell, QWidget* parent);
    /// @param scenario  a column beside today
    void show(std::vector<session::ReachRow> beyond, std::vector<session::ReachRow> overdue, std::vector<session::ReachRow> notConnected, bool scenario, const QString& within);
    /// Places not visited for more than these are listed and ringed; empty = than the interval of their class.
    [[nodiscard]] std::optional<int> visitDays() const;
    void select(std::optional<core::PlaceId> place);
    [[nodiscard]] ScenarioCompare& compare() const { return *m_compare; }
    [[nodiscard]] LinesList& lines() const { return *m_lines; }
    [[nodiscard]] ChangesList& changes() const { return *m_changes; }
    [[nodiscard]] BasesList& bases() const { return *m_bases; }
    [[nodiscard]] ClosuresList& closures() const { return *m_closures; }
    /// The keys of a command act while a place of the list has the focus.
    void addKeysOf(QAction& command);
    void showBeyond();
    void showChanges();
    void showBases();
    /// What is listed of reach is out of date, in these words; empty = it is not.
    void setStale(const QString& words);

signals:
    void placeChosen(qint64 place);
    void visitDaysChanged();

private:
    void resizeEvent(QResizeEvent* event) override;
    void giveRoom();
    void fill();
    [[nodiscard]] QWidget* makeVisitDays();
    [[nodiscard]] QString emptyText() const;
    /// What the table of places lists.
    enum class Listed { Beyond, Overdue, NotConnected };
    void chooseTab(Listed listed);
    /// A page instead of the table of places; null = that table.
    void showPage(QWidget* page);
    [[nodiscard]] const std::vector<session::ReachRow>& rows() const { return m_listed == Listed::Beyond ? m_beyond : m_listed == Listed::Overdue ? m_overdue : m_notConnected; }
    [[nodiscard]] QString riskText(const session::ReachRow& row) const;
    [[nodiscard]] QString responseText(const session::ReachRow& row) const;

    Shell& m_shell;
    std::vector<session::ReachRow> m_beyond, m_overdue, m_notConnected;
    Listed m_listed = Listed::Beyond;
    bool m_scenario = false, m_filling = false;
    QPushButton *m_beyondTab, *m_overdueTab, *m_connectionTab, *m_densityTab, *m_linesTab, *m_basesTab, *m_roadsTab, *m_changesTab, *m_compareTab;
    QLabel *m_count, *m_empty, *m_stale;
    QSpinBox* m_visitDays = nullptr;
    QWidget* m_visit = nullptr; ///< asks for the days, beside the tab that they belong to
    QTableWidget* m_table;
    DensityList* m_density;
    LinesList* m_lines;
    BasesList* m_bases;
    ClosuresList* m_closures;
    ChangesList* m_changes;
    ScenarioCompare* m_compare;
    QString m_within;
};

} // namespace tutela::app
