// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation that hold for a record of any kind.
#include "validation_rules.h"

#include <catch2/catch.hpp>

#include <limits>

using namespace tutela::core;
using namespace tutela::test;

TEST_CASE("rules that every record keeps", "[core][validation]")
{
    Place place = goodPlace();
    CHECK(validate(valuesOf(place), kNow).empty());
    rule("marking without reason", place, S, "sensitivity_reason", [](Place& p) { p.sensitivity = Marking::CONFIDENTIAL; });
    rule("half a position", place, E, "lat", [](Place& p) { p.lat.reset(); });
    rule("outside the globe", place, E, "lon", [](Place& p) { p.lon = 181; });
    rule("not a number", place, E, "lat", [](Place& p) { p.lat = std::numeric_limits<double>::quiet_NaN(); });
    rule("zero, zero", place, W, "lon", [](Place& p) { p.lon = p.lat = 0.0; });
    rule("hidden sign in an identifier", place, E, "pcode", [](Place& p) { p.pcode = "SS\u200B01"; });
    rule("bytes that are not UTF-8", place, E, "note", [](Place& p) { p.note = "\xE9t\xE9"; });
    rule("negative count", place, E, "population_total", [](Place& p) { p.population_total = -1; p.idp.reset(); });
    rule("a count that no sum can hold", place, E, "older_60plus", [](Place& p) { p.older_60plus = std::numeric_limits<std::int64_t>::max(); });
    rule("a declassification of nothing", place, W, "declassify_on", [](Place& p) { p.declassify_on = dayOf("2030-01-01"); });
    rule("due for declassification", place, W, "declassify_on", [](Place& p) {
        p.sensitivity = Marking::CONFIDENTIAL;
        p.declassify_on = dayOf("2026-11-01");
    });
    rule("marked twenty years ago", place, W, "declassify_on", [](Place& p) {
        p.sensitivity = Marking::CONFIDENTIAL;
        p.created_at = instantOf("2006-11-01T00:00:00Z");
    });
    Place young = place;
    young.sensitivity = Marking::CONFIDENTIAL;
    young.created_at = instantOf("2006-11-02T00:00:00Z");
    CHECK_FALSE(complains(young, W, "declassify_on"));
    young.created_at = instantOf("2004-02-29T00:00:00Z"); // no such day 20 years on: the last of the month holds
    CHECK(complains(young, W, "declassify_on"));
    place.sensitivity = Marking::CONFIDENTIAL;
    place.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    CHECK(validate(valuesOf(place), kNow).empty());
    RecordValues broken = valuesOf(place);
    broken.values[1] = std::string{"not a time"};
    CHECK(blocksSaving(validate(broken, kNow)));
    CHECK_FALSE(blocksSaving(validate(valuesOf(place), kNow)));
}
