// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/report_choice.h>

#include "translated_p.h"

#include <tutela/analysis/assess.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>
#include <tutela/session/display.h>

#include <algorithm>

namespace tutela::session {

namespace {

bool olderVersion(const core::Assessment& a, const core::Assessment& b)
{
    try {
        return core::isOlderVersion(a.version, b.version);
    } catch (const core::Error&) {
        return a.version < b.version; // not MAJOR.MINOR: typed by hand
    }
}

bool covers(const core::Assessment& assessment, const core::Period& period)
{
    return assessment.period_from && assessment.period_to && *assessment.period_from >= period.from && *assessment.period_to <= period.to;
}

bool isOf(const core::Assessment& assessment, std::optional<core::AreaId> scope)
{
    return !scope || std::find(assessment.area_ids.begin(), assessment.area_ids.end(), *scope) != assessment.area_ids.end();
}

bool namesLine(const core::Line& line, const core::Action& action)
{
    return std::find(line.action_ids.begin(), line.action_ids.end(), core::ActionId{action.id}) != line.action_ids.end();
}

void checkDeadlines(const core::Mission& mission, core::AssessmentId id, std::vector<ReportCheck>& checks)
{
    std::vector<std::int64_t> without;
    for (const auto& action : mission.all<core::Action>())
        if (!action.deadline && !action.interval_days && action.status != core::ActionStatus::DONE && action.status != core::ActionStatus::REJECTED
            && action.status != core::ActionStatus::CANCELLED
            && std::any_of(mission.all<core::Line>().begin(), mission.all<core::Line>().end(),
                           [&](const core::Line& line) { return line.assessment_id == id && namesLine(line, action); }))
            without.push_back(action.id);
    if (!without.empty())
        checks.push_back({ReportCheck::Level::Warning,
                          without.size() == 1 ? tr("1 action has neither deadline nor interval.") : tr("%1 actions have neither deadline nor interval.").arg(without.size()),
                          RecordRef{core::Kind::ACTION, without.front()}});
}

void checkAge(const core::Mission& mission, const core::Assessment& assessment, std::vector<ReportCheck>& checks)
{
    if (!assessment.as_of)
        return;
    const auto& times = mission.incidents->time;
    const std::int64_t cut = assessment.as_of->time_since_epoch().count();
    const auto newer = std::count_if(times.begin(), times.end(), [&](std::int64_t time) { return time != core::IncidentColumns::kNoTime && time > cut; });
    if (newer > 0)
        checks.push_back({ReportCheck::Level::Warning,
                          tr("The map is older than the data: %1 incidents lie after the cut-off, %2.").arg(countText(newer), dayText(*assessment.as_of, mission.timeZone())),
                          RecordRef{core::Kind::ASSESSMENT, assessment.id}});
}

ReportCheck::Level levelOf(core::RuleLevel level)
{
    return level == core::RuleLevel::W ? ReportCheck::Level::Note : level == core::RuleLevel::S ? ReportCheck::Level::Warning : ReportCheck::Level::Danger;
}

/// Country, else mission, in letters that every disk takes.
QString fileStem(const core::Mission& mission)
{
    const std::string& named = mission.details.country.empty() ? mission.details.name : mission.details.country;
    QString name;
    for (const QChar letter : QString::fromStdString(named).left(40).trimmed())
        name += letter.isLetterOrNumber() ? letter : QLatin1Char('-');
    return name.isEmpty() ? QStringLiteral("Mission") : name;
}

} // namespace

std::vector<core::AssessmentId> reportVersions(const core::Mission& mission)
{
    std::vector<const core::Assessment*> all;
    for (const auto& assessment : mission.all<core::Assessment>())
        all.push_back(&assessment);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->as_of != b->as_of ? a->as_of > b->as_of : olderVersion(*b, *a); });
    std::vector<core::AssessmentId> versions;
    for (const auto* assessment : all)
        versions.emplace_back(assessment->id);
    return versions;
}

std::optional<core::AssessmentId> reportVersion(const core::Mission& mission, const std::optional<core::Period>& period, std::optional<core::AreaId> scope)
{
    std::optional<core::AssessmentId> best;
    for (const core::AssessmentId id : reportVersions(mission)) {
        const auto& assessment = *mission.find<core::Assessment>(id);
        if (!period || !covers(assessment, *period) || !isOf(assessment, scope) || core::stateOf(mission, id) == core::AssessmentState::WITHDRAWN)
            continue;
        if (!best || (core::isFrozen(mission, id) && !core::isFrozen(mission, *best)))
            best = id;
    }
    if (!best && scope)
        best = analysis::newestAssessment(mission, scope);
    if (!best)
        best = analysis::newestAssessment(mission);
    if (!best)
        for (const core::AssessmentId id : reportVersions(mission)) // only withdrawn ones
            return id;
    return best;
}

