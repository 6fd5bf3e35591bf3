// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/geodata/table.h>
#include <tutela/geodata/vector.h>
#include <tutela/geodata/vector_writer.h>

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

using namespace tutela;
using geodata::FieldType;
using geodata::OutputFormat;
using geodata::OutputLayer;
using geodata::OutputRow;
using geodata::Source;
using geodata::TableReader;

namespace {

core::Geometry square(double west, double south)
{
    return {core::Geometry::Type::Polygon, {{{{west, south}, {west + 1, south}, {west + 1, south + 1}, {west, south + 1}, {west, south}}}}};
}

OutputLayer layerOf(std::string name, core::Geometry::Type type, std::vector<geodata::OutputField> fields, std::vector<OutputRow> rows)
{
    return {std::move(name), type, std::move(fields), [rows = std::move(rows), i = std::size_t{0}](OutputRow& row) mutable {
                if (i == rows.size())
                    return false;
                row = rows[i++];
                return true;
            }};
}

OutputLayer places()
{
    return layerOf("places", core::Geometry::Type::Point,
                   {{"name", FieldType::Text}, {"people", FieldType::Integer}, {"share", FieldType::Real},
                    {"day", FieldType::Date}, {"at", FieldType::DateTime}},
                   {{11, core::Geometry::point(core::GeoPoint::of(5.1, 1.94)),
                     {std::string{"Luzi"}, std::int64_t{4200}, 0.1, std::string{"2026-10-05"}, std::string{"2026-10-05T06:30:00Z"}}},
                    {12, core::Geometry::point(core::GeoPoint::of(-3.25, -0.5)),
                     {std::string{"Kélé, \"old\"\nmarket"}, {}, {}, {}, {}}}});
}

OutputLayer areas()
{
    return layerOf("areas", core::Geometry::Type::Polygon, {{"name", FieldType::Text}},
                   {{1, square(3, 1), {std::string{"West"}}}, {2, square(5, 1), {std::string{"East"}}}});
}

std::vector<std::map<std::string, std::string>> table(const std::filesystem::path& path, const geodata::TableOptions& options = {})
{
    auto reader = TableReader::open(path, options);
    std::vector<std::map<std::string, std::string>> all;
    geodata::Row row;
    while (reader.next(row)) {
        auto& one = all.emplace_back();
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            one[reader.columns()[i]] = row.cells[i];
        if (row.geometry != nullptr)
            one["#lon"] = std::to_string(row.geometry->parts.at(0).at(0).at(0).x);
        one["#row"] = std::to_string(row.number);
    }
    return all;
}

} // namespace

TEST_CASE("what is written in each format is read back as the same table", "[geodata][vector_writer]")
{
    const test::TempFolder folder;
    const auto [format, file, shapes] = GENERATE(Catch::Generators::table<OutputFormat, std::string, bool>({
        {OutputFormat::GeoPackage, "out.gpkg", true},
        {OutputFormat::GeoJson, "out.geojson", true},
        {OutputFormat::Csv, "out.csv", false},
        {OutputFormat::Xlsx, "out.xlsx", false},
        {OutputFormat::Kml, "out.kml", true},
        {OutputFormat::Gpx, "out.gpx", true},
    }));
    CAPTURE(file);
    geodata::writeVector(folder / file, format, {places()});
    const auto rows = table(folder / file);
    REQUIRE(rows.size() == 2);
    const bool gpx = format == OutputFormat::Gpx; // its reader names extensions "ogr_people"
    const auto people = gpx ? "ogr_people" : "people";
    const auto name = format == OutputFormat::Kml ? "Name" : "name";
    CHECK(rows[0].at(name) == "Luzi");
    CHECK(rows[0].at(people) == "4200");
    CHECK(rows[1].at(people).empty());
    CHECK(rows[1].at(name) == "Kélé, \"old\"\nmarket");
    CHECK(rows[0].at(gpx ? "ogr_share" : "share") == "0.1");
    if (!gpx && format != OutputFormat::Kml) {
        CHECK(rows[0].at("day").substr(0, 10).find("2026") != std::string::npos);
        CHECK(rows[1].at("day").empty());
    }
    CHECK(rows[0].contains("#lon") == shapes);
    if (shapes)
        CHECK(rows[1].at("#lon") == "-3.250000");
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
}

