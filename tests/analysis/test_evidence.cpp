// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::test;
using analysis::LineResult;
using core::AlertType;
using core::Trend;

namespace {

/// A visit in each of the six 30-day windows before as_of.
void observe(OneThreat& m, core::PlaceId place)
{
    for (int k = 0; k < 6; ++k)
        m.visit(place, daysAgo(30 * k + 5));
}

bool cites(const LineResult& line, core::IncidentId id)
{
    const auto& ids = line.line.incident_ids;
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool says(const LineResult& line, const std::string& text)
{
    const auto has = [&](const std::string& s) { return s.find(text) != std::string::npos; };
    return std::any_of(line.explain.begin(), line.explain.end(), has) || std::any_of(line.notes.begin(), line.notes.end(), has);
}

} // namespace

TEST_CASE("corroborated violence by the actor within 25 km and 14 days shifts likelihood up", "[analysis][evidence]")
{
    OneThreat m;
    const auto id = m.incident({.lon = 3.0, .lat = 1.0 + 20 * kKm, .time = daysAgo(3), .severity = 3, .by = {m.militia}});
    const LineResult line = m.line();
    REQUIRE(line.shift == 1);
    REQUIRE(says(line, "incident " + std::to_string(id.value)));
    REQUIRE(line.score.likelihood == core::Range<int>{4, 4}); // 4 x 3 x 4 = 48 < 64
}

TEST_CASE("the shift needs nearness, violence, corroboration, the actor and 14 days", "[analysis][evidence]")
{
    OneThreat m;
    const auto other = m.actor("Cattle keepers", core::ActorKind::COMMUNITY_MILITIA);
    Happening h{.time = daysAgo(3), .severity = 3, .by = {m.militia}};
    SECTION("26 km away") { h.lat = 1.0 + 26 * kKm; }
    SECTION("severity 2") { h.severity = 2; }
    SECTION("only reported") { h.verification = core::Verification::REPORTED; }
    SECTION("verification not known") { h.verification.reset(); }
    SECTION("another actor") { h.by = {other}; }
    SECTION("15 days ago") { h.time = daysAgo(15); }
    SECTION("just before the window") { h.time = daysAgo(14) - 1s; }
    SECTION("at the cut-off itself") { h.time = kAsOf; }
    SECTION("placed to a province only") { h.place_precision = core::PlacePrecision::ADMIN1; }
    SECTION("refuted") { h.verification = core::Verification::REFUTED; }
    m.incident(h);
    REQUIRE(m.line().shift == 0);
}

TEST_CASE("the first second of the 14 days belongs to them", "[analysis][evidence]")
{
    OneThreat m;
    m.incident({.time = daysAgo(14), .by = {m.militia}});
    REQUIRE(m.line().shift == 1);
}

TEST_CASE("an unknown armed actor counts, a named one whose kind is not known does not", "[analysis][evidence]")
{
    OneThreat m;
    const auto somebody = m.actor("Armed men", core::ActorKind::UNKNOWN_ARMED);
    const auto named = m.actor("Band of the river", core::ActorKind::UNKNOWN_ARMED);
    const auto imported = m.actor("Unidentified Armed Group (Kavara)", core::ActorKind::UNKNOWN_ARMED);
    Fictional::record(m.actors, named).from_import = true;
    Fictional::record(m.actors, imported).from_import = true;
    SECTION("unknown") { m.incident({.by = {somebody}}); REQUIRE(m.line().shift == 1); }
    SECTION("imported name says unknown") { m.incident({.by = {imported}}); REQUIRE(m.line().shift == 1); }
    SECTION("imported with a name") { m.incident({.by = {named}}); REQUIRE(m.line().shift == 0); }
    SECTION("nobody recorded, violent") { m.incident({}); REQUIRE(m.line().shift == 1); }
    SECTION("nobody recorded, not violent")
    {
        const auto id = m.incident({.severity = 0});
        REQUIRE_FALSE(cites(m.line(), id));
    }
}

TEST_CASE("an open verified warning within 25 km shifts likelihood up", "[analysis][evidence]")
{
    OneThreat m;
    const auto near = m.place("Oru", 3.0, 1.0 + 10 * kKm);
    auto& alert = m.alert(near, AlertType::ARMED_MOVEMENT, daysAgo(10));
    int expected = 0;
    SECTION("verified and open") { alert.t_verified = daysAgo(9); expected = 1; }
    SECTION("not verified") {}
    SECTION("verified after the cut-off") { alert.t_verified = kAsOf; }
    SECTION("closed") { alert.t_verified = daysAgo(9); alert.t_closed = daysAgo(8); }
    SECTION("closed after the cut-off: open as of then") { alert.t_verified = daysAgo(9); alert.t_closed = kAsOf + 1h; expected = 1; }
    SECTION("false") { alert.t_verified = daysAgo(9); alert.triage = core::Triage::FALSE_OR_MALICIOUS; }
    SECTION("received 14 days and a second ago") { alert.t_received = daysAgo(14) - 1s; alert.t_verified = daysAgo(13); }
    SECTION("a rumour") { alert.t_verified = daysAgo(9); alert.alert_type = AlertType::RUMOUR; }
    REQUIRE(m.line().shift == expected);
}

TEST_CASE("silence lowers likelihood only where somebody was in each 30-day window", "[analysis][evidence]")
{
    OneThreat m;
    SECTION("never observed") { REQUIRE(m.line().shift == 0); }
    SECTION("observed throughout")
    {
        observe(m, m.luzi);
        REQUIRE(m.line().shift == -1);
        SECTION("an old incident by the actor ends it")
        {
            m.incident({.time = daysAgo(179), .severity = 1, .by = {m.militia}});
            REQUIRE(m.line().shift == 0);
        }
        SECTION("an incident 181 days ago does not")
        {
            m.incident({.time = daysAgo(181), .by = {m.militia}});
            REQUIRE(m.line().shift == -1);
        }
        SECTION("an open alert ends it")
        {
            m.alert(m.luzi, AlertType::TENSION, daysAgo(2)).actor_ids = {m.militia};
            REQUIRE(m.line().shift == 0);
        }
    }
    SECTION("one window without a visit, closed by a test of the alert network")
    {
        for (int k = 0; k < 5; ++k)
            m.visit(m.luzi, daysAgo(30 * k + 5));
        REQUIRE(m.line().shift == 0);
        m.canTest(m.luzi, daysAgo(180), false); // the first second of the sixth window
        REQUIRE(m.line().shift == -1);
    }
    SECTION("passing by is no visit")
    {
        for (int k = 0; k < 6; ++k)
            m.visit(m.luzi, daysAgo(30 * k + 5)).stops[0].actual_dwell_minutes = 29;
        REQUIRE(m.line().shift == 0);
    }
    SECTION("plans are no visit")
    {
        for (int k = 0; k < 6; ++k)
            m.visit(m.luzi, daysAgo(30 * k + 5)).track_source = core::TrackSource::PLANNED_ONLY;
        REQUIRE(m.line().shift == 0);
    }
    SECTION("a stop 1.9 km away is a visit, one 2.1 km away is not")
    {
        const auto stops = [&](double km) {
            OneThreat n;
            for (int k = 0; k < 6; ++k) {
                auto& stop = n.visit(n.luzi, daysAgo(30 * k + 5)).stops[0];
                stop.place_id.reset();
                stop.lon = 3.0;
                stop.lat = 1.0 + km * kKm;
            }
            return n.line().shift;
        };
        REQUIRE(stops(1.9) == -1);
        REQUIRE(stops(2.1) == 0);
    }
}

TEST_CASE("a draft cites 90 days, 25 km, the actor or somebody unknown", "[analysis][evidence]")
{
    OneThreat m;
    const auto other = m.actor("Army", core::ActorKind::STATE_MILITARY);
    const auto in = m.incident({.lat = 1.0 + 24.9 * kKm, .time = daysAgo(90), .severity = 1, .by = {m.militia}});
    const auto old = m.incident({.time = daysAgo(90) - 1s, .by = {m.militia}});
    const auto far = m.incident({.lat = 1.0 + 25.1 * kKm, .by = {m.militia}});
    const auto theirs = m.incident({.by = {other}});
    const auto duplicate = m.incident({.verification = core::Verification::DUPLICATE, .by = {m.militia}});
    const auto yes = m.alert(m.luzi, AlertType::TENSION, daysAgo(40)).id;
    auto& no = m.alert(m.luzi, AlertType::TENSION, daysAgo(40));
    no.actor_ids = {other};
    const LineResult line = m.line();
    REQUIRE(cites(line, in));
    for (const auto id : {old, far, theirs, duplicate})
        REQUIRE_FALSE(cites(line, id));
    REQUIRE(line.line.alert_ids == std::vector<core::AlertId>{{yes}});
}

TEST_CASE("confidence counts each origin once and the better grade of it", "[analysis][evidence]")
{
    OneThreat m;
    const auto chief = m.source("chief", core::Reliability::B, 2);
    const auto chiefAgain = m.source("chief", core::Reliability::C, 2);
    const auto radio = m.source("radio", core::Reliability::B, 2);
    m.incident({.time = daysAgo(5), .by = {m.militia}, .sources = {chief}});
    m.incident({.time = daysAgo(1), .by = {m.militia}, .sources = {chiefAgain}});
    SECTION("one origin")
    {
        const LineResult line = m.line();
        REQUIRE(line.evidence.size() == 2);
        REQUIRE(line.score.confidence.level == core::Confidence::MEDIUM);
        REQUIRE(line.score.confidence.s == Approx(0.64));
    }
    SECTION("two origins")
    {
        m.incident({.time = daysAgo(6), .by = {m.militia}, .sources = {radio}});
        const LineResult line = m.line();
        REQUIRE(line.score.confidence.level == core::Confidence::HIGH);
        REQUIRE(line.score.confidence.s == Approx(0.8704));
    }
    SECTION("many incidents without any source are one origin that nobody can judge")
    {
        OneThreat n;
        for (int i = 0; i < 20; ++i)
            n.incident({.time = daysAgo(1 + i * 0.1), .by = {n.militia}});
        const LineResult line = n.line();
        REQUIRE(line.score.confidence.groups == 1);
        REQUIRE(line.score.confidence.level == core::Confidence::LOW);
    }
}

TEST_CASE("contradicting evidence caps confidence and later evidence does not count", "[analysis][evidence]")
{
    OneThreat m;
    const auto a = m.source("a", core::Reliability::B, 2);
    const auto b = m.source("b", core::Reliability::B, 2);
    m.incident({.time = daysAgo(5), .by = {m.militia}, .sources = {a}});
    m.incident({.time = daysAgo(6), .by = {m.militia}, .sources = {b}});
    const auto against = m.incident({.time = daysAgo(4), .by = {m.militia}, .sources = {b}});
    const auto later = m.incident({.time = kAsOf + 1h, .by = {m.militia}, .sources = {b}});
    auto draft = m.draft();
    core::Line line = draft.result.lines.at(0).line;
    line.contradicting_ids = {against};
    line.incident_ids.push_back(later);
    const auto result = analysis::evaluate(m.mission(), draft.assessment, {line});
    REQUIRE(result.lines[0].score.confidence.contested);
    REQUIRE(result.lines[0].score.confidence.level == core::Confidence::MEDIUM);
    REQUIRE(result.lines[0].evidence.size() == 3);
    REQUIRE(says(result.lines[0], "later than the information cut-off"));
}

TEST_CASE("a line is imminent by an open warning of an attack in the place that can be believed", "[analysis][evidence]")
{
    OneThreat m;
    auto& alert = m.alert(m.luzi, AlertType::IMMINENT_ATTACK, kAsOf - 72h);
    bool expected = false;
    SECTION("72 hours old, B2") { expected = true; }
    SECTION("a second older") { alert.t_received = kAsOf - 72h - 1s; }
    SECTION("closed") { alert.t_closed = kAsOf - 1h; }
    SECTION("duplicate") { alert.triage = core::Triage::DUPLICATE; }
    SECTION("false") { alert.triage = core::Triage::FALSE_OR_MALICIOUS; }
    SECTION("of another type") { alert.alert_type = AlertType::ARMED_MOVEMENT; }
    SECTION("F6 alone") { alert.reliability.reset(); alert.credibility.reset(); }
    SECTION("2.1 km away")
    {
        alert.place_id.reset();
        alert.lon = 3.0;
        alert.lat = 1.0 + 2.1 * kKm;
    }
    SECTION("1.9 km away")
    {
        alert.place_id.reset();
        alert.lon = 3.0;
        alert.lat = 1.0 + 1.9 * kKm;
        expected = true;
    }
    SECTION("F6 twice by different ways")
    {
        alert.reliability.reset();
        alert.credibility.reset();
        alert.channel = core::AlertChannel::HOTLINE;
        auto& second = m.alert(m.luzi, AlertType::IMMINENT_ATTACK, kAsOf - 2h);
        second.reliability.reset();
        second.credibility.reset();
        second.channel = core::AlertChannel::PATROL;
        expected = true;
    }
    SECTION("F6 twice by the same way")
    {
        alert.reliability.reset();
        alert.credibility.reset();
        auto& second = m.alert(m.luzi, AlertType::IMMINENT_ATTACK, kAsOf - 2h);
        second.reliability.reset();
        second.credibility.reset();
    }
    REQUIRE(m.line().score.imminent == expected);
}

TEST_CASE("mission reach is 2 with an open base within 2 km, less 1 when two alerts were left unanswered", "[analysis][reach]")
{
    OneThreat m;
    SECTION("no base: not computed, counts as 0")
    {
        const LineResult line = m.line();
        REQUIRE_FALSE(line.mission_reach);
        REQUIRE(line.reach == analysis::ReachStatus::NotComputed);
        REQUIRE(line.score.mission_reach == core::Range<int>{0, 0});
        REQUIRE(says(line, "reach not computed"));
    }
    SECTION("an adviser sets it")
    {
        auto draft = m.draft();
        core::Line line = draft.result.lines[0].line;
        line.mission_reach = 1;
        line.mission_reach_reason = "patrol base of the neighbouring sector, 40 min";
        const auto result = analysis::evaluate(m.mission(), draft.assessment, {line});
        REQUIRE(result.lines[0].reach == analysis::ReachStatus::Judged);
        REQUIRE(result.lines[0].score.mission_reach == core::Range<int>{1, 1});
    }
    SECTION("a base in the place")
    {
        auto& base = m.base(3.0, 1.0 + 1.9 * kKm);
        std::optional<int> expected = 2;
        SECTION("open") {}
        SECTION("2.1 km away") { base.lat = 1.0 + 2.1 * kKm; expected.reset(); }
        SECTION("closed on the day") { base.open_to = core::dayOf("2026-11-01"); expected.reset(); }
        SECTION("open until tomorrow") { base.open_to = core::dayOf("2026-11-02"); }
        SECTION("opens tomorrow") { base.open_from = core::dayOf("2026-11-02"); expected.reset(); }
        SECTION("of state forces") { base.base_kind = core::BaseKind::STATE_FORCE_BASE; expected.reset(); }
        SECTION("two alerts unanswered")
        {
            for (int i = 0; i < 2; ++i) {
                auto& alert = m.alert(m.luzi, AlertType::ATTACK_PAST, daysAgo(80 - i));
                alert.triage = core::Triage::REQUIRES_PHYSICAL_RESPONSE;
                alert.outcome = core::AlertOutcome::NO_RESPONSE_DECISION;
            }
            expected = 1;
            SECTION("one of them 91 days ago") { m.alerts[0].t_received = daysAgo(91); expected = 2; }
            SECTION("one of them answered") { m.alerts[0].outcome = core::AlertOutcome::ARRIVED_AFTER; expected = 2; }
            SECTION("one of them needed no physical response") { m.alerts[0].triage = core::Triage::REQUIRES_NON_PHYSICAL; expected = 2; }
        }
        REQUIRE(m.line().mission_reach == expected);
    }
}

TEST_CASE("a state actor forces host state to 0 and makes state security a lack of it", "[analysis][reach]")
{
    OneThreat m;
    Fictional::record(m.threats, m.raids).host_state = 2;
    REQUIRE(m.line().score.host_state == core::Range<int>{2, 2});
    const auto army = m.actor("Army", core::ActorKind::STATE_MILITARY);
    Fictional::record(m.threats, m.raids).actor_ids.push_back(army);
    const LineResult line = m.line();
    REQUIRE(line.state_is_actor);
    REQUIRE(line.score.host_state == core::Range<int>{0, 0});
    const auto& factors = line.vulnerability.at(0).factors;
    const auto at = static_cast<std::size_t>(core::VulnerabilityFactor::NO_STATE_SECURITY);
    REQUIRE(factors[at].state == analysis::FactorState::True);
}

TEST_CASE("a trend counts violent, dated, placed incidents of one dataset", "[analysis][trend]")
{
    OneThreat m;
    const auto add = [&](int recent, int before, const std::string& dataset, int severity = 4) {
        for (int i = 0; i < recent; ++i)
            m.incident({.time = daysAgo(1 + i), .severity = severity, .by = {m.militia}, .dataset = dataset});
        for (int i = 0; i < before; ++i)
            m.incident({.time = daysAgo(40 + i), .severity = severity, .by = {m.militia}, .dataset = dataset});
    };
    add(7, 6, "acled");
    add(0, 5, "ucdp-ged");
    add(20, 0, "acled", 2);
    m.incident({.time = daysAgo(2), .by = {m.militia}, .dataset = "acled", .time_precision = core::TimePrecision::MONTH});
    m.incident({.time = daysAgo(2), .by = {m.militia}, .dataset = "acled", .place_precision = core::PlacePrecision::ADMIN2});
    const LineResult line = m.line();
    REQUIRE(line.trend.recent == 7);
    REQUIRE(line.trend.before == 6);
    REQUIRE(line.trend.dataset == "acled");
    REQUIRE(line.trend.other_datasets);
    REQUIRE(line.score.trend == Trend::RISING);
    REQUIRE(says(line, "dataset acled"));
}

TEST_CASE("the windows of a trend are half-open", "[analysis][trend]")
{
    OneThreat m;
    m.incident({.time = daysAgo(28), .by = {m.militia}});
    m.incident({.time = daysAgo(28) - 1s, .by = {m.militia}});
    m.incident({.time = daysAgo(112), .by = {m.militia}});
    m.incident({.time = daysAgo(112) - 1s, .by = {m.militia}});
    m.incident({.time = kAsOf, .by = {m.militia}});
    const LineResult line = m.line();
    REQUIRE(line.trend.recent == 1);
    REQUIRE(line.trend.before == 2);
    REQUIRE(line.score.trend == Trend::INSUFFICIENT);
}

TEST_CASE("more visits than before flag a possible reporting effect", "[analysis][trend]")
{
    OneThreat m;
    for (int i = 0; i < 3; ++i)
        m.visit(m.luzi, daysAgo(40 + 20 * i));
    m.visit(m.luzi, daysAgo(3));
    REQUIRE_FALSE(m.line().trend.reporting_effect);
    m.visit(m.luzi, daysAgo(6));
    REQUIRE(m.line().trend.reporting_effect);
}

TEST_CASE("the trend of a place counts any actor within 10 km", "[analysis][trend]")
{
    OneThreat m;
    const auto army = m.actor("Army", core::ActorKind::STATE_MILITARY);
    for (int i = 0; i < 4; ++i)
        m.incident({.lat = 1.0 + 9 * kKm, .time = daysAgo(1 + i), .by = {army}});
    m.incident({.lat = 1.0 + 11 * kKm, .time = daysAgo(1), .by = {army}});
    const auto trend = analysis::placeTrend(m.mission(), m.luzi, kAsOf);
    REQUIRE(trend.recent == 4);
    REQUIRE(trend.result.trend == Trend::RISING);
    REQUIRE(m.line().trend.recent == 0);
}
