// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "shared_content.h"
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/store/mission_file.h>

#include <algorithm>

using namespace tutela;

namespace {

std::vector<core::Asset> pages(const core::Mission& approved, core::AssessmentId id, const core::AssetReader& asset)
{
    CHECK(core::stateOf(approved, id) == core::AssessmentState::APPROVED);
    CHECK(asset("layer/elevation.tif"));
    const std::string stem = "assessment/" + std::to_string(id.value) + "/";
    return {{stem + "model.json", "application/json", "{}"}, {stem + "report.pdf", "application/pdf", "%PDF-1.4 for a test"}};
}

} // namespace

TEST_CASE("two demo files of one seed are equal byte for byte, sound and small", "[demo][unit]")
{
    const test::TempFolder folder;
    demo::write(folder / "a.gpkg", 2026, {}, pages);
    demo::write(folder / "b.gpkg", 2026, {}, pages);
    const std::string bytes = test::readFile(folder / "a.gpkg");
    CHECK(bytes == test::readFile(folder / "b.gpkg"));
    CHECK(bytes.size() < 15'000'000);

    const auto file = store::MissionFile::open(folder / "a.gpkg", store::Access::ReadOnly);
    const auto result = file.check(true);
    for (const auto& problem : result.problems)
        FAIL_CHECK(problem.where << ": " << problem.text);
    const core::Mission mission = file.snapshot();
    CHECK(mission.details.demonstration);
    CHECK(mission.all<core::Place>().size() == demo::test::content().places.size());
    CHECK(mission.incidents->size() == demo::test::content().incidents.size());
    CHECK(mission.all<core::Layer>().size() == 2);
    const core::AssessmentId september{demo::test::content().assessments[0].id};
    CHECK(core::isFrozen(mission, september));
    CHECK(file.asset("assessment/" + std::to_string(september.value) + "/report.pdf"));
}

TEST_CASE("the demo never overwrites a file", "[demo][unit]")
{
    const test::TempFolder folder;
    test::writeFile(folder / "mine.gpkg", "precious");
    CHECK_THROWS_AS(demo::write(folder / "mine.gpkg", 2026), core::Error);
    CHECK(test::readFile(folder / "mine.gpkg") == "precious");
}

TEST_CASE("what the approved version rests on was written before it was approved, and October after it", "[demo][unit]")
{
    const test::TempFolder folder;
    core::Mission approved;
    const auto keep = [&](const core::Mission& mission, core::AssessmentId id, const core::AssetReader& asset) {
        approved = mission;
        return pages(mission, id, asset);
    };
    demo::write(folder / "a.gpkg", 2026, {}, keep);
    const core::Instant approval = core::instantOf("2026-10-06T10:00:00Z");
    for (const std::int64_t time : approved.incidents->time)
        CHECK(time <= approval.time_since_epoch().count());
    for (const auto& alert : approved.all<core::Alert>()) {
        CHECK(*alert.t_received <= approval);
        CHECK(alert.t_closed.value_or(approval) <= approval);
    }
    for (const auto& patrol : approved.all<core::Patrol>())
        CHECK(patrol.actual_end.value_or(approval) <= approval);

    const auto file = store::MissionFile::open(folder / "a.gpkg", store::Access::ReadOnly);
    const core::Mission now = file.snapshot();
    for (const auto& threat : now.all<core::Threat>())
        CHECK(threat.intent_reason == std::find_if(demo::test::content().threats.begin(), demo::test::content().threats.end(), [&](const auto& each) {
                                          return each.id == threat.id;
                                      })->intent_reason);
    const auto commits = file.history();
    CHECK(std::is_sorted(commits.begin(), commits.end(), [](const auto& a, const auto& b) { return a.time < b.time; }));
    const auto judged = std::find_if(commits.begin(), commits.end(), [](const auto& commit) { return commit.message.starts_with("Judge the threats anew"); });
    REQUIRE(judged != commits.end());
    CHECK(judged->time > approval);
    CHECK(judged->changes.size() > 5);
}
