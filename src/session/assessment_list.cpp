// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/session/assessment_view.h>

#include "translated_p.h"
#include <tutela/session/display.h>
#include <tutela/session/work_context.h>

#include <tutela/core/sign_off.h>
#include <tutela/core/spoken.h>

#include <chrono>
#include <map>

namespace tutela::session {

namespace {

QString scopeOf(const core::Mission& mission, const core::Assessment& assessment)
{
    if (assessment.area_ids.empty())
        return shown(mission.details.name);
    QStringList names;
    for (const auto id : assessment.area_ids)
        names << nameOf(mission, {core::Kind::AREA, id.value});
    return names.join(QStringLiteral(", "));
}

/// Newest version of an area that is not withdrawn.
const core::Assessment* newestOf(const core::Mission& mission, std::optional<core::AreaId> area)
{
    const core::Assessment* newest = nullptr;
    for (const auto& assessment : mission.all<core::Assessment>()) {
        const bool same = area ? assessment.area_ids == std::vector{*area} : assessment.area_ids.empty();
        if (!same || core::stateOf(mission, core::AssessmentId{assessment.id}) == core::AssessmentState::WITHDRAWN)
            continue;
        if (newest == nullptr || std::pair{assessment.period_to, assessment.as_of} > std::pair{newest->period_to, newest->as_of})
            newest = &assessment;
    }
    return newest;
}

std::optional<core::Period> periodOf(const core::Assessment& assessment)
{
    return assessment.period_from && assessment.period_to ? std::optional{core::Period{*assessment.period_from, *assessment.period_to}} : std::nullopt;
}

/// A day of grace: the end of a month in the mission's zone and midnight UTC lie some hours apart.
bool reachesTo(const core::Assessment* assessment, core::Instant asOf)
{
    return assessment != nullptr && assessment->period_to && *assessment->period_to + std::chrono::days{1} >= asOf;
}

std::map<std::int64_t, core::Band> bandsOf(const core::Mission& mission)
{
    std::map<std::int64_t, core::Band> bands;
    for (const auto& line : mission.all<core::Line>())
        if (const auto band = analysis::bandRangeOf(line.band); band && line.assessment_id) {
            auto& highest = bands.try_emplace(line.assessment_id->value, band->highest).first->second;
            highest = std::max(highest, band->highest);
        }
    return bands;
}

} // namespace

QString stateWord(core::AssessmentState state) { return QString::fromStdString(core::spoken(state)); }

QString versionMeaning()
{
    return tr("In version 1.2 the first number counts approvals, the second the drafts and submissions since.");
}

std::optional<core::AssessmentId> assessmentOf(const core::Mission& mission, const core::Period& period, std::optional<core::AreaId> scope)
{
    const auto fit = [&](const core::Assessment& assessment) {
        const bool whole = assessment.area_ids.empty();
        const bool ofScope = scope ? std::find(assessment.area_ids.begin(), assessment.area_ids.end(), *scope) != assessment.area_ids.end() : whole;
        return ofScope ? 2 : whole ? 1 : 0;
    };
    const core::Assessment* best = nullptr;
    for (const auto& assessment : mission.all<core::Assessment>()) {
        if (periodOf(assessment) != period || core::stateOf(mission, core::AssessmentId{assessment.id}) == core::AssessmentState::WITHDRAWN)
            continue;
        if (best == nullptr || std::pair{fit(assessment), assessment.id} > std::pair{fit(*best), best->id})
            best = &assessment;
    }
    return best != nullptr ? std::optional{core::AssessmentId{best->id}} : std::nullopt;
}

AssessmentList assessmentList(const core::Mission& mission, core::Instant asOf)
{
    const auto zone = mission.timeZone();
    const auto bands = bandsOf(mission);
    const auto bandOf = [&](const core::Assessment& assessment) {
        const auto found = bands.find(assessment.id);
        return found == bands.end() ? std::nullopt : std::optional{found->second};
    };
    std::vector<const core::Assessment*> all;
    for (const auto& assessment : mission.all<core::Assessment>())
        all.push_back(&assessment);
    std::sort(all.begin(), all.end(), [&](const auto* a, const auto* b) {
        if (a->period_from != b->period_from)
            return a->period_from > b->period_from;
        return std::pair{bandOf(*a), b->id} > std::pair{bandOf(*b), a->id};
    });
    AssessmentList list;
    for (const auto* assessment : all) {
        const auto period = periodOf(*assessment);
        const QString title = period ? WorkContext::called(*period, zone) : tr("Without a period");
        if (list.months.empty() || list.months.back().title != title)
            list.months.push_back({title, period, {}});
        const core::AssessmentId id{assessment->id};
        list.months.back().entries.push_back({id, scopeOf(mission, *assessment), shown(assessment->reference), shown(assessment->version), bandOf(*assessment),
                                              core::stateOf(mission, id)});
    }
    const bool missionReaches = reachesTo(newestOf(mission, std::nullopt), asOf);
    for (const auto& area : mission.all<core::Area>()) {
        if (area.level != core::AreaLevel::SECTOR)
            continue;
        const core::AreaId id{area.id};
        const auto* last = newestOf(mission, id);
        if (reachesTo(last, asOf) || (missionReaches && last == nullptr))
            continue;
        QString text = tr("never assessed");
        if (last != nullptr && last->period_to) {
            const auto days = std::chrono::duration_cast<std::chrono::days>(asOf - *last->period_to).count();
            text = days == 1 ? tr("last: 1 day ago") : tr("last: %1 days ago").arg(days);
        }
        list.due.push_back({id, shown(area.name), last != nullptr ? bandOf(*last) : std::nullopt, text});
    }
    std::sort(list.due.begin(), list.due.end(), [](const DueArea& a, const DueArea& b) { return a.band != b.band ? a.band > b.band : a.name < b.name; });
    return list;
}

} // namespace tutela::session
