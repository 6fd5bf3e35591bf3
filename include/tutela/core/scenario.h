// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/id.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a scenario changes over today: the JSON of Scenario::changes (docs/methods/response.md).
namespace tutela::core {

/// A row of the speeds that differs from the default: a speed on a class of road, through fords, off the roads, or off the roads on one
/// land cover; or the share of all of them that is left by night.
struct ChangedSpeed {
    TravelMode mode = TravelMode::TRUCK;
    std::optional<RoadClass> road;  ///< empty = off the roads
    std::optional<LandCover> cover; ///< off the roads on this cover alone
    Season season = Season::DRY;
    double kmh = 0.0;               ///< 0 = impassable
    bool ford = false;              ///< through fords, of roads of all classes
    std::optional<double> night_share{}; ///< above 0, up to 1, of the speed by day; it holds for every mode, and the members above mean nothing
    bool operator==(const ChangedSpeed&) const = default;
};

struct ScenarioChanges {
    struct NewBase {
        std::string name;
        double lon = 0.0, lat = 0.0;
        std::optional<TravelMode> mode;
        std::optional<int> notice_minutes;
        bool operator==(const NewBase&) const = default;
    };
    struct MovedBase {
        BaseId base;
        double lon = 0.0, lat = 0.0;
        bool operator==(const MovedBase&) const = default;
    };
    struct MovedUnit {
        UnitId unit;
        BaseId base;
        bool operator==(const MovedUnit&) const = default;
    };
    /// The posture of a unit that is there: a reaction force held at a shorter notice, people freed from guard or tied to it.
    struct ChangedUnit {
        UnitId unit;
        std::optional<int> notice_minutes;  ///< by day and by night; empty = as recorded
        std::optional<double> availability; ///< 0..1; empty = as recorded
        bool operator==(const ChangedUnit&) const = default;
    };
    std::optional<TravelMode> mode;
    std::optional<Season> season;
    std::optional<bool> night;
    std::optional<double> limit_minutes;
    std::vector<BaseId> close_bases;
    std::vector<NewBase> add_bases;
    std::vector<MovedBase> move_bases;
    std::vector<UnitId> close_units;
    std::vector<MovedUnit> move_units;
    std::vector<ChangedUnit> units;
    std::vector<Id<Kind::ROAD>> close_roads, open_roads;
    std::vector<ChangedSpeed> speeds;
    bool operator==(const ScenarioChanges&) const = default;
};

/// @param json  an object; an empty text changes nothing
/// @throws Error{InvalidInput} naming the key that is not known, of the wrong type or out of range
[[nodiscard]] ScenarioChanges scenarioChangesFrom(std::string_view json);

/// The speeds of MissionDetails::speeds: a list such as the key `speeds` of a scenario. An empty text changes nothing.
/// @throws Error{InvalidInput} as above
[[nodiscard]] std::vector<ChangedSpeed> speedsFrom(std::string_view json);
/// What speedsFrom reads back, in a fixed order; empty without speeds.
[[nodiscard]] std::string textOf(std::vector<ChangedSpeed> speeds);
/// The name of what is travelled on: "ROAD_PRIMARY", "FORD", "OFF_ROAD", "FOREST"; "BY_NIGHT" for the share by night.
[[nodiscard]] std::string_view surfaceWord(const ChangedSpeed& speed);
/// True when both are the same row and season of the table, whatever they set it to.
[[nodiscard]] bool isSameCell(const ChangedSpeed& a, const ChangedSpeed& b);

} // namespace tutela::core
