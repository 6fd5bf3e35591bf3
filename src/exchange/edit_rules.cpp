// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "edit_rules_p.h"

#include <tutela/core/mission_area.h>
#include <tutela/core/scenario_notes.h>
#include <tutela/core/text.h>
#include <tutela/core/time.h>
#include <tutela/core/track_match.h>
#include <tutela/exchange/reference.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::size_t kLongestChain = 10'000; ///< records followed when looking for a cycle

[[noreturn]] void refuse(std::string_view field, const std::string& why)
{
    throw Error{ErrorCode::InvalidInput, why, std::string{field}};
}

std::string textIn(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string{};
}

void requireRecord(const store::Transaction& transaction, std::string_view field, Kind kind, std::int64_t id)
{
    if (!transaction.read(kind, id))
        refuse(field, "there is no " + kindName(kind) + " with the id " + std::to_string(id));
}

/// Members of structured values that name a record.
std::optional<Kind> kindNamedBy(std::string_view member)
{
    if (member == "place_id")
        return Kind::PLACE;
    if (member == "actor_id")
        return Kind::ACTOR;
    if (member == "area_id")
        return Kind::AREA;
    return std::nullopt;
}

std::string codeOfAreas(const store::Transaction& transaction, const RecordValues& record)
{
    const Field* field = findField(record.kind, "area_ids");
    if (!field)
        return {};
    for (const std::int64_t id : idsIn(*field, record.values[indexOf(*field)]))
        if (const auto area = transaction.read(Kind::AREA, id))
            if (auto code = textIn(valueOf(*area, "code")); !code.empty())
                return code;
    return {};
}

TimeZone zoneOfMission(const store::MissionFile& file)
{
    std::string name;
    file.forEach(Kind::MISSION, [&](const RecordValues& mission) { name = textIn(valueOf(mission, "time_zone")); });
    return name.empty() ? TimeZone::utc() : TimeZone::of(name);
}

int yearOf(const RecordValues& record, Instant now, const TimeZone& zone)
{
    Instant when = now;
    for (const std::string_view name : {"as_of", "planned_start", "period_from"})
        if (const Field* field = findField(record.kind, name)) {
            if (const std::string text = textIn(record.values[indexOf(*field)]); !text.empty()) {
                when = instantOf(text);
                break;
            }
        }
    return static_cast<int>(std::chrono::year_month_day{zone.dayAt(when)}.year());
}

} // namespace

std::vector<std::int64_t> idsIn(const Field& field, const Value& value)
{
    if (field.type == FieldType::Reference) {
        const auto* id = std::get_if<std::int64_t>(&value);
        return id ? std::vector{*id} : std::vector<std::int64_t>{};
    }
    const auto list = nlohmann::json::parse(textIn(value), nullptr, false);
    return list.is_array() ? list.get<std::vector<std::int64_t>>() : std::vector<std::int64_t>{};
}

void requireReferences(const store::Transaction& transaction, const Field& field, const Value& value)
{
    if (isNull(value))
        return;
    if (field.refers) {
        for (const std::int64_t id : idsIn(field, value))
            requireRecord(transaction, field.name, *field.refers, id);
    } else if (field.type == FieldType::Structure) {
        for (const auto& element : nlohmann::json::parse(textIn(value)))
            for (const auto& [member, held] : element.items())
                if (const auto kind = kindNamedBy(member); kind && held.is_number_integer())
                    requireRecord(transaction, field.name, *kind, held.get<std::int64_t>());
    }
}

namespace {

/// Nothing when the changes cannot be read.
std::set<NamedRecord> namedBefore(const RecordValues* before)
{
    if (before == nullptr)
        return {};
    try {
        return recordsNamedBy(scenarioChangesFrom(textIn(valueOf(*before, "changes"))));
    } catch (const Error&) {
        return {};
    }
}

} // namespace

void requireScenarioRecords(const store::Transaction& transaction, const RecordValues& record, const RecordValues* before)
{
    if (record.kind != Kind::SCENARIO)
        return;
    const auto known = namedBefore(before);
    for (const NamedRecord& each : recordsNamedBy(scenarioChangesFrom(textIn(valueOf(record, "changes")))))
        if (!known.contains(each) && !transaction.read(each.kind, each.id))
            refuse("changes", missingText(each) + " (tutela list FILE " + kindName(each.kind) + "s tells them)");
}

void requireNoCycle(const store::Transaction& transaction, const RecordValues& record, const Field& field)
{
    if (field.refers != record.kind)
        return;
    std::vector<std::int64_t> open = idsIn(field, record.values[indexOf(field)]);
    std::set<std::int64_t> seen;
    while (!open.empty() && seen.size() < kLongestChain) {
        const std::int64_t id = open.back();
        open.pop_back();
        if (id == record.id())
            refuse(field.name, "the " + kindName(record.kind) + " would stand above or before itself");
        if (!seen.insert(id).second)
            continue;
        if (const auto next = transaction.read(record.kind, id))
            for (const std::int64_t further : idsIn(field, next->values[indexOf(field)]))
                open.push_back(further);
    }
}

namespace {
std::optional<std::int64_t> patrolOf(const RecordValues& record)
{
    if (record.kind != Kind::PATROL)
        return std::nullopt;
    const auto* id = std::get_if<std::int64_t>(&valueOf(record, "patrol_id"));
    return id ? std::optional{*id} : std::nullopt;
}
} // namespace

void requireOwnPatrol(const store::Transaction& transaction, const RecordValues& record)
{
    const auto named = patrolOf(record);
    const auto patrol = named ? transaction.read(Kind::PATROL, *named) : std::nullopt;
    if (patrol && isTrack(recordOf<Patrol>(*patrol)))
        refuse("patrol_id", "record " + std::to_string(*named) + " is a track itself; name the patrol that drove it");
}

