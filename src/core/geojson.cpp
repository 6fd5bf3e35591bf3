// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/value.h>

#include <nlohmann/json.hpp>

#include <cmath>

namespace tutela::core {

namespace {

using nlohmann::json;

[[noreturn]] void refuse(const char* why) { throw Error{ErrorCode::InvalidInput, why}; }

Vertex vertexOf(const json& at)
{
    if (!at.is_array() || at.size() < 2 || !at[0].is_number() || !at[1].is_number())
        refuse("a position of the geometry is not [longitude, latitude]");
    const GeoPoint point = GeoPoint::of(at[0].get<double>(), at[1].get<double>());
    return {point.lon(), point.lat()};
}

Geometry::Ring ringOf(const json& list, std::size_t least)
{
    if (!list.is_array() || list.size() < least)
        refuse("a line or ring of the geometry has too few positions");
    Geometry::Ring ring;
    for (const auto& at : list)
        ring.push_back(vertexOf(at));
    return ring;
}

Geometry::Part polygonOf(const json& list)
{
    if (!list.is_array() || list.empty())
        refuse("a polygon of the geometry has no ring");
    Geometry::Part part;
    for (const auto& ring : list)
        part.push_back(ringOf(ring, 4));
    return part;
}

json ringJson(const Geometry::Ring& ring)
{
    json list = json::array();
    for (const Vertex v : ring)
        list.push_back({v.x, v.y});
    return list;
}

json polygonJson(const Geometry::Part& part)
{
    json list = json::array();
    for (const auto& ring : part)
        list.push_back(ringJson(ring));
    return list;
}

} // namespace

Geometry geometryFromJson(const json& object)
{
    if (!object.is_object() || !object.contains("type") || !object["type"].is_string() || !object.contains("coordinates"))
        refuse("takes a GeoJSON geometry: an object with \"type\" and \"coordinates\"");
    const auto type = object["type"].get<std::string>();
    const json& list = object["coordinates"];
    using Type = Geometry::Type;
    Geometry out;
    if (type == "Point")
        return {Type::Point, {{{vertexOf(list)}}}};
    if (type == "LineString")
        return {Type::LineString, {{ringOf(list, 2)}}};
    if (type == "Polygon")
        return {Type::Polygon, {polygonOf(list)}};
    if (!list.is_array())
        refuse("the coordinates of the geometry are not a list");
    out.type = type == "MultiPoint" ? Type::MultiPoint
                                    : (type == "MultiLineString" ? Type::MultiLineString : (type == "MultiPolygon" ? Type::MultiPolygon : Type::None));
    if (out.type == Type::None)
        refuse("the geometry is of a type that is not read here");
    for (const auto& part : list) {
        if (out.type == Type::MultiPoint)
            out.parts.push_back({{vertexOf(part)}});
        else if (out.type == Type::MultiLineString)
            out.parts.push_back({ringOf(part, 2)});
        else
            out.parts.push_back(polygonOf(part));
    }
    return out;
}

json toJson(const Geometry& geometry)
{
    using Type = Geometry::Type;
    if (geometry.empty())
        return nullptr;
    const auto& part = geometry.parts[0];
    json list = json::array();
    switch (geometry.type) {
    case Type::Point: return {{"type", "Point"}, {"coordinates", ringJson(part.at(0)).at(0)}};
    case Type::LineString: return {{"type", "LineString"}, {"coordinates", ringJson(part.at(0))}};
    case Type::Polygon: return {{"type", "Polygon"}, {"coordinates", polygonJson(part)}};
    case Type::MultiPoint:
        for (const auto& each : geometry.parts)
            list.push_back(ringJson(each.at(0)).at(0));
        return {{"type", "MultiPoint"}, {"coordinates", list}};
    case Type::MultiLineString:
        for (const auto& each : geometry.parts)
            list.push_back(ringJson(each.at(0)));
        return {{"type", "MultiLineString"}, {"coordinates", list}};
    default:
        for (const auto& each : geometry.parts)
            list.push_back(polygonJson(each));
        return {{"type", "MultiPolygon"}, {"coordinates", list}};
    }
}

} // namespace tutela::core
