// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>
#include <tutela/session/display.h>

#include <tutela/analysis/situation.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <QCoreApplication>

namespace tutela::session {

namespace {

using core::AssessmentState;

QString tr(const char* text) { return QCoreApplication::translate("tutela::session", text); }

template <core::Words E>
QString wordOr(const std::optional<E>& value, const QString& none)
{
    return value ? QString::fromStdString(core::spoken(*value)) : none;
}

ActionRow rowOf(const AssessmentSheet& sheet, const core::Action& action)
{
    ActionRow row;
    row.id = core::ActionId{action.id};
    row.tier = action.tier ? QString::fromStdString(core::spoken(*action.tier)) : tr("not chosen");
    row.text = shown(action.text);
    row.component = wordOr(action.lead, tr("none yet"));
    row.owner = action.owner.empty() ? tr("none yet") : shown(action.owner);
    row.deadline = action.deadline ? QString::fromStdString(core::readable(*action.deadline)) : action.interval_days ? (*action.interval_days == 1 ? tr("every day") : tr("every %1 days").arg(*action.interval_days)) : tr("none yet");
    row.indicator = shown(action.indicator);
    row.overdue = analysis::isOverdue(action, sheet.work.result.as_of, sheet.mission->timeZone());
    row.status = row.overdue ? tr("Overdue") : wordOr(action.status, tr("Proposed"));
    QStringList missing;
    if (!action.lead)
        missing << tr("component");
    if (action.owner.empty())
        missing << tr("owner");
    if (!action.deadline && !action.interval_days)
        missing << tr("deadline");
    row.missing = missing.join(QStringLiteral(", "));
    return row;
}

QString fieldLabel(core::Kind kind, const std::string& name)
{
    const auto* field = core::findField(kind, name);
    return field != nullptr ? shown(std::string{field->label}) : shown(name);
}

QString subjectOf(const AssessmentSheet& sheet, const core::Issue& issue)
{
    QString subject = nameOf(*sheet.mission, {issue.kind, issue.id});
    if (issue.kind == core::Kind::ASSESSMENT)
        subject = tr("This assessment");
    for (std::size_t i = 0; issue.kind == core::Kind::LINE && i < sheet.work.result.lines.size(); ++i)
        if (sheet.work.result.lines[i].line.id == issue.id)
            subject = sheet.lineTitles[i];
    return issue.field.empty() ? subject : subject + QStringLiteral(" \u00B7 ") + fieldLabel(issue.kind, issue.field);
}

PageSection sectionOf(const core::Issue& issue)
{
    if (issue.kind == core::Kind::ACTION || (issue.kind == core::Kind::LINE && issue.field == "action_ids"))
        return PageSection::Actions;
    if (issue.kind != core::Kind::ASSESSMENT || issue.field.empty())
        return PageSection::Scores; // lines, and the threats, places and alerts behind them
    if (issue.field == "summary_bluf" || issue.field == "situation")
        return PageSection::Situation;
    return issue.field == "assumptions" || issue.field == "information_gaps" || issue.field == "dissent" ? PageSection::Limits : PageSection::About;
}

QString verbTo(AssessmentState from, AssessmentState to)
{
    switch (to) {
    case AssessmentState::IN_REVIEW: return tr("Send to review");
    case AssessmentState::COORDINATED: return tr("Coordinated");
    case AssessmentState::CLEARED: return tr("Clear");
    case AssessmentState::APPROVED: return tr("Approve and sign");
    case AssessmentState::DISSEMINATED: return tr("Disseminate");
    case AssessmentState::WITHDRAWN: return tr("Withdraw");
    default: return from == AssessmentState::DRAFT ? QString{} : tr("Send back to draft");
    }
}

} // namespace

std::vector<ActionRow> actionRows(const AssessmentSheet& sheet, std::optional<std::size_t> only)
{
    std::vector<ActionRow> rows;
    for (std::size_t i = 0; i < sheet.work.result.lines.size(); ++i) {
        if (only && *only != i)
            continue;
        for (const auto id : sheet.work.result.lines[i].line.action_ids) {
            const auto* action = sheet.mission->find<core::Action>(id);
            if (action == nullptr)
                continue;
            const auto known = std::find_if(rows.begin(), rows.end(), [&](const ActionRow& row) { return row.id == id; });
            if (known != rows.end()) {
                known->lines += QStringLiteral("\n") + sheet.lineTitles[i];
                continue;
            }
            rows.push_back(rowOf(sheet, *action));
            rows.back().lines = sheet.lineTitles[i];
        }
    }
    return rows;
}

std::vector<CheckRow> checkRows(const AssessmentSheet& sheet)
{
    std::vector<CheckRow> rows;
    for (const auto& issue : sheet.issues)
        rows.push_back({issue.level, subjectOf(sheet, issue), shown(issue.text), {issue.kind, issue.id}, QString::fromStdString(issue.field)});
    return rows;
}

int openIn(const AssessmentSheet& sheet, PageSection section)
{
    return static_cast<int>(std::count_if(sheet.issues.begin(), sheet.issues.end(),
                                          [&](const core::Issue& issue) { return issue.level != core::RuleLevel::W && sectionOf(issue) == section; }));
}

std::vector<SignOffLine> signOffLines(const AssessmentSheet& sheet)
{
    std::vector<SignOffLine> lines;
    for (const auto& row : *sheet.mission->sign_offs)
        if (row.assessment_id == sheet.id()) {
            const QString what = row.state ? stateWord(*row.state) : row.opinion ? tr("Opinion: %1").arg(QString::fromStdString(core::spoken(*row.opinion)).toLower()) : QString{};
            const QString initials = shown(row.author.substr(row.author.find('/') + 1));
            lines.push_back({dayText(row.time, sheet.mission->timeZone()), what, roleWord(row.role) + QStringLiteral(" (") + initials + QLatin1Char(')'), shown(row.note)});
        }
    return lines;
}

std::vector<NextStep> nextSteps(const AssessmentSheet& sheet)
{
    std::vector<NextStep> steps;
    for (const auto& step : core::signOffSteps()) {
        if (step.from != sheet.work.state)
            continue;
        NextStep next{step.to, verbTo(step.from, step.to), step.roles, step.to == AssessmentState::DRAFT || step.to == AssessmentState::WITHDRAWN,
                      step.to != AssessmentState::DRAFT && step.to != AssessmentState::WITHDRAWN};
        const auto author = sheet.work.assessment.author_role;
        const bool ofAuthor = step.to == AssessmentState::IN_REVIEW || step.to == AssessmentState::WITHDRAWN;
        if (ofAuthor && author && std::find(next.roles.begin(), next.roles.end(), *author) == next.roles.end())
            next.roles.push_back(*author);
        steps.push_back(std::move(next));
    }
    return steps;
}

QString roleWord(core::Role role)
{
    switch (role) {
    case core::Role::POC_ADVISER: return tr("POC adviser");
    case core::Role::JMAC: return tr("JMAC");
    case core::Role::PWG_CHAIR: return tr("Chair of the protection working group");
    case core::Role::SENIOR_POC_ADVISER: return tr("Senior POC adviser");
    case core::Role::SMG_P_CHAIR: return tr("Chair of the senior management group on protection");
    default: return QString::fromStdString(core::spoken(role));
    }
}

} // namespace tutela::session
