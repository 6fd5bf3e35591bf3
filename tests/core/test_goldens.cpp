// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "support/support.h"

#include <tutela/core/coordinates.h>
#include <tutela/core/text.h>

#include <iostream>
#include <sstream>

using namespace tutela;
using namespace tutela::core;

namespace {

/// Rows of a plain CSV file without quotes, the header left out; none, with a message, when the data is absent.
std::vector<std::vector<std::string>> golden(const std::string& name)
{
    const auto data = test::sharedData();
    if (!data || !std::filesystem::exists(*data / "goldens" / name)) {
        std::cout << "skipped: the golden " << name << " is not there\n";
        return {};
    }
    std::istringstream lines{test::readFile(*data / "goldens" / name)};
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line))
        rows.push_back(split(trimmed(line), ',')); // lines may end in CR LF
    return rows;
}

} // namespace

TEST_CASE("MGRS and UTM agree with GeoConvert on real places", "[core][coordinates]")
{
    for (const auto& row : golden("mgrs.csv")) {
        REQUIRE(row.size() >= 6);
        const std::size_t at = row.size() - 5; // the name itself may hold commas
        INFO(row[0]);
        const GeoPoint point = GeoPoint::of(std::stod(row[at + 1]), std::stod(row[at]));
        CHECK(toMgrs(point, 5) == row[at + 2]);
        CHECK(toMgrs(point, 2) == row[at + 3]);
        CHECK(toUtm(point, 3) == row[at + 4]);
        CHECK(metresBetween(point, pointOf(row[at + 2])) < 0.75);  // half the diagonal of 1 m
        CHECK(metresBetween(point, pointOf(row[at + 3])) < 750.0); // of 1 km
    }
}

TEST_CASE("distances agree with GeodSolve within a millimetre", "[core][geo]")
{
    for (const auto& row : golden("geodesic_inverse_wgs84.csv")) {
        REQUIRE(row.size() == 7);
        const GeoPoint from = GeoPoint::of(std::stod(row[1]), std::stod(row[0]));
        const GeoPoint to = GeoPoint::of(std::stod(row[3]), std::stod(row[2]));
        CHECK(metresBetween(from, to) == Approx(std::stod(row[4])).margin(0.001).epsilon(0));
    }
}
