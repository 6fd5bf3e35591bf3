// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/report/model_parts.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tutela::map {
struct ReachCover;
}

/// What a patrol coverage review prints beside the head and the map of its report model (doctrine.md 4.2): plain values.
/// An empty number means *not recorded*; it is never printed as zero.
namespace tutela::report {

/// What a number counts; decides how it is printed, and what a profile may see of it.
TUTELA_WORDS(Measured, TEXT, COUNT, PEOPLE, HOURS, MINUTES, DAYS, KM, SHARE, RATIO)

/// A cell of a table: a text, or a number of something.
struct Value {
    Measured what = Measured::TEXT;
    std::string text;
    std::optional<double> number; ///< a share as 0 to 1; empty = not recorded
    bool operator==(const Value&) const = default;
};

/// One figure with where it comes from.
struct Measure {
    std::string name;
    Value value;
    Number part, total;  ///< "4 of 19", where the value is a share of things that can be counted
    std::string formula; ///< how it is counted, of what, and what is missing
    bool open = false;   ///< a partner may see it
    bool operator==(const Measure&) const = default;
};

struct ValueTable {
    std::string heading, note, empty; ///< `empty` is printed when there are no rows
    std::vector<std::string> columns; ///< numbers stand at the right of theirs
    std::vector<double> widths;       ///< points, of all columns but the first, which takes the rest
    std::vector<std::vector<Value>> rows;
    bool open = false;                ///< a partner may see it
    bool operator==(const ValueTable&) const = default;
};

/// Sections 4 to 11 of the review; 1 to 3 have values of their own below.
TUTELA_WORDS(CoverageTopic, EFFORT, MATCH, RESPONSE, CONTACT, OBSTRUCTION, FORCE, OPTIONS, METHOD)

struct CoverageSection {
    CoverageTopic topic = CoverageTopic::EFFORT;
    std::string message; ///< its finding, in one sentence
    std::vector<Measure> measures;
    std::vector<ValueTable> tables;
    std::vector<std::string> notes;
    bool operator==(const CoverageSection&) const = default;
};

/// One place: what it needs, what it got, how fast it is reached.
struct CoveragePlace {
    std::string name, area;
    std::optional<double> lon, lat;
    Number people;
    std::optional<core::Range<core::Band>> band;
    std::optional<core::Range<core::PriorityClass>> priority; ///< empty = not assessed
    std::int64_t visits = 0, pass_throughs = 0;
    std::optional<double> presence_hours; ///< in the period; empty = withheld
    std::optional<double> days_since_visit;
    std::optional<std::int64_t> interval_days;
    bool overdue = false, blind = false;
    std::optional<double> response_minutes; ///< empty = nobody arrives
    bool in_time = false;
    std::string base;   ///< that arrives first
    std::string cause;  ///< of the gap
    std::string remedy; ///< the cheapest that the records hold
    bool gap = false;   ///< Must or Should, and overdue, too late, or not heard from
    bool operator==(const CoveragePlace&) const = default;
};

/// People of assessed places that may be Must or Should, by the time of response.
struct ArrivalBand {
    std::string name; ///< "1 to 2 h"
    std::int64_t people = 0, places = 0;
    std::int64_t people_all = 0;        ///< of all places of the mission
    bool operator==(const ArrivalBand&) const = default;
};

/// The period before, of equal length, for the trend.
struct CoverageBefore {
    std::optional<double> risk_covered, presence_hours;
    bool operator==(const CoverageBefore&) const = default;
};

struct CoverageModel {
    double attack_minutes = 0.0;            ///< D
    std::optional<std::int64_t> urgent_in_time, urgent_all; ///< people in Must and Should places; empty = withheld
    std::int64_t urgent_places = 0, urgent_without_people = 0;
    std::int64_t overdue = 0, judged = 0;   ///< places with a class
    std::int64_t never_visited = 0;         ///< of those
    std::optional<double> risk_covered, people_covered, night_share;
    CoverageBefore before;
    std::string known_until;                ///< the mission's own cut-off, where the period runs past it
    bool has_patrols = false;               ///< any patrol is recorded in the period
    std::vector<CoveragePlace> places;      ///< worst gap first, then by class; all assessed ones, and others with a visit
    std::vector<ArrivalBand> arrival;
    std::vector<double> attack_hours, presence_by_hour; ///< 24 each, local hours; empty = withheld
    std::vector<core::Geometry> tracks;
    std::vector<CoverageSection> sections;
    /// Bands of response and hatched gaps; null = none. Not part of the JSON.
    std::shared_ptr<const map::ReachCover> cover;
    /// Bands of response with the best scenario, and the ground that it gains and loses; null = none. Not part of the JSON.
    std::shared_ptr<const map::ReachCover> option_cover;
    std::string option_name; ///< of that scenario
    bool operator==(const CoverageModel&) const = default;
};

/// "1 234", "12.5 h", "45.2 %", "not recorded".
[[nodiscard]] std::string textOf(const Value& value);
/// "94 of 208 (45.2 %)" where parts are counted, else as the value.
[[nodiscard]] std::string textOf(const Measure& measure);

} // namespace tutela::report
