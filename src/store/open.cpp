// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "files_p.h"
#include "impl_p.h"
#include "migrate_p.h"
#include "schema_check_p.h"
#include "transaction_p.h"

#include <tutela/store/recognition.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <iomanip>
#include <sstream>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
namespace fs = std::filesystem;

namespace {

/// What the first bytes of a file say, before SQLite touches it.
struct Header {
    bool wal = false;
    bool truncated = false;
};

Header readHeader(const fs::path& path)
{
    const std::string name = path.filename().string();
    struct stat info{};
    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw Error{ErrorCode::InvalidInput, "there is no such file; check the name", name};
        throw errorOfErrno(errno, path, "reading the mission file");
    }
    if (S_ISDIR(info.st_mode))
        throw Error{ErrorCode::InvalidInput, "this is a folder, not a mission file", name};
    if (!S_ISREG(info.st_mode))
        throw Error{ErrorCode::InvalidInput, "this is not a file", name};
    if (info.st_size == 0)
        throw Error{ErrorCode::InvalidInput, "the file is empty, not a mission file", name};
    const FileHandle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file)
        throw errorOfErrno(errno, path, "reading the mission file");
    std::array<unsigned char, 100> bytes{};
    const ssize_t n = ::pread(file.get(), bytes.data(), bytes.size(), 0);
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    if (n < 16 || std::string_view{reinterpret_cast<const char*>(bytes.data()), 16} != kMagic)
        throw Error{ErrorCode::NotAMissionFile, "this is not a Tutela mission file", name};
    if (n < static_cast<ssize_t>(bytes.size()))
        throw Error{ErrorCode::Damaged, "the mission file is cut off; restore a backup, the file itself was left as it is", name};
    const auto big = [&](std::size_t at) {
        return (std::int64_t{bytes[at]} << 24) | (std::int64_t{bytes[at + 1]} << 16) | (std::int64_t{bytes[at + 2]} << 8) | bytes[at + 3];
    };
    if (big(68) != kApplicationId)
        throw Error{ErrorCode::NotAMissionFile, "this is a database of another program, not a Tutela mission file", name};
    const std::int64_t pageSize = bytes[16] == 0 && bytes[17] == 1 ? 65536 : (std::int64_t{bytes[16]} << 8) | bytes[17];
    return {bytes[18] == 2, info.st_size < big(28) * pageSize};
}

/// A journal that a killed program left: SQLite will roll back with it.
bool hasHotJournal(const fs::path& path)
{
    const FileHandle file{::open((path.string() + "-journal").c_str(), O_RDONLY | O_CLOEXEC)};
    char first = 0;
    return file && ::pread(file.get(), &first, 1, 0) == 1 && first != 0;
}

std::string holderText(const std::string& time)
{
    return "process " + std::to_string(::getpid()) + " since " + time;
}

bool hasOurTables(sqlite3* db)
{
    return integerOf(db, "SELECT count(*) FROM sqlite_master WHERE name IN ('tutela_meta', 'history_commit')") == 2;
}

/// The address of a file that SQLite reads as it lies there: without locks, journals or files beside it.
std::string immutableAddress(const fs::path& path)
{
    std::ostringstream address;
    address << "file:" << std::hex << std::uppercase << std::setfill('0');
    for (const char c : fs::absolute(path).string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_')
            address << c;
        else
            address << '%' << std::setw(2) << static_cast<unsigned>(byte);
    }
    return address.str() + "?immutable=1";
}

struct Version {
    std::int64_t schema = 0, minReader = 0;
};

Version readVersion(sqlite3* db, const fs::path& path)
{
    if (!hasOurTables(db))
        throw Error{ErrorCode::NotAMissionFile, "this GeoPackage was not made by Tutela", path.filename().string()};
    Statement meta{db, "SELECT schema, min_reader FROM tutela_meta WHERE id = 1"};
    if (!meta.step())
        throw Error{ErrorCode::Damaged, "the mission file does not say which version made it", path.filename().string()};
    return {meta.integer(0), meta.integer(1)};
}

