// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/incidents.h>
#include <tutela/session/job_runner.h>

#include <QWidget>

namespace tutela::app {

/// Incidents that may be the same as one: each is opened, or named as the one it repeats.
class SimilarList : public QWidget {
    Q_OBJECT
public:
    SimilarList(Shell& shell, QWidget* parent);
    void show(std::int64_t incident);
    using QWidget::show;

private:
    void fill(const std::vector<core::IncidentId>& others);
    void markDuplicate(std::int64_t other);
    Shell& m_shell;
    std::int64_t m_id = 0;
    QVBoxLayout* m_rows;
    session::JobRunner m_jobs;
};

} // namespace tutela::app
