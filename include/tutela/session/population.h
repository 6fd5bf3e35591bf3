// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/population.h>
#include <tutela/session/terrain.h>

/// The people of a mission by its population layer, on the ground that is computed.
namespace tutela::session {

using LayerId = core::Id<core::Kind::LAYER>;

/// People of one area by the raster, cells on its border by the share that lies inside.
struct AreaPeople {
    core::AreaId area;
    std::optional<double> people; ///< empty = no cell in it holds a value
    double known_share = 0.0;     ///< of the area's size, that lies in cells with a value, 0 to 1
};

struct PopulationOnGround {
    LayerId layer;
    std::string source;             ///< name of the layer
    std::optional<core::Day> date;  ///< that the numbers are of, as recorded with the layer
    std::string licence;
    analysis::PeopleOnCells cells;  ///< on the cells of the terrain
    std::vector<AreaPeople> areas;  ///< that divide the mission, by id
};

struct MissionPopulation {
    std::shared_ptr<const PopulationOnGround> raster; ///< null when the mission has no population layer that can be used
    std::vector<std::string> notes;                   ///< what could not be used, a sentence each
};

/// Of several layers the newest by its date is taken, then the last imported; never a sum of two.
/// @throws core::Cancelled
[[nodiscard]] MissionPopulation populationOf(const core::Mission& mission, const TerrainRequest& request, const MissionTerrain& terrain, const core::Progress& progress = {});

} // namespace tutela::session
