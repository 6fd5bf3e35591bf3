// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/exchange/edits.h>
#include <tutela/exchange/export.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include <algorithm>

using namespace tutela;
using namespace tutela::core;
using exchange::ImportKind;
using exchange::ImportReport;

namespace {

bool rejected(const ImportReport& report, std::int64_t row, std::string_view field)
{
    return std::any_of(report.rejections.begin(), report.rejections.end(), [&](const auto& r) { return r.row == row && r.field == field; });
}

ErrorCode refusal(const std::function<void()>& act)
{
    try {
        act();
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("it was taken");
    return {};
}

} // namespace

TEST_CASE("each bad cell is refused by row, field, value and reason", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, R"(id,date,latitude,longitude,killed
a,2026-10-01,1.9,5.1,3
b,2026-10-02,95,5.1,3
c,2026-10-02,0,0,3
d,2027-01-02,1.9,5.1,3
e,2026-10-02,1.9,5.1,-1
f,2026-13-02,1.9,5.1,1
g,2026-10-02,"1,9",5.1,1
a,2026-10-03,1.9,5.1,1
h,2026-10-04,1.9,5.1,"1,234"
)", [](auto& r) { r.id_column = "id"; });
    REQUIRE(report.read == 9);
    REQUIRE(report.added == 2);
    REQUIRE(report.rejected == 7);
    CHECK(rejected(report, 3, "lat"));
    CHECK(rejected(report, 4, "lon"));
    CHECK(rejected(report, 5, "time_start"));
    CHECK(rejected(report, 6, "killed_best"));
    CHECK(rejected(report, 7, "time_start"));
    CHECK(rejected(report, 8, "lat"));
    CHECK(rejected(report, 9, "source_id"));
    for (const Incident& incident : mission.all<Incident>()) {
        REQUIRE((incident.killed.best == 3 || incident.killed.best == 1'234));
        REQUIRE(incident.time_precision == TimePrecision::DAY);
    }
}

TEST_CASE("more victims than can be true are refused with their row, by table and by preset", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto table = mission.importText(ImportKind::INCIDENTS, R"(id,date,latitude,longitude,killed
a,2026-10-01,1.9,5.1,3000000000
b,2026-10-02,1.9,5.1,3
)", [](auto& r) { r.id_column = "id"; });
    CHECK(table.added == 1);
    CHECK(rejected(table, 2, "killed_best"));
    const auto preset = mission.importText(ImportKind::INCIDENTS, R"(event_id_cnty,event_date,event_type,sub_event_type,actor1,latitude,longitude,fatalities
KAV1,2026-10-01,Battles,Armed clash,Hill Front,1.9,5.1,3000000000
KAV2,2026-10-02,Battles,Armed clash,Hill Front,1.9,5.1,-1
KAV3,2026-10-03,Battles,Armed clash,Hill Front,1.9,5.1,4
)", [](auto& r) { r.preset = exchange::Preset::ACLED; });
    CHECK(preset.added == 1);
    CHECK(rejected(preset, 2, "killed_best"));
    CHECK(rejected(preset, 3, "killed_best"));
}

TEST_CASE("coordinates that lie in the mission only when swapped are refused", "[exchange][import]")
{
    test::MissionFixture mission;
    std::istringstream area{R"({"kind":"area","id":"new","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":{"type":"Polygon","coordinates":[[[5,1],[6,1],[6,2],[5,2],[5,1]]]}}})"};
    exchange::applyEdits(mission.file, area, mission.author, mission.now);
    const auto report = mission.importText(ImportKind::PLACES, "name,lat,lon\nA,1.5,5.5\nB,5.5,1.5\nC,9.0,9.5\n");
    REQUIRE(report.added == 2);
    REQUIRE(rejected(report, 3, "lon"));
}

TEST_CASE("day and month that cannot be told apart stop the import until the order is said", "[exchange][import]")
{
    test::MissionFixture mission;
    const std::string table = "date,latitude,longitude\n03/04/2026,1.9,5.1\n05/06/2026,1.9,5.1\n";
    REQUIRE(refusal([&] { static_cast<void>(mission.importText(ImportKind::INCIDENTS, table)); }) == ErrorCode::InvalidInput);
    REQUIRE(mission.all<Incident>().empty());
    REQUIRE(mission.importText(ImportKind::INCIDENTS, table, [](auto& r) { r.date_order = exchange::DateOrder::DMY; }).added == 2);
    REQUIRE(toText(TimeZone::of("Africa/Lagos").dayAt(*mission.all<Incident>().front().time_start)).ends_with("-03"));
    // Rows that are clear do not make the others clear.
    REQUIRE(refusal([&] { static_cast<void>(mission.importText(ImportKind::INCIDENTS, "date,latitude,longitude\n2026-05-25,1.9,5.1\n03/04/2026,1.9,5.1\n")); })
            == ErrorCode::InvalidInput);
    // One date that fits a single order tells for all.
    const auto told = mission.importText(ImportKind::INCIDENTS, table + "03/25/2026,1.9,5.1\n", [](auto& r) { r.dataset = "told"; });
    REQUIRE(told.added == 3);
}

TEST_CASE("importing again adds, updates, keeps what is the same and lists what vanished", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto with = [](auto& r) { r.id_column = "id"; };
    REQUIRE(mission.importText(ImportKind::PLACES, "id,name,lat,lon,population\n1,A,1.5,5.5,100\n2,B,1.6,5.5,200\n3,C,1.7,5.5,300\n", with).added == 3);
    const auto report = mission.importText(ImportKind::PLACES, "id,name,lat,lon,population\n1,A,1.5,5.5,100\n2,B,1.6,5.5,250\n4,D,1.8,5.5,1\n", with);
    REQUIRE(report.added == 1);
    REQUIRE(report.updated == 1);
    REQUIRE(report.unchanged == 1);
    REQUIRE(report.vanished == 1);
    REQUIRE(mission.all<Place>().size() == 4);
}

TEST_CASE("what a person typed after an import is kept by the next one", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto with = [](auto& r) { r.id_column = "id"; };
    const std::string table = "id,name,lat,lon,population\n1,A,1.5,5.5,100\n";
    mission.importText(ImportKind::PLACES, table, with);
    std::istringstream script{R"({"kind":"place","id":)" + std::to_string(mission.all<Place>().front().id) + R"(,"set":{"population_total":120,"note":"seen"}})"};
    exchange::applyEdits(mission.file, script, mission.author, mission.now);
    const auto report = mission.importText(ImportKind::PLACES, table, with);
    REQUIRE(report.unchanged == 1);
    REQUIRE(mission.all<Place>().front().population_total == 120);
    REQUIRE(mission.all<Place>().front().note == "seen");
}

TEST_CASE("a refused row leaves no actor behind", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, "date,end date,lat,lon,perpetrator\n2026-10-02,2026-10-01,1.5,5.5,Ghost army\n"
                                                                  "2026-10-02,,1.5,5.5,Real army\n");
    REQUIRE(report.added == 1);
    REQUIRE(report.rejected == 1);
    REQUIRE(mission.all<Actor>().size() == 1);
    REQUIRE(mission.all<Actor>().front().name == "Real army");
}

TEST_CASE("a place whose id changed is a candidate for its vanished record", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto with = [](auto& r) { r.id_column = "id"; };
    REQUIRE(mission.importText(ImportKind::PLACES, "id,name,lat,lon\n1,A,1.5,5.5\n2,B,1.6,5.5\n", with).duplicate_candidates == 0);
    const auto report = mission.importText(ImportKind::PLACES, "id,name,lat,lon\n1,A,1.5,5.5\n7,B,1.6,5.5\n", with);
    REQUIRE(report.vanished == 1);
    REQUIRE(report.duplicate_candidates == 1);
}

TEST_CASE("tracks drawn as lines come from every layer, also when two bear one name", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto folderOf = [](const std::string& lines) { return "<Folder><name>F</name>" + lines + "</Folder>"; };
    const auto line = [](const std::string& name, const std::string& at) {
        return "<Placemark><name>" + name + "</name><LineString><coordinates>" + at + "</coordinates></LineString></Placemark>";
    };
    test::writeFile(mission.folder / "patrol.kml",
                    "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
                        + folderOf("<Placemark><name>Start</name><Point><coordinates>5,1</coordinates></Point></Placemark>" + line("Active log", "5,1 5.1,1.1"))
                        + folderOf(line("Active log", "5.2,1.2 5.3,1.3 5.4,1.4")) + "</Document></kml>");
    const auto report = mission.import(ImportKind::TRACKS, mission.folder / "patrol.kml");
    REQUIRE(report.read == 2);
    REQUIRE(report.added == 2);
    const auto again = mission.import(ImportKind::TRACKS, mission.folder / "patrol.kml");
    REQUIRE(again.unchanged == 2);
    REQUIRE(mission.all<Patrol>().size() == 2);
}

TEST_CASE("of a layer of OpenStreetMap only what was asked for comes in", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto ring = [](int first, double at) {
        std::string nodes;
        for (int i = 0; i < 4; ++i)
            nodes += "<node id=\"" + std::to_string(first + i) + "\" lat=\"" + std::to_string(at + (i / 2) * 0.01) + "\" lon=\""
                     + std::to_string(5.0 + ((i == 1 || i == 2) ? 0.01 : 0.0)) + "\"/>";
        return nodes;
    };
    const auto way = [](int id, int first, const std::string& tag) {
        std::string text = "<way id=\"" + std::to_string(id) + "\">";
        for (const int i : {0, 1, 2, 3, 0})
            text += "<nd ref=\"" + std::to_string(first + i) + "\"/>";
        return text + tag + "</way>";
    };
    test::writeFile(mission.folder / "map.osm", "<?xml version=\"1.0\"?><osm version=\"0.6\">" + ring(1, 1.0) + ring(11, 1.5)
                                                    + way(101, 1, "<tag k=\"building\" v=\"yes\"/>") + way(102, 11, "<tag k=\"natural\" v=\"water\"/>") + "</osm>");
    const auto report = mission.import(ImportKind::LAKES, mission.folder / "map.osm");
    REQUIRE(report.read == 2);
    REQUIRE(report.added == 1);
    REQUIRE(mission.all<Water>().front().water_kind == WaterKind::LAKE);
}

TEST_CASE("roads of OpenStreetMap know their bridges and fords, closed and unbuilt ones are left out", "[exchange][import]")
{
    test::MissionFixture mission;
    std::string text = "<?xml version=\"1.0\"?><osm version=\"0.6\">";
    for (int i = 0; i < 20; ++i)
        text += "<node id=\"" + std::to_string(i + 1) + "\" lat=\"" + std::to_string(1.0 + i * 0.01) + "\" lon=\"5.0\"/>";
    int way = 100, node = 1;
    for (const char* tags : {"<tag k='highway' v='primary'/>", "<tag k='highway' v='secondary'/><tag k='bridge' v='yes'/>", "<tag k='highway' v='track'/><tag k='bridge' v='viaduct'/>",
                             "<tag k='highway' v='residential'/><tag k='bridge' v='no'/>", "<tag k='highway' v='service'/><tag k='access' v='private'/>",
                             "<tag k='highway' v='construction'/>", "<tag k='barrier' v='fence'/>", "<tag k='highway' v='path'/><tag k='ford' v='yes'/>",
                             "<tag k='highway' v='path'/><tag k='ford' v='stepping_stones'/>", "<tag k='highway' v='path'/><tag k='ford' v='no'/>"}) {
        text += "<way id=\"" + std::to_string(way++) + "\"><nd ref=\"" + std::to_string(node) + "\"/><nd ref=\"" + std::to_string(node + 1) + "\"/>" + tags + "</way>";
        node += 2;
    }
    test::writeFile(mission.folder / "map.osm", text + "</osm>");
    const auto report = mission.import(ImportKind::ROADS, mission.folder / "map.osm");
    REQUIRE(report.read == 10);
    REQUIRE(report.added == 7);
    REQUIRE(report.rejected == 3);
    std::multimap<RoadClass, Flag> found;
    std::vector<Flag> fords;
    for (const Road& road : mission.all<Road>())
        if (road.road_class == RoadClass::PATH)
            fords.push_back(road.ford);
        else
            found.emplace(*road.road_class, road.bridge);
    CHECK(fords == std::vector<Flag>{true, true, false});
    CHECK(std::count_if(report.issues.begin(), report.issues.end(), [](const auto& note) { return note.field == "ford" && note.text.starts_with("is taken as a ford"); }) == 2);
    CHECK(std::count(report.mapping.begin(), report.mapping.end(), std::pair<std::string, std::string>{"ford", "ford"}) == 1);
    CHECK(found == std::multimap<RoadClass, Flag>{{RoadClass::ROAD_PRIMARY, {}}, {RoadClass::ROAD_SECONDARY, true}, {RoadClass::TRACK, true}, {RoadClass::TRACK, false}});
}

TEST_CASE("a dry run reports and writes nothing", "[exchange][import]")
{
    test::MissionFixture mission;
    const std::string head = mission.file.head();
    const auto report = mission.importText(ImportKind::PLACES, "name,lat,lon\nA,1.5,5.5\n", [](auto& r) { r.dry_run = true; });
    REQUIRE(report.added == 1);
    REQUIRE_FALSE(report.commit);
    REQUIRE(mission.file.head() == head);
    REQUIRE(mission.all<Place>().empty());
}

TEST_CASE("files that cannot be imported leave the mission as it was", "[exchange][import]")
{
    test::MissionFixture mission;
    const std::string head = mission.file.head();
    const auto code = [&](const std::string& bytes) {
        return refusal([&] { static_cast<void>(mission.importText(ImportKind::INCIDENTS, bytes)); });
    };
    CHECK(code("") == ErrorCode::InvalidInput);
    CHECK(code("date,latitude,longitude\n") == ErrorCode::InvalidInput);
    CHECK(code("apples,pears\n1,2\n") == ErrorCode::InvalidInput);
    CHECK(code("date,latitude,longitude\n2026-10-01,95,5\n") == ErrorCode::InvalidInput);
    CHECK(code(std::string("\x00\x01\x02\xff\xfe\x7f\n\x00", 8)) == ErrorCode::InvalidInput);
    CHECK(refusal([&] { static_cast<void>(mission.import(ImportKind::INCIDENTS, mission.folder / "absent.csv")); }) == ErrorCode::InvalidInput);
    CHECK(refusal([&] { static_cast<void>(mission.import(ImportKind::INCIDENTS, mission.folder.path())); }) == ErrorCode::InvalidInput);
    CHECK(refusal([&] {
              static_cast<void>(mission.importText(ImportKind::PLACES, "name,lat,lon\nA,1.5,5.5\n", [](auto& r) { r.map = {{"nom", "name"}}; }));
          }) == ErrorCode::Usage);
    CHECK(mission.file.head() == head);
}

TEST_CASE("CSV export guards formulas and the import takes the guard off again", "[exchange][export]")
{
    test::MissionFixture mission;
    mission.importText(ImportKind::PLACES, "id,name,lat,lon\n1,'=SUM(A1),1.5,5.5\n2,\"Two, \"\"three\"\"\",1.6,5.5\n", [](auto& r) { r.id_column = "id"; });
    exchange::exportFile(mission.file, {{Kind::PLACE}, mission.folder / "places.csv", {}, exchange::Profile::INTERNAL});
    const std::string text = test::readFile(mission.folder / "places.csv");
    REQUIRE(text.find("'=SUM(A1)") != std::string::npos);
    test::MissionFixture other;
    const auto report = other.import(ImportKind::PLACES, mission.folder / "places.csv");
    REQUIRE(report.added == 2);
    const auto places = other.all<Place>();
    REQUIRE(std::any_of(places.begin(), places.end(), [](const Place& p) { return p.name == "=SUM(A1)"; }));
    REQUIRE(std::any_of(places.begin(), places.end(), [](const Place& p) { return p.name == "Two, \"three\""; }));
}

TEST_CASE("an export of rivers and lakes keeps lines and polygons apart", "[exchange][export]")
{
    test::MissionFixture mission;
    std::istringstream script{R"({"kind":"water","id":"new","set":{"name":"R","water_kind":"RIVER","geometry":{"type":"LineString","coordinates":[[5,1],[5.1,1.1]]}}}
{"kind":"water","id":"new","set":{"name":"L","water_kind":"LAKE","geometry":{"type":"Polygon","coordinates":[[[5,1],[5.1,1],[5.1,1.1],[5,1]]]}}})"};
    exchange::applyEdits(mission.file, script, mission.author, mission.now);
    for (const char* ending : {"gpkg", "kml", "geojson"}) {
        INFO(ending);
        const auto target = mission.folder / (std::string{"waters."} + ending);
        exchange::exportFile(mission.file, {{Kind::WATER}, target, {}, exchange::Profile::INTERNAL});
        test::MissionFixture other;
        REQUIRE(other.import(ImportKind::RIVERS, target).added == 2);
        const auto waters = other.all<Water>();
        REQUIRE(std::count_if(waters.begin(), waters.end(), [](const Water& w) { return w.geometry.isLine() && w.water_kind == WaterKind::RIVER; }) == 1);
        REQUIRE(std::count_if(waters.begin(), waters.end(), [](const Water& w) { return w.geometry.isArea() && w.water_kind == WaterKind::LAKE; }) == 1);
    }
}

TEST_CASE("partners get rounded positions and people, and no bases", "[exchange][export]")
{
    test::MissionFixture mission;
    mission.importText(ImportKind::PLACES, "name,lat,lon,population\nA,1.512345,5.512345,1234\n");
    exchange::exportFile(mission.file, {{Kind::PLACE}, mission.folder / "places.geojson", {}, exchange::Profile::PARTNER});
    const std::string text = test::readFile(mission.folder / "places.geojson");
    REQUIRE(text.find("\"population_total\":1200") != std::string::npos);
    REQUIRE(text.find("1.512345") == std::string::npos);
    REQUIRE(refusal([&] {
                exchange::exportFile(mission.file, {{Kind::BASE}, mission.folder / "bases.csv", {}, exchange::Profile::PARTNER});
            }) == ErrorCode::Usage);
    REQUIRE_FALSE(std::filesystem::exists(mission.folder / "bases.csv"));
}

TEST_CASE("decimal commas are read where semicolons separate the cells and the column leaves no doubt", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto taken = mission.importText(ImportKind::PLACES, "name;lat;lon\nA;1,5;5,125\nB;1,25;5,5\nC;2;5\n");
    REQUIRE(taken.added == 3);
    const auto places = mission.all<Place>();
    CHECK(std::any_of(places.begin(), places.end(), [](const Place& p) { return p.lat == 1.5 && p.lon == 5.125; }));
    // Every cell of lon could be thousands as well.
    const auto doubtful = mission.importText(ImportKind::PLACES, "name;lat;lon\nD;1,5;5,125\nE;1,25;5,500\nF;1,5;5\n");
    CHECK(doubtful.added == 1);
    CHECK(rejected(doubtful, 2, "lon"));
    CHECK(rejected(doubtful, 3, "lon"));
    // Points and commas in one column.
    const auto mixed = mission.importText(ImportKind::PLACES, "name;lat;lon\nG;1.5;5,5\nH;1,5;5,5\n");
    CHECK(mixed.added == 1);
    CHECK(rejected(mixed, 3, "lat"));
    // Of people a comma is a thousand or a fraction; two groups leave no doubt.
    const auto people = mission.importText(ImportKind::PLACES, "name;lat;lon;population\nI;1,5;5,5;1,234\nJ;1,6;5,5;1,234,567\n");
    CHECK(people.added == 1);
    CHECK(rejected(people, 2, "population_total"));
    // A word is refused by itself and says nothing of the numbers beside it.
    const auto word = mission.importText(ImportKind::PLACES, "name;lat;lon\nM;1,94;5,10\nN;abc;5,11\nO;1,96;5,12\n");
    CHECK(word.added == 2);
    CHECK(rejected(word, 3, "lat"));
    // Separated by commas a decimal comma stays refused.
    CHECK(rejected(mission.importText(ImportKind::PLACES, "name,lat,lon\nK,\"1,5\",5.5\nL,1.5,5.5\n"), 2, "lat"));
}

TEST_CASE("a row refused as a repeated id leaves no actor and no source behind", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, "id,date,lat,lon,perpetrator\na,2026-10-02,1.5,5.5,Real army\na,2026-10-03,1.5,5.5,Ghost army\n",
                                           [](auto& r) { r.id_column = "id"; });
    REQUIRE(report.added == 1);
    REQUIRE(rejected(report, 3, "source_id"));
    REQUIRE(mission.all<Actor>().size() == 1);
    const auto preset = mission.importText(ImportKind::INCIDENTS, R"(event_id_cnty,event_date,event_type,sub_event_type,actor1,latitude,longitude,source,fatalities
KAV1,2026-10-01,Battles,Armed clash,Hill Front,1.9,5.1,Radio Ubara,1
KAV1,2026-10-02,Battles,Armed clash,Ghost Front,1.9,5.1,Radio Ghost,1
)", [](auto& r) { r.preset = exchange::Preset::ACLED; });
    REQUIRE(preset.added == 1);
    REQUIRE(rejected(preset, 3, "source_id"));
    REQUIRE(mission.all<Actor>().size() == 2);
    const auto sources = mission.all<Source>();
    CHECK(std::none_of(sources.begin(), sources.end(), [](const Source& s) { return s.group_key.find("Ghost") != std::string::npos; }));
}

