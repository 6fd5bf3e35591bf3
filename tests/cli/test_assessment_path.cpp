// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/program.h"

#include <tutela/store/mission_file.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

using namespace tutela::test;
using nlohmann::json;

namespace {

/// A draft of October 2026 for sector East with everything a submission needs; gives its id and reference.
std::pair<std::int64_t, std::string> completeDraft(const std::string& file)
{
    const json draft = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    const auto id = draft.at("id").get<std::int64_t>();
    const auto line = draft.at("lines").at(0).at("id").get<std::int64_t>();
    edit(file, R"({"kind":"action","id":"new:ACT","set":{"text":"Patrol the lake road on market days.","tier":"T2_PHYSICAL","phase":"PREEMPTION","lead":"MILITARY","owner":"Sector commander, East","action_kind":"PATROL_TASK","deadline":"2026-11-15","status":"PROPOSED","decision_requested":true}}
{"kind":"action","id":"new:TALK","set":{"text":"Meet the elders of the lake shore.","tier":"T1_DIALOGUE","phase":"PREVENTION","lead":"CIVILIAN_CIVIL_AFFAIRS","owner":"Civil affairs, East","action_kind":"LEADER_ENGAGEMENT","deadline":"2026-11-20","status":"PROPOSED"}}
{"kind":"line","id":)" + std::to_string(line) + R"(,"set":{"action_ids":["@ACT","@TALK"]}}
{"kind":"assessment","id":)" + std::to_string(id) + R"(,"set":{"summary_bluf":"Raids on the lake road continue.","contributors":["MILITARY","CIVILIAN_HUMAN_RIGHTS"],"author_role":"POC_ADVISER","level":"OPERATIONAL","forecast_days":30}}
)");
    return {id, draft.at("reference").get<std::string>()};
}

void approve(const std::string& file, const std::string& ref)
{
    const auto move = [&](const char* state, const char* role) { tutelaJson({"assessment", file, "transition", ref, state, "--role", role}); };
    move("IN_REVIEW", "POC_ADVISER");
    tutelaJson({"assessment", file, "review", ref, "--opinion", "AGREE", "--role", "MILITARY"});
    tutelaJson({"assessment", file, "review", ref, "--opinion", "DISSENT", "--role", "HUMAN_RIGHTS", "--note", "Intent is rated too low."});
    move("COORDINATED", "JMAC");
    move("CLEARED", "PWG_CHAIR");
    move("APPROVED", "SENIOR_POC_ADVISER");
}

} // namespace

TEST_CASE("a line is drafted from threat, place and evidence, with every number explained", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const json draft = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10"});
    REQUIRE(draft["lines"].size() == 1);
    const json& line = draft["lines"][0];
    CHECK(line["places_names"] == json::array({"Luzi"}));
    CHECK(line["actor_ids"] == json::array({ids[4]}));
    CHECK(line["persons"] == 3200);
    CHECK(line["shift"] == 1); // a corroborated killing by the same actor eleven days before the cut-off
    CHECK(line["likelihood"] == 4); // 4*3*4 = 48 with +1: 27 <= 48 < 64
    CHECK(line["act_severity"] == 4);
    CHECK(line["exposure"] == 3);
    CHECK(line["mission_reach"].is_null());
    CHECK(line["reach_computed"] == false);
    CHECK(line["trend"] == "INSUFFICIENT");
    CHECK(line["confidence"] == "LOW"); // one B2 item eleven days old: .8*.8*.75 = .48
    CHECK(line["evidence"].size() == 1);
    CHECK(line["explain"].size() > 5);
    CHECK(tutelaJson({"info", file})["counts"]["assessments"] == 0);
}

