// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/core/score_json.h>

#include <nlohmann/json.hpp>

using namespace tutela::core;
using nlohmann::json;

namespace {

json typical()
{
    return {{"intent", 4}, {"capability", 3}, {"opportunity", 4}, {"acts", {"KILLING", "LOOTING"}}, {"persons", 3200},
            {"vulnerability_half_points", 4}, {"host_state", 1}, {"mission_reach", 0}, {"community", 0}, {"trend", "RISING"}};
}

/// The key that a refusal names.
std::string refusedKey(const char* key, const json& value)
{
    json input = typical();
    input[key] = value;
    try {
        (void)scoreJson(input);
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::InvalidInput);
        CHECK(error.message().find(error.where()) != std::string::npos);
        return error.where();
    }
    return {};
}

} // namespace

TEST_CASE("a typical line comes out with every score key of a line", "[core][score_json]")
{
    const json out = scoreJson(typical());
    const json expected{{"intent", 4}, {"capability", 3}, {"opportunity", 4}, {"shift", 0}, {"likelihood", 4}, {"act_severity", 4},
                        {"persons", 3200}, {"persons_assumed", false}, {"exposure", 3}, {"vulnerability", 3}, {"impact", 4},
                        {"risk_inherent", 16}, {"band_inherent", "HIGH"}, {"host_state", 1}, {"mission_reach", 0}, {"community", 0},
                        {"protection", 1}, {"likelihood_residual", 4}, {"risk_residual", 16}, {"band", "HIGH"}, {"class", "MUST"},
                        {"confidence", "LOW"}, {"contested", false}, {"confidence_s", 0.0}, {"trend", "RISING"},
                        {"imminent", false}, {"explain", out.at("explain")}, {"method", "Tutela scoring method v1; not UN doctrine"}};
    CHECK(out == expected);
    CHECK(out.at("explain").at(1) == "act_severity = highest of KILLING 4, LOOTING 2 = 4");
}

TEST_CASE("T11 as JSON: ranges as pairs, the least urgent word first", "[core][score_json]")
{
    json input = typical();
    input.update({{"intent", nullptr}, {"persons", 1200}, {"vulnerability_half_points", 5}, {"host_state", 0}});
    input.erase("trend");
    const json out = scoreJson(input);
    CHECK(out.at("intent") == nullptr);
    CHECK(out.at("likelihood") == json({2, 4}));
    CHECK(out.at("impact") == 4);
    CHECK(out.at("risk_inherent") == json({8, 16}));
    CHECK(out.at("risk_residual") == json({8, 16}));
    CHECK(out.at("band") == json({"MODERATE", "HIGH"}));
    CHECK(out.at("class") == json({"COULD", "MUST"}));
    CHECK(out.at("trend") == "INSUFFICIENT");
    input.erase("intent"); // absent is as missing as null
    CHECK(scoreJson(input) == out);
}

TEST_CASE("an empty input gives the whole of every range and no error", "[core][score_json]")
{
    const json out = scoreJson(json::object());
    CHECK(out.at("likelihood") == json({1, 5}));
    CHECK(out.at("act_severity") == json({1, 5}));
    CHECK(out.at("vulnerability") == json({1, 5}));
    CHECK(out.at("exposure") == 2);
    CHECK(out.at("persons_assumed") == true);
    CHECK(out.at("persons") == nullptr);
    CHECK(out.at("protection") == json({0, 4}));
    CHECK(out.at("class") == json({"WATCH", "MUST"}));
    CHECK(out.at("host_state") == nullptr);
    CHECK(scoreJson({{"state_is_actor", true}}).at("host_state") == 0);
}

