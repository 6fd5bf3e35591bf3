// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table_or_empty.h"

#include "../frame/tall_page.h"
#include "../frame/workspace.h"

#include <QAbstractItemModel>
#include <QVBoxLayout>

namespace tutela::app {

TableOrEmpty::TableOrEmpty(QWidget* table, const QAbstractItemModel& rows, QWidget* empty, QWidget* parent, QPushButton* beside) : QStackedWidget(parent)
{
    auto* page = new ui::TallPage{this}; // scrolls, so that the table may be low although the sentence is high
    auto* column = new QVBoxLayout{page};
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(empty);
    auto* scrolled = ui::scrolledPage(page, QStringLiteral("emptyPage"), this);
    addWidget(table);
    addWidget(scrolled);
    const auto choose = [this, &rows, table, scrolled, beside] {
        setCurrentWidget(rows.rowCount() == 0 ? static_cast<QWidget*>(scrolled) : table);
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