void noteTrackOfPatrol(store::Transaction& transaction, const RecordValues& record)
{
    const auto named = patrolOf(record);
    const auto patrol = named ? transaction.read(Kind::PATROL, *named) : std::nullopt;
    const Field& source = *findField(Kind::PATROL, "track_source");
    const std::string gps{word(TrackSource::GPS)};
    if (patrol && !isNull(valueOf(record, "track_times")) && textIn(patrol->values[indexOf(source)]) != gps)
        transaction.update(Kind::PATROL, *named, {{&source, Value{gps}}});
}

void requireUnnamed(const store::MissionFile& file, Kind kind, std::int64_t id)
{
    for (const auto word : wordsOf<Kind>()) {
        const Kind other = *enumerator<Kind>(word);
        std::vector<const Field*> naming;
        for (const Field& field : fieldsOf(other))
            if (field.refers == kind)
                naming.push_back(&field);
        if (naming.empty())
            continue;
        file.forEach(other, [&](const RecordValues& record) {
            for (const Field* field : naming)
                if (const auto ids = idsIn(*field, record.values[indexOf(*field)]); std::find(ids.begin(), ids.end(), id) != ids.end())
                    refuse("delete", kindName(other) + " " + std::to_string(record.id()) + " names it in " + std::string{field->name}
                                         + "; change that record first");
        });
    }
}

std::vector<Issue> requireValid(const RecordValues& record, const RecordValues* before, Role author, Instant now)
{
    std::vector<Issue> warnings;
    for (const Issue& issue : validateAuthor(record, before, author))
        refuse(issue.field, issue.text);
    const std::vector<Issue> old = before ? validate(*before, now) : std::vector<Issue>{};
    for (Issue& issue : validate(record, now)) {
        const bool wasThere = std::any_of(old.begin(), old.end(), [&](const Issue& o) {
            return o.level == issue.level && o.field == issue.field && o.text == issue.text;
        });
        if (issue.level == RuleLevel::E && !wasThere)
            refuse(issue.field, issue.text);
        if (issue.level == RuleLevel::W)
            warnings.push_back(std::move(issue));
    }
    return warnings;
}

void warnOutside(const store::MissionFile& file, const RecordValues& record, std::vector<Issue>& warnings)
{
    if (record.kind != Kind::BASE)
        return;
    std::vector<Area> areas;
    file.forEach(Kind::AREA, [&](const RecordValues& area) { areas.push_back(recordOf<Area>(area)); });
    if (auto issue = outsideIssue(recordOf<Base>(record), areas))
        warnings.push_back(std::move(*issue));
}

void warnOtherTime(const store::MissionFile& file, const store::Transaction& transaction, const RecordValues& record, std::vector<Issue>& warnings)
{
    const auto named = patrolOf(record);
    const auto patrol = named ? transaction.read(Kind::PATROL, *named) : std::nullopt;
    if (!patrol)
        return;
    if (std::string text = otherTimeText(recordOf<Patrol>(*patrol), recordOf<Patrol>(record), zoneOfMission(file)); !text.empty())
        warnings.push_back({RuleLevel::W, Kind::PATROL, record.id(), "patrol_id", std::move(text)});
}

void warnTakenName(const store::MissionFile& file, const RecordValues& record, std::vector<Issue>& warnings)
{
    if (record.kind != Kind::SCENARIO)
        return;
    std::vector<Scenario> all;
    file.forEach(Kind::SCENARIO, [&](const RecordValues& each) { all.push_back(recordOf<Scenario>(each)); });
    if (std::string text = takenNameText(recordOf<Scenario>(record), all); !text.empty())
        warnings.push_back({RuleLevel::W, Kind::SCENARIO, record.id(), "name", std::move(text)});
}

void requireOneInForce(const store::MissionFile& file, const RecordValues& record)
{
    if (record.kind != Kind::STRATEGY || textIn(valueOf(record, "status")) != word(StrategyStatus::IN_FORCE))
        return;
    file.forEach(Kind::STRATEGY, [&](const RecordValues& other) {
        if (other.id() != record.id() && textIn(valueOf(other, "status")) == word(StrategyStatus::IN_FORCE))
            refuse("status", "strategy " + std::to_string(other.id()) + " is in force already; supersede it first");
    });
}

void fillDefaults(const store::MissionFile& file, const store::Transaction& transaction, RecordValues& record, Instant now)
{
    const auto setIfEmpty = [&](std::string_view name, const auto& make) {
        if (const Field* field = findField(record.kind, name); field && isNull(record.values[indexOf(*field)]))
            record.values[indexOf(*field)] = make();
    };
    switch (record.kind) {
    case Kind::ASSESSMENT:
    case Kind::STRATEGY: setIfEmpty("version", [] { return std::string{"0.1"}; }); [[fallthrough]];
    case Kind::ACTION:
    case Kind::PATROL: break;
    default: return;
    }
    setIfEmpty("reference", [&] {
        return nextReference(record.kind, codeOfAreas(transaction, record), yearOf(record, now, zoneOfMission(file)), [&](const auto& taken) {
            file.forEach(record.kind, [&](const RecordValues& other) { taken(textIn(valueOf(other, "reference"))); });
        });
    });
    if (record.kind == Kind::STRATEGY)
        setIfEmpty("status", [] { return std::string{word(StrategyStatus::DRAFT)}; });
    if (record.kind == Kind::ACTION)
        setIfEmpty("status", [] { return std::string{word(ActionStatus::PROPOSED)}; });
}

} // namespace tutela::exchange::detail
