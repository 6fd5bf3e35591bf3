// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>
#include <tutela/report/charts.h>

#include <QPainter>

#include <algorithm>
#include <memory>

namespace tutela::report {

void trends(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    auto chart = std::make_shared<charts::SmallMultiples>();
    chart->steps = model.month_names;
    chart->unit = "Incidents";
    std::vector<const AreaStatus*> shown;
    for (const auto& area : model.areas)
        if (!area.months.empty()) {
            chart->series.push_back({area.name, area.months});
            shown.push_back(&area);
        }
    if (shown.empty())
        return;
    constexpr int kColumns = 3;
    constexpr double kGap = 18.0;
    constexpr double kChart = 44.0;
    const double width = (flow.width() - (kColumns - 1) * kGap) / kColumns;
    const Style name = style::kBold.sized(8.4);
    const double rowHeight = 13.0 + kChart + 7.0;
    flow.heading("Areas over twelve months", "Incidents a month", std::min(rowHeight * static_cast<double>((shown.size() + kColumns - 1) / kColumns) + 14.0, 600.0));
    for (std::size_t i = 0; i < shown.size(); i += kColumns) {
        flow.ensure(rowHeight);
        for (std::size_t c = 0; c < kColumns && i + c < shown.size(); ++c) {
            const double x = flow.left() + static_cast<double>(c) * (width + kGap);
            const AreaStatus& area = *shown[i + c];
            const QColor color = trendColor(area.trend);
            const std::string word = area.trend == core::Trend::INSUFFICIENT ? "no trend" : words::lowered(words::of(area.trend));
            const TextBlock trend{word, Style{7.8, QFont::Medium, color, 1.42, 0.0, Align::Right}, 50.0};
            flow.document().text(shortened(area.name, name, width - 64.0), name, x, flow.y(), width - 62.0);
            flow.document().text(trend, x + width - 50.0, flow.y() + 0.6);
            const double markX = x + width - trend.naturalWidth() - 7.0;
            const QRectF rect{x, flow.y() + 13.0, width, kChart};
            flow.document().draw([=, y = flow.y() + 6.0, mark = markOf(area.trend)](QPainter& painter) {
                paintMark(painter, mark, {markX, y}, 11.0, color);
                charts::paint(painter, *chart, i + c, rect);
            });
        }
        flow.gap(rowHeight);
    }
    flow.paragraph(model.text.trends_caption, style::kNote);
}

} // namespace tutela::report
