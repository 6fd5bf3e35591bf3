// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_look.h"

#include <QHeaderView>
#include <QStyle>

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

/// The table's own hint forgets the paddings of the style sheet and cuts the last line.
void fitRowsToText(QTableWidget& table)
{
    constexpr int kSides = 22, kBesideIcon = 8, kAbove = 14, kLeast = 32;
    const QFontMetrics metrics{table.font()};
    const int least = std::max(kLeast, rowHeight(metrics)), icon = table.style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, &table) + kBesideIcon;
    for (int row = 0; row < table.rowCount(); ++row) {
        int height = least;
        for (int column = 0; column < table.columnCount(); ++column)
            if (const auto* item = table.item(row, column); item != nullptr && !table.isColumnHidden(column)) {
                const int width = std::max(40, table.columnWidth(column) - kSides - (item->icon().isNull() ? 0 : icon));
                height = std::max(height, metrics.boundingRect(QRect{0, 0, width, 10'000}, Qt::TextWordWrap, item->text()).height() + kAbove);
            }
        table.setRowHeight(row, height);
    }
}

} // namespace tutela::app::ui
