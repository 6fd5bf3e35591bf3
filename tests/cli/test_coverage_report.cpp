// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <tutela/core/hash.h>
#include <tutela/core/text.h>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

std::string demo(const TempFolder& folder)
{
    const std::string file = folder / "demo.gpkg";
    REQUIRE(runTutela({"new", file, "--demo", "--seed", "1"}).exitCode == 0);
    return file;
}

/// The words of the PDF, parted by single blanks; pdftotext tells the thin spaces of thousands as blanks too.
std::string wordsOf(const std::string& path)
{
    const Run text = run({"pdftotext", "-layout", path, "-"});
    REQUIRE(text.exitCode == 0);
    std::istringstream in{text.out};
    std::string out;
    for (std::string word; in >> word;)
        out += word + ' ';
    return out;
}

std::string thousands(std::int64_t number)
{
    std::string text = core::grouped(number);
    for (std::size_t at = 0; (at = text.find("\u202F", at)) != std::string::npos;)
        text.replace(at, std::string_view{"\u202F"}.size(), " ");
    return text;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

json report(const std::string& file, const std::string& out, std::vector<std::string> more = {})
{
    std::vector<std::string> arguments{"report", file, "--kind", "patrol-coverage", "-o", out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return tutelaJson(arguments);
}

} // namespace

TEST_CASE("the patrol coverage review of the demo mission agrees with reach and coverage", "[cli][unit][report]")
{
    const TempFolder folder;
    const std::string file = demo(folder), out = folder / "review.pdf";
    const json answer = report(file, out);
    CHECK(answer.at("file") == out);
    CHECK(answer.at("pages").get<int>() >= 8);
    CHECK(answer.at("sha256") == core::hex(core::sha256(readFile(out))));
    const std::string text = wordsOf(out);
    const json reach = tutelaJson({"reach", file});
    const json coverage = tutelaJson({"coverage", file});
    CHECK(answer.at("period") == coverage.at("period"));
    CHECK(holds(text, "of " + thousands(reach.at("people_urgent").get<std::int64_t>()) + " people in "));
    std::int64_t overdue = 0, judged = 0;
    for (const json& place : coverage.at("places")) {
        judged += place.at("class").is_null() ? 0 : 1;
        overdue += place.at("overdue").get<bool>() ? 1 : 0;
    }
    CHECK(holds(text, std::to_string(overdue) + " of " + std::to_string(judged) + " "));
    for (const char* section : {"Bottom line", "Where patrols were", "Who is reached in time", "Gaps", "Effort", "Match with the risk", "Response", "Contact with people", "Obstruction", "Force picture", "Options", "Method and data limits"})
        CHECK(holds(text, section));
    CHECK(holds(text, "No scenario is recorded"));
    // September has patrols: it is weighed by the classes of the review, as nothing was signed when it ended.
    CHECK(holds(text, "in the period before, by the same classes and risk"));
    CHECK_FALSE(holds(text, "the period before is not known"));
    CHECK_FALSE(holds(text, "Period before: not known"));
    CHECK(holds(text, "CONFIDENTIAL — DRAFT, NOT APPROVED — DEMONSTRATION DATA"));
    CHECK(report(file, folder / "again.pdf").at("sha256") == answer.at("sha256"));
}

TEST_CASE("a partner's review names no base of the demo mission", "[cli][unit][report]")
{
    const TempFolder folder;
    const std::string file = demo(folder), out = folder / "partner.pdf";
    report(file, out, {"--profile", "partner"});
    const std::string text = wordsOf(out);
    CHECK(holds(text, "Reduced precision"));
    CHECK_FALSE(holds(text, "Force picture"));
    CHECK_FALSE(holds(text, "temporary base"));
    CHECK_FALSE(holds(text, "Kirenda headquarters"));
    CHECK_FALSE(holds(text, "9126"));
    report(file, folder / "own.pdf");
    const std::string own = wordsOf(folder / "own.pdf");
    for (const char* parameter : {"Length of an attack", "Information, decision", "the fastest of each base", "Season, hour", "Cells off the roads"}) {
        CAPTURE(parameter);
        CHECK(holds(own, parameter));
        CHECK_FALSE(holds(text, parameter));
    }
}

TEST_CASE("a review of another period, of one without patrols, and with a scenario", "[cli][unit][report]")
{
    const TempFolder folder;
    const std::string file = demo(folder);
    const json september = report(file, folder / "september.pdf", {"--from", "2026-09-01", "--to", "2026-10-01"});
    CHECK(september.at("as_of") == september.at("period").at("to"));
    CHECK(holds(wordsOf(folder / "september.pdf"), "September 2026"));
    report(file, folder / "early.pdf", {"--from", "2019-01-01", "--to", "2019-02-01"});
    CHECK(holds(wordsOf(folder / "early.pdf"), "No patrol of the period is recorded"));
    edit(file, json{{"kind", "scenario"}, {"id", "new"}, {"message", "trial"}, {"set", {{"name", "Post at Luzi"}, {"changes", json{{"add_bases", json::array({json{{"name", "Luzi post"}, {"lon", 5.31}, {"lat", 2.1}}})}}.dump()}}}}.dump() + "\n");
    report(file, folder / "options.pdf");
    CHECK(holds(wordsOf(folder / "options.pdf"), "Post at Luzi"));

    // A road that was removed after the scenario was made: the review goes on without the scenario, and says so where programs read too.
    const std::int64_t road = tutelaJson({"edit", file, "-"}, R"({"kind":"road","id":"new","set":{"name":"Trial road","geometry":{"type":"LineString","coordinates":[[5.3,2.1],[5.4,2.1]]}}})").at("ids")[0];
    edit(file, json{{"kind", "scenario"}, {"id", "new"}, {"message", "trial"}, {"set", {{"name", "Road shut"}, {"changes", {{"close_roads", {road}}}}}}}.dump() + "\n");
    CHECK(report(file, folder / "both.pdf").at("notes").empty());
    edit(file, json{{"kind", "road"}, {"id", road}, {"delete", true}}.dump() + "\n");
    const json notes = report(file, folder / "one.pdf").at("notes");
    REQUIRE(notes.size() == 1);
    CHECK(holds(notes[0].get<std::string>(), "Scenario Road shut cannot be computed and is not compared: there is no road " + std::to_string(road)));
}

TEST_CASE("options that a review does not have are refused with one sentence", "[cli][unit][report]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    const auto refused = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"report", file, "-o", folder / "x.pdf"});
        const Run made = runTutela(arguments);
        INFO(made.err);
        CHECK(made.exitCode == 2);
        CHECK(std::count(made.err.begin(), made.err.end(), '\n') == 1);
    };
    refused({"--kind", "patrol-coverage", "--profile", "public"});
    refused({"--kind", "patrol-coverage", "--lang", "fr"});
    refused({"--kind", "patrol-coverage", "--assessment", "TA-2026-10"});
    refused({"--kind", "patrol-coverage", "--from", "2026-10-10", "--to", "2026-10-01"});
    refused({"--kind", "patrol-coverage", "--from", "tomorrow"});
    refused({"--kind", "threat-assessment", "--from", "2026-10-01"});
    refused({"--kind", "coverage"});
}
