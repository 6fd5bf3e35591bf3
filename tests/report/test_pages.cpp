// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_model.h"

#include "support/support.h"

#include <tutela/report/pages.h>
#include <tutela/report/pdf.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QImage>
#include <QPainter>

#include <cctype>
#include <sstream>

using namespace tutela;
using namespace tutela::report;

namespace {

QImage pictureOf(const Pages& pages, int page)
{
    QImage image{Pages::size().toSize(), QImage::Format_RGB32};
    image.fill(Qt::white);
    QPainter painter{&image};
    painter.setRenderHint(QPainter::Antialiasing);
    pages.paint(painter, page);
    return image;
}

/// Without blanks: pdftotext puts its own between columns.
std::string letters(const std::string& text)
{
    std::istringstream in{text};
    std::string out;
    for (std::string word; in >> word;)
        out += word;
    return out;
}

/// Runs of ASCII letters and digits: what no line break or thin space parts.
std::vector<std::string> plainWords(const std::string& text)
{
    std::vector<std::string> words{std::string{}};
    for (const char sign : text)
        if (std::isalnum(static_cast<unsigned char>(sign)) != 0)
            words.back() += sign;
        else if (!words.back().empty())
            words.emplace_back();
    return words;
}

std::vector<std::string> printedPages(const ReportModel& model, const test::TempFolder& folder)
{
    test::writeFile(folder / "report.pdf", renderPdf(model, {"Tutela"}).pdf);
    std::istringstream in{test::run({"pdftotext", "-layout", folder / "report.pdf", "-"}).out};
    std::vector<std::string> printed;
    for (std::string page; std::getline(in, page, '\f');)
        printed.push_back(page);
    return printed;
}

} // namespace

TEST_CASE("the preview has as many pages as the PDF, with the same words on each", "[report][pages]")
{
    const test::TempFolder folder;
    const ReportModel model = test::sampleModel();
    const Pages pages{model, "Tutela"};
    const auto printed = printedPages(model, folder);
    REQUIRE(static_cast<int>(printed.size()) == pages.count());
    REQUIRE(pages.count() > 5);
    for (int page = 0; page < pages.count(); ++page) {
        REQUIRE_FALSE(pages.texts(page).empty());
        const std::string all = letters(printed[static_cast<std::size_t>(page)]);
        for (const std::string& text : pages.texts(page)) {
            for (const std::string& word : plainWords(text)) {
                INFO("page " << page + 1 << ": " << word);
                CHECK(all.find(word) != std::string::npos);
            }
        }
    }
}

TEST_CASE("a page painted twice gives the same picture, and pages differ", "[report][pages]")
{
    const Pages pages{test::sampleModel(), "Tutela"};
    for (int page = 0; page < pages.count(); ++page) {
        const QImage first = pictureOf(pages, page);
        CHECK(first == pictureOf(pages, page));
        CHECK(first != pictureOf(pages, (page + 1) % pages.count()));
    }
}

TEST_CASE("parts that are left out are gone, and cover, footers and references say so", "[report][pages]")
{
    const test::TempFolder folder;
    ReportModel model = test::sampleModel();
    const auto whole = printedPages(model, folder);
    model.left_out = {ReportPart::EVIDENCE, ReportPart::TABLE};
    const Pages pages{model, "Tutela"};
    CHECK(pages.count() < static_cast<int>(whole.size()));
    for (const auto& [title, page] : pages.contents()) {
        CHECK(title != titleOf(ReportPart::EVIDENCE));
        CHECK(title != titleOf(ReportPart::TABLE));
    }
    const auto printed = printedPages(model, folder);
    REQUIRE(static_cast<int>(printed.size()) == pages.count());
    CHECK(letters(printed[0]).find(letters("This copy is an extract. Left out: Annex B: evidence; Priority table and trends.")) != std::string::npos);
    for (const std::string& page : printed)
        CHECK(page.find("Extract of") != std::string::npos);
    for (const std::string& page : whole)
        CHECK(page.find("Extract of") == std::string::npos);
    CHECK(printed[1].find(titleOf(ReportPart::TABLE)) == std::string::npos);
    CHECK(fromJson(toJson(model), model.images) == model);
}

TEST_CASE("a reference to a part that is left out does not name a page", "[report][pages]")
{
    test::SampleSize size;
    size.areas = 40; // more than the summary lists: it names the table
    ReportModel model = test::sampleModel(size);
    model.left_out = {ReportPart::TABLE};
    const Pages pages{model, "Tutela"};
    const auto texts = pages.texts(1);
    CHECK(std::any_of(texts.begin(), texts.end(), [](const std::string& text) { return text.find("a page left out of this copy") != std::string::npos; }));
}
