// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "layer_shapes_p.h"
#include "shape_raster_p.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/painter.h>

#include <QPainter>
#include <QPainterPath>

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <numbers>
#include <random>
#include <stop_token>
#include <thread>

using namespace tutela;
using map::LegendSymbol;

namespace {

/// A layer of GeoJSON features, packed or in a file.
struct Shapes {
    std::string features;
    void add(const std::string& type, const std::string& coordinates)
    {
        features += fmt::format(R"({}{{"type":"Feature","properties":{{}},"geometry":{{"type":"{}","coordinates":{}}}}})", features.empty() ? "" : ",", type, coordinates);
    }
    [[nodiscard]] std::string json() const { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }
};

std::string square(double west, double south, double side, bool clockwise = false)
{
    const double east = west + side;
    const double north = south + side;
    return clockwise ? fmt::format("[[{0},{1}],[{0},{3}],[{2},{3}],[{2},{1}],[{0},{1}]]", west, south, east, north)
                     : fmt::format("[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]", west, south, east, north);
}

core::Mission missionWith(core::Layer layer)
{
    layer.id = 1;
    layer.name = "Wards";
    layer.layer_kind = core::LayerKind::VECTOR;
    core::Mission mission;
    mission.set(std::vector{layer});
    return mission;
}

map::Scene sceneOf(const Shapes& shapes)
{
    core::Layer layer;
    layer.asset_name = "wards.geojson";
    map::SceneOptions options;
    options.layers = map::LayerSet::of("vectors");
    options.asset = [json = shapes.json()](const std::string&) { return std::make_shared<const std::string>(json); }; // anew each time, as a mission file gives them
    return map::sceneOf(missionWith(layer), options);
}

map::PaintOptions plain()
{
    map::PaintOptions paint;
    paint.furniture = map::Furniture::none();
    return paint;
}

QImage picture(const map::Scene& scene, const map::View& view)
{
    const auto prepared = map::prepare(scene, view, plain());
    REQUIRE(prepared.problems().empty());
    return map::paintTile(prepared, {QPoint{0, 0}, (view.size() * view.ratio()).toSize()});
}

/// Many wards with ragged borders, holes in some, roads and wells.
Shapes wards()
{
    Shapes shapes;
    std::mt19937 draw{11};
    std::uniform_real_distribution<double> reach{0.3, 0.62};
    for (int n = 0; n < 400; ++n) {
        const double lon = 4.0 + 0.01 * (n % 20);
        const double lat = 2.0 + 0.01 * (n / 20);
        std::string ring;
        std::string first;
        for (int k = 0; k < 12; ++k) {
            const double angle = 2 * std::numbers::pi * k / 12;
            const std::string at = fmt::format("[{:.7f},{:.7f}]", lon + 0.01 * reach(draw) * std::cos(angle), lat + 0.01 * reach(draw) * std::sin(angle));
            first = k == 0 ? at : first;
            ring += at + ",";
        }
        shapes.add("Polygon", n % 7 == 0 ? fmt::format("[[{}{}],{}]", ring, first, square(lon - 0.001, lat - 0.001, 0.002)) : fmt::format("[[{}{}]]", ring, first));
    }
    shapes.add("LineString", "[[3.9,1.9],[4.1,2.15],[4.3,2.0],[4.1,2.1],[4.15,2.3]]");
    shapes.add("MultiPoint", "[[4.05,2.05],[4.11,2.13]]");
    return shapes;
}

const core::Box kWards{3.98, 1.98, 4.21, 2.21};

double meanDifference(const QImage& a, const QImage& b)
{
    double sum = 0.0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            sum += std::abs(qGreen(a.pixel(x, y)) - qGreen(b.pixel(x, y)));
    return sum / (static_cast<double>(a.width()) * a.height());
}

int largestGreen(const QImage& a, const QImage& b)
{
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            most = std::max(most, std::abs(qGreen(a.pixel(x, y)) - qGreen(b.pixel(x, y))));
    return most;
}

/// What a general painter makes of the same shape.
QImage painted(QSize size, const QPainterPath& path, QRgb colour)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, QColor::fromRgba(colour));
    return image;
}

int mostOfDifference(const QImage& a, const QImage& b)
{
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            most = std::max(most, std::abs(qAlpha(a.pixel(x, y)) - qAlpha(b.pixel(x, y))));
    return most;
}

} // namespace

