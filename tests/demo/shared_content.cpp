// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared_content.h"

#include <tutela/core/field_table.h>

#include <cmath>

namespace tutela::demo::test {

namespace {

template <class T>
void add(std::string& out, const std::vector<T>& records)
{
    for (const T& record : records)
        out += core::canonicalLine(core::valuesOf(record)) + "\n";
}

} // namespace

std::string written(const DemoContent& content)
{
    std::string out = core::canonicalLine(core::valuesOf(content.mission)) + "\n";
    add(out, content.areas);
    add(out, content.places);
    add(out, content.groups);
    add(out, content.actors);
    add(out, content.threats);
    add(out, content.sources);
    add(out, content.incidents);
    add(out, content.alerts);
    add(out, content.bases);
    add(out, content.units);
    add(out, content.patrols);
    add(out, content.can_tests);
    add(out, content.roads);
    add(out, content.waters);
    add(out, content.actions);
    add(out, content.strategies);
    add(out, content.structures);
    add(out, content.meetings);
    add(out, content.stakeholders);
    add(out, content.assessments);
    add(out, content.lines);
    for (const std::int16_t metres : content.elevation.cells())
        out += std::to_string(metres) + ' ';
    for (const float people : content.population.cells())
        out += std::isnan(people) ? std::string("- ") : std::to_string(static_cast<int>(people)) + ' ';
    return out;
}

} // namespace tutela::demo::test
