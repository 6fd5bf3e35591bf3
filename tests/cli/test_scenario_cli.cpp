// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trial.h"

#include <algorithm>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

TEST_CASE("scenarios are checked when saved, listed and compared with today", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const json list = tutelaJson({"scenario", trial.file, "list"});
    REQUIRE(list.at("scenarios").size() == 1);
    CHECK(list.at("scenarios")[0].at("changes").at("night") == true);
    const json compared = tutelaJson({"scenario", trial.file, "compare", "today", "No bridge by night"});
    CHECK(compared.at("people").at("a").at("D") == 1000);
    CHECK(compared.at("lost").size() + compared.at("gained").size() == 1); // 45 min of notice and 49.5 on the road
    CHECK(compared.at("lost")[0] == trial.place);
    for (const json& place : compared.at("places"))
        if (!place.at("a").is_null())
            CHECK(place.at("b").get<double>() > place.at("a").get<double>());
    CHECK(compared.at("by_class").at("NOT_ASSESSED").at("people_lost") == 1000);
    const json shown = tutelaJson({"scenario", trial.file, "show", "No bridge by night"});
    CHECK(shown.at("parameters").at("night") == true);
    CHECK(reach(trial, {"--scenario", std::to_string(trial.scenario)}).at("people_within") == shown.at("people_within"));

    const auto refused = [&](const std::string& changes, const std::string& word) {
        writeFile(folder / "wrong.jsonl", json{{"kind", "scenario"}, {"id", "new"}, {"message", "trial"}, {"set", {{"name", "X"}, {"changes", changes}}}}.dump() + "\n");
        const Run result = runTutela({"edit", trial.file, folder / "wrong.jsonl"});
        INFO(changes << " -> " << result.err);
        CHECK(result.exitCode == 3);
        CHECK(result.err.find(word) != std::string::npos);
    };
    refused("{", "JSON");
    refused("[]", "JSON");
    refused(R"({"close_bridges":[1]})", "close_bridges");
    refused(R"({"season":"RAINY"})", "DRY, WET");
    refused(R"({"speeds":[{"mode":"TRUCK","surface":"TRACK","season":"DRY","kmh":-4}]})", "kmh");
    refused(R"({"add_bases":[{"lon":200,"lat":0}]})", "lon");
    refused(R"({"move_bases":[{"lon":1,"lat":0}]})", "base_id");
}

