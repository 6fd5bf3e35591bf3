// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "document_p.h"
#include "pages_p.h"
#include "reach_picture_p.h"
#include "sample_model.h"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tutela;

namespace {

analysis::ReachCells cells()
{
    analysis::ReachCells made;
    made.frame = {500'000.0, 200'000.0, 250.0, 250.0, "EPSG:32631"};
    made.minutes = core::Grid<float>{3, 4, 90.0F};
    made.minutes.at(0, 0) = std::numeric_limits<float>::quiet_NaN();
    made.minutes.at(2, 3) = 5000.0F;
    made.minutes.at(1, 1) = 33.3F;
    made.gap = core::Grid<std::uint8_t>{3, 4};
    made.gap.at(2, 3) = 1;
    made.limit_minutes = 75.0;
    made.conditions = "wet season, by night, by truck";
    return made;
}

core::Geometry lineTo(double lon, double lat)
{
    core::Geometry line;
    line.type = core::Geometry::Type::LineString;
    line.parts = {{{{lon - 0.05, lat}, {lon, lat}}}};
    return line;
}

bool says(const report::ReportModel& model, const char* words)
{
    const report::Document document = report::layOut(model, "Tutela");
    const auto& boxes = document.boxes();
    return std::any_of(boxes.begin(), boxes.end(), [words](const auto& box) { return box.text == QLatin1String(words); });
}

} // namespace

TEST_CASE("reach in a model comes back within two minutes, with its frame, gaps and limit", "[report][reach]")
{
    report::ReportModel model = test::sampleModel();
    report::storeReach(cells(), model);
    const auto images = model.images;
    const report::ReportModel read = report::fromJson(report::toJson(model), images);
    const auto cover = report::storedReach(read);
    REQUIRE(cover);
    CHECK(cover->frame.west == 500'000.0);
    CHECK(cover->frame.north == 200'000.0);
    CHECK(cover->frame.cellX == Approx(250.0));
    CHECK(cover->frame.cellY == Approx(250.0));
    CHECK(cover->frame.crs == "EPSG:32631");
    CHECK(cover->limit_minutes == 75.0);
    CHECK(cover->conditions == "wet season, by night, by truck");
    REQUIRE(cover->minutes.rows() == 3);
    REQUIRE(cover->minutes.cols() == 4);
    CHECK(std::isnan(cover->minutes.at(0, 0)));
    CHECK(std::abs(cover->minutes.at(1, 1) - 33.3F) <= 2.0F);
    CHECK(cover->minutes.at(2, 3) > 960.0F); // beyond every band
    CHECK(cover->gap.at(2, 3) == 1);
    CHECK(cover->gap.at(0, 1) == 0);
}

TEST_CASE("a partner's report holds neither bands nor gaps of reach, nor an arrival", "[report][reach]")
{
    report::ReportModel model = test::sampleModel();
    report::storeReach(cells(), model);
    REQUIRE_FALSE(model.places.empty());
    model.places.front().arrival = {report::ArrivalState::LATE, 250};
    model.lines.front().arrival = {report::ArrivalState::NOBODY_COMES, {}};
    const auto partner = report::reduce(model, report::Profile::PARTNER);
    CHECK(report::storedReach(partner) == nullptr);
    CHECK_FALSE(partner.images.contains("reach"));
    CHECK(partner.map.reach_conditions.empty());
    for (const auto& place : partner.places)
        CHECK(place.arrival == report::Arrival{});
    for (const auto& line : partner.lines)
        CHECK(line.arrival == report::Arrival{});
    CHECK(report::storedReach(report::reduce(model, report::Profile::LEADERSHIP)) != nullptr);
    CHECK(report::reduce(model, report::Profile::PUBLIC).images.count("reach") == 0);
}

TEST_CASE("a version keeps the links to those places of its map that are far from roads, and prints them", "[report][reach]")
{
    report::ReportModel model = test::sampleModel();
    REQUIRE_FALSE(model.map.places.empty());
    const auto& place = model.map.places.front();
    auto found = cells();
    report::storeReach(found, model);
    CHECK(report::storedReach(model)->road_links.empty());
    CHECK_FALSE(says(model, "Place far from roads"));

    const auto shown = lineTo(place.lon + 1e-9, place.lat), elsewhere = lineTo(place.lon + 0.011, place.lat + 0.013);
    found.road_links = {elsewhere, shown};
    report::storeReach(found, model);
    const auto images = model.images;
    const report::ReportModel read = report::fromJson(report::toJson(model), images);
    REQUIRE(report::storedReach(read)->road_links.size() == 1);
    CHECK(read.map.reach_links == model.map.reach_links);
    CHECK(read.map.reach_links.front().parts.back().back().back().y == Approx(place.lat));
    CHECK(says(read, "Place far from roads"));

    const auto partner = report::reduce(model, report::Profile::PARTNER);
    CHECK(partner.map.reach_links.empty()); // their ends are exact positions
    CHECK(report::storedReach(report::reduce(model, report::Profile::LEADERSHIP))->road_links.size() == 1);
}

TEST_CASE("a version keeps which roads are fords, and its legend names them", "[report][map]")
{
    report::ReportModel model = test::sampleModel();
    const auto line = lineTo(4.3, 2.1);
    model.map.roads = {{core::RoadClass::TRACK, false, line}};
    CHECK_FALSE(says(model, "Ford"));
    model.map.roads.push_back({core::RoadClass::TRACK, false, line, true});
    const report::ReportModel read = report::fromJson(report::toJson(model), model.images);
    CHECK(read.map.roads == model.map.roads);
    CHECK(says(read, "Ford"));
    auto old = report::toJson(model);
    for (auto& road : old.at("map").at("roads"))
        road.erase("ford");
    CHECK_FALSE(says(report::fromJson(old, model.images), "Ford")); // signed before fords were kept
}
