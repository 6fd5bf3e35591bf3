// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner.h"
#include "qt_warnings.h"

#include "patrols/place_reach_panel.h"
#include "patrols/reach_bar.h"
#include "patrols/reach_list.h"

#include <tutela/map/reach_cover.h>
#include <tutela/map/scene.h>
#include <tutela/session/display.h>
#include <tutela/session/scenario_edit.h>
#include <tutela/store/mission_file.h>

#include <tuple>

using namespace tutela;
using test::kWait;
using test::Planner;

TEST_CASE("Patrols opens with the question answered: sentence, list and map agree to the person")
{
    const test::QtWarnings warnings;
    Planner planner;
    REQUIRE(planner.table().rowCount() > 0);
    CHECK(planner.sentence().startsWith(session::countText(planner.peopleInList())));
    CHECK(planner.sentence().contains(QStringLiteral("within 2 h")));
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && planner.map->legend().has(map::LegendSymbol::Gap); }, kWait));
    CHECK(planner.map->legend().has(map::LegendSymbol::Reach));
    // Worst first: by risk, then people.
    CHECK(planner.table().item(0, 0)->text().contains(QStringLiteral("Critical")));
    const auto& board = *planner.workspace->board();
    qint64 people = 0;
    for (const auto& place : board.reach.places) {
        const auto rating = board.ratings.find(place.place);
        if (rating != board.ratings.end() && rating->second.band.highest >= core::Band::HIGH && !(place.isReached() && place.t_resp <= 120.0))
            people += place.people.value_or(0);
    }
    CHECK(people == planner.peopleInList());
    CHECK(warnings.count() == 0);
}

TEST_CASE("places that are not connected to the roads have a list of their own, and a dashed link on the map")
{
    Planner planner;
    planner.click("reachTabConnection");
    const auto rows = session::placesNotConnected(*planner.workspace->board(), {});
    CHECK(planner.table().rowCount() == static_cast<int>(rows.size()));
    for (int i = 0; i < planner.table().rowCount(); ++i)
        if (rows[static_cast<std::size_t>(i)].far_from_roads)
            CHECK(planner.table().item(i, 4)->text().contains(QStringLiteral("nearest road")));
    REQUIRE(planner.map->scene()->reach != nullptr);
    CHECK(planner.map->scene()->reach->road_links.size() == analysis::roadLinks(planner.workspace->board()->reach).size());
    planner.click("reachTabBeyond");
    CHECK(planner.table().rowCount() == static_cast<int>(session::placesBeyond(*planner.workspace->board(), 120.0, {}).size()));
}

TEST_CASE("another limit needs no new computation, another season does")
{
    Planner planner;
    const auto board = planner.workspace->board();
    const int before = planner.table().rowCount();
    planner.click("reachHours8");
    CHECK(planner.workspace->board() == board);
    CHECK(planner.table().rowCount() < before);
    CHECK((planner.sentence().contains(QStringLiteral("8 h"))));
    planner.click("reachHours1");
    CHECK(planner.table().rowCount() >= before);
    planner.choose("reachSeason", 2);
    CHECK(planner.find<QLabel>("reachState")->text().contains(QStringLiteral("Out of date")));
    planner.waitComputed();
    CHECK(planner.workspace->board() != board);
    CHECK(planner.workspace->board()->terrain.terrain == board->terrain.terrain); // the ground is the same
    for (std::size_t i = 0; i < board->reach.places.size(); ++i)
        if (board->reach.places[i].isReached() && planner.workspace->board()->reach.places[i].isReached())
            CHECK(planner.workspace->board()->reach.places[i].t_resp >= board->reach.places[i].t_resp);
}

TEST_CASE("a place that is chosen in the list shows every part of its response, and its way")
{
    Planner planner;
    auto& table = planner.table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 1)).center());
    CHECK(planner.find<QLabel>("placeReachName")->text() == table.item(0, 1)->text());
    CHECK(planner.find<QLabel>("placeReachVerdict")->text().contains(QStringLiteral("Too late by")));
    QStringList facts;
    for (const auto* label : planner.find<QWidget>("placeReach")->findChildren<QLabel*>())
        facts << label->text();
    for (const char* fact : {"Information", "Decision", "Mobilisation", "Travel", "Total response", "Vehicle or means", "Distance", "Interception ratio", "Last visit", "People"})
        CHECK(facts.contains(QLatin1String{fact}));
    // In view in a low window.
    CHECK(QTest::qWaitFor([&] { return planner.find<QPushButton>("reachOpenPlace")->y() < planner.find<QLabel>("placeReachVerdict")->y(); }));
    planner.click("reachTabOverdue");
    CHECK(table.rowCount() > 0);
}

