// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/session/terrain.h>

#include <deque>
#include <mutex>

namespace tutela::session {

/// Keeps the terrains that were made last: assessments, Patrols and reports travel over the same ground. From any thread.
class TerrainKeeper {
public:
    /// @throws as terrainOf()
    [[nodiscard]] MissionTerrain of(const core::Mission& mission, const TerrainRequest& request, const core::Progress& progress);

private:
    struct Kept {
        core::Mission mission; ///< what it was made of, without the incidents
        TerrainRequest request;
        MissionTerrain terrain;
    };
    std::timed_mutex m_mutex; ///< one is made at a time: others most likely wait for the same
    std::deque<Kept> m_kept;  ///< newest first
};

} // namespace tutela::session