TEST_CASE("mission reach comes from the way over the road, stays as it was signed, and says what a closing base would change", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto made = edit(file, R"({"kind":"base","id":"new:P","set":{"name":"Lake post","lon":5.3,"lat":1.5,"base_kind":"TEMPORARY_OPERATING_BASE","cla_count":1}}
{"kind":"unit","id":"new:U","set":{"name":"Lake platoon","base_id":"@P","unit_kind":"QRF_PLATOON","mobility":[{"mode":"TRUCK","serviceable":3}]}}
{"kind":"road","id":"new:R","set":{"name":"R1","road_class":"ROAD_PRIMARY","geometry":{"type":"LineString","coordinates":[[5.3,1.5],[5.5,1.5]]}}}
)");
    const auto [id, ref] = completeDraft(file);
    const auto lineOf = [&](const json& shown) { return shown.at("lines").at(0); };
    const json line = lineOf(tutelaJson({"assessment", file, "show", ref}));
    // 0.2 degrees at 1.5 N are 22.25 km (WGS 84), at 45 km/h 29.7 min; before them 15 + 20 + 30.
    CHECK(line.at("response_minutes").get<double>() == Approx(94.7).margin(0.15));
    CHECK(line.at("reach_computed") == true);
    CHECK(line.at("mission_reach") == 1);
    const json whatIf = tutelaJson({"reach", file, "--as-of", "2026-11-01", "--close-base", "Lake post"}).at("lines_changed");
    REQUIRE(whatIf.size() == 1);
    CHECK(whatIf[0].at("mission_reach") == json{{"today", 1}, {"then", 0}});
    CHECK(tutelaJson({"reach", file, "--as-of", "2026-11-01"}).at("lines_changed").is_null());

    approve(file, ref);
    edit(file, R"({"kind":"base","id":)" + std::to_string(made[0]) + R"(,"set":{"open_to":"2026-10-15"}}
)");
    const json kept = lineOf(tutelaJson({"assessment", file, "show", ref}));
    CHECK(kept.at("mission_reach") == 1);
    CHECK(kept.at("response_minutes") == line.at("response_minutes"));
    CHECK(kept.at("risk_residual") == line.at("risk_residual"));
    CHECK(kept.at("vulnerability") == line.at("vulnerability")); // though no unit comes within two hours any more
    const auto factorsOf = [](const json& shown) {
        for (const json& step : shown.at("explain"))
            if (step.get<std::string>().starts_with("vulnerability_half_points = "))
                return step.get<std::string>();
        return std::string{};
    };
    REQUIRE_FALSE(factorsOf(line).empty());
    CHECK(factorsOf(kept) == factorsOf(line));
    const json next = lineOf(tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11"}));
    CHECK(next.at("mission_reach") == 0); // only the west base is left, without a unit on record: trucks over open ground, far too late
    CHECK(next.at("response_minutes").get<double>() > 120.0);
    CHECK(factorsOf(next).find("ISOLATED 2") != std::string::npos);
}

TEST_CASE("reach and coverage of an earlier day know no class from a version that was signed later", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref); // now, by the clock of the machine
    const auto classOf = [&](const json& answer) {
        for (const json& place : answer.at("places"))
            if (place.at("id") == ids[2])
                return place.at("class");
        return json("no such place");
    };
    for (const bool signedThen : {false, true}) {
        const std::string day = signedThen ? "2099-01-01" : "2020-01-01";
        INFO(day);
        CHECK(classOf(tutelaJson({"reach", file, "--as-of", day})).is_string() == signedThen);
        const json coverage = tutelaJson({"coverage", file, "--to", day});
        CHECK(classOf(coverage).is_string() == signedThen);
        CHECK(coverage.at("force_density").at("mission").at("population_urgent") == (signedThen ? 3200 : 0));
    }
    // The day of the mission's own cut-off is its today, whenever the version was signed.
    edit(file, R"({"kind":"mission","set":{"as_of":"2020-01-01T00:00:00Z"}})");
    CHECK(classOf(tutelaJson({"reach", file})).is_string());
    CHECK(classOf(tutelaJson({"coverage", file})).is_string());
}

