// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/mission.h>
#include <tutela/core/scenario.h>

#include <map>
#include <optional>
#include <vector>

/// How fast one travels (doctrine.md 2.8; the figures are Tutela's own defaults).
namespace tutela::analysis {

/// What is travelled on: a class of road, ground off the roads by its cover, or a ford of any road.
enum class SpeedColumn { Primary, Secondary, Track, OffRoad, Ford };

/// km/h by mode, column and season; a value that was changed is told from a default.
class SpeedTable {
public:
    /// Of the table itself: without night and without cover. Boat and helicopter have one speed for all columns.
    [[nodiscard]] double kmh(core::TravelMode mode, SpeedColumn column, core::Season season) const;
    /// @throws core::Error{InvalidInput} below 0, above 400 or no number
    void set(core::TravelMode mode, SpeedColumn column, core::Season season, double kmh);
    [[nodiscard]] bool isChanged(core::TravelMode mode, SpeedColumn column, core::Season season) const;
    /// The speed off the roads on one cover, instead of a share of that on open ground. @throws as set()
    void set(core::TravelMode mode, core::LandCover cover, core::Season season, double kmh);
    /// The share of the speed by day that is left by night. @throws core::Error{InvalidInput} unless above 0, up to 1
    void setNightShare(double share);
    [[nodiscard]] double nightShare() const;
    void set(const core::ChangedSpeed& speed);
    /// On one cover off the roads, before night.
    [[nodiscard]] double kmh(core::TravelMode mode, core::LandCover cover, core::Season season) const;
    [[nodiscard]] bool isChanged(core::TravelMode mode, core::LandCover cover, core::Season season) const;
    /// What differs from the defaults, by mode, surface and season.
    [[nodiscard]] std::vector<core::ChangedSpeed> changes() const;
    /// What the other table sets, over what this one does; factors multiply.
    void take(const SpeedTable& over);
    /// All speeds times a factor, for asking whether a conclusion is sensitive to them.
    void scale(double factor) { m_scale *= factor; }

    /// On a road, by day or night; 0 = impassable. A path is a track on foot and ground off the road for wheels.
    [[nodiscard]] double onRoad(core::TravelMode mode, core::RoadClass road, core::Season season, bool night) const;
    /// Through a ford of such a road, no faster than on the road itself; 0 = impassable.
    [[nodiscard]] double throughFord(core::TravelMode mode, core::RoadClass road, core::Season season, bool night) const;
    /// Off the roads; `cover` empty = not known, taken as open ground. 0 = impassable.
    [[nodiscard]] double offRoad(core::TravelMode mode, std::optional<core::LandCover> cover, core::Season season, bool night) const;
    /// In the streets between a road and a place beside it: as on a track, but no faster than off the road when dry by default, so that
    /// no bend is cut. One walks to a boat.
    [[nodiscard]] double street(core::TravelMode mode, core::Season season, bool night) const;
    /// Helicopter in a straight line, boat on the water; a boat is slower by night.
    [[nodiscard]] double straight(core::TravelMode mode, bool night) const;

    bool operator==(const SpeedTable&) const = default;

private:
    struct Key {
        core::TravelMode mode;
        SpeedColumn column;
        core::Season season;
        auto operator<=>(const Key&) const = default;
    };
    struct CoverKey {
        core::TravelMode mode;
        core::LandCover cover;
        core::Season season;
        auto operator<=>(const CoverKey&) const = default;
    };
    [[nodiscard]] double timeOfDay(bool night) const { return night ? nightShare() : 1.0; }

    std::map<Key, double> m_changed;
    std::map<CoverKey, double> m_covers;
    std::optional<double> m_night; ///< empty = the default
    double m_scale = 1.0;
};

/// The defaults with what the mission changes of them; what makes no sense in it (the file was changed elsewhere) is left out.
[[nodiscard]] SpeedTable speedsOf(const core::Mission& mission);

/// The row of the table that a change is of: a class of road, fords, or off the roads where it names none.
[[nodiscard]] SpeedColumn columnOf(const core::ChangedSpeed& speed);

/// The share of the speed off the road that a cover leaves, on wheels or on foot.
[[nodiscard]] double coverShare(core::LandCover cover, bool wheels);

/// v(0) / v(s) of Tobler's hiking function v(s) = 6 exp(-3.5 |s + 0.05|) km/h (Tobler 1993); s = rise over run.
[[nodiscard]] double toblerFactor(double slope);
/// What the steepness of the ground adds to the time of wheels off the roads: 1 up to 30 %, growing to twice the time at 45 %, empty
/// (impassable) where it is steeper. Tutela's own.
[[nodiscard]] std::optional<double> wheelFactor(double steepness);

} // namespace tutela::analysis
