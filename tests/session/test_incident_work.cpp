// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/geodata/raster.h>
#include <tutela/session/display.h>
#include <tutela/session/import_draft.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/record_history.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QSettings>

#include <map>

using namespace tutela;

namespace {

struct WorkDemo {
    WorkDemo()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
        test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
        document = session::Document::open(folder / "demo.gpkg", {});
    }
    session::ImportDraft draftOf(const std::string& text)
    {
        test::writeFile(folder / "octobre.csv", text);
        session::ImportDraft draft{QString::fromStdString((folder / "octobre.csv").string())};
        draft.take(exchange::previewImport(draft.choices()));
        return draft;
    }
    test::TempFolder folder;
    std::unique_ptr<session::Document> document;
};

const core::Field& fieldNamed(const char* name) { return *core::findField(core::Kind::INCIDENT, name); }

} // namespace

TEST_CASE("what people type is read as they say it: words, names of actors, several of them")
{
    WorkDemo demo;
    const auto mission = demo.document->mission();
    CHECK(session::valueOfText(*mission, fieldNamed("category"), QStringLiteral("attack on civilians")) == core::Value{std::string{"ATTACK_ON_CIVILIANS"}});
    CHECK(session::valueOfText(*mission, fieldNamed("killed_best"), QStringLiteral("  ")) == core::Value{});
    const auto& actors = mission->all<core::Actor>();
    REQUIRE(actors.size() >= 2);
    const QString both = QString::fromStdString(actors[0].name + "; " + actors[1].name);
    CHECK(session::valueOfText(*mission, fieldNamed("perpetrator_ids"), both)
          == core::Value{"[" + std::to_string(actors[0].id) + "," + std::to_string(actors[1].id) + "]"});
    CHECK_THROWS_AS(session::valueOfText(*mission, fieldNamed("perpetrator_ids"), QStringLiteral("Nobody of this name")), core::Error);
    CHECK_THROWS_AS(session::valueOfText(*mission, fieldNamed("killed_best"), QStringLiteral("many")), core::Error);
}

TEST_CASE("a bulk edit shows what would change and refuses, and does it as one step")
{
    WorkDemo demo;
    const auto before = demo.document->mission();
    const auto& ids = before->incidents->id;
    const std::vector<std::int64_t> some{ids.begin(), ids.begin() + 20};
    const auto unreadable = session::previewBulk(*demo.document, core::Kind::INCIDENT, some, fieldNamed("killed_best"), QStringLiteral("many"));
    CHECK_FALSE(unreadable.sentence.isEmpty());
    CHECK(unreadable.lines.empty());
    const auto preview = session::previewBulk(*demo.document, core::Kind::INCIDENT, some, fieldNamed("place_name"), QStringLiteral("One place"));
    CHECK(preview.lines.size() + static_cast<std::size_t>(preview.unchanged) == some.size());
    CHECK(demo.document->undoStack().count() == 0);
    session::applyBulk(*demo.document, core::Kind::INCIDENT, preview, fieldNamed("place_name"), QStringLiteral("One place"));
    CHECK(demo.document->undoStack().count() == 1);
    CHECK(session::previewBulk(*demo.document, core::Kind::INCIDENT, some, fieldNamed("place_name"), QStringLiteral("One place")).unchanged == 20);
    // Only the human rights role calls an incident verified: the preview says so for each.
    const auto mayNot = session::previewBulk(*demo.document, core::Kind::INCIDENT, some, fieldNamed("verification"), QStringLiteral("VERIFIED_REASONABLE_GROUNDS"));
    CHECK(mayNot.refused == static_cast<std::int64_t>(mayNot.lines.size()));
    CHECK(mayNot.refused > 0);
    const std::vector<std::int64_t> tooMany(session::kMostBulk + 1, ids.front());
    CHECK_FALSE(session::previewBulk(*demo.document, core::Kind::INCIDENT, tooMany, fieldNamed("place_name"), {}).sentence.isEmpty());
}