TEST_CASE("a base that is tried and a road that is closed are a scenario, one step of undo each")
{
    Planner planner;
    const auto* document = planner.window->document();
    REQUIRE(planner.scenarios() == 0);
    const auto& worst = *planner.workspace->board()->mission->find<core::Place>(
        session::placesBeyond(*planner.workspace->board(), 120.0, {}).front().place);
    const core::GeoPoint at = *worst.point();
    planner.map->goTo(at, 200'000.0);
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp(); }, kWait));
    planner.map->setFocus();
    QTest::keyClick(planner.map, Qt::Key_B);
    planner.clickMap(at);
    REQUIRE(planner.scenarios() == 1);
    planner.waitComputed();
    CHECK(planner.find<QLabel>("reachScenarioSentence")->text().startsWith(QLatin1Char('+')));
    CHECK(planner.find<QComboBox>("reachScenario")->currentText() == QStringLiteral("Scenario 1"));
    CHECK_FALSE(planner.table().isColumnHidden(5));

    const auto& road = *std::find_if(document->mission()->all<core::Road>().begin(), document->mission()->all<core::Road>().end(),
                                     [](const core::Road& each) { return each.road_class == core::RoadClass::ROAD_PRIMARY; });
    const core::Vertex on = road.geometry.parts[0][0][road.geometry.parts[0][0].size() / 2];
    planner.map->goTo(core::GeoPoint::of(on.x, on.y), 200'000.0);
    REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp(); }, kWait));
    QTest::keyClick(planner.map, Qt::Key_X);
    planner.clickMap(core::GeoPoint::of(on.x, on.y));
    CHECK(session::scenarioParts(document->mission()->all<core::Scenario>().front()) == QStringList{QStringLiteral("+1 base"), QStringLiteral("1 road closed")});
    planner.waitComputed();

    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(planner.window, Qt::Key_Z, Qt::ControlModifier);
    CHECK(planner.scenarios() == 0);
    planner.waitComputed();
    CHECK(planner.find<QComboBox>("reachScenario")->currentText() == QStringLiteral("Today"));
    CHECK_FALSE(planner.find<QLabel>("reachScenarioSentence")->isVisible());
}

TEST_CASE("the map draws the way of the place that is chosen, and none for a place that nobody reaches or when none is chosen")
{
    Planner planner;
    const auto board = planner.workspace->board();
    CHECK(planner.map->way().empty());
    std::size_t drawn = 0, none = 0;
    for (const auto& place : board->reach.places) {
        planner.window->context().select(session::RecordRef{core::Kind::PLACE, place.place.value});
        INFO("place " << place.place.value);
        if (place.isReached()) {
            CHECK(planner.map->way().size() > 1);
            CHECK(planner.map->way() == place.way);
            // From the base to the place: the ends lie beside their records.
            const auto& record = *board->mission->find<core::Place>(place.place);
            CHECK(std::abs(planner.map->way().back().x - *record.lon) < 0.05);
            CHECK(std::abs(planner.map->way().back().y - *record.lat) < 0.05);
            ++drawn;
        } else {
            CHECK(planner.map->way().empty());
            ++none;
        }
    }
    CHECK(drawn > 10);
    INFO(none << " places without a way");
    planner.window->context().select(std::nullopt);
    CHECK(planner.map->way().empty());
}

TEST_CASE("the map has the first focus in Patrols: the keys that its buttons name act at once")
{
    Planner planner;
    CHECK(planner.map->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_B);
    CHECK(planner.map->tool() == app::MapCanvas::Tool::Pick);
}

TEST_CASE("after a place was chosen in the list B and X are the commands, not the first letter of another place")
{
    Planner planner;
    auto* list = planner.find<QTableWidget>("reachTable");
    for (const Qt::Key key : {Qt::Key_B, Qt::Key_X}) {
        list->setFocus();
        list->setCurrentCell(1, 0);
        QTest::keyClick(list, key);
        CHECK(list->currentRow() == 1);
        CHECK(planner.map->tool() == app::MapCanvas::Tool::Pick);
        QTest::keyClick(planner.map, Qt::Key_Escape);
        CHECK(planner.map->tool() == app::MapCanvas::Tool::Select);
    }
}

TEST_CASE("the legend of the map names the season that is shown, dry and then wet")
{
    Planner planner;
    const auto told = [&] {
        for (const QString& note : planner.map->legend().notes)
            if (note.startsWith(QStringLiteral("Response: ")))
                return note;
        return QString{};
    };
    for (const auto& [choice, season, other] : {std::tuple{1, "dry season", "wet season"}, {2, "wet season", "dry season"}}) {
        planner.choose("reachSeason", choice);
        planner.waitComputed();
        REQUIRE(QTest::qWaitFor([&] { return planner.map->isSharp() && told().contains(QLatin1String{season}); }, 30'000));
        CHECK_FALSE(told().contains(QLatin1String{other}));
        CHECK(planner.workspace->board()->reach.options.season == (choice == 1 ? core::Season::DRY : core::Season::WET));
    }
}
