// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backup_p.h"

#include "files_p.h"
#include "impl_p.h"

#include <SQLiteCpp/Backup.h>

#include <chrono>
#include <thread>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
namespace fs = std::filesystem;

namespace {

/// Copies in steps: between two of them a writer can commit, which starts the copy again.
void copyPages(SQLite::Database& from, SQLite::Database& to, const core::Progress& progress)
{
    constexpr int kPagesAStep = 1'000; // 4 MB: a stop is answered at once
    constexpr std::chrono::milliseconds kPause{20};
    try {
        SQLite::Backup work{to, from};
        for (int code = SQLITE_OK; code != SQLITE_DONE;) {
            progress.check();
            code = work.executeStep(kPagesAStep);
            if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
                std::this_thread::sleep_for(kPause);
            else if (const int all = work.getTotalPageCount(); all > 0)
                progress.step(1.0 - static_cast<double>(work.getRemainingPageCount()) / all, "Copying");
        }
    } catch (const SQLite::Exception& error) {
        throw errorOf(to.getHandle(), error.getExtendedErrorCode(), "copying the mission file");
    }
}

void requireSound(SQLite::Database& copy, const std::string& name, const core::Progress& progress)
{
    progress.step(0.0, "Reading the copy whole");
    std::stop_token stop = progress.stopToken();
    constexpr int kStepsBetween = 100'000;
    sqlite3_progress_handler(copy.getHandle(), kStepsBetween, [](void* token) { return static_cast<std::stop_token*>(token)->stop_requested() ? 1 : 0; }, &stop);
    std::string found;
    try {
        found = textOf(copy.getHandle(), "PRAGMA quick_check(1)");
    } catch (const Error&) {
        progress.check();
        throw;
    }
    sqlite3_progress_handler(copy.getHandle(), 0, nullptr, nullptr);
    if (found != "ok")
        throw Error{ErrorCode::Damaged, "the mission file is damaged: its copy is not sound and was not kept; the file was left as it is", name};
}

/// A connection that only reads; of a file that must be rolled back first, on a private copy of it.
class Source {
public:
    Source(const fs::path& file, const std::string& vfs)
    {
        try {
            m_database = openDatabase(file.string(), SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, vfs);
            static_cast<void>(integerOf(m_database->getHandle(), "SELECT count(*) FROM sqlite_master"));
        } catch (const Error&) {
            m_healed.emplace(file);
            m_database = openDatabase(m_healed->file().string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, vfs);
        }
    }
    [[nodiscard]] SQLite::Database& database() { return *m_database; }

private:
    std::optional<PrivateCopy> m_healed;
    std::unique_ptr<SQLite::Database> m_database;
};

} // namespace

void backUp(SQLite::Database& from, const fs::path& to, Existing existing, const std::string& vfs, const core::Progress& progress)
{
    NewFile fresh{to};
    {
        const auto copy = openDatabase(fresh.path().string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, vfs);
        constexpr double kCopied = 0.7;
        copyPages(from, *copy, progress.part(0.0, kCopied));
        requireSound(*copy, to.filename().string(), progress.part(kCopied, 1.0));
    }
    if (existing == Existing::Replace)
        fresh.replace();
    else
        fresh.publish();
}

void copyMission(const fs::path& from, const fs::path& to, Existing existing, const core::Progress& progress, const std::string& vfs)
{
    const fs::path source = fs::absolute(from), target = fs::absolute(to);
    std::error_code none;
    if (fs::equivalent(source, target, none))
        throw Error{ErrorCode::InvalidInput, "that is the mission file itself; choose another name", target.filename().string()};
    if (existing == Existing::Refuse && fs::symlink_status(target).type() != fs::file_type::not_found)
        throw Error{ErrorCode::InvalidInput, "there is a file of this name already; choose another, nothing was overwritten", target.filename().string()};
    static_cast<void>(MissionFile::open(source, Access::ReadOnly, {{}, {}, {}, vfs})); // says what is no mission file in its own words
    Source opened{source, vfs};
    backUp(opened.database(), target, existing, vfs, progress);
}

} // namespace tutela::store
