// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "support/support.h"

#include <tutela/geodata/raster.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iostream>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

/// Times are sums of whole units, each step rounded by less than 0.02 %, and friction is in single precision; GRASS adds in double
/// precision. Close to a start a rounded step is a larger part of the whole: measured are 0.0086 % (r.cost) and 0.0005 % (r.walk). Beyond
/// 0.1 % it is no rounding, but another way.
constexpr double kTolerance = 0.001;

/// What GRASS 8.2.1 says of the friction of this very mission, made once; the two starts on a barrier, which it counts as reached, are left out.
struct Stored {
    std::size_t reached = 0;
    std::array<double, 7> seconds{}; ///< 10, 25, 50, 75, 90, 99 and 100 % of the cells are reached in less
};
constexpr std::array<double, 7> kParts{0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0};
constexpr Stored kCost{267'071, {321.112, 589.536, 1104.736, 2073.158, 3587.329, 5439.970, 7237.281}};
constexpr Stored kWalk{261'735, {2114.763, 3779.839, 5997.137, 9428.554, 14779.622, 20685.232, 23687.333}}; // fewer: some cells have no elevation

struct Cell {
    std::size_t row, col;
    double cost, walk; ///< seconds by r.cost and r.walk
};
constexpr std::array kCells = std::to_array<Cell>({
    {330, 568, 2330.14, 6151.15}, {194, 503, 573.04, 2543.19}, {360, 154, 3275.70, 15300.57}, {58, 438, 907.30, 8707.17}, {224, 89, 1327.77, 6310.40},
    {389, 373, 842.53, 6149.70}, {88, 24, 553.86, 2777.56}, {253, 308, 2665.09, 9165.62}, {418, 592, 1064.78, 4057.41}, {117, 243, 348.01, 3927.27},
    {282, 527, 1341.31, 4075.21}, {448, 178, 3168.06, 16122.76}, {146, 462, 793.27, 2954.25}, {176, 48, 1093.97, 5813.92},
    {341, 332, 5390.00, 14066.22}, {39, 616, 1181.99, 11057.68}, {205, 267, 880.22, 6964.97}, {370, 551, 1142.91, 3223.34},
    {69, 202, 327.81, 3053.43}, {234, 486, 242.82, 689.82}, {400, 137, 3651.44, 17279.60}, {98, 421, 1640.29, 5875.67}, {264, 72, 2273.40, 9502.55},
    {429, 356, 1287.81, 6430.29}, {128, 7, 834.97, 5185.74}, {293, 291, 2803.43, 12161.43}, {157, 226, 472.91, 5149.37}, {322, 510, 1650.86, 5552.44},
    {21, 161, 550.08, 2966.64}, {186, 445, 482.97, 1665.45}, {352, 96, 4013.12, 16817.11}, {50, 380, 402.54, 6313.58}, {216, 31, 1907.03, 8157.30},
    {79, 599, 797.40, 9006.87}, {245, 250, 1833.21, 10132.62}, {410, 534, 86.58, 1093.35}, {109, 185, 233.05, 2619.25}, {274, 469, 789.71, 2583.47},
    {440, 120, 3766.35, 18664.19}, {138, 404, 569.27, 3610.66}, {304, 55, 2967.65, 12284.66}, {2, 339, 683.18, 8200.65}, {167, 623, 1115.79, 6354.05},
    {333, 274, 3667.83, 14521.10}, {31, 558, 999.97, 9449.93}, {197, 209, 1168.22, 6979.30}, {362, 493, 1129.28, 3308.94}, {61, 144, 199.57, 1434.84},
    {226, 428, 772.14, 2178.51}, {392, 79, 4536.43, 17950.13},
});

/// The mission of the demonstration: its land cover with codes of its own, roads by their labels, restricted areas as lakes. Each surface is
/// travelled at the speed of its row, whatever its mode: that is one mode here.
std::string missionOf(const TempFolder& folder, const std::filesystem::path& demo)
{
    const std::string file = folder / "spearfish.gpkg";
    tutelaJson({"new", file, "--name", "Spearfish"});
    const auto import = [&](const std::string& name, const std::string& kind, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"import", file, (demo / name).string(), "--as", kind});
        return tutelaJson(more);
    };
    import("zone_admin__city.shp", "areas", {"--map", "name=zone"});
    const json cover = import("land_cover__demo.tif", "landcover",
                              {"--value", "class:1=OPEN", "--value", "class:2=BUILT_UP", "--value", "class:3=BARE", "--value", "class:4=FOREST", "--value", "class:5=SHRUB", "--value", "class:6=SHRUB"});
    CHECK(cover.at("issues").empty()); // each code is known, and each occurs
    import("dem__dem.tif", "elevation");
    const json roads = import("road__demo.shp", "roads",
                              {"--map", "road_class=label", "--value", "road_class:interstate=ROAD_PRIMARY", "--value", "road_class:primary highway, hard surface=ROAD_PRIMARY", "--value",
                               "road_class:secondary highway, hard surface=ROAD_SECONDARY", "--value", "road_class:light-duty road, improved surface=TRACK", "--value", "road_class:unimproved road=TRACK"});
    CHECK(roads.at("accepted") == 825);
    CHECK(import("barrier__demo_river.shp", "rivers").at("accepted") == 107);
    CHECK(import("barrier__demo.shp", "lakes").at("accepted") == 4);
    CHECK(import("health_facilities__demo.shp", "bases").at("accepted") == 6);
    const json speeds = import("table_model__demo.xlsx", "speeds",
                               {"--value", "mode:WALKING=FOOT", "--value", "mode:BICYCLING=FOOT", "--value", "mode:MOTORIZED=FOOT", "--value", "class:Forest_sparse=SHRUB"});
    // Ten rows fit. A mission has three classes of motor roads: 12 km/h of light-duty roads holds for unimproved ones too, which have 10.
    CHECK(speeds.at("accepted") == 10);
    REQUIRE(speeds.at("rejections").size() == 1);
    CHECK(speeds.at("rejections").at(0).at("row") == 12);
    return file;
}

