// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/core/coordinates.h>
#include <tutela/core/score.h>
#include <tutela/demo/demo.h>
#include <tutela/session/data_health.h>
#include <tutela/session/record_edit.h>
#include <tutela/session/report_choice.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace tutela;

namespace {

struct HealthDemo {
    HealthDemo()
    {
        test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
        document = session::Document::open(folder / "demo.gpkg", {});
    }
    [[nodiscard]] const core::Mission& mission() const { return *document->mission(); }
    test::TempFolder folder;
    std::unique_ptr<session::Document> document;
};

const core::Field& field(core::Kind kind, const char* name) { return *core::findField(kind, name); }

} // namespace

TEST_CASE("a field is set from typed text, and a refused one is told and changes nothing")
{
    HealthDemo demo;
    const session::RecordRef place{core::Kind::PLACE, demo.mission().all<core::Place>().front().id};
    CHECK(session::setField(*demo.document, place, field(core::Kind::PLACE, "population_total"), QStringLiteral("1234")).isEmpty());
    CHECK(demo.mission().all<core::Place>().front().population_total == 1234);
    const std::string head = demo.mission().head;
    CHECK_FALSE(session::setField(*demo.document, place, field(core::Kind::PLACE, "population_total"), QStringLiteral("many")).isEmpty());
    CHECK_FALSE(session::setField(*demo.document, place, field(core::Kind::PLACE, "population_total"), QStringLiteral("-5")).isEmpty());
    CHECK(demo.mission().head == head);
    CHECK(session::setField(*demo.document, place, field(core::Kind::PLACE, "population_total"), QString{}).isEmpty());
    CHECK_FALSE(demo.mission().all<core::Place>().front().population_total.has_value());
    demo.document->undoStack().undo();
    CHECK(demo.mission().all<core::Place>().front().population_total == 1234);
    CHECK(session::setField(*demo.document, {core::Kind::MISSION, demo.mission().details.id}, field(core::Kind::MISSION, "acronym"), QStringLiteral("MIKA")).isEmpty());
    CHECK(demo.mission().details.acronym == "MIKA");
}

TEST_CASE("a position is read in every notation, and a bad one is refused")
{
    HealthDemo demo;
    const core::Place before = demo.mission().all<core::Place>().front();
    const session::RecordRef place{core::Kind::PLACE, before.id};
    const core::GeoPoint at = core::GeoPoint::of(5.1, 1.94);
    for (const auto form : {core::CoordinateForm::Decimal, core::CoordinateForm::DegreesMinutes, core::CoordinateForm::Utm, core::CoordinateForm::Mgrs}) {
        const QString text = QString::fromStdString(core::coordinateText(at, form));
        INFO(text.toStdString());
        CHECK(session::setPosition(*demo.document, place, text).isEmpty());
        CHECK(*demo.mission().all<core::Place>().front().lon == Approx(5.1).margin(0.0001));
        CHECK(*demo.mission().all<core::Place>().front().lat == Approx(1.94).margin(0.0001));
        demo.document->undoStack().undo();
        CHECK(demo.mission().all<core::Place>().front().lon == before.lon);
    }
    CHECK_FALSE(session::setPosition(*demo.document, place, QStringLiteral("31NZZ not a place")).isEmpty());
    CHECK(demo.mission().all<core::Place>().front().lon == before.lon);
}

TEST_CASE("a record is added and removed as one step each")
{
    HealthDemo demo;
    const auto count = demo.mission().all<core::Place>().size();
    const auto added = session::addRecord(*demo.document, core::Kind::PLACE, {{&field(core::Kind::PLACE, "name"), QStringLiteral("Newtown")}},
                                          QString::fromStdString(core::toMgrs(core::GeoPoint::of(5.1, 1.94))));
    REQUIRE(added.id);
    CHECK(demo.mission().find<core::Place>(core::PlaceId{*added.id})->name == "Newtown");
    const auto refused = session::addRecord(*demo.document, core::Kind::PLACE, {{&field(core::Kind::PLACE, "population_total"), QStringLiteral("x")}}, {});
    CHECK_FALSE(refused.id);
    CHECK_FALSE(refused.refusal.isEmpty());
    CHECK(session::removeRecords(*demo.document, core::Kind::PLACE, {*added.id}).isEmpty());
    CHECK(demo.mission().all<core::Place>().size() == count);
    demo.document->undoStack().undo();
    CHECK(demo.mission().all<core::Place>().size() == count + 1);
    demo.document->undoStack().undo();
    CHECK(demo.mission().all<core::Place>().size() == count);
}

