// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "validation_rules.h"

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/core/sign_off.h>
#include <tutela/core/validation.h>

using namespace tutela::core;
using namespace tutela::test;

namespace {

const Instant kCutOff = instantOf("2026-11-01T00:00:00Z");

bool has(const std::vector<Issue>& issues, RuleLevel level, Kind kind, std::int64_t id, const std::string& field)
{
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) {
        return issue.level == level && issue.kind == kind && issue.id == id && issue.field == field;
    });
}
std::string described(const std::vector<Issue>& issues)
{
    std::string text;
    for (const Issue& issue : issues)
        text += kindName(issue.kind) + " " + std::to_string(issue.id) + " " + issue.field + ": " + issue.text + "\n";
    return text;
}

/// The records of a mission in one place, so that a test can change one and check again.
struct Records {
    MissionDetails details;
    std::vector<Area> areas;
    std::vector<Place> places;
    std::vector<Group> groups;
    std::vector<Actor> actors;
    std::vector<Threat> threats;
    std::vector<Source> sources;
    IncidentColumns incidents;
    std::vector<Alert> alerts;
    std::vector<Base> bases;
    std::vector<Unit> units;
    std::vector<Patrol> patrols;
    std::vector<Assessment> assessments;
    std::vector<Line> lines;
    std::vector<Action> actions;
    std::vector<Strategy> strategies;
    std::vector<Scenario> scenarios;
    std::vector<SignOff> signOffs;

    Mission mission() const
    {
        Mission m;
        m.details = details;
        m.set(areas);
        m.set(places);
        m.set(groups);
        m.set(actors);
        m.set(threats);
        m.set(alerts);
        m.set(sources);
        m.incidents = std::make_shared<IncidentColumns>(incidents);
        m.set(bases);
        m.set(units);
        m.set(patrols);
        m.set(assessments);
        m.set(lines);
        m.set(actions);
        m.set(strategies);
        m.set(scenarios);
        m.sign_offs = std::make_shared<std::vector<SignOff>>(signOffs);
        return m;
    }
};

template <class T>
T with(std::int64_t id)
{
    T record;
    record.id = id;
    return record;
}

/// An incident that says nothing but its marking and its source.
void addIncident(Records& r, std::int64_t id, std::optional<Marking> marking, std::vector<SourceId> sources = {})
{
    IncidentColumns& c = r.incidents;
    c.id.push_back(id);
    c.sources.push_back(static_cast<std::uint32_t>(c.sourceLists.size()));
    c.sourceLists.push_back(std::move(sources));
    if (marking) {
        c.sensitivity.resize(c.id.size(), IncidentColumns::kNoWord);
        c.sensitivity.back() = static_cast<std::uint8_t>(*marking);
    }
}

const std::string kReason = "Three attacks on this group since July.";
const std::string kLongReason = "The computed value misses what the patrol saw on 20 October.";

