// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From real files to a signed page, by the command line alone. Needs the folder of trial data. What advisers enter here is
// invented; only the imported files are real.
#include "cli/program.h"

#include <cmath>
#include <iostream>

using namespace tutela::test;
using nlohmann::json;

namespace {

/// Jonglei with its places and incidents, three threats, a group, a base and population figures.
struct RealMission {
    std::string file;
    std::int64_t bor = 0;
    std::int64_t draft = 0;
    std::string reference;
    json lines;
};

std::int64_t placeNear(const json& places, const std::string& name, double lon, double lat)
{
    std::int64_t best = 0;
    double nearest = 1e9;
    for (const auto& place : places)
        if (!place["name"].is_null() && place["name"] == name) {
            const double far = std::hypot(place["lon"].get<double>() - lon, place["lat"].get<double>() - lat);
            if (far < nearest) {
                nearest = far;
                best = place["id"].get<std::int64_t>();
            }
        }
    REQUIRE(nearest < 0.2);
    return best;
}

std::int64_t named(const json& records, const std::string& name)
{
    for (const auto& record : records)
        if (record["name"] == name)
            return record["id"].get<std::int64_t>();
    FAIL("no record is named " << name);
    return 0;
}

json listOf(const std::string& file, const std::vector<std::string>& more)
{
    std::vector<std::string> arguments{"list", file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {"--format", "json"});
    const Run result = runTutela(arguments);
    REQUIRE(result.exitCode == 0);
    return json::parse(result.out);
}

void importAll(const std::string& file, const std::filesystem::path& data)
{
    REQUIRE(runTutela({"new", file, "--name", "South Sudan trial"}).exitCode == 0);
    CHECK(tutelaJson({"import", file, data / "boundaries/osm_admin_high.gpkg", "--as", "areas", "--layer", "adm1_SS", "--map", "name=name", "--map",
                      "pcode=iso2", "--map", "level=admin_level", "--value", "level:4=ADMIN1"})["added"] == 10);
    CHECK(tutelaJson({"import", file, data / "settlements/ssd_settlements_mapaction.csv", "--as", "places"})["read"] == 10959);
    CHECK(tutelaJson({"import", file, data / "incidents/ucdp_ged_ssd_hdx.csv", "--as", "incidents"})["added"] == 941);
}

std::string withNames(std::string script, const std::map<std::string, std::int64_t>& ids)
{
    for (const auto& [name, id] : ids)
        for (auto at = script.find("$" + name + "$"); at != std::string::npos; at = script.find("$" + name + "$"))
            script.replace(at, name.size() + 2, std::to_string(id));
    return script;
}

RealMission realMission(const std::string& file, const std::filesystem::path& data)
{
    importAll(file, data);
    RealMission made;
    made.file = file;
    const json places = listOf(file, {"places", "--area", "Jonglei"});
    const json actors = listOf(file, {"actors"});
    made.bor = placeNear(places, "Bor", 31.56, 6.21);
    const std::map<std::string, std::int64_t> ids{{"BOR", made.bor}, {"AKOBO", placeNear(places, "Akobo", 33.0, 7.79)},
                                                  {"MALEK", placeNear(places, "Malek", 31.61, 6.07)}, {"PARIAK", placeNear(places, "Pariak", 31.66, 5.97)},
                                                  {"IO", named(actors, "SPLM/A - IO")}, {"NUER", named(actors, "Nuer")}};
    edit(file, withNames(R"({"kind":"place","id":$BOR$,"set":{"population_total":26800,"pop_source":"PATROL_ESTIMATE","pop_date":"2013-06-01","place_kind":"TOWN"}}
{"kind":"place","id":$AKOBO$,"set":{"population_total":14200,"pop_source":"OTHER","pop_date":"2013-06-01"}}
{"kind":"place","id":$MALEK$,"set":{"population_total":4100,"pop_source":"PATROL_ESTIMATE","pop_date":"2013-10-01"}}
{"kind":"group","id":"new","set":{"name":"Displaced people at the compound","group_kind":"IDP","place_ids":[$BOR$],"size":17000}}
{"kind":"base","id":"new","set":{"name":"River compound","lon":31.56,"lat":6.215,"base_kind":"BATTALION_HQ","open_from":"2011-07-09"}}
{"kind":"threat","id":"new","set":{"name":"Killings in the fighting for the town","actor_ids":[$IO$],"acts":["KILLING","MASS_KILLING","LOOTING"],"place_ids":[$BOR$],"scenario":"INSURGENCY","onset":"ONGOING","status":"ACTIVE","intent":4,"intent_reason":"Civilians were killed in town since 18 December.","capability":5,"capability_reason":"Units with heavy weapons took the town.","opportunity":4,"opportunity_reason":"Nobody polices the town.","host_state":0,"host_state_reason":"The state fights for its hold.","community":0,"community_reason":"No tested network."}}
{"kind":"threat","id":"new","set":{"name":"Attack on the displaced","actor_ids":[$NUER$],"acts":["KILLING","ATTACK_ON_DISPLACEMENT_SITE"],"place_ids":[$AKOBO$],"scenario":"COMMUNAL_CONFLICT","onset":"ONGOING","status":"ACTIVE","intent":4,"intent_reason":"A site was overrun on 19 December.","capability":4,"capability_reason":"Some hundred armed youths act together.","opportunity":4,"opportunity_reason":"No force stays there.","host_state":0,"host_state_reason":"No state force is present.","community":0,"community_reason":"No plan."}}
{"kind":"threat","id":"new","set":{"name":"Raids on the road","actor_ids":[$IO$],"acts":["LOOTING","FORCED_DISPLACEMENT"],"place_ids":[$MALEK$,$PARIAK$],"scenario":"PREDATORY_VIOLENCE","onset":"SHORT_TERM_30D","status":"EMERGING","capability":3,"capability_reason":"Small columns on pick-ups.","opportunity":3,"opportunity_reason":"The road is open to all.","host_state":1,"host_state_reason":"Posts that withdraw when attacked.","community":0,"community_reason":"No plan."}}
)", ids));
    const json draft = tutelaJson({"assess", file, "--area", "Jonglei", "--period", "2013-12", "--save"});
    made.draft = draft["id"].get<std::int64_t>();
    made.reference = draft["reference"].get<std::string>();
    made.lines = draft["lines"];
    return made;
}

std::int64_t lineOf(const json& lines, const std::string& threat, const std::string& place)
{
    for (const auto& line : lines)
        if (line["threat"] == threat && line["places_names"] == json::array({place}))
            return line["id"].get<std::int64_t>();
    FAIL("no line for " << threat << " in " << place);
    return 0;
}

/// Everything that a submission asks for.
void complete(const RealMission& mission)
{
    edit(mission.file, withNames(R"({"kind":"action","id":"new:A","set":{"text":"Keep the river compound open and double its guard.","tier":"T2_PHYSICAL","phase":"RESPONSE","lead":"MILITARY","owner":"Sector commander","action_kind":"QRF_POSTURE","deadline":"2014-01-05","status":"IN_PROGRESS","decision_requested":true,"expected_effect":"17,000 people stay behind the wire."}}
{"kind":"action","id":"new:B","set":{"text":"Ask for a corridor by river.","tier":"T1_DIALOGUE","phase":"RESPONSE","lead":"CIVILIAN_POLITICAL","owner":"Head of political affairs","action_kind":"ARMED_GROUP_DIALOGUE","deadline":"2014-01-03","status":"PROPOSED","decision_requested":true,"expected_effect":"Families can leave."}}
{"kind":"line","id":$TOWN$,"set":{"action_ids":["@A","@B"],"scenario_most_likely":"The town changes hands again."}}
{"kind":"line","id":$SITE$,"set":{"action_ids":["@B"]}}
{"kind":"line","id":$MALEK$,"set":{"intent":3,"intent_reason":"Stores were looted along the road."}}
{"kind":"line","id":$PARIAK$,"set":{"intent":3,"intent_reason":"Stores were looted along the road."}}
{"kind":"assessment","id":$DRAFT$,"set":{"summary_bluf":"Civilians were killed in town. Leadership is asked to keep the compound open.","contributors":["MILITARY","CIVILIAN_HUMAN_RIGHTS"],"author_role":"POC_ADVISER","level":"OPERATIONAL","forecast_days":31}}
)", {{"TOWN", lineOf(mission.lines, "Killings in the fighting for the town", "Bor")}, {"SITE", lineOf(mission.lines, "Attack on the displaced", "Akobo")},
     {"MALEK", lineOf(mission.lines, "Raids on the road", "Malek")}, {"PARIAK", lineOf(mission.lines, "Raids on the road", "Pariak")}, {"DRAFT", mission.draft}}));
}

