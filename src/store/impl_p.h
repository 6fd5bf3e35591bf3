// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history_p.h"
#include "incident_cache_p.h"
#include "lock_p.h"
#include "references_p.h"
#include "rows_p.h"
#include "value_check_p.h"

#include <tutela/store/mission_file.h>

#include <memory>
#include <random>

namespace tutela::store {

/// A private folder for a copy that is opened in place of the file (a read-only view of a file that needs healing or
/// migration): beside the file, else in the user's runtime or cache folder, never in the shared temporary one. Its names are
/// taken away as soon as the copy is open, else with the object.
class PrivateCopy {
public:
    /// Copies the mission file, and its journal when there is one.
    explicit PrivateCopy(const std::filesystem::path& original);
    ~PrivateCopy();
    PrivateCopy(const PrivateCopy&) = delete;
    PrivateCopy& operator=(const PrivateCopy&) = delete;
    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    /// Takes the names away; an open connection keeps the bytes until it closes.
    void unlink() noexcept;

private:
    std::filesystem::path m_folder, m_file;
};

/// The connection of an open mission file and what belongs to it. Members in order of their making; the lock goes last.
class MissionFile::Impl {
public:
    Impl(std::filesystem::path path, Access access, Environment environment);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    [[nodiscard]] sqlite3* db() const { return m_database->getHandle(); }
    [[nodiscard]] std::string now() const;
    [[nodiscard]] std::string deviceName();
    void requireWritable() const;
    /// Opens the connection and sets and reads back every pragma. @param file  m_path or the private copy
    void connect(const std::filesystem::path& file, bool create);
    void prepareRows() { m_rows = std::make_unique<RowStore>(db()); }

    struct Recorded {
        std::string author, message, kind = "edit";
        std::optional<std::int64_t> undoes;
        bool recordsRows = true; ///< false for batches: only assets are recorded by the session extension
    };
    /// One durable transaction: records `work`, appends history and chain, commits.
    CommitId record(const Recorded& what, const std::function<void(std::int64_t commit)>& work, const std::function<std::string()>& batch = {});
    /// Marks tables as changed for readers of the GeoPackage.
    void touchContents(const std::set<std::string>& tables, const std::string& time);

    std::filesystem::path m_path;
    Access m_access;
    Environment m_environment;
    std::unique_ptr<WriterLock> m_lock;
    std::unique_ptr<PrivateCopy> m_copy;
    std::unique_ptr<SQLite::Database> m_database;
    std::unique_ptr<RowStore> m_rows;
    std::unique_ptr<CacheUpdate> m_cache; ///< while a commit is made
    /// The commit since which nobody else has written to the rows of incidents, as far as commits of this object tell.
    std::optional<std::int64_t> m_aloneSince;
    ValueCheck m_check;
};

/// The assessment that a record is or belongs to.
[[nodiscard]] std::optional<std::int64_t> assessmentOf(const core::RecordValues& record);
/// @throws core::Error{Frozen} when the version is approved.
void refuseFrozen(sqlite3* db, std::int64_t assessment);
/// Throws Frozen when the record belongs to an approved version.
void refuseFrozen(sqlite3* db, const core::RecordValues& record);
[[nodiscard]] bool isFrozenVersion(sqlite3* db, std::int64_t assessment);
/// @throws core::Error{InvalidInput} naming the first reference that leads nowhere.
void refuseMissing(References& references, RowStore& rows);
/// Hash over the canonical lines of a version and its lines.
[[nodiscard]] std::string hashOfAssessment(RowStore& rows, std::int64_t assessment);
/// Writes bytes into asset_content and the row of table asset.
void writeAsset(MissionFile::Impl& file, std::string_view name, std::string_view mime, std::string_view bytes);
/// An id that no record of the kind has.
[[nodiscard]] std::int64_t freeId(MissionFile::Impl& file, core::Kind kind);

} // namespace tutela::store
