// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>
#include <tutela/session/display.h>

#include <tutela/analysis/situation.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <QCoreApplication>

#include <set>

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
    row.deadline = action.deadline ? QString::fromStdString(core::readable(*action.deadline)) : tr("none yet");
    row.indicator = shown(action.indicator);
    row.overdue = analysis::isOverdue(action, sheet.work.result.as_of, sheet.mission->timeZone());
    row.status = row.overdue ? tr("Overdue") : wordOr(action.status, tr("Proposed"));
    QStringList missing;
    if (!action.lead)
        missing << tr("component");
    if (action.owner.empty())
        missing << tr("owner");
    if (!action.deadline)
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

/// What changes from version to version by itself says nothing about the situation.
bool isOfInterest(const core::Field& field)
{
    static const std::set<std::string_view> silent{"reference", "version", "title", "as_of", "period_from", "period_to", "previous_id", "assessment_id",
                                                   "change_since_last", "author_role", "incident_ids", "alert_ids"};
    return !silent.contains(field.name);
}

ChangeRow changeOf(const AssessmentSheet& sheet, const FieldDifference& difference)
{
    ChangeRow row;
    row.what = shown(std::string{difference.field->label});
    row.field = QString::fromUtf8(difference.field->name.data(), static_cast<qsizetype>(difference.field->name.size()));
    row.before = displayText(*difference.field, difference.a, *sheet.mission);
    row.after = displayText(*difference.field, difference.b, *sheet.mission);
    bool wasNumber = false, isNumber = false;
    const int was = row.before.toInt(&wasNumber);
    const int is = row.after.toInt(&isNumber);
    if (wasNumber && isNumber && difference.field->refers == std::nullopt) {
        row.direction = is > was ? 1 : -1;
        row.sign = is > was ? QStringLiteral("\u25B2 +%1").arg(is - was) : QStringLiteral("\u25BC \u2212%1").arg(was - is);
    } else {
        row.sign = row.before.isEmpty() ? QStringLiteral("+") : row.after.isEmpty() ? QStringLiteral("\u2212") : QStringLiteral("\u2260");
    }
    return row;
}

QString titleOf(const AssessmentSheet& sheet, core::LineId id)
{
    for (std::size_t i = 0; i < sheet.work.result.lines.size(); ++i)
        if (sheet.work.result.lines[i].line.id == id.value)
            return sheet.lineTitles[i];
    const auto* line = sheet.mission->find<core::Line>(id);
    QStringList parts;
    if (line != nullptr && line->threat_id)
        parts << nameOf(*sheet.mission, {core::Kind::THREAT, line->threat_id->value});
    for (std::size_t i = 0; line != nullptr && i < line->place_ids.size(); ++i)
        parts << nameOf(*sheet.mission, {core::Kind::PLACE, line->place_ids[i].value});
    return parts.join(QStringLiteral(", "));
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

std::vector<ChangeRow> changeRows(const AssessmentSheet& sheet)
{
    std::vector<ChangeRow> scores, texts;
    const auto previous = sheet.work.assessment.previous_id;
    if (!previous || sheet.mission->find<core::Assessment>(*previous) == nullptr)
        return {};
    const auto difference = compareVersions(*sheet.mission, *previous, sheet.id());
    const auto add = [&](const FieldDifference& each, const QString& where, std::optional<core::LineId> line) {
        if (!isOfInterest(*each.field))
            return;
        ChangeRow row = changeOf(sheet, each);
        row.where = where;
        row.line = line;
        (row.direction != 0 ? scores : texts).push_back(std::move(row));
    };
    for (const auto& line : difference.lines) {
        const QString where = titleOf(sheet, line.b ? *line.b : *line.a);
        if (!line.a || !line.b) {
            ChangeRow row;
            row.where = where;
            row.what = line.b ? tr("New line") : tr("Line no longer there");
            row.sign = line.b ? QStringLiteral("+") : QStringLiteral("\u2212");
            row.direction = line.b ? 1 : -1;
            row.line = line.b;
            scores.push_back(std::move(row));
        }
        for (const auto& field : line.fields)
            add(field, where, line.b);
    }
    for (const auto& field : difference.fields)
        add(field, tr("This assessment"), std::nullopt);
    scores.insert(scores.end(), std::make_move_iterator(texts.begin()), std::make_move_iterator(texts.end()));
    return scores;
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
