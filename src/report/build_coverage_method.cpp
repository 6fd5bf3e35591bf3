// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <fmt/format.h>

#include <algorithm>

/// Section 11: what the numbers rest on.
namespace tutela::report {
namespace {

ValueTable emptyParameters(const char* heading) { return {heading, "The formulas are Tutela's own; not UN doctrine", {}, {"Parameter", "Value", "Used for"}, {150.0, 225.0}, {}}; }

void addParameter(ValueTable& table, const char* name, std::string value, const char* use) { table.rows.push_back({textValue(name), textValue(std::move(value)), textValue(use)}); }

/// How fast help comes, and when it does not: not for partners.
ValueTable reachParameters(const CoverageBuild& build)
{
    const auto& reach = build.in.reach;
    const auto& options = reach.options;
    ValueTable table = emptyParameters("Parameters of reach");
    const auto row = [&](const char* name, std::string value, const char* use) { addParameter(table, name, std::move(value), use); };
    row("Length of an attack D", fmt::format("{} ({})", minutesText(reach.attack_minutes), analysis::attackMinutesBasis(reach.attack_minutes_from)), "in time: response no longer than D");
    row("Information, decision", fmt::format("{} and {} min", options.info_minutes, options.decide_minutes), "first parts of a response; then the notice of the unit, then travel");
    row("Means", options.mode ? words::of(*options.mode) : "the fastest of each base", "travel");
    row("Season, hour", (options.season ? words::lowered(words::of(*options.season)) : std::string{"not known"}) + (options.night ? ", by night" : ", by day"), "speeds, notice, caveats");
    row("Cells off the roads", core::grouped(static_cast<std::int64_t>(build.in.cell_metres)) + " m", "travel over land");
    return table;
}

ValueTable visitParameters()
{
    ValueTable table = emptyParameters("Parameters");
    table.open = true;
    const auto row = [&](const char* name, std::string value, const char* use) { addParameter(table, name, std::move(value), use); };
    row("Place", "2 km", "presence, visits and attacks in the place");
    row("Visit", "30 min, on foot or people met", "else a pass-through");
    row("Revisit interval", "3, 7, 14, 30 days", "Must, Should, Could, Watch; overdue beyond, or never visited");
    row("Blind spot", "90 days", "no visit, test of the alert network, alert or incident");
    row("Night", "sun below -6 degrees", "at the place");
    return table;
}

void reachNotes(const CoverageBuild& build, std::vector<std::string>& notes)
{
    for (const auto* list : {&build.in.terrain_notes, &build.in.reach.notes})
        for (const auto& note : *list)
            if (std::find(notes.begin(), notes.end(), note) == notes.end())
                notes.push_back(note);
    for (auto& note : analysis::notesOf(build.mission, build.in.coverage))
        notes.push_back(std::move(note));
    const auto without = static_cast<std::int64_t>(build.in.coverage.without_position.size());
    if (without > 0)
        notes.push_back(words::capitalised(words::count(without, "place has", "places have")) + " no position: neither visits nor responses can be judged there.");
    const auto people = build.in.reach.people_urgent.places_without_people;
    if (people > 0)
        notes.push_back("The people of " + words::count(people, "Must or Should place are", "Must or Should places are") + " not known: every number of people is a least one.");
    const auto unrated = std::count_if(build.in.coverage.places.begin(), build.in.coverage.places.end(), [](const auto& place) { return !place.priority; });
    if (const auto unowned = build.metrics.tracks_without_patrol; unowned > 0)
        notes.push_back(words::capitalised(words::count(unowned, "track belongs", "tracks belong")) + " to no patrol yet: hours and kilometres count, visits do not, and no number of patrols holds " + (unowned == 1 ? "it." : "them."));
    if (unrated > 0)
        notes.push_back(words::capitalised(words::count(unrated, "place is", "places are")) + " not assessed: they have no class, hence no interval, and are in no share.");
    notes.emplace_back("Between two fixes of a track the way is taken as straight; more than an hour between fixes says nothing.");
}

} // namespace

CoverageSection methodSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::METHOD;
    const auto& m = build.metrics;
    const analysis::Share tracked{m.tracks, m.tracks + m.reported_only + m.planned_only};
    section.message = tracked.whole == 0 ? std::string{"No patrol of the period is recorded: what patrols did is not known"}
                                         : words::capitalised(words::number(tracked.part)) + " of " + words::count(tracked.whole, "patrol", "patrols") + " left a track";
    auto& list = section.measures;
    list.push_back(open(shareMeasure("Patrols with a track", tracked, "recorded track / patrols of the period")));
    list.push_back(open(measure("Patrols with reported stops only", countValue(m.reported_only), "their way between the stops is not known")));
    list.push_back(open(measure("Patrols with a plan only", countValue(m.planned_only), "planned or called off: they count nowhere as presence")));
    list.push_back(measure("Tracks without a patrol", countValue(m.tracks_without_patrol), "nobody said yet which patrol drove them; among no patrols here"));
    list.push_back(open(measure("Patrols done without a report", countValue(build.effort.without_report), "completed, no time of a report recorded")));
    section.tables.push_back(reachParameters(build));
    section.tables.push_back(visitParameters());
    reachNotes(build, section.notes);
    return section;
}

} // namespace tutela::report
