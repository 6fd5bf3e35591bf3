// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "words_p.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/situation.h>
#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

using analysis::By;

constexpr std::size_t kMostRows = 12;

analysis::Statistics counts(const Build& build, By by, const core::Period& period)
{
    analysis::StatisticsRequest request;
    request.by = by;
    request.area = build.area;
    request.from = period.from;
    request.to = period.to;
    return analysis::statistics(build.mission, request, build.progress.part(0.3, 0.3));
}

/// Rows of three periods side by side, most frequent now first. A period before the first record is not known, not zero.
std::vector<CountRow> compared(const Build& build, By by, const analysis::HarmComparison& harm, bool knownBefore, bool knownYear)
{
    std::map<std::string, CountRow> rows;
    const auto take = [&](const core::Period& period, Number CountRow::* member, bool known) {
        if (!known)
            return;
        for (const auto& row : counts(build, by, period).rows) {
            std::string name = !row.key ? std::string{"Not known"} : by == By::CATEGORY ? words::plain(*row.key) : row.name;
            rows[name].name = name;
            rows[name].*member = row.figures.incidents;
        }
    };
    take(harm.period, &CountRow::now, true);
    take(harm.before, &CountRow::before, knownBefore);
    take(harm.last_year, &CountRow::year_ago, knownYear);
    std::vector<CountRow> sorted;
    for (auto& [name, row] : rows) {
        row.now = row.now.value_or(0); // counted, and none found
        if (knownBefore)
            row.before = row.before.value_or(0);
        if (knownYear)
            row.year_ago = row.year_ago.value_or(0);
        sorted.push_back(row);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [](const CountRow& a, const CountRow& b) { return *a.now > *b.now; });
    if (sorted.size() > kMostRows) {
        CountRow rest{"All others (" + std::to_string(sorted.size() - kMostRows + 1) + ")", 0, {}, {}};
        for (std::size_t i = kMostRows - 1; i < sorted.size(); ++i) {
            rest.now = *rest.now + sorted[i].now.value_or(0);
            if (knownBefore)
                rest.before = rest.before.value_or(0) + sorted[i].before.value_or(0);
            if (knownYear)
                rest.year_ago = rest.year_ago.value_or(0) + sorted[i].year_ago.value_or(0);
        }
        sorted.resize(kMostRows - 1);
        sorted.push_back(rest);
    }
    return sorted;
}

/// True when some incident is older than the instant: then a period from it on was recorded.
bool recordedBefore(const core::Mission& mission, core::Instant instant)
{
    const auto& times = mission.incidents->time;
    return std::any_of(times.begin(), times.end(), [limit = instant.time_since_epoch().count()](std::int64_t t) {
        return t != core::IncidentColumns::kNoTime && t < limit;
    });
}

void areaCounts(const Build& build, ReportModel& model)
{
    if (!analysis::defaultLevel(build.mission))
        return;
    for (const auto& row : counts(build, By::AREA, build.period).rows) {
        const auto& f = row.figures;
        model.area_counts.push_back({row.key ? row.name : "Outside every area, or place not known", f.incidents, f.killed_civilians, f.injured, f.abducted, f.displaced, {}});
    }
}

std::string verificationText(const analysis::HarmComparison& harm)
{
    using core::Verification;
    const auto of = [&](Verification v) { return harm.by_verification[static_cast<std::size_t>(v)]; };
    const std::int64_t good = of(Verification::CORROBORATED) + of(Verification::VERIFIED_REASONABLE_GROUNDS);
    if (harm.now.incidents == 0)
        return {};
    if (good == 0)
        return "No incident of the period is corroborated or verified.";
    if (good == harm.now.incidents)
        return "All incidents of the period are corroborated or verified.";
    return words::capitalised(words::number(good)) + " of " + words::number(harm.now.incidents) + " incidents of the period " +
           (good == 1 ? "is" : "are") + " corroborated or verified; the others rest on one report or are not graded.";
}

} // namespace

void buildHarm(const Build& build, ReportModel& model)
{
    const auto harm = analysis::harm(build.mission, build.area, build.period);
    const bool before = recordedBefore(build.mission, harm.before.to);
    const bool year = recordedBefore(build.mission, harm.last_year.to);
    model.count_periods = {words::capitalised(periodText(build, harm.period)), words::capitalised(periodText(build, harm.before)),
                           words::capitalised(periodText(build, harm.last_year))};
    const auto row = [&](const char* name, auto value) {
        model.harm.push_back({name, value(harm.now), before ? value(harm.then) : Number{}, year ? value(harm.year_ago) : Number{}});
    };
    using analysis::Figures;
    row("Incidents", [](const Figures& f) { return Number{f.incidents}; });
    row("Killed, all", [](const Figures& f) { return f.killed; });
    row("Killed, civilians", [](const Figures& f) { return f.killed_civilians; });
    row("Injured", [](const Figures& f) { return f.injured; });
    row("Abducted", [](const Figures& f) { return f.abducted; });
    row("Displaced", [](const Figures& f) { return f.displaced; });
    model.categories = compared(build, By::CATEGORY, harm, before, year);
    model.perpetrators = compared(build, By::ACTOR, harm, before, year);
    areaCounts(build, model);
    if (const auto text = verificationText(harm); !text.empty())
        model.limits.push_back(text);
    if (harm.now.killed_unknown > 0)
        model.limits.push_back("For " + words::count(harm.now.killed_unknown, "incident", "incidents") + " of the period the number of people killed is not known.");
    model.limits.push_back("Harm is not broken down by sex and age in this report.");
}

void buildAlerts(const Build& build, ReportModel& model)
{
    const auto alerts = analysis::alertIndicators(build.mission, build.area, build.period, build.as_of);
    const auto add = [&](const char* name, const char* formula, const analysis::Share& share) {
        model.alert_shares.push_back({name, formula, share.part, share.whole});
    };
    add("Got a response", "any responder acted / alerts that needed a response", alerts.response);
    add("Mission responded", "mission acted / alerts that needed a response", alerts.mission_response);
    add("State responded", "state forces or authorities acted / alerts that needed a response", alerts.state_response);
    add("Community responded", "community acted / alerts that needed a response", alerts.community_response);
    add("Physical response", "physical acts / alerts that needed a physical response", alerts.physical_response);
    add("In time", "reported averted or interrupted / alerts that needed a physical response", alerts.in_time);
    add("Waiting too long", "pending past the limit of their urgency / all alerts", alerts.pending);
    add("False alerts", "false or malicious / all but duplicates", alerts.false_alerts);
    add("Community told", "feedback given / closed alerts", alerts.feedback);
    for (const auto& [outcome, n] : alerts.outcomes)
        model.alert_outcomes.push_back({outcome == core::AlertOutcome::AVERTED ? "Reported averted" : words::plain(core::word(outcome)), core::grouped(n), "outcome"});
    for (const auto& [responder, n] : alerts.acted_by)
        model.alert_outcomes.push_back({words::plain(core::word(responder)), core::grouped(n), "responder; an alert may have several"});
    for (const auto& [reason, n] : alerts.no_response_reasons)
        model.alert_outcomes.push_back({words::plain(core::word(reason)), core::grouped(n), "reason why there was no response"});
    const auto near = static_cast<std::int64_t>(alerts.unanswered_near_base.size());
    if (near > 0)
        model.limits.push_back(words::capitalised(words::count(near, "unanswered alert", "unanswered alerts")) + " came from within 10 km of an open base.");
}

} // namespace tutela::report
