// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edited_table.h"

#include <QVariant>

namespace tutela::app {

namespace {
constexpr const char* kLetGo = "letGo";
} // namespace

void CellEditors::destroyEditor(QWidget* editor, const QModelIndex& index) const
{
    editor->setProperty(kLetGo, true);
    QStyledItemDelegate::destroyEditor(editor, index);
}

bool CellEditors::isLetGo(const QWidget& editor) { return editor.property(kLetGo).toBool(); }

void EditedTable::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    if (editor != nullptr && CellEditors::isLetGo(*editor))
        setState(NoState);
    else
        QTableView::closeEditor(editor, hint);
}

} // namespace tutela::app
