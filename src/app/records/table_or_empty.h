// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

#include <array>

class QAbstractItemModel;
class QPushButton;

namespace tutela::app {

/// A table; while it has no rows, what belongs in it and what to do (ui::emptyState).
class TableOrEmpty : public QStackedWidget {
public:
    /// @param rows  the model whose rows count: of a table that is filtered, the one below the filter
    /// @param beside  the main button above the table, which is not the main one while the empty state offers its own
    TableOrEmpty(QWidget* table, const QAbstractItemModel& rows, QWidget* empty, QWidget* parent, QPushButton* beside = nullptr);
    ~TableOrEmpty() override;
    TableOrEmpty(const TableOrEmpty&) = delete;
    TableOrEmpty& operator=(const TableOrEmpty&) = delete;

private:
    std::array<QMetaObject::Connection, 3> m_changes;
};

} // namespace tutela::app
