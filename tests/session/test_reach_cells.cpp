// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/assess.h>
#include <tutela/core/sign_off.h>
#include <tutela/demo/demo.h>
#include <tutela/report/threat_assessment.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/reach_board.h>
#include <tutela/session/reach_cells.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

using namespace tutela;

namespace {

/// Coarse cells: quick, and nothing here asks for more.
session::TerrainRequest coarse()
{
    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    return request;
}

/// September is approved after its cut-off, October is a draft; both keep what reach gave them, as a mission file has it.
const core::Mission& madeDemo()
{
    static const core::Mission mission = [] {
        core::Mission made = demo::missionOf(demo::generate(2026));
        made.responses = std::make_shared<const session::MissionResponses>(coarse());
        core::Mission unsignedYet = made;
        unsignedYet.sign_offs = std::make_shared<std::vector<core::SignOff>>();
        auto lines = made.all<core::Line>();
        for (const auto& version : made.all<core::Assessment>())
            for (auto& result : analysis::evaluate(unsignedYet, core::AssessmentId{version.id}).lines)
                *std::find_if(lines.begin(), lines.end(), [&](const core::Line& line) { return line.id == result.line.id; }) = result.line;
        made.set(std::move(lines));
        return made;
    }();
    return mission;
}

core::AssessmentId versionOf(const core::Mission& mission, bool approved)
{
    for (const auto& version : mission.all<core::Assessment>())
        if (core::isFrozen(mission, core::AssessmentId{version.id}) == approved)
            return core::AssessmentId{version.id};
    throw std::runtime_error("the demo has no such version");
}

struct Printed {
    report::ReportModel model;
    std::set<core::PlaceId> asked; ///< what the gaps were asked for
    std::shared_ptr<const analysis::ReachCells> cells;
    core::Instant as_of{};
};

Printed printed(const core::Mission& mission, core::AssessmentId version)
{
    Printed out;
    report::BuildOptions options;
    options.cells = [&](const core::Mission& of, core::Instant asOf, const std::set<core::PlaceId>& atRisk, const core::Progress& progress) {
        out.asked = atRisk;
        out.as_of = asOf;
        out.cells = session::reachCellsOf(coarse())(of, asOf, atRisk, progress);
        return out.cells;
    };
    out.model = report::buildThreatAssessment(mission, version, options);
    return out;
}

/// The symbols of the map that are High or above.
std::set<core::PlaceId> highSymbols(const core::Mission& mission, const report::ReportModel& model)
{
    std::set<core::PlaceId> found;
    for (const auto& symbol : model.map.places)
        if (symbol.band >= core::Band::HIGH)
            for (const auto& place : mission.all<core::Place>())
                if (place.name == symbol.name && place.lon == symbol.lon && place.lat == symbol.lat)
                    found.insert({place.id});
    return found;
}

/// Checks that what is hatched lies around the symbols beyond D, all of it and nothing else. @returns their number
std::size_t checkHatch(const core::Mission& mission, const Printed& printed)
{
    const auto terrain = session::terrainOf(mission, coarse());
    analysis::ReachOptions options;
    options.as_of = printed.as_of;
    const auto reach = analysis::reachOf(mission, *terrain.terrain, options, true);
    const auto symbols = highSymbols(mission, printed.model);
    std::vector<core::Vertex> beyond;
    for (const auto& place : reach.places)
        if (symbols.contains(place.place) && !place.in_time) {
            const auto& record = *mission.find<core::Place>(place.place);
            beyond.push_back(terrain.terrain->toGrid({*record.lon, *record.lat}));
        }
    const auto isGap = [&](std::size_t r, std::size_t c) {
        constexpr double kCells = 10'000.0 / 2000.0;
        const auto near = [&](core::Vertex at) { return std::hypot(static_cast<double>(c) - at.x, static_cast<double>(r) - at.y) <= kCells; };
        return !(static_cast<double>(reach.minutes.at(r, c)) <= reach.attack_minutes) && std::any_of(beyond.begin(), beyond.end(), near);
    };
    const auto& gap = printed.cells->gap;
    std::size_t wrong = 0, hatched = 0;
    for (std::size_t r = 0; r < reach.minutes.rows(); ++r)
        for (std::size_t c = 0; c < reach.minutes.cols(); ++c) {
            const bool is = !gap.empty() && gap.at(r, c) != 0;
            hatched += is ? 1 : 0;
            wrong += is == isGap(r, c) ? 0 : 1;
        }
    CHECK(wrong == 0);
    CHECK((hatched > 0) == !beyond.empty());
    return beyond.size();
}

} // namespace

