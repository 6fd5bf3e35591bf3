// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "impl_p.h"
#include "packed_rows_p.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <utility>

namespace tutela::store {

/// Hash over canonical lines in id order: SHA-256 over the BLAKE2b digests of blocks of lines (docs/store-format.md).
/// BLAKE2b because libsodium's SHA-256 alone would take as long as the whole import of a million rows.
///
/// Making lines and hashing them may be the work of two threads.
class LineDigest {
public:
    void add(const core::RecordValues& record);
    /// The same without hashing: full blocks wait for takeFull().
    void append(const core::RecordValues& record);
    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    /// The full blocks, to be given to hash() in this order. Not while append() runs.
    [[nodiscard]] std::vector<std::string> takeFull() { return std::exchange(m_full, {}); }
    void hash(std::string_view block);
    /// Hashes the rest.
    [[nodiscard]] std::string finish();

private:
    std::string m_block;
    std::vector<std::string> m_full;
    core::Hasher m_top;
    std::int64_t m_rows = 0;
};

/// What history_commit.batch says of one table.
struct BatchTable {
    std::int64_t rows = 0;
    std::string hash;
};
using BatchTables = std::map<std::string, BatchTable>;
[[nodiscard]] std::string batchText(const BatchTables& tables);
/// @throws core::Error{Damaged}
[[nodiscard]] BatchTables batchTablesOf(const std::string& text);

/// All columns of a record, system ones too, as one JSON object: a row of history_row.
[[nodiscard]] std::string rowText(const core::RecordValues& record);
/// @throws core::Error{Damaged}
[[nodiscard]] core::RecordValues recordOfRowText(core::Kind kind, std::string_view text);
/// Keeps a record as it stands, for the rollback of `commit`.
void keepRow(sqlite3* db, std::int64_t commit, const core::RecordValues& before);
/// Visits the kept rows of a commit.
void forEachKeptRow(sqlite3* db, std::int64_t commit, const std::function<void(const core::RecordValues& old)>& visit);

/// The writes of one batch.
class BatchWork final : public Batch {
public:
    BatchWork(MissionFile::Impl& file, std::int64_t commit, const core::Progress& progress);
    std::int64_t newIds(core::Kind kind, std::int64_t count) override;
    void insert(const core::RecordValues& record) override;
    void insertAll(std::span<const core::RecordValues* const> records) override;
    void prepare(const core::RecordValues& record, ReadyRows& rows) override;
    void write(ReadyRows& rows) override;
    void replace(const core::RecordValues& record) override;
    void putAsset(std::string_view name, std::string_view mime, std::string_view bytes) override;

    /// Checks references and returns the text of history_commit.batch.
    [[nodiscard]] std::string finish();

private:
    struct State {
        LineDigest digest;
        std::int64_t rows = 0;
        std::int64_t lastId = 0;
        bool ascending = true; ///< the digest holds all rows in id order; otherwise they are read again at the end
    };
    void check(const core::RecordValues& record);
    /// Hashes the record and gathers its references.
    void count(const core::RecordValues& record);
    void pack(const core::RecordValues& record, ReadyRows::Content& to) const;
    void writePacked(ReadyRows::Content& content);
    /// Hashes and writes what counting completed.
    void workOff();

    MissionFile::Impl& m_file;
    std::int64_t m_commit;
    const core::Progress& m_progress;
    std::vector<State> m_states; ///< by kind
    References m_references;
    std::int64_t m_done = 0;
    std::mutex m_checking;            ///< held while a record is checked and counted: two threads may do so
    ReadyRows m_own;                  ///< of insert() and insertAll()
    std::int64_t m_counted = 0;       ///< records, behind m_checking
    std::int64_t m_written = 0;
    /// Pieces of the cache, each with the records that must be written before it: a file's bytes depend on no thread's pace.
    std::deque<std::pair<std::int64_t, core::IncidentColumns>> m_pieces;
    std::atomic<bool> m_broken = false;   ///< a record was refused half-way
};

} // namespace tutela::store
