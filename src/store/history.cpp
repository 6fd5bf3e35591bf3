// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history_p.h"

#include "session_p.h"

#include <nlohmann/json.hpp>

#include <map>

namespace tutela::store {

using core::Field;
using core::Kind;
using core::RecordValues;
using nlohmann::json;

std::string payloadHashOf(const CommitRow& row)
{
    const core::Sha256 changes = core::sha256(row.changeset);
    if (row.batch.empty())
        return core::hex(changes);
    return core::hex(core::Hasher{}.addPrefixed(row.batch).addPrefixed(core::hex(changes)).finish());
}

std::string chainHashOf(const CommitRow& row)
{
    core::Hasher hasher;
    for (const std::string& part : {row.previous, row.device, std::to_string(row.counter), row.time, row.author, row.message, row.payloadHash})
        hasher.addPrefixed(part);
    return core::hex(hasher.finish());
}

namespace {

constexpr std::string_view kColumns = "id, device, counter, time, author, message, kind, undoes, batch, payload_hash, previous, hash";

CommitRow rowOf(const Statement& in, bool withChangeset)
{
    CommitRow row;
    row.id = in.integer(0);
    row.device = in.string(1);
    row.counter = in.integer(2);
    row.time = in.string(3);
    row.author = in.string(4);
    row.message = in.string(5);
    row.kind = in.string(6);
    if (!in.isNull(7))
        row.undoes = in.integer(7);
    row.batch = in.string(8);
    row.payloadHash = in.string(9);
    row.previous = in.string(10);
    row.hash = in.string(11);
    if (withChangeset)
        row.changeset = std::string{in.blob(12)};
    return row;
}

} // namespace

void forEachCommit(sqlite3* db, bool withChangesets, const std::function<void(CommitRow&)>& visit)
{
    Statement rows{db, "SELECT " + std::string{kColumns} + (withChangesets ? ", changeset" : "") + " FROM history_commit ORDER BY id"};
    while (rows.step()) {
        CommitRow row = rowOf(rows, withChangesets);
        visit(row);
    }
}

std::optional<CommitRow> commitRow(sqlite3* db, std::int64_t id)
{
    Statement rows{db, "SELECT " + std::string{kColumns} + ", changeset FROM history_commit WHERE id = ?"};
    rows.bind(1, id);
    return rows.step() ? std::optional{rowOf(rows, true)} : std::nullopt;
}

std::int64_t newestCommit(sqlite3* db) { return integerOf(db, "SELECT coalesce(max(id), 0) FROM history_commit"); }
std::string headOf(sqlite3* db) { return textOf(db, "SELECT hash FROM history_commit ORDER BY id DESC LIMIT 1"); }

void appendCommit(sqlite3* db, CommitRow& row)
{
    {
        Statement last{db, "SELECT counter, hash FROM history_commit WHERE device = ? ORDER BY counter DESC LIMIT 1"};
        last.bind(1, std::string_view{row.device});
        row.counter = 1;
        if (last.step()) {
            row.counter = last.integer(0) + 1;
            row.previous = last.string(1);
        }
    }
    row.payloadHash = payloadHashOf(row);
    row.hash = chainHashOf(row);
    Statement insert{db, "INSERT INTO history_commit (" + std::string{kColumns} + ", changeset) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"};
    insert.bind(1, row.id).bind(2, std::string_view{row.device}).bind(3, row.counter).bind(4, std::string_view{row.time});
    insert.bind(5, std::string_view{row.author}).bind(6, std::string_view{row.message}).bind(7, std::string_view{row.kind});
    if (row.undoes)
        insert.bind(8, *row.undoes);
    if (!row.batch.empty())
        insert.bind(9, std::string_view{row.batch});
    insert.bind(10, std::string_view{row.payloadHash}).bind(11, std::string_view{row.previous}).bind(12, std::string_view{row.hash});
    if (!row.changeset.empty())
        insert.bindBlob(13, row.changeset);
    insert.run();
}

namespace {

/// A record as it was before the changeset; the state after it is read from the file.
struct Touched {
    bool inserted = false; ///< its main row
    bool removed = false;
    std::optional<RecordValues> before;
};

struct Decoder {
    RowStore& rows;
    std::map<std::pair<Kind, std::int64_t>, Touched> records;
    std::vector<Change> others; ///< sign_off, asset, frozen_version

