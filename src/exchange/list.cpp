// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/list.h>

#include "edit_rules_p.h"
#include "record_rows_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tutela::exchange {

using namespace core;

namespace {

/// Fields that say when a record was, in the order in which they are asked.
constexpr std::array<std::string_view, 7> kTimeFields{"time_start", "t_received", "actual_start", "planned_start", "tested_at", "period_from", "date"};

/// Refuses a filter that would say "none" of a kind that knows no time or place.
void requireFilter(Kind kind, const ListFilter& filter)
{
    const auto has = [&](std::string_view name) { return findField(kind, name) != nullptr; };
    if ((filter.from || filter.to) && std::none_of(kTimeFields.begin(), kTimeFields.end(), has))
        throw Error{ErrorCode::Usage, detail::oneOf(kind) + " has no time by which it could be listed; leave --from and --to away"};
    if (filter.area && !has("lon") && !has("geometry"))
        throw Error{ErrorCode::Usage, detail::oneOf(kind) + " has no place by which it could be listed; leave --area away"};
}

} // namespace

std::optional<Instant> timeOf(const RecordValues& record, const TimeZone& zone)
{
    for (const std::string_view name : kTimeFields)
        if (const Field* field = findField(record.kind, name))
            if (const auto* text = std::get_if<std::string>(&record.values[detail::indexOf(*field)]))
                return field->type == FieldType::Day ? zone.startOf(dayOf(*text)) : instantOf(*text);
    return std::nullopt;
}

std::optional<GeoPoint> pointOf(const RecordValues& record)
{
    const Geometry geometry = detail::geometryOf(record);
    if (geometry.empty())
        return std::nullopt;
    const Vertex at = geometry.type == Geometry::Type::Point ? geometry.parts.at(0).at(0).at(0) : labelPoint(geometry);
    return GeoPoint::of(at.x, at.y);
}

void forEachListed(const store::MissionFile& file, Kind kind, const ListFilter& filter, const std::function<void(const RecordValues&)>& visit)
{
    requireFilter(kind, filter);
    Geometry area;
    Box box;
    if (filter.area) {
        const auto record = file.read(Kind::AREA, filter.area->value);
        if (!record)
            throw Error{ErrorCode::Usage, "there is no area with the id " + std::to_string(filter.area->value)};
        area = recordOf<Area>(*record).geometry;
        box = area.box();
    }
    file.forEach(kind, [&](const RecordValues& record) {
        if (filter.tracks && detail::geometryOf(record).empty())
            return;
        if (filter.from || filter.to) {
            const auto time = timeOf(record, filter.zone);
            if (!time || (filter.from && *time < *filter.from) || (filter.to && *time >= *filter.to))
                return;
        }
        if (filter.area) {
            const auto point = pointOf(record);
            if (!point || area.empty() || !box.contains(point->lon(), point->lat()) || !covers(area, *point))
                return;
        }
        visit(record);
    });
}

std::int64_t writeList(const store::MissionFile& file, Kind kind, const ListFilter& filter, ListFormat format, std::ostream& out)
{
    const detail::Sharing all{Profile::INTERNAL, kind};
    std::int64_t count = 0;
    const auto next = [&] { return count++ == 0 ? "\n" : ",\n"; };
    switch (format) {
    case ListFormat::CSV:
        detail::writeCsvHeader(kind, all.fields(), out);
        forEachListed(file, kind, filter, [&](const RecordValues& record) {
            detail::writeCsvRow(record, all.fields(), out);
            ++count;
        });
        break;
    case ListFormat::JSON:
        out << '[';
        forEachListed(file, kind, filter, [&](const RecordValues& record) { out << next() << toJson(record).dump(); });
        out << (count == 0 ? "]\n" : "\n]\n");
        break;
    case ListFormat::GEOJSON:
        out << "{\"type\":\"FeatureCollection\",\"features\":[";
        forEachListed(file, kind, filter, [&](const RecordValues& record) { out << next() << detail::featureText(record, all.fields()); });
        out << (count == 0 ? "]}\n" : "\n]}\n");
        break;
    }
    return count;
}

} // namespace tutela::exchange
