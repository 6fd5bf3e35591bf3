// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/coordinates.h>
#include <tutela/core/error.h>

#include <random>

using namespace tutela::core;
using Form = CoordinateForm;

namespace {

void reads(const std::string& text, double lat, double lon, Form form, double margin = 1e-9)
{
    INFO(text);
    const ReadPosition position = positionOf(text);
    CHECK(position.point.lat() == Approx(lat).margin(margin));
    CHECK(position.point.lon() == Approx(lon).margin(margin));
    CHECK(position.form == form);
}

} // namespace

TEST_CASE("positions are read as people write them", "[core][coordinates]")
{
    constexpr double kLat = 8.0 + 33.0 / 60 + 17.5 / 3600;
    constexpr double kLon = 27.0 + 40.0 / 60 + 46.5 / 3600;
    reads("8.55485 27.679583333", 8.55485, 27.679583333, Form::Decimal);
    reads(" 8.55485, 27.679583333\n", 8.55485, 27.679583333, Form::Decimal);
    reads("-8.5;-27.25", -8.5, -27.25, Form::Decimal);
    reads("8.5S 27.25W", -8.5, -27.25, Form::Decimal);
    reads("27.25E 8.5N", 8.5, 27.25, Form::Decimal);
    reads("8\u00B033'17.5\"N 27\u00B040'46.5\"E", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("8\u00B0 33\u2032 17.5\u2033 N, 27\u00B0 40\u2032 46.5\u2033 E", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("8 33 17.5 N 27 40 46.5 E", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("N 8 33 17.5 E 27 40 46.5", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("N8 33 17.5, E27 40 46.5", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("8:33:17.5 27:40:46.5", kLat, kLon, Form::DegreesMinutesSeconds);
    reads("8d33'17.5\"S 27d40'46.5\"W", -kLat, -kLon, Form::DegreesMinutesSeconds);
    reads("8 33.5 N 27 40.25 E", 8 + 33.5 / 60, 27 + 40.25 / 60, Form::DegreesMinutes);
    reads("8\u00B033.5'N 27\u00B040.25'E", 8 + 33.5 / 60, 27 + 40.25 / 60, Form::DegreesMinutes);
    reads("35n 574786.475 945704.197", 8.55485, 27.679583333, Form::Utm, 1e-8); // mm of easting and northing
    reads("574786.475 945704.197 35n", 8.55485, 27.679583333, Form::Utm, 1e-8);
    reads("35PNK7478645704", 8.55485, 27.679583333, Form::Mgrs, 1e-5); // the centre of a square metre
    reads("35P NK 74786 45704", 8.55485, 27.679583333, Form::Mgrs, 1e-5);
    reads("35pnk7478645704", 8.55485, 27.679583333, Form::Mgrs, 1e-5);
    CHECK(positionOf("35PNK7478645704").squareMetres == 1.0);
    CHECK(positionOf("35PNK7445").squareMetres == 1000.0);
    CHECK(positionOf("35PNK").squareMetres == 100000.0);
    CHECK(positionOf("8.5 27.2").squareMetres == 0.0);
    CHECK(pointOf("90 0").lat() == 90.0);
    CHECK(pointOf("0 -180").lon() == -180.0);
}

TEST_CASE("decimal commas are read as points where the numbers are parted by something else", "[core][coordinates]")
{
    const auto same = [](const char* commas, const char* points) {
        INFO(commas);
        const auto read = positionOf(commas);
        CHECK(read.point == pointOf(points));
        CHECK(read.form == positionOf(points).form);
    };
    same("1,94; 5,10", "1.94 5.10");
    same("-1,94 ; 5,10", "-1.94 5.10");
    same("1,94 N 5,10 E", "1.94 N 5.10 E");
    same("6 41,2N 24 18,6E", "6 41.2N 24 18.6E");
    same("6°41,2'N 24°18,6'E", "6°41.2'N 24°18.6'E");
    same("35n 574786,5 945704,2", "35n 574786.5 945704.2");
    same("6,5", "6 5"); // one comma parts two numbers
    for (const char* unclear : {"6,41,2", "1,94,5,10", "1,5 2.5", "1,94 5", "1,94 5,10"})
        CHECK_THROWS_AS(pointOf(unclear), Error);
}

TEST_CASE("what is not a position is refused, never guessed", "[core][coordinates]")
{
    const std::vector<std::string> texts{"", " ", "Luzi", "8.5", "8,5 27,2", "91 0", "0 181", "-90.1 0", "8.5N 27.2N", "8.5E 27.2E",
                                         "8 60 0 N 27 0 0 E", "8 0 60.1 N 27 0 0 E", "35P", "35", "35PNK747864570", "35PNK 1", "61n 500000 0",
                                         "35P 574786 945704", "35n 574786", "99PNK7478645704", "35INK7478645704", "nan nan", "inf 0",
                                         "INVALID", "1 2 3 4 5", "8.5 27.2 100 200", "\xE9 1", "0x10 5", "1e400 1", "--5 5", "8.5N 27.2E 7",
                                         std::string(1 << 20, '1'), std::string("8.5\0 27.2", 9), "NSEW", "N E", "'' ''", ": :"};
    for (const std::string& text : texts) {
        INFO(text.substr(0, 40));
        CHECK_THROWS_AS(positionOf(text), Error);
    }
}

TEST_CASE("positions are written in every form", "[core][coordinates]")
{
    const GeoPoint luzi = GeoPoint::of(5.1, 1.94);
    CHECK(toDecimalDegrees(luzi) == "1.940000 5.100000");
    CHECK(toDegreesMinutes(luzi) == "01\u00B056.400'N 005\u00B006.000'E");
    CHECK(toDegreesMinutesSeconds(luzi) == "01\u00B056'24.0\"N 005\u00B006'00.0\"E");
    CHECK(toDegreesMinutesSeconds(GeoPoint::of(-5.1, -1.94), 0) == "01\u00B056'24\"S 005\u00B006'00\"W");
    CHECK(toDegreesMinutesSeconds(GeoPoint::of(6.0 - 1e-9, 2.0 - 1e-9)) == "02\u00B000'00.0\"N 006\u00B000'00.0\"E"); // carries
    CHECK(toDecimalDegrees(GeoPoint::of(-1e-9, -1e-9)) == "0.000000 0.000000");
    const GeoPoint rumaluel = GeoPoint::of(27.679583333, 8.55485);
    CHECK(toMgrs(rumaluel) == "35PNK7478645704");
    CHECK(toMgrs(rumaluel, 4) == "35PNK74784570");
    CHECK(toMgrs(rumaluel, 2) == "35PNK7445");
    CHECK(toMgrs(rumaluel, 0) == "35PNK");
    CHECK(toUtm(rumaluel, 3) == "35n 574786.475 945704.197");
    CHECK(toUtm(GeoPoint::of(27.679583333, -8.55485)) == "35s 574786 9054296");
    CHECK(coordinateText(luzi, Form::Decimal) == toDecimalDegrees(luzi));
    CHECK(coordinateText(luzi, Form::Mgrs) == toMgrs(luzi));
}

TEST_CASE("what was written is read back, all over the globe", "[core][coordinates]")
{
    const std::uint32_t seed = 31;
    INFO("seed " << seed);
    std::mt19937 engine{seed};
    std::uniform_real_distribution<double> lons{-180.0, 180.0};
    std::uniform_real_distribution<double> lats{-90.0, 90.0};
    for (int i = 0; i < 2000; ++i) {
        const GeoPoint point = GeoPoint::of(lons(engine), lats(engine));
        INFO(point.lon() << ' ' << point.lat());
        // Metres lost by each form: half of its last digit on both axes, or half the diagonal of a square metre.
        const auto off = [&](const std::string& text) { return metresBetween(point, pointOf(text)); };
        CHECK(off(toDecimalDegrees(point)) < 0.08);
        CHECK(off(toDegreesMinutes(point, 5)) < 0.02);
        CHECK(off(toDegreesMinutesSeconds(point, 3)) < 0.03);
        CHECK(off(toUtm(point, 3)) < 0.001);
        CHECK(off(toMgrs(point)) < 0.75);
        // Cutting digits off names the larger square that holds the point.
        const std::string fine = toMgrs(point);
        const std::string coarse = toMgrs(point, 2);
        const std::size_t head = fine.size() - 10;
        CHECK(coarse == fine.substr(0, head + 2) + fine.substr(head + 5, 2));
    }
}
