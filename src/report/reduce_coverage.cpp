// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "coverage_p.h"
#include "reduce_p.h"

#include <algorithm>

namespace tutela::report {
namespace {

void coarsen(Value& value)
{
    if (value.what == Measured::PEOPLE && value.number)
        value.number = static_cast<double>(*twoDigits(Number{static_cast<std::int64_t>(*value.number)}));
}

/// What is left of a place: where it is to 5 km, who lives there to two digits, its class.
CoveragePlace coarse(const CoveragePlace& from)
{
    CoveragePlace place;
    place.name = from.name;
    place.area = from.area;
    place.lon = from.lon;
    place.lat = from.lat;
    if (place.lon && place.lat)
        toCell(*place.lon, *place.lat);
    place.people = twoDigits(from.people);
    place.band = from.band;
    place.priority = from.priority;
    return place;
}

void reduceSection(CoverageSection& section)
{
    std::erase_if(section.measures, [](const Measure& measure) { return !measure.open; });
    std::erase_if(section.tables, [](const ValueTable& table) { return !table.open; });
    section.notes.clear(); // of reach and of single patrols
    for (auto& measure : section.measures)
        coarsen(measure.value);
    for (auto& table : section.tables)
        for (auto& row : table.rows)
            for (auto& value : row)
                coarsen(value);
}

} // namespace

void coverageForPartner(ReportModel& model)
{
    const CoverageModel& full = *model.coverage;
    CoverageModel coverage;
    coverage.has_patrols = full.has_patrols;
    coverage.judged = full.judged;
    for (const auto& place : full.places)
        if (place.priority) // others are there because of a patrol
            coverage.places.push_back(coarse(place));
    std::stable_sort(coverage.places.begin(), coverage.places.end(), [](const CoveragePlace& a, const CoveragePlace& b) {
        return a.priority->highest != b.priority->highest ? a.priority->highest < b.priority->highest : a.name < b.name; // not in the order of gaps
    });
    coverage.sections = full.sections;
    std::erase_if(coverage.sections, [](const CoverageSection& section) {
        return section.topic == CoverageTopic::MATCH || section.topic == CoverageTopic::RESPONSE || section.topic == CoverageTopic::FORCE || section.topic == CoverageTopic::OPTIONS;
    });
    for (auto& section : coverage.sections)
        reduceSection(section);
    model.coverage = std::move(coverage);
}

} // namespace tutela::report
