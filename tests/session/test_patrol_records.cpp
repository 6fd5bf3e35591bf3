// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/core/coordinates.h>
#include <tutela/demo/demo.h>
#include <tutela/session/display.h>
#include <tutela/session/patrol_edit.h>
#include <tutela/session/patrol_list.h>
#include <tutela/session/structure_rows.h>
#include <tutela/session/work_context.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <QAbstractItemModelTester>

#include <set>

using namespace tutela;
using core::PatrolStatus;
using nlohmann::json;
using session::RecordRef;

namespace {

/// Two places 20 km apart, a base, a unit and one patrol to the first place.
struct Planned {
    Planned()
    {
        core::MissionDetails details;
        details.name = "Test";
        details.time_zone = "Africa/Lagos";
        store::Environment environment;
        environment.now = [this] { return now; };
        static_cast<void>(store::MissionFile::create(folder / "m.gpkg", details, store::Author::of("POC_ADVISER/AB"), environment));
        document = session::Document::open(folder / "m.gpkg", store::Author::of("POC_ADVISER/AB"), environment);
        const auto ids = document->edit({
            {{"kind", "place"}, {"id", "new:L"}, {"set", {{"name", "Luzi"}, {"lon", 3.0}, {"lat", 1.0}}}},
            {{"kind", "place"}, {"id", "new:O"}, {"set", {{"name", "Oru"}, {"lon", 3.2}, {"lat", 1.0}}}},
            {{"kind", "base"}, {"id", "new:B"}, {"set", {{"name", "Base"}, {"lon", 2.98}, {"lat", 1.0}}}},
            {{"kind", "unit"}, {"id", "new:U"}, {"set", {{"name", "A Company"}, {"base_id", "@B"}}}},
            {{"kind", "area"}, {"id", "new:E"}, {"set", {{"name", "East"}, {"code", "EAST"}, {"level", "SECTOR"}, {"geometry", json::parse(R"({"type":"MultiPolygon","coordinates":[[[[3.1,0],[4,0],[4,2],[3.1,2],[3.1,0]]]]})")}}}},
            {{"kind", "patrol"}, {"id", "new"}, {"set", {{"status", "PROPOSED"}, {"planned_start", "2026-10-10T08:00:00Z"}, {"planned_end", "2026-10-10T16:00:00Z"}, {"unit_ids", {"@U"}},
                {"base_id", "@B"}, {"commander_role", "platoon commander"}, {"stops", {{{"place_id", "@L"}, {"planned_dwell_minutes", 60}, {"met_women", 4}}}}}}},
        }, QStringLiteral("Set up")).ids;
        luzi = ids[0], oru = ids[1], east = ids[4], patrol = core::PatrolId{ids[5]};
    }
    const core::Patrol& record() const { return *document->mission()->find<core::Patrol>(patrol); }
    std::vector<session::PatrolRow> rows(std::optional<core::Period> period = {}, std::optional<core::AreaId> scope = {}) const
    {
        return session::patrolRows(*document->mission(), period, scope, now);
    }
    void set(const json& values) { document->edit({{{"kind", "patrol"}, {"id", patrol.value}, {"set", values}}}, QStringLiteral("Set")); }
    int steps() const { return document->undoStack().count(); }

    test::TempFolder folder;
    core::Instant now = core::instantOf("2026-11-01T00:00:00Z");
    std::unique_ptr<session::Document> document;
    std::int64_t luzi = 0, oru = 0, east = 0;
    core::PatrolId patrol;
};

const core::Field& stops() { return *core::findField(core::Kind::PATROL, "stops"); }

const session::MemberColumn& column(const std::vector<session::MemberColumn>& all, const char* name)
{
    return *std::find_if(all.begin(), all.end(), [name](const auto& each) { return each.name == name; });
}

} // namespace

