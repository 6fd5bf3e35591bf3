// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/structure_rows.h>

#include <map>

class QTableWidget;
class QTableWidgetItem;

namespace tutela::app {

/// A field that holds a list of structures, as a table: rows are added, removed and moved, cells typed or chosen. Each gesture is saved
/// at once. A refused value stays in its cell, outlined, with its sentence below.
class StructureTable : public QWidget {
    Q_OBJECT
public:
    StructureTable(Shell& shell, const core::Field& field, QWidget* parent);
    [[nodiscard]] const core::Field& field() const { return m_field; }
    void showRecord(const core::RecordValues& record);
    /// What the rules say of the rows.
    void warn(const QStringList& sentences);
    /// Gives the current row a position; without one a new row.
    void takePosition(core::GeoPoint point);

signals:
    void positionAsked();

private:
    using Cell = std::pair<int, int>;
    struct Refusal {
        QString text, sentence;
    };
    void makeTools(QVBoxLayout* column);
    void take(QTableWidgetItem* item);
    void change(const QString& refusal, int row);
    void showRefusals();
    void updateTools();
    [[nodiscard]] session::RecordRef record() const { return {m_field.kind, m_id}; }

    Shell& m_shell;
    const core::Field& m_field;
    std::vector<session::MemberColumn> m_columns;
    QTableWidget* m_table;
    QPushButton *m_add, *m_remove, *m_up, *m_down, *m_pick = nullptr;
    QLabel *m_problem, *m_rules;
    std::int64_t m_id = 0;
    bool m_filling = false;
    std::map<std::int64_t, std::map<Cell, Refusal>> m_refusals; ///< by record: kept while others are looked at
};

} // namespace tutela::app
