// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <tutela/core/field_table.h>
#include <tutela/core/mission.h>
#include <tutela/core/text.h>

#include <nlohmann/json.hpp>

#include <set>

using namespace tutela::core;

namespace {

template <class T>
void roundTrips()
{
    T record;
    record.id = 42;
    const RecordValues values = valuesOf(record);
    CHECK(recordOf<T>(values) == record);
    CHECK(values.values.size() == fieldsOf(T::kind).size());
}

} // namespace

TEST_CASE("every field has one name, a label and the kind of its table", "[core][unit]")
{
    for (const auto kindWord : wordsOf<Kind>()) {
        const Kind kind = *enumerator<Kind>(kindWord);
        INFO(kindName(kind));
        std::set<std::string_view> names;
        REQUIRE(fieldsOf(kind).size() > 12);
        CHECK(fieldsOf(kind)[0].name == "id");
        for (const Field& field : fieldsOf(kind)) {
            INFO(field.name);
            CHECK(names.insert(field.name).second);
            CHECK(field.kind == kind);
            CHECK_FALSE(labelOf(field).empty());
            CHECK_FALSE(field.group.empty());
            CHECK(findField(kind, field.name) == &field);
        }
        CHECK(kindOf(kindName(kind)) == kind);
        CHECK(kindOfTable(tableOf(kind)) == kind);
    }
}

TEST_CASE("a typed record survives the way through values", "[core][unit]")
{
    roundTrips<MissionDetails>();
    roundTrips<Area>();
    roundTrips<Group>();
    roundTrips<Actor>();
    roundTrips<Threat>();
    roundTrips<Source>();
    roundTrips<Incident>();
    roundTrips<Alert>();
    roundTrips<Base>();
    roundTrips<Unit>();
    roundTrips<CanTest>();
    roundTrips<Road>();
    roundTrips<Water>();
    roundTrips<Assessment>();
    roundTrips<Line>();
    roundTrips<Action>();
    roundTrips<Strategy>();
    roundTrips<Scenario>();
    roundTrips<Layer>();
    roundTrips<Structure>();
    roundTrips<Meeting>();
    roundTrips<Stakeholder>();
    Place place;
    place.id = 7;
    place.name = "Luzi";
    place.lon = 5.1;
    place.lat = 1.94;
    place.population_total = 0; // known to be none: not the same as unknown
    place.vulnerability_yes = {VulnerabilityFactor::ISOLATED};
    place.pop_date = dayOf("2025-01-31");
    CHECK(recordOf<Place>(valuesOf(place)) == place);
    Patrol patrol;
    patrol.id = 8;
    patrol.stops = {PatrolStop{}};
    patrol.stops[0].place_id = PlaceId{7};
    patrol.stops[0].actual_arrival = instantOf("2026-10-01T06:00:00Z");
    patrol.stops[0].met_women = 12;
    patrol.stops[0].dismounted = true;
    patrol.geometry = {Geometry::Type::LineString, {{{{5.0, 1.0}, {5.1, 1.1}}}}};
    patrol.route_conditions = {{"Luzi to Oru", false, {}, "bridge down"}, {"Oru to Baro", true, 12.5, ""}};
    patrol.actors_seen = {{ActorId{3}, {}, 0, "", ""}, {{}, ActorKind::UNKNOWN_ARMED, {}, "north", "taking tolls"}};
    patrol.needs = {"Water for 200 families, passed to the water cluster"};
    patrol.promise_ids = {ActionId{9}};
    patrol.declassify_on = dayOf("2046-10-01");
    CHECK(recordOf<Patrol>(valuesOf(patrol)) == patrol);
    Actor actor;
    actor.id = 3;
    actor.conduct_by_area = {{AreaId{1}, ConductToCivilians::ABUSIVE}, {AreaId{2}, ConductToCivilians::PROTECTIVE}};
    CHECK(recordOf<Actor>(valuesOf(actor)) == actor);
}