TEST_CASE("a bulk edit tells which incidents would lose a higher verification or the mark of a duplicate, and lists them first")
{
    using core::Verification;
    WorkDemo demo;
    const auto mission = demo.document->mission();
    std::map<Verification, std::int64_t> one; // an incident of each word
    for (std::size_t i = 0; i < mission->incidents->id.size(); ++i)
        if (mission->incidents->verification[i] < core::wordCount(Verification{}))
            one.emplace(static_cast<Verification>(mission->incidents->verification[i]), mission->incidents->id[i]);
    for (const auto word : {Verification::REPORTED, Verification::CORROBORATED, Verification::VERIFIED_REASONABLE_GROUNDS, Verification::DUPLICATE})
        REQUIRE(one.count(word) == 1);
    const std::vector<std::int64_t> ids{one[Verification::REPORTED], one[Verification::CORROBORATED], one[Verification::VERIFIED_REASONABLE_GROUNDS], one[Verification::DUPLICATE]};
    const auto corroborated = session::previewBulk(*demo.document, core::Kind::INCIDENT, ids, fieldNamed("verification"), QStringLiteral("CORROBORATED"));
    CHECK(corroborated.unchanged == 1);
    CHECK(corroborated.losing == 2);
    REQUIRE(corroborated.lines.size() == 3);
    CHECK(corroborated.lines[0].id == ids[2]);
    CHECK(corroborated.lines[1].id == ids[3]);
    CHECK(corroborated.lines[1].loses);
    CHECK(corroborated.lines[2].id == ids[0]);
    CHECK_FALSE(corroborated.lines[2].loses); // a report that is corroborated gains
    const auto duplicate = session::previewBulk(*demo.document, core::Kind::INCIDENT, {ids[0]}, fieldNamed("verification"), QStringLiteral("DUPLICATE"));
    CHECK(duplicate.losing == 0);
    CHECK(session::previewBulk(*demo.document, core::Kind::INCIDENT, ids, fieldNamed("place_name"), QStringLiteral("One place")).losing == 0);
    CHECK(corroborated.lines[0].what.count(QStringLiteral(" \u00B7 ")) == 1); // title and date only
}

TEST_CASE("cells of a spreadsheet survive the clipboard both ways")
{
    const std::vector<QStringList> cells{{QStringLiteral("a"), QStringLiteral("two\nlines"), QStringLiteral("say \"so\"")}, {QStringLiteral("tab\there"), {}, QStringLiteral("old\rline")}};
    CHECK(session::cellsOfText(session::textOfCells(cells)) == cells);
    CHECK(session::cellsOfText(QStringLiteral("a\tb\r\nc\t\r\n")) == std::vector<QStringList>{{QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("c"), {}}});
    CHECK(session::cellsOfText({}).empty());
}

TEST_CASE("pasted rows fill records and go on as new ones, rows with a refused cell are left out with place and reason")
{
    WorkDemo demo;
    const auto mission = demo.document->mission();
    const std::vector<const core::Field*> fields{&fieldNamed("place_name"), nullptr, &fieldNamed("killed_best")};
    const std::vector<std::int64_t> ids{mission->incidents->id[0], mission->incidents->id[1]};
    const std::vector<QStringList> cells{{QStringLiteral("Here"), QStringLiteral("passed over"), QStringLiteral("200000")},
                                         {QStringLiteral("There"), {}, QStringLiteral("many")},
                                         {QStringLiteral("Nowhere"), {}, QStringLiteral("1")}};
    const auto preview = session::previewPaste(*demo.document, core::Kind::INCIDENT, ids, fields, cells);
    REQUIRE(preview.lines.size() == 1);
    CHECK(preview.lines[0]["id"] == ids[0]);
    CHECK(preview.lines[0]["set"] == nlohmann::json{{"place_name", "Here"}, {"killed_best", 200000}});
    CHECK(preview.changed == 1);
    CHECK(preview.added == 0);
    REQUIRE(preview.refused.size() == 2);
    CHECK(preview.refused[0].row == 2);
    CHECK(preview.refused[0].text == QStringLiteral("many"));
    CHECK_FALSE(preview.refused[0].column.isEmpty());
    CHECK(preview.refused[1].row == 3); // an incident needs a source
    CHECK(preview.refused[1].column.isEmpty());
    CHECK_FALSE(preview.refused[1].sentence.isEmpty());
    const auto places = session::previewPaste(*demo.document, core::Kind::PLACE, {}, {core::findField(core::Kind::PLACE, "name")}, {{QStringLiteral("New town")}});
    CHECK(places.added + static_cast<std::int64_t>(places.refused.size()) == 1);
}

