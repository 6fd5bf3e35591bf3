// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/geodata/source.h>

#include "archive_p.h"
#include "files_p.h"

#include <tutela/geodata/limits.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace tutela::geodata {

Source Source::file(std::filesystem::path path)
{
    Source source;
    source.m_path = std::move(path);
    return source;
}

Source Source::bytes(std::string name, std::shared_ptr<const std::string> bytes)
{
    Source source;
    source.m_path = std::filesystem::path{std::move(name)}.filename();
    source.m_bytes = std::move(bytes);
    return source;
}

std::string_view formatName(Format format) noexcept
{
    switch (format) {
    case Format::DelimitedText: return "delimited text";
    case Format::Xlsx: return "XLSX workbook";
    case Format::Ods: return "ODS workbook";
    case Format::GeoJson: return "GeoJSON";
    case Format::GeoPackage: return "GeoPackage";
    case Format::Shapefile: return "Shapefile";
    case Format::Kml: return "KML";
    case Format::Kmz: return "KMZ";
    case Format::Gpx: return "GPX";
    case Format::Osm: return "OpenStreetMap XML";
    case Format::OsmPbf: return "OpenStreetMap PBF";
    case Format::MbTiles: return "MBTiles";
    case Format::GeoTiff: return "GeoTIFF";
    case Format::SrtmHgt: return "SRTM tile";
    case Format::AsciiGrid: return "ASCII grid";
    }
    return "unknown";
}

namespace {

using namespace std::string_view_literals;

struct Refusal {
    std::string_view magic;
    const char* sentence;
};
constexpr const char* kPacked = "The file is compressed; unpack it first.";
constexpr const char* kPicture = "This is a picture without a place on the map; save it as GeoTIFF first.";
/// Well-known files that are not read, so that the sentence can say what to do.
constexpr std::array<Refusal, 10> kRefusals{{
    {"\xD0\xCF\x11\xE0"sv, "This is a workbook of the old XLS kind; open it in a spreadsheet and save it as XLSX."},
    {"%PDF"sv, "PDF files are not read; ask for the table, GeoPackage or GeoTIFF behind it."},
    {"PMTiles"sv, "PMTiles are not read; convert them to MBTiles or GeoTIFF first."},
    {"\x1F\x8B"sv, kPacked},
    {"BZh"sv, kPacked},
    {"\xFD" "7zXZ"sv, kPacked},
    {"7z\xBC\xAF"sv, kPacked},
    {"Rar!"sv, kPacked},
    {"\x89PNG"sv, kPicture},
    {"\xFF\xD8\xFF"sv, kPicture},
}};

bool startsWithAny(std::string_view text, std::initializer_list<std::string_view> starts)
{
    return std::any_of(starts.begin(), starts.end(), [&](auto start) { return text.starts_with(start); });
}

bool isTileName(std::string_view name)
{
    const auto digit = [&](std::size_t i) { return std::isdigit(static_cast<unsigned char>(name[i])) != 0; };
    return name.size() == 11 && (name[0] == 'N' || name[0] == 'S') && digit(1) && digit(2) &&
           (name[3] == 'E' || name[3] == 'W') && digit(4) && digit(5) && digit(6) && name.substr(7) == ".hgt";
}

bool isTileSize(std::uint64_t bytes)
{
    return bytes == 1201ULL * 1201 * 2 || bytes == 3601ULL * 3601 * 2 || bytes == 1801ULL * 3601 * 2;
}

Format databaseFormat(const Source& source, std::string_view head)
{
    const auto application = head.size() >= 72 ? head.substr(68, 4) : std::string_view{};
    const auto extension = extensionOf(source);
    if (application == "GPKG" || application == "GP10" || application == "GP11" || extension == ".gpkg")
        return Format::GeoPackage;
    if (application == "MPBX" || extension == ".mbtiles")
        return Format::MbTiles;
    refuse(source, "This is an SQLite database, but neither GeoPackage nor MBTiles; export the table from it first.");
}

Format zipFormat(const Source& source)
{
    const Archive archive{source};
    if (archive.find("xl/workbook.xml") != nullptr || extensionOf(source) == ".xlsx")
        return Format::Xlsx;
    if (archive.find("content.xml") != nullptr)
        return Format::Ods;
    if (archive.findKml() != nullptr)
        return Format::Kmz;
    if (archive.entries().size() == 1 && isTileName(archive.entries().front().name) &&
        isTileSize(archive.entries().front().bytes))
        return Format::SrtmHgt;
    if (extensionOf(source) == ".kmz")
        refuse(source, "The KMZ holds no doc.kml; save it again, or unpack it and give the KML file.");
    refuse(source, "This is an archive whose contents are not known; unpack it first.");
}

/// Name of the first element, without prefix and in lower case; empty when the head holds none.
std::string rootElement(std::string_view text)
{
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        if (text.substr(at, 4) == "<!--") {
            at = text.find("-->", at);
            if (at == std::string_view::npos)
                break;
            continue;
        }
        if (at + 1 < text.size() && text[at + 1] != '?' && text[at + 1] != '!') {
            auto name = std::string{text.substr(at + 1, text.find_first_of(" \t\r\n/>", at) - at - 1)};
            if (const auto colon = name.find(':'); colon != std::string::npos)
                name.erase(0, colon + 1);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            return name;
        }
    }
    return {};
}

