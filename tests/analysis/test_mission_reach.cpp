// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/submission.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::test;
using analysis::FactorState;
using analysis::LineResult;
using analysis::ReachStatus;
using core::VulnerabilityFactor;
using State = core::ResponseTime::State;

namespace {

/// Times as a test says them; counts how often it is asked.
class SaidResponses final : public core::ResponseSource {
public:
    core::ResponseTimes times;
    mutable int asked = 0;
    [[nodiscard]] std::shared_ptr<const core::ResponseTimes> at(const core::Mission&, core::Instant as_of, const core::Progress&) const override
    {
        ++asked;
        auto given = std::make_shared<core::ResponseTimes>(times);
        given->as_of = as_of;
        return given;
    }
};

core::ResponseTime arrival(double travel, double notice = 30)
{
    return {State::Reached, 15, 20, notice, travel, core::BaseId{77}, "Post", core::TravelMode::TRUCK};
}

core::ResponseTime without(State state)
{
    core::ResponseTime time;
    time.state = state;
    return time;
}

struct Answered : OneThreat {
    std::shared_ptr<SaidResponses> said = std::make_shared<SaidResponses>();

    [[nodiscard]] core::Mission withTimes() const
    {
        core::Mission m = mission();
        m.responses = said;
        return m;
    }
    [[nodiscard]] LineResult answered() const { return analysis::draft(withTimes(), {{}, october(), kAsOf}).result.lines.at(0); }
    [[nodiscard]] LineResult answered(const core::ResponseTime& time) const
    {
        said->times.places[luzi] = time;
        return answered();
    }
    void leaveUnanswered(int alerts)
    {
        for (int i = 0; i < alerts; ++i) {
            auto& one = alert(luzi, core::AlertType::ATTACK_PAST, daysAgo(80 - i));
            one.triage = core::Triage::REQUIRES_PHYSICAL_RESPONSE;
            one.outcome = core::AlertOutcome::NO_RESPONSE_DECISION;
        }
    }
};

bool opens(const LineResult& line, std::string_view text)
{
    return std::any_of(line.explain.begin(), line.explain.end(), [&](const std::string& step) { return step.find(text) != std::string::npos; });
}

} // namespace

TEST_CASE("mission reach is 2 up to half of an attack, 1 up to its end, else 0", "[analysis][reach]")
{
    const Answered m; // D = 120 min; before the travel pass 15 + 20 + 30 = 65 min
    const std::vector<std::pair<double, int>> rows{{-5.0, 2}, {-4.9, 1}, {55.0, 1}, {55.1, 0}, {500.0, 0}};
    for (const auto& [travel, reach] : rows) {
        CAPTURE(travel);
        const LineResult line = m.answered(arrival(travel));
        CHECK(line.mission_reach == reach);
        CHECK(line.reach == ReachStatus::ResponseTime);
        CHECK(line.score.mission_reach == core::Range<int>{reach, reach});
        CHECK(line.line.mission_reach_counted == reach);
        CHECK(line.line.response_minutes == Approx(65.0 + travel));
    }
}

TEST_CASE("worked cases P1 and P2 give mission reach 0 and 1", "[analysis][reach]")
{
    Answered m;
    // P1: 25 + 20 + 30 + 90 = 165; P2: 25 + 20 + 10 + 27 = 82
    CHECK(m.answered({State::Reached, 25, 20, 30, 90, core::BaseId{77}, "Far", core::TravelMode::TRUCK}).mission_reach == 0);
    const LineResult near = m.answered({State::Reached, 25, 20, 10, 27, core::BaseId{78}, "Near", core::TravelMode::TRUCK});
    CHECK(near.mission_reach == 1);
    CHECK(opens(near, "25 + 20 + 10 + 27.0 = 82.0 min"));
    CHECK(opens(near, "base 78"));
}

TEST_CASE("the duration of an attack is the mission's own where it is set", "[analysis][reach]")
{
    Answered m;
    m.details.attack_duration_minutes = 60;
    CHECK(m.answered(arrival(0)).mission_reach == 0); // 65 min
    m.details.attack_duration_minutes = 130;
    CHECK(m.answered(arrival(0)).mission_reach == 2);
}

