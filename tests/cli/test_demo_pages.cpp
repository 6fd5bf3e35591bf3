// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <cmath>
#include <regex>

// What the pages of the demo mission say and where: its map, and its report as the leadership gets it.
using namespace tutela::test;
using nlohmann::json;

namespace {

struct Word {
    double top, bottom;
    std::string text;
};
struct Page {
    double height = 0.0;
    std::vector<Word> words;
};

std::vector<Page> pagesOf(const std::string& pdf)
{
    static const std::regex kPage{R"re(<page width="[\d.]+" height="([\d.]+)">)re"};
    static const std::regex kWord{R"re(<word xMin="[\d.-]+" yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)">(.*)</word>)re"};
    std::vector<Page> pages;
    std::istringstream in{run({"pdftotext", "-bbox", pdf, "-"}).out};
    std::smatch found;
    for (std::string line; std::getline(in, line);)
        if (std::regex_search(line, found, kPage))
            pages.push_back({std::stod(found[1]), {}});
        else if (!pages.empty() && std::regex_search(line, found, kWord))
            pages.back().words.push_back({std::stod(found[1]), std::stod(found[2]), found[3]});
    return pages;
}

/// The words of a page or of the whole, with one blank between them.
std::string textOf(const std::string& pdf, const std::string& page = {})
{
    std::vector<std::string> command{"pdftotext", "-raw"};
    if (!page.empty())
        command.insert(command.end(), {"-f", page, "-l", page});
    command.insert(command.end(), {pdf, "-"});
    std::istringstream in{run(command).out};
    std::string text;
    for (std::string word; in >> word;)
        text += (text.empty() ? "" : " ") + word;
    for (auto at = text.find("\uFB03"); at != std::string::npos; at = text.find("\uFB03")) // the ligature of "official"
        text.replace(at, 3, "ffi");
    return text;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

const std::string kDisclaimer = "The boundaries and names shown and the designations used on this map do not imply official endorsement or acceptance.";

/// Each kind of test makes the demo once.
struct Demo {
    Demo() { demoAt(file); }
    [[nodiscard]] std::string report(const std::string& version = {}) const
    {
        const std::string pdf = folder / "report.pdf";
        std::vector<std::string> command{"report", file, "--kind", "threat-assessment", "-o", pdf};
        if (!version.empty())
            command.insert(command.end(), {"--assessment", version});
        static_cast<void>(tutelaJson(command));
        return pdf;
    }
    TempFolder folder;
    std::string file = folder / "demo.gpkg";
};

} // namespace

TEST_CASE("maps of the program and of the report say what their boundaries do not mean and from what they were made", "[cli][unit]")
{
    const Demo demo;
    const std::string map = demo.folder / "map.pdf";
    static_cast<void>(tutelaJson({"map", demo.file, "-o", map, "--width", "1200", "--height", "900"}));
    const std::string drawn = textOf(map);
    CHECK(has(drawn, kDisclaimer));
    CHECK(has(drawn, "Sources: mission records"));
    CHECK(has(drawn, "Projection"));
    CHECK(has(drawn, "CONFIDENTIAL"));
    const std::string pdf = demo.report();
    CHECK(has(textOf(pdf, "1"), kDisclaimer));
    const auto pages = pagesOf(pdf);
    int maps = 0;
    for (std::size_t i = 1; i < pages.size(); ++i) {
        const std::string text = textOf(pdf, std::to_string(i + 1));
        if (!has(text, kDisclaimer))
            continue;
        ++maps;
        INFO("page " << i + 1);
        CHECK(has(text, "Sources:"));
    }
    CHECK(maps >= 1);
}

TEST_CASE("each page of the demo's report carries one marking at its top and one at its bottom", "[cli][unit]")
{
    const Demo demo;
    for (const std::string version : {"", "TA-MIKAV-2026-0001@1.1"}) {
        const auto pages = pagesOf(demo.report(version));
        REQUIRE(pages.size() > 10);
        for (std::size_t i = 0; i < pages.size(); ++i) {
            INFO("version " << version << ", page " << i + 1);
            int top = 0, bottom = 0, elsewhere = 0;
            for (const Word& word : pages[i].words)
                if (word.text == "CONFIDENTIAL")
                    ++(word.bottom < pages[i].height * 0.1 ? top : word.top > pages[i].height * 0.95 ? bottom : elsewhere);
            CHECK(top == 1);
            CHECK(bottom == 1);
            CHECK(elsewhere == 0);
        }
    }
}

TEST_CASE("page two of the demo's report alone says what changed, how many, where, what is asked of whom, by when, how sure", "[cli][unit]")
{
    const Demo demo;
    const std::string first = textOf(demo.report(), "2"), next = textOf(demo.report("TA-MIKAV-2026-0001@1.1"), "2");
    INFO(first << "\n\n" << next);
    CHECK(has(first, "This is the first version."));
    CHECK_FALSE(has(next, "This is the first version."));
    for (const std::string* page : {&first, &next}) {
        CHECK(has(*page, "Summary for leadership"));
        CHECK(has(*page, "incidents were recorded in")); // what changed
        CHECK(std::regex_search(*page, std::regex{"[1-9][0-9]*(\u202F[0-9]{3})? people in places at high or critical risk"})); // how many
        CHECK(has(*page, "Where civilians are at risk")); // where
        CHECK(has(*page, "Luzi"));
        CHECK(std::regex_search(*page, std::regex{"(decision is|decisions are) requested of [a-z]"})); // what, of whom
        CHECK(has(*page, "Decisions requested"));
        CHECK(has(*page, "Responsible component"));
        CHECK(has(*page, "Mission leadership"));
        CHECK(std::regex_search(*page, std::regex{"the first by [0-9]+ [A-Z][a-z]+ 20[0-9][0-9]"})); // by when
        CHECK(std::regex_search(*page, std::regex{"Confidence: (high|medium|low)"})); // how sure
    }
}

TEST_CASE("the demo's report names its language and title and stays below two megabytes", "[cli][unit]")
{
    const Demo demo;
    const std::string pdf = demo.report();
    CHECK(std::filesystem::file_size(pdf) < 2'000'000);
    CHECK(has(run({"pdfinfo", pdf}).out, "Kavara Mission: threat assessment"));
    const Run structure = run({"qpdf", "--json", "--json-key=qpdf", pdf});
    REQUIRE(structure.exitCode == 0);
    CHECK(has(structure.out, R"("/Lang": "u:en")"));
}
