// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace tutela;
using geodata::CellType;
using geodata::RasterSource;
using geodata::Resampling;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

RasterSource packed(std::string bytes)
{
    return RasterSource::bytes("relief.tif", std::make_shared<const std::string>(std::move(bytes)));
}

/// A plane z = 2 col - row with one hole, in UTM 31N near 1.9 N 5.1 E.
struct Plane {
    core::Grid<float> cells{40, 60};
    core::GridFrame frame{700000.0, 210000.0, 90.0, 90.0, "EPSG:32631"};
    Plane()
    {
        for (std::size_t r = 0; r < cells.rows(); ++r)
            for (std::size_t c = 0; c < cells.cols(); ++c)
                cells.at(r, c) = 2.0F * static_cast<float>(c) - static_cast<float>(r);
        cells.at(7, 11) = kNaN;
    }
};

bool sameCells(const core::Grid<float>& a, const core::Grid<float>& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a.cells()[i] == b.cells()[i] || (std::isnan(a.cells()[i]) && std::isnan(b.cells()[i]))))
            return false;
    return true;
}

} // namespace

TEST_CASE("what is written as GeoTIFF or COG is read back cell by cell", "[geodata][raster]")
{
    const Plane plane;
    const auto type = GENERATE(CellType::Float32, CellType::Int16);
    for (const auto& bytes : {geodata::geoTiffBytes(plane.cells, plane.frame, {type, {}}),
                              geodata::cogBytes(plane.cells, plane.frame, {type, {}})}) {
        const auto raster = geodata::readRaster(packed(bytes));
        CHECK(raster.frame == plane.frame);
        CHECK(sameCells(raster.cells, plane.cells));
    }
}

TEST_CASE("a part of a raster is the cells that meet the box", "[geodata][raster]")
{
    const Plane plane;
    const auto source = packed(geodata::cogBytes(plane.cells, plane.frame));
    const auto& [west, north, cellX, cellY, crs] = plane.frame;
    // From inside column 9 to inside column 12, rows 6 to 8.
    const auto part = geodata::readRasterPart(source, {west + 9.5 * cellX, north - 8.1 * cellY, west + 12.5 * cellX, north - 6.0 * cellY});
    CHECK(part.frame == core::GridFrame{west + 9 * cellX, north - 6 * cellY, cellX, cellY, crs});
    REQUIRE(part.cells.rows() == 3);
    REQUIRE(part.cells.cols() == 4);
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 4; ++c)
            if (r == 1 && c == 2)
                CHECK(std::isnan(part.cells.at(r, c)));
            else
                CHECK(part.cells.at(r, c) == plane.cells.at(r + 6, c + 9));
    const auto all = geodata::readRasterPart(source, {-1e9, -1e9, 1e9, 1e9});
    CHECK(all.frame == plane.frame);
    CHECK(sameCells(all.cells, plane.cells));
    CHECK(geodata::readRasterPart(source, {0.0, 0.0, 1000.0, 1000.0}).cells.empty());
}

TEST_CASE("equal rasters are written as equal bytes", "[geodata][raster]")
{
    const Plane plane;
    CHECK(geodata::geoTiffBytes(plane.cells, plane.frame) == geodata::geoTiffBytes(plane.cells, plane.frame));
    CHECK(geodata::cogBytes(plane.cells, plane.frame) == geodata::cogBytes(plane.cells, plane.frame));
}

TEST_CASE("the description of a raster has size, place, bands and overviews", "[geodata][raster]")
{
    const core::Grid<float> wide(700, 900, 3.0F);
    const core::GridFrame frame{3.0, 3.2, 0.001, 0.001, "EPSG:4326"};
    const auto info = geodata::rasterInfo(packed(geodata::cogBytes(wide, frame, {CellType::Byte, 200.0})));
    CHECK(info.rows == 700);
    CHECK(info.cols == 900);
    CHECK(info.crs == "EPSG:4326");
    CHECK(info.northUp());
    REQUIRE(info.bands.size() == 1);
    CHECK(info.bands[0].type == CellType::Byte);
    CHECK(info.bands[0].nodata == std::optional{200.0});
    CHECK(info.overviews >= 1);
    REQUIRE(info.box);
    CHECK(info.box->west == Approx(3.0));
    CHECK(info.box->east == Approx(3.9));
    CHECK(info.box->south == Approx(2.5));
    CHECK(info.box->north == Approx(3.2));
}

TEST_CASE("values that the cell type cannot hold are refused, never cut", "[geodata][raster]")
{
    Plane plane;
    plane.cells.at(0, 0) = 300.0F;
    CHECK_THROWS_AS(geodata::geoTiffBytes(plane.cells, plane.frame, {CellType::Byte, {}}), core::Error);
    plane.cells.at(0, 0) = 40000.0F;
    CHECK_THROWS_AS(geodata::geoTiffBytes(plane.cells, plane.frame, {CellType::Int16, {}}), core::Error);
    plane.cells.at(0, 0) = -32768.0F; // the marker of missing cells
    CHECK_THROWS_AS(geodata::geoTiffBytes(plane.cells, plane.frame, {CellType::Int16, {}}), core::Error);
    CHECK_THROWS_AS(geodata::geoTiffBytes(plane.cells, {0, 0, 1, 1, "EPSG:0"}, {}), core::Error);
    CHECK_THROWS_AS(geodata::geoTiffBytes(plane.cells, {0, 0, 0, 1, "EPSG:4326"}, {}), core::Error);
}

