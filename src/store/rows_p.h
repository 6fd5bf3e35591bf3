// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry_blob_p.h"
#include "packed_rows_p.h"
#include "schema_p.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>

namespace tutela::store {

/// Position of a field in fieldsOf(kind): all kinds share those of the common fields, kinds with a point lon and lat.
struct CommonFields {
    int id, createdAt, createdBy, updatedAt, revision, deleted, batchId, dataset, sourceId, lon, lat;
};
[[nodiscard]] const CommonFields& commonFields();
/// A place in the values of a record.
[[nodiscard]] inline std::size_t at(int index) { return static_cast<std::size_t>(index); }
[[nodiscard]] bool isDeleted(const core::RecordValues& record);
[[nodiscard]] std::optional<std::int64_t> batchOf(const core::RecordValues& record);

/// Reads and writes whole records: one row in the main table and, where needed, one in each side table. Deleted records
/// are rows like others here. Works on the mission file ("main") and on the scratch copy of a replay ("scratch").
class RowStore {
public:
    using Visit = std::function<void(const core::RecordValues&)>;

    explicit RowStore(sqlite3* db, std::string schema = "main");

    /// The record as it stands in the file, without what a batch row takes from its commit.
    [[nodiscard]] std::optional<core::RecordValues> read(core::Kind kind, std::int64_t id);
    [[nodiscard]] bool exists(core::Kind kind, std::int64_t id);
    /// In id order. @param condition  SQL over the main table `m`, for example "m.deleted = 0"; one value may be bound.
    void forEach(core::Kind kind, std::string_view condition, const Visit& visit, std::optional<std::int64_t> bound = {});

    /// @throws core::Error{InvalidInput} when the id is taken.
    void insert(const core::RecordValues& record);
    /// Adds the rows of a record of a batch; `to` is of its kind. Touches no database: on any thread.
    void pack(const core::RecordValues& record, std::int64_t batch, PackedRecords& to) const;
    /// Inserts packed records, several rows a statement: the costs of running one are more than those of a row.
    /// @throws core::Error{InvalidInput} when an id is taken.
    void write(const PackedRecords& packed);
    /// Writes every column of a record that exists.
    void replace(const core::RecordValues& record);
    /// Takes the rows away for good (replay only: a user's removal is a mark).
    void erase(core::Kind kind, std::int64_t id);

    /// Sets created_at, created_by and updated_at of a row that came with a batch and was not edited since: the batch's.
    void fillFromBatch(core::RecordValues& record);

    /// The columns of a table in the order of the file; those that this program does not know have form Foreign.
    [[nodiscard]] const std::vector<Column>& layout(const Table& table) const;

private:
    static constexpr std::size_t kTogether = 16; ///< rows of one statement
    /// One column of a query. `absent` > 0 marks the id of a side table: when it is null the record has no row there, and
    /// so many columns after it need not be asked.
    struct Source { int field; ColumnForm form; std::size_t absent = 0; };
    struct Reader { Statement one; std::vector<Source> sources; };
    struct Writer { Statement insert, insertMany, update, erase; const std::vector<Column>* columns; };
    /// What pack() does with a column; small, because it goes through all of them for every record.
    struct Packing { std::uint16_t column; std::int16_t field; ColumnForm form; };
    struct BatchInfo { std::string time, author; };

    [[nodiscard]] std::string nameOf(const Table& table) const;
    [[nodiscard]] std::string selectFrom(core::Kind kind, std::vector<Source>& sources) const;
    Reader& reader(core::Kind kind);
    Writer& writer(const Table& table);
    static void take(Statement& row, const std::vector<Source>& sources, core::RecordValues& record);
    /// The values must live until the statement ran.
    void bindAll(Statement& statement, const Writer& writer, const core::RecordValues& record);
    [[nodiscard]] static std::vector<Packing> packingOf(const std::vector<Column>& columns);
    /// @param slot  which of the statement's rows
    static void bindPacked(Statement& statement, std::size_t columns, std::span<const PackedCell> cells, const std::string& bytes, std::size_t slot);

    sqlite3* m_db;
    std::string m_schema;
    std::map<std::string, std::vector<Column>, std::less<>> m_layouts;
    std::vector<std::vector<std::vector<Column>>> m_ownColumns; ///< by kind and table: those that this program knows
    std::vector<std::vector<std::vector<Packing>>> m_packings; ///< by kind and table, without those that stay null
    std::map<core::Kind, Reader> m_readers;
    std::map<core::Kind, Statement> m_finders;
    std::unordered_map<std::string, Writer> m_writers;
    std::unordered_map<std::int64_t, BatchInfo> m_batches;
    std::vector<std::string> m_blobs; ///< geometry bytes of the row that is being bound
    PointBlob m_point{};
};

/// One value of a column; used for rows and for changesets.
/// @throws core::Error{Damaged} when the column holds another type than its field.
[[nodiscard]] core::Value valueOfColumn(const core::Field& field, ColumnForm form, sqlite3_value* value);

} // namespace tutela::store
