// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/area_index.h>
#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/coverage.h>
#include <tutela/analysis/force_density.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

using namespace tutela;
using namespace tutela::test;
using analysis::LineResult;
using core::ChangeSinceLast;
using core::PriorityClass;

namespace {

bool same(const std::vector<core::Line>& a, const std::vector<core::Line>& b) { return a == b; }

std::vector<core::Line> linesOf(const analysis::AssessmentResult& result)
{
    std::vector<core::Line> lines;
    for (const LineResult& line : result.lines)
        lines.push_back(line.line);
    return lines;
}

const analysis::LineChange& changeOf(const analysis::AssessmentResult& result, ChangeSinceLast change)
{
    const auto at = std::find_if(result.changes.begin(), result.changes.end(), [&](const auto& c) { return c.change == change; });
    REQUIRE(at != result.changes.end());
    return *at;
}

/// Many threats to many places with random judgements, some missing.
Fictional randomMission(unsigned seed)
{
    Fictional m;
    std::mt19937 random{seed};
    const auto pick = [&](int low, int high) { return std::uniform_int_distribution<int>{low, high}(random); };
    for (int i = 0; i < 9; ++i)
        m.area("Sector " + std::to_string(i), core::AreaLevel::SECTOR, {i % 3 * 1.0, i / 3 * 1.0, i % 3 + 1.0, i / 3 + 1.0}, "S" + std::to_string(i));
    std::vector<core::PlaceId> places;
    for (int i = 0; i < 60; ++i)
        places.push_back(m.place("Place " + std::to_string(i), pick(0, 300) / 100.0, pick(0, 300) / 100.0, pick(0, 4) == 0 ? core::Count{} : core::Count{pick(0, 40000)}));
    std::vector<core::ActorId> actors;
    for (int i = 0; i < 5; ++i)
        actors.push_back(m.actor("Actor " + std::to_string(i), i == 0 ? core::ActorKind::STATE_MILITARY : core::ActorKind::ARMED_GROUP_NATIONAL));
    for (int i = 0; i < 15; ++i) {
        const auto id = m.threat("Threat " + std::to_string(i), {actors[static_cast<std::size_t>(pick(0, 4))]}, {});
        core::Threat& threat = Fictional::record(m.threats, id);
        for (int k = 0; k < 4; ++k)
            threat.place_ids.push_back(places[static_cast<std::size_t>(pick(0, 59))]);
        const auto rating = [&](int low, int high) { return pick(0, 5) == 0 ? core::Rating{} : core::Rating{pick(low, high)}; };
        threat.intent = rating(1, 5);
        threat.capability = rating(1, 5);
        threat.opportunity = rating(1, 5);
        threat.host_state = rating(0, 2);
        threat.community = rating(0, 1);
        threat.acts = {static_cast<core::Act>(pick(0, static_cast<int>(core::wordCount(core::Act{})) - 1))};
    }
    for (int i = 0; i < 400; ++i)
        m.incident({.lon = pick(0, 300) / 100.0, .lat = pick(0, 300) / 100.0, .time = daysAgo(pick(0, 200)), .severity = pick(0, 5), .by = {actors[static_cast<std::size_t>(pick(0, 4))]}});
    return m;
}

} // namespace

TEST_CASE("a draft has one line for each threat and place inside the area", "[analysis][assess]")
{
    Fictional m;
    const auto sector = m.area("East", core::AreaLevel::SECTOR, {0, 0, 4, 4}, "EAST");
    const auto actor = m.actor("Militia", core::ActorKind::COMMUNITY_MILITIA);
    const auto in1 = m.place("Luzi", 1, 1), in2 = m.place("Oru", 2, 2), out = m.place("Far", 5, 5);
    m.threat("Raids", {actor}, {in1, in2, out});
    m.threat("Closed", {actor}, {in1});
    m.threats.back().status = core::ThreatStatus::CLOSED;
    const auto draft = m.draft(sector);
    REQUIRE(draft.result.lines.size() == 2);
    REQUIRE(draft.assessment.reference == "TA-EAST-2026-0001");
    REQUIRE(draft.assessment.version == "0.1");
    REQUIRE(draft.assessment.title == "Threat assessment, East, October 2026");
    REQUIRE(draft.assessment.level == core::AssessmentLevel::OPERATIONAL);
    REQUIRE(draft.assessment.forecast_days == 30);
    REQUIRE(draft.assessment.as_of == kAsOf);
    REQUIRE(m.draft().result.lines.size() == 3);
    REQUIRE(m.draft().assessment.level == core::AssessmentLevel::STRATEGIC);
    const LineResult& line = draft.result.lines[0];
    REQUIRE(line.line.intent == 4);
    REQUIRE(line.title == "Raids, " + line.place_names[0]);
    REQUIRE(line.score.likelihood == core::Range<int>{4, 4});
    REQUIRE(line.line.likelihood == "4");
    REQUIRE(line.score.impact == core::Range<int>{3, 3}); // A 4, E 3, V 1
    REQUIRE(line.line.priority_class == "SHOULD");
    REQUIRE_THROWS_AS(m.draft(core::AreaId{12345}), core::Error);
}

