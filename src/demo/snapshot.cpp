// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/demo/demo.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace tutela::demo {

namespace {

template <class E>
std::uint8_t wordCode(const std::optional<E>& value)
{
    return value ? static_cast<std::uint8_t>(*value) : core::IncidentColumns::kNoWord;
}
std::int32_t countCode(const core::Count& value)
{
    return value ? static_cast<std::int32_t>(*value) : core::IncidentColumns::kUnknown;
}
std::int32_t degreesE7(const core::Real& value)
{
    return value ? static_cast<std::int32_t>(std::llround(*value * 1e7)) : core::IncidentColumns::kNoPosition;
}
/// The code of a value in a small dictionary, added when it is new.
template <class T>
std::size_t coded(std::vector<T>& all, const T& value)
{
    const auto index = static_cast<std::size_t>(std::find(all.begin(), all.end(), value) - all.begin());
    if (index == all.size())
        all.push_back(value);
    return index;
}

core::IncidentColumns columnsOf(const std::vector<core::Incident>& incidents)
{
    core::IncidentColumns out;
    std::map<std::int64_t, const core::Incident*> byId;
    for (const core::Incident& incident : incidents)
        byId.emplace(incident.id, &incident);
    for (const auto& [id, incident] : byId) {
        out.id.push_back(id);
        out.lonE7.push_back(degreesE7(incident->lon));
        out.latE7.push_back(degreesE7(incident->lat));
        out.time.push_back(incident->time_start ? incident->time_start->time_since_epoch().count() : core::IncidentColumns::kNoTime);
        out.time_precision.push_back(wordCode(incident->time_precision));
        out.place_precision.push_back(wordCode(incident->place_precision));
        out.category.push_back(wordCode(incident->category));
        out.verification.push_back(wordCode(incident->verification));
        out.victim_status.push_back(wordCode(incident->victim_status));
        int severity = 0;
        for (const core::Act act : incident->acts)
            severity = std::max(severity, core::severityOf(act));
        out.act_severity.push_back(static_cast<std::uint8_t>(severity));
        out.killed_best.push_back(countCode(incident->killed.best));
        out.killed_low.push_back(countCode(incident->killed.low));
        out.killed_high.push_back(countCode(incident->killed.high));
        out.killed_civilians.push_back(countCode(incident->killed.civilians));
        out.injured.push_back(countCode(incident->injured.best));
        out.abducted.push_back(countCode(incident->abducted.best));
        out.displaced.push_back(countCode(incident->displaced.best));
        out.perpetrators.push_back(static_cast<std::uint32_t>(coded(out.perpetratorLists, incident->perpetrator_ids)));
        out.sources.push_back(static_cast<std::uint32_t>(coded(out.sourceLists, incident->source_ids)));
        out.dataset.push_back(static_cast<std::uint16_t>(coded(out.datasets, incident->dataset)));
        out.source_type.push_back(static_cast<std::uint16_t>(coded(out.sourceTypes, incident->source_type)));
        if (incident->sensitivity) {
            out.sensitivity.resize(out.id.size(), core::IncidentColumns::kNoWord);
            out.sensitivity.back() = wordCode(incident->sensitivity);
        }
        if (const auto minutes = core::durationMinutes(incident->time_start, incident->time_end, incident->time_precision)) {
            out.duration_minutes.resize(out.id.size(), core::IncidentColumns::kUnknown);
            out.duration_minutes.back() = *minutes;
        }
    }
    return out;
}

} // namespace

core::Mission missionOf(const DemoContent& content)
{
    core::Mission mission;
    mission.details = content.mission;
    mission.incidents = std::make_shared<const core::IncidentColumns>(columnsOf(content.incidents));
    mission.set(content.areas);
    mission.set(content.places);
    mission.set(content.groups);
    mission.set(content.actors);
    mission.set(content.threats);
    mission.set(content.sources);
    mission.set(content.alerts);
    mission.set(content.bases);
    mission.set(content.units);
    mission.set(content.patrols);
    mission.set(content.can_tests);
    mission.set(content.roads);
    mission.set(content.waters);
    mission.set(content.actions);
    mission.set(content.strategies);
    mission.set(content.structures);
    mission.set(content.meetings);
    mission.set(content.stakeholders);
    mission.set(content.assessments);
    mission.set(content.lines);
    mission.sign_offs = std::make_shared<const std::vector<core::SignOff>>(content.sign_offs);
    return mission;
}

} // namespace tutela::demo
