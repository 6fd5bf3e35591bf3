// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/map/view.h>

#include <cmath>
#include <optional>
#include <random>
#include <thread>

using namespace tutela;
using core::GeoPoint;
using map::View;

TEST_CASE("A known coordinate lands where gdaltransform puts it", "[map][view]")
{
    const View view = View::fit({3.0, 0.8, 5.6, 3.2}, {1000, 800});
    REQUIRE(view.crs() == "EPSG:32631");
    // gdaltransform -s_srs EPSG:4326 -t_srs EPSG:32631 of 5.10 1.94
    const QPointF expected = view.fromProjected({733596.918938831, 214574.082066215});
    const auto found = view.toScreen(GeoPoint::of(5.10, 1.94));
    REQUIRE(found);
    REQUIRE(found->x() == Approx(expected.x()).margin(0.001));
    REQUIRE(found->y() == Approx(expected.y()).margin(0.001));
    REQUIRE(view.crsName() == "WGS 84 / UTM zone 31N");
}

TEST_CASE("A thread that projected places can end", "[map][view]")
{
    // What a thread keeps of its projections must go before what PROJ keeps of the thread: a fault here is seen by a sanitizer.
    const View view = View::fit({3.0, 0.8, 5.6, 3.2}, {1000, 800});
    const auto expected = view.toScreen(GeoPoint::of(5.10, 1.94));
    for (int i = 0; i < 4; ++i) {
        std::optional<QPointF> found;
        std::thread{[&] { found = view.toScreen(GeoPoint::of(5.10, 1.94)); }}.join();
        REQUIRE(found == expected);
    }
}

TEST_CASE("A fitted box is wholly inside the frame and its margin", "[map][view]")
{
    std::mt19937_64 random{7};
    const auto unit = [&random] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    for (int i = 0; i < 60; ++i) {
        const double west = -170 + 330 * unit();
        const double south = -70 + 130 * unit();
        const core::Box box{west, south, west + 9 * unit() + 0.2, south + 9 * unit() + 0.2};
        const View view = View::fit(box, {300 + 900 * unit(), 200 + 700 * unit()}, 20);
        INFO("box " << box.west << ' ' << box.south << ' ' << box.east << ' ' << box.north);
        for (const double lon : {box.west, (box.west + box.east) / 2, box.east})
            for (const double lat : {box.south, (box.south + box.north) / 2, box.north}) {
                const auto at = view.toScreen(GeoPoint::of(lon, lat));
                REQUIRE(at);
                REQUIRE(view.frame().adjusted(19, 19, -19, -19).contains(*at));
                const auto back = view.toLonLat(*at);
                REQUIRE(back);
                REQUIRE(back->lon() == Approx(lon).margin(1e-6));
                REQUIRE(back->lat() == Approx(lat).margin(1e-6));
            }
    }
}

TEST_CASE("A box over the antimeridian stays in one piece", "[map][view]")
{
    for (const char* crs : {"", "EPSG:3857"}) {
        const View view = View::fit({176.0, -20.0, -178.0, -15.0}, {800, 600}, 0, crs);
        const auto west = view.toScreen(GeoPoint::of(177.0, -18.0));
        const auto east = view.toScreen(GeoPoint::of(-179.0, -18.0));
        REQUIRE(west);
        REQUIRE(east);
        REQUIRE(west->x() < east->x());
        REQUIRE(east->x() - west->x() > 300);
        REQUIRE(view.frame().contains(*west));
        REQUIRE(view.frame().contains(*east));
        const core::Box shown = view.lonLatBox();
        REQUIRE(shown.west > shown.east);
    }
}

TEST_CASE("A single point, the poles and the whole world can be shown", "[map][view]")
{
    const View point = View::fit({4.0, 2.0, 4.0, 2.0}, {400, 300});
    REQUIRE(point.metresPerUnit() * 300 == Approx(20'000).epsilon(0.1));
    REQUIRE(View::fit({0, 89.99, 0, 89.99}, {400, 300}).scaleDenominator() > 0);
    const View world = View::fit({-180, -90, 180, 90}, {800, 600});
    REQUIRE(world.crs() == "EPSG:3857");
    REQUIRE(world.frame().adjusted(-1, -1, 1, 1).contains(*world.toScreen(GeoPoint::of(-179.9, 80))));
    REQUIRE(world.lonLatBox().west == Approx(-180));
    REQUIRE_THROWS_AS(View::fit({0, 0, 1, 1}, {0, 300}), core::Error);
    REQUIRE_THROWS_AS(View::fit({0, 0, 1, 1}, {400, 300}, 0, "EPSG:999999"), core::Error);
}

TEST_CASE("Zooming keeps the ground under the pointer and dragging moves it", "[map][view]")
{
    View view = View::fit({3.0, 0.8, 5.6, 3.2}, {1000, 800});
    const QPointF pointer{310, 120};
    const auto before = view.toLonLat(pointer);
    const double scale = view.scaleDenominator();
    view.zoom(2.5, pointer);
    REQUIRE(view.scaleDenominator() == Approx(scale / 2.5).epsilon(0.01));
    REQUIRE(view.toLonLat(pointer)->lon() == Approx(before->lon()).margin(1e-9));
    view.pan({40, -25});
    REQUIRE(view.toLonLat(pointer + QPointF{40, -25})->lat() == Approx(before->lat()).margin(1e-9));
}

TEST_CASE("Metres of a screen unit are those of the ground, also where the projection stretches", "[map][view]")
{
    for (const double lat : {0.0, 45.0, 70.0}) {
        const View view = View::fit({9.0, lat, 11.0, lat + 1.0}, {900, 700}, 0, "EPSG:3857");
        const QPointF middle{450, 350};
        const double metres = core::metresBetween(*view.toLonLat(middle - QPointF{50, 0}), *view.toLonLat(middle + QPointF{50, 0}));
        REQUIRE(view.metresPerUnit() == Approx(metres / 100).epsilon(1e-3));
    }
    View paper = View::fit({3.0, 0.8, 5.6, 3.2}, {500, 400});
    const double onScreen = paper.scaleDenominator();
    paper.setUnitMm(25.4 / 72);
    REQUIRE(paper.scaleDenominator() == Approx(onScreen * 0.75));
}

TEST_CASE("A box at a pole is shown whole in a polar projection", "[map][view]")
{
    for (const core::Box& box : {core::Box{-10, 86, 40, 90}, core::Box{-180, 75, 180, 90}, core::Box{-180, -90, 180, -65}}) {
        const View view = View::fit(box, {700, 700}, 10);
        REQUIRE(view.crs() == (box.north > 0 ? "EPSG:3995" : "EPSG:3031"));
        REQUIRE(view.crsName().find("Polar Stereographic") != std::string::npos);
        INFO("box " << box.west << ' ' << box.south);
        for (const double lon : {box.west, (box.west + box.east) / 2, box.east})
            for (const double lat : {box.south, box.north}) {
                const auto at = view.toScreen(GeoPoint::of(lon, lat));
                REQUIRE(at);
                REQUIRE(view.frame().contains(*at));
            }
        const core::Box shown = view.lonLatBox();
        REQUIRE(shown.west == -180.0);
        REQUIRE(shown.east == 180.0);
        REQUIRE((box.north > 0 ? shown.north == 90.0 : shown.south == -90.0));
    }
}
