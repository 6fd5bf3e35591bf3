// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Title, marking, legend, scale bar, north arrow and credits: where they lie, and what the legend names.
#include "painted.h"
#include "prepared_p.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/painter.h>
#include <tutela/map/sheet.h>

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace tutela;
using map::LegendSymbol;
using test::overlap;

TEST_CASE("Furniture lies inside the frame and apart from each other", "[map][furniture]")
{
    map::SceneOptions options;
    options.title = "A title over the map";
    const auto scene = test::syntheticScene({}, options);
    for (const auto corner : {map::Corner::Automatic, map::Corner::BottomLeft, map::Corner::TopLeft, map::Corner::TopRight}) {
        map::PaintOptions paint;
        paint.legend_corner = corner;
        paint.furniture.inset = true;
        const auto prepared = map::prepare(scene, map::fitScene(scene, {1366, 768}, paint), paint);
        const auto boxes = prepared.furnitureBoxes();
        REQUIRE(boxes.size() >= 5);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            REQUIRE(prepared.view().frame().adjusted(-0.5, -0.5, 0.5, 0.5).contains(boxes[i]));
            for (std::size_t j = i + 1; j < boxes.size(); ++j)
                REQUIRE_FALSE(overlap(boxes[i], boxes[j]));
        }
    }
}

TEST_CASE("The numbers of the scale bar stand apart from each other and in its box, at any scale", "[map][furniture]")
{
    const auto scene = map::sceneOf(core::Mission{});
    for (const double scale : {0.75, 1.0, 1.6})
        for (const double width : {120.0, 400.0, 1366.0}) {
            map::PaintOptions options;
            options.style_scale = scale;
            options.furniture = map::Furniture::none();
            options.furniture.scale_bar = true;
            for (double n = 500.0; n < 1e9; n *= 1.37) {
                auto view = map::View::fit(n < 1e7 ? core::Box{3.8, 1.5, 4.8, 2.5} : core::Box{-180, -60, 180, 75}, {width, 400});
                view.setScaleDenominator(n);
                const auto prepared = map::prepare(scene, view, options);
                const auto& layout = prepared.impl().layout;
                INFO("1 : " << n << ", " << width << " wide, style " << scale << ", bar " << layout.barMetres << " m in " << layout.barUnits);
                REQUIRE_FALSE(layout.barLabels.empty());
                CHECK(layout.barLabels.back().text.endsWith(QLatin1Char('m')));
                // Round: 1, 2 or 5 of a power of ten, in what it measures and in what it says.
                const double leading = layout.barMetres / std::pow(10.0, std::floor(std::log10(layout.barMetres) + 1e-9));
                CHECK((leading == Approx(1.0) || leading == Approx(2.0) || leading == Approx(5.0)));
                QString said = layout.barLabels.back().text;
                const double unit = said.endsWith(QStringLiteral("km")) ? 1000.0 : 1.0;
                said.remove(QRegularExpression{QStringLiteral("[^0-9.]")});
                CHECK(said.toDouble() * unit == Approx(layout.barMetres));
                for (std::size_t i = 0; i < layout.barLabels.size(); ++i) {
                    CHECK(layout.scaleBar.adjusted(-0.5, 0, 0.5, 0).left() <= layout.barLabels[i].box.left());
                    CHECK(layout.barLabels[i].box.right() <= layout.scaleBar.right());
                    if (i > 0)
                        CHECK(layout.barLabels[i].box.left() - layout.barLabels[i - 1].box.right() >= 3.9 * scale);
                }
            }
        }
    const auto usual = map::prepare(scene, map::View::fit({3.8, 1.5, 4.8, 2.5}, {1366, 768}));
    CHECK(usual.impl().layout.barLabels.size() == 3);
}

TEST_CASE("No word of a marking is cut, however narrow the frame", "[map][furniture]")
{
    map::SceneOptions options;
    options.marking = core::Marking::STRICTLY_CONFIDENTIAL;
    const auto scene = test::syntheticScene({}, options);
    REQUIRE(scene.marking == "Strictly confidential \u00B7 demonstration data");
    for (const double width : {180.0, 260.0, 600.0, 1366.0}) {
        map::PaintOptions paint;
        paint.furniture = map::Furniture::none();
        paint.furniture.title = true;
        const auto prepared = map::prepare(scene, map::fitScene(scene, {width, 400}, paint), paint);
        const auto& layout = prepared.impl().layout;
        INFO(width);
        CHECK(prepared.view().frame().contains(layout.marking));
        CHECK(layout.markingLines.join(QLatin1Char(' ')) == QString::fromStdString(scene.marking).toUpper());
        CHECK((layout.markingLines.size() == 1) == (width > 500));
    }
}