TEST_CASE("a threat over an area gives one line with the places inside", "[analysis][assess]")
{
    OneThreat m;
    const auto sector = m.area("East", core::AreaLevel::SECTOR, {2, 0, 4, 4}, "EAST");
    m.place("Oru", 3.5, 2.0, 800);
    m.threats[0].place_ids.clear();
    m.threats[0].area_ids = {sector};
    const auto lines = m.draft(sector).result.lines;
    REQUIRE(lines.size() == 1);
    REQUIRE(lines[0].line.place_ids.empty());
    REQUIRE(lines[0].place_ids.size() == 2);
    REQUIRE(lines[0].persons == 4000);
    REQUIRE(lines[0].title == "Militia raids, East");
    REQUIRE(analysis::bandOfPlaces(m.mission()).empty()); // nothing stored yet: not assessed
}

TEST_CASE("a threat without place or area is told, not lost", "[analysis][assess]")
{
    OneThreat m;
    m.threats[0].place_ids.clear();
    const auto draft = m.draft();
    REQUIRE(draft.result.lines.empty());
    REQUIRE(draft.result.notes.size() == 1);
    REQUIRE_FALSE(draft.result.whole.highest_class);
}

TEST_CASE("a joined line sums persons, takes the highest vulnerability, the lowest reach and the oldest visit", "[analysis][assess]")
{
    OneThreat m;
    const auto oru = m.place("Oru", 3.2, 1.0, 9000);
    m.base(3.0, 1.0);
    m.visit(m.luzi, daysAgo(2));
    m.visit(oru, daysAgo(20));
    Fictional::record(m.places, m.luzi).vulnerability_yes = {core::VulnerabilityFactor::ISOLATED};
    Fictional::record(m.places, oru).vulnerability_yes = {core::VulnerabilityFactor::ISOLATED, core::VulnerabilityFactor::IDENTITY_TARGETED};
    m.alert(m.luzi, core::AlertType::ATTACK_ONGOING, kAsOf - 1h);
    auto draft = m.draft();
    core::Line line = draft.result.lines[0].line;
    line.place_ids = {m.luzi, oru, m.luzi}; // named twice: counted once
    const auto result = analysis::evaluate(m.mission(), draft.assessment, {line});
    const LineResult& joined = result.lines[0];
    REQUIRE(joined.persons == 12200);
    REQUIRE(joined.score.vulnerability == core::Range<int>{3, 3});
    REQUIRE_FALSE(joined.mission_reach);
    REQUIRE(joined.score.imminent);
    REQUIRE(joined.last_visit == daysAgo(20) + 1h);
    REQUIRE(joined.sort_key.name == "Oru");
    REQUIRE(joined.sort_key.id == oru.value);
    REQUIRE(joined.title == "Militia raids, Luzi and Oru");
}

TEST_CASE("a place never visited is the oldest visit", "[analysis][assess]")
{
    OneThreat m;
    const auto oru = m.place("Oru", 3.2, 1.0, 9000);
    m.visit(m.luzi, daysAgo(2));
    REQUIRE(m.line().last_visit);
    m.threats[0].place_ids = {m.luzi};
    auto draft = m.draft();
    core::Line line = draft.result.lines[0].line;
    line.place_ids = {m.luzi, oru};
    const auto result = analysis::evaluate(m.mission(), draft.assessment, {line});
    REQUIRE_FALSE(result.lines[0].last_visit);
    REQUIRE_FALSE(result.lines[0].sort_key.days_since_visit);
}