TEST_CASE("equal rows are written as equal bytes", "[geodata][vector_writer]")
{
    const test::TempFolder folder;
    const auto format = GENERATE(OutputFormat::GeoPackage, OutputFormat::GeoJson, OutputFormat::Csv, OutputFormat::Xlsx,
                                 OutputFormat::Kml, OutputFormat::Gpx);
    geodata::writeVector(folder / "a", format, {places()});
    geodata::writeVector(folder / "b", format, {places()});
    CHECK(test::readFile(folder / "a") == test::readFile(folder / "b"));
}

TEST_CASE("text that a spreadsheet would run gets an apostrophe, numbers stay numbers", "[geodata][vector_writer]")
{
    const test::TempFolder folder;
    std::vector<OutputRow> rows;
    for (const char* text : {"=1+1", "+1", "-1", "@x", "\tx", "\xEF\xBC\x9D" "1", "plain"})
        rows.push_back({0, {}, {std::string{text}, std::int64_t{-7}}});
    geodata::writeVector(folder / "o.csv", OutputFormat::Csv,
                         {layerOf("t", core::Geometry::Type::None, {{"text", FieldType::Text}, {"n", FieldType::Integer}}, rows)});
    const auto read = table(folder / "o.csv");
    REQUIRE(read.size() == rows.size());
    for (std::size_t i = 0; i + 1 < read.size(); ++i)
        CHECK(read[i].at("text").front() == '\'');
    CHECK(read.back().at("text") == "plain");
    CHECK(read[0].at("n") == "-7");
}

TEST_CASE("a failed write leaves the old file as it was", "[geodata][vector_writer]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "o.gpkg", "old");
    auto broken = places();
    broken.next = [n = 0](OutputRow& row) mutable {
        row = {0, {}, {std::string{"x"}, {}, {}, std::string{n++ == 0 ? "2026-01-01" : "some day"}, {}}};
        return true;
    };
    CHECK_THROWS_AS(geodata::writeVector(folder / "o.gpkg", OutputFormat::GeoPackage, {broken}), core::Error);
    CHECK(test::readFile(folder / "o.gpkg") == "old");
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
    CHECK_THROWS_AS(geodata::writeVector(folder / "missing" / "o.csv", OutputFormat::Csv, {places()}), core::Error);
    CHECK_THROWS_AS(geodata::writeVector(folder / "o.gpx", OutputFormat::Gpx, {areas()}), core::Error);
    CHECK_THROWS_AS(geodata::writeVector(folder / "o.csv", OutputFormat::Csv, {places(), areas()}), core::Error);
}

TEST_CASE("layers are listed and read with a box and chosen attributes", "[geodata][vector]")
{
    const test::TempFolder folder;
    geodata::writeVector(folder / "o.gpkg", OutputFormat::GeoPackage, {places(), areas()});
    const auto source = Source::file(folder / "o.gpkg");
    const auto layers = geodata::vectorLayers(source);
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].name == "places");
    CHECK(layers[0].type == core::Geometry::Type::Point);
    CHECK(layers[0].crs == "EPSG:4326");
    CHECK(layers[0].count == std::optional<std::uint64_t>{2});
    CHECK(layers[1].attributes == std::vector<std::string>{"name"});
    REQUIRE(layers[1].box);
    CHECK(layers[1].box->east == Approx(6.0));

    geodata::VectorRequest request{"areas", core::Box{4.5, 0.0, 8.0, 8.0}, {"name"}};
    const auto east = geodata::readVector(source, request);
    REQUIRE(east.features.size() == 1);
    CHECK(east.complete);
    CHECK(east.features[0].attributes == std::vector<std::string>{"East"});
    CHECK(east.features[0].geometry == square(5, 1));

    request = {"areas", {}, {}, 1};
    CHECK_FALSE(geodata::readVector(source, request).complete);
    request = {"areas", {}, {}, 10, 7};
    CHECK(geodata::readVector(source, request).features.size() == 1);
    CHECK_THROWS_AS(geodata::readVector(source, {"roads"}), core::Error);
    CHECK_THROWS_AS(geodata::readVector(source, {"areas", {}, {"size"}}), core::Error);
}

