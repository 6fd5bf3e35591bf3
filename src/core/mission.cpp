// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/mission.h>

#include <functional>
#include <map>

namespace tutela::core {

AssessmentState stateOf(const Mission& mission, AssessmentId assessment)
{
    AssessmentState state = AssessmentState::DRAFT;
    for (const SignOff& row : *mission.sign_offs)
        if (row.assessment_id == assessment && row.state)
            state = *row.state;
    return state;
}

bool isFrozen(const Mission& mission, AssessmentId assessment)
{
    return std::any_of(mission.sign_offs->begin(), mission.sign_offs->end(), [&](const SignOff& row) {
        return row.assessment_id == assessment && row.state == AssessmentState::APPROVED;
    });
}

std::vector<AssessmentId> countingVersions(const Mission& mission)
{
    using Rank = std::tuple<bool, std::optional<Instant>, std::optional<Instant>, std::int64_t>; // signed, as_of, period_to, id
    std::map<std::string, Rank> newest;
    for (const Assessment& assessment : mission.all<Assessment>()) {
        const AssessmentId id{assessment.id};
        if (stateOf(mission, id) == AssessmentState::WITHDRAWN)
            continue;
        const std::string product = assessment.reference.empty() ? "#" + std::to_string(assessment.id) : assessment.reference;
        Rank& best = newest[product];
        best = std::max(best, Rank{isFrozen(mission, id), assessment.as_of, assessment.period_to, assessment.id});
    }
    std::vector<Rank> ranks;
    for (const auto& [product, rank] : newest)
        ranks.push_back(rank);
    std::sort(ranks.begin(), ranks.end(), std::greater{});
    std::vector<AssessmentId> versions;
    for (const Rank& rank : ranks)
        versions.push_back({std::get<std::int64_t>(rank)});
    return versions;
}

std::optional<std::int32_t> durationMinutes(std::optional<Instant> start, std::optional<Instant> end, std::optional<TimePrecision> precision)
{
    const bool toTheHour = precision == TimePrecision::EXACT_MINUTE || precision == TimePrecision::HOUR;
    if (!toTheHour || !start || !end || *end <= *start)
        return std::nullopt;
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(*end - *start).count();
    return static_cast<std::int32_t>(std::min<std::int64_t>(minutes, std::numeric_limits<std::int32_t>::max()));
}

std::optional<std::size_t> IncidentColumns::find(IncidentId incident) const
{
    const auto at = std::lower_bound(id.begin(), id.end(), incident.value);
    return at != id.end() && *at == incident.value ? std::optional{static_cast<std::size_t>(at - id.begin())} : std::nullopt;
}

int severityOf(Act act)
{
    // The enumerators stand in the order of the table of doctrine.md 2.5.
    if (act >= Act::MASS_KILLING)
        return 5;
    if (act >= Act::KILLING)
        return 4;
    if (act >= Act::ASSAULT_INJURY)
        return 3;
    return act >= Act::LOOTING ? 2 : 1;
}

} // namespace tutela::core
