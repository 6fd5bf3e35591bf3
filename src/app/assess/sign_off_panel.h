// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

class QVBoxLayout;

namespace tutela::app {

class FlowLayout;

/// Who moved the version on and what reviewers said, and the steps that its state allows.
class SignOffPanel : public QWidget {
    Q_OBJECT
public:
    explicit SignOffPanel(QWidget* parent);
    void show(const session::AssessmentSheet& sheet);

signals:
    void stepAsked(const tutela::session::NextStep& step);
    void opinionAsked();

private:
    QVBoxLayout* m_history;
    FlowLayout* m_steps;
    std::pair<core::AssessmentId, core::AssessmentState> m_shown{}; ///< whose steps stand there
};

} // namespace tutela::app
