// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/geo.h>

#include <tutela/core/error.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::core {

GeoPoint GeoPoint::of(double lonDeg, double latDeg)
{
    if (!(std::abs(lonDeg) <= 180.0) || !(std::abs(latDeg) <= 90.0))
        throw Error{ErrorCode::InvalidInput, "the position is outside the globe (longitude -180 to 180, latitude -90 to 90)"};
    return {lonDeg, latDeg};
}

void Box::extend(const Box& other) noexcept
{
    west = std::min(west, other.west);
    south = std::min(south, other.south);
    east = std::max(east, other.east);
    north = std::max(north, other.north);
}

std::size_t Geometry::vertexCount() const noexcept
{
    std::size_t count = 0;
    for (const auto& part : parts)
        for (const auto& ring : part)
            count += ring.size();
    return count;
}

Box Geometry::box() const noexcept
{
    if (vertexCount() == 0)
        return {};
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Box box{kFar, kFar, -kFar, -kFar};
    for (const auto& part : parts)
        for (const auto& ring : part)
            for (const Vertex v : ring)
                box.extend({v.x, v.y, v.x, v.y});
    return box;
}

Geometry Geometry::point(GeoPoint at)
{
    return {Type::Point, {{{{at.lon(), at.lat()}}}}};
}

double metresBetween(GeoPoint a, GeoPoint b)
{
    double metres = 0.0;
    GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), metres);
    return metres;
}

double lengthMetres(const Geometry& geometry)
{
    double total = 0.0;
    for (const auto& part : geometry.parts)
        for (const auto& ring : part)
            for (std::size_t i = 1; i < ring.size(); ++i) {
                double metres = 0.0;
                GeographicLib::Geodesic::WGS84().Inverse(ring[i - 1].y, ring[i - 1].x, ring[i].y, ring[i].x, metres);
                total += metres;
            }
    return total;
}

double areaKm2(const Geometry& geometry)
{
    if (!geometry.isArea())
        return 0.0;
    const auto ringArea = [](const Geometry::Ring& ring) {
        GeographicLib::PolygonArea polygon{GeographicLib::Geodesic::WGS84()};
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
            polygon.AddPoint(ring[i].y, ring[i].x);
        double perimeter = 0.0;
        double area = 0.0;
        polygon.Compute(false, true, perimeter, area);
        return std::abs(area);
    };
    double total = 0.0;
    for (const auto& part : geometry.parts)
        for (std::size_t i = 0; i < part.size(); ++i)
            total += i == 0 ? ringArea(part[i]) : -ringArea(part[i]);
    return total / 1e6;
}

} // namespace tutela::core
