// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_columns_p.h"

#include "column_room_p.h"
#include "references_p.h"

#include <tutela/core/incidents.h>
#include <tutela/core/mission.h>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace tutela::store {

using core::IncidentColumns;
using Row = IncidentBuilder::Row;

namespace {

/// What the columns are made of; the numbers in IncidentBuilder::add() are positions in this list.
constexpr std::array<std::string_view, 23> kSelected{
    "id",          "lon",        "lat",         "time_start",       "time_precision", "place_precision", "category",
    "verification", "victim_status", "acts",    "killed_best",      "killed_low",     "killed_high",     "killed_civilians",
    "injured_best", "abducted_best", "displaced_best", "perpetrator_ids", "source_ids", "dataset",       "source_type",
    "sensitivity", "time_end"};

class StoredRow final : public Row {
public:
    explicit StoredRow(const Statement& row) : m_row(row) {}
    [[nodiscard]] bool isNull(int column) const override { return m_row.isNull(column); }
    [[nodiscard]] std::int64_t integer(int column) const override { return m_row.integer(column); }
    [[nodiscard]] double real(int column) const override { return m_row.real(column); }
    [[nodiscard]] std::string_view text(int column) const override { return m_row.text(column); }

private:
    const Statement& m_row;
};

class RecordRow final : public Row {
public:
    explicit RecordRow(const core::RecordValues& record) : m_record(record) {}
    [[nodiscard]] bool isNull(int column) const override { return core::isNull(value(column)); }
    [[nodiscard]] std::int64_t integer(int column) const override { return std::get<std::int64_t>(value(column)); }
    [[nodiscard]] double real(int column) const override { return std::get<double>(value(column)); }
    [[nodiscard]] std::string_view text(int column) const override
    {
        const auto* text = std::get_if<std::string>(&value(column));
        return text == nullptr ? std::string_view{} : *text;
    }

private:
    [[nodiscard]] const core::Value& value(int column) const
    {
        static const auto fields = [] {
            std::array<std::size_t, kSelected.size()> indexes{};
            for (std::size_t i = 0; i < indexes.size(); ++i)
                indexes[i] = static_cast<std::size_t>(core::findField(core::Kind::INCIDENT, kSelected[i]) - core::fieldsOf(core::Kind::INCIDENT).data());
            return indexes;
        }();
        return m_record.values[fields[static_cast<std::size_t>(column)]];
    }
    const core::RecordValues& m_record;
};

template <class E>
std::uint8_t wordCode(const Row& row, int column)
{
    if (row.isNull(column))
        return IncidentColumns::kNoWord;
    const auto found = core::enumerator<E>(row.text(column));
    return found ? static_cast<std::uint8_t>(*found) : IncidentColumns::kNoWord;
}

std::int32_t countOf(const Row& row, int column)
{
    return row.isNull(column) ? IncidentColumns::kUnknown : static_cast<std::int32_t>(std::min<std::int64_t>(row.integer(column), INT32_MAX));
}

std::int32_t degreesE7(const Row& row, int column)
{
    return row.isNull(column) ? IncidentColumns::kNoPosition : static_cast<std::int32_t>(std::lround(row.real(column) * 1e7));
}

template <class Id>
std::vector<Id> listOf(std::string_view text)
{
    std::vector<Id> ids;
    for (const std::int64_t id : idsOf(std::string{text}))
        ids.push_back(Id{id});
    return ids;
}

std::uint8_t severityOfActs(std::string_view text)
{
    int highest = 0;
    const auto acts = nlohmann::json::parse(text, nullptr, false);
    if (acts.is_array())
        for (const auto& act : acts)
            if (const auto known = act.is_string() ? core::enumerator<core::Act>(act.get<std::string>()) : std::nullopt)
                highest = std::max(highest, core::severityOf(*known));
    return static_cast<std::uint8_t>(highest);
}

/// What a text stands for, made once.
template <class T, class Make>
T remembered(ByText<T>& known, std::string_view text, const Make& make)
{
    auto at = known.find(text);
    if (at == known.end())
        at = known.emplace(text, make(text)).first;
    return at->second;
}

} // namespace

