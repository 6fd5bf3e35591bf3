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
