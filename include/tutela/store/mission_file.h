// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/field_table.h>
#include <tutela/core/hash.h>
#include <tutela/core/mission.h>
#include <tutela/core/progress.h>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tutela::store {

/// Schema number of this program (table tutela_meta).
inline constexpr int kSchema = 1;

/// Who writes: stands in every commit.
struct Author {
    core::Role role = core::Role::POC_ADVISER;
    std::string initials = "--";
    [[nodiscard]] std::string text() const; ///< "POC_ADVISER/AB"
    /// @throws Error{Usage} for an unknown role or initials that are not 1 to 8 letters, digits or '-'.
    [[nodiscard]] static Author of(std::string_view text);
};

/// Where the store takes time, ids and its device name from; the demo and tests give fixed ones.
struct Environment {
    std::function<core::Instant()> now;         ///< empty = the system clock
    std::shared_ptr<core::IdSource> ids;        ///< empty = random
    std::string device;                         ///< empty = a random name kept in the file's meta table per machine
    std::string vfs;                            ///< SQLite VFS name; empty = the system's
};

struct CommitId {
    std::int64_t value = 0;
    auto operator<=>(const CommitId&) const = default;
};

/// One change of one field group of one record.
struct Change {
    std::string table;
    std::int64_t record = 0;
    std::string group;
    std::string old_json; ///< JSON object of the group's fields before; "null" when the record was new
    std::string new_json; ///< after; "null" when it was removed
};

struct Commit {
    CommitId id;
    std::string device;
    std::int64_t counter = 0;
    core::Instant time{};
    std::string author, message, hash;
    std::vector<Change> changes;              ///< empty for batches
    std::optional<std::int64_t> undoes;       ///< the commit it reverts
    std::vector<std::pair<std::string, std::int64_t>> batch_counts; ///< rows per table for a batch
};

/// Changes inside one commit. Obtained from MissionFile::commit only; not kept beyond `work`.
class Transaction {
public:
    virtual ~Transaction() = default;
    /// A fresh id that no record of the kind has.
    [[nodiscard]] virtual std::int64_t newId(core::Kind kind) = 0;
    /// Adds a record (id must be set; system fields are filled in). @throws Error{Exists...} when the id is taken.
    virtual void insert(core::RecordValues record) = 0;
    /// Sets single fields. @throws Error{InvalidInput} when absent, Error{Frozen} when it belongs to an approved version.
    virtual void update(core::Kind kind, std::int64_t id, const std::vector<std::pair<const core::Field*, core::Value>>& fields) = 0;
    /// Soft delete.
    virtual void remove(core::Kind kind, std::int64_t id) = 0;
    /// The record as it stands inside this transaction; empty when absent or deleted.
    [[nodiscard]] virtual std::optional<core::RecordValues> read(core::Kind kind, std::int64_t id) const = 0;
    /// Appends a row to the sign-off table; entering APPROVED freezes the version and its lines.
    virtual void append(const core::SignOff& row) = 0;
    /// Keeps bytes in table `asset` under a name (report models, PDFs, packed rasters). Frozen names are refused.
    virtual void putAsset(std::string_view name, std::string_view mime, std::string_view bytes) = 0;

    template <class T>
    void insert(const T& record) { insert(core::valuesOf(record)); }
};

/// New records of a batch on their way to the file, see Batch::prepare(). Keeps its memory for the next ones.
class ReadyRows {
public:
    ReadyRows();
    ~ReadyRows();
    ReadyRows(ReadyRows&&) noexcept;
    ReadyRows& operator=(ReadyRows&&) noexcept;
    struct Content;
    [[nodiscard]] Content& content() { return *m_content; }

private:
    std::unique_ptr<Content> m_content;
};

/// Writes of a batch (import, demo, anything above 1,000 rows): not recorded row by row; see docs/store-format.md.
class Batch {
public:
    virtual ~Batch() = default;
    /// First of `count` free consecutive ids.
    [[nodiscard]] virtual std::int64_t newIds(core::Kind kind, std::int64_t count) = 0;
    virtual void insert(const core::RecordValues& record) = 0;
    /// The same for many records, faster. When it throws, the batch is lost.
    virtual void insertAll(std::span<const core::RecordValues* const> records) = 0;
    /// insert() in two steps for two threads. Checks and hashes a record and adds its rows to `rows`; on any thread, one at a
    /// time, while the thread of the batch does other work with it. When it throws, the batch is lost.
    virtual void prepare(const core::RecordValues& record, ReadyRows& rows) = 0;
    /// Writes what was prepared and empties `rows`. On the thread of the batch. When it throws, the batch is lost.
    virtual void write(ReadyRows& rows) = 0;
    /// Replaces a live record; its old values are kept in history_row.
    virtual void replace(const core::RecordValues& record) = 0;
    template <class T>
    void insertRecord(const T& record) { insert(core::valuesOf(record)); }
    virtual void putAsset(std::string_view name, std::string_view mime, std::string_view bytes) = 0;
};

/// What differs between two states of the mission file.
struct Touched {
    std::map<core::Kind, std::set<std::int64_t>> records; ///< written one by one
    std::set<core::Kind> whole;                           ///< written by a batch, or by the undo of one
    bool sign_offs = false;
    [[nodiscard]] bool touches(core::Kind kind) const { return whole.contains(kind) || records.contains(kind); }
    [[nodiscard]] bool empty() const { return records.empty() && whole.empty() && !sign_offs; }
};
/// A snapshot brought up to the newest commit.
struct Refreshed {
    core::Mission mission;
    Touched touched;
};

