// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_p.h"
#include "words_p.h"

#include <tutela/analysis/reach_measures.h>
#include <tutela/analysis/situation.h>
#include <tutela/core/confidence_words.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tutela::report {
namespace {

std::string newest(const Build& build, const std::optional<core::Instant>& instant)
{
    return instant ? core::readable(build.zone.dayAt(*instant)) : "none recorded";
}

template <class Records, class Time>
std::pair<std::optional<core::Instant>, std::int64_t> newestOf(const Build& build, const Records& records, Time time)
{
    std::optional<core::Instant> latest;
    std::int64_t n = 0;
    for (const auto& record : records) {
        const std::optional<core::Instant> at = time(record);
        if (!at || *at >= build.as_of)
            continue;
        ++n;
        latest = std::max(latest.value_or(*at), *at);
    }
    return {latest, n};
}

std::string recorded(std::int64_t n) { return core::grouped(n) + (n == 1 ? " record" : " records"); }

void dataAges(const Build& build, ReportModel& model)
{
    const auto& times = build.mission.incidents->time;
    const auto incidents = newestOf(build, times, [](std::int64_t t) {
        return t == core::IncidentColumns::kNoTime ? std::nullopt : std::optional{core::Instant{std::chrono::seconds{t}}};
    });
    model.data_ages.push_back({"Incidents", newest(build, incidents.first), recorded(incidents.second)});
    const auto alerts = newestOf(build, build.mission.all<core::Alert>(), [](const core::Alert& a) { return a.t_received; });
    model.data_ages.push_back({"Alerts", newest(build, alerts.first), recorded(alerts.second)});
    const auto patrols = newestOf(build, build.mission.all<core::Patrol>(), [](const core::Patrol& p) { return p.actual_end; });
    model.data_ages.push_back({"Patrols", newest(build, patrols.first), recorded(patrols.second)});
    const auto tests = newestOf(build, build.mission.all<core::CanTest>(), [](const core::CanTest& t) { return t.tested_at; });
    model.data_ages.push_back({"Tests of alert networks", newest(build, tests.first), recorded(tests.second)});
    std::optional<core::Day> oldest, latest;
    std::int64_t unknown = 0;
    std::set<core::PlaceId> places;
    for (const auto& line : build.result.lines)
        places.insert(line.place_ids.begin(), line.place_ids.end());
    for (const auto id : places)
        if (const auto* place = build.mission.find<core::Place>(id)) {
            unknown += place->population_total ? 0 : 1;
            if (place->pop_date) {
                oldest = std::min(oldest.value_or(*place->pop_date), *place->pop_date);
                latest = std::max(latest.value_or(*place->pop_date), *place->pop_date);
            }
        }
    model.data_ages.push_back({"Population", !oldest ? "date not known" : oldest == latest ? core::readable(*oldest) : core::readable(*oldest) + " to " + core::readable(*latest),
                               unknown == 0 ? "known for every assessed place" : "not known for " + words::count(unknown, "assessed place", "assessed places")});
}

/// "120 minutes", and where that is from when nobody set it.
std::string attackText(const Build& build)
{
    const auto minutes = std::llround(analysis::attackMinutes(build.mission, build.as_of));
    const auto from = analysis::attackMinutesFrom(build.mission, build.as_of);
    return std::to_string(minutes) + " minutes" + (from == analysis::AttackMinutesFrom::MISSION ? "" : " (" + std::string{analysis::attackMinutesBasis(from)} + ")");
}

void parameters(const Build& build, ReportModel& model)
{
    model.parameters = {
        {"Attack duration D", attackText(build), "mission reach M: arrival within D"},
        {"Evidence", "25 km, 90 days", "incidents and alerts cited in a line"},
        {"Shift", "25 km, 14 and 180 days", "likelihood one step up or down"},
        {"Trend", "28 days against 84 before", "binomial test, 10 % on each side, four incidents at least"},
        {"Age of evidence", "7, 30, 90 days", "weights 1, 0.75, 0.5, then 0.25 in confidence"},
        {"Confidence", "0.80 and 0.50", "limits of s for High (two origins) and Medium"},
        {"Revisit interval", "3, 7, 14, 30 days", "Must, Should, Could, Watch"},
        {"Silence", "14 days", "no incident, alert or visit from an area"},
        {"Place", "2 km", "visits, bases and alerts in the place"},
    };
}

void definitions(ReportModel& model)
{
    model.definitions = {
        {"Likelihood 1 to 5", "very unlikely to very likely", "below 10 %, 10 to 30 %, 30 to 60 %, 60 to 90 %, above 90 % in the forecast period"},
        {"Impact 1 to 5", "minor to catastrophic", "from fear and petty extortion to mass killing or the destruction of a community"},
        {"Risk", "likelihood times impact", "inherent: without protection; residual: likelihood lowered by what protects"},
        {"Critical", "20 to 25", "octagon on maps and in tables"},
        {"High", "10 to 16", "triangle"},
        {"Moderate", "5 to 9", "diamond"},
        {"Low", "1 to 4", "circle"},
        {"Not assessed", "no value", "dashed circle; never the same as low"},
        {"Must", "first class", "imminent with impact 4 or 5; residual risk 16 or more; or 10 or more with impact 5"},
        {"Should", "second class", "residual risk 10 or more; or 8 or more and rising"},
        {"Could", "third class", "residual risk 5 or more"},
        {"Watch", "fourth class", "the rest"},
        {"Confidence", "High, Medium, Low", "how good the information behind a line is, apart from how likely it is; contested: something speaks against it"},
        {"Confidence High", "s from 0.80, two origins", std::string{core::meaningOf(core::Confidence::HIGH)}},
        {"Confidence Medium", "s from 0.50", std::string{core::meaningOf(core::Confidence::MEDIUM)}},
        {"Confidence Low", "the rest", std::string{core::meaningOf(core::Confidence::LOW)}},
        {"Trend", "Rising, Stable, Falling", "Insufficient data below four incidents in 112 days"},
    };
}

void limits(const Build& build, ReportModel& model)
{
    const auto& lines = build.result.lines;
    const auto reach = std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.reach == analysis::ReachStatus::NotComputed; });
    if (reach > 0)
        model.limits.insert(model.limits.begin(), "Reach not computed for " + words::count(reach, "line", "lines") +
                                                      ": no base stands in the place, and no response time is known. Mission reach counts as 0 there.");
    std::set<std::string> seen;
    const auto note = [&](const std::string& text) {
        if (!text.empty() && seen.insert(text).second)
            model.limits.push_back(text);
    };
    for (const auto& text : build.result.notes)
        note(text);
    const auto effect = std::count_if(lines.begin(), lines.end(), [](const auto& l) { return l.trend.reporting_effect; });
    if (effect > 0)
        note("For " + words::count(effect, "line", "lines") + " visits changed by more than half between the windows of the trend: a reporting effect is possible.");
    for (const auto& area : analysis::silentAreas(build.mission, build.area, build.as_of)) {
        std::optional<core::Instant> last;
        for (const auto& at : {area.last_incident, area.last_alert, area.last_visit})
            if (at)
                last = std::max(last.value_or(*at), *at);
        note("Nothing was heard from " + area.name + (last ? " since " + core::readable(build.zone.dayAt(*last)) : std::string{", ever"}) + ". Silence is not calm.");
    }
}

} // namespace

void buildLimits(const Build& build, ReportModel& model)
{
    model.bluf = build.assessment.summary_bluf;
    model.situation = build.assessment.situation;
    model.gaps = build.assessment.information_gaps;
    for (const auto& requirement : build.result.requirements)
        model.gaps.push_back(requirement.text);
    model.assumptions = build.assessment.assumptions;
    model.dissent = build.assessment.dissent;
    for (const auto& row : *build.mission.sign_offs)
        if (row.assessment_id.value == build.assessment.id && row.opinion == core::Opinion::DISSENT)
            model.dissent.push_back(words::of(row.role) + ": " + (row.note.empty() ? "no reason given." : row.note));
    limits(build, model);
    dataAges(build, model);
    parameters(build, model);
    definitions(model);
}

} // namespace tutela::report
