// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rows_p.h"

#include <algorithm>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Field;
using core::FieldType;
using core::Kind;
using core::RecordValues;
using core::Value;

namespace {

[[noreturn]] void refuseColumn(const Field& field)
{
    throw Error{ErrorCode::Damaged, "column " + std::string{field.name} + " holds a value of another type; another program may have written it",
                std::string{core::tableOf(field.kind)}};
}

int indexOf(std::string_view name)
{
    const auto fields = core::fieldsOf(Kind::PLACE);
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
    return static_cast<int>(found - fields.begin());
}

/// What a column holds, from a row or from a changeset. Texts and blobs live as long as their source stands still.
struct Cell {
    int type = SQLITE_NULL;
    std::int64_t whole = 0;
    double real = 0.0;
    std::string_view bytes;
};

Cell cellOf(const Statement& row, int column)
{
    Cell cell{row.type(column), 0, 0.0, {}};
    if (cell.type == SQLITE_INTEGER)
        cell.whole = row.integer(column);
    else if (cell.type == SQLITE_FLOAT)
        cell.real = row.real(column);
    else if (cell.type != SQLITE_NULL)
        cell.bytes = cell.type == SQLITE_TEXT ? row.text(column) : row.blob(column);
    return cell;
}

Cell cellOf(sqlite3_value* value)
{
    Cell cell{sqlite3_value_type(value), sqlite3_value_int64(value), sqlite3_value_double(value), {}};
    if (cell.type == SQLITE_TEXT || cell.type == SQLITE_BLOB) {
        const void* bytes = sqlite3_value_blob(value); // of a text too: its UTF-8
        cell.bytes = {static_cast<const char*>(bytes), bytes == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
    }
    return cell;
}

/// Sets a value without giving up the memory of a text that stood there before.
void setText(Value& target, std::string_view text)
{
    if (auto* held = std::get_if<std::string>(&target))
        held->assign(text);
    else
        target = std::string{text};
}

void setFrom(Value& target, const Field& field, ColumnForm form, const Cell& cell)
{
    const int type = cell.type;
    if (type == SQLITE_NULL) {
        target = std::monostate{};
        return;
    }
    switch (field.type) {
    case FieldType::Bool:
    case FieldType::Integer:
    case FieldType::Reference:
        if (type != SQLITE_INTEGER)
            refuseColumn(field);
        target = cell.whole;
        return;
    case FieldType::Real:
        if (type != SQLITE_FLOAT && type != SQLITE_INTEGER)
            refuseColumn(field);
        target = type == SQLITE_FLOAT ? cell.real : static_cast<double>(cell.whole);
        return;
    case FieldType::Geometry:
        if (type != SQLITE_BLOB)
            refuseColumn(field);
        try {
            target = form == ColumnForm::GeoPackage ? geometryOfBlob(cell.bytes) : core::fromWkb(cell.bytes);
        } catch (const Error&) {
            refuseColumn(field);
        }
        return;
    default:
        if (type != SQLITE_TEXT)
            refuseColumn(field);
        setText(target, cell.bytes);
    }
}

} // namespace

Value valueOfColumn(const Field& field, ColumnForm form, sqlite3_value* value)
{
    Value out;
    setFrom(out, field, form, cellOf(value));
    return out;
}

const CommonFields& commonFields()
{
    static const CommonFields common{indexOf("id"),      indexOf("created_at"), indexOf("created_by"), indexOf("updated_at"), indexOf("revision"),
                                     indexOf("deleted"), indexOf("batch_id"),   indexOf("dataset"),    indexOf("source_id"),
                                     indexOf("lon"),     indexOf("lat")};
    return common;
}

bool isDeleted(const RecordValues& record)
{
    const auto* deleted = std::get_if<std::int64_t>(&record.values[at(commonFields().deleted)]);
    return deleted != nullptr && *deleted != 0;
}

std::optional<std::int64_t> batchOf(const RecordValues& record)
{
    const auto* batch = std::get_if<std::int64_t>(&record.values[at(commonFields().batchId)]);
    return batch == nullptr ? std::nullopt : std::optional{*batch};
}

RowStore::RowStore(sqlite3* db, std::string schema) : m_db(db), m_schema(std::move(schema))
{
    for (const Table* table : recordTables()) {
        Statement info{db, "SELECT name FROM pragma_table_info(?, ?) ORDER BY cid"};
        info.bind(1, std::string_view{table->name}).bind(2, std::string_view{m_schema});
        std::vector<Column>& columns = m_layouts[table->name];
        while (info.step()) {
            const auto known = std::find_if(table->columns.begin(), table->columns.end(), [&](const Column& c) { return c.name == info.text(0); });
            columns.push_back(known != table->columns.end() ? *known : Column{info.string(0), "", -1, ColumnForm::Foreign});
        }
    }
    m_ownColumns.resize(allKinds().size());
    m_packings.resize(allKinds().size());
    for (const Kind kind : allKinds())
        for (const Table& table : tablesOf(kind)) {
            auto& own = m_ownColumns[static_cast<std::size_t>(kind)].emplace_back();
            std::copy_if(layout(table).begin(), layout(table).end(), std::back_inserter(own), [](const Column& c) { return c.form != ColumnForm::Foreign; });
            m_packings[static_cast<std::size_t>(kind)].push_back(packingOf(own));
        }
}

const std::vector<Column>& RowStore::layout(const Table& table) const { return m_layouts.find(table.name)->second; }

std::string RowStore::nameOf(const Table& table) const { return m_schema + "." + sqlName(table.name); }

std::string RowStore::selectFrom(Kind kind, std::vector<Source>& sources) const
{
    std::string columns;
    std::string from;
    for (const Table& table : tablesOf(kind)) {
        const std::string alias = table.part == core::Part::Main ? "m" : table.part == core::Part::Text ? "t" : "d";
        if (layout(table).empty())
            continue; // an older schema without this side table
        from += from.empty() ? nameOf(table) + " AS m" : " LEFT JOIN " + nameOf(table) + " AS " + alias + " ON " + alias + ".id = m.id";
        const std::size_t first = sources.size();
        if (alias != "m") {
            columns += ", " + alias + ".id";
            sources.push_back({0, ColumnForm::Plain});
        }
        for (const Column& column : layout(table)) {
            if (column.field < 0 || (column.field == 0 && alias != "m"))
                continue;
            columns += (columns.empty() ? "" : ", ") + alias + "." + sqlName(column.name);
            sources.push_back({column.field, column.form});
        }
        if (alias != "m")
            sources[first].absent = sources.size() - first - 1;
    }
    return "SELECT " + columns + " FROM " + from;
}

RowStore::Reader& RowStore::reader(Kind kind)
{
    auto found = m_readers.find(kind);
    if (found == m_readers.end()) {
        std::vector<Source> sources;
        const std::string sql = selectFrom(kind, sources) + " WHERE m.id = ?";
        found = m_readers.emplace(kind, Reader{Statement{m_db, sql}, std::move(sources)}).first;
    }
    return found->second;
}

void RowStore::take(Statement& row, const std::vector<Source>& sources, RecordValues& record)
{
    const auto fields = core::fieldsOf(record.kind);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto& [field, form, absent] = sources[i];
        if (absent > 0) {
            if (!row.isNull(static_cast<int>(i)))
                continue;
            for (std::size_t skipped = 0; skipped < absent; ++skipped)
                record.values[at(sources[++i].field)] = std::monostate{};
            continue;
        }
        setFrom(record.values[at(field)], fields[at(field)], form, cellOf(row, static_cast<int>(i)));
    }
}

