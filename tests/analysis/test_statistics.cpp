// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <tutela/analysis/statistics.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::test;
using analysis::statistics;
using analysis::By;
using analysis::Statistics;
using analysis::StatisticsRow;

namespace {

const StatisticsRow& row(const Statistics& statistics, const std::optional<std::string>& key)
{
    const auto at = std::find_if(statistics.rows.begin(), statistics.rows.end(), [&](const StatisticsRow& r) { return r.key == key; });
    INFO("key " << key.value_or("null"));
    REQUIRE(at != statistics.rows.end());
    return *at;
}

void requireRowsAddUp(const Statistics& statistics)
{
    analysis::Figures sum;
    for (const StatisticsRow& r : statistics.rows)
        sum.add(r.figures);
    REQUIRE(sum == statistics.total);
}

} // namespace

TEST_CASE("sums run over known values and are null when none is known", "[analysis][statistics]")
{
    Fictional m;
    m.incident({.time = core::instantOf("2025-03-01"), .killed = 3});
    m.incident({.time = core::instantOf("2025-04-01")});
    m.incident({.time = core::instantOf("2026-04-01")});
    m.incident({.time = core::instantOf("2024-04-01"), .killed = 0});
    const auto s = statistics(m.mission(), {By::YEAR});
    REQUIRE(row(s, "2025").figures.killed == 3);
    REQUIRE(row(s, "2025").figures.killed_unknown == 1);
    REQUIRE_FALSE(row(s, "2026").figures.killed);
    REQUIRE(row(s, "2024").figures.killed == 0);
    REQUIRE(s.total.killed == 3);
    REQUIRE_FALSE(s.total.injured);
    REQUIRE(s.rows.front().key == "2024");
    requireRowsAddUp(s);
}

TEST_CASE("years and months are cut in the mission time zone", "[analysis][statistics]")
{
    Fictional m;
    m.details.time_zone = "Africa/Lagos"; // UTC+1
    m.incident({.time = core::instantOf("2025-12-31T23:30:00Z")});
    m.incident({.time = core::instantOf("2025-12-31T22:59:59Z")});
    const auto years = statistics(m.mission(), {By::YEAR});
    REQUIRE(row(years, "2026").figures.incidents == 1);
    REQUIRE(row(years, "2025").figures.incidents == 1);
    const auto months = statistics(m.mission(), {By::MONTH});
    REQUIRE(row(months, "2026-01").figures.incidents == 1);
    REQUIRE(row(months, "2025-12").figures.incidents == 1);
    REQUIRE(row(months, "2026-01").name == "January 2026");
}

TEST_CASE("incidents without a date stand in a row without a key, at the end", "[analysis][statistics]")
{
    Fictional m;
    m.incident({});
    m.incident({});
    m.columns.time.back() = core::IncidentColumns::kNoTime;
    const auto s = statistics(m.mission(), {By::MONTH});
    REQUIRE(s.rows.size() == 2);
    REQUIRE_FALSE(s.rows.back().key);
    REQUIRE(s.rows.back().figures.incidents == 1);
    REQUIRE(statistics(m.mission(), {By::MONTH, {}, {}, daysAgo(1000), std::nullopt}).total.incidents == 1);
}

TEST_CASE("a period is half-open", "[analysis][statistics]")
{
    Fictional m;
    for (const char* time : {"2026-01-01T00:00:00Z", "2026-01-31T23:59:59Z", "2026-02-01T00:00:00Z"})
        m.incident({.time = core::instantOf(time)});
    REQUIRE(statistics(m.mission(), {By::MONTH, {}, {}, core::instantOf("2026-01-01"), core::instantOf("2026-02-01")}).total.incidents == 2);
}

TEST_CASE("refuted and duplicate incidents are told, not counted", "[analysis][statistics]")
{
    Fictional m;
    m.incident({.verification = core::Verification::REFUTED});
    m.incident({.verification = core::Verification::DUPLICATE});
    m.incident({.verification = std::nullopt});
    const auto s = statistics(m.mission(), {By::CATEGORY});
    REQUIRE(s.total.incidents == 1);
    REQUIRE(s.left_out == 2);
}

