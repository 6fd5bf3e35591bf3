// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "words_p.h"

#include <tutela/analysis/action_effect.h>
#include <tutela/core/text.h>

#include <algorithm>

/// Sections 4 and 5: what the patrols cost and how they lie in time.
namespace tutela::report {
namespace {

std::string nOf(std::int64_t n, std::int64_t all, std::string_view what) { return core::grouped(n) + " of " + core::grouped(all) + " " + std::string{what}; }

/// Hours, km: not recorded when nothing is behind the sum.
Value sumValue(Measured what, double sum, std::int64_t behind) { return numberValue(what, behind > 0 ? std::optional{sum} : std::nullopt); }

/// In the period of its points a track counts though the patrol that it was given to left in another.
Value kmValue(double km, std::int64_t tracks) { return sumValue(Measured::KM, km, km > 0.0 ? 1 : tracks); }

void addCounts(const CoverageBuild& build, CoverageSection& section)
{
    const auto& all = build.effort.all;
    const auto& m = build.metrics;
    auto& list = section.measures;
    list.push_back(open(measure("Planned", countValue(all.planned), "patrols of the period with a planned start, beyond a proposal")));
    list.push_back(open(measure("Done", countValue(all.done), "completed or reported")));
    list.push_back(open(measure("Called off", countValue(all.cancelled), "cancelled or broken off; reasons below")));
    list.push_back(open(shareMeasure("Execution", m.execution, "completed / (approved - sent elsewhere)")));
    list.push_back(open(measure("Patrol hours", sumValue(Measured::HOURS, all.hours, all.hours_known),
                                "actual start to end, summed; both times are recorded of " + nOf(all.hours_known, all.started, "patrols that left"))));
    list.push_back(measure("Distance", kmValue(m.track_km, all.tracks), "length of the recorded tracks, by the times of their points; " + nOf(all.tracks, all.started, "patrols that left have one")));
    list.push_back(measure("Presence", numberValue(Measured::HOURS, m.presence_hours), "time of any patrol, temporary base or standing deployment within 2 km of a place, once for each place, summed over places"));
    list.push_back(measure("Night share", numberValue(Measured::SHARE, m.nightShare()), "night presence / presence, of patrols, temporary bases and standing deployments; night = sun lower than 6 degrees below the horizon"));
}

void addQuality(const CoverageBuild& build, CoverageSection& section)
{
    const auto& m = build.metrics;
    auto& list = section.measures;
    list.push_back(shareMeasure("On foot", build.effort.on_foot, "patrols on foot or dismounted for a part / patrols that left with their means recorded"));
    list.push_back(open(shareMeasure("Integrated", m.integrated, "patrols with two components or more / patrols that left")));
    list.push_back(measure("Joint with state forces", countValue(m.joint_with_state_forces), "patrols that left together with them; counted apart, see the policy on due diligence"));
    list.push_back(measure("Near main roads", numberValue(Measured::SHARE, m.roadHugging()), "km of track within 500 m of a primary or secondary road / km of track"));
    list.push_back(measure("Depth", numberValue(Measured::RATIO, m.depth()), "share of visited places more than 5 km off primary roads / share of all places; 1 = as often as the others"));
    list.push_back(measure("Range, median", numberValue(Measured::KM, m.rangeMedian()), "farthest recorded point of each patrol from its base, straight; " + nOf(static_cast<std::int64_t>(m.range_km.size()), m.patrols, "patrols")));
    list.push_back(measure("Range, largest", numberValue(Measured::KM, m.rangeMaximum()), "the same"));
    list.push_back(open(shareMeasure("Reports on time", m.reports_on_time, "reported within 24 h of the end (48 h after a day or more) / patrols done")));
    list.push_back(shareMeasure("Requirements answered", m.requirements_answered, "information requirements answered / carried"));
    list.push_back(measure("Attacks in the week before visits", countValue(m.attacks_before_visits), "violent incidents within 2 km of a visited place, each once"));
    list.push_back(measure("Attacks in the week after visits", countValue(m.attacks_after_visits), "the same; to look into when 3 or more and more than before"));
}

ValueTable reasonTable(const CoverageBuild& build)
{
    ValueTable table{"Why patrols were called off", {}, "No patrol of the period is recorded as called off.", {"Reason", "Patrols"}, {70.0}, {}, true};
    std::vector<std::pair<core::CancelReason, std::int64_t>> reasons{build.metrics.cancelled.begin(), build.metrics.cancelled.end()};
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [reason, n] : reasons)
        table.rows.push_back({textValue(words::of(reason)), countValue(n)});
    return table;
}

ValueTable unitTable(const CoverageBuild& build)
{
    ValueTable table{"By unit", "A patrol of two units counts for both", "No patrol of the period is recorded.", {"Unit", "Planned", "Done", "Called off", "Hours", "Km of track"}, {62.0, 62.0, 62.0, 70.0, 76.0}, {}};
    for (const auto& unit : build.effort.by_unit) {
        const auto* record = unit.unit ? build.mission.find<core::Unit>(*unit.unit) : nullptr;
        table.rows.push_back({textValue(record != nullptr ? nameOf(*record) : "Unit not recorded"), countValue(unit.planned), countValue(unit.done), countValue(unit.cancelled),
                              sumValue(Measured::HOURS, unit.hours, unit.hours_known), kmValue(unit.track_km, unit.tracks)});
    }
    return table;
}

ValueTable classTable(const CoverageBuild& build)
{
    ValueTable table{"Visited in time, by class", "Intervals: Must 3, Should 7, Could 14, Watch 30 days", "No place has a class.", {"Class", "Places", "In time", "People", "In time"}, {70.0, 90.0, 80.0, 90.0}, {}};
    for (std::size_t kind = 0; kind < build.metrics.revisit_by_class.size(); ++kind) {
        const auto& found = build.metrics.revisit_by_class[kind];
        if (found.places.whole == 0)
            continue;
        table.rows.push_back({textValue(words::of(static_cast<core::PriorityClass>(kind))), countValue(found.places.whole), numberValue(Measured::SHARE, found.places.value()),
                              countValue(found.people.whole, Measured::PEOPLE), numberValue(Measured::SHARE, found.people.value())});
    }
    return table;
}

Value rateValue(const core::Real& rate, const char* otherwise) { return rate ? numberValue(Measured::RATIO, rate) : textValue(otherwise); }

/// What the records say of attacks around completed actions; never why.
void addEffects(const CoverageBuild& build, CoverageSection& section)
{
    const auto found = analysis::actionEffects(build.mission, build.in.coverage.period, build.in.coverage.as_of);
    ValueTable table{"Attacks before and after completed actions",
                     "Per 28 days, from 56 days each",
                     "No action with a place was completed in the period or the 56 days before it.", {"Action", "Completed", "Before", "After", "Ratio", "Trend"}, {78.0, 58.0, 58.0, 48.0, 84.0}, {}};
    std::int64_t observed = 0;
    for (const auto& effect : found.actions) {
        const auto& action = *build.mission.find<core::Action>(effect.action);
        const bool early = !effect.rateAfter();
        table.rows.push_back({textValue(action.reference.empty() ? action.text : action.text.empty() ? action.reference : action.reference + ": " + action.text), textValue(core::readable(effect.done)),
                              rateValue(effect.rateBefore(), "not recorded"), rateValue(effect.rateAfter(), "too early"), rateValue(effect.ratio(), "–"), textValue(early ? "too early" : words::of(effect.trend.trend))});
        observed += effect.reporting_effect ? 1 : 0;
    }
    if (!found.actions.empty())
        section.notes.emplace_back("Attacks before and after actions: violent incidents within 10 km of the places of the action, in the 56 days before and after the day of completion, with the test of the trend (10 %). The counts tell no cause.");
    if (observed > 0)
        section.notes.push_back("Visits changed by more than half after " + words::count(observed, "action", "actions") + ": more patrols find more incidents, and fewer find fewer.");
    if (found.without_place > 0)
        section.notes.push_back(words::capitalised(words::count(found.without_place, "completed action names", "completed actions name")) + " no place with a position: attacks around it cannot be counted.");
    section.tables.push_back(std::move(table));
}

} // namespace