TEST_CASE("a missing judgement gives ranges and an explained suggestion that is never used", "[analysis][assess]")
{
    OneThreat m;
    m.threats[0].intent.reset();
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 3; ++i)
        ids.push_back(m.incident({.time = daysAgo(40 + i), .by = {m.militia}}).value);
    const LineResult line = m.line();
    REQUIRE(line.incomplete());
    REQUIRE(line.score.likelihood == core::Range<int>{2, 4}); // I unknown, C 3, O 4
    REQUIRE(line.line.likelihood == "2..4");
    REQUIRE(line.line.priority_class == "COULD..SHOULD");
    REQUIRE(line.priority() == PriorityClass::SHOULD);
    REQUIRE_FALSE(line.line.intent);
    REQUIRE(line.suggestions.size() == 1);
    REQUIRE(line.suggestions[0].field == "intent");
    REQUIRE(line.suggestions[0].value == 4);
    REQUIRE(line.suggestions[0].record_ids == ids);
    REQUIRE(line.suggestions[0].formula.starts_with("intent = "));
}

TEST_CASE("suggestions come from records only and are absent without them", "[analysis][assess]")
{
    OneThreat m;
    auto& threat = m.threats[0];
    threat.intent.reset();
    threat.capability.reset();
    threat.opportunity.reset();
    threat.host_state.reset();
    threat.community.reset();
    REQUIRE(m.line().suggestions.empty());
    auto& actor = m.actors[0];
    actor.strength_high = 60;
    actor.weapons = {core::Weapon::MACHINE_GUN};
    actor.conduct_to_civilians = core::ConductToCivilians::ABUSIVE;
    Fictional::record(m.places, m.luzi).state_presence = {core::StatePresence::NONE};
    Fictional::record(m.places, m.luzi).can_status = core::CanStatus::NONE;
    const auto suggestions = m.line().suggestions;
    const auto value = [&](const std::string& field) {
        const auto at = std::find_if(suggestions.begin(), suggestions.end(), [&](const auto& s) { return s.field == field; });
        return at == suggestions.end() ? std::optional<int>{} : std::optional{at->value};
    };
    REQUIRE(value("intent") == 3);
    REQUIRE(value("capability") == 4);
    REQUIRE_FALSE(value("opportunity"));
    REQUIRE(value("host_state") == 0);
    REQUIRE(value("community") == 0);
}

TEST_CASE("the conduct of an actor where the place lies goes before its conduct in general", "[analysis][assess]")
{
    OneThreat m;
    m.threats[0].intent.reset();
    const auto here = m.area("East", core::AreaLevel::ADMIN1, {2, 0, 4, 2});
    const auto elsewhere = m.area("West", core::AreaLevel::ADMIN1, {0, 0, 2, 2});
    m.actors[0].conduct_to_civilians = core::ConductToCivilians::PROTECTIVE;
    const auto suggested = [&] { return m.line().suggestions.at(0).value; };
    REQUIRE(suggested() == 1);
    m.actors[0].conduct_by_area = {{elsewhere, core::ConductToCivilians::TARGETS_SYSTEMATICALLY}};
    REQUIRE(suggested() == 1);
    m.actors[0].conduct_by_area.push_back({here, core::ConductToCivilians::ABUSIVE});
    REQUIRE(suggested() == 3);
}

TEST_CASE("state security that threatens the people is no protection", "[analysis][assess]")
{
    OneThreat m;
    m.threats[0].host_state.reset();
    Fictional::record(m.places, m.luzi).state_presence = {core::StatePresence::ARMY};
    REQUIRE(m.line().suggestions.at(0).value == 1);
    Fictional::record(m.places, m.luzi).state_behaviour = core::ConductToCivilians::ABUSIVE;
    REQUIRE(m.line().suggestions.at(0).value == 0);
}

