// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/map/scene.h>
#include <tutela/report/model.h>

namespace tutela::report {

/// What a profile may see of a map.
struct ReducedMap {
    core::Mission mission;
    map::LayerSet layers;
    std::optional<core::Marking> marking; ///< to print; empty = that of what is shown
    std::string sources;                  ///< to print; empty = made from the layers
};

/// Takes out of mission and layers what the threat assessment of the same profile withholds (reduce()): LEADERSHIP no names of
/// datasets; PARTNER no bases, patrols, areas of threats and actors, own layers or closed roads, positions to 5 km, people to
/// two digits; PUBLIC the land alone, marked Unclassified: what happened is told there as counts by area only.
[[nodiscard]] ReducedMap reduceForMap(core::Mission mission, map::LayerSet layers, Profile profile);

} // namespace tutela::report
