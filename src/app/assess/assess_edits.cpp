// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "assess_workspace.h"

#include "assess_dialogs.h"

#include <tutela/session/display.h>

#include <nlohmann/json.hpp>

// What changes a draft: a new one, evidence, actions, lines.
namespace tutela::app {

using nlohmann::json;

QString AssessWorkspace::edit(const std::vector<json>& lines, const QString& text)
{
    try {
        m_shell.document.edit(lines, text);
        return {};
    } catch (const core::Error& error) {
        return QString::fromStdString(error.message());
    }
}

void AssessWorkspace::startNew(std::optional<core::AreaId> area, session::StartFrom start)
{
    if (m_shell.document.isReadOnly())
        return refuse(tr("The mission is open read-only: no assessment can be started in it."));
    if (auto asked = askNewAssessment(m_shell, this, area, start))
        create(std::move(asked->work));
}

void AssessWorkspace::create(session::AssessmentWork work)
{
    try {
        m_shell.document.commitWith(tr("New assessment %1").arg(session::shown(work.assessment.reference)),
                                    [&](store::MissionFile& file) { return session::save(file, m_shell.document.author(), work); });
        open(core::AssessmentId{work.assessment.id});
        m_shell.status(tr("Draft saved"));
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::cite(const std::vector<session::RecordRef>& records, bool mayTakeBack)
{
    const auto line = m_view->line();
    if (records.empty() || !line || !m_sheet || !m_sheet->editable)
        return;
    const auto mission = m_shell.document.mission();
    const auto* stored = mission->find<core::Line>(*line);
    if (stored == nullptr)
        return;
    json change = session::citationEdit(*stored, records, true);
    const bool takesBack = change.is_null() && mayTakeBack;
    if (takesBack)
        change = session::citationEdit(*stored, records, false);
    if (change.is_null())
        return;
    const QString refused = edit({change}, takesBack ? tr("Take back a citation") : tr("Cite evidence"));
    refused.isEmpty() ? m_shell.status((takesBack ? tr("Citation taken back; %1 cites it again") : tr("Cited; %1 again takes it back")).arg(citeKey(m_shell.actions))) : refuse(refused);
}

void AssessWorkspace::editAction(bool make)
{
    const auto line = m_view->line();
    const auto id = m_view->action();
    const auto mission = m_shell.document.mission();
    if (!line || !m_sheet || !m_sheet->editable || (!make && !id))
        return;
    askAction(m_shell, this, make ? nullptr : mission->find<core::Action>(*id), session::suggestedDeadline(*m_sheet, m_shell.document.now()), [&](const json& set) {
        if (!make)
            return edit({json{{"kind", "action"}, {"id", id->value}, {"set", set}}}, tr("Change an action"));
        json ids = json::array();
        for (const auto each : mission->find<core::Line>(*line)->action_ids)
            ids.push_back(each.value);
        ids.push_back("@ACTION");
        return edit({json{{"kind", "action"}, {"id", "new:ACTION"}, {"set", set}}, json{{"kind", "line"}, {"id", line->value}, {"set", {{"action_ids", ids}}}}}, tr("Add an action"));
    });
}

void AssessWorkspace::removeAction()
{
    const auto id = m_view->action();
    if (!id || !m_sheet || !m_sheet->editable)
        return;
    std::vector<json> lines;
    for (const auto& line : analysis::linesOf(*m_shell.document.mission(), m_sheet->id())) {
        json ids = json::array();
        for (const auto each : line.action_ids)
            if (each != *id)
                ids.push_back(each.value);
        if (ids.size() != line.action_ids.size())
            lines.push_back({{"kind", "line"}, {"id", line.id}, {"set", {{"action_ids", ids}}}});
    }
    if (const QString refused = edit(lines, tr("Remove an action")); !refused.isEmpty())
        refuse(refused);
    else
        m_shell.toasts.show(tr("Action removed from this assessment."), {ui::undoAction(m_shell)});
}

void AssessWorkspace::addLines()
{
    if (!m_sheet || !m_sheet->editable || m_sheet->missing.empty())
        return;
    try {
        const auto lines = m_sheet->missing;
        m_shell.document.commitWith(lines.size() == 1 ? tr("Add a line") : tr("Add %1 lines").arg(lines.size()),
                                    [&](store::MissionFile& file) { return session::addLines(file, m_shell.document.author(), lines); });
        m_shell.status(lines.size() == 1 ? tr("1 line added, with its evidence") : tr("%1 lines added, with their evidence").arg(lines.size()));
    } catch (const core::Error& error) {
        refuse(QString::fromStdString(error.message()));
    }
}

void AssessWorkspace::removeLine()
{
    const auto line = m_view->line();
    if (!line || !m_sheet || !m_sheet->editable)
        return;
    if (const QString refused = edit({json{{"kind", "line"}, {"id", line->value}, {"delete", true}}}, tr("Remove a line")); !refused.isEmpty())
        return refuse(refused);
    m_shell.toasts.show(tr("Line removed from this assessment."), {ui::undoAction(m_shell)});
}

} // namespace tutela::app
