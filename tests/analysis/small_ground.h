// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/analysis/reach.h>

#include <algorithm>
#include <functional>

// Small grounds of cells of 100 m beside the crossing of equator and prime meridian, where a degree is known in metres.
namespace tutela::test {

using namespace analysis;
using core::Season;
using core::TravelMode;
using core::Vertex;

inline constexpr double kLonMetres = 111'319.49, kLatMetres = 110'574.28; ///< of a degree, WGS 84, at 0, 0
inline constexpr double kCell = 100.0;
inline const core::Instant kNoon = core::instantOf("2026-01-15T12:00:00.000Z");

/// A mission and its ground; positions are given in cells, (0, 0) is the middle of the north-west cell.
class Small {
public:
    Small(std::size_t rows, std::size_t cols)
    {
        m_rasters.frame = {0.0, static_cast<double>(rows) * kCell, kCell, kCell, "metres"};
        m_rasters.rows = rows;
        m_rasters.cols = cols;
    }
    [[nodiscard]] Vertex lonLat(double col, double row) const
    {
        return {(col + 0.5) * kCell / kLonMetres, (m_rasters.frame.north - (row + 0.5) * kCell) / kLatMetres};
    }
    core::PlaceId place(double col, double row, core::Count people = 100)
    {
        core::Place place;
        place.id = ++m_id;
        place.lon = lonLat(col, row).x;
        place.lat = lonLat(col, row).y;
        place.population_total = people;
        m_places.push_back(place);
        return core::PlaceId{place.id};
    }
    core::Base& base(double col, double row)
    {
        core::Base base;
        base.id = ++m_id;
        base.name = "Base " + std::to_string(m_bases.size() + 1);
        base.lon = lonLat(col, row).x;
        base.lat = lonLat(col, row).y;
        m_bases.push_back(base);
        return m_bases.back();
    }
    core::Unit& unit(std::int64_t base, std::vector<TravelMode> modes, core::UnitKind kind = core::UnitKind::QRF_PLATOON)
    {
        core::Unit unit;
        unit.id = ++m_id;
        unit.name = "Unit " + std::to_string(m_units.size() + 1);
        unit.unit_kind = kind;
        unit.base_id = core::BaseId{base};
        for (const TravelMode mode : modes)
            unit.mobility.push_back({mode, 10, 3, 3});
        m_units.push_back(unit);
        return m_units.back();
    }
    RoadId road(std::vector<Vertex> cells, core::RoadClass roadClass = core::RoadClass::ROAD_PRIMARY)
    {
        core::Road road;
        road.id = ++m_id;
        road.road_class = roadClass;
        road.geometry = line(cells);
        m_roads.push_back(road);
        return RoadId{road.id};
    }
    /// A primary road that is a ford.
    RoadId ford(std::vector<Vertex> cells, std::string name = {})
    {
        const RoadId id = road(std::move(cells));
        m_roads.back().ford = true;
        m_roads.back().name = std::move(name);
        return id;
    }
    core::Water& river(std::vector<Vertex> cells)
    {
        core::Water water;
        water.id = ++m_id;
        water.water_kind = core::WaterKind::RIVER;
        water.geometry = line(cells);
        m_waters.push_back(water);
        return m_waters.back();
    }
    core::Water& lake(std::vector<Vertex> cells)
    {
        core::Water& water = river(std::move(cells));
        water.water_kind = core::WaterKind::LAKE;
        water.geometry.type = core::Geometry::Type::Polygon;
        water.geometry.parts[0][0].push_back(water.geometry.parts[0][0].front());
        return water;
    }
    void cover(core::LandCover everywhere) { m_rasters.cover = core::Grid<std::uint8_t>{m_rasters.rows, m_rasters.cols, static_cast<std::uint8_t>(everywhere)}; }
    void coverAt(std::size_t col, std::size_t row, core::LandCover cover) { m_rasters.cover.at(row, col) = static_cast<std::uint8_t>(cover); }
    /// Metres of height as a function of column and row.
    void heights(const std::function<double(double, double)>& height)
    {
        m_rasters.elevation = core::Grid<float>{m_rasters.rows, m_rasters.cols};
        for (std::size_t row = 0; row < m_rasters.rows; ++row)
            for (std::size_t col = 0; col < m_rasters.cols; ++col)
                m_rasters.elevation.at(row, col) = static_cast<float>(height(static_cast<double>(col), static_cast<double>(row)));
    }
    [[nodiscard]] core::Mission mission() const
    {
        core::Mission mission;
        mission.set(m_places);
        mission.set(m_bases);
        mission.set(m_units);
        mission.set(m_roads);
        mission.set(m_waters);
        return mission;
    }
    [[nodiscard]] std::shared_ptr<const Terrain> terrain(const core::Mission& mission) const
    {
        return std::make_shared<const Terrain>(mission, m_rasters,
                                               Plane{[](Vertex at) { return Vertex{at.x * kLonMetres, at.y * kLatMetres}; },
                                                     [](Vertex at) { return Vertex{at.x / kLonMetres, at.y / kLatMetres}; }});
    }
    [[nodiscard]] Reach reach(ReachOptions options = {}) const
    {
        options.as_of = options.as_of == core::Instant{} ? kNoon : options.as_of;
        const auto all = mission();
        return reachOf(all, *terrain(all), options, true);
    }

private:
    [[nodiscard]] core::Geometry line(const std::vector<Vertex>& cells) const
    {
        core::Geometry geometry;
        geometry.type = core::Geometry::Type::LineString;
        geometry.parts = {{{}}};
        for (const Vertex at : cells)
            geometry.parts[0][0].push_back(lonLat(at.x, at.y));
        return geometry;
    }

    TerrainRasters m_rasters;
    std::int64_t m_id = 0;
    std::vector<core::Place> m_places;
    std::vector<core::Base> m_bases;
    std::vector<core::Unit> m_units;
    std::vector<core::Road> m_roads;
    std::vector<core::Water> m_waters;
};

inline const PlaceReach& of(const Reach& reach, core::PlaceId id)
{
    return *std::find_if(reach.places.begin(), reach.places.end(), [&](const PlaceReach& place) { return place.place == id; });
}

inline ReachOptions wet()
{
    ReachOptions options;
    options.season = Season::WET;
    return options;
}

inline bool says(const Reach& reach, const std::string& text)
{
    return std::any_of(reach.notes.begin(), reach.notes.end(), [&](const std::string& note) { return note.find(text) != std::string::npos; });
}

} // namespace tutela::test
