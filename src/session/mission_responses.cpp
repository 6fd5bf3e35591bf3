// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/mission_responses.h>

#include "snapshot_p.h"

#include <tutela/analysis/reach.h>
#include <tutela/core/error.h>
#include <tutela/core/patient_lock.h>
#include <tutela/session/terrain_keeper.h>

#include <algorithm>

namespace tutela::session {

namespace {

constexpr std::size_t kMostKept = 8; // the versions that one works on and compares have few cut-offs, and their actions cite few scenarios

/// Only what response times are made of. Reach asks for the bands of places, which must not ask for reach again.
core::Mission madeOf(const core::Mission& mission)
{
    core::Mission copy = withoutIncidents(mission);
    copy.set<core::Assessment>({});
    copy.set<core::Line>({});
    return copy;
}

bool sameForces(const core::Mission& a, const core::Mission& b)
{
    return &a.all<core::Base>() == &b.all<core::Base>() && &a.all<core::Unit>() == &b.all<core::Unit>() && a.details == b.details;
}

std::string clauseOf(const core::Error& error)
{
    std::string why = error.message();
    while (why.ends_with('.'))
        why.pop_back();
    return "travel times are not computed: " + why;
}

} // namespace

bool knowsGround(const core::Mission& mission)
{
    const auto& layers = mission.all<core::Layer>();
    return !mission.all<core::Road>().empty() || std::any_of(layers.begin(), layers.end(), [](const core::Layer& layer) { return layer.layer_kind == core::LayerKind::LANDCOVER; });
}

MissionResponses::MissionResponses(TerrainRequest request) : m_request(std::move(request))
{
    if (m_request.keeper == nullptr)
        m_request.keeper = std::make_shared<TerrainKeeper>();
}

std::shared_ptr<const core::ResponseTimes> MissionResponses::at(const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const
{
    return under({}, mission, as_of, progress);
}

std::shared_ptr<const core::ResponseTimes> MissionResponses::under(const std::string& changes, const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const
{
    const auto lock = core::lockUnlessStopped(m_mutex, progress);
    if (auto known = kept(changes, mission, as_of))
        return known;
    auto times = compute(changes, madeOf(mission), as_of, progress);
    m_kept.push_front({madeOf(mission), changes, times});
    if (m_kept.size() > kMostKept)
        m_kept.pop_back();
    return times;
}

std::shared_ptr<const core::ResponseTimes> MissionResponses::kept(const std::string& changes, const core::Mission& mission, core::Instant as_of) const
{
    const auto at = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& each) { return each.changes == changes && each.times->as_of == as_of && sameForces(each.mission, mission) && sameGround(each.mission, mission); });
    return at == m_kept.end() ? nullptr : at->times;
}

std::shared_ptr<const core::ResponseTimes> MissionResponses::compute(const std::string& changes, const core::Mission& mission, core::Instant as_of, const core::Progress& progress) const
{
    auto times = std::make_shared<core::ResponseTimes>();
    times->as_of = as_of;
    times->season = analysis::seasonOf(mission, as_of);
    if (!knowsGround(mission)) {
        times->not_computed = "travel times are not computed: the mission has no roads and no land cover";
        return times;
    }
    try {
        const auto terrain = terrainOf(mission, m_request, progress.part(0.0, 0.5));
        analysis::ReachOptions options;
        options.as_of = as_of;
        options.count_at_once = false;
        options = analysis::withScenario(std::move(options), core::scenarioChangesFrom(changes));
        *times = analysis::responseTimesOf(analysis::reachOf(mission, *terrain.terrain, options, false, progress.part(0.5, 1.0)));
    } catch (const core::Error& error) {
        times->not_computed = clauseOf(error);
    }
    return times;
}

} // namespace tutela::session
