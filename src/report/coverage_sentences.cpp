// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage_p.h"
#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>

/// The prose of a patrol coverage review, made from its values.
namespace tutela::report {
namespace {

std::string percent(double share)
{
    const auto tenths = std::llround(share * 1000.0);
    return std::to_string(tenths / 10) + "." + std::to_string(std::abs(tenths % 10)) + " %";
}

std::string decimal(double value, int digits)
{
    const double scale = std::pow(10.0, digits);
    const auto whole = std::llround(std::abs(value) * scale);
    std::string fraction = std::to_string(whole % static_cast<std::int64_t>(scale));
    fraction.insert(0, static_cast<std::size_t>(digits) - fraction.size(), '0');
    return (value < 0 && whole > 0 ? "−" : "") + core::grouped(whole / static_cast<std::int64_t>(scale)) + "." + fraction;
}

/// "102 751 people in 11 Must and Should places".
std::string urgentPeople(const CoverageModel& coverage)
{
    return (coverage.urgent_without_people > 0 ? "at least " : "") + core::grouped(*coverage.urgent_all) + (*coverage.urgent_all == 1 ? " person" : " people") + " in " +
           words::count(coverage.urgent_places, "Must or Should place", "Must and Should places");
}

std::string bottomLine(const CoverageModel& coverage)
{
    if (!coverage.urgent_all)
        return "This copy tells what patrols did; where they were and where help arrives is withheld.";
    if (coverage.urgent_places == 0)
        return coverage.judged == 0 ? "No place is assessed yet: who has to be protected first is not known." : "No place is of class Must or Should.";
    const std::string all = urgentPeople(coverage), within = "before an attack of " + minutesText(coverage.attack_minutes) + " ends";
    if (coverage.urgent_in_time == 0)
        return "None of " + all + " can be reached " + within + ".";
    if (coverage.urgent_in_time == coverage.urgent_all)
        return "All of " + all + " can be reached " + within + ".";
    return core::grouped(*coverage.urgent_in_time) + " of " + all + " (" + percent(static_cast<double>(*coverage.urgent_in_time) / static_cast<double>(*coverage.urgent_all)) + ") can be reached " + within + ".";
}

std::string worstGaps(const CoverageModel& coverage)
{
    std::vector<std::string> names;
    for (const auto* place : gapsOf(coverage))
        names.push_back(place->name);
    if (names.empty())
        return coverage.urgent_places > 0 ? "No Must or Should place has a gap." : std::string{};
    const std::string worst = names.size() == 1 ? "The gap: " : "The worst gaps: ";
    return worst + words::list(names, 4, "more", "more") + ".";
}

std::string trend(const CoverageModel& coverage)
{
    if (!coverage.known_until.empty())
        return "The period runs past the mission's information cut-off, " + coverage.known_until + ": what happened after it is not known, and nothing is compared with the period before.";
    if (!coverage.has_patrols)
        return "No patrol of the period is recorded: visits are not known.";
    if (!coverage.risk_covered)
        return {};
    const std::string now = "Visits in time cover " + percent(*coverage.risk_covered) + " of the risk";
    if (!coverage.before.risk_covered)
        return now + "; the period before is not known.";
    const double change = *coverage.risk_covered - *coverage.before.risk_covered;
    if (std::llround(change * 1000.0) == 0)
        return now + ", as in the period before, by the same classes and risk.";
    return now + (change > 0 ? ", up from " : ", down from ") + percent(*coverage.before.risk_covered) + " in the period before, by the same classes and risk.";
}

std::string precisionOf(Profile profile)
{
    switch (profile) {
    case Profile::PARTNER: return "Reduced precision: positions to 5 km, people to two digits; without bases, tracks, visits, reach, responses, forces and options.";
    case Profile::LEADERSHIP: return "Without names of sources.";
    default: return {};
    }
}

} // namespace

std::string minutesText(double minutes) { return core::grouped(std::llround(minutes)) + " min"; }
std::string shareText(double share) { return percent(share); }

std::string titleOf(CoverageTopic topic)
{
    switch (topic) {
    case CoverageTopic::EFFORT: return "Effort";
    case CoverageTopic::MATCH: return "Match with the risk";
    case CoverageTopic::RESPONSE: return "Response";
    case CoverageTopic::CONTACT: return "Contact with people";
    case CoverageTopic::OBSTRUCTION: return "Obstruction";
    case CoverageTopic::FORCE: return "Force picture";
    case CoverageTopic::OPTIONS: return "Options";
    case CoverageTopic::METHOD: return "Method and data limits";
    }
    return {};
}

std::string textOf(const Value& value)
{
    if (value.what == Measured::TEXT)
        return value.text;
    if (!value.number)
        return "not recorded";
    switch (value.what) {
    case Measured::HOURS: return decimal(*value.number, 1) + " h";
    case Measured::MINUTES: return minutesText(*value.number);
    case Measured::DAYS: return decimal(*value.number, 1) + " d";
    case Measured::KM: return core::grouped(std::llround(*value.number)) + " km";
    case Measured::SHARE: return percent(*value.number);
    case Measured::RATIO: return decimal(*value.number, 2);
    default: return core::grouped(std::llround(*value.number));
    }
}

std::string textOf(const Measure& measure)
{
    if (!measure.part || !measure.total)
        return textOf(measure.value);
    if (*measure.total == 0)
        return "none to count";
    return core::grouped(*measure.part) + " of " + core::grouped(*measure.total) + " (" + textOf(measure.value) + ")";
}

std::vector<const CoveragePlace*> gapsOf(const CoverageModel& coverage)
{
    std::vector<const CoveragePlace*> gaps;
    for (const auto& place : coverage.places)
        if (place.gap)
            gaps.push_back(&place);
    return gaps;
}

void composeCoverage(ReportModel& model)
{
    const CoverageModel& coverage = *model.coverage;
    Sentences& text = model.text;
    text.one_sentence = text.headline = bottomLine(coverage);
    if (text.headline.ends_with('.'))
        text.headline.pop_back();
    text.changed = model.profile >= Profile::PARTNER ? std::string{} : core::joined({worstGaps(coverage), trend(coverage)}, " ");
    text.map_sources = "Sources: mission records of patrols, bases, roads and places. Information cut-off " + model.head.as_of_text + ".";
    text.precision_note = precisionOf(model.profile);
}

} // namespace tutela::report
