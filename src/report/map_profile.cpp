// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/report/map_profile.h>

#include "reduce_p.h"

#include <cmath>

namespace tutela::report {
namespace {

using map::MapLayer;

constexpr double kE7 = 1e7;

void takeOff(map::LayerSet& layers, std::initializer_list<MapLayer> off)
{
    for (const MapLayer layer : off)
        layers.set(layer, false);
}

/// Positions to 5 km; a position that was known better is not told as such.
std::shared_ptr<const core::IncidentColumns> coarse(const core::IncidentColumns& from)
{
    auto columns = std::make_shared<core::IncidentColumns>(from);
    constexpr auto kNear = static_cast<std::uint8_t>(core::PlacePrecision::NEAR_5KM);
    for (std::size_t i = 0; i < columns->size(); ++i) {
        if (!columns->hasPosition(i))
            continue;
        double lon = columns->lon(i);
        double lat = columns->lat(i);
        toCell(lon, lat);
        columns->lonE7[i] = static_cast<std::int32_t>(std::llround(lon * kE7));
        columns->latE7[i] = static_cast<std::int32_t>(std::llround(lat * kE7));
        if (columns->place_precision[i] < kNear)
            columns->place_precision[i] = kNear;
    }
    return columns;
}

void forPartner(ReducedMap& reduced)
{
    core::Mission& mission = reduced.mission;
    takeOff(reduced.layers, {MapLayer::BASES, MapLayer::PATROLS, MapLayer::THREATS, MapLayer::INFLUENCE, MapLayer::RASTERS, MapLayer::VECTORS});
    mission.set<core::Base>({});
    mission.set<core::Patrol>({});
    mission.set<core::Threat>({});
    mission.set<core::Actor>({});
    auto places = mission.all<core::Place>();
    for (auto& place : places) {
        place.population_total = twoDigits(place.population_total);
        if (place.lon && place.lat)
            toCell(*place.lon, *place.lat);
    }
    mission.set(std::move(places));
    auto roads = mission.all<core::Road>();
    for (auto& road : roads) {
        road.closed_from.reset();
        road.closed_to.reset();
    }
    mission.set(std::move(roads));
    mission.incidents = coarse(*mission.incidents);
}

void forPublic(ReducedMap& reduced)
{
    map::LayerSet land;
    for (const MapLayer layer : {MapLayer::RELIEF, MapLayer::WATER, MapLayer::ROADS, MapLayer::SECTORS, MapLayer::OUTLINE, MapLayer::SECTOR_NAMES})
        land.set(layer, reduced.layers.has(layer));
    reduced.layers = land;
    reduced.mission.set<core::Place>({});
    reduced.mission.set<core::Assessment>({});
    reduced.mission.set<core::Line>({});
    reduced.mission.incidents = std::make_shared<const core::IncidentColumns>();
    reduced.marking = core::Marking::UNCLASSIFIED;
}

} // namespace

ReducedMap reduceForMap(core::Mission mission, map::LayerSet layers, Profile profile)
{
    ReducedMap reduced{std::move(mission), layers, {}, {}};
    if (profile == Profile::INTERNAL)
        return reduced;
    reduced.sources = "Sources: mission records.";
    if (profile >= Profile::PARTNER)
        forPartner(reduced);
    if (profile == Profile::PUBLIC)
        forPublic(reduced);
    return reduced;
}

} // namespace tutela::report
