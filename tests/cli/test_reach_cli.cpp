// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trial.h"

#include <tutela/geodata/projection.h>
#include <tutela/geodata/raster.h>

#include <cmath>
#include <map>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

TEST_CASE("reach answers every part of the response by the speeds of the doctrine", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const json answer = reach(trial);
    const json& near = placeOf(answer, trial.place);
    const double minutes = 0.2 * kDegreeKm / 45.0 * 60.0;
    CHECK(near.at("base") == trial.base);
    CHECK(near.at("mode") == "TRUCK");
    CHECK(near.at("t_info") == 15.0);
    CHECK(near.at("t_decide") == 20.0);
    CHECK(near.at("t_mobilise") == 30.0);
    CHECK(near.at("t_travel").get<double>() == Approx(minutes).margin(0.1));
    CHECK(near.at("t_resp").get<double>() == Approx(65.0 + minutes).margin(0.1));
    CHECK(near.at("in_time") == true);
    CHECK(near.at("km").get<double>() == Approx(0.2 * kDegreeKm).margin(0.1));
    CHECK(near.at("far_from_roads") == false);
    CHECK(near.at("class").is_null());
    CHECK(placeOf(answer, trial.beyond).at("t_travel").get<double>() == Approx(2.0 * minutes).margin(0.1));
    CHECK(answer.at("people") == 1500);
    CHECK(answer.at("people_within") == json{{"30", 0}, {"60", 0}, {"120", 1000}, {"D", 1000}}); // beyond: 65 + 59.4 min
    CHECK(answer.at("places_without_people") == 1);
    REQUIRE(answer.at("without_position").size() == 1);
    CHECK(answer.at("without_position")[0].at("name") == "Nowhere");
    CHECK(answer.at("without_position")[0].at("id").is_number());
    CHECK(answer.at("without_position")[0].at("people").is_null());
    CHECK(runTutela({"reach", trial.file}).err.find("note: Nowhere has no position; it is left out\n") != std::string::npos);
    CHECK(answer.at("parameters").at("season") == "DRY");
    CHECK(answer.at("parameters").at("night") == false);
    CHECK(answer.at("parameters").at("cell_metres") == 100.0);
    CHECK(answer.at("notes").size() >= 2); // no elevation, no land cover
}

TEST_CASE("season, night, closures and new bases change reach as they must", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const double dry = placeOf(reach(trial), trial.place).at("t_travel");
    CHECK(placeOf(tutelaJson({"reach", trial.file, "--season", "wet"}), trial.place).at("t_travel").get<double>() == Approx(dry * 45.0 / 35.0).margin(0.2));
    const json night = reach(trial, {"--night"});
    CHECK(placeOf(night, trial.place).at("t_travel").get<double>() == Approx(dry / 0.6).margin(0.2));
    CHECK(placeOf(night, trial.place).at("t_mobilise") == 45.0);
    const json closed = reach(trial, {"--close-road", std::to_string(trial.bridge)});
    CHECK(placeOf(closed, trial.beyond).at("t_resp").is_null());
    CHECK(placeOf(closed, trial.beyond).at("why_not") == "no way within the limits");
    CHECK(placeOf(closed, trial.place).at("t_travel") == dry);
    CHECK(placeOf(reach(trial, {"--close-base", "Post"}), trial.place).at("why_not") == "no unit can start");
    const json added = reach(trial, {"--add-base", "3.4,0"});
    CHECK(placeOf(added, trial.beyond).at("base").is_null());
    CHECK(placeOf(added, trial.beyond).at("t_resp") == 95.0); // 15 + 20 + 60 of no reaction force
    const json noAir = reach(trial, {"--add-base", "3.4,0", "--mode", "HELICOPTER"});
    CHECK(placeOf(noAir, trial.beyond).at("t_resp").is_null());
    CHECK(noAir.at("notes").dump().find("is tried with trucks and has no helicopter: nobody starts from it") != std::string::npos);
    CHECK(placeOf(reach(trial, {"--limit", "40"}), trial.beyond).at("t_resp").is_null());
    CHECK(runTutela({"reach", trial.file, "--add-base", "-3.4,-0.5", "--json"}).exitCode == 0);
}

