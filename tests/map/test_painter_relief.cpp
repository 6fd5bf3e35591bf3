// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The shade of hills under the map.
#include "painted.h"
#include "shaded_relief_p.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/geodata/raster.h>
#include <tutela/map/painter.h>

#include <algorithm>
#include <limits>

using namespace tutela;
using map::LegendSymbol;
using test::whole;

TEST_CASE("A damaged elevation layer is a sentence, not an end", "[map][relief]")
{
    auto mission = test::syntheticMission();
    core::Layer layer;
    layer.id = 900;
    layer.name = "Hills";
    layer.layer_kind = core::LayerKind::ELEVATION;
    layer.asset_name = "hills.tif";
    mission.set(std::vector{layer});
    map::SceneOptions options;
    options.asset = [](const std::string&) { return std::make_shared<const std::string>("II*\0 no raster", 14); };
    const auto scene = map::sceneOf(mission, options);
    const auto prepared = map::prepare(scene, map::fitScene(scene, {600, 400}));
    REQUIRE(prepared.problems().size() >= 1);
    REQUIRE(prepared.problems().front().find("relief") != std::string::npos);
    REQUIRE_FALSE(prepared.legend().has(LegendSymbol::Relief));
}

TEST_CASE("A gap in the elevation, and what lies outside of it, is flat land, not a black slope", "[map][relief]")
{
    core::Mission mission;
    core::Layer layer;
    layer.id = 900;
    layer.name = "Plain with a gap";
    layer.layer_kind = core::LayerKind::ELEVATION;
    layer.asset_name = "plain.tif";
    mission.set(std::vector{layer});
    core::Grid<float> heights{120, 120, 500.0F};
    for (std::size_t row = 40; row < 60; ++row)
        for (std::size_t col = 50; col < 80; ++col)
            heights.at(row, col) = std::numeric_limits<float>::quiet_NaN();
    const auto bytes = std::make_shared<const std::string>(geodata::geoTiffBytes(heights, {4.0, 3.0, 0.01, 0.01, "EPSG:4326"}));
    map::SceneOptions options;
    options.layers = map::LayerSet::of("relief");
    options.asset = [bytes](const std::string&) { return bytes; };
    const auto scene = map::sceneOf(mission, options);
    REQUIRE(scene.extent()->west == Approx(4.0).margin(0.01)); // a mission of nothing but relief is shown where that lies
    map::PaintOptions paint;
    paint.furniture = map::Furniture::none();
    const QImage image = whole(map::prepare(scene, map::View::fit({3.5, 1.5, 5.7, 3.5}, {300, 300}), paint));
    const QColor land = map::colour(map::Token::Land, map::Theme::Light);
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3)
            REQUIRE(image.pixelColor(x, y) == land);
}

TEST_CASE("A stretch of a slope facing the lamp is lighter than one turned away", "[map][relief]")
{
    const auto scene = test::syntheticScene();
    const auto prepared = map::prepare(scene, map::fitScene(scene, {600, 400}));
    REQUIRE(prepared.legend().has(LegendSymbol::Relief));
    const QImage image = whole(prepared);
    int lightest = 0;
    int darkest = 255;
    for (int y = 100; y < 250; ++y)
        for (int x = 100; x < 250; ++x) {
            lightest = std::max(lightest, qGray(image.pixel(x, y)));
            darkest = std::min(darkest, qGray(image.pixel(x, y)));
        }
    REQUIRE(lightest - darkest > 20);
}

TEST_CASE("The shades of a view are worked out once, and again for another view", "[map][relief]")
{
    map::ShadedRelief relief;
    int made = 0;
    const auto make = [&] { return core::Grid<float>{2, 2, static_cast<float>(++made)}; };
    const map::ShadedRelief::Wanted here{{4.0, 3.0, 0.1, 0.1, "EPSG:4326"}, 2, 2, geodata::Resampling::Bilinear};
    const auto first = relief.of(here, make);
    CHECK(relief.of(here, make) == first);
    CHECK(made == 1);
    auto beside = here;
    beside.frame.west = 4.1;
    CHECK(relief.of(beside, make)->at(0, 0) == 2.0F);
    auto coarser = beside;
    coarser.how = geodata::Resampling::Average;
    CHECK(relief.of(coarser, make)->at(0, 0) == 3.0F);
    CHECK(first->at(0, 0) == 1.0F); // who holds the old ones still has them
    CHECK_THROWS_AS(relief.of(here, []() -> core::Grid<float> { throw core::Cancelled{}; }), core::Cancelled);
    CHECK(relief.of(coarser, make)->at(0, 0) == 3.0F); // nothing was lost by work that was given up
}