TEST_CASE("A shape covers each pixel by its share, as a painter of paths has it", "[map][references]")
{
    std::mt19937 draw{5};
    std::uniform_real_distribution<double> at{-40.0, 120.0};
    for (int round = 0; round < 200; ++round) {
        // Triangles and squares that lie inside, across every side of the picture and around it.
        QPolygonF shape;
        const double grow = round % 10 == 0 ? 30.0 : 1.0;
        for (int i = 0; i < 3; ++i)
            shape.append(QPointF{at(draw) * grow, at(draw) * grow});
        map::ShapeRaster raster{80, 60};
        raster.ring({shape.constData(), 3});
        const bool any = raster.paint(map::ShapeRaster::Ink{0xFF000000});
        QPainterPath path;
        path.addPolygon(shape);
        const QImage expected = painted({80, 60}, path, 0xFF000000);
        INFO("round " << round);
        REQUIRE(mostOfDifference(raster.image(), expected) <= 8); // it cuts coordinates to 1/64 pixel
        REQUIRE(any != raster.isClear());
    }
}

TEST_CASE("Rings that run the other way cut holes, and points without a place are left out", "[map][references]")
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    const std::array<QPointF, 5> outer{QPointF{2, 2}, QPointF{18, 2}, QPointF{none, none}, QPointF{18, 18}, QPointF{2, 18}};
    const std::array<QPointF, 4> hole{QPointF{6, 6}, QPointF{6, 14}, QPointF{14, 14}, QPointF{14, 6}};
    map::ShapeRaster raster{20, 20};
    raster.ring(outer);
    raster.ring(hole);
    REQUIRE(raster.paint(map::ShapeRaster::Ink{0xFF102030}));
    const QImage image = raster.image();
    for (int y = 0; y < 20; ++y)
        for (int x = 0; x < 20; ++x) {
            const bool in = x >= 2 && x < 18 && y >= 2 && y < 18 && !(x >= 6 && x < 14 && y >= 6 && y < 14);
            REQUIRE(image.pixel(x, y) == (in ? 0xFF102030 : 0));
        }
}

TEST_CASE("A stroke is as wide as it should be, with round joins and ends", "[map][references]")
{
    const auto compare = [](const QPolygonF& line, double width) {
        map::ShapeRaster raster{80, 60};
        raster.stroke({line.constData(), static_cast<std::size_t>(line.size())}, width);
        (void)raster.paint(map::ShapeRaster::Ink{0xFF000000});
        QPainterPath path;
        path.addPolygon(line);
        QPainterPathStroker stroker{QPen{Qt::black, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin}};
        const QImage expected = painted({80, 60}, stroker.createStroke(path), 0xFF000000);
        double ours = 0.0, theirs = 0.0;
        const QImage image = raster.image();
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 80; ++x) {
                ours += qAlpha(image.pixel(x, y));
                theirs += qAlpha(expected.pixel(x, y));
            }
        INFO("width " << width << ", " << line.size() << " points");
        REQUIRE(ours == Approx(theirs).epsilon(0.03));
        REQUIRE(mostOfDifference(image, expected) <= 60);
    };
    for (const double width : {1.1, 2.2, 6.0}) {
        compare({{10, 10}, {60, 14}}, width);
        compare({{10, 10}, {60, 14}, {20, 50}, {70, 50}}, width);
        compare({{10, 10}, {60, 14}, {40, 50}, {10, 10}}, width);
        compare({{-30, 10}, {200, 14}, {40, 150}, {-30, 10}}, width);
    }
    // A ring that came down to a line is as dark as a line.
    map::ShapeRaster flat{20, 60};
    const std::array<QPointF, 3> there{QPointF{10.5, 10}, QPointF{10.5, 50}, QPointF{10.5, 10}};
    flat.stroke(there, 0.5);
    REQUIRE(flat.paint(map::ShapeRaster::Ink{0xFF000000}));
    REQUIRE(qAlpha(flat.image().pixel(10, 30)) == 128);
    map::ShapeRaster dot{20, 20};
    const std::array<QPointF, 2> one{QPointF{10, 10}, QPointF{10, 10}};
    dot.stroke(one, 8.0);
    REQUIRE(dot.paint(map::ShapeRaster::Ink{0xFF000000}));
    REQUIRE(qAlpha(dot.image().pixel(10, 10)) == 255);
    REQUIRE(qAlpha(dot.image().pixel(5, 5)) == 0);
}