Format xmlFormat(const Source& source, std::string_view text)
{
    const auto root = rootElement(text);
    if (root == "kml" || (root.empty() && extensionOf(source) == ".kml"))
        return Format::Kml;
    if (root == "gpx")
        return Format::Gpx;
    if (root == "osm")
        return Format::Osm;
    // A KML may also start with one of its parts, as libraries and phones write it.
    if (extensionOf(source) == ".kml")
        return Format::Kml;
    refuse(source, "This is an XML or web file of a kind that is not read; KML, GPX and OSM are.");
}

/// Markup signs of UTF-16 text in one byte each.
std::string withoutZeros(std::string_view head)
{
    std::string text{head};
    std::erase(text, '\0');
    return text;
}

Format textFormat(const Source& source, std::string_view head)
{
    auto text = withoutZeros(head);
    if (startsWithAny(text, {"\xEF\xBB\xBF"sv}))
        text.erase(0, 3);
    else if (startsWithAny(text, {"\xFF\xFE"sv, "\xFE\xFF"sv}))
        text.erase(0, 2);
    const auto first = text.find_first_not_of(" \t\r\n");
    const std::string_view body = first == std::string::npos ? std::string_view{} : std::string_view{text}.substr(first);
    const auto extension = extensionOf(source);
    if (body.starts_with('<'))
        return xmlFormat(source, body);
    if (body.starts_with('{') || extension == ".geojson")
        return Format::GeoJson;
    if (extension == ".json")
        refuse(source, "This JSON file is not GeoJSON; only GeoJSON is read.");
    auto word = std::string{body.substr(0, 12)};
    std::transform(word.begin(), word.end(), word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".asc" || startsWithAny(word, {"ncols ", "ncols\t"}))
        return Format::AsciiGrid;
    return Format::DelimitedText;
}

} // namespace

Format sniff(const Source& source)
{
    const auto size = checkedSize(source);
    const auto head = firstBytes(source, 8192);
    const auto extension = extensionOf(source);
    for (const auto& refusal : kRefusals)
        if (head.starts_with(refusal.magic))
            refuse(source, refusal.sentence);
    if (head.starts_with("SQLite format 3\0"sv))
        return databaseFormat(source, head);
    if (head.starts_with("PK\x03\x04"))
        return zipFormat(source);
    if (startsWithAny(head, {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}))
        return Format::GeoTiff;
    if (head.starts_with("\0\0\x27\x0A"sv) || extension == ".dbf") {
        if (extension == ".shx")
            refuse(source, "This is the index of a Shapefile; give the file that ends in .shp.");
        return Format::Shapefile;
    }
    if (head.substr(0, 64).find("OSMHeader") != std::string::npos)
        return Format::OsmPbf;
    if (extension == ".hgt") {
        if (!isTileName(source.name()) || !isTileSize(size))
            refuse(source, "An SRTM tile has a name such as N04E031.hgt and the size of a whole tile; this one has not.");
        return Format::SrtmHgt;
    }
    return textFormat(source, head);
}

} // namespace tutela::geodata