TEST_CASE("sign-off runs from draft to approved, and then nothing can change the version", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto [id, ref] = completeDraft(file);
    CHECK(ref == "TA-EAST-2026-0001");
    CHECK(runTutela({"assessment", file, "transition", ref, "APPROVED", "--role", "SENIOR_POC_ADVISER"}).exitCode == 3);
    approve(file, ref);
    const json shown = tutelaJson({"assessment", file, "show", ref});
    CHECK(shown["state"] == "APPROVED");
    CHECK(shown["version"] == "1.0");

    const auto line = std::to_string(shown["lines"][0]["id"].get<std::int64_t>());
    const Run refused = runTutela({"edit", file, "-"}, R"({"kind":"line","id":)" + line + R"(,"set":{"intent":1}})");
    CHECK(refused.exitCode == 3);
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"assessment","id":)" + std::to_string(id) + R"(,"set":{"title":"x"}})").exitCode == 3);
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"assessment","id":)" + std::to_string(id) + R"(,"delete":true})").exitCode == 3);
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"line","id":"new","set":{"assessment_id":)" + std::to_string(id) + "}}").exitCode == 3);
    for (const auto& commit : tutelaJson({"history", file, "--record", line})["commits"])
        CHECK(runTutela({"history", file, "--undo", commit["id"].dump()}).exitCode == 3);
    CHECK(tutelaJson({"assessment", file, "show", ref})["content_hash"] == shown["content_hash"]);
    CHECK(tutelaJson({"check", file, "--deep"})["ok"] == true);
}

TEST_CASE("a version with an action that nobody owns is not submitted, whoever wrote the action", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto [id, ref] = completeDraft(file);
    const std::string action = tutelaJson({"list", file, "actions"}).at(0).at("id").dump();
    edit(file, R"({"kind":"action","id":)" + action + R"(,"set":{"owner":null}})");
    const Run refused = runTutela({"assessment", file, "transition", ref, "IN_REVIEW", "--role", "POC_ADVISER"});
    CHECK(refused.exitCode == 3);
    CHECK(refused.err.find("The action has no owner; name the role that answers for it.") != std::string::npos);
    edit(file, R"({"kind":"action","id":)" + action + R"(,"set":{"owner":"Sector commander, East"}})");
    approve(file, ref);
}

TEST_CASE("the report of an approved version is the stored one, byte for byte, whatever happens later", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    const std::string draft = folder / "draft.pdf";
    tutelaJson({"report", file, "--kind", "threat-assessment", "--assessment", ref, "-o", draft});
    CHECK(run({"pdftotext", draft, "-"}).out.find("DRAFT") != std::string::npos);
    approve(file, ref);
    const std::string first = folder / "first.pdf";
    const json report = tutelaJson({"report", file, "--kind", "threat-assessment", "--assessment", ref, "-o", first});
    CHECK(report["pages"].get<int>() >= 4);
    edit(file, R"({"kind":"place","id":)" + std::to_string(ids[2]) + R"(,"set":{"name":"Renamed","population_total":9}})");
    const std::string again = folder / "again.pdf";
    CHECK(tutelaJson({"report", file, "--kind", "threat-assessment", "--assessment", ref, "-o", again})["sha256"] == report["sha256"]);
    CHECK(readFile(first) == readFile(again));
    const std::string text = run({"pdftotext", first, "-"}).out;
    CHECK(text.find("not UN doctrine") != std::string::npos);
    CHECK(text.find("Renamed") == std::string::npos);
    CHECK(text.find("HERON") == std::string::npos); // no source is named in a report
    const std::string partner = folder / "partner.pdf";
    tutelaJson({"report", file, "--kind", "threat-assessment", "--assessment", ref, "--profile", "partner", "-o", partner});
    CHECK(run({"pdftotext", partner, "-"}).out.find("West base") == std::string::npos);
}

