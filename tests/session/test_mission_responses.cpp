// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/support.h"

#include <tutela/analysis/assess.h>
#include <tutela/analysis/band_of_places.h>
#include <tutela/analysis/coverage.h>
#include <tutela/analysis/reach.h>
#include <tutela/core/error.h>
#include <tutela/demo/demo.h>
#include <tutela/geodata/raster.h>
#include <tutela/session/mission_responses.h>
#include <tutela/session/overview.h>
#include <tutela/session/reach_board.h>
#include <tutela/session/scenario_lines.h>
#include <tutela/session/work_context.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stop_token>

using namespace tutela;
using session::MissionResponses;

namespace {

const core::Instant kAsOf = core::instantOf("2026-11-01T00:00:00.000Z");

const core::Mission& demoMission()
{
    static const core::Mission mission = demo::missionOf(demo::generate(2026));
    return mission;
}

/// Coarse cells: quick, and nothing here asks for more.
session::TerrainRequest coarse()
{
    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    return request;
}

core::Mission withResponses(core::Mission mission)
{
    mission.responses = std::make_shared<const MissionResponses>(coarse());
    return mission;
}

analysis::Reach reachOf(const core::Mission& mission, analysis::ReachOptions options = {})
{
    options.as_of = kAsOf;
    return analysis::reachOf(mission, *session::terrainOf(mission, coarse()).terrain, options);
}

template <class T, class Change>
core::Mission changed(core::Mission mission, std::int64_t id, Change change)
{
    auto all = mission.all<T>();
    change(*std::find_if(all.begin(), all.end(), [&](const T& record) { return record.id == id; }));
    mission.set(std::move(all));
    return mission;
}

} // namespace

TEST_CASE("response times are those of reach, by day and in the season of the cut-off")
{
    const MissionResponses source{coarse()};
    const auto times = source.at(demoMission(), kAsOf, {});
    const auto reach = reachOf(demoMission());
    REQUIRE(times->not_computed.empty());
    REQUIRE(times->places.size() == reach.places.size());
    CHECK(times->season == analysis::seasonOf(demoMission(), kAsOf));
    for (const auto& place : reach.places) {
        const auto& time = times->places.at(place.place);
        CHECK((time.state == core::ResponseTime::State::Reached) == place.isReached());
        if (place.isReached())
            CHECK(time.minutes() == Approx(place.t_resp));
    }
}

TEST_CASE("response times are kept while bases, units and ground stay, and made anew when one of them changes")
{
    const MissionResponses source{coarse()};
    const core::Mission mission = demoMission();
    const auto first = source.at(mission, kAsOf, {});
    CHECK(source.at(mission, kAsOf, {}) == first);
    const auto& place = mission.all<core::Place>().front();
    CHECK(source.at(changed<core::Place>(mission, place.id, [](core::Place& p) { p.population_total = 17; }), kAsOf, {}) == first);

    const auto someBase = std::find_if(mission.all<core::Unit>().begin(), mission.all<core::Unit>().end(), [](const core::Unit& unit) { return unit.base_id.has_value(); })->base_id->value;
    const auto closed = source.at(changed<core::Base>(mission, someBase, [](core::Base& base) { base.open_to = core::dayOf("2026-01-01"); }), kAsOf, {});
    CHECK(closed != first);
    CHECK(source.at(mission, kAsOf - std::chrono::days{40}, {})->as_of == kAsOf - std::chrono::days{40});
    CHECK(source.at(mission, kAsOf, {}) == first); // still kept

    const auto moved = source.at(changed<core::Place>(mission, place.id, [](core::Place& p) { p.lat = *p.lat + 0.05; }), kAsOf, {});
    CHECK(moved != first);
}

