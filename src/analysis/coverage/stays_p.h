// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../observations_p.h"

#include <tutela/core/mission.h>

#include <unordered_map>
#include <vector>

namespace tutela::analysis {

/// Where a patrol is known to have been: track with times, or reported stops.
struct PatrolStays {
    std::unordered_map<core::PlaceId, std::vector<core::Period>> in_place; ///< may overlap
    std::vector<core::PlaceId> touched;                                   ///< at least one fix or stop there; each once
};

/// True when something but the plan says where the patrol was.
[[nodiscard]] bool isRecorded(const core::Patrol& patrol);

/// Between two fixes the way is taken as straight and even; a gap of more than an hour says nothing of where the patrol was.
[[nodiscard]] PatrolStays staysOf(const core::Mission& mission, const core::Patrol& patrol, const PlaceGrid& places);

/// When the track with times was within 2 km of a point: stays in order, joined where they touch.
[[nodiscard]] std::vector<core::Period> staysNear(const core::Patrol& patrol, core::GeoPoint at);

/// The part of a straight way, 0 to 1, within `metres` of the centre; empty when it keeps away. Planar around the centre: good to a
/// thousandth within some tens of kilometres.
[[nodiscard]] std::optional<std::pair<double, double>> partWithin(core::GeoPoint centre, double metres, core::Vertex from, core::Vertex to);

} // namespace tutela::analysis
