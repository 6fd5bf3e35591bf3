// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_picture_p.h"
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tutela::report {
namespace {

constexpr double kLeft = sheet::kLeft;
constexpr double kWidth = sheet::kTextWidth;

/// Groups of the legend side by side; entries run on within their group and wrap.
double legendStrip(Document& document, const map::Legend& legend, double y)
{
    if (legend.groups.empty())
        return y;
    const Style text{7.4, QFont::Normal, palette::kText2, 1.3};
    const double rowHeight = 13.5;
    double deepest = y;
    double rowTop = y;
    double x = kLeft;
    for (const auto& group : legend.groups) {
        std::vector<TextBlock> blocks;
        double total = 0.0;
        for (const auto& entry : group.entries) {
            blocks.emplace_back(entry.text.toStdString(), text, 220.0);
            total += blocks.back().naturalWidth() + 25.0;
        }
        const TextBlock title{group.title.toStdString(), Style{7.4, QFont::Bold, palette::kInk, 1.3}, kWidth};
        const double need = std::max(total, title.naturalWidth() + 16.0);
        if (x > kLeft && x + need > kLeft + kWidth) {
            x = kLeft;
            rowTop = deepest + 5.0;
        }
        double at = x;
        double line = rowTop + document.text(title, x, rowTop) + 3.0;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const double advance = blocks[i].naturalWidth() + 25.0;
            if (at > x && at + advance > kLeft + kWidth + 10.0) {
                at = x;
                line += rowHeight;
            }
            document.draw([entry = group.entries[i], at, line](QPainter& painter) {
                map::drawLegendSymbol(painter, {at + 7.0, line + 5.0}, entry, map::Theme::Print, 0.75);
            });
            document.text(blocks[i], at + 17.0, line);
            at += advance;
        }
        deepest = std::max(deepest, line + rowHeight);
        x += std::min(need, kWidth) + 18.0;
    }
    for (const auto& note : legend.notes)
        deepest += document.text(note.toStdString(), style::kNote, kLeft, deepest, kWidth);
    return deepest;
}

std::string visitText(const PlaceStatus& place)
{
    switch (place.visit) {
    case VisitState::NONE_RECORDED: return "no visit recorded";
    case VisitState::IN_TIME:
    case VisitState::LATE: break;
    case VisitState::NOT_KNOWN: return {};
    }
    if (!place.days_since_visit)
        return {};
    const std::int64_t days = *place.days_since_visit;
    return days == 0 ? "visited today" : days == 1 ? "visited yesterday" : "visited " + core::grouped(days) + " days ago";
}

double card(Document& document, const PlaceStatus& place, double x, double y, double width)
{
    const Style name = style::kSub.sized(10.0);
    const auto band = words::highest(place.band);
    document.draw([=, mark = markOf(band)](QPainter& painter) { paintMark(painter, mark, {x + 6.5, y + 7.0}, 13.0); });
    double at = y;
    const TextBlock title = fitted(place.name, name, {10.0, 9.0, 8.0, 7.0}, width - 20.0, 28.0);
    at += document.text(title, x + 20.0, at) + 3.0;
    at += document.text(place.people ? core::grouped(*place.people) + (*place.people == 1 ? " person" : " people") : "population not known",
                        style::kBold.sized(8.4), x, at, width);
    const std::string visit = visitText(place);
    if (!visit.empty()) {
        const bool late = place.visit != VisitState::IN_TIME;
        at += document.text(visit, Style{8.4, QFont::Normal, late ? palette::kDanger : palette::kText2}, x, at, width);
    }
    at += 3.0;
    std::string text = place.threat + ". " + (place.area.empty() ? "" : place.area + ". ");
    text += "Risk " + words::lowered(words::of(place.band)) + ", class " + words::of(place.priority) + ". ";
    text += place.trend == core::Trend::INSUFFICIENT ? "Too few incidents for a trend." : words::of(place.trend) + ".";
    at += document.text(fitted(text, style::kSmall, {8.0, 7.0, 6.0, 5.0}, width, 82.0), x, at);
    return at;
}

} // namespace

void mapPage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    Document& document = flow.document();
    flow.startSection(part::kMap);
    const TextBlock title = fitted(model.text.map_title, style::kTitle, {19.0, 17.0, 15.0, 12.0}, kWidth * 0.95, 50.0);
    double y = sheet::kTop + document.text(title, kLeft, sheet::kTop) + 9.0;
    const QSizeF size = mapPageSize();
    const map::Legend legend = putMap(document, model, {kLeft, y}, size, MapSize::Full, context.earlier != nullptr);
    y += size.height() + 9.0;
    y = legendStrip(document, legend, y);

    std::vector<const PlaceStatus*> worst;
    for (const auto& place : model.places)
        if (worst.size() < 4 && place.band && place.band->highest >= core::Band::HIGH)
            worst.push_back(&place);
    const TextBlock sources = fitted(model.text.map_sources + " " + model.head.boundary_disclaimer + " " + std::string{core::kScoringMethod} + ".",
                                     style::kNote, {7.3, 6.5, 5.5}, kWidth, 52.0);
    const double sourcesTop = sheet::kBottom - sources.height();
    flow.moveTo(y);
    if (!worst.empty()) {
        flow.heading(worst.size() == 1 ? "The place at highest risk" : "The " + words::number(static_cast<std::int64_t>(worst.size())) + " places at highest risk", {}, 0.0);
        const double gap = 16.0;
        const double width = (kWidth - 3 * gap) / 4.0;
        double x = kLeft;
        for (const auto* place : worst) {
            card(document, *place, x, flow.y() + 3.0, width);
            x += width + gap;
        }
    }
    document.line(kLeft, sourcesTop - 5.0, kLeft + kWidth, sourcesTop - 5.0, palette::kRule, 0.4);
    document.text(sources, kLeft, sourcesTop);
}

} // namespace tutela::report
