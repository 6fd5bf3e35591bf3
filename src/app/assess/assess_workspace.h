// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assessment_list.h"
#include "compare_view.h"
#include "document_view.h"
#include "evidence_panel.h"
#include "findings_panel.h"

#include <tutela/session/job_runner.h>

class QStackedWidget;

namespace tutela::app {

/// Threat assessments: by month and sector at the left, the page (or the comparison with the last version) in the middle, evidence at
/// the right, findings of the check below.
class AssessWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit AssessWorkspace(Shell& shell);
    void activated() override;
    /// True when what is shown is up to date.
    [[nodiscard]] bool isSettled() const { return !m_stale && !m_jobs.isRunning() && !m_moves.isRunning(); }
    [[nodiscard]] bool isReady() const override { return isSettled(); }
    [[nodiscard]] std::optional<core::AssessmentId> current() const { return m_current; }

private:
    void laidOut(bool low) override;
    struct Loaded {
        session::AssessmentList list;
        std::optional<session::AssessmentSheet> sheet;
        std::vector<session::EvidenceItem> evidence;
    };
    enum Page { DocumentPage, EmptyPage, ComparePage };
    void makePages();
    void connectView();
    void handleActions();
    void followSelection();
    [[nodiscard]] std::optional<core::AssessmentId> ofPeriod() const;
    void followPeriod();
    void reload();
    void take(Loaded loaded);
    void open(core::AssessmentId id);
    void showAction(core::ActionId action);
    void jumpToAction();
    void showChecks();
    void openFindings();
    void fitFindings();
    void stepChecks(int by);
    void showComparison(bool shown);
    void stepComparison(int by);
    void jump(session::RecordRef record, const QString& field);
    void refuse(const QString& sentence);
    void offerStarts();

    // assess_edits.cpp: what changes the draft
    QString edit(const std::vector<nlohmann::json>& lines, const QString& text);
    void startNew(std::optional<core::AreaId> area, session::StartFrom start);
    void create(session::AssessmentWork work);
    void cite(const std::vector<session::RecordRef>& records, bool mayTakeBack);
    void editAction(bool make);
    void removeAction();
    void addLines();
    void removeLine();

    // assess_sign_off.cpp: what moves it on
    void move(session::NextStep step); // a copy: its button may go while the dialog is open
    void commitMove(const session::PreparedMove& move, const std::vector<core::Asset>& frozen);
    void giveOpinion();
    void nextVersion();

    session::JobRunner m_jobs, m_moves;
    bool m_stale = true;
    bool m_checking = false; ///< the person asked for the list of findings
    bool m_findingsHidden = false; ///< the list gave way to a comparison
    std::optional<core::AssessmentId> m_current;
    std::optional<core::ActionId> m_actionAsked; ///< to be shown as soon as its sheet is
    std::optional<session::AssessmentSheet> m_sheet;
    AssessmentListPanel* m_list;
    QStackedWidget* m_pages;
    DocumentView* m_view;
    CompareView* m_comparison;
    EvidencePanel* m_evidence;
    FindingsPanel* m_findings;
    QDockWidget* m_findingsDock;
    QPushButton *m_fromLast = nullptr, *m_blank = nullptr; ///< of the page without an assessment
    QLabel* m_emptySentence = nullptr;
};

} // namespace tutela::app
