// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backup_p.h"

#include "files_p.h"
#include "impl_p.h"

#include <SQLiteCpp/Backup.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
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

fs::path folderOfBackups(const fs::path& mission) { return mission.parent_path() / (mission.stem().string() + ".backups"); }

/// "NAME.2026-11-01.gpkg": only what is called so was made here, and only that is ever removed.
bool isBackupName(const std::string& name, const fs::path& mission)
{
    const std::string before = mission.stem().string() + ".", after = mission.extension().string();
    constexpr std::string_view kDay = "dddd-dd-dd";
    if (name.size() != before.size() + kDay.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
        return false;
    const std::string_view day = std::string_view{name}.substr(before.size(), kDay.size());
    return std::equal(day.begin(), day.end(), kDay.begin(), [](char c, char wanted) { return wanted == '-' ? c == '-' : c >= '0' && c <= '9'; });
}

void requireRoom(const fs::path& folder, const fs::path& mission)
{
    std::error_code unknown;
    const auto room = fs::space(folder, unknown);
    const auto size = fs::file_size(mission, unknown);
    if (!unknown && room.available / 2 < size) // the disk is for the mission first
        throw Error{ErrorCode::NoSpace, "there is too little room on the disk for a backup; free some space", folder.filename().string()};
}

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

std::vector<fs::path> backupsOf(const fs::path& mission)
{
    std::vector<fs::path> found;
    std::error_code none;
    const fs::path file = fs::absolute(mission);
    for (const auto& entry : fs::directory_iterator{folderOfBackups(file), none})
        if (isBackupName(entry.path().filename().string(), file) && entry.is_regular_file(none))
            found.push_back(entry.path());
    std::sort(found.begin(), found.end(), std::greater<>{}); // the day is the only part that differs
    return found;
}

std::optional<fs::path> backUpDaily(const fs::path& mission, core::Instant now, const core::Progress& progress)
{
    constexpr std::size_t kDayLength = 10;
    const fs::path file = fs::absolute(mission), folder = folderOfBackups(file);
    const fs::path wanted = folder / (file.stem().string() + "." + core::toText(now).substr(0, kDayLength) + file.extension().string());
    const auto before = backupsOf(file);
    std::error_code unknown;
    if (fs::exists(wanted, unknown) || (!before.empty() && fs::last_write_time(before.front(), unknown) >= fs::last_write_time(file, unknown)))
        return std::nullopt;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw errorOfErrno(errno, folder, "making the folder of backups");
    requireRoom(folder, file);
    copyMission(file, wanted, Existing::Refuse, progress);
    const auto all = backupsOf(file);
    for (std::size_t i = kBackupsKept; i < all.size(); ++i)
        fs::remove(all[i], unknown);
    return wanted;
}

} // namespace tutela::store