/// A sector with two companies, a town, a militia, a threat, and one assessment that is ready for submission.
Records sound()
{
    Records r;
    r.details.name = "Kavara";
    r.details.as_of = kCutOff;
    r.units = {with<Unit>(50)};
    r.areas = {with<Area>(1), with<Area>(2), with<Area>(3)};
    r.areas[0].level = AreaLevel::SECTOR;
    r.areas[0].code = "EAST";
    r.areas[0].geometry = square(5, 1, 2);
    r.areas[1].level = r.areas[2].level = AreaLevel::COMPANY_AOR;
    r.areas[1].parent_id = r.areas[2].parent_id = AreaId{1};
    r.areas[1].geometry = square(5, 1, 1);
    r.areas[2].geometry = square(6, 1, 1);
    for (Area& area : r.areas) {
        area.name = "Area";
        area.responsible_unit_id = UnitId{50};
    }
    r.places = {with<Place>(10)};
    r.places[0].name = "Luzi";
    r.places[0].lon = 5.5;
    r.places[0].lat = 1.5;
    r.places[0].population_total = 1000;
    r.groups = {with<Group>(15)};
    r.groups[0].name = "Traders";
    r.groups[0].size = 1000;
    r.groups[0].place_ids = {PlaceId{10}};
    r.actors = {with<Actor>(20), with<Actor>(21)};
    r.actors[0].name = "Militia";
    r.actors[0].actor_kind = ActorKind::COMMUNITY_MILITIA;
    r.actors[1].name = "Faction";
    r.actors[1].parent_id = ActorId{20};
    r.threats = {with<Threat>(30)};
    r.threats[0].actor_ids = {ActorId{20}};
    r.threats[0].acts = {Act::KILLING};
    r.threats[0].place_ids = {PlaceId{10}};
    r.bases = {with<Base>(40)};
    r.bases[0].area_id = AreaId{2};
    r.patrols = {with<Patrol>(60)};
    r.patrols[0].reference = "PA-EAST-2026-0001";
    r.patrols[0].base_id = BaseId{40};
    r.patrols[0].route_planned = {Geometry::Type::LineString, {{{{5.1, 1.1}, {5.5, 1.5}}}}};
    r.patrols[0].stops = {PatrolStop{}};
    r.patrols[0].stops[0].place_id = PlaceId{10};
    r.assessments = {with<Assessment>(70)};
    Assessment& a = r.assessments[0];
    a.reference = "TA-EAST-2026-0001";
    a.version = "0.1";
    a.contributors = {Component::MILITARY, Component::CIVILIAN_POC_UNIT};
    a.summary_bluf = "Luzi is at high risk.";
    a.as_of = kCutOff;
    a.period_from = instantOf("2026-10-01T00:00:00Z");
    a.period_to = kCutOff;
    // One Must of four lines: below the limit of 30 %.
    for (std::int64_t id = 80; id < 84; ++id) {
        Line line = with<Line>(id);
        line.assessment_id = AssessmentId{70};
        line.threat_id = ThreatId{30};
        line.place_ids = {PlaceId{10}};
        line.intent = line.capability = line.opportunity = 3;
        line.intent_reason = line.capability_reason = line.opportunity_reason = kReason;
        line.host_state = 0;
        line.community = 0;
        line.priority_class = id == 80 ? "MUST" : "COULD";
        line.confidence = "MEDIUM";
        line.action_ids = {ActionId{90}};
        r.lines.push_back(line);
    }
    r.patrols[0].risk_to_civilians_note = "None expected.";
    r.actions = {with<Action>(90)};
    Action& action = r.actions[0];
    action.reference = "AC-EAST-2026-0001";
    action.text = "Engage the elders";
    action.tier = Tier::T1_DIALOGUE;
    action.phase = Phase::PREEMPTION;
    action.lead = Component::CIVILIAN_CIVIL_AFFAIRS;
    action.owner = "Civil affairs, East";
    action.deadline = dayOf("2026-11-10");
    return r;
}

template <class Change>
void missionRule(const char* name, RuleLevel level, Kind kind, std::int64_t id, const std::string& field, Change change)
{
    INFO(name);
    Records records = sound();
    CHECK_FALSE(has(validateMission(records.mission()), level, kind, id, field));
    change(records);
    const auto issues = validateMission(records.mission());
    INFO(described(issues));
    CHECK(has(issues, level, kind, id, field));
}

template <class Change>
void submissionRule(const char* name, RuleLevel level, Kind kind, std::int64_t id, const std::string& field, Change change)
{
    INFO(name);
    Records records = sound();
    CHECK_FALSE(has(validateAssessment(records.mission(), AssessmentId{70}), level, kind, id, field));
    change(records);
    const auto issues = validateAssessment(records.mission(), AssessmentId{70});
    INFO(described(issues));
    CHECK(has(issues, level, kind, id, field));
}

} // namespace

TEST_CASE("a sound mission and assessment raise nothing", "[core][validation]")
{
    const Mission mission = sound().mission();
    INFO(described(validateMission(mission)) << described(validateAssessment(mission, AssessmentId{70})));
    CHECK(validateMission(mission).empty());
    CHECK(validateAssessment(mission, AssessmentId{70}).empty());
    CHECK(validateMission(Mission{}).empty());
    CHECK_THROWS_AS(validateAssessment(mission, AssessmentId{71}), Error);
}

