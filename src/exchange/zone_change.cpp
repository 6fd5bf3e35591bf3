// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "zone_change_p.h"

#include "edit_rules_p.h"

namespace tutela::exchange::detail {

using namespace core;

namespace {

/// The same day, and the same time of that day unless its clocks skip it.
Instant sameLocalTime(Instant at, const TimeZone& before, const TimeZone& after)
{
    const Day day = before.dayAt(at);
    const int wanted = before.secondOfDay(at);
    const Instant start = after.startOf(day);
    Instant moved = start + std::chrono::seconds{wanted};
    moved += std::chrono::seconds{wanted - after.secondOfDay(moved)}; // clocks that changed since midnight
    return after.dayAt(moved) == day ? moved : start;
}

/// A time whose precision nobody said is a day when it is 00:00.
bool isDay(std::optional<TimePrecision> precision, Instant at, const TimeZone& zone)
{
    return precision ? *precision >= TimePrecision::DAY : zone.secondOfDay(at) == 0;
}

} // namespace

std::int64_t keepCivilDates(const store::MissionFile& file, store::Transaction& transaction, const TimeZone& before, const TimeZone& after)
{
    std::vector<std::int64_t> ids;
    file.forEachIncidentKey([&](const store::MissionFile::IncidentKey& key) {
        if (key.time && isDay(key.time_precision, *key.time, before))
            ids.push_back(key.id);
    });
    std::int64_t kept = 0;
    for (const std::int64_t id : ids) {
        const auto record = transaction.read(Kind::INCIDENT, id);
        std::vector<std::pair<const Field*, Value>> moved;
        for (const std::string_view name : {"time_start", "time_end"}) {
            const Field& field = *findField(Kind::INCIDENT, name);
            const auto* text = record ? std::get_if<std::string>(&record->values[indexOf(field)]) : nullptr;
            if (!text)
                continue;
            const Instant at = instantOf(*text);
            if (const Instant then = sameLocalTime(at, before, after); then != at)
                moved.emplace_back(&field, toText(then));
        }
        if (moved.empty())
            continue;
        transaction.update(Kind::INCIDENT, id, moved);
        ++kept;
    }
    return kept;
}

} // namespace tutela::exchange::detail
