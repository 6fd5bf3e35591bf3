// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/report/pdf.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <sstream>

using namespace tutela;

namespace {

/// The sample report, rendered by a process of its own.
std::string rendered(const test::TempFolder& folder, const std::string& name, const std::string& profile = "INTERNAL", bool stored = false)
{
    const std::string path = folder / name;
    std::vector<std::string> command{REPORT_RENDER_SAMPLE, path, profile};
    if (stored)
        command.emplace_back("stored");
    const auto made = test::run(command);
    INFO(made.err);
    REQUIRE(made.exitCode == 0);
    return path;
}

std::vector<std::string> pagesOf(const std::string& path)
{
    const auto text = test::run({"pdftotext", "-layout", path, "-"});
    REQUIRE(text.exitCode == 0);
    std::vector<std::string> pages;
    std::istringstream in(text.out);
    for (std::string page; std::getline(in, page, '\f');)
        pages.push_back(page);
    return pages;
}

/// Line breaks and columns of blanks as one blank.
std::string flowed(const std::string& text)
{
    std::istringstream in(text);
    std::string out;
    for (std::string word; in >> word;)
        out += word + ' ';
    return out;
}

/// The lines of a page that are not blank, from its top.
std::vector<std::string> linesOf(const std::string& page)
{
    std::vector<std::string> lines;
    std::istringstream in(page);
    for (std::string line; std::getline(in, line);)
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            lines.push_back(line);
    return lines;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("two processes render the same bytes, from the model and from its JSON", "[report][pdf]")
{
    const test::TempFolder folder;
    const std::string first = test::readFile(rendered(folder, "a.pdf"));
    CHECK(first == test::readFile(rendered(folder, "b.pdf")));
    CHECK(first == test::readFile(rendered(folder, "c.pdf", "INTERNAL", true)));
    CHECK(first.size() < 2'000'000);
}

TEST_CASE("every page carries marking, draft, page number, reference, version and fingerprint", "[report][pdf]")
{
    const test::TempFolder folder;
    const auto pages = pagesOf(rendered(folder, "a.pdf"));
    REQUIRE(pages.size() > 10);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        INFO("page " << i + 1);
        const auto& page = pages[i];
        CHECK(holds(page, "CONFIDENTIAL — DRAFT, NOT APPROVED — DEMONSTRATION DATA"));
        const auto lines = linesOf(page);
        REQUIRE(lines.size() > 2);
        CHECK(holds(lines.front(), "CONFIDENTIAL")); // at the top and at the bottom
        CHECK(holds(lines.back(), "CONFIDENTIAL"));
        CHECK(holds(page, "TA-KAV-2026-0003"));
        CHECK(holds(page, std::to_string(i + 1) + " / " + std::to_string(pages.size())));
        CHECK(holds(page, "version 2.1"));
        CHECK(holds(page, "7f3a91c2 04be"));
    }
}

TEST_CASE("the method is named wherever a score stands", "[report][pdf]")
{
    const test::TempFolder folder;
    const auto pages = pagesOf(rendered(folder, "a.pdf"));
    for (std::size_t i = 0; i < pages.size(); ++i) {
        INFO("page " << i + 1);
        CHECK(holds(flowed(pages[i]), "Tutela scoring method v1; not UN doctrine"));
    }
}

TEST_CASE("the PDF is sound, its fonts are embedded and it has bookmarks, title and language", "[report][pdf]")
{
    const test::TempFolder folder;
    const std::string path = rendered(folder, "a.pdf");
    CHECK(test::run({"qpdf", "--check", path}).exitCode == 0);
    const auto fonts = test::run({"pdffonts", path}).out;
    std::istringstream lines(fonts);
    int embedded = 0;
    for (std::string line; std::getline(lines, line);)
        if (holds(line, "TrueType") || holds(line, "Type")) {
            INFO(line);
            embedded += holds(line, " yes ") ? 1 : 0;
            CHECK((holds(line, "Roboto") || holds(line, "Noto") || holds(line, "name")));
        }
    CHECK(embedded >= 3);
    const auto info = test::run({"pdfinfo", "-isodates", path}).out;
    CHECK(holds(info, "Kavara Mission: threat assessment, October 2026"));
    CHECK(holds(info, "2026-11-01T00:00:00Z"));
    CHECK_FALSE(holds(info, "Author"));
    CHECK(holds(test::run({"qpdf", "--json", path}).out, "\"/Lang\": \"u:en\""));
    const auto json = nlohmann::json::parse(test::run({"qpdf", "--json", "--json-key=outlines", path}).out);
    std::vector<std::string> titles;
    for (const auto& item : json.at("outlines"))
        titles.push_back(item.at("title"));
    CHECK(titles.front() == "Cover");
    CHECK(std::find(titles.begin(), titles.end(), "Risk map") != titles.end());
    CHECK(std::find(titles.begin(), titles.end(), "Annex B: evidence") != titles.end());
}

TEST_CASE("the summary fits one page with its decisions and its confidence", "[report][pdf]")
{
    const test::TempFolder folder;
    const auto pages = pagesOf(rendered(folder, "a.pdf"));
    CHECK(holds(pages[1], "Summary for leadership"));
    CHECK(holds(pages[1], "Decisions requested"));
    CHECK(holds(pages[1], "Open a temporary operating base at Luzi"));
    CHECK(holds(pages[1], "Confidence: low"));
    CHECK(holds(pages[2], "Risk map"));
}

TEST_CASE("the partner's pages name no source, grade or base, the public ones no place", "[report][pdf]")
{
    const test::TempFolder folder;
    std::string partner;
    for (const auto& page : pagesOf(rendered(folder, "p.pdf", "PARTNER")))
        partner += page;
    CHECK_FALSE(holds(partner, "Fort Otter"));
    CHECK_FALSE(holds(partner, "Local leader"));
    CHECK_FALSE(holds(partner, "Mission reach"));
    CHECK(holds(partner, "Reduced precision"));
    std::string open;
    for (const auto& page : pagesOf(rendered(folder, "q.pdf", "PUBLIC")))
        open += page;
    CHECK_FALSE(holds(open, "Luzi"));
    CHECK(holds(open, "<5"));
    CHECK(holds(open, "UNCLASSIFIED"));
}

TEST_CASE("the pages of a stored PDF are counted, and damaged bytes are refused", "[report][pdf]")
{
    const test::TempFolder folder;
    const std::string pdf = test::readFile(rendered(folder, "a.pdf"));
    CHECK(report::pageCount(pdf) > 10);
    CHECK_THROWS_AS(report::pageCount("no pdf"), core::Error);
}
