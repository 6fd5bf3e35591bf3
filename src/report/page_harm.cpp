// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <array>
#include <cmath>

namespace tutela::report {
namespace {

constexpr double kWidth = sheet::kTextWidth;

/// "+12", "−3", "0"; a dash when one side is not known.
std::string difference(const Number& now, const Number& before)
{
    if (!now || !before)
        return "–";
    const std::int64_t change = *now - *before;
    return change == 0 ? "0" : (change > 0 ? "+" : "−") + core::grouped(std::abs(change));
}

Table countTable(const ReportModel& model, const std::vector<CountRow>& rows, const char* head)
{
    Table table;
    table.pad = 3.6;
    const auto period = [&](std::size_t i) { return i < model.count_periods.size() ? model.count_periods[i] : std::string{}; };
    table.columns = {{kWidth - 330.0, head},
                     {82.0, period(0), Align::Right},
                     {82.0, period(1), Align::Right},
                     {62.0, "Difference", Align::Right},
                     {104.0, period(2), Align::Right}};
    table.empty = "None recorded.";
    for (const auto& row : rows)
        table.rows.push_back({{{{row.name, style::kBody}},
                               {{words::figure(row.now), style::kBold}},
                               {{words::figure(row.before), style::kBody}},
                               {{difference(row.now, row.before), style::kGrey}},
                               {{words::figure(row.year_ago), style::kBody}}}});
    return table;
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
    flow.startSection(part::kHarm);
    flow.title(model.text.harm_title);
    flow.heading("Harm to civilians", "sums run over the incidents whose figure is known");
    flow.table(countTable(model, model.harm, "What"));
    flow.heading("Incidents by category");
    flow.table(countTable(model, model.categories, "Category"));
    flow.heading("Incidents by actor named as perpetrator");
    flow.table(countTable(model, model.perpetrators, "Actor"));

    flow.heading("Alerts and response");
    flow.paragraph(model.text.alerts_title + ".", style::kBold);
    Table shares;
    shares.pad = 3.6;
    shares.columns = {{150.0, "Indicator"}, {120.0, "Value", Align::Right}, {kWidth - 270.0, "How it is counted"}};
    shares.empty = "No alert was recorded.";
    for (const auto& share : model.alert_shares)
        shares.rows.push_back({{{{share.name, style::kBody}}, {{shareText(share), style::kBold}}, {{share.formula, style::kSmall}}}});
    flow.table(shares);
    if (!model.alert_outcomes.empty()) {
        Table outcomes;
        outcomes.pad = 3.2;
        outcomes.columns = {{210.0, "Outcome, responder and reason"}, {60.0, "Alerts", Align::Right}, {kWidth - 270.0, "Remark"}};
        for (const auto& entry : model.alert_outcomes)
            outcomes.rows.push_back({{{{entry.name, style::kBody}}, {{entry.value, style::kBold}}, {{entry.note, style::kSmall}}}});
        flow.table(outcomes);
    }
}

void areaCountPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kCounts);
    flow.title(model.text.harm_title);
    Table table;
    table.columns = {{kWidth - 360.0, "Area"}, {70.0, "Incidents", Align::Right}, {80.0, "Civilians killed", Align::Right},
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
