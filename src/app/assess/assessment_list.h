// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/assessment_view.h>

#include <QFrame>

class QListWidget;

namespace tutela::app {

/// Assessments by month and sector, and the sectors that need a new one.
class AssessmentListPanel : public QFrame {
    Q_OBJECT
public:
    AssessmentListPanel(Style& style, const ActionRegistry& actions, QWidget* parent);
    /// @param period  of the window: its month is marked
    void show(const session::AssessmentList& list, std::optional<core::AssessmentId> current, const std::optional<core::Period>& period, const QString& periodName);

signals:
    void openAsked(core::AssessmentId id);
    /// Empty = the scope of the window.
    void newAsked(std::optional<core::AreaId> area);

private:
    QListWidget* m_list;
};

} // namespace tutela::app
