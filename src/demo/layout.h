// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/geo.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// What the author of Kavara decided by hand: its shape, its nine sectors and its chief places. The rest grows from a seed.
namespace tutela::demo {

/// One degree in kilometres, along both axes: so near the equator the difference is below 1 %.
inline constexpr double kKmPerDegree = 111.0;

/// The rasters of the demo: WGS 84, row 0 = north, about 500 m.
inline constexpr std::size_t kRows = 520;
inline constexpr std::size_t kCols = 600;
inline constexpr double kCell = 0.0045;
inline constexpr double kWest = 2.92;
inline constexpr double kNorth = 2.95;

inline constexpr std::size_t kSectors = 9;
enum Sector : std::size_t { NPL, UBA, TSO, MAS, CEN, LAK, SEN, GEL, KOR };
struct SectorName {
    std::string_view code, name;
};
inline constexpr std::array<SectorName, kSectors> kSectorNames{{{"NPL", "Northern Plains"},
                                                                {"UBA", "Ubara Highlands"},
                                                                {"TSO", "Tsombe"},
                                                                {"MAS", "Masibe"},
                                                                {"CEN", "Central Corridor"},
                                                                {"LAK", "Lakeshore"},
                                                                {"SEN", "Sentu Valley"},
                                                                {"GEL", "Gelo"},
                                                                {"KOR", "Koroma"}}};

/// A chief place of the country.
struct ChiefPlace {
    std::string_view name;
    double lon, lat;
    std::int64_t population;
    core::PlaceKind kind;
};
[[nodiscard]] std::span<const ChiefPlace> chiefPlaces();

/// A road the government once planned, from chief place to chief place.
struct PlannedRoad {
    std::string_view name;
    core::RoadClass road_class;
    std::vector<std::string_view> stops;
};
[[nodiscard]] const std::vector<PlannedRoad>& plannedRoads();

/// The country and its parts; rings counter-clockwise and closed, rounded to 6 decimals, sharing their vertices.
struct Outline {
    core::Geometry::Ring country;
    std::array<core::Geometry::Ring, kSectors> sectors;
    core::Geometry::Ring lake;
};
[[nodiscard]] Outline outlineOf(std::uint64_t seed);

/// Rounded to the 6 decimals that the mission file keeps.
[[nodiscard]] double rounded(double degrees);
[[nodiscard]] core::Vertex rounded(core::Vertex at);
[[nodiscard]] double kmBetween(core::Vertex a, core::Vertex b);
/// Even-odd rule.
[[nodiscard]] bool inside(const core::Geometry::Ring& ring, core::Vertex at);
[[nodiscard]] core::Geometry polygonOf(const core::Geometry::Ring& ring);
[[nodiscard]] core::Geometry lineOf(std::vector<core::Vertex> vertices);
/// A smooth closed ring through the points, bent by the same noise as the borders.
[[nodiscard]] core::Geometry::Ring blob(std::uint64_t seed, const std::vector<core::Vertex>& around);

} // namespace tutela::demo