TEST_CASE("rules across the records of a mission", "[core][validation]")
{
    missionRule("area cycle", E, Kind::AREA, 1, "parent_id", [](Records& r) { r.areas[0].parent_id = AreaId{2}; });
    missionRule("area cycle seen from the other side", E, Kind::AREA, 2, "parent_id", [](Records& r) { r.areas[0].parent_id = AreaId{2}; });
    missionRule("child outside", W, Kind::AREA, 2, "geometry", [](Records& r) { r.areas[1].geometry = square(4.9, 1, 1); });
    missionRule("siblings overlap", W, Kind::AREA, 3, "geometry", [](Records& r) { r.areas[2].geometry = square(5.9, 1.2, 0.9); });
    missionRule("code twice", E, Kind::AREA, 1, "code", [](Records& r) { r.areas.push_back(r.areas[0]); r.areas[3].id = 4; });
    missionRule("group larger than its places", W, Kind::GROUP, 15, "size", [](Records& r) { r.groups[0].size = 1001; });
    missionRule("actor cycle", E, Kind::ACTOR, 20, "parent_id", [](Records& r) { r.actors[0].parent_id = ActorId{21}; });
    missionRule("splinter cycle", E, Kind::ACTOR, 21, "splinter_of",
                [](Records& r) { r.actors[0].splinter_of = ActorId{21}; r.actors[1].splinter_of = ActorId{20}; });
    missionRule("missing actor", W, Kind::THREAT, 30, "actor_ids", [](Records& r) { r.threats[0].actor_ids = {ActorId{20}, ActorId{99}}; });
    missionRule("missing area", W, Kind::BASE, 40, "area_id", [](Records& r) { r.bases[0].area_id = AreaId{99}; });
    missionRule("missing stop", W, Kind::PATROL, 60, "stops", [](Records& r) { r.patrols[0].stops[0].place_id = PlaceId{99}; });
    missionRule("missing ally", W, Kind::ACTOR, 20, "alliances", [](Records& r) { r.actors[0].alliances = {{ActorId{99}, {}, {}}}; });
    missionRule("missing area of a conduct", W, Kind::ACTOR, 20, "conduct_by_area",
                [](Records& r) { r.actors[0].conduct_by_area = {{AreaId{99}, ConductToCivilians::ABUSIVE}}; });
    missionRule("missing actor of a report", W, Kind::PATROL, 60, "actors_seen", [](Records& r) { r.patrols[0].actors_seen = {{ActorId{99}, {}, 5, "", ""}}; });
    missionRule("missing incident", W, Kind::LINE, 80, "incident_ids", [](Records& r) { r.lines[0].incident_ids = {IncidentId{99}}; });
    missionRule("two in force", E, Kind::STRATEGY, 2, "status", [](Records& r) {
        r.strategies = {with<Strategy>(1), with<Strategy>(2)};
        r.strategies[0].status = r.strategies[1].status = StrategyStatus::IN_FORCE;
    });
    missionRule("reference twice", E, Kind::PATROL, 60, "reference", [](Records& r) { r.patrols.push_back(r.patrols[0]); r.patrols[1].id = 61; });
    missionRule("version twice", E, Kind::ASSESSMENT, 70, "reference",
                [](Records& r) { r.assessments.push_back(r.assessments[0]); r.assessments[1].id = 71; });
    missionRule("visit to a Must place", S, Kind::PATROL, 60, "risk_to_civilians_note", [](Records& r) { r.patrols[0].risk_to_civilians_note.clear(); });
    missionRule("little known Must place", W, Kind::PATROL, 60, "information_requirements", [](Records& r) { r.lines[0].confidence = "LOW"; });
    missionRule("out of its area", W, Kind::PATROL, 60, "route_planned", [](Records& r) {
        r.patrols[0].route_planned.parts[0][0].push_back({6.5, 1.5});
    });
    Records neighbours = sound(); // a police area over a military one is no fault
    neighbours.areas[2].level = AreaLevel::POLICE_AOR;
    neighbours.areas[2].geometry = neighbours.areas[1].geometry;
    CHECK(validateMission(neighbours.mission()).empty());
}