TEST_CASE("nobody coming is reach 0, a place on no ground, and times that are not computed, are not known", "[analysis][reach]")
{
    Answered m;
    const LineResult nobody = m.answered(without(State::NobodyComes));
    CHECK(nobody.mission_reach == 0);
    CHECK(nobody.reach == ReachStatus::ResponseTime);
    CHECK_FALSE(nobody.line.response_minutes);

    const LineResult inWater = m.answered(without(State::NotKnown));
    CHECK_FALSE(inWater.mission_reach);
    CHECK(inWater.reach == ReachStatus::NotComputed);
    CHECK(opens(inWater, "reach not computed"));

    m.said->times.not_computed = "travel times are not computed: the mission has no roads and no land cover";
    const LineResult none = m.answered(arrival(1));
    CHECK(none.reach == ReachStatus::NotComputed);
    CHECK(opens(none, "no roads and no land cover"));
}

TEST_CASE("two alerts without a response take one from the reach, never below 0", "[analysis][reach]")
{
    Answered m;
    m.leaveUnanswered(2);
    CHECK(m.answered(arrival(-10)).mission_reach == 1);
    CHECK(m.answered(arrival(20)).mission_reach == 0);
    CHECK(m.answered(arrival(200)).mission_reach == 0);
}

TEST_CASE("a base in the place and an adviser's value come before the times", "[analysis][reach]")
{
    Answered m;
    m.base(3.0, 1.0);
    const LineResult line = m.answered(arrival(500));
    CHECK(line.mission_reach == 2);
    CHECK(line.reach == ReachStatus::BaseInPlace);
    m.bases.clear();
    auto draft = analysis::draft(m.withTimes(), {{}, Answered::october(), kAsOf});
    core::Line judged = draft.result.lines[0].line;
    judged.mission_reach = 1;
    const auto result = analysis::evaluate(m.withTimes(), draft.assessment, {judged});
    CHECK(result.lines[0].reach == ReachStatus::Judged);
    CHECK(result.lines[0].mission_reach == 1);
}

TEST_CASE("of several places the one that is reached last decides", "[analysis][reach]")
{
    Answered m;
    const auto second = m.place("Oru", 3.1, 1.0);
    m.said->times.places[m.luzi] = arrival(-20);
    m.said->times.places[second] = arrival(40);
    core::Line joined = m.answered().line;
    joined.place_ids = {m.luzi, second};
    const auto result = analysis::evaluate(m.withTimes(), m.draft().assessment, {joined});
    CHECK(result.lines[0].mission_reach == 1);
    REQUIRE(result.lines[0].response);
    CHECK(result.lines[0].response->place == second);
    m.said->times.places[m.luzi] = without(State::NotKnown); // not known counts as 0 and comes first
    CHECK_FALSE(analysis::evaluate(m.withTimes(), m.draft().assessment, {joined}).lines[0].mission_reach);
}

TEST_CASE("a place is isolated when the travel takes more than two hours", "[analysis][vulnerability]")
{
    Answered m;
    const auto state = [&](const core::ResponseTime& time) { return m.answered(time).vulnerability.at(0).factors.at(static_cast<std::size_t>(VulnerabilityFactor::ISOLATED)).state; };
    CHECK(state(arrival(120)) == FactorState::False);
    CHECK(state(arrival(120.1)) == FactorState::True);
    CHECK(state(arrival(100, 90)) == FactorState::False); // the notice is no distance
    CHECK(state(without(State::NobodyComes)) == FactorState::True);
    CHECK(state(without(State::NotKnown)) == FactorState::Unknown);
    const std::string why = m.answered(arrival(131)).vulnerability.at(0).factors.at(static_cast<std::size_t>(VulnerabilityFactor::ISOLATED)).why;
    CHECK(why.ends_with(" season; limit 120 min")); // what it is measured by is told too
    CHECK(why.find("Wet") == std::string::npos);
    CHECK(why.find("Dry") == std::string::npos);
}

