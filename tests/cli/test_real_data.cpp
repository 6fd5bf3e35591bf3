// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Real files through the built program, against independent answers. Needs the folder of trial data.
#include "cli/program.h"

#include <set>

using namespace tutela::test;
using nlohmann::json;

namespace {

std::optional<std::filesystem::path> data()
{
    auto folder = sharedData();
    if (!folder)
        std::cout << "skipped: the folder of trial data is absent (set TUTELA_TEST_DATA)\n";
    return folder;
}

std::map<std::string, json> byKey(const json& document)
{
    std::map<std::string, json> rows;
    for (const auto& row : document.at("rows"))
        rows[row.at("key").is_null() ? "" : row.at("key").get<std::string>()] = row;
    return rows;
}

void requireGolden(const std::map<std::string, json>& rows, const json& golden)
{
    for (const auto& [key, expected] : golden.items()) {
        INFO(key);
        REQUIRE(rows.contains(key));
        const json& row = rows.at(key);
        CHECK(row["incidents"] == expected["events"]);
        CHECK(row["killed"] == expected["best"]);
        CHECK(row["killed_low"] == expected["low"]);
        CHECK(row["killed_high"] == expected["high"]);
    }
}

/// Civilians killed: all victims of one-sided violence (type 3), else the column deaths_civilians (doctrine.md 2.9). The
/// independent counts sum that column for every type, so only the types themselves and the total can be compared exactly.
void requireCivilians(const json& document, const json& golden, const json& types)
{
    std::int64_t sum = 0;
    for (const auto& row : document.at("rows")) {
        sum += row.at("killed_civilians").get<std::int64_t>();
        if (!row.at("key").is_null())
            CHECK(row["killed_civilians"] >= golden.at(row.at("key").get<std::string>())["deaths_civilians"]);
    }
    CHECK(sum == types["1"]["deaths_civilians"].get<std::int64_t>() + types["2"]["deaths_civilians"].get<std::int64_t>() + types["3"]["best"].get<std::int64_t>());
}

} // namespace

TEST_CASE("the incidents of South Sudan give exactly the independent counts", "[cli][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const TempFolder temp;
    const std::string file = temp / "ssd.gpkg";
    REQUIRE(runTutela({"new", file, "--name", "South Sudan trial"}).exitCode == 0);
    const std::string source = *folder / "incidents/ucdp_ged_ssd_hdx.csv";
    const json sheet = tutelaJson({"import", file, source, "--as", "incidents"});
    CHECK(sheet["read"] == 941);
    CHECK(sheet["added"] == 941);
    CHECK(sheet["rejected"] == 0);
    tutelaJson({"import", file, *folder / "boundaries/osm_admin_high.gpkg", "--as", "areas", "--layer", "adm1_SS", "--map", "name=name", "--map",
                "pcode=iso2", "--map", "level=admin_level", "--value", "level:4=ADMIN1"});
    const json golden = json::parse(readFile(*folder / "goldens/incidents_ssd.json"));
    const json& types = golden["by_type_of_violence"];
    for (const auto& [by, table] : {std::pair{"year", "by_year"}, {"source_type", "by_type_of_violence"}, {"month", "by_month_of_date_start"}, {"area", "by_adm1_SS"}}) {
        const json counted = tutelaJson({"stats", file, "--by", by});
        requireGolden(byKey(counted), golden[table]);
        requireCivilians(counted, golden[table], types);
    }
    const auto byType = byKey(tutelaJson({"stats", file, "--by", "source_type"}));
    for (const char* type : {"1", "2"})
        CHECK(byType.at(type)["killed_civilians"] == types[type]["deaths_civilians"]);
    CHECK(byType.at("3")["killed_civilians"] == types["3"]["best"]);
    const json areas = tutelaJson({"stats", file, "--by", "area"});
    CHECK(areas["total"]["incidents"] == 941);
    CHECK(areas["total"]["killed"] == golden["total"]["best"]);

    const std::string hash = tutelaJson({"check", file, "--deep"})["content_hash"];
    const json again = tutelaJson({"import", file, source, "--as", "incidents"});
    CHECK(again["unchanged"] == 941);
    CHECK(again["added"] == 0);
    CHECK(tutelaJson({"check", file, "--deep"})["content_hash"] == hash);
}

TEST_CASE("the other column sets of events import whole", "[cli][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const TempFolder temp;
    const std::string unpacked = temp / "ucdp_ged191_syr.csv";
    writeFile(unpacked, run({"xz", "-dc", *folder / "incidents/ucdp_ged191_syr.csv.xz"}).out);
    const std::vector<std::pair<std::string, int>> files{
        {unpacked, 16566},
        {*folder / "incidents/ucdp_ged231_global_sample1000.csv", 1000},
        {*folder / "incidents/acled_layouts/acled_2020_31columns_long_dates.csv", 60},
        {*folder / "incidents/acled_layouts/acled_hdx_31columns_hxl.csv", 40},
        {*folder / "incidents/acled_layouts/acled_2024_31columns_words.csv", 80},
    };
    for (const auto& [source, rows] : files) {
        INFO(source);
        const std::string file = temp / "m.gpkg";
        std::filesystem::remove(file);
        REQUIRE(runTutela({"new", file}).exitCode == 0);
        const json sheet = tutelaJson({"import", file, source, "--as", "incidents"});
        CHECK(sheet["read"] == rows);
        CHECK(sheet["added"] == rows);
        CHECK(tutelaJson({"info", file})["counts"]["incidents"] == rows);
    }
}

TEST_CASE("the settlements of South Sudan balance to the row", "[cli][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const TempFolder temp;
    const std::string file = temp / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    const std::vector<std::string> import{"import", file, *folder / "settlements/ssd_settlements_mapaction.csv", "--as", "places", "--id", "OBJECTID",
                                          "--map", "name=SETTLEMENT_NAME", "--map", "lon=LONGITUDE", "--map", "lat=LATITUDE"};
    const json sheet = tutelaJson(import);
    CHECK(sheet["read"] == 10959);
    CHECK(sheet["read"].get<int>() == sheet["accepted"].get<int>() + sheet["rejected"].get<int>());
    CHECK(sheet["rejected"].get<std::size_t>() == sheet["rejections"].size());
    for (const auto& rejection : sheet["rejections"])
        CHECK_FALSE(rejection["reason"].get<std::string>().empty());
    const json again = tutelaJson(import);
    CHECK(again["added"] == 0);
    CHECK(again["unchanged"] == sheet["accepted"]);
}

TEST_CASE("every malformed file ends in a clear message and changes nothing", "[cli][data]")
{
    const auto folder = data();
    if (!folder)
        return;
    const TempFolder temp;
    const std::string file = temp / "m.gpkg";
    REQUIRE(runTutela({"new", file}).exitCode == 0);
    const std::string hash = tutelaJson({"check", file, "--deep"})["content_hash"];
    int tried = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder / "malformed")) {
        if (!entry.is_regular_file())
            continue;
        for (const char* kind : {"places", "layer", "elevation"}) {
            INFO(entry.path() << " as " << kind);
            const Run result = runTutela({"import", file, entry.path(), "--as", kind, "--dry-run"}, {}, 20.0);
            CHECK((result.exitCode == 0 || result.exitCode == 2 || result.exitCode == 3));
            if (result.exitCode != 0)
                CHECK(result.err.size() > 20);
            ++tried;
        }
    }
    CHECK(tried > 100);
    CHECK(tutelaJson({"check", file, "--deep"})["content_hash"] == hash);
}
