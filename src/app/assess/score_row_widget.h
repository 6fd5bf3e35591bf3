// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

class QHBoxLayout;
class QPushButton;

namespace tutela::app {

/// One value of a line: segments 1 to 5 (or words), descriptor, change, the model's value with its inputs, and the reason.
///
/// The segments are one stop of Tab: arrows go from one to the next, Space or the digit itself chooses.
class ScoreRowWidget : public QWidget {
    Q_OBJECT
public:
    ScoreRowWidget(Shell& shell, const session::ScoreRow& row, EditSink edit, QWidget* parent);
    /// @param origin  when and by which method the numbers were worked out
    void show(const session::ScoreRow& row, std::int64_t line, bool editable, const QString& origin);
    /// Puts reasons below the scores, where a narrow page or large text leaves no room beside them.
    void setStacked(bool stacked);
    void focusReason() { m_reason->focus(); }
    void focusValue();

private:
    void arrange();
    /// Words stand in one row where there is room, else in two columns.
    void placeWords();
    /// What every level means, below the one that counts, for who wants to compare.
    void showLevels();
    void resizeEvent(QResizeEvent* event) override;
    void makeSegments(const session::ScoreRow& row);
    void choose(const QString& value);
    void explain();
    [[nodiscard]] QPushButton* tabStop() const;
    bool eventFilter(QObject* watched, QEvent* event) override;
    Shell& m_shell;
    session::ScoreRow m_row;
    EditSink m_edit;
    QString m_origin;
    std::int64_t m_line = 0;
    bool m_editable = false, m_stacked = false, m_oneRow = false;
    std::vector<QPushButton*> m_segments;
    QWidget *m_holder, *m_head;
    QLabel *m_label, *m_mark, *m_descriptor, *m_delta, *m_levels;
    QPushButton *m_allLevels, *m_model;
    FieldEditor* m_reason;
    QLabel* m_refusal;
};

} // namespace tutela::app
