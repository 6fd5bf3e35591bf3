// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/core/text.h>
#include <tutela/exchange/edits.h>

#include <catch2/catch.hpp>

#include <fmt/format.h>

using namespace tutela;
using namespace tutela::test;
using exchange::ImportKind;

namespace {

struct Points {
    std::string text = "track,time,lon,lat\n";
    /// @param minute  after 08:00 of 10 October 2026; negative = without a time
    Points& add(const std::string& track, int minute, double lon, double lat)
    {
        text += fmt::format("{},{},{},{}\n", track, minute < 0 ? std::string{} : fmt::format("2026-10-10T{:02}:{:02}:00Z", 8 + minute / 60, minute % 60), lon, lat);
        return *this;
    }
    /// Twelve points along the parallel of 1 degree, 2.2 km and five minutes apart.
    Points& way(const std::string& track)
    {
        for (int i = 0; i < 12; ++i)
            add(track, 5 * i, 5.0 + 0.02 * i, 1.0);
        return *this;
    }
};

std::string trackNoteOf(const exchange::ImportReport& report, const std::string& field)
{
    for (const auto& note : report.issues)
        if (note.field == field)
            return note.value + ": " + note.text;
    return {};
}

/// A sector from 4 to 6 degrees east and 0 to 2 north.
void addSector(MissionFixture& m)
{
    std::istringstream edits{R"({"kind":"area","id":"new","set":{"name":"East","code":"EAST","level":"SECTOR","geometry":{"type":"MultiPolygon","coordinates":[[[[4,0],[6,0],[6,2],[4,2],[4,0]]]]}}})"};
    exchange::applyEdits(m.file, edits, m.author, m.now);
}

} // namespace

TEST_CASE("a single point that nothing can have reached is taken out of a track and counted", "[exchange][import][tracks]")
{
    MissionFixture m;
    Points points;
    for (int i = 0; i < 12; ++i)
        points.add("a", 5 * i, i == 4 ? 25.0 : 5.0 + 0.02 * i, 1.0); // point 5 lies 2,200 km away
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.read == 1);
    CHECK(report.added == 1);
    CHECK(trackNoteOf(report, "geometry").find("table#a: 1 point (number 5) was left out") == 0);
    const auto track = m.all<core::Patrol>().at(0);
    REQUIRE(track.geometry.vertexCount() == 11);
    REQUIRE(track.track_times.size() == 11);
    CHECK(track.track_times[4] - track.track_times[3] == 600); // the time of the point went with it
    CHECK(track.geometry.parts[0][0][4].x == Approx(5.1));
}

TEST_CASE("a spike at the first or the last point is taken out too", "[exchange][import][tracks]")
{
    MissionFixture m;
    Points points;
    points.add("first", 0, 30.0, 1.0).add("first", 5, 5.0, 1.0).add("first", 10, 5.02, 1.0);
    points.add("last", 0, 5.0, 1.0).add("last", 5, 5.02, 1.0).add("last", 10, 30.0, 1.0);
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.added == 2);
    for (const auto& track : m.all<core::Patrol>()) {
        CHECK(track.geometry.vertexCount() == 2);
        CHECK(track.geometry.box().east < 6.0);
    }
}

TEST_CASE("a track that nothing can have driven or flown is refused with its points, and the others are taken", "[exchange][import][tracks]")
{
    MissionFixture m;
    Points points;
    points.way("good");
    for (int i = 0; i < 12; ++i)
        points.add("leap", 5 * i, i < 6 ? 5.0 + 0.02 * i : 25.0 + 0.02 * i, 1.0);
    for (int i = 0; i < 80; ++i) // 350 km between two points, 28,000 km in all, no times
        points.add("long", -1, -100.0 + 3.15 * i, 0.0);
    points.add("pair", 0, 5.0, 1.0).add("pair", 1, 15.0, 1.0);
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.read == 4);
    CHECK(report.added == 1);
    REQUIRE(report.rejections.size() == 3);
    CHECK(report.rejections[0].value == "table#leap");
    CHECK(report.rejections[0].reason.find("from point 6 to point 7 it goes " + core::grouped(2228) + " km in 5 min") == 0);
    CHECK(report.rejections[1].value == "table#long");
    CHECK(report.rejections[1].reason.find("it is 27") == 0);
    CHECK(report.rejections[1].reason.find("none of its kilometres counts") != std::string::npos);
    CHECK(report.rejections[2].reason.find("from point 1 to point 2") == 0);
}