TEST_CASE("overrides are honoured, carried on and told with the value of the method", "[analysis][assess]")
{
    OneThreat m;
    auto draft = m.draft();
    core::Line line = draft.result.lines[0].line;
    line.override_role = core::Role::SENIOR_POC_ADVISER;
    line.likelihood_override = 2;
    line.likelihood_reason = "the militia signed a truce that holds since August and keeps it";
    line.act_severity_override = 2;
    line.trend_override = core::Trend::FALLING;
    line.shift_override = -1;
    line.class_override = PriorityClass::SHOULD;
    const auto result = analysis::evaluate(m.mission(), draft.assessment, {line});
    const LineResult& out = result.lines[0];
    REQUIRE(out.score.likelihood == core::Range<int>{2, 2});
    REQUIRE(out.score.act_severity == core::Range<int>{2, 2});
    REQUIRE(out.score.trend == core::Trend::FALLING);
    REQUIRE(out.shift == -1);
    REQUIRE(out.priority() == PriorityClass::SHOULD);
    REQUIRE(out.score.risk_inherent.highest == out.score.likelihood.highest * out.score.impact.highest);
    std::set<std::string> fields;
    for (const auto& o : out.overrides) {
        fields.insert(o.field);
        REQUIRE(o.role == core::Role::SENIOR_POC_ADVISER);
    }
    REQUIRE(fields == std::set<std::string>{"shift", "act_severity", "likelihood", "trend", "class"});
    const auto at = std::find_if(out.overrides.begin(), out.overrides.end(), [](const auto& o) { return o.field == "likelihood"; });
    REQUIRE(at->value == "2");
    REQUIRE(at->method == "3"); // of the method with the shift set by hand: 48 at -1
}

TEST_CASE("a low-confidence line at residual risk 10 or more asks for information", "[analysis][assess]")
{
    OneThreat m;
    const auto draft = m.draft();
    REQUIRE(draft.result.lines[0].score.confidence.level == core::Confidence::LOW);
    REQUIRE(draft.result.requirements.size() == 1);
    REQUIRE(draft.result.requirements[0].text.find("Luzi") != std::string::npos);
    m.threats[0].intent = 1; // vetoed: likelihood 2
    m.threats[0].acts = {core::Act::LOOTING};
    REQUIRE(m.draft().result.requirements.empty());
}

