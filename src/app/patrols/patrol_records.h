// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/patrol_list.h>

#include <QSortFilterProxyModel>

class QTableView;

namespace tutela::app {

/// The records of patrols in the period and scope, and tracks that have no patrol yet.
class PatrolRecords : public QWidget {
    Q_OBJECT
public:
    PatrolRecords(Shell& shell, QWidget* parent);
    ~PatrolRecords() override;
    void select(std::optional<core::PatrolId> patrol);
    void addNew();
    void removeCurrent();
    [[nodiscard]] const session::PatrolModel& model() const { return m_model; }

signals:
    void patrolChosen(qint64 patrol);
    /// Enter: the record is to be worked on in its form.
    void openAsked();
    void importAsked();

private:
    [[nodiscard]] QWidget* makeEmpty();
    void filter();
    void showCount();
    [[nodiscard]] std::optional<core::PatrolId> current() const;

    Shell& m_shell;
    session::PatrolModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView* m_view;
    QLabel* m_count;
    bool m_selecting = false;
};

} // namespace tutela::app
