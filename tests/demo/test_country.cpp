// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "shared_content.h"

#include <tutela/core/hash.h>

#include <algorithm>
#include <cmath>
#include <locale>
#include <map>
#include <numeric>
#include <set>

using namespace tutela;
using namespace tutela::core;
using demo::test::content;

namespace {

/// Height at a point; the lowest of the four cells around it, since lines run along valley floors.
double valleyFloor(const demo::DemoContent& country, Vertex at)
{
    const double col = (at.x - country.frame.west) / country.frame.cellX - 0.5;
    const double row = (country.frame.north - at.y) / country.frame.cellY - 0.5;
    double lowest = 1e9;
    for (const double r : {std::floor(row), std::ceil(row)})
        for (const double c : {std::floor(col), std::ceil(col)}) {
            const auto inRow = static_cast<std::size_t>(std::clamp(r, 0.0, static_cast<double>(country.elevation.rows() - 1)));
            const auto inCol = static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(country.elevation.cols() - 1)));
            lowest = std::min(lowest, static_cast<double>(country.elevation.at(inRow, inCol)));
        }
    return lowest;
}

} // namespace

TEST_CASE("the same seed grows the same country, another seed another one", "[demo][unit]")
{
    const std::string once = demo::test::written(content());
    CHECK(once == demo::test::written(demo::generate(2026)));
    CHECK(once != demo::test::written(demo::generate(7)));
}

TEST_CASE("the country does not depend on the locale", "[demo][unit]")
{
    struct Commas : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::string usual = demo::test::written(content());
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Commas));
    const std::string elsewhere = demo::test::written(demo::generate(2026));
    std::locale::global(before);
    CHECK(usual == elsewhere);
}

TEST_CASE("every border, line and area of the country is valid", "[demo][unit]")
{
    for (const std::uint64_t seed : {std::uint64_t{2026}, std::uint64_t{99}}) {
        const demo::DemoContent country = seed == 2026 ? content() : demo::generate(seed);
        INFO("seed " << seed);
        for (const Area& area : country.areas) {
            INFO(area.name);
            CHECK(whyInvalid(area.geometry).empty());
        }
        for (const Water& water : country.waters)
            CHECK(whyInvalid(water.geometry).empty());
        for (const Road& road : country.roads)
            CHECK(whyInvalid(road.geometry).empty());
        for (const Actor& actor : country.actors)
            if (!actor.geometry.empty())
                CHECK(whyInvalid(actor.geometry).empty());
    }
}