TEST_CASE("a scenario that names a record which is gone is told, with the key, the record and what to do", "[core][validation]")
{
    Records records = sound();
    records.scenarios = {with<Scenario>(95)};
    Scenario& scenario = records.scenarios[0];
    const auto said = [&](const std::string& changes) {
        scenario.changes = changes;
        std::vector<std::string> texts;
        for (const Issue& issue : validateMission(records.mission()))
            if (issue.kind == Kind::SCENARIO) {
                CHECK(issue.level == W);
                CHECK(issue.id == 95);
                CHECK(issue.field == "changes");
                texts.push_back(issue.text);
            }
        return texts;
    };
    CHECK(said(R"({"close_bases":[40],"move_units":[{"unit_id":50,"base_id":40}]})").empty());
    CHECK(said(R"({"close_bases":[40,99]})")
          == std::vector<std::string>{"In the changes of the scenario close_bases names the base 99, which is not in the mission; take it out, or give the id of another "
                                      "(in the window: Patrols, tab Changes)."});
    CHECK(said(R"({"close_roads":[7],"open_roads":[8],"close_units":[9],"move_bases":[{"base_id":99,"lon":5,"lat":1}],"move_units":[{"unit_id":50,"base_id":98}]})").size() == 5);
    CHECK(said(R"({"units":[{"unit_id":50,"notice_minutes":10},{"unit_id":51,"availability":0}]})").size() == 1);
    CHECK(said("[").empty()); // a rule of the record
}

TEST_CASE("two scenarios of one name are told", "[core][validation]")
{
    missionRule("name twice", W, Kind::SCENARIO, 96, "name", [](Records& r) {
        r.scenarios = {with<Scenario>(95), with<Scenario>(96)};
        r.scenarios[0].name = r.scenarios[1].name = "Rains";
    });
}

TEST_CASE("no place and no area holds more people than the country", "[core][validation]")
{
    Records r = sound();
    CHECK(validateMission(r.mission()).empty()); // the country's figure is not known
    r.details.population = 2'000'000;
    r.places[0].population_total = 2'000'000;
    r.areas[0].population = 2'000'000;
    CHECK(validateWithin(valuesOf(r.places[0]), r.details).empty());
    CHECK_FALSE(has(validateMission(r.mission()), W, Kind::PLACE, r.places[0].id, "population_total"));
    r.places[0].population_total = 10'000'000;
    r.areas[0].population = 2'000'001;
    const auto issues = validateMission(r.mission());
    INFO(described(issues));
    CHECK(has(issues, W, Kind::PLACE, r.places[0].id, "population_total"));
    CHECK(has(issues, W, Kind::AREA, r.areas[0].id, "population"));
    const auto place = validateWithin(valuesOf(r.places[0]), r.details);
    REQUIRE(place.size() == 1);
    CHECK(place.front().text == "Really 10\u202F000\u202F000 people? That is more than the country has (2\u202F000\u202F000); check both figures.");
    CHECK(validateWithin(valuesOf(r.areas[0]), r.details).size() == 1);
    CHECK(validateWithin(valuesOf(r.actors[0]), r.details).empty());
}

TEST_CASE("the class of a place comes from the newest approved assessment", "[core][validation]")
{
    Records records = sound();
    records.patrols[0].risk_to_civilians_note.clear();
    CHECK(has(validateMission(records.mission()), S, Kind::PATROL, 60, "risk_to_civilians_note")); // only a draft: it counts
    // An older approved version without a Must line is what holds.
    records.assessments.push_back(records.assessments[0]);
    records.assessments[1].id = 71;
    records.assessments[1].version = "1.0";
    records.assessments[1].as_of = instantOf("2026-10-01T00:00:00Z");
    SignOff approved;
    approved.assessment_id = AssessmentId{71};
    approved.state = AssessmentState::APPROVED;
    records.signOffs = {approved};
    CHECK_FALSE(has(validateMission(records.mission()), S, Kind::PATROL, 60, "risk_to_civilians_note"));
}

TEST_CASE("each place has the class of the newest version that names it, of every product", "[core][validation]")
{
    // The newest product of all is about another sector: it says nothing about Luzi.
    Records records = sound();
    records.patrols[0].risk_to_civilians_note.clear();
    records.assessments.push_back(records.assessments[0]);
    records.assessments[1].id = 71;
    records.assessments[1].reference = "TA-WEST-2026-0001";
    records.assessments[1].as_of = kCutOff + std::chrono::hours{24};
    CHECK(has(validateMission(records.mission()), S, Kind::PATROL, 60, "risk_to_civilians_note"));
    CHECK(countingVersions(records.mission()) == std::vector<AssessmentId>{{71}, {70}});
    Line line = records.lines[1]; // now it does
    line.id = 85;
    line.assessment_id = AssessmentId{71};
    records.lines.push_back(line);
    CHECK_FALSE(has(validateMission(records.mission()), S, Kind::PATROL, 60, "risk_to_civilians_note"));
    SignOff withdrawn;
    withdrawn.assessment_id = AssessmentId{71};
    withdrawn.state = AssessmentState::WITHDRAWN;
    records.signOffs = {withdrawn};
    CHECK(has(validateMission(records.mission()), S, Kind::PATROL, 60, "risk_to_civilians_note"));
}

