// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demo_copy.h"
#include "support/support.h"

#include <tutela/demo/demo.h>
#include <tutela/session/display.h>
#include <tutela/session/reach_extras.h>
#include <tutela/session/speed_edit.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <limits>

using namespace tutela;
using core::Season;
using core::TravelMode;

namespace {

/// The demo on coarse cells.
std::shared_ptr<const session::ReachBoard> demoBoard()
{
    session::TerrainRequest request;
    request.cell_metres = 2000.0;
    return session::reachBoard(std::make_shared<const core::Mission>(demo::missionOf(demo::generate(2026))), request, {}, core::instantOf("2026-11-01T00:00:00.000Z"), nullptr);
}

struct OpenDemo {
    OpenDemo()
    {
        test::copyDemo(folder / "demo.gpkg", [](const std::filesystem::path& path) { demo::write(path, 2026); });
        document = session::Document::open(folder / "demo.gpkg", {});
    }
    [[nodiscard]] session::SpeedRow row(const char* mode, const char* surface) const
    {
        for (const auto& each : session::speedRows(*document->mission()))
            if (each.mode == QLatin1String{mode} && each.surface == QLatin1String{surface})
                return each;
        FAIL("no such row");
        return {};
    }
    const test::TempFolder folder;
    std::unique_ptr<session::Document> document;
};

} // namespace

TEST_CASE("what takes longer belongs to the board it was computed for")
{
    const auto board = demoBoard();
    const auto extras = session::reachExtras(*board);
    REQUIRE(extras->sensitivity.as_assumed.size() == board->reach.places.size());
    CHECK_FALSE(extras->durations.empty());
    CHECK(std::is_sorted(extras->durations.begin(), extras->durations.end()));
    for (std::size_t i = 0; i < board->reach.places.size(); ++i) {
        CHECK(extras->sensitivity.slower[i] >= extras->sensitivity.as_assumed[i]);
        CHECK(extras->sensitivity.faster[i] <= extras->sensitivity.as_assumed[i]);
        CHECK(extras->conditions.night_wet[i] >= extras->conditions.day_dry[i]);
        CHECK(extras->conditions.of(*board->reach.options.season, false)[i] == extras->sensitivity.as_assumed[i]);
    }

    auto rows = session::placesBeyond(*board, 120.0, {});
    session::markSensitive(rows, *board, *extras, 120.0);
    std::int64_t people = 0;
    for (const auto& row : rows)
        people += row.sensitive ? row.people.value_or(0) : 0;
    const QString sentence = session::gapSentence(*board, rows, 120.0, {});
    const QString whole = session::withSensitivity(sentence, rows);
    if (people > 0)
        CHECK(whole == sentence.chopped(1) + QStringLiteral(", of which %1 people depend on the speeds assumed.").arg(session::countText(people)));
    for (auto& row : rows)
        row.sensitive = false;
    CHECK(session::withSensitivity(sentence, rows) == sentence);
    rows.front().sensitive = true;
    rows.front().people.reset();
    CHECK(session::withSensitivity(sentence, rows).contains(QStringLiteral("of which at least 0 people depend")));
}

TEST_CASE("recorded attacks are told with their number, and none is not a share")
{
    session::ReachExtras extras;
    extras.durations = {35, 60, 90, 120, 150, 240, 300}; // worked case P3
    CHECK(session::attacksMetText(extras, 82.0) == QStringLiteral("Would have met 5 of 7 recorded attacks"));
    CHECK(session::attacksMetText(extras, 165.0) == QStringLiteral("Would have met 2 of 7 recorded attacks"));
    CHECK(session::attacksMetText(extras, std::numeric_limits<double>::infinity()) == QStringLiteral("Would have met 0 of 7 recorded attacks"));
    extras.durations.clear();
    CHECK(session::attacksMetText(extras, 82.0).startsWith(QStringLiteral("Not known")));
}

