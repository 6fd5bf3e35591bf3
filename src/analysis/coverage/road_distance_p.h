// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/box_index.h>
#include <tutela/core/mission.h>

#include <functional>
#include <vector>

namespace tutela::analysis {

/// How far points lie from the roads of some classes.
class RoadDistance {
public:
    /// A straight piece of a road.
    struct Piece {
        core::Vertex from, to;
    };
    /// @param wanted  which roads count
    RoadDistance(const core::Mission& mission, const std::function<bool(core::RoadClass)>& wanted);
    [[nodiscard]] bool empty() const { return m_pieces.empty(); }
    /// Within `metres` of a road; planar around the point, good to a thousandth within some tens of kilometres.
    [[nodiscard]] bool isWithin(core::GeoPoint at, double metres) const;

private:
    std::vector<Piece> m_pieces;
    core::BoxIndex m_index;
};

} // namespace tutela::analysis
