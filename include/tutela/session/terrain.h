// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/terrain.h>
#include <tutela/core/asset.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The ground of a mission: its layers of elevation and land cover on the cells of one metric frame, with its roads and waters.
namespace tutela::session {

class TerrainKeeper;

struct TerrainRequest {
    std::filesystem::path folder;      ///< that paths of layers are relative to
    core::AssetReader asset;
    std::optional<double> cell_metres{}; ///< empty = by the size of the area, 100 m to 1 km and about a million cells
    std::vector<core::GeoPoint> positions{}; ///< that are to lie on it too
    std::filesystem::path cells_of{}; ///< a raster in metres whose cells are taken, and no others; empty = made as below
    std::shared_ptr<TerrainKeeper> keeper{}; ///< gives a terrain that was made before; null = it is made anew
};

struct MissionTerrain {
    std::shared_ptr<const analysis::Terrain> terrain;
    double cell_metres = 0.0;
    std::string crs;                ///< UTM zone of the middle
    std::vector<std::string> notes; ///< what could not be used, a sentence each
};

/// The area is that of the mission's areas and bases (of its places, when it has no area) and 10 km around, and of its roads up to 50 km
/// farther: a detour can lead over the border.
/// @throws core::Error{InvalidInput} when nothing in the mission has a position, or cells_of is no north-up raster in metres; {Limit} for
///         more than 50 million cells; core::Cancelled
[[nodiscard]] MissionTerrain terrainOf(const core::Mission& mission, const TerrainRequest& request, const core::Progress& progress = {});

/// How large that area is, without making a terrain of it.
struct GroundSize {
    double width_metres = 0.0, height_metres = 0.0;
    double usual_cell_metres = 0.0; ///< what terrainOf() takes by itself
    static constexpr double kLeastCell = 1.0, kMostCell = 5000.0; ///< sides that may be asked for, metres
    static constexpr double kMostCells = 50e6;
    [[nodiscard]] double cells(double cellMetres) const { return width_metres / cellMetres * (height_metres / cellMetres); }
    /// Whether terrainOf() takes cells of this size.
    [[nodiscard]] bool fits(double cellMetres) const { return cells(cellMetres) <= kMostCells; }
};
/// Empty when terrainOf() would find no ground.
[[nodiscard]] std::optional<GroundSize> groundSizeOf(const core::Mission& mission);

/// True when terrainOf() would make the same terrain of both snapshots.
[[nodiscard]] bool sameGround(const core::Mission& a, const core::Mission& b);

} // namespace tutela::session
