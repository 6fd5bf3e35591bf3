// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/session/terrain_keeper.h>

#include "snapshot_p.h"

#include <tutela/core/patient_lock.h>

#include <algorithm>

namespace tutela::session {

namespace {

constexpr std::size_t kMostKept = 2; // one with the cells that a person chose, one with the usual ones

/// A request of the same owner reads the same folder and assets.
bool asksForTheSame(const TerrainRequest& a, const TerrainRequest& b)
{
    return a.cell_metres == b.cell_metres && a.positions == b.positions && a.cells_of == b.cells_of && a.folder == b.folder;
}

} // namespace

MissionTerrain TerrainKeeper::of(const core::Mission& mission, const TerrainRequest& request, const core::Progress& progress)
{
    const auto lock = core::lockUnlessStopped(m_mutex, progress);
    const auto known = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& each) { return asksForTheSame(each.request, request) && sameGround(each.mission, mission); });
    if (known != m_kept.end())
        return known->terrain;
    TerrainRequest alone = request;
    alone.keeper = nullptr;
    if (m_kept.size() == kMostKept)
        m_kept.pop_back(); // before the next is made: a terrain may be large
    auto made = terrainOf(mission, alone, progress);
    m_kept.push_front({withoutIncidents(mission), std::move(alone), made});
    return made;
}

} // namespace tutela::session
