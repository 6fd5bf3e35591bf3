// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/geo.h>

#include <boost/geometry.hpp>
#include <boost/geometry/algorithms/point_on_surface.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

#include <cmath>

namespace tutela::core {

namespace {

namespace bg = boost::geometry;
using Point = bg::model::d2::point_xy<double>;
using Polygon = bg::model::polygon<Point>;
using Polygons = bg::model::multi_polygon<Polygon>;

std::string sentenceOf(bg::validity_failure_type failure)
{
    switch (failure) {
    case bg::failure_wrong_orientation: // corrected before: only a line that crosses itself has none
    case bg::failure_self_intersections: return "its line crosses or touches itself";
    case bg::failure_spikes: return "it has a spike: the line runs out and back the same way";
    case bg::failure_interior_rings_outside: return "a hole lies outside of it";
    case bg::failure_nested_interior_rings: return "a hole lies inside another hole";
    case bg::failure_disconnected_interior: return "its holes cut it into pieces";
    case bg::failure_intersecting_interiors: return "its parts or holes overlap each other";
    case bg::failure_few_points: return "a ring has fewer than three corners";
    case bg::failure_not_closed: return "a ring is not closed";
    case bg::failure_wrong_topological_dimension: return "a ring encloses nothing";
    default: return "its line does not enclose an area";
    }
}

Polygons toBoost(const Geometry& geometry)
{
    Polygons out;
    for (const auto& part : geometry.parts) {
        Polygon polygon;
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (i > 0)
                polygon.inners().emplace_back();
            auto& ring = i == 0 ? polygon.outer() : polygon.inners().back();
            for (const Vertex v : part[i])
                ring.emplace_back(v.x, v.y);
        }
        out.push_back(std::move(polygon));
    }
    bg::correct(out);
    return out;
}

/// 1 inside, 0 on the border, -1 outside: crossings of a ray to the east.
int sideOf(const Geometry::Ring& ring, double x, double y)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Vertex a = ring[i];
        const Vertex b = ring[j];
        const double cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
        if (cross == 0.0 && x >= std::min(a.x, b.x) && x <= std::max(a.x, b.x) && y >= std::min(a.y, b.y) && y <= std::max(a.y, b.y))
            return 0;
        if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside ? 1 : -1;
}

bool partCovers(const Geometry::Part& part, double x, double y)
{
    if (part.empty() || part[0].empty() || sideOf(part[0], x, y) < 0)
        return false;
    for (std::size_t i = 1; i < part.size(); ++i)
        if (!part[i].empty() && sideOf(part[i], x, y) > 0)
            return false;
    return true;
}

} // namespace

bool covers(const Geometry& area, GeoPoint point)
{
    if (!area.isArea())
        return false;
    for (const auto& part : area.parts)
        if (partCovers(part, point.lon(), point.lat()))
            return true;
    return false;
}

double shareInside(const Geometry& inner, const Geometry& outer)
{
    const Polygons a = toBoost(inner);
    const double whole = bg::area(a);
    if (!(whole > 0.0))
        return 0.0;
    Polygons common;
    bg::intersection(a, toBoost(outer), common);
    return bg::area(common) / whole;
}

std::string whyInvalid(const Geometry& geometry)
{
    if (geometry.empty())
        return "it is empty";
    for (const auto& part : geometry.parts)
        for (const auto& ring : part)
            for (const Vertex v : ring)
                if (!(std::abs(v.x) <= 180.0) || !(std::abs(v.y) <= 90.0))
                    return "a vertex lies outside the globe";
    if (!geometry.isArea())
        return {};
    for (const auto& part : geometry.parts)
        for (const auto& ring : part)
            if (ring.size() < 4 || !(ring.front() == ring.back()))
                return "a ring is not closed or has fewer than three corners";
    bg::validity_failure_type failure{};
    return bg::is_valid(toBoost(geometry), failure) ? std::string{} : sentenceOf(failure);
}

Vertex labelPoint(const Geometry& geometry)
{
    if (geometry.vertexCount() == 0)
        return {};
    if (!geometry.isArea()) {
        const auto& ring = geometry.parts[0][0];
        return ring[ring.size() / 2];
    }
    Polygons polygons = toBoost(geometry);
    const Polygon* largest = &polygons[0];
    for (const auto& polygon : polygons)
        if (bg::area(polygon) > bg::area(*largest))
            largest = &polygon;
    Point at;
    bg::centroid(*largest, at);
    if (!bg::within(at, *largest))
        bg::point_on_surface(*largest, at);
    return {at.x(), at.y()};
}

} // namespace tutela::core