TEST_CASE("a document takes the highest marking of anything it contains", "[core][validation]")
{
    const auto rule = [](const char* name, auto change) {
        submissionRule(name, E, Kind::ASSESSMENT, 70, "sensitivity", [&](Records& r) {
            r.assessments[0].sensitivity = Marking::CONFIDENTIAL;
            change(r);
        });
    };
    static constexpr auto kStrict = Marking::STRICTLY_CONFIDENTIAL;
    rule("line", [](Records& r) { r.lines[0].sensitivity = kStrict; });
    rule("threat", [](Records& r) { r.threats[0].sensitivity = kStrict; });
    rule("actor", [](Records& r) { r.actors[0].sensitivity = kStrict; });
    rule("place", [](Records& r) { r.places[0].sensitivity = kStrict; });
    rule("action", [](Records& r) { r.actions[0].sensitivity = kStrict; });
    rule("alert", [](Records& r) {
        r.alerts = {with<Alert>(95)};
        r.alerts[0].sensitivity = kStrict;
        r.lines[0].alert_ids = {AlertId{95}};
    });
    rule("incident", [](Records& r) {
        addIncident(r, 96, std::nullopt);
        addIncident(r, 97, kStrict);
        r.lines[0].incident_ids = {IncidentId{97}};
    });
    rule("incident against", [](Records& r) {
        addIncident(r, 97, kStrict);
        addIncident(r, 98, std::nullopt);
        r.lines[0].contradicting_ids = {IncidentId{97}};
    });
    rule("source of an incident", [](Records& r) {
        r.sources = {with<Source>(99)};
        r.sources[0].sensitivity = kStrict;
        addIncident(r, 97, std::nullopt, {SourceId{99}});
        r.lines[0].incident_ids = {IncidentId{97}};
    });
    Records others = sound(); // what it does not name does not count
    others.assessments[0].sensitivity = Marking::CONFIDENTIAL;
    others.assessments[0].sensitivity_reason = MarkingReason::ENDANGERS_INDIVIDUAL;
    others.actors[1].sensitivity = kStrict;
    addIncident(others, 97, kStrict);
    CHECK(validateAssessment(others.mission(), AssessmentId{70}).empty());
}

