// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

std::string levelText(const Level& level)
{
    if (!level)
        return "–";
    return level->known() ? std::to_string(level->lowest) : std::to_string(level->lowest) + "–" + std::to_string(level->highest);
}

std::string visitText(const LinePart& line, const ReportModel& model)
{
    const bool known = std::any_of(model.places.begin(), model.places.end(), [](const PlaceStatus& p) { return p.visit != VisitState::NOT_KNOWN; });
    if (!known)
        return "–"; // withheld, or no patrol is recorded at all
    return line.days_since_visit ? core::grouped(*line.days_since_visit) + " d" : "none";
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

Row lineRow(const ReportModel& model, const LinePart& line)
{
    const Style bold = style::kBold.sized(8.4);
    const Style small = style::kSmall.sized(7.6);
    const Style number = style::kBody.sized(8.4);
    std::vector<std::string> acts;
    for (const auto act : line.acts)
        acts.push_back(words::lowered(words::plain(core::word(act))));
    const std::string who = line.actors.empty() ? "actor not known" : words::list(line.actors, 2, "more", "more");
    const QColor color = trendColor(line.trend);
    const ActionPart* action = firstAction(model, line);
    Cell todo;
    if (!action)
        todo = {{"No action recommended", small}};
    else {
        todo = {{action->lead ? words::of(*action->lead) : "No lead", bold.with(QFont::Medium).sized(7.8)},
                {shortened(action->text, small, 235.0) + " (" + std::to_string(action->number) + ")", small}};
        if (line.actions.size() > 1)
            todo.push_back({"and " + words::count(static_cast<std::int64_t>(line.actions.size() - 1), "more action", "more actions"), small});
    }
    Cell trendCell{{words::lowered(words::of(line.confidence)) + (line.contested ? ", contested" : ""), number},
                   {line.trend == core::Trend::INSUFFICIENT ? "no trend" : words::lowered(words::of(line.trend)), Style{7.8, QFont::Normal, color}, markOf(line.trend), color}};
    if (line.imminent)
        trendCell.push_back({"imminent", Style{7.8, QFont::Bold, palette::kDanger}});
    return {{{{std::to_string(line.rank), number}},
             {{line.places.empty() ? line.area : line.places, bold, markOf(words::highest(line.band))},
              {who + (acts.empty() ? "" : ": " + words::list(acts, 3, "more act", "more acts")), small}},
             {{personsText(line), number}},
             {{levelText(line.likelihood), number}},
             {{levelText(line.impact), number}},
             {{levelText(line.risk_inherent), number}},
             {{levelText(line.risk_residual), bold}},
             {{words::of(line.priority), bold}},
             trendCell,
             {{visitText(line, model), number}},
             todo}};
}

Row groupRow(const std::string& text)
{
    return {{{{text, Style{8.6, QFont::Bold, palette::kAccent, 1.3}}}}};
}

} // namespace

void priorityTable(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kTable);
    flow.title(model.text.table_title);
    flow.paragraph("People: in the places of the line. L: likelihood 1 to 5. Imp: impact 1 to 5. R inh, R res: risk before and after "
                   "protection, 1 to 25; two numbers where an input is missing. " + std::string{core::kScoringMethod} + ".",
                   style::kNote);
    Table table;
    table.pad = 4.5;
    table.gap = 4.0;
    table.columns = {{15.0, "#"},
                     {116.0, "Place, actor and acts"},
                     {46.0, "People", Align::Right},
                     {22.0, "L", Align::Right},
                     {24.0, "Imp", Align::Right},
                     {29.0, "R inh", Align::Right},
                     {31.0, "R res", Align::Right},
                     {39.0, "Class"},
                     {57.0, "Confidence, trend"},
                     {30.0, "Last visit"},
                     {sheet::kTextWidth - 409.0, "Lead and first action"}};
    table.empty = "No line has been assessed.";
    std::optional<core::PriorityClass> current;
    for (const auto& line : model.lines) {
        const auto priority = line.priority ? std::optional{line.priority->highest} : std::nullopt;
        if (priority && priority != current) {
            static constexpr const char* kMeaning[] = {"Must: the mission has to be able to protect here", "Should: protect as means allow, next in line",
                                                       "Could: benefits when means are free", "Watch: monitor"};
            table.rows.push_back(groupRow(kMeaning[static_cast<std::size_t>(*priority)]));
            current = priority;
        }
        table.rows.push_back(lineRow(model, line));
    }
    flow.table(table);
}

} // namespace tutela::report
