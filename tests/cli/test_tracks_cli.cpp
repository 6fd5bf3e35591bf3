// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "program.h"

#include <algorithm>

using namespace tutela;
using namespace tutela::test;
using nlohmann::json;

namespace {

/// A place with two patrols that were planned to it, and the file of a device that went there with the first.
struct Planned {
    TempFolder folder;
    std::string file = folder / "m.gpkg";
    std::vector<std::int64_t> ids;

    Planned()
    {
        tutelaJson({"new", file, "--name", "Trial"});
        ids = edit(file, R"({"kind":"place","id":"new:luzi","set":{"name":"Luzi","lon":3.0,"lat":0.0}}
{"kind":"patrol","id":"new","set":{"planned_start":"2025-10-10T08:00:00Z","planned_end":"2025-10-10T12:00:00Z","dismounted":true,"track_source":"PLANNED_ONLY","stops":[{"place_id":"@luzi"}]}}
{"kind":"patrol","id":"new","set":{"planned_start":"2025-10-12T22:00:00Z","planned_end":"2025-10-13T04:00:00Z","dismounted":true,"track_source":"PLANNED_ONLY","stops":[{"place_id":"@luzi"}]}}
)");
    }
    /// There in 20 minutes, 40 minutes in the place, back.
    std::string gpx(const std::string& name, const std::array<const char*, 4>& times) const
    {
        const std::array<const char*, 4> at{"2.82", "3.0", "3.0", "2.82"};
        std::string points;
        for (std::size_t i = 0; i < at.size(); ++i)
            points += std::string{"<trkpt lat=\"0.0001\" lon=\""} + at[i] + "\">" + (*times[i] ? std::string{"<time>"} + times[i] + "</time>" : "") + "</trkpt>";
        const std::string path = folder / (name + ".gpx");
        writeFile(path, "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><name>" + name
                            + "</name><trkseg>" + points + "</trkseg></trk></gpx>");
        return path;
    }
    json coverage() const { return tutelaJson({"coverage", file, "--from", "2025-10-01", "--to", "2025-11-01"}); }
    json record(const char* kind, std::size_t index) const { return tutelaJson({"list", file, kind}).at(index); }
};

std::string noteOf(const json& report)
{
    for (const json& note : report.at("issues"))
        if (note.at("field") == "patrol_id")
            return note.at("text");
    return {};
}

} // namespace

TEST_CASE("a track goes to the patrol that was there at the time, and coverage counts it", "[cli][unit]")
{
    const Planned m;
    CHECK(m.coverage().at("places")[0].at("presence_hours") == 0.0);
    const json report = tutelaJson({"import", m.file, m.gpx("day", {"2025-10-10T08:10:00Z", "2025-10-10T08:30:00Z", "2025-10-10T09:10:00Z", "2025-10-10T09:30:00Z"}), "--as", "tracks"});
    CHECK(report.at("added") == 1);
    CHECK(noteOf(report).find("belongs to PT-MISSION-2025-0001") == 0);
    const json track = m.record("tracks", 0);
    CHECK(tutelaJson({"list", m.file, "tracks"}).size() == 1);
    CHECK(track.at("patrol_id") == m.ids[1]);
    CHECK(track.at("patrol_reason").get<std::string>().find("1 of its 1 stops") != std::string::npos);
    const json patrols = tutelaJson({"list", m.file, "patrols"});
    const auto first = std::find_if(patrols.begin(), patrols.end(), [&](const json& patrol) { return patrol.at("id") == m.ids[1]; });
    REQUIRE(first != patrols.end());
    CHECK(first->at("track_source") == "GPS");
    const json found = m.coverage();
    CHECK(found.at("places")[0].at("visits") == 1);
    CHECK(found.at("places")[0].at("presence_hours").get<double>() == Approx((40.0 + 2 * 20.0 * 2.0 / 20.037) / 60.0).margin(0.001));
    CHECK(found.at("metrics").at("tracks") == 1);
    CHECK(found.at("metrics").at("planned_only") == 1);
    CHECK(found.at("metrics").at("tracks_without_patrol") == 0);

    const json again = tutelaJson({"import", m.file, m.folder / "day.gpx", "--as", "tracks"});
    CHECK(again.at("unchanged") == 1);
    // One undo takes back the track and what it said of the patrol.
    const json commits = tutelaJson({"history", m.file}).at("commits");
    const auto import = std::find_if(commits.begin(), commits.end(), [](const json& c) { return c.at("message") == "Import tracks from day"; });
    REQUIRE(import != commits.end());
    tutelaJson({"history", m.file, "--undo", std::to_string(import->at("id").get<std::int64_t>())});
    CHECK(tutelaJson({"list", m.file, "tracks"}).empty());
    CHECK(m.coverage().at("metrics").at("planned_only") == 2);
    CHECK(tutelaJson({"check", m.file, "--deep"}).at("ok") == true);
}

