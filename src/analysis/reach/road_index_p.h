// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "road_network_p.h"

#include <tutela/core/box_index.h>

namespace tutela::analysis {

/// Where a network comes nearest to a point; built once, safe to read from many threads.
class RoadIndex {
public:
    /// @param network  with at least one edge
    RoadIndex(const Network& network, double cellX, double cellY);
    /// In coordinates of the grid, as the point, which is finite. Straight, whatever lies between.
    [[nodiscard]] core::Vertex nearestTo(core::Vertex at) const;

private:
    /// A straight piece of a line, in metres of the projection.
    struct Piece {
        core::Vertex from, to;
    };
    [[nodiscard]] static std::vector<Piece> piecesOf(const Network& network, double cellX, double cellY);
    [[nodiscard]] static std::vector<core::Box> boxesOf(const std::vector<Piece>& pieces);

    double m_cellX, m_cellY;
    std::vector<Piece> m_pieces;
    core::BoxIndex m_index;
};

} // namespace tutela::analysis
