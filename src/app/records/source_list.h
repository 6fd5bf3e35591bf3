// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/field_table.h>

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace tutela::app {

/// The sources of an incident with their grades, and a line that adds one.
class SourceList : public QWidget {
    Q_OBJECT
public:
    SourceList(Shell& shell, QWidget* parent);
    void show(const core::RecordValues& record);
    using QWidget::show;

private:
    void add();
    void setSources(const std::vector<std::int64_t>& ids, const QString& step);
    Shell& m_shell;
    std::int64_t m_id = 0;
    std::vector<std::int64_t> m_sources;
    QVBoxLayout* m_rows;
    QLineEdit* m_name;
    QComboBox* m_reliability;
    QComboBox* m_credibility;
    QLabel* m_problem;
};

} // namespace tutela::app
