// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"

#include <tutela/map/painter.h>
#include <tutela/map/reach_cover.h>

#include <catch2/catch.hpp>

#include <QImage>
#include <QPainter>

#include <algorithm>

// What a scenario gains and loses (ux.md 9): told apart by pattern as well as by colour.
using namespace tutela;
using map::LegendSymbol;

namespace {

/// Ten columns by ten rows over two degrees around 4.3, 2.0; the west gains, the east loses.
map::Scene changedScene(bool gains, bool loses)
{
    core::Mission mission;
    core::Place corner;
    std::vector<core::Place> places;
    for (const auto& [lon, lat] : {std::pair{3.3, 1.0}, {5.3, 3.0}}) {
        corner.id = static_cast<std::int64_t>(places.size()) + 1;
        corner.lon = lon;
        corner.lat = lat;
        places.push_back(corner);
    }
    mission.set(places);
    map::SceneOptions options;
    options.layers = map::LayerSet::of("places");
    auto scene = map::sceneOf(mission, options);
    auto cover = std::make_shared<map::ReachCover>();
    constexpr std::size_t kCells = 10;
    constexpr double kCell = 0.2;
    cover->frame = {3.3, 3.0, kCell, kCell, "EPSG:4326"};
    cover->minutes = core::Grid<float>{kCells, kCells, 600.0F};
    for (auto* grid : {&cover->gained, &cover->lost})
        *grid = core::Grid<std::uint8_t>{kCells, kCells};
    for (std::size_t row = 1; row < kCells - 1; ++row)
        for (std::size_t col = 1; col < 4; ++col) {
            cover->gained.at(row, col) = gains ? 1 : 0;
            cover->lost.at(row, col + 5) = loses ? 1 : 0;
        }
    scene.reach = cover;
    return scene;
}

QImage painted(const map::PreparedMap& prepared)
{
    QImage image(prepared.view().size().toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    map::paintMap(painter, prepared);
    return image;
}

map::PreparedMap preparedOf(const map::Scene& scene)
{
    map::PaintOptions options;
    options.furniture = map::Furniture::none();
    return map::prepare(scene, map::fitScene(scene, {800, 800}, options), options);
}

/// Shares of the pixels of one colour in a column and in a row of a square around a point: lines fill one of both.
std::pair<double, double> mostInColumnAndRow(const QImage& image, QPoint middle, QRgb ink)
{
    constexpr int kHalf = 20;
    int column = 0, row = 0;
    for (int i = -kHalf; i < kHalf; ++i) {
        int down = 0, across = 0;
        for (int k = -kHalf; k < kHalf; ++k) {
            down += image.pixel(middle.x() + i, middle.y() + k) == ink ? 1 : 0;
            across += image.pixel(middle.x() + k, middle.y() + i) == ink ? 1 : 0;
        }
        column = std::max(column, down);
        row = std::max(row, across);
    }
    return {column / (2.0 * kHalf), row / (2.0 * kHalf)};
}

QPoint screenOf(const map::PreparedMap& prepared, double lon, double lat) { return prepared.view().toScreen(core::GeoPoint::of(lon, lat))->toPoint(); }

} // namespace

TEST_CASE("gained and lost ground have fills, patterns and lines in the legend of their own", "[map][reach]")
{
    const auto scene = changedScene(true, true);
    const auto prepared = preparedOf(scene);
    CHECK(prepared.legend().has(LegendSymbol::Gain));
    CHECK(prepared.legend().has(LegendSymbol::Loss));
    const QImage image = painted(prepared);
    const auto count = [&](QPoint middle, map::Token token) {
        const QRgb ink = map::colour(token, map::Theme::Light).rgb();
        int found = 0;
        for (int y = -20; y < 20; ++y)
            for (int x = -20; x < 20; ++x)
                found += image.pixel(middle.x() + x, middle.y() + y) == ink ? 1 : 0;
        return found;
    };
    const QPoint gained = screenOf(prepared, 3.8, 2.0), lost = screenOf(prepared, 4.8, 2.0);
    CHECK(count(gained, map::Token::Gain) > 800); // of 1600: dots of 2.3 at every 8.5 leave most
    CHECK(count(gained, map::Token::Loss) == 0);
    CHECK(count(lost, map::Token::Loss) > 800);
    CHECK(count(lost, map::Token::Gain) == 0);
    // Lines go down: one column is full of their colour (or of no pixel of the fill), no row is.
    const auto [down, across] = mostInColumnAndRow(image, lost, map::colour(map::Token::Loss, map::Theme::Light).rgb());
    CHECK(down == 1.0);
    CHECK(across < 0.95);
    const auto [dotsDown, dotsAcross] = mostInColumnAndRow(image, gained, map::colour(map::Token::Gain, map::Theme::Light).rgb());
    CHECK(dotsDown > 0.6);
    CHECK(dotsAcross > 0.6);
}

TEST_CASE("without a change nothing of it is painted or in the legend", "[map][reach]")
{
    const auto prepared = preparedOf(changedScene(false, true));
    CHECK_FALSE(prepared.legend().has(LegendSymbol::Gain));
    CHECK(prepared.legend().has(LegendSymbol::Loss));
    CHECK_FALSE(preparedOf(changedScene(false, false)).legend().has(LegendSymbol::Loss));
}

TEST_CASE("the link of a place far from roads is dashed, and in the legend where there is one", "[map][reach]")
{
    auto scene = changedScene(false, false);
    CHECK_FALSE(preparedOf(scene).legend().has(LegendSymbol::RoadLink));
    auto cover = std::make_shared<map::ReachCover>(*scene.reach);
    core::Geometry link;
    link.type = core::Geometry::Type::LineString;
    link.parts = {{{{3.8, 2.0}, {4.8, 2.0}}}};
    cover->road_links = {link};
    scene.reach = cover;
    const auto prepared = preparedOf(scene);
    CHECK(prepared.legend().has(LegendSymbol::RoadLink));
    const QImage image = painted(prepared);
    const QRgb ink = map::colour(map::Token::Text2, map::Theme::Light).rgb();
    const QPoint from = screenOf(prepared, 3.8, 2.0), to = screenOf(prepared, 4.8, 2.0);
    int inked = 0;
    for (int x = from.x(); x < to.x(); ++x)
        inked += image.pixel(x, from.y()) == ink || image.pixel(x, from.y() - 1) == ink || image.pixel(x, from.y() + 1) == ink ? 1 : 0;
    CHECK(inked > (to.x() - from.x()) / 5);
    CHECK(inked < (to.x() - from.x()) * 4 / 5);
}

TEST_CASE("a scenario's bases and closed roads are drawn and in the legend, and only where it has some", "[map][reach]")
{
    core::Mission mission;
    std::vector<core::Base> bases(2);
    for (std::size_t i = 0; i < bases.size(); ++i) {
        bases[i].id = static_cast<std::int64_t>(i) + 1;
        bases[i].base_kind = core::BaseKind::COMPANY_OPERATING_BASE;
        bases[i].lon = i == 0 ? 3.3 : 5.3;
        bases[i].lat = i == 0 ? 1.0 : 3.0;
    }
    mission.set(bases);
    map::SceneOptions options;
    options.layers = map::LayerSet::of("bases");
    auto scene = map::sceneOf(mission, options);
    REQUIRE(scene.bases.size() == 2);
    auto cover = std::make_shared<map::ReachCover>();
    cover->frame = {3.3, 3.0, 1.0, 1.0, "EPSG:4326"};
    cover->minutes = core::Grid<float>{2, 2, 600.0F};
    scene.reach = cover;
    const auto today = preparedOf(scene);
    for (const auto symbol : {LegendSymbol::TriedBase, LegendSymbol::ClosedBase, LegendSymbol::ClosedRoad})
        CHECK_FALSE(today.legend().has(symbol));

    auto changed = std::make_shared<map::ReachCover>(*cover);
    changed->marks.tried_bases = {core::GeoPoint::of(4.3, 2.0)};
    changed->marks.closed_bases = {core::BaseId{2}};
    core::Geometry road;
    road.type = core::Geometry::Type::MultiLineString;
    road.parts = {{{{4.0, 1.4}, {4.6, 1.4}}}};
    changed->marks.closed_roads = {road};
    scene.reach = changed;
    const auto prepared = preparedOf(scene);
    CHECK(prepared.legend().has(LegendSymbol::TriedBase));
    CHECK(prepared.legend().has(LegendSymbol::ClosedBase));
    CHECK(prepared.legend().has(LegendSymbol::ClosedRoad));
    CHECK(prepared.legend().has(LegendSymbol::Base)); // the other one
    const QImage image = painted(prepared), before = painted(today);
    const auto count = [&](const QImage& in, double lon, double lat, map::Token token) {
        const QPoint middle = screenOf(prepared, lon, lat);
        const QRgb ink = map::colour(token, map::Theme::Light).rgb();
        int found = 0;
        for (int y = -12; y <= 12; ++y)
            for (int x = -12; x <= 12; ++x)
                found += in.pixel(middle.x() + x, middle.y() + y) == ink ? 1 : 0;
        return found;
    };
    CHECK(count(image, 4.3, 2.0, map::Token::GainLine) > 10);
    CHECK(count(image, 5.3, 3.0, map::Token::LossLine) > 10);
    CHECK(count(image, 3.3, 1.0, map::Token::LossLine) == 0);
    CHECK(count(before, 5.3, 3.0, map::Token::LossLine) == 0);
    // A cross is higher than the line of the road, and one is never farther off than half of what parts them.
    int crosses = 0;
    const QPoint west = screenOf(prepared, 4.0, 1.4), east = screenOf(prepared, 4.6, 1.4);
    for (int x = west.x(); x <= east.x(); ++x)
        crosses += image.pixel(x, west.y() - 4) == map::colour(map::Token::LossLine, map::Theme::Light).rgb() ? 1 : 0;
    CHECK(crosses > 0);
}

TEST_CASE("a road that is closed today is crossed in another ink than one that a scenario closes", "[map][reach]")
{
    auto scene = changedScene(false, false);
    core::Geometry road;
    road.type = core::Geometry::Type::MultiLineString;
    road.parts = {{{{4.0, 1.4}, {4.6, 1.4}}}};
    CHECK_FALSE(preparedOf(scene).legend().has(LegendSymbol::RoadClosedToday));
    auto cover = std::make_shared<map::ReachCover>(*scene.reach);
    cover->closed_roads = {road};
    scene.reach = cover;
    const auto prepared = preparedOf(scene);
    CHECK(prepared.legend().has(LegendSymbol::RoadClosedToday));
    CHECK_FALSE(prepared.legend().has(LegendSymbol::ClosedRoad));
    const QImage image = painted(prepared);
    const QRgb today = map::colour(map::Token::Text, map::Theme::Light).rgb(), changed = map::colour(map::Token::LossLine, map::Theme::Light).rgb();
    int inked = 0, magenta = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            inked += image.pixel(x, y) == today ? 1 : 0;
            magenta += image.pixel(x, y) == changed ? 1 : 0;
        }
    CHECK(inked > 10);
    CHECK(magenta == 0);
}

TEST_CASE("the legend of reach says for which season, hour and means the colours are", "[map][reach]")
{
    map::Scene scene = changedScene(true, false);
    auto cover = std::make_shared<map::ReachCover>(*scene.reach);
    cover->minutes = core::Grid<float>{10, 10, 90.0F};
    scene.reach = cover;
    const auto says = [&](const QString& note) {
        const auto notes = preparedOf(scene).legend().notes;
        return std::find(notes.begin(), notes.end(), note) != notes.end();
    };
    CHECK_FALSE(says(QStringLiteral("Response: wet season, by night, by truck.")));
    cover = std::make_shared<map::ReachCover>(*cover);
    cover->conditions = "wet season, by night, by truck";
    scene.reach = cover;
    CHECK(says(QStringLiteral("Response: wet season, by night, by truck.")));
    cover = std::make_shared<map::ReachCover>(*cover);
    cover->conditions = "dry season, by day, fastest means of each base";
    scene.reach = cover;
    CHECK(says(QStringLiteral("Response: dry season, by day, fastest means of each base.")));
}
