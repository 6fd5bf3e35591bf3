// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic.h"

#include <catch2/catch.hpp>

#include <tutela/map/painter.h>
#include <tutela/map/sheet.h>

#include <algorithm>

// Which incidents a map shows, and what it says of the others.
using namespace tutela;
using map::LegendSymbol;

TEST_CASE("More than 40 incidents in a cell become a number, 40 do not", "[map][incidents]")
{
    const auto legendOf = [](std::size_t count) {
        core::Mission mission;
        mission.incidents = std::make_shared<core::IncidentColumns>(test::syntheticIncidents(count, 4.3, 2.0, 0.01));
        map::SceneOptions options;
        const auto scene = map::sceneOf(mission, options);
        auto view = map::View::fit({3.8, 1.5, 4.8, 2.5}, {900, 900});
        view.pan({50, 50}); // away from a border of cells
        return map::prepare(scene, view).legend();
    };
    REQUIRE_FALSE(legendOf(40).has(LegendSymbol::Cluster));
    const auto crowded = legendOf(400);
    REQUIRE(crowded.has(LegendSymbol::Cluster));
    REQUIRE(crowded.notes.front().contains(QStringLiteral("400 incidents")));
}

TEST_CASE("Refuted and duplicate incidents and those outside the period are not shown", "[map][incidents]")
{
    auto columns = test::syntheticIncidents(30, 4.3, 2.0, 0.4);
    columns.verification[0] = static_cast<std::uint8_t>(core::Verification::REFUTED);
    columns.verification[1] = static_cast<std::uint8_t>(core::Verification::DUPLICATE);
    columns.time[2] = core::IncidentColumns::kNoTime;
    columns.lonE7[3] = core::IncidentColumns::kNoPosition;
    core::Mission mission;
    mission.incidents = std::make_shared<core::IncidentColumns>(columns);
    const auto marks = [&mission](const map::SceneOptions& options) {
        const auto scene = map::sceneOf(mission, options);
        map::PaintOptions paint;
        paint.vector = true; // no clusters
        return map::prepare(scene, map::View::fit({3, 0.8, 5.6, 3.2}, {9000, 9000}), paint);
    };
    const auto all = marks({});
    REQUIRE(all.symbolBoxes().size() == 27);
    REQUIRE(std::any_of(all.legend().notes.begin(), all.legend().notes.end(), [](const QString& note) { return note.startsWith(QStringLiteral("1 incident has no position")); }));
    map::SceneOptions options;
    options.period = core::Period{core::Instant{std::chrono::seconds{1'790'000'000 + 10 * 3600}}, core::Instant{std::chrono::seconds{1'790'000'000 + 20 * 3600}}};
    REQUIRE(marks(options).symbolBoxes().size() == 10);
    map::SceneOptions before;
    before.as_of = core::Instant{std::chrono::seconds{1'790'000'000 + 4 * 3600}};
    REQUIRE(marks(before).symbolBoxes().size() == 2); // 4 (time), 2 and 3 fall out; no time is shown
}

TEST_CASE("Incidents that a person chose are shown alone, refuted ones and any period too", "[map][incidents]")
{
    auto columns = test::syntheticIncidents(30, 4.3, 2.0, 0.4);
    columns.verification[0] = static_cast<std::uint8_t>(core::Verification::REFUTED);
    columns.lonE7[3] = core::IncidentColumns::kNoPosition;
    core::Mission mission;
    mission.incidents = std::make_shared<core::IncidentColumns>(columns);
    map::SceneOptions options;
    options.period = core::Period{core::Instant{std::chrono::seconds{0}}, core::Instant{std::chrono::seconds{1}}}; // before them all
    auto scene = map::sceneOf(mission, options);
    map::PaintOptions paint;
    paint.vector = true; // no clusters
    const auto shown = [&] { return map::prepare(scene, map::View::fit({3, 0.8, 5.6, 3.2}, {9000, 9000}), paint); };
    REQUIRE(shown().symbolBoxes().empty());
    scene.choose(std::make_shared<const map::IncidentChoice>(map::IncidentChoice{mission.incidents, {0, 3, 7}}));
    REQUIRE(shown().symbolBoxes().size() == 2);
    const auto notes = shown().legend().notes;
    REQUIRE(std::any_of(notes.begin(), notes.end(), [](const QString& note) { return note.startsWith(QStringLiteral("1 incident has no position")); }));
    scene.choose(nullptr);
    REQUIRE(shown().symbolBoxes().empty());
}

TEST_CASE("Incidents of whose precision nobody said anything are drawn as evidence takes them: near", "[map][incidents]")
{
    auto columns = test::syntheticIncidents(5, 4.3, 2.0, 0.3);
    for (auto& precision : columns.place_precision)
        precision = core::IncidentColumns::kNoWord;
    core::Mission mission;
    mission.incidents = std::make_shared<core::IncidentColumns>(columns);
    const auto scene = map::sceneOf(mission, {});
    const auto legend = map::prepare(scene, map::View::fit({3.8, 1.5, 4.8, 2.5}, {900, 900})).legend();
    REQUIRE(legend.has(LegendSymbol::IncidentNear));
    REQUIRE_FALSE(legend.has(LegendSymbol::IncidentArea));
}

TEST_CASE("Incidents of which only the area is known are counted apart from the others", "[map][incidents]")
{
    const auto legendWith = [](std::size_t areas, std::size_t all) {
        auto columns = test::syntheticIncidents(all, 4.3, 2.0, 0.01);
        for (std::size_t i = 0; i < all; ++i)
            columns.place_precision[i] = static_cast<std::uint8_t>(i < areas ? core::PlacePrecision::ADMIN1 : core::PlacePrecision::EXACT);
        core::Mission mission;
        mission.incidents = std::make_shared<core::IncidentColumns>(columns);
        const auto scene = map::sceneOf(mission, {});
        return map::prepare(scene, map::View::fit({3.8, 1.5, 4.8, 2.5}, {900, 900})).legend();
    };
    const auto few = legendWith(30, 300); // not swallowed by the number of the others
    REQUIRE(few.has(LegendSymbol::Cluster));
    REQUIRE(few.has(LegendSymbol::IncidentArea));
    REQUIRE_FALSE(few.has(LegendSymbol::ClusterArea));
    const auto many = legendWith(300, 300);
    REQUIRE(many.has(LegendSymbol::ClusterArea));
    REQUIRE_FALSE(many.has(LegendSymbol::Cluster));
    REQUIRE_FALSE(many.has(LegendSymbol::Density));
}