TEST_CASE("a track that nobody can place is kept and told, and a person gives it its patrol", "[cli][unit]")
{
    const Planned m;
    const json report = tutelaJson({"import", m.file, m.gpx("late", {"2025-10-20T08:10:00Z", "2025-10-20T08:30:00Z", "2025-10-20T09:10:00Z", "2025-10-20T09:30:00Z"}), "--as", "tracks"});
    CHECK(noteOf(report) == "kept as a track without a patrol: no patrol was under way at its time");
    const json track = m.record("tracks", 0);
    CHECK(track.at("patrol_id").is_null());
    CHECK(m.coverage().at("metrics").at("tracks_without_patrol") == 1);
    CHECK(m.coverage().at("metrics").at("tracks") == 0);
    CHECK(m.coverage().at("places")[0].at("visits") == 0);
    const std::string text = runTutela({"coverage", m.file, "--from", "2025-10-01", "--to", "2025-11-01"}).out;
    CHECK(text.find("0 patrols with a track, 0 with reported stops only") != std::string::npos);
    CHECK(text.find("tracks that belong to no patrol yet, in none of these numbers of patrols: 1;") != std::string::npos);
    const auto give = [&](std::int64_t patrol) {
        return runTutela({"edit", m.file, "-"}, json{{"kind", "patrol"}, {"id", track.at("id")}, {"set", {{"patrol_id", patrol}}}}.dump() + "\n");
    };
    CHECK(give(track.at("id")).exitCode == 3); // of itself
    REQUIRE(give(m.ids[1]).exitCode == 0);
    CHECK(m.coverage().at("metrics").at("tracks_without_patrol") == 0);
    CHECK(m.coverage().at("places")[0].at("visits") == 1);
    // What a person said stays when the file comes again.
    tutelaJson({"import", m.file, m.folder / "late.gpx", "--as", "tracks"});
    CHECK(m.record("tracks", 0).at("patrol_id") == m.ids[1]);
}

TEST_CASE("the patrol of tracks can be named at the import", "[cli][unit]")
{
    const Planned m;
    const std::string gpx = m.gpx("plain", {"", "", "", ""});
    json report = tutelaJson({"import", m.file, gpx, "--as", "tracks", "--dry-run"});
    CHECK(noteOf(report).find("the track has no times") != std::string::npos);
    report = tutelaJson({"import", m.file, gpx, "--as", "tracks", "--patrol", "PT-MISSION-2025-0002"});
    CHECK(noteOf(report) == "belongs to the patrol named at the import");
    const json found = m.coverage();
    CHECK(found.at("places")[0].at("pass_throughs") == 1); // the way counts, hours do not
    CHECK(found.at("places")[0].at("presence_hours") == 0.0);
    CHECK(found.at("places")[0].at("visits") == 0);
    CHECK(runTutela({"import", m.file, gpx, "--as", "tracks", "--patrol", "nobody"}).exitCode == 2);
    CHECK(runTutela({"import", m.file, gpx, "--as", "places", "--patrol", "PT-MISSION-2025-0002"}).exitCode == 2);
}

