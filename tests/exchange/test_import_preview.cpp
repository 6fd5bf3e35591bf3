// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <tutela/exchange/export.h>
#include <tutela/exchange/import_preview.h>
#include <tutela/exchange/rejected_rows.h>
#include <tutela/exchange/similar.h>

#include <catch2/catch.hpp>

using namespace tutela;
using namespace tutela::core;
using exchange::ColumnMatch;
using exchange::DateClue;
using exchange::ImportKind;

namespace {

exchange::ImportRequest requestOf(const test::TempFolder& folder, const std::string& text, ImportKind kind = ImportKind::INCIDENTS)
{
    test::writeFile(folder / "october.csv", text);
    exchange::ImportRequest request;
    request.source = folder / "october.csv";
    request.kind = kind;
    return request;
}

} // namespace

TEST_CASE("a preview says how the file is read and how sure each column is", "[exchange][preview]")
{
    test::TempFolder folder;
    const auto preview = exchange::previewImport(requestOf(folder, "Date \xE9vt;Lieu;Tu\xE9s;Bless\xE9s;Type d'incident;ID interne\n"
                                                                   "31/10/2026;March\xE9;2;beaucoup;Raid;7\n"));
    CHECK(preview.separator == ';');
    CHECK(preview.encoding.find("1252") != std::string::npos);
    CHECK(preview.dataset == "october");
    REQUIRE(preview.columns.size() == 6);
    CHECK(preview.columns[0].field == "time_start");
    CHECK(preview.columns[0].match == ColumnMatch::SURE);
    CHECK(preview.columns[1].field == "place_name");
    CHECK(preview.columns[1].samples == std::vector<std::string>{"March\u00E9"});
    CHECK(preview.columns[2].field == "killed_best");
    CHECK(preview.columns[3].field == "injured_best");
    CHECK(preview.columns[3].match == ColumnMatch::CHECK); // "beaucoup" is no count
    CHECK(preview.columns[4].field == "source_type");
    CHECK(preview.columns[4].match == ColumnMatch::CHECK);
    CHECK(preview.columns[5].field.empty());
    CHECK(preview.columns[5].match == ColumnMatch::NOT_USED);
    CHECK(preview.rows.size() == 1);
    CHECK(preview.row_numbers == std::vector<std::uint64_t>{2});
}

TEST_CASE("a preview asks about the dates only when no row of the whole file tells", "[exchange][preview]")
{
    test::TempFolder folder;
    const auto clue = [&](const std::string& rows, std::size_t most = 200) { return exchange::previewImport(requestOf(folder, "date,killed\n" + rows), most).dates; };
    CHECK(clue("2026-10-01,1\n").clue == DateClue::NONE);
    const auto open = clue("03/04/2026,1\n05/06/2026,1\n");
    CHECK(open.clue == DateClue::AMBIGUOUS);
    CHECK(open.example == "03/04/2026");
    CHECK(open.column == "date");
    // The row that tells lies beyond the rows that are shown.
    const auto found = clue("03/04/2026,1\n05/06/2026,1\n25/06/2026,1\n", 2);
    CHECK(found.clue == DateClue::FOUND);
    CHECK(found.order == exchange::DateOrder::DMY);
    CHECK(clue("04/25/2026,1\n").order == exchange::DateOrder::MDY);
    CHECK(clue("04/25/2026,1\n25/04/2026,1\n").clue == DateClue::MIXED);
}

TEST_CASE("a column that is not used stays unused when the mapping stands alone", "[exchange][import]")
{
    test::MissionFixture mission;
    const auto report = mission.importText(ImportKind::INCIDENTS, "date,killed,injured\n2026-10-01,3,4\n", [](auto& r) {
        r.map = {{"time_start", "date"}, {"injured_best", "injured"}};
        r.map_alone = true;
    });
    CHECK(report.added == 1);
    const auto incidents = mission.all<Incident>();
    REQUIRE(incidents.size() == 1);
    CHECK_FALSE(incidents.front().killed.best);
    CHECK(incidents.front().injured.best == 4);
}

namespace {

/// Imports a file of which one row is refused. @returns that row as it is written for correction
std::string oneRefusedRow(test::MissionFixture& mission, const exchange::ImportRequest& request)
{
    const auto report = exchange::importFile(mission.file, request, mission.author, mission.now);
    REQUIRE(report.rejected == 1);
    std::ostringstream out;
    CHECK(exchange::writeRejectedRows(request, report, out) == 1);
    return out.str();
}

} // namespace

