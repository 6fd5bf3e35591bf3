// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/speeds.h>

#include <tutela/core/error.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::analysis {

using core::LandCover;
using core::RoadClass;
using core::Season;
using core::TravelMode;

namespace {

constexpr double kNightShare = 0.6;
constexpr double kBoat = 20.0, kHelicopter = 200.0;

struct DryWet {
    double dry, wet;
};
/// TRUCK, LIGHT_4X4, FOOT by primary, secondary, track, off the road, ford. A ford is ground off the road, too deep for wheels when wet.
constexpr std::array<std::array<DryWet, 5>, 3> kDefaults{{{{{45, 35}, {30, 18}, {15, 6}, {5, 0}, {5, 0}}},
                                                          {{{60, 45}, {40, 25}, {20, 10}, {8, 2}, {8, 0}}},
                                                          {{{4.5, 4}, {4.5, 4}, {4, 3}, {3, 2}, {3, 2}}}}};

double defaultSpeed(TravelMode mode, SpeedColumn column, Season season)
{
    if (mode == TravelMode::BOAT)
        return kBoat;
    if (mode == TravelMode::HELICOPTER)
        return kHelicopter;
    const DryWet& both = kDefaults[static_cast<std::size_t>(mode)][static_cast<std::size_t>(column)];
    return season == Season::DRY ? both.dry : both.wet;
}

std::optional<RoadClass> roadOf(SpeedColumn column)
{
    switch (column) {
    case SpeedColumn::Primary: return RoadClass::ROAD_PRIMARY;
    case SpeedColumn::Secondary: return RoadClass::ROAD_SECONDARY;
    case SpeedColumn::Track: return RoadClass::TRACK;
    case SpeedColumn::OffRoad:
    case SpeedColumn::Ford: return std::nullopt;
    }
    return std::nullopt;
}

void requireSpeed(double kmh)
{
    constexpr double kMost = 400.0;
    if (!(kmh >= 0.0) || kmh > kMost)
        throw core::Error{core::ErrorCode::InvalidInput, fmt::format("a speed of {} km/h cannot be; give 0 (impassable) to {:.0f}", kmh, kMost)};
}

} // namespace

double SpeedTable::kmh(TravelMode mode, SpeedColumn column, Season season) const
{
    const auto changed = m_changed.find({mode, column, season});
    return changed != m_changed.end() ? changed->second : defaultSpeed(mode, column, season);
}

void SpeedTable::set(TravelMode mode, SpeedColumn column, Season season, double kmh)
{
    requireSpeed(kmh);
    const bool oneSpeed = mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER;
    m_changed[oneSpeed ? Key{mode, SpeedColumn::Primary, Season::DRY} : Key{mode, column, season}] = kmh;
}

void SpeedTable::set(TravelMode mode, LandCover cover, Season season, double kmh)
{
    requireSpeed(kmh);
    m_covers[{mode, cover, season}] = kmh;
}

void SpeedTable::setNightShare(double share)
{
    if (!(share > 0.0) || share > 1.0)
        throw core::Error{core::ErrorCode::InvalidInput, fmt::format("a share of {} by night cannot be; give a number above 0, up to 1, of the speed by day", share)};
    m_night = share;
}

double SpeedTable::nightShare() const { return m_night.value_or(kNightShare); }

void SpeedTable::set(const core::ChangedSpeed& speed)
{
    if (speed.night_share)
        return setNightShare(*speed.night_share);
    if (speed.cover)
        return set(speed.mode, *speed.cover, speed.season, speed.kmh);
    set(speed.mode, columnOf(speed), speed.season, speed.kmh);
}

double SpeedTable::kmh(TravelMode mode, LandCover cover, Season season) const
{
    const auto changed = m_covers.find({mode, cover, season});
    return changed != m_covers.end() ? changed->second : kmh(mode, SpeedColumn::OffRoad, season) * coverShare(cover, mode != TravelMode::FOOT);
}

bool SpeedTable::isChanged(TravelMode mode, LandCover cover, Season season) const
{
    const auto changed = m_covers.find({mode, cover, season});
    return changed != m_covers.end() && changed->second != defaultSpeed(mode, SpeedColumn::OffRoad, season) * coverShare(cover, mode != TravelMode::FOOT);
}

bool SpeedTable::isChanged(TravelMode mode, SpeedColumn column, Season season) const
{
    const auto changed = m_changed.find({mode, column, season});
    return changed != m_changed.end() && changed->second != defaultSpeed(mode, column, season);
}

