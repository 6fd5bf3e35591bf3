// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/scenario_notes.h>

#include <catch2/catch.hpp>

using namespace tutela::core;

TEST_CASE("a scenario without any change is told to be the mission as it stands", "[core][scenario]")
{
    Scenario scenario;
    scenario.id = 17;
    CHECK(noteWithoutChange(scenario) == "The scenario 17 changes nothing: its answer is that of the mission as it stands.");
    scenario.name = "Rains";
    for (const char* changes : {"", "{}", R"({"close_bases":[],"speeds":[]})"}) {
        scenario.changes = changes;
        CHECK(noteWithoutChange(scenario) == "The scenario Rains changes nothing: its answer is that of the mission as it stands.");
    }
    for (const char* changes : {R"({"season":"WET"})", R"({"close_bases":[3]})", "[", "[]"}) { // what cannot be read is told elsewhere
        scenario.changes = changes;
        CHECK_FALSE(noteWithoutChange(scenario));
    }
}

TEST_CASE("a scenario whose name another one has, or that is called today, is told", "[core][scenario]")
{
    std::vector<Scenario> all(3);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].id = static_cast<std::int64_t>(i) + 1;
    all[0].name = "Rains";
    all[1].name = "No bridge";
    for (const Scenario& each : all) // the third has none
        CHECK(takenNameText(each, all).empty());
    all[1].name = " RAINS";
    CHECK(takenNameText(all[0], all) == "Scenario 2 has the name \" RAINS\" too, so nobody can tell the two apart by it; give one of them another name.");
    CHECK(takenNameText(all[1], all).starts_with("Scenario 1 has the name \"Rains\" too"));
    all[0].name = "Today";
    CHECK(takenNameText(all[0], all) == "\"Today\" stands for the mission as it stands, so the scenario is not found by it; give it another name.");
}
