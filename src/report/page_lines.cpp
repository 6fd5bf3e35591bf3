// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <QPainter>

#include <algorithm>

namespace tutela::report {
namespace {

constexpr double kLeft = sheet::kLeft;
constexpr double kWidth = sheet::kTextWidth;

/// Six small facts in a row below the head of a line.
void factStrip(Flow& flow, const LinePart& line)
{
    struct Fact { std::string label, value, note; };
    const auto word = [](const Level& level, auto name) { return level && level->known() ? name(level->lowest) : std::string{}; };
    const std::vector<Fact> facts{
        {"Residual risk", words::of(line.risk_residual), words::of(line.band)},
        {"Inherent risk", words::of(line.risk_inherent), words::of(line.band_inherent)},
        {"Likelihood", words::of(line.likelihood), word(line.likelihood, words::likelihood)},
        {"Impact", words::of(line.impact), word(line.impact, words::impact)},
        {"Confidence", words::of(line.confidence), line.contested ? "contested" : ""},
        {"Trend", line.trend == core::Trend::INSUFFICIENT ? "No trend" : words::of(line.trend), line.imminent ? "imminent" : ""}};
    const double width = kWidth / static_cast<double>(facts.size());
    double deepest = flow.y();
    double x = kLeft;
    for (const auto& fact : facts) {
        double y = flow.y();
        y += flow.document().text(fact.label, style::kHead, x, y, width - 6.0) + 1.0;
        y += flow.document().text(fitted(fact.value, style::kSub.sized(13.0), {13.0, 11.0, 9.0, 8.0}, width - 6.0, 18.0), x, y);
        if (!fact.note.empty())
            y += flow.document().text(fact.note, style::kSmall, x, y, width - 6.0);
        deepest = std::max(deepest, y);
        x += width;
    }
    flow.moveTo(deepest + 2.0);
    flow.paragraph(std::string{core::kScoringMethod} + ".", style::kNote);
}

Row judgedRow(const std::string& name, const Judged& judged, std::string_view meaning, const std::string& none)
{
    return {{{{name, style::kBody}},
             {{judged.value ? std::to_string(*judged.value) : "–", style::kBold}},
             {{judged.value ? std::string{meaning} : none, style::kGrey}},
             {{judged.reason.empty() ? "No reason given." : judged.reason, style::kBody}}}};
}

Table judgedTable(const char* head)
{
    Table table;
    table.pad = 3.6;
    table.columns = {{80.0, head}, {32.0, "Value"}, {172.0, "What the value means"}, {kWidth - 284.0, "Reason"}};
    return table;
}

int levelOf(const Judged& judged) { return judged.value ? static_cast<int>(*judged.value) : -1; }

void threat(Flow& flow, const LinePart& line)
{
    flow.subHeading("Threat and actor");
    std::vector<std::string> acts;
    for (const auto act : line.acts)
        acts.push_back(words::lowered(words::plain(core::word(act))));
    flow.labelled("Actor", (line.actors.empty() ? "Not known." : words::list(line.actors, 6, "more actor", "more actors") + ".") +
                               (line.actor_note.empty() ? "" : " " + line.actor_note));
    flow.labelled("Acts", acts.empty() ? "Not stated." : words::capitalised(words::list(acts, 12, "more", "more")) + ".");
    Table table = judgedTable("Likelihood");
    table.rows = {judgedRow("Intent", line.intent, words::anchor('I', levelOf(line.intent)), "Not assessed"),
                  judgedRow("Capability", line.capability, words::anchor('C', levelOf(line.capability)), "Not assessed"),
                  judgedRow("Opportunity", line.opportunity, words::anchor('O', levelOf(line.opportunity)), "Not assessed")};
    flow.table(table);
    const std::string shift = line.shift > 0 ? "Raised by one step. " : line.shift < 0 ? "Lowered by one step. " : "No shift. ";
    flow.labelled("Recent evidence", shift + line.shift_reason);
}

void people(Flow& flow, const LinePart& line)
{
    flow.subHeading("People and vulnerability");
    std::string persons = line.persons ? core::grouped(*line.persons) + (*line.persons == 1 ? " person lives" : " people live") + " in " +
                                             words::list(line.place_names, 6, "more place", "more places") + "."
                                       : "How many people live there is not known" + std::string{line.persons_assumed ? "; exposure 2 is assumed." : "."};
    flow.labelled("Exposed", persons);
    std::vector<std::string> yes, unknown, no;
    for (const auto& factor : line.factors) {
        auto& list = !factor.holds ? unknown : *factor.holds ? yes : no;
        list.push_back(words::of(factor.factor) + (factor.why.empty() || !factor.holds.value_or(false) ? "" : " (" + factor.why + ")"));
    }
    flow.labelled("Makes it worse", yes.empty() ? "No factor is known to hold." : words::capitalised(core::joined(yes, "; ")) + ".");
    if (!no.empty())
        flow.labelled("Does not hold", words::capitalised(core::joined(no, "; ")) + ".");
    if (!unknown.empty())
        flow.labelled("Not known", words::capitalised(words::count(static_cast<std::int64_t>(unknown.size()), "factor", "factors")) + ": " +
                                       core::joined(unknown, "; ") + ".");
}

void protectors(Flow& flow, const LinePart& line, Profile profile)
{
    if (profile >= Profile::PARTNER)
        return;
    flow.subHeading("Who protects");
    Table table = judgedTable("Protector");
    table.rows = {judgedRow("Host state", line.host_state, words::protector('H', levelOf(line.host_state)), "Not assessed"),
                  judgedRow("Mission reach", line.mission_reach, words::protector('M', levelOf(line.mission_reach)), "Reach not computed; counts as 0"),
                  judgedRow("Community", line.community, words::protector('S', levelOf(line.community)), "Not assessed")};
    if (!line.reach_computed && !line.mission_reach.value)
        table.rows[1].cells[3] = {{"No base stands in the place and travel times are not computed.", style::kBody}};
    flow.table(table);
}

void arithmetic(Flow& flow, const LinePart& line)
{
    if (line.explain.empty())
        return;
    flow.subHeading("How the numbers come about");
    for (const auto& step : line.explain)
        flow.paragraph(step, Style{7.8, QFont::Normal, palette::kText2, 1.35}), flow.gap(-3.0);
    for (const auto& change : line.overrides)
        flow.paragraph(change, Style{7.8, QFont::Medium, palette::kAmber, 1.35}), flow.gap(-3.0);
}

void evidence(Flow& flow, const ReportModel& model, const LinePart& line)
{
    if (model.profile >= Profile::PARTNER)
        return;
    flow.subHeading("Evidence");
    Table table;
    table.pad = 3.0;
    const bool grades = model.profile == Profile::INTERNAL;
    table.columns = {{26.0, "No"}, {78.0, "Date"}, {110.0, "Place"}, {kWidth - 214.0 - (grades ? 96.0 : 0.0), "What"}};
    if (grades) {
        table.columns.push_back({66.0, "Source class"});
        table.columns.push_back({30.0, "Grade"});
    }
    table.empty = "No evidence is cited: confidence is low.";
    const Style text = style::kBody.sized(8.2);
    // The worst dozen here; the annex has them all.
    constexpr std::size_t kMost = 12;
    for (const int number : line.evidence) {
        if (table.rows.size() == kMost)
            break;
        const auto item = std::find_if(model.evidence.begin(), model.evidence.end(), [number](const EvidencePart& e) { return e.number == number; });
        if (item == model.evidence.end())
            continue;
        const std::string what = item->category + (item->summary.empty() ? "" : ": " + item->summary) + (item->contradicts ? " (speaks against)" : "");
        Row row{{{{std::to_string(number), text}}, {{item->date_text, text}}, {{item->place, text}}, {{what, text}}}};
        if (grades) {
            row.cells.push_back({{item->source_class.empty() ? "not known" : item->source_class, text}});
            row.cells.push_back({{item->grade.empty() ? "–" : item->grade, text}});
        }
        table.rows.push_back(std::move(row));
    }
    const std::size_t shown = table.rows.size();
    flow.table(table);
    if (line.evidence.size() > shown)
        flow.paragraph(words::capitalised(words::count(static_cast<std::int64_t>(line.evidence.size() - shown), "more item", "more items")) +
                           " in the annex.", style::kSmall);
}

void actions(Flow& flow, const ReportModel& model, const LinePart& line)
{
    flow.subHeading("Actions by tier");
    Table table;
    table.pad = 3.4;
    table.columns = {{24.0, "No"}, {106.0, "Tier"}, {kWidth - 300.0, "Action"}, {98.0, "Lead"}, {72.0, "Deadline", Align::Right}};
    table.empty = "No action is recommended for this line.";
    std::vector<const ActionPart*> own;
    for (const auto& action : model.actions)
        if (std::find(line.actions.begin(), line.actions.end(), action.number) != line.actions.end())
            own.push_back(&action);
    std::stable_sort(own.begin(), own.end(), [](const auto* a, const auto* b) { return a->tier < b->tier; });
    for (const auto* action : own)
        table.rows.push_back({{{{std::to_string(action->number), style::kBody}},
                               {{action->tier ? words::of(*action->tier) : "Tier not set", style::kGrey}},
                               {{action->text, style::kBody}},
                               {{action->lead ? words::of(*action->lead) : "No lead", style::kBody}},
                               {{words::day(action->deadline, "none set"), action->overdue ? style::kBold.with(palette::kDanger) : style::kBody}}}});
    flow.table(table);
}

void linePart(Flow& flow, const ReportModel& model, const LinePart& line)
{
    const std::string where = line.places.empty() ? line.area : line.places;
    const std::string name = std::to_string(line.rank) + ". " + where + ": " + line.threat;
    const TextBlock title = fitted(name, style::kTitle.sized(15.0), {15.0, 13.0, 11.0}, kWidth - 26.0, 58.0);
    flow.document().bookmark(name, 1, flow.y());
    const double y = flow.y();
    flow.document().draw([y, mark = markOf(words::highest(line.band))](QPainter& painter) { paintMark(painter, mark, {kLeft + 9.0, y + 9.5}, 18.0); });
    // A title longer than the page is broken like any text.
    flow.moveTo(y + flow.document().text(title, kLeft + 26.0, y, 0, std::min(title.lines(), 12)) + 1.0);
    std::string status = "Class " + words::of(line.priority) + (line.area.empty() || line.area == where ? "" : ". " + line.area) + ". ";
    if (line.change)
        status += line.change_reason.empty() ? "Since the last version: " + words::lowered(words::plain(core::word(*line.change))) + "." : line.change_reason;
    flow.paragraph(status, style::kGrey);
    flow.document().line(kLeft, flow.y(), kLeft + kWidth, flow.y(), palette::kInk, 0.8);
    flow.gap(6.0);
    factStrip(flow, line);
    threat(flow, line);
    people(flow, line);
    protectors(flow, line, model.profile);
    arithmetic(flow, line);
    evidence(flow, model, line);
    flow.subHeading("What may happen");
    flow.labelled("Most likely", line.most_likely.empty() ? "Not described." : line.most_likely);
    flow.labelled("Most dangerous", line.most_dangerous.empty() ? "Not described." : line.most_dangerous);
    if (!line.triggers.empty())
        flow.labelled("Triggers", words::capitalised(core::joined(line.triggers, "; ")) + ".");
    if (!line.indicators.empty())
        flow.labelled("Signs to watch", words::capitalised(core::joined(line.indicators, "; ")) + ".");
    actions(flow, model, line);
}

} // namespace

void linePages(Flow& flow, const PageContext& context)
{
    bool first = true;
    for (const auto& line : context.model.lines) {
        if (!line.priority || line.priority->highest > core::PriorityClass::SHOULD)
            continue;
        // A part starts on the page of the last one where its head and first tables still fit.
        if (first)
            flow.startSection(part::kLines);
        else if (flow.room() < 330.0)
            flow.newPage();
        else
            flow.gap(22.0);
        first = false;
        linePart(flow, context.model, line);
        context.progress.check();
    }
}

} // namespace tutela::report
