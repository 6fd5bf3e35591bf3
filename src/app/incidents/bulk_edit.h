// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/workspace.h"

#include <tutela/session/bulk_edits.h>

#include <QDialog>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTableWidget;

namespace tutela::app {

/// Sets one field of many incidents: shows what would change before it does, as one undo step.
class BulkEdit : public QDialog {
    Q_OBJECT
public:
    BulkEdit(Shell& shell, std::vector<std::int64_t> ids, QWidget* parent);

private:
    void chooseField();
    void preview();
    void fillTable();
    /// What becomes of each incident stays in view: its name takes what the other columns leave.
    void fitColumns();
    void apply();
    void resizeEvent(QResizeEvent* event) override;
    [[nodiscard]] const core::Field& field() const;
    [[nodiscard]] QString text() const;

    Shell& m_shell;
    std::vector<std::int64_t> m_ids;
    session::BulkPreview m_preview;
    QComboBox* m_field;
    QStackedWidget* m_value;
    QComboBox* m_word;
    QLineEdit* m_text;
    QLabel* m_summary;
    QLabel* m_losses;
    QLabel* m_problem;
    QTableWidget* m_table;
    QPushButton* m_apply;
};

} // namespace tutela::app