TEST_CASE("the raster of reach has the minutes of the places in it", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const std::string tif = folder / "reach.tif";
    const json answer = reach(trial, {"-o", tif});
    const auto raster = geodata::readRaster(geodata::Source::file(tif));
    float least = 1e9F;
    for (const float each : raster.cells.cells())
        if (std::isfinite(each))
            least = std::min(least, each);
    CHECK(least == Approx(65.0F).margin(1.0)); // beside the base: information, decision and notice
    CHECK(raster.frame.cellX == 100.0);
}

TEST_CASE("reach writes its ground as friction, on which travel-time needs as long", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const std::string friction = folder / "f.tif", out = folder / "t.tif";
    const double minutes = placeOf(reach(trial, {"--mode", "TRUCK", "--friction", friction}), trial.place).at("t_travel");
    writeFile(folder / "post.geojson", R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[3.0,0.0]}})");
    tutelaJson({"travel-time", "--friction", friction, "--from", folder / "post.geojson", "-o", out});
    const auto ground = geodata::readRaster(geodata::Source::file(friction)), seconds = geodata::readRaster(geodata::Source::file(out));
    const auto valueAt = [](const geodata::Raster& raster, double lon, double lat) {
        const auto at = geodata::Projection::of(raster.frame.crs).forward(core::Vertex{lon, lat});
        return static_cast<double>(raster.cells.at(static_cast<std::size_t>((raster.frame.north - at.y) / raster.frame.cellY), static_cast<std::size_t>((at.x - raster.frame.west) / raster.frame.cellX)));
    };
    CHECK(valueAt(ground, 3.1, 0.0) == Approx(3.6 / 45.0));
    CHECK(valueAt(ground, 3.1, 0.05) == Approx(3.6 / 5.0));
    CHECK(valueAt(ground, 3.3, 0.0) == Approx(3.6 / 45.0)); // the bridge
    CHECK(std::isnan(valueAt(ground, 3.3, 0.05)));
    CHECK(valueAt(seconds, 3.2, 0.0) / 60.0 == Approx(minutes).epsilon(0.01)); // the way is straight along a row; a cell is 0.5 %

    // On the cells of a given raster, and no others.
    const std::string cells = folder / "cells.tif";
    writeFile(cells, geodata::geoTiffBytes(core::Grid<float>{20, 30, 1.0F}, {500'000.0, 1'000.0, 100.0, 100.0, "EPSG:32631"}));
    tutelaJson({"reach", trial.file, "--mode", "FOOT", "--cells-of", cells, "--friction", friction});
    const auto small = geodata::readRaster(geodata::Source::file(friction));
    CHECK(small.frame == geodata::readRaster(geodata::Source::file(cells)).frame);
    CHECK(small.cells.rows() == 20);
    CHECK(small.cells.cols() == 30);
}

TEST_CASE("friction is refused without a mode on the ground, and cells that do not count in metres", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const std::string friction = folder / "f.tif", degrees = folder / "degrees.tif";
    writeFile(degrees, geodata::geoTiffBytes(core::Grid<float>{20, 30, 1.0F}, {3.0, 1.0, 0.01, 0.01, "EPSG:4326"}));
    const auto refused = [&](std::vector<std::string> more, int code, const std::string& words) {
        more.insert(more.begin(), {"reach", trial.file});
        const Run result = runTutela(more);
        INFO(result.err);
        CHECK(result.exitCode == code);
        CHECK(result.err.find(words) != std::string::npos);
    };
    refused({"--friction", friction}, 2, "--mode TRUCK, LIGHT_4X4 or FOOT");
    refused({"--friction", friction, "--mode", "BOAT"}, 2, "--mode TRUCK, LIGHT_4X4 or FOOT");
    refused({"--friction", "-", "-o", "-", "--mode", "FOOT"}, 2, "standard output");
    refused({"--friction", friction, "-o", friction, "--mode", "FOOT"}, 2, "-o and --friction both write " + friction);
    refused({"--friction", friction, "-o", folder / "./f.tif", "--mode", "FOOT"}, 2, "name two files");
    writeFile(folder / "there.tif", "old");
    std::filesystem::create_hard_link(folder / "there.tif", folder / "other.tif");
    refused({"--friction", folder / "there.tif", "-o", folder / "other.tif", "--mode", "FOOT"}, 2, "name two files");
    CHECK(readFile(folder / "there.tif") == "old");
    refused({"--cell", "1e9"}, 2, "--cell takes 1 to 5000 metres, not 1000000000");
    refused({"--cell", "0"}, 2, "--cell takes 1 to 5000 metres, not 0");
    refused({"--limit", "1e9"}, 2, "--limit takes a number above 0 and up to 1000000, not 1000000000");
    refused({"--cells-of", degrees}, 3, "metres");
    refused({"--cells-of", degrees, "--cell", "100"}, 2, "--cell");
    refused({"--cells-of", folder / "none.tif"}, 3, "none.tif");
    CHECK_FALSE(std::filesystem::exists(friction));
}