TEST_CASE("an action cites a scenario, the report prints what it brings in people, and a signed one keeps it", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto made = edit(file, R"({"kind":"base","id":"new:P","set":{"name":"Far post","lon":5.3,"lat":1.5,"base_kind":"TEMPORARY_OPERATING_BASE","cla_count":1}}
{"kind":"unit","id":"new:U","set":{"name":"Far platoon","base_id":"@P","notice_to_move_day":600,"mobility":[{"mode":"TRUCK","serviceable":3}]}}
{"kind":"road","id":"new:R","set":{"name":"R1","road_class":"ROAD_PRIMARY","geometry":{"type":"LineString","coordinates":[[5.3,1.5],[5.5,1.5]]}}}
)");
    const auto scenario = std::to_string(edit(file, R"({"kind":"scenario","id":"new","set":{"name":"Held ready","changes":{"units":[{"unit_id":)" + std::to_string(made.at(1)) + R"(,"notice_minutes":10}]}}}
)").at(0));
    const auto [id, ref] = completeDraft(file);
    const auto action = std::to_string(tutelaJson({"list", file, "actions"}).at(0).at("id").get<std::int64_t>());
    const auto cite = [&](const std::string& what) { return runTutela({"edit", file, "-"}, R"({"kind":"action","id":)" + action + R"(,"set":{"scenario_id":)" + what + "}}"); };
    CHECK(cite("4711").exitCode == 3);
    REQUIRE(cite(scenario).exitCode == 0);
    CHECK(std::to_string(tutelaJson({"list", file, "actions"}).at(0).at("scenario_id").get<std::int64_t>()) == scenario);
    const auto printed = [&](const std::vector<std::string>& more) {
        std::vector<std::string> all{"report", file, "--kind", "threat-assessment", "--assessment", ref, "-o", folder / "r.pdf"};
        all.insert(all.end(), more.begin(), more.end());
        tutelaJson(all);
        const std::string text = run({"pdftotext", "-raw", folder / "r.pdf", "-"}).out;
        std::string letters;
        for (const char sign : text) // lines are broken anywhere, and thousands have thin spaces
            if (std::isalnum(static_cast<unsigned char>(sign)) != 0)
                letters += sign;
        return letters;
    };
    const std::string brings = "ScenarioHeldready3200peoplemorethantodayreachedbeforeanattackends"; // Luzi
    CHECK(printed({}).find(brings) != std::string::npos);
    const auto removed = runTutela({"edit", file, "-"}, R"({"kind":"scenario","id":)" + scenario + R"(,"delete":true})");
    CHECK(removed.exitCode == 3);
    CHECK(removed.err.find("action " + action + " names it in scenario_id; change that record first") != std::string::npos);
    approve(file, ref);
    edit(file, R"({"kind":"scenario","id":)" + scenario + R"(,"set":{"name":"Renamed","changes":{}}})");
    CHECK(printed({}).find(brings) != std::string::npos);
    CHECK(printed({"--profile", "partner"}).find("Heldready") == std::string::npos);
}

TEST_CASE("the next version starts from the approved one and says what changed", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref);
    edit(file, R"({"kind":"threat","id":"new","set":{"name":"Tolls","actor_ids":[)" + std::to_string(ids[4]) + R"(],"acts":["ILLEGAL_TAXATION"],"place_ids":[)"
                   + std::to_string(ids[2]) + R"(],"status":"ACTIVE"}})");
    const json next = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11", "--save"});
    CHECK(next["reference"] == ref);
    CHECK(next["version"] == "1.1");
    CHECK(next["state"] == "DRAFT");
    REQUIRE(next["lines"].size() == 2);
    bool added = false;
    for (const auto& change : next["changes"])
        added = added || change["change"] == "NEW";
    CHECK(added);
    for (const auto& line : next["lines"])
        if (line["threat"] == "Raids on the lake road")
            CHECK(line["intent"] == 4);
    CHECK(tutelaJson({"assessment", file, "list"})["versions"].size() == 2);
    CHECK(runTutela({"assessment", file, "diff", ref + "@1.0", ref + "@1.1"}).exitCode == 5);
}

TEST_CASE("a draft is compared by what is computed of it now, in text and JSON alike", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref);
    const json next = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11", "--save"});
    REQUIRE(next["lines"].size() == 1);
    edit(file, R"({"kind":"line","id":)" + next["lines"][0]["id"].dump() + R"(,"set":{"intent":1,"capability":1,"opportunity":1}})");
    const json shown = tutelaJson({"assessment", file, "show", ref + "@1.1"})["lines"][0];
    const Run compared = runTutela({"assessment", file, "diff", "--json", ref + "@1.0", ref + "@1.1"});
    CHECK(compared.exitCode == 5);
    const json fields = json::parse(compared.out)["lines"][0]["fields"];
    for (const char* field : {"likelihood", "risk_inherent", "risk_residual"}) {
        INFO(field);
        REQUIRE(fields.contains(field));
        CHECK(fields[field]["a"] != fields[field]["b"]);
        CHECK(fields[field]["b"].get<std::string>() == shown[field].dump());
    }
    CHECK(fields["band"]["b"] == shown["band"]);
    const std::string text = runTutela({"assessment", file, "diff", ref + "@1.0", ref + "@1.1"}).out;
    CHECK(text.find("risk_residual: " + fields["risk_residual"]["a"].dump() + " -> " + fields["risk_residual"]["b"].dump()) != std::string::npos);
}

