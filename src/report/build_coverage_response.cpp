// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "words_p.h"

#include <tutela/analysis/liaison.h>
#include <tutela/analysis/reach_measures.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <array>
#include <map>

/// Sections 6 to 8: responses to alerts, contact with people, what stood in the way.
namespace tutela::report {
namespace {

ValueTable stageTable(const CoverageBuild& build)
{
    ValueTable table{"Time by stage", "Minutes; alerts of the period that were answered", "No alert of the period was answered.", {"Stage", "Median", "90th percentile", "Alerts", "Not recorded"}, {80.0, 95.0, 70.0, 85.0}, {}};
    if (build.times.answered == 0)
        return table;
    const auto& times = build.times;
    for (const auto& [name, stage] : {std::pair{"Decision: received to tasked", &times.decide}, std::pair{"Mobilisation: tasked to departed", &times.mobilise},
                                      std::pair{"Travel: departed to arrived", &times.travel}, std::pair{"Total: received to arrived", &times.total}})
        table.rows.push_back({textValue(name), numberValue(Measured::MINUTES, stage->median()), numberValue(Measured::MINUTES, stage->p90()),
                              countValue(static_cast<std::int64_t>(stage->minutes.size())), countValue(stage->missing)});
    return table;
}

ValueTable interceptionTable(const CoverageBuild& build)
{
    struct Row {
        std::int64_t places = 0, people = 0;
    };
    std::array<Row, 4> rows{};
    for (const auto& place : build.in.reach.places) {
        if (!isUrgent(place.priority))
            continue;
        const double ratio = place.isReached() ? place.interception(build.in.reach.attack_minutes) : 0.0;
        Row& row = rows[!place.isReached() ? 3 : ratio >= 2.0 ? 0 : ratio >= 1.0 ? 1 : 2];
        ++row.places;
        row.people += place.people.value_or(0);
    }
    ValueTable table{"Interception ratio of Must and Should places", "Length of an attack / response computed today", {}, {"Ratio", "Places", "People"}, {70.0, 90.0}, {}};
    constexpr std::array kNames{"2 or more: there with time to spare", "1 to 2: there before the attack ends", "below 1: too late", "nobody arrives"};
    for (std::size_t i = 0; i < rows.size(); ++i)
        table.rows.push_back({textValue(kNames[i]), countValue(rows[i].places), countValue(rows[i].people, Measured::PEOPLE)});
    return table;
}

ValueTable noResponseTable(const CoverageBuild& build)
{
    ValueTable table{"Why there was no response", {}, "No reason is recorded.", {"Reason", "Alerts"}, {70.0}, {}};
    std::vector<std::pair<core::NoResponseReason, std::int64_t>> reasons{build.alerts.no_response_reasons.begin(), build.alerts.no_response_reasons.end()};
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [reason, n] : reasons)
        table.rows.push_back({textValue(words::of(reason)), countValue(n)});
    return table;
}

ValueTable languageTable(const CoverageBuild& build)
{
    ValueTable table{"Languages of interpreters on patrol", "ISO 639-3 codes", "No interpreter is recorded on a patrol of the period.", {"Language", "Patrols"}, {70.0}, {}, true};
    for (const auto& [language, n] : build.effort.languages)
        table.rows.push_back({textValue(language), countValue(n)});
    return table;
}

std::string placesText(const CoverageBuild& build, const analysis::Denial& denial)
{
    std::vector<std::string> names;
    for (const core::PlaceId id : denial.places)
        if (const auto* place = build.mission.find<core::Place>(id))
            names.push_back(nameOf(*place));
    return names.empty() ? "not recorded" : words::list(names, 3, "more place", "more places");
}

ValueTable denialTable(const CoverageBuild& build)
{
    ValueTable table{"Patrols denied, turned back or hindered", {}, "No patrol of the period is recorded as denied or turned back.", {"Patrol", "Reason", "Area", "Bound for", "Planned days"}, {92.0, 96.0, 120.0, 68.0}, {}};
    for (const auto& denial : build.effort.denials) {
        const auto& patrol = *build.mission.find<core::Patrol>(denial.patrol);
        const auto start = patrol.actual_start ? patrol.actual_start : patrol.planned_start;
        table.rows.push_back({textValue((patrol.reference.empty() ? std::string{} : patrol.reference + ", ") + core::readable(build.zone.dayAt(*start))),
                              textValue(denial.reason ? words::of(*denial.reason) : denial.text.empty() ? "not recorded" : denial.text),
                              textValue(denial.area ? build.areaName(denial.area) : "not recorded"), textValue(placesText(build, denial)), numberValue(Measured::DAYS, denial.planned_days)});
    }
    return table;
}

ValueTable denialAreas(const CoverageBuild& build)
{
    struct Sum {
        std::int64_t patrols = 0, dated = 0;
        double days = 0.0;
    };
    std::map<std::string, Sum> areas;
    for (const auto& denial : build.effort.denials) {
        Sum& sum = areas[denial.area ? build.areaName(denial.area) : "Area not recorded"];
        ++sum.patrols;
        sum.dated += denial.planned_days ? 1 : 0;
        sum.days += denial.planned_days.value_or(0.0);
    }
    ValueTable table{"Denials by area", "Days: planned start to end of these patrols", {}, {"Area", "Patrols", "Planned days"}, {70.0, 90.0}, {}, true};
    for (const auto& [name, sum] : areas)
        table.rows.push_back({textValue(name), countValue(sum.patrols), numberValue(Measured::DAYS, sum.dated > 0 ? std::optional{sum.days} : std::nullopt)});
    return table;
}

ValueTable actorTable(const CoverageBuild& build)
{
    ValueTable table{"Incidents of obstruction, by actor", {}, "No incident of obstruction is recorded in the period.", {"Actor named", "Incidents"}, {70.0}, {}};
    for (const auto& obstruction : build.effort.obstructions) {
        const auto* actor = obstruction.actor ? build.mission.find<core::Actor>(*obstruction.actor) : nullptr;
        table.rows.push_back({textValue(actor != nullptr ? nameOf(*actor) : "Nobody named"), countValue(obstruction.incidents)});
    }
    return table;
}

} // namespace

