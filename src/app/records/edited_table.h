// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace tutela::app {

/// A delegate of an EditedTable: it marks the editors that their view has let go of.
class CellEditors : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void destroyEditor(QWidget* editor, const QModelIndex& index) const override;
    [[nodiscard]] static bool isLetGo(const QWidget& editor);
};

/// A table whose cells are edited in place. What is typed can move its row, or take it out of what is shown (a find, a filter, the
/// order of the rows): its editor goes with it, before it is closed. Qt 6.4 then warns and goes on believing that a cell is being
/// edited, so that no other cell could be.
class EditedTable : public QTableView {
    Q_OBJECT
public:
    using QTableView::QTableView;

protected:
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
};

} // namespace tutela::app
