// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared_p.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/geodata/raster.h>
#include <tutela/map/export.h>
#include <tutela/map/painter.h>
#include <tutela/map/sheet.h>
#include <tutela/map/symbols.h>

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <limits>
#include <stop_token>
#include <thread>

using namespace tutela;
using map::LegendSymbol;

namespace {

QImage whole(const map::PreparedMap& prepared)
{
    QImage image((prepared.view().size() * prepared.view().ratio()).toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(prepared.view().ratio(), prepared.view().ratio());
    map::paintMap(painter, prepared);
    return image;
}

bool overlap(const QRectF& a, const QRectF& b)
{
    return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
}

std::pair<int, QPoint> largestDifference(const QImage& a, const QImage& b)
{
    int most = 0;
    QPoint where;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int off = std::max({std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
            if (off > most) {
                most = off;
                where = {x, y};
            }
        }
    return {most, where};
}

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

TEST_CASE("Tiles put together equal the whole", "[map][tiles]")
{
    const auto scene = test::syntheticScene({2, 4.3, 2.0, 80, 4000});
    auto view = map::fitScene(scene, {700, 500});
    for (const double ratio : {1.0, 2.0}) {
        view.setRatio(ratio);
        const auto prepared = map::prepare(scene, view);
        const QImage all = whole(prepared);
        QImage joined(all.size(), QImage::Format_RGB32);
        QPainter painter(&joined);
        for (int y = 0; y < all.height(); y += 256)
            for (int x = 0; x < all.width(); x += 256)
                painter.drawImage(x, y, map::paintTile(prepared, {x, y, std::min(256, all.width() - x), std::min(256, all.height() - y)}));
        painter.end();
        const auto [most, where] = largestDifference(all, joined);
        INFO("at " << where.x() << ' ' << where.y());
        REQUIRE(most <= 1); // the rasteriser rounds the share of a pixel where an outline enters the tile from outside
    }
}

TEST_CASE("Tiles painted by several threads at once equal those painted one after another", "[map][tiles]")
{
    const auto scene = test::syntheticScene({3, 4.3, 2.0, 60, 500});
    const auto prepared = map::prepare(scene, map::fitScene(scene, {600, 400}));
    const QImage alone = map::paintTile(prepared, {100, 100, 300, 200});
    std::vector<QImage> images(4);
    std::vector<std::jthread> threads;
    for (auto& image : images)
        threads.emplace_back([&image, &prepared] { image = map::paintTile(prepared, {100, 100, 300, 200}); });
    threads.clear();
    for (const auto& image : images)
        REQUIRE(image == alone);
}

TEST_CASE("A stop ends preparing and painting", "[map][tiles]")
{
    const auto scene = test::syntheticScene({1, 4.3, 2.0, 60, 20'000});
    const auto view = map::fitScene(scene, {600, 400});
    std::stop_source stop;
    const core::Progress progress{stop.get_token(), {}};
    const auto prepared = map::prepare(scene, view, {}, progress);
    stop.request_stop();
    REQUIRE_THROWS_AS(map::prepare(scene, view, {}, progress), core::Cancelled);
    REQUIRE_THROWS_AS(map::paintTile(prepared, {0, 0, 64, 64}, progress), core::Cancelled);
    REQUIRE(map::paintTile(prepared, {0, 0, 64, 64}).width() == 64); // the prepared map is still good
}

TEST_CASE("A stop is heard within 100 ms of work, wherever it comes", "[map][tiles]")
{
    const auto scene = test::syntheticScene({1, 4.3, 2.0, 400, 300'000});
    const auto view = map::fitScene(scene, {1600, 900});
    const auto cpuMs = [](clockid_t clock) {
        timespec used{};
        ::clock_gettime(clock, &used);
        return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
    };
    for (double after = 0.0; after < 400.0; after += 25.0) { // work done before the stop: other programs do not count
        std::stop_source stop;
        std::atomic<clockid_t> clock{0};
        std::atomic<bool> ended{false};
        double atEnd = 0.0;
        std::jthread worker{[&] {
            clockid_t own{};
            ::pthread_getcpuclockid(::pthread_self(), &own);
            clock = own;
            try {
                const core::Progress progress{stop.get_token(), {}};
                (void)map::mapPng(map::prepare(scene, view, {}, progress), progress);
            } catch (const core::Cancelled&) {
            }
            atEnd = cpuMs(own);
            ended = true;
        }};
        while (clock == 0)
            std::this_thread::yield();
        while (!ended && cpuMs(clock) < after)
            std::this_thread::sleep_for(std::chrono::milliseconds{1});
        const double atStop = ended ? 0.0 : cpuMs(clock);
        stop.request_stop();
        worker.join();
        INFO("stopped after " << after << " ms of work");
        if (atStop > 0.0)
            REQUIRE(atEnd - atStop < 100.0);
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
