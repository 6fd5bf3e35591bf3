// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow_p.h"
#include "layout_faults.h"
#include "pages_p.h"
#include "sample_model.h"

#include <tutela/report/charts.h>

#include <catch2/catch.hpp>

#include <QPainter>

#include <algorithm>

using namespace tutela;
using namespace tutela::report;
using test::faults;
using test::joinedLines;

namespace {

std::string longText(const char* sentence, std::size_t length)
{
    std::string text;
    while (text.size() < length)
        text += sentence;
    return text;
}

} // namespace

TEST_CASE("no text overlaps another or leaves the page", "[report][layout]")
{
    const Document document = layOut(test::sampleModel(), "Tutela");
    INFO(joinedLines(faults(document)));
    CHECK(faults(document).empty());
}

TEST_CASE("forty actions, long names and texts of ten thousand letters neither overlap nor leave the page", "[report][layout]")
{
    test::SampleSize size;
    size.lines = 4;
    size.actions = 40;
    size.areas = 14;
    size.evidence = 60;
    size.name_tail = " of the long and winding valley beyond the Republican Road and its hundred bridges";
    size.text = longText("Forty men with rifles were seen on the lake road. ", 10'000);
    const Document document = layOut(test::sampleModel(size), "Tutela");
    INFO(joinedLines(faults(document)));
    CHECK(faults(document).empty());
}

TEST_CASE("a name without a space is broken, and right-to-left text stays within its column", "[report][layout]")
{
    test::SampleSize size;
    size.lines = 2;
    size.name_tail = std::string(120, 'x');
    size.text = longText("هجوم على القرية ليلا. ", 2'000);
    const Document document = layOut(test::sampleModel(size), "Tutela");
    INFO(joinedLines(faults(document)));
    CHECK(faults(document).empty());
}

TEST_CASE("three hundred lines are all in the tables and in their parts, and nothing overlaps", "[report][layout]")
{
    test::SampleSize size;
    size.lines = 300;
    size.actions = 12;
    size.evidence = 600;
    const ReportModel model = test::sampleModel(size);
    const Document document = layOut(model, "Tutela");
    INFO(joinedLines(faults(document)));
    CHECK(faults(document).empty());
    int parts = 0;
    int wanted = 0;
    for (const auto& mark : document.bookmarks())
        parts += mark.level == 1 ? 1 : 0;
    for (const auto& line : model.lines)
        wanted += line.priority->highest <= core::PriorityClass::SHOULD ? 1 : 0;
    CHECK(wanted > 5);
    CHECK(parts == wanted);
    for (const char* rank : {"1", "150", "299", "300"}) {
        INFO(rank);
        CHECK(std::any_of(document.boxes().begin(), document.boxes().end(), [&](const TextBox& box) { return box.text == QString::fromLatin1(rank); }));
    }
}

TEST_CASE("the columns of a flow are filled one after the other, page by page", "[report][layout]")
{
    Document document;
    Flow flow{document};
    flow.startSection("Test");
    flow.beginColumns(2);
    for (int i = 0; i < 300; ++i)
        flow.paragraph("Line " + std::to_string(i));
    flow.endColumns();
    CHECK(flow.width() == sheet::kTextWidth);
    CHECK(document.pageCount() == 4);
    CHECK(document.boxes().size() == 300);
    CHECK(document.boxes()[60].rect.left() > sheet::kWidth / 2.0); // the second column of the first page
    CHECK(document.boxes()[60].page == 0);
    CHECK(faults(document).empty());
}

TEST_CASE("with every score missing ranges are printed and nothing reads as zero", "[report][layout]")
{
    ReportModel model = test::sampleModel();
    for (auto& line : model.lines) {
        line.intent = line.capability = line.opportunity = line.host_state = line.mission_reach = line.community = {};
        line.likelihood = line.likelihood_residual = core::Range<int>{1, 5};
        line.risk_inherent = line.risk_residual = core::Range<int>{1, 25};
        line.band = line.band_inherent = core::Range<core::Band>{core::Band::LOW, core::Band::CRITICAL};
        line.priority = core::Range<core::PriorityClass>{core::PriorityClass::WATCH, core::PriorityClass::MUST};
        line.persons.reset();
    }
    for (auto& area : model.areas) {
        area.band.reset();
        area.people.reset();
    }
    compose(model);
    const Document document = layOut(model, "Tutela");
    INFO(joinedLines(faults(document)));
    CHECK(faults(document).empty());
    int ranges = 0;
    for (const auto& box : document.boxes()) {
        ranges += box.text == QStringLiteral("1 to 25") ? 1 : 0;
        if (box.page == 1)
            CHECK(box.text != QStringLiteral("0")); // areas that nobody assessed have no people "0" at risk
    }
    CHECK(ranges >= static_cast<int>(model.lines.size()));
}

TEST_CASE("a report on nothing is laid out all the same", "[report][layout]")
{
    ReportModel model;
    model.head.mission = "Empty Mission";
    compose(model);
    const Document document = layOut(model, "Tutela");
    INFO(joinedLines(faults(document)));
    for (const char* part : {part::kCover, part::kSummary, part::kMap, part::kTable, part::kActions, part::kHarm, part::kLimits,
                             part::kEvidence, part::kMethod, part::kRecord}) {
        INFO(part);
        CHECK(document.pageOf(part) > 0);
    }
    CHECK(faults(document).empty());
}

TEST_CASE("a long text runs on over pages and loses no line", "[report][layout]")
{
    Document document;
    Flow flow{document};
    flow.startSection("Test");
    const TextBlock whole{longText("One two three four five six seven. ", 20'000), style::kBody, flow.width()};
    flow.paragraph(longText("One two three four five six seven. ", 20'000));
    double height = 0.0;
    for (const auto& box : document.boxes())
        height += box.rect.height();
    CHECK(document.pageCount() >= 3);
    CHECK(height == Approx(whole.height()));
}

TEST_CASE("the head of a table is repeated on each page it runs over", "[report][layout]")
{
    Document document;
    Flow flow{document};
    flow.startSection("Test");
    Table table;
    table.columns = {{100.0, "First column"}, {300.0, "Second column"}};
    for (int i = 0; i < 120; ++i)
        table.rows.push_back({{{{std::to_string(i), style::kBody}}, {{"text", style::kBody}}}});
    flow.table(table);
    int heads = 0;
    int rows = 0;
    for (const auto& box : document.boxes()) {
        heads += box.text == QStringLiteral("First column") ? 1 : 0;
        rows += box.text == QStringLiteral("text") ? 1 : 0;
    }
    CHECK(document.pageCount() > 2);
    CHECK(heads == document.pageCount());
    CHECK(rows == 120);
}

TEST_CASE("a silent month is no zero in the chart's table twin, and the axis is shared", "[report][charts]")
{
    charts::SmallMultiples chart;
    chart.unit = "Incidents";
    chart.steps = {"Aug", "Sep", "Oct"};
    chart.series = {{"Lakeshore", {0, 3, 17}}, {"Gelo", {2, std::nullopt}}};
    CHECK(charts::axisTop(chart) == 20);
    const auto twin = charts::tableTwin(chart);
    CHECK(twin[1] == std::vector<std::string>{"Lakeshore", "0", "3", "17"});
    CHECK(twin[2] == std::vector<std::string>{"Gelo", "2", "no report", "no report"});
    QImage image{240, 80, QImage::Format_RGB32};
    image.fill(Qt::white);
    QPainter painter{&image};
    charts::paint(painter, chart, 0, {0, 0, 240, 80});
    painter.end();
    int teal = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            teal += image.pixelColor(x, y) == palette::kAccent ? 1 : 0;
    CHECK(teal > 200);
}

TEST_CASE("the partner's tables have no column of visits, the mission's own have", "[report][layout]")
{
    const auto full = test::sampleModel({});
    const auto heads = [](const ReportModel& model) {
        const Document document = layOut(model, "Tutela");
        return std::count_if(document.boxes().begin(), document.boxes().end(), [](const TextBox& box) { return box.text == QStringLiteral("Visit"); });
    };
    CHECK(heads(full) > 0);
    CHECK(heads(reduce(full, Profile::PARTNER)) == 0);
    CHECK(faults(layOut(reduce(full, Profile::PARTNER), "Tutela")).empty());
}

TEST_CASE("the summary of a small mission uses its page", "[report][layout]")
{
    test::SampleSize size;
    size.lines = 2;
    size.actions = 1;
    ReportModel model = test::sampleModel(size);
    model.areas.resize(1);
    model.bluf.clear();
    compose(model);
    const Document document = layOut(model, "Tutela");
    const int page = document.pageOf(part::kSummary) - 1;
    double decisions = 0.0; // below them nothing but text fills the page; above stands the map
    for (const auto& box : document.boxes())
        if (box.page == page && box.text == QStringLiteral("Decisions requested"))
            decisions = box.rect.top();
    REQUIRE(decisions > 0.0);
    std::vector<double> edges{decisions, sheet::kBottom};
    for (const auto& box : document.boxes())
        if (box.page == page && box.rect.top() >= decisions && box.rect.bottom() <= sheet::kBottom) {
            edges.push_back(box.rect.top());
            edges.push_back(box.rect.bottom());
        }
    std::sort(edges.begin(), edges.end());
    double widest = 0.0;
    for (std::size_t i = 1; i < edges.size(); ++i)
        widest = std::max(widest, edges[i] - edges[i - 1]);
    INFO("widest band without text: " << widest << " points");
    CHECK(widest < 110.0);
    CHECK(joinedLines(faults(document)).empty());
}
