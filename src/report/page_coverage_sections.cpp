// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_picture_p.h"
#include "page_coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>
#include <tutela/map/reach_cover.h>

#include <algorithm>
#include <numeric>

/// Sections 4 to 11: figures with their formulas, tables, notes.
namespace tutela::report {
namespace {

Table measureTable(const CoverageSection& section)
{
    Table table;
    table.pad = 1.8;
    const Style text = style::kBody.sized(8.2);
    table.columns = {{138.0, "Figure"}, {100.0, "Value", Align::Right}, {sheet::kTextWidth - 238.0, "How it is counted"}};
    for (const auto& measure : section.measures)
        table.rows.push_back({{{{measure.name, text}}, {{textOf(measure), text.with(QFont::Medium)}}, {{measure.formula, style::kSmall.sized(7.6)}}}});
    return table;
}

Align alignOf(const ValueTable& table, std::size_t column)
{
    const bool number = std::any_of(table.rows.begin(), table.rows.end(), [column](const auto& row) { return row[column].what != Measured::TEXT; });
    const bool change = column < table.columns.size() && table.columns[column] == "Change";
    return number || change ? Align::Right : Align::Leading;
}

Table tableOf(const ValueTable& from)
{
    Table table;
    table.pad = 2.0;
    table.empty = from.empty.empty() ? "None." : from.empty;
    const double used = std::accumulate(from.widths.begin(), from.widths.end(), 0.0);
    for (std::size_t i = 0; i < from.columns.size(); ++i)
        table.columns.push_back({i == 0 ? sheet::kTextWidth - used : from.widths[i - 1], from.columns[i], alignOf(from, i)});
    const Style text = style::kBody.sized(8.2);
    for (const auto& row : from.rows) {
        Row made;
        for (std::size_t i = 0; i < row.size(); ++i)
            made.cells.push_back({{textOf(row[i]), i == 0 ? text.with(QFont::Medium) : text}});
        table.rows.push_back(std::move(made));
    }
    return table;
}

/// Where the best scenario gains and loses ground.
void optionMap(Flow& flow, const ReportModel& model)
{
    const CoverageModel& coverage = *model.coverage;
    if (!coverage.option_cover)
        return;
    constexpr double kHeight = 250.0, kLegend = 90.0; // the legend takes what its entries need
    flow.heading("Gained and lost with the best option", "Before an attack ends, against today", kHeight + kLegend);
    MapExtras extras;
    extras.reach = coverage.option_cover;
    Document& document = flow.document();
    const map::Legend legend = putMap(document, model, {sheet::kLeft, flow.y()}, {sheet::kTextWidth, kHeight}, MapSize::Full, true, extras);
    flow.moveTo(legendStrip(document, legend, flow.y() + kHeight + 9.0));
    flow.paragraph("Best option: " + coverage.option_name + ". Bands: response with it. Dots: reached in time with it alone; lines: today alone.", style::kSmall);
}

} // namespace

void coverageSections(Flow& flow, const PageContext& context)
{
    for (const auto& section : context.model.coverage->sections) {
        flow.continueSection(titleOf(section.topic), 190.0);
        flow.title(section.message);
        if (!section.measures.empty())
            flow.table(measureTable(section));
        if (section.topic == CoverageTopic::MATCH)
            hoursChart(flow, *context.model.coverage);
        if (section.topic == CoverageTopic::OPTIONS)
            optionMap(flow, context.model);
        for (const auto& table : section.tables) {
            flow.heading(table.heading, table.note);
            flow.table(tableOf(table));
        }
        if (!section.notes.empty()) {
            flow.heading(section.topic == CoverageTopic::METHOD ? "Limits of the data" : "Notes", {}, 30.0);
            flow.bullets(section.notes, style::kSmall);
        }
    }
    const Head& head = context.model.head;
    flow.heading("This document", {}, 40.0);
    flow.labelled("Reference", head.reference + ", not signed: a review is made from the records of the moment.");
    flow.labelled("Fingerprint", head.fingerprint);
    flow.labelled("Program", context.program);
    if (!context.model.text.precision_note.empty())
        flow.labelled("Profile", words::plain(core::word(context.model.profile)) + ". " + context.model.text.precision_note);
}

} // namespace tutela::report
