// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "shared_content.h"
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/store/mission_file.h>

using namespace tutela;

namespace {

std::vector<demo::FrozenAsset> pages(const core::Mission& approved, core::AssessmentId id, const demo::AssetReader& asset)
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