TEST_CASE("what blocks the submission of an assessment", "[core][validation]")
{
    submissionRule("one component", S, Kind::ASSESSMENT, 70, "contributors",
                   [](Records& r) { r.assessments[0].contributors = {Component::MILITARY, Component::MILITARY}; });
    submissionRule("no summary", S, Kind::ASSESSMENT, 70, "summary_bluf", [](Records& r) { r.assessments[0].summary_bluf = " \n"; });
    submissionRule("long summary", S, Kind::ASSESSMENT, 70, "summary_bluf", [](Records& r) { r.assessments[0].summary_bluf = std::string(1201, 'a'); });
    submissionRule("no line", S, Kind::ASSESSMENT, 70, "", [](Records& r) { r.lines.clear(); });
    submissionRule("no threat", S, Kind::LINE, 80, "threat_id", [](Records& r) { r.lines[0].threat_id.reset(); });
    submissionRule("threat deleted", S, Kind::LINE, 80, "threat_id", [](Records& r) { r.lines[0].threat_id = ThreatId{31}; });
    submissionRule("place deleted", S, Kind::LINE, 80, "place_ids", [](Records& r) { r.lines[0].place_ids = {PlaceId{11}}; });
    submissionRule("no place", E, Kind::LINE, 80, "place_ids", [](Records& r) { r.lines[0].place_ids.clear(); });
    submissionRule("intent", S, Kind::LINE, 80, "intent", [](Records& r) { r.lines[0].intent.reset(); });
    submissionRule("capability", S, Kind::LINE, 80, "capability", [](Records& r) { r.lines[0].capability.reset(); });
    submissionRule("opportunity", S, Kind::LINE, 80, "opportunity", [](Records& r) { r.lines[0].opportunity.reset(); });
    submissionRule("short reason", S, Kind::LINE, 80, "intent_reason", [](Records& r) { r.lines[0].intent_reason = "nineteen signs here"; });
    submissionRule("padded reason", S, Kind::LINE, 80, "capability_reason", [](Records& r) { r.lines[0].capability_reason = "short" + std::string(30, ' '); });
    submissionRule("no reason", S, Kind::LINE, 80, "opportunity_reason", [](Records& r) { r.lines[0].opportunity_reason.clear(); });
    submissionRule("host state", S, Kind::LINE, 80, "host_state", [](Records& r) { r.lines[0].host_state.reset(); });
    submissionRule("community", S, Kind::LINE, 80, "community", [](Records& r) { r.lines[0].community.reset(); });
    submissionRule("acts", S, Kind::LINE, 80, "act_severity_override", [](Records& r) { r.threats[0].acts.clear(); });
    submissionRule("reach by hand", S, Kind::LINE, 80, "mission_reach_reason", [](Records& r) { r.lines[0].mission_reach = 1; });
    submissionRule("class unknown", S, Kind::LINE, 81, "priority_class", [](Records& r) { r.lines[1].priority_class = "COULD..MUST"; });
    submissionRule("override without role", S, Kind::LINE, 80, "override_role", [](Records& r) {
        r.lines[0].class_override = PriorityClass::MUST;
        r.lines[0].class_reason = kLongReason;
    });
    submissionRule("Must without action", S, Kind::LINE, 80, "action_ids", [](Records& r) { r.lines[0].action_ids.clear(); });
    submissionRule("Must with a rejected action", S, Kind::LINE, 80, "action_ids", [](Records& r) {
        r.actions[0].status = ActionStatus::REJECTED;
        r.actions[0].status_reason = "No troops.";
    });
    submissionRule("closed threat", S, Kind::THREAT, 30, "closed_reason", [](Records& r) { r.threats[0].status = ThreatStatus::CLOSED; });
    submissionRule("cited alert that nobody answered, without the reason", S, Kind::ALERT, 95, "no_response_reason", [](Records& r) {
        r.alerts = {with<Alert>(95)};
        r.alerts[0].t_received = kCutOff - std::chrono::hours{30};
        r.alerts[0].outcome = AlertOutcome::NO_RESPONSE_ACCESS;
        r.lines[0].alert_ids = r.lines[1].alert_ids = {AlertId{95}};
    });
    submissionRule("marking of a place without reason", S, Kind::PLACE, 10, "sensitivity_reason",
                   [](Records& r) { r.places[0].sensitivity = Marking::CONFIDENTIAL; });
    submissionRule("marking of a line without reason", S, Kind::LINE, 80, "sensitivity_reason",
                   [](Records& r) { r.lines[0].sensitivity = Marking::CONFIDENTIAL; });
    submissionRule("marked below its content", E, Kind::ASSESSMENT, 70, "sensitivity", [](Records& r) {
        r.threats[0].sensitivity = Marking::CONFIDENTIAL;
        r.assessments[0].sensitivity = Marking::UNCLASSIFIED;
    });
}

TEST_CASE("a cited record blocks once and keeps its warnings to itself", "[core][validation]")
{
    Records records = sound();
    records.alerts = {with<Alert>(95)};
    records.alerts[0].t_received = kCutOff - std::chrono::hours{30};
    records.alerts[0].triage = Triage::PENDING;
    records.alerts[0].urgency = Urgency::FLASH; // late for triage: a warning of the alert
    records.lines[0].alert_ids = records.lines[1].alert_ids = {AlertId{95}};
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
    records.alerts[0].outcome = AlertOutcome::NO_RESPONSE_CAPACITY;
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).size() == 1);
    records.alerts[0].no_response_reason = NoResponseReason::NO_UNIT_FREE;
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
}

