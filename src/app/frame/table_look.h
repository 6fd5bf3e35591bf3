// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_copier.h"

#include <QTableWidget>

/// How the tables of the window look and answer to keys alike.
namespace tutela::app::ui {

/// Whole rows are chosen; neither grid nor numbers of rows are drawn; heads stand at the left, those of numbers over
/// them where the model says so, and stay as they are above a chosen cell; Tab leaves the table;
/// what is chosen is copied as a spreadsheet reads it.
/// @param name   object name
/// @param title  what a screen reader calls it
/// @returns  what copies its rows
RowCopier& setUpRows(QTableView& table, const QString& name, const QString& title, QAbstractItemView::SelectionMode chosen);
/// The same for a table that nothing is typed into.
void setUpReadOnlyRows(QTableView& table, const QString& name, const QString& title, QAbstractItemView::SelectionMode chosen);

/// The height of a row of one line of text.
[[nodiscard]] int rowHeight(const QFontMetrics& font);
/// Gives all rows that height, `least` pixels at least.
void setRowHeights(QTableView& table, int least = 0);

/// Makes each row as tall as its longest text needs, wrapped at the width of its column.
void fitRowsToText(QTableWidget& table);

} // namespace tutela::app::ui