std::optional<RecordValues> RowStore::read(Kind kind, std::int64_t id)
{
    Reader& reader = this->reader(kind);
    reader.one.bind(1, id);
    std::optional<RecordValues> record;
    try {
        if (reader.one.step()) {
            record = RecordValues{kind, std::vector<Value>(core::fieldsOf(kind).size())};
            take(reader.one, reader.sources, *record);
        }
    } catch (...) {
        reader.one.reset();
        throw;
    }
    reader.one.reset();
    return record;
}

bool RowStore::exists(Kind kind, std::int64_t id)
{
    auto found = m_finders.find(kind);
    if (found == m_finders.end())
        found = m_finders.emplace(kind, Statement{m_db, "SELECT 1 FROM " + nameOf(tablesOf(kind).front()) + " WHERE id = ?"}).first;
    found->second.bind(1, id);
    const bool there = found->second.step();
    found->second.reset();
    return there;
}

void RowStore::forEach(Kind kind, std::string_view condition, const Visit& visit, std::optional<std::int64_t> bound)
{
    std::vector<Source> sources;
    Statement rows{m_db, selectFrom(kind, sources) + " WHERE " + std::string{condition} + " ORDER BY m.id"};
    if (bound)
        rows.bind(1, *bound);
    RecordValues record{kind, std::vector<Value>(core::fieldsOf(kind).size())};
    while (rows.step()) {
        take(rows, sources, record);
        visit(record);
    }
}

