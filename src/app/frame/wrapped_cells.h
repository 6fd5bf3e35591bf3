// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>

#include <algorithm>

namespace tutela::app {

/// Rows of a table as high as their texts are in the widths that their columns have now. Qt's own hint knows nothing of the paddings of
/// the style sheet, and nothing asks for it again when a column becomes narrower: the end of a text would be cut.
class WrappedCells final : public QStyledItemDelegate {
public:
    /// Takes over cells and heights of the rows. For tables of some hundred rows: all are measured.
    /// @param table  with its model
    explicit WrappedCells(QTableView& table) : QStyledItemDelegate(&table), m_table(table)
    {
        table.setWordWrap(true);
        table.setItemDelegate(this);
        m_fit.setSingleShot(true);
        m_fit.setInterval(0); // once for all columns and cells that change in one turn of the event loop
        connect(&m_fit, &QTimer::timeout, &table, &QTableView::resizeRowsToContents);
        const auto ask = [this] { m_fit.start(); };
        connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, ask);
        connect(table.model(), &QAbstractItemModel::dataChanged, this, ask);
        connect(table.model(), &QAbstractItemModel::rowsInserted, this, ask);
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int kPaddings = 22, kIcon = 24, kLeast = 40, kAbove = 14;
        QStyleOptionViewItem cell = option;
        initStyleOption(&cell, index);
        const bool icon = cell.features.testFlag(QStyleOptionViewItem::HasDecoration);
        const QRect room{0, 0, std::max(kLeast, m_table.columnWidth(index.column()) - kPaddings - (icon ? kIcon : 0)), 10'000};
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(cell.fontMetrics.boundingRect(room, Qt::TextWordWrap, cell.text).height() + kAbove);
        return size;
    }

private:
    const QTableView& m_table;
    QTimer m_fit;
};

} // namespace tutela::app