TEST_CASE("forms hold every field that a person can set, once")
{
    for (const core::Kind kind : {core::Kind::PLACE, core::Kind::AREA, core::Kind::ACTOR, core::Kind::THREAT, core::Kind::BASE, core::Kind::UNIT, core::Kind::GROUP,
                                  core::Kind::MISSION}) {
        std::set<std::string_view> seen;
        for (const auto& section : session::formSections(kind))
            for (const auto* each : section.fields)
                CHECK(seen.insert(each->name).second);
        for (const auto& each : core::fieldsOf(kind)) {
            const bool kept = each.system || each.derived || each.name == "lon" || each.name == "lat" || each.name == "dataset" || each.name == "source_id"
                              || each.name == "speeds"; // has a table of its own
            INFO(core::kindName(kind) << "." << each.name);
            CHECK(seen.contains(each.name) != kept);
        }
    }
}

TEST_CASE("problems with the same sentence are one, with the records that have it")
{
    HealthDemo demo;
    const auto before = session::problemsOf(demo.mission());
    const auto& places = demo.mission().all<core::Place>();
    const auto first = places[0], second = places[1];
    demo.document->edit({{{"kind", "place"}, {"id", first.id}, {"set", {{"older_60plus", 900000}}}},
                         {{"kind", "place"}, {"id", second.id}, {"set", {{"older_60plus", 900000}}}}},
                        QStringLiteral("More old people than people"));
    const auto after = session::problemsOf(demo.mission());
    std::set<QString> known;
    for (const auto& problem : before)
        known.insert(problem.key());
    const auto found = std::find_if(after.begin(), after.end(), [&](const auto& problem) {
        return problem.kind == core::Kind::PLACE && problem.records.size() >= 2 && std::count(problem.records.begin(), problem.records.end(), first.id) == 1
               && std::count(problem.records.begin(), problem.records.end(), second.id) == 1;
    });
    REQUIRE(found != after.end());
    CHECK_FALSE(found->text.isEmpty());
    CHECK(found->key() == session::Problem{found->level, found->kind, found->field, found->text, {}}.key());
}

TEST_CASE("datasets add up to all records, and an import that is taken back says so")
{
    HealthDemo demo;
    const auto datasets = session::datasetsOf(demo.mission(), demo.document->history());
    std::int64_t incidents = 0;
    for (const auto& dataset : datasets)
        if (dataset.kind == core::Kind::INCIDENT) {
            incidents += dataset.records;
            CHECK(dataset.newest.has_value());
        }
    CHECK(incidents == static_cast<std::int64_t>(demo.mission().incidents->size()));
    const auto imports = session::importsOf(demo.document->history());
    REQUIRE_FALSE(imports.empty());
    CHECK_FALSE(imports.front().takenBack);
    CHECK_FALSE(imports.front().counts.isEmpty());
}

TEST_CASE("the table of parameters says what the method computes")
{
    HealthDemo demo;
    const auto find = [&](const QString& name) {
        for (const auto& parameter : session::parametersOf(demo.mission()))
            if (parameter.name == name)
                return parameter.value;
        return QString{};
    };
    CHECK(find(QStringLiteral("Risk band Critical")) == QStringLiteral("20 to 25"));
    CHECK(find(QStringLiteral("Risk band Low")) == QStringLiteral("1 to 4"));
    const auto setDuration = [&](const QString& minutes) {
        return session::setField(*demo.document, {core::Kind::MISSION, demo.mission().details.id}, field(core::Kind::MISSION, "attack_duration_minutes"), minutes).isEmpty();
    };
    CHECK(setDuration(QStringLiteral("120")));
    CHECK_FALSE(session::parametersOf(demo.mission()).front().changed);
    CHECK(session::parametersOf(demo.mission()).front().source == QStringLiteral("Confirmed for this mission")); // it does not contradict the state
    CHECK(setDuration(QStringLiteral("90")));
    CHECK(find(QStringLiteral("Attack duration D")) == QStringLiteral("90 minutes"));
    for (const auto& parameter : session::parametersOf(demo.mission())) {
        CHECK_FALSE(parameter.standard.isEmpty());
        if (parameter.name == QStringLiteral("Attack duration D")) {
            CHECK(parameter.changed);
            CHECK(parameter.standard == QStringLiteral("120 minutes"));
        } else if (parameter.source == QString::fromUtf8(core::kScoringMethod)) {
            CHECK_FALSE(parameter.changed);
        }
    }
}