RowStore::Writer& RowStore::writer(const Table& table)
{
    const auto found = m_writers.find(table.name);
    if (found != m_writers.end())
        return found->second;
    const auto place = static_cast<std::size_t>(&table - tablesOf(table.kind).data());
    const std::vector<Column>& columns = m_ownColumns[static_cast<std::size_t>(table.kind)][place];
    std::string names;
    std::string marks;
    std::string sets;
    std::string many;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string mark = "?" + std::to_string(i + 1);
        names += (i == 0 ? "" : ", ") + sqlName(columns[i].name);
        marks += (i == 0 ? "" : ", ") + mark;
        if (i > 0)
            sets += (i == 1 ? "" : ", ") + sqlName(columns[i].name) + " = " + mark;
    }
    for (std::size_t row = 0; row < kTogether; ++row) {
        many += row == 0 ? "(" : ", (";
        for (std::size_t i = 0; i < columns.size(); ++i)
            many += (i == 0 ? "?" : ", ?") + std::to_string(row * columns.size() + i + 1);
        many += ")";
    }
    const std::string name = nameOf(table);
    const std::string insert = "INSERT INTO " + name + " (" + names + ") VALUES ";
    Writer made{Statement{m_db, insert + "(" + marks + ")"}, Statement{m_db, insert + many},
                Statement{m_db, "UPDATE " + name + " SET " + sets + " WHERE id = ?1"}, Statement{m_db, "DELETE FROM " + name + " WHERE id = ?1"},
                &columns};
    return m_writers.emplace(table.name, std::move(made)).first->second;
}

void RowStore::bindAll(Statement& statement, const Writer& writer, const RecordValues& record)
{
    m_blobs.clear();
    m_blobs.reserve(writer.columns->size()); // the statement keeps pointers into it
    int index = 0;
    for (const Column& column : *writer.columns) {
        ++index;
        if (column.form == ColumnForm::PointOfLonLat) {
            const auto* lon = std::get_if<double>(&record.values[at(commonFields().lon)]);
            const auto* lat = std::get_if<double>(&record.values[at(commonFields().lat)]);
            if (lon == nullptr || lat == nullptr) {
                statement.bindNull(index);
            } else {
                m_point = pointBlob(*lon, *lat);
                statement.bindBlob(index, {m_point.data(), m_point.size()});
            }
            continue;
        }
        const Value& value = record.values[at(column.field)];
        if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            statement.bind(index, *whole);
        } else if (const auto* real = std::get_if<double>(&value)) {
            statement.bind(index, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            statement.bind(index, std::string_view{*text});
        } else if (const auto* geometry = std::get_if<core::Geometry>(&value); geometry != nullptr && !geometry->empty()) {
            m_blobs.push_back(column.form == ColumnForm::GeoPackage ? geometryBlob(*geometry) : core::toWkb(*geometry));
            statement.bindBlob(index, m_blobs.back());
        } else {
            statement.bindNull(index);
        }
    }
}

namespace {

/// Side tables have a row only for records that need one.
bool needsRow(const Table& table, const RecordValues& record)
{
    return table.part == core::Part::Main
           || std::any_of(table.columns.begin() + 1, table.columns.end(), [&](const Column& c) { return !core::isNull(record.values[at(c.field)]); });
}

} // namespace

void RowStore::insert(const RecordValues& record)
{
    for (const Table& table : tablesOf(record.kind)) {
        if (!needsRow(table, record))
            continue;
        Writer& writer = this->writer(table);
        bindAll(writer.insert, writer, record);
        writer.insert.run();
    }
}

void RowStore::replace(const RecordValues& record)
{
    for (const Table& table : tablesOf(record.kind)) {
        Writer& writer = this->writer(table);
        if (!needsRow(table, record)) {
            writer.erase.bind(1, record.id()).run();
            continue;
        }
        bindAll(writer.update, writer, record);
        writer.update.run();
        if (sqlite3_changes(m_db) == 0 && table.part != core::Part::Main) {
            bindAll(writer.insert, writer, record);
            writer.insert.run();
        }
    }
}

void RowStore::erase(Kind kind, std::int64_t id)
{
    const auto& tables = tablesOf(kind);
    for (auto table = tables.rbegin(); table != tables.rend(); ++table)
        writer(*table).erase.bind(1, id).run();
}

void RowStore::fillFromBatch(RecordValues& record)
{
    const CommonFields& common = commonFields();
    const auto batch = batchOf(record);
    if (!batch)
        return;
    auto found = m_batches.find(*batch);
    if (found == m_batches.end()) {
        Statement commit{m_db, "SELECT time, author FROM main.history_commit WHERE id = ?"};
        commit.bind(1, *batch);
        BatchInfo info;
        if (commit.step())
            info = {commit.string(0), commit.string(1)};
        found = m_batches.emplace(*batch, std::move(info)).first;
    }
    const auto fill = [&](int field, const std::string& text) {
        Value& value = record.values[at(field)];
        if (core::isNull(value) && !text.empty())
            value = text;
    };
    fill(common.createdAt, found->second.time);
    fill(common.createdBy, found->second.author);
    fill(common.updatedAt, found->second.time);
}

} // namespace tutela::store
