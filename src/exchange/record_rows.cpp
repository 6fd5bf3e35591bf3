// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_rows_p.h"

#include "edit_rules_p.h"

#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace tutela::exchange::detail {

using namespace core;
using nlohmann::json;

namespace {

constexpr double kPartnerKm = 5.0;
constexpr double kKmPerDegree = 111.32;
constexpr int kPartnerDigits = 2;

bool isOneOf(Kind kind, std::initializer_list<Kind> kinds) { return std::find(kinds.begin(), kinds.end(), kind) != kinds.end(); }

bool leavesUnder(Profile profile, Kind kind)
{
    switch (profile) {
    case Profile::INTERNAL: return true;
    case Profile::LEADERSHIP: return kind != Kind::SOURCE;
    case Profile::PARTNER:
        return isOneOf(kind, {Kind::MISSION, Kind::AREA, Kind::PLACE, Kind::GROUP, Kind::ACTOR, Kind::INCIDENT, Kind::ROAD, Kind::WATER});
    case Profile::PUBLIC: return kind == Kind::INCIDENT;
    }
    return false;
}

bool leavesUnder(Profile profile, const Field& field)
{
    if (profile == Profile::INTERNAL)
        return true;
    if (field.name == "source_ids" || field.name == "group_key" || field.sharing == SharingClass::StrictlyConfidential)
        return false;
    if (profile == Profile::LEADERSHIP)
        return true;
    const bool names = field.name == "note" || field.name == "created_by" || field.refers == Kind::BASE || field.refers == Kind::UNIT;
    return !names && field.sharing != SharingClass::Confidential && field.content != Content::Contact && field.content != Content::Plan;
}

/// Two digits that count: 1,234 becomes 1,200.
std::int64_t toDigits(std::int64_t number, int digits)
{
    std::int64_t unit = 1;
    while (std::abs(number) / unit >= static_cast<std::int64_t>(std::pow(10, digits)))
        unit *= 10;
    return (number + (number < 0 ? -unit / 2 : unit / 2)) / unit * unit;
}

double toStep(double degrees, double step) { return std::round(std::round(degrees / step) * step * 1e6) / 1e6; }

std::string inQuotes(std::string_view text)
{
    if (text.find_first_of(",;\"\r\n") == std::string_view::npos)
        return std::string{text};
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return out + "\"";
}

bool isList(FieldType type)
{
    return type == FieldType::TextList || type == FieldType::WordList || type == FieldType::IntegerList || type == FieldType::ReferenceList;
}

} // namespace

std::vector<std::string> secretNames(const store::MissionFile& file, Profile profile)
{
    constexpr std::size_t kShortest = 3; // shorter ones stand inside ordinary words
    std::vector<std::string> names;
    if (profile == Profile::INTERNAL)
        return names;
    const auto collect = [&](Kind kind, std::string_view field) {
        file.forEach(kind, [&](const RecordValues& record) {
            if (const auto* name = std::get_if<std::string>(&valueOf(record, field)); name && name->size() >= kShortest)
                names.push_back(*name);
        });
    };
    if (profile != Profile::LEADERSHIP) {
        collect(Kind::BASE, "name");
        std::set<std::string> places;
        file.forEach(Kind::PLACE, [&](const RecordValues& record) {
            if (const auto* name = std::get_if<std::string>(&valueOf(record, "name")))
                places.insert(*name);
        });
        std::erase_if(names, [&](const std::string& name) { return places.contains(name); });
    }
    collect(Kind::SOURCE, "code_name");
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    return names;
}

Sharing::Sharing(Profile profile, Kind kind, std::vector<std::string> secrets)
    : m_profile(profile), m_kind(kind), m_kindLeaves(leavesUnder(profile, kind)), m_secrets(std::move(secrets))
{
    const auto all = fieldsOf(kind);
    m_stays.assign(all.size(), true);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (m_kindLeaves && all[i].name != "deleted" && all[i].name != "batch_id" && leavesUnder(profile, all[i])) {
            m_fields.push_back(i);
            m_stays[i] = false;
        }
}

bool Sharing::leaves(const RecordValues& record) const
{
    if (m_profile == Profile::INTERNAL)
        return true;
    const auto* marking = std::get_if<std::string>(&valueOf(record, "sensitivity"));
    if (!marking)
        return true;
    if (m_profile == Profile::LEADERSHIP)
        return *marking != word(Marking::STRICTLY_CONFIDENTIAL);
    return *marking == word(Marking::UNCLASSIFIED);
}