TEST_CASE("a continued version keeps judgements and says what changed", "[analysis][assess]")
{
    OneThreat m;
    m.visit(m.luzi, daysAgo(40));
    auto first = m.draft();
    first.result.lines[0].line.intent = 3;
    first.result.lines[0].line.intent_reason = "judged in the last version with care";
    first.result.lines[0].line.action_ids = {core::ActionId{77}};
    const auto last = m.keep(first);
    SECTION("nothing changed")
    {
        const auto next = analysis::continueFrom(m.mission(), last, Fictional::october(), kAsOf);
        REQUIRE(next.assessment.version == "0.2");
        REQUIRE(next.assessment.previous_id == last);
        REQUIRE(next.assessment.reference == first.assessment.reference);
        REQUIRE(next.assessment.id == 0);
        REQUIRE(next.result.lines.size() == 1);
        const core::Line& line = next.result.lines[0].line;
        REQUIRE(line.id == 0);
        REQUIRE_FALSE(line.assessment_id);
        REQUIRE(line.intent == 3);
        REQUIRE(line.intent_reason == "judged in the last version with care");
        REQUIRE(line.action_ids == std::vector{core::ActionId{77}});
        REQUIRE(line.previous_id == core::LineId{m.lines[0].id});
        REQUIRE(next.result.changes.size() == 1);
    }
    SECTION("the class is the same, the trend moved: that is said, and not that it is unchanged")
    {
        const auto again = m.keep(analysis::continueFrom(m.mission(), last, Fictional::october(), kAsOf));
        const auto same = analysis::continueFrom(m.mission(), again, Fictional::october(), kAsOf);
        REQUIRE(same.result.changes.size() == 1);
        REQUIRE(same.result.changes[0].text.starts_with("Unchanged, "));
        auto& stored = m.lines.back();
        stored.trend = stored.trend == "RISING" ? "STABLE" : "RISING";
        const auto next = analysis::continueFrom(m.mission(), again, Fictional::october(), kAsOf);
        REQUIRE(next.result.changes.size() == 1);
        REQUIRE(next.result.changes[0].change == ChangeSinceLast::SAME);
        REQUIRE(next.result.changes[0].text.starts_with("Same class, trend "));
        REQUIRE(next.result.changes[0].text.find(" \u2192 ") != std::string::npos);
    }
    SECTION("an attack is imminent: raised")
    {
        const auto as_of = kAsOf + 24h;
        m.alert(m.luzi, core::AlertType::IMMINENT_ATTACK, kAsOf + 1h);
        m.threats[0].acts = {core::Act::MASS_KILLING};
        Fictional::record(m.lines, core::LineId{m.lines[0].id}).priority_class = "SHOULD";
        Fictional::record(m.lines, core::LineId{m.lines[0].id}).risk_residual = "12";
        const auto next = analysis::continueFrom(m.mission(), last, {kAsOf, as_of}, as_of);
        REQUIRE(next.result.lines[0].line.change_since_last == ChangeSinceLast::UP);
        const auto& change = changeOf(next.result, ChangeSinceLast::UP);
        REQUIRE(change.text.starts_with("Raised from Should to Must: Militia raids, Luzi"));
        REQUIRE(change.text.find("an attack is imminent") != std::string::npos);
    }
    SECTION("closed threat, new threat")
    {
        m.threats[0].status = core::ThreatStatus::CLOSED;
        m.threats[0].closed_reason = "the militia was disarmed in October";
        m.threat("Army arrests", {m.militia}, {m.luzi});
        const auto next = analysis::continueFrom(m.mission(), last, Fictional::october(), kAsOf);
        REQUIRE(next.result.lines.size() == 1);
        REQUIRE(next.result.lines[0].line.change_since_last == ChangeSinceLast::NEW);
        const auto& closed = changeOf(next.result, ChangeSinceLast::CLOSED);
        REQUIRE(closed.text.find("the militia was disarmed in October") != std::string::npos);
        REQUIRE(closed.before == core::LineId{m.lines[0].id});
    }
    SECTION("a stored version compares with the one before it")
    {
        const auto next = analysis::continueFrom(m.mission(), last, Fictional::october(), kAsOf);
        m.keep(next);
        const auto again = analysis::evaluate(m.mission(), core::AssessmentId{m.assessments.back().id});
        REQUIRE(again.has_previous);
        REQUIRE(again.changes.size() == 1);
    }
    SECTION("an unknown version is refused") { REQUIRE_THROWS_AS(analysis::continueFrom(m.mission(), {4711}, Fictional::october(), kAsOf), core::Error); }
}

TEST_CASE("evidence is cited anew: old items go, those added by hand stay", "[analysis][assess]")
{
    OneThreat m;
    const auto aging = m.incident({.time = daysAgo(80), .by = {m.militia}});
    const auto far = m.incident({.lat = 2.0, .time = daysAgo(10), .by = {m.militia}});
    auto first = m.draft();
    REQUIRE(first.result.lines[0].line.incident_ids == std::vector{aging});
    first.result.lines[0].line.incident_ids.push_back(far); // the adviser adds it
    const auto last = m.keep(first);
    const auto fresh = m.incident({.time = kAsOf + 24h, .by = {m.militia}});
    const auto as_of = kAsOf + std::chrono::days{30};
    const auto next = analysis::continueFrom(m.mission(), last, {kAsOf, as_of}, as_of);
    REQUIRE(next.result.lines[0].line.incident_ids == std::vector{far, fresh});
}

TEST_CASE("the class of a place comes from the newest signed version that names it", "[analysis][assess]")
{
    OneThreat m;
    const auto oru = m.place("Oru", 3.4, 1.0);
    REQUIRE(analysis::bandOfPlaces(m.mission()).empty());
    auto draft = m.draft();
    draft.result.lines[0].line.priority_class = "COULD";
    draft.result.lines[0].line.band = "MODERATE";
    draft.result.lines[0].line.risk_residual = "9";
    const auto signedOne = m.keep(draft, core::AssessmentState::APPROVED);
    auto later = m.draft();
    later.assessment.as_of = kAsOf + 24h;
    later.assessment.version = "1.1";
    later.assessment.reference = draft.assessment.reference;
    m.keep(later);
    auto ratings = analysis::bandOfPlaces(m.mission());
    REQUIRE(ratings.size() == 1);
    REQUIRE_FALSE(ratings.contains(oru)); // not assessed is not low
    REQUIRE(ratings.at(m.luzi).priority.highest == PriorityClass::COULD);
    REQUIRE(ratings.at(m.luzi).assessment == signedOne);
    REQUIRE(ratings.at(m.luzi).approved);
    m.signOffs.push_back({9, signedOne, core::AssessmentState::WITHDRAWN, {}, core::Role::POC_ADVISER, "", kAsOf, "", ""});
    ratings = analysis::bandOfPlaces(m.mission());
    REQUIRE(ratings.at(m.luzi).priority.highest == PriorityClass::SHOULD);
    REQUIRE_FALSE(ratings.at(m.luzi).approved);
}

