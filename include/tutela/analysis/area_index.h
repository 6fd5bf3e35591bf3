// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace tutela::analysis {

/// Says which area of one set holds a point; prepared once, then fast for a million points.
///
/// A point inside or on the border of several areas belongs to the one with the lowest id, so it is counted once. The
/// test is the one of core::covers (planar in lon/lat). Owns its prepared edges; safe to read from many threads.
class AreaIndex {
public:
    /// Areas without a polygon are left out. Order does not matter.
    explicit AreaIndex(std::span<const core::Area* const> areas);
    /// All areas of one level.
    [[nodiscard]] static AreaIndex ofLevel(const core::Mission& mission, core::AreaLevel level);

    /// The area that holds the point; empty when none does. Cost: the few edges of one latitude band.
    [[nodiscard]] std::optional<core::AreaId> find(double lonDeg, double latDeg) const;
    /// True when any area holds the point.
    [[nodiscard]] bool covers(double lonDeg, double latDeg) const { return find(lonDeg, latDeg).has_value(); }
    /// Ids of the areas in it, ascending.
    [[nodiscard]] const std::vector<core::AreaId>& areas() const noexcept;
    [[nodiscard]] bool empty() const noexcept { return areas().empty(); }

private:
    struct Prepared;
    std::shared_ptr<const Prepared> m_prepared;
};

/// The level with most areas that overlap no other area of it. A shared border is no overlap, nor are slivers up to 1 % of the smaller
/// area (doctrine.md 2.1), measured on 256 parallels. Ties go to the coarser level. Empty when no level qualifies.
[[nodiscard]] std::optional<core::AreaLevel> defaultLevel(const core::Mission& mission);

/// Ids of the places whose position lies in the area (one without a position lies in none), ascending; without an area
/// every place of the mission. @throws core::Error{InvalidInput} when the area is absent.
[[nodiscard]] std::vector<core::PlaceId> placesIn(const core::Mission& mission, std::optional<core::AreaId> area);

} // namespace tutela::analysis