TEST_CASE("of the checklist behind the vulnerability a comparison prints the boxes that changed, in words", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref);
    edit(file, R"({"kind":"place","id":)" + std::to_string(ids[2]) + R"(,"set":{"vulnerability_yes":["NO_COMMS"]}})");
    tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11", "--save"});
    const std::string text = runTutela({"assessment", file, "diff", ref + "@1.0", ref + "@1.1"}).out;
    INFO(text);
    CHECK(text.find("    vulnerability_counted:\n") != std::string::npos);
    CHECK(text.find("        Luzi, No communications: Unknown -> Yes\n") != std::string::npos);
    CHECK(text.find("Luzi, Resource target") == std::string::npos); // the same in both
    CHECK(text.find("\"holds\"") == std::string::npos);
    const json fields = json::parse(runTutela({"assessment", file, "diff", "--json", ref + "@1.0", ref + "@1.1"}).out)["lines"][0]["fields"];
    CHECK(fields["vulnerability_counted"]["a"].size() == fields["vulnerability_counted"]["b"].size());
}

TEST_CASE("what reviewers see keeps still: neither the text nor the records behind a number can slip past them", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    const auto line = std::to_string(tutelaJson({"assessment", file, "show", ref})["lines"][0]["id"].get<std::int64_t>());
    const auto move = [&](const char* state, const char* role) {
        return runTutela({"assessment", file, "transition", ref, state, "--role", role, "--note", "Trial."});
    };
    const auto review = [&](const char* role) { tutelaJson({"assessment", file, "review", ref, "--opinion", "AGREE", "--role", role}); };
    REQUIRE(move("IN_REVIEW", "POC_ADVISER").exitCode == 0);
    const Run locked = runTutela({"edit", file, "-"}, R"({"kind":"line","id":)" + line + R"(,"set":{"intent":1}})");
    CHECK(locked.exitCode == 3);
    CHECK(locked.err.find("its text is locked") != std::string::npos);
    CHECK(runTutela({"edit", file, "-"}, R"({"kind":"assessment","id":)" + std::to_string(id) + R"(,"set":{"title":"x"}})").exitCode == 3);
    review("MILITARY");
    review("HUMAN_RIGHTS");
    edit(file, R"({"kind":"place","id":)" + std::to_string(ids[2]) + R"(,"set":{"population_total":30000}})");
    const Run stale = move("COORDINATED", "JMAC");
    CHECK(stale.exitCode == 3);
    CHECK(stale.err.find("were changed after the version was submitted") != std::string::npos);
    REQUIRE(move("DRAFT", "JMAC").exitCode == 0);
    REQUIRE(move("IN_REVIEW", "POC_ADVISER").exitCode == 0);
    review("MILITARY");
    review("HUMAN_RIGHTS");
    CHECK(move("COORDINATED", "JMAC").exitCode == 0);
}

TEST_CASE("a threat that came after the draft is named as left out", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    const auto [id, ref] = completeDraft(file);
    edit(file, R"({"kind":"threat","id":"new","set":{"name":"Siege","actor_ids":[)" + std::to_string(ids[4]) + R"(],"acts":["KILLING"],"place_ids":[)"
                   + std::to_string(ids[2]) + R"(],"status":"ACTIVE"}})");
    const json again = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    CHECK(again["notes"].dump().find("Siege") != std::string::npos);
    const Run submitted = runTutela({"assessment", file, "transition", ref, "IN_REVIEW", "--role", "POC_ADVISER"});
    CHECK(submitted.err.find("Siege") != std::string::npos);
}

