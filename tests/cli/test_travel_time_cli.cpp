// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>

#include <cmath>
#include <limits>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

constexpr float kBarrier = std::numeric_limits<float>::quiet_NaN();
const core::GridFrame kFrame{500'000.0, 200'000.0, 100.0, 100.0, "EPSG:32631"};

std::string rasterIn(const TempFolder& folder, const std::string& name, const core::Grid<float>& cells, const core::GridFrame& frame = kFrame)
{
    writeFile(folder / name, geodata::geoTiffBytes(cells, frame));
    return folder / name;
}

/// A point in the middle of a cell, as GeoJSON in degrees.
json pointAt(double row, double col)
{
    const auto at = geodata::Projection::of(kFrame.crs).inverse(core::Vertex{kFrame.west + (col + 0.5) * kFrame.cellX, kFrame.north - (row + 0.5) * kFrame.cellY});
    return {{"type", "Feature"}, {"properties", json::object()}, {"geometry", {{"type", "Point"}, {"coordinates", {at.x, at.y}}}}};
}

std::string pointsIn(const TempFolder& folder, const std::vector<json>& points)
{
    writeFile(folder / "from.geojson", json{{"type", "FeatureCollection"}, {"features", points}}.dump());
    return folder / "from.geojson";
}

core::Grid<float> cellsOf(const std::string& path) { return geodata::readRaster(geodata::Source::file(path)).cells; }

void refusedInput(std::vector<std::string> arguments, int code, const std::string& words, const std::string& output)
{
    const Run result = runTutela(std::move(arguments));
    INFO(result.err);
    CHECK(result.exitCode == code);
    CHECK(result.err.find(words) != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(output));
}

} // namespace

TEST_CASE("travel-time writes seconds and the nearest point, and names what it skipped", "[cli][unit]")
{
    const TempFolder folder;
    core::Grid<float> friction{3, 7, 0.5F};
    for (std::size_t row = 0; row < 3; ++row)
        friction.at(row, 3) = row == 1 ? 2.0F : kBarrier; // a river and its bridge
    const std::string from = pointsIn(folder, {pointAt(0, 0), pointAt(0, 3), pointAt(90, 90), pointAt(1, 6)});
    const std::string out = folder / "t.tif", allocation = folder / "a.tif";
    const json answer = tutelaJson({"travel-time", "--friction", rasterIn(folder, "f.tif", friction), "--from", from, "-o", out, "--allocation", allocation});
    CHECK(answer.at("cells") == 21);
    CHECK(answer.at("reached") == 19);
    CHECK(answer.at("skipped") == json::parse(R"([{"feature":3,"reason":"outside the raster"},{"feature":2,"reason":"on a barrier"}])"));
    CHECK(answer.at("seconds_elapsed").get<double>() > 0.0);
    const auto seconds = cellsOf(out);
    // One straight step costs 50 s, a diagonal 50 sqrt(2) s, onto the bridge (0.5 + 2) / 2 x 100 = 125 s. Rounding: 0.02 %.
    CHECK(std::abs(static_cast<double>(seconds.at(0, 2)) - 100.0) < 0.03);
    CHECK(std::abs(static_cast<double>(seconds.at(1, 3)) - (50.0 + 50.0 + 125.0)) < 0.05); // from the east: two steps and the bridge
    CHECK(std::isnan(seconds.at(0, 3)));
    const auto nearest = cellsOf(allocation);
    CHECK(nearest.at(0, 0) == 1.0F);
    CHECK(nearest.at(1, 3) == 4.0F);
}

TEST_CASE("points that travel-time skips are told by their name, where they have one", "[cli][unit]")
{
    const TempFolder folder;
    core::Grid<float> friction{3, 7, 0.5F};
    friction.at(1, 1) = kBarrier;
    std::vector<json> points{pointAt(1, 1), pointAt(0, 0), pointAt(90, 90)};
    points[0]["properties"]["name"] = "Mill";
    points[1]["properties"]["name"] = "Rock";
    const std::vector<std::string> command{"travel-time", "--friction", rasterIn(folder, "f.tif", friction), "--from", pointsIn(folder, points), "-o", folder / "t.tif"};
    CHECK(tutelaJson(command).at("skipped") == json::parse(R"([{"feature":3,"reason":"outside the raster"},{"feature":1,"name":"Mill","reason":"on a barrier"}])"));
    CHECK(runTutela(command).err.find("point 1 (Mill) lies on a barrier; travel does not start there") != std::string::npos);
}