TEST_CASE("an incident of several actors is counted once, in the row of that set", "[analysis][statistics]")
{
    Fictional m;
    const auto b = m.actor("B", core::ActorKind::CRIMINAL_GROUP);
    const auto a = m.actor("A", core::ActorKind::CRIMINAL_GROUP);
    m.incident({.by = {a}});
    m.incident({.by = {a, b}});
    m.incident({.by = {b, a}});
    m.incident({.by = {b, b}});
    m.incident({});
    const auto s = statistics(m.mission(), {By::ACTOR});
    REQUIRE(s.rows.size() == 4);
    REQUIRE(row(s, "1+2").figures.incidents == 2);
    REQUIRE(row(s, "1+2").name == "A + B");
    REQUIRE(row(s, "1").figures.incidents == 1);
    REQUIRE(row(s, "1").name == "B");
    REQUIRE(row(s, std::nullopt).figures.incidents == 1);
    REQUIRE(s.rows.front().name == "A");
    requireRowsAddUp(s);
}

TEST_CASE("areas: border once, outside without key, keys by code, filter by area", "[analysis][statistics]")
{
    Fictional m;
    const auto west = m.area("West", core::AreaLevel::SECTOR, {0, 0, 1, 1}, "WEST");
    const auto east = m.area("East", core::AreaLevel::SECTOR, {1, 0, 2, 1}, "EAST");
    m.incident({.lon = 1.0, .lat = 0.5});
    m.incident({.lon = 0.5, .lat = 0.5});
    m.incident({.lon = 1.5, .lat = 0.5});
    m.incident({.lon = 5.0, .lat = 0.5});
    const auto s = statistics(m.mission(), {By::AREA});
    REQUIRE(s.level == core::AreaLevel::SECTOR);
    REQUIRE(row(s, "WEST").figures.incidents == 2);
    REQUIRE(row(s, "WEST").ids == std::vector{west.value});
    REQUIRE(row(s, "EAST").figures.incidents == 1);
    REQUIRE(row(s, std::nullopt).figures.incidents == 1);
    requireRowsAddUp(s);
    REQUIRE(statistics(m.mission(), {By::YEAR, {}, east}).total.incidents == 2); // the border lies in it too
    m.area("East again", core::AreaLevel::SECTOR, {2, 0, 3, 1}, "EAST");
    REQUIRE(row(statistics(m.mission(), {By::AREA}), std::to_string(east.value)).figures.incidents == 1);
}

TEST_CASE("counting by area without any area is refused with a sentence", "[analysis][statistics]")
{
    Fictional m;
    m.incident({});
    REQUIRE_THROWS_AS(statistics(m.mission(), {By::AREA}), core::Error);
    REQUIRE_THROWS_AS(statistics(m.mission(), {By::YEAR, {}, core::AreaId{77}}), core::Error);
}

TEST_CASE("source types and categories are keyed by their words", "[analysis][statistics]")
{
    Fictional m;
    m.incident({.source_type = "3"});
    m.incident({.category = core::IncidentCategory::CRSV, .source_type = "1"});
    m.incident({});
    const auto types = statistics(m.mission(), {By::SOURCE_TYPE});
    REQUIRE(types.rows.size() == 3);
    REQUIRE(row(types, "3").figures.incidents == 1);
    REQUIRE(row(types, std::nullopt).figures.incidents == 1);
    REQUIRE(row(statistics(m.mission(), {By::CATEGORY}), "CRSV").figures.incidents == 1);
}

TEST_CASE("counting can be cancelled and an empty mission gives no rows", "[analysis][statistics]")
{
    Fictional m;
    REQUIRE(statistics(m.mission(), {By::YEAR}).rows.empty());
    m.incident({});
    std::stop_source stop;
    stop.request_stop();
    REQUIRE_THROWS_AS(statistics(m.mission(), {By::YEAR}, core::Progress{stop.get_token(), {}}), core::Cancelled);
}
