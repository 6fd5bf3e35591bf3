// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_picture_p.h"
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <QPainter>

#include <algorithm>

namespace tutela::report {
namespace {

constexpr double kLeftColumn = 256.0;
constexpr double kRightColumn = 219.0;
constexpr std::size_t kMostAreas = 9;

QColor changeColor(Direction direction)
{
    return direction == Direction::WORSE ? palette::kDanger : direction == Direction::BETTER ? palette::kSuccess : palette::kText2;
}

Mark changeMark(Direction direction)
{
    switch (direction) {
    case Direction::WORSE: return Mark::Up;
    case Direction::BETTER: return Mark::Down;
    case Direction::SAME: return Mark::Level;
    case Direction::NOT_KNOWN: break;
    }
    return Mark::NoTrend;
}

double figures(Flow& flow, const ReportModel& model, double y)
{
    Document& document = flow.document();
    if (model.figures.empty())
        return y;
    const auto n = static_cast<double>(model.figures.size());
    const double gap = 14.0;
    const double width = (sheet::kTextWidth - gap * (n - 1)) / n;
    double deepest = y;
    double x = sheet::kLeft;
    for (const auto& figure : model.figures) {
        double at = y;
        document.line(x, at, x + width, at, palette::kInk, 1.2);
        at += 6.0;
        std::string value = figure.value ? core::grouped(*figure.value) : "not known";
        if (figure.value && figure.of)
            value += " of " + core::grouped(*figure.of);
        const TextBlock number = fitted(value, style::kFigure, {23.0, 19.0, 15.0, 12.0}, width, 28.0);
        document.text(number, x, at + 28.0 - number.height());
        at += 30.0;
        at += document.text(figure.label, style::kSmall, x, at, width) + 4.0;
        const QColor color = changeColor(figure.direction);
        const double indent = figure.direction == Direction::NOT_KNOWN ? 0.0 : 11.0;
        const TextBlock change{figure.change, Style{7.8, QFont::Medium, color, 1.35}, width - indent};
        if (indent > 0.0)
            document.draw([=, mark = changeMark(figure.direction)](QPainter& painter) {
                paintMark(painter, mark, {x + 4.0, at + change.lineHeight() / 2}, 11.0, color);
            });
        at += document.text(change, x + indent, at);
        deepest = std::max(deepest, at);
        x += width + gap;
    }
    return deepest + 4.0;
}

std::string riskText(const std::optional<core::Range<core::Band>>& band)
{
    return !band ? words::notAssessed() : band->known() ? words::of(band) : "up to " + words::lowered(words::of(band->highest));
}

/// People of the places that are at risk; "0 to 400" where they may be more because inputs are not rated.
std::string peopleText(const AreaStatus& area)
{
    if (!area.band)
        return "–";
    if (!area.people)
        return "not known";
    if (!area.people_possible)
        return core::grouped(*area.people) + " or more";
    return core::grouped(*area.people) + (*area.people_possible > 0 ? " to " + core::grouped(*area.people + *area.people_possible) : "");
}

Table areaTable(const ReportModel& model, std::size_t shown)
{
    Table table;
    table.columns = {{100.0, "", Align::Leading}, {61.0, "", Align::Leading}, {53.0, "", Align::Leading}, {42.0, "", Align::Right}};
    table.pad = 3.2;
    table.gap = 4.0;
    table.empty = "No area has been assessed.";
    for (std::size_t i = 0; i < shown; ++i) {
        const AreaStatus& area = model.areas[i];
        const auto band = words::highest(area.band);
        const std::string trend = area.trend == core::Trend::INSUFFICIENT ? "no trend" : words::lowered(words::of(area.trend));
        const QColor color = trendColor(area.trend);
        table.rows.push_back({{{{shortened(area.name, style::kBold.sized(8.6), 80.0), style::kBold.sized(8.6), markOf(band)}},
                               {{riskText(area.band), style::kBody.sized(8.6)}},
                               {{trend, Style{8.2, QFont::Normal, color}, markOf(area.trend), color}},
                               {{peopleText(area), style::kBody.sized(8.6)}}}});
    }
    return table;
}

/// Places instead of areas: what a report on one or two areas has to tell.
Table placeTable(const ReportModel& model, std::size_t shown)
{
    Table table = areaTable(model, 0);
    table.empty = "No place has been assessed.";
    const Style text = style::kBody.sized(8.6);
    for (std::size_t i = 0; i < shown; ++i) {
        const PlaceStatus& place = model.places[i];
        const auto band = words::highest(place.band);
        const std::string trend = place.trend == core::Trend::INSUFFICIENT ? "no trend" : words::lowered(words::of(place.trend));
        const QColor color = trendColor(place.trend);
        table.rows.push_back({{{{shortened(place.name, style::kBold.sized(8.6), 80.0), style::kBold.sized(8.6), markOf(band)}},
                               {{riskText(place.band), text}},
                               {{trend, Style{8.2, QFont::Normal, color}, markOf(place.trend), color}},
                               {{place.people ? core::grouped(*place.people) : "not known", text}}}});
    }
    return table;
}

/// One decision as it stands on the page; its number is that of the action.
struct Decision {
    TextBlock number, text, why, lead, day;
    double height = 0.0;
};

constexpr double kDecisionText = 312.0;

Decision decisionOf(const ActionPart& action, double lines)
{
    const Style name = style::kBold.sized(9.0);
    const std::string effect = action.effect.empty() ? "Effect not stated." : action.effect;
    // Shortened here: the full words stand with the actions.
    const double room = kDecisionText * (lines - 0.1);
    Decision made{TextBlock{std::to_string(action.number), Style{8.4, QFont::Bold, palette::kOnNavy, 1.3, 0.0, Align::Centre}, 18.0},
                  TextBlock{shortened(action.text, name, room), name, kDecisionText},
                  TextBlock{shortened(effect, style::kSmall, room), style::kSmall, kDecisionText},
                  TextBlock{action.lead ? words::of(*action.lead) : "no lead", style::kBody.sized(8.6), 92.0},
                  TextBlock{words::day(action.deadline, "none set"), Style{8.6, QFont::Medium, palette::kInk, 1.42, 0.0, Align::Right}, 60.0}};
    made.height = std::max({made.text.height() + made.why.height(), made.lead.height(), 20.0}) + 6.0;
    return made;
}

std::vector<Decision> decisionsOf(const ReportModel& model, double lines)
{
    std::vector<Decision> all;
    for (const auto& action : model.actions)
        if (action.decision_requested)
            all.push_back(decisionOf(action, lines));
    return all;
}

void putDecision(Document& document, const Decision& decision, double y)
{
    const double middle = y + decision.height / 2.0;
    document.draw([=](QPainter& painter) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette::kNavy);
        painter.drawEllipse(QPointF{sheet::kLeft + 9.0, middle}, 9.0, 9.0);
    });
    document.text(decision.number, sheet::kLeft, middle - decision.number.height() / 2.0);
    const double top = y + 3.0;
    document.text(decision.text, sheet::kLeft + 26.0, top);
    document.text(decision.why, sheet::kLeft + 26.0, top + decision.text.height());
    document.text(decision.lead, sheet::kLeft + 343.0, top);
    document.text(decision.day, sheet::kLeft + sheet::kTextWidth - 60.0, top);
    document.line(sheet::kLeft, y + decision.height, sheet::kLeft + sheet::kTextWidth, y + decision.height, palette::kRule, 0.4);
}

