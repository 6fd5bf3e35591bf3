// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <array>

namespace tutela::report {
namespace {

const Style kSmall{7.2, QFont::Normal, palette::kInk, 1.34};

/// A judged value; "?" = not assessed, which is not 0.
std::string judgedText(const Judged& judged) { return judged.value ? std::to_string(*judged.value) : "?"; }

void formulas(Flow& flow)
{
    static constexpr std::array<std::array<const char*, 2>, 9> kFormulas{{
        {"Likelihood L", "cube root of I x C x O, one half more or less for recent events (a), rounded, 1 to 5; 2 at most where one of the three is 1"},
        {"Impact Imp", "(2 A + E + V) / 4, rounded, 1 to 5; 4 at least where A is 5"},
        {"E and V", "E from the people of the line: 2 from 100, 3 from 1 000, 4 from 5 000, 5 from 25 000; V = 1 + half-points / 2, 5 at most"},
        {"Inherent risk", "L x Imp"},
        {"Protection P", "H + M + S, 4 at most; H is 0 where the state is an actor of the threat"},
        {"Residual risk", "L lowered by P (1 step from 2 points, 2 steps from 4), times Imp"},
        {"Class", "Must: residual risk 16 or more, or 10 with impact 5, or imminent with impact 4; Should: 10, or 8 and rising; Could: 5; else Watch"},
        {"Confidence s", "1 - product of (1 - q) over origins; q = reliability x credibility x age of the best item of each origin"},
        {"Trend", "binomial test of the violent incidents of 28 days against the 84 days before, 10 % on each side"},
    }};
    Table table;
    table.pad = 1.3;
    table.columns = {{74.0, ""}, {sheet::kTextWidth - 74.0, ""}};
    for (const auto& [name, text] : kFormulas)
        table.rows.push_back({{{{name, kSmall.with(QFont::Medium)}}, {{text, kSmall}}}, false});
    flow.table(table);
}

Table numbers(const ReportModel& model)
{
    Table table;
    table.pad = 1.6;
    table.gap = 3.0;
    table.columns = {{18.0, "#"}, {0.0, "Line"}};
    for (const char* head : {"I", "C", "O", "a", "L", "A", "E", "V", "Imp", "Inh", "H", "M", "S", "P", "L res", "Res"})
        table.columns.push_back({head[1] == 0 ? 15.5 : 24.0, head, Align::Right});
    table.columns.push_back({36.0, "Class", Align::Right});
    double used = 0.0;
    for (const auto& column : table.columns)
        used += column.width;
    table.columns[1].width = sheet::kTextWidth - used;
    table.empty = "No line has been assessed.";
    for (const auto& line : model.lines) {
        const std::string name = (line.places.empty() ? line.area : line.places) + ": " + line.threat;
        Row row{{{{std::to_string(line.rank), kSmall}}, {{shortened(name, kSmall, table.columns[1].width - 5.0), kSmall}}}};
        for (const auto& text : {judgedText(line.intent), judgedText(line.capability), judgedText(line.opportunity), std::to_string(line.shift),
                                 words::figures(line.likelihood), words::figures(line.act_severity), words::figures(line.exposure) + (line.persons ? "" : "*"),
                                 words::figures(line.vulnerability), words::figures(line.impact), words::figures(line.risk_inherent), judgedText(line.host_state),
                                 judgedText(line.mission_reach), judgedText(line.community), words::figures(line.protection),
                                 words::figures(line.likelihood_residual), words::figures(line.risk_residual), words::of(line.priority)})
            row.cells.push_back({{text, kSmall}});
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// Steps whose inputs are more than the figures of the table: places, records, counts, origins.
bool opensRecords(const std::string& step)
{
    static constexpr std::array<std::string_view, 7> kNames{"persons", "vulnerability_half_points", "mission_reach", "shift", "trend_counts", "trend", "confidence_s"};
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) { return step.starts_with(name) && step.substr(name.size()).starts_with(" = "); });
}

/// The enumerators of the engine's texts as words, its names without underscores.
std::string readable(const std::string& step)
{
    const auto sign = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    std::string text;
    for (std::size_t i = 0; i < step.size();) {
        std::size_t end = i;
        while (end < step.size() && sign(step[end]))
            ++end;
        std::string word = step.substr(i, end - i);
        if (word.find('_') == std::string::npos)
            text += end > i ? word : std::string{step[end++]};
        else if (word[0] >= 'A' && word[0] <= 'Z')
            text += words::lowered(words::plain(word));
        else {
            std::replace(word.begin(), word.end(), '_', ' ');
            text += word;
        }
        i = end;
    }
    return words::capitalised(text);
}

} // namespace

void arithmeticPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    if (std::all_of(model.lines.begin(), model.lines.end(), [](const LinePart& line) { return line.explain.empty(); }))
        return;
    flow.continueSection(part::kArithmetic, 320.0);
    flow.title("How each number comes about");
    flow.paragraph("I intent, C capability, O opportunity, a recent events; A severity of the acts, E exposure, V vulnerability; H host state, M mission reach, S community. "
                   "?: not assessed; the results are ranges then (M: counts as 0). *: people not known, 2 assumed. " + std::string{core::kScoringMethod} + ".",
                   style::kNote);
    formulas(flow);
    flow.table(numbers(model));
    flow.heading("Behind the figures", "Numbers of incidents and alerts are those of Annex B", 60.0);
    flow.beginColumns(2);
    const Style step{6.6, QFont::Normal, palette::kText2, 1.3};
    for (const auto& line : model.lines) {
        flow.subHeading(std::to_string(line.rank) + ". " + (line.places.empty() ? line.area : line.places), 30.0);
        for (const auto& text : line.explain)
            if (opensRecords(text)) {
                flow.paragraph(readable(text), step);
                flow.gap(-3.4);
            }
        std::vector<std::string> no, unknown;
        for (const auto& factor : line.factors)
            if (!factor.holds.value_or(false))
                (factor.holds ? no : unknown).push_back(words::brief(factor.factor));
        for (const auto& [name, factors] : {std::pair{"Does not hold: ", &no}, std::pair{"Not known: ", &unknown}})
            if (!factors->empty()) {
                flow.paragraph(name + core::joined(*factors, "; ") + ".", step);
                flow.gap(-3.4);
            }
        for (const auto& text : line.overrides) {
            flow.paragraph(text, step.with(palette::kAmber));
            flow.gap(-3.4);
        }
        context.progress.check();
    }
    flow.endColumns();
}

} // namespace tutela::report