TEST_CASE("warping onto the same frame changes nothing", "[geodata][warp]")
{
    const Plane plane;
    const auto source = packed(geodata::geoTiffBytes(plane.cells, plane.frame));
    const auto resampling = GENERATE(Resampling::Nearest, Resampling::Average);
    CHECK(sameCells(geodata::readWarped(source, plane.frame, 40, 60, resampling), plane.cells));
}

TEST_CASE("bilinear warping of a plane gives the plane in another projection", "[geodata][warp]")
{
    Plane plane;
    plane.cells.at(7, 11) = 2.0F * 11 - 7;
    const auto source = packed(geodata::geoTiffBytes(plane.cells, plane.frame));
    const auto utm = geodata::Projection::of("EPSG:32631");
    const auto middle = utm.inverse(core::Vertex{702700.0, 208200.0});
    const core::GridFrame target{middle.x - 0.005, middle.y + 0.005, 0.0005, 0.0005, "EPSG:4326"};
    const auto warped = geodata::readWarped(source, target, 20, 20, Resampling::Bilinear);
    for (std::size_t r = 0; r < 20; ++r)
        for (std::size_t c = 0; c < 20; ++c) {
            const auto xy = utm.forward(core::Vertex{target.west + (static_cast<double>(c) + 0.5) * 0.0005,
                                                     target.north - (static_cast<double>(r) + 0.5) * 0.0005});
            const double col = (xy.x - 700000.0) / 90.0 - 0.5;
            const double row = (210000.0 - xy.y) / 90.0 - 0.5;
            REQUIRE(warped.at(r, c) == Approx(2.0 * col - row).margin(0.3)); // 0.125 cells of tolerance in place
        }
}

TEST_CASE("cells outside of the source, and its holes, are missing and not zero", "[geodata][warp]")
{
    const Plane plane;
    const auto source = packed(geodata::geoTiffBytes(plane.cells, plane.frame));
    auto shifted = plane.frame;
    shifted.west -= 10 * 90.0;
    const auto warped = geodata::readWarped(source, shifted, 40, 60, Resampling::Nearest);
    CHECK(std::isnan(warped.at(0, 9)));
    CHECK(warped.at(0, 10) == 0.0F);
    CHECK(std::isnan(warped.at(7, 21)));
    auto away = plane.frame;
    away.west += 1e6;
    const auto nothing = geodata::readWarped(source, away, 4, 4, Resampling::Bilinear);
    for (const float cell : nothing.cells())
        CHECK(std::isnan(cell));
}

TEST_CASE("averages over coarse cells keep the mean, with and without overviews", "[geodata][warp]")
{
    core::Grid<float> fine(1024, 1024);
    for (std::size_t i = 0; i < fine.size(); ++i)
        fine.cells()[i] = static_cast<float>((i * 7919) % 101);
    double sum = 0.0;
    for (const float cell : fine.cells())
        sum += static_cast<double>(cell);
    const core::GridFrame frame{500000.0, 300000.0, 10.0, 10.0, "EPSG:32631"};
    core::GridFrame coarse = frame;
    coarse.cellX = coarse.cellY = 1280.0;
    for (const auto& bytes : {geodata::geoTiffBytes(fine, frame), geodata::cogBytes(fine, frame)}) {
        const auto warped = geodata::readWarped(packed(bytes), coarse, 8, 8, Resampling::Average);
        double mean = 0.0;
        for (const float cell : warped.cells())
            mean += static_cast<double>(cell) / 64.0;
        CHECK(mean == Approx(sum / static_cast<double>(fine.size())).epsilon(0.001));
    }
}

TEST_CASE("a picture comes back in its colours and is clear outside", "[geodata][raster]")
{
    geodata::RgbaImage image{30, 20, std::vector<std::uint8_t>(30 * 20 * 4, 255)};
    for (std::size_t i = 0; i < image.bytes.size(); i += 4) {
        image.bytes[i] = 10;
        image.bytes[i + 1] = 120;
        image.bytes[i + 2] = 230;
    }
    const core::GridFrame frame{3.0, 2.0, 0.01, 0.01, "EPSG:4326"};
    const auto source = packed(geodata::cogBytes(image, frame));
    const core::GridFrame target{2.95, 2.05, 0.01, 0.01, "EPSG:4326"};
    const auto shown = geodata::readRgba(source, target, 40, 30, Resampling::Bilinear);
    const auto* outside = &shown.bytes[0];
    CHECK(outside[3] == 0);
    const auto* inside = &shown.bytes[(20 * 30 + 15) * 4];
    CHECK(inside[0] == 10);
    CHECK(inside[1] == 120);
    CHECK(inside[2] == 230);
    CHECK(inside[3] == 255);
}

