// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "choice_editor.h"
#include "factor_table.h"
#include "score_row_widget.h"

#include <tutela/session/assessment_evidence.h>

class QTableWidget;
class QVBoxLayout;

namespace tutela::app {

class FlowLayout;

/// The lines of an assessment and all that is judged of the chosen one: citations, figures, scores, overrides, factors, scenarios.
/// Evidence is dropped on a line of the table, or anywhere below it for the chosen line.
class LinePanel : public QWidget {
    Q_OBJECT
public:
    LinePanel(Shell& shell, EditSink edit, QWidget* parent);
    /// Puts the reasons below the scores.
    void setStacked(bool stacked);
    void show(const session::AssessmentSheet& sheet, const std::vector<session::EvidenceItem>& evidence);
    [[nodiscard]] std::optional<core::LineId> line() const { return m_line; }
    void setLine(core::LineId line);
    /// Puts the focus on the control of a field. @returns null when no control shows it
    QWidget* jumpTo(const QString& field);

signals:
    void lineChanged();
    void dropped(const std::vector<tutela::session::RecordRef>& records);
    void openAsked(tutela::session::RecordRef record);
    void addLinesAsked();
    void removeLineAsked();

private:
    void makeTable(QVBoxLayout* column);
    void makeDetail(QVBoxLayout* column);
    void makeTexts(QVBoxLayout* column);
    void fillTable();
    /// Where the threat and place would have no room, the words that the detail repeats give way.
    void fitColumns();
    void resizeEvent(QResizeEvent* event) override;
    void fillDetail();
    void fillCitations();
    void fillFigures(std::size_t line);
    void fillScores(std::size_t line);
    void judge(core::PlaceId place, core::VulnerabilityFactor factor, session::FactorJudgement judgement);
    QString save(const QString& field, const nlohmann::json& value, const QString& step);
    [[nodiscard]] std::optional<std::size_t> index() const;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

    Shell& m_shell;
    EditSink m_edit;
    session::AssessmentSheet m_sheet;
    std::vector<session::EvidenceItem> m_evidence;
    std::optional<core::LineId> m_line;
    QTableWidget* m_table;
    int m_bandWidth = 0, m_wordsWidth = 0; ///< of the column of the band, and of those of class, trend and confidence
    QWidget *m_missing, *m_detail;
    QLabel *m_missingText, *m_title, *m_roleHint;
    QPushButton *m_addLines, *m_removeLine;
    FlowLayout *m_citations, *m_figures;
    QVBoxLayout *m_judged, *m_computed;
    std::map<QString, ScoreRowWidget*> m_rows;
    bool m_stacked = false;
    ChoiceEditor* m_role;
    FactorTable* m_factors;
    std::map<QString, FieldEditor*> m_texts;
};

} // namespace tutela::app
