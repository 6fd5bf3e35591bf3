// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_workspace.h"

#include "../frame/writing.h"

#include <tutela/session/overview.h>
#include <tutela/session/display.h>

#include <QTimer>
#include <QDockWidget>
#include <QStackedWidget>

namespace tutela::app {

AssessWorkspace::AssessWorkspace(Shell& shell)
    : Workspace(shell, QStringLiteral("Assess"), tr("Assess")), m_list(new AssessmentListPanel{shell.style, shell.actions, this}), m_pages(new QStackedWidget{this}),
      m_view(new DocumentView{shell, [this](const auto& lines, const QString& text) { return edit(lines, text); }, this}), m_comparison(new CompareView{shell.style, this}),
      m_evidence(new EvidencePanel{shell.style, shell.actions, this}), m_findings(new FindingsPanel{shell.style, this})
{
    makePages();
    constexpr int kListWidth = 250, kEvidenceWidth = 290, kFindingsHeight = 190;
    addDock(QStringLiteral("assessList"), tr("Assessments"), m_list, Qt::LeftDockWidgetArea, kListWidth);
    addDock(QStringLiteral("assessEvidence"), tr("Evidence"), m_evidence, Qt::RightDockWidgetArea, kEvidenceWidth);
    m_findingsDock = addDock(QStringLiteral("assessFindings"), tr("Check before sign-off"), m_findings, Qt::BottomDockWidgetArea, kFindingsHeight);
    QMetaObject::invokeMethod(this, [this] { m_findingsDock->setVisible(m_checking); }, Qt::QueuedConnection);
    connectView();
    handleActions();
    connect(m_list, &AssessmentListPanel::openAsked, this, &AssessWorkspace::open);
    connect(m_list, &AssessmentListPanel::newAsked, this, [this](std::optional<core::AreaId> area) { startNew(area ? area : m_shell.context.scope(), session::StartFrom::LastVersion); });
    connect(m_findings, &FindingsPanel::jumpAsked, this, &AssessWorkspace::jump);
    connect(m_comparison, &CompareView::jumpAsked, this, &AssessWorkspace::jump);
    connect(m_comparison, &CompareView::closeAsked, this, [this] { showComparison(false); });
    if (auto* add = m_list->findChild<QPushButton*>(QStringLiteral("listNew")))
        ui::changes(shell, add);
    connect(m_evidence, &EvidencePanel::openAsked, this, [this](session::RecordRef record) { m_shell.open(record); });
    connect(m_evidence, &EvidencePanel::citeAsked, this, [this] { cite(m_evidence->selected(), true); });
    connect(&shell.document, &session::Document::changed, this, &AssessWorkspace::reload);
    connect(&shell.style, &Style::changed, this, &AssessWorkspace::reload);
    connect(&shell.context, &session::WorkContext::selectionChanged, this, &AssessWorkspace::followSelection);
    connect(&shell.context, &session::WorkContext::periodChanged, this, &AssessWorkspace::followPeriod);
    connect(&shell.context, &session::WorkContext::scopeChanged, this, &AssessWorkspace::followPeriod);
}

void AssessWorkspace::makePages()
{
    m_pages->insertWidget(DocumentPage, m_view);
    m_fromLast = ui::button(QStringLiteral("emptyFromLast"), tr("Start from the last version"), "primary", this);
    m_blank = ui::button(QStringLiteral("emptyBlank"), tr("Start blank"), "primary", this);
    connect(m_fromLast, &QPushButton::clicked, this, [this] { startNew(m_shell.context.scope(), session::StartFrom::LastVersion); });
    connect(m_blank, &QPushButton::clicked, this, [this] { startNew(m_shell.context.scope(), session::StartFrom::Blank); });
    m_pages->insertWidget(EmptyPage, ui::emptyState(m_shell.style, QStringLiteral("assess"), {}, m_fromLast, m_blank, this));
    m_emptySentence = m_pages->widget(EmptyPage)->findChild<QLabel*>(QStringLiteral("emptySentence"));
    m_pages->insertWidget(ComparePage, m_comparison);
    setCentralWidget(m_pages);
}

void AssessWorkspace::connectView()
{
    connect(m_view, &DocumentView::lineChanged, this, [this] { m_evidence->setLine(m_view->line()); });
    connect(m_view, &DocumentView::compareAsked, this, [this] { showComparison(true); });
    connect(m_view, &DocumentView::checkAsked, this, &AssessWorkspace::showChecks);
    connect(m_view, &DocumentView::citedAsked, this, [this] { m_evidence->showCited(); });
    connect(m_view, &DocumentView::stepAsked, this, &AssessWorkspace::move);
    connect(m_view, &DocumentView::opinionAsked, this, &AssessWorkspace::giveOpinion);
    connect(m_view, &DocumentView::nextVersionAsked, this, &AssessWorkspace::nextVersion);
    connect(m_view, &DocumentView::actionAsked, this, &AssessWorkspace::editAction);
    connect(m_view, &DocumentView::removeActionAsked, this, &AssessWorkspace::removeAction);
    connect(m_view, &DocumentView::addLinesAsked, this, &AssessWorkspace::addLines);
    connect(m_view, &DocumentView::removeLineAsked, this, &AssessWorkspace::removeLine);
    connect(m_view, &DocumentView::dropped, this, [this](const auto& records) { cite(records, false); });
    connect(m_view, &DocumentView::openAsked, this, [this](session::RecordRef record) { m_shell.open(record); });
}

void AssessWorkspace::handleActions()
{
    const auto make = [this] { startNew(m_shell.context.scope(), session::StartFrom::LastVersion); };
    handle(QStringLiteral("assess.new"), make);
    handle(QStringLiteral("edit.new"), make);
    handle(QStringLiteral("edit.find"), [this] { m_evidence->focusFind(); });
    handle(QStringLiteral("edit.cite"), [this] { m_evidence->askToCite(); });
    handle(QStringLiteral("assess.compare"), [this] { showComparison(m_pages->currentIndex() != ComparePage); });
    handle(QStringLiteral("assess.check"), [this] { showChecks(); });
    handle(QStringLiteral("assess.nextChange"), [this] { stepComparison(1); });
    handle(QStringLiteral("assess.previousChange"), [this] { stepComparison(-1); });
    handle(QStringLiteral("problems.next"), [this] { stepChecks(1); });
    handle(QStringLiteral("problems.previous"), [this] { stepChecks(-1); });
    handle(QStringLiteral("analysis.recalculate"), [this] { reload(); });
}

/// A layout that is put back has every dock: the list of findings is there only for who asked for it, and not beside a comparison.
void AssessWorkspace::laidOut(bool)
{
    if (!m_checking || m_pages->currentIndex() == ComparePage)
        m_findingsDock->hide();
}

void AssessWorkspace::activated()
{
    if (!m_checking)
        m_findingsDock->hide();
    if (m_stale)
        reload();
}

void AssessWorkspace::followSelection()
{
    const auto selection = m_shell.context.selection();
    if (!selection)
        return;
    const auto mission = m_shell.document.mission();
    if (selection->kind == core::Kind::ASSESSMENT && mission->find<core::Assessment>(core::AssessmentId{selection->id}) != nullptr)
        open(core::AssessmentId{selection->id});
    if (selection->kind == core::Kind::LINE)
        if (const auto* line = mission->find<core::Line>(core::LineId{selection->id}); line != nullptr && line->assessment_id) {
            open(*line->assessment_id);
            m_view->setLine(core::LineId{line->id});
        }
    if (selection->kind == core::Kind::ACTION)
        showAction(core::ActionId{selection->id});
}

std::optional<core::AssessmentId> AssessWorkspace::ofPeriod() const
{
    const auto& period = m_shell.context.period();
    return period ? session::assessmentOf(*m_shell.document.mission(), *period, m_shell.context.scope()) : std::nullopt;
}

/// The assessment of the period and scope of the window; where there is none, what is open stays and the list says so.
void AssessWorkspace::followPeriod()
{
    const auto wanted = ofPeriod();
    if (wanted && wanted != m_current && isVisible())
        return open(*wanted);
    if (wanted)
        m_current = wanted; // out of sight: what is selected elsewhere stays selected
    reload();
}

/// On the version that counts, not on a draft that repeats it.
void AssessWorkspace::showAction(core::ActionId action)
{
    const auto mission = m_shell.document.mission();
    const auto line = session::lineOfAction(*mission, action);
    if (!line)
        return;
    open(*mission->find<core::Line>(*line)->assessment_id);
    m_view->setLine(*line);
    m_actionAsked = action;
    m_shell.context.select(session::RecordRef{core::Kind::ACTION, action.value}); // opening selects the assessment
    QTimer::singleShot(0, this, &AssessWorkspace::jumpToAction);
}

/// As soon as the sheet that it stands on is shown.
void AssessWorkspace::jumpToAction()
{
    if (m_actionAsked && m_sheet && isVisible() && isSettled() && m_sheet->id() == m_current)
        jump({core::Kind::ACTION, std::exchange(m_actionAsked, std::nullopt)->value}, {});
}

void AssessWorkspace::open(core::AssessmentId id)
{
    if (m_current == id)
        return;
    m_current = id;
    showComparison(false);
    m_shell.context.select(session::RecordRef{core::Kind::ASSESSMENT, id.value});
    reload();
}

void AssessWorkspace::reload()
{
    m_stale = true;
    if (!isVisible())
        return;
    const auto mission = m_shell.document.mission();
    if (!m_current || mission->find<core::Assessment>(*m_current) == nullptr) {
        m_current = ofPeriod();
        if (!m_current)
            for (const auto& assessment : mission->all<core::Assessment>())
                if (!m_current || assessment.period_from > mission->find<core::Assessment>(*m_current)->period_from)
                    m_current = core::AssessmentId{assessment.id};
    }
    m_view->setBusy(true);
    m_jobs.restart([mission, id = m_current, now = m_shell.document.now()](const core::Progress& progress) {
        Loaded loaded;
        loaded.list = session::assessmentList(*mission, analysis::referenceTime(*mission, std::nullopt, now));
        if (id) {
            loaded.sheet = session::assessmentSheet(mission, *id, progress.part(0.0, 0.8));
            loaded.evidence = session::evidenceOf(*mission, loaded.sheet->work.assessment, progress.part(0.8, 1.0));
        }
        return loaded;
    }, [this](session::Outcome<Loaded> outcome) {
        m_view->setBusy(false);
        m_stale = false;
        if (outcome.value)
            take(std::move(*outcome.value));
        else if (outcome.error)
            refuse(outcome.sentence());
    });
}

void AssessWorkspace::take(Loaded loaded)
{
    m_shell.messages.hide(QStringLiteral("assess"));
    m_sheet = std::move(loaded.sheet);
    if (m_sheet && m_shell.document.isReadOnly()) {
        m_sheet->editable = false;
        m_sheet->locked = tr("The mission is open read-only: nothing can be changed here.");
    }
    const auto& period = m_shell.context.period();
    m_list->show(loaded.list, m_current, period, session::WorkContext::called(period, m_shell.document.mission()->timeZone()));
    if (!m_sheet) {
        m_pages->setCurrentIndex(EmptyPage);
        offerStarts();
        m_findings->show({}, false);
        return m_evidence->show({}, std::nullopt, false);
    }
    if (m_pages->currentIndex() == EmptyPage)
        m_pages->setCurrentIndex(DocumentPage);
    m_view->show(*m_sheet, loaded.evidence);
    m_evidence->show(std::move(loaded.evidence), m_view->line(), m_sheet->editable);
    m_findings->show(session::checkRows(*m_sheet), m_sheet->editable);
    if (m_findingsDock->isVisible())
        fitFindings();
    if (m_pages->currentIndex() == ComparePage)
        m_comparison->show(*m_sheet, session::changeRows(*m_sheet));
    QTimer::singleShot(0, this, &AssessWorkspace::jumpToAction); // when the job has ended
}

/// The last version is offered only where there is one.
void AssessWorkspace::offerStarts()
{
    const bool last = session::lastApproved(*m_shell.document.mission(), m_shell.context.scope()).has_value();
    m_fromLast->setVisible(last);
    ui::setRole(*m_blank, last ? "plain" : "primary");
    m_blank->setText(last ? tr("Start blank") : tr("Draft the first assessment"));
    m_blank->setAccessibleName(m_blank->text());
    const bool threats = !m_shell.document.mission()->all<core::Threat>().empty(), places = !m_shell.document.mission()->all<core::Place>().empty();
    const QString lacking = !threats && !places ? tr("No threat and no place yet: add them in Data.")
                            : !threats          ? tr("No threat yet: add it in Data.")
                            : !places           ? tr("No place yet: add it in Data.")
                                                : QString{};
    m_emptySentence->setText(tr("No threat assessment yet. The first one is drafted from threats, places and incidents.") + (lacking.isEmpty() ? QString{} : QLatin1Char('\n') + lacking));
}

void AssessWorkspace::refuse(const QString& sentence) { m_shell.messages.show(QStringLiteral("assess"), MessageBar::Level::Warning, sentence); }

/// As tall as what it lists: the page keeps the rest.
void AssessWorkspace::openFindings()
{
    showComparison(false);
    m_checking = true;
    m_findingsDock->show();
    fitFindings();
}

void AssessWorkspace::fitFindings()
{
    const int title = std::max(0, m_findingsDock->sizeHint().height() - m_findings->sizeHint().height());
    resizeDocks({m_findingsDock}, {title + m_findings->wantedHeight()}, Qt::Vertical);
}

void AssessWorkspace::showChecks()
{
    if (!m_sheet)
        return;
    openFindings();
    m_findings->setFocus(Qt::OtherFocusReason);
}

void AssessWorkspace::stepChecks(int by)
{
    if (!m_sheet)
        return;
    openFindings();
    m_findings->step(by);
}

void AssessWorkspace::showComparison(bool shown)
{
    if (!m_sheet || shown == (m_pages->currentIndex() == ComparePage))
        return;
    m_pages->setCurrentIndex(shown ? ComparePage : DocumentPage);
    // What blocks a signature has nothing to do with what changed: two versions side by side get its room.
    if (shown)
        m_findingsHidden = !m_findingsDock->isHidden();
    m_findingsDock->setVisible(!shown && m_findingsHidden);
    if (!shown)
        return;
    m_comparison->show(*m_sheet, session::changeRows(*m_sheet));
    m_comparison->setFocus(Qt::OtherFocusReason);
}

void AssessWorkspace::stepComparison(int by)
{
    showComparison(true);
    m_comparison->step(by);
}

void AssessWorkspace::jump(session::RecordRef record, const QString& field)
{
    showComparison(false);
    m_view->jumpTo(record, field);
}

} // namespace tutela::app