TEST_CASE("the history of a record says who changed what from what to what")
{
    WorkDemo demo;
    const std::int64_t id = demo.document->mission()->incidents->id[0];
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_best", 3}, {"killed_low", 3}, {"killed_high", 3}}}}}, QStringLiteral("First"));
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_best", 4}, {"killed_high", 4}}}}}, QStringLiteral("Second"));
    const auto entries = session::historyOf(*demo.document, {core::Kind::INCIDENT, id});
    REQUIRE(entries.size() >= 2);
    CHECK(entries[0].what.contains(QStringLiteral("Second")));
    CHECK(entries[0].changes.join(QLatin1Char('\n')).contains(QStringLiteral("3 \u2192 4")));
    CHECK(session::historyOf(*demo.document, {core::Kind::INCIDENT, id}, 1).size() == 1);
}

TEST_CASE("an author is shown as people say the role, and read in both forms")
{
    CHECK(session::authorText("POC_ADVISER/DM") == QStringLiteral("POC adviser/DM"));
    CHECK(session::authorText("somebody else") == QStringLiteral("somebody else"));
    CHECK(session::storedAuthor(QStringLiteral("poc adviser/DM")) == QStringLiteral("POC_ADVISER/DM"));
    CHECK(session::storedAuthor(QStringLiteral("POC_ADVISER/DM")) == QStringLiteral("POC_ADVISER/DM"));
    CHECK(session::storedAuthor(QStringLiteral("POC adviser")) == QStringLiteral("POC_ADVISER"));
}

TEST_CASE("a filter kept as text comes back the same, without what is not known any more")
{
    session::IncidentFilter filter;
    filter.categories = {core::IncidentCategory::CRSV, core::IncidentCategory::CRIME};
    filter.verifications = {core::Verification::REPORTED};
    filter.actors = {core::ActorId{7}};
    filter.killed_at_least = 2;
    CHECK(session::filterFromJson(session::toJson(filter)) == filter);
    CHECK(session::filterFromJson(nlohmann::json::parse(R"({"categories":["NO_SUCH_WORD","CRSV"],"actors":"x"})")).categories
          == std::set{core::IncidentCategory::CRSV});
    CHECK(session::filterFromJson(nlohmann::json::parse("[1]")).empty());
}

TEST_CASE("an import draft blocks until date and question are answered, and remembers its mapping")
{
    WorkDemo demo;
    auto draft = demo.draftOf("Quand;Lieu;Victimes\n03/04/2026;Luzi;2\n");
    CHECK(draft.preview().columns[0].field == "time_start"); // by its values
    CHECK(draft.preview().columns[0].match == exchange::ColumnMatch::CHECK);
    CHECK(draft.dateQuestion().contains(QStringLiteral("03/04/2026")));
    CHECK(draft.blocked() == draft.dateQuestion());
    draft.setDateOrder(exchange::DateOrder::DMY);
    CHECK(draft.blocked().isEmpty());
    draft.setField(0, "");
    CHECK_FALSE(draft.blocked().isEmpty());
    draft.setField(0, "time_start");
    draft.setField(2, "killed_best");
    draft.setField(1, "killed_best"); // taken from the other column
    CHECK(draft.preview().columns[2].field.empty());
    draft.setField(1, "place_name");
    draft.setField(2, "killed_best");
    const auto request = draft.request(true);
    CHECK(request.dry_run);
    CHECK(request.map_alone);
    CHECK(request.map.size() == 3);
    draft.keepMapping();
    const auto next = demo.draftOf("Quand;Lieu;Victimes\n13/04/2026;Luzi;2\n");
    CHECK(next.usedKeptMapping());
    CHECK(next.preview().columns[2].field == "killed_best");
    exchange::ImportReport report;
    report.added = 182;
    CHECK(next.stepName(report) == QStringLiteral("Import octobre.csv (182)"));
}