/// Copies aside, lets SQLite roll back, checks, and takes the copies away when all is sound.
void heal(MissionFile::Impl& file)
{
    const fs::path aside = freeName(file.m_path, "before-recovery");
    const fs::path asideJournal = aside.string() + "-journal";
    copyFile(file.m_path, aside);
    copyFile(file.m_path.string() + "-journal", asideJournal);
    syncFolder(file.m_path.parent_path());
    try {
        static_cast<void>(integerOf(file.db(), "SELECT count(*) FROM sqlite_master")); // the first read rolls back
        const std::string sound = textOf(file.db(), "PRAGMA quick_check(1)");
        if (sound != "ok")
            throw Error{ErrorCode::Damaged, sound};
    } catch (const Error& error) {
        throw Error{ErrorCode::Damaged, "the last change was interrupted and could not be rolled back (" + error.message()
                                            + "); the state before is kept in " + aside.filename().string(),
                    file.m_path.filename().string()};
    }
    fs::remove(aside);
    fs::remove(asideJournal);
}

} // namespace

namespace {

/// A new folder (0700) for a copy of the file, in the first place that takes one.
fs::path privateFolder(const fs::path& original)
{
    const auto named = [](const char* variable, const char* below) {
        const char* value = std::getenv(variable);
        return value != nullptr && *value == '/' ? fs::path{value} / below : fs::path{};
    };
    const std::string name = "." + original.filename().string() + ".view-XXXXXX";
    int error = 0;
    for (const fs::path& place : {original.parent_path(), named("XDG_RUNTIME_DIR", ""), named("XDG_CACHE_HOME", ""), named("HOME", ".cache")}) {
        std::string pattern = (place / name).string();
        if (place.empty() || (place != original.parent_path() && place == fs::temp_directory_path()))
            continue;
        if (::mkdtemp(pattern.data()) != nullptr)
            return pattern;
        error = errno;
    }
    throw errorOfErrno(error == 0 ? EACCES : error, original, "making a private copy, which a file that must be repaired or converted to be read needs");
}

} // namespace

PrivateCopy::PrivateCopy(const fs::path& original) : m_folder(privateFolder(original))
{
    m_file = m_folder / original.filename();
    try {
        copyFile(original, m_file);
        for (const char* side : {"-journal", "-wal"})
            if (fs::exists(original.string() + side))
                copyFile(original.string() + side, m_file.string() + side);
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
        throw;
    }
}
PrivateCopy::~PrivateCopy() { unlink(); }

