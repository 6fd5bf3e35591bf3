// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/core/sign_off.h>

#include <set>

using namespace tutela::core;

namespace {

Mission missionIn(std::vector<SignOff> rows)
{
    Mission mission;
    Assessment assessment;
    assessment.id = 1;
    assessment.reference = "TA-EAST-2026-0001";
    assessment.version = "0.1";
    Assessment earlier = assessment;
    earlier.id = 2;
    mission.set<Assessment>({assessment, earlier});
    mission.sign_offs = std::make_shared<const std::vector<SignOff>>(std::move(rows));
    return mission;
}

SignOff entered(AssessmentState state, std::int64_t id = 1)
{
    SignOff row;
    row.assessment_id = AssessmentId{id};
    row.state = state;
    return row;
}

SignOff opinion(Role role)
{
    SignOff row;
    row.assessment_id = AssessmentId{1};
    row.opinion = Opinion::AGREE;
    row.role = role;
    return row;
}

constexpr AssessmentId kIt{1};

} // namespace

TEST_CASE("steps of the sign-off machine cannot be jumped or taken by the wrong role", "[core][unit]")
{
    using enum AssessmentState;
    const Mission cleared = missionIn({entered(CLEARED)});
    CHECK_NOTHROW(requireTransition(cleared, kIt, APPROVED, Role::SENIOR_POC_ADVISER, ""));
    CHECK_THROWS_AS(requireTransition(cleared, kIt, APPROVED, Role::MILITARY, ""), Error);
    CHECK_THROWS_AS(requireTransition(cleared, kIt, DISSEMINATED, Role::SMG_P_CHAIR, ""), Error);
    CHECK_THROWS_AS(requireTransition(missionIn({}), kIt, APPROVED, Role::SENIOR_POC_ADVISER, ""), Error);
    CHECK_THROWS_AS(requireTransition(cleared, kIt, WITHDRAWN, Role::POC_ADVISER, ""), Error);
    CHECK_NOTHROW(requireTransition(cleared, kIt, WITHDRAWN, Role::POC_ADVISER, "The crisis cell took over."));
}

TEST_CASE("a version counts from the moment it was signed, and everything counts on the day of the mission's own cut-off", "[core][unit]")
{
    const auto day = [](const char* text) { return instantOf(text); };
    SignOff first = entered(AssessmentState::APPROVED, 2), second = entered(AssessmentState::APPROVED, 1);
    first.time = day("2026-10-04");
    second.time = day("2026-11-06");
    Mission mission = missionIn({first, second});
    auto versions = mission.all<Assessment>();
    versions[0].as_of = day("2026-11-01");
    versions[1].as_of = day("2026-10-01");
    mission.set<Assessment>(versions);
    const auto counting = [&](const char* at) { return countingVersionsAt(mission, day(at)); };
    CHECK(counting("2026-10-03").empty()); // written, not signed
    CHECK(counting("2026-10-04") == std::vector<AssessmentId>{{2}});
    CHECK(counting("2026-11-05") == std::vector<AssessmentId>{{2}});
    CHECK(counting("2026-11-06") == std::vector<AssessmentId>{{1}});
    mission.details.as_of = day("2026-11-01"); // it is signed after the cut-off that it is written for: today it counts
    CHECK(counting("2026-11-01") == std::vector<AssessmentId>{{1}});
    CHECK(counting("2026-10-31") == std::vector<AssessmentId>{{2}});

    mission.sign_offs = std::make_shared<const std::vector<SignOff>>();
    CHECK(counting("2026-10-31") == std::vector<AssessmentId>{{2}}); // of drafts what knows no more than was known
    versions[0].created_at = day("2026-10-20"); // worked on before the end of its period
    mission.set<Assessment>(versions);
    CHECK(counting("2026-10-31") == std::vector<AssessmentId>{{1}});
    CHECK_FALSE(wasKnownAt(mission, AssessmentId{9}, day("2026-10-31")));
}

