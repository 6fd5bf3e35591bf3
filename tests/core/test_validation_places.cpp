// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of validation: places and groups.
#include "validation_rules.h"

#include <catch2/catch.hpp>

using namespace tutela::core;
using namespace tutela::test;

TEST_CASE("rules of places and groups", "[core][validation]")
{
    const Place place = goodPlace();
    rule("name", place, W, "name", [](Place& p) { p.name.clear(); });
    rule("position", place, W, "lon", [](Place& p) { p.lon.reset(); p.lat.reset(); });
    rule("old figure", place, W, "pop_date", [](Place& p) { p.pop_date = dayOf("2025-10-31"); });
    rule("displaced more than all", place, E, "idp", [](Place& p) { p.returnees = 400; p.refugees = 201; });
    rule("sexes do not add up", place, W, "women", [](Place& p) { p.women = 281; });
    rule("older more than all", place, W, "older_60plus", [](Place& p) { p.older_60plus = 1001; });
    rule("disabilities more than all", place, W, "with_disability", [](Place& p) { p.with_disability = 1001; });
    rule("site without type", place, W, "site_type", [](Place& p) { p.place_kind = PlaceKind::DISPLACEMENT_SITE; });
    rule("type without site", place, W, "site_type", [](Place& p) { p.site_type = SiteType::PLANNED_CAMP; });
    rule("haven in the open", place, E, "safe_haven_location", [](Place& p) { p.safe_haven_location = Geometry::point(GeoPoint::of(5, 2)); });
    rule("route in the open", place, E, "flight_route", [](Place& p) { p.flight_route = {Geometry::Type::LineString, {{{{5, 2}, {5.1, 2}}}}}; });
    rule("judged twice", place, E, "vulnerability_yes", [](Place& p) {
        p.vulnerability_yes = {VulnerabilityFactor::ISOLATED};
        p.vulnerability_no = {VulnerabilityFactor::ISOLATED};
    });
    rule("none and more", place, W, "state_presence", [](Place& p) { p.state_presence = {StatePresence::NONE, StatePresence::ARMY}; });
    Place within = place;
    within.women = 280; // 20 of 1000 = 2 %: still within tolerance
    within.idp = 1000;
    within.sensitivity = Marking::CONFIDENTIAL;
    within.sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    within.safe_haven_location = Geometry::point(GeoPoint::of(5, 2));
    CHECK(validate(valuesOf(within), kNow).empty());
    Place unknown = place;
    unknown.population_total.reset(); // not known: nothing can be more than it
    CHECK(validate(valuesOf(unknown), kNow).empty());

    Group group = made<Group>();
    group.name = "Community A";
    group.identity_label = "label";
    CHECK(validate(valuesOf(group), kNow).empty());
    rule("name", group, W, "name", [](auto& g) { g.name.clear(); });
    rule("label in the open", group, W, "sensitivity", [](auto& g) { g.sensitivity = Marking::UNCLASSIFIED; });
    rule("judged twice", group, E, "vulnerability_yes", [](auto& g) {
        g.vulnerability_yes = g.vulnerability_no = {VulnerabilityFactor::NO_REFUGE};
    });
}
