// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/road_closures.h>

#include "translated_p.h"

#include <tutela/analysis/road_closures.h>
#include <tutela/core/error.h>
#include <tutela/session/display.h>

#include <algorithm>

namespace tutela::session {

namespace {

bool holds(const std::vector<analysis::RoadId>& roads, analysis::RoadId road) { return std::find(roads.begin(), roads.end(), road) != roads.end(); }

/// Empty for a road that is open in both. The scenario opens over what it closes, as the computation has it.
std::optional<RoadClosure::State> stateOf(const core::Road& road, core::Day day, const core::ScenarioChanges& changes)
{
    using enum RoadClosure::State;
    const analysis::RoadId id{road.id};
    const bool opened = holds(changes.open_roads, id);
    if (analysis::isClosedOn(road.closed_from, road.closed_to, day))
        return opened ? OpenInScenario : Closed;
    return holds(changes.close_roads, id) && !opened ? std::optional{ClosedInScenario} : std::nullopt;
}

} // namespace

std::vector<RoadClosure> roadClosures(const core::Mission& mission, core::Instant asOf, std::optional<ScenarioId> scenario)
{
    const core::Day day = mission.timeZone().dayAt(asOf);
    const auto changes = readableChanges(mission, scenario);
    std::vector<RoadClosure> list;
    for (const core::Road& road : mission.all<core::Road>())
        if (const auto state = stateOf(road, day, changes))
            list.push_back({analysis::RoadId{road.id}, *state, nameOf(mission, {core::Kind::ROAD, road.id}), road.bridge == true, road.ford == true, road.closed_from, road.closed_to, shown(road.closure_reason), middleOf(road)});
    std::stable_partition(list.begin(), list.end(), [](const RoadClosure& each) { return each.state != RoadClosure::State::ClosedInScenario; });
    return list;
}

QString stateText(const RoadClosure& closure)
{
    switch (closure.state) {
    case RoadClosure::State::OpenInScenario: return tr("open in the scenario");
    case RoadClosure::State::ClosedInScenario: return tr("closed in the scenario");
    default: return tr("closed");
    }
}

QString closureDaysText(const RoadClosure& closure, const core::TimeZone& zone)
{
    const auto text = [&](core::Day day) { return dayText(zone.startOf(day), zone); };
    if (closure.from && closure.to)
        return tr("%1 to %2").arg(text(*closure.from), text(*closure.to));
    if (closure.from)
        return tr("since %1").arg(text(*closure.from));
    return closure.to ? tr("until %1").arg(text(*closure.to)) : QString{};
}

core::ScenarioChanges readableChanges(const core::Mission& mission, std::optional<ScenarioId> scenario)
{
    const auto* record = scenario ? mission.find<core::Scenario>(*scenario) : nullptr;
    try {
        return record != nullptr ? core::scenarioChangesFrom(record->changes) : core::ScenarioChanges{};
    } catch (const core::Error&) {
        return {};
    }
}

std::optional<core::GeoPoint> middleOf(const core::Road& road)
{
    const core::Geometry::Ring* longest = nullptr;
    for (const auto& part : road.geometry.parts)
        for (const auto& line : part)
            if (longest == nullptr || line.size() > longest->size())
                longest = &line;
    if (longest == nullptr || longest->empty())
        return std::nullopt;
    const core::Vertex& middle = (*longest)[longest->size() / 2];
    return core::GeoPoint::of(middle.x, middle.y);
}

} // namespace tutela::session
