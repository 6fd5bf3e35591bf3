// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema_check_p.h"

#include <algorithm>
#include <map>
#include <set>

namespace tutela::store {

using core::Error;
using core::ErrorCode;

namespace {

using Columns = std::map<std::string, std::string>; ///< name -> type

Columns columnsOf(sqlite3* db, const std::string& table)
{
    Columns columns;
    Statement info{db, "SELECT name, type FROM pragma_table_info(?)"};
    info.bind(1, std::string_view{table});
    while (info.step())
        columns.emplace(info.string(0), info.string(1));
    return columns;
}

/// Columns of every table of ours, taken from a fresh schema in memory.
const std::map<std::string, Columns>& expectedColumns()
{
    static const auto expected = [] {
        const auto memory = openDatabase(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {});
        std::map<std::string, Columns> tables;
        for (const SchemaObject& object : schemaObjects()) {
            execute(memory->getHandle(), object.sql);
            if (object.type == "table")
                tables.emplace(object.name, columnsOf(memory->getHandle(), object.name));
        }
        return tables;
    }();
    return expected;
}

struct Findings {
    std::vector<Problem> shape;    ///< tables and columns
    std::vector<Problem> triggers; ///< triggers, views, indexes
};

Findings find(sqlite3* db)
{
    Findings out;
    for (const auto& [table, columns] : expectedColumns()) {
        const Columns there = columnsOf(db, table);
        if (there.empty()) {
            out.shape.push_back({table, "the table is missing"});
            continue;
        }
        for (const auto& [name, type] : columns) {
            const auto at = there.find(name);
            if (at == there.end())
                out.shape.push_back({table, "column " + name + " is missing"});
            else if (at->second != type)
                out.shape.push_back({table, "column " + name + " is of type " + at->second + " instead of " + type});
        }
    }
    std::map<std::string, std::string> ours;
    for (const SchemaObject& object : schemaObjects())
        if (object.type != "table")
            ours.emplace(object.name, object.sql);
    Statement objects{db, "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view', 'index') AND sql IS NOT NULL ORDER BY name"};
    while (objects.step()) {
        const std::string type = objects.string(0);
        const std::string name = objects.string(1);
        const auto at = ours.find(name);
        if (at == ours.end()) {
            if (type != "index")
                out.triggers.push_back({name, "another program added this " + type});
            continue;
        }
        if (at->second != objects.text(2))
            out.triggers.push_back({name, "another program altered this " + type});
        ours.erase(at);
    }
    for (const auto& [name, sql] : ours)
        out.triggers.push_back({name, "the rule is missing"});
    return out;
}

} // namespace

std::vector<Problem> schemaProblems(sqlite3* db)
{
    Findings found = find(db);
    found.shape.insert(found.shape.end(), found.triggers.begin(), found.triggers.end());
    return std::move(found.shape);
}

void requireKnownSchema(sqlite3* db, Access access, const std::string& file)
{
    const Findings found = find(db);
    if (!found.shape.empty())
        throw Error{ErrorCode::Damaged, "table " + found.shape.front().where + ": " + found.shape.front().text + "; restore a backup", file};
    if (access == Access::ReadWrite && !found.triggers.empty())
        throw Error{ErrorCode::ChangedElsewhere, found.triggers.front().text + " (" + found.triggers.front().where
                                                     + "); open the file read-only, or restore a backup",
                    file};
}

} // namespace tutela::store
