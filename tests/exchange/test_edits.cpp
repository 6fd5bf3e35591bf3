// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/exchange/edits.h>
#include <tutela/exchange/reference.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::core;

namespace {

exchange::EditsResult edit(test::MissionFixture& mission, const std::string& script)
{
    std::istringstream in{script};
    return exchange::applyEdits(mission.file, in, mission.author, mission.now);
}

/// The error of a refused script.
Error refusal(test::MissionFixture& mission, const std::string& script)
{
    try {
        static_cast<void>(edit(mission, script));
    } catch (const Error& error) {
        return error;
    }
    FAIL("the script was taken");
    throw Cancelled{};
}

} // namespace

TEST_CASE("a script adds records that name each other by label, one commit a line", "[exchange][edits]")
{
    test::MissionFixture mission;
    const auto before = mission.file.history().size();
    const auto result = edit(mission, R"({"kind":"place","id":"new:LUZI","set":{"name":"Luzi","lon":5.1,"lat":1.94,"population_total":4200}}
{"kind":"actor","id":"new:LF","set":{"name":"Lake Front","actor_kind":"ARMED_GROUP_NATIONAL"}}

{"kind":"threat","id":"new","set":{"name":"Raids","actor_ids":["@LF"],"place_ids":["@LUZI"],"acts":["KILLING"]},"message":"Raids reported"}
)");
    REQUIRE(result.committed == 3);
    const auto threats = mission.all<Threat>();
    REQUIRE(threats.size() == 1);
    REQUIRE(threats[0].place_ids == std::vector{PlaceId{result.ids[0]}});
    REQUIRE(threats[0].actor_ids == std::vector{ActorId{result.ids[1]}});
    const auto history = mission.file.history();
    REQUIRE(history.size() == before + 3);
    REQUIRE(history.back().message == "Raids reported");
    REQUIRE(exchange::resolve(mission.file.snapshot(), Kind::PLACE, "Luzi") == result.ids[0]);
}

TEST_CASE("a script stops at the first refused line and keeps the lines before", "[exchange][edits]")
{
    test::MissionFixture mission;
    const auto error = refusal(mission, R"({"kind":"place","id":"new","set":{"name":"A","lon":5.0,"lat":1.0}}
{"kind":"place","id":"new","set":{"name":"B","lon":500,"lat":1.0}}
{"kind":"place","id":"new","set":{"name":"C","lon":5.2,"lat":1.0}})");
    REQUIRE(error.code() == ErrorCode::InvalidInput);
    REQUIRE(error.where().find("line 2") != std::string::npos);
    REQUIRE(error.where().find("lon") != std::string::npos);
    REQUIRE(mission.all<Place>().size() == 1);
}

TEST_CASE("unknown kinds and fields are wrong usage, refused values are refused input", "[exchange][edits]")
{
    test::MissionFixture mission;
    const auto code = [&](const std::string& line) { return refusal(mission, line).code(); };
    CHECK(code(R"({"kind":"castle","id":"new","set":{}})") == ErrorCode::Usage);
    CHECK(code(R"({"kind":"place","id":"new","set":{"nom":"A"}})") == ErrorCode::Usage);
    CHECK(code(R"({"kind":"threat","id":"new","set":{"actor_ids":["@NOBODY"]}})") == ErrorCode::Usage);
    CHECK(code("not json") == ErrorCode::InvalidInput);
    CHECK(code(R"({"kind":"place","id":7,"set":{"name":"A"}})") == ErrorCode::InvalidInput);
    CHECK(code(R"({"kind":"place","id":"new","set":{"id":7}})") == ErrorCode::InvalidInput);
    CHECK(code(R"({"kind":"line","id":"new","set":{"likelihood":"4"}})") == ErrorCode::InvalidInput);
    CHECK(code(R"({"kind":"place","id":"new","set":{"name":"A","lon":5.0,"lat":1.0,"place_kind":"CASTLE"}})") == ErrorCode::InvalidInput);
    CHECK(code(R"({"kind":"place","id":"new","set":{"name":"A","lon":5.0,"lat":1.0,"cla_base_id":12345}})") == ErrorCode::InvalidInput);
    CHECK(mission.all<Place>().empty());
}

TEST_CASE("areas cannot stand above themselves, and a record that is named cannot go", "[exchange][edits]")
{
    test::MissionFixture mission;
    const auto square = R"({"type":"Polygon","coordinates":[[[5,1],[6,1],[6,2],[5,2],[5,1]]]})";
    const auto ids = edit(mission, std::string{R"({"kind":"area","id":"new:A","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":)"} + square
                                       + R"(}}
{"kind":"area","id":"new:B","set":{"name":"Company","level":"COMPANY_AOR","parent_id":"@A","geometry":)" + square + "}}").ids;
    const auto cycle = refusal(mission, R"({"kind":"area","id":)" + std::to_string(ids[0]) + R"(,"set":{"parent_id":)" + std::to_string(ids[1]) + "}}");
    REQUIRE(cycle.where().find("parent_id") != std::string::npos);
    REQUIRE(refusal(mission, R"({"kind":"area","id":)" + std::to_string(ids[0]) + R"(,"delete":true})").code() == ErrorCode::InvalidInput);
    REQUIRE(edit(mission, R"({"kind":"area","id":)" + std::to_string(ids[1]) + R"(,"delete":true})").committed == 1);
    REQUIRE(mission.all<Area>().size() == 1);
}