/// Decisions, as many as fit above `bottom`; the others are pointed to. Returns the y below.
double decisions(Flow& flow, const PageContext& context, double bottom)
{
    Document& document = flow.document();
    flow.heading("Decisions requested", {}, 0.0);
    const double headTop = flow.y() - 18.5;
    document.text("Responsible component", style::kHead, sheet::kLeft + 343.0, headTop, 92.0);
    document.text("Deadline", style::kHead.with(Align::Right), sheet::kLeft + sheet::kTextWidth - 60.0, headTop, 60.0);
    double y = flow.y() - 2.0;
    std::vector<Decision> all = decisionsOf(context.model, 1.0);
    if (all.empty()) {
        return y + 4.0 + document.text("None.", style::kGrey, sheet::kLeft, y + 4.0, sheet::kTextWidth);
    }
    // On one line each; those that are cut get a second line while there is room.
    double free = bottom - y;
    for (const auto& each : all)
        free -= each.height;
    const std::vector<Decision> longer = decisionsOf(context.model, 2.0);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (const double more = longer[i].height - all[i].height; more <= free) {
            free -= more;
            all[i] = longer[i];
        }
    std::size_t shown = 0;
    for (; shown < all.size(); ++shown) {
        const double height = all[shown].height;
        if (y + height + (shown + 1 < all.size() ? 14.0 : 0.0) > bottom)
            break;
        putDecision(document, all[shown], y);
        y += height;
    }
    if (shown < all.size())
        y += 2.0 + document.text(words::capitalised(words::count(static_cast<std::int64_t>(all.size() - shown), "more decision is", "more decisions are")) + " requested: " +
                          context.seePage(part::kActions) + ".",
                                 style::kSmall, sheet::kLeft, y + 2.0, sheet::kTextWidth);
    return y;
}

