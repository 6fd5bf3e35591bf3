// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "build_coverage_p.h"
#include "words_p.h"

#include <tutela/analysis/force_density.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>
#include <map>

/// Sections 9 and 10: the forces there are, and what other dispositions would bring.
namespace tutela::report {
namespace {

constexpr double kAvailability = 0.35; ///< of a unit for which none is recorded (doctrine.md 5.4)

/// Sums over units; numbers that are not recorded are counted, never taken as 0.
struct Force {
    std::int64_t units = 0, strength_known = 0, strength = 0, women_known = 0, women = 0, availability_assumed = 0;
    double available = 0.0;

    void add(const core::Unit& unit)
    {
        ++units;
        women_known += unit.women ? 1 : 0;
        women += unit.women.value_or(0);
        if (!unit.strength)
            return;
        ++strength_known;
        strength += *unit.strength;
        available += static_cast<double>(*unit.strength) * unit.availability.value_or(kAvailability);
        availability_assumed += unit.availability ? 0 : 1;
    }
    [[nodiscard]] Value strengthValue() const { return numberValue(Measured::COUNT, strength_known > 0 ? std::optional{static_cast<double>(strength)} : std::nullopt); }
    [[nodiscard]] Value availableValue() const { return numberValue(Measured::COUNT, strength_known > 0 ? std::optional{available} : std::nullopt); }
    [[nodiscard]] Value womenValue() const { return numberValue(Measured::COUNT, women_known > 0 ? std::optional{static_cast<double>(women)} : std::nullopt); }
};

bool isOpen(const core::Base& base, core::Day day) { return (!base.open_from || *base.open_from <= day) && (!base.open_to || *base.open_to > day); }

ValueTable baseTable(const CoverageBuild& build)
{
    ValueTable table{"By base", "Open at the information cut-off", "No base is recorded as open.", {"Base", "Kind", "Units", "Strength", "Available", "Static tasks"}, {130.0, 45.0, 70.0, 70.0, 75.0}, {}};
    const core::Day day = build.zone.dayAt(build.in.coverage.as_of);
    std::map<std::optional<core::BaseId>, Force> forces;
    for (const auto& unit : build.mission.all<core::Unit>())
        forces[unit.base_id].add(unit);
    for (const auto& base : build.mission.all<core::Base>()) {
        if (!isOpen(base, day))
            continue;
        const Force& force = forces[core::BaseId{base.id}];
        table.rows.push_back({textValue(nameOf(base)), textValue(base.base_kind ? words::of(*base.base_kind) : "not recorded"), countValue(force.units), force.strengthValue(), force.availableValue(),
                              countValue(base.static_task_strength)});
    }
    if (const auto without = forces.find(std::nullopt); without != forces.end())
        table.rows.push_back({textValue("Units without a base"), textValue("–"), countValue(without->second.units), without->second.strengthValue(), without->second.availableValue(), textValue("–")});
    return table;
}

Value perTroop(const std::optional<double>& density, bool noTroops) { return noTroops ? textValue("none") : numberValue(Measured::RATIO, density); }

std::string peopleBasis(const analysis::AreaDensity& found)
{
    return found.population_recorded ? std::string{"people as the mission states them"} : "people are not known of " + words::count(found.places_without_people, "place", "places");
}

void addDensity(const analysis::AreaDensity& found, CoverageSection& section)
{
    auto& list = section.measures;
    list.push_back(measure("Troops", numberValue(Measured::COUNT, found.troops), "of all densities below: " + analysis::troopsBasis(found)));
    list.push_back(measure("People per troop", perTroop(found.all.people_per_troop, found.hasNoTroops()), "people / troops; " + peopleBasis(found)));
    list.push_back(measure("Km² per troop", perTroop(found.all.km2_per_troop, found.hasNoTroops()), "area / troops"));
    list.push_back(measure("People per usable troop", perTroop(found.usable.people_per_troop, found.hasNoUsableTroops()), "the same with " + analysis::usableBasis(found)));
    list.push_back(measure("Km² per usable troop", perTroop(found.usable.km2_per_troop, found.hasNoUsableTroops()), "the same"));
    list.push_back(measure("Troops per 1 000 people", numberValue(Measured::RATIO, found.all.troops_per_1000), "1 000 x troops / people"));
    list.push_back(measure("Troops per 100 km²", numberValue(Measured::RATIO, found.all.troops_per_100km2), "100 x troops / area"));
    list.push_back(measure("Troops per 1 000 people at risk", numberValue(Measured::RATIO, found.troops_per_1000_urgent), "1 000 x troops / people of Must and Should places"));
}

ValueTable densityTable(const CoverageBuild& build, const analysis::DensityTable& found)
{
    ValueTable table{"Force density by area", "Strength of the military units whose base stands there" + (found.troops_elsewhere > 0 ? "; " + core::grouped(found.troops_elsewhere) + " troops lie in none of them" : std::string{}), "No level of areas divides the mission.",
                     {"Area", "Troops", "Usable", "People per troop", "Km² per troop", "Per 1 000 at risk"}, {60.0, 60.0, 85.0, 80.0, 90.0}, {}};
    for (const auto& area : found.areas)
        table.rows.push_back({textValue(build.areaName(area.area)), countValue(area.troops), numberValue(Measured::COUNT, area.usable_troops), perTroop(area.all.people_per_troop, area.hasNoTroops()),
                              perTroop(area.all.km2_per_troop, area.hasNoTroops()), numberValue(Measured::RATIO, area.troops_per_1000_urgent)});
    return table;
}

std::string signedCount(std::int64_t change) { return change == 0 ? "0" : (change > 0 ? "+" : "−") + core::grouped(std::abs(change)); }

std::int64_t placesInTime(const analysis::Reach& reach)
{
    return std::count_if(reach.places.begin(), reach.places.end(), [](const analysis::PlaceReach& place) { return place.in_time && isUrgent(place.priority); });
}

} // namespace

CoverageSection forceSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::FORCE;
    Force all;
    for (const auto& unit : build.mission.all<core::Unit>())
        all.add(unit);
    analysis::Share tasked; // bases whose static tasks are recorded, of the open ones
    std::int64_t guards = 0;
    const core::Day day = build.zone.dayAt(build.in.coverage.as_of);
    for (const auto& base : build.mission.all<core::Base>())
        if (isOpen(base, day)) {
            ++tasked.whole;
            tasked.part += base.static_task_strength ? 1 : 0;
            guards += base.static_task_strength.value_or(0);
        }
    section.message = all.strength_known == 0 ? std::string{"The strength of the units is not recorded"}
                                              : core::grouped(std::llround(all.available)) + " of " + core::grouped(all.strength) + " are available for tasks";
    auto& list = section.measures;
    list.push_back(measure("Strength", all.strengthValue(), "sum over all units, police and civilians too; recorded of " + core::grouped(all.strength_known) + " of " + core::grouped(all.units)));
    list.push_back(measure("Women", all.womenValue(), "the same; recorded of " + core::grouped(all.women_known) + " of " + core::grouped(all.units)));
    list.push_back(measure("Available", all.availableValue(), "strength x availability, summed; 0.35 is taken for " + words::count(all.availability_assumed, "unit", "units") + " without a recorded one"));
    list.push_back(measure("On static tasks", numberValue(Measured::COUNT, tasked.part > 0 ? std::optional{static_cast<double>(guards)} : std::nullopt),
                           "sum over open bases; recorded of " + core::grouped(tasked.part) + " of " + core::grouped(tasked.whole)));
    const auto density = analysis::forceDensityOf(build.mission, build.in.coverage.as_of);
    addDensity(density.mission, section);
    section.tables.push_back(baseTable(build));
    section.tables.push_back(densityTable(build, density));
    return section;
}

