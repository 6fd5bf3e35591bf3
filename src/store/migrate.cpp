// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "migrate_p.h"

#include "backup_p.h"
#include "content_p.h"
#include "files_p.h"

#include <unistd.h>

#include <cerrno>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
namespace fs = std::filesystem;

std::span<const Migration> migrations()
{
    return {}; // schema 1 is the first
}

namespace {

std::unique_ptr<SQLite::Database> openForWriting(const fs::path& file, const std::string& vfs)
{
    return openDatabase(file.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, vfs);
}

void runSteps(SQLite::Database& database, std::span<const Migration> steps, std::int64_t found, int target)
{
    sqlite3* db = database.getHandle();
    for (const Migration& step : steps) {
        if (step.to <= found || step.to > target)
            continue;
        WriteScope scope{db};
        step.apply(db);
        Statement meta{db, "UPDATE tutela_meta SET schema = ?, min_reader = ?"};
        meta.bind(1, std::int64_t{step.to}).bind(2, std::int64_t{step.minReader}).run();
        scope.commit();
    }
}

void requireSound(SQLite::Database& database, int target, const std::string& content)
{
    sqlite3* db = database.getHandle();
    const bool sound = integerOf(db, "SELECT schema FROM tutela_meta") == target && textOf(db, "PRAGMA quick_check(1)") == "ok"
                       && integerOf(db, "SELECT count(*) FROM pragma_foreign_key_check") == 0 && contentHashOf(db) == content;
    if (!sound)
        throw Error{ErrorCode::Damaged, "the file could not be brought to the new format; it was left as it is, and a backup stands beside it"};
}

} // namespace

fs::path migrateFile(const fs::path& file, const std::string& vfs, std::span<const Migration> steps, int target)
{
    auto original = openForWriting(file, vfs);
    const std::int64_t found = integerOf(original->getHandle(), "SELECT schema FROM tutela_meta");
    const std::string content = contentHashOf(original->getHandle());
    const fs::path kept = freeName(file, "schema" + std::to_string(found));
    backUp(*original, kept, Existing::Refuse, vfs);

    const fs::path working = freeName(file, "migrating");
    backUp(*original, working, Existing::Refuse, vfs);
    original.reset();
    try {
        {
            const auto copy = openForWriting(working, vfs);
            runSteps(*copy, steps, found, target);
            requireSound(*copy, target, content);
        }
        syncFile(working);
        if (::rename(working.c_str(), file.c_str()) != 0)
            throw errorOfErrno(errno, file, "putting the new format in place");
    } catch (...) {
        std::error_code ignored;
        fs::remove(working, ignored);
        throw;
    }
    syncFolder(file.parent_path());
    return kept;
}

} // namespace tutela::store
