// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <functional>
#include <memory>

namespace tutela::analysis {

/// How far points lie from the roads of some classes.
class RoadDistance {
public:
    /// @param wanted  which roads count
    RoadDistance(const core::Mission& mission, const std::function<bool(core::RoadClass)>& wanted);
    ~RoadDistance();
    [[nodiscard]] bool empty() const;
    /// Within `metres` of a road; planar around the point, good to a thousandth within some tens of kilometres.
    [[nodiscard]] bool isWithin(core::GeoPoint at, double metres) const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace tutela::analysis