TEST_CASE("response times under a scenario are those of reach with its changes, kept beside those of today")
{
    const MissionResponses source{coarse()};
    const std::string changes = R"({"night":true})";
    const auto today = source.at(demoMission(), kAsOf, {}), night = source.under(changes, demoMission(), kAsOf, {});
    REQUIRE(night->not_computed.empty());
    CHECK(source.under(changes, demoMission(), kAsOf, {}) == night);
    CHECK(source.at(demoMission(), kAsOf, {}) == today);
    analysis::ReachOptions options;
    options.night = true;
    for (const auto& place : reachOf(demoMission(), options).places)
        if (place.isReached())
            CHECK(night->places.at(place.place).minutes() == Approx(place.t_resp));
    CHECK(source.under(R"({"close_bases":[1]})", demoMission(), kAsOf, {})->not_computed.find("there is no base 1") != std::string::npos);
    CHECK(source.under("[", demoMission(), kAsOf, {})->not_computed.find("no JSON object") != std::string::npos);
}

TEST_CASE("without a road and land cover no time is told, nor without anything that has a position")
{
    core::Mission mission = demoMission();
    mission.set<core::Road>({});
    const auto none = MissionResponses{coarse()}.at(mission, kAsOf, {});
    CHECK(none->not_computed.find("no roads and no land cover") != std::string::npos);
    CHECK(none->places.empty());

    core::Mission nowhere;
    nowhere.set<core::Road>({core::Road{}});
    CHECK(MissionResponses{coarse()}.at(nowhere, kAsOf, {})->not_computed.starts_with("travel times are not computed: "));
}

TEST_CASE("whoever waits for response times can stop, and whoever computes them too")
{
    const MissionResponses source{coarse()};
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(source.at(demoMission(), kAsOf, core::Progress{stop.get_token(), {}}), core::Cancelled);
    CHECK_FALSE(source.at(demoMission(), kAsOf, {})->places.empty()); // the one that was stopped left nothing half done
}

TEST_CASE("an assessment takes its mission reach from the snapshot's response times")
{
    const core::Mission mission = withResponses(demoMission());
    const auto draft = analysis::draft(mission, {{}, {kAsOf - std::chrono::days{31}, kAsOf}, kAsOf});
    const auto reach = reachOf(demoMission());
    std::size_t computed = 0;
    for (const auto& line : draft.result.lines) {
        if (line.reach != analysis::ReachStatus::ResponseTime || line.place_ids.size() != 1)
            continue;
        ++computed;
        const auto place = std::find_if(reach.places.begin(), reach.places.end(), [&](const auto& each) { return each.place == line.place_ids[0]; });
        const int byTime = !place->isReached() || place->t_resp > 120 ? 0 : place->t_resp > 60 ? 1 : 2;
        INFO(line.title);
        CHECK((line.mission_reach == byTime || line.mission_reach == byTime - 1)); // less one where alerts were left unanswered
    }
    CHECK(computed > 5);
}