TEST_CASE("travel-time counts slope by direction, and there and back is the sum of both ways", "[cli][unit]")
{
    const TempFolder folder;
    core::Grid<float> height{1, 5};
    for (std::size_t col = 0; col < 5; ++col)
        height.at(0, col) = static_cast<float>(col) * 20.0F;
    const std::string friction = rasterIn(folder, "f.tif", core::Grid<float>{1, 5, 0.72F}), dem = rasterIn(folder, "d.tif", height), from = pointsIn(folder, {pointAt(0, 0)});
    const auto farthest = [&](const std::string& slope, const std::string& direction) {
        const std::string out = folder / (slope + direction + ".tif");
        tutelaJson({"travel-time", "--friction", friction, "--from", from, "--dem", dem, "--slope", slope, "--direction", direction, "-o", out});
        return static_cast<double>(cellsOf(out).at(0, 4));
    };
    const double up = farthest("tobler", "from"), down = farthest("tobler", "to"), both = farthest("tobler", "return");
    // exp(3.5 (|0.2 + 0.05| - 0.05)) = 2.0138, downhill exp(3.5 (|-0.2 + 0.05| - 0.05)) = 1.4191, four steps of 72 s. Rounding: 0.02 %.
    CHECK(std::abs(up - 288.0 * 2.01375) < 0.3);
    CHECK(std::abs(down - 288.0 * 1.41907) < 0.2);
    CHECK(std::abs(both - up - down) < 0.01);
    CHECK(farthest("rwalk", "from") > farthest("rwalk", "to"));
}

TEST_CASE("travel-time tells cells without elevation, and refuses an elevation without any", "[cli][unit]")
{
    const TempFolder folder;
    const std::string friction = rasterIn(folder, "f.tif", core::Grid<float>{3, 5, 0.72F}), from = pointsIn(folder, {pointAt(0, 0)}), out = folder / "o.tif";
    const std::string voids = rasterIn(folder, "void.tif", core::Grid<float>{3, 5, kBarrier});
    refusedInput({"travel-time", "--friction", friction, "--from", from, "--dem", voids, "--slope", "tobler", "-o", out}, 3, "no value on any cell", out);
    const json level = tutelaJson({"travel-time", "--friction", friction, "--from", from, "--dem", voids, "-o", out});
    CHECK(level.at("reached") == 15); // without a law of slope it does not matter
    CHECK(level.at("cells_without_elevation") == 15);

    core::Grid<float> height{3, 5, 100.0F};
    for (std::size_t row = 0; row < 3; ++row)
        height.at(row, 4) = kBarrier;
    const std::vector<std::string> arguments{"travel-time", "--friction", friction, "--from", from, "--dem", rasterIn(folder, "d.tif", height), "--slope", "tobler", "-o", folder / "p.tif"};
    const json answer = tutelaJson(arguments);
    CHECK(answer.at("cells_without_elevation") == 3);
    CHECK(answer.at("reached") == 12);
    CHECK(runTutela(arguments).err.find("note: 3 of 15 cells that can be travelled have no elevation: nobody passes them") != std::string::npos);
    CHECK(tutelaJson({"travel-time", "--friction", friction, "--from", from, "-o", folder / "q.tif"}).at("cells_without_elevation").is_null());
}

TEST_CASE("travel-time names the points that lie on one cell, and whose catchment it is", "[cli][unit]")
{
    const TempFolder folder;
    const std::string friction = rasterIn(folder, "f.tif", core::Grid<float>{3, 5, 0.72F}), allocation = folder / "a.tif";
    json post = pointAt(1, 3), clinic = pointAt(1.1, 3.1);
    post["properties"]["name"] = "Post";
    clinic["properties"]["name"] = "Clinic";
    const std::string from = pointsIn(folder, {pointAt(0, 0), post, clinic});
    const std::vector<std::string> arguments{"travel-time", "--friction", friction, "--from", from, "-o", folder / "o.tif", "--allocation", allocation};
    const json answer = tutelaJson(arguments);
    REQUIRE(answer.at("shared_cells").size() == 1);
    const json& shared = answer.at("shared_cells")[0];
    CHECK(shared.at("row") == 1);
    CHECK(shared.at("col") == 3);
    CHECK(shared.at("catchment_of") == 2);
    REQUIRE(shared.at("points").size() == 2);
    CHECK(shared.at("points")[0].at("name") == "Post");
    CHECK(shared.at("points")[1].at("feature") == 3);
    CHECK(shared.at("points")[1].at("name") == "Clinic");
    CHECK(cellsOf(allocation).at(1, 4) == 2.0F);
    CHECK(runTutela(arguments).err.find("note: point 2 (Post) and point 3 (Clinic) lie on one cell (row 1, column 3)") != std::string::npos);
    CHECK(tutelaJson({"travel-time", "--friction", friction, "--from", pointsIn(folder, {pointAt(0, 0)}), "-o", folder / "o.tif"}).at("shared_cells").empty());
}