TEST_CASE("a land cover with codes of its own is the ground that its import says", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const core::GridFrame frame{500'000.0, 1'000.0, 100.0, 100.0, "EPSG:32631"};
    core::Grid<float> codes{20, 30, 1.0F};
    codes.at(0, 1) = 4.0F;
    codes.at(0, 2) = 7.0F;
    const std::string cover = folder / "cover.tif", friction = folder / "f.tif";
    writeFile(cover, geodata::geoTiffBytes(codes, frame, {geodata::CellType::Byte, {}}));
    tutelaJson({"import", trial.file, cover, "--as", "landcover", "--value", "class:1=CROPLAND", "--value", "class:4=FOREST"});
    const json layer = tutelaJson({"list", trial.file, "layers"}).at(0);
    CHECK(layer.at("cover_codes") == "1=CROPLAND, 4=FOREST");
    CHECK(layer.at("layer_name").is_null());
    const json answer = tutelaJson({"reach", trial.file, "--mode", "FOOT", "--cells-of", cover, "--friction", friction});
    const auto ground = geodata::readRaster(geodata::Source::file(friction)).cells;
    CHECK(static_cast<double>(ground.at(0, 0)) == Approx(3.6 / (3.0 * 0.8)));
    CHECK(static_cast<double>(ground.at(0, 1)) == Approx(3.6 / (3.0 * 0.4)));
    CHECK(static_cast<double>(ground.at(0, 2)) == Approx(3.6 / 3.0)); // open ground, and said
    CHECK(answer.at("notes").dump().find("1 of 600 cells with a class that is not known (code 7;") != std::string::npos);
}

TEST_CASE("reach of the demo mission agrees with itself: sums, parts and what is urgent", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    const json answer = tutelaJson({"reach", file});
    std::int64_t all = 0, inTime = 0, within60 = 0;
    std::map<std::string, int> modes;
    for (const json& place : answer.at("places")) {
        const std::int64_t people = place.at("people").is_null() ? 0 : place.at("people").get<std::int64_t>();
        all += people;
        if (place.at("t_resp").is_null())
            continue;
        CHECK(place.at("t_resp").get<double>()
              == Approx(place.at("t_info").get<double>() + place.at("t_decide").get<double>() + place.at("t_mobilise").get<double>() + place.at("t_travel").get<double>()).margin(0.11));
        CHECK(place.at("in_time").get<bool>() == (place.at("t_resp").get<double>() <= 120.0));
        inTime += place.at("in_time").get<bool>() ? people : 0;
        within60 += place.at("t_resp").get<double>() <= 60.0 ? people : 0;
        ++modes[place.at("mode")];
    }
    CHECK(answer.at("people") == all);
    CHECK(answer.at("people_within").at("D") == inTime);
    CHECK(answer.at("people_within").at("60") == within60);
    CHECK(answer.at("people_urgent").get<std::int64_t>() > 0);
    CHECK(modes.size() >= 1);
    CHECK(tutelaJson({"reach", file}) == answer);
}

