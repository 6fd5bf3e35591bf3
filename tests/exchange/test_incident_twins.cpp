// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/exchange/edits.h>

#include <catch2/catch.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <random>

using namespace tutela;
using namespace tutela::core;
using exchange::ImportKind;
using exchange::ImportReport;

namespace {

const std::string kHeader = "id,date,latitude,longitude,category,killed,injured\n";

ImportReport importRows(test::MissionFixture& mission, const std::string& rows, const std::string& dataset = "field")
{
    return mission.importText(ImportKind::INCIDENTS, kHeader + rows, [&](auto& request) {
        request.id_column = "id";
        request.dataset = dataset;
    });
}

/// The rows proposed, by number (the header is row 1); for each the row or incident that it may be.
std::map<std::int64_t, std::string> proposed(const ImportReport& report)
{
    std::map<std::int64_t, std::string> rows;
    for (const auto& note : report.issues)
        if (note.field == "duplicate_of")
            for (const auto row : note.rows)
                rows[row] = note.value;
    return rows;
}

} // namespace

TEST_CASE("an incident near another in place, time, kind and casualties is proposed and kept", "[exchange][duplicates]")
{
    test::MissionFixture mission;
    // 0.04 degrees of latitude are 4.4 km, 0.05 are 5.5 km.
    const auto report = importRows(mission, R"(a,2026-10-01,1.90,5.10,ATTACK_ON_CIVILIANS,4,
far,2026-10-01,1.95,5.10,ATTACK_ON_CIVILIANS,4,
near,2026-10-02,1.94,5.10,ABDUCTION,2,
late,2026-10-03,1.90,5.10,ATTACK_ON_CIVILIANS,4,
other,2026-10-01,1.90,5.10,PROTEST_RIOT,4,
none,2026-10-01,1.90,5.10,ATTACK_ON_CIVILIANS,0,
unknown,2026-10-01,1.90,5.10,ATTACK_ON_CIVILIANS,,
)");
    CHECK(report.read == 7);
    CHECK(report.added == 7);
    const auto rows = proposed(report);
    CHECK(report.duplicate_candidates == static_cast<std::int64_t>(rows.size()));
    CHECK_FALSE(rows.contains(2));
    CHECK_FALSE(rows.contains(3));       // 5.5 km off
    CHECK(rows.at(4) == "row 2");        // 4.4 km, 24 h, 2 of 4 killed, a category of the same group
    CHECK(rows.at(5) == "row 4");        // 24 h after it, 48 h after row 2
    CHECK_FALSE(rows.contains(6));       // another group
    CHECK_FALSE(rows.contains(7));       // nobody killed, and that is known
    CHECK(rows.contains(8));             // nobody counted: nothing speaks against it
    CHECK(mission.all<Incident>().size() == 7);
}

TEST_CASE("incidents of another dataset in the mission are candidates, those of a person's judgement are not", "[exchange][duplicates]")
{
    test::MissionFixture mission;
    CHECK(importRows(mission, "a,2026-10-01,1.90,5.10,ARMED_CLASH,10,\n").duplicate_candidates == 0);
    const auto id = mission.all<Incident>().front().id;
    const std::string second = "x,2026-10-01,1.91,5.10,REMOTE_EXPLOSIVE,8,\n";
    const auto report = importRows(mission, second, "press");
    CHECK(report.duplicate_candidates == 1);
    CHECK(proposed(report).at(2) == "incident " + std::to_string(id));
    CHECK(importRows(mission, second, "press").duplicate_candidates == 1);
    for (const Incident& incident : mission.all<Incident>())
        if (incident.dataset == "press") {
            std::istringstream script{fmt::format(R"({{"kind":"incident","id":{},"set":{{"duplicate_of":{},"verification":"DUPLICATE"}}}})", incident.id, id)};
            exchange::applyEdits(mission.file, script, mission.author, mission.now);
        }
    CHECK(importRows(mission, second, "press").duplicate_candidates == 0);
}