CoverageSection effortSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::EFFORT;
    const auto& all = build.effort.all;
    section.message = all.planned == 0 && all.started == 0 ? std::string{"No patrol of the period is recorded"}
                                                           : words::capitalised(words::number(all.done)) + " of " + words::number(std::max(all.planned, all.done)) + " planned patrols were done, " +
                                                                 words::number(all.cancelled) + " called off";
    addCounts(build, section);
    addQuality(build, section);
    section.tables.push_back(reasonTable(build));
    section.tables.push_back(unitTable(build));
    addEffects(build, section);
    if (build.metrics.reprisalWatch())
        section.notes.emplace_back("More attacks followed visits than came before them: look whether visits bring reprisals. The counts tell no cause.");
    return section;
}

CoverageSection matchSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::MATCH;
    const auto& m = build.metrics;
    const auto overlap = m.overlap();
    section.message = overlap ? "Patrols were in places at the hours of attacks for " + shareText(*overlap) + " of the day's pattern" : std::string{"The hours of attacks and patrols cannot be compared"};
    std::int64_t hours = 0;
    for (const double n : m.attack_hours)
        hours += static_cast<std::int64_t>(n);
    auto& list = section.measures;
    list.push_back(measure("Hour overlap", numberValue(Measured::RATIO, overlap),
                           "sum over the 24 local hours of the smaller share, attacks or patrols in places, without bases; 1 = alike; " + words::count(hours, "attack", "attacks") + " with a known hour, " +
                               core::grouped(m.attacks_without_hour) + " without"));
    list.push_back(measure("Predictability", numberValue(Measured::RATIO, m.predictable()), "entropy of the hours in which patrols left / log2(24); below 0.5 others can tell when patrols come"));
    list.push_back(shareMeasure("Attacks by night", build.effort.attacks_at_night, "of violent incidents with a known hour and position"));
    list.push_back(measure("Presence by night", numberValue(Measured::SHARE, m.nightShare()), "night presence / presence, of patrols, temporary bases and standing deployments"));
    list.push_back(measure("Risk-weighted coverage", numberValue(Measured::SHARE, m.revisit.riskWeighted()), "sum of residual risk x people where visited in time / sum of risk x people"));
    list.push_back(shareMeasure("Places visited in time", m.revisit.places, "places whose last visit is no longer ago than the interval of their class / places with a class"));
    list.push_back(measure("People visited in time", numberValue(Measured::SHARE, m.revisit.people.value()),
                           "people of those places / people of places with a class; not known for " + words::count(m.revisit.without_people, "place", "places")));
    section.tables.push_back(classTable(build));
    return section;
}

} // namespace tutela::report
