// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/core/text.h>
#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/limits.h>
#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>
#include <tutela/geodata/table.h>
#include <tutela/geodata/vector.h>

#include <catch2/catch.hpp>
#include <ogrsf_frmts.h>

#include <cmath>
#include <iostream>
#include <map>
#include <sstream>

using namespace tutela;
using geodata::Source;
using geodata::TableReader;

namespace {

std::optional<std::filesystem::path> data()
{
    auto folder = test::sharedData();
    if (!folder)
        std::cout << "skipped: the folder of real data is not here (TUTELA_TEST_DATA)\n";
    return folder;
}

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.is_regular_file())
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

using Rows = std::vector<std::vector<std::string>>;

Rows ourRows(const std::filesystem::path& path, char& separator, std::string& encoding)
{
    auto reader = TableReader::open(path);
    separator = reader.info().separator;
    encoding = reader.info().encoding;
    Rows rows;
    geodata::Row row;
    while (reader.next(row))
        rows.emplace_back(row.cells.begin(), row.cells.end());
    return rows;
}

const char* separatorName(char separator)
{
    return separator == ';' ? "SEMICOLON" : separator == '\t' ? "TAB" : separator == '|' ? "PIPE" : "COMMA";
}

/// The same file through GDAL's own CSV driver, all cells as text; a bare copy, so that no .csvt beside it counts.
Rows driverRows(const std::filesystem::path& path, char separator, const test::TempFolder& folder)
{
    const auto copy = folder / "copy.csv";
    std::filesystem::copy_file(path, copy, std::filesystem::copy_options::overwrite_existing);
    const auto by = std::string{"SEPARATOR="} + separatorName(separator);
    const std::array<const char*, 2> drivers{"CSV", nullptr};
    const std::array<const char*, 4> options{"HEADERS=YES", "AUTODETECT_TYPE=NO", by.c_str(), nullptr};
    auto* dataset = GDALDataset::Open(copy.c_str(), GDAL_OF_VECTOR, drivers.data(), options.data(), nullptr);
    Rows rows;
    if (dataset == nullptr)
        return rows;
    for (const auto& feature : dataset->GetLayer(0)) {
        auto& row = rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            row.emplace_back(feature->GetFieldAsString(i));
    }
    GDALClose(dataset);
    return rows;
}

} // namespace

TEST_CASE("every CSV of the data folder reads as GDAL's driver reads it, cell by cell", "[geodata][delimited][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    geodata::startGdal();
    const test::TempFolder work;
    std::size_t files = 0;
    std::size_t cells = 0;
    for (const auto& path : filesIn(*folder)) {
        if (path.extension() != ".csv")
            continue;
        CAPTURE(path.lexically_relative(*folder).string());
        // GDAL 3.6 lets a quote inside an unquoted cell swallow separators; the next test says what we read.
        if (path.filename() == "double_quotes_in_middle_of_field.csv")
            continue;
        char separator = 0;
        std::string encoding;
        const auto ours = ourRows(path, separator, encoding);
        const auto theirs = driverRows(path, separator, work);
        if (theirs.empty() && ours.size() <= 1)
            continue; // the driver refuses files of one column
        ++files;
        REQUIRE(ours.size() == theirs.size());
        for (std::size_t r = 0; r < ours.size(); ++r) {
            const auto shared = std::min(ours[r].size(), theirs[r].size());
            for (std::size_t c = 0; c < shared; ++c) {
                if (encoding == "UTF-8" && ours[r][c] != theirs[r][c]) {
                    CAPTURE(r, c);
                    REQUIRE(ours[r][c] == theirs[r][c]);
                }
                ++cells;
            }
        }
    }
    std::cout << "compared " << cells << " cells of " << files << " files\n";
    CHECK(files > 10);
}

TEST_CASE("a quote inside an unquoted cell is an ordinary sign", "[geodata][delimited][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    char separator = 0;
    std::string encoding;
    const auto rows = ourRows(*folder / "formats" / "csv" / "double_quotes_in_middle_of_field.csv", separator, encoding);
    CHECK(rows == Rows{{"1", "50\xC2\xB0" "46'06.6\"N 116\xC2\xB0" "42'04.4", "foo"}});
}

