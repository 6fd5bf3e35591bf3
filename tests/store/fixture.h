// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/support.h"

#include <tutela/core/mission.h>
#include <tutela/store/mission_file.h>

#include <catch2/catch.hpp>

#include <string>

/// Small missions for the tests of the store.
namespace tutela::test {

/// A clock that goes on by a minute at each look, ids from a seed, device "test": the same acts give the same bytes.
inline store::Environment fixedEnvironment(std::uint64_t seed = 1)
{
    auto clock = std::make_shared<core::Instant>(core::instantOf("2026-11-01T00:00:00Z"));
    return {[clock] { return *clock += std::chrono::minutes{1}; }, core::seededIds(seed), "test", {}};
}

inline store::Author author() { return store::Author::of("POC_ADVISER/AB"); }

inline store::MissionFile newMission(const std::filesystem::path& path, std::uint64_t seed = 1)
{
    core::MissionDetails details;
    details.name = "Test mission";
    details.time_zone = "Africa/Lagos";
    return store::MissionFile::create(path, details, author(), fixedEnvironment(seed));
}

inline core::Place place(std::int64_t id, const std::string& name, double lon = 5.1, double lat = 1.94)
{
    core::Place place;
    place.id = id;
    place.name = name;
    place.lon = lon;
    place.lat = lat;
    return place;
}

inline core::Incident incident(std::int64_t id, const std::string& day, double lon = 5.0, double lat = 1.5)
{
    core::Incident incident;
    incident.id = id;
    incident.lon = lon;
    incident.lat = lat;
    incident.time_start = core::instantOf(day);
    incident.time_precision = core::TimePrecision::DAY;
    incident.category = core::IncidentCategory::ATTACK_ON_CIVILIANS;
    incident.acts = {core::Act::KILLING, core::Act::LOOTING};
    incident.killed.best = 3;
    incident.dataset = "ucdp-ged";
    incident.source_id = std::to_string(id);
    return incident;
}

inline std::int64_t addPlace(store::MissionFile& file, const std::string& name, double lon = 5.1, double lat = 1.94)
{
    std::int64_t id = 0;
    file.commit(author(), "Add " + name, [&](store::Transaction& change) {
        id = change.newId(core::Kind::PLACE);
        change.insert(place(id, name, lon, lat));
    });
    return id;
}

inline store::CommitId setField(store::MissionFile& file, core::Kind kind, std::int64_t id, const char* field, const core::Value& value)
{
    return file.commit(author(), std::string{"Set "} + field,
                       [&](store::Transaction& change) { change.update(kind, id, {{core::findField(kind, field), value}}); });
}

template <class Work>
core::ErrorCode codeOf(Work work)
{
    try {
        work();
    } catch (const core::Error& error) {
        INFO(error.what());
        return error.code();
    }
    FAIL("no error");
    return core::ErrorCode::Internal;
}

inline std::string problemsOf(const store::CheckResult& result)
{
    std::string text;
    for (const auto& problem : result.problems)
        text += problem.where + ": " + problem.text + "\n";
    return text;
}

/// The deep check finds nothing.
inline void requireSound(const store::MissionFile& file)
{
    const auto result = file.check(true);
    INFO(problemsOf(result));
    REQUIRE(result.ok());
}

} // namespace tutela::test
