// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include <tutela/core/cover_codes.h>
#include <tutela/geodata/raster.h>

#include <catch2/catch.hpp>

#include <limits>

using namespace tutela;
using namespace tutela::core;
using exchange::ImportKind;
using exchange::ImportRequest;

namespace {

/// Three cells of code 1, two of 4, one of 7, one without a value, one of 10.
std::filesystem::path coverIn(const test::TempFolder& folder)
{
    Grid<float> cells{2, 4, 1.0F};
    cells.at(0, 3) = cells.at(1, 0) = 4.0F;
    cells.at(1, 1) = 7.0F;
    cells.at(1, 2) = std::numeric_limits<float>::quiet_NaN();
    cells.at(1, 3) = 10.0F;
    test::writeFile(folder / "cover.tif", geodata::geoTiffBytes(cells, {500'000.0, 200'000.0, 100.0, 100.0, "EPSG:32631"}, {geodata::CellType::Byte, 255.0}));
    return folder / "cover.tif";
}

const exchange::ImportNote* noteOf(const exchange::ImportReport& report, const std::string& code)
{
    const auto at = std::find_if(report.issues.begin(), report.issues.end(), [&](const auto& note) { return note.field == "class" && note.value == code; });
    return at == report.issues.end() ? nullptr : &*at;
}

void ownCodes(ImportRequest& request) { request.values["class"] = {{"1", "OPEN"}, {"4", "forest"}}; }

std::string refusalOf(test::MissionFixture& mission, const std::filesystem::path& source, const std::string& field, const std::string& code, const std::string& cover,
                      ImportKind kind = ImportKind::LANDCOVER)
{
    try {
        static_cast<void>(mission.import(kind, source, [&](ImportRequest& request) { request.values[field][code] = cover; }));
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::Usage);
        return error.message();
    }
    return {};
}

} // namespace

TEST_CASE("an import of land cover counts the codes that are not known and says what they are taken for", "[exchange][import][cover]")
{
    test::MissionFixture mission;
    const auto source = coverIn(mission.folder);
    const auto report = mission.import(ImportKind::LANDCOVER, source);
    CHECK(report.added == 1);
    REQUIRE(noteOf(report, "1") != nullptr);
    CHECK(noteOf(report, "1")->count == 3);
    CHECK(noteOf(report, "1")->text.find("open ground") != std::string::npos);
    REQUIRE(noteOf(report, "4") != nullptr);
    CHECK(noteOf(report, "4")->count == 2);
    CHECK(noteOf(report, "10") == nullptr); // forest in WorldCover
    CHECK(report.issues.front().value == "1"); // the most frequent first
    CHECK(mission.all<Layer>().front().cover_codes.empty());
}

TEST_CASE("the classes that an import gives to codes are kept with the layer and undone with it", "[exchange][import][cover]")
{
    test::MissionFixture mission;
    const auto source = coverIn(mission.folder);
    static_cast<void>(mission.import(ImportKind::LANDCOVER, source));
    const auto report = mission.import(ImportKind::LANDCOVER, source, ownCodes);
    CHECK(report.updated == 1);
    CHECK(noteOf(report, "1") == nullptr);
    REQUIRE(noteOf(report, "10") != nullptr); // of another system of codes now
    CHECK(noteOf(report, "10")->count == 1);
    const CoverCodes codes{{1, LandCover::OPEN}, {4, LandCover::FOREST}};
    CHECK(coverCodesOf(mission.all<Layer>().front()) == codes);
    CHECK(mission.all<Layer>().front().cover_codes == "1=OPEN, 4=FOREST");
    CHECK(mission.all<Layer>().front().layer_name.empty()); // a raster holds no layers

    // The file that comes again means what was said of it; a trial and the same classes change nothing.
    CHECK(mission.import(ImportKind::LANDCOVER, source).unchanged == 1);
    CHECK(mission.import(ImportKind::LANDCOVER, source, ownCodes).unchanged == 1);
    CHECK(coverCodesOf(mission.all<Layer>().front()) == codes);

    REQUIRE(report.commit);
    static_cast<void>(mission.file.undo(mission.author, *report.commit));
    CHECK(coverCodesOf(mission.all<Layer>().front()).empty());
}

TEST_CASE("a raster that comes again as something else than land cover loses the classes of its codes", "[exchange][import][cover]")
{
    test::MissionFixture mission;
    const auto source = coverIn(mission.folder);
    static_cast<void>(mission.import(ImportKind::LANDCOVER, source, ownCodes));
    CHECK(mission.import(ImportKind::ELEVATION, source).updated == 1);
    CHECK(mission.all<Layer>().front().layer_kind == LayerKind::ELEVATION);
    CHECK(mission.all<Layer>().front().cover_codes.empty());
}

TEST_CASE("classes that are not in the raster are told, and wrong ones refused with what there is", "[exchange][import][cover]")
{
    test::MissionFixture mission;
    const auto source = coverIn(mission.folder);
    const auto report = mission.import(ImportKind::LANDCOVER, source, [](ImportRequest& request) {
        request.values["class"] = {{"1", "OPEN"}, {"3", "WATER"}};
        request.dry_run = true;
    });
    REQUIRE(noteOf(report, "3") != nullptr);
    CHECK(noteOf(report, "3")->text.find("no cell") != std::string::npos);
    CHECK(mission.all<Layer>().empty());
    CHECK(refusalOf(mission, source, "class", "4", "WOODS").find("there are OPEN, CROPLAND") != std::string::npos);
    CHECK(refusalOf(mission, source, "class", "wood", "FOREST").find("whole numbers") != std::string::npos);
    CHECK(refusalOf(mission, source, "road_class", "4", "FOREST").find("class:CODE=CLASS") != std::string::npos);
    CHECK(refusalOf(mission, source, "class", "4", "FOREST", ImportKind::ELEVATION).find("--value") != std::string::npos);
    CHECK(mission.all<Layer>().empty());
}

TEST_CASE("a text that --value reads in two ways is refused, not read in the last", "[exchange][import]")
{
    exchange::ImportRequest request;
    exchange::addValue(request, "class:1=OPEN");
    exchange::addValue(request, "class:1=OPEN"); // says nothing new
    try {
        exchange::addValue(request, "class:1=FOREST");
        FAIL("both were taken");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::Usage);
        CHECK(error.message() == "--value says of class:1 both OPEN and FOREST; leave one of the two");
    }
    CHECK(request.values["class"]["1"] == "OPEN");
}
