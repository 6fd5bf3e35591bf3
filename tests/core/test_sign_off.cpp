// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/core/sign_off.h>

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

TEST_CASE("version numbers grow with submission and approval", "[core][unit]")
{
    using enum AssessmentState;
    CHECK(versionAfter("0.1", IN_REVIEW) == "0.2");
    CHECK(versionAfter("0.2", APPROVED) == "1.0");
    CHECK(versionAfter("1.3", APPROVED) == "2.0");
    CHECK(versionAfter("0.2", COORDINATED) == "0.2");
    CHECK(versionOfNextDraft("1.0") == "1.1");
    CHECK_THROWS_AS(versionAfter("one", APPROVED), Error);
}

TEST_CASE("approval supersedes the earlier versions of the same product", "[core][unit]")
{
    using enum AssessmentState;
    CHECK(supersededBy(missionIn({entered(DISSEMINATED, 2)}), kIt) == std::vector<AssessmentId>{AssessmentId{2}});
    CHECK(supersededBy(missionIn({entered(DRAFT, 2)}), kIt).empty());
}