TEST_CASE("the table of patrols knows period, scope, people met and reports that are late")
{
    Planned m;
    REQUIRE(m.rows().size() == 1);
    const auto row = m.rows().front();
    CHECK(row.unit == QStringLiteral("A Company"));
    CHECK(row.stops == 1);
    CHECK(row.met == 4);
    CHECK(row.report == core::ReportState::NONE);
    const auto day = [](const char* from, const char* to) { return core::Period{core::instantOf(from), core::instantOf(to)}; };
    CHECK(m.rows(day("2026-10-10T15:00:00Z", "2026-10-11T00:00:00Z")).size() == 1);
    CHECK(m.rows(day("2026-10-10T16:00:00Z", "2026-10-11T00:00:00Z")).empty()); // it had ended
    CHECK(m.rows({}, core::AreaId{m.east}).empty());
    m.set({{"stops", {{{"place_id", m.luzi}}, {{"place_id", m.oru}}}}});
    CHECK(m.rows({}, core::AreaId{m.east}).size() == 1);
    CHECK_FALSE(m.rows().front().met); // not known, which is not nobody
    m.set({{"status", "COMPLETED"}, {"actual_start", "2026-10-10T08:00:00Z"}, {"actual_end", "2026-10-10T18:00:00Z"}});
    CHECK(m.rows().front().report == core::ReportState::LATE);
    CHECK(session::patrolSentence(m.rows(), m.now, m.document->mission()->timeZone()) == QStringLiteral("1 patrol; 1 report is late as of 1 Nov 2026, 01:00 (Africa/Lagos)"));
    CHECK(session::reportText(core::ReportState::LATE, m.rows().front().report_due, *m.document->mission()) == QStringLiteral("late since 11 Oct 2026, 19:00")); // Lagos
}

TEST_CASE("a report is late as of the end of the period that is looked at, whatever the clock of the computer says")
{
    Planned m; // the clock stands at 1 November
    m.set({{"status", "COMPLETED"}, {"actual_start", "2026-10-10T08:00:00Z"}, {"actual_end", "2026-10-10T18:00:00Z"}}); // its report is due a day later
    session::PatrolModel model{*m.document};
    const auto zone = m.document->mission()->timeZone();
    const auto sentence = [&](const char* to) {
        model.setFilter(core::Period{core::instantOf("2026-10-01T00:00:00Z"), core::instantOf(to)}, {});
        return session::patrolSentence(model.rows(), model.asOf(), zone);
    };
    CHECK(sentence("2026-10-31T23:00:00Z") == QStringLiteral("1 patrol; 1 report is late as of 31 Oct 2026, end of day")); // midnight in Lagos
    CHECK(sentence("2026-10-10T23:00:00Z") == QStringLiteral("1 patrol"));
    CHECK(model.rows().front().report == core::ReportState::DUE);
}

