// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/row_copier.h"
#include "../frame/workspace.h"
#include "../records/edited_table.h"

#include <tutela/session/incident_model.h>

namespace tutela::app {

/// Paints a refused value with a red outline and offers the words of a field as a list.
class IncidentDelegate final : public CellEditors {
    Q_OBJECT
public:
    IncidentDelegate(Style& style, QObject* parent) : CellEditors(parent), m_style(style) {}
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

private:
    Style& m_style;
};

/// The table of incidents: sorts by its header, edits in place, copies and pastes with spreadsheets, lets columns be chosen.
class IncidentTable final : public EditedTable {
    Q_OBJECT
public:
    IncidentTable(Shell& shell, session::IncidentModel& model, QWidget* parent);

    /// Ids of the rows that are selected, top to bottom.
    [[nodiscard]] std::vector<std::int64_t> selectedIds() const;
    [[nodiscard]] std::vector<std::int64_t> shownIds() const;
    /// Makes the row of the incident current, when it is shown.
    void showId(std::int64_t id);
    void paste();

signals:
    void currentIncident(qint64 id);
    /// The selected incidents were cut.
    void deleteAsked();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyboardSearch(const QString& text) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void setColumns();

    Shell& m_shell;
    session::IncidentModel& m_model;
    ui::RowCopier* m_copier;
    bool m_entering = false; ///< the focus comes in: a row that becomes current by that was chosen by nobody
    QString m_typed; ///< ahead, for keyboardSearch
    qint64 m_typedAt = 0;
};

} // namespace tutela::app
