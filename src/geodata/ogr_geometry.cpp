// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ogr_p.h"

#include "files_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/limits.h>

#include <cpl_conv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tutela::geodata {
namespace {

using core::Geometry;

constexpr std::string_view kNoPlace = "The shape has a coordinate outside of the world, or none at all.";
constexpr std::string_view kMixed = "The shape is a mixed collection or a surface; only points, lines and areas are read.";
constexpr std::string_view kTooMany = "The shape has more than 1 000 000 vertices, the limit for one shape.";

Geometry::Ring ringOf(const OGRSimpleCurve& curve)
{
    Geometry::Ring ring;
    ring.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i)
        ring.push_back({curve.getX(i), curve.getY(i)});
    return ring;
}

Geometry::Part partOf(const OGRPolygon& polygon)
{
    Geometry::Part part;
    for (const auto* ring : polygon)
        if (ring->getNumPoints() >= 4) {
            part.push_back(ringOf(*ring));
            if (part.back().front() != part.back().back())
                part.back().push_back(part.back().front());
        }
    return part;
}

void addPart(Geometry& geometry, Geometry::Part part)
{
    if (!part.empty() && !part.front().empty())
        geometry.parts.push_back(std::move(part));
}

/// Parts of one simple or multi geometry; false for what has no place in core::Geometry.
bool collect(const OGRGeometry& from, Geometry& to)
{
    switch (wkbFlatten(from.getGeometryType())) {
    case wkbPoint:
        if (!from.IsEmpty())
            addPart(to, {{{from.toPoint()->getX(), from.toPoint()->getY()}}});
        return true;
    case wkbLineString: addPart(to, {ringOf(*from.toLineString())}); return true;
    case wkbPolygon:
    case wkbTriangle: addPart(to, partOf(*from.toPolygon())); return true;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection: {
        const auto& collection = *from.toGeometryCollection();
        return std::all_of(collection.begin(), collection.end(), [&](const OGRGeometry* part) { return collect(*part, to); });
    }
    default: return false;
    }
}

/// Dimension of all parts of a collection: 0, 1 or 2; -1 when they differ.
int commonDimension(const OGRGeometryCollection& collection)
{
    int common = -2;
    for (const auto* part : collection) {
        const int dimension = wkbFlatten(part->getGeometryType()) == wkbGeometryCollection
            ? commonDimension(*part->toGeometryCollection())
            : part->getDimension();
        if (common != -2 && dimension != common)
            return -1;
        common = dimension;
    }
    return common;
}

Geometry::Type simpleOrMulti(int dimension, bool multi)
{
    switch (dimension) {
    case 0: return multi ? Geometry::Type::MultiPoint : Geometry::Type::Point;
    case 1: return multi ? Geometry::Type::MultiLineString : Geometry::Type::LineString;
    case 2: return multi ? Geometry::Type::MultiPolygon : Geometry::Type::Polygon;
    default: return Geometry::Type::None;
    }
}

std::size_t pointCount(const OGRGeometry& geometry)
{
    std::size_t count = 0;
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: return 1;
    case wkbLineString: return static_cast<std::size_t>(geometry.toLineString()->getNumPoints());
    case wkbPolygon:
    case wkbTriangle:
        for (const auto* ring : *geometry.toPolygon())
            count += static_cast<std::size_t>(ring->getNumPoints());
        return count;
    default:
        if (OGR_GT_IsSubClassOf(geometry.getGeometryType(), wkbGeometryCollection))
            for (const auto* part : *geometry.toGeometryCollection())
                count += pointCount(*part);
        return count;
    }
}

bool isOnEarth(const Geometry& geometry)
{
    // Rounding of reprojection and the date line give a hair more than 180.
    constexpr double kHair = 1e-9;
    for (const auto& part : geometry.parts)
        for (const auto& ring : part)
            for (const auto& v : ring)
                if (!(std::abs(v.x) <= 180.0 + kHair && std::abs(v.y) <= 90.0 + kHair))
                    return false;
    return true;
}

void clampToEarth(Geometry& geometry)
{
    for (auto& part : geometry.parts)
        for (auto& ring : part)
            for (auto& v : ring) {
                v.x = std::clamp(v.x, -180.0, 180.0);
                v.y = std::clamp(v.y, -90.0, 90.0);
            }
}

bool couldBeDegrees(const core::Box& box)
{
    return box.west >= -180.0 && box.east <= 180.0 && box.south >= -90.0 && box.north <= 90.0;
}

/// GeoPackage rows -1 and 0 come as systems named so.
bool isUndefined(const OGRSpatialReference& srs)
{
    const char* name = srs.GetName();
    return srs.IsLocal() || (name != nullptr && std::string_view{name}.starts_with("Undefined"));
}

/// True when the coordinates already are WGS 84 longitudes and latitudes.
bool isWgs84(const OGRSpatialReference& srs)
{
    const char* authority = srs.GetAuthorityName(nullptr);
    const char* code = srs.GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr)
        return (std::string_view{authority} == "EPSG" && (std::string_view{code} == "4326" || std::string_view{code} == "4979")) ||
               (std::string_view{authority} == "OGC" && std::string_view{code} == "CRS84");
    return false;
}