TEST_CASE("evidence and counts are worked out", "[core][score_json]")
{
    json input = typical();
    input.erase("trend");
    input["counts"] = {{"recent", 7}, {"before", 6}};
    input["evidence"] = json::array({{{"group", "g1"}, {"reliability", "B"}, {"credibility", 2}, {"age_days", 5}},
                                     {{"group", "g2"}, {"reliability", "B"}, {"credibility", 2}, {"age_days", 6}},
                                     {{"group", "g3"}, {"reliability", "B"}, {"credibility", 2}, {"age_days", 4}, {"contradicts", true}}});
    const json out = scoreJson(input);
    CHECK(out.at("trend") == "RISING");
    CHECK(out.at("confidence") == "MEDIUM");
    CHECK(out.at("contested") == true);
    CHECK(out.at("confidence_s") == 0.8704);
    CHECK(out.dump().find("\"confidence_s\":0.8704,") != std::string::npos);
}

TEST_CASE("what does not fit is refused by the name of its key", "[core][score_json]")
{
    CHECK(refusedKey("intents", 4) == "intents");
    CHECK(refusedKey("intent", 6) == "intent");
    CHECK(refusedKey("intent", 0) == "intent");
    CHECK(refusedKey("intent", 3.5) == "intent");
    CHECK(refusedKey("intent", "4") == "intent");
    CHECK(refusedKey("intent", true) == "intent");
    CHECK(refusedKey("capability", -1) == "capability");
    CHECK(refusedKey("shift", 2) == "shift");
    CHECK(refusedKey("persons", -1) == "persons");
    CHECK(refusedKey("persons", 1e30) == "persons");
    CHECK(refusedKey("vulnerability_half_points", -1) == "vulnerability_half_points");
    CHECK(refusedKey("host_state", 3) == "host_state");
    CHECK(refusedKey("community", 2) == "community");
    CHECK(refusedKey("state_is_actor", 1) == "state_is_actor");
    CHECK(refusedKey("imminent", "no") == "imminent");
    CHECK(refusedKey("trend", "rising") == "trend");
    CHECK(refusedKey("counts", json{{"recent", 1}, {"before", 2}}) == "trend");
    CHECK(refusedKey("acts", "KILLING") == "acts");
    CHECK(refusedKey("acts", json::array({"KILLINGS"})) == "acts");
    CHECK(refusedKey("act_severity", 4) == "act_severity"); // beside acts
    CHECK(refusedKey("evidence", json::object()) == "evidence");
    CHECK(refusedKey("evidence", json::array({1})) == "evidence[0]");
    CHECK(refusedKey("evidence", json::array({{{"group", "g"}, {"reliability", "G"}, {"credibility", 1}, {"age_days", 1}}}))
          == "evidence[0].reliability");
    CHECK(refusedKey("evidence", json::array({{{"group", "g"}, {"reliability", "A"}, {"credibility", 7}, {"age_days", 1}}}))
          == "evidence[0].credibility");
    CHECK(refusedKey("evidence", json::array({{{"group", "g"}, {"reliability", "A"}, {"credibility", 1}}})) == "evidence[0].age_days");
    CHECK(refusedKey("evidence", json::array({{{"grade", "A1"}}})) == "evidence[0].grade");
    CHECK_THROWS_AS(scoreJson(json::array()), Error);
    CHECK_THROWS_AS(scoreJson({{"counts", {{"recent", 1}}}}), Error);
    CHECK(refusedKey("intent", 4.0).empty()); // a whole number, however it is written
}

TEST_CASE("the worked example of the method's page is what the program says", "[core][score_json]")
{
    const std::string page = tutela::test::readFile(tutela::test::sourceFolder() / "docs/methods/scoring.md");
    const auto block = [&](const std::string& fence) {
        const auto from = page.find(fence);
        REQUIRE(from != std::string::npos);
        const auto start = from + fence.size();
        return page.substr(start, page.find("```", start) - start);
    };
    std::string explained;
    const json out = scoreJson(json::parse(block("```json\n")));
    for (const json& line : out.at("explain"))
        explained += line.get<std::string>() + "\n";
    CHECK(block("```text\n") == explained);
}
