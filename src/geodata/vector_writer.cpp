// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/geodata/vector_writer.h>

#include "files_p.h"
#include "ogr_p.h"

#include <tutela/core/atomic_write.h>
#include <tutela/geodata/gdal_start.h>

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tutela::geodata {
namespace {

using core::Error;
using core::ErrorCode;
using core::Geometry;

constexpr std::uintmax_t kTooLittleSpace = std::uintmax_t{1} << 20; ///< bytes left when a driver failed for want of space

/// A private folder beside the target: drivers want to make their file (and its journal) themselves.
class WorkFolder {
public:
    explicit WorkFolder(const std::filesystem::path& target)
    {
        auto pattern = (std::filesystem::absolute(target).parent_path() / ".tutela-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw Error{ErrorCode::Permission, "Nothing can be written in this folder; choose another one.", target.filename().string()};
        m_path = pattern;
    }
    ~WorkFolder()
    {
        std::error_code ignored; // the target is complete or absent either way
        std::filesystem::remove_all(m_path, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

struct Driver {
    const char* name;
    const char* extension;
    bool manyLayers;
    std::vector<std::string> layerOptions;
};

Driver driverFor(OutputFormat format)
{
    switch (format) {
    case OutputFormat::GeoPackage: return {"GPKG", ".gpkg", true, {"FID=fid", "GEOMETRY_NAME=geom"}};
    case OutputFormat::GeoJson: return {"GeoJSON", ".geojson", false, {"RFC7946=YES", "WRITE_NAME=NO"}};
    case OutputFormat::Csv: return {"CSV", ".csv", false, {"LINEFORMAT=LF", "STRING_QUOTING=IF_NEEDED"}};
    case OutputFormat::Xlsx: return {"XLSX", ".xlsx", true, {}};
    case OutputFormat::Kml: return {"KML", ".kml", true, {}}; // LIBKML takes time with the square of the features
    case OutputFormat::Gpx: return {"GPX", ".gpx", true, {}};
    }
    throw Error{ErrorCode::Internal, "Unknown output format."};
}

bool isSheet(OutputFormat format)
{
    return format == OutputFormat::Csv || format == OutputFormat::Xlsx;
}

OGRwkbGeometryType ogrType(Geometry::Type type)
{
    switch (type) {
    case Geometry::Type::None: return wkbNone;
    case Geometry::Type::Point: return wkbPoint;
    case Geometry::Type::MultiPoint: return wkbMultiPoint;
    case Geometry::Type::LineString: return wkbLineString;
    case Geometry::Type::MultiLineString: return wkbMultiLineString;
    case Geometry::Type::Polygon: return wkbPolygon;
    case Geometry::Type::MultiPolygon: return wkbMultiPolygon;
    }
    return wkbUnknown;
}

OGRFieldType ogrType(FieldType type)
{
    switch (type) {
    case FieldType::Text: return OFTString;
    case FieldType::Integer: return OFTInteger64;
    case FieldType::Boolean: return OFTInteger;
    case FieldType::Real: return OFTReal;
    case FieldType::Date: return OFTDate;
    case FieldType::DateTime: return OFTDateTime;
    }
    return OFTString;
}

/// Signs that make a spreadsheet run a cell as a formula, in their plain and full-width forms.
bool looksLikeFormula(std::string_view text)
{
    constexpr std::array<std::string_view, 11> kStarts{"=", "+", "-", "@", "\t", "\r", "\n",
                                                       "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::any_of(kStarts.begin(), kStarts.end(), [&](auto start) { return text.starts_with(start); });
}

/// The drivers of text and workbook files do not notice a disk that takes no more: the end of the file shows it.
bool isWhole(const std::filesystem::path& file, OutputFormat format)
{
    if (format != OutputFormat::Kml && format != OutputFormat::Gpx && format != OutputFormat::Xlsx)
        return true;
    constexpr std::uintmax_t kLook = 4096;
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    std::ifstream in{file, std::ios::binary};
    in.seekg(static_cast<std::streamoff>(unknown || size < kLook ? 0 : size - kLook));
    const std::string end{std::istreambuf_iterator<char>{in}, {}};
    const std::string_view mark = format == OutputFormat::Kml ? "</kml>" : format == OutputFormat::Gpx ? "</gpx>" : "PK\x05\x06"; // end of a zip
    return end.find(mark) != std::string::npos;
}

class Writer {
public:
    Writer(const std::filesystem::path& file, OutputFormat format, const core::Progress& progress)
        : m_format(format), m_driver(driverFor(format)), m_progress(progress)
    {
        // GPX takes fields of its own standard only, unless it is told to use its extension element.
        const std::vector<std::string> options =
            format == OutputFormat::Gpx ? std::vector<std::string>{"GPX_USE_EXTENSIONS=YES"} : std::vector<std::string>{};
        auto list = optionList(options);
        auto* driver = GetGDALDriverManager()->GetDriverByName(m_driver.name);
        m_dataset.reset(driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, const_cast<char**>(list.data()))); // only read
        if (!m_dataset)
            fail("The file cannot be made.");
    }

    void write(const OutputLayer& from)
    {
        auto& layer = create(from);
        const bool transaction = m_format == OutputFormat::GeoPackage && m_dataset->StartTransaction() == OGRERR_NONE;
        OutputRow row;
        for (std::uint64_t count = 0; from.next(row); ++count) {
            m_progress.check();
            add(layer, from, row);
            row = {};
        }
        if (transaction && m_dataset->CommitTransaction() != OGRERR_NONE)
            fail("The file cannot be written.");
    }

    void finish()
    {
        m_dataset.reset(); // writes the rest
        if (m_errors.failed())
            fail("The file cannot be written.");
    }

private:
    [[noreturn]] void fail(const std::string& sentence) const
    {
        throw Error{ErrorCode::Io, sentence + m_errors.detail()};
    }

    OGRLayer& create(const OutputLayer& from)
    {
        auto srs = wgs84();
        const auto type = isSheet(m_format) ? wkbNone : from.mixed ? wkbUnknown : ogrType(from.type);
        auto list = optionList(m_driver.layerOptions);
        auto* layer = m_dataset->CreateLayer(layerName(from).c_str(), type == wkbNone ? nullptr : &srs, type,
                                             const_cast<char**>(list.data())); // only read
        if (layer == nullptr)
            fail("A layer cannot be made in the file.");
        m_fields.clear();
        for (const auto& field : from.fields) {
            OGRFieldDefn defn{field.name.c_str(), ogrType(field.type)};
            if (field.type == FieldType::Boolean)
                defn.SetSubType(OFSTBoolean);
            int index = layer->GetLayerDefn()->GetFieldIndex(field.name.c_str());
            if (index < 0) { // GPX has its own fields from the start
                if (layer->CreateField(&defn) != OGRERR_NONE)
                    fail("A field cannot be made in the file.");
                index = layer->GetLayerDefn()->GetFieldCount() - 1;
            }
            m_fields.push_back(index);
        }
        return *layer;
    }

    std::string layerName(const OutputLayer& from) const
    {
        if (m_format != OutputFormat::Gpx)
            return from.name;
        switch (from.type) {
        case Geometry::Type::Point: return "waypoints";
        case Geometry::Type::LineString:
        case Geometry::Type::MultiLineString: return "tracks";
        default: throw Error{ErrorCode::InvalidInput, "GPX holds points and lines only; choose another format for this kind."};
        }
    }

    void add(OGRLayer& layer, const OutputLayer& from, const OutputRow& row)
    {
        if (row.values.size() != m_fields.size())
            throw Error{ErrorCode::Internal, "A row has not as many values as the layer has fields."};
        const std::unique_ptr<OGRFeature> feature{OGRFeature::CreateFeature(layer.GetLayerDefn())};
        if (row.id > 0 && !isSheet(m_format))
            feature->SetFID(row.id);
        for (std::size_t i = 0; i < row.values.size(); ++i)
            set(*feature, m_fields[i], from.fields[i], row.values[i]);
        if (!row.geometry.empty() && layer.GetGeomType() != wkbNone)
            feature->SetGeometryDirectly(shape(row.geometry, layer.GetGeomType()).release());
        if (layer.CreateFeature(feature.get()) != OGRERR_NONE)
            fail("A record cannot be written.");
    }

    void set(OGRFeature& feature, int index, const OutputField& field, const OutputValue& value) const
    {
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            feature.SetField(index, static_cast<GIntBig>(*whole));
        } else if (const auto* real = std::get_if<double>(&value)) {
            if (!std::isfinite(*real))
                throw Error{ErrorCode::InvalidInput, "A number that is not finite cannot be written.", field.name};
            feature.SetField(index, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            const bool guard = isSheet(m_format) && field.type == FieldType::Text && looksLikeFormula(*text);
            feature.SetField(index, guard ? ("'" + *text).c_str() : text->c_str());
            if (!feature.IsFieldSetAndNotNull(index))
                throw Error{ErrorCode::InvalidInput, "A text is not a whole date or time and cannot be written as one.", field.name};
        }
    }

    static std::unique_ptr<OGRGeometry> shape(const Geometry& geometry, OGRwkbGeometryType type)
    {
        const auto wkb = core::toWkb(geometry);
        OGRGeometry* made = nullptr;
        if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size()) != OGRERR_NONE)
            throw Error{ErrorCode::InvalidInput, "A shape is not valid and cannot be written."};
        // A single shape in a layer of collections becomes a collection of one.
        std::unique_ptr<OGRGeometry> shape{type == wkbUnknown ? made : OGRGeometryFactory::forceTo(made, type)};
        if (shape && type == wkbUnknown)
            return shape;
        if (!shape || wkbFlatten(shape->getGeometryType()) != wkbFlatten(type))
            throw Error{ErrorCode::InvalidInput, "A shape is of another kind than its layer and cannot be written."};
        return shape;
    }

    ErrorCapture m_errors;
    OutputFormat m_format;
    Driver m_driver;
    const core::Progress& m_progress;
    DatasetHandle m_dataset;
    std::vector<int> m_fields;
};

/// Options of this thread while one file is written.
class WriteOptions {
public:
    WriteOptions()
    {
        for (const auto& [key, value] : kOptions)
            CPLSetThreadLocalConfigOption(key, value);
    }
    ~WriteOptions()
    {
        for (const auto& [key, value] : kOptions)
            CPLSetThreadLocalConfigOption(key, nullptr);
    }
    WriteOptions(const WriteOptions&) = delete;
    WriteOptions& operator=(const WriteOptions&) = delete;

private:
    static constexpr std::array<std::pair<const char*, const char*>, 3> kOptions{{
        {"OGR_XLSX_HEADERS", "FORCE"},
        {"OGR_XLSX_FIELD_TYPES", "AUTO"},
        {"OGR_CURRENT_DATE", "1970-01-01T00:00:00.000Z"}, // GeoPackage: no clock, so that equal input gives equal bytes
    }};
};

void copyInto(core::io::AtomicFile& to, const std::filesystem::path& from)
{
    ByteReader reader{Source::file(from)};
    std::vector<char> buffer(std::size_t{1} << 20);
    while (const auto count = reader.read(buffer))
        to.write({buffer.data(), count});
}

} // namespace

namespace {

void requireHolds(OutputFormat format, const std::vector<OutputLayer>& layers)
{
    if (layers.empty() || (layers.size() > 1 && !driverFor(format).manyLayers))
        throw Error{ErrorCode::InvalidInput, "This format holds one kind of record in a file; choose one kind, or GeoPackage."};
}

void writeAll(const std::filesystem::path& work, OutputFormat format, const std::vector<OutputLayer>& layers, const core::Progress& progress)
{
    Writer writer{work, format, progress};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        writer.write(layers[i]);
        progress.step(static_cast<double>(i + 1) / static_cast<double>(layers.size()));
    }
    writer.finish();
}

} // namespace

void writeVector(const std::filesystem::path& path, OutputFormat format, const std::vector<OutputLayer>& layers,
                 const core::Progress& progress)
{
    startGdal();
    requireHolds(format, layers);
    core::io::AtomicFile target{path};
    const WorkFolder folder{path};
    const WriteOptions options;
    try {
        const auto work = folder.path() / (std::string{"export"} + driverFor(format).extension);
        writeAll(work, format, layers, progress);
        if (!isWhole(work, format))
            throw Error{ErrorCode::Io, "The file could not be written to its end."};
        copyInto(target, work);
    } catch (const Error& error) {
        // Drivers do not say why the disk refused them.
        std::error_code unknown;
        const auto space = std::filesystem::space(folder.path(), unknown);
        if (error.code() == ErrorCode::Io && !unknown && space.available < kTooLittleSpace)
            throw Error{ErrorCode::NoSpace, "The disk is full; free some space or choose another disk.", path.filename().string()};
        throw error.within(path.filename().string());
    }
    target.commit();
}

std::string vectorBytes(OutputFormat format, const std::vector<OutputLayer>& layers, const core::Progress& progress)
{
    startGdal();
    requireHolds(format, layers);
    const WriteOptions options;
    const std::string name = memoryName(std::string{"export"} + driverFor(format).extension);
    const std::unique_ptr<const char, int (*)(const char*)> removed{name.c_str(), VSIUnlink};
    writeAll(name, format, layers, progress);
    vsi_l_offset size = 0;
    const auto* bytes = VSIGetMemFileBuffer(name.c_str(), &size, FALSE);
    if (bytes == nullptr)
        throw Error{ErrorCode::Internal, "A file in memory could not be read back."};
    return {static_cast<const char*>(static_cast<const void*>(bytes)), static_cast<std::size_t>(size)};
}

} // namespace tutela::geodata