TEST_CASE("a track given to a patrol of another time counts in its own month, and the import says so", "[cli][unit]")
{
    const Planned m;
    const std::string gpx = m.gpx("day", {"2025-10-10T08:10:00Z", "2025-10-10T08:30:00Z", "2025-10-10T09:10:00Z", "2025-10-10T09:30:00Z"});
    const auto warnings = [&](const char* patrol) {
        std::vector<std::string> texts;
        const json report = tutelaJson({"import", m.file, gpx, "--as", "tracks", "--patrol", patrol, "--dry-run"});
        for (const json& note : report.at("issues"))
            if (note.at("field") == "patrol_id" && note.at("text").get<std::string>().find("belongs to") != 0)
                texts.push_back(note.at("text"));
        return texts;
    };
    CHECK(warnings("PT-MISSION-2025-0001").empty());
    // Planned for two days later: it has not left, as far as anybody said.
    edit(m.file, R"({"kind":"patrol","id":)" + std::to_string(m.ids[2]) + R"(,"set":{"status":"PROPOSED"}}
)");
    REQUIRE(warnings("PT-MISSION-2025-0002").size() == 1);
    CHECK(warnings("PT-MISSION-2025-0002")[0].find("patrol PT-MISSION-2025-0002 (Proposed) is planned for 12 Oct 2025") == 0);
    CHECK(warnings("PT-MISSION-2025-0002")[0].find("the track begins on 10 Oct 2025, 08:10") != std::string::npos);
    CHECK(warnings("PT-MISSION-2025-0002")[0].find("counts as having left on that day") != std::string::npos);
    // One that left a month earlier.
    edit(m.file, R"({"kind":"patrol","id":)" + std::to_string(m.ids[2]) + R"(,"set":{"planned_start":"2025-09-10T08:00:00Z","planned_end":"2025-09-10T12:00:00Z","actual_start":"2025-09-10T08:00:00Z","actual_end":"2025-09-10T12:00:00Z"}}
)");
    REQUIRE(warnings("PT-MISSION-2025-0002").size() == 1);
    CHECK(warnings("PT-MISSION-2025-0002")[0].find("patrol PT-MISSION-2025-0002 left on 10 Sep 2025") == 0);
    CHECK(warnings("PT-MISSION-2025-0002")[0].find("its hours and kilometres count at the time of the track") != std::string::npos);
    tutelaJson({"import", m.file, gpx, "--as", "tracks", "--patrol", "PT-MISSION-2025-0002"});
    const auto km = [&](const char* from, const char* to) { return tutelaJson({"coverage", m.file, "--from", from, "--to", to}).at("metrics").at("track_km").get<double>(); };
    CHECK(km("2025-09-01", "2025-10-01") == 0.0);
    CHECK(km("2025-10-01", "2025-11-01") == Approx(40.07).margin(0.01));
    CHECK(km("2025-09-01", "2025-11-01") == Approx(40.07).margin(0.01));
}

TEST_CASE("a track that an edit gives to a patrol of another time is told in the words of the import", "[cli][unit]")
{
    const Planned m;
    const std::string gpx = m.gpx("day", {"2025-10-10T08:10:00Z", "2025-10-10T08:30:00Z", "2025-10-10T09:10:00Z", "2025-10-10T09:30:00Z"});
    std::string imported;
    const json report = tutelaJson({"import", m.file, gpx, "--as", "tracks", "--patrol", "PT-MISSION-2025-0002", "--dry-run"});
    for (const json& note : report.at("issues"))
        if (note.at("field") == "patrol_id" && note.at("text").get<std::string>().find("belongs to") != 0)
            imported = note.at("text");
    REQUIRE(imported.find("patrol PT-MISSION-2025-0002 is planned for 12 Oct 2025") == 0);
    tutelaJson({"import", m.file, gpx, "--as", "tracks"});
    const json track = m.record("tracks", 0).at("id");
    const auto warnings = [&](const json& patrol) {
        writeFile(m.folder / "give.jsonl", json{{"kind", "patrol"}, {"id", track}, {"set", {{"patrol_id", patrol}}}}.dump() + "\n");
        std::vector<std::string> texts;
        const json edited = tutelaJson({"edit", m.file, m.folder / "give.jsonl"});
        for (const json& warning : edited.at("warnings"))
            if (warning.at("field") == "patrol_id") {
                CHECK(warning.at("id") == track);
                texts.push_back(warning.at("text"));
            }
        return texts;
    };
    CHECK(warnings(m.ids[2]) == std::vector{imported});
    CHECK(warnings(m.ids[1]).empty());
    CHECK(warnings(nullptr).empty());
}

