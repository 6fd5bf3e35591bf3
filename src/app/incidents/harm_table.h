// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/field_table.h>

#include <QTableWidget>

#include <map>

namespace tutela::app {

/// Seven kinds of harm by sex and age. A refused figure stays in its cell, red, with its sentence.
class HarmTable : public QTableWidget {
    Q_OBJECT
public:
    HarmTable(Shell& shell, QWidget* parent);
    void show(const core::RecordValues& record);
    using QWidget::show;

signals:
    /// Empty when the last figure was taken.
    void refused(const QString& sentence);

private:
    void take(QTableWidgetItem* item);
    Shell& m_shell;
    std::int64_t m_id = 0;
    bool m_filling = false;
    std::map<std::pair<int, int>, QString> m_refusals; ///< texts by cell
};

} // namespace tutela::app