TEST_CASE("a row without a date is told in the balance sheet", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, "id,date,lat,lon\na,2026-10-02,1.5,5.5\nb,,1.5,5.5\n", [](auto& r) { r.id_column = "id"; });
    REQUIRE(report.added == 2);
    REQUIRE(std::any_of(report.issues.begin(), report.issues.end(),
                        [](const auto& note) { return note.field == "time_start" && note.count == 1 && note.rows == std::vector<std::int64_t>{3}; }));
}

TEST_CASE("figures that can hardly be true are kept, and the balance sheet asks about them", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, "id,date,killed_best,injured_best\na,2026-10-02,10000000,3\nb,2026-10-02,4,2\n",
                                           [](auto& r) { r.id_column = "id"; });
    REQUIRE(report.added == 2);
    REQUIRE(std::any_of(report.issues.begin(), report.issues.end(), [](const auto& note) {
        return note.field == "killed_best" && note.value == "10000000" && note.text.starts_with("Really ") && note.rows == std::vector<std::int64_t>{2};
    }));
    REQUIRE(std::none_of(report.issues.begin(), report.issues.end(), [](const auto& note) { return note.field == "injured_best"; }));
}

TEST_CASE("patrols from outside that edit would refuse are taken, each told with what follows", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::PATROLS, "id,status,planned_start,planned_end\n"
                                                                "a,APPROVED,2026-10-02T08:00Z,2026-10-02T16:00Z\n"
                                                                "b,PROPOSED,2026-10-02T08:00Z,2026-10-02T16:00Z\n"
                                                                "c,COMPLETED,2026-10-02T08:00Z,2026-10-02T16:00Z\n",
                                           [](auto& r) { r.map = {{"status", "status"}, {"planned_start", "planned_start"}, {"planned_end", "planned_end"}}; r.id_column = "id"; });
    REQUIRE(report.added == 3);
    const auto told = [&](std::int64_t row) {
        std::set<std::string> fields;
        for (const auto& note : report.issues)
            if (std::find(note.rows.begin(), note.rows.end(), row) != note.rows.end() && note.text.find("is no visit and no presence anywhere") != std::string::npos)
                fields.insert(note.field);
        return fields;
    };
    CHECK(told(2) == std::set<std::string>{"status"});
    CHECK(told(3).empty());
    CHECK(told(4) == std::set<std::string>{"unit_ids", "commander_role", "route_planned"});
    for (const auto& note : report.issues)
        if (note.field == "status")
            CHECK(note.value == "APPROVED");
}