namespace {

struct Golden {
    std::string layers, size, message;
};

/// One line of the golden table, quoted cells included.
std::map<std::string, Golden> goldens(const std::filesystem::path& folder)
{
    auto reader = TableReader::open(folder / "goldens" / "format_behaviour_gdal362.csv");
    std::map<std::string, Golden> all;
    geodata::Row row;
    while (reader.next(row))
        all[std::string{row.cells[0]}] = {row.cells[2] == "0" ? std::string{row.cells[5]} : std::string{},
                                          std::string{row.cells[8]}, std::string{row.cells[11]}};
    return all;
}

struct Found {
    std::string vector, raster, table;
    std::size_t refusals = 0;
};

Found parsed(const std::string& text)
{
    Found found;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        found.refusals += line.find(" refused ") != std::string::npos ? 1 : 0;
        if (line.starts_with("vector ") && line.find("refused") == std::string::npos)
            found.vector = line.substr(7);
        if (line.starts_with("raster ") && line.find("refused") == std::string::npos)
            found.raster = line.substr(7);
        if (line.starts_with("table ") && line.find("refused") == std::string::npos)
            found.table = line.substr(6);
    }
    return found;
}

} // namespace

TEST_CASE("every file of the format folders ends in the known counts or in a clear refusal, never in a crash", "[geodata][formats][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const auto known = goldens(*folder);
    std::size_t same = 0;
    std::size_t refused = 0;
    double slowest = 0.0;
    std::string slowestName;
    for (const char* part : {"formats", "malformed", "kml", "hxl", "basemaps"})
        for (const auto& path : filesIn(*folder / part)) {
            const auto name = path.lexically_relative(*folder).string();
            CAPTURE(name);
            const auto run = test::run({TUTELA_READ_ONE, path.string()}, {}, 20.0);
            CAPTURE(run.out, run.err);
            REQUIRE(run.exitCode == 0);
            if (run.seconds > slowest) {
                slowest = run.seconds;
                slowestName = name;
            }
            const auto found = parsed(run.out);
            if (found.vector.empty() && found.raster.empty() && found.table.empty()) {
                ++refused;
                CHECK(found.refusals >= 2);
                continue;
            }
            const auto golden = known.find(name);
            if (golden == known.end())
                continue;
            if (!found.raster.empty() && !golden->second.size.empty())
                CHECK(found.raster == golden->second.size);
            // The table gives the counts of six layers at most, and none where GDAL needs a read or found a header row.
            const auto& layers = golden->second.layers;
            const bool counted = !layers.empty() && layers.find("-1") == std::string::npos && path.extension() != ".xlsx";
            if (!found.vector.empty() && counted)
                CHECK((found.vector + '|').substr(0, layers.size() + 1) == layers + '|');
            ++same;
        }
    std::cout << same << " files with the known counts, " << refused << " refused; slowest " << slowest << " s: " << slowestName << "\n";
    CHECK(same > 60);
}

TEST_CASE("files known to be hostile end in the refusal that names the reason", "[geodata][formats][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const auto message = [&](const char* name, auto read) {
        try {
            read(Source::file(*folder / "malformed" / name));
        } catch (const core::Error& error) {
            return error.message();
        }
        return std::string{};
    };
    const auto layers = [](const Source& source) { (void)geodata::vectorLayers(source); };
    CHECK(message("osm/billionlaugh.osm", layers).find("declaration") != std::string::npos);
    CHECK(message("gpkg/huge_feature_count.gpkg", layers).find("5 000 000") != std::string::npos);
    CHECK(message("kml/100_nested_folders.kml", layers).find("64") != std::string::npos);
    CHECK_FALSE(message("gpkg_raster/huge_line.tif", [](const Source& source) { (void)geodata::readRaster(source); }).empty());
}