TEST_CASE("a new assessment gets its reference from area and year", "[exchange][edits]")
{
    test::MissionFixture mission;
    edit(mission, R"({"kind":"area","id":"new:A","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":{"type":"Polygon","coordinates":[[[5,1],[6,1],[6,2],[5,2],[5,1]]]}}}
{"kind":"assessment","id":"new","set":{"title":"First","area_ids":["@A"],"as_of":"2026-10-31T00:00:00Z"}}
{"kind":"assessment","id":"new","set":{"title":"Second","area_ids":["@A"],"as_of":"2026-10-31T00:00:00Z"}})");
    const auto assessments = mission.all<Assessment>();
    std::vector<std::string> references;
    for (const auto& assessment : assessments) {
        references.push_back(assessment.reference);
        REQUIRE(assessment.version == "0.1");
    }
    std::sort(references.begin(), references.end());
    REQUIRE(references == std::vector<std::string>{"TA-EAST-2026-0001", "TA-EAST-2026-0002"});
}

TEST_CASE("a scenario is saved only with records that are there, what a removal left behind hinders no other change", "[exchange][edits]")
{
    test::MissionFixture mission;
    const auto made = edit(mission, R"({"kind":"base","id":"new","set":{"name":"Post","lon":5.0,"lat":1.0}}
{"kind":"unit","id":"new","set":{"name":"Platoon"}}
{"kind":"road","id":"new","set":{"name":"R1","geometry":{"type":"LineString","coordinates":[[5,1],[5.1,1]]}}}
{"kind":"road","id":"new","set":{"name":"R2","geometry":{"type":"LineString","coordinates":[[5,2],[5.1,2]]}}}
)");
    const auto id = [&](std::size_t i) { return std::to_string(made.ids[i]); };
    const auto line = [](const std::string& record, const std::string& changes) { return R"({"kind":"scenario","id":)" + record + R"(,"set":{"name":"S","changes":)" + changes + "}}\n"; };
    const auto refused = [&](const std::string& changes, const std::string& key, const std::string& what) {
        const auto error = refusal(mission, line(R"("new")", changes));
        INFO(error.what());
        CHECK(error.code() == ErrorCode::InvalidInput);
        CHECK(std::string{error.what()}.find(key + " names the " + what + ", which is not in the mission; take it out") != std::string::npos);
    };
    refused(R"({"close_bases":[1]})", "close_bases", "base 1");
    refused(R"({"close_bases":[)" + id(1) + "]}", "close_bases", "base " + id(1)); // the id of a unit
    refused(R"({"close_units":[1]})", "close_units", "unit 1");
    refused(R"({"close_roads":[1]})", "close_roads", "road 1");
    refused(R"({"open_roads":[1]})", "open_roads", "road 1");
    refused(R"({"move_bases":[{"base_id":1,"lon":5,"lat":1}]})", "move_bases", "base 1");
    refused(R"({"move_units":[{"unit_id":1,"base_id":)" + id(0) + "}]}", "move_units", "unit 1");
    refused(R"({"move_units":[{"unit_id":)" + id(1) + R"(,"base_id":1}]})", "move_units", "base 1");
    CHECK(mission.all<Scenario>().empty());

    const std::string roads = R"({"close_roads":[)" + id(2) + "," + id(3) + "]}";
    const auto scenario = edit(mission, line(R"("new")", roads)).ids.front();
    const std::string record = std::to_string(scenario);
    edit(mission, R"({"kind":"road","id":)" + id(2) + ",\"delete\":true}\n" + R"({"kind":"road","id":)" + id(3) + ",\"delete\":true}\n");
    CHECK(edit(mission, R"({"kind":"scenario","id":)" + record + R"(,"set":{"name":"Renamed"}})").committed == 1);
    CHECK(edit(mission, line(record, R"({"night":true,"close_roads":[)" + id(2) + "]}")).committed == 1); // one of the two goes
    CHECK(refusal(mission, line(record, R"({"open_roads":[)" + id(2) + "]}")).code() == ErrorCode::InvalidInput);
    CHECK(edit(mission, line(record, R"({"close_bases":[)" + id(0) + "]}")).committed == 1);
}

TEST_CASE("texts that hold JSON take the object or list itself", "[exchange][edits]")
{
    test::MissionFixture mission;
    static_cast<void>(edit(mission, R"({"kind":"scenario","id":"new","set":{"name":"S","changes":{"season":"WET","close_roads":[]}}}
{"kind":"mission","set":{"speeds":[{"mode":"BOAT","kmh":15}]}}
)"));
    CHECK(mission.all<Scenario>().front().changes == R"({"close_roads":[],"season":"WET"})");
    CHECK(mission.all<MissionDetails>().front().speeds == R"([{"kmh":15,"mode":"BOAT"}])");
    CHECK(refusal(mission, R"({"kind":"scenario","id":"new","set":{"name":"S","changes":{"rain":true}}})").code() == ErrorCode::InvalidInput);
}