TEST_CASE("times are shown and read as the clock of the mission shows them")
{
    WorkDemo demo; // Africa/Lagos, an hour ahead of UTC
    const auto mission = demo.document->mission();
    const core::Field& time = fieldNamed("time_start");
    const auto value = [&](const char* text) { return session::valueOfText(*mission, time, QString::fromUtf8(text)); };
    CHECK(session::typedText(time, core::Value{std::string{"2026-10-31T13:05:00.000Z"}}, *mission) == QStringLiteral("2026-10-31 14:05"));
    CHECK(session::typedText(time, core::Value{std::string{"2026-10-30T23:00:00.000Z"}}, *mission) == QStringLiteral("2026-10-31"));
    CHECK(session::typedText(time, core::Value{std::string{"2026-10-31T13:05:09.000Z"}}, *mission) == QStringLiteral("2026-10-31 14:05:09"));
    for (const char* text : {"2026-10-31 14:05", "2026-10-31T14:05", "31 Oct 2026, 14:05", "31 October 2026 14:05", "2026-10-31T13:05Z", "2026-10-31 13:05:00Z"}) {
        INFO(text);
        CHECK(value(text) == core::Value{std::string{"2026-10-31T13:05:00.000Z"}});
    }
    CHECK(value("2026-10-31") == core::Value{std::string{"2026-10-30T23:00:00.000Z"}});
    CHECK(value("31 Oct 2026") == value("2026-10-31"));
    for (const char* text : {"yesterday", "2026-02-30", "2026-10-31 25:00", "31/10/2026"}) {
        INFO(text);
        CHECK_THROWS_AS(value(text), core::Error);
    }
}

TEST_CASE("a time that the clock skips or shows twice is refused or read as the first")
{
    auto mission = core::Mission{};
    mission.details.time_zone = "Europe/Paris";
    const core::Field& time = fieldNamed("time_start");
    CHECK_THROWS_AS(session::valueOfText(mission, time, QStringLiteral("2026-03-29 02:30")), core::Error);
    CHECK(session::valueOfText(mission, time, QStringLiteral("2026-03-29 03:30")) == core::Value{std::string{"2026-03-29T01:30:00.000Z"}});
    const auto twice = session::valueOfText(mission, time, QStringLiteral("2026-10-25 02:30"));
    CHECK(session::typedText(time, twice, mission) == QStringLiteral("2026-10-25 02:30"));
    CHECK(session::valueOfText(mission, time, QStringLiteral("2026-10-25 23:30")) == core::Value{std::string{"2026-10-25T22:30:00.000Z"}});
}