TEST_CASE("reach tells the share of attacks met, night and rain, and what depends on the speeds", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    CHECK(placeOf(reach(trial), trial.place).at("attacks_met_share").is_null()); // no duration is recorded
    CHECK(reach(trial).at("attack_durations") == 0);
    CHECK(reach(trial).at("parameters").at("attack_minutes_from") == "DEFAULT");
    CHECK(runTutela({"reach", trial.file}).out.find("an attack is taken to last 120 min: default") != std::string::npos);
    // Attacks that lasted 60, 100 and 240 minutes; one whose end is known to the day alone.
    std::string attacks;
    for (const auto& [end, precision] : std::vector<std::pair<const char*, const char*>>{{"11:00", "EXACT_MINUTE"}, {"11:40", "EXACT_MINUTE"}, {"14:00", "HOUR"}, {"12:00", "DAY"}})
        attacks += json{{"kind", "incident"}, {"id", "new"}, {"message", "trial"},
                        {"set", {{"category", "ATTACK_ON_CIVILIANS"}, {"acts", {"KILLING"}}, {"time_start", "2026-01-10T10:00:00.000Z"}, {"time_end", std::string{"2026-01-10T"} + end + ":00.000Z"},
                                 {"time_precision", precision}, {"verification", "CORROBORATED"}, {"dataset", "trial"}, {"source_id", end}}}}.dump() + "\n";
    writeFile(folder / "attacks.jsonl", attacks);
    tutelaJson({"edit", trial.file, folder / "attacks.jsonl"});
    const json answer = reach(trial, {"--sensitivity", "--conditions"});
    CHECK(answer.at("attack_durations") == 3);
    // 65 + 29.7 = 94.7 minutes to the near place meet 100 and 240, 124.4 to the one beyond only 240; four decimals are printed.
    CHECK(placeOf(answer, trial.place).at("attacks_met_share").get<double>() == Approx(2.0 / 3.0).margin(1e-4));
    CHECK(placeOf(answer, trial.beyond).at("attacks_met_share").get<double>() == Approx(1.0 / 3.0).margin(1e-4));
    // By night 80 minutes go before, 40 are left: 18 km dry, 14 wet; the near place lies 22.3 km away. By day wet 32.1 km.
    CHECK(answer.at("by_condition").at("people") == json{{"day_dry", 1000}, {"day_wet", 1000}, {"night_dry", 0}, {"night_wet", 0}});
    CHECK(answer.at("by_condition").at("night_wet_loss") == 1.0);
    // The other conditions are computed when they are asked for, and change nothing else.
    json alone = reach(trial, {"--sensitivity"});
    CHECK_FALSE(alone.contains("by_condition"));
    alone["by_condition"] = answer.at("by_condition");
    CHECK(alone == answer);
    CHECK(runTutela({"reach", trial.file}).out.find("by day") == std::string::npos);
    CHECK(runTutela({"reach", trial.file, "--conditions"}).out.find("by day 1000 in the dry and 1000 in the wet season") != std::string::npos);
    // D 120: slower 65 + 42.4 still in time for the near place, faster 65 + 45.7 in time for the one beyond.
    CHECK(placeOf(answer, trial.place).at("sensitive_to_speed") == false);
    CHECK(placeOf(answer, trial.beyond).at("sensitive_to_speed") == true);
    CHECK(answer.at("people_sensitive_to_speed") == 500);
    CHECK_FALSE(placeOf(reach(trial), trial.place).contains("sensitive_to_speed"));
    CHECK(runTutela({"reach", trial.file, "--sensitivity"}).out.find("30 % lower or higher the answer changes for 500 people in 1 place: Beyond\n") != std::string::npos);
}