QString reportFileName(const core::Mission& mission, core::AssessmentId id, const QString& audience)
{
    const auto* assessment = mission.find<core::Assessment>(id);
    QString name = fileStem(mission) + QStringLiteral("_TA");
    if (assessment == nullptr)
        return name + QStringLiteral(".pdf");
    if (const auto from = assessment->period_from ? assessment->period_from : assessment->as_of)
        name += QLatin1Char('_') + QString::fromStdString(core::toText(mission.timeZone().dayAt(*from))).left(7);
    name += QStringLiteral("_v") + QString::fromStdString(assessment->version);
    if (!audience.isEmpty())
        name += QLatin1Char('_') + audience;
    return name + QStringLiteral(".pdf");
}

QString coverageFileName(const core::Mission& mission, const core::Period& period, const QString& audience)
{
    const core::Day last = mission.timeZone().dayAt(period.to - std::chrono::seconds{1});
    QString name = fileStem(mission) + QStringLiteral("_PC_") + QString::fromStdString(core::toText(last));
    if (!audience.isEmpty())
        name += QLatin1Char('_') + audience;
    return name + QStringLiteral(".pdf");
}

std::vector<ReportCheck> coverageChecks(const core::Mission& mission, const core::Period& period)
{
    std::vector<ReportCheck> checks;
    std::int64_t patrols = 0, unreported = 0;
    for (const auto& patrol : mission.all<core::Patrol>()) {
        const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start;
        if (!start || !period.contains(*start))
            continue;
        ++patrols;
        unreported += patrol.status == core::PatrolStatus::COMPLETED && !patrol.report_time ? 1 : 0;
    }
    if (patrols == 0)
        checks.push_back({ReportCheck::Level::Warning, tr("No patrol of the period is recorded: visits are not known."), std::nullopt, core::Kind::PATROL});
    if (unreported > 0)
        checks.push_back({ReportCheck::Level::Warning, unreported == 1 ? tr("1 patrol of the period is done and has no report.") : tr("%1 patrols of the period are done and have no report.").arg(countText(unreported)), std::nullopt, core::Kind::PATROL});
    if (mission.all<core::Assessment>().empty())
        checks.push_back({ReportCheck::Level::Warning, tr("No place is assessed yet: there is no class, hence no gap."), std::nullopt, core::Kind::ASSESSMENT});
    checks.push_back({ReportCheck::Level::Note, tr("Nobody signs a review: it is marked DRAFT, and tells where help does not come."), std::nullopt});
    return checks;
}

std::vector<ReportCheck> reportChecks(const core::Mission& mission, core::AssessmentId id)
{
    std::vector<ReportCheck> checks;
    const auto* assessment = mission.find<core::Assessment>(id);
    if (assessment == nullptr)
        return checks;
    const auto state = core::stateOf(mission, id);
    const bool frozen = core::isFrozen(mission, id);
    if (state == core::AssessmentState::WITHDRAWN)
        checks.push_back({ReportCheck::Level::Danger, tr("This version is withdrawn. Every page says so."), RecordRef{core::Kind::ASSESSMENT, id.value}});
    else if (!frozen)
        checks.push_back({ReportCheck::Level::Warning, tr("This version is not approved (%1). Every page says DRAFT.").arg(QString::fromStdString(core::spoken(state)).toLower()),
                          RecordRef{core::Kind::ASSESSMENT, id.value}});
    checkDeadlines(mission, id, checks);
    checkAge(mission, *assessment, checks);
    if (!frozen) // what is signed cannot be mended
        for (const core::Issue& issue : core::validateAssessment(mission, id))
            checks.push_back({levelOf(issue.level), shown(issue.text), RecordRef{issue.kind, issue.id}});
    std::stable_sort(checks.begin(), checks.end(), [](const auto& a, const auto& b) { return a.level > b.level; });
    return checks;
}

QString whyMarkedHigher(const core::Mission& mission, std::optional<core::AssessmentId> assessment, std::optional<core::Marking> marking)
{
    if (!marking || *marking <= mission.details.marking.value_or(core::Marking::UNCLASSIFIED))
        return {};
    const QString word = QString::fromStdString(core::spoken(*marking));
    if (!assessment)
        return tr("Higher than the mission's marking: the review tells where help does not come.");
    const auto* printed = mission.find<core::Assessment>(*assessment);
    // An assessment with lines is Confidential at least, as it tells where the mission does not reach (doctrine.md 2.16).
    if (*marking == core::Marking::CONFIDENTIAL || (printed != nullptr && printed->sensitivity == marking))
        return tr("Higher than the mission's marking: the assessment is %1.").arg(word);
    return tr("Higher than the mission's marking: a record in it is %1.").arg(word);
}

} // namespace tutela::session