/// The small map grows where few decisions leave the page empty.
double mapHeight(const ReportModel& model)
{
    constexpr double kUsual = 158.0;
    constexpr double kDecision = 28.0;
    constexpr std::int64_t kUsualDecisions = 5;
    const auto decisions = std::count_if(model.actions.begin(), model.actions.end(), [](const ActionPart& action) { return action.decision_requested; });
    const auto listed = static_cast<std::int64_t>(std::min(kMostAreas, std::max(model.areas.size(), model.lines.size())));
    const std::int64_t spare = std::max<std::int64_t>(0, kUsualDecisions - decisions) - std::max<std::int64_t>(0, listed - 2);
    return kUsual + kDecision * static_cast<double>(std::clamp<std::int64_t>(spare, 0, 3));
}

/// The adviser's bottom line below the decisions, where it fits whole.
bool bottomLine(Flow& flow, const ReportModel& model, double y, double bottom)
{
    if (model.bluf.empty())
        return false;
    const TextBlock text{model.bluf, style::kBody, sheet::kTextWidth};
    constexpr double kHead = 38.0;
    if (y + kHead + text.height() > bottom)
        return false;
    flow.moveTo(y);
    flow.heading("The adviser's bottom line", {}, 0.0);
    flow.document().text(text, sheet::kLeft, flow.y());
    return true;
}

/// The most urgent lines where the page has room left for them, as in a mission of few areas and decisions.
void urgentLines(Flow& flow, const PageContext& context, double y, double bottom)
{
    constexpr double kHead = 62.0; // of the section and of the table
    constexpr std::size_t kMost = 10; // more never fit
    std::size_t shown = std::min(kMost, context.model.lines.size());
    while (shown > 0 && y + kHead + flow.heightOf(firstLines(context.model, shown)) > bottom)
        --shown;
    if (shown == 0)
        return;
    flow.moveTo(y);
    const auto all = context.model.lines.size();
    flow.heading(all == 1 ? "The assessed line" : shown == all ? "The assessed lines" : "The most urgent lines",
                 shown == all ? "" : "All: " + context.seePage(part::kTable), 0.0);
    flow.table(firstLines(context.model, shown));
}

} // namespace