CoverageSection optionsSection(const CoverageBuild& build)
{
    CoverageSection section;
    section.topic = CoverageTopic::OPTIONS;
    const analysis::Reach& today = build.in.reach;
    ValueTable table{"Scenarios of the mission", "People reached before an attack ends; change against today", {}, {"Scenario", "People", "Change", "Must, Should", "Change", "Places", "Change"}, {70.0, 62.0, 70.0, 62.0, 50.0, 50.0}, {}};
    for (const auto& scenario : build.in.scenarios) {
        if (!scenario.reach) {
            section.notes.push_back("Scenario " + scenario.name + " cannot be computed: " + words::withStop(scenario.problem));
            continue;
        }
        const auto& found = *scenario.reach;
        const std::int64_t gain = found.people_urgent.inAttack - today.people_urgent.inAttack;
        const bool sensitive = scenario.by_speed && scenario.by_speed->sensitive;
        table.rows.push_back({textValue(scenario.name + (sensitive ? " (sensitive to speed)" : "")), countValue(found.people.inAttack, Measured::PEOPLE), textValue(signedCount(found.people.inAttack - today.people.inAttack)),
                              countValue(found.people_urgent.inAttack, Measured::PEOPLE), textValue(signedCount(gain)), countValue(placesInTime(found)), textValue(signedCount(placesInTime(found) - placesInTime(today)))});
        if (sensitive)
            section.notes.push_back(scenario.name + " is sensitive to speed: with speeds 30 % lower or higher the sign of its gain or the places gained and lost are others. People, against today: " +
                                    signedCount(scenario.by_speed->slower) + " with lower, " + signedCount(scenario.by_speed->faster) + " with higher speeds.");
        if (!scenario.note.empty())
            section.notes.push_back(scenario.name + ": " + words::withStop(scenario.note));
    }
    const auto best = analysis::bestScenario(today, build.in.scenarios);
    const std::int64_t gained = best ? build.in.scenarios[*best].reach->people_urgent.inAttack - today.people_urgent.inAttack : 0;
    if (build.in.scenarios.empty())
        section.message = "No scenario is recorded: other bases, schedules and reserves were not compared";
    else if (gained > 0)
        section.message = "Most is gained by " + build.in.scenarios[*best].name + ": " + core::grouped(gained) + " people more in Must and Should places are reached in time";
    else
        section.message = "No recorded scenario reaches more people of Must and Should places in time";
    if (!table.rows.empty())
        section.tables.push_back(std::move(table));
    return section;
}

} // namespace tutela::report
