// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

constexpr double kWidth = sheet::kTextWidth;

std::string why(const ActionPart& action)
{
    std::string text;
    if (!action.lines.empty())
        text = (action.lines.size() == 1 ? "Line " : "Lines ") + words::joined(action.lines);
    if (!action.evidence.empty()) {
        std::vector<int> shown = action.evidence;
        const bool more = shown.size() > 6;
        shown.resize(std::min<std::size_t>(shown.size(), 6));
        text += (text.empty() ? "" : "; ") + std::string{"evidence "} + words::joined(shown) + (more ? " ..." : "");
    }
    return text.empty() ? "Serves no line" : text;
}

std::string statusText(const ActionPart& action)
{
    if (action.overdue)
        return "Overdue";
    return action.status ? words::plain(core::word(*action.status)) : "Not set";
}

Row actionRow(const ActionPart& action)
{
    const Style small = style::kSmall.sized(7.8);
    const Style text = style::kBody.sized(8.6);
    Cell what{{action.text, style::kBold.sized(8.8)}};
    if (action.decision_requested)
        what.push_back({"Decision requested." + (action.effect.empty() ? "" : " " + action.effect), small.with(palette::kAccent)});
    else if (!action.effect.empty())
        what.push_back({action.effect, small});
    if (!action.places.empty())
        what.push_back({"Where: " + words::list(action.places, 5, "more place", "more places"), small});
    if (!action.indicator.empty())
        what.push_back({"Indicator: " + action.indicator, small});
    if (!action.do_no_harm.empty()) {
        std::vector<std::string> risks;
        for (const auto question : action.do_no_harm)
            risks.push_back(words::of(question));
        what.push_back({"Do no harm: " + words::list(risks, 5) + ". " + (action.mitigation.empty() ? "No mitigation is written." : action.mitigation), small});
    }
    if (!action.consent_issue.empty())
        what.push_back({"Consent: " + action.consent_issue, small});
    Cell lead{{action.lead ? words::of(*action.lead) : "No lead", text}};
    if (!action.owner.empty())
        lead.push_back({action.owner, small});
    if (!action.support.empty()) {
        std::vector<std::string> support;
        for (const auto component : action.support)
            support.push_back(words::lowered(words::of(component)));
        lead.push_back({"with " + words::list(support, 4), small});
    }
    Cell status{{statusText(action), action.overdue ? text.with(palette::kDanger).with(QFont::Medium) : text}};
    if (!action.status_reason.empty())
        status.push_back({action.status_reason, small});
    return {{{{std::to_string(action.number), text}},
             what,
             {{why(action), small}},
             lead,
             {{words::day(action.deadline, "none set"), text}},
             status}};
}

Table actionTable()
{
    Table table;
    table.columns = {{22.0, "No"}, {200.0, "Action, effect and indicator"}, {82.0, "Why"}, {84.0, "Lead and owner"}, {55.0, "Deadline"}, {kWidth - 443.0, "Status"}};
    return table;
}

} // namespace

void actionPages(Flow& flow, const PageContext& context)
{
    const ReportModel& model = context.model;
    flow.startSection(part::kActions);
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
        flow.heading(name, n == 0 ? "" : words::count(n, "action", "actions"), 120.0);
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
    flow.startSection(part::kChanges);
    flow.title(model.text.changes_title);
    if (!model.has_previous)
        return;
    Table table;
    table.columns = {{58.0, "Change"}, {170.0, "Line"}, {66.0, "Before"}, {66.0, "Now"}, {kWidth - 360.0, "Why"}};
    table.empty = "Every line is as it was.";
    for (const auto& change : model.changes) {
        if (change.change == core::ChangeSinceLast::SAME)
            continue;
        static constexpr const char* kWords[] = {"New", "Raised", "Lowered", "Same", "Closed"};
        const bool worse = change.change == core::ChangeSinceLast::UP || change.change == core::ChangeSinceLast::NEW;
        const QColor color = worse ? palette::kDanger : palette::kSuccess;
        table.rows.push_back({{{{kWords[static_cast<std::size_t>(change.change)], Style{9.0, QFont::Medium, color}}},
                               {{change.line, style::kBold}},
                               {{change.from.empty() ? "–" : change.from, style::kBody}},
                               {{change.to.empty() ? "–" : change.to, style::kBody}},
                               {{change.reason.empty() ? "No reason given." : change.reason, style::kGrey}}}});
    }
    flow.table(table);
    const auto same = std::count_if(model.changes.begin(), model.changes.end(), [](const ChangePart& c) { return c.change == core::ChangeSinceLast::SAME; });
    if (same > 0)
        flow.paragraph(words::capitalised(words::count(same, "line is", "lines are")) + " unchanged.", style::kGrey);
    flow.paragraph(std::string{core::kScoringMethod} + ".", style::kNote);
}

} // namespace tutela::report
