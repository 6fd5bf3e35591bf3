// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "score_row_widget.h"

#include <tutela/session/assessment_evidence.h>

#include <QFrame>

class QScrollArea;
class QTableWidget;

namespace tutela::app {

/// The page of one assessment: result, situation, scores, actions, limits, sign-off. Shows sheets; what is asked of it goes
/// out as signals and through the sink.
class DocumentView : public QWidget {
    Q_OBJECT
public:
    DocumentView(Shell& shell, EditSink edit, QWidget* parent);
    void show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence);
    [[nodiscard]] std::optional<core::LineId> line() const;
    void setLine(core::LineId line);
    /// Puts the focus where a finding is mended.
    void jumpTo(session::RecordRef record, const QString& field);
    [[nodiscard]] std::optional<core::ActionId> action() const;
    void setBusy(bool busy);

signals:
    void lineChanged();
    void compareAsked();
    void checkAsked();
    void stepAsked(const tutela::session::NextStep& step);
    void opinionAsked();
    void nextVersionAsked();
    void actionAsked(bool make);
    void removeActionAsked();
    void dropped(const std::vector<tutela::session::RecordRef>& records);
    void openAsked(tutela::session::RecordRef record);

private:
    void makeHeader(QVBoxLayout* column);
    void makeScores(QVBoxLayout* column);
    void makeActions(QVBoxLayout* column);
    [[nodiscard]] QVBoxLayout* section(QVBoxLayout* column, const QString& title, QLabel** note);
    FieldEditor* text(const QString& field, const QString& title, FieldEditor::Lines lines, int height, bool list = false);
    void fillHeader();
    void fillLines();
    void fillLine();
    void fillActions();
    void fillSignOff();
    [[nodiscard]] std::optional<std::size_t> index() const;
    bool eventFilter(QObject* watched, QEvent* event) override;

    Shell& m_shell;
    EditSink m_edit;
    session::AssessmentSheet m_sheet;
    std::vector<session::EvidenceItem> m_evidence;
    std::optional<core::LineId> m_line;
    QLabel *m_title, *m_about, *m_bandIcon, *m_bandWord, *m_before;
    QLabel *m_situationNote = nullptr, *m_scoresNote = nullptr, *m_actionsNote = nullptr, *m_limitsNote = nullptr, *m_signNote = nullptr;
    QPushButton *m_compare, *m_check, *m_next;
    QFrame* m_lock;
    QLabel* m_lockText;
    QPushButton* m_nextVersion;
    QScrollArea* m_scroll;
    QTableWidget *m_lines, *m_actions, *m_factors;
    QLabel* m_lineTitle;
    QHBoxLayout* m_figures;
    QVBoxLayout *m_rows, *m_history;
    QHBoxLayout *m_citations, *m_steps;
    std::map<QString, ScoreRowWidget*> m_scoreRows;
    struct TextField { FieldEditor* editor; QString field; bool list; };
    std::vector<TextField> m_texts;
    QPushButton *m_addAction, *m_editAction, *m_removeAction;
};

} // namespace tutela::app
