// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/score.h>

#include <optional>
#include <string>
#include <vector>

/// How many people and how much land there are for each soldier (doctrine.md 5.4; docs/methods/force_density.md).
namespace tutela::analysis {

/// What one mission or area has, and its densities. Counts that are empty are not known; none of them is ever taken for 0.
struct AreaDensity {
    std::optional<core::AreaId> area;         ///< empty = the whole mission
    core::Count troops;                       ///< all densities are of this number: see troopsBasis()
    core::Count unit_troops;                  ///< strength of the military units on record, also where the mission states its own figure
    core::Real usable_troops;                 ///< strength x availability - static tasks of the bases, never below 0
    std::int64_t static_tasks = 0;            ///< troops tied to the bases, each base once
    core::Count population, population_urgent; ///< the latter of places that are or can be MUST or SHOULD
    core::Real area_km2;
    core::ForceDensity all, usable;
    core::Real troops_per_1000_urgent;
    std::int64_t units = 0, units_without_strength = 0, places_without_people = 0;
    bool troops_recorded = false, population_recorded = false; ///< a figure of the mission, not the sum of its records

    /// No troops: people and land for each of them are "none", which is not the same as not known.
    [[nodiscard]] bool hasNoTroops() const { return troops == 0; }
    [[nodiscard]] bool hasNoUsableTroops() const { return usable_troops && !(*usable_troops > 0.0); }
};

struct DensityTable {
    std::optional<core::AreaLevel> level; ///< empty: no level divides the mission
    AreaDensity mission;
    std::vector<AreaDensity> areas;       ///< of that level, by id
    std::int64_t troops_elsewhere = 0;    ///< of units whose base is closed, has no position or lies in none of the areas
};

/// Where the number of troops comes from, and what the other source says: a clause without a stop, the same wherever it is shown.
[[nodiscard]] std::string troopsBasis(const AreaDensity& found);
/// How the usable troops were counted from it.
[[nodiscard]] std::string usableBasis(const AreaDensity& found);

/// @param level  empty = the one that divides the mission (defaultLevel)
/// @param as_of  bases that are closed on that day hold nobody
[[nodiscard]] DensityTable forceDensityOf(const core::Mission& mission, core::Instant as_of, std::optional<core::AreaLevel> level = {});

} // namespace tutela::analysis