void approve(const RealMission& mission)
{
    const auto move = [&](const char* state, const char* role) { tutelaJson({"assessment", mission.file, "transition", mission.reference, state, "--role", role}); };
    move("IN_REVIEW", "POC_ADVISER");
    tutelaJson({"assessment", mission.file, "review", mission.reference, "--opinion", "AGREE", "--role", "MILITARY"});
    tutelaJson({"assessment", mission.file, "review", mission.reference, "--opinion", "COMMENT", "--role", "HUMAN_RIGHTS", "--note", "Count again."});
    move("COORDINATED", "JMAC");
    move("CLEARED", "PWG_CHAIR");
    move("APPROVED", "SENIOR_POC_ADVISER");
}

void requireFrozen(const RealMission& mission, const std::filesystem::path& data)
{
    const std::string id = std::to_string(mission.draft);
    const std::string line = std::to_string(mission.lines[0]["id"].get<std::int64_t>());
    CHECK(runTutela({"edit", mission.file, "-"}, R"({"kind":"line","id":)" + line + R"(,"set":{"intent":1}})").exitCode == 3);
    CHECK(runTutela({"edit", mission.file, "-"}, R"({"kind":"line","id":)" + line + R"(,"delete":true})").exitCode == 3);
    CHECK(runTutela({"edit", mission.file, "-"}, R"({"kind":"assessment","id":)" + id + R"(,"set":{"title":"x"}})").exitCode == 3);
    CHECK(runTutela({"edit", mission.file, "-"}, R"({"kind":"assessment","id":)" + id + R"(,"delete":true})").exitCode == 3);
    for (const auto& commit : tutelaJson({"history", mission.file, "--record", line})["commits"])
        CHECK(runTutela({"history", mission.file, "--undo", commit["id"].dump()}).exitCode == 3);
    CHECK(tutelaJson({"import", mission.file, data / "incidents/ucdp_ged_ssd_hdx.csv", "--as", "incidents"})["unchanged"] == 941);
}

} // namespace

