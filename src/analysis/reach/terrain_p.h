// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "road_index_p.h"
#include "road_network_p.h"
#include "water_lines_p.h"

#include <tutela/analysis/terrain.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace tutela::analysis {

/// A road as the searches see it.
struct TerrainRoad {
    RoadId id;
    core::RoadClass road_class = core::RoadClass::TRACK;
    bool ford = false;
    std::optional<core::Day> closed_from, closed_to;
    bool outside = false; ///< no part of it lies in the area that is computed
};

/// What a terrain consists of. Cells are numbered row by row; coordinates of the grid have the middle of the cell in row r and column c
/// at (c, r).
struct TerrainParts {
    TerrainParts(TerrainRasters given, Plane on) : rasters(std::move(given)), plane(std::move(on)), waters(rasters.rows, rasters.cols) {}

    TerrainRasters rasters; ///< cover: WATER where the middle of the cell lies in a lake or a river that is drawn as an area
    Plane plane;
    TerrainCounts counts;
    std::vector<float> steepness; ///< by cell: rise over run in the steepest direction, by Horn's formula (1981); 0 where not known; empty without elevation
    std::vector<double> groundScale; ///< metres on the ground of a metre of the projection, by column
    WaterLines waters;
    std::vector<std::uint8_t> barred; ///< by cell: bits of kBarredEast ... for steps that meet a water
    std::vector<TerrainRoad> roads;
    Network network;                        ///< owners: numbers of `roads`
    std::unique_ptr<const RoadIndex> roadIndex; ///< of the network; null when no road lies inside
    std::vector<std::uint8_t> nodeLinks;    ///< by node: bits of the four middles around it that no water parts it from: NW, NE, SW, SE
    Network rivers;                         ///< navigable ones; owners mean nothing
    std::vector<bool> navigableCells;       ///< middles in navigable lakes and rivers; empty when there is none

    static constexpr std::uint8_t kBarredEast = 1, kBarredSouth = 2, kBarredSouthEast = 4, kBarredSouthWest = 8;

    [[nodiscard]] std::size_t cells() const { return rasters.rows * rasters.cols; }
    [[nodiscard]] core::Vertex toGrid(core::Vertex lonLat) const
    {
        const core::Vertex at = plane.forward(lonLat);
        return {(at.x - rasters.frame.west) / rasters.frame.cellX - 0.5, (rasters.frame.north - at.y) / rasters.frame.cellY - 0.5};
    }
    [[nodiscard]] core::Vertex toLonLat(core::Vertex grid) const
    {
        return plane.inverse({rasters.frame.west + (grid.x + 0.5) * rasters.frame.cellX, rasters.frame.north - (grid.y + 0.5) * rasters.frame.cellY});
    }
    [[nodiscard]] core::Vertex middleOf(std::size_t cell) const { return {static_cast<double>(cell % rasters.cols), static_cast<double>(cell / rasters.cols)}; }
    [[nodiscard]] bool isInside(core::Vertex at) const
    {
        constexpr double kHalf = 0.5;
        return at.x >= -kHalf && at.y >= -kHalf && at.x < static_cast<double>(rasters.cols) - kHalf && at.y < static_cast<double>(rasters.rows) - kHalf;
    }
    /// Of the cell that holds the point, which lies inside.
    [[nodiscard]] std::uint8_t coverNumberAt(core::Vertex at) const
    {
        constexpr double kHalf = 0.5;
        return rasters.cover.empty() ? TerrainRasters::kNoCover : rasters.cover.at(static_cast<std::size_t>(std::floor(at.y + kHalf)), static_cast<std::size_t>(std::floor(at.x + kHalf)));
    }
    [[nodiscard]] std::optional<core::LandCover> coverOf(std::size_t cell) const
    {
        const std::uint8_t number = rasters.cover.empty() ? TerrainRasters::kNoCover : rasters.cover.cells()[cell];
        return number < core::wordCount(core::LandCover{}) ? std::optional{static_cast<core::LandCover>(number)} : std::nullopt;
    }
    /// On the ground: the scale of the projection, which changes from west to east, is taken out.
    [[nodiscard]] double metres(core::Vertex a, core::Vertex b) const
    {
        const double across = std::clamp((a.x + b.x) / 2.0 + 0.5, 0.0, static_cast<double>(rasters.cols - 1));
        return std::hypot((a.x - b.x) * rasters.frame.cellX, (a.y - b.y) * rasters.frame.cellY) * groundScale[static_cast<std::size_t>(across)];
    }
    /// True when no water lies on the straight way, neither a line nor a cell.
    [[nodiscard]] bool isDry(core::Vertex a, core::Vertex b) const;
    [[nodiscard]] bool isWater(std::int64_t row, std::int64_t col) const
    {
        return !rasters.cover.empty() && row >= 0 && col >= 0 && row < static_cast<std::int64_t>(rasters.rows) && col < static_cast<std::int64_t>(rasters.cols)
               && rasters.cover.at(static_cast<std::size_t>(row), static_cast<std::size_t>(col)) == static_cast<std::uint8_t>(core::LandCover::WATER);
    }
    /// Metres; NaN where it is not known. Between the middles of cells as a plane through them would have it.
    [[nodiscard]] double elevationAt(core::Vertex at) const;
    /// Of the cell that holds the point.
    [[nodiscard]] double steepnessAt(core::Vertex at) const
    {
        if (steepness.empty() || !isInside(at))
            return 0.0;
        return static_cast<double>(steepness[static_cast<std::size_t>(std::floor(at.y + 0.5)) * rasters.cols + static_cast<std::size_t>(std::floor(at.x + 0.5))]);
    }
    /// Rise over run from a to b; 0 where elevation is not known.
    [[nodiscard]] double slope(core::Vertex a, core::Vertex b, double metresOfWay) const;
};

} // namespace tutela::analysis
