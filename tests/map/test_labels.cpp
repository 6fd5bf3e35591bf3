// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prepared_p.h"
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/painter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

// Which names a map shows, and that no reader takes one for the name of another place.
using namespace tutela;

namespace {

struct Shown {
    QString text;
    QRectF box;
    bool leader;
};

/// Names as painted; boxes and items are made in the same order.
std::vector<Shown> namesOn(const map::PreparedMap& prepared)
{
    std::vector<Shown> names;
    for (const map::Item& item : prepared.impl().items)
        if (const auto* label = std::get_if<map::LabelItem>(&item.what))
            names.push_back({label->style.text, prepared.labelBoxes().at(names.size()), label->leader.has_value()});
    REQUIRE(names.size() == prepared.labelBoxes().size());
    return names;
}

bool has(const std::vector<Shown>& names, const QString& text)
{
    return std::any_of(names.begin(), names.end(), [&text](const Shown& name) { return name.text == text; });
}

double distance(const QRectF& box, const map::LabelWish& place)
{
    const double x = std::max({box.left() - place.at.x(), 0.0, place.at.x() - box.right()});
    const double y = std::max({box.top() - place.at.y(), 0.0, place.at.y() - box.bottom()});
    return std::hypot(x, y) - place.symbol / 2;
}

/// A place at a point of the view that frame() gives.
struct Spot {
    std::string name;
    QPointF at;
    std::int64_t people = 500;
    std::string band{}; ///< empty = not assessed
};

map::View frame()
{
    return map::View::fit({4.0, 1.5, 5.0, 2.5}, {400, 300});
}

/// @param inView  see map::PaintOptions::in_view
/// @param lake  a lake, in the view that frame() gives
map::PreparedMap mapOf(const std::vector<Spot>& spots, std::optional<QRectF> inView = {}, std::optional<QRectF> lake = {})
{
    core::Mission mission;
    if (lake) {
        core::Water water;
        water.id = 9000;
        core::Geometry::Ring ring;
        for (const QPointF& corner : {lake->topLeft(), lake->topRight(), lake->bottomRight(), lake->bottomLeft(), lake->topLeft()}) {
            const auto at = frame().toLonLat(corner).value();
            ring.push_back({at.lon(), at.lat()});
        }
        water.geometry = core::Geometry{core::Geometry::Type::Polygon, {core::Geometry::Part{ring}}};
        mission.set(std::vector{water});
    }
    core::Assessment assessment;
    assessment.id = 7000;
    assessment.reference = "TA-TEST-2026-0001";
    mission.set(std::vector{assessment});
    std::vector<core::Place> places;
    std::vector<core::Line> lines;
    for (const Spot& spot : spots) {
        core::Place place;
        place.id = static_cast<std::int64_t>(places.size()) + 1;
        place.name = spot.name;
        const auto at = frame().toLonLat(spot.at).value();
        place.lon = at.lon();
        place.lat = at.lat();
        place.population_total = spot.people;
        places.push_back(place);
        if (spot.band.empty())
            continue;
        core::Line line;
        line.id = 8000 + place.id;
        line.assessment_id = core::AssessmentId{7000};
        line.place_ids = {core::PlaceId{place.id}};
        line.band = spot.band;
        lines.push_back(line);
    }
    mission.set(places);
    mission.set(lines);
    map::PaintOptions options;
    options.furniture = map::Furniture::none();
    options.in_view = inView;
    return map::prepare(map::sceneOf(mission), frame(), options);
}

} // namespace

