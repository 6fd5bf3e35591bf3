// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/row_copier.h"
#include "../frame/workspace.h"

#include <tutela/session/record_model.h>

#include <QSortFilterProxyModel>
#include <QTableView>

class QLineEdit;

namespace tutela::app {

/// All records of a kind as a table: sorted, filtered, edited in place, copied to a spreadsheet.
class RecordTable : public QWidget {
    Q_OBJECT
public:
    RecordTable(Shell& shell, core::Kind kind, QWidget* parent);
    ~RecordTable() override;
    [[nodiscard]] core::Kind kind() const { return m_model.kind(); }
    [[nodiscard]] QTableView& view() { return *m_view; }
    [[nodiscard]] std::vector<std::int64_t> selected() const;
    [[nodiscard]] std::optional<std::int64_t> current() const;
    void select(std::int64_t id);
    void find();
    void removeSelected();

signals:
    void currentRecordChanged();
    void addAsked();
    /// Enter: the record is to be worked on in its form.
    void openAsked();

private:
    [[nodiscard]] QWidget* makeEmpty();
    void paste();
    void showCount();
    void updateDelete();
    bool eventFilter(QObject* watched, QEvent* event) override;

    Shell& m_shell;
    session::RecordModel m_model;
    QSortFilterProxyModel m_proxy;
    QTableView* m_view;
    ui::RowCopier* m_copier;
    QLineEdit* m_find;
    QLabel* m_count;
    QPushButton* m_delete;
};

} // namespace tutela::app
