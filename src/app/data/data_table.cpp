// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "data_table.h"

#include <QHeaderView>

namespace tutela::app {

QTableWidget* makeDataTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent)
{
    auto* table = new QTableWidget{0, static_cast<int>(heads.size()), parent};
    table->setObjectName(name);
    table->setAccessibleName(title);
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    constexpr int kFewestLetters = 9; // of a column that gives way: still a word
    table->horizontalHeader()->setMinimumSectionSize(kFewestLetters * table->fontMetrics().averageCharWidth() + 16);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 14);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    return table;
}

QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number)
{
    auto* item = new QTableWidgetItem{text};
    item->setToolTip(text.toHtmlEscaped());
    if (number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
    return item;
}

} // namespace tutela::app
