// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/grid.h>
#include <tutela/core/asset.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Kavara, a country that does not exist: a whole mission grown from a seed, for trying the program and for its tests.
/// All names of places, groups and people's roles are invented; nothing stands for anybody.
namespace tutela::demo {

/// Everything the demo mission holds, as typed records with ids. Nothing is stored yet.
struct DemoContent {
    core::MissionDetails mission;
    std::vector<core::Area> areas; ///< the mission area first, then nine sectors
    std::vector<core::Place> places;
    std::vector<core::Group> groups;
    std::vector<core::Actor> actors;
    std::vector<core::Threat> threats;
    std::vector<core::Source> sources;
    std::vector<core::Incident> incidents; ///< in order of time
    std::vector<core::Alert> alerts;       ///< in order of time received
    std::vector<core::Base> bases;
    std::vector<core::Unit> units;
    std::vector<core::Patrol> patrols;
    std::vector<core::CanTest> can_tests;
    std::vector<core::Road> roads;
    std::vector<core::Water> waters;
    std::vector<core::Action> actions;
    std::vector<core::Strategy> strategies;
    std::vector<core::Structure> structures;
    std::vector<core::Meeting> meetings;
    std::vector<core::Stakeholder> stakeholders;
    std::vector<core::Assessment> assessments; ///< September 2026 (to be approved), then October 2026 (a draft)
    std::vector<core::Line> lines;             ///< of both
    std::vector<core::SignOff> sign_offs;      ///< of September up to APPROVED, in order of time; ids and hashes still empty

    core::GridFrame frame;              ///< of both rasters, EPSG:4326
    core::Grid<std::int16_t> elevation; ///< metres above sea level
    core::Grid<float> population;       ///< persons in the cell; 0 = nobody; NaN = outside the country
};

/// Grows the country. Pure: no clock, no file, no locale; the same seed gives the same content on every machine.
[[nodiscard]] DemoContent generate(std::uint64_t seed);

/// The content as a snapshot, for computations before (or without) a mission file.
[[nodiscard]] core::Mission missionOf(const DemoContent& content);

/// Makes what is stored with an approved version: its report model ("assessment/ID/model.json") with images and its pages
/// ("assessment/ID/report.pdf"). Gets the mission as it is once approved. Given by the caller because reports are made above
/// this room.
using Freeze = std::function<std::vector<core::Asset>(const core::Mission& approved, core::AssessmentId, const core::AssetReader&)>;

/// Gives the response times that the lines take their mission reach from; reads the rasters of the file. Given by the caller too.
using Responses = std::function<std::shared_ptr<const core::ResponseSource>(const core::AssetReader&)>;

/// Makes the demo mission file: first what was known when the September version was approved, the approval, then October, each
/// commit at its day. Clock, ids and device are fixed: the same seed gives the same file, byte for byte.
/// @param name    name of the mission; empty = "Kavara Mission".
/// @param freeze  empty = the September version is approved without stored pages.
/// @param responses  empty = the lines have no computed mission reach but that of a base in the place.
/// @throws core::Error when the file exists or cannot be written.
void write(const std::filesystem::path& path, std::uint64_t seed, const std::string& name = {}, const Freeze& freeze = {},
           const core::Progress& progress = {}, const Responses& responses = {});

} // namespace tutela::demo
