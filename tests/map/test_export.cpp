// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf_content.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/core/error.h>
#include <tutela/map/export.h>
#include <tutela/map/theme.h>

#include <QImage>
#include <QPainter>

#include <stop_token>

using namespace tutela;

namespace {

map::PaintOptions pageOptions()
{
    map::PaintOptions options;
    options.theme = map::Theme::Print;
    options.style_scale = 0.75;
    options.furniture.edge_ticks = true;
    return options;
}

map::View pageView(const map::Scene& scene, QSizeF size = {640, 460})
{
    map::View view = map::fitScene(scene, size, pageOptions());
    view.setUnitMm(25.4 / 72);
    return view;
}

} // namespace

TEST_CASE("Equal input gives equal bytes, PNG and PDF", "[map][export]")
{
    const auto scene = test::syntheticScene();
    const auto view = map::fitScene(scene, {640, 400});
    REQUIRE(map::mapPng(scene, view) == map::mapPng(test::syntheticScene(), view));
    const auto page = pageView(scene);
    const QByteArray pdf = map::mapPdf(scene, page, pageOptions());
    REQUIRE(pdf == map::mapPdf(test::syntheticScene(), page, pageOptions()));
    REQUIRE(pdf.contains("/CreationDate (D:20261101000000"));
}

TEST_CASE("A picture is the same whatever letters were painted before it", "[map][export]")
{
    const auto scene = test::syntheticScene();
    const auto view = map::fitScene(scene, {640, 400});
    const QByteArray first = map::mapPng(scene, view);
    QImage window{400, 60, QImage::Format_ARGB32_Premultiplied};
    window.fill(Qt::white);
    QPainter painter{&window};
    for (const int pixels : {11, 13, 30}) {
        painter.setFont(map::font(pixels, map::Weight::Regular));
        painter.drawText(QPointF{10, 40}, QStringLiteral("Critical, boundaries and names"));
        REQUIRE(map::mapPng(scene, view) == first);
    }
}

TEST_CASE("The PDF page is as large as the view and its text stays text", "[map][export]")
{
    const auto scene = test::syntheticScene();
    const auto content = test::readPdf(map::mapPdf(scene, pageView(scene), pageOptions()));
    REQUIRE(content.page.width() == Approx(640).margin(1));
    REQUIRE(content.page.height() == Approx(460).margin(1));
    REQUIRE(content.texts > 40);
    REQUIRE(content.images == 1); // the relief
    REQUIRE_FALSE(content.blendModes);
    REQUIRE(content.pathPoints.size() > 2000);
}

TEST_CASE("Lines and polygons of the PDF end at the frame, also far zoomed in", "[map][export]")
{
    map::SceneOptions options;
    options.layers = map::LayerSet::of("water,roads,sectors,threats,influence,outline,patrols");
    const auto scene = test::syntheticScene({}, options);
    for (const double zoom : {1.0, 6.0, 200.0}) {
        auto view = pageView(scene);
        view.zoom(zoom, {260, 240});
        auto paint = pageOptions();
        paint.furniture = map::Furniture::none();
        const auto content = test::readPdf(map::mapPdf(scene, view, paint));
        for (const QPointF& point : content.pathPoints) {
            REQUIRE(point.x() > -0.6);
            REQUIRE(point.y() > -0.6);
            REQUIRE(point.x() < content.page.width() + 0.6);
            REQUIRE(point.y() < content.page.height() + 0.6);
        }
    }
}

TEST_CASE("Incidents are vector marks up to 2,000 and one image with a note above", "[map][export]")
{
    map::SceneOptions options;
    options.layers = map::LayerSet::of("incidents");
    const auto make = [&options](std::size_t count) {
        const auto scene = test::syntheticScene({1, 4.3, 2.0, 0, count}, options);
        return std::pair{test::readPdf(map::mapPdf(scene, pageView(scene), pageOptions())),
                         map::prepare(scene, pageView(scene), [] {
                             auto paint = pageOptions();
                             paint.vector = true;
                             return paint;
                         }()).legend()};
    };
    const auto [few, fewLegend] = make(2000);
    REQUIRE(few.images == 0);
    REQUIRE(few.pathPoints.size() > 2000 * 4);
    const auto noteOf = [](const map::Legend& legend) {
        return std::any_of(legend.notes.begin(), legend.notes.end(), [](const QString& note) { return note.contains(QStringLiteral("200 dpi")); });
    };
    REQUIRE_FALSE(noteOf(fewLegend));
    const auto [many, manyLegend] = make(2700);
    REQUIRE(many.images == 1);
    REQUIRE(many.pathPoints.size() < few.pathPoints.size() / 2);
    REQUIRE(noteOf(manyLegend));
}

TEST_CASE("A PNG has the size of the view times its ratio, and an absurd one is refused", "[map][export]")
{
    const auto scene = test::syntheticScene();
    auto view = map::fitScene(scene, {300, 200});
    view.setRatio(2.0);
    const QImage image = QImage::fromData(map::mapPng(scene, view), "PNG");
    REQUIRE(image.size() == QSize(600, 400));
    try {
        (void)map::mapPng(scene, map::fitScene(scene, {40'000, 40'000}));
        FAIL("1.6 gigapixels were painted");
    } catch (const core::Error& error) {
        REQUIRE(error.code() == core::ErrorCode::Limit);
    }
}

TEST_CASE("A stop ends the packing of a picture too", "[map][export]")
{
    const auto scene = test::syntheticScene();
    const auto prepared = map::prepare(scene, map::fitScene(scene, {1600, 1200}));
    std::stop_source stop;
    const core::Progress progress{stop.get_token(), {}};
    REQUIRE_FALSE(map::mapPng(prepared, progress).isEmpty());
    stop.request_stop();
    REQUIRE_THROWS_AS(map::mapPng(prepared, progress), core::Cancelled);
    REQUIRE_THROWS_AS(map::mapPdf(prepared), core::Error); // prepared for pixels
}
