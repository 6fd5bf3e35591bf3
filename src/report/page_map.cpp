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

/// One group of the legend: its entries set, and the width they need on one line.
struct LegendPart {
    const map::LegendGroup* group = nullptr;
    TextBlock title;
    std::vector<TextBlock> entries;
    double need = 0.0;
};

constexpr double kEntryGap = 23.0; ///< symbol before and space behind an entry
constexpr double kEntryRow = 13.0;
constexpr double kReachLegend = 48.0; ///< that the bands and gaps of reach, and the arrivals on the cards, take from the map

std::vector<LegendPart> legendParts(const map::Legend& legend)
{
    const Style text{7.3, QFont::Normal, palette::kText2, 1.3};
    std::vector<LegendPart> parts;
    for (const auto& group : legend.groups) {
        LegendPart part;
        part.group = &group;
        part.title = TextBlock{group.title.toStdString(), Style{7.3, QFont::Bold, palette::kInk, 1.3}, sheet::kTextWidth};
        for (const auto& entry : group.entries) {
            part.entries.emplace_back(entry.text.toStdString(), text, 220.0);
            part.need += part.entries.back().naturalWidth() + kEntryGap;
        }
        part.need = std::max(part.need, part.title.naturalWidth());
        parts.push_back(std::move(part));
    }
    return parts;
}

/// Puts a group at x; entries that do not fit on the line wrap. Returns the y below.
double putPart(Document& document, const LegendPart& part, double x, double y)
{
    double line = y + document.text(part.title, x, y) + 3.0;
    double at = x;
    for (std::size_t i = 0; i < part.entries.size(); ++i) {
        const double advance = part.entries[i].naturalWidth() + kEntryGap;
        if (at > x && at + advance > sheet::kLeft + sheet::kTextWidth + 6.0) {
            at = x;
            line += kEntryRow;
        }
        document.draw([entry = part.group->entries[i], at, line](QPainter& painter) {
            map::drawLegendSymbol(painter, {at + 7.0, line + 5.0}, entry, map::Theme::Print, 0.75);
        });
        document.text(part.entries[i], at + 17.0, line);
        at += advance;
    }
    return line + kEntryRow;
}

std::string visitText(const PlaceStatus& place)
{
    switch (place.visit) {
    case VisitState::NONE_RECORDED: return "no visit recorded";
    case VisitState::IN_TIME:
    case VisitState::LATE: break;
    case VisitState::NOT_KNOWN: break; // withheld, no patrol recorded, or the interval is not known
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
        const bool late = place.visit == VisitState::LATE || place.visit == VisitState::NONE_RECORDED;
        at += document.text(visit, Style{8.4, QFont::Normal, late ? palette::kDanger : palette::kText2}, x, at, width);
    }
    if (const std::string arrival = words::of(place.arrival); !arrival.empty()) {
        const bool comes = place.arrival.state != ArrivalState::NOBODY_COMES;
        at += document.text(comes ? "first unit after " + arrival : "no unit has a way there",
                            Style{8.4, QFont::Normal, place.arrival.state == ArrivalState::IN_TIME ? palette::kText2 : palette::kDanger}, x, at, width);
    }
    at += 3.0;
    std::string text = place.threat + ". " + (place.area.empty() ? "" : place.area + ". ");
    text += "Risk " + words::lowered(words::of(place.band)) + ", class " + words::of(place.priority) + ". ";
    text += place.trend == core::Trend::INSUFFICIENT ? "Too few incidents for a trend." : words::of(place.trend) + ".";
    at += document.text(fitted(text, style::kSmall, {8.0, 7.0, 6.0, 5.0}, width, 82.0), x, at);
    return at;
}

} // namespace

double legendStrip(Document& document, const map::Legend& legend, double y)
{
    std::vector<LegendPart> parts = legendParts(legend);
    double deepest = y;
    while (!parts.empty()) {
        double x = sheet::kLeft;
        const double top = deepest;
        for (auto part = parts.begin(); part != parts.end();) {
            if (x > sheet::kLeft && x + part->need > sheet::kLeft + sheet::kTextWidth + 6.0) {
                ++part;
                continue;
            }
            deepest = std::max(deepest, putPart(document, *part, x, top));
            x += part->need + 10.0;
            part = parts.erase(part);
        }
        deepest += 3.0;
    }
    std::string notes;
    for (const auto& note : legend.notes)
        notes += (notes.empty() ? "" : " ") + note.toStdString();
    return notes.empty() ? deepest : deepest + document.text(notes, style::kNote, sheet::kLeft, deepest, sheet::kTextWidth);
}

void mapPage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    Document& document = flow.document();
    flow.startSection(part::kMap);
    const TextBlock title = fitted(model.text.map_title, style::kTitle, {19.0, 17.0, 15.0, 12.0}, sheet::kTextWidth * 0.95, 50.0);
    double y = sheet::kTop + document.text(title, sheet::kLeft, sheet::kTop) + 9.0;
    QSizeF size = mapPageSize();
    if (!model.map.reach.blob.empty())
        size.rheight() -= kReachLegend;
    const map::Legend legend = putMap(document, model, {sheet::kLeft, y}, size, MapSize::Full, true);
    y += size.height() + 9.0;
    y = legendStrip(document, legend, y);

    std::vector<const PlaceStatus*> worst;
    for (const auto& place : model.places)
        if (worst.size() < 4 && place.band && place.band->highest >= core::Band::HIGH)
            worst.push_back(&place);
    const TextBlock sources = fitted(model.text.map_sources + " " + model.head.boundary_disclaimer + " " + std::string{core::kScoringMethod} + ".",
                                     style::kNote, {7.3, 6.5, 5.5}, sheet::kTextWidth, 52.0);
    const double sourcesTop = sheet::kBottom - sources.height();
    flow.moveTo(y);
    if (!worst.empty()) {
        const bool sure = std::all_of(worst.begin(), worst.end(), [](const auto* place) { return place->band->known(); });
        const std::string what = sure ? " at highest risk" : " whose risk may be highest";
        flow.heading(worst.size() == 1 ? "The place" + what : "The " + words::number(static_cast<std::int64_t>(worst.size())) + " places" + what, {}, 0.0);
        const double gap = 16.0;
        const double width = (sheet::kTextWidth - 3 * gap) / 4.0;
        double x = sheet::kLeft;
        for (const auto* place : worst) {
            card(document, *place, x, flow.y() + 3.0, width);
            x += width + gap;
        }
    }
    document.line(sheet::kLeft, sourcesTop - 5.0, sheet::kLeft + sheet::kTextWidth, sourcesTop - 5.0, palette::kRule, 0.4);
    document.text(sources, sheet::kLeft, sourcesTop);
}

} // namespace tutela::report