TEST_CASE("what a device does every day is no reason to refuse a track", "[exchange][import][tracks]")
{
    MissionFixture m;
    Points points;
    points.add("noise", 0, 5.0, 1.0).add("noise", 0, 5.01, 1.0).add("noise", 5, 5.02, 1.0); // 1.1 km within a second
    points.add("plane", 0, 5.0, 1.0).add("plane", 60, 12.0, 1.0).add("plane", 120, 5.0, 1.0); // 780 km in an hour
    points.add("drawn", -1, 5.0, 1.0).add("drawn", -1, 11.0, 1.0).add("drawn", -1, 5.0, 1.0);
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.added == 3);
    for (const auto& track : m.all<core::Patrol>())
        CHECK(track.geometry.vertexCount() == 3);
}

TEST_CASE("a track whose axes are swapped is refused, one that lies elsewhere is told", "[exchange][import][tracks]")
{
    MissionFixture m;
    addSector(m);
    Points points;
    points.way("good");
    for (int i = 0; i < 12; ++i)
        points.add("swapped", 5 * i, 1.0, 5.0 + 0.02 * i);
    for (int i = 0; i < 12; ++i)
        points.add("abroad", 5 * i, 15.0 + 0.02 * i, 1.0);
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.added == 2);
    REQUIRE(report.rejections.size() == 1);
    CHECK(report.rejections[0].value == "table#swapped");
    CHECK(report.rejections[0].reason.find("inside when longitude and latitude are swapped") != std::string::npos);
    CHECK(trackNoteOf(report, "geometry").find("table#abroad: the track lies outside all areas of the mission") == 0);
}

TEST_CASE("a track of which every point lies in the future is counted and named", "[exchange][import][tracks]")
{
    MissionFixture m; // 1 November 2026
    Points points;
    points.way("good");
    points.text += "later,2026-12-01T08:00:00Z,5,1\nlater,2026-12-01T09:00:00Z,5.1,1\n";
    const auto report = m.importText(ImportKind::TRACKS, points.text);
    CHECK(report.read == 2);
    CHECK(report.added == 1);
    REQUIRE(report.rejections.size() == 1);
    CHECK(report.rejections[0].value == "table#later");
    CHECK(report.rejections[0].reason == "none of its 2 points can be used; the first: track_times lies in the future");
}

TEST_CASE("times without a zone are UTC in GPX and on the mission's clock in a table, and both are told", "[exchange][import][tracks]")
{
    MissionFixture m; // Africa/Lagos, an hour ahead of UTC
    const auto gpx = [&](const std::string& zone) {
        std::string points;
        for (int i = 0; i < 4; ++i)
            points += fmt::format("<trkpt lat=\"1.0\" lon=\"{}\"><time>2026-10-10T08:{:02}:00{}</time></trkpt>", 5.0 + 0.02 * i, 5 * i, zone);
        writeFile(m.folder / "t.gpx", "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>" + points + "</trkseg></trk></gpx>");
        return m.import(ImportKind::TRACKS, m.folder / "t.gpx", [&](auto& request) { request.dataset = "gpx" + zone; });
    };
    const auto begin = [&](const std::string& dataset) {
        for (const auto& track : m.all<core::Patrol>())
            if (track.dataset == dataset)
                return core::toText(*track.actual_start);
        return std::string{};
    };
    const auto bare = gpx("");
    CHECK(trackNoteOf(bare, "track_times").find(": times of the file bear no zone, against the rules of GPX; they were taken as UTC") == 0);
    CHECK(begin("gpx") == core::toText(core::instantOf("2026-10-10T08:00:00Z")));
    CHECK(trackNoteOf(gpx("Z"), "track_times").empty());
    CHECK(begin("gpxZ") == begin("gpx"));

    const auto table = m.importText(ImportKind::TRACKS, "track,time,lon,lat\na,2026-10-10T08:00:00,5.0,1.0\na,2026-10-10T08:05:00,5.02,1.0\n", [](auto& request) { request.dataset = "csv"; });
    CHECK(trackNoteOf(table, "track_times").find(": times of the file bear no zone; they were taken on the mission's clock, Africa/Lagos") == 0);
    CHECK(begin("csv") == core::toText(core::instantOf("2026-10-10T07:00:00Z")));

    MissionFixture without{""}; // a mission that keeps no zone takes those of GPX too
    CHECK(without.import(ImportKind::TRACKS, [&] { static_cast<void>(gpx("")); return m.folder / "t.gpx"; }()).issues.size() >= 1);
    CHECK(without.all<core::Patrol>().at(0).actual_start == core::instantOf("2026-10-10T08:00:00Z"));
}
