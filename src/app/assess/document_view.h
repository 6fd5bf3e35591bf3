// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "about_panel.h"
#include "actions_panel.h"
#include "line_panel.h"
#include "page_parts.h"
#include "sign_off_panel.h"

class QBoxLayout;
class QScrollArea;

namespace tutela::app {

/// The page of one assessment: result, situation, scores, actions, limits, contributors, sign-off. Shows sheets; what is asked of it
/// goes out as signals and through the sink.
class DocumentView : public QWidget {
    Q_OBJECT
public:
    DocumentView(Shell& shell, EditSink edit, QWidget* parent);
    void show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence);
    [[nodiscard]] std::optional<core::LineId> line() const { return m_lines->line(); }
    void setLine(core::LineId line) { m_lines->setLine(line); }
    /// Puts the focus where a finding is mended.
    void jumpTo(session::RecordRef record, const QString& field);
    [[nodiscard]] std::optional<core::ActionId> action() const { return m_actions->action(); }
    void setBusy(bool busy);

signals:
    void lineChanged();
    void compareAsked();
    void checkAsked();
    void citedAsked();
    void stepAsked(const tutela::session::NextStep& step);
    void opinionAsked();
    void nextVersionAsked();
    void actionAsked(bool make);
    void removeActionAsked();
    void addLinesAsked();
    void removeLineAsked();
    void dropped(const std::vector<tutela::session::RecordRef>& records);
    void openAsked(tutela::session::RecordRef record);

private:
    void resizeEvent(QResizeEvent* event) override;
    /// Puts one below the other what has no room side by side.
    void fitWidth();
    void makeHeader(QVBoxLayout* column);
    void makeLock(QVBoxLayout* column);
    void makeResult(QVBoxLayout* column);
    void makeSections(QVBoxLayout* column);
    void connectParts();
    FieldEditor* text(const QString& field, const QString& title, bool list = false);
    SectionHead* head(QVBoxLayout* column, const QString& name, const QString& title);
    void fillHeader();
    void fillTexts();
    void fillHeads();
    void explainBand();

    Shell& m_shell;
    EditSink m_edit;
    session::AssessmentSheet m_sheet;
    int m_cited = 0;
    QLabel *m_title, *m_about, *m_bandIcon, *m_before, *m_situationMark;
    QPushButton *m_band, *m_compare, *m_check, *m_next, *m_nextVersion;
    QFrame* m_lock;
    QLabel* m_lockText;
    QScrollArea* m_scroll;
    QBoxLayout* m_result;
    QVBoxLayout* m_column;
    SectionHead *m_situationHead, *m_scoresHead, *m_actionsHead, *m_limitsHead, *m_aboutHead, *m_signHead;
    LinePanel* m_lines;
    ActionsPanel* m_actions;
    AboutPanel* m_aboutPanel;
    SignOffPanel* m_signOff;
    struct TextField { FieldEditor* editor; QString field; };
    std::vector<TextField> m_texts;
};

} // namespace tutela::app
