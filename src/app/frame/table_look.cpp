// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_look.h"

#include <QHeaderView>

#include <algorithm>

namespace tutela::app::ui {

RowCopier& setUpRows(QTableView& table, const QString& name, const QString& title, QAbstractItemView::SelectionMode chosen)
{
    table.setObjectName(name);
    table.setAccessibleName(title);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(chosen);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.verticalHeader()->hide();
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return *new RowCopier{table};
}

void setUpReadOnlyRows(QTableView& table, const QString& name, const QString& title, QAbstractItemView::SelectionMode chosen)
{
    setUpRows(table, name, title, chosen);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
}

int rowHeight(const QFontMetrics& font)
{
    constexpr int kPadding = 14;
    return font.height() + kPadding;
}

void setRowHeights(QTableView& table, int least) { table.verticalHeader()->setDefaultSectionSize(std::max(least, rowHeight(table.fontMetrics()))); }

} // namespace tutela::app::ui
