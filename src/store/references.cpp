// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "references_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tutela::store {

using core::Kind;

References::References() : m_fields(allKinds().size()), m_wanted(allKinds().size())
{
    for (const Kind kind : allKinds()) {
        const auto fields = core::fieldsOf(kind);
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].refers)
                m_fields[static_cast<std::size_t>(kind)].push_back({i, *fields[i].refers, fields[i].type == core::FieldType::ReferenceList});
    }
}

void References::gather(const core::RecordValues& record)
{
    for (const auto& [index, refers, list] : m_fields[static_cast<std::size_t>(record.kind)]) {
        Wanted& wanted = m_wanted[static_cast<std::size_t>(refers)];
        const core::Value& value = record.values[index];
        if (const auto* id = std::get_if<std::int64_t>(&value))
            wanted.ids.insert(*id);
        else if (const auto* text = std::get_if<std::string>(&value); text != nullptr && list)
            wanted.lists.insert(*text);
    }
}

void References::forEachMissing(RowStore& rows, const std::function<void(Kind, std::int64_t)>& missing)
{
    for (const Kind kind : allKinds()) {
        Wanted& wanted = m_wanted[static_cast<std::size_t>(kind)];
        for (const std::string& list : wanted.lists)
            for (const std::int64_t id : idsOf(list))
                wanted.ids.insert(id);
        std::vector<std::int64_t> sorted{wanted.ids.begin(), wanted.ids.end()};
        std::sort(sorted.begin(), sorted.end());
        for (const std::int64_t id : sorted)
            if (!rows.exists(kind, id))
                missing(kind, id);
    }
}

std::vector<std::int64_t> idsOf(const std::string& listText)
{
    std::vector<std::int64_t> ids;
    const auto list = nlohmann::json::parse(listText, nullptr, false);
    if (list.is_array())
        for (const auto& element : list)
            if (element.is_number_integer())
                ids.push_back(element.get<std::int64_t>());
    return ids;
}

std::vector<std::string> referrersOf(sqlite3* db, Kind kind, std::int64_t id)
{
    std::vector<std::string> found;
    const std::string digits = std::to_string(id);
    for (const Table* table : recordTables())
        for (const Column& column : table->columns) {
            if (column.field <= 0)
                continue;
            const core::Field& field = core::fieldsOf(table->kind)[static_cast<std::size_t>(column.field)];
            if (field.refers != kind)
                continue;
            const bool list = field.type == core::FieldType::ReferenceList;
            Statement rows{db, "SELECT id, " + sqlName(column.name) + " FROM " + sqlName(table->name) + " WHERE "
                                   + (list ? "instr(" + sqlName(column.name) + ", ?) > 0" : sqlName(column.name) + " = CAST(? AS INTEGER)")};
            rows.bind(1, std::string_view{digits});
            while (rows.step()) {
                if (list) {
                    const auto ids = idsOf(rows.string(1));
                    if (std::find(ids.begin(), ids.end(), id) == ids.end())
                        continue;
                }
                found.push_back(core::kindName(table->kind) + " " + std::to_string(rows.integer(0)) + ", " + column.name);
            }
        }
    return found;
}

} // namespace tutela::store