TEST_CASE("drafts of two months that start from one approved version never share a number", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref);
    CHECK(tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11", "--save"})["version"] == "1.1");
    CHECK(tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-12", "--save"})["version"] == "1.2");
}

TEST_CASE("without a period the month of the day before the cut-off is assessed, whatever the mission's time zone", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto mission = tutelaJson({"list", file, "mission"}).at(0).at("id").get<std::int64_t>();
    for (const auto& [zone, start] : std::map<std::string, std::string>{{"Africa/Lagos", "2026-09-30T23:00:00.000Z"},
                                                                        {"UTC", "2026-10-01T00:00:00.000Z"},
                                                                        {"America/Bogota", "2026-10-01T05:00:00.000Z"}}) {
        edit(file, R"({"kind":"mission","id":)" + std::to_string(mission) + R"(,"set":{"time_zone":")" + zone + R"(","as_of":"2026-11-01T00:00:00Z"}})");
        INFO(zone);
        CHECK(tutelaJson({"assess", file, "--area", "EAST"})["period"][0] == start);
    }
}

TEST_CASE("a report says that a newer draft exists, and --as-of takes the version that was known then", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto [id, ref] = completeDraft(file);
    approve(file, ref);
    const auto report = [&](std::vector<std::string> more) {
        std::vector<std::string> all{"report", file, "--kind", "threat-assessment", "-o", folder / "r.pdf"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    };
    CHECK(tutelaJson(report({}))["notes"].empty());
    const json next = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-11", "--save"});
    const std::string draft = next["reference"].get<std::string>() + "@" + next["version"].get<std::string>();
    const json notes = tutelaJson(report({}))["notes"];
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].get<std::string>().find("--assessment " + draft) != std::string::npos);
    CHECK(tutelaJson(report({"--assessment", draft}))["notes"].empty());

    const json known = tutelaJson(report({"--as-of", "2026-11-10"}));
    CHECK(known["assessment"] == ref + "@1.0");
    CHECK(known["notes"][0].get<std::string>().find("keeps its information cut-off") != std::string::npos);
    const Run early = runTutela(report({"--as-of", "2026-09-01"}));
    CHECK(early.exitCode == 3);
    CHECK(early.err.find("no assessment was known at that time") != std::string::npos);
    const Run refused = runTutela(report({"--assessment", ref + "@1.0", "--as-of", "2026-09-01"}));
    CHECK(refused.exitCode == 2);
    CHECK(refused.err.find("does not change") != std::string::npos);
}

TEST_CASE("a report with inputs that are not rated names no risk as a fact", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    const auto ids = smallMission(file);
    edit(file, R"({"kind":"threat","id":)" + std::to_string(ids[7]) + R"(,"set":{"intent":null,"intent_reason":null,"opportunity":null,"opportunity_reason":null}})");
    const json draft = tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    REQUIRE(draft["lines"][0]["band"].is_array());
    const std::string pdf = folder / "r.pdf";
    tutelaJson({"report", file, "--kind", "threat-assessment", "-o", pdf});
    std::string text = run({"pdftotext", "-f", "1", "-l", "3", pdf, "-"}).out;
    std::replace(text.begin(), text.end(), '\n', ' '); // sentences run over lines
    CHECK(text.find("two of eight inputs") != std::string::npos);
    CHECK(text.find("not rated") != std::string::npos);
    CHECK(text.find("Risk to civilians is") == std::string::npos);
    CHECK(text.find("people live in one place at high") == std::string::npos);
}