TEST_CASE("each override needs a reason of forty signs", "[core][validation]")
{
    struct Override {
        const char* field;
        void (*set)(Line&, const std::string&);
    };
    const std::vector<Override> overrides{
        {"shift_reason", [](Line& l, const std::string& why) { l.shift_override = 1; l.shift_reason = why; }},
        {"act_severity_reason", [](Line& l, const std::string& why) { l.act_severity_override = 5; l.act_severity_reason = why; }},
        {"exposure_reason", [](Line& l, const std::string& why) { l.exposure_override = 5; l.exposure_reason = why; }},
        {"vulnerability_reason", [](Line& l, const std::string& why) { l.vulnerability_override = 5; l.vulnerability_reason = why; }},
        {"likelihood_reason", [](Line& l, const std::string& why) { l.likelihood_override = 5; l.likelihood_reason = why; }},
        {"impact_reason", [](Line& l, const std::string& why) { l.impact_override = 5; l.impact_reason = why; }},
        {"confidence_reason", [](Line& l, const std::string& why) { l.confidence_override = Confidence::HIGH; l.confidence_reason = why; }},
        {"trend_reason", [](Line& l, const std::string& why) { l.trend_override = Trend::RISING; l.trend_reason = why; }},
        {"class_reason", [](Line& l, const std::string& why) { l.class_override = PriorityClass::COULD; l.class_reason = why; }}};
    for (const Override& one : overrides) {
        INFO(one.field);
        Records records = sound();
        records.lines[0].override_role = Role::POC_ADVISER;
        one.set(records.lines[0], kReason); // 39 signs
        CHECK(has(validateAssessment(records.mission(), AssessmentId{70}), S, Kind::LINE, 80, one.field));
        one.set(records.lines[0], kLongReason);
        CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
    }
}

TEST_CASE("what blocks the submission of an action", "[core][validation]")
{
    submissionRule("tier", S, Kind::ACTION, 90, "tier", [](Records& r) { r.actions[0].tier.reset(); });
    submissionRule("phase", S, Kind::ACTION, 90, "phase", [](Records& r) { r.actions[0].phase.reset(); });
    submissionRule("lead", S, Kind::ACTION, 90, "lead", [](Records& r) { r.actions[0].lead.reset(); });
    submissionRule("owner", S, Kind::ACTION, 90, "owner", [](Records& r) { r.actions[0].owner.clear(); });
    submissionRule("owner of blanks", S, Kind::ACTION, 90, "owner", [](Records& r) { r.actions[0].owner = " \t"; });
    submissionRule("text", E, Kind::ACTION, 90, "text", [](Records& r) { r.actions[0].text.clear(); });
    submissionRule("deadline", S, Kind::ACTION, 90, "deadline", [](Records& r) { r.actions[0].deadline.reset(); });
    submissionRule("harm", S, Kind::ACTION, 90, "mitigation", [](Records& r) { r.actions[0].do_no_harm = {HarmQuestion::PROVOKE_REPRISAL}; });
    submissionRule("due diligence", S, Kind::ACTION, 90, "hrddp_ref", [](Records& r) { r.actions[0].hrddp_required = true; });
    Records repeated = sound();
    repeated.actions[0].deadline.reset();
    repeated.actions[0].interval_days = 7;
    CHECK(validateAssessment(repeated.mission(), AssessmentId{70}).empty());
    // What is not going to be done needs nobody who answers for it.
    Records rejected = sound();
    rejected.actions.push_back(rejected.actions[0]);
    rejected.actions[1].id = 91;
    rejected.actions[1].reference = "AC-EAST-2026-0002";
    rejected.actions[1].owner.clear();
    rejected.actions[1].deadline.reset();
    rejected.actions[1].status = ActionStatus::REJECTED;
    rejected.actions[1].status_reason = "No troops.";
    rejected.lines[0].action_ids.push_back(ActionId{91});
    CHECK(validateAssessment(rejected.mission(), AssessmentId{70}).empty());
}

