// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/situation.h>
#include <tutela/demo/demo.h>
#include <tutela/session/overview.h>
#include <tutela/session/work_context.h>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace tutela;

TEST_CASE("the overview of the demo says what the engines say")
{
    const core::Mission mission = demo::missionOf(demo::generate(2026));
    const auto period = session::WorkContext::firstPeriod(mission);
    REQUIRE(period);
    const auto overview = session::overviewOf(mission, period, std::nullopt);
    REQUIRE(overview.figures.size() == 4);
    CHECK_FALSE(overview.empty);
    CHECK(overview.figures[1].value == analysis::harm(mission, std::nullopt, *period).now.killed_civilians);
    CHECK(overview.figures[2].value == static_cast<std::int64_t>(analysis::silentAreas(mission, std::nullopt, period->to).size()));
    CHECK(overview.figures[3].value == static_cast<std::int64_t>(analysis::overdueActions(mission, period->to).size()));
    for (const auto& figure : overview.figures) {
        CHECK_FALSE(figure.explanation.isEmpty());
        CHECK(figure.origin.startsWith(QStringLiteral("As of 31 Oct 2026")));
    }
    // The records behind a number add up to it.
    std::int64_t people = 0, killed = 0;
    for (const auto& record : overview.figures[0].records)
        people += mission.find<core::Place>(core::PlaceId{record.id})->population_total.value_or(0);
    CHECK(overview.figures[0].value == people);
    for (const auto& record : overview.figures[1].records) {
        const auto& ids = mission.incidents->id;
        killed += mission.incidents->killed_civilians[static_cast<std::size_t>(std::find(ids.begin(), ids.end(), record.id) - ids.begin())];
    }
    CHECK(overview.figures[1].records.size() < session::kFigureRecords);
    CHECK(overview.figures[1].value == killed);
    CHECK(overview.figures[2].value == static_cast<std::int64_t>(overview.figures[2].records.size()));
    CHECK(overview.figures[3].value == static_cast<std::int64_t>(overview.figures[3].records.size()));
    CHECK_FALSE(overview.attention.empty());
    for (std::size_t i = 1; i < overview.attention.size(); ++i)
        CHECK(overview.attention[i - 1].level <= overview.attention[i].level);
    CHECK(overview.documents.size() == 2);
}

TEST_CASE("an empty mission is told as empty, and unknown figures are not zero")
{
    const auto overview = session::overviewOf(core::Mission{}, std::nullopt, std::nullopt);
    CHECK(overview.empty);
    CHECK_FALSE(overview.figures[0].value);
    CHECK(overview.headline.contains(QStringLiteral("empty")));
    CHECK(overview.attention.empty());
}
