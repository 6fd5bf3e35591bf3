// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/display.h>
#include <tutela/session/incident_model.h>
#include <tutela/session/record_model.h>
#include <tutela/session/work_context.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tutela;

namespace {

struct ModelDemo {
    ModelDemo()
    {
        test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
        document = session::Document::open(folder / "demo.gpkg", {});
    }
    test::TempFolder folder;
    std::unique_ptr<session::Document> document;
};

} // namespace

TEST_CASE("the tables of records keep the rules of item models through edits, undo and redo")
{
    ModelDemo demo;
    for (const core::Kind kind : {core::Kind::PLACE, core::Kind::ACTOR, core::Kind::THREAT, core::Kind::BASE, core::Kind::UNIT, core::Kind::GROUP,
                                  core::Kind::AREA, core::Kind::ACTION}) {
        session::RecordModel model{*demo.document, kind};
        const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
        REQUIRE(model.rowCount() > 0);
        REQUIRE(model.columnCount() > 0);
        INFO(core::kindName(kind));
        CHECK(model.rowOf(model.idAt(model.rowCount() - 1)) == model.rowCount() - 1);
        for (int row = 0; row < std::min(5, model.rowCount()); ++row)
            for (int column = 0; column < model.columnCount(); ++column)
                static_cast<void>(model.index(row, column).data());
    }
    session::RecordModel places{*demo.document, core::Kind::PLACE};
    const QAbstractItemModelTester tester{&places, QAbstractItemModelTester::FailureReportingMode::Fatal};
    const QModelIndex name = places.index(0, 0);
    const QString before = name.data(Qt::EditRole).toString();
    REQUIRE(places.setData(name, QStringLiteral("Another name"), Qt::EditRole));
    CHECK(name.data().toString() == QStringLiteral("Another name"));
    demo.document->undoStack().undo();
    CHECK(name.data(Qt::EditRole).toString() == before);
    demo.document->edit({{{"kind", "place"}, {"id", "new"}, {"set", {{"name", "Fresh"}, {"lon", 4.0}, {"lat", 2.0}}}}}, QStringLiteral("Add"));
    demo.document->undoStack().undo();
}

TEST_CASE("a refused value stays in its cell with its sentence until it is set right")
{
    ModelDemo demo;
    session::RecordModel places{*demo.document, core::Kind::PLACE, {"name", "population_total"}};
    QSignalSpy refused{&places, &session::RecordModel::refused};
    const QModelIndex people = places.index(0, 1);
    const QString before = people.data(Qt::EditRole).toString();
    CHECK_FALSE(places.setData(people, QStringLiteral("many"), Qt::EditRole));
    CHECK(refused.size() == 1);
    CHECK(people.data().toString() == QStringLiteral("many"));
    CHECK_FALSE(people.data(session::RecordModel::ProblemRole).toString().isEmpty());
    CHECK(demo.document->undoStack().count() == 0);
    REQUIRE(places.setData(people, QStringLiteral("1200"), Qt::EditRole));
    CHECK(people.data(session::RecordModel::ProblemRole).toString().isEmpty());
    CHECK(people.data(Qt::EditRole).toString() == QStringLiteral("1200"));
    demo.document->undoStack().undo();
    CHECK(people.data(Qt::EditRole).toString() == before);
}

TEST_CASE("the table of incidents filters, sorts and edits, and keeps the rules of item models")
{
    ModelDemo demo;
    session::IncidentModel model{*demo.document};
    const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    const auto& columns = *demo.document->mission()->incidents;
    CHECK(model.rowCount() == static_cast<int>(columns.size()));

    // Newest first to begin with.
    for (std::size_t i = 1; i < model.rows().size(); ++i)
        REQUIRE(columns.time[model.rows()[i - 1]] >= columns.time[model.rows()[i]]);
    model.sort(session::IncidentModel::Killed, Qt::DescendingOrder);
    for (std::size_t i = 1; i < model.rows().size(); ++i)
        REQUIRE(columns.killed_best[model.rows()[i - 1]] >= columns.killed_best[model.rows()[i]]);

    session::IncidentFilter filter;
    filter.period = session::WorkContext::firstPeriod(*demo.document->mission());
    filter.categories = {core::IncidentCategory::ATTACK_ON_CIVILIANS};
    model.setFilter(filter);
    std::size_t expected = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        expected += columns.time[i] != core::IncidentColumns::kNoTime && filter.period->contains(core::Instant{std::chrono::seconds{columns.time[i]}})
                    && columns.category[i] == static_cast<std::uint8_t>(core::IncidentCategory::ATTACK_ON_CIVILIANS);
    CHECK(model.rows().size() == expected);
    REQUIRE(expected > 0);

    model.setFilter({});
    const std::int64_t id = model.idAt(0);
    REQUIRE(model.setData(model.index(0, session::IncidentModel::Place), QStringLiteral("Market of Luzi"), Qt::EditRole));
    CHECK(model.index(model.rowOf(id), session::IncidentModel::Place).data().toString() == QStringLiteral("Market of Luzi"));
    CHECK_FALSE(model.setData(model.index(0, session::IncidentModel::Killed), QStringLiteral("-3"), Qt::EditRole));
    demo.document->undoStack().undo();
    CHECK(model.index(model.rowOf(id), session::IncidentModel::Place).data().toString() != QStringLiteral("Market of Luzi"));
}

