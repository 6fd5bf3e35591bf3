// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/exchange/export.h>

#include "edit_rules_p.h"
#include "public_counts_p.h"
#include "record_feed_p.h"
#include "record_rows_p.h"

#include <tutela/core/atomic_write.h>
#include <tutela/core/hash.h>
#include <tutela/core/text.h>
#include <tutela/geodata/vector_writer.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

namespace tutela::exchange {

using namespace core;
using nlohmann::json;

namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

std::string lower(std::string_view word)
{
    std::string text{word};
    for (char& c : text)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return text;
}

template <class E>
E wordOf(std::string_view text, std::string_view what)
{
    std::string list;
    for (std::size_t i = 0; i < wordsOf<E>().size(); ++i) {
        const std::string known = lower(wordsOf<E>()[i]);
        if (known == text)
            return static_cast<E>(i);
        list += (i == 0 ? "" : ", ") + known;
    }
    throw Error{ErrorCode::Usage, "there is no " + std::string{what} + " \"" + withVisibleControls(text) + "\"; use " + list};
}

bool hasShape(Kind kind) { return shapeOf(kind) != TableShape::None; }

/// Kinds of the request that the format can hold. @throws Error{Usage}
std::vector<Kind> kindsFor(const ExportRequest& request, ExportFormat format)
{
    std::vector<Kind> kinds = request.kinds;
    const bool all = kinds.empty();
    if (all)
        for (const auto name : wordsOf<Kind>())
            kinds.push_back(*enumerator<Kind>(name));
    const bool one = format == ExportFormat::CSV || format == ExportFormat::GEOJSON || format == ExportFormat::GPX;
    if (one && kinds.size() > 1)
        throw Error{ErrorCode::Usage, lower(word(format)) + " holds one kind of record; name it, or write gpkg, xlsx or kml"};
    const bool shapes = format == ExportFormat::KML || format == ExportFormat::GPX;
    if (shapes && !all && std::any_of(kinds.begin(), kinds.end(), [](Kind kind) { return !hasShape(kind); }))
        throw Error{ErrorCode::Usage, lower(word(format)) + " holds only records with a place on the map; write csv, xlsx or gpkg"};
    if (format == ExportFormat::GPX && std::any_of(kinds.begin(), kinds.end(), [](Kind kind) {
            return shapeOf(kind) != TableShape::Line && shapeOf(kind) != TableShape::Point;
        }))
        throw Error{ErrorCode::Usage, "gpx holds points and tracks, no areas; write gpkg, geojson or kml"};
    if (shapes)
        std::erase_if(kinds, [](Kind kind) { return !hasShape(kind); });
    return kinds;
}

/// @param table  a worksheet: its times have no zone, so there an instant is text that ends with Z
geodata::FieldType outputType(const Field& field, bool table)
{
    switch (field.type) {
    case FieldType::Bool: return geodata::FieldType::Boolean;
    case FieldType::Integer:
    case FieldType::Reference: return geodata::FieldType::Integer;
    case FieldType::Real: return geodata::FieldType::Real;
    case FieldType::Day: return geodata::FieldType::Date;
    case FieldType::Time: return table ? geodata::FieldType::Text : geodata::FieldType::DateTime;
    default: return geodata::FieldType::Text;
    }
}

geodata::OutputFormat outputFormat(ExportFormat format)
{
    switch (format) {
    case ExportFormat::GPKG: return geodata::OutputFormat::GeoPackage;
    case ExportFormat::GEOJSON: return geodata::OutputFormat::GeoJson;
    case ExportFormat::CSV: return geodata::OutputFormat::Csv;
    case ExportFormat::XLSX: return geodata::OutputFormat::Xlsx;
    case ExportFormat::KML: return geodata::OutputFormat::Kml;
    case ExportFormat::GPX: return geodata::OutputFormat::Gpx;
    }
    return geodata::OutputFormat::Csv;
}

Geometry::Type outputShape(Kind kind, bool table)
{
    if (table)
        return Geometry::Type::None;
    switch (shapeOf(kind)) {
    case TableShape::Point: return Geometry::Type::Point;
    case TableShape::Line: return Geometry::Type::MultiLineString;
    case TableShape::Area: return Geometry::Type::MultiPolygon;
    case TableShape::AnyGeometry: return Geometry::Type::None; // lines and polygons: a mixed layer
    case TableShape::None: return Geometry::Type::None;
    }
    return Geometry::Type::None;
}

geodata::OutputValue outputValue(const Field& field, const Value& value)
{
    if (isNull(value))
        return std::monostate{};
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return *whole;
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return detail::cellText(field, value);
}

/// One layer fed by the records of a kind; `feed` must outlive the writing.
geodata::OutputLayer layerOf(Kind kind, std::string name, const detail::Sharing& sharing, detail::RecordFeed& feed, ExportFormat format)
{
    const bool table = format == ExportFormat::XLSX;
    geodata::OutputLayer layer;
    layer.name = std::move(name);
    layer.type = outputShape(kind, table);
    layer.mixed = !table && shapeOf(kind) == TableShape::AnyGeometry;
    std::vector<std::size_t> fields;
    const auto all = fieldsOf(kind);
    for (const std::size_t i : sharing.fields())
        if (table || all[i].type != FieldType::Geometry) {
            fields.push_back(i);
            layer.fields.push_back({std::string{all[i].name}, outputType(all[i], table)});
        }
    layer.next = [&feed, fields, table, all](geodata::OutputRow& row) {
        const auto record = feed.next();
        if (!record)
            return false;
        row.id = record->id();
        row.geometry = table ? Geometry{} : detail::asMulti(detail::geometryOf(*record));
        row.values.clear();
        for (const std::size_t i : fields)
            row.values.push_back(outputValue(all[i], record->values[i]));
        return true;
    };
    return layer;
}

/// Fields beside the record's own geometry that hold another one and leave under the profile.
std::vector<std::size_t> furtherGeometries(Kind kind, const detail::Sharing& sharing)
{
    std::vector<std::size_t> found;
    const auto all = fieldsOf(kind);
    for (const std::size_t i : sharing.fields())
        if (all[i].type == FieldType::Geometry && all[i].name != "geometry")
            found.push_back(i);
    return found;
}

bool anyHas(const store::MissionFile& file, Kind kind, std::size_t field)
{
    bool has = false;
    file.forEach(kind, [&](const RecordValues& record) { has = has || !isNull(record.values[field]); });
    return has;
}

/// A geometry beside the record's own, for formats whose layers hold one: a layer of its own, by the record's id.
geodata::OutputLayer furtherLayer(Kind kind, std::size_t field, detail::RecordFeed& feed)
{
    const auto all = fieldsOf(kind);
    geodata::OutputLayer layer;
    layer.name = std::string{tableOf(kind)} + "_" + std::string{all[field].name};
    layer.mixed = true;
    layer.fields = {{"record_id", geodata::FieldType::Integer}, {"record_name", geodata::FieldType::Text}};
    const Field* name = findField(kind, "name");
    if (!name)
        name = findField(kind, "reference");
    layer.next = [&feed, field, name](geodata::OutputRow& row) {
        while (const auto record = feed.next()) {
            const auto* geometry = std::get_if<Geometry>(&record->values[field]);
            if (!geometry)
                continue;
            row.id = record->id();
            row.geometry = detail::asMulti(*geometry);
            row.values = {record->id(), name ? outputValue(*name, record->values[detail::indexOf(*name)]) : geodata::OutputValue{}};
            return true;
        }
        return false;
    };
    return layer;
}

/// CSV and GeoJSON are written as they come, without a library between.
void writeStream(detail::RecordFeed& feed, Kind kind, const detail::Sharing& sharing, ExportFormat format,
                 const std::function<void(std::string_view)>& write)
{
    std::ostringstream piece;
    const auto flush = [&](bool last) {
        if (!last && piece.tellp() < static_cast<std::streamoff>(kPieceBytes))
            return;
        write(piece.str());
        piece.str({});
    };
    if (format == ExportFormat::CSV)
        detail::writeCsvHeader(kind, sharing.fields(), piece);
    else
        piece << "{\"type\":\"FeatureCollection\",\"features\":[";
    bool first = true;
    while (const auto record = feed.next()) {
        if (format == ExportFormat::CSV)
            detail::writeCsvRow(*record, sharing.fields(), piece);
        else
            piece << (first ? "\n" : ",\n") << detail::featureText(*record, sharing.fields());
        first = false;
        flush(false);
    }
    if (format != ExportFormat::CSV)
        piece << "\n]}\n";
    flush(true);
}

std::string fileHash(const std::filesystem::path& path)
{
    std::ifstream in{path, std::ios::binary};
    Hasher hasher;
    std::string piece(kPieceBytes, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        hasher.add(std::string_view{piece}.substr(0, static_cast<std::size_t>(in.gcount())));
    return hex(hasher.finish());
}

/// @param bytes  takes what the file would hold; null writes the file
void exportRecords(const store::MissionFile& file, const ExportRequest& request, ExportFormat format, ExportReport& report, const Progress& progress,
                   std::string* bytes)
{
    std::vector<Kind> kinds = kindsFor(request, format);
    if (request.ids && request.kinds.size() != 1)
        throw Error{ErrorCode::Usage, "records chosen by their ids are of one kind; name it"};
    const std::vector<std::int64_t>* ids = request.ids ? &*request.ids : nullptr;
    std::vector<std::unique_ptr<detail::Sharing>> sharings;
    std::vector<std::unique_ptr<detail::RecordFeed>> feeds;
    std::vector<geodata::OutputLayer> layers;
    const std::vector<std::string> secrets = detail::secretNames(file, request.profile);
    for (const Kind kind : kinds) {
        auto sharing = std::make_unique<detail::Sharing>(request.profile, kind, secrets);
        if (!sharing->kindLeaves()) {
            if (!request.kinds.empty())
                throw Error{ErrorCode::Usage, "the profile " + lower(word(request.profile)) + " lets no " + kindName(kind) + " leave"};
            report.left_out += file.count(kind);
            continue;
        }
        if (request.kinds.empty() && file.count(kind) == 0)
            continue;
        auto feed = std::make_unique<detail::RecordFeed>(file, kind, *sharing, progress, ids);
        layers.push_back(layerOf(kind, std::string{tableOf(kind)}, *sharing, *feed, format));
        report.parts.push_back({kind, 0});
        sharings.push_back(std::move(sharing));
        feeds.push_back(std::move(feed));
    }
    std::vector<std::unique_ptr<detail::RecordFeed>> furtherFeeds;
    if (format == ExportFormat::GPKG || format == ExportFormat::KML)
        for (std::size_t i = 0; i < feeds.size(); ++i)
            for (const std::size_t field : furtherGeometries(report.parts[i].kind, *sharings[i]))
                if (const Kind kind = report.parts[i].kind; anyHas(file, kind, field)) {
                    furtherFeeds.push_back(std::make_unique<detail::RecordFeed>(file, kind, *sharings[i], progress, ids));
                    layers.push_back(furtherLayer(kind, field, *furtherFeeds.back()));
                }
    if (layers.empty())
        throw Error{ErrorCode::InvalidInput, "the mission holds nothing that could be exported this way"};
    const auto stream = [&](const std::function<void(std::string_view)>& write) {
        writeStream(*feeds.front(), report.parts.front().kind, *sharings.front(), format, write);
    };
    const bool streamed = format == ExportFormat::CSV || format == ExportFormat::GEOJSON;
    if (streamed && bytes) {
        stream([&](std::string_view piece) { bytes->append(piece); });
    } else if (streamed) {
        io::AtomicFile target{request.target};
        stream([&](std::string_view piece) { target.write(piece); });
        target.commit();
    } else if (bytes) {
        *bytes = geodata::vectorBytes(outputFormat(format), layers, progress);
    } else {
        geodata::writeVector(request.target, outputFormat(format), layers, progress);
    }
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        report.parts[i].records = feeds[i]->given();
        report.left_out += feeds[i]->leftOut();
    }
}

} // namespace