TEST_CASE("nine sectors fill the mission area without gap or overlap", "[demo][unit]")
{
    const auto& areas = content().areas;
    REQUIRE(areas.size() == 10);
    double sum = 0.0;
    for (std::size_t i = 1; i < areas.size(); ++i) {
        CHECK(areas[i].parent_id == AreaId{areas[0].id});
        CHECK(shareInside(areas[i].geometry, areas[0].geometry) == Approx(1.0).margin(1e-9));
        sum += areaKm2(areas[i].geometry);
        for (std::size_t k = i + 1; k < areas.size(); ++k)
            CHECK(shareInside(areas[i].geometry, areas[k].geometry) == Approx(0.0).margin(1e-9));
    }
    CHECK(sum == Approx(areaKm2(areas[0].geometry)).epsilon(1e-9));
    CHECK(sum > 30'000.0);
    CHECK(sum < 60'000.0);
    const Box box = areas[0].geometry.box();
    CHECK(box.west > 2.95);
    CHECK(box.east < 5.6);
    CHECK(box.south > 0.75);
    CHECK(box.north < 3.2);
}

TEST_CASE("about two hundred places stand on dry land in exactly one sector, large ones rare", "[demo][unit]")
{
    const auto& country = content();
    CHECK(country.places.size() >= 185);
    CHECK(country.places.size() <= 215);
    std::map<std::string, int> perSector;
    std::set<std::string> names, codes;
    std::vector<std::int64_t> sizes;
    const Water& lake = country.waters.front();
    for (const Place& place : country.places) {
        INFO(place.name);
        CHECK(names.insert(place.name).second);
        CHECK(codes.insert(place.pcode).second);
        int sectors = 0;
        for (std::size_t i = 1; i < country.areas.size(); ++i)
            if (covers(country.areas[i].geometry, *place.point())) {
                ++sectors;
                ++perSector[country.areas[i].code];
                CHECK(place.admin_name == country.areas[i].name);
            }
        CHECK(sectors == 1);
        CHECK_FALSE(covers(lake.geometry, *place.point()));
        if (place.population_total)
            sizes.push_back(*place.population_total);
    }
    CHECK(perSector.size() == 9);
    for (const auto& [code, count] : perSector) {
        INFO(code);
        CHECK(count >= 6);
    }
    std::sort(sizes.rbegin(), sizes.rend());
    CHECK(sizes.front() > 100'000);
    CHECK(sizes[sizes.size() / 2] < 3'000);
    for (const std::string_view name : {"Luzi", "Ituwe", "Fanara", "Nyalo", "Adrela", "Kirenda", "Vandeka"})
        CHECK(names.contains(std::string(name)));
    const auto luzi = std::find_if(country.places.begin(), country.places.end(), [](const Place& p) { return p.name == "Luzi"; });
    CHECK(*luzi->lon == Approx(5.10).margin(0.01));
    CHECK(*luzi->lat == Approx(1.94).margin(0.01));
}

TEST_CASE("sex and age add up to the total where they are known, and are unknown in some places", "[demo][unit]")
{
    int known = 0, unknown = 0;
    for (const Place& place : content().places) {
        if (!place.population_total)
            continue;
        if (!place.women) {
            ++unknown;
            continue;
        }
        ++known;
        CHECK(*place.women + *place.men + *place.girls + *place.boys == *place.population_total);
        CHECK(place.idp.value_or(0) + place.returnees.value_or(0) + place.refugees.value_or(0) <= *place.population_total);
    }
    CHECK(known > 60);
    CHECK(unknown > 20);
}

TEST_CASE("rivers never flow uphill and end in the lake, at the border or in a larger river", "[demo][unit]")
{
    const auto& country = content();
    const Geometry& lake = country.waters.front().geometry;
    const Geometry border = [&] {
        Geometry line{Geometry::Type::LineString, {{country.areas[0].geometry.parts[0][0]}}};
        return line;
    }();
    const auto nearest = [](const Geometry& line, Vertex at) {
        double best = 1e9;
        for (const auto& part : line.parts)
            for (const auto& ring : part)
                for (const Vertex& v : ring)
                    best = std::min(best, std::hypot(v.x - at.x, v.y - at.y) * 111.0);
        return best;
    };
    std::size_t inLake = 0;
    for (const Water& river : country.waters) {
        if (river.water_kind != WaterKind::RIVER)
            continue;
        const auto& line = river.geometry.parts[0][0];
        double lowest = 1e9;
        for (const Vertex& v : line) {
            const double height = valleyFloor(country, v);
            CHECK(height <= lowest + 12.0); // the line is smoothed: it may cut a bend over the valley's side
            lowest = std::min(lowest, height);
        }
        CHECK(valleyFloor(country, line.back()) <= valleyFloor(country, line.front()));
        const double toLake = nearest(lake, line.back());
        double toOther = 1e9;
        for (const Water& other : country.waters)
            if (&other != &river && other.water_kind == WaterKind::RIVER)
                toOther = std::min(toOther, nearest(other.geometry, line.back()));
        INFO(river.name << " ends " << toLake << " km from the lake, " << toOther << " km from another river");
        CHECK((toLake < 0.7 || toOther < 0.1 || nearest(border, line.back()) < 0.7));
        if (toLake < 0.7)
            ++inLake;
    }
    CHECK(inLake >= 1);
}

TEST_CASE("roads form one network that passes by every chief place, with bridges and one closed road", "[demo][unit]")
{
    const auto& country = content();
    std::map<std::pair<std::int64_t, std::int64_t>, std::size_t> nodeOf;
    std::vector<std::size_t> parent;
    const auto root = [&](std::size_t i) {
        while (parent[i] != i)
            i = parent[i];
        return i;
    };
    const auto node = [&](Vertex v) {
        const std::pair key{std::llround(v.x * 1e6), std::llround(v.y * 1e6)};
        const auto [at, fresh] = nodeOf.try_emplace(key, parent.size());
        if (fresh)
            parent.push_back(parent.size());
        return at->second;
    };
    std::set<RoadClass> classes;
    int bridges = 0, closed = 0;
    for (const Road& road : country.roads) {
        const auto& line = road.geometry.parts[0][0];
        parent[root(node(line.front()))] = root(node(line.back()));
        classes.insert(*road.road_class);
        bridges += road.bridge == true ? 1 : 0;
        if (road.closed_from) {
            ++closed;
            CHECK(road.name.starts_with("R7"));
            CHECK(*road.closed_from == Day{std::chrono::year{2026} / 10 / 3});
            CHECK_FALSE(road.closure_reason.empty());
        }
    }
    std::set<std::size_t> roots;
    for (std::size_t i = 0; i < parent.size(); ++i)
        roots.insert(root(i));
    CHECK(roots.size() == 1);
    CHECK(classes.size() == 4);
    CHECK(bridges >= 20);
    CHECK(closed == 1);
    for (std::size_t i = 0; i < 27; ++i) {
        const Place& place = country.places[i];
        INFO(place.name);
        CHECK(nodeOf.contains({std::llround(*place.lon * 1e6), std::llround(*place.lat * 1e6)}));
    }
}

TEST_CASE("the population raster counts as many people as the mission, and knows nobody abroad", "[demo][unit]")
{
    const auto& country = content();
    double sum = 0.0;
    std::size_t abroad = 0;
    for (const float cell : country.population.cells()) {
        if (std::isnan(cell)) {
            ++abroad;
            continue;
        }
        if (cell < 0.0F)
            FAIL("fewer people than none");
        sum += static_cast<double>(cell);
    }
    CHECK(abroad > 50'000);
    CHECK(static_cast<std::int64_t>(sum) == country.mission.population);
    std::int64_t sectors = 0;
    for (std::size_t i = 1; i < country.areas.size(); ++i)
        sectors += *country.areas[i].population;
    CHECK(sectors == country.mission.population);
}
