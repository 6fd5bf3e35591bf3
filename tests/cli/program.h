// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/demo_copy.h"
#include "support/support.h"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace tutela::test {

/// Runs the built program.
inline Run runTutela(std::vector<std::string> arguments, const std::string& input = {}, double seconds = 120.0)
{
    arguments.insert(arguments.begin(), TUTELA_PROGRAM);
    return run(arguments, input, seconds);
}

/// Runs it with --json, requires success and gives its document.
inline nlohmann::json tutelaJson(std::vector<std::string> arguments, const std::string& input = {})
{
    arguments.emplace_back("--json");
    const Run result = runTutela(std::move(arguments), input);
    INFO(result.err);
    REQUIRE(result.exitCode == 0);
    return nlohmann::json::parse(result.out);
}

/// The demo mission at a path, as `new --demo` makes it.
inline void demoAt(const std::string& file)
{
    copyDemo(file, [](const std::filesystem::path& path) { REQUIRE(runTutela({"new", path.string(), "--demo"}).exitCode == 0); });
}

/// Applies an edit script; gives the ids of its lines.
inline std::vector<std::int64_t> edit(const std::string& file, const std::string& script)
{
    return tutelaJson({"edit", file, "-"}, script).at("ids").get<std::vector<std::int64_t>>();
}

/// A small invented mission: two sectors, two places, an actor, a threat, a graded source and an incident.
/// Ids: sector, other sector, near place, far place, actor, source, incident, threat, base.
inline std::vector<std::int64_t> smallMission(const std::string& file)
{
    REQUIRE(runTutela({"new", file, "--name", "Trial"}).exitCode == 0);
    return edit(file, R"({"kind":"area","id":"new:E","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":{"type":"MultiPolygon","coordinates":[[[[5,1],[6,1],[6,2],[5,2],[5,1]]]]}}}
{"kind":"area","id":"new:W","set":{"name":"West","code":"WEST","level":"SECTOR","geometry":{"type":"MultiPolygon","coordinates":[[[[4,1],[5,1],[5,2],[4,2],[4,1]]]]}}}
{"kind":"place","id":"new:P","set":{"name":"Luzi","lon":5.5,"lat":1.5,"population_total":3200,"place_kind":"TOWN"}}
{"kind":"place","id":"new:Q","set":{"name":"Fara","lon":4.5,"lat":1.5,"place_kind":"VILLAGE"}}
{"kind":"actor","id":"new:A","set":{"name":"Hill Front","actor_kind":"ARMED_GROUP_NATIONAL"}}
{"kind":"source","id":"new:S","set":{"code_name":"HERON","source_kind":"CLA","group_key":"heron","reliability":"B","credibility":2,"date":"2026-10-20"}}
{"kind":"incident","id":"new:I","set":{"time_start":"2026-10-20T00:00:00Z","time_precision":"DAY","lon":5.51,"lat":1.5,"place_precision":"EXACT","category":"ATTACK_ON_CIVILIANS","acts":["KILLING"],"perpetrator_ids":["@A"],"attributions":["PROBABLE"],"verification":"CORROBORATED","killed_best":3,"killed_civilians":3,"source_ids":["@S"],"mission_response":"Patrol sent after four hours."}}
{"kind":"threat","id":"new:T","set":{"name":"Raids on the lake road","actor_ids":["@A"],"acts":["KILLING"],"place_ids":["@P"],"scenario":"PREDATORY_VIOLENCE","onset":"ONGOING","status":"ACTIVE","intent":4,"intent_reason":"Three ultimatums were read out on the market.","capability":3,"capability_reason":"About sixty men with rifles, two motorbikes.","opportunity":4,"opportunity_reason":"They move freely at night, no patrol within a day.","host_state":1,"host_state_reason":"A police post of four that does not leave town.","community":0,"community_reason":"No tested alert network and no agreed plan."}}
{"kind":"base","id":"new:B","set":{"name":"West base","lon":4.1,"lat":1.2,"base_kind":"COMPANY_OPERATING_BASE","cla_count":1}}
)");
}

} // namespace tutela::test
