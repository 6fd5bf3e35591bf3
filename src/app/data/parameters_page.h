// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

class QTableWidget;

namespace tutela::app {

/// The values that scores are computed with, each with its default; changed ones are marked.
class ParametersPage : public QWidget {
    Q_OBJECT
public:
    ParametersPage(Shell& shell, QWidget* parent);

private:
    void resizeEvent(QResizeEvent* event) override;
    void refresh();
    void shareWidth();
    Shell& m_shell;
    QLabel* m_summary;
    QTableWidget* m_table;
};

} // namespace tutela::app