TEST_CASE("the table of patrols keeps the rules of item models through edits, undo and redo")
{
    test::TempFolder folder;
    test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
    const auto document = session::Document::open(folder / "demo.gpkg", {});
    session::PatrolModel model{*document};
    const QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    REQUIRE(model.rowCount() > 100);
    for (int at = 0; at < session::PatrolModel::ColumnCount; ++at)
        CHECK_FALSE(model.headerData(at, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    const int all = model.rowCount();
    model.setFilter(session::WorkContext::firstPeriod(*document->mission()), {});
    CHECK(model.rowCount() < all);
    CHECK(model.rowCount() > 0);
    const int before = model.rowCount();
    const auto added = session::addPatrol(*document);
    REQUIRE(added.id);
    CHECK(model.rowCount() == before + 1); // without a date it stands in every period
    CHECK(model.rowOf(core::PatrolId{*added.id}) >= 0);
    document->undoStack().undo();
    CHECK(model.rowCount() == before);
    document->undoStack().redo();
    CHECK(model.rowCount() == before + 1);
}

TEST_CASE("a patrol moves by its states, each one step, and says what is missing")
{
    Planned m;
    CHECK_FALSE(session::moveTo(*m.document, m.patrol, PatrolStatus::DEPARTED).isEmpty());
    CHECK(session::moveTo(*m.document, m.patrol, PatrolStatus::APPROVED).isEmpty());
    m.set({{"commander_role", nullptr}});
    CHECK(session::moveTo(*m.document, m.patrol, PatrolStatus::TASKED) == QStringLiteral("A patrol that is tasked needs the role of its commander; give it."));
    m.set({{"commander_role", "platoon commander"}});
    const int steps = m.steps();
    CHECK(session::moveTo(*m.document, m.patrol, PatrolStatus::TASKED).isEmpty());
    CHECK(m.steps() == steps + 1);
    CHECK_FALSE(session::moveTo(*m.document, m.patrol, PatrolStatus::CANCELLED).isEmpty()); // without the reason
    CHECK(session::moveTo(*m.document, m.patrol, PatrolStatus::CANCELLED, core::CancelReason::CLEARANCE_DENIED).isEmpty());
    CHECK(m.record().status == PatrolStatus::CANCELLED);
    m.document->undoStack().undo();
    CHECK(m.record().status == PatrolStatus::TASKED);
    CHECK_FALSE(m.record().cancel_reason);
}

TEST_CASE("an empty new patrol cannot be approved, and says all that is missing")
{
    Planned m;
    const auto added = session::addPatrol(*m.document);
    REQUIRE(added.id);
    const core::PatrolId fresh{*added.id};
    const int steps = m.steps();
    CHECK(session::moveTo(*m.document, fresh, PatrolStatus::APPROVED)
          == QStringLiteral("The patrol cannot be approved yet: it has no route and no stop with a place or position, and no planned start and end; give what is missing, then approve it."));
    CHECK(m.steps() == steps);
    CHECK(m.document->mission()->find<core::Patrol>(fresh)->status == PatrolStatus::PROPOSED);
    m.document->edit({{{"kind", "patrol"}, {"id", fresh.value}, {"set", {{"stops", {{{"place_id", m.luzi}}}}}}}}, QStringLiteral("Add a stop"));
    CHECK(session::moveTo(*m.document, fresh, PatrolStatus::APPROVED).isEmpty());
}

TEST_CASE("a duplicate takes the plan and leaves what happened")
{
    Planned m;
    m.set({{"status", "COMPLETED"}, {"actual_start", "2026-10-10T08:00:00Z"}, {"actual_end", "2026-10-10T18:00:00Z"}, {"report", "Quiet."}, {"tasks", {"OBSERVE"}}});
    const auto added = session::duplicatePatrol(*m.document, m.patrol);
    REQUIRE(added.id);
    const auto& copy = *m.document->mission()->find<core::Patrol>(core::PatrolId{*added.id});
    CHECK(copy.status == PatrolStatus::PROPOSED);
    CHECK(copy.unit_ids == m.record().unit_ids);
    CHECK(copy.tasks == std::vector{core::PatrolTask::OBSERVE});
    REQUIRE(copy.stops.size() == 1);
    CHECK(copy.stops[0].planned_dwell_minutes == 60);
    CHECK_FALSE(copy.stops[0].met_women);
    CHECK_FALSE(copy.planned_start);
    CHECK_FALSE(copy.actual_start);
    CHECK(copy.report.empty());
    CHECK(copy.reference != m.record().reference);
}

TEST_CASE("stops are added, moved and removed, and their values typed as people write them")
{
    Planned m;
    const RecordRef record{core::Kind::PATROL, m.patrol.value};
    const auto columns = session::columnsOf(stops());
    const auto set = [&](std::size_t row, const char* name, const QString& text) { return session::setMember(*m.document, record, stops(), row, column(columns, name), text); };
    const int steps = m.steps();
    CHECK(session::addRow(*m.document, record, stops()).isEmpty());
    CHECK(set(1, "place_id", QStringLiteral("oru")).isEmpty());
    CHECK(set(1, "planned_arrival", QStringLiteral("2026-10-10 11:30")).isEmpty());
    CHECK(set(1, "dismounted", QStringLiteral("Yes")).isEmpty());
    CHECK(set(1, "task", QStringLiteral("Engage community")).isEmpty());
    CHECK(m.steps() == steps + 5);
    CHECK(m.record().stops[1].place_id == core::PlaceId{m.oru});
    CHECK(m.record().stops[1].planned_arrival == core::instantOf("2026-10-10T10:30:00Z")); // Lagos is an hour ahead
    CHECK(m.record().stops[1].dismounted == true);
    CHECK(m.record().stops[1].task == core::PatrolTask::ENGAGE_COMMUNITY);
    const auto values = *session::valuesNow(*m.document, record);
    CHECK(session::memberText(*m.document->mission(), column(columns, "planned_arrival"), session::rowsOf(values, stops())[1]) == QStringLiteral("2026-10-10 11:30"));
    CHECK(session::memberText(*m.document->mission(), column(columns, "place_id"), session::rowsOf(values, stops())[1]) == QStringLiteral("Oru"));

    CHECK_FALSE(set(1, "place_id", QStringLiteral("Nowhere")).isEmpty());
    CHECK_FALSE(set(1, "actual_dwell_minutes", QStringLiteral("-5")).isEmpty());
    CHECK_FALSE(set(1, "actual_arrival", QStringLiteral("soon")).isEmpty());
    CHECK(m.steps() == steps + 5);
    CHECK(session::moveRow(*m.document, record, stops(), 1, -1).isEmpty());
    CHECK(m.record().stops[0].place_id == core::PlaceId{m.oru});
    CHECK(session::moveRow(*m.document, record, stops(), 0, -1).isEmpty()); // nothing above
    CHECK(m.steps() == steps + 6);
    CHECK(session::removeRow(*m.document, record, stops(), 0).isEmpty());
    CHECK(m.record().stops.size() == 1);
    CHECK(set(0, "lon", QString::fromStdString(core::toDecimalDegrees(core::GeoPoint::of(3.05, 1.25)))).isEmpty());
    CHECK(m.record().stops[0].lat == Approx(1.25));
    CHECK(m.record().stops[0].lon == Approx(3.05));
    for (int i = 0; i < 8; ++i)
        m.document->undoStack().undo();
    CHECK(m.record().stops.size() == 1);
    CHECK(m.record().stops[0].place_id == core::PlaceId{m.luzi});
}

TEST_CASE("the record says which stops count as visits, and why others do not")
{
    Planned m;
    const auto sentence = [&] { return session::visitSentence(*m.document->mission(), m.patrol); };
    CHECK(sentence().isEmpty()); // nothing was reached
    json stop{{"place_id", m.luzi}, {"actual_arrival", "2026-10-10T09:00:00Z"}, {"actual_dwell_minutes", 45}};
    m.set({{"stops", json::array({stop})}});
    CHECK(sentence() == QStringLiteral("No stop counts as a visit: at stop 1 nobody was met, and it was not on foot."));
    stop["met_women"] = 2;
    m.set({{"stops", json::array({stop})}});
    CHECK(sentence() == QStringLiteral("1 stop counts as a visit."));
    stop["actual_dwell_minutes"] = 29;
    m.set({{"stops", json::array({stop})}});
    CHECK(sentence().endsWith(QStringLiteral("No stop counts as a visit: stop 1 was shorter than 30 minutes.")));
    json longer = stop;
    longer["actual_dwell_minutes"] = 45;
    m.set({{"stops", json::array({stop, longer})}});
    CHECK(sentence() == QStringLiteral("1 stop counts as a visit. Not a visit: stop 1 was shorter than 30 minutes."));
}

TEST_CASE("a report is filed with its time, and an obstruction becomes an incident of the patrol")
{
    Planned m;
    m.set({{"status", "COMPLETED"}, {"actual_start", "2026-10-10T08:00:00Z"}, {"actual_end", "2026-10-10T18:00:00Z"}});
    CHECK(session::fileReport(*m.document, m.patrol).isEmpty());
    CHECK(m.record().status == PatrolStatus::REPORTED);
    CHECK(m.record().report_time == m.now);
    CHECK_FALSE(session::offersObstruction(*m.document->mission(), m.record()));
    m.set({{"obstruction", "A barrier of the militia before Luzi."}});
    REQUIRE(session::offersObstruction(*m.document->mission(), m.record()));
    const int steps = m.steps();
    const auto added = session::addObstruction(*m.document, m.patrol);
    INFO(added.refusal.toStdString());
    REQUIRE(added.id);
    CHECK(m.steps() == steps + 1);
    CHECK_FALSE(session::offersObstruction(*m.document->mission(), m.record()));
    const auto incident = core::recordOf<core::Incident>(*m.document->read(core::Kind::INCIDENT, *added.id));
    CHECK(incident.category == core::IncidentCategory::OBSTRUCTION_OF_MISSION);
    CHECK(incident.place_id == core::PlaceId{m.luzi}); // its only stop
    CHECK(incident.time_start == core::instantOf("2026-10-09T23:00:00Z")); // 10 October in Lagos
    CHECK(incident.time_precision == core::TimePrecision::DAY);
    CHECK(incident.description == "A barrier of the militia before Luzi.");
    CHECK(m.record().incident_ids == std::vector{core::IncidentId{*added.id}});
    m.document->undoStack().undo();
    CHECK(m.record().incident_ids.empty());
}

TEST_CASE("a track is given to a patrol and taken from it, one step each")
{
    Planned m;
    const json line = json::parse(R"({"type":"LineString","coordinates":[[2.98,1.0],[3.0,1.0]]})");
    const core::PatrolId track{m.document->edit({{{"kind", "patrol"}, {"id", "new"}, {"set", {{"geometry", line}, {"reference", nullptr}}}}}, QStringLiteral("Track")).ids.front()};
    const auto& stored = *m.document->mission()->find<core::Patrol>(track);
    INFO(stored.reference);
    CHECK(session::setPatrolOfTrack(*m.document, track, m.patrol).isEmpty());
    CHECK(session::tracksOf(*m.document->mission(), m.patrol).size() == 1);
    CHECK(m.rows().size() == 1); // a track of a patrol is no row of its own
    CHECK_FALSE(session::setPatrolOfTrack(*m.document, m.patrol, track).isEmpty()); // a patrol is no track of a track
    CHECK(session::setPatrolOfTrack(*m.document, track, std::nullopt).isEmpty());
    CHECK(session::tracksOf(*m.document->mission(), m.patrol).empty());
    CHECK(m.rows().size() == 2);
}

TEST_CASE("the form of a patrol holds every field that a person sets there, once")
{
    std::set<std::string_view> seen;
    for (const auto& section : session::formSections(core::Kind::PATROL)) {
        for (const auto* each : section.fields) {
            REQUIRE(each != nullptr);
            CHECK(seen.insert(each->name).second);
        }
        if (section.rows != nullptr)
            CHECK(seen.insert(section.rows->name).second);
    }
    // Moved by commands, kept with the track, or said of a track alone.
    const std::set<std::string_view> elsewhere{"status", "cancel_reason", "track_times", "patrol_id", "patrol_reason", "dataset", "source_id"};
    for (const auto& each : core::fieldsOf(core::Kind::PATROL)) {
        INFO(each.name);
        CHECK(seen.contains(each.name) == !(each.system || each.derived || elsewhere.contains(each.name)));
    }
}

TEST_CASE("a route is told by its points and its length")
{
    core::Geometry route;
    route.type = core::Geometry::Type::LineString;
    route.parts = {{{{5.0, 1.0}, {5.0, 1.1}, {5.0, 1.2}}}};
    const auto& field = *core::findField(core::Kind::PATROL, "route_planned");
    CHECK(session::displayText(field, core::Value{route}, core::Mission{}) == QStringLiteral("line of 3 points, 22.1 km"));
    CHECK(session::displayText(field, core::Value{core::Geometry{}}, core::Mission{}).isEmpty());
}
