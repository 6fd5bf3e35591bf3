// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document_view.h"
#include "evidence_panel.h"

#include <tutela/session/job_runner.h>

class QListWidget;
class QStackedWidget;
class QTableWidget;

namespace tutela::app {

/// Threat assessments: by month and sector at the left, the page in the middle, evidence at the right, findings of the
/// check and changes since the last version below.
class AssessWorkspace : public Workspace {
    Q_OBJECT
public:
    explicit AssessWorkspace(Shell& shell);
    void activated() override;
    /// True when what is shown is up to date.
    [[nodiscard]] bool isSettled() const { return !m_stale && !m_jobs.isRunning() && !m_moves.isRunning(); }
    [[nodiscard]] std::optional<core::AssessmentId> current() const { return m_current; }

private:
    struct Loaded {
        session::AssessmentList list;
        std::optional<session::AssessmentSheet> sheet;
        std::vector<session::EvidenceItem> evidence;
    };
    enum class Findings { None, Checks, Changes };
    void makeList();
    void makeFindings();
    void followSelection();
    void reload();
    void take(Loaded loaded);
    void fillList(const session::AssessmentList& list);
    void open(core::AssessmentId id);
    void startNew(std::optional<core::AreaId> area);
    void create(session::AssessmentWork work);
    void cite(const std::vector<session::RecordRef>& records, bool mayTakeBack);
    void move(const session::NextStep& step);
    void giveOpinion();
    void nextVersion();
    void editAction(bool make);
    void removeAction();
    void showFindings(Findings what);
    void fillFindings();
    void step(Findings what, int by);
    void jump(int row);
    QString edit(const std::vector<nlohmann::json>& lines, const QString& text);
    void refuse(const QString& sentence);

    session::JobRunner m_jobs, m_moves;
    bool m_stale = true;
    std::optional<core::AssessmentId> m_current;
    std::optional<session::AssessmentSheet> m_sheet;
    std::vector<session::EvidenceItem> m_evidence;
    std::vector<session::CheckRow> m_checks;
    std::vector<session::ChangeRow> m_changes;
    Findings m_findingsShown = Findings::None;
    QListWidget* m_list;
    QStackedWidget* m_pages;
    DocumentView* m_view;
    EvidencePanel* m_evidencePanel;
    QTableWidget* m_findings;
    QDockWidget* m_findingsDock;
};

} // namespace tutela::app