std::vector<core::ChangedSpeed> SpeedTable::changes() const
{
    std::vector<core::ChangedSpeed> found;
    for (const auto& [key, kmh] : m_changed)
        if (isChanged(key.mode, key.column, key.season))
            found.push_back({key.mode, roadOf(key.column), std::nullopt, key.season, kmh, key.column == SpeedColumn::Ford});
    for (const auto& [key, kmh] : m_covers)
        if (isChanged(key.mode, key.cover, key.season))
            found.push_back({key.mode, std::nullopt, key.cover, key.season, kmh});
    if (nightShare() != kNightShare) {
        core::ChangedSpeed byNight;
        byNight.night_share = nightShare();
        found.push_back(byNight);
    }
    return found;
}

void SpeedTable::take(const SpeedTable& over)
{
    for (const auto& [key, kmh] : over.m_changed)
        m_changed[key] = kmh;
    for (const auto& [key, kmh] : over.m_covers)
        m_covers[key] = kmh;
    if (over.m_night)
        m_night = over.m_night;
    m_scale *= over.m_scale;
}

double SpeedTable::onRoad(TravelMode mode, RoadClass road, Season season, bool night) const
{
    if (mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER)
        return 0.0;
    if (road == RoadClass::PATH && mode != TravelMode::FOOT)
        return offRoad(mode, LandCover::OPEN, season, night);
    const SpeedColumn column = road == RoadClass::ROAD_PRIMARY ? SpeedColumn::Primary : road == RoadClass::ROAD_SECONDARY ? SpeedColumn::Secondary : SpeedColumn::Track;
    return kmh(mode, column, season) * m_scale * timeOfDay(night);
}

double SpeedTable::throughFord(TravelMode mode, RoadClass road, Season season, bool night) const
{
    return std::min(onRoad(mode, road, season, night), kmh(mode, SpeedColumn::Ford, season) * m_scale * timeOfDay(night));
}

double SpeedTable::offRoad(TravelMode mode, std::optional<LandCover> cover, Season season, bool night) const
{
    if (mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER)
        return 0.0;
    return kmh(mode, cover.value_or(LandCover::OPEN), season) * m_scale * timeOfDay(night);
}

double SpeedTable::street(TravelMode mode, Season season, bool night) const
{
    const TravelMode by = mode == TravelMode::BOAT || mode == TravelMode::HELICOPTER ? TravelMode::FOOT : mode;
    return std::min(kmh(by, SpeedColumn::Track, season), defaultSpeed(by, SpeedColumn::OffRoad, Season::DRY)) * m_scale * timeOfDay(night);
}

double SpeedTable::straight(TravelMode mode, bool night) const
{
    return kmh(mode, SpeedColumn::Primary, Season::DRY) * m_scale * timeOfDay(night && mode == TravelMode::BOAT);
}

SpeedTable speedsOf(const core::Mission& mission)
{
    SpeedTable table;
    try {
        for (const core::ChangedSpeed& speed : core::speedsFrom(mission.details.speeds))
            table.set(speed);
    } catch (const core::Error&) { // checked when it is saved: only another program can have written this
        return {};
    }
    return table;
}

SpeedColumn columnOf(const core::ChangedSpeed& speed)
{
    if (speed.ford)
        return SpeedColumn::Ford;
    if (!speed.road)
        return SpeedColumn::OffRoad;
    return *speed.road == RoadClass::ROAD_PRIMARY ? SpeedColumn::Primary : *speed.road == RoadClass::ROAD_SECONDARY ? SpeedColumn::Secondary : SpeedColumn::Track;
}

double coverShare(LandCover cover, bool wheels)
{
    switch (cover) {
    case LandCover::OPEN:
    case LandCover::BARE: return 1.0;
    case LandCover::CROPLAND:
    case LandCover::BUILT_UP: return 0.8;
    case LandCover::SHRUB: return 0.7;
    case LandCover::FOREST: return wheels ? 0.1 : 0.4;
    case LandCover::WETLAND: return wheels ? 0.0 : 0.3;
    case LandCover::WATER: return 0.0;
    }
    return 0.0;
}

double toblerFactor(double slope)
{
    constexpr double kSteep = 3.5, kBest = 0.05;
    return std::exp(kSteep * (std::abs(slope + kBest) - kBest));
}

std::optional<double> wheelFactor(double steepness)
{
    constexpr double kFull = 0.30, kNone = 0.45;
    if (steepness > kNone)
        return std::nullopt;
    return steepness <= kFull ? 1.0 : 1.0 + (steepness - kFull) / (kNone - kFull);
}

} // namespace tutela::analysis