TEST_CASE("importing the same incidents again proposes the same rows", "[exchange][duplicates]")
{
    test::MissionFixture mission;
    const std::string rows = "a,2026-10-01,1.90,5.10,ARMED_CLASH,10,\nb,2026-10-01,1.91,5.10,ARMED_CLASH,8,\n";
    CHECK(importRows(mission, rows).duplicate_candidates == 1);
    CHECK(importRows(mission, rows).duplicate_candidates == 1);
    // The source gave the event a new id: the old one vanished, and the two may be one.
    CHECK(importRows(mission, "a,2026-10-01,1.90,5.10,ARMED_CLASH,10,\nc,2026-10-01,1.91,5.10,ARMED_CLASH,8,\n").duplicate_candidates == 2);
}

TEST_CASE("what is known only to a province or a month is no candidate", "[exchange][duplicates]")
{
    test::MissionFixture mission;
    const auto with = [](auto& request) { request.id_column = "id"; };
    const std::string header = "id,date,latitude,longitude,category,killed,place_precision,time_precision\n";
    const auto report = mission.importText(ImportKind::INCIDENTS, header + R"(a,2026-10-01,1.90,5.10,ARMED_CLASH,3,ADMIN1,DAY
b,2026-10-01,1.90,5.10,ARMED_CLASH,3,ADMIN1,DAY
c,2026-10-01,1.90,5.10,ARMED_CLASH,3,EXACT,MONTH
d,2026-10-01,1.90,5.10,ARMED_CLASH,3,EXACT,MONTH
e,2026-10-01,1.90,5.10,ARMED_CLASH,3,EXACT,DAY
f,2026-10-01,1.90,5.10,ARMED_CLASH,3,NEAR_25KM,WEEK
)", with);
    CHECK(report.duplicate_candidates == 1);
    CHECK(proposed(report).at(7) == "row 6");
}

TEST_CASE("the search finds exactly the rows that comparing all pairs finds", "[exchange][duplicates]")
{
    const auto seed = GENERATE(1U, 2U, 3U);
    const double middle = GENERATE(1.0, 0.0, 59.9, -71.3);
    const double meridian = GENERATE(5.0, 180.0);
    INFO("seed " << seed << " latitude " << middle << " longitude " << meridian);
    std::mt19937 random{seed};
    struct Row { double lon, lat; int day, killed; bool clash; };
    std::vector<Row> rows;
    std::string text;
    const auto number = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
    for (int i = 0; i < 400; ++i) {
        Row row{meridian + (number(400) - 200) / 1000.0, middle + (number(300) - 150) / 1000.0, 1 + number(20), number(9), number(2) == 0};
        row.lon = std::round((row.lon > 180.0 ? row.lon - 360.0 : row.lon) * 1e6) / 1e6;
        if (row.lon == 0.0 && row.lat == 0.0)
            row.lat = 0.001;
        rows.push_back(row);
        text += fmt::format("{},2026-09-{:02},{:.6f},{:.6f},{},{},\n", i, row.day, row.lat, row.lon, row.clash ? "ARMED_CLASH" : "ABDUCTION", row.killed);
    }
    std::vector<std::int64_t> expected;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const Row& a = rows[i];
            const Row& b = rows[j];
            if (a.clash == b.clash && std::abs(a.day - b.day) <= 1 && 2 * std::min(a.killed, b.killed) >= std::max(a.killed, b.killed)
                && metresBetween(GeoPoint::of(a.lon, a.lat), GeoPoint::of(b.lon, b.lat)) <= 5000.0) {
                expected.push_back(static_cast<std::int64_t>(i) + 2);
                break;
            }
        }
    test::MissionFixture mission;
    const auto report = importRows(mission, text);
    REQUIRE(report.accepted == 400);
    std::vector<std::int64_t> found;
    for (const auto& [row, other] : proposed(report))
        found.push_back(row);
    CHECK(expected.size() > 20);
    CHECK(found == expected);
    CHECK(report.duplicate_candidates == static_cast<std::int64_t>(expected.size()));
}
