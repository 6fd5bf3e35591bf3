// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/demo/demo.h>

#include "story.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tutela::demo {

namespace {

template <class T, class Name>
const T& named(const std::vector<T>& records, std::string_view name, Name nameOf)
{
    const auto at = std::find_if(records.begin(), records.end(), [&](const T& record) { return nameOf(record) == name; });
    if (at == records.end())
        throw std::logic_error("the demo story speaks of " + std::string(name) + " before it exists");
    return *at;
}

std::vector<std::uint8_t> waterCells(const Terrain& terrain)
{
    std::vector<std::uint8_t> marked(kRows * kCols, 0);
    for (std::size_t i = 0; i < marked.size(); ++i)
        marked[i] = terrain.river.cells()[i] != 0 || terrain.lake.cells()[i] != 0 ? 1 : 0;
    return marked;
}

std::vector<std::uint8_t> roadCells(const RoadCells& roads)
{
    std::vector<std::uint8_t> marked(kRows * kCols, 0);
    for (std::size_t i = 0; i < marked.size(); ++i)
        marked[i] = roads.has(i) ? 1 : 0;
    return marked;
}

void growCountry(Story& story)
{
    Country& country = story.country;
    country.seed = story.seed;
    country.outline = outlineOf(story.seed);
    country.terrain = terrainOf(story.seed, country.outline);
    country.rivers = riversOf(country.terrain, story.seed);
    country.kmToRiver = kmToMarked(waterCells(country.terrain));
    addChiefPlaces(country);
    buildPlannedRoads(country, story.roads);
    country.kmToRoad = kmToMarked(roadCells(story.roads));
    Namer namer(story.seed);
    for (const Site& site : country.sites)
        namer.reserve(site.name);
    addOtherPlaces(country, namer);
    buildTracks(country, story.roads);
}

void closeRoadToFanara(Story& story)
{
    const core::Vertex fanara = story.country.sites[story.site("Fanara")].at;
    core::Road* bridge = nullptr;
    double nearest = 1e9;
    for (core::Road& road : story.content.roads) {
        if (!road.name.starts_with("R7") || road.bridge != true)
            continue;
        if (const double km = kmBetween(road.geometry.parts[0][0].front(), fanara); km < nearest) {
            nearest = km;
            bridge = &road;
        }
    }
    if (bridge == nullptr) // No river between the two towns for this seed: then the stretch at Fanara is cut.
        for (core::Road& road : story.content.roads)
            for (const auto& end : {road.geometry.parts[0][0].front(), road.geometry.parts[0][0].back()})
                if (road.name == "R7" && kmBetween(end, fanara) < nearest) {
                    nearest = kmBetween(end, fanara);
                    bridge = &road;
                }
    if (bridge == nullptr)
        return;
    bridge->closed_from = kBridgeLost;
    bridge->closure_reason = "Bridge destroyed in the night of 2 to 3 October 2026; no ford for vehicles in the wet season.";
}

void writeLand(Story& story)
{
    DemoContent& content = story.content;
    content.areas = areaRecords(story.country);
    for (core::Area& area : content.areas)
        area.id = story.newId();
    for (std::size_t i = 1; i < content.areas.size(); ++i)
        content.areas[i].parent_id = core::AreaId{content.areas[0].id};
    content.waters = waterRecords(story.country);
    for (core::Water& water : content.waters)
        water.id = story.newId();
    content.roads = roadRecords(story.country, story.roads);
    for (core::Road& road : content.roads)
        road.id = story.newId();
    closeRoadToFanara(story);

    content.frame = {kWest, kNorth, kCell, kCell, "EPSG:4326"};
    content.elevation = core::Grid<std::int16_t>(kRows, kCols);
    for (std::size_t i = 0; i < content.elevation.size(); ++i)
        content.elevation.cells()[i] = static_cast<std::int16_t>(std::lround(story.country.terrain.elevation.cells()[i]));
    content.population = populationRaster(story.country);
}

} // namespace

core::ActorId Story::actor(std::string_view name) const
{
    return {named(content.actors, name, [](const core::Actor& a) { return std::string_view(a.name); }).id};
}
core::SourceId Story::source(std::string_view codeName) const
{
    return {named(content.sources, codeName, [](const core::Source& s) { return std::string_view(s.code_name); }).id};
}
core::GroupId Story::group(std::string_view name) const
{
    return {named(content.groups, name, [](const core::Group& g) { return std::string_view(g.name); }).id};
}
core::BaseId Story::base(std::string_view name) const
{
    return {named(content.bases, name, [](const core::Base& b) { return std::string_view(b.name); }).id};
}
core::ThreatId Story::threat(std::string_view name) const
{
    return {named(content.threats, name, [](const core::Threat& t) { return std::string_view(t.name); }).id};
}

DemoContent generate(std::uint64_t seed)
{
    Story story(seed);
    growCountry(story);
    writeLand(story);
    writeMission(story);
    writePlaces(story);
    writeActors(story);
    writeForces(story);
    writeThreats(story);
    writeIncidents(story);
    writeAlerts(story);
    writePatrols(story);
    writeActions(story);
    writeStrategies(story);
    writeCoordination(story);
    writeAssessments(story);
    return std::move(story.content);
}

} // namespace tutela::demo
