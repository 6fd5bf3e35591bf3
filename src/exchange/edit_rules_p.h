// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/validation.h>
#include <tutela/store/mission_file.h>

/// Rules of an edit that look beyond the record itself.
namespace tutela::exchange::detail {

/// Index of a field in RecordValues.
[[nodiscard]] inline std::size_t indexOf(const core::Field& field)
{
    return static_cast<std::size_t>(&field - core::fieldsOf(field.kind).data());
}
/// Value of a field by name; the kind must have it.
[[nodiscard]] inline core::Value& valueOf(core::RecordValues& record, std::string_view name)
{
    return record.values[indexOf(*core::findField(record.kind, name))];
}
[[nodiscard]] inline const core::Value& valueOf(const core::RecordValues& record, std::string_view name)
{
    return record.values[indexOf(*core::findField(record.kind, name))];
}
/// "a place", "an incident".
[[nodiscard]] inline std::string oneOf(core::Kind kind)
{
    const std::string name = core::kindName(kind);
    return (std::string_view{"aeiou"}.find(name.front()) != std::string_view::npos && kind != core::Kind::UNIT ? "an " : "a ") + name;
}
/// Ids in a Reference or ReferenceList value.
[[nodiscard]] std::vector<std::int64_t> idsIn(const core::Field& field, const core::Value& value);

/// Refuses references to records that are not there. @throws Error{InvalidInput} naming the field
void requireReferences(const store::Transaction& transaction, const core::Field& field, const core::Value& value);
/// Refuses changes of a scenario that name a record which is not there and which `before` (may be null) did not name in the same key:
/// what a record removed later left behind hinders no other change.
void requireScenarioRecords(const store::Transaction& transaction, const core::RecordValues& record, const core::RecordValues* before);
/// Refuses a reference chain of records of one kind that comes back to `record`.
void requireNoCycle(const store::Transaction& transaction, const core::RecordValues& record, const core::Field& field);
/// Refuses a track of a track.
void requireOwnPatrol(const store::Transaction& transaction, const core::RecordValues& record);
/// A patrol to which a track with times was given is known by GPS; to be called when the track is stored.
void noteTrackOfPatrol(store::Transaction& transaction, const core::RecordValues& record);
/// Refuses the removal of a record that another one names.
void requireUnnamed(const store::MissionFile& file, core::Kind kind, std::int64_t id);
/// Refuses what breaks a rule of level E that the record did not break before. `before` may be null.
/// @returns the findings of level W.
std::vector<core::Issue> requireValid(const core::RecordValues& record, const core::RecordValues* before, core::Role author, core::Instant now);
/// Adds a warning for a base that lies outside of the areas of the mission.
void warnOutside(const store::MissionFile& file, const core::RecordValues& record, std::vector<core::Issue>& warnings);
/// Adds a warning for a track whose patrol was out at another time.
void warnOtherTime(const store::MissionFile& file, const store::Transaction& transaction, const core::RecordValues& record, std::vector<core::Issue>& warnings);
/// Adds a warning for a scenario whose name another one has.
void warnTakenName(const store::MissionFile& file, const core::RecordValues& record, std::vector<core::Issue>& warnings);
/// Only one strategy may be in force.
void requireOneInForce(const store::MissionFile& file, const core::RecordValues& record);
/// Reference, version and first state of a new record where none were given.
void fillDefaults(const store::MissionFile& file, const store::Transaction& transaction, core::RecordValues& record, core::Instant now);

} // namespace tutela::exchange::detail
