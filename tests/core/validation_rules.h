// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/validation.h>

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

// What the tests of the rules of validation share: a time, records that keep every rule, and a check that a change breaks one.
namespace tutela::test {

inline constexpr auto E = core::RuleLevel::E;
inline constexpr auto S = core::RuleLevel::S;
inline constexpr auto W = core::RuleLevel::W;

inline const core::Instant kNow = core::instantOf("2026-11-01T00:00:00Z");
inline const core::Instant kBefore = core::instantOf("2026-10-20T06:00:00Z");

/// True when a rule of the level complains about the field.
template <class T>
bool complains(const T& record, core::RuleLevel level, const std::string& field)
{
    for (const core::Issue& issue : core::validate(core::valuesOf(record), kNow)) {
        CHECK(issue.kind == T::kind);
        CHECK(issue.id == record.id);
        CHECK(issue.text.size() > 20);
        CHECK(issue.text.back() == '.');
        if (issue.level == level && issue.field == field)
            return true;
    }
    return false;
}

/// The record passes as it is; with the change, exactly the rule in question speaks.
template <class T, class Change>
void rule(const char* name, const T& good, core::RuleLevel level, const std::string& field, Change change)
{
    INFO(name);
    CHECK_FALSE(complains(good, level, field));
    T bad = good;
    change(bad);
    CHECK(complains(bad, level, field));
}

/// An area of one square, in degrees.
inline core::Geometry square(double west, double south, double side)
{
    return {core::Geometry::Type::MultiPolygon,
            {{{{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}, {west, south}}}}};
}

/// A record of a kind, empty but for its id.
template <class T>
T made()
{
    T record;
    record.id = 11;
    return record;
}

/// A place that keeps every rule.
inline core::Place goodPlace()
{
    core::Place place = made<core::Place>();
    place.name = "Luzi";
    place.lon = 5.1;
    place.lat = 1.9;
    place.place_kind = core::PlaceKind::TOWN;
    place.population_total = 1000;
    place.pop_date = core::dayOf("2026-01-01");
    place.idp = 400;
    place.women = 260;
    place.men = 240;
    place.girls = 255;
    place.boys = 245;
    return place;
}

} // namespace tutela::test
