// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <tutela/geodata/raster.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// On the equator: two sectors of half a degree side by side, a base in the west one, a road of 0.4 degrees to the east.
std::string sectorsMission(const TempFolder& folder)
{
    const std::string file = folder / "m.gpkg";
    REQUIRE(runTutela({"new", file, "--name", "Trial"}).exitCode == 0);
    edit(file, R"({"kind":"area","id":"new:W","set":{"name":"West","code":"WEST","level":"SECTOR","geometry":{"type":"MultiPolygon","coordinates":[[[[3,-0.25],[3.5,-0.25],[3.5,0.25],[3,0.25],[3,-0.25]]]]}}}
{"kind":"area","id":"new:E","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":{"type":"MultiPolygon","coordinates":[[[[3.5,-0.25],[4,-0.25],[4,0.25],[3.5,0.25],[3.5,-0.25]]]]}}}
{"kind":"base","id":"new:B","set":{"name":"Post","lon":3.1,"lat":0.0}}
{"kind":"unit","id":"new:U","set":{"name":"Platoon","base_id":"@B","unit_kind":"QRF_PLATOON","mobility":[{"mode":"TRUCK","serviceable":3}]}}
{"kind":"place","id":"new:P","set":{"name":"Near","lon":3.3,"lat":0.0,"population_total":1000}}
{"kind":"road","id":"new:R","set":{"name":"R1","road_class":"ROAD_PRIMARY","geometry":{"type":"LineString","coordinates":[[3.1,0],[3.5,0]]}}}
)");
    return file;
}

/// In degrees, from 3 E 0.25 N: cells of 0.1 degrees, 5 rows and 10 columns that fill both sectors.
struct People {
    core::Grid<float> cells{5, 10};
    core::GridFrame frame{3.0, 0.25, 0.1, 0.1, "EPSG:4326"};
    void write(const std::string& path) const { writeFile(path, geodata::geoTiffBytes(cells, frame)); }
};

/// Those beside the road, on it, and one beyond; a cell without a value.
People somePeople()
{
    People people;
    for (float& cell : people.cells.cells())
        cell = 10.0F;
    people.cells.at(2, 1) = 400.0F;
    people.cells.at(0, 9) = 70.0F;
    people.cells.at(4, 4) = kNaN;
    return people;
}

/// Areas come in the order of their ids, which are drawn.
json areaOf(const json& answer, const std::string& name)
{
    for (const json& area : answer.at("people_within_raster").at("areas"))
        if (area.at("name") == name)
            return area;
    return nullptr;
}

} // namespace

TEST_CASE("reach counts people by a raster beside those of places, and nobody is lost", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = sectorsMission(folder), tif = folder / "people_2020.tif";
    CHECK(tutelaJson({"reach", file}).at("people_within_raster").is_null());

    somePeople().write(tif);
    tutelaJson({"import", file, tif, "--as", "population", "--pack"});
    const json layer = tutelaJson({"list", file, "layers"}).at(0);
    CHECK(layer.at("layer_kind") == "POPULATION");
    edit(file, R"({"kind":"layer","id":)" + layer.at("id").dump() + R"(,"set":{"data_date":"2020-07-01","licence":"Invented"}})");

    const json answer = tutelaJson({"reach", file, "--season", "dry"});
    CHECK(answer.at("people_within").at("120") == 1000); // as without the raster
    const json& raster = answer.at("people_within_raster");
    constexpr int kAll = 47 * 10 + 400 + 70;
    CHECK(raster.at("all") == kAll);
    CHECK(raster.at("outside") == 0);
    CHECK(raster.at("cells_without_value") == 1);
    CHECK(raster.at("source") == "people_2020");
    CHECK(raster.at("date") == "2020-07-01");
    CHECK(raster.at("licence") == "Invented");
    CHECK(raster.at("30") == 0); // 15 + 20 + 30 minutes before anybody moves
    CHECK(raster.at("60") == 0);
    CHECK(raster.at("120").get<int>() >= 250); // of the 400 of the base's cell those within some 4 km of the road, at 5 km/h off it
    CHECK(raster.at("120").get<int>() < kAll);
    CHECK(raster.at("D") == raster.at("120")); // D is 120 where the mission names none
    CHECK(raster.at("not_reached") == 0);      // open ground all around: everybody is reached some time
    // The sectors share a border that runs along cells: half of the people each, but for what was set above.
    const json& areas = raster.at("areas");
    REQUIRE(areas.size() == 2);
    CHECK(areaOf(answer, "West").at("people") == 23 * 10 + 400);
    CHECK(areaOf(answer, "West").at("known_share") == 0.96); // 24 of 25 cells
    CHECK(areaOf(answer, "East").at("people") == 24 * 10 + 70);
    CHECK(areaOf(answer, "East").at("known_share") == 1.0);

    // Nobody is counted in two places: whoever is within more minutes, or is not reached, adds up to all.
    const json limited = tutelaJson({"reach", file, "--season", "dry", "--limit", "20"}).at("people_within_raster");
    CHECK(limited.at("all") == kAll);
    CHECK(limited.at("not_reached").get<int>() + limited.at("120").get<int>() == Approx(kAll).margin(1.0)); // 65 + 20 < 120
    CHECK(limited.at("not_reached").get<int>() > 0);
    const json closed = tutelaJson({"reach", file, "--close-base", "Post"}).at("people_within_raster");
    CHECK(closed.at("not_reached") == kAll);
    CHECK(closed.at("120") == 0);

    const Run text = runTutela({"reach", file, "--season", "dry"});
    CHECK(text.out.find("by the raster people_2020 (2020-07-01): 940 people") != std::string::npos);
}