TEST_CASE("refused rows are written with their columns and a reason", "[exchange][import]")
{
    test::MissionFixture mission;
    test::writeFile(mission.folder / "in.csv", "date,killed,note\n2026-10-01,3,fine\n2026-10-02,-1,\"=HYPERLINK(\"\"x\"\")\"\n");
    exchange::ImportRequest request;
    request.source = mission.folder / "in.csv";
    const std::string text = oneRefusedRow(mission, request);
    CHECK(text.starts_with("date,killed,note,row,field,reason\n2026-10-02,"));
    CHECK(text.find("'=HYPERLINK") != std::string::npos);
    CHECK(text.find(",3,killed_best,") != std::string::npos);
    CHECK(text.find("fine") == std::string::npos);
}

TEST_CASE("refused rows of a file with semicolons are corrected and imported again with their decimal commas", "[exchange][import]")
{
    test::MissionFixture mission;
    test::writeFile(mission.folder / "in.csv", "date;lieu;latitude;longitude;tues\n2026-10-01;Luzi;1,94;5,10;2\n2026-10-02;Luzi, nord;1,95;5,11;mille\n");
    exchange::ImportRequest request;
    request.source = mission.folder / "in.csv";
    std::string text = oneRefusedRow(mission, request);
    CHECK(text.starts_with("date;lieu;latitude;longitude;tues;row;field;reason\n"));
    text.replace(text.find("mille"), 5, "1000");
    test::writeFile(mission.folder / "again.csv", text);
    request.source = mission.folder / "again.csv";
    const auto again = exchange::importFile(mission.file, request, mission.author, mission.now);
    CHECK(again.added == 1);
    CHECK(again.rejected == 0);
}

TEST_CASE("an import tells the actors and sources that it makes beside its records", "[exchange][import]")
{
    test::MissionFixture mission;
    const std::string text = "date,lat,lon,perpetrator,source\n2026-10-01,1.5,5.5,Hill Front,Radio Luzi\n2026-10-02,1.5,5.5,Hill Front,Radio Luzi\n2026-10-03,1.5,5.5,Lake Guard,Radio Luzi\n";
    const auto first = mission.importText(ImportKind::INCIDENTS, text);
    CHECK(first.added == 3);
    CHECK(first.actors_added == static_cast<std::int64_t>(mission.all<Actor>().size()));
    CHECK(first.actors_added == 2);
    CHECK(first.sources_added == static_cast<std::int64_t>(mission.all<Source>().size()));
    CHECK(exchange::toJson(first).at("actors_added") == 2);
}

TEST_CASE("an export of chosen records holds those alone, in their order", "[exchange][export]")
{
    test::MissionFixture mission;
    static_cast<void>(mission.importText(ImportKind::INCIDENTS, "date,place_name\n2026-10-01,Aa\n2026-10-02,Bb\n2026-10-03,Cc\n"));
    const auto incidents = mission.all<Incident>();
    REQUIRE(incidents.size() == 3);
    exchange::ExportRequest request;
    request.kinds = {Kind::INCIDENT};
    request.format = exchange::ExportFormat::CSV;
    request.ids = std::vector{incidents[2].id, incidents[0].id};
    const std::string bytes = exchange::exportBytes(mission.file, request);
    CHECK(bytes.find("Bb") == std::string::npos);
    CHECK(bytes.find("Cc") < bytes.find("Aa"));
    request.kinds.clear();
    CHECK_THROWS_AS(exchange::exportBytes(mission.file, request), Error);
}

TEST_CASE("incidents like one are those near in kind, place, time and harm", "[exchange][similar]")
{
    test::MissionFixture mission;
    static_cast<void>(mission.importText(ImportKind::INCIDENTS, "date,latitude,longitude,category,killed\n"
                                                                "2026-10-01,1.94,5.10,ATTACK_ON_CIVILIANS,4\n"
                                                                "2026-10-02,1.95,5.11,ABDUCTION,3\n"
                                                                "2026-10-01,1.94,5.10,CATTLE_RAID,4\n"
                                                                "2026-10-01,1.94,5.30,ATTACK_ON_CIVILIANS,4\n"
                                                                "2026-10-04,1.94,5.10,ATTACK_ON_CIVILIANS,4\n"
                                                                "2026-10-01,1.94,5.10,ATTACK_ON_CIVILIANS,40\n"
                                                                "2026-10-01,1.94,5.11,ATTACK_ON_CIVILIANS,4\n"));
    const auto snapshot = mission.file.snapshot();
    const auto& ids = snapshot.incidents->id;
    REQUIRE(ids.size() == 7);
    auto found = exchange::similarIncidents(snapshot, IncidentId{ids[0]});
    std::sort(found.begin(), found.end());
    CHECK(found == std::vector{IncidentId{ids[1]}, IncidentId{ids[6]}});
    CHECK(exchange::similarIncidents(snapshot, IncidentId{ids[4]}).empty());
    CHECK(exchange::similarIncidents(snapshot, IncidentId{999'999}).empty());
}
