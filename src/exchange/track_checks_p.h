// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "row_mapper_p.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What a recorded track has to be before its kilometres may count (docs/methods/coverage.md; the limits are Tutela's own).
namespace tutela::exchange::detail {

/// One recorded track while its points are gathered.
struct Track {
    std::string key, name;
    std::vector<std::pair<std::string, core::Geometry::Ring>> segments;
    std::vector<std::int64_t> times;     ///< Unix seconds of the points that have one
    std::vector<std::uint32_t> numbers;  ///< of the points, as they stand in the file from 1
    bool allTimed = true;
    std::size_t points = 0;
    std::uint32_t seen = 0;  ///< points of the file, those that were left out too
    std::string firstReason; ///< why the first of those left out was
    std::uint64_t row = 0;
};

/// The number of the first point that lies at no longitude or latitude; the other checks need that there is none.
[[nodiscard]] std::optional<std::uint32_t> firstOffEarth(const Track& track);

/// Takes out single points that no vehicle or aircraft can have been at, because the points before and after them are too far away
/// (at the ends of a segment: the one neighbour, where the rest goes together). Many of them are left in, for `whyAbsurd`.
/// @returns the numbers of the points that were taken out
[[nodiscard]] std::vector<std::uint32_t> dropSpikes(Track& track);

/// Why the track as a whole can be no way of a patrol; empty when it can.
[[nodiscard]] std::optional<std::string> whyAbsurd(const Track& track);

/// Most of the track lies outside of the mission, and inside when longitude and latitude are exchanged.
[[nodiscard]] bool looksSwapped(const Track& track, const MissionExtent& extent);
/// All of the track lies outside of the areas of the mission; false where it has none.
[[nodiscard]] bool liesOutside(const Track& track, const MissionExtent& extent);

} // namespace tutela::exchange::detail