TEST_CASE("imported speeds change reach, are checked when saved, and 0 is told with its consequence", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const double before = placeOf(reach(trial), trial.place).at("t_travel");
    writeFile(folder / "speeds.csv", "class,label,mode,speed_kmh,season\nROAD_PRIMARY,Asphalt,TRUCK,90,dry\nTRACK,,TRUCK,-1,dry\n");
    const json report = tutelaJson({"import", trial.file, folder / "speeds.csv", "--as", "speeds"});
    CHECK(report.at("added") == 1);
    CHECK(report.at("rejected") == 1);
    CHECK(report.at("rejections")[0].at("row") == 3);
    CHECK(placeOf(reach(trial), trial.place).at("t_travel").get<double>() == Approx(before / 2.0).margin(0.1));
    // A scenario goes before the mission.
    writeFile(folder / "s.jsonl", json{{"kind", "scenario"}, {"id", "new"}, {"message", "s"},
                                       {"set", {{"name", "Slow"}, {"changes", R"({"speeds":[{"mode":"TRUCK","surface":"ROAD_PRIMARY","season":"DRY","kmh":45}]})"}}}}.dump() + "\n");
    tutelaJson({"edit", trial.file, folder / "s.jsonl"});
    CHECK(placeOf(reach(trial, {"--scenario", "Slow"}), trial.place).at("t_travel").get<double>() == Approx(before).margin(0.1));

    const auto edited = [&](const json& speeds) {
        writeFile(folder / "m.jsonl", json{{"kind", "mission"}, {"message", "speeds"}, {"set", {{"speeds", speeds}}}}.dump() + "\n");
        return runTutela({"edit", trial.file, folder / "m.jsonl"});
    };
    const Run refused = edited(R"([{"mode":"TRUCK","surface":"TRACK","season":"DRY","kmh":-4}])");
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("n the speeds of the mission kmh must be a number from 0 to 400") != std::string::npos);
    CHECK(edited("{").exitCode == 3);
    REQUIRE(edited(R"([{"mode":"TRUCK","surface":"ROAD_PRIMARY","season":"DRY","kmh":0}])").exitCode == 0);
    const json cut = reach(trial);
    CHECK(std::any_of(cut.at("notes").begin(), cut.at("notes").end(), [](const json& note) { return note.get<std::string>().find("nobody passes in this season") != std::string::npos; }));
    CHECK(placeOf(cut, trial.place).at("t_travel").get<double>() > 4.0 * before);
    REQUIRE(edited(nullptr).exitCode == 0);
    CHECK(placeOf(reach(trial), trial.place).at("t_travel") == before);
}

TEST_CASE("speeds with a decimal comma are imported from a table that semicolons separate", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    writeFile(folder / "speeds.csv", "class;mode;speed_kmh;season\nFOREST;FOOT;2,5;dry\nOPEN;FOOT;4;dry\n");
    const json report = tutelaJson({"import", file, folder / "speeds.csv", "--as", "speeds"});
    CHECK(report.at("added") == 2);
    CHECK(report.at("rejected") == 0);
    CHECK(tutelaJson({"list", file, "mission"}).at(0).at("speeds").dump().find("2.5") != std::string::npos);
    writeFile(folder / "doubtful.csv", "class;mode;speed_kmh;season\nFOREST;FOOT;1,250;dry\n");
    const Run refused = runTutela({"import", file, folder / "doubtful.csv", "--as", "speeds"});
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("row 2, speed_kmh: a thousand or a fraction?") != std::string::npos);
}

TEST_CASE("where the demo says that help comes only after an attack, none is computed to come before its end", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    std::string reasons;
    for (const json& threat : tutelaJson({"list", file, "threats"}))
        reasons += threat.at("opportunity_reason").get<std::string>() + "\n";
    CHECK(reasons.find("eight hours") == std::string::npos);
    REQUIRE(reasons.find("The bridge on R7 is gone, help comes only after an attack has ended") != std::string::npos);
    int found = 0;
    const json computed = tutelaJson({"reach", file});
    for (const json& place : computed.at("places"))
        if (const std::string name = place.at("name").is_null() ? std::string{} : place.at("name").get<std::string>(); name == "Fanara" || name == "Luzi" || name == "Banzu gold pits") {
            CAPTURE(name);
            CHECK(place.at("in_time") == false);
            ++found;
        }
    CHECK(found == 3);
}

