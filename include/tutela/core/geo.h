// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::core {

/// A point on WGS 84 (EPSG:4326), degrees. Made only by of(), which refuses anything out of range.
class GeoPoint {
public:
    /// @throws Error{InvalidInput} for NaN, |lon| > 180 or |lat| > 90.
    [[nodiscard]] static GeoPoint of(double lonDeg, double latDeg);

    [[nodiscard]] double lon() const noexcept { return m_lon; }
    [[nodiscard]] double lat() const noexcept { return m_lat; }
    bool operator==(const GeoPoint&) const = default;

private:
    GeoPoint(double lon, double lat) : m_lon(lon), m_lat(lat) {}
    double m_lon;
    double m_lat;
};

/// A vertex inside a geometry, lon/lat degrees (or x/y of a named projection where a function says so).
struct Vertex {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Vertex&) const = default;
};

/// A box: west, south, east, north in degrees (or projected units where a function says so).
struct Box {
    double west = 0.0;
    double south = 0.0;
    double east = 0.0;
    double north = 0.0;
    bool operator==(const Box&) const = default;
    [[nodiscard]] bool contains(double x, double y) const noexcept
    {
        return x >= west && x <= east && y >= south && y <= north;
    }
    [[nodiscard]] bool intersects(const Box& other) const noexcept
    {
        return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
    }
    /// Grows to hold the other box.
    void extend(const Box& other) noexcept;
};

/// Any geometry a record carries, WGS 84 degrees.
///
/// parts[i] is one polygon (its rings: outer first, then holes), one line (one ring, open) or one point (one ring, one
/// vertex). Rings of polygons are closed: first vertex = last vertex.
struct Geometry {
    enum class Type : std::uint8_t { None, Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon };
    using Ring = std::vector<Vertex>;
    using Part = std::vector<Ring>;

    Type type = Type::None;
    std::vector<Part> parts;

    bool operator==(const Geometry&) const = default;
    [[nodiscard]] bool empty() const noexcept { return type == Type::None || parts.empty(); }
    [[nodiscard]] bool isArea() const noexcept { return type == Type::Polygon || type == Type::MultiPolygon; }
    [[nodiscard]] bool isLine() const noexcept { return type == Type::LineString || type == Type::MultiLineString; }
    [[nodiscard]] std::size_t vertexCount() const noexcept;
    /// Smallest box around all vertices; a zero box when empty.
    [[nodiscard]] Box box() const noexcept;

    [[nodiscard]] static Geometry point(GeoPoint at);
};

/// OGC well-known binary, little endian, 2D.
[[nodiscard]] std::string toWkb(const Geometry& geometry);
/// @throws Error{InvalidInput} for truncated or foreign bytes; Z and M values are dropped.
[[nodiscard]] Geometry fromWkb(std::string_view wkb);

/// Geodesic distance in metres (GeographicLib, WGS 84).
[[nodiscard]] double metresBetween(GeoPoint a, GeoPoint b);
/// Geodesic length of all lines (or rings) of the geometry, metres.
[[nodiscard]] double lengthMetres(const Geometry& geometry);
/// Geodesic area of all polygons, holes taken off, km2; 0 for lines and points.
[[nodiscard]] double areaKm2(const Geometry& geometry);
/// True when the point lies inside or on the border (planar in lon/lat, as GIS overlays of EPSG:4326 data do).
[[nodiscard]] bool covers(const Geometry& area, GeoPoint point);
/// Fraction of `inner` that lies in `outer`, by planar area, 0 to 1.
[[nodiscard]] double shareInside(const Geometry& inner, const Geometry& outer);
/// Why the geometry is not valid (self-intersection, unclosed ring ...), or empty when it is valid.
[[nodiscard]] std::string whyInvalid(const Geometry& geometry);
/// A point well inside the largest polygon, for labels; the middle vertex for lines.
[[nodiscard]] Vertex labelPoint(const Geometry& geometry);

} // namespace tutela::core