bool summaryPage(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    Document& document = flow.document();
    flow.startSection(part::kSummary);
    const TextBlock title = fitted(model.text.headline, style::kTitle, {20.0, 18.0, 16.0, 14.0, 12.0, 10.0}, sheet::kTextWidth * 0.95, 52.0);
    double y = sheet::kTop;
    y += document.text(title, sheet::kLeft, y) + 7.0;
    y += document.text(fitted(model.text.changed + " " + model.text.asked, style::kLead, {10.5, 9.5, 8.5, 7.5, 6.5}, sheet::kTextWidth, 46.0), sheet::kLeft, y) + 11.0;
    y = figures(flow, model, y);

    // The confidence box stands at the foot; areas and decisions take what is left between.
    const std::string limits = " Limits are set out on " + context.seePage(part::kLimits) + ".";
    const TextBlock confidence = fitted(model.text.confidence + limits, style::kGrey, {9.0, 8.0, 7.0, 6.0}, sheet::kTextWidth - 126.0, 62.0);
    const double boxHeight = confidence.height() + 18.0;
    const double boxTop = sheet::kBottom - boxHeight - 13.0;
    constexpr double kRow = 19.5;
    const auto fits = static_cast<std::size_t>(std::max(1.0, (boxTop - 120.0 - y) / kRow));
    constexpr std::size_t kFewAreas = 2;
    const bool byPlace = model.areas.size() <= kFewAreas && model.places.size() > model.areas.size();
    const std::size_t all = byPlace ? model.places.size() : model.areas.size();
    const std::size_t shown = std::min({all, kMostAreas, fits});

    // Two columns: area status, and the small map with its caption.
    Flow leftFlow{document, sheet::kLeft, kLeftColumn};
    leftFlow.moveTo(y);
    leftFlow.heading(byPlace ? "Place status" : "Area status", byPlace ? "People" : "People in places at risk", 0.0);
    leftFlow.gap(-5.0);
    leftFlow.table(byPlace ? placeTable(model, shown) : areaTable(model, shown));
    if (all > shown)
        document.text(words::capitalised(words::count(static_cast<std::int64_t>(all - shown), byPlace ? "more place" : "more area", byPlace ? "more places" : "more areas")) +
                          ": " + context.seePage(part::kTable) + ".",
                      style::kSmall, sheet::kLeft, leftFlow.y() - 3.0, kLeftColumn);
    const double right = sheet::kLeft + sheet::kTextWidth - kRightColumn;
    Flow rightFlow{document, right, kRightColumn};
    rightFlow.moveTo(y);
    rightFlow.heading("Where civilians are at risk", {}, 0.0);
    const QSizeF size{kRightColumn, mapHeight(context.model)};
    putMap(document, model, {right, rightFlow.y() - 1.0}, size, MapSize::Small, context.earlier != nullptr);
    const double captionTop = rightFlow.y() + size.height() + 5.0;
    const TextBlock caption = fitted(model.text.map_caption, style::kSmall, {8.0, 7.0, 6.0}, kRightColumn, 34.0);
    const double captionEnd = captionTop + document.text(caption, right, captionTop);

    flow.moveTo(std::max(leftFlow.y() + (all > shown ? 8.0 : 0.0), captionEnd) - 2.0);
    const double below = decisions(flow, context, boxTop - 7.0);
    const bool told = bottomLine(flow, model, below, boxTop - 7.0);
    const double after = told ? flow.y() + TextBlock{model.bluf, style::kBody, sheet::kTextWidth}.height() : below;
    urgentLines(flow, context, after + 6.0, boxTop - 7.0);
    document.fill({sheet::kLeft, boxTop, sheet::kTextWidth, boxHeight}, palette::kBox, 3.0);
    document.text("Confidence: " + model.text.confidence_word, style::kSub, sheet::kLeft + 10.0, boxTop + 9.0, 100.0);
    document.text(confidence, sheet::kLeft + 116.0, boxTop + 9.0);
    document.text(std::string{core::kScoringMethod} + ".", style::kNote, sheet::kLeft, sheet::kBottom - 11.0, sheet::kTextWidth);
    return told;
}

} // namespace tutela::report
