// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/core/error.h>
#include <tutela/demo/demo.h>
#include <tutela/geodata/raster.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_extras.h>
#include <tutela/session/scenario_edit.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace tutela;
using session::ReachBoard;
using session::ReachChoice;

namespace {

const core::Instant kAsOf = core::instantOf("2026-11-01T00:00:00.000Z");

std::shared_ptr<const core::Mission> demoMission()
{
    static const auto mission = std::make_shared<const core::Mission>(demo::missionOf(demo::generate(2026)));
    return mission;
}

/// Coarse cells: quick, and nothing here asks for more. The layers of the demo are packed in a file that these tests do not have.
std::shared_ptr<const ReachBoard> boardOf(std::shared_ptr<const core::Mission> mission, const ReachChoice& choice = {}, std::shared_ptr<const ReachBoard> before = nullptr)
{
    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    return session::reachBoard(std::move(mission), request, choice, kAsOf, std::move(before));
}

} // namespace

TEST_CASE("places beyond reach are those at risk without a response in time, by risk and people")
{
    const auto board = boardOf(demoMission());
    const auto rows = session::placesBeyond(*board, 120.0, {});
    REQUIRE(rows.size() > 2);
    std::int64_t people = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].band >= core::Band::HIGH);
        CHECK((!rows[i].minutes || *rows[i].minutes > 120.0));
        people += rows[i].people.value_or(0);
        if (i > 0 && rows[i].band == rows[i - 1].band)
            CHECK(rows[i].people.value_or(0) <= rows[i - 1].people.value_or(0));
        if (i > 0)
            CHECK(rows[i].band <= rows[i - 1].band);
    }
    const QString sentence = session::gapSentence(*board, rows, 120.0, {});
    CHECK(sentence == QStringLiteral("%1 people in %2 places at High or Critical risk cannot be reached within 2 h.").arg(session::countText(people)).arg(rows.size()));
    CHECK(session::placesBeyond(*board, 100'000.0, {}).empty());
    CHECK(session::gapSentence(*board, {}, 100'000.0, {}).startsWith(QStringLiteral("Every place at High or Critical risk is reached")));
}

TEST_CASE("places without a number of people make the sentence say at least")
{
    core::Mission mission = *demoMission();
    const auto first = session::placesBeyond(*boardOf(demoMission()), 120.0, {}).front().place;
    auto places = mission.all<core::Place>();
    std::find_if(places.begin(), places.end(), [&](const core::Place& place) { return place.id == first.value; })->population_total.reset();
    mission.set(places);
    const auto board = boardOf(std::make_shared<const core::Mission>(mission));
    const auto rows = session::placesBeyond(*board, 120.0, {});
    CHECK(session::gapSentence(*board, rows, 120.0, {}).startsWith(QStringLiteral("At least ")));
}

TEST_CASE("places at risk without a position stand in the list and in the sentence, apart from those that nobody reaches")
{
    core::Mission mission = *demoMission();
    const auto before = session::placesBeyond(*boardOf(demoMission()), 120.0, {});
    const auto chosen = before.front();
    auto places = mission.all<core::Place>();
    auto& place = *std::find_if(places.begin(), places.end(), [&](const core::Place& each) { return each.id == chosen.place.value; });
    place.lon.reset();
    place.lat.reset();
    mission.set(places);
    const auto board = boardOf(std::make_shared<const core::Mission>(mission));
    auto rows = session::placesBeyond(*board, 120.0, {});
    REQUIRE(rows.size() == before.size());
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const session::ReachRow& each) { return each.place == chosen.place; });
    REQUIRE(row != rows.end());
    CHECK(row->without_position);
    CHECK(row->why == QStringLiteral("no position"));
    CHECK(row->people == chosen.people);
    CHECK_FALSE(row->minutes);
    const QString clause = QStringLiteral(", and %1 people in 1 place without a position.").arg(session::countText(chosen.people));
    const QString sentence = session::gapSentence(*board, rows, 120.0, {});
    CHECK(sentence.endsWith(clause));
    CHECK(sentence.contains(QStringLiteral("in %1 places at High").arg(before.size() - 1)));
    CHECK(session::gapSentence(*board, {*row}, 120.0, {}).startsWith(QStringLiteral("Every place at High or Critical risk that has a position is reached")));
    rows.front().sensitive = true;
    CHECK(session::withSensitivity(sentence, rows).endsWith(QStringLiteral(" depend on the speeds assumed") + clause));
    CHECK_FALSE(session::gapCells(*board, rows, 120.0).empty());
    // A sector cannot hold what has no position.
    for (const auto& area : mission.all<core::Area>())
        for (const auto& each : session::placesBeyond(*board, 120.0, core::AreaId{area.id}))
            CHECK_FALSE(each.without_position);
    session::markSensitive(rows, *board, *session::reachExtras(*board), 120.0);
}

TEST_CASE("a scope keeps the list to its area, and the parts of the mission add up to it")
{
    const auto board = boardOf(demoMission());
    std::set<std::int64_t> all, parts;
    for (const auto& row : session::placesBeyond(*board, 120.0, {}))
        all.insert(row.place.value);
    for (const auto& area : demoMission()->all<core::Area>())
        if (area.level == core::AreaLevel::SECTOR)
            for (const auto& row : session::placesBeyond(*board, 120.0, core::AreaId{area.id}))
                parts.insert(row.place.value);
    CHECK(parts == all);
}

TEST_CASE("the ground is made once as long as nothing of it changes")
{
    const auto board = boardOf(demoMission());
    ReachChoice night;
    night.night = true;
    CHECK(boardOf(demoMission(), night, board)->terrain.terrain == board->terrain.terrain);
    auto changed = std::make_shared<core::Mission>(*demoMission());
    changed->set(changed->all<core::Road>());
    CHECK(boardOf(changed, {}, board)->terrain.terrain != board->terrain.terrain);
}

TEST_CASE("the board counts people by the population layer of the mission, with a scenario and today")
{
    CHECK_FALSE(boardOf(demoMission())->population.raster); // the content of the demo has no layer before it is written
    CHECK_FALSE(boardOf(demoMission())->people_by_minute);
    CHECK(boardOf(demoMission())->population.notes.empty());

    // 1,000 people in each cell of 0.05 degrees over the areas, in a file beside the mission.
    auto mission = std::make_shared<core::Mission>(*demoMission());
    core::Box box;
    bool first = true;
    for (const auto& area : mission->all<core::Area>())
        if (!area.geometry.empty()) {
            first ? static_cast<void>(box = area.geometry.box()) : box.extend(area.geometry.box());
            first = false;
        }
    constexpr double kCell = 0.05;
    const auto count = [&](double size) { return static_cast<std::size_t>(size / kCell); };
    const core::Grid<float> people{count(box.north - box.south), count(box.east - box.west), 1000.0F};
    const test::TempFolder folder;
    test::writeFile(folder / "people.tif", geodata::geoTiffBytes(people, {box.west, box.north, kCell, kCell, "EPSG:4326"}));
    core::Layer layer;
    layer.id = 987654321;
    layer.name = "People 2021";
    layer.layer_kind = core::LayerKind::POPULATION;
    layer.path = "people.tif";
    layer.data_date = core::dayOf("2026-12-31"); // the newest
    auto layers = mission->all<core::Layer>();
    layers.push_back(layer);
    mission->set(layers);
    const session::ScenarioId scenario{1234567};
    core::Scenario night;
    night.id = scenario.value;
    night.name = "Night";
    night.changes = R"({"night":true})";
    auto scenarios = mission->all<core::Scenario>();
    scenarios.push_back(night);
    mission->set(scenarios);

    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    request.folder = folder.path();
    const auto board = session::reachBoard(mission, request, {}, kAsOf, nullptr);
    REQUIRE(board->population.raster);
    CHECK(board->population.raster->source == "People 2021");
    CHECK(board->population.raster->areas.size() > 1);
    const double all = 1000.0 * static_cast<double>(people.size());
    CHECK(board->people_by_minute->all() == Approx(all));
    CHECK(board->people_by_minute->within(120) > 0.0);
    CHECK(board->people_by_minute_today->within(120) == board->people_by_minute->within(120));
    ReachChoice choice;
    choice.scenario = scenario;
    const auto other = session::reachBoard(mission, request, choice, kAsOf, board);
    CHECK(other->population.raster == board->population.raster); // read once
    CHECK(other->people_by_minute_today->within(120) == board->people_by_minute->within(120));
    CHECK(other->people_by_minute->within(120) < board->people_by_minute->within(120));
    CHECK(other->people_by_minute->all() == Approx(all));
}

TEST_CASE("gaps are hatched around the places of the list, where nobody comes in time")
{
    const auto board = boardOf(demoMission());
    const auto rows = session::placesBeyond(*board, 120.0, {});
    const auto gap = session::gapCells(*board, rows, 120.0);
    REQUIRE(gap.size() == board->reach.minutes.size());
    std::size_t marked = 0;
    for (std::size_t i = 0; i < gap.size(); ++i)
        if (gap.cells()[i] != 0) {
            ++marked;
            REQUIRE_FALSE(board->reach.minutes.cells()[i] <= 120.0F);
        }
    CHECK(marked > 0);
    CHECK(marked <= rows.size() * 90); // circles of 10 km in cells of 2 km are some 79 cells
    CHECK(session::gapCells(*board, {}, 120.0).empty());
}

TEST_CASE("overdue visits come by how often their interval has passed, those never visited first")
{
    const auto rows = session::placesOverdue(*boardOf(demoMission()), {});
    REQUIRE(rows.size() > 1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].overdue);
        if (i > 0 && rows[i - 1].days_since_visit) {
            REQUIRE(rows[i].days_since_visit);
            CHECK(*rows[i].days_since_visit / *rows[i].interval <= *rows[i - 1].days_since_visit / *rows[i - 1].interval + 1e-9);
        }
    }
    CHECK(session::visitText({}) == QStringLiteral("never"));
    CHECK(session::visitText(1.4) == QStringLiteral("1 day ago"));
    CHECK(session::durationText(90.0) == QStringLiteral("1 h 30 min"));
    CHECK(session::durationText(45.2) == QStringLiteral("45 min"));
}

