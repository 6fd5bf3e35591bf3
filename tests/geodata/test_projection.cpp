// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/error.h>
#include <tutela/geodata/projection.h>

#include <catch2/catch.hpp>

#include <cmath>
#include <thread>
#include <vector>

using namespace tutela;
using geodata::Projection;

TEST_CASE("a point on the central meridian of a UTM zone lies at 500 km east", "[geodata][projection]")
{
    const auto utm = Projection::of("EPSG:32631");
    CHECK(utm.isMetric());
    const auto xy = utm.forward(core::Vertex{3.0, 0.0});
    CHECK(xy.x == Approx(500000.0).margin(1e-6));
    CHECK(xy.y == Approx(0.0).margin(1e-6));
    // The meridian is 0.9996 times its true length: from GeographicLib, 10 degrees north is 1105854.833 m.
    CHECK(utm.forward(core::Vertex{3.0, 10.0}).y == Approx(0.9996 * 1105854.8332).margin(0.001));
}

TEST_CASE("there and back ends at the same point", "[geodata][projection]")
{
    const auto crs = GENERATE(as<std::string>{}, "EPSG:32631", "EPSG:32735", "EPSG:3857", "EPSG:4326");
    const auto projection = Projection::of(crs);
    std::vector<core::Vertex> points;
    for (int i = 0; i < 3000; ++i)
        points.push_back({-2.0 + i * 0.003, 1.0 + i * 0.001});
    auto moved = points;
    projection.forward(moved);
    projection.inverse(moved);
    for (std::size_t i = 0; i < points.size(); ++i) {
        REQUIRE(moved[i].x == Approx(points[i].x).margin(1e-8));
        REQUIRE(moved[i].y == Approx(points[i].y).margin(1e-8));
    }
}

TEST_CASE("longitude comes first, whatever the authority says", "[geodata][projection]")
{
    const auto same = Projection::of("EPSG:4326").forward(core::Vertex{31.5, 4.8});
    CHECK(same.x == Approx(31.5));
    CHECK(same.y == Approx(4.8));
    CHECK_FALSE(Projection::of("EPSG:4326").isMetric());
    CHECK(Projection::of("EPSG:4326").metresPerUnit() == Approx(111319.49));
    CHECK(Projection::of("EPSG:32631").metresPerUnit() == 1.0);
    CHECK(Projection::of("EPSG:2263").clone().metresPerUnit() == Approx(0.3048).epsilon(1e-4)); // feet
}

TEST_CASE("points that cannot be projected become NaN and leave the others alone", "[geodata][projection]")
{
    std::vector<core::Vertex> points{{10.0, 5.0}, {10.0, 95.0}, {11.0, 6.0}};
    Projection::of("EPSG:3857").forward(points);
    CHECK(std::isfinite(points[0].x));
    CHECK(std::isnan(points[1].x));
    CHECK(std::isfinite(points[2].y));
}

TEST_CASE("an unknown system is refused", "[geodata][projection]")
{
    for (const char* crs : {"", "EPSG:", "EPSG:99999999", "EPSG:1", "nonsense", "http://example.org/crs", "/etc/passwd", "EPSG:4326x"})
        CHECK_THROWS_AS(Projection::of(crs), core::Error);
}

TEST_CASE("the UTM zone of a place follows the grid of zones with its exceptions", "[geodata][projection]")
{
    CHECK(geodata::utmFor(5.1, 1.94) == "EPSG:32631");
    CHECK(geodata::utmFor(31.6, 4.85) == "EPSG:32636");
    CHECK(geodata::utmFor(29.2, -1.7) == "EPSG:32735");
    CHECK(geodata::utmFor(180.0, 10.0) == "EPSG:32660");
    CHECK(geodata::utmFor(-180.0, -10.0) == "EPSG:32701");
    CHECK(geodata::utmFor(5.3, 60.4) == "EPSG:32632");
    CHECK(geodata::utmFor(15.6, 78.2) == "EPSG:32633");
}

TEST_CASE("each thread works with its own copy", "[geodata][projection]")
{
    const auto first = Projection::of("EPSG:32631");
    const auto expected = first.forward(core::Vertex{4.0, 2.0});
    std::vector<core::Vertex> results(4);
    {
        std::vector<std::jthread> threads;
        for (auto& result : results)
            threads.emplace_back([&result, own = first.clone()] { result = own.forward(core::Vertex{4.0, 2.0}); });
    }
    for (const auto& result : results)
        CHECK(result == expected);
}

TEST_CASE("a box grows with its bent edges", "[geodata][projection]")
{
    const auto box = Projection::of("EPSG:32631").forward(core::Box{0.0, 5.0, 6.0, 6.0});
    CHECK(box.west < 170000.0);
    CHECK(box.east > 830000.0);
    const auto back = Projection::of("EPSG:32631").inverse(box);
    CHECK(back.west <= 0.0);
    CHECK(back.east >= 6.0);
}
