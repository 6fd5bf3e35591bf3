// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where a road goes through the water a reader sees it, whatever the theme and without colour.
#include "painted.h"

#include <tutela/map/painter.h>
#include <tutela/map/reach_cover.h>
#include <tutela/map/symbols.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace tutela;
using map::LegendSymbol;
using test::overlap;
using test::whole;

namespace {

core::Road road(std::int64_t id, std::vector<core::Vertex> line, core::Flag ford)
{
    core::Road made;
    made.id = id;
    made.road_class = core::RoadClass::TRACK;
    made.geometry.type = core::Geometry::Type::LineString;
    made.geometry.parts = {{std::move(line)}};
    made.ford = ford;
    return made;
}

map::Scene sceneOf(std::vector<core::Road> roads, const char* layers = "roads")
{
    core::Mission mission;
    mission.set(std::move(roads));
    map::SceneOptions options;
    options.layers = map::LayerSet::of(layers);
    return map::sceneOf(mission, options);
}

map::PreparedMap preparedOf(const map::Scene& scene, map::Theme theme = map::Theme::Light, core::Box box = {3.9, 1.9, 4.1, 2.1})
{
    map::PaintOptions options;
    options.theme = theme;
    options.furniture = map::Furniture::none();
    return map::prepare(scene, map::View::fit(box, {400, 400}), options);
}

/// Pixels around a point that are, as grey, nearer to the ink of the mark than to its halo.
int inked(const QImage& image, QPoint middle, map::Theme theme)
{
    constexpr int kAround = 9;
    const int ink = qGray(map::colour(map::Token::Text, theme).rgb()), halo = qGray(map::colour(map::Token::Halo, theme).rgb());
    int found = 0;
    for (int y = -kAround; y <= kAround; ++y)
        for (int x = -kAround; x <= kAround; ++x) {
            const int grey = qGray(image.pixel(middle.x() + x, middle.y() + y));
            found += std::abs(grey - ink) < std::abs(grey - halo) ? 1 : 0;
        }
    return found;
}

const std::vector<core::Vertex> kAcross{{3.99, 2.0}, {4.01, 2.0}};

} // namespace

TEST_CASE("a ford has a mark in every theme, and a road that is none has not", "[map][ford]")
{
    for (const auto theme : {map::Theme::Light, map::Theme::Dark, map::Theme::Print}) {
        INFO(static_cast<int>(theme));
        const auto prepared = preparedOf(sceneOf({road(1, kAcross, true)}), theme);
        const QPointF middle = *prepared.view().toScreen(core::GeoPoint::of(4.0, 2.0));
        CHECK(inked(whole(prepared), middle.toPoint(), theme) > 20);
        REQUIRE(prepared.symbolBoxes().size() == 1); // which names keep off
        CHECK(prepared.symbolBoxes().front().contains(middle));
        for (const core::Flag none : {core::Flag{}, core::Flag{false}})
            CHECK(inked(whole(preparedOf(sceneOf({road(1, kAcross, none)}), theme)), middle.toPoint(), theme) == 0);
    }
}

TEST_CASE("the mark of a ford is two waves one above the other, so it needs no colour", "[map][ford]")
{
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    map::drawFord(painter, {20, 20}, 24, map::Theme::Light);
    painter.end();
    const QRgb ink = map::colour(map::Token::Text, map::Theme::Light).rgb();
    // Down through the crest of the waves ink is met twice, with the halo between.
    int strokes = 0;
    for (int y = 1; y < 40; ++y)
        strokes += image.pixel(11, y) == ink && image.pixel(11, y - 1) != ink ? 1 : 0;
    CHECK(strokes == 2);
}

TEST_CASE("the legend names fords while one is in view and roads are shown", "[map][ford][legend]")
{
    CHECK(preparedOf(sceneOf({road(1, kAcross, true)})).legend().has(LegendSymbol::Ford));
    CHECK_FALSE(preparedOf(sceneOf({road(1, kAcross, false)})).legend().has(LegendSymbol::Ford));
    CHECK_FALSE(preparedOf(sceneOf({road(1, kAcross, true)}, "water")).legend().has(LegendSymbol::Ford));
    CHECK_FALSE(preparedOf(sceneOf({road(1, kAcross, true)}), map::Theme::Light, {5.9, 1.9, 6.1, 2.1}).legend().has(LegendSymbol::Ford));
    for (const auto theme : {map::Theme::Light, map::Theme::Dark}) {
        QImage image(40, 40, QImage::Format_RGB32);
        image.fill(map::colour(map::Token::Surface, theme));
        QPainter painter(&image);
        map::drawLegendSymbol(painter, {20, 20}, {LegendSymbol::Ford, {}, {}, 0.0}, theme);
        painter.end();
        CHECK(inked(image, {20, 20}, theme) > 20);
    }
}

TEST_CASE("a ford that is closed shows both its cross and its mark", "[map][ford][reach]")
{
    auto scene = sceneOf({road(1, kAcross, true)});
    auto cover = std::make_shared<map::ReachCover>();
    cover->frame = {3.9, 2.1, 0.1, 0.1, "EPSG:4326"};
    cover->minutes = core::Grid<float>{2, 2, 600.0F};
    cover->closed_roads = {scene.mission.all<core::Road>().front().geometry};
    scene.reach = cover;
    const auto prepared = preparedOf(scene);
    CHECK(prepared.legend().has(LegendSymbol::RoadClosedToday));
    CHECK(prepared.legend().has(LegendSymbol::Ford));
    const auto boxes = prepared.symbolBoxes();
    REQUIRE(boxes.size() == 2);
    CHECK_FALSE(overlap(boxes[0], boxes[1]));
}

TEST_CASE("fords close together have one mark where their marks would lie on each other", "[map][ford]")
{
    std::vector<core::Road> roads;
    for (int i = 0; i < 60; ++i)
        roads.push_back(road(i + 1, {{3.99 + i * 0.0005, 2.0}, {3.9902 + i * 0.0005, 2.0}}, true));
    const auto boxes = preparedOf(sceneOf(std::move(roads))).symbolBoxes();
    CHECK(boxes.size() > 1);
    CHECK(boxes.size() < 10);
    for (std::size_t i = 1; i < boxes.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK_FALSE(overlap(boxes[i], boxes[j]));
}