TEST_CASE("closing a base lists the lines whose class, risk or reach changes, and opening it again none")
{
    const core::Mission& mission = demoMission();
    const auto today = reachOf(mission);
    CHECK(session::linesUnderScenario(mission, today, today).empty());
    // The base from which most places at risk are reached.
    std::map<core::BaseId, int> served;
    for (const auto& place : today.places)
        if (place.in_time && place.base && place.priority)
            ++served[*place.base];
    REQUIRE_FALSE(served.empty());
    analysis::ReachOptions options;
    options.closed_bases = {std::max_element(served.begin(), served.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first};
    const auto changes = session::linesUnderScenario(mission, today, reachOf(mission, options));
    REQUIRE_FALSE(changes.empty());
    for (const auto& change : changes) {
        INFO(change.title);
        CHECK((change.reach_today != change.reach_then || change.risk_today != change.risk_then));
        CHECK(change.reach_then.value_or(0) <= change.reach_today.value_or(0)); // nobody is reached better by one base less
        CHECK(change.risk_then.highest >= change.risk_today.highest);
        CHECK_FALSE(change.title.empty());
    }
    for (std::size_t i = 1; i < changes.size(); ++i)
        CHECK(changes[i - 1].changesClass() >= changes[i].changesClass());
}

TEST_CASE("the overview's first figure and sentence are the people at risk that nobody reaches in time")
{
    const core::Mission mission = withResponses(demoMission());
    const auto period = session::WorkContext::firstPeriod(mission);
    const auto overview = session::overviewOf(mission, period, std::nullopt);
    const auto times = mission.responses->at(mission, period->to, {});
    std::int64_t people = 0, places = 0;
    for (const auto& [id, rating] : analysis::bandOfPlaces(mission)) {
        const auto& time = times->places.at(id);
        if (rating.band.lowest < core::Band::HIGH || (time.state == core::ResponseTime::State::Reached && time.minutes() <= 120.0))
            continue;
        people += mission.find<core::Place>(id)->population_total.value_or(0);
        ++places;
    }
    REQUIRE(places > 1);
    const auto& figure = overview.figures[0];
    CHECK(figure.value == people);
    CHECK(figure.label == QStringLiteral("people in Critical and High places not reached within 2 h"));
    CHECK_FALSE(figure.before); // the signed version is the first of its kind
    CHECK(static_cast<std::int64_t>(figure.records.size()) == places);
    CHECK(overview.headline.contains(QStringLiteral("in %1 places at High or Critical risk cannot be reached within 2 h").arg(places)));
    const auto told = std::count_if(overview.attention.begin(), overview.attention.end(), [](const auto& item) { return item.text.contains(QStringLiteral("cannot be reached within 2 h")); });
    CHECK(told == places);
}

TEST_CASE("places overdue for a visit are those that coverage says, and none is told without patrols")
{
    core::Mission mission = demoMission();
    const auto period = session::WorkContext::firstPeriod(mission);
    const auto coverage = analysis::coverageOf(mission, {period->to - std::chrono::days{30}, period->to}, period->to);
    const auto overdue = std::count_if(coverage.places.begin(), coverage.places.end(), [](const auto& place) { return place.isOverdue(); });
    const auto figure = session::overviewOf(mission, period, std::nullopt).figures[2];
    CHECK(figure.value == overdue);
    CHECK(figure.label == QStringLiteral("places overdue for a visit"));
    CHECK_FALSE(figure.before); // nothing was assessed a month earlier, so nothing could be overdue
    mission.set<core::Patrol>({});
    const auto none = session::overviewOf(mission, period, std::nullopt).figures[2];
    CHECK_FALSE(none.value);
    CHECK(none.note == QStringLiteral("no patrol is recorded"));
}

TEST_CASE("a second tile of elevation fills the gaps of the first, and changes nothing else")
{
    // On the equator at 3 degrees east: a base in the middle, a place 0.15 degrees to the east of it and one to the west. The first
    // tile is level and ends 0.05 degrees west of the base; the second rises from there to the west, and falls to the east.
    constexpr std::size_t kRows = 400, kCols = 600, kSeam = 250; // columns of 0.001 degrees from 2.7 E
    constexpr double kDegrees = 0.001, kWest = 2.7, kNorth = 0.3, kMetresOfColumn = 111.32, kRise = 10.0, kLevel = 3000.0;
    const core::GridFrame frame{kWest, kNorth, kDegrees, kDegrees, "EPSG:4326"};
    core::Grid<float> first{kRows, kCols}, second{kRows, kCols};
    for (std::size_t row = 0; row < kRows; ++row)
        for (std::size_t col = 0; col < kCols; ++col) {
            first.at(row, col) = col < kSeam ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(kLevel);
            second.at(row, col) = static_cast<float>(kLevel + kRise * (static_cast<double>(kSeam) - static_cast<double>(col)));
        }
    const test::TempFolder folder;
    test::writeFile(folder / "first.tif", geodata::geoTiffBytes(first, frame));
    test::writeFile(folder / "second.tif", geodata::geoTiffBytes(second, frame));

    core::Mission mission;
    core::Base base;
    base.id = 1;
    base.lon = 3.0;
    base.lat = 0.1;
    mission.set<core::Base>({base});
    core::Unit unit; // without vehicles: on foot
    unit.id = 2;
    unit.unit_kind = core::UnitKind::QRF_PLATOON;
    unit.base_id = core::BaseId{base.id};
    mission.set<core::Unit>({unit});
    core::Place east, west;
    east.id = 3;
    west.id = 4;
    east.lon = 3.15;
    west.lon = 2.85;
    east.lat = west.lat = 0.1;
    mission.set<core::Place>({east, west});
    const auto reachOver = [&](const std::vector<std::string>& tiles) {
        std::vector<core::Layer> layers;
        for (const std::string& tile : tiles) {
            core::Layer layer;
            layer.id = static_cast<std::int64_t>(10 + layers.size());
            layer.name = tile;
            layer.layer_kind = core::LayerKind::ELEVATION;
            layer.path = tile;
            layers.push_back(layer);
        }
        mission.set(layers);
        session::TerrainRequest request;
        request.folder = folder.path();
        request.cell_metres = 200.0;
        const auto made = session::terrainOf(mission, request);
        CHECK(made.notes.empty());
        analysis::ReachOptions options;
        options.as_of = kAsOf;
        options.season = core::Season::DRY;
        return std::pair{made.terrain->counts().cells_without_elevation, analysis::reachOf(mission, *made.terrain, options)};
    };
    const auto minutesTo = [](const analysis::Reach& reach, std::int64_t place) {
        const auto at = std::find_if(reach.places.begin(), reach.places.end(), [&](const auto& each) { return each.place.value == place; });
        REQUIRE(at != reach.places.end());
        REQUIRE(at->isReached());
        return at->t_travel;
    };
    const auto [holes, alone] = reachOver({"first.tif"});
    CHECK(holes > 0);
    CHECK(minutesTo(alone, west.id) == Approx(minutesTo(alone, east.id)).epsilon(0.01)); // what is not known is level
    const auto [left, both] = reachOver({"first.tif", "second.tif"});
    CHECK(left == 0);
    CHECK(minutesTo(both, east.id) == Approx(minutesTo(alone, east.id)).epsilon(0.001));
    // A third of the way is level, two thirds climb: exp(3.5 s) of Tobler.
    const double climb = std::exp(3.5 * kRise / kMetresOfColumn);
    CHECK(minutesTo(both, west.id) / minutesTo(both, east.id) == Approx((1.0 + 2.0 * climb) / 3.0).epsilon(0.03));
    const auto [none, other] = reachOver({"second.tif", "first.tif"});
    CHECK(none == 0);
    CHECK(minutesTo(other, east.id) != Approx(minutesTo(both, east.id)).epsilon(0.01)); // the one that comes first counts
}

TEST_CASE("Overview and Patrols count the same people and places out of reach")
{
    const auto mission = std::make_shared<const core::Mission>(withResponses(demoMission()));
    const auto period = session::WorkContext::firstPeriod(*mission);
    REQUIRE(period);
    const auto overview = session::overviewOf(*mission, period, std::nullopt);
    const auto& figure = overview.figures[0];
    const auto board = session::reachBoard(mission, coarse(), {}, period->to, nullptr);
    std::int64_t people = 0;
    std::set<std::int64_t> inPatrols, inOverview;
    for (const auto& row : session::placesBeyond(*board, board->reach.attack_minutes, {})) {
        // Patrols lists places that may be at High risk as well; Overview counts those that are. Where a place lies in water nobody knows.
        const auto& place = *std::find_if(board->reach.places.begin(), board->reach.places.end(), [&](const auto& each) { return each.place == row.place; });
        const bool known = place.why != analysis::NotReached::InWater && place.why != analysis::NotReached::OutsideTerrain;
        if (!known || board->ratings.at(row.place).band.lowest < core::Band::HIGH)
            continue;
        people += row.people.value_or(0);
        inPatrols.insert(row.place.value);
    }
    for (const auto& record : figure.records)
        inOverview.insert(record.id);
    REQUIRE_FALSE(inPatrols.empty());
    REQUIRE(figure.records.size() < session::kFigureRecords);
    CHECK(figure.value == people);
    CHECK(inOverview == inPatrols);
    // And by sector.
    for (const auto& area : mission->all<core::Area>()) {
        if (area.level != core::AreaLevel::SECTOR)
            continue;
        INFO(area.name);
        const core::AreaId scope{area.id};
        std::int64_t here = 0;
        for (const auto& row : session::placesBeyond(*board, board->reach.attack_minutes, scope))
            here += inPatrols.contains(row.place.value) ? row.people.value_or(0) : 0;
        CHECK(session::overviewOf(*mission, period, scope).figures[0].value.value_or(0) == here);
    }
}