CoverageSection responseSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::RESPONSE;
    const auto median = build.times.total.median();
    section.message = build.times.alerts == 0 ? std::string{"No alert of the period is recorded, so nothing can be said about responses"}
                      : !median               ? "Of no alert of the period is it recorded when help arrived"
                                              : "Half of the recorded responses took " + minutesText(*median) + " or less; an attack is taken to last " + minutesText(build.in.reach.attack_minutes);
    const auto& alerts = build.alerts;
    auto& list = section.measures;
    list.push_back(measure("Alerts received", countValue(build.times.alerts), "in the period, without duplicates and false ones"));
    list.push_back(measure("Answered", countValue(build.times.answered), "of those, with a unit tasked, departed or arrived"));
    list.push_back(shareMeasure("Got a response", alerts.response, "any responder acted / alerts that needed a response"));
    list.push_back(shareMeasure("Mission responded", alerts.mission_response, "mission acted / alerts that needed a response"));
    list.push_back(shareMeasure("Physical response", alerts.physical_response, "physical acts / alerts that needed a physical response"));
    list.push_back(shareMeasure("In time", alerts.in_time, "reported averted or interrupted / alerts that needed a physical response"));
    list.push_back(shareMeasure("Community told", alerts.feedback, "feedback given / closed alerts"));
    if (median)
        list.push_back(shareMeasure("Attacks met at that pace", analysis::wouldHaveMet(analysis::attackDurations(build.mission, build.in.coverage.as_of), *median),
                                    "recorded attacks that lasted at least the median response / those with start and end known to the hour, of all dates"));
    list.push_back(measure("Unanswered near a base", countValue(static_cast<std::int64_t>(alerts.unanswered_near_base.size())), "required a response, nobody acted, within 10 km of an open base"));
    list.push_back(measure("Answerable at once", countValue(static_cast<std::int64_t>(build.in.reach.answerable_at_once)), "Must and Should places in time when each unit answers one"));
    section.tables = {stageTable(build), interceptionTable(build), noResponseTable(build)};
    return section;
}

