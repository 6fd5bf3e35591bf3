// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_model.h"

#include <tutela/core/error.h>
#include <tutela/core/geo.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace tutela;
using namespace tutela::report;

TEST_CASE("a model read back from its JSON is the same model", "[report][model]")
{
    ReportModel model = test::sampleModel();
    model.images["relief"] = "bytes";
    const auto json = toJson(model);
    CHECK(fromJson(json, model.images) == model);
    CHECK(toJson(fromJson(json)).dump() == json.dump());
    CHECK(json.dump().find("\":null") == std::string::npos);
}

TEST_CASE("a stored model of another form is refused with a sentence", "[report][model]")
{
    auto json = toJson(test::sampleModel());
    json["format"] = 99;
    CHECK_THROWS_AS(fromJson(json), core::Error);
    json["format"] = 1;
    json["head"]["state"] = "SIGNED";
    CHECK_THROWS_AS(fromJson(json), core::Error);
    json["head"] = 7;
    CHECK_THROWS_AS(fromJson(json), core::Error);
}

TEST_CASE("the leadership profile names no source", "[report][reduce]")
{
    ReportModel model = test::sampleModel();
    model.lines[0].intent.reason = "SRC-HERON says so.";
    const std::string text = toJson(reduce(model, Profile::LEADERSHIP)).dump();
    CHECK(text.find("SRC-HERON") == std::string::npos);
    CHECK(text.find("Local leader") == std::string::npos);
    CHECK(text.find("Fort Otter") != std::string::npos);
}

TEST_CASE("the partner profile holds no base, source, visit, reach or exact number", "[report][reduce]")
{
    ReportModel model = test::sampleModel();
    model.lines[0].intent.reason = "SRC-HERON saw them pass Fort Otter.";
    model.actions[0].text = "Move a platoon from Fort Otter";
    const ReportModel reduced = reduce(model, Profile::PARTNER);
    const std::string text = toJson(reduced).dump();
    CHECK(text.find("SRC-HERON") == std::string::npos);
    CHECK(text.find("Fort Otter") == std::string::npos);
    CHECK(text.find("273246") == std::string::npos);
    CHECK(reduced.evidence.empty());
    CHECK(reduced.map.bases.empty());
    CHECK(reduced.figures.front().value == Number{270000});
    CHECK(reduced.places.front().people == Number{9100});
    CHECK_FALSE(reduced.places.front().days_since_visit);
    for (const auto& line : reduced.lines) {
        CHECK_FALSE(line.mission_reach.value);
        CHECK(line.explain.empty());
    }
    for (std::size_t i = 0; i < model.map.places.size(); ++i) {
        const auto& from = model.map.places[i];
        const auto& to = reduced.map.places[i];
        const double moved = core::metresBetween(core::GeoPoint::of(from.lon, from.lat), core::GeoPoint::of(to.lon, to.lat));
        CHECK(moved < 3'700.0); // half the diagonal of a 5 km cell
        const auto row = to.lat / (5.0 / 111.2);
        CHECK(row == Approx(std::round(row)).margin(0.01));
    }
    CHECK_FALSE(reduced.text.precision_note.empty());
    CHECK(model.text.one_sentence.find("78\u202f630 people") != std::string::npos);
    CHECK(reduced.text.one_sentence.find("78\u202f000 people") != std::string::npos);
}

TEST_CASE("a base that bears the name of its town does not take the town from the page", "[report][reduce]")
{
    ReportModel model = test::sampleModel();
    model.base_names = {"Luzi"};
    CHECK(reduce(model, Profile::PARTNER).lines.front().places == "Luzi");
}

TEST_CASE("the public profile holds counts by area only and none from 1 to 4", "[report][reduce]")
{
    const ReportModel reduced = reduce(test::sampleModel(), Profile::PUBLIC);
    CHECK(reduced.lines.empty());
    CHECK(reduced.places.empty());
    CHECK(reduced.harm.empty());
    CHECK(reduced.map.places.empty());
    REQUIRE(reduced.area_counts.size() == 2);
    CHECK(reduced.area_counts[0].incidents == Number{12});
    CHECK_FALSE(reduced.area_counts[0].injured);
    CHECK(reduced.area_counts[0].suppressed[2]);
    CHECK(reduced.area_counts[0].abducted == Number{0});
    CHECK_FALSE(reduced.area_counts[0].suppressed[3]);
    CHECK_FALSE(reduced.area_counts[1].incidents);
    CHECK(reduced.area_counts[1].displaced == Number{12});
    CHECK_FALSE(reduced.area_counts[0].displaced);
    CHECK_FALSE(reduced.area_counts[0].suppressed[4]); // not known is not small
}

TEST_CASE("a reduced model cannot be widened again", "[report][reduce]")
{
    const ReportModel partner = reduce(test::sampleModel(), Profile::PARTNER);
    CHECK_THROWS_AS(reduce(partner, Profile::INTERNAL), core::Error);
    CHECK(reduce(partner, Profile::PARTNER) == partner);
}
