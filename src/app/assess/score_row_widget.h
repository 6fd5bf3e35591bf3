// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field_editor.h"

class QHBoxLayout;
class QPushButton;

namespace tutela::app {

/// One value of a line: segments 1 to 5 (or words), descriptor, change, the model's value with its inputs, and the reason.
class ScoreRowWidget : public QWidget {
    Q_OBJECT
public:
    ScoreRowWidget(Style& style, const session::ScoreRow& row, EditSink edit, QWidget* parent);
    void show(const session::ScoreRow& row, std::int64_t line, bool editable);
    void focusReason() { m_reason->focus(); }
    void focusValue();

private:
    void choose(const QString& value);
    Style& m_style;
    session::ScoreRow m_row;
    EditSink m_edit;
    std::int64_t m_line = 0;
    bool m_editable = false;
    std::vector<QPushButton*> m_segments;
    QLabel* m_descriptor;
    QLabel* m_delta;
    QPushButton* m_model;
    FieldEditor* m_reason;
    QLabel* m_refusal;
};

} // namespace tutela::app