CoverageSection contactSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::CONTACT;
    const auto& m = build.metrics;
    const auto& met = build.effort.met;
    section.message = met.visits == 0 ? std::string{"No visit of the period is recorded"}
                                      : "People were met at " + words::number(m.contact.part) + " of " + words::count(m.contact.whole, "visit", "visits") + "; women were asked apart at " + words::number(m.women_asked.part);
    const std::string numbers = "sum over visits; numbers are recorded of " + core::grouped(met.visits_with_numbers) + " of " + core::grouped(met.visits);
    auto& list = section.measures;
    list.push_back(open(measure("Women met", countValue(met.women, Measured::PEOPLE), numbers)));
    list.push_back(open(measure("Men met", countValue(met.men, Measured::PEOPLE), numbers)));
    list.push_back(open(measure("Youth met", countValue(met.youth, Measured::PEOPLE), numbers)));
    list.push_back(open(measure("Leaders met", countValue(met.leaders, Measured::PEOPLE), numbers)));
    list.push_back(open(shareMeasure("Contact", m.contact, "visits with people met / visits")));
    list.push_back(open(shareMeasure("Women asked apart", m.women_asked, "visits with women asked separately / visits")));
    list.push_back(open(measure("Women on patrol", numberValue(Measured::SHARE, m.womenShare()),
                                "hours x women / hours x strength; not recorded of " + words::count(m.patrols_without_strength, "patrol", "patrols"))));
    list.push_back(open(shareMeasure("Mixed patrols", m.mixed_patrols, "women and men / patrols with both numbers recorded")));
    list.push_back(open(shareMeasure("Liaison assistant or interpreter", m.cla_cover, "visits with one / visits; the languages of a place are not recorded")));
    const auto liaison = analysis::liaisonCoverOf(build.mission, build.in.coverage.as_of);
    list.push_back(shareMeasure("Bases with a liaison assistant", liaison.with_assistant, "open bases with one or more / with the number recorded"));
    list.push_back(open(shareMeasure("Women liaison assistants", liaison.women, "of all at bases where both numbers are recorded")));
    list.push_back(open(measure("Alert network cover", numberValue(Measured::SHARE, m.canCover()),
                                "people in places with a tested network / people; not known for " + words::count(m.people_unknown, "place", "places"))));
    list.push_back(open(shareMeasure("Alert network tests that worked", build.effort.can_tests,
                                     "tests of the period with a result; " + core::grouped(build.effort.can_tests_without_result) + " without")));
    section.tables.push_back(languageTable(build));
    return section;
}

CoverageSection obstructionSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::OBSTRUCTION;
    const auto denied = static_cast<std::int64_t>(build.effort.denials.size());
    std::int64_t incidents = 0;
    for (const auto& obstruction : build.effort.obstructions)
        incidents += obstruction.incidents;
    section.message = denied == 0 && incidents == 0 ? std::string{"No denial or obstruction of a patrol is recorded"}
                                                    : words::capitalised(words::count(denied, "patrol was", "patrols were")) + " denied, turned back or hindered";
    section.measures.push_back(open(shareMeasure("Denied", build.metrics.denied, "refused clearance or turned back / (departed + refused)")));
    if (denied > 0)
        section.tables.push_back(denialAreas(build));
    section.tables.push_back(denialTable(build));
    section.tables.push_back(actorTable(build));
    return section;
}

} // namespace tutela::report
