// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table_or_empty.h"

#include "../frame/workspace.h"

#include <QAbstractItemModel>

namespace tutela::app {

TableOrEmpty::TableOrEmpty(QWidget* table, const QAbstractItemModel& rows, QWidget* empty, QWidget* parent, QPushButton* beside) : QStackedWidget(parent)
{
    addWidget(table);
    addWidget(empty);
    const auto choose = [this, &rows, table, empty, beside] {
        setCurrentWidget(rows.rowCount() == 0 ? empty : table);
        if (beside != nullptr)
            ui::setRole(*beside, rows.rowCount() == 0 ? "plain" : "primary");
    };
    m_changes = {connect(&rows, &QAbstractItemModel::rowsInserted, this, choose), connect(&rows, &QAbstractItemModel::rowsRemoved, this, choose),
                 connect(&rows, &QAbstractItemModel::modelReset, this, choose)};
    choose();
}

/// A table that goes with this widget empties its model: nobody is told any more.
TableOrEmpty::~TableOrEmpty()
{
    for (const auto& change : m_changes)
        disconnect(change);
}

} // namespace tutela::app