void PrivateCopy::unlink() noexcept
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void MissionFile::Impl::connect(const fs::path& file, bool create)
{
    const bool writes = create || m_access == Access::ReadWrite || m_copy != nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
    m_database = openDatabase(file.string(), flags, m_environment.vfs);
    const auto configure = [&](int option, int value) {
        int now = -1;
        if (sqlite3_db_config(db(), option, value, &now) != SQLITE_OK || now != value)
            throw Error{ErrorCode::Internal, "SQLite refused a safety setting", m_path.filename().string()};
    };
    configure(SQLITE_DBCONFIG_DEFENSIVE, 1);
    configure(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
    configure(SQLITE_DBCONFIG_ENABLE_FKEY, 1);
    const auto pragma = [&](const std::string& name, const std::string& value, const std::string& expected) {
        execute(db(), "PRAGMA " + name + " = " + value);
        if (textOf(db(), "PRAGMA " + name) != expected)
            throw Error{ErrorCode::Internal, "SQLite refused the setting " + name, m_path.filename().string()};
    };
    pragma("temp_store", "MEMORY", "2");
    pragma("mmap_size", "0", "0");
    pragma("cell_size_check", "ON", "1");
    pragma("trusted_schema", "OFF", "0");
    pragma("foreign_keys", "ON", "1");
    pragma("cache_size", "-16384", "-16384");
    pragma("synchronous", "FULL", "2");
    pragma("secure_delete", "ON", "1");
    pragma("locking_mode", "NORMAL", "normal");
    if (writes && !create)
        pragma("journal_mode", "TRUNCATE", "truncate");
}

namespace {

std::unique_ptr<MissionFile::Impl> createdFile(const fs::path& path, const core::MissionDetails& details, const Author& author, Environment environment)
{
    const fs::path absolute = fs::absolute(path);
    if (fs::symlink_status(absolute).type() != fs::file_type::not_found)
        throw Error{ErrorCode::InvalidInput, "this file exists already; choose another name, nothing was overwritten", path.filename().string()};
    auto impl = std::make_unique<MissionFile::Impl>(absolute, Access::ReadWrite, std::move(environment));
    impl->m_lock = std::make_unique<WriterLock>(absolute, holderText(impl->now()));
    // Built under another name: a mission file is complete or absent.
    NewFile fresh{absolute};
    impl->connect(fresh.path(), true);
    execute(impl->db(), "PRAGMA page_size = 4096");
    execute(impl->db(), "PRAGMA journal_mode = TRUNCATE");
    {
        WriteScope scope{impl->db()};
        createSchema(impl->db(), impl->now());
        scope.commit();
    }
    impl->prepareRows();
    core::MissionDetails mission = details;
    if (mission.id == 0)
        mission.id = impl->m_environment.ids->next();
    impl->record({author.text(), "Create mission file", "edit", {}}, [&](std::int64_t commit) {
        TransactionWork work{*impl, author.text(), commit};
        work.Transaction::insert(mission);
        work.finish();
    });
    execute(impl->db(), "PRAGMA journal_mode = DELETE");
    impl->m_rows.reset();
    impl->m_database.reset();
    fresh.publish();
    impl->connect(absolute, false);
    impl->prepareRows();
    return impl;
}

} // namespace

bool isMissionFile(const fs::path& path)
{
    try {
        static_cast<void>(readHeader(path));
        const auto database = openDatabase(immutableAddress(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, {});
        return hasOurTables(database->getHandle());
    } catch (const Error& error) {
        return error.code() == ErrorCode::Damaged;
    }
}

MissionFile MissionFile::create(const fs::path& path, const core::MissionDetails& details, const Author& author, Environment environment)
{
    try {
        return MissionFile{createdFile(path, details, author, std::move(environment))};
    } catch (const Error& error) {
        throw Error{error.code(), error.message(), path.filename().string()}; // not the temporary name
    }
}

MissionFile MissionFile::open(const fs::path& path, Access access, Environment environment)
{
    const fs::path absolute = fs::absolute(path);
    auto impl = std::make_unique<Impl>(absolute, access, std::move(environment));
    const bool plain = impl->m_environment.vfs.empty(); // a sealed file shows nothing before its VFS opens it
    Header header;
    if (plain)
        header = readHeader(absolute);
    const bool hot = hasHotJournal(absolute);
    if (header.truncated && !hot)
        throw Error{ErrorCode::Damaged, "the mission file is cut off; restore a backup, the file itself was left as it is", absolute.filename().string()};

    if (access == Access::ReadWrite) {
        if (::access(absolute.c_str(), R_OK | W_OK) != 0)
            throw errorOfErrno(errno, absolute, "opening the mission file for writing");
        impl->m_lock = std::make_unique<WriterLock>(absolute, holderText(impl->now()));
        const bool stillHot = hasHotJournal(absolute); // seen under the lock: nobody is in the middle of a commit
        if (stillHot) {
            impl->m_database = openDatabase(absolute.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, impl->m_environment.vfs);
            heal(*impl);
            impl->m_database.reset();
        }
    }
    const auto start = [&] {
        impl->connect(impl->m_copy ? impl->m_copy->file() : absolute, false);
        return readVersion(impl->db(), absolute);
    };
    const auto viewCopy = [&] {
        impl->m_database.reset();
        impl->m_copy = std::make_unique<PrivateCopy>(absolute);
    };
    if (access == Access::ReadOnly && header.wal)
        viewCopy(); // another program left it in a mode that even readers must write beside
    Version version;
    try {
        version = start();
    } catch (const Error& error) {
        // A hot journal cannot be rolled back by a reader: look at a healed copy instead.
        if (access != Access::ReadOnly || impl->m_copy || !hot || error.code() == ErrorCode::NotAMissionFile)
            throw;
        viewCopy();
        version = start();
    }
    if (version.schema > kSchema && (access == Access::ReadWrite || version.minReader > kSchema))
        throw Error{ErrorCode::NewerFormat, "this mission file was made by a newer Tutela; update this program to open it", absolute.filename().string()};
    if (version.schema < kSchema) {
        if (access == Access::ReadOnly && !impl->m_copy)
            viewCopy();
        impl->m_database.reset();
        migrateFile(impl->m_copy ? impl->m_copy->file() : absolute, impl->m_environment.vfs, migrations(), kSchema);
        static_cast<void>(start());
    }
    impl->prepareRows();
    requireKnownSchema(impl->db(), access, absolute.filename().string());
    if (impl->m_copy) {
        execute(impl->db(), "PRAGMA journal_mode = MEMORY"); // nothing beside a file without a name
        impl->m_copy->unlink();
    }
    return MissionFile{std::move(impl)};
}

} // namespace tutela::store
