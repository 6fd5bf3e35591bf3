// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_twins_p.h"

#include "edit_rules_p.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

namespace tutela::exchange::detail {

using namespace core;

namespace {

constexpr std::uint32_t kKnownBit = std::uint32_t{1} << 31;
constexpr std::uint16_t kUnknownCount = std::numeric_limits<std::uint16_t>::max();
constexpr double kMetres = 5'000.0;
constexpr std::int32_t kMinutes = 24 * 60;
constexpr int kCellsPerDegree = 20;                        ///< 0.05 degrees: 5.5 km of latitude
constexpr std::int32_t kCellE6 = 1'000'000 / kCellsPerDegree;
constexpr std::int32_t kColumns = 360 * kCellsPerDegree;
constexpr std::int32_t kBands = 180 * kCellsPerDegree + 1; ///< the pole has its own
constexpr std::uint32_t kCells = static_cast<std::uint32_t>(kBands) * static_cast<std::uint32_t>(kColumns);

std::uint16_t saturated(const Count& count)
{
    return count ? static_cast<std::uint16_t>(std::min<std::int64_t>(*count, kUnknownCount - 1)) : kUnknownCount;
}

/// The smaller figure is at least half of the larger one. What one of them does not know speaks neither for nor against.
bool withinHalf(std::uint16_t a, std::uint16_t b)
{
    return a == kUnknownCount || b == kUnknownCount || 2U * std::min(a, b) >= std::max(a, b);
}

/// Cells to the left and right that 5 km can reach at a band's end that is nearer to the pole.
std::int32_t columnReach(std::int32_t band)
{
    const double south = static_cast<double>(band - 1) / kCellsPerDegree - 90.0;
    const double north = static_cast<double>(band + 2) / kCellsPerDegree - 90.0;
    const double poleward = std::min(89.99, std::max(std::abs(south), std::abs(north)));
    constexpr double kMetresPerDegree = 111'195.0;
    const double cellMetres = kMetresPerDegree / kCellsPerDegree * std::cos(poleward * 3.14159265358979323846 / 180.0);
    return std::min(kColumns / 2, static_cast<std::int32_t>(std::ceil(kMetres * 1.01 / cellMetres)));
}

const Value& at(const RecordValues& record, std::size_t index) { return record.values[index]; }

struct KeyFields {
    std::size_t category, lon, lat, placePrecision, time, timePrecision, killed, injured, verification, duplicateOf;
    static const KeyFields& get()
    {
        static const KeyFields fields = [] {
            const auto index = [](std::string_view name) { return indexOf(*findField(Kind::INCIDENT, name)); };
            return KeyFields{index("category"), index("lon"), index("lat"), index("place_precision"), index("time_start"), index("time_precision"),
                             index("killed_best"), index("injured_best"), index("verification"), index("duplicate_of")};
        }();
        return fields;
    }
};

template <class E>
std::optional<E> wordIn(const Value& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text ? enumerator<E>(*text) : std::nullopt;
}

Count countIn(const Value& value)
{
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? Count{*number} : Count{};
}

store::MissionFile::IncidentKey keyOf(const RecordValues& record)
{
    const KeyFields& f = KeyFields::get();
    store::MissionFile::IncidentKey key;
    key.category = wordIn<IncidentCategory>(at(record, f.category));
    const auto* lon = std::get_if<double>(&at(record, f.lon));
    const auto* lat = std::get_if<double>(&at(record, f.lat));
    if (lon && lat)
        key.at = Vertex{*lon, *lat};
    key.place_precision = wordIn<PlacePrecision>(at(record, f.placePrecision));
    if (const auto* time = std::get_if<std::string>(&at(record, f.time)))
        key.time = instantOf(*time);
    key.time_precision = wordIn<TimePrecision>(at(record, f.timePrecision));
    key.killed = countIn(at(record, f.killed));
    key.injured = countIn(at(record, f.injured));
    key.settled = wordIn<Verification>(at(record, f.verification)) == Verification::DUPLICATE || !isNull(at(record, f.duplicateOf));
    return key;
}

/// A centroid of a province or the first day of a month says nothing about 5 km and 24 h.
bool isKnownWellEnough(const store::MissionFile::IncidentKey& key)
{
    return key.category && key.at && key.time && !key.settled
           && key.place_precision.value_or(PlacePrecision::EXACT) <= PlacePrecision::NEAR_25KM
           && key.time_precision.value_or(TimePrecision::DAY) <= TimePrecision::WEEK;
}

} // namespace

CategoryGroup groupOf(IncidentCategory category)
{
    switch (category) {
    case IncidentCategory::ARMED_CLASH:
    case IncidentCategory::REMOTE_EXPLOSIVE:
    case IncidentCategory::MINE_ERW: return CategoryGroup::Fighting;
    case IncidentCategory::ATTACK_ON_CIVILIANS:
    case IncidentCategory::CRSV:
    case IncidentCategory::CHILD_VIOLATION:
    case IncidentCategory::ABDUCTION:
    case IncidentCategory::ATTACK_ON_HUMANITARIANS: return CategoryGroup::Civilians;
    case IncidentCategory::CATTLE_RAID:
    case IncidentCategory::LOOTING_PILLAGE:
    case IncidentCategory::CRIME: return CategoryGroup::Property;
    case IncidentCategory::DISPLACEMENT_EVENT: return CategoryGroup::Displacement;
    case IncidentCategory::ARREST_DETENTION: return CategoryGroup::Arrest;
    case IncidentCategory::PROTEST_RIOT:
    case IncidentCategory::TENSION_RUMOUR:
    case IncidentCategory::HATE_SPEECH: return CategoryGroup::Crowd;
    case IncidentCategory::ARMED_MOVEMENT: return CategoryGroup::Movement;
    case IncidentCategory::OBSTRUCTION_OF_MISSION:
    case IncidentCategory::ATTACK_ON_MISSION:
    case IncidentCategory::ACCESS_CONSTRAINT: return CategoryGroup::Obstruction;
    case IncidentCategory::POSITIVE_DEVELOPMENT: return CategoryGroup::Positive;
    }
    return CategoryGroup::Positive;
}

void IncidentTwins::addKnown(const store::MissionFile::IncidentKey& key)
{
    if (!isKnownWellEnough(key))
        return;
    add(key, kKnownBit | static_cast<std::uint32_t>(m_ids.size()));
    m_ids.push_back(key.id);
}

void IncidentTwins::addRow(const RecordValues& record, std::uint64_t row) { addRow(keyOf(record), row); }

void IncidentTwins::addRow(const store::MissionFile::IncidentKey& key, std::uint64_t row)
{
    if (isKnownWellEnough(key))
        add(key, static_cast<std::uint32_t>(row)); // a table holds fewer than 2^31 rows (geodata/limits.h)
}

void IncidentTwins::add(const store::MissionFile::IncidentKey& key, std::uint32_t who)
{
    Entry entry;
    const auto lon = static_cast<std::int32_t>(std::lround(key.at->x * 1e6)) + 180'000'000;
    const auto lat = static_cast<std::int32_t>(std::lround(key.at->y * 1e6)) + 90'000'000;
    const std::int32_t band = lat / kCellE6;
    const std::int32_t column = lon / kCellE6 % kColumns;
    entry.east = static_cast<std::uint16_t>(lon % kCellE6);
    entry.north = static_cast<std::uint16_t>(lat % kCellE6);
    entry.place = static_cast<std::uint32_t>(groupOf(*key.category)) * kCells + static_cast<std::uint32_t>(band * kColumns + column);
    entry.minute = static_cast<std::int32_t>(std::chrono::floor<std::chrono::minutes>(*key.time).time_since_epoch().count());
    entry.who = who;
    entry.killed = saturated(key.killed);
    entry.injured = saturated(key.injured);
    m_entries.push_back(entry);
}

/// The other is an incident of the mission, or a row above this one: each pair of rows is proposed once, at its second row.
bool IncidentTwins::isEarlier(const Entry& other, const Entry& row) const
{
    return (other.who & kKnownBit) != 0 || other.who < row.who;
}

GeoPoint IncidentTwins::pointOf(const Entry& entry)
{
    const auto cell = static_cast<std::int32_t>(entry.place % kCells);
    return GeoPoint::of((cell % kColumns * kCellE6 + entry.east - 180'000'000) / 1e6, (cell / kColumns * kCellE6 + entry.north - 90'000'000) / 1e6);
}

bool IncidentTwins::alike(const Entry& a, const Entry& b)
{
    return std::abs(std::int64_t{a.minute} - b.minute) <= kMinutes && withinHalf(a.killed, b.killed) && withinHalf(a.injured, b.injured)
           && metresBetween(pointOf(a), pointOf(b)) <= kMetres;
}

std::size_t IncidentTwins::firstAtOrAfter(std::uint32_t place) const
{
    return static_cast<std::size_t>(std::lower_bound(m_entries.begin(), m_entries.end(), place, [](const Entry& e, std::uint32_t p) { return e.place < p; })
                                    - m_entries.begin());
}

/// The cells around one, without it; columns go on at the antimeridian.
std::vector<IncidentTwins::Reach> IncidentTwins::around(std::uint32_t place) const
{
    const std::uint32_t group = place / kCells;
    const auto cell = static_cast<std::int32_t>(place % kCells);
    const std::int32_t band = cell / kColumns;
    const std::int32_t column = cell % kColumns;
    const std::int32_t reach = columnReach(band);
    std::vector<Reach> found;
    for (std::int32_t b = std::max(0, band - 1); b <= std::min(kBands - 1, band + 1); ++b)
        for (std::int32_t c = column - reach; c <= column + reach && c < column - reach + kColumns; ++c) {
            const auto other = group * kCells + static_cast<std::uint32_t>(b * kColumns + (c + kColumns) % kColumns);
            if (other == place)
                continue;
            const Reach there{firstAtOrAfter(other), firstAtOrAfter(other + 1)};
            if (there.from < there.end)
                found.push_back(there);
        }
    return found;
}

/// Steps outwards in time: among many like events the partner stands near.
std::optional<std::size_t> IncidentTwins::partnerInside(std::size_t at, std::size_t begin, std::size_t end) const
{
    const Entry& row = m_entries[at];
    const auto fits = [&](std::size_t i) { return isEarlier(m_entries[i], row) && alike(m_entries[i], row); };
    const auto near = [&](std::size_t i) { return std::abs(std::int64_t{m_entries[i].minute} - row.minute) <= kMinutes; };
    std::size_t before = at;
    std::size_t after = at + 1;
    bool back = true;
    bool forth = true;
    while (back || forth) {
        back = back && before > begin && near(before - 1);
        if (back && fits(--before))
            return before;
        forth = forth && after < end && near(after);
        if (forth && fits(after++))
            return after - 1;
    }
    return std::nullopt;
}

std::optional<std::size_t> IncidentTwins::partnerBeside(std::size_t at, std::vector<Reach>& around) const
{
    const Entry& row = m_entries[at];
    for (Reach& cell : around) {
        while (cell.from < cell.end && m_entries[cell.from].minute < row.minute - kMinutes)
            ++cell.from;
        for (std::size_t i = cell.from; i < cell.end && m_entries[i].minute <= row.minute + kMinutes; ++i)
            if (isEarlier(m_entries[i], row) && alike(m_entries[i], row))
                return i;
    }
    return std::nullopt;
}

IncidentTwins::Candidate IncidentTwins::candidate(const Entry& row, const Entry& other) const
{
    if ((other.who & kKnownBit) != 0)
        return {row.who, 0, m_ids[other.who & ~kKnownBit]};
    return {row.who, other.who, 0};
}

std::vector<IncidentTwins::Candidate> IncidentTwins::find(const Progress& progress)
{
    std::sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        return a.place != b.place ? a.place < b.place : a.minute != b.minute ? a.minute < b.minute : a.who < b.who;
    });
    std::vector<Candidate> found;
    for (std::size_t begin = 0; begin < m_entries.size();) {
        progress.check();
        const std::size_t end = firstAtOrAfter(m_entries[begin].place + 1);
        auto neighbours = around(m_entries[begin].place);
        for (std::size_t i = begin; i < end; ++i) {
            if ((m_entries[i].who & kKnownBit) != 0)
                continue;
            auto partner = partnerInside(i, begin, end);
            if (!partner)
                partner = partnerBeside(i, neighbours);
            if (partner)
                found.push_back(candidate(m_entries[i], m_entries[*partner]));
        }
        begin = end;
    }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.row < b.row; });
    m_entries.clear();
    m_ids.clear();
    return found;
}

} // namespace tutela::exchange::detail