TEST_CASE("A name stands nearer to its own symbol than to that of any other place", "[map][labels]")
{
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        map::SceneOptions options;
        options.layers = map::LayerSet::of("incidents,places,bases,labels");
        const auto scene = test::syntheticScene({seed, 4.3, 2.0, 60 * seed, 80 * seed}, options);
        map::PaintOptions paint;
        paint.furniture = map::Furniture::none();
        paint.style_scale = seed % 3 == 0 ? 1.6 : 1.0;
        const auto prepared = map::prepare(scene, map::fitScene(scene, {420.0 + 60.0 * static_cast<double>(seed), 320.0 + 40.0 * static_cast<double>(seed)}, paint), paint);
        const auto& places = prepared.impl().wishes;
        INFO("seed " << seed);
        const auto names = namesOn(prepared);
        REQUIRE(names.size() > 5);
        for (const Shown& name : names) {
            INFO(name.text.toStdString());
            if (name.leader) { // the line tells whose it is, but no symbol may stand beside it
                for (const auto& place : places)
                    CHECK((place.text == name.text || distance(name.box, place) >= 6.0 * paint.style_scale - 0.01));
                continue;
            }
            const auto nearest = std::min_element(places.begin(), places.end(), [&name](const auto& a, const auto& b) { return distance(name.box, a) < distance(name.box, b); });
            CHECK(nearest->text == name.text);
        }
    }
}

TEST_CASE("Names in a row are two names, whatever their rank", "[map][labels]")
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto scene = test::syntheticScene({seed, 4.3, 2.0, 50 * seed, 0});
        map::PaintOptions paint;
        paint.style_scale = seed % 2 == 0 ? 0.75 : 1.0;
        const auto prepared = map::prepare(scene, map::fitScene(scene, {700, 500}, paint), paint);
        const auto boxes = prepared.labelBoxes();
        INFO("seed " << seed);
        for (std::size_t i = 0; i < boxes.size(); ++i)
            for (std::size_t j = i + 1; j < boxes.size(); ++j) {
                const bool inARow = boxes[i].top() < boxes[j].bottom() && boxes[j].top() < boxes[i].bottom();
                const double between = std::max(boxes[j].left() - boxes[i].right(), boxes[i].left() - boxes[j].right());
                CHECK((!inARow || between >= 4.0 * paint.style_scale));
            }
    }
}

TEST_CASE("A hamlet does not take the place of a greater name that found no room", "[map][labels]")
{
    const QString unfitting(120, QLatin1Char('M')); // wider than the frame
    for (const auto& [people, band] : {std::pair{std::int64_t{30'000}, "HIGH"}, {std::int64_t{900}, "LOW"}, {std::int64_t{60'000}, ""}}) {
        INFO(people << ' ' << band);
        const std::vector<Spot> spots{{unfitting.toStdString(), {200, 150}, people, band}, {"Tane", {225, 150}}, {"Luzi", {330, 220}}};
        const auto names = namesOn(mapOf(spots));
        CHECK_FALSE(has(names, unfitting));
        CHECK_FALSE(has(names, QStringLiteral("Tane")));
        CHECK(has(names, QStringLiteral("Luzi"))); // far away
        auto fitting = spots;
        fitting.front().name = "Sentu";
        const auto both = namesOn(mapOf(fitting));
        CHECK(has(both, QStringLiteral("Sentu")));
        CHECK(has(both, QStringLiteral("Tane")));
    }
}

