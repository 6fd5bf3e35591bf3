// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>

#include "translated_p.h"
#include <tutela/session/display.h>

#include <tutela/analysis/situation.h>
#include <tutela/analysis/submission.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>
#include <tutela/core/text.h>

#include <chrono>

namespace tutela::session {

namespace {

using core::AssessmentState;

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
    case AssessmentState::COORDINATED: return tr("Coordinate");
    case AssessmentState::CLEARED: return tr("Clear");
    case AssessmentState::APPROVED: return tr("Approve and sign");
    case AssessmentState::DISSEMINATED: return tr("Disseminate");
    case AssessmentState::WITHDRAWN: return from == AssessmentState::DRAFT ? tr("Withdraw this draft") : tr("Withdraw");
    default: return from == AssessmentState::DRAFT ? QString{} : tr("Send back to draft");
    }
}

QString consequenceOf(AssessmentState to)
{
    switch (to) {
    case AssessmentState::IN_REVIEW: return tr("This locks the text for review. No undo takes it back: reviewers can send the version back to draft, and the move stays in its history.");
    case AssessmentState::COORDINATED: return tr("This closes the review. No undo takes it back: the chair can send the version back to draft, and it is then reviewed anew.");
    case AssessmentState::CLEARED: return tr("This hands the version over for approval. No undo takes it back: it can only be sent back to draft, and is then reviewed anew.");
    case AssessmentState::APPROVED: return tr("This freezes the version for ever, with its pages and its fingerprint. It cannot be undone or reopened; a change needs a new version.");
    case AssessmentState::DISSEMINATED: return tr("This records that the version was handed out. It cannot be undone.");
    case AssessmentState::WITHDRAWN: return tr("A withdrawn version cannot be opened again or changed. It cannot be undone; a new version starts from the last approved one.");
    default: return tr("This opens the text for changes and ends the review: opinions have to be given again. No undo takes it back.");
    }
}

/// The role of the last row that entered a state; empty when none did.
QString roleInto(const AssessmentSheet& sheet, AssessmentState state)
{
    QString role;
    for (const auto& row : *sheet.mission->sign_offs)
        if (row.assessment_id == sheet.id() && row.state == state)
            role = roleWord(row.role);
    return role;
}

/// The sentence of the error that a check throws; empty when it throws none.
template <class Check>
QString sentenceOf(const Check& check)
{
    try {
        check();
        return {};
    } catch (const core::Error& error) {
        return shown(error.message());
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
        NextStep next{step.to, verbTo(step.from, step.to), consequenceOf(step.to), step.roles, step.to == AssessmentState::DRAFT || step.to == AssessmentState::WITHDRAWN,
                      step.to != AssessmentState::DRAFT && step.to != AssessmentState::WITHDRAWN};
        const auto author = sheet.work.assessment.author_role;
        const bool ofAuthor = step.to == AssessmentState::IN_REVIEW || step.to == AssessmentState::WITHDRAWN;
        if (ofAuthor && author && std::find(next.roles.begin(), next.roles.end(), *author) == next.roles.end())
            next.roles.push_back(*author);
        steps.push_back(std::move(next));
    }
    return steps;
}

QString refusalOf(const AssessmentSheet& sheet, const MoveRequest& request)
{
    core::Mission mission = *sheet.mission;
    auto lines = mission.all<core::Line>();
    bool differ = false;
    for (auto& line : lines)
        for (const auto& computed : sheet.work.result.lines)
            if (line.id == computed.line.id) {
                differ = differ || analysis::derivedFields(line) != analysis::derivedFields(computed.line);
                line = computed.line;
            }
    using enum AssessmentState;
    if (request.to == IN_REVIEW)
        mission.set<core::Line>(std::move(lines)); // what a submission stores, and is checked by
    return sentenceOf([&] {
        core::requireTransition(mission, sheet.id(), request.to, request.role, core::normalised(request.note));
        if (differ && (request.to == COORDINATED || request.to == CLEARED || request.to == APPROVED))
            analysis::requireNumbersAsSubmitted(mission, sheet.id());
    });
}

QString refusalOf(const AssessmentSheet& sheet, const OpinionRequest& request)
{
    return sentenceOf([&] { core::requireReview(*sheet.mission, sheet.id(), request.opinion, request.role, core::normalised(request.note)); });
}

QString provenanceText(const AssessmentSheet& sheet)
{
    const auto author = sheet.work.assessment.author_role;
    const QString drafter = author ? roleWord(*author) : tr("nobody named");
    if (sheet.work.state == AssessmentState::DRAFT)
        return tr("Draft by %1").arg(drafter);
    QStringList parts{stateWord(sheet.work.state), tr("drafted by %1").arg(drafter)};
    if (const QString role = roleInto(sheet, AssessmentState::APPROVED); !role.isEmpty())
        parts << tr("approved by %1").arg(role);
    if (sheet.work.state == AssessmentState::WITHDRAWN)
        parts << tr("withdrawn by %1").arg(roleInto(sheet, AssessmentState::WITHDRAWN));
    return parts.join(QStringLiteral(" \u00B7 "));
}

core::Day suggestedDeadline(const AssessmentSheet& sheet, core::Instant now)
{
    constexpr std::int64_t kAhead = 30; // days, where the assessment does not say
    const auto zone = sheet.mission->timeZone();
    const auto& assessment = sheet.work.assessment;
    const core::Day soonest = zone.dayAt(now) + std::chrono::days{7};
    const auto end = assessment.period_to ? *assessment.period_to : sheet.work.result.as_of;
    const core::Day ahead = zone.dayAt(end - std::chrono::seconds{1}) + std::chrono::days{assessment.forecast_days.value_or(kAhead)};
    return std::max(ahead, soonest);
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