TEST_CASE("a first approved version is hatched around its own places at risk, though it was signed after its cut-off", "[reach][report]")
{
    const core::Mission& mission = madeDemo();
    const Printed made = printed(mission, versionOf(mission, true));
    CHECK(made.asked == highSymbols(mission, made.model));
    REQUIRE_FALSE(made.asked.empty());
    CHECK(made.model.map.reach_conditions == (analysis::seasonOf(mission, made.as_of) == core::Season::WET ? "wet season, by day, fastest means of each base" : "dry season, by day, fastest means of each base"));
    CHECK(analysis::bandOfPlaces(mission, made.as_of).empty()); // nothing was signed by then
    CHECK(checkHatch(mission, made) > 0);
}

TEST_CASE("a draft is hatched by its own ratings, not by those of the version that was signed before", "[reach][report]")
{
    core::Mission mission = madeDemo();
    const auto draft = versionOf(mission, false);
    const Printed made = printed(mission, draft);
    CHECK(made.asked == highSymbols(mission, made.model));
    CHECK(checkHatch(mission, made) > 0);

    // A draft of one line: what September rated is not hatched with it.
    auto lines = mission.all<core::Line>();
    const auto kept = std::find_if(lines.begin(), lines.end(), [&](const core::Line& line) { return line.assessment_id == draft; })->id;
    std::erase_if(lines, [&](const core::Line& line) { return line.assessment_id == draft && line.id != kept; });
    mission.set(std::move(lines));
    const Printed fewer = printed(mission, draft);
    CHECK(fewer.asked == highSymbols(mission, fewer.model));
    CHECK(fewer.asked.size() < made.asked.size());
    static_cast<void>(checkHatch(mission, fewer));
}

TEST_CASE("the map of a version links its places that are far from roads to the nearest, and no other place", "[reach][report]")
{
    core::Mission mission = madeDemo();
    mission.set(std::vector<core::Road>{mission.all<core::Road>().front()}); // so most places are far from it
    const Printed made = printed(mission, versionOf(mission, false));
    REQUIRE(made.cells);
    const auto& links = made.model.map.reach_links;
    CHECK_FALSE(links.empty());
    CHECK(made.cells->road_links.size() >= links.size());
    const auto& symbols = made.model.map.places;
    for (const auto& link : links) {
        const core::Vertex end = link.parts.back().back().back();
        CHECK(std::any_of(symbols.begin(), symbols.end(), [&](const auto& place) { return std::hypot(place.lon - end.x, place.lat - end.y) < 1e-4; }));
    }
}

TEST_CASE("an approved version tells when the first unit arrives, by the time that was signed", "[reach][report]")
{
    const core::Mission& mission = madeDemo();
    const auto version = versionOf(mission, true);
    const auto result = analysis::evaluate(mission, version);
    const auto model = report::buildThreatAssessment(mission, version, report::BuildOptions{});
    REQUIRE(model.lines.size() == result.lines.size());
    std::size_t told = 0;
    for (std::size_t i = 0; i < model.lines.size(); ++i) {
        const auto& line = result.lines[i].line;
        const auto& arrival = model.lines[i].arrival;
        if (line.response_minutes) {
            ++told;
            REQUIRE(arrival.minutes);
            CHECK(*arrival.minutes == std::llround(*line.response_minutes));
            CHECK(arrival.state == (*line.response_minutes <= analysis::attackMinutes(mission, result.as_of) ? report::ArrivalState::IN_TIME : report::ArrivalState::LATE));
        } else {
            CHECK_FALSE(arrival.minutes);
        }
    }
    CHECK(told > 0);
}
