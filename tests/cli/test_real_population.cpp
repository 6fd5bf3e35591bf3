// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "support/support.h"

#include <iostream>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

TEST_CASE("people of real zones are those that another program finds by exact intersection", "[cli][data]")
{
    const auto data = sharedData();
    if (!data) {
        std::cout << "skipped: the folder of trial data is absent (set TUTELA_TEST_DATA)\n";
        return;
    }
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    tutelaJson({"new", file, "--name", "Spearfish"});
    const std::filesystem::path demo = *data / "accessmod_demo";
    tutelaJson({"import", file, (demo / "zone_admin__city.shp").string(), "--as", "areas", "--map", "name=zone"});
    std::string edits;
    int number = 0;
    for (const json& area : tutelaJson({"list", file, "areas"}))
        edits += json{{"kind", "area"}, {"id", area.at("id")}, {"set", {{"level", "SECTOR"}, {"code", "Z" + std::to_string(++number)}}}}.dump() + "\n";
    edit(file, edits);
    // A raster of bytes with a palette: packed, it must stay numbers.
    tutelaJson({"import", file, (demo / "population__demo.tif").string(), "--as", "population", "--pack"});

    // Each of the 295,611 cells cut with each zone by GEOS 3.11 (ST_Intersection in the SQLite of GDAL), in the system of the raster. Here the
    // zones go to degrees and back.
    const std::map<std::string, double> expected{{"amBigCity", 60325.77}, {"amMedCity", 38012.23}, {"amSmallCity", 4972.0}};
    const json raster = tutelaJson({"reach", file, "--cell", "100"}).at("people_within_raster");
    REQUIRE(raster.at("areas").size() == 3);
    for (const json& area : raster.at("areas")) {
        INFO(area.dump());
        CHECK(area.at("people").get<double>() == Approx(expected.at(area.at("name"))).margin(1.0));
    }
    CHECK(raster.at("all") == 103'310); // sum of all cells
    CHECK(raster.at("outside") == 0);
    CHECK(raster.at("cells_without_value") == 226'456);
    CHECK(raster.at("not_reached") == 103'310); // there is no base
}
