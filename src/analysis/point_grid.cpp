// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "point_grid_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tutela::analysis {

namespace {

constexpr double kCellDeg = 0.25; ///< 28 km: a search of 25 km meets at most 3 x 3 cells near the equator
constexpr std::int64_t kColumns = 1440;
constexpr std::int64_t kRows = 720;
constexpr double kMeanRadius = 6371008.8;        ///< metres, IUGG mean radius
constexpr double kShortestDegree = 110574.0;     ///< metres of one degree of latitude at the equator, the shortest there is
constexpr double kSphereError = 0.01;            ///< a sphere differs from WGS 84 by less than this share

double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }

double sphericalMetres(double lonA, double latA, double lonB, double latB)
{
    const double s = std::sin(radians(latB - latA) / 2.0);
    const double t = std::sin(radians(lonB - lonA) / 2.0);
    const double h = s * s + std::cos(radians(latA)) * std::cos(radians(latB)) * t * t;
    return 2.0 * kMeanRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

bool near(core::GeoPoint a, core::Vertex b, double metres)
{
    const double about = sphericalMetres(a.lon(), a.lat(), b.x, b.y);
    return about <= metres * (1.0 - kSphereError)
        || (about <= metres * (1.0 + kSphereError) && core::metresBetween(a, core::GeoPoint::of(b.x, b.y)) <= metres);
}

std::int64_t rowOf(double lat) { return std::clamp(static_cast<std::int64_t>(std::floor((lat + 90.0) / kCellDeg)), std::int64_t{0}, kRows - 1); }
std::int64_t columnOf(double lon) { return static_cast<std::int64_t>(std::floor((lon + 180.0) / kCellDeg)); }
std::int64_t wrapped(std::int64_t column) { return ((column % kColumns) + kColumns) % kColumns; }

} // namespace

bool isWithin(core::GeoPoint a, core::GeoPoint b, double metres) { return near(a, {b.lon(), b.lat()}, metres); }

PointGrid::PointGrid(const std::vector<std::uint32_t>& points, At at) : m_at(std::move(at))
{
    std::vector<std::uint64_t> keyed; // cell in the upper half, point in the lower
    keyed.reserve(points.size());
    for (const std::uint32_t i : points) {
        const core::Vertex v = m_at(i);
        keyed.push_back(static_cast<std::uint64_t>(rowOf(v.y) * kColumns + wrapped(columnOf(v.x))) << 32 | i);
    }
    std::sort(keyed.begin(), keyed.end());
    m_points.reserve(keyed.size());
    for (const std::uint64_t item : keyed) {
        const auto key = static_cast<std::uint32_t>(item >> 32);
        const auto place = static_cast<std::uint32_t>(m_points.size());
        if (m_cells.empty() || m_cells.back().key != key)
            m_cells.push_back({key, place, place});
        m_points.push_back(static_cast<std::uint32_t>(item & 0xffffffffu));
        m_cells.back().end = place + 1;
    }
}

std::vector<std::uint32_t> PointGrid::within(core::GeoPoint centre, double metres) const
{
    std::vector<std::uint32_t> found;
    const double reachLat = metres / kShortestDegree;
    const double furthest = std::abs(centre.lat()) + reachLat;
    // A circle that comes near a pole meets every meridian.
    const double reachLon = furthest >= 89.0 ? 180.0 : std::min(180.0, reachLat / std::cos(radians(furthest)) * 1.01);
    const std::int64_t west = columnOf(centre.lon() - reachLon);
    const std::int64_t east = std::min(columnOf(centre.lon() + reachLon), west + kColumns - 1);
    const auto collect = [&](std::int64_t first, std::int64_t last) {
        auto cell = std::lower_bound(m_cells.begin(), m_cells.end(), first, [](const Cell& a, std::int64_t key) { return a.key < key; });
        for (; cell != m_cells.end() && cell->key <= last; ++cell)
            for (std::uint32_t k = cell->begin; k < cell->end; ++k)
                if (near(centre, m_at(m_points[k]), metres))
                    found.push_back(m_points[k]);
    };
    for (std::int64_t row = rowOf(centre.lat() - reachLat); row <= rowOf(centre.lat() + reachLat); ++row) {
        const std::int64_t from = wrapped(west);
        const std::int64_t to = from + (east - west);
        collect(row * kColumns + from, row * kColumns + std::min(to, kColumns - 1));
        if (to >= kColumns)
            collect(row * kColumns, row * kColumns + to - kColumns);
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace tutela::analysis