TEST_CASE("travel-time keeps a limit and wider steps", "[cli][unit]")
{
    const TempFolder folder;
    const std::string friction = rasterIn(folder, "f.tif", core::Grid<float>{9, 9, 0.6F}), from = pointsIn(folder, {pointAt(0, 0)});
    const json limited = tutelaJson({"travel-time", "--friction", friction, "--from", from, "--limit", "1", "-o", folder / "l.tif"});
    CHECK(limited.at("reached") == 3); // 60 s are one straight step
    tutelaJson({"travel-time", "--friction", friction, "--from", from, "-o", folder / "8.tif"});
    tutelaJson({"travel-time", "--friction", friction, "--from", from, "--neighbours", "16", "-o", folder / "16.tif"});
    CHECK(std::abs(static_cast<double>(cellsOf(folder / "8.tif").at(1, 2)) - 60.0 * (1 + std::sqrt(2.0))) < 0.05);
    CHECK(std::abs(static_cast<double>(cellsOf(folder / "16.tif").at(1, 2)) - 60.0 * std::sqrt(5.0)) < 0.05);
}

TEST_CASE("travel-time refuses what would give a silent number, and writes nothing", "[cli][unit]")
{
    const TempFolder folder;
    const std::string good = rasterIn(folder, "f.tif", core::Grid<float>{3, 3, 1.0F}), from = pointsIn(folder, {pointAt(1, 1)}), out = folder / "o.tif";
    const std::string degrees = rasterIn(folder, "deg.tif", core::Grid<float>{3, 3, 1.0F}, {3.0, 2.0, 0.01, 0.01, "EPSG:4326"});
    refusedInput({"travel-time", "--friction", degrees, "--from", from, "-o", out}, 3, "does not count in metres", out);
    // New York Long Island, in US survey feet.
    const std::string feet = rasterIn(folder, "feet.tif", core::Grid<float>{3, 3, 1.0F}, {900'000.0, 200'000.0, 100.0, 100.0, "EPSG:2263"});
    refusedInput({"travel-time", "--friction", feet, "--from", from, "-o", out}, 3, "does not count in metres", out);
    const std::string wall = rasterIn(folder, "wall.tif", core::Grid<float>{3, 3, -1.0F});
    refusedInput({"travel-time", "--friction", wall, "--from", from, "-o", out}, 3, "is a barrier", out);
    refusedInput({"travel-time", "--friction", good, "--from", from, "--slope", "tobler", "-o", out}, 2, "needs --dem", out);
    refusedInput({"travel-time", "--friction", good, "--from", from, "-o", out, "--allocation", out}, 2, "-o and --allocation both write", out);
    refusedInput({"travel-time", "--friction", good, "--from", from, "--neighbours", "4", "-o", out}, 2, "", out);
    refusedInput({"travel-time", "--friction", good, "--from", from, "--limit", "-3", "-o", out}, 2, "minutes", out);
    refusedInput({"travel-time", "--friction", good, "--from", from, "-o", out, "--limit", "x"}, 2, "", out);
    refusedInput({"travel-time", "--friction", folder / "none.tif", "--from", from, "-o", out}, 3, "", out);
    const std::string away = pointsIn(folder, {pointAt(50, 50)});
    refusedInput({"travel-time", "--friction", good, "--from", away, "-o", out}, 3, "inside the friction raster", out);
    writeFile(folder / "line.geojson", R"({"type":"LineString","coordinates":[[3,1],[3.1,1.1]]})");
    refusedInput({"travel-time", "--friction", good, "--from", folder / "line.geojson", "-o", out}, 3, "is no point", out);
}