TEST_CASE("a track over midnight, and one that lies in the future", "[cli][unit]")
{
    const Planned m;
    const json report = tutelaJson({"import", m.file, m.gpx("night", {"2025-10-12T23:20:00Z", "2025-10-12T23:40:00Z", "2025-10-13T00:20:00Z", "2025-10-13T00:40:00Z"}), "--as", "tracks"});
    CHECK(noteOf(report).find("belongs to PT-MISSION-2025-0002") == 0);
    const json place = m.coverage().at("places")[0];
    CHECK(place.at("visits") == 1);
    CHECK(place.at("night_hours") == place.at("presence_hours"));
    const Run later = runTutela({"import", m.file, m.gpx("later", {"2199-10-12T23:20:00Z", "2199-10-12T23:40:00Z", "2199-10-13T00:20:00Z", "2199-10-13T00:40:00Z"}), "--as", "tracks"});
    CHECK(later.exitCode == 3);
    CHECK(later.err.find("lies in the future") != std::string::npos);
}

TEST_CASE("a track with a jump that no vehicle makes, and one with swapped axes, count no kilometres", "[cli][unit]")
{
    const TempFolder folder;
    const std::string file = folder / "m.gpkg";
    smallMission(file);
    writeFile(folder / "devices.csv", "track,time,lon,lat\n"
                                      "good,2025-10-10T08:00:00Z,5.40,1.5\ngood,2025-10-10T08:20:00Z,5.50,1.5\n"
                                      "leap,2025-10-10T08:00:00Z,5.40,1.5\nleap,2025-10-10T08:01:00Z,95.50,1.5\n"
                                      "swapped,2025-10-10T08:00:00Z,1.5,5.40\nswapped,2025-10-10T08:20:00Z,1.5,5.50\n");
    const json report = tutelaJson({"import", file, folder / "devices.csv", "--as", "tracks"});
    CHECK(report.at("read") == 3);
    CHECK(report.at("added") == 1);
    REQUIRE(report.at("rejections").size() == 2);
    CHECK(report.at("rejections")[0].at("value") == "devices#leap");
    CHECK(report.at("rejections")[0].at("reason").get<std::string>().find("which no vehicle or aircraft does") != std::string::npos);
    CHECK(report.at("rejections")[1].at("value") == "devices#swapped");
    CHECK(report.at("rejections")[1].at("reason").get<std::string>().find("swapped") != std::string::npos);
    const json found = tutelaJson({"coverage", file, "--from", "2025-10-01", "--to", "2025-11-01"});
    CHECK(found.at("metrics").at("track_km").get<double>() == Approx(11.13).margin(0.02));
}

TEST_CASE("tracks cannot be given to a patrol that was cancelled", "[cli][unit]")
{
    const Planned m;
    edit(m.file, R"({"kind":"patrol","id":)" + std::to_string(m.ids[1]) + R"(,"set":{"status":"CANCELLED","cancel_reason":"FUEL"}}
)");
    const std::string gpx = m.gpx("day", {"2025-10-10T08:10:00Z", "2025-10-10T08:30:00Z", "2025-10-10T09:10:00Z", "2025-10-10T09:30:00Z"});
    const Run refused = runTutela({"import", m.file, gpx, "--as", "tracks", "--patrol", "PT-MISSION-2025-0001"});
    CHECK(refused.exitCode == 2);
    CHECK(refused.err.find("patrol PT-MISSION-2025-0001 was cancelled") != std::string::npos);
    CHECK(refused.err.find("name another patrol") != std::string::npos);
    CHECK(tutelaJson({"list", m.file, "tracks"}).empty());
}

TEST_CASE("tracks after the information cut-off are counted and named beside what they are not in", "[cli][unit]")
{
    const Planned m;
    tutelaJson({"import", m.file, m.gpx("day", {"2025-10-10T08:10:00Z", "2025-10-10T08:30:00Z", "2025-10-10T09:10:00Z", "2025-10-10T09:30:00Z"}), "--as", "tracks"});
    CHECK(m.coverage().at("after_cut_off").empty());
    CHECK(m.coverage().at("notes").empty());
    const std::vector<std::string> early{"coverage", m.file, "--from", "2025-09-01", "--to", "2025-10-10", "--as-of", "2025-10-10"};
    const json found = tutelaJson(early);
    CHECK(found.at("metrics").at("tracks") == 0);
    REQUIRE(found.at("after_cut_off").size() == 1);
    CHECK(found.at("after_cut_off")[0].at("name") == "day#day");
    CHECK(found.at("after_cut_off")[0].at("start") == "2025-10-10T08:10:00.000Z");
    REQUIRE(found.at("notes").size() == 1);
    CHECK(found.at("notes")[0].get<std::string>().find("1 track begins at or after the information cut-off") == 0);
    CHECK(runTutela(early).err.find("day#day") != std::string::npos);
}
