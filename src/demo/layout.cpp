// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "layout.h"

#include <cmath>

namespace tutela::demo {

using core::PlaceKind;
using core::RoadClass;

std::span<const ChiefPlace> chiefPlaces()
{
    static constexpr std::array<ChiefPlace, 27> kPlaces{{
        {"Kirenda", 3.910, 1.8266, 118'700, PlaceKind::CITY},
        {"Moleka", 4.104, 1.6592, 61'300, PlaceKind::CITY},
        {"Ubara", 4.146, 2.1614, 44'800, PlaceKind::TOWN},
        {"Nyalo", 4.381, 2.1020, 35'042, PlaceKind::TOWN},
        {"Adrela", 4.282, 1.8752, 33'462, PlaceKind::TOWN},
        {"Koroma", 4.644, 1.9454, 28'900, PlaceKind::TOWN},
        {"Sentu", 4.071, 1.3730, 27'500, PlaceKind::TOWN},
        {"Masibe", 3.737, 1.5782, 24'100, PlaceKind::TOWN},
        {"Gelo", 4.738, 2.1992, 22'600, PlaceKind::TOWN},
        {"Banzu", 3.323, 1.9778, 20'248, PlaceKind::TOWN},
        {"Tsombe", 4.583, 1.7024, 19'400, PlaceKind::TOWN},
        {"Ituwe", 4.931, 1.6970, 17'797, PlaceKind::TOWN},
        {"Dekiri", 4.160, 1.1354, 16'900, PlaceKind::TOWN},
        {"Wasoro", 3.836, 1.1246, 13'266, PlaceKind::TOWN},
        {"Lofane", 4.423, 1.4918, 12'700, PlaceKind::TOWN},
        {"Piranda", 4.315, 2.4098, 11'300, PlaceKind::TOWN},
        {"Chitaro", 3.150, 1.8104, 9'800, PlaceKind::TOWN},
        {"Luzi", 5.100, 1.9400, 9'126, PlaceKind::TOWN},
        {"Fanara", 3.619, 1.0058, 8'598, PlaceKind::TOWN},
        {"Ramosa", 4.682, 1.1894, 8'200, PlaceKind::TOWN},
        {"Tembika", 3.591, 1.3568, 7'700, PlaceKind::TOWN},
        {"Vandeka", 5.133, 1.5134, 7'100, PlaceKind::TOWN},
        {"Harone", 3.164, 1.5188, 6'400, PlaceKind::TOWN},
        {"Yelundi", 4.809, 1.4540, 5'900, PlaceKind::TOWN},
        {"Sakore", 3.394, 1.1786, 5'500, PlaceKind::TOWN},
        {"Mbetu", 3.342, 1.6646, 4'900, PlaceKind::VILLAGE},
        {"Obari", 4.428, 1.1030, 4'300, PlaceKind::VILLAGE},
    }};
    return kPlaces;
}

const std::vector<PlannedRoad>& plannedRoads()
{
    static const std::vector<PlannedRoad> kRoads{
        {"R1", RoadClass::ROAD_PRIMARY, {"Kirenda", "Moleka", "Adrela", "Nyalo", "Gelo"}},
        {"R2", RoadClass::ROAD_PRIMARY, {"Kirenda", "Masibe", "Tembika"}},
        {"R3", RoadClass::ROAD_PRIMARY, {"Moleka", "Sentu", "Dekiri"}},
        {"R4", RoadClass::ROAD_PRIMARY, {"Adrela", "Koroma", "Tsombe", "Lofane"}},
        {"R5", RoadClass::ROAD_SECONDARY, {"Gelo", "Koroma"}},
        {"R6", RoadClass::ROAD_SECONDARY, {"Nyalo", "Ubara", "Kirenda"}},
        {"R7", RoadClass::ROAD_SECONDARY, {"Wasoro", "Fanara"}},
        {"R8", RoadClass::ROAD_SECONDARY, {"Dekiri", "Wasoro", "Tembika"}},
        {"R9", RoadClass::ROAD_SECONDARY, {"Dekiri", "Obari", "Ramosa", "Yelundi", "Ituwe"}},
        {"R10", RoadClass::ROAD_SECONDARY, {"Tsombe", "Ituwe"}},
        {"R11", RoadClass::ROAD_SECONDARY, {"Masibe", "Mbetu", "Chitaro", "Banzu"}},
        {"R12", RoadClass::ROAD_SECONDARY, {"Ubara", "Piranda"}},
        {"R13", RoadClass::TRACK, {"Koroma", "Luzi"}},
        {"R14", RoadClass::TRACK, {"Luzi", "Ituwe", "Vandeka"}},
        {"R15", RoadClass::TRACK, {"Mbetu", "Harone", "Sakore", "Tembika"}},
        {"R16", RoadClass::TRACK, {"Sakore", "Fanara"}},
        {"R17", RoadClass::TRACK, {"Lofane", "Obari"}},
    };
    return kRoads;
}

double rounded(double degrees) { return std::round(degrees * 1e6) / 1e6; }
core::Vertex rounded(core::Vertex at) { return {rounded(at.x), rounded(at.y)}; }

double kmBetween(core::Vertex a, core::Vertex b)
{
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return kKmPerDegree * std::sqrt(dx * dx + dy * dy);
}

bool inside(const core::Geometry::Ring& ring, core::Vertex at)
{
    bool within = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const core::Vertex& a = ring[i];
        const core::Vertex& b = ring[i + 1];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
            within = !within;
    }
    return within;
}

core::Geometry polygonOf(const core::Geometry::Ring& ring)
{
    return {core::Geometry::Type::MultiPolygon, {{ring}}};
}

core::Geometry lineOf(std::vector<core::Vertex> vertices)
{
    return {core::Geometry::Type::LineString, {{std::move(vertices)}}};
}

} // namespace tutela::demo