TEST_CASE("elevations of zipped SRTM tiles equal the independent ones", "[geodata][raster][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    std::map<std::string, geodata::Raster> tiles;
    for (const char* tile : {"N42E001", "S29W072"})
        tiles[tile] = geodata::readRaster(geodata::RasterSource::file(*folder / "terrain" / (std::string{tile} + ".hgt.zip")));
    const auto& mountains = tiles.at("N42E001").cells.cells();
    CHECK(std::count_if(mountains.begin(), mountains.end(), [](float v) { return std::isnan(v); }) == 7652);

    auto reader = TableReader::open(*folder / "goldens" / "hgt_point_elevations.csv");
    REQUIRE(reader.columns() == std::vector<std::string>{"tile", "lat", "lon", "nearest_sample_m", "bilinear_m"});
    geodata::Row row;
    std::size_t compared = 0;
    while (reader.next(row)) {
        const auto& tile = tiles.at(std::string{row.cells[0]});
        const double lat = std::stod(std::string{row.cells[1]});
        const double lon = std::stod(std::string{row.cells[2]});
        // Samples lie in the middle of the cells.
        const double col = (lon - tile.frame.west) / tile.frame.cellX - 0.5;
        const double line = (tile.frame.north - lat) / tile.frame.cellY - 0.5;
        const auto at = [&](double r, double c) {
            return static_cast<double>(tile.cells.at(static_cast<std::size_t>(r), static_cast<std::size_t>(c)));
        };
        CHECK(at(std::round(line), std::round(col)) == std::stod(std::string{row.cells[3]}));
        const double r = std::floor(line), c = std::floor(col), u = col - c, v = line - r;
        const double between = (at(r, c) * (1 - u) + at(r, c + 1) * u) * (1 - v) + (at(r + 1, c) * (1 - u) + at(r + 1, c + 1) * u) * v;
        CHECK(between == Approx(std::stod(std::string{row.cells[4]})).margin(0.01));
        ++compared;
    }
    CHECK(compared > 10);
}

TEST_CASE("a Shapefile in a named projection comes as WGS 84", "[geodata][vector][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    // Spearfish, South Dakota, in UTM zone 13 on NAD 27.
    const auto roads = geodata::readVector(Source::file(*folder / "accessmod_demo" / "road__demo.shp"));
    CHECK(roads.features.size() == 825);
    CHECK(roads.skipped == 0);
    for (const auto& road : roads.features) {
        const auto box = road.geometry.box();
        REQUIRE(box.west > -104.0);
        REQUIRE(box.east < -103.4);
        REQUIRE(box.south > 44.2);
        REQUIRE(box.north < 44.7);
    }
}

TEST_CASE("an elevation raster is warped onto degrees with the values of its place", "[geodata][warp][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const auto source = geodata::RasterSource::file(*folder / "accessmod_demo" / "dem__dem.tif");
    const auto stored = geodata::readRaster(source);
    CHECK(stored.cells.cols() == 633);
    CHECK(stored.cells.rows() == 467);
    const auto info = geodata::rasterInfo(source);
    REQUIRE(info.box);
    const core::GridFrame target{info.box->west, info.box->north, (info.box->east - info.box->west) / 100.0,
                                 (info.box->north - info.box->south) / 100.0, "EPSG:4326"};
    const auto warped = geodata::readWarped(source, target, 100, 100, geodata::Resampling::Nearest);
    const auto projection = geodata::Projection::of(stored.frame.crs);
    std::size_t compared = 0;
    std::size_t near = 0;
    for (std::size_t r = 2; r < 98; r += 5)
        for (std::size_t c = 2; c < 98; c += 5) {
            const auto xy = projection.forward(core::Vertex{target.west + (static_cast<double>(c) + 0.5) * target.cellX,
                                                            target.north - (static_cast<double>(r) + 0.5) * target.cellY});
            const double col = (xy.x - stored.frame.west) / stored.frame.cellX;
            const double row = (stored.frame.north - xy.y) / stored.frame.cellY;
            if (!(col >= 1 && row >= 1 && col < 632 && row < 466) || std::isnan(warped.at(r, c)))
                continue;
            ++compared;
            bool found = false; // the tolerance in place is an eighth of a cell: a neighbour may be the nearest
            for (const double dr : {-0.2, 0.0, 0.2})
                for (const double dc : {-0.2, 0.0, 0.2})
                    found = found || stored.cells.at(static_cast<std::size_t>(row + dr), static_cast<std::size_t>(col + dc)) == warped.at(r, c);
            near += found ? 1 : 0;
        }
    CHECK(compared > 200);
    CHECK(near == compared);
}
