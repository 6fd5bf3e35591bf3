// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/geo.h>
#include <tutela/core/score.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The parts of a report model: plain values, no record of the mission, no widget. An empty optional means *not known*
/// or *not assessed*; it is never printed as zero. Texts are UTF-8; days are "2026-10-31", instants as in the file.
namespace tutela::report {

/// A whole number, or the lowest and highest it can take while inputs are missing.
using Level = std::optional<core::Range<int>>;
using Number = std::optional<std::int64_t>;

/// Who moved the version to a state, and when. Roles only, never a person.
struct SignedBy {
    std::optional<core::Role> role;
    std::string day;
    bool operator==(const SignedBy&) const = default;
};

/// What stands on the cover and in the frame of every page.
struct Head {
    std::string mission, acronym;
    std::string reference, version, title;
    std::string month;  ///< "October 2026", or the days of a period that is no month
    std::string scope;  ///< "Mission-wide: nine sectors, 27 priority places"
    std::string period_from, period_to; ///< first and last day, local
    std::string as_of;       ///< information cut-off, instant
    std::string as_of_text;  ///< the same, readable, with its time zone
    std::string valid_until; ///< day
    std::optional<core::Marking> marking;
    bool demonstration = false;
    std::string boundary_disclaimer;
    std::string distribution;
    std::vector<core::Component> contributors;
    core::AssessmentState state = core::AssessmentState::DRAFT;
    SignedBy prepared, cleared, approved;
    std::string fingerprint; ///< SHA-256 of the content of the version, hex
    std::string program;     ///< name and version of the program that built the model
    bool operator==(const Head&) const = default;
};

/// Which way a change goes for civilians.
TUTELA_WORDS(Direction, WORSE, BETTER, SAME, NOT_KNOWN)

/// What the figures of the summary count.
TUTELA_WORDS(FigureKind, PEOPLE_AT_RISK, MUST_PLACES, NOT_VISITED, ACTIONS_OVERDUE)

/// One of the four figures of the summary: "4 of 19", with its change since the last version.
struct Figure {
    FigureKind kind = FigureKind::PEOPLE_AT_RISK;
    Number value, of, before; ///< before: the same figure of the last version
    std::string label;  ///< composed
    std::string change; ///< composed
    Direction direction = Direction::NOT_KNOWN;
    bool operator==(const Figure&) const = default;
};

/// Status of one area: the highest band of its lines, never a mean.
struct AreaStatus {
    std::string name;
    std::optional<core::Range<core::Band>> band; ///< empty = not assessed
    core::Trend trend = core::Trend::INSUFFICIENT;
    Number people;     ///< distinct people in its places that are surely of band High or Critical
    Number people_possible; ///< in its places that may be: inputs are not rated; 0 = there is none, empty = of none known
    Number must, should;
    std::vector<Number> months; ///< incidents in each of the last 12 months; empty = reporting stopped
    bool silent = false;        ///< nothing was reported or seen in the last 30 days
    bool operator==(const AreaStatus&) const = default;
};

/// Visits of a place against the interval that its class asks for.
TUTELA_WORDS(VisitState, IN_TIME, LATE, NONE_RECORDED, NOT_KNOWN)

/// The first unit beside the end of an attack.
TUTELA_WORDS(ArrivalState, IN_TIME, LATE, NOBODY_COMES, NOT_KNOWN)
struct Arrival {
    ArrivalState state = ArrivalState::NOT_KNOWN;
    Number minutes; ///< of response, rounded; empty unless somebody comes
    bool operator==(const Arrival&) const = default;
};

/// One assessed place: the highest of the lines that name it. With ranges: the highest that is sure, and the highest possible.
struct PlaceStatus {
    std::string name, area;
    Number people;
    std::optional<core::Range<core::Band>> band;
    std::optional<core::Range<core::PriorityClass>> priority;
    int inputs = 0, inputs_missing = 0; ///< of the line that makes the band a range: all inputs, and those not rated
    core::Trend trend = core::Trend::INSUFFICIENT;
    VisitState visit = VisitState::NOT_KNOWN;
    Number days_since_visit;
    Arrival arrival;
    std::string threat; ///< of its most urgent line
    std::optional<double> lon, lat;
    bool operator==(const PlaceStatus&) const = default;
};

/// A vulnerability factor of a line: true, false or not known.
struct Factor {
    core::VulnerabilityFactor factor = core::VulnerabilityFactor::IDENTITY_TARGETED;
    std::optional<bool> holds;
    int half_points = 0;
    std::string why; ///< "2 attacks in the last 90 days within 2 km"
    bool operator==(const Factor&) const = default;
};

/// A value an adviser judged or set, with the reason given.
struct Judged {
    Number value;
    std::string reason;
    bool operator==(const Judged&) const = default;
};

/// One line of the assessment: a threat to named places.
struct LinePart {
    int rank = 0; ///< 1 = most urgent
    std::string threat, places, area;
    std::vector<std::string> place_names;
    std::vector<std::string> actors;
    std::string actor_note; ///< kind, strength, weapons, conduct in one sentence
    std::vector<core::Act> acts;
    Number persons;
    bool persons_assumed = false;
    Judged intent, capability, opportunity;
    int shift = 0;
    std::string shift_reason;
    Level likelihood, act_severity, exposure, vulnerability, impact;
    Level risk_inherent, risk_residual, likelihood_residual, protection;
    std::optional<core::Range<core::Band>> band_inherent, band;
    std::optional<core::Range<core::PriorityClass>> priority;
    Judged host_state, mission_reach, community;
    bool reach_computed = false;
    Arrival arrival; ///< at the place that is reached last
    core::Confidence confidence = core::Confidence::LOW;
    bool contested = false;
    core::Trend trend = core::Trend::INSUFFICIENT;
    bool imminent = false;
    Number days_since_visit; ///< of the place visited longest ago; empty = no visit recorded
    std::vector<Factor> factors;
    std::vector<std::string> explain;   ///< "name = formula = value"
    std::vector<std::string> overrides; ///< what an adviser set against the computed value, and why
    std::vector<int> evidence;          ///< numbers of evidence items
    std::vector<int> actions;           ///< numbers of actions
    std::string most_likely, most_dangerous;
    std::vector<std::string> triggers, indicators;
    std::optional<core::ChangeSinceLast> change;
    std::string change_reason;
    bool operator==(const LinePart&) const = default;
};

struct ActionPart {
    int number = 0;
    std::string reference, text;
    std::optional<core::Tier> tier;
    std::optional<core::Phase> phase;
    std::optional<core::Component> lead;
    std::vector<core::Component> support;
    std::string owner; ///< role
    std::string deadline; ///< day, or "every 14 days" for what is done again and again; empty = none set
    std::optional<core::ActionStatus> status;
    std::string status_reason;
    bool overdue = false;
    std::string indicator; ///< with unit, baseline and target, in words
    bool decision_requested = false;
    std::string effect;
    std::vector<core::HarmQuestion> do_no_harm;
    std::string mitigation;
    std::string consent_issue;
    std::vector<std::string> places;
    std::string scenario;         ///< name of the one that it cites; empty = none
    Number scenario_gain;         ///< people reached before an attack ends, with it less without it, at the cut-off; empty = not computed
    std::string scenario_problem; ///< why it is not, a clause
    std::vector<int> lines;    ///< ranks of the lines it serves
    std::vector<int> evidence; ///< numbers of the evidence behind those lines
    bool operator==(const ActionPart&) const = default;
};

/// One numbered item of the evidence annex. No names of persons, ever.
struct EvidencePart {
    int number = 0;
    std::string kind;  ///< "Incident" or "Alert"
    std::string day;
    std::string date_text; ///< with its precision: "October 2026 (month known)"
    std::string place, category, summary;
    std::string source_class; ///< kinds of source: "Local leader"
    std::string grade;        ///< "B2"; empty = not graded
    std::string dataset;
    std::int64_t record = 0; ///< id in the mission file; 0 = from a model that did not keep it
    bool contradicts = false;
    std::vector<int> lines;
    bool operator==(const EvidencePart&) const = default;
};

/// One row of a table of counts over three periods of equal length.
struct CountRow {
    std::string name;
    Number now, before, year_ago;
    bool operator==(const CountRow&) const = default;
};
/// Counts of one admin area, for the public profile. Suppressed = 1 to 4, printed "<5".
struct AreaCounts {
    std::string name;
    Number incidents, killed_civilians, injured, abducted, displaced;
    std::vector<bool> suppressed; ///< one for each of the five, filled by reduce()
    bool operator==(const AreaCounts&) const = default;
};
/// A share n of total, as the tracking indicators print it: "4 of 6 (66.7 %)".
struct Share {
    std::string name, formula;
    Number part, total;
    bool operator==(const Share&) const = default;
};
struct ChangePart {
    core::ChangeSinceLast change = core::ChangeSinceLast::NEW;
    std::string line, from, to, reason;
    bool operator==(const ChangePart&) const = default;
};
struct VersionPart {
    std::string version, state, day, by, note;
    bool operator==(const VersionPart&) const = default;
};
/// A named value with a remark: parameters, data ages, definitions.
struct Entry {
    std::string name, value, note;
    bool operator==(const Entry&) const = default;
};

// --- the map, as plain values

struct MapArea {
    std::string name;
    core::Geometry geometry;
    bool outline = false; ///< the mission's own border
    bool operator==(const MapArea&) const = default;
};
struct MapPlace {
    std::string name;
    double lon = 0.0, lat = 0.0;
    std::optional<core::Band> band; ///< the highest it can be
    bool highest_possible = false;  ///< inputs are missing: it may be lower
    Number people;
    bool operator==(const MapPlace&) const = default;
};
struct MapIncident {
    double lon = 0.0, lat = 0.0;
    core::PlacePrecision precision = core::PlacePrecision::UNKNOWN;
    bool operator==(const MapIncident&) const = default;
};
struct MapBase {
    std::string name;
    double lon = 0.0, lat = 0.0;
    core::BaseKind kind = core::BaseKind::COMPANY_OPERATING_BASE;
    bool operator==(const MapBase&) const = default;
};
struct MapRoad {
    core::RoadClass road_class = core::RoadClass::TRACK;
    bool closed = false;
    core::Geometry geometry;
    bool ford = false; ///< false in versions that were signed before it was kept
    bool operator==(const MapRoad&) const = default;
};
struct MapWater {
    core::WaterKind kind = core::WaterKind::RIVER;
    int order = 1;
    std::string name;
    core::Geometry geometry;
    bool operator==(const MapWater&) const = default;
};
/// An image that covers a box of the map, kept as a named blob beside the model.
struct MapImage {
    std::string blob; ///< empty = no image
    core::Box box;    ///< in units of `crs`
    std::string crs;  ///< "EPSG:n"
    bool operator==(const MapImage&) const = default;
};
struct MapFigure {
    core::Box box; ///< degrees
    std::vector<MapArea> areas;
    std::vector<MapPlace> places;
    std::vector<MapIncident> incidents;
    std::vector<MapBase> bases;
    std::vector<MapRoad> roads;
    std::vector<MapWater> waters;
    MapImage relief;
    MapImage reach; ///< bands of response time and gaps, see reach_picture
    double reach_limit_minutes = 0.0;
    std::vector<core::Geometry> reach_links; ///< to places of the map that are far from roads; none in versions that were signed before they were kept
    std::string reach_conditions; ///< season, hour and means; empty in versions that were signed before it was told
    std::string incident_note; ///< "Incident, October 2026"
    bool operator==(const MapFigure&) const = default;
};

} // namespace tutela::report
