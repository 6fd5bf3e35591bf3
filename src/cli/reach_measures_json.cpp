// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reach_measures_json_p.h"

#include "rounded_p.h"

#include "reach_json_p.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace tutela::cli {

using analysis::peopleWithin;
using core::Season;
using nlohmann::json;

namespace {

json conditionJson(const analysis::Reach& reach, const analysis::ReachByCondition& conditions)
{
    const auto people = [&](bool urgentOnly) {
        const auto within = [&](Season season, bool night) { return peopleWithin(reach, conditions.of(season, night), reach.attack_minutes, urgentOnly); };
        return json{{"day_dry", within(Season::DRY, false)}, {"day_wet", within(Season::WET, false)}, {"night_dry", within(Season::DRY, true)}, {"night_wet", within(Season::WET, true)}};
    };
    return {{"people", people(false)}, {"people_urgent", people(true)}, {"night_wet_loss", rounded(conditions.nightWetLoss(reach, reach.attack_minutes))}};
}

std::int64_t sensitivePeople(const analysis::Reach& reach, const analysis::ReachSensitivity& sensitivity)
{
    std::int64_t people = 0;
    for (std::size_t i = 0; i < reach.places.size(); ++i)
        people += sensitivity.isSensitive(i, reach.attack_minutes) ? reach.places[i].people.value_or(0) : 0;
    return people;
}

/// The people and, by name, the places whose answer depends on the speeds.
void printSensitive(std::ostream& out, const core::Mission& mission, const analysis::Reach& reach, const analysis::ReachSensitivity& sensitivity)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < reach.places.size(); ++i)
        if (sensitivity.isSensitive(i, reach.attack_minutes))
            names.push_back(placeName(mission, reach.places[i].place));
    out << fmt::format("with speeds 30 % lower or higher the answer changes for {} people in {} place{}{}{}\n", sensitivePeople(reach, sensitivity), names.size(), names.size() == 1 ? "" : "s",
                       names.empty() ? "" : ": ", fmt::join(names, ", "));
}

} // namespace

ReachMeasures reachMeasures(const core::Mission& mission, const analysis::Terrain& terrain, const analysis::Reach& reach, AskedMeasures asked, const core::Progress& progress)
{
    const double conditions = !asked.conditions ? 0.0 : asked.sensitivity ? 0.6 : 1.0; // of the work
    ReachMeasures out{analysis::attackDurations(mission, reach.options.as_of), {}, {}};
    if (asked.conditions)
        out.conditions = analysis::reachByCondition(mission, terrain, reach, progress.part(0.0, conditions));
    if (asked.sensitivity)
        out.sensitivity = analysis::reachSensitivity(mission, terrain, reach, progress.part(conditions, 1.0));
    return out;
}

void addMeasures(json& document, const analysis::Reach& reach, const ReachMeasures& measures)
{
    const auto times = analysis::minutesByPlace(reach);
    json& places = document["places"];
    for (std::size_t i = 0; i < times.size(); ++i) {
        places[i]["attacks_met_share"] = rounded(analysis::wouldHaveMet(measures.durations, times[i]).value());
        if (measures.sensitivity)
            places[i]["sensitive_to_speed"] = measures.sensitivity->isSensitive(i, reach.attack_minutes);
    }
    document["attack_durations"] = measures.durations.size();
    if (measures.conditions)
        document["by_condition"] = conditionJson(reach, *measures.conditions);
    if (measures.sensitivity)
        document["people_sensitive_to_speed"] = sensitivePeople(reach, *measures.sensitivity);
}

void printMeasures(std::ostream& out, const core::Mission& mission, const analysis::Reach& reach, const ReachMeasures& measures)
{
    if (measures.conditions) {
        const auto within = [&](Season season, bool night) { return peopleWithin(reach, measures.conditions->of(season, night), reach.attack_minutes); };
        const auto loss = measures.conditions->nightWetLoss(reach, reach.attack_minutes);
        out << fmt::format("people reached before an attack ends: by day {} in the dry and {} in the wet season, by night {} and {}; lost by night in the wet season: {}\n", within(Season::DRY, false),
                           within(Season::WET, false), within(Season::DRY, true), within(Season::WET, true), loss ? fmt::format("{:.1f} %", *loss * 100.0) : "not known");
    }
    out << fmt::format("attacks whose duration is recorded: {}\n", measures.durations.size());
    if (measures.sensitivity)
        printSensitive(out, mission, reach, *measures.sensitivity);
}

} // namespace tutela::cli
