// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

/// Tables of the data pages that show and choose, but are not edited.
namespace tutela::app {

[[nodiscard]] QTableWidget* makeDataTable(const QString& name, const QString& title, const QStringList& heads, QWidget* parent);
/// @param number  aligned to the right
QTableWidgetItem* put(QTableWidget& table, int row, int column, const QString& text, bool number = false);

} // namespace tutela::app