TEST_CASE("a base outside of the mission area is told when it is saved, checked and tried", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const std::string outside = "km outside of the mission area";
    const json saved = tutelaJson({"edit", file, "-"}, R"({"kind":"base","id":"new","set":{"name":"Far post","lon":9.0,"lat":1.5,"base_kind":"TEMPORARY_OPERATING_BASE"}})");
    CHECK(saved.at("warnings").dump().find("334 " + outside) != std::string::npos);
    const json inside = tutelaJson({"edit", file, "-"}, R"({"kind":"base","id":"new","set":{"name":"Near post","lon":5.2,"lat":1.5,"base_kind":"TEMPORARY_OPERATING_BASE"}})");
    CHECK(inside.at("warnings").dump().find(outside) == std::string::npos);
    CHECK(tutelaJson({"check", file, "--deep"}).at("notes").dump().find("334 " + outside) != std::string::npos);
    edit(file, R"({"kind":"road","id":"new","set":{"name":"R1","road_class":"ROAD_PRIMARY","geometry":{"type":"LineString","coordinates":[[4.1,1.2],[5.5,1.5]]}}}
{"kind":"scenario","id":"new","set":{"name":"Abroad","changes":"{\"add_bases\":[{\"name\":\"Trial post\",\"lon\":6.5,\"lat\":1.5}]}"}}
)");
    const auto notes = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"reach", file, "--as-of", "2026-11-01"});
        return tutelaJson(more).at("notes").dump();
    };
    CHECK(notes({"--add-base", "6.5,1.5"}).find("56 " + outside) != std::string::npos);
    CHECK(notes({"--add-base", "5.5,1.6"}).find(outside) == std::string::npos);
    CHECK(notes({"--scenario", "Abroad"}).find("Trial post lies 56 " + outside) != std::string::npos);
}

TEST_CASE("a place off the road is walked to in the wet season, and people walk from the base when no wheel turns", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    constexpr double kLatDegreeKm = 110.5743; // of latitude on the equator, WGS 84
    writeFile(folder / "off.jsonl", edit("place", "o", {{"name", "Off the road"}, {"lon", 3.15}, {"lat", 0.0027}}));
    const std::int64_t off = tutelaJson({"edit", trial.file, folder / "off.jsonl"}).at("ids")[0];
    const json rain = tutelaJson({"reach", trial.file, "--season", "wet"});
    const double walk = 0.0027 * kLatDegreeKm / 2.0 * 60.0;
    CHECK(placeOf(rain, off).at("on_foot").get<double>() == Approx(walk).margin(0.2));
    CHECK(placeOf(rain, off).at("t_travel").get<double>() == Approx(0.15 * kDegreeKm / 35.0 * 60.0 + walk).margin(0.3));
    CHECK(placeOf(rain, off).at("mode") == "TRUCK");

    json speeds = json::array();
    for (const char* surface : {"ROAD_PRIMARY", "ROAD_SECONDARY", "TRACK", "OFF_ROAD"})
        speeds.push_back({{"mode", "TRUCK"}, {"surface", surface}, {"season", "DRY"}, {"kmh", 0}});
    writeFile(folder / "stuck.jsonl", json{{"kind", "mission"}, {"message", "no fuel"}, {"set", {{"speeds", speeds.dump()}}}}.dump() + "\n");
    tutelaJson({"edit", trial.file, folder / "stuck.jsonl"});
    const json stuck = reach(trial);
    CHECK(placeOf(stuck, trial.place).at("mode") == "FOOT");
    CHECK(placeOf(stuck, trial.place).at("t_travel").get<double>() == Approx(0.2 * kDegreeKm / 4.5 * 60.0).margin(0.5));
    CHECK(placeOf(stuck, trial.place).at("on_foot") == placeOf(stuck, trial.place).at("t_travel"));
    CHECK(std::any_of(stuck.at("notes").begin(), stuck.at("notes").end(), [](const json& note) { return note.get<std::string>().find("Its people go on foot from there") != std::string::npos; }));
}