TEST_CASE("without a cut-off the window begins with the newest month of its list, or with all time when there is none")
{
    ModelDemo demo;
    core::Mission mission = *demo.document->mission();
    mission.details.as_of.reset();
    REQUIRE(session::WorkContext::firstPeriod(mission));
    CHECK(session::WorkContext::firstPeriod(mission) == session::WorkContext::months(mission).front());
    mission.set(std::vector<core::Assessment>{});
    CHECK(session::WorkContext::firstPeriod(mission) == session::WorkContext::months(mission).front());
    mission.incidents = std::make_shared<core::IncidentColumns>();
    CHECK_FALSE(session::WorkContext::firstPeriod(mission));
}

TEST_CASE("a timeline counts each selected incident of the period once")
{
    ModelDemo demo;
    const auto mission = demo.document->mission();
    const auto period = session::WorkContext::firstPeriod(*mission);
    REQUIRE(period);
    session::IncidentFilter filter;
    filter.period = period;
    const auto rows = session::select(*mission, filter, session::IncidentOrder::Time, false);
    for (const std::size_t bars : {5u, 31u, 400u}) {
        std::int64_t sum = 0;
        const auto line = session::timeline(*mission, rows, *period, bars);
        for (std::size_t i = 0; i < line.size(); ++i) {
            sum += line[i].incidents;
            if (i > 0)
                CHECK(line[i - 1].to == line[i].from);
        }
        CHECK(sum == static_cast<std::int64_t>(rows.size()));
        CHECK(line.front().from == period->from);
        CHECK(line.back().to == period->to);
    }
}

TEST_CASE("period and scope are called by what they are")
{
    ModelDemo demo;
    const auto mission = demo.document->mission();
    CHECK(session::WorkContext::called(session::WorkContext::firstPeriod(*mission), mission->timeZone()) == QStringLiteral("October 2026"));
    CHECK(session::WorkContext::called(std::optional<core::Period>{}, mission->timeZone()) == QStringLiteral("All time"));
    CHECK(session::WorkContext::called(std::optional<core::AreaId>{}, *mission) == QStringLiteral("All sectors"));
    CHECK(session::WorkContext::months(*mission).size() == 24);
}

TEST_CASE("what has neither reference nor name is called by its kind, place and day")
{
    ModelDemo demo;
    auto& document = *demo.document;
    const auto& places = document.mission()->all<core::Place>();
    const auto luzi = std::find_if(places.begin(), places.end(), [](const auto& place) { return place.name == "Luzi"; });
    REQUIRE(luzi != places.end());
    const auto at = *luzi->point();
    const auto add = [&](nlohmann::json set) {
        set["source_ids"] = {document.mission()->all<core::Source>().front().id};
        const auto added = document.edit({{{"kind", "incident"}, {"id", "new"}, {"set", std::move(set)}}}, QStringLiteral("Add")).ids.front();
        return session::nameOf(*document.mission(), {core::Kind::INCIDENT, added}).toStdString();
    };
    CHECK(add({{"category", "ABDUCTION"}, {"time_start", "2026-10-30T12:09:00Z"}, {"lon", at.lon()}, {"lat", at.lat()}}) == "Abduction, Luzi, 30 Oct 2026");
    CHECK(add({{"category", "ABDUCTION"}, {"lon", 0.0}, {"lat", -40.0}}) == "Abduction, away from named places, no date");
    CHECK(add({{"title", "nothing known"}}) == "Incident, no date");
    CHECK(session::nameOf(*document.mission(), {core::Kind::INCIDENT, 999'999}) == QStringLiteral("Incident (removed)"));
    for (const auto& alert : document.mission()->all<core::Alert>())
        CHECK_FALSE(session::nameOf(*document.mission(), {core::Kind::ALERT, alert.id}) == QStringLiteral("alert %1").arg(alert.id));
}
