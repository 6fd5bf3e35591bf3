// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace tutela::report {
namespace {

/// "+12", "−3", "0"; a dash when one side is not known.
std::string difference(const Number& now, const Number& before)
{
    if (!now || !before)
        return "–";
    const std::int64_t change = *now - *before;
    return change == 0 ? "0" : (change > 0 ? "+" : "−") + core::grouped(std::abs(change));
}

std::string shortPeriod(const ReportModel& model, std::size_t i)
{
    // "October 2026" as "Oct 2026"; a period that is no month stays as it is.
    if (i >= model.count_periods.size())
        return {};
    const std::string& text = model.count_periods[i];
    const auto space = text.find(' ');
    return space != std::string::npos && space > 3 && text.size() == space + 5 ? text.substr(0, 3) + text.substr(space) : text;
}

Table countTable(const ReportModel& model, const std::vector<CountRow>& rows, const char* head, double width)
{
    Table table;
    table.pad = 1.8;
    table.gap = 5.0;
    const double number = width > sheet::kHalfWidth ? 56.0 : 38.0;
    const bool change = width > sheet::kHalfWidth;
    const Style text = style::kBody.sized(8.2);
    const double name = width - (change ? 4 : 3) * number;
    table.columns = {{name, head}, {number, shortPeriod(model, 0), Align::Right}, {number, shortPeriod(model, 1), Align::Right}};
    if (change)
        table.columns.push_back({number, "Change", Align::Right});
    table.columns.push_back({number, shortPeriod(model, 2), Align::Right});
    table.empty = "None recorded.";
    for (const auto& row : rows) {
        Row made{{{{shortened(row.name, text, name - 6.0), text}}, {{words::figure(row.now), text.with(QFont::Medium)}}, {{words::figure(row.before), text}}}};
        if (change)
            made.cells.push_back({{difference(row.now, row.before), text.with(palette::kText2)}});
        made.cells.push_back({{words::figure(row.year_ago), text}});
        table.rows.push_back(std::move(made));
    }
    return table;
}

/// Two tables side by side; the flow goes on below the longer one.
void beside(Flow& flow, const Table& left, const char* leftHead, const Table& right, const char* rightHead)
{
    flow.ensure(std::min(600.0, 44.0 + 17.0 * static_cast<double>(std::max(left.rows.size(), right.rows.size()))));
    const double top = flow.y();
    double deepest = top;
    double x = flow.left();
    for (const auto& [table, head] : {std::pair{&left, leftHead}, std::pair{&right, rightHead}}) {
        Flow column{flow.document(), x, sheet::kHalfWidth};
        column.moveTo(top);
        column.heading(head, {}, 0.0);
        column.table(*table);
        deepest = std::max(deepest, column.y());
        x += sheet::kHalfWidth + 20.0;
    }
    flow.moveTo(deepest);
}

/// "Reported averted 4, interrupted 2": entries of one remark in a sentence.
std::string outcomeText(const ReportModel& model, std::string_view note)
{
    std::vector<std::string> parts;
    for (const auto& entry : model.alert_outcomes)
        if (entry.note.starts_with(note))
            parts.push_back(words::lowered(entry.name) + " " + entry.value);
    return parts.empty() ? std::string{} : words::capitalised(core::joined(parts, ", ")) + ".";
}

std::string shareText(const Share& share)
{
    if (!share.total || !share.part)
        return "not known";
    if (*share.total == 0)
        return "none to count";
    const auto tenths = std::llround(1000.0 * static_cast<double>(*share.part) / static_cast<double>(*share.total));
    return core::grouped(*share.part) + " of " + core::grouped(*share.total) + " (" + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %)";
}

} // namespace

void harmPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.continueSection(part::kHarm, 210.0);
    flow.title(model.text.harm_title);
    flow.heading("Harm to civilians", "Sums run over the incidents whose figure is known");
    flow.table(countTable(model, model.harm, "What", sheet::kTextWidth));
    beside(flow, countTable(model, model.categories, "Category", sheet::kHalfWidth), "Incidents by category",
           countTable(model, model.perpetrators, "Actor", sheet::kHalfWidth), "Incidents by named perpetrator");

    if (model.profile >= Profile::PARTNER)
        return; // alert statistics are withheld, which is not the same as not known
    flow.heading("Alerts and response", {}, 120.0);
    flow.paragraph(words::withStop(model.text.alerts_title), style::kBold);
    if (std::all_of(model.alert_shares.begin(), model.alert_shares.end(), [](const Share& share) { return share.total == 0; }))
        return;
    Table shares;
    shares.pad = 1.7;
    const Style text = style::kBody.sized(8.2);
    shares.columns = {{120.0, "Indicator"}, {92.0, "Value", Align::Right}, {sheet::kTextWidth - 212.0, "How it is counted"}};
    shares.empty = "No alert was recorded.";
    for (const auto& share : model.alert_shares)
        shares.rows.push_back({{{{share.name, text}}, {{shareText(share), text.with(QFont::Medium)}}, {{share.formula, style::kSmall.sized(7.6)}}}});
    flow.table(shares);
    for (const auto& [label, note] : {std::pair{"Outcomes", "outcome"}, std::pair{"Who acted", "responder"}, std::pair{"No response because", "reason"}})
        if (const auto sentence = outcomeText(model, note); !sentence.empty())
            flow.labelled(label, sentence, text);
}

void areaCountPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kCounts);
    flow.title(model.text.harm_title);
    Table table;
    table.columns = {{sheet::kTextWidth - 360.0, "Area"}, {70.0, "Incidents", Align::Right}, {80.0, "Civilians killed", Align::Right},
                     {70.0, "Injured", Align::Right}, {70.0, "Abducted", Align::Right}, {70.0, "Displaced", Align::Right}};
    table.empty = "No incident was recorded.";
    for (const auto& area : model.area_counts) {
        const std::array<const Number*, 5> values{&area.incidents, &area.killed_civilians, &area.injured, &area.abducted, &area.displaced};
        Row row{{{{area.name, style::kBold}}}};
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool hidden = i < area.suppressed.size() && area.suppressed[i];
            row.cells.push_back({{hidden ? "<5" : words::figure(*values[i]), style::kBody}});
        }
        table.rows.push_back(std::move(row));
    }
    flow.heading("Counts by area", words::capitalised(model.head.month));
    flow.table(table);
    flow.paragraph(model.text.precision_note + " No totals are printed, so that no small count can be worked out. Sums run over the incidents whose figure is known.",
                   style::kNote);
    flow.heading("About these figures");
    flow.paragraph("Incidents as recorded up to " + model.head.as_of_text + ". Refuted and duplicate reports are left out. Silence is not calm: where nothing was reported, "
                   "nothing may have been seen.");
    flow.paragraph(model.head.boundary_disclaimer, style::kNote);
    flow.paragraph("Fingerprint " + core::joined({model.head.fingerprint}, "") + ". Rendered by " + context.program + ".", style::kNote);
}

} // namespace tutela::report
