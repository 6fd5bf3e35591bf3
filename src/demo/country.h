// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "names.h"
#include "random.h"
#include "terrain.h"

#include <tutela/core/forces.h>
#include <tutela/core/hash.h>
#include <tutela/demo/demo.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tutela::demo {

/// A place while the country grows.
struct Site {
    std::string name;
    core::PlaceKind kind = core::PlaceKind::VILLAGE;
    std::optional<core::SiteType> site_type;
    core::Vertex at;
    std::optional<std::int64_t> population;
    std::optional<std::size_t> host; ///< index of the town it belongs to
    [[nodiscard]] Cell cell() const { return cellAt(at); }
};

/// Physical country: relief, water, places, roads. Sites come first in order of making: the 27 chief places lead.
struct Country {
    std::uint64_t seed = 0;
    Outline outline;
    Terrain terrain;
    std::vector<River> rivers;
    std::vector<Site> sites;
    std::vector<double> kmToRiver; ///< by cell, about
    std::vector<double> kmToRoad;  ///< by cell, about

    [[nodiscard]] std::size_t sectorOf(const Site& site) const { return terrain.sector.cells()[site.cell().index()]; }
    /// Index of a site by name. The name must exist.
    [[nodiscard]] std::size_t siteNamed(std::string_view name) const;
};

/// Lines between neighbouring cells that carry a road.
struct RoadCells {
    struct Edge {
        std::size_t a = 0, b = 0; ///< a < b
        core::RoadClass road_class = core::RoadClass::TRACK;
        std::string name;
    };
    std::vector<Edge> edges;
    std::vector<std::vector<std::size_t>> at; ///< edge numbers by cell
    RoadCells() : at(kRows * kCols) {}
    [[nodiscard]] bool has(std::size_t cell) const { return !at[cell].empty(); }
    [[nodiscard]] std::vector<std::size_t> neighbours(std::size_t cell) const;
};

/// Chief places, at the positions of the layout but never in water.
void addChiefPlaces(Country& country);
/// Villages, hamlets, displacement sites, markets and the rest, where land, water and roads suit them.
void addOtherPlaces(Country& country, Namer& namer);
/// Roads between chief places.
void buildPlannedRoads(const Country& country, RoadCells& roads);
/// A track or path from every other place to the network.
void buildTracks(const Country& country, RoadCells& roads);
/// Road records: smooth lines that share their ends, bridges over rivers as records of their own.
[[nodiscard]] std::vector<core::Road> roadRecords(const Country& country, const RoadCells& roads);
[[nodiscard]] std::vector<core::Water> waterRecords(const Country& country);
[[nodiscard]] std::vector<core::Area> areaRecords(const Country& country);
/// Least-cost cells from a to b along existing roads only; empty when there is no way.
[[nodiscard]] std::vector<std::size_t> wayAlongRoads(const RoadCells& roads, std::size_t from, std::size_t to);
/// Distance in km from every cell to the nearest marked cell (chamfer 3-4).
[[nodiscard]] std::vector<double> kmToMarked(const std::vector<std::uint8_t>& marked);
/// Persons by cell: places spread over their surroundings, farms along valleys and roads.
[[nodiscard]] core::Grid<float> populationRaster(const Country& country);

} // namespace tutela::demo