TEST_CASE("an approved version never goes back", "[core][unit]")
{
    using enum AssessmentState;
    const Mission approved = missionIn({entered(CLEARED), entered(APPROVED)});
    for (const auto to : {DRAFT, IN_REVIEW, WITHDRAWN})
        CHECK_THROWS_AS(requireTransition(approved, kIt, to, Role::POC_ADVISER, "A reason."), Error);
    CHECK(isFrozen(approved, kIt));
}

TEST_CASE("coordination needs a uniformed and a civilian opinion of this review", "[core][unit]")
{
    using enum AssessmentState;
    const auto move = [](std::vector<SignOff> rows) {
        requireTransition(missionIn(std::move(rows)), kIt, COORDINATED, Role::JMAC, "");
    };
    CHECK_THROWS_AS(move({entered(IN_REVIEW)}), Error);
    CHECK_THROWS_AS(move({entered(IN_REVIEW), opinion(Role::MILITARY)}), Error);
    CHECK_NOTHROW(move({entered(IN_REVIEW), opinion(Role::MILITARY), opinion(Role::HUMAN_RIGHTS)}));
    CHECK_THROWS_AS(move({entered(IN_REVIEW), opinion(Role::MILITARY), opinion(Role::HUMAN_RIGHTS), entered(DRAFT), entered(IN_REVIEW)}), Error);
}

TEST_CASE("the author of a version may withdraw it in his own role, and do no other step", "[core][unit]")
{
    using enum AssessmentState;
    Mission mission = missionIn({});
    CHECK_THROWS_AS(requireTransition(mission, kIt, WITHDRAWN, Role::HEAD_OF_OFFICE, "A reason."), Error);
    auto versions = mission.all<Assessment>();
    versions[0].author_role = Role::HEAD_OF_OFFICE;
    mission.set(versions);
    CHECK_NOTHROW(requireTransition(mission, kIt, WITHDRAWN, Role::HEAD_OF_OFFICE, "A reason."));
    CHECK_THROWS_AS(requireTransition(mission, kIt, WITHDRAWN, Role::HEAD_OF_OFFICE, ""), Error);
    versions[0].author_role = Role::JMAC;
    mission.set(versions);
    mission.sign_offs = std::make_shared<const std::vector<SignOff>>(std::vector{entered(COORDINATED)});
    CHECK_THROWS_AS(requireTransition(mission, kIt, CLEARED, Role::JMAC, ""), Error);
}

TEST_CASE("a version is handed out only with its distribution list", "[core][unit]")
{
    using enum AssessmentState;
    Mission mission = missionIn({entered(CLEARED), entered(APPROVED)});
    CHECK_THROWS_AS(requireTransition(mission, kIt, DISSEMINATED, Role::SMG_P_CHAIR, ""), Error);
    CHECK_NOTHROW(requireTransition(mission, kIt, DISSEMINATED, Role::SMG_P_CHAIR, "Sector commanders"));
    auto versions = mission.all<Assessment>();
    versions[0].distribution = "Heads of field offices";
    mission.set(versions);
    CHECK_NOTHROW(requireTransition(mission, kIt, DISSEMINATED, Role::SMG_P_CHAIR, ""));
}

