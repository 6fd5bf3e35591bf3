// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/cover_codes.h>
#include <tutela/core/error.h>

#include <catch2/catch.hpp>

#include <limits>

using namespace tutela::core;

namespace {

std::string refusalOf(std::string_view text)
{
    try {
        static_cast<void>(coverCodesFrom(text));
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

} // namespace

TEST_CASE("codes of a land cover read back as they were written, in any case and order", "[core][cover]")
{
    const CoverCodes codes = coverCodesFrom(" 4=forest,1=OPEN , -2=built_up");
    CHECK(codes == CoverCodes{{-2, LandCover::BUILT_UP}, {1, LandCover::OPEN}, {4, LandCover::FOREST}});
    CHECK(textOf(codes) == "-2=BUILT_UP, 1=OPEN, 4=FOREST");
    CHECK(coverCodesFrom(textOf(codes)) == codes);
    CHECK(coverCodesFrom("  ").empty());
    Layer layer;
    layer.layer_name = "wards"; // another thing: a layer within a file
    setCoverCodes(layer, codes);
    CHECK(coverCodesOf(layer) == codes);
    CHECK(layer.cover_codes == "-2=BUILT_UP, 1=OPEN, 4=FOREST");
    CHECK(layer.layer_name == "wards");
}

TEST_CASE("what is no code, no class or said twice is refused with what is known", "[core][cover]")
{
    CHECK(refusalOf("4=WOODS").find("\"WOODS\" is no class of land cover; there are OPEN, CROPLAND, SHRUB, FOREST, WETLAND, BARE, BUILT_UP, WATER") != std::string::npos);
    CHECK(refusalOf("4.5=FOREST").find("whole numbers") != std::string::npos);
    CHECK(refusalOf("=FOREST").find("whole numbers") != std::string::npos);
    CHECK(refusalOf("4").find("4=FOREST") != std::string::npos);
    CHECK(refusalOf("4=FOREST,4=OPEN").find("both FOREST and OPEN") != std::string::npos);
    CHECK(refusalOf("4=FOREST,4=FOREST").empty());
}

TEST_CASE("a layer with codes of its own has no others, without, the usual ones hold", "[core][cover]")
{
    const CoverCodes own{{4, LandCover::FOREST}};
    CHECK(coverOfCode(own, 4.0) == LandCover::FOREST);
    CHECK_FALSE(coverOfCode(own, 10.0)); // FOREST in WorldCover, which this is not
    CHECK(coverOfCode({}, 10.0) == LandCover::FOREST);
    CHECK(coverOfCode({}, 114.0) == LandCover::FOREST);
    CHECK(coverOfCode({}, 200.0) == LandCover::WATER);
    CHECK_FALSE(coverOfCode({}, 4.0));
    CHECK_FALSE(coverOfCode(own, std::numeric_limits<double>::quiet_NaN()));
    CHECK_FALSE(coverOfCode(own, 1e300));
}
