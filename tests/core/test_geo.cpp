// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/box_index.h>
#include <tutela/core/error.h>
#include <tutela/core/geo.h>
#include <tutela/core/piece.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace tutela::core;

namespace {

Geometry::Ring box(double west, double south, double east, double north)
{
    return {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
}
Geometry polygon(std::vector<Geometry::Ring> rings)
{
    return {Geometry::Type::Polygon, {std::move(rings)}};
}
Geometry line(Geometry::Ring vertices)
{
    return {Geometry::Type::LineString, {{std::move(vertices)}}};
}

/// A star around a centre: simple by construction, often far from convex.
Geometry star(std::mt19937& engine, double lon, double lat)
{
    std::uniform_real_distribution<double> radius{0.05, 1.0};
    Geometry::Ring ring;
    constexpr int kCorners = 24;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / kCorners;
        const double r = radius(engine);
        ring.push_back({lon + r * std::cos(angle), lat + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return polygon({ring});
}

} // namespace

TEST_CASE("a point is made only on the globe", "[core][geo]")
{
    CHECK(GeoPoint::of(180, -90).lat() == -90);
    for (const auto& [lon, lat] : {std::pair{180.001, 0.0}, {-181.0, 0.0}, {0.0, 90.001}, {0.0, -91.0}})
        CHECK_THROWS_AS(GeoPoint::of(lon, lat), Error);
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInf = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS(GeoPoint::of(kNan, 0), Error);
    CHECK_THROWS_AS(GeoPoint::of(0, kNan), Error);
    CHECK_THROWS_AS(GeoPoint::of(kInf, 0), Error);
}

TEST_CASE("lengths agree with the closed forms of the ellipsoid", "[core][geo]")
{
    constexpr double kEquatorDegree = 6378137.0 * std::numbers::pi / 180.0;
    constexpr double kQuarterMeridian = 10001965.729313; // WGS 84, quarter of a meridian ellipse
    CHECK(lengthMetres(line({{0, 0}, {1, 0}})) == Approx(kEquatorDegree).margin(1e-6));
    CHECK(lengthMetres(line({{0, 0}, {1, 0}, {3, 0}})) == Approx(3 * kEquatorDegree).margin(1e-6));
    CHECK(lengthMetres(line({{7, 0}, {7, 90}})) == Approx(kQuarterMeridian).margin(1e-5));
    CHECK(metresBetween(GeoPoint::of(179.5, 0), GeoPoint::of(-179.5, 0)) == Approx(kEquatorDegree).margin(1e-6)); // over the date line
    CHECK(lengthMetres({}) == 0.0);
    CHECK(lengthMetres(line({{5, 5}})) == 0.0);
}

TEST_CASE("areas agree with the closed forms of the ellipsoid", "[core][geo]")
{
    // An eighth of the WGS 84 ellipsoid: all three sides are geodesics.
    constexpr double kEighth = 510065621.724089 / 8.0;
    const Geometry octant = polygon({{{0, 0}, {90, 0}, {0, 90}, {0, 0}}});
    CHECK(areaKm2(octant) == Approx(kEighth).epsilon(1e-9));
    const Geometry turned = polygon({{{0, 0}, {0, 90}, {90, 0}, {0, 0}}}); // the other way round
    CHECK(areaKm2(turned) == Approx(kEighth).epsilon(1e-9));
    const double whole = areaKm2(polygon({box(5, 1, 7, 3)}));
    const double hole = areaKm2(polygon({box(5.5, 1.5, 6, 2)}));
    CHECK(areaKm2(polygon({box(5, 1, 7, 3), box(5.5, 1.5, 6, 2)})) == Approx(whole - hole).epsilon(1e-12));
    const Geometry two{Geometry::Type::MultiPolygon, {{box(5, 1, 7, 3)}, {box(5.5, 11.5, 6, 12)}}};
    CHECK(areaKm2(two) == Approx(whole + areaKm2(polygon({box(5.5, 11.5, 6, 12)}))).epsilon(1e-12));
    CHECK(areaKm2(polygon({box(179, 0, -179, 1)})) == Approx(areaKm2(polygon({box(9, 0, 11, 1)}))).epsilon(1e-12));
    CHECK(areaKm2(line({{0, 0}, {1, 0}})) == 0.0);
    CHECK(areaKm2({}) == 0.0);
}

TEST_CASE("a point on a border or a corner is covered, one in a hole is not", "[core][geo]")
{
    const Geometry ring = polygon({box(0, 0, 4, 4), box(1, 1, 2, 2)});
    CHECK(covers(ring, GeoPoint::of(0, 0)));
    CHECK(covers(ring, GeoPoint::of(2, 0)));
    CHECK(covers(ring, GeoPoint::of(4, 4)));
    CHECK(covers(ring, GeoPoint::of(1, 1.5))); // the border of the hole
    CHECK(covers(ring, GeoPoint::of(3, 1)));
    CHECK_FALSE(covers(ring, GeoPoint::of(1.5, 1.5)));
    CHECK_FALSE(covers(ring, GeoPoint::of(-1, 0)));  // level with a corner
    CHECK_FALSE(covers(ring, GeoPoint::of(5, 4)));
    CHECK_FALSE(covers(line({{0, 0}, {4, 4}}), GeoPoint::of(2, 2)));
    CHECK_FALSE(covers({}, GeoPoint::of(2, 2)));
    const Geometry wedge = polygon({{{0, 0}, {4, 2}, {0, 4}, {0, 0}}});
    CHECK(covers(wedge, GeoPoint::of(1, 2)));       // the ray to the east ends in a corner
    CHECK_FALSE(covers(wedge, GeoPoint::of(-1, 2)));
}

TEST_CASE("shares of areas", "[core][geo]")
{
    const Geometry unit = polygon({box(0, 0, 1, 1)});
    CHECK(shareInside(unit, unit) == Approx(1.0));
    CHECK(shareInside(unit, polygon({box(0.5, 0, 2, 1)})) == Approx(0.5));
    CHECK(shareInside(unit, polygon({box(-1, -1, 2, 2), box(0, 0, 0.5, 1)})) == Approx(0.5)); // half of it in the hole
    CHECK(shareInside(unit, polygon({box(1, 0, 2, 1)})) == Approx(0.0).margin(1e-12));         // neighbours
    CHECK(shareInside(unit, polygon({box(5, 5, 6, 6)})) == 0.0);
    const Geometry parts{Geometry::Type::MultiPolygon, {{box(0, 0, 0.25, 1)}, {box(0.5, 0, 0.75, 1)}}};
    CHECK(shareInside(unit, parts) == Approx(0.5));
    CHECK(shareInside({}, unit) == 0.0);
    CHECK(shareInside(unit, {}) == 0.0);
    CHECK(shareInside(line({{0, 0}, {1, 1}}), unit) == 0.0);
    const Geometry crossed = polygon({{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}});
    const double share = shareInside(unit, crossed); // not valid: any share, but no failure
    CHECK((share >= 0.0 && share <= 1.0));
}

TEST_CASE("what is wrong with a geometry is said", "[core][geo]")
{
    CHECK(whyInvalid(polygon({box(0, 0, 1, 1)})).empty());
    CHECK(whyInvalid(polygon({{{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}}})).empty()); // either direction
    CHECK(whyInvalid(polygon({box(0, 0, 4, 4), box(1, 1, 2, 2)})).empty());
    CHECK(whyInvalid(line({{0, 0}, {1, 1}})).empty());
    CHECK(whyInvalid(Geometry::point(GeoPoint::of(1, 2))).empty());
    CHECK_FALSE(whyInvalid({}).empty());
    CHECK_FALSE(whyInvalid(polygon({{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}})).empty());         // crossed
    CHECK_FALSE(whyInvalid(polygon({{{0, 0}, {1, 0}, {1, 1}, {0, 1}}})).empty());                 // open
    CHECK_FALSE(whyInvalid(polygon({{{0, 0}, {1, 0}, {0, 0}}})).empty());                         // no area
    CHECK_FALSE(whyInvalid(polygon({box(0, 0, 1, 1), box(2, 2, 3, 3)})).empty());                 // hole outside
    CHECK_FALSE(whyInvalid(polygon({box(0, 0, 400, 1)})).empty());                                // outside the globe
    CHECK_FALSE(whyInvalid(polygon({{{0, 0}, {std::nan(""), 0}, {1, 1}, {0, 0}}})).empty());
}

TEST_CASE("a label stands within its area, whatever its shape", "[core][geo]")
{
    const auto labelled = [](const Geometry& area) {
        const Vertex at = labelPoint(area);
        return covers(area, GeoPoint::of(at.x, at.y));
    };
    CHECK(labelled(polygon({{{0, 0}, {4, 0}, {4, 1}, {1, 1}, {1, 3}, {4, 3}, {4, 4}, {0, 4}, {0, 0}}}))); // a C
    CHECK(labelled(polygon({box(0, 0, 4, 4), box(1, 1, 3, 3)})));                                         // a ring
    const Geometry islands{Geometry::Type::MultiPolygon, {{box(0, 0, 1, 1)}, {box(10, 10, 14, 14)}}};
    CHECK(labelPoint(islands).x == Approx(12.0)); // the larger one
    CHECK(labelPoint(line({{0, 0}, {1, 1}, {5, 5}})) == Vertex{1, 1});
    CHECK(labelPoint({}) == Vertex{});
    const std::uint32_t seed = 5;
    INFO("seed " << seed);
    std::mt19937 engine{seed};
    for (int i = 0; i < 300; ++i)
        CHECK(labelled(star(engine, 5.0, 2.0)));
}

TEST_CASE("a box holds all vertices", "[core][geo]")
{
    const Geometry two{Geometry::Type::MultiPolygon, {{box(5, 1, 7, 3)}, {box(-5, 11, 6, 12)}}};
    CHECK(two.box() == Box{-5, 1, 7, 12});
    CHECK(two.vertexCount() == 10);
    CHECK(Geometry{}.box() == Box{});
    CHECK(two.box().contains(0, 5));
    CHECK(two.box().intersects(Box{7, 12, 8, 13}));
    CHECK_FALSE(two.box().intersects(Box{7.1, 12, 8, 13}));
}

TEST_CASE("an index of boxes finds what a look at each box finds", "[core][geo]")
{
    const std::uint32_t seed = 11;
    INFO("seed " << seed);
    std::mt19937 engine{seed};
    std::uniform_real_distribution<double> where{0.0, 10.0}, size{0.0, 0.6};
    std::vector<Box> boxes;
    for (int i = 0; i < 400; ++i) {
        const double west = where(engine), south = where(engine);
        boxes.push_back({west, south, west + size(engine), south + size(engine)});
    }
    const BoxIndex index{boxes};
    for (int i = 0; i < 100; ++i) {
        const double west = where(engine), south = where(engine);
        const Box around{west, south, west + size(engine), south + size(engine)};
        std::vector<bool> found(boxes.size());
        CHECK_FALSE(index.anyMeets(around, [&](std::size_t number) {
            found[number] = true;
            return false;
        }));
        for (std::size_t b = 0; b < boxes.size(); ++b)
            CHECK(found[b] == boxes[b].intersects(around));
    }
    int asked = 0;
    CHECK(index.anyMeets({0, 0, 11, 11}, [&](std::size_t) { return ++asked == 3; }));
    CHECK(asked == 3);
    CHECK_FALSE(BoxIndex{{}}.anyMeets({0, 0, 1, 1}, [](std::size_t) { return true; }));
}

TEST_CASE("the nearest point of a piece lies between its ends, or at one of them", "[core][geo]")
{
    const Vertex from{5.0, 2.0}, to{5.1, 2.0};
    const auto beside = nearestOnPiece(from, to, {5.05, 2.01});
    CHECK(beside.part == Approx(0.5));
    CHECK(beside.metres == Approx(metresBetween(GeoPoint::of(5.05, 2.0), GeoPoint::of(5.05, 2.01))).epsilon(0.01)); // a sphere for an ellipsoid
    CHECK(nearestOnPiece(from, to, {5.2, 2.0}).part == 1.0);
    CHECK(nearestOnPiece(from, to, {4.9, 2.0}).part == 0.0);
    CHECK(nearestOnPiece(from, from, {5.0, 2.01}).metres == Approx(beside.metres));
}
