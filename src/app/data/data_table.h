// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

/// Tables of the data pages that show and choose, but are not edited.
namespace tutela::app {

/// @param wide  the column that takes what the others leave; its texts are not cut, up to 40 letters: then the table scrolls sideways
[[nodiscard]] QTableWidget* makeDataTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent, int wide = 0);
/// @param number  aligned to the right, and the head of its column with it
QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number = false);

} // namespace tutela::app
