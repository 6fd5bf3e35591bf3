// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage_p.h"
#include "risk_words_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

/// The prose of the pages. Every sentence is made from the model's values and reads well for none, one, many and unknown.
namespace tutela::report {
namespace {

using words::count;

std::string spoken(core::Component component)
{
    switch (component) {
    case core::Component::MILITARY: return "the military";
    case core::Component::POLICE: return "the police";
    case core::Component::CIVILIAN_POLITICAL: return "political affairs";
    default: return words::lowered(words::of(component));
    }
}

/// "Six decisions are requested of the military (two), mission support and police, the first by 6 Nov 2026."
std::string asked(const ReportModel& model)
{
    std::int64_t n = 0;
    std::string first;
    std::vector<std::pair<std::string, std::int64_t>> leads; // in the order of the actions
    for (const auto& action : model.actions) {
        if (!action.decision_requested)
            continue;
        ++n;
        if (!action.deadline.starts_with("every") && !action.deadline.empty() && (first.empty() || action.deadline < first))
            first = action.deadline;
        const std::string lead = action.lead ? spoken(*action.lead) : std::string{"a component not yet named"};
        const auto at = std::find_if(leads.begin(), leads.end(), [&](const auto& each) { return each.first == lead; });
        if (at == leads.end())
            leads.emplace_back(lead, 1);
        else
            ++at->second;
    }
    if (n == 0)
        return "No decision is requested.";
    std::vector<std::string> whom;
    for (const auto& [lead, each] : leads)
        whom.push_back(lead + (each > 1 ? " (" + words::number(each) + ")" : ""));
    std::string text = words::capitalised(count(n, "decision is", "decisions are")) + " requested";
    if (std::any_of(model.actions.begin(), model.actions.end(), [](const ActionPart& a) { return a.decision_requested && a.lead; }))
        text += " of " + words::list(whom, 6, "more component", "more components");
    if (!first.empty())
        text += n == 1 ? ", by " + words::day(first) : ", the first by " + words::day(first);
    return text + ".";
}

void composeFigure(Figure& figure, const ReportModel& model, const AtRisk& risk)
{
    const bool one = figure.value && *figure.value == 1;
    switch (figure.kind) {
    case FigureKind::PEOPLE_AT_RISK: figure.label = peopleLabel(risk, figure.value); break;
    case FigureKind::MUST_PLACES: figure.label = mustLabel(model, figure.value); break;
    case FigureKind::NOT_VISITED:
        figure.label = one ? "place at risk not visited within its interval" : "places at risk not visited within their interval";
        break;
    case FigureKind::ACTIONS_OVERDUE: figure.label = one ? "recommended action is overdue" : "recommended actions are overdue"; break;
    }
    figure.direction = Direction::NOT_KNOWN;
    figure.change.clear();
    if (!model.has_previous) {
        figure.change = "no earlier version";
        return;
    }
    const std::string since = " since version " + model.previous_version;
    if (!figure.value || !figure.before) {
        figure.change = "change not known";
        return;
    }
    const std::int64_t change = *figure.value - *figure.before;
    figure.direction = change > 0 ? Direction::WORSE : change < 0 ? Direction::BETTER : Direction::SAME;
    figure.change = change == 0 ? "unchanged" + since
                                : core::grouped(std::abs(change)) + (change > 0 ? " more" : " fewer") + since;
}

/// The level that more than half of the lines that matter reach, Must and Should before the rest.
core::Confidence overall(const ReportModel& model)
{
    std::vector<core::Confidence> levels;
    for (const auto& line : model.lines)
        if (line.priority && line.priority->highest <= core::PriorityClass::SHOULD)
            levels.push_back(line.confidence);
    if (levels.empty())
        for (const auto& line : model.lines)
            levels.push_back(line.confidence);
    if (levels.empty())
        return core::Confidence::LOW;
    std::sort(levels.begin(), levels.end());
    return levels[(levels.size() - 1) / 2];
}

std::string confidence(const ReportModel& model)
{
    if (model.lines.empty())
        return "There is no line to be confident about.";
    const auto all = static_cast<std::int64_t>(model.lines.size());
    std::int64_t good = 0, contested = 0, ranges = 0, reach = 0;
    for (const auto& line : model.lines) {
        good += line.confidence >= core::Confidence::MEDIUM ? 1 : 0;
        contested += line.contested ? 1 : 0;
        ranges += line.risk_residual && !line.risk_residual->known() ? 1 : 0;
        reach += line.reach_computed ? 0 : 1;
    }
    std::string text;
    if (all == 1)
        text = good == 1 ? "The one line rests on medium or high confidence." : "The one line rests on low confidence.";
    else if (good == all)
        text = "All " + words::number(all) + " lines rest on medium or high confidence.";
    else if (good == 0)
        text = "None of the " + words::number(all) + " lines rests on more than low confidence.";
    else
        text = words::capitalised(words::number(good)) + " of " + words::number(all) + (good == 1 ? " lines rests" : " lines rest") +
               " on medium or high confidence.";
    if (contested > 0)
        text += ' ' + words::capitalised(count(contested, "line is", "lines are")) + " contested.";
    if (ranges > 0)
        text += " For " + count(ranges, "line", "lines") + " an input is missing, so " +
                (ranges == 1 ? "its result is a range." : "their results are ranges.");
    std::vector<std::string> silent;
    for (const auto& area : model.areas)
        if (area.silent)
            silent.push_back(area.name);
    if (!silent.empty())
        text += " Nothing was heard from " + words::list(silent, 3, "more area", "more areas") +
                " in the last 14 days, so risk there may be understated.";
    if (reach > 0 && model.profile <= Profile::LEADERSHIP)
        text += reach == all ? " Mission reach is not computed." : " Mission reach is not computed for " + count(reach, "line.", "lines.");
    return text;
}

std::string actionsTitle(const ReportModel& model)
{
    const auto n = static_cast<std::int64_t>(model.actions.size());
    if (n == 0)
        return "No action is recommended";
    std::int64_t overdue = 0, done = 0;
    for (const auto& action : model.actions) {
        overdue += action.overdue ? 1 : 0;
        done += action.status == core::ActionStatus::DONE ? 1 : 0;
    }
    std::string text = words::capitalised(count(n, "action is", "actions are")) + " recommended";
    if (n == 1)
        return text + (overdue == 1 ? ", and it is overdue" : done == 1 ? ", and it is done" : "");
    const auto some = [](std::int64_t value) { return value == 0 ? std::string{"none"} : words::number(value); };
    return text + ": " + some(overdue) + " overdue, " + some(done) + " done";
}

std::string changesTitle(const ReportModel& model)
{
    if (!model.has_previous)
        return "This is the first version; there is nothing to compare it with";
    std::int64_t fresh = 0, up = 0, down = 0, closed = 0;
    for (const auto& change : model.changes) {
        fresh += change.change == core::ChangeSinceLast::NEW ? 1 : 0;
        up += change.change == core::ChangeSinceLast::UP ? 1 : 0;
        down += change.change == core::ChangeSinceLast::DOWN ? 1 : 0;
        closed += change.change == core::ChangeSinceLast::CLOSED ? 1 : 0;
    }
    std::vector<std::string> parts;
    if (fresh > 0)
        parts.push_back(count(fresh, "line is new", "lines are new"));
    if (up > 0)
        parts.push_back(count(up, "was raised", "were raised"));
    if (down > 0)
        parts.push_back(count(down, "was lowered", "were lowered"));
    if (closed > 0)
        parts.push_back(count(closed, "was closed", "were closed"));
    if (parts.empty())
        return "No line changed since version " + model.previous_version;
    if (fresh == 0) // the first part must name what is counted
        parts[0] = up > 0 ? count(up, "line was raised", "lines were raised")
                          : down > 0 ? count(down, "line was lowered", "lines were lowered") : count(closed, "line was closed", "lines were closed");
    return words::capitalised(words::list(parts, 4)) + " since version " + model.previous_version;
}

std::string harmTitle(const ReportModel& model);

/// What changed since the last version, and whether incidents went up or down.
std::string changed(const ReportModel& model)
{
    const std::string text = model.has_previous ? changesTitle(model) + "." : std::string{"This is the first version."};
    return model.harm.empty() || !model.harm.front().now ? text : text + " " + harmTitle(model) + ".";
}

std::string harmTitle(const ReportModel& model)
{
    if (model.harm.empty() || !model.harm.front().now)
        return "Incidents of the period are not known";
    const CountRow& row = model.harm.front();
    const std::string now = *row.now == 0 ? "No incident was recorded in " + model.head.month
                                          : words::capitalised(count(*row.now, "incident was", "incidents were")) + " recorded in " + model.head.month;
    if (!row.before)
        return now;
    if (*row.before == *row.now)
        return now + ", as many as in the period before";
    const std::string then = model.count_periods.size() > 1 ? words::within(model.count_periods[1]) : std::string{"the period before"};
    return now + ", " + words::number(std::abs(*row.now - *row.before)) + (*row.now > *row.before ? " more" : " fewer") + " than in " + then;
}

std::string alertsTitle(const ReportModel& model)
{
    if (model.alert_shares.empty() || !model.alert_shares.front().total)
        return "Alerts of the period are not known";
    const Share& response = model.alert_shares.front();
    const std::int64_t total = *response.total;
    if (total == 0)
        return std::all_of(model.alert_shares.begin(), model.alert_shares.end(), [](const Share& share) { return share.total == 0; })
                   ? "No alert of the period is recorded, so nothing can be said about the response"
                   : "No alert of the period needed a response";
    const std::int64_t part = response.part.value_or(0);
    if (total == 1)
        return part == 1 ? "The one alert that needed a response got one" : "The one alert that needed a response got none";
    if (part == total)
        return "All " + words::number(total) + " alerts that needed a response got one";
    return words::capitalised(part == 0 ? "none" : words::number(part)) + " of " + words::number(total) +
           " alerts that needed a response got one";
}

std::string mapSources(const ReportModel& model)
{
    std::string text = "Sources: ";
    const auto n = static_cast<std::int64_t>(model.map.incidents.size());
    text += n == 0 ? "no incident with a position in the period" : core::grouped(n) + (n == 1 ? " incident" : " incidents") +
                                                                       " with a position in the period";
    for (const auto& age : model.data_ages)
        if (!age.value.empty())
            text += "; " + words::lowered(age.name) + ": " + age.value;
    return text + ". Information cut-off " + model.head.as_of_text + ".";
}

std::string precisionNote(Profile profile)
{
    switch (profile) {
    case Profile::PARTNER: return "Reduced precision: positions to 5 km, people to two digits; without evidence, bases, reach, visits and plans of physical protection.";
    case Profile::PUBLIC: return "Reduced precision: counts by area only; counts from 1 to 4 are shown as <5.";
    case Profile::LEADERSHIP: return "Without sources of evidence.";
    case Profile::INTERNAL: break;
    }
    return {};
}

} // namespace

void compose(ReportModel& model)
{
    if (model.coverage) {
        composeCoverage(model);
        return;
    }
    const AtRisk risk = placesAtRisk(model);
    Sentences& text = model.text;
    text.one_sentence = oneSentence(model, risk);
    text.headline = headline(model, risk);
    text.asked = asked(model);
    text.changed = changed(model);
    for (auto& figure : model.figures)
        composeFigure(figure, model, risk);
    text.confidence_word = model.lines.empty() ? "none" : words::lowered(words::plain(core::word(overall(model))));
    text.confidence = confidence(model);
    text.map_title = mapTitle(risk, !model.places.empty());
    text.map_caption = mapCaption(model);
    text.map_sources = mapSources(model);
    text.table_title = tableTitle(model);
    text.actions_title = actionsTitle(model);
    text.changes_title = changesTitle(model);
    text.harm_title = harmTitle(model);
    text.alerts_title = alertsTitle(model);
    text.limits_title = "What is not known, and how far this can be trusted";
    const auto items = static_cast<std::int64_t>(model.evidence.size());
    text.evidence_title = items == 0 ? "No evidence is cited" : words::capitalised(count(items, "item of evidence is", "items of evidence are")) + " cited";
    if (model.profile == Profile::PUBLIC) {
        text.one_sentence = "This document counts the incidents recorded in each area in " + model.head.month + ".";
        text.harm_title = "Incidents and harm by area, " + model.head.month;
    }
    text.trends_caption = "Bars: incidents in each of the last 12 months, on the same axis for all areas. Hatched: nothing was reported, which is not the same as none.";
    text.precision_note = precisionNote(model.profile);
}

} // namespace tutela::report