TEST_CASE("scenarios carry the people of the raster", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = sectorsMission(folder), tif = folder / "people.tif";
    somePeople().write(tif);
    tutelaJson({"import", file, tif, "--as", "population", "--pack"});
    edit(file, R"({"kind":"scenario","id":"new","set":{"name":"Dry","changes":"{\"season\":\"DRY\",\"limit_minutes\":20}"}})");
    const json shown = tutelaJson({"scenario", file, "show", "Dry"});
    CHECK(shown.at("people_within_raster") == tutelaJson({"reach", file, "--scenario", "Dry"}).at("people_within_raster"));
    const json people = tutelaJson({"scenario", file, "compare", "today", "Dry"}).at("people_raster");
    CHECK(people.at("b") == shown.at("people_within_raster"));
    CHECK(people.at("a").at("not_reached") == 0);
    CHECK(people.at("b").at("not_reached").get<int>() > 0);
}

TEST_CASE("a population layer that cannot be used is told, and null stands for the number", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = sectorsMission(folder), tif = folder / "people.tif", far = folder / "far.tif";
    somePeople().write(tif);
    tutelaJson({"import", file, tif, "--as", "population"}); // outside of the mission file
    CHECK(tutelaJson({"reach", file}).at("people_within_raster").at("all") == 940);
    std::filesystem::remove(tif);
    const json missing = tutelaJson({"reach", file});
    CHECK(missing.at("people_within_raster").is_null());
    const auto told = [](const json& answer, const std::string& word) {
        return std::any_of(answer.at("notes").begin(), answer.at("notes").end(), [&](const json& note) { return note.get<std::string>().find(word) != std::string::npos; });
    };
    CHECK(told(missing, "The layer people was not used"));

    People beyond = somePeople();
    beyond.frame.west = 40.0;
    beyond.write(far);
    tutelaJson({"import", file, far, "--as", "population", "--pack"});
    CHECK(told(tutelaJson({"reach", file}), "The layer far was not used: it lies beyond the area that is computed"));
    // Half a raster: the sector that it does not fill is named.
    People half;
    half.cells = core::Grid<float>{5, 4, 10.0F};
    half.write(tif);
    const json partly = tutelaJson({"reach", file});
    CHECK(partly.at("people_within_raster").at("all") == 200);
    CHECK(told(partly, "does not reach over all of West"));
    CHECK(told(partly, "does not reach over all of East"));
    CHECK(areaOf(partly, "East").at("people").is_null());
    CHECK(areaOf(partly, "West").at("known_share") == 0.8);
}

TEST_CASE("the people of the demo's raster are all there, reached or not", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    const json answer = tutelaJson({"reach", file, "--cell", "1000"}), coarse = tutelaJson({"reach", file, "--cell", "2500"});
    const json& raster = answer.at("people_within_raster");
    CHECK(raster.at("all").get<double>() > 0.0);
    CHECK(raster.at("30") <= raster.at("60"));
    CHECK(raster.at("60") <= raster.at("120"));
    CHECK(raster.at("120") <= raster.at("all"));
    CHECK_FALSE(raster.at("source").get<std::string>().empty());
    CHECK(raster.at("date").is_string());
    // The total does not depend on the cells of the ground. Rounded to whole people.
    CHECK(std::abs(raster.at("all").get<std::int64_t>() + raster.at("outside").get<std::int64_t>() - coarse.at("people_within_raster").at("all").get<std::int64_t>()
                   - coarse.at("people_within_raster").at("outside").get<std::int64_t>())
          <= 2);
}
