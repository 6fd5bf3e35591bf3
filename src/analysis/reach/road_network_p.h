// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/terrain.h>

#include <array>
#include <span>
#include <vector>

namespace tutela::analysis {

/// A line that becomes part of a network.
struct NetworkLine {
    std::uint32_t owner = 0; ///< number of the road or river among those that were given
    const core::Geometry::Ring* lonLat = nullptr;
};

/// A graph along lines. There is a node where lines meet, where one ends, and at least one in every cell that a line passes through;
/// lines meet where they share a vertex. Coordinates of the grid: the middle of the cell in row r and column c is at (c, r).
struct Network {
    struct Edge {
        std::uint32_t to = 0;
        float metres = 0; ///< along the line, on the ellipsoid
        std::uint32_t owner = 0;
    };
    std::vector<core::Vertex> nodes;
    std::vector<std::uint32_t> first; ///< edges of node n: first[n] to first[n + 1]
    std::vector<Edge> edges;
    /// Nodes by the square whose corners are the middles of four cells, its upper left the cell: atSquare[squareFirst[cell]] ...
    std::vector<std::uint32_t> squareFirst, atSquare;

    [[nodiscard]] std::span<const Edge> edgesOf(std::uint32_t node) const { return {edges.data() + first[node], edges.data() + first[node + 1]}; }
    [[nodiscard]] std::span<const std::uint32_t> nodesInSquare(std::size_t cell) const { return {atSquare.data() + squareFirst[cell], atSquare.data() + squareFirst[cell + 1]}; }
};

struct NetworkFrame {
    std::size_t rows = 0, cols = 0;
    std::function<core::Vertex(core::Vertex)> toGrid; ///< from longitude and latitude
};

/// Parts of lines outside of the grid are left out.
/// @param stops  vertices of lines, in degrees, that become nodes in any case
[[nodiscard]] Network makeNetwork(std::span<const NetworkLine> lines, std::span<const core::Vertex> stops, const NetworkFrame& frame, const core::Progress& progress);

/// Whether one gets from the first point to the second, in degrees: not where a water lies between.
using MayJoin = std::function<bool(core::Vertex, core::Vertex)>;

/// Loose ends of lines that lie within `metres` of another line become a vertex of it: digitised roads often stop a few metres short of
/// the road that they join. So do ends that meet others, where they lie on a line that has no vertex there.
void joinEnds(std::vector<core::Geometry::Ring>& lines, double metres, const MayJoin& mayJoin, const core::Progress& progress);

/// Gives each line a vertex at its nearest point to each of the given ones that lies within `metres`. @returns these vertices
[[nodiscard]] std::vector<core::Vertex> addStops(std::vector<core::Geometry::Ring>& lines, const std::vector<core::Vertex>& points, double metres, const MayJoin& mayJoin,
                                                 const core::Progress& progress);

} // namespace tutela::analysis