TEST_CASE("each step of the sign-off machine has its roles", "[core][unit]")
{
    using enum AssessmentState;
    struct Step {
        AssessmentState from, to;
        std::set<Role> roles;
    };
    const std::set<Role> reviewers{Role::JMAC, Role::HUMAN_RIGHTS, Role::MILITARY, Role::POLICE, Role::CIVIL_AFFAIRS};
    const std::vector<Step> steps{
        {IN_REVIEW, COORDINATED, reviewers},
        {IN_REVIEW, DRAFT, reviewers},
        {COORDINATED, CLEARED, {Role::PWG_CHAIR, Role::HEAD_OF_OFFICE}},
        {COORDINATED, DRAFT, {Role::PWG_CHAIR, Role::HEAD_OF_OFFICE}},
        {CLEARED, APPROVED, {Role::SENIOR_POC_ADVISER, Role::SMG_P_CHAIR, Role::HEAD_OF_OFFICE, Role::HEAD_OF_MISSION}},
        {CLEARED, DRAFT, {Role::SENIOR_POC_ADVISER, Role::SMG_P_CHAIR, Role::HEAD_OF_OFFICE, Role::HEAD_OF_MISSION}},
        {APPROVED, DISSEMINATED, {Role::SMG_P_CHAIR, Role::HEAD_OF_OFFICE, Role::HEAD_OF_MISSION}},
    };
    for (const Step& step : steps) {
        std::vector<SignOff> rows{entered(step.from)};
        if (step.from == IN_REVIEW)
            rows.insert(rows.end(), {opinion(Role::MILITARY), opinion(Role::JMAC)});
        const Mission mission = missionIn(std::move(rows));
        for (std::size_t i = 0; i < wordCount(Role{}); ++i) {
            const auto role = static_cast<Role>(i);
            INFO(word(step.from) << " to " << word(step.to) << " by " << word(role));
            if (step.roles.contains(role))
                CHECK_NOTHROW(requireTransition(mission, kIt, step.to, role, "A note."));
            else
                CHECK_THROWS_AS(requireTransition(mission, kIt, step.to, role, "A note."), Error);
        }
    }
    // Nobody supersedes by hand, and nothing leaves a withdrawn version.
    CHECK_THROWS_AS(requireTransition(missionIn({entered(APPROVED), entered(DISSEMINATED)}), kIt, SUPERSEDED, Role::HEAD_OF_MISSION, "A note."), Error);
    CHECK_THROWS_AS(requireTransition(missionIn({entered(WITHDRAWN)}), kIt, DRAFT, Role::POC_ADVISER, "A note."), Error);
}

TEST_CASE("opinions are given by reviewers during review, and dissent says why", "[core][unit]")
{
    using enum AssessmentState;
    const Mission review = missionIn({entered(IN_REVIEW)});
    CHECK_NOTHROW(requireReview(review, kIt, Opinion::AGREE, Role::POLICE, ""));
    CHECK_NOTHROW(requireReview(review, kIt, Opinion::DISSENT, Role::JMAC, "The army is missing."));
    CHECK_THROWS_AS(requireReview(review, kIt, Opinion::DISSENT, Role::JMAC, ""), Error);
    CHECK_THROWS_AS(requireReview(review, kIt, Opinion::COMMENT, Role::JMAC, ""), Error);
    CHECK_THROWS_AS(requireReview(review, kIt, Opinion::AGREE, Role::PWG_CHAIR, ""), Error);
    CHECK_THROWS_AS(requireReview(missionIn({}), kIt, Opinion::AGREE, Role::POLICE, ""), Error);
}

TEST_CASE("version numbers grow with submission and approval", "[core][unit]")
{
    using enum AssessmentState;
    CHECK(versionAfter("0.1", IN_REVIEW) == "0.2");
    CHECK(versionAfter("0.2", APPROVED) == "1.0");
    CHECK(versionAfter("1.3", APPROVED) == "2.0");
    CHECK(versionAfter("0.2", COORDINATED) == "0.2");
    CHECK(versionOfNextDraft("1.0") == "1.1");
    // Two drafts of one product side by side: no number is given twice.
    CHECK(versionOfNextDraft("1.0", {"1.0", "1.1", "0.9"}) == "1.2");
    CHECK(versionAfter("1.1", IN_REVIEW, {"1.0", "1.1", "1.2"}) == "1.3");
    CHECK(versionAfter("1.2", APPROVED, {"1.0", "2.0", "1.2"}) == "3.0");
    CHECK_THROWS_AS(versionAfter("one", APPROVED), Error);
    CHECK(isOlderVersion("0.9", "0.10"));
    CHECK(isOlderVersion("0.10", "1.0"));
    CHECK_FALSE(isOlderVersion("1.0", "1.0"));
}

TEST_CASE("approval supersedes the earlier versions of the same product", "[core][unit]")
{
    using enum AssessmentState;
    CHECK(supersededBy(missionIn({entered(DISSEMINATED, 2)}), kIt) == std::vector<AssessmentId>{AssessmentId{2}});
    CHECK(supersededBy(missionIn({entered(DRAFT, 2)}), kIt).empty());
}