TEST_CASE("the class of a place at an earlier cut-off is that of the version which was signed by then", "[analysis][assess]")
{
    OneThreat m;
    auto first = m.draft();
    first.result.lines[0].line.priority_class = "COULD";
    first.result.lines[0].line.band = "MODERATE";
    first.result.lines[0].line.risk_residual = "9";
    const auto earlier = m.keep(first, core::AssessmentState::APPROVED); // at kAsOf
    auto second = m.draft();
    second.result.lines[0].line.priority_class = "MUST";
    second.result.lines[0].line.band = "CRITICAL";
    second.result.lines[0].line.risk_residual = "20";
    second.assessment.reference = first.assessment.reference;
    second.assessment.as_of = kAsOf + 24h;
    const auto later = m.keep(second, core::AssessmentState::APPROVED);
    m.signOffs.back().time = kAsOf + 72h;
    const auto at = [&](core::Instant time) { return analysis::bandOfPlaces(m.mission(), time); };
    REQUIRE(analysis::bandOfPlaces(m.mission()).at(m.luzi).assessment == later);
    REQUIRE(at(kAsOf - 1h).empty());
    REQUIRE(at(kAsOf + 48h).at(m.luzi).assessment == earlier);
    REQUIRE(at(kAsOf + 48h).at(m.luzi).priority.highest == PriorityClass::COULD);
    REQUIRE(at(kAsOf + 72h).at(m.luzi).assessment == later);
    // Coverage and force density ask for the classes of their cut-off.
    const auto interval = [&](core::Instant time) { return analysis::coverageOf(m.mission(), {time - std::chrono::days{30}, time}, time).places.at(0).interval_days; };
    REQUIRE(interval(kAsOf + 48h) == 14);
    REQUIRE(interval(kAsOf + 72h) == 3);
    REQUIRE_FALSE(interval(kAsOf - 1h));
    // Two periods are compared by the classes of one cut-off.
    const core::Period before{kAsOf - std::chrono::days{60}, kAsOf - std::chrono::days{30}};
    REQUIRE_FALSE(analysis::coverageOf(m.mission(), before, before.to).metrics.revisit.riskWeighted());
    const auto weighed = analysis::coverageOf(m.mission(), before, before.to, {}, {}, kAsOf + 48h);
    REQUIRE(weighed.as_of == before.to);
    REQUIRE(weighed.places.at(0).interval_days == 14);
    REQUIRE(weighed.metrics.revisit.riskWeighted());
    REQUIRE(analysis::forceDensityOf(m.mission(), kAsOf + 48h).mission.population_urgent == 0);
    REQUIRE(analysis::forceDensityOf(m.mission(), kAsOf + 72h).mission.population_urgent > 0);
}

TEST_CASE("the newest assessment is the newest signed one, else the newest draft", "[analysis][assess]")
{
    OneThreat m;
    REQUIRE_FALSE(analysis::newestAssessment(m.mission()));
    const auto first = m.keep(m.draft());
    auto second = m.draft();
    second.assessment.as_of = kAsOf + 24h;
    const auto newer = m.keep(second);
    REQUIRE(analysis::newestAssessment(m.mission()) == newer);
    m.signOffs.push_back({1, first, core::AssessmentState::APPROVED, {}, core::Role::HEAD_OF_OFFICE, "", kAsOf, "", ""});
    REQUIRE(analysis::newestAssessment(m.mission()) == first);
}