TEST_CASE("night and rain are told as the share of people that they take")
{
    session::ReachBoard board;
    board.reach.places.resize(2);
    board.reach.places[0].people = 3'000;
    board.reach.places[1].people = 1'000;
    session::ReachExtras extras;
    extras.conditions = {{60.0, 60.0}, {60.0, 60.0}, {60.0, 130.0}, {130.0, 60.0}};
    const auto text = session::conditionText(board, extras, 120.0);
    CHECK(text.sentence == QStringLiteral("By night in the wet season 75 % fewer people within 2 h than by day in the dry one"));
    CHECK(text.people.at(3) == QStringLiteral("By night, dry season: %1").arg(session::countText(3'000)));
    CHECK(session::conditionText(board, extras, 30.0).sentence.startsWith(QStringLiteral("Nobody is reached within 30 min")));
}

TEST_CASE("a speed is changed and set back, each in one step, and only what differs is kept")
{
    OpenDemo demo;
    auto& document = *demo.document;
    const auto track = [&] { return demo.row("Truck", "Track"); };
    CHECK(track().dry.what.kmh == 15.0);
    CHECK_FALSE(track().dry.changed);
    session::setSpeed(document, track().dry.what, 20.0);
    CHECK(track().dry.what.kmh == 20.0);
    CHECK(track().dry.changed);
    CHECK(track().dry.standard == 15.0);
    CHECK_FALSE(track().wet->changed);
    session::setSpeed(document, demo.row("Foot", "Off the road: forest").wet->what, 0.5);
    CHECK(core::speedsFrom(document.mission()->details.speeds).size() == 2);
    CHECK(document.undoStack().count() == 2);
    document.undoStack().undo();
    CHECK_FALSE(demo.row("Foot", "Off the road: forest").wet->changed);
    document.undoStack().redo();
    session::resetSpeeds(document, track());
    CHECK_FALSE(track().dry.changed);
    CHECK(demo.row("Foot", "Off the road: forest").wet->what.kmh == 0.5);
    session::resetSpeeds(document, {});
    CHECK(document.mission()->details.speeds.empty());
    session::setSpeed(document, track().dry.what, 15.0); // the default is no change
    CHECK(document.mission()->details.speeds.empty());
}

TEST_CASE("what cannot be a speed is told, with what holds then, 0 is told with its consequence")
{
    const OpenDemo demo;
    const auto truck = demo.row("Truck", "Primary road"), boat = demo.row("Boat", "Everywhere");
    CHECK(session::typedSpeed(QStringLiteral(" 4,5 "), truck.dry).value == 4.5);
    for (const char* text : {"", "fast", "-3", "nan", "inf", "401"}) {
        INFO(text);
        const auto typed = session::typedSpeed(QLatin1String{text}, truck.dry);
        CHECK_FALSE(typed.value);
        CHECK(typed.problem.endsWith(QStringLiteral("The speed stays as it was.")));
    }
    CHECK(session::typedSpeed(QStringLiteral("0"), truck.dry).value == 0.0);
    CHECK(session::speedConsequence(truck, *truck.wet, 0.0) == QStringLiteral("0 km/h: nobody passes in the wet season. Truck, primary road: places with no other way are not reached."));
    CHECK(session::speedConsequence(truck, truck.dry, 3.0).isEmpty());
    CHECK_FALSE(boat.wet);
    CHECK(session::typedSpeed(QStringLiteral("0"), boat.dry).problem.startsWith(QStringLiteral("Boats and helicopters")));
}

TEST_CASE("the share by night and fords are rows of the table, changed and set back like the others")
{
    OpenDemo demo;
    auto& document = *demo.document;
    const auto night = [&] { return demo.row("All but helicopter", "By night, share of the speed by day"); };
    CHECK(session::valueOf(night().dry.what) == 0.6);
    CHECK(night().dry.standard == 0.6);
    CHECK_FALSE(night().dry.changed);
    CHECK_FALSE(night().wet);
    CHECK(session::typedSpeed(QStringLiteral("0,5"), night().dry).value == 0.5);
    CHECK(session::typedSpeed(QStringLiteral("1"), night().dry).value == 1.0);
    for (const char* text : {"", "half", "0", "-0.5", "1.1", "nan"}) {
        INFO(text);
        CHECK_FALSE(session::typedSpeed(QLatin1String{text}, night().dry).value);
        CHECK(session::typedSpeed(QLatin1String{text}, night().dry).problem.endsWith(QStringLiteral("The share stays as it was.")));
    }
    session::setSpeed(document, night().dry.what, 0.5);
    CHECK(session::valueOf(night().dry.what) == 0.5);
    CHECK(night().dry.changed);
    CHECK(nlohmann::json::parse(document.mission()->details.speeds) == nlohmann::json::array({{{"surface", "BY_NIGHT"}, {"share", 0.5}}}));
    CHECK(demo.row("Truck", "Ford").dry.what.kmh == 5.0);
    CHECK(demo.row("Truck", "Ford").wet->what.kmh == 0.0);
    session::setSpeed(document, demo.row("Truck", "Ford").wet->what, 2.0);
    CHECK(demo.row("Truck", "Ford").wet->changed);
    CHECK_FALSE(demo.row("Truck", "Off the road").wet->changed);
    session::resetSpeeds(document, night());
    CHECK_FALSE(night().dry.changed);
    CHECK(demo.row("Truck", "Ford").wet->what.kmh == 2.0);
    session::resetSpeeds(document, {});
    CHECK(document.mission()->details.speeds.empty());
    document.undoStack().undo();
    CHECK(demo.row("Truck", "Ford").wet->changed);
}
