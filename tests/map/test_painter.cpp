// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Maps as a whole, from nothing to frames of every shape, and their symbols.
#include "painted.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/painter.h>
#include <tutela/map/symbols.h>

using namespace tutela;
using map::LegendSymbol;
using test::whole;

namespace {

/// Number of pixels that are not the colour of the corner.
int inked(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != image.pixel(0, 0) ? 1 : 0;
    return count;
}

QImage markOf(map::PrecisionMark mark)
{
    QImage image(32, 32, QImage::Format_RGB32);
    image.fill(map::colour(map::Token::Halo, map::Theme::Light));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    map::drawIncident(painter, {16, 16}, 20, mark, map::Theme::Light);
    return image;
}

} // namespace

TEST_CASE("An extent that is asked for is shown whole above the credits", "[map][painter]")
{
    const auto scene = test::syntheticScene();
    for (const core::Box& box : {core::Box{4.0, 1.8, 4.6, 2.2}, core::Box{4.3, 2.0, 4.3009, 2.0009}, core::Box{20, 20, 21, 21}}) {
        const auto view = map::fitExtent(scene, box, {900, 500});
        const auto prepared = map::prepare(scene, view);
        const QRectF credits = prepared.furnitureBoxes().front();
        INFO("box " << box.west << ' ' << box.south);
        for (const double lon : {box.west, box.east})
            for (const double lat : {box.south, box.north}) {
                const auto at = view.toScreen(core::GeoPoint::of(lon, lat));
                REQUIRE(view.frame().adjusted(-0.01, -0.01, 0.01, 0.01).contains(*at));
                REQUIRE(at->y() <= credits.top() + 0.5);
            }
        REQUIRE(view.toScreen(core::GeoPoint::of(box.east, box.south))->y() - view.toScreen(core::GeoPoint::of(box.west, box.north))->y() > 400);
    }
}

TEST_CASE("A mission with nothing in it, or one place, still gives a map", "[map][painter]")
{
    const auto nothing = map::sceneOf(core::Mission{}, {});
    const auto empty = map::prepare(nothing, map::fitScene(nothing, {640, 480}));
    REQUIRE(empty.labelBoxes().empty());
    REQUIRE(empty.legend().groups.empty());
    REQUIRE_FALSE(whole(empty).isNull());

    core::Mission mission;
    core::Place place;
    place.id = 1;
    place.name = "Luzi";
    place.lon = 5.1;
    place.lat = 1.94;
    mission.set(std::vector{place});
    const auto scene = map::sceneOf(mission, {});
    const auto prepared = map::prepare(scene, map::fitScene(scene, {640, 480}));
    REQUIRE(prepared.labelBoxes().size() == 1);
    REQUIRE(prepared.symbolBoxes().size() == 1);
    REQUIRE(prepared.legend().has(LegendSymbol::NotAssessed));
    REQUIRE(inked(whole(prepared)) > 50);
    const double metres = 480 * prepared.view().metresPerUnit();
    CHECK(metres > 15'000);
    CHECK(metres < 40'000);
}

TEST_CASE("Maps of tiny, narrow and antimeridian frames are made without harm", "[map][painter]")
{
    const auto scene = test::syntheticScene();
    for (const QSizeF size : {QSizeF{1, 1}, QSizeF{7, 300}, QSizeF{300, 9}, QSizeF{90, 70}})
        REQUIRE_FALSE(whole(map::prepare(scene, map::fitScene(scene, size))).isNull());
    const auto over = map::sceneOf(test::syntheticMission({1, 179.8, -17.0, 60, 400}), {});
    const auto prepared = map::prepare(over, map::fitScene(over, {900, 700}));
    REQUIRE(prepared.labelBoxes().size() > 20);
    REQUIRE(prepared.symbolBoxes().size() > 100);
}

TEST_CASE("Exact, near and area positions are drawn differently and a missing precision never as exact", "[map][symbols]")
{
    using core::PlacePrecision;
    using map::PrecisionMark;
    REQUIRE(map::precisionMark(PlacePrecision::EXACT) == PrecisionMark::Exact);
    REQUIRE(map::precisionMark(PlacePrecision::NEAR_5KM) == PrecisionMark::Near);
    REQUIRE(map::precisionMark(PlacePrecision::NEAR_25KM) == PrecisionMark::Near);
    for (const auto precision : {PlacePrecision::ADMIN3, PlacePrecision::ADMIN2, PlacePrecision::ADMIN1, PlacePrecision::COUNTRY, PlacePrecision::UNKNOWN})
        REQUIRE(map::precisionMark(precision) == PrecisionMark::Area);
    REQUIRE(map::precisionMark(std::nullopt) == PrecisionMark::Area);
    const QImage exact = markOf(PrecisionMark::Exact);
    const QImage near = markOf(PrecisionMark::Near);
    const QImage area = markOf(PrecisionMark::Area);
    REQUIRE(exact != near);
    REQUIRE(near != area);
    REQUIRE(exact != area);
}

TEST_CASE("Every band has its own shape, also without colour", "[map][symbols]")
{
    std::vector<QImage> shapes;
    for (const std::optional<core::Band> band : {std::optional<core::Band>{}, std::optional{core::Band::LOW}, std::optional{core::Band::MODERATE},
                                                 std::optional{core::Band::HIGH}, std::optional{core::Band::CRITICAL}}) {
        QImage image(40, 40, QImage::Format_Grayscale8);
        image.fill(255);
        QPainter painter(&image);
        painter.fillPath(map::bandShape({20, 20}, 30, band), Qt::black);
        painter.end();
        shapes.push_back(image);
    }
    for (std::size_t i = 1; i < shapes.size(); ++i) // not assessed and low are both round; "?" and dashes part them
        for (std::size_t j = i + 1; j < shapes.size(); ++j)
            REQUIRE(shapes[i] != shapes[j]);
}
