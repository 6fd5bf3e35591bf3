// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/grid.h>
#include <tutela/core/mission.h>
#include <tutela/map/scene.h>

#include <cstdint>
#include <random>

namespace tutela::test {

struct SyntheticOptions {
    std::uint64_t seed = 1;
    double lon = 4.3, lat = 2.0; ///< middle of the country
    std::size_t places = 60;
    std::size_t incidents = 120;
    bool areas = true;
};

/// A small invented country: an outline cut into six sectors, rivers, a lake, roads, places, bases, incidents of every
/// precision, a threat, an actor, a patrol and an approved assessment that gives bands.
[[nodiscard]] core::Mission syntheticMission(const SyntheticOptions& options = {});

/// Adds incidents drawn around the middle of the country; `spreadDeg` 0 = all at one point.
[[nodiscard]] core::IncidentColumns syntheticIncidents(std::size_t count, double lon, double lat, double spreadDeg,
                                                       std::uint64_t seed = 1);

/// Hills of the invented country on EPSG:4326 cells, for relief.
[[nodiscard]] core::Grid<float> syntheticHills(std::size_t rows, std::size_t cols);

/// The mission's scene with relief from syntheticHills().
[[nodiscard]] map::Scene syntheticScene(const SyntheticOptions& options = {}, map::SceneOptions sceneOptions = {});

} // namespace tutela::test