TEST_CASE("A sheet has room for legend, marking and credits beside what a small view shows", "[map][furniture]")
{
    map::SceneOptions options;
    options.layers = map::LayerSet::all();
    const auto scene = test::syntheticScene({}, options);
    const core::GeoPoint middle = core::GeoPoint::of(4.3, 2.0);
    for (const QSizeF size : {QSizeF{200, 160}, QSizeF{820, 260}, QSizeF{300, 700}, QSizeF{1600, 900}}) {
        for (const double scale : {1.0, 2.0}) {
            map::PaintOptions paint;
            paint.style_scale = scale;
            auto view = map::View::fit({3.8, 1.5, 4.8, 2.5}, size);
            const auto sheet = map::sheetOf(scene, view, paint);
            const auto prepared = map::prepare(scene, sheet, paint);
            const auto boxes = prepared.furnitureBoxes();
            INFO(size.width() << " x " << size.height() << ", style " << scale);
            REQUIRE(boxes.size() == 5); // credits, scale bar, north arrow, legend, marking
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                CHECK(sheet.frame().adjusted(-0.5, -0.5, 0.5, 0.5).contains(boxes[i]));
                for (std::size_t j = i + 1; j < boxes.size(); ++j)
                    CHECK_FALSE(overlap(boxes[i], boxes[j]));
            }
            // What the view shows is on the sheet, above the credits.
            const double credits = std::max_element(boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.width() < b.width(); })->top();
            for (const QPointF corner : {view.frame().topLeft(), view.frame().topRight(), view.frame().bottomLeft(), view.frame().bottomRight()}) {
                const auto at = sheet.toScreen(view.toLonLat(corner).value());
                REQUIRE(at);
                CHECK(QRectF{0, 0, sheet.size().width(), credits}.adjusted(-1, -1, 1, 1).contains(*at));
            }
            CHECK(sheet.toScreen(middle));
        }
    }
}

TEST_CASE("The legend names exactly the layers that are on and have something to show", "[map][legend]")
{
    struct Case {
        map::MapLayer layer;
        LegendSymbol symbol;
    };
    for (const Case& one : {Case{map::MapLayer::RELIEF, LegendSymbol::Relief}, Case{map::MapLayer::INFLUENCE, LegendSymbol::Influence},
                            Case{map::MapLayer::WATER, LegendSymbol::Lake}, Case{map::MapLayer::ROADS, LegendSymbol::RoadMain},
                            Case{map::MapLayer::SECTORS, LegendSymbol::SectorLine}, Case{map::MapLayer::THREATS, LegendSymbol::ThreatArea},
                            Case{map::MapLayer::OUTLINE, LegendSymbol::Outline}, Case{map::MapLayer::PATROLS, LegendSymbol::Patrol},
                            Case{map::MapLayer::INCIDENTS, LegendSymbol::IncidentNear}, Case{map::MapLayer::PLACES, LegendSymbol::Band},
                            Case{map::MapLayer::BASES, LegendSymbol::StateBase}}) {
        map::SceneOptions options;
        options.layers = map::LayerSet::all();
        const auto legendWith = [&options] {
            const auto scene = test::syntheticScene({}, options);
            return map::prepare(scene, map::fitScene(scene, {1000, 700})).legend();
        };
        INFO(core::word(one.layer));
        REQUIRE(legendWith().has(one.symbol));
        options.layers.set(one.layer, false);
        REQUIRE_FALSE(legendWith().has(one.symbol));
    }
    // Zoomed to where there is nothing, nothing is named.
    map::SceneOptions options;
    const auto scene = test::syntheticScene({}, options);
    const auto elsewhere = map::View::fit({20, 20, 21, 21}, {800, 600});
    for (const auto& group : map::Legend{map::prepare(scene, elsewhere).legend()}.groups)
        FAIL(group.title.toStdString() << ": " << group.entries.front().text.toStdString());
}

TEST_CASE("Only bands that are in the frame stand in the legend", "[map][legend]")
{
    auto mission = test::syntheticMission({1, 4.3, 2.0, 3});
    const auto& places = mission.all<core::Place>();
    std::vector<core::Line> lines;
    for (std::size_t i = 0; i < 2; ++i) {
        core::Line line;
        line.id = 1 + static_cast<std::int64_t>(i);
        line.assessment_id = core::AssessmentId{7000};
        line.place_ids = {core::PlaceId{places[i].id}};
        line.band = i == 0 ? "CRITICAL" : "LOW";
        lines.push_back(line);
    }
    mission.set(lines);
    const auto scene = map::sceneOf(mission, {});
    std::vector<QString> words;
    const auto prepared = map::prepare(scene, map::fitScene(scene, {1000, 700}));
    for (const auto& group : prepared.legend().groups)
        if (group.title == QStringLiteral("Risk to civilians"))
            for (const auto& entry : group.entries)
                words.push_back(entry.text);
    REQUIRE(words == std::vector<QString>{QStringLiteral("Critical"), QStringLiteral("Low"), QStringLiteral("Not assessed")});
}
