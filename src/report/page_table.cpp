// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

/// False where visits are withheld, or no patrol is recorded at all: then there is no column for them.
bool visitsKnown(const ReportModel& model)
{
    return std::any_of(model.places.begin(), model.places.end(), [](const PlaceStatus& p) { return p.visit != VisitState::NOT_KNOWN || p.days_since_visit; });
}

std::string visitText(const LinePart& line)
{
    return line.days_since_visit ? core::grouped(*line.days_since_visit) + " d" : "none";
}

/// False where reach is withheld or was not computed.
bool arrivalsKnown(const ReportModel& model)
{
    return std::any_of(model.lines.begin(), model.lines.end(), [](const LinePart& line) { return line.arrival.state != ArrivalState::NOT_KNOWN; });
}

bool isLate(const Arrival& arrival) { return arrival.state == ArrivalState::LATE || arrival.state == ArrivalState::NOBODY_COMES; }

std::string arrivalText(const LinePart& line)
{
    if (line.arrival.state == ArrivalState::NOT_KNOWN)
        return line.reach_computed && line.mission_reach.value.value_or(0) > 0 ? "base" : "–";
    return line.arrival.state == ArrivalState::NOBODY_COMES ? "no way" : words::of(line.arrival);
}

std::string personsText(const LinePart& line)
{
    return line.persons ? core::grouped(*line.persons) : "not known";
}

const ActionPart* firstAction(const ReportModel& model, const LinePart& line)
{
    for (const int number : line.actions)
        for (const auto& action : model.actions)
            if (action.number == number)
                return &action;
    return nullptr;
}

const Style kNumber = style::kBody.sized(8.2);
const Style kSmallText = style::kSmall.sized(7.4);

std::string actsText(const LinePart& line)
{
    std::vector<std::string> acts;
    for (const auto act : line.acts)
        acts.push_back(words::lowered(words::plain(core::word(act))));
    const std::string who = line.actors.empty() ? "actor not known" : words::list(line.actors, 2, "more", "more");
    return who + (acts.empty() ? "" : ": " + words::list(acts, 3, "more act", "more acts"));
}

Cell todoCell(const ReportModel& model, const LinePart& line, double width)
{
    const ActionPart* action = firstAction(model, line);
    if (action == nullptr)
        return {{"No action recommended", kSmallText}};
    std::string rest = line.actions.size() < 2 ? "" : ", " + std::to_string(line.actions.size() - 1) + " more";
    rest = " (" + std::to_string(action->number) + rest + ")";
    const double own = 1.9 * width - TextBlock{rest, kSmallText, width}.naturalWidth();
    return {{action->lead ? words::of(*action->lead) : "No lead", kSmallText.with(QFont::Medium).with(palette::kInk)},
            {shortened(action->text, kSmallText, own) + rest, kSmallText}};
}

std::string confidenceText(const LinePart& line) { return words::lowered(words::of(line.confidence)) + (line.contested ? ", contested" : ""); }

Cell trendCell(const LinePart& line, bool withConfidence)
{
    const QColor color = trendColor(line.trend);
    Cell cell;
    if (withConfidence)
        cell.push_back({confidenceText(line), kSmallText});
    cell.push_back({line.trend == core::Trend::INSUFFICIENT ? "no trend" : words::lowered(words::of(line.trend)), Style{7.6, QFont::Normal, color}, markOf(line.trend), color});
    if (line.imminent)
        cell.push_back({"imminent", Style{7.6, QFont::Bold, palette::kDanger}});
    return cell;
}

constexpr double kPlaceWidth = 142.0;
constexpr double kTodoWidth = 131.0;
constexpr double kVisitWidth = 29.0, kReachWidth = 38.0;

/// When the first unit arrives, and the last visit under it.
Cell reachCell(const ReportModel& model, const LinePart& line, const Style& text)
{
    Cell cell;
    if (arrivalsKnown(model))
        cell.push_back({arrivalText(line), isLate(line.arrival) ? text.with(QFont::Bold).with(palette::kDanger) : text});
    if (visitsKnown(model))
        cell.push_back({visitText(line), cell.empty() ? text : kSmallText});
    return cell;
}

std::string reachHead(const ReportModel& model)
{
    return arrivalsKnown(model) ? (visitsKnown(model) ? "Reach, visit" : "Reach") : visitsKnown(model) ? "Visit" : std::string{};
}

double reachWidth(const ReportModel& model) { return arrivalsKnown(model) ? kReachWidth : visitsKnown(model) ? kVisitWidth : 0.0; }
double todoWidth(const ReportModel& model) { return kTodoWidth + kVisitWidth - reachWidth(model); }

Row lineRow(const ReportModel& model, const LinePart& line)
{
    const Style bold = style::kBold.sized(8.2);
    const std::string where = shortened(line.places.empty() ? line.area : line.places, bold, kPlaceWidth * 1.6);
    Row row{{{{std::to_string(line.rank), kNumber}},
             {{where, bold, markOf(words::highest(line.band))}, {shortened(actsText(line), kSmallText, (kPlaceWidth - 8.0) * 1.9), kSmallText}},
             {{personsText(line), kNumber}},
             {{words::figures(line.likelihood), kNumber}},
             {{words::figures(line.impact), kNumber}},
             {{words::figures(line.risk_inherent), kNumber}},
             {{words::figures(line.risk_residual), bold}},
             trendCell(line, true)}};
    if (Cell reach = reachCell(model, line, kNumber); !reach.empty())
        row.cells.push_back(std::move(reach));
    row.cells.push_back(todoCell(model, line, todoWidth(model)));
    return row;
}