Profile profileOf(std::string_view text) { return wordOf<Profile>(text, "profile"); }

ExportFormat exportFormatOf(std::string_view text)
{
    std::string ending = lower(text);
    if (const auto dot = ending.rfind('.'); dot != std::string::npos)
        ending.erase(0, dot + 1);
    if (ending == "json")
        ending = "geojson";
    return wordOf<ExportFormat>(ending, "export format");
}

json toJson(const ExportReport& report)
{
    json parts = json::array();
    for (const auto& part : report.parts)
        parts.push_back({{"kind", kindName(part.kind)}, {"records", part.records}});
    return {{"file", report.file}, {"sha256", report.sha256}, {"parts", parts}, {"left_out", report.left_out}};
}

std::string exportBytes(const store::MissionFile& file, const ExportRequest& request, const Progress& progress)
{
    ExportReport unused;
    std::string bytes;
    if (request.profile == Profile::PUBLIC)
        detail::exportPublicCounts(file, request, request.format.value(), unused, progress, &bytes);
    else
        exportRecords(file, request, request.format.value(), unused, progress, &bytes);
    return bytes;
}

ExportReport exportFile(const store::MissionFile& file, const ExportRequest& request, const Progress& progress)
{
    ExportReport report;
    const ExportFormat format = request.format ? *request.format : exportFormatOf(request.target.filename().string());
    if (request.profile == Profile::PUBLIC)
        detail::exportPublicCounts(file, request, format, report, progress, nullptr);
    else
        exportRecords(file, request, format, report, progress, nullptr);
    report.file = request.target.string();
    report.sha256 = fileHash(request.target);
    return report;
}

} // namespace tutela::exchange
