// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gdal_open_p.h"

#include "archive_p.h"
#include "files_p.h"

#include <tutela/core/text.h>
#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/limits.h>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>

namespace tutela::geodata {

ErrorCapture::ErrorCapture()
{
    CPLPushErrorHandlerEx(keep, this);
}

ErrorCapture::~ErrorCapture()
{
    CPLPopErrorHandler();
    CPLErrorReset();
}

void ErrorCapture::keep(CPLErr level, CPLErrorNum, const char* message)
{
    auto* self = static_cast<ErrorCapture*>(CPLGetErrorHandlerUserData());
    if (self != nullptr && level >= CE_Failure && self->m_failure.empty() && message != nullptr)
        self->m_failure = message;
}

std::string ErrorCapture::detail() const
{
    if (m_failure.empty())
        return {};
    // The sentence before says it already, better.
    if (m_failure.find("not recognized as a supported file format") != std::string::npos)
        return {};
    // Folders mean nothing to a reader and may tell too much.
    std::string text = m_failure;
    for (auto at = text.find('/'); at != std::string::npos; at = text.find('/', at)) {
        const bool starts = at == 0 || std::string_view{" '\"`(,:="}.find(text[at - 1]) != std::string_view::npos;
        const auto end = std::min(text.find_first_of(" '\"`),:", at + 1), text.size());
        const auto last = text.rfind('/', end - 1);
        if (starts && last != at)
            text.erase(at, last + 1 - at);
        else
            ++at;
    }
    constexpr std::size_t kLongest = 200;
    if (text.size() > kLongest)
        text.resize(kLongest);
    while (!text.empty() && !core::isUtf8(text))
        text.pop_back();
    return " The reader says: " + core::withVisibleControls(text);
}

std::string memoryName(const std::string& fileName)
{
    static std::atomic<std::uint64_t> count{0};
    return fmt::format("/vsimem/tutela-{}/{}", ++count, fileName);
}

MemoryFile::MemoryFile(const std::string& fileName, std::shared_ptr<const std::string> bytes)
    : m_bytes(std::move(bytes)), m_name(memoryName(fileName))
{
    // GDAL wants a writable pointer, but every open of ours is read-only.
    auto* start = const_cast<char*>(m_bytes->data());
    auto* file = VSIFileFromMemBuffer(m_name.c_str(), static_cast<GByte*>(static_cast<void*>(start)), m_bytes->size(), FALSE);
    if (file == nullptr)
        throw core::Error{core::ErrorCode::Internal, "A file in memory could not be made.", fileName};
    VSIFCloseL(file);
}

MemoryFile::~MemoryFile()
{
    VSIUnlink(m_name.c_str());
}

int CPL_STDCALL gdalProgress(double fraction, const char*, void* progress)
{
    const auto* sink = static_cast<const core::Progress*>(progress);
    try {
        sink->step(fraction);
        return TRUE;
    } catch (...) { // must not travel through GDAL; the caller asks the progress again
        return FALSE;
    }
}

std::vector<const char*> optionList(const std::vector<std::string>& options)
{
    std::vector<const char*> list;
    for (const auto& option : options)
        list.push_back(option.c_str());
    list.push_back(nullptr);
    return list;
}

namespace {

const char* driverOf(Format format)
{
    switch (format) {
    case Format::DelimitedText: return "CSV";
    case Format::Xlsx: return "XLSX";
    case Format::Ods: return "ODS";
    case Format::GeoJson: return "GeoJSON";
    case Format::GeoPackage: return "GPKG";
    case Format::Shapefile: return "ESRI Shapefile";
    case Format::Kml:
    case Format::Kmz: return "LIBKML";
    case Format::Gpx: return "GPX";
    case Format::Osm:
    case Format::OsmPbf: return "OSM";
    case Format::MbTiles: return "MBTiles";
    case Format::GeoTiff: return "GTiff";
    case Format::SrtmHgt: return "SRTMHGT";
    case Format::AsciiGrid: return "AAIGrid";
    }
    return "";
}

bool holdsOnly(Format format, OpenAs as)
{
    switch (format) {
    case Format::GeoTiff:
    case Format::SrtmHgt:
    case Format::AsciiGrid: return as == OpenAs::Raster;
    case Format::GeoPackage:
    case Format::MbTiles: return true;
    default: return as == OpenAs::Vector;
    }
}

/// Options of this thread while a file is opened.
class ThreadOption {
public:
    ThreadOption(const char* key, const char* value) : m_key(key) { CPLSetThreadLocalConfigOption(key, value); }
    ~ThreadOption() { CPLSetThreadLocalConfigOption(m_key, nullptr); }
    ThreadOption(const ThreadOption&) = delete;
    ThreadOption& operator=(const ThreadOption&) = delete;

private:
    const char* m_key;
};

/// A database that another program has open has its newest rows in a side file that an immutable open does not see.
void refuseOpenDatabase(const Source& source)
{
    if (!source.isFile())
        return;
    for (const char* suffix : {"-wal", "-journal"}) {
        std::error_code missing;
        auto side = source.path();
        side += suffix;
        const auto size = std::filesystem::file_size(side, missing);
        if (!missing && size > 0)
            refuse(source, "Another program has this file open or did not finish writing it; close it there and try again.");
    }
}

/// What must hold before the driver may see the file; gives the bytes to be opened in memory, if any.
std::unique_ptr<MemoryFile> prepare(const Source& source, Format format)
{
    switch (format) {
    case Format::Kml:
    case Format::Gpx:
    case Format::Osm: refuseHostileXml(source); break;
    case Format::GeoJson: refuseDeepJson(source); break;
    case Format::GeoPackage:
    case Format::MbTiles: refuseOpenDatabase(source); break;
    case Format::Shapefile:
        if (!source.isFile())
            refuse(source, "A Shapefile consists of several files and cannot be packed; pack a GeoPackage instead.");
        break;
    case Format::Xlsx:
    case Format::Ods: {
        const Archive archive{source};
        for (const auto& entry : archive.entries())
            if (entry.name.ends_with(".xml"))
                refuseHostileXml(Source::bytes(source.name(), archive.read(entry)));
        return std::make_unique<MemoryFile>(format == Format::Xlsx ? "book.xlsx" : "book.ods",
                                            allBytes(source, kMaxArchiveBytes));
    }
    case Format::Kmz: {
        const Archive archive{source};
        auto document = archive.read(*archive.findKml());
        refuseHostileXml(Source::bytes(source.name(), document));
        return std::make_unique<MemoryFile>("doc.kml", std::move(document));
    }
    case Format::SrtmHgt:
        if (extensionOf(source) == ".zip") {
            const Archive archive{source};
            const auto& entry = archive.entries().front();
            return std::make_unique<MemoryFile>(entry.name, archive.read(entry));
        }
        break;
    default: break;
    }
    if (source.isFile())
        return nullptr;
    return std::make_unique<MemoryFile>(source.name(), source.data());
}

std::vector<std::string> withFixedOptions(Format format, std::vector<std::string> options)
{
    if (format == Format::GeoPackage)
        options.insert(options.end(), {"IMMUTABLE=YES", "LIST_ALL_TABLES=AUTO"});
    if (format == Format::Osm || format == Format::OsmPbf)
        options.push_back(fmt::format("CONFIG_FILE={}", kOsmConfiguration));
    return options;
}

} // namespace

Opened openForeign(const Source& source, OpenAs as, const std::vector<std::string>& options)
{
    startGdal();
    Opened opened;
    opened.format = sniff(source);
    if (!holdsOnly(opened.format, as))
        refuse(source, fmt::format("This is a {} file, which holds no {}.", formatName(opened.format),
                                   as == OpenAs::Raster ? "raster" : "table or shapes"));
    opened.memory = prepare(source, opened.format);
    const std::string name =
        opened.memory ? opened.memory->name() : std::filesystem::absolute(source.path()).lexically_normal().string();
    const auto all = withFixedOptions(opened.format, options);
    const std::array<const char*, 2> drivers{driverOf(opened.format), nullptr};
    ErrorCapture errors;
    {
        // A Shapefile is the one format that consists of neighbours.
        const ThreadOption neighbours{"GDAL_DISABLE_READDIR_ON_OPEN",
                                      opened.format == Format::Shapefile ? "FALSE" : "EMPTY_DIR"};
        const ThreadOption pragma{"OGR_SQLITE_PRAGMA", "trusted_schema=0,cell_size_check=1,mmap_size=0"};
        const auto list = optionList(all);
        opened.dataset.reset(GDALDataset::Open(
            name.c_str(), GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR | (as == OpenAs::Raster ? GDAL_OF_RASTER : GDAL_OF_VECTOR),
            drivers.data(), list.data(), nullptr));
    }
    if (!opened.dataset)
        refuse(source, fmt::format("The file looks like {} but cannot be read as such: it is damaged, or holds no {}.{}",
                                   formatName(opened.format), as == OpenAs::Raster ? "raster" : "table or shapes",
                                   errors.detail()));
    return opened;
}

} // namespace tutela::geodata