std::optional<core::Box> transformed(OGRCoordinateTransformation& transform, const core::Box& box)
{
    constexpr int kEdgePoints = 21;
    const ErrorCapture errors;
    core::Box out;
    if (!transform.TransformBounds(box.west, box.south, box.east, box.north, &out.west, &out.south, &out.east, &out.north,
                                   kEdgePoints) ||
        !std::isfinite(out.west) || !std::isfinite(out.east) || !std::isfinite(out.south) || !std::isfinite(out.north))
        return std::nullopt;
    return out;
}

} // namespace

std::string crsText(const OGRSpatialReference* srs)
{
    if (srs == nullptr || srs->IsEmpty() || isUndefined(*srs))
        return {};
    const char* authority = srs->GetAuthorityName(nullptr);
    const char* code = srs->GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr && std::string_view{authority} == "EPSG")
        return fmt::format("EPSG:{}", code);
    const ErrorCapture errors;
    char* text = nullptr;
    const std::array<const char*, 2> options{"FORMAT=WKT2_2018", nullptr};
    std::string wkt;
    if (srs->exportToWkt(&text, options.data()) == OGRERR_NONE && text != nullptr)
        wkt = text;
    CPLFree(text);
    return wkt;
}

OGRSpatialReference srsFrom(std::string_view crs)
{
    const ErrorCapture errors;
    OGRSpatialReference srs;
    srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    // Not SetFromUserInput: it would take file names and addresses too.
    bool good = false;
    if (crs.starts_with("EPSG:")) {
        const auto digits = crs.substr(5);
        const bool number = !digits.empty() && digits.size() <= 7 &&
            std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        good = number && srs.importFromEPSG(std::stoi(std::string{digits})) == OGRERR_NONE;
    } else if (!crs.empty()) {
        good = srs.importFromWkt(std::string{crs}.c_str()) == OGRERR_NONE;
    }
    if (!good)
        throw core::Error{core::ErrorCode::InvalidInput, "The coordinate reference system is not known; give an EPSG code such "
                                                         "as EPSG:32631.",
                          std::string{crs.substr(0, 40)}};
    return srs;
}

OGRSpatialReference wgs84()
{
    return srsFrom("EPSG:4326");
}

ToWgs84::ToWgs84(const Source& source, const OGRSpatialReference* srs, const std::optional<core::Box>& extent)
{
    if (srs == nullptr || srs->IsEmpty() || isUndefined(*srs)) {
        if (extent && !couldBeDegrees(*extent))
            refuse(source, "The file names no coordinate reference system, and its coordinates are not degrees; save it with "
                           "its system (a Shapefile needs its .prj file).");
        m_assumed = true;
        return;
    }
    if (isWgs84(*srs))
        return;
    const ErrorCapture errors;
    const std::unique_ptr<OGRSpatialReference> from{srs->Clone()};
    from->SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const auto to = wgs84();
    m_transform.reset(OGRCreateCoordinateTransformation(from.get(), &to));
    if (!m_transform)
        refuse(source, "The coordinate reference system of the file cannot be turned into WGS 84; save it in WGS 84 first." +
                           errors.detail());
}

std::optional<Geometry> ToWgs84::operator()(OGRGeometry& geometry, std::string_view& problem) const
{
    const ErrorCapture errors;
    std::unique_ptr<OGRGeometry> linear;
    OGRGeometry* use = &geometry;
    if (geometry.hasCurveGeometry()) {
        linear.reset(geometry.getLinearGeometry());
        use = linear.get();
    }
    if (use == nullptr || use->IsEmpty())
        return std::nullopt;
    if (pointCount(*use) > kMaxVertices) {
        problem = kTooMany;
        return std::nullopt;
    }
    if (m_transform && use->transform(m_transform.get()) != OGRERR_NONE) {
        problem = kNoPlace;
        return std::nullopt;
    }
    Geometry result;
    const bool collection = OGR_GT_IsSubClassOf(wkbFlatten(use->getGeometryType()), wkbGeometryCollection);
    const int dimension = collection ? commonDimension(*use->toGeometryCollection()) : use->getDimension();
    if (dimension < 0 || !collect(*use, result)) {
        problem = kMixed;
        return std::nullopt;
    }
    result.type = simpleOrMulti(dimension, collection);
    if (result.parts.empty() || !isOnEarth(result)) {
        problem = kNoPlace;
        return std::nullopt;
    }
    if (m_transform)
        clampToEarth(result);
    return result;
}

std::optional<core::Box> ToWgs84::box(const core::Box& stored) const
{
    if (!m_transform)
        return couldBeDegrees(stored) ? std::optional{stored} : std::nullopt;
    return transformed(*m_transform, stored);
}

std::optional<core::Box> ToWgs84::stored(const core::Box& wgs84) const
{
    if (!m_transform)
        return wgs84;
    const std::unique_ptr<OGRCoordinateTransformation> back{m_transform->GetInverse()};
    return back ? transformed(*back, wgs84) : std::nullopt;
}

Geometry::Type typeOf(OGRwkbGeometryType type)
{
    switch (wkbFlatten(OGR_GT_GetLinear(type))) {
    case wkbPoint: return Geometry::Type::Point;
    case wkbMultiPoint: return Geometry::Type::MultiPoint;
    case wkbLineString: return Geometry::Type::LineString;
    case wkbMultiLineString: return Geometry::Type::MultiLineString;
    case wkbPolygon:
    case wkbTriangle: return Geometry::Type::Polygon;
    case wkbMultiPolygon: return Geometry::Type::MultiPolygon;
    default: return Geometry::Type::None;
    }
}

} // namespace tutela::geodata