TEST_CASE("incidents are looked through for problems, whole, as the file holds them")
{
    HealthDemo demo;
    const auto& columns = *demo.mission().incidents;
    const auto known = std::find_if(columns.killed_best.begin(), columns.killed_best.end(), [](std::int32_t count) { return count != core::IncidentColumns::kUnknown; });
    REQUIRE(known != columns.killed_best.end());
    const std::int64_t id = columns.id[static_cast<std::size_t>(known - columns.killed_best.begin())];
    demo.document->edit({{{"kind", "incident"}, {"id", id}, {"set", {{"killed_civilians", 9999}}}}}, QStringLiteral("Odd"));
    const auto of = [&](const std::vector<session::Problem>& problems) {
        return std::count_if(problems.begin(), problems.end(), [&](const auto& problem) {
            return problem.kind == core::Kind::INCIDENT && std::count(problem.records.begin(), problem.records.end(), id) == 1;
        });
    };
    CHECK(of(session::problemsOf(demo.mission())) == 0);
    CHECK(of(session::problemsOf(demo.mission(), {}, session::incidentsIn(demo.document->path()))) >= 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(session::problemsOf(demo.mission(), core::Progress{stop.get_token(), {}}, session::incidentsIn(demo.document->path())), core::Cancelled);
}

TEST_CASE("the age of data is told in days, then in months")
{
    const core::Instant now{std::chrono::seconds{1'800'000'000}};
    CHECK(session::ageText(now, now) == QStringLiteral("today"));
    CHECK(session::ageText(now - std::chrono::days{1}, now) == QStringLiteral("1 day old"));
    CHECK(session::ageText(now - std::chrono::days{12}, now) == QStringLiteral("12 days old"));
    CHECK(session::ageText(now - std::chrono::days{600}, now) == QStringLiteral("20 months old"));
    CHECK(session::ageText(std::nullopt, now) == QStringLiteral("age not known"));
}

TEST_CASE("a report is made of the version of the period, and its file is named by country, month and version")
{
    HealthDemo demo;
    const auto versions = session::reportVersions(demo.mission());
    REQUIRE(versions.size() > 1);
    for (std::size_t i = 1; i < versions.size(); ++i)
        CHECK(demo.mission().find<core::Assessment>(versions[i - 1])->as_of >= demo.mission().find<core::Assessment>(versions[i])->as_of);
    for (const auto id : versions) {
        const auto& assessment = *demo.mission().find<core::Assessment>(id);
        const core::Period period{*assessment.period_from, *assessment.period_to};
        const auto chosen = session::reportVersion(demo.mission(), period, std::nullopt);
        REQUIRE(chosen);
        CHECK(demo.mission().find<core::Assessment>(*chosen)->period_from == assessment.period_from);
    }
    CHECK(session::reportVersion(demo.mission(), std::nullopt, std::nullopt).has_value());
    const QString name = session::reportFileName(demo.mission(), versions.front(), QStringLiteral("partner"));
    CHECK(name.startsWith(QStringLiteral("Kavara_TA_2026-")));
    CHECK(name.endsWith(QStringLiteral("_partner.pdf")));
    core::Mission odd = demo.mission();
    odd.details.country = "../a/b:c";
    CHECK_FALSE(session::reportFileName(odd, versions.front()).contains(QLatin1Char('/')));
    CHECK_FALSE(session::reportVersion(core::Mission{}, std::nullopt, std::nullopt).has_value());
}

TEST_CASE("a patrol coverage review is named by its last day, and its checks say what is missing")
{
    const core::Period october{core::instantOf("2026-10-01T00:00:00Z"), core::instantOf("2026-11-01T00:00:00Z")};
    core::Mission mission;
    mission.details.country = "Kavara";
    CHECK(session::coverageFileName(mission, october) == QStringLiteral("Kavara_PC_2026-10-31.pdf"));
    CHECK(session::coverageFileName(mission, october, QStringLiteral("partner")) == QStringLiteral("Kavara_PC_2026-10-31_partner.pdf"));
    auto checks = session::coverageChecks(mission, october);
    REQUIRE(checks.size() == 3);
    CHECK(checks[0].text == QStringLiteral("No patrol of the period is recorded: visits are not known."));
    core::Patrol patrol;
    patrol.id = 1;
    patrol.status = core::PatrolStatus::COMPLETED;
    patrol.actual_start = core::instantOf("2026-10-05T06:00:00Z");
    mission.set(std::vector{patrol});
    checks = session::coverageChecks(mission, october);
    REQUIRE(checks.size() == 3);
    CHECK(checks[0].text == QStringLiteral("1 patrol of the period is done and has no report."));
}

TEST_CASE("checks of a report count the actions without a deadline or interval and lead to the first")
{
    HealthDemo demo;
    const auto draft = [&]() -> std::optional<core::AssessmentId> {
        for (const auto id : session::reportVersions(demo.mission()))
            if (!core::isFrozen(demo.mission(), id))
                return id;
        return std::nullopt;
    }();
    REQUIRE(draft);
    const auto count = [&] {
        for (const auto& check : session::reportChecks(demo.mission(), *draft))
            if (check.text.contains(QStringLiteral("neither deadline nor interval")))
                return check.text.section(QLatin1Char(' '), 0, 0).toInt();
        return 0;
    };
    const int before = count();
    std::optional<core::ActionId> action;
    for (const auto& line : demo.mission().all<core::Line>())
        if (line.assessment_id == *draft)
            for (const auto id : line.action_ids)
                if (demo.mission().find<core::Action>(id)->deadline && demo.mission().find<core::Action>(id)->status != core::ActionStatus::DONE)
                    action = id;
    REQUIRE(action);
    demo.document->edit({{{"kind", "action"}, {"id", action->value}, {"set", {{"deadline", nullptr}}}}}, QStringLiteral("No deadline"));
    CHECK(count() == before + 1);
    demo.document->edit({{{"kind", "action"}, {"id", action->value}, {"set", {{"interval_days", 14}}}}}, QStringLiteral("Every 14 days"));
    CHECK(count() == before);
    demo.document->edit({{{"kind", "action"}, {"id", action->value}, {"set", {{"interval_days", nullptr}}}}}, QStringLiteral("No interval"));
    const auto checks = session::reportChecks(demo.mission(), *draft);
    CHECK(std::any_of(checks.begin(), checks.end(), [](const auto& check) { return check.text.contains(QStringLiteral("DRAFT")); }));
    CHECK(std::is_sorted(checks.begin(), checks.end(), [](const auto& a, const auto& b) { return a.level > b.level; }));
}

TEST_CASE("a land cover tells the classes of its own codes in words, other layers tell none")
{
    HealthDemo demo;
    const auto add = [&](const char* name, const char* codes) {
        demo.document->edit({{{"kind", "layer"}, {"id", "new"}, {"set", {{"name", name}, {"layer_kind", "LANDCOVER"}, {"path", "cover.tif"}, {"layer_name", "no codes"}, {"cover_codes", codes}}}}},
                            QStringLiteral("Layer"));
    };
    add("own", "4=BUILT_UP, 1=OPEN");
    add("usual", "");
    const auto layers = session::layersOf(*demo.document);
    const auto codesOf = [&](const QString& name) {
        const auto at = std::find_if(layers.begin(), layers.end(), [&](const auto& layer) { return layer.name == name; });
        REQUIRE(at != layers.end());
        return at->codes;
    };
    CHECK(codesOf(QStringLiteral("own")) == QStringLiteral("1 = Open, 4 = Built-up"));
    CHECK(codesOf(QStringLiteral("usual")).isEmpty());
    CHECK_FALSE(session::setField(*demo.document, {core::Kind::LAYER, layers.back().id}, field(core::Kind::LAYER, "cover_codes"), QStringLiteral("4=WOODS")).isEmpty());
}

TEST_CASE("a scenario that names a base which was removed is among the problems of the data")
{
    HealthDemo demo;
    const auto base = session::addRecord(*demo.document, core::Kind::BASE, {{&field(core::Kind::BASE, "name"), QStringLiteral("Outpost")}},
                                         QString::fromStdString(core::toMgrs(core::GeoPoint::of(5.1, 1.94))));
    REQUIRE(base.id);
    const std::string changes = nlohmann::json{{"close_bases", nlohmann::json::array({*base.id})}}.dump();
    const auto scenario = demo.document->edit({{{"kind", "scenario"}, {"id", "new"}, {"set", {{"name", "Without it"}, {"changes", changes}}}}}, QStringLiteral("Scenario")).ids.front();
    const auto found = [&] {
        const auto problems = session::problemsOf(demo.mission());
        return std::count_if(problems.begin(), problems.end(), [&](const session::Problem& problem) {
            return problem.kind == core::Kind::SCENARIO && problem.field == "changes" && problem.records == std::vector{scenario}
                   && problem.text.contains(QStringLiteral("close_bases names the base %1, which is not in the mission").arg(*base.id));
        });
    };
    CHECK(found() == 0);
    CHECK(session::removeRecords(*demo.document, core::Kind::BASE, {*base.id}).isEmpty());
    CHECK(found() == 1);
    demo.document->undoStack().undo();
    CHECK(found() == 0);
}