TEST_CASE("how much is left by night is a value of the mission and of scenarios, told in parameters and notes", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const auto edited = [&](const json& line) {
        writeFile(folder / "n.jsonl", line.dump() + "\n");
        return runTutela({"edit", trial.file, folder / "n.jsonl"});
    };
    const auto share = [](double value) { return json::array({{{"surface", "BY_NIGHT"}, {"share", value}}}); };
    const double day = placeOf(reach(trial), trial.place).at("t_travel");
    CHECK(reach(trial, {"--night"}).at("parameters").at("night_share") == 0.6);
    REQUIRE(edited({{"kind", "mission"}, {"set", {{"speeds", share(0.5)}}}}).exitCode == 0);
    const json night = reach(trial, {"--night"});
    CHECK(placeOf(night, trial.place).at("t_travel").get<double>() == Approx(day / 0.5).margin(0.2));
    CHECK(placeOf(reach(trial), trial.place).at("t_travel") == day);
    CHECK(night.at("parameters").at("night_share") == 0.5);
    CHECK(night.at("notes").dump().find("By night 50 % of the speed by day is left, not 60 % as by default.") != std::string::npos);
    REQUIRE(edited({{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", "Lights"}, {"changes", {{"night", true}, {"speeds", share(0.8)}}}}}}).exitCode == 0);
    CHECK(placeOf(reach(trial, {"--scenario", "Lights"}), trial.place).at("t_travel").get<double>() == Approx(day / 0.8).margin(0.2));
    for (const double wrong : {0.0, 1.5}) {
        const Run refused = edited({{"kind", "mission"}, {"set", {{"speeds", share(wrong)}}}});
        CHECK(refused.exitCode == 3);
        CHECK(refused.err.find("share must be a number above 0, up to 1, of the speed by day") != std::string::npos);
    }
}

TEST_CASE("a ford stops wheels in the wet season, by a row of speeds, and is closed like a bridge", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const auto edited = [&](const json& line) {
        writeFile(folder / "f.jsonl", line.dump() + "\n");
        REQUIRE(runTutela({"edit", trial.file, folder / "f.jsonl"}).exitCode == 0);
    };
    const auto wet = [&] { return tutelaJson({"reach", trial.file, "--season", "wet", "--mode", "TRUCK"}); };
    const std::string note = "Fords bar the way in the wet season (Truck): Bridge.";
    CHECK(placeOf(wet(), trial.beyond).at("mode") == "TRUCK");
    edited({{"kind", "road"}, {"id", trial.bridge}, {"set", {{"bridge", false}, {"ford", true}}}});
    CHECK(placeOf(reach(trial), trial.beyond).at("mode") == "TRUCK"); // dry
    const json barred = wet();
    CHECK(placeOf(barred, trial.beyond).at("on_foot").get<double>() > 0.0); // they leave the truck at the ford
    CHECK(barred.at("notes").dump().find(note) != std::string::npos);
    CHECK(placeOf(reach(trial, {"--close-road", std::to_string(trial.bridge)}), trial.beyond).at("t_resp").is_null());
    edited({{"kind", "mission"}, {"set", {{"speeds", {{{"mode", "TRUCK"}, {"surface", "FORD"}, {"season", "WET"}, {"kmh", 4}}}}}}});
    const json shallow = wet();
    CHECK(placeOf(shallow, trial.beyond).at("mode") == "TRUCK");
    CHECK(shallow.at("notes").dump().find(note) == std::string::npos);
}

TEST_CASE("an information cut-off before any base was open is told as the reason", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    tutelaJson({"edit", trial.file, "-"}, json{{"kind", "base"}, {"id", trial.base}, {"set", {{"open_from", "2020-01-01"}}}}.dump() + "\n");
    const std::string words = "No base of the mission is open on 1890-01-01, the day of the information cut-off";
    CHECK(tutelaJson({"reach", trial.file, "--as-of", "1890-01-01"}).at("notes").dump().find(words) != std::string::npos);
    CHECK(reach(trial).at("notes").dump().find("No base of the mission is open") == std::string::npos);
    CHECK(reach(trial, {"--close-base", "Post"}).at("notes").dump().find("No base of the mission is open") == std::string::npos); // open, and closed by who asks
}
