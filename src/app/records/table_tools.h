// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/bulk_edits.h>

#include <QHelpEvent>
#include <QTableView>

/// What every table of records does alike: columns to choose, and cells that go to and come from spreadsheets.
namespace tutela::app {

/// A right click on the header chooses columns; what is chosen, their order and widths are kept under the key. Until something is,
/// columns whose texts are cut get the room that is left.
/// @param first  a column that always stays
void letColumnsBeChosen(QTableView& table, const QString& settingsKey, int first);
/// Shows the tool tip of a cell as plain text: Qt would read markup in it, and open the files that it names.
bool showPlainTip(const QHelpEvent& event, QAbstractItemView& view, const QModelIndex& index);
/// Columns that are shown, left to right.
[[nodiscard]] std::vector<int> shownColumns(const QTableView& table);
/// Rows that are selected, top to bottom; cheap with a million of them.
[[nodiscard]] std::vector<int> selectedRows(const QTableView& table);
/// Puts cells of the clipboard into records: at once when all of them can be set, else after a look at what is refused and added.
/// The headings that ui::RowCopier writes are known again: such cells go in from the first column on.
/// @param ids  of the rows from the current one on
/// @param fieldOf  the field that a column sets; null = none
void pasteCells(Shell& shell, QTableView& table, core::Kind kind, const std::vector<std::int64_t>& ids, const std::function<const core::Field*(int)>& fieldOf);

} // namespace tutela::app
