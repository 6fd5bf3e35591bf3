// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/grid.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

/// The ground that is travelled over: cells off the roads, a network of roads beside them, and waters between.
namespace tutela::analysis {

using RoadId = core::Id<core::Kind::ROAD>;

/// Rasters on the cells of one frame in metres. A raster that is not known is empty.
struct TerrainRasters {
    core::GridFrame frame; ///< north-up, in metres
    std::size_t rows = 0, cols = 0;
    core::Grid<float> elevation;        ///< metres, NaN = not known
    core::Grid<std::uint8_t> cover;     ///< number of a core::LandCover, kNoCover = not known
    static constexpr std::uint8_t kNoCover = 255;
};

/// Longitude and latitude to and from the frame's x and y.
struct Plane {
    std::function<core::Vertex(core::Vertex)> forward, inverse;
};

/// What a terrain was made of, for the reader of a result.
struct TerrainCounts {
    std::size_t roads = 0, roads_without_class = 0, roads_outside = 0; ///< without a class: taken as tracks
    std::size_t waters = 0;
    std::uint64_t cells = 0, cells_without_elevation = 0;
    std::uint64_t cells_without_cover = 0; ///< of a terrain that has cover; a water that is drawn gives its cells one
    bool has_elevation = false, has_cover = false;
    bool operator==(const TerrainCounts&) const = default;
};

struct TerrainParts;

/// Immutable; shared by any number of searches.
///
/// Roads are no cells: they are a network of their own, with lengths on the ellipsoid, which one enters and leaves at any point
/// where the ground allows it. A bend or a road that passes over another is therefore never cut short, and no road is lost. Waters are
/// lines that no step off the roads may cross; a road crosses them where it does.
class Terrain {
public:
    /// @throws core::Error{InvalidInput} for rasters of other sizes than the frame; core::Cancelled
    Terrain(const core::Mission& mission, TerrainRasters rasters, Plane plane, const core::Progress& progress = {});
    Terrain(const Terrain&) = delete;
    Terrain& operator=(const Terrain&) = delete;
    ~Terrain();

    [[nodiscard]] const TerrainCounts& counts() const;
    [[nodiscard]] const core::GridFrame& frame() const;
    [[nodiscard]] std::size_t rows() const;
    [[nodiscard]] std::size_t cols() const;
    /// Column and row of a point given in degrees; (0, 0) is the middle of the north-west cell.
    [[nodiscard]] core::Vertex toGrid(core::Vertex lonLat) const;
    [[nodiscard]] const TerrainParts& parts() const { return *m_parts; }

private:
    std::unique_ptr<TerrainParts> m_parts;
};

} // namespace tutela::analysis
