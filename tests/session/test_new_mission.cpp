// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/session/new_mission.h>

#include <catch2/catch.hpp>

using namespace tutela;
using exchange::ImportKind;

namespace {

const std::string kEast = R"({"type":"Feature","properties":{"name":"East","code":"EAST","level":"SECTOR"},"geometry":{"type":"Polygon","coordinates":[[[3,1],[4,1],[4,2],[3,2],[3,1]]]}})";
const std::string kPoint = R"({"type":"Feature","properties":{"name":"Point","code":"PT","level":"SECTOR"},"geometry":{"type":"Point","coordinates":[4.5,1.5]}})";

std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }

session::NewMission wantedIn(const test::TempFolder& folder, const std::string& areas)
{
    test::writeFile(folder / "areas.geojson", areas);
    session::NewMission wanted;
    wanted.target = folder / "new.gpkg";
    wanted.details.name = "New";
    wanted.author = store::Author::of("POC_ADVISER/AB");
    wanted.files = {{ImportKind::AREAS, folder / "areas.geojson"}};
    return wanted;
}

core::Instant now() { return core::instantOf("2026-11-01T00:00:00Z"); }

/// Nothing but the file of areas: no mission, no journal, no lock.
bool isClean(const test::TempFolder& folder)
{
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator{folder.path()})
        ++files;
    return files == 1 && std::filesystem::exists(folder / "areas.geojson");
}

} // namespace

TEST_CASE("a new mission takes its areas, tells the balance of the file, and every commit names who made it")
{
    const test::TempFolder folder;
    const auto wanted = wantedIn(folder, collection(kEast + "," + kPoint));
    const auto taken = session::makeMission(wanted, now());
    REQUIRE(taken.size() == 1);
    CHECK(taken.front().report.read == 2);
    CHECK(taken.front().report.accepted == 1);
    const QString balance = session::balanceOf(taken.front()).join(QLatin1Char('\n'));
    INFO(balance.toStdString());
    CHECK(balance.startsWith(QStringLiteral("Areas from areas.geojson: 1 of 2 taken, 1 refused.")));
    CHECK(balance.contains(QStringLiteral("the geometry is no polygon")));
    const auto file = store::MissionFile::open(wanted.target, store::Access::ReadOnly);
    CHECK(file.snapshot().all<core::Area>().size() == 1);
    const auto commits = file.history();
    REQUIRE(commits.size() == 2);
    for (const auto& commit : commits)
        CHECK(commit.author == "POC_ADVISER/AB");
}

TEST_CASE("a new mission whose areas are all refused is not made, and the sentence names the file and the reason")
{
    const test::TempFolder folder;
    const auto wanted = wantedIn(folder, collection(kPoint));
    std::string sentence;
    try {
        static_cast<void>(session::makeMission(wanted, now()));
    } catch (const core::Error& error) {
        sentence = error.what();
    }
    CHECK(sentence.find("Areas") != std::string::npos);
    CHECK(sentence.find("areas.geojson") != std::string::npos);
    CHECK(sentence.find("the geometry is no polygon") != std::string::npos);
    CHECK(isClean(folder));
}

TEST_CASE("a new mission that is stopped while a file is read leaves nothing")
{
    const test::TempFolder folder;
    const auto wanted = wantedIn(folder, collection(kEast));
    std::stop_source stop;
    bool reading = false;
    const core::Progress progress{stop.get_token(), [&](double, std::string_view stage) {
                                      if (stage == "Reading areas") {
                                          reading = std::filesystem::exists(wanted.target);
                                          stop.request_stop();
                                      }
                                  }};
    CHECK_THROWS_AS(session::makeMission(wanted, now(), progress), core::Cancelled);
    CHECK(reading); // the file was there already
    CHECK(isClean(folder));
}

TEST_CASE("a new mission never takes the place of a file, and leaves that file as it was")
{
    const test::TempFolder folder;
    const auto wanted = wantedIn(folder, collection(kEast));
    test::writeFile(wanted.target, "something else");
    CHECK_THROWS_AS(session::makeMission(wanted, now()), core::Error);
    CHECK(test::readFile(wanted.target) == "something else");
}
