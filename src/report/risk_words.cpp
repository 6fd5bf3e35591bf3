// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "risk_words_p.h"

#include "words_p.h"

#include <tutela/core/text.h>

#include <algorithm>

namespace tutela::report {
namespace {

using core::Band;
using core::PriorityClass;
using words::count;

/// Rounded places do not add up to a rounded sum.
std::int64_t twoDigits(std::int64_t value)
{
    for (std::int64_t unit = 1; value / unit >= 10; unit *= 10)
        if (value / unit < 100)
            return (value + unit / 2) / unit * unit;
    return value;
}

std::vector<std::string> names(const std::vector<const PlaceStatus*>& places)
{
    std::vector<std::string> all;
    for (const auto* place : places)
        all.push_back(place->name);
    return all;
}

std::int64_t sizeOf(const std::vector<const PlaceStatus*>& places) { return static_cast<std::int64_t>(places.size()); }

/// "9 126 people live", "one person lives", "at least 9 126 people live".
std::string peopleLive(std::int64_t sum, std::int64_t unknown)
{
    const std::string people = sum == 1 ? "one person lives" : core::grouped(sum) + " people live";
    return unknown > 0 ? "at least " + people : people;
}

std::string notVisited(const AtRisk& risk)
{
    const std::int64_t all = sizeOf(risk.places);
    if (all == 0 || (risk.not_visited == 0 && risk.visited < all))
        return "";
    if (risk.not_visited == 0)
        return all == 1 ? "it was visited in time" : "all of them were visited in time";
    if (all == 1)
        return "it was not visited in time";
    if (risk.not_visited == all)
        return all == 2 ? "neither was visited in time" : "none of them was visited in time";
    return words::number(risk.not_visited) + " of them " + (risk.not_visited == 1 ? "was" : "were") + " not visited in time";
}

/// ", where 400 people live": of the places that may be at risk; empty when nothing is known of their people.
std::string wherePossible(const AtRisk& risk)
{
    return risk.possible_unknown == sizeOf(risk.possible) ? "" : ", where " + peopleLive(risk.possible_people, risk.possible_unknown) + ",";
}

/// "low and high": the lowest and highest that any of the ranges reaches.
template <class All, class BandOf>
std::string between(const All& all, BandOf bandOf)
{
    Band lowest = Band::CRITICAL;
    Band highest = Band::LOW;
    for (const auto& each : all) {
        lowest = std::min(lowest, bandOf(each).lowest);
        highest = std::max(highest, bandOf(each).highest);
    }
    return words::lowered(words::of(lowest)) + " and " + words::lowered(words::of(highest));
}

std::string possibleHeadline(const AtRisk& risk)
{
    std::string text = "Risk in " + words::list(names(risk.possible), 3, "more place", "more places") + " lies between " +
                       between(risk.possible, [](const auto* place) { return *place->band; }) + ": ";
    const PlaceStatus& only = *risk.possible.front();
    if (risk.possible.size() > 1 || only.inputs_missing == 0)
        return text + "inputs are not rated";
    return text + words::number(only.inputs_missing) + " of " + words::number(only.inputs) + (only.inputs_missing == 1 ? " inputs is" : " inputs are") +
           " not rated";
}

/// "critical in Luzi": the highest level that is known, and where; "high or critical" where it is one of the two.
std::string knownLevel(const AtRisk& risk)
{
    std::vector<const PlaceStatus*> critical;
    bool mayBeCritical = false;
    for (const auto* place : risk.places) {
        if (place->band->lowest == Band::CRITICAL)
            critical.push_back(place);
        mayBeCritical = mayBeCritical || place->band->highest == Band::CRITICAL;
    }
    const std::string level = !critical.empty() ? "critical" : mayBeCritical ? "high or critical" : "high";
    return level + " in " + words::list(names(critical.empty() ? risk.places : critical), 3, "more place", "more places");
}

} // namespace

bool surelyAtRisk(const std::optional<core::Range<Band>>& band) { return band && band->lowest >= Band::HIGH; }
bool maybeAtRisk(const std::optional<core::Range<Band>>& band) { return band && band->lowest < Band::HIGH && band->highest >= Band::HIGH; }

AtRisk placesAtRisk(const ReportModel& model)
{
    AtRisk risk;
    for (const auto& place : model.places) {
        if (maybeAtRisk(place.band)) {
            risk.possible.push_back(&place);
            risk.possible_people += place.people.value_or(0);
            risk.possible_unknown += place.people ? 0 : 1;
        }
        if (!surelyAtRisk(place.band))
            continue;
        risk.places.push_back(&place);
        risk.critical += place.band->lowest == Band::CRITICAL ? 1 : 0;
        risk.people += place.people.value_or(0);
        risk.people_unknown += place.people ? 0 : 1;
        risk.not_reached += place.arrival.state == ArrivalState::LATE || place.arrival.state == ArrivalState::NOBODY_COMES ? 1 : 0;
        risk.visited += place.visit == VisitState::IN_TIME ? 1 : 0;
        risk.not_visited += place.visit == VisitState::LATE || place.visit == VisitState::NONE_RECORDED ? 1 : 0;
    }
    if (model.profile == Profile::PARTNER) {
        risk.people = twoDigits(risk.people);
        risk.possible_people = twoDigits(risk.possible_people);
    }
    return risk;
}

std::string oneSentence(const ReportModel& model, const AtRisk& risk)
{
    if (model.lines.empty())
        return "No threat to civilians has been assessed for " + model.head.month + ".";
    const std::string when = "In " + model.head.month + ", ";
    if (risk.places.empty()) {
        if (risk.possible.empty())
            return when + "no assessed place is at high or critical risk.";
        return when + "no assessed place is known to be at high or critical risk. In " + count(sizeOf(risk.possible), "place", "places") +
               wherePossible(risk) + " it may be that high: inputs are not rated.";
    }
    const std::int64_t n = sizeOf(risk.places);
    std::string text = when;
    if (risk.people_unknown == n)
        text += count(n, "place is", "places are") + " at high or critical risk; how many people live there is not known";
    else
        text += peopleLive(risk.people, risk.people_unknown) + " in " + count(n, "place", "places") + " at high or critical risk";
    const std::string visits = notVisited(risk);
    text += (visits.empty() ? "" : "; " + visits) + ".";
    if (!risk.possible.empty())
        text += " In " + count(sizeOf(risk.possible), "more place", "more places") + wherePossible(risk) + " risk may be that high: inputs are not rated.";
    return text;
}

std::string headline(const ReportModel& model, const AtRisk& risk)
{
    if (model.lines.empty())
        return "No threat to civilians has been assessed";
    if (risk.places.empty())
        return risk.possible.empty() ? "No assessed place is at high or critical risk" : possibleHeadline(risk);
    std::vector<std::string> rising;
    for (const auto& area : model.areas)
        if (area.trend == core::Trend::RISING && surelyAtRisk(area.band))
            rising.push_back(area.name);
    std::string text = rising.empty() ? "Risk to civilians is " + knownLevel(risk) : "Risk is rising in " + words::list(rising, 3, "more area", "more areas");
    if (!risk.possible.empty())
        text += ", and may be high or critical in " + count(sizeOf(risk.possible), "place", "places") + " where inputs are not rated";
    if (risk.not_visited == 0)
        return text;
    const std::int64_t all = sizeOf(risk.places);
    const std::string known = risk.possible.empty() ? "" : " known to be"; // the others' visits are not counted
    if (all == 1)
        return text + "; the place" + known + " at risk was not visited in time";
    return text + "; " + (risk.not_visited == all ? "no place" + known + " at risk was visited in time"
                                                   : words::number(risk.not_visited) + " of " + words::number(all) + " places" + known + " at risk " +
                                                         (risk.not_visited == 1 ? "was" : "were") + " not visited in time");
}

std::string mapTitle(const AtRisk& risk, bool any)
{
    if (!any)
        return "No place has been assessed";
    const std::int64_t possible = sizeOf(risk.possible);
    if (risk.places.empty())
        return possible == 0 ? "No assessed place is at high or critical risk"
                             : "Risk may be high or critical in " + count(possible, "place", "places") + ": inputs are not rated";
    const bool two = std::any_of(risk.places.begin(), risk.places.end(), [](const auto* place) { return !place->band->known(); });
    const std::string level = two ? "high or critical" : "high";
    const std::int64_t high = sizeOf(risk.places) - risk.critical;
    std::string text;
    if (risk.critical > 0)
        text = "Critical risk in " + count(risk.critical, "place", "places") + (high > 0 ? ", " + level + " risk in " + words::number(high) + " more" : "");
    else
        text = words::capitalised(level) + " risk in " + count(high, "place", "places");
    if (risk.not_reached > 0) // weighs more than a late visit, and a title holds one of the two
        text += "; " + (risk.not_reached == sizeOf(risk.places) ? (risk.not_reached == 1 ? std::string{"it"} : std::string{"none of them"}) : words::number(risk.not_reached) + " of them")
                + (risk.not_reached == sizeOf(risk.places) && risk.not_reached > 1 ? " can be reached in time" : " cannot be reached in time");
    else if (const std::string visits = notVisited(risk); !visits.empty())
        text += "; " + visits;
    return possible == 0 ? text : text + "; risk may be as high in " + count(possible, "more place", "more places") + ", where inputs are not rated";
}

std::string mapCaption(const ReportModel& model)
{
    std::optional<Band> top; // the highest level that is known of any area
    for (const auto& area : model.areas)
        if (area.band && (!top || area.band->lowest > *top))
            top = area.band->lowest;
    if (!top)
        return "No area has been assessed.";
    std::vector<std::string> worst, open;
    std::vector<core::Range<Band>> ranges;
    for (const auto& area : model.areas) {
        if (area.band && area.band->highest > *top) {
            open.push_back(area.name);
            ranges.push_back(*area.band);
        } else if (area.band && area.band->lowest == *top)
            worst.push_back(area.name);
    }
    std::string text;
    if (!worst.empty())
        text = words::list(worst, 3, "more area", "more areas") + (worst.size() == 1 ? " is" : " are") + " at the highest level of risk" +
               (open.empty() ? ": " : " that is known: ") + words::lowered(words::of(*top)) + ".";
    if (!open.empty())
        text += (text.empty() ? "Risk in " : " Risk in ") + words::list(open, 3, "more area", "more areas") + " lies between " +
                between(ranges, [](const auto& range) { return range; }) + ": inputs are not rated.";
    return text;
}

std::string tableTitle(const ReportModel& model)
{
    if (model.lines.empty())
        return "No line has been assessed";
    std::int64_t must = 0, should = 0, possible = 0;
    for (const auto& line : model.lines) {
        if (!line.priority || line.priority->highest > PriorityClass::SHOULD)
            continue;
        if (!line.priority->known())
            ++possible;
        else
            ++(line.priority->highest == PriorityClass::MUST ? must : should);
    }
    const std::string open = possible == 0 ? "" : "; " + count(possible, "line", "lines") + " may be in class Must or Should: inputs are not rated";
    if (must + should == 0)
        return (possible == 0 ? "No line is in class Must or Should" : "No line is known to be in class Must or Should") + open;
    if (must == 0)
        return words::capitalised(count(should, "line is", "lines are")) + " in class Should, none in class Must" + open;
    return words::capitalised(count(must, "line is", "lines are")) + " in class Must" +
           (should == 0 ? ", none in class Should" : ", " + words::number(should) + " in class Should") + open;
}

std::string peopleLabel(const AtRisk& risk, const Number& value)
{
    std::string label = value && *value == 1 ? "person in places at high or critical risk" : "people in places at high or critical risk";
    if (value && risk.people_unknown > 0)
        label += ", " + count(risk.people_unknown, "place", "places") + " of unknown size not counted";
    if (risk.possible.empty())
        return label;
    if (risk.possible_unknown == sizeOf(risk.possible))
        return label + "; more in " + count(sizeOf(risk.possible), "place", "places") + " may be";
    return label + "; " + (risk.possible_unknown > 0 ? "at least " : "") + core::grouped(risk.possible_people) + " more may be: inputs not rated";
}

std::string mustLabel(const ReportModel& model, const Number& value)
{
    std::int64_t possible = 0;
    for (const auto& place : model.places)
        possible += place.priority && place.priority->highest == PriorityClass::MUST && !place.priority->known() ? 1 : 0;
    const std::string label = value && *value == 1 ? "place that the mission must protect" : "places that the mission must protect";
    return possible == 0 ? label : label + "; " + words::number(possible) + " more may be: inputs not rated";
}

} // namespace tutela::report
