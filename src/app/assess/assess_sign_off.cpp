// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_workspace.h"

#include "assess_dialogs.h"

#include <tutela/core/program.h>
#include <tutela/report/frozen.h>
#include <tutela/session/reach_cells.h>

// What moves a version through the sign-off.
namespace tutela::app {

void AssessWorkspace::giveOpinion()
{
    if (!m_sheet)
        return;
    const auto request = [this](const Signature& given) {
        return session::OpinionRequest{*given.opinion, given.role, given.initials.toStdString(), given.note.toStdString(), m_shell.document.now()};
    };
    const auto signature = askOpinion(m_shell, this, [&](const Signature& given) { return m_sheet ? session::refusalOf(*m_sheet, request(given)) : QString{}; });
    if (!signature || !m_current)
        return;
    try {
        const auto mission = m_shell.document.mission();
        const auto row = session::prepareOpinion(*mission, *m_current, request(*signature));
        m_shell.document.commitWith(tr("Opinion"), [&](store::MissionFile& file) { return session::commitOpinion(file, m_shell.document.author(), *mission, row); }, session::Document::Undoable::No);
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::move(session::NextStep step)
{
    if (!m_current || !m_sheet)
        return;
    if (step.to == core::AssessmentState::IN_REVIEW && m_sheet->open > 0) {
        showChecks();
        refuse(m_sheet->open == 1 ? tr("One thing is missing before this can be sent to review; it stands below.")
                                  : tr("%1 things are missing before this can be sent to review; they stand below.").arg(m_sheet->open));
        return;
    }
    const auto moved = [&](const Signature& given) {
        return session::MoveRequest{step.to, given.role, given.initials.toStdString(), given.note.toStdString(), m_shell.document.now()};
    };
    const auto signature = askSignature(m_shell, this, step, [&](const Signature& given) { return m_sheet ? session::refusalOf(*m_sheet, moved(given)) : QString{}; });
    if (!signature)
        return;
    struct Prepared {
        session::PreparedMove move;
        std::vector<core::Asset> frozen;
    };
    const session::MoveRequest request = moved(*signature);
    m_shell.status(step.to == core::AssessmentState::APPROVED ? tr("Making the pages that are signed ...") : tr("Working ..."));
    m_moves.restart([mission = m_shell.document.mission(), id = *m_current, request, asset = m_shell.document.assetReader(),
                     ground = m_shell.document.terrainRequest()](const core::Progress& progress) {
        Prepared made{session::prepareMove(*mission, id, request, progress.part(0.0, 0.3)), {}};
        if (request.to == core::AssessmentState::APPROVED)
            made.frozen = report::freeze(session::afterwards(made.move), id, {asset, {}, session::reachCellsOf(ground)}, core::programName(), progress.part(0.3, 1.0));
        return made;
    }, [this](session::Outcome<Prepared> outcome) {
        if (!outcome.value)
            return refuse(outcome.sentence());
        if (outcome.value->move.mission.head != m_shell.document.mission()->head)
            return refuse(tr("The mission was changed while the pages were made. Look at the assessment again, then sign."));
        commitMove(outcome.value->move, outcome.value->frozen);
    });
}

void AssessWorkspace::commitMove(const session::PreparedMove& move, const std::vector<core::Asset>& frozen)
{
    try {
        m_shell.document.commitWith(tr("Sign-off"), [&](store::MissionFile& file) { return session::commitMove(file, m_shell.document.author(), move, frozen); },
                                    session::Document::Undoable::No);
        m_shell.status(tr("Saved: %1").arg(session::stateWord(*move.row.state)));
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::nextVersion()
{
    if (!m_sheet)
        return;
    if (m_sheet->nextDraft)
        return open(*m_sheet->nextDraft);
    const auto& areas = m_sheet->work.assessment.area_ids;
    const auto area = areas.size() == 1 ? std::optional{areas.front()} : std::nullopt;
    startNew(area, session::StartFrom::LastVersion);
}

} // namespace tutela::app
