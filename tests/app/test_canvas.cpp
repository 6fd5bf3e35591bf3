// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include <tutela/core/coordinates.h>

#include <catch2/catch.hpp>

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace tutela;
using test::Window;

namespace {

app::MapCanvas* sharpMap(Window& person)
{
    person.openDemo();
    auto* map = person.window->canvas();
    REQUIRE(map != nullptr);
    REQUIRE(QTest::qWaitFor([&] { return map->hasView() && map->isSharp(); }, 20000));
    return map;
}

/// Where a place is on the screen.
QPoint screenOf(const app::MapCanvas& map, const core::Place& place) { return map.view().toScreen(*place.point())->toPoint(); }

} // namespace

TEST_CASE("a click on a place selects it everywhere, a click on nothing clears the selection")
{
    Window person;
    auto* map = sharpMap(person);
    const auto mission = person.window->document()->mission();
    for (const auto& place : mission->all<core::Place>()) {
        if (!place.point() || !map->rect().adjusted(20, 20, -20, -20).contains(screenOf(*map, place)))
            continue;
        QTest::mouseClick(map, Qt::LeftButton, {}, screenOf(*map, place));
        const auto selected = person.window->context().selection();
        REQUIRE(selected);
        const auto hit = map->hitAt(screenOf(*map, place));
        CHECK(selected == hit->record);
        break;
    }
    QTest::mouseClick(map, Qt::LeftButton, {}, QPoint{3, 3});
    CHECK_FALSE(person.window->context().selection());
}

TEST_CASE("the wheel zooms at the pointer: what lies under it stays under it")
{
    Window person;
    auto* map = sharpMap(person);
    const QPointF at{map->width() * 0.3, map->height() * 0.6};
    const auto before = map->view().toLonLat(at);
    QWheelEvent wheel{at, map->mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false};
    QApplication::sendEvent(map, &wheel);
    const auto after = map->view().toLonLat(at);
    REQUIRE((before && after));
    CHECK(after->lon() == Approx(before->lon()).margin(1e-9));
    CHECK(after->lat() == Approx(before->lat()).margin(1e-9));
}

TEST_CASE("no frame is blank while a person pans and zooms")
{
    Window person;
    auto* map = sharpMap(person);
    const auto outside = person.style.colour(map::Token::Outside);
    const QPoint middle = map->rect().center();
    for (int step = 0; step < 12; ++step) {
        if (step % 3 == 2)
            map->zoomBy(1.3);
        else
            map->panBy({9, -7});
        // Before any worker had a chance: what is painted is the last picture, moved.
        const QImage picture = map->picture();
        int land = 0;
        for (int dx = -20; dx <= 20; dx += 5)
            for (int dy = -20; dy <= 20; dy += 5)
                land += picture.pixelColor(middle + QPoint{dx, dy}) != outside;
        INFO(step);
        CHECK(land > 20);
    }
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp(); }, 20000));
}

TEST_CASE("the map is worked by keys, and tells the places in the order of risk")
{
    Window person;
    auto* map = sharpMap(person);
    map->setFocus();
    QSignalSpy said{map, &app::MapCanvas::announced};
    const double scale = map->view().scaleDenominator();
    QTest::keyClick(map, Qt::Key_Plus);
    CHECK(map->view().scaleDenominator() < scale);
    QTest::keyClick(map, Qt::Key_Left);
    QTest::keyClick(map, Qt::Key_Home);
    QTest::keyClick(map, Qt::Key_Tab);
    REQUIRE(said.size() == 1);
    CHECK(said.front().front().toString().contains(QStringLiteral("people")));
    const auto first = person.window->context().selection();
    QTest::keyClick(map, Qt::Key_Tab);
    CHECK(person.window->context().selection() != first);
    QTest::keyClick(map, Qt::Key_Escape);
    CHECK_FALSE(person.window->context().selection());
}

TEST_CASE("views can be gone back to and forth, and kept under a name")
{
    Window person;
    auto* map = sharpMap(person);
    const auto first = map->view();
    map->addBookmark(QStringLiteral("start"));
    map->zoomBy(2.0);
    map->goTo(core::GeoPoint::of(5.1, 1.94));
    const auto last = map->view();
    map->previousView();
    map->previousView();
    CHECK(map->view() == first);
    map->nextView();
    map->nextView();
    CHECK(map->view() == last);
    map->goToBookmark(QStringLiteral("start"));
    CHECK(map->view() == first);
}

TEST_CASE("the legend says exactly what the map shows")
{
    Window person;
    auto* map = sharpMap(person);
    CHECK(map->legend().has(map::LegendSymbol::Base));
    auto layers = map->layers();
    layers.set(map::MapLayer::BASES, false);
    map->setLayers(layers);
    REQUIRE(QTest::qWaitFor([&] { return map->isSharp() && !map->legend().has(map::LegendSymbol::Base); }, 20000));
}