TEST_CASE("Polygons of a reference layer are filled but for their holes, whichever way their rings run", "[map][references]")
{
    for (const bool clockwise : {false, true}) {
        Shapes shapes;
        shapes.add("Polygon", fmt::format("[{},{}]", square(4.0, 2.0, 0.3, clockwise), square(4.1, 2.1, 0.1, clockwise)));
        const auto scene = sceneOf(shapes);
        const auto view = map::View::fit({3.9, 1.9, 4.4, 2.4}, {500, 500});
        const QImage image = picture(scene, view);
        const auto at = [&](double lon, double lat) { return image.pixel(view.toScreen(core::GeoPoint::of(lon, lat))->toPoint()); };
        REQUIRE(at(4.05, 2.05) != at(3.95, 1.95));
        REQUIRE(at(4.25, 2.25) == at(4.05, 2.05));
        REQUIRE(at(4.15, 2.15) == at(3.95, 1.95));
        REQUIRE(map::prepare(scene, view, plain()).legend().has(LegendSymbol::Vector));
    }
}

TEST_CASE("A view inside of a polygon is filled whole, one beside it is empty and has no legend line", "[map][references]")
{
    Shapes shapes;
    shapes.add("Polygon", fmt::format("[{}]", square(-10.0, -10.0, 40.0)));
    const auto scene = sceneOf(shapes);
    const QImage inside = picture(scene, map::View::fit({4.001, 2.001, 4.002, 2.002}, {300, 200}));
    const QImage beside = picture(scene, map::View::fit({44.0, 2.0, 44.5, 2.5}, {300, 200}));
    REQUIRE(inside.pixel(5, 5) != beside.pixel(5, 5));
    for (const QImage& image : {inside, beside})
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                REQUIRE(image.pixel(x, y) == image.pixel(0, 0));
    REQUIRE_FALSE(map::prepare(scene, map::View::fit({44.0, 2.0, 44.5, 2.5}, {300, 200}), plain()).legend().has(LegendSymbol::Vector));
}

TEST_CASE("Tiles of a vector reference layer put together equal the whole", "[map][references][tiles]")
{
    const auto scene = sceneOf(wards());
    for (const double ratio : {1.0, 1.25, 2.0}) {
        auto view = map::View::fit(kWards, {400, 360});
        view.setRatio(ratio);
        const auto prepared = map::prepare(scene, view, plain());
        const QSize size = (view.size() * ratio).toSize();
        const QImage all = map::paintTile(prepared, {QPoint{0, 0}, size});
        QImage tiles(size, QImage::Format_RGB32);
        QPainter painter(&tiles);
        for (int y = 0; y < size.height(); y += 64)
            for (int x = 0; x < size.width(); x += 64)
                painter.drawImage(x, y, map::paintTile(prepared, {x, y, std::min(64, size.width() - x), std::min(64, size.height() - y)}));
        painter.end();
        INFO("ratio " << ratio);
        REQUIRE(largestGreen(tiles, all) <= (ratio == 1.25 ? 1 : 0)); // an image that Qt draws to scale is rounded once more
    }
}

TEST_CASE("The picture of a view is the same whatever was shown before", "[map][references]")
{
    const auto view = map::View::fit(kWards, {500, 450});
    const QImage first = picture(sceneOf(wards()), view);
    const auto scene = sceneOf(wards());
    for (const double zoom : {0.03, 0.4, 1.7, 30.0, 1e5}) {
        auto other = view;
        other.zoom(zoom, {250, 225});
        (void)picture(scene, other);
    }
    (void)picture(scene, map::View::fit(kWards, {500, 450}, 0, "EPSG:3857"));
    REQUIRE(picture(scene, view) == first);
}