TEST_CASE("a signed version keeps the mission reach that it was signed with", "[analysis][reach]")
{
    Answered m;
    m.said->times.places[m.luzi] = arrival(20); // M = 1
    const auto id = m.keep(analysis::draft(m.withTimes(), {{}, Answered::october(), kAsOf}), core::AssessmentState::APPROVED);
    const auto before = analysis::evaluate(m.withTimes(), id).lines.at(0);
    REQUIRE(before.mission_reach == 1);

    m.said->times.places[m.luzi] = without(State::NobodyComes); // the base closed since
    const auto after = analysis::evaluate(m.withTimes(), id).lines.at(0);
    CHECK(after.mission_reach == 1);
    CHECK(after.line == before.line);
    CHECK(after.score.risk_residual == before.score.risk_residual);
    CHECK(after.score.impact == before.score.impact); // though the place is isolated now
    CHECK(after.score.priority == before.score.priority);
    CHECK(opens(after, "as it was signed, for a response of 85.0 min"));
    CHECK_NOTHROW(analysis::requireNumbersAsSubmitted(m.withTimes(), id));

    m.signOffs.clear(); // a draft follows today's times
    CHECK(analysis::evaluate(m.withTimes(), id).lines.at(0).mission_reach == 0);
    CHECK_THROWS_AS(analysis::requireNumbersAsSubmitted(m.withTimes(), id), core::Error);
}

TEST_CASE("a signed version keeps the vulnerability and the factors that it was signed with", "[analysis][reach][vulnerability]")
{
    Answered m;
    m.said->times.places[m.luzi] = arrival(20);
    const auto id = m.keep(analysis::draft(m.withTimes(), {{}, Answered::october(), kAsOf}), core::AssessmentState::APPROVED);
    const auto before = analysis::evaluate(m.withTimes(), id).lines.at(0);
    const auto isolated = static_cast<std::size_t>(VulnerabilityFactor::ISOLATED);
    REQUIRE(before.vulnerability.at(0).factors.at(isolated).state == FactorState::False);

    m.said->times.places[m.luzi] = arrival(300); // the base moved since
    const auto after = analysis::evaluate(m.withTimes(), id).lines.at(0);
    CHECK(after.vulnerability == before.vulnerability);
    CHECK(after.score.vulnerability == before.score.vulnerability);
    CHECK(after.line == before.line);
    CHECK(opens(after, before.vulnerability[0].factors[isolated].why) == opens(before, before.vulnerability[0].factors[isolated].why));
    CHECK_FALSE(opens(after, "ISOLATED 2"));

    m.signOffs.clear(); // a draft follows today's times
    const auto open = analysis::evaluate(m.withTimes(), id).lines.at(0);
    CHECK(open.vulnerability[0].factors[isolated].state == FactorState::True);
    CHECK(opens(open, "ISOLATED 2"));
}

TEST_CASE("a factor that turned after the submission stops the next signature, another wording of it does not", "[analysis][vulnerability]")
{
    Answered m;
    m.said->times.places[m.luzi] = arrival(20);
    const auto id = m.keep(analysis::draft(m.withTimes(), {{}, Answered::october(), kAsOf}), core::AssessmentState::IN_REVIEW);
    auto& checklist = m.lines.at(0).vulnerability_counted;
    REQUIRE(checklist.size() == 15);
    checklist.at(static_cast<std::size_t>(VulnerabilityFactor::ISOLATED)).why = "said in other words";
    CHECK_NOTHROW(analysis::requireNumbersAsSubmitted(m.withTimes(), id));
    checklist.at(static_cast<std::size_t>(VulnerabilityFactor::ISOLATED)).holds = true;
    CHECK_THROWS_WITH(analysis::requireNumbersAsSubmitted(m.withTimes(), id), Catch::Contains("ISOLATED of place " + std::to_string(m.luzi.value) + " was true and would be false"));
}

TEST_CASE("times are asked for once a computation, and not at all without an open line", "[analysis][reach]")
{
    Answered m;
    m.said->times.places[m.luzi] = arrival(20);
    const auto second = m.place("Oru", 3.1, 1.0);
    m.threat("More raids", {m.militia}, {m.luzi, second});
    static_cast<void>(analysis::draft(m.withTimes(), {{}, Answered::october(), kAsOf}));
    CHECK(m.said->asked == 1);
}