struct Problem {
    std::string where; ///< table, record, commit
    std::string text;
};
struct CheckResult {
    std::vector<Problem> problems;
    bool changedElsewhere = false; ///< pages and chain are sound, state differs from the replayed history
    std::string content_hash, head;
    [[nodiscard]] bool ok() const { return problems.empty(); }
};

enum class Access { ReadWrite, ReadOnly };

/// The mission file: one SQLite database that is a valid GeoPackage 1.3. The only owner of the connection; commit() and
/// commitBatch() are the only ways to change anything. One thread at a time.
class MissionFile {
public:
    class Impl; ///< the store's own

    /// Creates the file (0600). @throws Error{InvalidInput} when it exists, Error{Permission|NoSpace|Io}.
    [[nodiscard]] static MissionFile create(const std::filesystem::path& path, const core::MissionDetails& details,
                                            const Author& author, Environment environment = {});
    /// Opens; heals a hot journal after copying both files aside; migrates an older schema on a copy.
    /// @throws Error{InvalidInput} missing, a directory or empty; Error{NotAMissionFile}, Error{NewerFormat},
    ///         Error{Damaged}, Error{Locked} when another program writes (open ReadOnly instead).
    [[nodiscard]] static MissionFile open(const std::filesystem::path& path, Access access, Environment environment = {});
    ~MissionFile();
    MissionFile(MissionFile&&) noexcept;
    MissionFile& operator=(MissionFile&&) noexcept;

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] Access access() const;
    [[nodiscard]] std::string head() const;

    /// Everything but incidents' texts. Reads the incident cache when it belongs to the head.
    [[nodiscard]] core::Mission snapshot(const core::Progress& progress = {}) const;
    /// The snapshot of now, made from an older one of this file: collections that no commit touched since are shared with it.
    /// An older one that is not of this file is not used.
    [[nodiscard]] Refreshed refreshed(const core::Mission& before, const core::Progress& progress = {}) const;
    /// Single records, whole; absent or deleted ones are left out.
    [[nodiscard]] std::optional<core::RecordValues> read(core::Kind kind, std::int64_t id) const;
    /// Streams every live record of a kind in id order.
    void forEach(core::Kind kind, const std::function<void(const core::RecordValues&)>& visit) const;
    [[nodiscard]] std::int64_t count(core::Kind kind) const;
    /// The state that a version entered last; empty while it is a draft that was never submitted.
    [[nodiscard]] std::optional<core::AssessmentState> stateOf(core::AssessmentId assessment) const;
    /// Ids of the records of a dataset by source id, for imports that update, with the BLAKE2b hash of their canonical lines.
    struct DatasetRow { std::string source_id; std::int64_t id; core::Sha256 hash; };
    void forEachOfDataset(core::Kind kind, std::string_view dataset, const std::function<void(const DatasetRow&)>& visit) const;
    /// What tells whether two incidents may be one, without the rest of their records.
    struct IncidentKey {
        std::int64_t id = 0;
        std::string_view dataset; ///< valid during the visit
        std::optional<core::IncidentCategory> category;
        std::optional<core::Vertex> at; ///< degrees
        std::optional<core::PlacePrecision> place_precision;
        std::optional<core::Instant> time;
        std::optional<core::TimePrecision> time_precision;
        core::Count killed, injured;    ///< best figures
        bool settled = false;           ///< marked as a duplicate already
    };
    void forEachIncidentKey(const std::function<void(const IncidentKey&)>& visit) const;
    [[nodiscard]] std::optional<std::string> asset(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> assetNames() const;

    /// Runs `work` in one durable transaction with recorded history. Nothing changes when it throws.
    CommitId commit(const Author& author, std::string_view message, const std::function<void(Transaction&)>& work);
    /// The same for many rows.
    CommitId commitBatch(const Author& author, std::string_view message, const std::function<void(Batch&)>& work,
                         const core::Progress& progress = {});

    /// Newest last. With a record id only the commits that touched it.
    [[nodiscard]] std::vector<Commit> history(std::optional<std::int64_t> record = {}) const;
    /// Field groups of a record that were set by hand: not by imports, not by a change of the mission's time zone.
    [[nodiscard]] std::set<std::string, std::less<>> editedGroups(core::Kind kind, std::int64_t id) const;
    /// Applies the inverse of a commit as a new commit. @throws Error{Conflict} naming the records a later commit
    /// changed, Error{Frozen} when it would change an approved version.
    CommitId undo(const Author& author, CommitId commit);
    /// Undoes an undo.
    CommitId redo(const Author& author, CommitId commit);

    /// Integrity of pages, foreign keys, GeoPackage rules, history chain; `deep`: replayed history equals state, batch
    /// hashes, PDF hashes of approved versions.
    [[nodiscard]] CheckResult check(bool deep, const core::Progress& progress = {}) const;
    /// SHA-256 over the canonical lines of all live records (docs/store-format.md).
    [[nodiscard]] std::string contentHash() const;
    /// Hash over the canonical lines of one assessment version and its lines: what a signature covers.
    [[nodiscard]] std::string assessmentHash(core::AssessmentId assessment) const;

private:
    explicit MissionFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace tutela::store