void IncidentBuilder::add(const Row& row)
{
    IncidentColumns& c = columns;
    c.id.push_back(row.integer(0));
    c.lonE7.push_back(degreesE7(row, 1));
    c.latE7.push_back(degreesE7(row, 2));
    c.time.push_back(row.isNull(3) ? IncidentColumns::kNoTime : core::instantOf(row.text(3)).time_since_epoch().count());
    c.time_precision.push_back(wordCode<core::TimePrecision>(row, 4));
    c.place_precision.push_back(wordCode<core::PlacePrecision>(row, 5));
    c.category.push_back(wordCode<core::IncidentCategory>(row, 6));
    c.verification.push_back(wordCode<core::Verification>(row, 7));
    c.victim_status.push_back(wordCode<core::VictimStatus>(row, 8));
    c.act_severity.push_back(remembered(m_severities, row.text(9), severityOfActs));
    int column = 10;
    for (auto* counts : {&c.killed_best, &c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
        counts->push_back(countOf(row, column++));
    c.perpetrators.push_back(remembered(m_perpetrators, row.text(17), [&](std::string_view t) { return m_codes.perpetrators(listOf<core::ActorId>(t)); }));
    c.sources.push_back(remembered(m_sources, row.text(18), [&](std::string_view t) { return m_codes.sources(listOf<core::SourceId>(t)); }));
    c.dataset.push_back(remembered(m_datasets, row.text(19), [&](std::string_view t) { return m_codes.dataset(std::string{t}); }));
    c.source_type.push_back(remembered(m_sourceTypes, row.text(20), [&](std::string_view t) { return m_codes.sourceType(std::string{t}); }));
    if (!row.isNull(21)) { // most missions mark few incidents or none
        c.sensitivity.resize(c.id.size(), IncidentColumns::kNoWord);
        c.sensitivity.back() = wordCode<core::Marking>(row, 21);
    }
    if (row.isNull(3) || row.isNull(22)) // as few have an end that is known to the hour
        return;
    const auto precision = row.isNull(4) ? std::nullopt : core::enumerator<core::TimePrecision>(row.text(4));
    if (const auto minutes = core::durationMinutes(core::instantOf(row.text(3)), core::instantOf(row.text(22)), precision)) {
        c.duration_minutes.resize(c.id.size(), IncidentColumns::kUnknown);
        c.duration_minutes.back() = *minutes;
    }
}

void IncidentBuilder::add(const core::RecordValues& record) { add(RecordRow{record}); }

void reserveRows(IncidentColumns& c, std::size_t n)
{
    const auto all = [n](auto&... columns) { (giveRoom(columns, n), ...); };
    all(c.id, c.lonE7, c.latE7, c.time, c.time_precision, c.place_precision, c.category, c.verification, c.victim_status, c.act_severity, c.killed_best,
        c.killed_low, c.killed_high, c.killed_civilians, c.injured, c.abducted, c.displaced, c.perpetrators, c.sources, c.dataset, c.source_type);
}

namespace {

std::string selectLive(const char* which)
{
    std::string names;
    for (const std::string_view name : kSelected)
        names += (names.empty() ? "" : ", ") + std::string{name};
    return "SELECT " + names + " FROM incidents WHERE deleted = 0 AND " + which;
}

} // namespace

void forEachIncidentRow(sqlite3* db, const std::set<std::int64_t>& ids, const std::function<void(const Row&)>& visit)
{
    Statement rows{db, selectLive("id = ?")};
    const StoredRow row{rows};
    for (const std::int64_t id : ids) {
        if (rows.bind(1, id).step())
            visit(row);
        rows.reset();
    }
}

void forEachIncidentRow(sqlite3* db, std::int64_t firstId, std::int64_t lastId, const std::function<void(const Row&)>& visit)
{
    Statement rows{db, selectLive("id BETWEEN ? AND ? ORDER BY id")};
    rows.bind(1, firstId).bind(2, lastId);
    const StoredRow row{rows};
    while (rows.step())
        visit(row);
}

IncidentColumns readIncidentColumns(sqlite3* db, const core::Progress& progress)
{
    const auto total = static_cast<std::size_t>(integerOf(db, "SELECT count(*) FROM incidents WHERE deleted = 0"));
    IncidentBuilder builder;
    reserveRows(builder.columns, total);
    forEachIncidentRow(db, INT64_MIN, INT64_MAX, [&](const Row& row) {
        if (const std::size_t done = builder.columns.size(); (done & 0xfff) == 0)
            progress.step(total == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(total), "Reading incidents");
        builder.add(row);
    });
    return std::move(builder.columns);
}

} // namespace tutela::store