TEST_CASE("The place that is assessed has its name before a larger one that is not", "[map][labels]")
{
    // At the edge of the frame there is room for the name of one of them between the two.
    const std::vector<Spot> assessed{{"Ubara", {330, 150}, 400, "LOW"}, {"Nyalo", {392, 150}, 18'000, ""}};
    const auto names = namesOn(mapOf(assessed));
    CHECK(has(names, QStringLiteral("Ubara")));
    CHECK_FALSE(has(names, QStringLiteral("Nyalo")));
    auto equal = assessed;
    equal.front().band.clear();
    CHECK(has(namesOn(mapOf(equal)), QStringLiteral("Nyalo")));
}

TEST_CASE("A symbol without a name of its own borrows none", "[map][labels]")
{
    // Were the nameless place not there, the name would stand to the right.
    const auto alone = namesOn(mapOf({{"Tane", {200, 150}}}));
    REQUIRE(alone.size() == 1);
    CHECK(alone.front().box.left() > 200);
    const auto beside = namesOn(mapOf({{"Tane", {200, 150}}, {"", {213.3 + alone.front().box.width(), 150}}}));
    REQUIRE(beside.size() == 1);
    CHECK(beside.front().box.left() < 200);
}

TEST_CASE("A name and its line stay on the side of their symbol: in view, or outside", "[map][labels]")
{
    const QRectF inView{100, 100, 200, 100};
    const QString wide(24, QLatin1Char('M')); // wider than what is in view, not than the frame
    const std::string name = wide.toStdString();
    CHECK(has(namesOn(mapOf({{name, {280, 150}, 500, "HIGH"}})), wide));
    CHECK_FALSE(has(namesOn(mapOf({{name, {280, 150}, 500, "HIGH"}}, inView)), wide));
    CHECK(has(namesOn(mapOf({{name, {280, 260}, 500, "HIGH"}}, inView)), wide));

    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const auto scene = test::syntheticScene({seed, 4.3, 2.0, 60 * seed, 0});
        map::PaintOptions paint;
        paint.furniture = map::Furniture::none();
        const auto view = map::fitScene(scene, {500, 380}, paint);
        paint.in_view = QRectF{150, 110, 200, 160};
        const auto prepared = map::prepare(scene, view, paint);
        const auto& places = prepared.impl().wishes;
        INFO("seed " << seed);
        for (const Shown& shown : namesOn(prepared)) {
            const auto isItsOwn = [&](const map::LabelWish& place) {
                return place.text == shown.text && (paint.in_view->contains(place.at) ? paint.in_view->contains(shown.box) : !paint.in_view->intersects(shown.box));
            };
            const bool ofAPlace = std::any_of(places.begin(), places.end(), [&](const auto& place) { return place.text == shown.text; });
            INFO(shown.text.toStdString());
            CHECK((!ofAPlace || std::any_of(places.begin(), places.end(), isItsOwn)));
        }
    }
}

TEST_CASE("A place on the shore is named on land, one on an island in the lake", "[map][labels]")
{
    const QRectF lake{150, 60, 200, 180};
    const auto boxOf = [&](QPointF at) {
        const auto names = namesOn(mapOf({{"Gilunga", at}}, {}, lake));
        REQUIRE(names.size() == 1);
        return names.front().box;
    };
    CHECK_FALSE(boxOf({145, 150}).intersects(lake)); // west of the water: not to its right
    CHECK(lake.contains(boxOf({250, 150})));
}

TEST_CASE("Names of sectors do not stand directly over one another", "[map][labels]")
{
    core::Mission mission;
    std::vector<core::Area> areas;
    for (int i = 0; i < 3; ++i) { // three flat sectors, whose middles are closer than two names
        core::Area area;
        area.id = i + 1;
        area.name = std::array{"Ubara Highlands", "Tsombe", "Masibe"}[static_cast<std::size_t>(i)];
        area.level = core::AreaLevel::SECTOR;
        core::Geometry::Ring ring;
        const double top = 140.0 + 16.0 * i;
        for (const QPointF corner : {QPointF{20, top}, {380, top}, {380, top + 16}, {20, top + 16}, {20, top}}) {
            const auto at = frame().toLonLat(corner).value();
            ring.push_back({at.lon(), at.lat()});
        }
        area.geometry = core::Geometry{core::Geometry::Type::Polygon, {core::Geometry::Part{ring}}};
        areas.push_back(area);
    }
    mission.set(areas);
    map::PaintOptions options;
    options.furniture = map::Furniture::none();
    const auto names = namesOn(map::prepare(map::sceneOf(mission), frame(), options));
    REQUIRE(names.size() >= 2);
    for (const Shown& a : names)
        for (const Shown& b : names) {
            const double apart = 1.4 * a.box.height();
            CHECK((a.text == b.text || !a.box.adjusted(-apart, -apart, apart, apart).intersects(b.box)));
        }
}

TEST_CASE("Ten thousand places are named alike each time", "[map][labels]")
{
    map::SceneOptions options;
    options.layers = map::LayerSet::of("places,labels");
    const auto scene = test::syntheticScene({4, 4.3, 2.0, 10'000, 0}, options);
    const auto view = map::fitScene(scene, {6000, 4500});
    const auto first = map::prepare(scene, view).labelBoxes();
    CHECK(first.size() > 1000);
    CHECK(map::prepare(scene, view).labelBoxes() == first);
}
