// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/job_runner.h>
#include <tutela/session/reach_compare.h>

class QComboBox;
class QTableWidget;

namespace tutela::app {

/// Two scenarios beside each other, place by place: what B changes over A.
class ScenarioCompare : public QWidget {
    Q_OBJECT
public:
    ScenarioCompare(Shell& shell, QWidget* parent);
    /// The ground, season and means that both are computed with. Null: nothing can be compared yet.
    void setBoard(std::shared_ptr<const session::ReachBoard> board);
    void setLimit(double minutes);
    /// What is compared is out of date as a whole.
    void setStale(bool stale);
    [[nodiscard]] bool isCurrent() const { return !m_stale && !m_jobs.isRunning(); }
    /// Null while it is computed, and without two scenarios to compare.
    [[nodiscard]] const session::ScenarioComparison* comparison() const { return m_comparison && isCurrent() ? &*m_comparison : nullptr; }
    [[nodiscard]] std::optional<session::ScenarioId> chosenA() const { return chosen(m_a); }
    [[nodiscard]] std::optional<session::ScenarioId> chosenB() const { return chosen(m_b); }

signals:
    void placeChosen(qint64 place);
    /// A and B beside each other on the map.
    void swipeAsked();
    /// There is another comparison.
    void compared();

protected:
    void showEvent(QShowEvent* event) override;

private:
    [[nodiscard]] QComboBox* addChoice(QLayout& row, const QString& name, const QString& title);
    [[nodiscard]] std::optional<session::ScenarioId> chosen(const QComboBox* box) const;
    void takeScenarios();
    void invalidate();
    void recalculate();
    void nameHead(int column, std::optional<session::ScenarioId> scenario);
    void fill();
    void grey();

    Shell& m_shell;
    session::JobRunner m_jobs;
    std::shared_ptr<const session::ReachBoard> m_board;
    std::optional<session::ScenarioComparison> m_comparison;
    std::vector<std::optional<session::ScenarioId>> m_scenarios;
    QComboBox *m_a = nullptr, *m_b = nullptr;
    QLabel* m_sentence;
    QTableWidget* m_table;
    double m_limit = 120.0;
    bool m_stale = true, m_boardStale = false, m_filling = false;
};

} // namespace tutela::app
