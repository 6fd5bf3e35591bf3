// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/speeds.h>
#include <tutela/analysis/terrain.h>
#include <tutela/core/geo.h>
#include <tutela/core/scenario.h>
#include <tutela/core/score.h>
#include <tutela/core/words.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Who can be protected in time (doctrine.md 5.3, 2.8; docs/methods/response.md).
namespace tutela::analysis {

/// Where D comes from: the mission set it, the median of its recorded attacks, the default.
TUTELA_WORDS(AttackMinutesFrom, MISSION, RECORDED, DEFAULT)

/// A base that is not there: it is asked what it would change.
struct AddedBase {
    std::string name;
    core::GeoPoint at;
    core::TravelMode mode = core::TravelMode::TRUCK;
    std::optional<int> notice_minutes; ///< empty = the default of a unit that is no reaction force
};
struct MovedBase {
    core::BaseId base;
    core::GeoPoint to;
};

/// The posture of a unit that is asked for instead of the recorded one.
struct UnitPosture {
    std::optional<int> notice_minutes;  ///< by day and by night
    std::optional<double> availability; ///< 0 leaves the unit out; any other share sends somebody, however many
};

struct ReachOptions {
    core::Instant as_of;
    std::optional<core::TravelMode> mode;   ///< empty = of each base the fastest that a unit of it has
    std::optional<core::Season> season;     ///< empty = that of as_of by the wet months of the mission
    bool night = false;
    std::optional<double> limit_minutes;    ///< of travel; nothing beyond is reached
    std::vector<core::BaseId> closed_bases;
    std::vector<AddedBase> added_bases;
    std::vector<MovedBase> moved_bases;
    std::vector<core::UnitId> closed_units;
    std::map<core::UnitId, core::BaseId> moved_units; ///< to the base where it is to stand
    std::map<core::UnitId, UnitPosture> postures;
    std::set<RoadId> closed_roads, opened_roads; ///< over what the roads themselves say for the day
    SpeedTable speeds; ///< over those of the mission
    int info_minutes = 15, decide_minutes = 20;
    bool count_at_once = true; ///< costs a search for each unit
};

/// Why a place has no time.
enum class NotReached { Reached, OutsideTerrain, InWater, NoWay, NoBase };

struct PlaceReach {
    core::PlaceId place;
    core::Count people;
    std::optional<core::Range<core::PriorityClass>> priority; ///< empty = not assessed
    NotReached why = NotReached::NoWay;
    // Of what arrives first; meaningless when it is not reached. Minutes.
    std::optional<core::BaseId> base; ///< empty for an added base
    std::size_t responder = 0;        ///< number among Reach::responders
    double t_info = 0, t_decide = 0, t_mobilise = 0, t_travel = 0, t_resp = 0;
    core::TravelMode mode = core::TravelMode::TRUCK; ///< of the responder; FOOT when its vehicles stay at the base
    double t_on_foot = 0;             ///< of the travel, after the vehicle was left
    double km = 0;                    ///< of the way
    bool in_time = false;             ///< t_resp is no longer than an attack lasts
    std::vector<core::Vertex> way;    ///< longitude and latitude, from the base to the place
    /// Of the way: its last link, from where it leaves the roads for good; all of a way without a road, and by boat and air what is gone on
    /// foot from where one lands.
    double km_off_roads = 0;
    // Of every place inside the terrain, reached or not.
    core::Real nearest_road_km;       ///< straight, to a closed road too; empty outside of the terrain and when no road lies in it
    /// Of a place far from roads, longitude and latitude, from a road to the place: the last link of its way, else straight.
    std::vector<core::Vertex> link;

    /// It does not snap to the road network: no road within 2 km. Often a road is not recorded, or the place lies elsewhere.
    [[nodiscard]] bool isFarFromRoads() const { return nearest_road_km && *nearest_road_km > kSnapKm; }
    static constexpr double kSnapKm = 2.0;
    [[nodiscard]] bool isReached() const { return why == NotReached::Reached; }
    /// It is or can be MUST or SHOULD.
    [[nodiscard]] bool isUrgent() const { return priority && std::min(priority->lowest, priority->highest) <= core::PriorityClass::SHOULD; }
    /// How often the response fits into the time that an attack lasts.
    [[nodiscard]] double interception(double attackMinutes) const { return attackMinutes / t_resp; }
};

/// What starts from a base: a unit with one of its modes, or what is taken for one.
struct Responder {
    std::optional<core::BaseId> base;  ///< empty for an added base
    std::string base_name;
    std::optional<core::UnitId> unit;  ///< empty: none is recorded, or the base is added; a notice of no reaction force and trucks are taken
    core::TravelMode mode = core::TravelMode::TRUCK;
    double notice_minutes = 0;
    bool vehicles_assumed = false;     ///< how many are serviceable is not recorded
    bool needs_approval = false;       ///< of the capital: counted only when its mode is asked for
    bool on_foot = true;               ///< may go on on foot
    std::optional<double> max_km;      ///< from the base, in a straight line
    core::Vertex at{};                 ///< longitude and latitude of the base
};

/// People by the time of response; people of places without a number are not in it.
struct PeopleWithin {
    std::int64_t in30 = 0, in60 = 0, in120 = 0, inAttack = 0, all = 0;
    std::int64_t places_without_people = 0;
};

struct Reach {
    ReachOptions options;       ///< with the season that was taken, and the speeds of the mission
    double attack_minutes = 0;  ///< D
    AttackMinutesFrom attack_minutes_from = AttackMinutesFrom::DEFAULT;
    std::vector<Responder> responders;
    std::vector<PlaceReach> places; ///< of all with a position, by id
    std::vector<core::PlaceId> without_position;
    PeopleWithin people, people_urgent; ///< of all places; of those that are or can be MUST or SHOULD
    std::size_t answerable_at_once = 0; ///< places in time when each unit answers one
    std::vector<std::string> notes;     ///< what was assumed or left out, a sentence each
    /// Minutes of response by cell, NaN where nobody comes; empty when it was not asked for.
    core::Grid<float> minutes;
};

/// @param withCells  fill `minutes`
/// @throws core::Error{InvalidInput} for a base, unit or road in the options that is not in the mission; core::Cancelled
[[nodiscard]] Reach reachOf(const core::Mission& mission, const Terrain& terrain, const ReachOptions& options, bool withCells = false,
                            const core::Progress& progress = {});

/// The links of places far from roads, a line each.
[[nodiscard]] std::vector<core::Geometry> roadLinks(const Reach& reach);

/// The times that assessments take their mission reach from.
[[nodiscard]] core::ResponseTimes responseTimesOf(const Reach& reach);

/// The options with what a scenario changes over them. @throws core::Error{InvalidInput}
[[nodiscard]] ReachOptions withScenario(ReachOptions options, const core::ScenarioChanges& changes);

/// How long an attack lasts, D (doctrine.md 3.4): what the mission set, else the median of its recorded attacks once there are 20, else
/// 120 minutes.
[[nodiscard]] double attackMinutes(const core::Mission& mission, core::Instant as_of);
[[nodiscard]] AttackMinutesFrom attackMinutesFrom(const core::Mission& mission, core::Instant as_of);
/// "set for the mission", "median of the recorded attacks", "default"
[[nodiscard]] std::string_view attackMinutesBasis(AttackMinutesFrom from);
/// "wet season, by night, by truck", for the legend of a map; without a mode "fastest means of each base".
[[nodiscard]] std::string conditionsText(const ReachOptions& options);
/// Dry or wet by the months of the mission.
[[nodiscard]] core::Season seasonOf(const core::Mission& mission, core::Instant at);

} // namespace tutela::analysis