TEST_CASE("a map for others withholds what their report withholds, and is marked as its assessment is", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    tutelaJson({"assess", file, "--area", "EAST", "--period", "2026-10", "--save"});
    const auto text = [&](const std::string& profile) {
        const std::string pdf = folder / (profile + ".pdf");
        const json done = tutelaJson({"map", file, "-o", pdf, "--profile", profile});
        return std::pair{done, run({"pdftotext", pdf, "-"}).out};
    };
    const auto [internal, own] = text("internal");
    CHECK(internal["marking"] == "Confidential · draft, not approved");
    CHECK(own.find("CONFIDENTIAL · DRAFT, NOT APPROVED") != std::string::npos);
    CHECK(own.find("Mission base") != std::string::npos);
    const auto [partner, given] = text("partner");
    CHECK(partner["marking"] == internal["marking"]);
    CHECK(given.find("Mission base") == std::string::npos);
    CHECK(given.find("Luzi") != std::string::npos);
    const auto [open, printed] = text("public");
    CHECK(open["marking"] == "Unclassified");
    CHECK(printed.find("Luzi") == std::string::npos);
    const json asked = tutelaJson({"map", file, "-o", folder / "b.png", "--layers", "bases,places", "--profile", "partner"});
    CHECK(asked["notes"] == json::array({"The layer bases is withheld in the profile partner."}));
    CHECK(runTutela({"map", file, "-o", folder / "x.png", "--profile", "friends"}).exitCode == 2);
    CHECK(tutelaJson({"map", file, "-o", folder / "e.png", "--as-of", "2026-09-01"})["marking"] == ""); // nothing was assessed then
}

namespace {

/// Days like "6 October", "22 Oct 2026" or "2026-10-20" in a text that lie after the limit; days of 2026 only.
std::vector<std::string> daysAfter(const std::string& text, int limitMonth, int limitDay)
{
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::vector<std::string> found;
    const auto check = [&](int month, int day) {
        if (std::pair{month, day} > std::pair{limitMonth, limitDay})
            found.push_back(std::to_string(day) + "." + std::to_string(month) + ". in: " + text);
    };
    for (std::size_t m = 0; m < kMonths.size(); ++m)
        for (std::size_t at = text.find(kMonths[m]); at != std::string::npos; at = text.find(kMonths[m], at + 1)) {
            if (at < 2 || text[at - 1] != ' ' || std::isdigit(static_cast<unsigned char>(text[at - 2])) == 0)
                continue;
            std::size_t from = at - 2;
            while (from > 0 && std::isdigit(static_cast<unsigned char>(text[from - 1])) != 0)
                --from;
            const std::size_t year = text.find_first_of("0123456789", at);
            const bool other = year != std::string::npos && year - at <= 10 && text.substr(year, 2) == "20" && text.substr(year, 4) != "2026";
            if (!other)
                check(static_cast<int>(m) + 1, std::stoi(text.substr(from, at - 1 - from)));
        }
    for (std::size_t at = text.find("2026-"); at != std::string::npos; at = text.find("2026-", at + 1))
        if (at + 10 <= text.size() && text[at + 7] == '-' && std::isdigit(static_cast<unsigned char>(text[at + 5])) != 0)
            check(std::stoi(text.substr(at + 5, 2)), std::stoi(text.substr(at + 8, 2)));
    return found;
}

/// Every text of a model but days that are plans: deadlines and the end of validity.
void collect(const json& value, std::vector<std::string>& texts)
{
    if (value.is_string())
        texts.push_back(value.get<std::string>());
    if (value.is_structured())
        for (const auto& [key, each] : value.items())
            if (key != "deadline" && key != "valid_until" && key != "asked" && key != "geometry" && key != "reference")
                collect(each, texts);
}

} // namespace

TEST_CASE("the approved report of the demo holds no day after its approval but deadlines", "[cli][unit]")
{
    REQUIRE(daysAfter("silent since 22 October", 10, 6).size() == 1);
    REQUIRE(daysAfter("on 6 Oct 2026, or 20 Oct 2025", 10, 6).empty());
    REQUIRE(daysAfter("2026-10-07T00:00:00.000Z", 10, 6).size() == 1);
    const TempFolder folder;
    const std::string file = folder / "demo.gpkg";
    demoAt(file);
    const auto mission = tutela::store::MissionFile::open(file, tutela::store::Access::ReadOnly);
    std::optional<std::string> model;
    for (const std::string& name : mission.assetNames())
        if (name.ends_with("/model.json"))
            model = mission.asset(name);
    REQUIRE(model);
    std::vector<std::string> texts;
    collect(json::parse(*model), texts);
    REQUIRE(texts.size() > 1000);
    for (const std::string& text : texts)
        for (const std::string& day : daysAfter(text, 10, 6))
            FAIL_CHECK(day);
}
