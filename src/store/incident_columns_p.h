// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <tutela/core/field_table.h>
#include <tutela/core/incident_columns.h>
#include <tutela/core/progress.h>

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace tutela::store {

/// Looks texts up without making a string of each.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};
template <class T>
using ByText = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

/// Codes of the repeating texts and lists of IncidentColumns, in the order in which they first occur. Code 0 is nothing.
class IncidentCodes {
public:
    explicit IncidentCodes(core::IncidentColumns& columns) : m_columns(columns) {}
    std::uint32_t perpetrators(const std::vector<core::ActorId>& list) { return code(m_perpetrators, m_columns.perpetratorLists, list); }
    std::uint32_t sources(const std::vector<core::SourceId>& list) { return code(m_sources, m_columns.sourceLists, list); }
    std::uint16_t dataset(const std::string& text) { return code(m_datasets, m_columns.datasets, text); }
    std::uint16_t sourceType(const std::string& text) { return code(m_sourceTypes, m_columns.sourceTypes, text); }

private:
    template <class T, class Code>
    static Code code(std::map<T, Code>& known, std::vector<T>& list, const T& value)
    {
        if (value.empty())
            return 0;
        const auto [at, isNew] = known.try_emplace(value, static_cast<Code>(list.size()));
        if (isNew) {
            if (list.size() > static_cast<std::size_t>(std::numeric_limits<Code>::max()))
                throw core::Error{core::ErrorCode::Limit, "too many different names in one column of the incidents"};
            list.push_back(value);
        }
        return at->second;
    }

    core::IncidentColumns& m_columns;
    std::map<std::vector<core::ActorId>, std::uint32_t> m_perpetrators;
    std::map<std::vector<core::SourceId>, std::uint32_t> m_sources;
    std::map<std::string, std::uint16_t> m_datasets, m_sourceTypes;
};

/// Makes columns of rows, which come in id order.
class IncidentBuilder {
public:
    IncidentBuilder() = default;
    IncidentBuilder(const IncidentBuilder&) = delete;
    IncidentBuilder& operator=(const IncidentBuilder&) = delete;

    /// The fields of kSelected, by index, as Statement gives them.
    class Row {
    public:
        virtual ~Row() = default;
        [[nodiscard]] virtual bool isNull(int column) const = 0;
        [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
        [[nodiscard]] virtual double real(int column) const = 0;
        [[nodiscard]] virtual std::string_view text(int column) const = 0;
    };
    void add(const Row& row);
    /// Of the record of an incident.
    void add(const core::RecordValues& record);

    core::IncidentColumns columns;

private:
    IncidentCodes m_codes{columns};
    // By the text of the column: most rows repeat one, and need no parsing then.
    ByText<std::uint8_t> m_severities;
    ByText<std::uint32_t> m_perpetrators, m_sources;
    ByText<std::uint16_t> m_datasets, m_sourceTypes;
};

/// Room for so many incidents in every column.
void reserveRows(core::IncidentColumns& columns, std::size_t rows);
/// Calls back for each live incident with an id in the range, in id order.
void forEachIncidentRow(sqlite3* db, std::int64_t firstId, std::int64_t lastId, const std::function<void(const IncidentBuilder::Row&)>& visit);
/// The same for these ids.
void forEachIncidentRow(sqlite3* db, const std::set<std::int64_t>& ids, const std::function<void(const IncidentBuilder::Row&)>& visit);
/// All live incidents as columns, by one scan of the main table.
[[nodiscard]] core::IncidentColumns readIncidentColumns(sqlite3* db, const core::Progress& progress);

} // namespace tutela::store
