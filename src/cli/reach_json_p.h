// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>
#include <tutela/core/mission.h>
#include <tutela/session/population.h>
#include <tutela/session/scenario_lines.h>
#include <tutela/session/terrain.h>
#include <tutela/store/mission_file.h>

#include <nlohmann/json_fwd.hpp>

namespace tutela::cli {

/// The cells that are asked for; neither = by the size of the area.
struct Cells {
    std::optional<double> metres; ///< their size
    std::string of;               ///< a raster that has them
};
/// The terrain of an open mission file. @param positions  that lie on it too: of bases that are not there
[[nodiscard]] session::MissionTerrain terrainOf(const store::MissionFile& file, const core::Mission& mission, const Cells& cells,
                                                const std::vector<core::GeoPoint>& positions, const core::Progress& progress);
/// The people of an open mission file by its population layer, on that terrain.
[[nodiscard]] session::MissionPopulation populationOf(const store::MissionFile& file, const core::Mission& mission, const session::MissionTerrain& terrain, const core::Progress& progress);
/// Where the options put bases.
[[nodiscard]] std::vector<core::GeoPoint> positionsOf(const analysis::ReachOptions& options);
/// @throws core::Error{InvalidInput} naming the scenario
[[nodiscard]] analysis::ReachOptions withScenario(analysis::ReachOptions options, const core::Scenario& scenario);
/// @throws core::Error{Usage} for a number that is given and not above 0, or beyond a million
void requireAbove0(std::string_view option, const std::optional<double>& value);
/// @throws core::Error{Usage} for a size of cells that is given and cannot be
void requireCell(const std::optional<double>& metres);
/// Puts core::noteWithoutChange() before the notes.
void noteWithoutChange(const core::Scenario& scenario, std::vector<std::string>& notes);

/// Minutes with one decimal.
[[nodiscard]] nlohmann::json minutesJson(double minutes);
[[nodiscard]] nlohmann::json peopleWithinJson(const analysis::PeopleWithin& people);
/// Null without a population layer. @param reach  with its cells when there is one
[[nodiscard]] nlohmann::json peopleWithinRasterJson(const core::Mission& mission, const analysis::Reach& reach, const session::MissionPopulation& population);
/// @param reach  with its cells when there is a population layer
[[nodiscard]] nlohmann::json reachJson(const core::Mission& mission, const analysis::Reach& reach, const session::MissionTerrain& terrain, const session::MissionPopulation& population);
[[nodiscard]] nlohmann::json linesJson(const std::vector<session::LineUnderScenario>& lines);
/// "Luzi", else "place 12".
[[nodiscard]] std::string placeName(const core::Mission& mission, core::PlaceId id);
/// A word and a sentence for a place without a time.
[[nodiscard]] std::string_view notReachedWord(analysis::NotReached why);

} // namespace tutela::cli