Row shortRow(const LinePart& line, const ReportModel& model)
{
    const Style text = style::kBody.sized(7.8);
    const std::string where = line.places.empty() ? line.area : line.places;
    Row row{{{{std::to_string(line.rank), text}},
             {{shortened(where, text, 84.0), text.with(QFont::Medium), markOf(words::highest(line.band))}},
             {{shortened(line.threat, kSmallText, 88.0), kSmallText}},
             {{personsText(line), text}},
             {{words::figures(line.likelihood), text}},
             {{words::figures(line.impact), text}},
             {{words::figures(line.risk_inherent), text}},
             {{words::figures(line.risk_residual), text.with(QFont::Medium)}},
             {{words::of(line.priority), text}},
             {{confidenceText(line), kSmallText}},
             trendCell(line, false)}};
    if (Cell reach = reachCell(model, line, text); !reach.empty())
        row.cells.push_back(std::move(reach));
    return row;
}

Table emptyLineTable(const ReportModel& model)
{
    Table table;
    table.pad = 3.0;
    table.gap = 5.0;
    table.mark_size = 10.0;
    table.columns = {{17.0, "#"}, {kPlaceWidth, "Place, actor and acts"}, {44.0, "People", Align::Right}, {18.0, "L", Align::Right}, {21.0, "Imp", Align::Right},
                     {22.0, "Inh", Align::Right}, {24.0, "Res", Align::Right}, {sheet::kTextWidth - kPlaceWidth - kTodoWidth - 175.0, "Confidence, trend"}};
    if (const std::string head = reachHead(model); !head.empty())
        table.columns.push_back({reachWidth(model), head});
    table.columns.push_back({todoWidth(model), "Lead and first action"});
    return table;
}

Row groupRow(const std::string& text)
{
    return {{{{text, Style{8.4, QFont::Bold, palette::kAccent, 1.3}}}}};
}

/// Every line of class Must and the first of class Should stand with their first action.
bool inMainTable(const LinePart& line, std::size_t should)
{
    constexpr std::size_t kMostShould = 10;
    if (!line.priority || line.priority->highest > core::PriorityClass::SHOULD)
        return false;
    return line.priority->highest == core::PriorityClass::MUST || should < kMostShould;
}

void otherLines(Flow& flow, const ReportModel& model, const std::vector<const LinePart*>& lines, bool any)
{
    if (lines.empty())
        return;
    Table table;
    table.pad = 2.2;
    table.gap = 5.0;
    table.mark_size = 9.0;
    table.columns = {{18.0, "#"}, {108.0, "Place"}, {94.0, "Threat"}, {42.0, "People", Align::Right}, {17.0, "L", Align::Right}, {20.0, "Imp", Align::Right},
                     {22.0, "Inh", Align::Right}, {24.0, "Res", Align::Right}, {34.0, "Class"}, {40.0, "Conf."}, {0.0, "Trend"}};
    if (const std::string head = reachHead(model); !head.empty())
        table.columns.push_back({arrivalsKnown(model) ? kReachWidth - 2.0 : 26.0, head});
    double used = 0.0;
    for (const auto& column : table.columns)
        used += column.width;
    table.columns[10].width = sheet::kTextWidth - used;
    for (const auto* line : lines)
        table.rows.push_back(shortRow(*line, model));
    const auto n = static_cast<std::int64_t>(lines.size());
    flow.heading(any ? "The other lines" : "All lines", words::count(n, "line", "lines"), 40.0);
    flow.table(table);
}

} // namespace

Table firstLines(const ReportModel& model, std::size_t most)
{
    Table table = emptyLineTable(model);
    for (std::size_t i = 0; i < std::min(most, model.lines.size()); ++i)
        table.rows.push_back(lineRow(model, model.lines[i]));
    return table;
}

void priorityTable(Flow& flow, const PageContext& context, bool told)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kTable);
    for (const auto& [head, text] : {std::pair{"The adviser's bottom line", told ? std::string{} : model.bluf}, std::pair{"Situation", model.situation}})
        if (!text.empty()) {
            flow.heading(head, {}, 30.0);
            flow.paragraph(text);
        }
    if (!flow.atTop())
        flow.gap(6.0);
    flow.title(model.text.table_title);
    flow.paragraph("People: in the places of the line. L: likelihood, Imp: impact, 1 to 5. Inh, Res: risk before and after protection, 1 to 25. Two numbers: lowest and "
                   "highest while an input is missing. " + std::string{arrivalsKnown(model) ? "Reach: from the event until the first unit arrives, by day; red: an attack is over by then. " : ""} +
                       (visitsKnown(model) ? "Visit: days since the last one. " : "") + core::kScoringMethod + ".",
                   style::kNote);
    Table table = emptyLineTable(model);
    table.empty = model.lines.empty() ? "No line has been assessed." : "None in class Must or Should.";
    std::optional<core::PriorityClass> current;
    std::vector<const LinePart*> others;
    std::size_t should = 0;
    for (const auto& line : model.lines) {
        if (!inMainTable(line, should)) {
            others.push_back(&line);
            continue;
        }
        should += line.priority->highest == core::PriorityClass::SHOULD ? 1 : 0;
        if (line.priority->highest != current) {
            current = line.priority->highest;
            const bool range = std::any_of(model.lines.begin(), model.lines.end(),
                                           [&](const LinePart& each) { return each.priority && each.priority->highest == *current && !each.priority->known(); });
            const std::string name = *current == core::PriorityClass::MUST ? "Must: the mission has to be able to protect here"
                                                                           : "Should: protect as means allow, next in line";
            table.rows.push_back(groupRow(name + (range ? " (lines with a range of risk: at most)" : "")));
        }
        table.rows.push_back(lineRow(model, line));
    }
    flow.table(table);
    otherLines(flow, model, others, !table.rows.empty());
}

} // namespace tutela::report
