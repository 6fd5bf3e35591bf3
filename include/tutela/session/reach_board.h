// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/coverage.h>
#include <tutela/analysis/reach.h>
#include <tutela/session/population.h>

#include <QString>

#include <memory>
#include <optional>
#include <vector>

/// Who is reached, who is not: what the room Patrols shows, computed from a snapshot.
namespace tutela::session {

using ScenarioId = core::Id<core::Kind::SCENARIO>;

/// What a planner chooses.
struct ReachChoice {
    std::optional<core::TravelMode> mode; ///< empty = of each base the fastest
    std::optional<core::Season> season;   ///< empty = that of the information cut-off
    bool night = false;
    std::optional<ScenarioId> scenario;   ///< empty = today
    std::optional<double> cell_metres{};  ///< off the roads; empty = as the request has it
    bool operator==(const ReachChoice&) const = default;
};

/// One computation of reach and coverage, immutable.
struct ReachBoard {
    std::shared_ptr<const core::Mission> mission;
    ReachChoice choice;
    MissionTerrain terrain;
    std::optional<double> cell_asked;      ///< size of its cells; empty = by the size of the area
    MissionPopulation population;          ///< by the mission's population layer, if it has one
    analysis::Reach reach, today;          ///< equal without a scenario
    /// By that layer: people by minutes of response, with the scenario and today. Empty without a population layer.
    std::optional<analysis::PeopleByMinute> people_by_minute, people_by_minute_today;
    analysis::Coverage coverage;           ///< of the 30 days before the cut-off
    std::unordered_map<core::PlaceId, analysis::PlaceRating> ratings;
};

/// Terrain, population and what the mission is like today are made again only when what they are made of has changed: pass the board before.
/// @throws core::Error, core::Cancelled
[[nodiscard]] std::shared_ptr<const ReachBoard> reachBoard(std::shared_ptr<const core::Mission> mission, const TerrainRequest& request, const ReachChoice& choice, core::Instant asOf,
                                                           std::shared_ptr<const ReachBoard> before, const core::Progress& progress = {});

/// One place in a list.
struct ReachRow {
    core::PlaceId place;
    QString name, sector;
    core::Band band = core::Band::LOW;    ///< the highest that it can be
    bool band_known = true;
    bool assessed = true;                 ///< else the band means nothing
    core::Count people;
    std::optional<double> minutes, today; ///< of response, empty = nobody comes
    QString why;                          ///< why nobody comes
    bool without_position = false;        ///< whether it is reached is not known
    std::optional<double> days_since_visit;
    std::optional<int> interval;          ///< days
    bool overdue = false;
    std::optional<double> far_from_roads; ///< km to the nearest road, of a place that does not snap to one
    bool sensitive = false;               ///< whether it is reached depends on the speeds assumed, see reach_extras.h
};

/// Places at High or Critical risk (that it can be) beyond the limit: by risk, then people.
[[nodiscard]] std::vector<ReachRow> placesBeyond(const ReachBoard& board, double limitMinutes, std::optional<core::AreaId> scope);
/// Assessed places whose visit is overdue, the longest first by how often the interval has passed.
/// @param days  those not visited for more than so many instead, whatever their class; the longest first, those never visited before all
[[nodiscard]] std::vector<ReachRow> placesOverdue(const ReachBoard& board, std::optional<core::AreaId> scope, std::optional<int> days = {});
/// Places of which the answer hangs on what is recorded: farther than 2 km from every road, without a way, in water, outside of the ground
/// that is computed, and (of the whole mission) without a position. Assessed or not; by risk, those not assessed last, then people.
[[nodiscard]] std::vector<ReachRow> placesNotConnected(const ReachBoard& board, std::optional<core::AreaId> scope);
/// "1 200 people in 2 places without a position"; empty when there is none.
[[nodiscard]] QString withoutPositionClause(const std::vector<ReachRow>& beyond);
/// "41 300 people in 3 places at High or Critical risk cannot be reached within 2 h, and 1 200 people in 2 places without a position."
[[nodiscard]] QString gapSentence(const ReachBoard& board, const std::vector<ReachRow>& beyond, double limitMinutes, std::optional<core::AreaId> scope);
/// The numbers of that sentence as it says them, in its order; empty texts where it has none.
struct GapNumbers {
    QString people, places, within;
};
[[nodiscard]] GapNumbers gapNumbers(const std::vector<ReachRow>& beyond, double limitMinutes);
/// "People of recorded places reached: 1 200 in 30 min, 9 400 in 1 h, 11 000 in 1 h 15 min (an attack), 20 000 in 2 h, of 31 000. Answerable
/// at once: 3 of 8 places in time." Each time stands once, that of an attack too where it is as long as another.
/// Of the whole mission, whatever the scope: units answer across its areas.
struct ReachLine {
    QString sentence, people, at_once; ///< the last two are parts of it, in its order, that open the formula
};
[[nodiscard]] ReachLine reachLine(const ReachBoard& board);
/// What a scenario changes in people reached within the limit; empty without one.
[[nodiscard]] QString scenarioSentence(const ReachBoard& board, double limitMinutes);
/// "2 h", "1 h 30 min", "45 min".
[[nodiscard]] QString durationText(double minutes);

/// "today", "1 day ago", "12 days ago", "never".
[[nodiscard]] QString visitText(const std::optional<double>& days);

/// 1 in the cells within 10 km of these places that are not reached within the limit either; of the size of Reach::minutes.
[[nodiscard]] core::Grid<std::uint8_t> gapCells(const ReachBoard& board, const std::vector<ReachRow>& beyond, double limitMinutes);
[[nodiscard]] core::Grid<std::uint8_t> gapCellsAround(const ReachBoard& board, const std::vector<core::PlaceId>& beyond, double limitMinutes);

} // namespace tutela::session