TEST_CASE("shapes are handed on one by one as they are read, until enough is said", "[geodata][vector]")
{
    const test::TempFolder folder;
    geodata::writeVector(folder / "o.gpkg", OutputFormat::GeoPackage, {areas()});
    const auto source = Source::file(folder / "o.gpkg");
    const auto whole = geodata::readVector(source);
    std::vector<core::Geometry> shapes;
    CHECK(geodata::readShapes(source, {}, [&shapes](const core::Geometry& shape) {
        shapes.push_back(shape);
        return true;
    }));
    REQUIRE(shapes.size() == whole.features.size());
    for (std::size_t i = 0; i < shapes.size(); ++i)
        CHECK(shapes[i] == whole.features[i].geometry);
    std::size_t seen = 0;
    CHECK_FALSE(geodata::readShapes(source, {}, [&seen](const core::Geometry&) { return ++seen < 1; }));
    CHECK(seen == 1);
}

TEST_CASE("a packed layer is read from its bytes", "[geodata][vector]")
{
    const test::TempFolder folder;
    geodata::writeVector(folder / "o.gpkg", OutputFormat::GeoPackage, {areas()});
    const auto bytes = std::make_shared<const std::string>(test::readFile(folder / "o.gpkg"));
    CHECK(geodata::readVector(Source::bytes("o.gpkg", bytes)).features.size() == 2);
}

TEST_CASE("reading a GeoPackage changes no byte of it and leaves no side file", "[geodata][vector]")
{
    const test::TempFolder folder;
    geodata::writeVector(folder / "o.gpkg", OutputFormat::GeoPackage, {areas()});
    const auto before = test::readFile(folder / "o.gpkg");
    (void)table(folder / "o.gpkg");
    (void)geodata::readVector(Source::file(folder / "o.gpkg"));
    CHECK(test::readFile(folder / "o.gpkg") == before);
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 1);
    test::writeFile(folder / "o.gpkg-wal", "not empty");
    CHECK_THROWS_AS(geodata::vectorLayers(Source::file(folder / "o.gpkg")), core::Error);
}

TEST_CASE("GeoJSON of any coordinate system and shape comes as WGS 84", "[geodata][table]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "utm.geojson", R"({"type":"FeatureCollection",
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32631"}},
        "features":[{"type":"Feature","properties":{"name":"A","n":1.5},"geometry":{"type":"Point","coordinates":[500000,0]}},
                    {"type":"Feature","properties":{"name":null},"geometry":null}]})");
    auto reader = TableReader::open(folder / "utm.geojson");
    CHECK(reader.info().crs == "EPSG:32631");
    geodata::Row row;
    REQUIRE(reader.next(row));
    REQUIRE(row.geometry != nullptr);
    CHECK(row.geometry->parts[0][0][0].x == Approx(3.0));
    CHECK(row.cells[1] == "1.5");
    REQUIRE(reader.next(row));
    CHECK(row.geometry == nullptr);
    CHECK(row.problem.empty());
    CHECK_FALSE(reader.next(row));
}

TEST_CASE("coordinates outside of the world are a problem of their row", "[geodata][table]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "o.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[4.0,95.0]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[4.0,9.0]}}]})");
    auto reader = TableReader::open(folder / "o.geojson");
    geodata::Row row;
    REQUIRE(reader.next(row));
    CHECK(row.geometry == nullptr);
    CHECK_FALSE(row.problem.empty());
    REQUIRE(reader.next(row));
    CHECK(row.geometry != nullptr);
    CHECK(row.problem.empty());
}
