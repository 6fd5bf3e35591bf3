// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/core/field_table.h>

#include <QTableWidget>

#include <map>

namespace tutela::app {

/// Seven kinds of harm by sex and age. A refused figure stays in its cell, outlined, with its sentence.
class HarmTable : public QTableWidget {
    Q_OBJECT
public:
    HarmTable(Shell& shell, QWidget* parent);
    void show(const core::RecordValues& record);
    using QWidget::show;

    /// Says why figures were refused; stands below the table.
    [[nodiscard]] QLabel* problem() const { return m_problem; }
    /// Says what the rules ask about figures that were taken; stands below the table.
    [[nodiscard]] QLabel* question() const { return m_question; }
    /// True when the field is a figure of this table.
    [[nodiscard]] static bool holds(const std::string& field);
    void ask(const QStringList& questions);

private:
    struct Refusal {
        QString text, sentence;
    };
    using Cell = std::pair<int, int>;
    void take(QTableWidgetItem* item);
    void showRefusals();
    void keyPressEvent(QKeyEvent* event) override;
    Shell& m_shell;
    std::int64_t m_id = 0;
    bool m_filling = false;
    QLabel *m_problem, *m_question;
    std::map<std::int64_t, std::map<Cell, Refusal>> m_refusals; ///< by record: kept while others are looked at
};

} // namespace tutela::app