void Sharing::reduce(RecordValues& record) const
{
    for (std::size_t i = 1; i < record.values.size(); ++i)
        if (m_stays[i])
            record.values[i] = {};
        else if (auto* text = std::get_if<std::string>(&record.values[i]))
            withhold(*text, m_secrets);
    if (m_profile != Profile::PARTNER)
        return;
    const auto all = fieldsOf(record.kind);
    for (const std::size_t i : m_fields)
        if (auto* number = std::get_if<std::int64_t>(&record.values[i]); number && all[i].unit == "persons")
            *number = toDigits(*number, kPartnerDigits);
    if (shapeOf(m_kind) != TableShape::Point)
        return;
    auto* lon = std::get_if<double>(&valueOf(record, "lon"));
    auto* lat = std::get_if<double>(&valueOf(record, "lat"));
    if (!lon || !lat)
        return;
    *lat = toStep(*lat, kPartnerKm / kKmPerDegree);
    const double shrink = std::max(0.01, std::cos(*lat * 3.14159265358979323846 / 180.0));
    *lon = std::clamp(toStep(*lon, kPartnerKm / kKmPerDegree / shrink), -180.0, 180.0);
    if (auto* precision = std::get_if<std::string>(&valueOf(record, "place_precision")); precision && *precision == word(PlacePrecision::EXACT))
        *precision = word(PlacePrecision::NEAR_5KM);
}

std::string cellText(const Field& field, const Value& value)
{
    if (isNull(value))
        return {};
    const json held = toJson(field, value);
    if (isList(field.type)) {
        std::string text;
        for (const json& element : held) {
            const std::string part = element.is_string() ? element.get<std::string>() : element.dump();
            if (part.find_first_of(";|[") != std::string::npos)
                return held.dump(); // a separator inside a part would make two of it when the cell is read again
            text += (text.empty() ? "" : "; ") + part;
        }
        return text;
    }
    if (held.is_string())
        return held.get<std::string>();
    if (held.is_number_float())
        return shortest(held.get<double>());
    return held.dump();
}

bool looksLikeFormula(std::string_view text)
{
    constexpr std::array<std::string_view, 11> kStarts{"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

std::string guardedCell(std::string_view text)
{
    return inQuotes(looksLikeFormula(text) ? '\'' + std::string{text} : std::string{text});
}

std::string csvCell(const Field& field, const Value& value)
{
    std::string text = cellText(field, value);
    const bool isNumber = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    if (!isNumber && looksLikeFormula(text))
        text.insert(0, 1, '\'');
    return inQuotes(text);
}

void writeCsvHeader(Kind kind, const std::vector<std::size_t>& fields, std::ostream& out)
{
    const auto all = fieldsOf(kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        out << (i == 0 ? "" : ",") << all[fields[i]].name;
    out << '\n';
}

void writeCsvRow(const RecordValues& record, const std::vector<std::size_t>& fields, std::ostream& out)
{
    const auto all = fieldsOf(record.kind);
    for (std::size_t i = 0; i < fields.size(); ++i)
        out << (i == 0 ? "" : ",") << csvCell(all[fields[i]], record.values[fields[i]]);
    out << '\n';
}

Geometry geometryOf(const RecordValues& record)
{
    if (shapeOf(record.kind) == TableShape::Point) {
        const auto* lon = std::get_if<double>(&valueOf(record, "lon"));
        const auto* lat = std::get_if<double>(&valueOf(record, "lat"));
        return lon && lat ? Geometry::point(GeoPoint::of(*lon, *lat)) : Geometry{};
    }
    if (const Field* field = findField(record.kind, "geometry"))
        if (const auto* geometry = std::get_if<Geometry>(&record.values[indexOf(*field)]))
            return *geometry;
    return {};
}

Geometry asMulti(Geometry geometry)
{
    if (geometry.type == Geometry::Type::LineString)
        geometry.type = Geometry::Type::MultiLineString;
    else if (geometry.type == Geometry::Type::Polygon)
        geometry.type = Geometry::Type::MultiPolygon;
    return geometry;
}

std::string featureText(const RecordValues& record, const std::vector<std::size_t>& fields)
{
    const auto all = fieldsOf(record.kind);
    json properties = json::object();
    for (const std::size_t i : fields)
        if (all[i].name != "geometry" && all[i].name != "lon" && all[i].name != "lat")
            properties[std::string{all[i].name}] = toJson(all[i], record.values[i]);
    const Geometry geometry = geometryOf(record);
    return json{{"type", "Feature"}, {"id", record.id()}, {"geometry", geometry.empty() ? json(nullptr) : toJson(geometry)}, {"properties", properties}}.dump();
}

} // namespace tutela::exchange::detail