TEST_CASE("a scenario that holds a unit at a shorter notice, or ties it, is shown, compared and refused for units that are not there", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const std::int64_t unit = tutelaJson({"list", trial.file, "units"})[0].at("id");
    const auto save = [&](const std::string& name, const json& posture) {
        writeFile(folder / "s.jsonl", json{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", name}, {"changes", {{"units", json::array({posture})}}}}}}.dump() + "\n");
        return runTutela({"edit", trial.file, folder / "s.jsonl"});
    };
    REQUIRE(save("Ready", {{"unit_id", unit}, {"notice_minutes", 10}}).exitCode == 0);
    REQUIRE(save("Tied", {{"unit_id", unit}, {"availability", 0}}).exitCode == 0);
    const Run refused = save("Nobody", {{"unit_id", 1}, {"notice_minutes", 10}});
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("units names the unit 1, which is not in the mission") != std::string::npos);

    const json ready = tutelaJson({"scenario", trial.file, "show", "Ready"});
    CHECK(placeOf(ready, trial.place).at("t_mobilise") == 10.0); // 30 as a reaction force
    REQUIRE(ready.at("parameters").at("units").size() == 1);
    CHECK(ready.at("parameters").at("units")[0] == json{{"unit_id", unit}, {"notice_minutes", 10}, {"availability", nullptr}});
    CHECK(ready.at("scenario").at("changes").at("units")[0].at("notice_minutes") == 10);
    for (const json& place : tutelaJson({"scenario", trial.file, "compare", "today", "Ready"}).at("places"))
        if (place.at("id") == trial.place)
            CHECK(place.at("a").get<double>() - place.at("b").get<double>() == Approx(20.0).margin(0.11));
    CHECK(tutelaJson({"scenario", trial.file, "compare", "today", "Tied"}).at("lost").dump().find(std::to_string(trial.place)) != std::string::npos);
}

TEST_CASE("a scenario that changes nothing says so in the same words wherever it is computed", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    writeFile(folder / "s.jsonl", edit("scenario", "e", {{"name", "Empty"}, {"changes", json::object()}}) + edit("scenario", "n", {{"name", "None"}}));
    tutelaJson({"edit", trial.file, folder / "s.jsonl"});
    const std::string words = "The scenario Empty changes nothing: its answer is that of the mission as it stands.";
    CHECK(reach(trial, {"--scenario", "Empty"}).at("notes")[0] == words);
    CHECK(reach(trial, {"--scenario", "None"}).at("notes")[0].get<std::string>().starts_with("The scenario None changes nothing"));
    CHECK(tutelaJson({"scenario", trial.file, "show", "Empty"}).at("notes")[0] == words);
    CHECK(tutelaJson({"scenario", trial.file, "compare", "today", "Empty"}).at("notes").at("b") == json::array({words}));
    CHECK(runTutela({"reach", trial.file, "--scenario", "Empty"}).err.find("note: " + words) != std::string::npos);
    CHECK(reach(trial, {"--scenario", "No bridge by night"}).at("notes").dump().find("changes nothing") == std::string::npos);
}

TEST_CASE("a scenario that takes the name of another, or names a base that is removed later, is told by edit and by check", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    const auto edited = [&](const json& line) {
        writeFile(folder / "line.jsonl", line.dump() + "\n");
        return tutelaJson({"edit", trial.file, folder / "line.jsonl"});
    };
    const auto notes = [&](const char* field) {
        std::vector<std::string> texts;
        const json checked = tutelaJson({"check", trial.file, "--deep"});
        CHECK(checked.at("ok") == true);
        for (const json& note : checked.at("notes"))
            if (note.at("kind") == "scenario" && note.at("field") == field)
                texts.push_back(note.at("text"));
        return texts;
    };
    CHECK(notes("name").empty());
    const json taken = edited({{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", "No bridge BY night"}}}});
    REQUIRE(taken.at("warnings").size() == 1);
    CHECK(taken.at("warnings")[0].at("field") == "name");
    CHECK(taken.at("warnings")[0].at("text") == "Scenario " + std::to_string(trial.scenario) + " has the name \"No bridge by night\" too, so nobody can tell the two apart by it; give one of them another name.");
    CHECK(notes("name").size() == 2);
    CHECK(edited({{"kind", "scenario"}, {"id", taken.at("ids")[0]}, {"set", {{"name", "Outpost closed"}}}}).at("warnings").empty());
    CHECK(notes("name").empty());

    const json base = edited({{"kind", "base"}, {"id", "new"}, {"set", {{"name", "Outpost"}, {"lon", 3.0}, {"lat", 0.0}}}}).at("ids")[0];
    json changes = json::object();
    changes["close_bases"] = json::array({base});
    edited({{"kind", "scenario"}, {"id", taken.at("ids")[0]}, {"set", {{"changes", changes}}}});
    CHECK(notes("changes").empty());
    edited({{"kind", "base"}, {"id", base}, {"delete", true}});
    REQUIRE(notes("changes").size() == 1);
    CHECK(notes("changes")[0].find("close_bases names the base " + base.dump() + ", which is not in the mission; take it out") != std::string::npos);
}

TEST_CASE("a comparison says whose a note is, and no note comes twice", "[cli][unit]")
{
    const TempFolder folder;
    const Trial trial = trialMission(folder);
    // Two units of one base with notices of their own: each finds that no vehicle leaves the base.
    json still = json::array();
    for (const char* mode : {"TRUCK", "LIGHT_4X4"})
        for (const char* surface : {"ROAD_PRIMARY", "ROAD_SECONDARY", "TRACK", "OFF_ROAD"})
            still.push_back({{"mode", mode}, {"surface", surface}, {"season", "DRY"}, {"kmh", 0}});
    writeFile(folder / "s.jsonl", edit("unit", "v", {{"name", "Second"}, {"base_id", trial.base}, {"notice_to_move_day", 10}, {"mobility", {{{"mode", "TRUCK"}, {"serviceable", 3}}}}})
                                      + edit("scenario", "w", {{"name", "No wheels"}, {"changes", {{"season", "DRY"}, {"speeds", still}}}}));
    tutelaJson({"edit", trial.file, folder / "s.jsonl"});
    const auto count = [](const std::string& text, const std::string& part) {
        int found = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
            ++found;
        return found;
    };
    const std::string leaves = "no vehicle can leave the base";
    CHECK(count(reach(trial, {"--scenario", "No wheels"}).at("notes").dump(), leaves) == 1);
    const json notes = tutelaJson({"scenario", trial.file, "compare", "today", "No wheels"}).at("notes");
    CHECK(count(notes.at("b").dump(), leaves) == 1);
    CHECK(notes.at("a").dump().find(leaves) == std::string::npos);
    CHECK(notes.at("both").dump().find("There is no elevation") != std::string::npos);
    const std::string err = runTutela({"scenario", trial.file, "compare", "today", "No wheels"}).err;
    CHECK(count(err, "note: No wheels: Post (TRUCK): " + leaves) == 1);
    CHECK(count(err, "There is no elevation") == 1);
}