geodata::Raster rasterOf(const std::string& path) { return geodata::readRaster(geodata::Source::file(path)); }

void checkStored(const geodata::Raster& ours, const Stored& stored, double Cell::* seconds)
{
    std::vector<double> all;
    for (const float each : ours.cells.cells())
        if (std::isfinite(each))
            all.push_back(static_cast<double>(each));
    std::sort(all.begin(), all.end());
    REQUIRE(all.size() == stored.reached);
    for (std::size_t i = 0; i < kParts.size(); ++i) {
        INFO("part " << kParts[i]);
        CHECK(all[static_cast<std::size_t>(kParts[i] * static_cast<double>(all.size() - 1))] == Approx(stored.seconds[i]).epsilon(kTolerance));
    }
    for (const Cell& cell : kCells) {
        INFO("row " << cell.row << ", column " << cell.col);
        CHECK(static_cast<double>(ours.cells.at(cell.row, cell.col)) == Approx(cell.*seconds).epsilon(kTolerance));
    }
}

/// Every cell beside GRASS; where only one of both has a time is counted.
void checkBeside(const geodata::Raster& ours, const std::string& theirs, double secondsOfTheirs)
{
    const auto grass = rasterOf(theirs);
    REQUIRE(grass.cells.size() == ours.cells.size());
    std::size_t apart = 0, onlyOurs = 0, onlyTheirs = 0;
    for (std::size_t i = 0; i < grass.cells.size(); ++i) {
        const double our = static_cast<double>(ours.cells.cells()[i]), their = static_cast<double>(grass.cells.cells()[i]) * secondsOfTheirs;
        const bool weReach = std::isfinite(our), theyReach = std::isfinite(their);
        apart += weReach && theyReach && std::abs(our - their) > kTolerance * their ? 1 : 0;
        onlyOurs += weReach && !theyReach ? 1 : 0;
        onlyTheirs += theyReach && !weReach ? 1 : 0;
        if (theyReach && !weReach)
            CHECK(their == 0.0); // a start on a barrier: for GRASS one is there, and goes nowhere
    }
    CHECK(apart == 0);
    CHECK(onlyOurs == 0);
    CHECK(onlyTheirs == 2);
}

bool isInstalled(const std::string& program) { return run({"/bin/sh", "-c", "command -v " + program}).exitCode == 0; }

} // namespace

TEST_CASE("the demonstration of AccessMod: friction from its own data, travel from its facilities, beside GRASS", "[cli][data]")
{
    const auto data = sharedData();
    if (!data) {
        std::cout << "skipped: the folder of trial data is absent (set TUTELA_TEST_DATA)\n";
        return;
    }
    const std::filesystem::path demo = *data / "accessmod_demo";
    const TempFolder folder;
    const std::string file = missionOf(folder, demo), friction = folder / "friction.tif", level = folder / "level.tif", walked = folder / "walked.tif";
    const std::string facilities = demo / "health_facilities__demo.shp", heights = demo / "dem__dem.tif";
    tutelaJson({"reach", file, "--mode", "FOOT", "--season", "dry", "--cells-of", demo / "land_cover__demo.tif", "--friction", friction});

    const json answer = tutelaJson({"travel-time", "--friction", friction, "--from", facilities, "-o", level});
    // One lies in a restricted area, one on the river 15 m beside it, which the cells of the demonstration give it.
    CHECK(answer.at("skipped") == json::parse(R"([{"feature":1,"name":"forest","reason":"on a barrier"},{"feature":4,"name":"fields","reason":"on a barrier"}])"));
    tutelaJson({"travel-time", "--friction", friction, "--from", facilities, "-o", walked, "--dem", heights, "--slope", "rwalk"});
    const auto onLevel = rasterOf(level), onSlope = rasterOf(walked);
    checkStored(onLevel, kCost, &Cell::cost);
    checkStored(onSlope, kWalk, &Cell::walk);

    if (!isInstalled("grass")) {
        std::cout << "skipped in part: GRASS is not installed, so its stored answers alone are compared\n";
        return;
    }
    const std::string starts = "594026.128378401,4918974.13513511,604744.358108148,4915521.1486486,604125.614864903,4921009.99999995,"
                               "606301.195945989,4926339.17567562,593507.182432455,4925540.79729727,591870.506756777,4926758.3243243";
    const std::string cost = folder / "cost.tif", walk = folder / "walk.tif";
    writeFile(folder / "beside.sh", "set -e\nr.in.gdal -o --quiet input='" + friction + "' output=friction\ng.region raster=friction\nr.in.gdal -o --quiet input='" + heights
                                        + "' output=heights\nr.cost --quiet input=friction output=cost start_coordinates=" + starts
                                        + "\nr.walk --quiet friction=friction elevation=heights output=walk start_coordinates=" + starts + "\nr.out.gdal -f -c --quiet input=cost type=Float64 output='" + cost
                                        + "'\nr.out.gdal -f -c --quiet input=walk type=Float64 output='" + walk + "'\n");
    const Run grass = run({"/usr/bin/env", "HOME=" + folder.path().string(), "grass", "--tmp-location", "XY", "--exec", "/bin/sh", folder / "beside.sh"}, {}, 240.0);
    INFO(grass.err);
    REQUIRE(grass.exitCode == 0);
    checkBeside(onLevel, cost, onLevel.frame.cellX); // r.cost counts in cells from west to east
    checkBeside(onSlope, walk, 1.0);
}