TEST_CASE("work on rasters stops when asked to", "[geodata][raster]")
{
    const core::Grid<float> cells(1500, 1500, 1.0F);
    const core::GridFrame frame{3.0, 3.0, 0.001, 0.001, "EPSG:4326"};
    const auto source = packed(geodata::geoTiffBytes(cells, frame));
    std::stop_source stop;
    // Stops itself at the first report beyond the start.
    const core::Progress progress{stop.get_token(), [&](double share, std::string_view) {
                                      if (share > 0.0)
                                          stop.request_stop();
                                  }};
    CHECK_THROWS_AS(geodata::readRaster(source, 1, progress), core::Cancelled);
    stop = {};
    const core::Progress warping{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    CHECK_THROWS_AS(geodata::readWarped(source, frame, 1500, 1500, Resampling::Bilinear, warping), core::Cancelled);
    stop = {};
    const core::Progress writing{stop.get_token(), [&](double, std::string_view) { stop.request_stop(); }};
    CHECK_THROWS_AS(geodata::cogBytes(cells, frame, {}, writing), core::Cancelled);
}

TEST_CASE("reading asks for Stop after every few blocks, however wide a raster is", "[geodata][raster]")
{
    constexpr std::size_t kRows = 300, kCols = 20'000, kMostBetween = 250'000; // rows of blocks hold five million cells
    const auto source = packed(geodata::geoTiffBytes(core::Grid<float>(kRows, kCols, 1.0F), {500'000.0, 200'000.0, 10.0, 10.0, "EPSG:32631"}));
    std::size_t reports = 0;
    double last = 0.0;
    const core::Progress counting{{}, [&](double share, std::string_view) {
                                      ++reports;
                                      CHECK(share > last);
                                      last = share;
                                  }};
    static_cast<void>(geodata::readRaster(source, 1, counting));
    CHECK(last == 1.0);
    REQUIRE(reports >= kRows * kCols / kMostBetween);
    for (const std::size_t at : {std::size_t{1}, std::size_t{2}, reports - 1}) {
        std::stop_source stop;
        std::size_t seen = 0;
        const core::Progress stopping{stop.get_token(), [&](double, std::string_view) {
                                          if (++seen == at)
                                              stop.request_stop();
                                      }};
        CHECK_THROWS_AS(geodata::readRaster(source, 1, stopping), core::Cancelled);
        CHECK(seen < at + 2);
    }
}

TEST_CASE("a part that begins and ends within blocks has the cells of the whole", "[geodata][raster]")
{
    core::Grid<float> cells(700, 1100);
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells.cells()[i] = i % 97 == 0 ? kNaN : static_cast<float>(i);
    const core::GridFrame frame{500'000.0, 200'000.0, 10.0, 10.0, "EPSG:32631"};
    for (const auto& source : {packed(geodata::geoTiffBytes(cells, frame)), packed(geodata::cogBytes(cells, frame))}) {
        CHECK(sameCells(geodata::readRaster(source).cells, cells));
        const auto part = geodata::readRasterPart(source, {501'000.0, 194'000.0, 510'500.0, 199'000.0});
        REQUIRE(part.cells.rows() == 500);
        REQUIRE(part.cells.cols() == 950);
        CHECK(part.frame.west == 501'000.0);
        CHECK(part.frame.north == 199'000.0);
        core::Grid<float> expected(500, 950);
        for (std::size_t row = 0; row < 500; ++row)
            for (std::size_t col = 0; col < 950; ++col)
                expected.at(row, col) = cells.at(row + 100, col + 100);
        CHECK(sameCells(part.cells, expected));
    }
}

TEST_CASE("a cut or foreign raster is refused with a sentence", "[geodata][raster]")
{
    const Plane plane;
    const auto whole = geodata::geoTiffBytes(plane.cells, plane.frame);
    CHECK_THROWS_AS(geodata::readRaster(packed(whole.substr(0, whole.size() / 2))), core::Error);
    CHECK_THROWS_AS(geodata::readRaster(packed(whole.substr(0, 8))), core::Error);
    CHECK_THROWS_AS(geodata::rasterInfo(RasterSource::bytes("a.csv", std::make_shared<const std::string>("a,b\n1,2\n"))), core::Error);
    CHECK_THROWS_AS(geodata::readRaster(packed(whole), 2), core::Error);
}

TEST_CASE("a frame that needs more than 1 GiB is refused before any work", "[geodata][limits]")
{
    const Plane plane;
    const auto source = packed(geodata::geoTiffBytes(plane.cells, plane.frame));
    try {
        (void)geodata::readWarped(source, plane.frame, 20000, 20000, Resampling::Nearest);
        FAIL("was not refused");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::Limit);
    }
}