TEST_CASE("a state of South Sudan goes from files to an approved page and on to its second version", "[cli][data]")
{
    const auto data = sharedData();
    if (!data) {
        std::cout << "skipped: the folder of trial data is absent (set TUTELA_TEST_DATA)\n";
        return;
    }
    const TempFolder temp;
    const RealMission mission = realMission(temp / "m.gpkg", *data);
    CHECK(mission.reference == "TA-SSJG-2013-0001"); // the area has a P-code and no code
    REQUIRE(mission.lines.size() == 4);
    for (const auto& line : mission.lines) {
        CHECK(line["explain"].size() > 10);
        if (line["threat"] == "Raids on the road") // nobody assessed the intent: a range, and nothing guessed
            CHECK(line["likelihood"] == json::array({2, 4}));
        else
            CHECK(line["risk_residual"].is_number());
        if (line["places_names"] == json::array({"Pariak"}))
            CHECK(line["persons"].is_null());
    }

    const Run early = runTutela({"assessment", mission.file, "transition", mission.reference, "IN_REVIEW", "--role", "POC_ADVISER"});
    CHECK(early.exitCode == 3);
    CHECK(early.err.find("(Raids on the road), intent") != std::string::npos); // which record and field to set
    complete(mission);
    approve(mission);

    const std::string first = temp / "first.pdf";
    const json report = tutelaJson({"report", mission.file, "--kind", "threat-assessment", "--assessment", mission.reference, "-o", first});
    CHECK(report["pages"].get<int>() >= 8);
    CHECK(report["pages"].get<int>() <= 20);
    const std::string text = run({"pdftotext", first, "-"}).out;
    CHECK(text.find("Killings in the fighting for the town") != std::string::npos);
    CHECK(text.find("Keep the river compound open") != std::string::npos);
    CHECK(text.find("not UN doctrine") != std::string::npos);
    requireFrozen(mission, *data);
    const std::string again = temp / "again.pdf";
    CHECK(tutelaJson({"report", mission.file, "--kind", "threat-assessment", "--assessment", mission.reference, "-o", again})["sha256"] == report["sha256"]);

    edit(mission.file, R"({"kind":"place","id":)" + std::to_string(mission.bor) + R"(,"set":{"population_total":9000}})");
    const json second = tutelaJson({"assess", mission.file, "--area", "Jonglei", "--period", "2014-01", "--save"});
    CHECK(second["reference"] == mission.reference);
    CHECK(second["version"] == "1.1");
    CHECK(second["changes"].size() == 4);
    CHECK(runTutela({"assessment", mission.file, "diff", mission.reference + "@1.0", mission.reference + "@1.1"}).exitCode == 5);
    const std::string next = temp / "next.pdf";
    tutelaJson({"report", mission.file, "--kind", "threat-assessment", "--assessment", mission.reference + "@1.1", "-o", next});
    CHECK(run({"pdftotext", next, "-"}).out.find("since version 1.0") != std::string::npos);
    CHECK(tutelaJson({"check", mission.file, "--deep"})["ok"] == true);
}
