// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fictional.h"

#include <support/support.h>

#include <tutela/analysis/statistics.h>
#include <tutela/core/value.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <iostream>

using namespace tutela;
using namespace tutela::test;
using analysis::statistics;
using nlohmann::json;

namespace {

using Row = std::map<std::string, std::string>;

/// Quoted cells with commas, quotes and line breaks; enough for this one file, and independent of the program's reader.
std::vector<Row> rowsOf(const std::string& text)
{
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            cell += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == ',' || c == '\n')) {
            rows.back().push_back(std::exchange(cell, {}));
            if (c == '\n')
                rows.emplace_back();
        } else if (c != '\r' || quoted) {
            cell += c;
        }
    }
    std::vector<Row> out;
    for (std::size_t i = 2; i < rows.size(); ++i) { // after the header and its HXL row
        if (rows[i].size() != rows[0].size())
            continue;
        Row row;
        for (std::size_t k = 0; k < rows[i].size(); ++k)
            row[rows[0][k]] = rows[i][k];
        out.push_back(std::move(row));
    }
    return out;
}

void load(Fictional& m, const std::vector<Row>& rows)
{
    auto& c = m.columns;
    for (const Row& row : rows) {
        m.incident({.lon = std::stod(row.at("longitude")), .lat = std::stod(row.at("latitude")),
                    .time = core::instantOf(row.at("date_start").substr(0, 10)), .killed = std::stoi(row.at("best")),
                    .source_type = row.at("type_of_violence")});
        c.killed_low.back() = std::stoi(row.at("low"));
        c.killed_high.back() = std::stoi(row.at("high"));
        c.killed_civilians.back() = std::stoi(row.at("deaths_civilians"));
    }
}

void requireEqual(const analysis::Statistics& found, const json& golden)
{
    REQUIRE(found.rows.size() == golden.size());
    for (const auto& row : found.rows) {
        INFO("key " << row.key.value_or("null"));
        const json& expected = golden.at(row.key.value_or("null"));
        REQUIRE(row.figures.incidents == expected.at("events").get<std::int64_t>());
        REQUIRE(row.figures.killed == expected.at("best").get<std::int64_t>());
        REQUIRE(row.figures.killed_low == expected.at("low").get<std::int64_t>());
        REQUIRE(row.figures.killed_high == expected.at("high").get<std::int64_t>());
        REQUIRE(row.figures.killed_civilians == expected.at("deaths_civilians").get<std::int64_t>());
    }
}

} // namespace

TEST_CASE("South Sudan's incidents count as the independent goldens say", "[analysis][data]")
{
    const auto data = sharedData();
    if (!data) {
        std::cout << "skipped: the folder of real data is not there\n";
        return;
    }
    const json golden = json::parse(readFile(*data / "goldens/incidents_ssd.json"));
    Fictional m;
    load(m, rowsOf(readFile(*data / "incidents/ucdp_ged_ssd_hdx.csv")));
    const auto years = statistics(m.mission(), {analysis::By::YEAR});
    REQUIRE(years.total.incidents == golden.at("total").at("events").get<std::int64_t>());
    REQUIRE(years.total.killed == golden.at("total").at("best").get<std::int64_t>());
    requireEqual(years, golden.at("by_year"));
    requireEqual(statistics(m.mission(), {analysis::By::MONTH}), golden.at("by_month_of_date_start"));
    requireEqual(statistics(m.mission(), {analysis::By::SOURCE_TYPE}), golden.at("by_type_of_violence"));

    TempFolder folder;
    const auto states = folder / "states.geojson";
    const Run converted = run({"/usr/bin/ogr2ogr", "-f", "GeoJSON", states.string(), (*data / "boundaries/osm_admin_high.gpkg").string(), "adm1_SS"});
    if (converted.exitCode != 0) {
        std::cout << "skipped: ogr2ogr did not convert the state areas: " << converted.err << '\n';
        return;
    }
    const json collection = json::parse(readFile(states)); // outlives the loop over its features
    for (const json& feature : collection.at("features")) {
        const json& properties = feature.at("properties");
        core::Area area;
        area.id = m.nextId();
        area.level = core::AreaLevel::ADMIN1;
        area.geometry = core::geometryFromJson(feature.at("geometry"));
        for (const auto& [name, value] : properties.items())
            if (value.is_string() && value.get<std::string>().starts_with("SS-"))
                area.pcode = value.get<std::string>();
        REQUIRE_FALSE(area.pcode.empty());
        m.areas.push_back(area);
    }
    const auto areas = statistics(m.mission(), {analysis::By::AREA});
    REQUIRE(areas.level == core::AreaLevel::ADMIN1);
    json expected = golden.at("by_adm1_SS");
    const auto inside = std::count_if(areas.rows.begin(), areas.rows.end(), [](const auto& row) { return row.key.has_value(); });
    REQUIRE(static_cast<std::size_t>(inside) == expected.size());
    analysis::Statistics named = areas;
    std::erase_if(named.rows, [](const auto& row) { return !row.key; });
    requireEqual(named, expected);
    REQUIRE(areas.total.incidents == 941);
}