TEST_CASE("places that hang on no road, no way or no position are listed, assessed or not")
{
    core::Mission mission = *demoMission();
    auto places = mission.all<core::Place>();
    core::Place nowhere = places.front(), beyond = places.front();
    nowhere.id = 900'001;
    nowhere.name = "Nowhere";
    nowhere.lon.reset();
    nowhere.lat.reset();
    beyond.id = 900'002;
    beyond.name = "Beyond";
    beyond.lon = 20.0;
    beyond.lat = 20.0;
    places.push_back(nowhere);
    places.push_back(beyond);
    mission.set(places);
    const auto board = boardOf(std::make_shared<const core::Mission>(mission));
    const auto rows = session::placesNotConnected(*board, {});
    const auto row = [&](std::int64_t id) { return std::find_if(rows.begin(), rows.end(), [id](const auto& each) { return each.place.value == id; }); };
    REQUIRE(row(900'001) != rows.end());
    CHECK(row(900'001)->why == QStringLiteral("no position"));
    CHECK_FALSE(row(900'001)->assessed);
    REQUIRE(row(900'002) != rows.end());
    CHECK(row(900'002)->why == QStringLiteral("outside the area"));
    std::size_t expected = board->reach.without_position.size();
    for (const auto& place : board->reach.places) {
        const bool cutOff = !place.isReached() && place.why != analysis::NotReached::NoBase;
        expected += cutOff || place.isFarFromRoads() ? 1 : 0;
        if (place.isFarFromRoads()) {
            REQUIRE(row(place.place.value) != rows.end());
            CHECK(*row(place.place.value)->far_from_roads > 2.0);
        }
    }
    CHECK(rows.size() == expected);
    for (std::size_t i = 1; i < rows.size(); ++i)
        CHECK_FALSE((rows[i].assessed && !rows[i - 1].assessed)); // those not assessed come last
}

TEST_CASE("places not visited for more than so many days are those of the coverage, whatever their class")
{
    const auto board = boardOf(demoMission());
    for (const int days : {1, 10, 30, 365}) {
        const auto rows = session::placesOverdue(*board, {}, days);
        const auto expected = std::count_if(board->coverage.places.begin(), board->coverage.places.end(), [&](const analysis::PlaceCoverage& place) {
            return board->ratings.contains(place.place) && (!place.days_since_visit || *place.days_since_visit > days);
        });
        CHECK(static_cast<std::ptrdiff_t>(rows.size()) == expected);
        CHECK(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.days_since_visit.value_or(1e9) > b.days_since_visit.value_or(1e9); }));
    }
}

TEST_CASE("steps on a scenario are kept in the mission, one undo each, and say what they change")
{
    const test::TempFolder folder;
    const std::filesystem::path path = folder / "demo.gpkg";
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    auto document = session::Document::open(path, {});
    const auto& places = document->mission()->all<core::Place>();
    const auto at = *places.front().point();
    const auto scenario = session::addBase(*document, {}, at);
    CHECK(session::scenarioName(*document->mission(), scenario) == QStringLiteral("Scenario 1"));
    CHECK(session::addBase(*document, scenario, at) == scenario);
    const auto& road = document->mission()->all<core::Road>().front();
    const core::Vertex on = road.geometry.parts[0][0][0];
    const auto near = session::roadNear(*document->mission(), core::GeoPoint::of(on.x, on.y), 50.0);
    REQUIRE(near);
    CHECK_FALSE(session::roadNear(*document->mission(), core::GeoPoint::of(-170.0, 0.0), 50.0));
    session::closeRoad(*document, scenario, *near);
    const auto record = [&]() -> const core::Scenario& { return *document->mission()->find<core::Scenario>(scenario); };
    CHECK(session::scenarioParts(record()) == QStringList{QStringLiteral("+2 bases"), QStringLiteral("1 road closed")});
    session::closeRoad(*document, scenario, *near); // once more opens it
    CHECK(session::scenarioParts(record()) == QStringList{QStringLiteral("+2 bases")});
    CHECK(document->undoStack().count() == 4);
    // A road that the scenario opens is closed in one step: it cannot be both.
    document->edit({{{"kind", "scenario"}, {"id", scenario.value}, {"set", {{"changes", nlohmann::json{{"open_roads", {near->value}}}.dump()}}}}}, QStringLiteral("Open"));
    session::closeRoad(*document, scenario, *near);
    CHECK(nlohmann::json::parse(record().changes) == nlohmann::json{{"close_roads", {near->value}}});
    while (document->undoStack().canUndo())
        document->undoStack().undo();
    CHECK(document->mission()->all<core::Scenario>().empty());
}

TEST_CASE("a scenario keeps its changes and its figures while its copy is edited")
{
    /// What Patrols says of a scenario.
    struct Figures {
        std::string sentence, gain;
        std::vector<std::optional<double>> minutes; ///< to each place; empty = nobody comes
        bool operator==(const Figures&) const = default;
    };
    const test::TempFolder folder;
    const std::filesystem::path path = folder / "demo.gpkg";
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    auto document = session::Document::open(path, {});
    auto request = document->terrainRequest();
    request.cell_metres = 2000.0;
    std::shared_ptr<const ReachBoard> board;
    const auto show = [&](std::optional<session::ScenarioId> scenario) {
        ReachChoice choice;
        choice.scenario = scenario;
        board = session::reachBoard(document->mission(), request, choice, kAsOf, board);
    };
    const auto figures = [&] {
        const auto beyond = session::placesBeyond(*board, 120.0, {});
        Figures read{session::gapSentence(*board, beyond, 120.0, {}).toStdString(), session::scenarioSentence(*board, 120.0).toStdString(), {}};
        for (const auto& place : board->reach.places)
            read.minutes.push_back(place.isReached() ? std::optional{place.t_resp} : std::nullopt);
        return read;
    };
    const auto worst = [&] { return *document->mission()->find<core::Place>(session::placesBeyond(*board, 120.0, {}).front().place)->point(); };
    show({});
    const auto first = session::addBase(*document, {}, worst());
    show(first);
    const Figures before = figures();
    const core::Scenario stored = *document->mission()->find<core::Scenario>(first);

    const auto copy = session::duplicateScenario(*document, first);
    REQUIRE(copy != first);
    session::addBase(*document, copy, worst());
    session::closeBase(*document, copy, core::BaseId{document->mission()->all<core::Base>().front().id});
    ReachChoice wet;
    wet.season = core::Season::WET;
    CHECK(session::keepConditions(*document, copy, wet).isEmpty());
    show(copy);
    const Figures ofCopy = figures();
    CHECK(ofCopy.sentence != before.sentence);
    CHECK(ofCopy.gain != before.gain);
    CHECK((ofCopy.minutes != before.minutes));

    CHECK(*document->mission()->find<core::Scenario>(first) == stored);
    show(first);
    const Figures after = figures();
    CHECK(after.sentence == before.sentence);
    CHECK(after.gain == before.gain);
    CHECK((after.minutes == before.minutes));
}

TEST_CASE("the changes of a scenario are listed in words, and each is taken out as one step of undo")
{
    const test::TempFolder folder;
    const std::filesystem::path path = folder / "demo.gpkg";
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    auto document = session::Document::open(path, {});
    const auto& mission = *document->mission();
    const auto at = *mission.all<core::Place>().front().point();
    const auto& base = mission.all<core::Base>().front();
    const auto& road = mission.all<core::Road>().front();
    const auto scenario = session::addBase(*document, {}, at);
    session::closeRoad(*document, scenario, analysis::RoadId{road.id});
    auto changes = nlohmann::json::parse(document->mission()->find<core::Scenario>(scenario)->changes);
    changes["close_bases"] = {base.id};
    changes["night"] = true;
    changes["speeds"] = {{{"mode", "TRUCK"}, {"surface", "ROAD_PRIMARY"}, {"season", "WET"}, {"kmh", 12.5}}};
    document->edit({{{"kind", "scenario"}, {"id", scenario.value}, {"set", {{"changes", changes.dump()}}}}}, QStringLiteral("More"));
    const auto list = [&] { return session::scenarioChanges(*document->mission(), scenario); };
    auto all = list();
    REQUIRE(all.size() == 5);
    CHECK(all[0].words.startsWith(QStringLiteral("Base tried: New base 1, ")));
    CHECK(all[0].at->lon() == Approx(at.lon()).margin(1e-6));
    CHECK(all[1].words == QStringLiteral("Base closed: %1").arg(session::shown(base.name)));
    CHECK(all[1].at);
    CHECK(all[2].words.contains(QStringLiteral(" closed: ")));
    CHECK(all[2].at);
    CHECK(all[3].words.toStdString() == std::string{"Speed: Truck, primary road, wet season: 12.5 km/h"});
    CHECK_FALSE(all[3].at);
    CHECK(all[4].words == QStringLiteral("By night"));

    const int steps = document->undoStack().count();
    CHECK(session::removeChange(*document, scenario, all[4]).isEmpty());
    CHECK(session::removeChange(*document, scenario, all[0]).isEmpty());
    CHECK(list().size() == 3);
    CHECK_FALSE(session::removeChange(*document, scenario, all[4]).isEmpty()); // gone already
    CHECK(document->undoStack().count() == steps + 2);
    document->undoStack().undo();
    document->undoStack().undo();
    CHECK(list().size() == 5);
    for (auto each = list(); !each.empty(); each = list())
        REQUIRE(session::removeChange(*document, scenario, each.front()).isEmpty());
    CHECK(document->mission()->find<core::Scenario>(scenario) != nullptr); // it stays, and changes nothing
    CHECK(session::scenarioChanges(*document->mission(), {}).empty());
}

TEST_CASE("a scenario has a name of its own")
{
    const test::TempFolder folder;
    const std::filesystem::path path = folder / "demo.gpkg";
    test::copyDemo(path, [](const std::filesystem::path& to) { demo::write(to, 2026); });
    auto document = session::Document::open(path, {});
    const auto at = *document->mission()->all<core::Place>().front().point();
    const auto first = session::addBase(*document, {}, at), second = session::addBase(*document, {}, at);
    const auto name = [&](session::ScenarioId id) { return session::scenarioName(*document->mission(), id); };
    const int steps = document->undoStack().count();
    CHECK(session::renameScenario(*document, second, QStringLiteral("  ")) == QStringLiteral("A scenario needs a name."));
    CHECK(session::renameScenario(*document, second, QStringLiteral("SCENARIO  1")) // one to a reader
          == QStringLiteral("There is a scenario \u201CScenario 1\u201D already, and two of one name cannot be told apart: give another name."));
    CHECK(session::renameScenario(*document, second, QStringLiteral("today")) == QStringLiteral("\u201Ctoday\u201D is the mission as it stands: give the scenario another name."));
    CHECK(session::renameScenario(*document, second, QStringLiteral("Scenario 2")).isEmpty()); // its own: no step
    CHECK(document->undoStack().count() == steps);
    CHECK(session::renameScenario(*document, second, QStringLiteral(" Base  in Luzi ")).isEmpty());
    CHECK(name(second) == QStringLiteral("Base in Luzi"));
    CHECK(document->undoStack().count() == steps + 1);

    // A new one never takes a name that is there.
    CHECK(session::renameScenario(*document, second, QStringLiteral("Scenario 3")).isEmpty());
    const auto third = session::addBase(*document, {}, at);
    CHECK(name(third) == QStringLiteral("Scenario 4"));
    CHECK(name(first) == QStringLiteral("Scenario 1"));
}

TEST_CASE("the cells of the ground are of the size that is asked for, and their number is known before")
{
    const auto mission = demoMission();
    const auto size = session::groundSizeOf(*mission);
    REQUIRE(size);
    ReachChoice coarse;
    coarse.cell_metres = 4000.0;
    const auto board = boardOf(mission), other = boardOf(mission, coarse, board);
    CHECK(other->terrain.cell_metres == 4000.0); // not the ground of the board before
    CHECK(boardOf(mission, coarse, other)->terrain.terrain == other->terrain.terrain);
    const auto cells = [](const ReachBoard& of) { return static_cast<double>(of.terrain.terrain->rows() * of.terrain.terrain->cols()); };
    const auto isAsSaid = [&](const ReachBoard& of, double cell) { // whole cells, and one more on two sides at most
        return cells(of) >= size->cells(cell) && cells(of) <= (size->width_metres / cell + 2) * (size->height_metres / cell + 2);
    };
    CHECK(isAsSaid(*board, board->terrain.cell_metres));
    CHECK(isAsSaid(*other, 4000.0));
    CHECK_FALSE(session::groundSizeOf(core::Mission{}));
    // What is said not to fit is refused, and no more than that.
    const double finest = std::sqrt(size->width_metres * size->height_metres / session::GroundSize::kMostCells);
    CHECK(size->fits(finest * 1.001));
    CHECK_FALSE(size->fits(finest * 0.999));
    coarse.cell_metres = finest * 0.999;
    CHECK_THROWS_AS(boardOf(mission, coarse), core::Error);
}

TEST_CASE("the second line of Patrols gives each time once, also where an attack lasts as long as one of them")
{
    ReachBoard board;
    board.reach.people = {.in30 = 0, .in60 = 9400, .in120 = 20'000, .inAttack = 20'000, .all = 31'000};
    board.reach.attack_minutes = 120.0;
    const auto line = [&] { return session::reachLine(board).sentence.replace(QChar{0x202F}, QLatin1Char(' ')); };
    CHECK(line() == QStringLiteral("People of recorded places reached: 0 in 30 min, 9 400 in 1 h, 20 000 in 2 h (an attack), of 31 000. No place of class Must or Should is reached in time."));
    board.reach.attack_minutes = 75.0; // in the order of time
    board.reach.people.inAttack = 11'000;
    CHECK(line().contains(QStringLiteral(": 0 in 30 min, 9 400 in 1 h, 11 000 in 1 h 15 min (an attack), 20 000 in 2 h, of 31 000.")));
    board.reach.attack_minutes = 300.0;
    CHECK(line().contains(QStringLiteral(", 20 000 in 2 h, 11 000 in 5 h (an attack), of 31 000.")));
    board.reach.attack_minutes = 30.0;
    board.reach.people.in30 = board.reach.people.inAttack = 500;
    CHECK(line().contains(QStringLiteral(": 500 in 30 min (an attack), 9 400 in 1 h, 20 000 in 2 h, of 31 000.")));
}

TEST_CASE("what can be answered at once is told of the places that are reached in time")
{
    ReachBoard board;
    board.reach.attack_minutes = 120.0;
    analysis::PlaceReach place;
    place.priority = core::Range<core::PriorityClass>{core::PriorityClass::MUST, core::PriorityClass::MUST};
    place.why = analysis::NotReached::Reached;
    place.in_time = true;
    board.reach.places.assign(8, place);
    board.reach.answerable_at_once = 3;
    const auto some = session::reachLine(board);
    CHECK(some.at_once == QStringLiteral("3 of 8 places"));
    CHECK(some.sentence.endsWith(QStringLiteral(" Answerable at once: 3 of 8 places in time.")));
    board.reach.places.clear();
    const auto none = session::reachLine(board);
    CHECK(none.sentence.endsWith(QStringLiteral(" No place of class Must or Should is reached in time.")));
    CHECK(none.sentence.contains(none.at_once)); // it opens the formula all the same
    for (const auto& line : {some, none}) {
        constexpr qsizetype kOneLine = 160; // letters, beside the panel of a place in a window of 1366 pixels
        CHECK(line.sentence.size() <= kOneLine);
    }
}