TEST_CASE("the reference time is the period's end, else the mission's, else tomorrow", "[analysis][assess]")
{
    Fictional m;
    const auto now = core::instantOf("2026-11-05T13:00:00Z");
    REQUIRE(analysis::referenceTime(m.mission(), kAsOf, now) == kAsOf);
    REQUIRE(analysis::referenceTime(m.mission(), {}, now) == core::instantOf("2026-11-06"));
    m.details.as_of = kAsOf;
    REQUIRE(analysis::referenceTime(m.mission(), {}, now) == kAsOf);
    core::Assessment undated;
    REQUIRE_THROWS_AS(analysis::evaluate(m.mission(), undated, {}), core::Error);
}

TEST_CASE("invariants hold over random missions", "[analysis][assess]")
{
    const auto seed = GENERATE(range(1u, 9u));
    INFO("seed " << seed);
    const auto m = randomMission(seed);
    const auto draft = m.draft();
    const auto& result = draft.result;
    REQUIRE(result.lines.size() > 30);

    const auto check = [&](const analysis::RollUp& roll, const LineResult& line) {
        REQUIRE(*roll.highest_class <= line.priority()); // MUST comes first
        REQUIRE(roll.highest_risk->highest >= line.score.risk_residual.highest);
        REQUIRE(roll.highest_risk->lowest >= line.score.risk_residual.lowest);
    };
    std::map<core::AreaId, const analysis::RollUp*> areas;
    for (const auto& area : result.areas)
        areas[*area.area] = &area;
    const auto mission = m.mission();
    const auto index = analysis::AreaIndex::ofLevel(mission, core::AreaLevel::SECTOR);
    for (const LineResult& line : result.lines) {
        check(result.whole, line);
        for (const core::PlaceId id : line.place_ids) {
            const core::Place* place = mission.find<core::Place>(id);
            check(*areas.at(*index.find(*place->lon, *place->lat)), line);
        }
        REQUIRE(line.score.risk_residual.highest <= line.score.risk_inherent.highest);
        if (line.state_is_actor)
            REQUIRE(line.score.host_state == core::Range<int>{0, 0});
        REQUIRE(line.line.intent == mission.find<core::Threat>(*line.line.threat_id)->intent); // nothing filled in
    }
    std::int64_t lines = 0, places = 0;
    for (const auto count : result.whole.lines_per_class)
        lines += count;
    for (const auto count : result.whole.places_per_class)
        places += count;
    REQUIRE(lines == static_cast<std::int64_t>(result.lines.size()));
    std::set<core::PlaceId> distinct;
    for (const LineResult& line : result.lines)
        distinct.insert(line.place_ids.begin(), line.place_ids.end());
    REQUIRE(places == static_cast<std::int64_t>(distinct.size()));

    for (std::size_t i = 0; i + 1 < result.lines.size(); ++i) { // sorted, and no line before a more urgent one
        REQUIRE_FALSE(core::moreUrgent(result.lines[i + 1].sort_key, result.lines[i].sort_key));
        REQUIRE(result.lines[i].priority() <= result.lines[i + 1].priority());
    }
    auto shuffled = linesOf(result);
    std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937{seed});
    const auto again = analysis::evaluate(mission, draft.assessment, shuffled);
    REQUIRE(same(linesOf(again), linesOf(result))); // same input, same order and values
}

TEST_CASE("drafting can be cancelled", "[analysis][assess]")
{
    const auto m = randomMission(1);
    std::stop_source stop;
    int steps = 0;
    const core::Progress progress{stop.get_token(), [&](double, std::string_view) {
                                      if (++steps == 10)
                                          stop.request_stop();
                                  }};
    REQUIRE_THROWS_AS(analysis::draft(m.mission(), {std::nullopt, Fictional::october(), kAsOf}, progress), core::Cancelled);
}

TEST_CASE("derived texts read back", "[analysis][assess]")
{
    REQUIRE(analysis::intRangeOf("4") == core::Range<int>{4, 4});
    REQUIRE(analysis::intRangeOf("2..4") == core::Range<int>{2, 4});
    REQUIRE(analysis::classRangeOf("COULD..MUST") == core::Range<PriorityClass>{PriorityClass::COULD, PriorityClass::MUST});
    REQUIRE(analysis::bandRangeOf("HIGH") == core::Range<core::Band>{core::Band::HIGH, core::Band::HIGH});
    for (const char* text : {"", "..", "4..", "x", "4 ", "1..2..3"})
        REQUIRE_FALSE(analysis::intRangeOf(text));
}
