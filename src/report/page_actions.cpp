// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

std::string serves(const ActionPart& action)
{
    if (action.lines.empty())
        return "Serves no line.";
    return (action.lines.size() == 1 ? "Serves line " : "Serves lines ") + words::ranges(action.lines) + ".";
}

std::string statusText(const ActionPart& action)
{
    if (action.overdue)
        return "Overdue";
    return action.status ? words::plain(core::word(*action.status)) : "Not set";
}

std::string scenarioText(const ActionPart& action)
{
    const std::string named = "Scenario " + action.scenario + ": ";
    if (!action.scenario_gain)
        return named + "what it brings is not computed, " + words::withStop(action.scenario_problem);
    if (*action.scenario_gain == 0)
        return named + "as many people as today are reached before an attack ends.";
    const std::int64_t people = *action.scenario_gain;
    return named + words::count(people > 0 ? people : -people, "person", "people") + (people > 0 ? " more" : " fewer") + " than today reached before an attack ends.";
}

Row actionRow(const ActionPart& action)
{
    const Style small = style::kSmall.sized(7.6);
    const Style text = style::kBody.sized(8.2);
    Cell what{{action.text, style::kBold.sized(8.4)}};
    std::string facts = action.effect.empty() ? "" : words::withStop(action.effect) + " ";
    if (!action.places.empty())
        facts += "Where: " + words::list(action.places, 5, "more place", "more places") + ". ";
    if (!action.indicator.empty())
        facts += "Indicator: " + words::withStop(action.indicator) + " ";
    facts += serves(action);
    if (action.decision_requested)
        what.push_back({"Decision requested", small.with(palette::kAccent).with(QFont::Medium)});
    what.push_back({facts, small});
    if (!action.scenario.empty())
        what.push_back({scenarioText(action), small});
    if (!action.do_no_harm.empty()) {
        std::vector<std::string> risks;
        for (const auto question : action.do_no_harm)
            risks.push_back(words::of(question));
        what.push_back({"Do no harm: " + words::list(risks, 5) + ". " + (action.mitigation.empty() ? "No mitigation is written." : action.mitigation), small});
    }
    if (!action.consent_issue.empty())
        what.push_back({"Consent: " + action.consent_issue, small});
    Cell lead{{action.lead ? words::of(*action.lead) : "No lead", text}};
    std::string with = action.owner;
    if (!action.support.empty()) {
        std::vector<std::string> support;
        for (const auto component : action.support)
            support.push_back(words::lowered(words::of(component)));
        with += (with.empty() ? "with " : ", with ") + words::list(support, 4);
    }
    if (!with.empty())
        lead.push_back({with, small});
    Cell status{{statusText(action), action.overdue ? text.with(palette::kDanger).with(QFont::Medium) : text}};
    if (!action.status_reason.empty())
        status.push_back({action.status_reason, small});
    return {{{{std::to_string(action.number), text}}, what, lead, {{words::day(action.deadline, "none set"), text}}, status}};
}

Table actionTable()
{
    Table table;
    table.pad = 3.0;
    table.columns = {{20.0, "No"}, {278.0, "Action, effect and indicator"}, {84.0, "Lead and owner"}, {58.0, "Deadline"}, {sheet::kTextWidth - 440.0, "Status"}};
    return table;
}

} // namespace

void actionPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.continueSection(part::kActions, 300.0);
    flow.title(model.text.actions_title);
    const auto tierOf = [&](std::optional<core::Tier> tier, const std::string& name) {
        Table table = actionTable();
        for (const auto& action : model.actions)
            if (action.tier == tier)
                table.rows.push_back(actionRow(action));
        if (table.rows.empty() && !tier)
            return;
        table.empty = "No action of this tier is recommended.";
        const auto n = static_cast<std::int64_t>(table.rows.size());
        flow.heading(name, n == 0 ? "" : words::capitalised(words::count(n, "action", "actions")), 70.0);
        flow.table(table);
    };
    tierOf(core::Tier::T1_DIALOGUE, words::of(core::Tier::T1_DIALOGUE));
    tierOf(core::Tier::T2_PHYSICAL, words::of(core::Tier::T2_PHYSICAL));
    tierOf(core::Tier::T3_ENVIRONMENT, words::of(core::Tier::T3_ENVIRONMENT));
    tierOf(std::nullopt, "Tier not set");
}

void changePages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    if (!model.has_previous)
        return; // the summary says that it is the first version
    flow.continueSection(part::kChanges, 150.0);
    flow.title(model.text.changes_title);
    Table table;
    table.pad = 2.8;
    table.columns = {{48.0, "Change"}, {148.0, "Line"}, {72.0, "Before"}, {72.0, "Now"}, {sheet::kTextWidth - 340.0, "Why"}};
    table.empty = "Every line is as it was.";
    const Style text = style::kBody.sized(8.2);
    for (const auto& change : model.changes) {
        if (change.change == core::ChangeSinceLast::SAME)
            continue;
        static constexpr const char* kWords[] = {"New", "Raised", "Lowered", "Same", "Closed"};
        const bool worse = change.change == core::ChangeSinceLast::UP || change.change == core::ChangeSinceLast::NEW;
        const QColor color = worse ? palette::kDanger : palette::kSuccess;
        table.rows.push_back({{{{kWords[static_cast<std::size_t>(change.change)], text.with(QFont::Medium).with(color)}},
                               {{change.line, text.with(QFont::Medium)}},
                               {{change.from.empty() ? "–" : change.from, text}},
                               {{change.to.empty() ? "–" : change.to, text}},
                               {{change.reason.empty() ? "No reason given." : words::capitalised(words::withStop(change.reason)), style::kSmall}}}});
    }
    flow.table(table);
    const auto same = std::count_if(model.changes.begin(), model.changes.end(), [](const ChangePart& c) { return c.change == core::ChangeSinceLast::SAME; });
    if (same > 0)
        flow.paragraph(words::capitalised(words::count(same, "line is", "lines are")) + " unchanged.", style::kGrey);
    flow.paragraph(std::string{core::kScoringMethod} + ".", style::kNote);
}

} // namespace tutela::report