TEST_CASE("Thinned for its scale a layer looks as it does in full", "[map][references]")
{
    // A coast of very many vertices: what is dropped lies below half a pixel.
    Shapes shapes;
    std::string ring;
    std::mt19937 draw{3};
    std::uniform_real_distribution<double> ragged{0.0899, 0.0901};
    for (int k = 0; k < 20'000; ++k) {
        const double angle = 2 * std::numbers::pi * k / 20'000;
        const double reach = ragged(draw) + 0.01 * std::sin(9 * angle);
        ring += fmt::format("[{:.7f},{:.7f}],", 4.1 + reach * std::cos(angle), 2.1 + reach * std::sin(angle));
    }
    shapes.add("Polygon", fmt::format("[[{}[{:.7f},2.1]]]", ring, 4.19));
    const auto scene = sceneOf(shapes);
    auto view = map::View::fit({3.99, 1.99, 4.21, 2.21}, {200, 200});
    const QImage small = picture(scene, view);
    view.setRatio(8.0);
    const QImage large = picture(scene, view).scaled(200, 200, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    REQUIRE(meanDifference(small, large) < 0.6);
}

TEST_CASE("Scenes that show the same layer share its shapes, and other layers have their own", "[map][references]")
{
    const auto first = sceneOf(wards());
    const auto second = sceneOf(wards());
    REQUIRE(first.references.at(0).shapes);
    REQUIRE(first.references.at(0).shapes == second.references.at(0).shapes);
    auto other = wards();
    other.add("Point", "[4.0,2.0]");
    REQUIRE(sceneOf(other).references.at(0).shapes != first.references.at(0).shapes);
    const auto view = map::View::fit(kWards, {300, 300});
    const auto before = first.references.at(0).shapes->forView(view, 1.0, {});
    REQUIRE(second.references.at(0).shapes->forView(view, 1.0, {}).shapes == before.shapes); // no second reading
    REQUIRE(before.lonLat->features.size() == 402);
}

TEST_CASE("The shapes of a layer are let go with the last scene that shows it", "[map][references]")
{
    std::weak_ptr<map::LayerShapes> shapes;
    {
        const auto scene = sceneOf(wards());
        shapes = scene.references.at(0).shapes;
        (void)picture(scene, map::View::fit(kWards, {300, 300}));
        REQUIRE_FALSE(shapes.expired());
    }
    REQUIRE(shapes.expired());
}

TEST_CASE("A linked layer that changes on disk is read again, one that vanishes is named", "[map][references]")
{
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("tutela-references-{}", std::chrono::steady_clock::now().time_since_epoch().count());
    std::filesystem::create_directory(folder);
    const auto write = [&folder](const Shapes& shapes) { std::ofstream{folder / "wards.geojson"} << shapes.json(); };
    Shapes shapes;
    shapes.add("Polygon", fmt::format("[{}]", square(4.0, 2.0, 0.05)));
    write(shapes);
    core::Layer layer;
    layer.path = "wards.geojson";
    map::SceneOptions options;
    options.layers = map::LayerSet::of("vectors");
    options.folder = folder;
    const auto scene = map::sceneOf(missionWith(layer), options);
    const auto view = map::View::fit(kWards, {300, 300});
    const QImage before = picture(scene, view);
    REQUIRE(picture(scene, view) == before);
    shapes.add("Polygon", fmt::format("[{}]", square(4.1, 2.1, 0.05)));
    write(shapes);
    REQUIRE(picture(scene, view) != before);
    std::filesystem::remove(folder / "wards.geojson");
    const auto gone = map::prepare(scene, view, plain());
    REQUIRE(gone.problems().size() == 1);
    REQUIRE(gone.problems().front().find("Wards") != std::string::npos);
    std::filesystem::remove_all(folder);
}

TEST_CASE("Threads that ask for the same layer at once get the same picture, and a stop ends the wait", "[map][references]")
{
    const auto scene = sceneOf(wards());
    const auto view = map::View::fit(kWards, {300, 300});
    std::array<QImage, 4> images;
    {
        std::vector<std::jthread> threads;
        for (auto& image : images)
            threads.emplace_back([&] { image = map::paintTile(map::prepare(scene, view, plain()), {0, 0, 300, 300}); });
    }
    for (const auto& image : images)
        REQUIRE(image == images[0]);
    std::stop_source stop;
    stop.request_stop();
    REQUIRE_THROWS_AS(map::prepare(scene, map::View::fit(kWards, {90, 90}), plain(), {stop.get_token(), {}}), core::Cancelled);
    REQUIRE(picture(scene, view) == images[0]);
}

TEST_CASE("On paper a vector reference layer is made of the same shapes as on a screen", "[map][references]")
{
    const auto scene = sceneOf(wards());
    const auto view = map::View::fit(kWards, {500, 450});
    auto paint = plain();
    paint.vector = true;
    QImage paper(500, 450, QImage::Format_RGB32);
    QPainter painter(&paper);
    map::paintMap(painter, map::prepare(scene, view, paint));
    painter.end();
    REQUIRE(meanDifference(paper, picture(scene, view)) < 2.0);
}
