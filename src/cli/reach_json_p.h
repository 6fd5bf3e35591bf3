// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>
#include <tutela/core/mission.h>
#include <tutela/session/terrain.h>
#include <tutela/store/mission_file.h>

#include <nlohmann/json_fwd.hpp>

namespace tutela::cli {

/// The terrain of an open mission file.
[[nodiscard]] session::MissionTerrain terrainOf(const store::MissionFile& file, const core::Mission& mission, std::optional<double> cellMetres, const core::Progress& progress);

/// Minutes with one decimal.
[[nodiscard]] nlohmann::json minutesJson(double minutes);
[[nodiscard]] nlohmann::json peopleWithinJson(const analysis::PeopleWithin& people);
[[nodiscard]] nlohmann::json reachJson(const core::Mission& mission, const analysis::Reach& reach, const session::MissionTerrain& terrain);
/// A word and a sentence for a place without a time.
[[nodiscard]] std::string_view notReachedWord(analysis::NotReached why);

} // namespace tutela::cli