TEST_CASE("values read from JSON are checked and named", "[core][unit]")
{
    const auto read = [](Kind kind, const char* name, const nlohmann::json& json) { return valueFromJson(*findField(kind, name), json); };
    CHECK(read(Kind::PLACE, "lon", 5.12345678) == Value{5.123457});
    CHECK_THROWS_AS(read(Kind::PLACE, "lat", 91), Error);
    CHECK_THROWS_AS(read(Kind::PLACE, "population_total", -1), Error);
    CHECK_THROWS_AS(read(Kind::PLACE, "population_total", 1'000'000'000'001), Error); // sums over a mission stay exact
    CHECK_THROWS_AS(read(Kind::INCIDENT, "killed_best", 2'000'000'001), Error);
    CHECK_THROWS_AS(read(Kind::THREAT, "intent", 6), Error);
    CHECK_THROWS_AS(read(Kind::THREAT, "acts", nlohmann::json::array({"NOT_AN_ACT"})), Error);
    CHECK(read(Kind::THREAT, "acts", nlohmann::json::array({"KILLING"})) == Value{std::string{R"(["KILLING"])"}});
    CHECK(isNull(read(Kind::PLACE, "population_total", nullptr)));
    CHECK(read(Kind::PLACE, "population_total", 0) == Value{std::int64_t{0}});
    CHECK_THROWS_AS(read(Kind::PATROL, "stops", nlohmann::json::array({{{"no_such", 1}}})), Error);
}

TEST_CASE("the canonical line is sorted, compact and leaves out nulls", "[core][unit]")
{
    Place place;
    place.id = 7;
    place.name = "Caf\xC3\xA9";
    place.lon = 5.1;
    place.lat = 0.1;
    CHECK(canonicalLine(valuesOf(place)) == "places\t7\t{\"id\":7,\"lat\":0.1,\"lon\":5.1,\"name\":\"Caf\xC3\xA9\"}");
}

TEST_CASE("geometry survives WKB and GeoJSON", "[core][unit]")
{
    Geometry area{Geometry::Type::MultiPolygon,
                  {{{{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}}, {{0.5, 0.5}, {1, 0.5}, {1, 1}, {0.5, 0.5}}}}};
    CHECK(fromWkb(toWkb(area)) == area);
    CHECK(geometryFromJson(toJson(area)) == area);
    CHECK(covers(area, GeoPoint::of(1.5, 1.5)));
    CHECK(covers(area, GeoPoint::of(2, 1)));
    CHECK_FALSE(covers(area, GeoPoint::of(0.9, 0.6)));
    CHECK_THROWS_AS(fromWkb(toWkb(area).substr(0, 40)), Error);
}

TEST_CASE("days and months are cut in the mission's zone", "[core][unit]")
{
    const TimeZone lagos = TimeZone::of("Africa/Lagos"); // UTC+1, no daylight saving
    CHECK(toText(lagos.startOf(dayOf("2026-10-31"))) == "2026-10-30T23:00:00.000Z");
    CHECK(lagos.dayAt(instantOf("2026-10-30T23:00:00Z")) == dayOf("2026-10-31"));
    const Period october = monthPeriod("2026-10", lagos);
    CHECK(toText(october.from) == "2026-09-30T23:00:00.000Z");
    CHECK(toText(october.to) == "2026-10-31T23:00:00.000Z");
    CHECK_THROWS_AS(TimeZone::of("Africa/Nowhere"), Error);
}

TEST_CASE("text is normalised, folded and grouped", "[core][unit]")
{
    CHECK(normalised("Cafe\xCC\x81") == "Caf\xC3\xA9");
    CHECK_THROWS_AS(normalised("\xE9t\xE9"), Error);
    CHECK(folded("  \xC3\x89l-Obe\xC3\xAF" "d ") == "el obeid");
    CHECK(grouped(41300) == "41\u202F300");
    CHECK(grouped(-1234567) == "-1\u202F234\u202F567");
    CHECK(withVisibleControls("a\u202E" "b") == "a\u2039U+202E\u203A" "b");
    CHECK(shortest(0.1) == "0.1");
}
