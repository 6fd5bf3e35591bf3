// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "public_counts_p.h"

#include <tutela/core/mission.h>
#include <tutela/geodata/vector_writer.h>

#include <algorithm>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::int64_t kSmallest = 5; ///< counts below it could point at single persons

struct AreaCount {
    Area area;
    Box box;
    std::int64_t incidents = 0;
    std::int64_t killed = 0;
};

/// Areas of the coarsest administrative level that the mission holds, else its sectors.
std::vector<AreaCount> publicAreas(const store::MissionFile& file)
{
    std::vector<Area> areas;
    file.forEach(Kind::AREA, [&](const RecordValues& record) { areas.push_back(recordOf<Area>(record)); });
    for (const AreaLevel level : {AreaLevel::ADMIN1, AreaLevel::ADMIN2, AreaLevel::ADMIN3, AreaLevel::SECTOR}) {
        std::vector<AreaCount> found;
        for (const Area& area : areas)
            if (area.level == level && !area.geometry.empty())
                found.push_back({area, area.geometry.box(), 0, 0});
        if (!found.empty())
            return found;
    }
    throw Error{ErrorCode::InvalidInput, "the profile public gives counts by administrative area or sector, and the mission holds neither; import areas first"};
}

} // namespace

std::string publicCount(std::int64_t count)
{
    return count < kSmallest ? "<" + std::to_string(kSmallest) : std::to_string(count);
}

void exportPublicCounts(const store::MissionFile& file, const ExportRequest& request, ExportFormat format, ExportReport& report,
                        const Progress& progress, std::string* bytes)
{
    if (!request.kinds.empty() && request.kinds != std::vector{Kind::INCIDENT})
        throw Error{ErrorCode::Usage, "the profile public gives counts of incidents by area and nothing else; say incidents or all"};
    if (format == ExportFormat::GPX)
        throw Error{ErrorCode::Usage, "gpx holds points and tracks, no counts; write csv, xlsx, geojson, gpkg or kml"};
    std::vector<AreaCount> counts = publicAreas(file);
    file.forEach(Kind::INCIDENT, [&](const RecordValues& record) {
        progress.check();
        const auto incident = recordOf<Incident>(record);
        if (incident.verification == Verification::REFUTED || incident.verification == Verification::DUPLICATE) {
            ++report.left_out;
            return;
        }
        const auto point = incident.point();
        const auto at = !point ? counts.end() : std::find_if(counts.begin(), counts.end(), [&](const AreaCount& c) {
            return c.box.contains(point->lon(), point->lat()) && covers(c.area.geometry, *point);
        });
        if (at == counts.end()) {
            ++report.left_out;
            return;
        }
        ++at->incidents;
        at->killed += incident.killed.best.value_or(0);
    });
    geodata::OutputLayer layer;
    layer.name = "incidents_by_area";
    const bool table = format == ExportFormat::CSV || format == ExportFormat::XLSX;
    layer.type = table ? Geometry::Type::None : Geometry::Type::MultiPolygon;
    for (const char* name : {"area", "pcode", "level", "incidents", "killed"})
        layer.fields.push_back({name, geodata::FieldType::Text});
    std::size_t at = 0;
    layer.next = [&](geodata::OutputRow& row) {
        if (at == counts.size())
            return false;
        const AreaCount& count = counts[at++];
        row.id = static_cast<std::int64_t>(at);
        row.geometry = table ? Geometry{} : count.area.geometry;
        row.values = {count.area.name, count.area.pcode, std::string{word(*count.area.level)}, publicCount(count.incidents), publicCount(count.killed)};
        return true;
    };
    static constexpr geodata::OutputFormat kFormats[] = {geodata::OutputFormat::GeoPackage, geodata::OutputFormat::GeoJson, geodata::OutputFormat::Csv,
                                                         geodata::OutputFormat::Xlsx, geodata::OutputFormat::Kml};
    const geodata::OutputFormat output = kFormats[static_cast<std::size_t>(format)];
    if (bytes)
        *bytes = geodata::vectorBytes(output, {layer}, progress);
    else
        geodata::writeVector(request.target, output, {layer}, progress);
    report.parts.push_back({Kind::INCIDENT, static_cast<std::int64_t>(counts.size())});
}

} // namespace tutela::exchange::detail