TEST_CASE("a refused text comes with one that would be taken, where one suggests itself")
{
    WorkDemo demo;
    const auto mission = demo.document->mission();
    const auto meant = [&](const char* field, const QString& text) { return session::suggestedText(*mission, fieldNamed(field), text).value_or(QString{}); };
    CHECK(meant("killed_best", QStringLiteral("12x")) == QStringLiteral("12"));
    CHECK(meant("killed_best", QStringLiteral("1\u202F200")) == QStringLiteral("1200"));
    CHECK(session::valueOfText(*mission, fieldNamed("killed_best"), QStringLiteral("1\u202F200")) == core::Value{std::int64_t{1'200}}); // as numbers are shown
    CHECK(meant("killed_best", QStringLiteral("many")).isEmpty());
    CHECK(meant("killed_best", QStringLiteral("10.000")).isEmpty()); // ten, or ten thousand?
    CHECK(meant("killed_best", QStringLiteral("1,234")).isEmpty());
    CHECK(meant("killed_best", QStringLiteral("12.0 ?")) == QStringLiteral("12"));
    CHECK(session::suggestedText(*mission, *core::findField(core::Kind::PLACE, "lon"), QStringLiteral("5,25")) == QStringLiteral("5.25"));
    CHECK(meant("category", QStringLiteral("Atack on civilians")) == QStringLiteral("Attack on civilians"));
    CHECK(meant("category", QStringLiteral("zzz")).isEmpty());
    CHECK(meant("time_start", QStringLiteral("31/10/2026 14:05")) == QStringLiteral("2026-10-31 14:05"));
    CHECK(meant("time_start", QStringLiteral("03/04/2026")).isEmpty()); // never guessed
    const QString actor = QString::fromStdString(mission->all<core::Actor>().front().name);
    CHECK(meant("perpetrator_ids", actor.chopped(1)) == actor);
}

TEST_CASE("the time of an incident brings its precision with it")
{
    WorkDemo demo;
    const auto& columns = *demo.document->mission()->incidents;
    const auto day = std::find(columns.time_precision.begin(), columns.time_precision.end(), static_cast<std::uint8_t>(core::TimePrecision::DAY));
    REQUIRE(day != columns.time_precision.end());
    const std::int64_t id = columns.id[static_cast<std::size_t>(day - columns.time_precision.begin())];
    const auto precision = [&] { return core::recordOf<core::Incident>(*session::valuesNow(*demo.document, {core::Kind::INCIDENT, id})).time_precision; };
    REQUIRE(session::setField(*demo.document, {core::Kind::INCIDENT, id}, fieldNamed("time_start"), QStringLiteral("2026-10-03 14:05")).isEmpty());
    CHECK(precision() == core::TimePrecision::EXACT_MINUTE);
    REQUIRE(session::setField(*demo.document, {core::Kind::INCIDENT, id}, fieldNamed("time_start"), QStringLiteral("2026-10-04")).isEmpty());
    CHECK(precision() == core::TimePrecision::DAY);
    CHECK(demo.document->undoStack().count() == 2);
    REQUIRE(session::setField(*demo.document, {core::Kind::INCIDENT, id}, fieldNamed("time_start"), QStringLiteral("2026-10-04")).isEmpty());
    CHECK(demo.document->undoStack().count() == 2); // nothing new was said
}

TEST_CASE("the bars of the timeline count what the filter leaves, with and without a period")
{
    WorkDemo demo;
    const auto mission = demo.document->mission();
    session::IncidentFilter filter;
    filter.killed_at_least = 1;
    const auto rows = session::select(*mission, filter, session::IncidentOrder::Killed, true);
    auto unsorted = rows;
    std::sort(unsorted.begin(), unsorted.end());
    CHECK(session::passing(*mission, filter) == unsorted);
    std::int64_t sum = 0;
    for (const auto& bar : session::timelineOf(*mission, filter, 62))
        sum += bar.incidents;
    CHECK(sum == static_cast<std::int64_t>(rows.size()));
    filter.period = core::monthPeriod("2026-10", mission->timeZone());
    const auto bars = session::timelineOf(*mission, filter, 62);
    CHECK(bars.size() == 31);
    CHECK(bars.front().from == filter.period->from);
    // Silence is told by all reports: a filter makes no day silent.
    session::IncidentFilter unfiltered;
    unfiltered.period = filter.period;
    const auto all = session::timelineOf(*mission, unfiltered, 62);
    REQUIRE(all.size() == bars.size());
    for (std::size_t i = 0; i < bars.size(); ++i) {
        CHECK(bars[i].reports == all[i].incidents);
        CHECK(all[i].reports == all[i].incidents);
    }
    CHECK(std::any_of(bars.begin(), bars.end(), [](const auto& bar) { return bar.incidents == 0 && bar.reports > 0; }));
    CHECK(session::timelineOf(core::Mission{}, {}, 62).empty());
}

TEST_CASE("words that no field knows are explained once for a sender")
{
    WorkDemo demo;
    auto draft = demo.draftOf("Date;Lieu;Latitude;Longitude;Category\n13/10/2026;Luzi;1,94;5,10;Embuscade\n14/10/2026;Pont;1,95;5,11;Embuscade\n15/10/2026;Pont;1,95;5,11;Rumeur\n");
    const auto trial = [&](const session::ImportDraft& of) {
        auto file = store::MissionFile::open(demo.folder / "demo.gpkg", store::Access::ReadOnly);
        return exchange::importFile(file, of.request(true), {}, demo.document->now());
    };
    const auto unknown = session::unknownWords(trial(draft), exchange::ImportKind::INCIDENTS);
    REQUIRE(unknown.size() == 2);
    CHECK(unknown[0].text == "Embuscade");
    CHECK(unknown[0].field == "category");
    CHECK(unknown[0].count == 2);
    draft.setWord("category", "Embuscade", "ATTACK_ON_CIVILIANS");
    CHECK(session::unknownWords(trial(draft), exchange::ImportKind::INCIDENTS).size() == 1);
    draft.setWord("category", "Embuscade", "");
    CHECK(session::unknownWords(trial(draft), exchange::ImportKind::INCIDENTS).size() == 2);
    draft.setWord("category", "Embuscade", "ATTACK_ON_CIVILIANS");
    draft.keepMapping();
    const auto next = demo.draftOf("Date;Lieu;Latitude;Longitude;Category\n16/10/2026;Luzi;1,94;5,10;Embuscade\n");
    CHECK(session::unknownWords(trial(next), exchange::ImportKind::INCIDENTS).empty());
}

TEST_CASE("codes of a land cover that are not known are asked for as words are, and told in cells")
{
    WorkDemo demo;
    core::Grid<float> cells{2, 3, 1.0F};
    cells.at(0, 1) = 10.0F;
    cells.at(1, 1) = 4.0F;
    test::writeFile(demo.folder / "cover.tif", geodata::geoTiffBytes(cells, {500'000.0, 200'000.0, 100.0, 100.0, "EPSG:32631"}, {geodata::CellType::Byte, {}}));
    session::ImportDraft draft{QString::fromStdString((demo.folder / "cover.tif").string()), exchange::ImportKind::LANDCOVER};
    // What was said of the columns of another kind stays behind when the kind is changed.
    draft.setWord("category", "Embuscade", "ATTACK_ON_CIVILIANS");
    CHECK(draft.request(true).values.empty());
    draft.setWord("class", "77", "OPEN");
    draft.setKind(exchange::ImportKind::SPEEDS);
    CHECK(draft.request(true).values.empty());
    draft.setWord("category", "Embuscade", "");
    draft.setWord("class", "77", "");
    draft.setKind(exchange::ImportKind::LANDCOVER);
    const auto trial = [&] {
        auto file = store::MissionFile::open(demo.folder / "demo.gpkg", store::Access::ReadOnly);
        return exchange::importFile(file, draft.request(true), {}, demo.document->now());
    };
    const auto report = trial();
    const auto unknown = session::unknownWords(report, exchange::ImportKind::LANDCOVER);
    REQUIRE(unknown.size() == 2);
    CHECK(unknown[0].text == "1");
    CHECK(unknown[0].count == 4);
    CHECK(unknown[1].text == "4");
    CHECK(session::balanceNotes(report, exchange::ImportKind::LANDCOVER)
          == QStringList{QStringLiteral("5 cells have a code whose class is not known, \u201C1\u201D (4), \u201C4\u201D (1): they are taken as open ground.")});
    const auto meanings = session::meaningsOf(exchange::ImportKind::LANDCOVER, unknown[0].field);
    CHECK(std::find(meanings.begin(), meanings.end(), "BUILT_UP") != meanings.end());
    draft.setWord("class", "1", "OPEN");
    draft.setWord("class", "4", "FOREST");
    const auto left = session::unknownWords(trial(), exchange::ImportKind::LANDCOVER);
    REQUIRE(left.size() == 1); // the layer has codes of its own now: 10 is no longer that of WorldCover
    CHECK(left[0].text == "10");
    draft.setWord("class", "10", "WATER");
    CHECK(session::unknownWords(trial(), exchange::ImportKind::LANDCOVER).empty());
}

TEST_CASE("the check of an import counts what was not understood and the rows without a date")
{
    WorkDemo demo;
    const auto notesOf = [&](const std::string& text) {
        const auto draft = demo.draftOf(text);
        auto file = store::MissionFile::open(demo.folder / "demo.gpkg", store::Access::ReadOnly);
        return session::balanceNotes(exchange::importFile(file, draft.request(true), {}, demo.document->now()), exchange::ImportKind::INCIDENTS);
    };
    std::string rows = "Date;Lieu;Latitude;Longitude;Category\n";
    for (int i = 0; i < 8; ++i)
        rows += "13/10/2026;Luzi;1,94;5,1" + std::to_string(i) + ";foo\n";
    for (int i = 0; i < 4; ++i)
        rows += ";Luzi;1,94;5,2" + std::to_string(i) + ";bar\n";
    const auto notes = notesOf(rows);
    REQUIRE(notes.size() >= 2);
    CHECK(notes[0].toStdString() == "4 rows have no date (rows 10, 11, 12 and 1 more): they are kept, but belong to no period until their dates are given.");
    CHECK(notes[1].toStdString() == "12 values of column \u201CCategory\u201D not understood: \u201Cfoo\u201D (8), \u201Cbar\u201D (4): the cells stay empty.");
    rows = "Date;Lieu;Latitude;Longitude;Category\n"; // more texts than are named
    for (int i = 0; i < 6; ++i)
        rows += "13/10/2026;Luzi;1,94;5,1" + std::to_string(i) + ";<b>word " + std::to_string(i) + "</b>\n";
    const auto many = notesOf(rows);
    REQUIRE_FALSE(many.empty());
    CHECK(many[0].startsWith(QStringLiteral("6 values of column ")));
    CHECK(many[0].contains(QStringLiteral("and 2 more: the cells stay empty")));
    CHECK(notesOf("Date;Lieu;Latitude;Longitude;Category\n13/10/2026;Luzi;1,94;5,10;\n").filter(QStringLiteral("Category")).isEmpty());
}

TEST_CASE("the row of the headings can be said, and a row that is none is refused")
{
    WorkDemo demo;
    auto draft = demo.draftOf("Monthly table\n\nDate;Lieu;Latitude;Longitude\n13/10/2026;Luzi;1,94;5,10\n");
    CHECK_FALSE(draft.setHeaderRow(QStringLiteral("three")).isEmpty());
    CHECK_FALSE(draft.setHeaderRow(QStringLiteral("0")).isEmpty());
    CHECK(draft.setHeaderRow(QStringLiteral("3")).isEmpty());
    draft.take(exchange::previewImport(draft.choices()));
    CHECK(draft.preview().header_row == 3);
    REQUIRE(draft.preview().columns.size() == 4);
    CHECK(draft.preview().columns[0].column == "Date");
    CHECK(draft.preview().rows.size() == 1);
    auto file = store::MissionFile::open(demo.folder / "demo.gpkg", store::Access::ReadOnly);
    CHECK(exchange::importFile(file, draft.request(true), {}, demo.document->now()).added == 1);
    REQUIRE(draft.setHeaderRow(QStringLiteral("40")).isEmpty());
    CHECK_THROWS_AS(exchange::previewImport(draft.choices()), core::Error);
}

TEST_CASE("what an import brought is found by its new ids, else by its dataset")
{
    core::IncidentColumns before, after;
    const auto add = [](core::IncidentColumns& columns, std::int64_t id, std::int32_t lon, std::uint16_t dataset) {
        columns.id.push_back(id);
        columns.lonE7.push_back(lon);
        columns.latE7.push_back(lon == core::IncidentColumns::kNoPosition ? lon : 10'000'000);
        columns.dataset.push_back(dataset);
    };
    for (auto* each : {&before, &after})
        each->datasets.push_back("october");
    add(before, 1, 10'000'000, 0);
    add(before, 4, 20'000'000, 1);
    after = before;
    CHECK(session::importedIncidents(before, after, "october").count == 1);
    CHECK(session::importedIncidents(before, after, "october").box->west == Approx(2.0));
    CHECK(session::importedIncidents(before, after, "other").count == 0);
    add(after, 7, 50'000'000, 1);
    add(after, 9, core::IncidentColumns::kNoPosition, 1);
    add(after, 10, 40'000'000, 1);
    const auto imported = session::importedIncidents(before, after, "october");
    CHECK(imported.count == 3);
    CHECK(imported.first == 7);
    REQUIRE(imported.box);
    CHECK(imported.box->west == Approx(4.0));
    CHECK(imported.box->east == Approx(5.0));
}

TEST_CASE("a new incident is reported by its source, and nothing else is known of it")
{
    WorkDemo demo;
    const auto added = session::addIncident(*demo.document, QStringLiteral("Radio Ubara"));
    REQUIRE(added.id);
    CHECK(demo.document->undoStack().count() == 1);
    const auto incident = core::recordOf<core::Incident>(*session::valuesNow(*demo.document, {core::Kind::INCIDENT, *added.id}));
    CHECK(incident.source_ids.size() == 1);
    core::Incident known; // all that the record may say
    static_cast<core::Record&>(known) = incident;
    known.verification = core::Verification::REPORTED;
    CHECK(incident == known);
    const auto issues = session::issuesOf(*demo.document, {core::Kind::INCIDENT, *added.id});
    CHECK(std::any_of(issues.begin(), issues.end(), [](const core::Issue& issue) { return issue.field == "time_start"; })); // it is asked for
    const auto sources = demo.document->mission()->all<core::Source>().size();
    REQUIRE(session::addIncident(*demo.document, QStringLiteral("Radio Ubara")).id);
    CHECK(demo.document->mission()->all<core::Source>().size() == sources); // it is known now
}

TEST_CASE("a date that is typed brings how exactly it is known")
{
    WorkDemo demo;
    const auto added = session::addIncident(*demo.document, QStringLiteral("Radio Ubara"));
    REQUIRE(added.id);
    const session::RecordRef record{core::Kind::INCIDENT, *added.id};
    const auto& time = *core::findField(core::Kind::INCIDENT, "time_start");
    REQUIRE(session::setField(*demo.document, record, time, QStringLiteral("2026-10-05")).isEmpty());
    CHECK(core::recordOf<core::Incident>(*session::valuesNow(*demo.document, record)).time_precision == core::TimePrecision::DAY);
}