    void add(const RowChange& change)
    {
        const Table* table = recordTable(change.table);
        if (table == nullptr) {
            addOther(change);
            return;
        }
        const std::int64_t id = change.key();
        const auto [at, isNew] = records.try_emplace({table->kind, id});
        Touched& touched = at->second;
        if (isNew) {
            touched.before = rows.read(table->kind, id);
            if (!touched.before)
                touched.before = core::blank(table->kind, id);
        }
        if (table->part == core::Part::Main) {
            touched.inserted = change.operation == SQLITE_INSERT;
            touched.removed = change.operation == SQLITE_DELETE;
        }
        const auto fields = core::fieldsOf(table->kind);
        const auto& layout = rows.layout(*table);
        for (int column = 1; column < change.columns && column < static_cast<int>(layout.size()); ++column) {
            const Column& known = layout[static_cast<std::size_t>(column)];
            if (known.field < 0)
                continue;
            auto& value = touched.before->values[static_cast<std::size_t>(known.field)];
            if (change.operation == SQLITE_INSERT)
                value = {};
            else if (sqlite3_value* old = change.before(column))
                value = valueOfColumn(fields[static_cast<std::size_t>(known.field)], known.form, old);
        }
    }

    void addOther(const RowChange& change)
    {
        const auto side = [&](auto get) {
            json object = json::object();
            for (int column = 0; column < change.columns; ++column) {
                sqlite3_value* value = get(column);
                if (value == nullptr || sqlite3_value_type(value) == SQLITE_NULL)
                    continue;
                const std::string name = nameOf(change.table, column);
                if (sqlite3_value_type(value) == SQLITE_INTEGER)
                    object[name] = sqlite3_value_int64(value);
                else
                    object[name] = std::string{reinterpret_cast<const char*>(sqlite3_value_text(value))};
            }
            return object.empty() ? std::string{"null"} : object.dump();
        };
        others.push_back({std::string{change.table}, change.key(), std::string{change.table}, side([&](int c) { return change.before(c); }),
                          side([&](int c) { return change.after(c); })});
    }

    static std::string nameOf(std::string_view table, int column)
    {
        using Names = std::vector<std::string_view>;
        static const Names signOff{"id", "assessment_id", "state", "opinion", "role", "author", "time", "note", "content_hash"};
        static const Names asset{"id", "name", "mime", "size", "sha256", "frozen_by"};
        static const Names frozen{"assessment_id", "commit_id", "content_hash"};
        const Names& names = table == "sign_off" ? signOff : table == "asset" ? asset : frozen;
        const auto index = static_cast<std::size_t>(column);
        return index < names.size() ? std::string{names[index]} : "column_" + std::to_string(column);
    }
};

/// What says how a record is kept, and not what it says, is no history of a field; being deleted is.
bool isShown(const Field& field) { return !field.system || field.name == "deleted"; }

void addRecord(std::vector<Change>& out, Kind kind, std::int64_t id, const Touched& touched, const RecordValues& after)
{
    const auto fields = core::fieldsOf(kind);
    std::map<std::string_view, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (isShown(fields[i]) && touched.before->values[i] != after.values[i]
            && !(fields[i].name == "deleted" && (touched.inserted || touched.removed)))
            groups[fields[i].group]; // members follow: the whole group is shown, not only what differs
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (const auto at = groups.find(fields[i].group); at != groups.end() && isShown(fields[i]))
            at->second.push_back(i);
    for (const auto& [group, members] : groups) {
        const auto dump = [&](const RecordValues& record) {
            json object = json::object();
            for (const std::size_t i : members)
                object[std::string{fields[i].name}] = core::toJson(fields[i], record.values[i]);
            return object.dump();
        };
        out.push_back({std::string{core::tableOf(kind)}, id, std::string{group}, touched.inserted ? "null" : dump(*touched.before),
                       touched.removed ? "null" : dump(after)});
    }
}

} // namespace

std::vector<Change> readableChanges(RowStore& rows, std::string_view changeset)
{
    Decoder decoder{rows, {}, {}};
    forEachChange(changeset, [&](const RowChange& change) { decoder.add(change); });
    std::vector<Change> changes;
    for (const auto& [key, touched] : decoder.records) {
        auto after = rows.read(key.first, key.second);
        if (!after) {
            after = core::blank(key.first, key.second);
            for (auto& value : after->values)
                value = {};
        }
        addRecord(changes, key.first, key.second, touched, *after);
    }
    changes.insert(changes.end(), decoder.others.begin(), decoder.others.end());
    return changes;
}

void appendChanges(sqlite3* db, std::int64_t commit, const std::vector<Change>& changes)
{
    Statement insert{db, "INSERT INTO history_change (commit_id, \"table\", record, \"group\", old, new) VALUES (?,?,?,?,?,?)"};
    for (const Change& change : changes) {
        insert.bind(1, commit).bind(2, std::string_view{change.table}).bind(3, change.record).bind(4, std::string_view{change.group});
        insert.bind(5, std::string_view{change.old_json}).bind(6, std::string_view{change.new_json}).run();
    }
}

std::set<RecordKey> recordsOf(std::string_view changeset)
{
    std::set<RecordKey> keys;
    forEachChange(changeset, [&](const RowChange& change) {
        const Table* table = recordTable(change.table);
        keys.emplace(table != nullptr ? std::string{core::tableOf(table->kind)} : std::string{change.table}, change.key());
    });
    return keys;
}

} // namespace tutela::store