TEST_CASE("an action that cites a scenario which was removed is told with its number, before the sign-off and at each of its steps", "[core][validation]")
{
    using enum AssessmentState;
    const auto cite = [](Records& r) { r.actions[0].scenario_id = Id<Kind::SCENARIO>{95}; };
    submissionRule("scenario", S, Kind::ACTION, 90, "scenario_id", cite);
    missionRule("scenario", W, Kind::ACTION, 90, "scenario_id", cite);

    Records records = sound();
    cite(records);
    const auto submission = validateAssessment(records.mission(), AssessmentId{70});
    REQUIRE(submission.size() == 1);
    CHECK(submission[0].text == "The action cites scenario 95, which was removed; choose another or clear it.");
    const auto across = validateMission(records.mission());
    REQUIRE(across.size() == 1);
    CHECK(across[0].text == "It names scenario 95, which does not exist or was deleted; choose another or clear it.");

    const auto move = [&](AssessmentState from, AssessmentState to, Role role) {
        SignOff row;
        row.assessment_id = AssessmentId{70};
        row.state = from;
        records.signOffs = {row};
        requireTransition(records.mission(), AssessmentId{70}, to, role, "");
    };
    CHECK_THROWS_AS(move(DRAFT, IN_REVIEW, Role::POC_ADVISER), Error);
    CHECK_THROWS_WITH(move(CLEARED, APPROVED, Role::HEAD_OF_MISSION),
                      "action 90 (AC-EAST-2026-0001), scenario_id: The action cites scenario 95, which was removed; choose another or clear it.");
    records.scenarios = {with<Scenario>(95)};
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
    CHECK_NOTHROW(move(CLEARED, APPROVED, Role::HEAD_OF_MISSION));

    // What was signed stays as it is, and what is not going to be done needs no proof.
    records.scenarios.clear();
    SignOff approved;
    approved.assessment_id = AssessmentId{70};
    approved.state = APPROVED;
    records.signOffs = {approved};
    CHECK_FALSE(has(validateAssessment(records.mission(), AssessmentId{70}), S, Kind::ACTION, 90, "scenario_id"));
    records.signOffs.clear();
    records.actions[0].status = ActionStatus::REJECTED;
    records.actions[0].status_reason = "No troops.";
    CHECK_FALSE(has(validateAssessment(records.mission(), AssessmentId{70}), S, Kind::ACTION, 90, "scenario_id"));
}

TEST_CASE("each of component, owner and deadline alone keeps an assessment from the sign-off", "[core][validation]")
{
    const auto lacking = [](const char* field, auto remove) {
        INFO(field);
        Records records = sound();
        remove(records.actions[0]);
        const auto issues = validateAssessment(records.mission(), AssessmentId{70});
        INFO(described(issues));
        REQUIRE(issues.size() == 1);
        CHECK(issues[0].field == field);
        CHECK(issues[0].level == S);
        CHECK_THROWS_AS(requireTransition(records.mission(), AssessmentId{70}, AssessmentState::IN_REVIEW, Role::POC_ADVISER, ""), Error);
    };
    CHECK_NOTHROW(requireTransition(sound().mission(), AssessmentId{70}, AssessmentState::IN_REVIEW, Role::POC_ADVISER, ""));
    lacking("lead", [](Action& action) { action.lead.reset(); });
    lacking("owner", [](Action& action) { action.owner.clear(); });
    lacking("deadline", [](Action& action) { action.deadline.reset(); });
}

TEST_CASE("what the quality note of an assessment says", "[core][validation]")
{
    submissionRule("only physical protection", W, Kind::ASSESSMENT, 70, "", [](Records& r) { r.actions[0].tier = Tier::T2_PHYSICAL; });
    submissionRule("everything is a priority", W, Kind::ASSESSMENT, 70, "", [](Records& r) { r.lines[1].priority_class = "MUST"; });
    submissionRule("Should without action", W, Kind::LINE, 81, "action_ids", [](Records& r) {
        r.lines[1].priority_class = "SHOULD";
        r.lines[1].action_ids.clear();
    });
    submissionRule("period", W, Kind::ASSESSMENT, 70, "period_from", [](Records& r) { r.assessments[0].period_from.reset(); });
    submissionRule("cut-off", W, Kind::ASSESSMENT, 70, "as_of", [](Records& r) { r.assessments[0].as_of.reset(); });
}

TEST_CASE("a state that threatens needs no rating as protector, and closed lines need none at all", "[core][validation]")
{
    Records records = sound();
    records.actors[0].actor_kind = ActorKind::STATE_MILITARY;
    for (Line& line : records.lines)
        line.host_state.reset();
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
    Line closed = with<Line>(84);
    closed.assessment_id = AssessmentId{70};
    closed.place_ids = {PlaceId{10}};
    closed.change_since_last = ChangeSinceLast::CLOSED;
    closed.change_reason = "The militia disarmed.";
    records.lines.push_back(closed);
    CHECK(validateAssessment(records.mission(), AssessmentId{70}).empty());
}
