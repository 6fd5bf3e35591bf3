// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/display.h>
#include <tutela/session/import_draft.h>
#include <tutela/session/incident_filter.h>
#include <tutela/session/bulk_edits.h>
#include <tutela/session/record_history.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QSettings>

using namespace tutela;

namespace {

struct Demo {
    Demo()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, QString::fromStdString((folder / "settings").string()));
        demo::write(folder / "demo.gpkg", 2026);
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
    Demo demo;
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
    Demo demo;
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

TEST_CASE("cells of a spreadsheet survive the clipboard both ways")
{
    const std::vector<QStringList> cells{{QStringLiteral("a"), QStringLiteral("two\nlines"), QStringLiteral("say \"so\"")}, {QStringLiteral("tab\there"), {}, QStringLiteral("z")}};
    CHECK(session::cellsOfText(session::textOfCells(cells)) == cells);
    CHECK(session::cellsOfText(QStringLiteral("a\tb\r\nc\t\r\n")) == std::vector<QStringList>{{QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("c"), {}}});
    CHECK(session::cellsOfText({}).empty());
}

TEST_CASE("pasted rows fill records and go on as new ones; a cell that cannot be read stops all with its place")
{
    Demo demo;
    const auto mission = demo.document->mission();
    const std::vector<const core::Field*> fields{&fieldNamed("place_name"), nullptr, &fieldNamed("killed_best")};
    const std::vector<QStringList> cells{{QStringLiteral("Here"), QStringLiteral("passed over"), QStringLiteral("2")}, {QStringLiteral("There")}};
    const auto lines = session::pasteLines(*mission, core::Kind::INCIDENT, {mission->incidents->id[0]}, fields, cells);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0]["set"] == nlohmann::json{{"place_name", "Here"}, {"killed_best", 2}});
    CHECK(lines[1]["id"] == "new");
    try {
        static_cast<void>(session::pasteLines(*mission, core::Kind::INCIDENT, {}, fields, {{QStringLiteral("x"), {}, QStringLiteral("many")}}));
        FAIL("it was taken");
    } catch (const core::Error& error) {
        CHECK(std::string{error.what()}.find("row 1") != std::string::npos);
    }
}

TEST_CASE("the history of a record says who changed what from what to what")
{
    Demo demo;
    const std::int64_t id = demo.document->mission()->incidents->id[0];
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_best", 3}, {"killed_low", 3}, {"killed_high", 3}}}}}, QStringLiteral("First"));
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_best", 4}, {"killed_high", 4}}}}}, QStringLiteral("Second"));
    const auto entries = session::historyOf(*demo.document, {core::Kind::INCIDENT, id});
    REQUIRE(entries.size() >= 2);
    CHECK(entries[0].what.contains(QStringLiteral("Second")));
    CHECK(entries[0].changes.join(QLatin1Char('\n')).contains(QStringLiteral("3 \u2192 4")));
    CHECK(session::historyOf(*demo.document, {core::Kind::INCIDENT, id}, 1).size() == 1);
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
    Demo demo;
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
