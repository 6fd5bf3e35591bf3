// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/data_health.h>
#include <tutela/session/job_runner.h>

class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace tutela::app {

/// What is wrong with the data: sentence and count, with zoom, fix, and ignore with a reason. Ignored ones stay in the list,
/// last, with the reason; the reasons are kept for this person and mission.
class ProblemsPage : public QWidget {
    Q_OBJECT
public:
    ProblemsPage(Shell& shell, QWidget* parent);
    void check();
    /// The next or previous record of the list, from the one chosen.
    void step(int by);
    [[nodiscard]] bool isReady() const { return !m_jobs.isRunning() && !m_stale; }

signals:
    void zoomAsked(tutela::session::RecordRef record);
    void fixAsked(tutela::session::RecordRef record, const QString& field);

private:
    void fill();
    void updateButtons();
    void ignore();
    void jump(bool fix);
    [[nodiscard]] QString reasonOf(const session::Problem& problem) const;
    struct At {
        const session::Problem* problem = nullptr;
        std::optional<session::RecordRef> record;
    };
    [[nodiscard]] At chosen() const;
    void addProblem(const session::Problem& problem, std::size_t number);
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

    Shell& m_shell;
    session::JobRunner m_jobs;
    bool m_stale = true;
    std::vector<session::Problem> m_problems;
    QLabel* m_head;
    QTreeWidget* m_tree;
    QStackedWidget* m_pages;
    QLabel* m_none; ///< stands for the empty list
    QPushButton* m_zoom;
    QPushButton* m_fix;
    QPushButton* m_ignore;
    QPushButton* m_stop;
};

} // namespace tutela::app
