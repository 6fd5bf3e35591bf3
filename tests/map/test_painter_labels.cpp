// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Names on the map, and numbers of incidents: none lies on another or on a symbol.
#include "painted.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>

using namespace tutela;
using test::overlap;

TEST_CASE("Labels overlap neither each other nor a symbol nor the furniture nor the frame", "[map][labels]")
{
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        map::SceneOptions options;
        options.title = "A title over the map";
        const auto scene = test::syntheticScene({seed, 4.3, 2.0, 40 * seed, 60 * seed}, options);
        map::PaintOptions paint;
        paint.theme = seed % 2 == 0 ? map::Theme::Dark : map::Theme::Print;
        paint.style_scale = seed % 3 == 0 ? 0.75 : 1.0;
        auto view = map::fitScene(scene, {500.0 + 150.0 * static_cast<double>(seed), 380.0 + 70.0 * static_cast<double>(seed)}, paint);
        if (seed % 4 == 0)
            view.zoom(3, {300, 200});
        const auto prepared = map::prepare(scene, view, paint);
        const auto labels = prepared.labelBoxes();
        INFO("seed " << seed);
        REQUIRE(labels.size() > 10);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            REQUIRE(view.frame().contains(labels[i]));
            for (std::size_t j = i + 1; j < labels.size(); ++j)
                REQUIRE_FALSE(overlap(labels[i], labels[j]));
            for (const QRectF& symbol : prepared.symbolBoxes())
                REQUIRE_FALSE(overlap(labels[i], symbol));
            for (const QRectF& box : prepared.furnitureBoxes())
                REQUIRE_FALSE(overlap(labels[i], box));
        }
    }
}

TEST_CASE("At each zoom the names of places at risk are shown and nothing lies on a name", "[map][labels]")
{
    const auto scene = test::syntheticScene({5, 4.3, 2.0, 150, 3000});
    for (const double zoom : {1.0, 4.0, 16.0}) {
        auto view = map::fitScene(scene, {1366, 768});
        const auto middle = view.toScreen(core::GeoPoint::of(4.3, 2.0));
        view.zoom(zoom, *middle);
        const auto prepared = map::prepare(scene, view);
        const auto labels = prepared.labelBoxes();
        INFO("zoom " << zoom);
        REQUIRE_FALSE(labels.empty());
        std::vector<QRectF> others = prepared.symbolBoxes();
        for (const QRectF& box : prepared.furnitureBoxes())
            others.push_back(box);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            REQUIRE(view.frame().contains(labels[i]));
            REQUIRE(std::none_of(others.begin(), others.end(), [&](const QRectF& box) { return overlap(labels[i], box); }));
            for (std::size_t j = i + 1; j < labels.size(); ++j)
                REQUIRE_FALSE(overlap(labels[i], labels[j]));
        }
    }
}

TEST_CASE("No name goes where somebody else paints over the frame", "[map][labels]")
{
    const auto scene = test::syntheticScene({5, 4.3, 2.0, 150, 3000});
    const auto view = map::fitScene(scene, {1366, 768});
    const QRectF corner{700, 300, 400, 300};
    const auto inCorner = [&](const map::PaintOptions& options) {
        const auto labels = map::prepare(scene, view, options).labelBoxes();
        return std::count_if(labels.begin(), labels.end(), [&](const QRectF& box) { return box.intersects(corner); });
    };
    map::PaintOptions options;
    CHECK(inCorner(options) > 3);
    options.keep_free = {corner};
    CHECK(inCorner(options) == 0);
}

TEST_CASE("Numbers of incidents stand apart from each other and from the names", "[map][incidents]")
{
    const auto scene = test::syntheticScene({6, 4.3, 2.0, 120, 20'000});
    const auto prepared = map::prepare(scene, map::fitScene(scene, {1366, 768}));
    std::vector<QRectF> numbers; // the only symbols wider than the largest place
    for (const QRectF& box : prepared.symbolBoxes())
        if (box.width() > 23.0)
            numbers.push_back(box);
    REQUIRE(numbers.size() > 10);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        for (const QRectF& label : prepared.labelBoxes())
            REQUIRE_FALSE(overlap(numbers[i], label));
        for (std::size_t j = i + 1; j < numbers.size(); ++j)
            REQUIRE_FALSE(overlap(numbers[i], numbers[j]));
    }
}

TEST_CASE("Names of 10,000 characters, from right to left or of combining marks harm nothing", "[map][labels]")
{
    core::Mission mission;
    mission.details.name = std::string(10'000, 'M');
    std::vector<core::Place> places(4);
    const std::array<std::string, 4> names{std::string(10'000, 'a'), "\u0627\u0644\u0641\u0627\u0634\u0631", "e\u0301\u0323\u0302lo", "Luzi\n\x01\u202Egpj"};
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i].id = static_cast<std::int64_t>(i) + 1;
        places[i].name = names[i];
        places[i].lon = 4.0 + 0.1 * static_cast<double>(i);
        places[i].lat = 2.0;
        places[i].population_total = 30'000;
    }
    mission.set(places);
    map::SceneOptions options;
    options.title = mission.details.name;
    const auto scene = map::sceneOf(mission, options);
    const auto prepared = map::prepare(scene, map::fitScene(scene, {640, 480}));
    REQUIRE(prepared.labelBoxes().size() == 3); // the long one finds no room
    for (const QRectF& box : prepared.furnitureBoxes())
        REQUIRE(prepared.view().frame().contains(box));
}
