// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_columns_p.h"

#include "references_p.h"

#include <tutela/core/incidents.h>

#include <nlohmann/json.hpp>

#include <cmath>
#include <unordered_map>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::IncidentColumns;

namespace {

/// Looks texts up without making a string of each.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

template <class E>
std::uint8_t wordCode(const Statement& row, int column)
{
    if (row.isNull(column))
        return IncidentColumns::kNoWord;
    const auto found = core::enumerator<E>(row.text(column));
    return found ? static_cast<std::uint8_t>(*found) : IncidentColumns::kNoWord;
}

std::int32_t countOf(const Statement& row, int column)
{
    return row.isNull(column) ? IncidentColumns::kUnknown : static_cast<std::int32_t>(std::min<std::int64_t>(row.integer(column), INT32_MAX));
}

std::int32_t degreesE7(const Statement& row, int column)
{
    return row.isNull(column) ? IncidentColumns::kNoPosition : static_cast<std::int32_t>(std::lround(row.real(column) * 1e7));
}

/// Codes of repeating texts. Code 0 is the empty text.
template <class Code>
class Dictionary {
public:
    /// @param made  called with the text when it is new; adds it to its list
    template <class Made>
    Code code(std::string_view text, const Made& made)
    {
        if (text.empty())
            return 0;
        const auto at = m_codes.find(text);
        if (at != m_codes.end())
            return at->second;
        if (m_codes.size() + 1 > static_cast<std::size_t>(std::numeric_limits<Code>::max()))
            throw Error{ErrorCode::Limit, "too many different names in one column of the incidents"};
        made(text);
        return m_codes.emplace(text, static_cast<Code>(m_codes.size() + 1)).first->second;
    }

private:
    ByText<Code> m_codes;
};

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

void reserve(IncidentColumns& c, std::size_t n)
{
    const auto all = [n](auto&... columns) { (columns.reserve(n), ...); };
    all(c.id, c.lonE7, c.latE7, c.time, c.time_precision, c.place_precision, c.category, c.verification, c.victim_status, c.act_severity, c.killed_best,
        c.killed_low, c.killed_high, c.killed_civilians, c.injured, c.abducted, c.displaced, c.perpetrators, c.sources, c.dataset, c.source_type);
}

} // namespace

IncidentColumns readIncidentColumns(sqlite3* db, const core::Progress& progress)
{
    IncidentColumns c;
    const auto total = static_cast<std::size_t>(integerOf(db, "SELECT count(*) FROM incidents WHERE deleted = 0"));
    reserve(c, total);
    Dictionary<std::uint32_t> perpetrators;
    Dictionary<std::uint32_t> sources;
    Dictionary<std::uint16_t> datasets;
    Dictionary<std::uint16_t> sourceTypes;
    ByText<std::uint8_t> severities;
    Statement row{db, "SELECT id, lon, lat, time_start, time_precision, place_precision, category, verification, victim_status, acts, killed_best, "
                      "killed_low, killed_high, killed_civilians, injured_best, abducted_best, displaced_best, perpetrator_ids, source_ids, dataset, "
                      "source_type, sensitivity FROM incidents WHERE deleted = 0 ORDER BY id"};
    while (row.step()) {
        if ((c.id.size() & 0xfff) == 0)
            progress.step(total == 0 ? 1.0 : static_cast<double>(c.id.size()) / static_cast<double>(total), "Reading incidents");
        c.id.push_back(row.integer(0));
        c.lonE7.push_back(degreesE7(row, 1));
        c.latE7.push_back(degreesE7(row, 2));
        c.time.push_back(row.isNull(3) ? IncidentColumns::kNoTime : core::instantOf(row.text(3)).time_since_epoch().count());
        c.time_precision.push_back(wordCode<core::TimePrecision>(row, 4));
        c.place_precision.push_back(wordCode<core::PlacePrecision>(row, 5));
        c.category.push_back(wordCode<core::IncidentCategory>(row, 6));
        c.verification.push_back(wordCode<core::Verification>(row, 7));
        c.victim_status.push_back(wordCode<core::VictimStatus>(row, 8));
        const std::string_view acts = row.text(9);
        auto severity = severities.find(acts);
        if (severity == severities.end())
            severity = severities.emplace(acts, severityOfActs(acts)).first;
        c.act_severity.push_back(severity->second);
        int column = 10;
        for (auto* counts : {&c.killed_best, &c.killed_low, &c.killed_high, &c.killed_civilians, &c.injured, &c.abducted, &c.displaced})
            counts->push_back(countOf(row, column++));
        c.perpetrators.push_back(perpetrators.code(row.text(17), [&](std::string_view t) { c.perpetratorLists.push_back(listOf<core::ActorId>(t)); }));
        c.sources.push_back(sources.code(row.text(18), [&](std::string_view t) { c.sourceLists.push_back(listOf<core::SourceId>(t)); }));
        c.dataset.push_back(datasets.code(row.text(19), [&](std::string_view t) { c.datasets.emplace_back(t); }));
        c.source_type.push_back(sourceTypes.code(row.text(20), [&](std::string_view t) { c.sourceTypes.emplace_back(t); }));
        if (!row.isNull(21)) { // most missions mark few incidents or none
            c.sensitivity.resize(c.id.size(), IncidentColumns::kNoWord);
            c.sensitivity.back() = wordCode<core::Marking>(row, 21);
        }
    }
    return c;
}

} // namespace tutela::store
