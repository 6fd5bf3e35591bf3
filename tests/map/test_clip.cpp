// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clip_p.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace tutela;

namespace {

const QRectF kFrame{0, 0, 100, 80};

double area(const QPolygonF& ring)
{
    double twice = 0.0;
    for (qsizetype i = 1; i < ring.size(); ++i)
        twice += ring[i - 1].x() * ring[i].y() - ring[i].x() * ring[i - 1].y();
    return std::abs(twice / 2);
}

bool inside(QPointF p)
{
    return p.x() >= -1e-9 && p.x() <= 100 + 1e-9 && p.y() >= -1e-9 && p.y() <= 80 + 1e-9;
}

} // namespace

TEST_CASE("A clipped square keeps exactly its part in the frame", "[map][clip]")
{
    REQUIRE(area(map::clippedRing(QPolygonF{QRectF{-50, -50, 100, 100}}, kFrame)) == Approx(2500));
    REQUIRE(area(map::clippedRing(QPolygonF{QRectF{-500, -500, 1000, 1000}}, kFrame)) == Approx(8000));
    REQUIRE(map::clippedRing(QPolygonF{QRectF{200, 0, 10, 10}}, kFrame).isEmpty());
    REQUIRE(map::clippedRing({}, kFrame).isEmpty());
}

TEST_CASE("A line that leaves and comes back is two pieces", "[map][clip]")
{
    const auto pieces = map::clippedLine(QPolygonF{{{10, 10}, {10, -20}, {90, -20}, {90, 10}}}, kFrame);
    REQUIRE(pieces.size() == 2);
    REQUIRE(pieces[0].last() == QPointF(10, 0));
    REQUIRE(pieces[1].first() == QPointF(90, 0));
    const auto through = map::clippedLine(QPolygonF{{{-10, 40}, {110, 40}}}, kFrame);
    REQUIRE(through.size() == 1);
    REQUIRE(through[0] == QPolygonF{{{0, 40}, {100, 40}}});
}

TEST_CASE("A vertex that could not be projected breaks the line and leaves no trace", "[map][clip]")
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto pieces = map::clippedLine(QPolygonF{{{10, 10}, {20, 10}, {nan, nan}, {40, 10}, {50, 10}}}, kFrame);
    REQUIRE(pieces.size() == 2);
    REQUIRE(pieces[0].last() == QPointF(20, 10));
    REQUIRE(pieces[1].first() == QPointF(40, 10));
}

TEST_CASE("No clipped coordinate lies outside the frame, and nothing inside is lost", "[map][clip]")
{
    std::mt19937_64 random{11};
    const auto unit = [&random] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    for (int round = 0; round < 300; ++round) {
        QPolygonF line;
        for (int i = 0; i < 12; ++i)
            line.append(QPointF{-100 + 300 * unit(), -100 + 280 * unit()});
        double length = 0.0;
        for (const QPolygonF& piece : map::clippedLine(line, kFrame))
            for (qsizetype i = 0; i < piece.size(); ++i) {
                REQUIRE(inside(piece[i]));
                if (i > 0)
                    length += std::hypot(piece[i].x() - piece[i - 1].x(), piece[i].y() - piece[i - 1].y());
            }
        // Against sampling: the share of the line inside the frame.
        double sampled = 0.0;
        for (qsizetype i = 1; i < line.size(); ++i) {
            constexpr int kSamples = 400;
            int in = 0;
            for (int k = 0; k < kSamples; ++k)
                in += inside(line[i - 1] + (line[i] - line[i - 1]) * ((k + 0.5) / kSamples)) ? 1 : 0;
            sampled += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y()) * in / kSamples;
        }
        REQUIRE(length == Approx(sampled).margin(8.0));
        for (const QPointF& p : map::clippedRing(line, kFrame))
            REQUIRE(inside(p));
    }
}

TEST_CASE("Hatch lines fill a square at 45 degrees, evenly, and leave a hole free", "[map][clip]")
{
    const QPolygonF square{QRectF{10, 10, 60, 60}};
    const QPolygonF hole{QRectF{30, 30, 20, 20}};
    const auto lines = map::hatchLines({square, hole}, 5.0, {0, 0});
    double total = 0.0;
    for (const QLineF& line : lines) {
        REQUIRE(std::abs(line.dx()) == Approx(std::abs(line.dy())));
        const double across = (line.x1() + line.y1()) / (5.0 * std::numbers::sqrt2);
        REQUIRE(across == Approx(std::round(across)).margin(1e-9));
        const QPointF middle = line.center();
        REQUIRE(QRectF{10, 10, 60, 60}.contains(middle));
        REQUIRE_FALSE(QRectF{30.1, 30.1, 19.8, 19.8}.contains(middle));
        total += line.length();
    }
    REQUIRE(total * 5.0 == Approx(3600 - 400).epsilon(0.05)); // length times spacing is the area
    REQUIRE(map::hatchLines({}, 5.0, {}).empty());
}

TEST_CASE("Thinning keeps both ends and moves no line by more than its tolerance", "[map][clip]")
{
    QPolygonF line;
    for (int i = 0; i <= 1000; ++i)
        line.append(QPointF{i * 0.01, std::sin(i * 0.01)});
    const QPolygonF thin = map::thinned(line, 0.3);
    REQUIRE(thin.first() == line.first());
    REQUIRE(thin.last() == line.last());
    REQUIRE(thin.size() < 60);
}

TEST_CASE("Points along a line are its middle when it is short, else at equal distances from end to end", "[map][clip]")
{
    const auto middle = map::pointsAlong({{0, 0}, {10, 0}, {10, 10}}, 90.0);
    REQUIRE(middle.size() == 1);
    CHECK(middle.front() == QPointF{10, 0});
    const auto points = map::pointsAlong({{0, 0}, {300, 0}}, 90.0);
    REQUIRE(points.size() == 3);
    for (std::size_t i = 0; i < points.size(); ++i)
        CHECK(points[i].x() == Approx(50.0 + 100.0 * static_cast<double>(i)));
    CHECK(map::pointsAlong({}, 90.0).empty());
    CHECK(map::pointsAlong({{5, 5}, {5, 5}}, 90.0).empty());
}
