// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite_p.h"

#include <cerrno>
#include <cstring>
#include <utility>

namespace tutela::store {

using core::Error;
using core::ErrorCode;

namespace {

/// A reader or writer of another program makes us wait at most this long: the window must not hang.
constexpr int kBusyTimeoutMs = 2000;

std::string fileOf(sqlite3* db)
{
    const char* name = db == nullptr ? nullptr : sqlite3_db_filename(db, "main");
    return name == nullptr ? std::string{} : std::filesystem::path{name}.filename().string();
}

Error withCause(ErrorCode code, std::string sentence, const std::string& file)
{
    return Error{code, std::move(sentence), file};
}

bool isFull(int number) { return number == ENOSPC || number == EDQUOT || number == EFBIG; }
bool isForbidden(int number) { return number == EACCES || number == EPERM || number == EROFS; }

} // namespace

Error errorOfErrno(int number, const std::filesystem::path& path, std::string_view doing)
{
    const std::string file = path.filename().string();
    const std::string what{doing};
    if (isFull(number))
        return Error{ErrorCode::NoSpace, "the disk is full while " + what + "; make space and repeat", file};
    if (isForbidden(number))
        return Error{ErrorCode::Permission, "no permission for " + what + "; choose a folder that you may write to", file};
    return Error{ErrorCode::Io, "the disk refused " + what + " (" + std::strerror(number) + ")", file};
}

Error errorOf(sqlite3* db, int code, std::string_view doing)
{
    const std::string file = fileOf(db);
    const std::string what{doing};
    const int number = db == nullptr ? 0 : sqlite3_system_errno(db);
    const std::string detail = db == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(db);
    switch (code & 0xff) {
    case SQLITE_FULL: return withCause(ErrorCode::NoSpace, "the disk is full while " + what + "; nothing was changed, make space and repeat", file);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return withCause(ErrorCode::Permission, "the mission file cannot be written while " + what + "; it or its folder is read-only", file);
    case SQLITE_CANTOPEN:
        return isFull(number) ? errorOfErrno(number, file, doing)
                              : withCause(ErrorCode::Permission, "the mission file cannot be opened while " + what + "; check that you may read and write it and its folder", file);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return withCause(ErrorCode::Locked, "another program is using the mission file while " + what + "; close it there and repeat", file);
    case SQLITE_CORRUPT:
        return withCause(ErrorCode::Damaged, "the mission file is damaged (" + detail + "); restore a backup, the file itself was left as it is", file);
    case SQLITE_NOTADB:
        return withCause(ErrorCode::NotAMissionFile, "this is not a Tutela mission file, or it is sealed with a passphrase", file);
    case SQLITE_CONSTRAINT:
        if (detail.starts_with("frozen"))
            return withCause(ErrorCode::Frozen, "an approved version cannot be changed; start a new version", file);
        return withCause(ErrorCode::InvalidInput, "the mission file refuses this change (" + detail + ")", file);
    case SQLITE_IOERR:
        if (isFull(number) || isForbidden(number))
            return errorOfErrno(number, file, doing);
        // A write that stops for a quota or a limit: SQLite forgets errno while it rolls back.
        if (code == SQLITE_IOERR_WRITE && number != EIO)
            return errorOfErrno(ENOSPC, file, doing);
        if (code == SQLITE_IOERR_SHORT_READ)
            return withCause(ErrorCode::Damaged, "the mission file is shorter than it should be; restore a backup", file);
        return withCause(ErrorCode::Io, "the disk failed while " + what + " (" + detail + ")", file);
    case SQLITE_NOMEM: throw std::bad_alloc{};
    default: return withCause(ErrorCode::Internal, "SQLite refused " + what + " (" + detail + ")", file);
    }
}

Statement::Statement(sqlite3* db, std::string_view sql) : m_db(db)
{
    check(sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr), "reading");
    m_isNull.assign(static_cast<std::size_t>(sqlite3_bind_parameter_count(m_statement)) + 1, true);
}
Statement::~Statement() { sqlite3_finalize(m_statement); }
Statement::Statement(Statement&& other) noexcept
    : m_db(other.m_db), m_statement(std::exchange(other.m_statement, nullptr)), m_isNull(std::move(other.m_isNull))
{
}
Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_db, other.m_db);
    std::swap(m_statement, other.m_statement);
    std::swap(m_isNull, other.m_isNull);
    return *this;
}

void Statement::fail(int code, std::string_view doing) { throw errorOf(m_db, code, doing); }

Statement& Statement::bind(int index, std::int64_t value)
{
    check(sqlite3_bind_int64(m_statement, index, value), "writing");
    setBound(index);
    return *this;
}
Statement& Statement::bind(int index, double value)
{
    check(sqlite3_bind_double(m_statement, index, value), "writing");
    setBound(index);
    return *this;
}
Statement& Statement::bind(int index, std::string_view text)
{
    check(sqlite3_bind_text64(m_statement, index, text.data() == nullptr ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8), "writing");
    setBound(index);
    return *this;
}
Statement& Statement::bindBlob(int index, std::string_view bytes)
{
    check(sqlite3_bind_blob64(m_statement, index, bytes.data() == nullptr ? "" : bytes.data(), bytes.size(), SQLITE_STATIC), "writing");
    setBound(index);
    return *this;
}
Statement& Statement::bindNull(int index)
{
    if (m_isNull.at(static_cast<std::size_t>(index)))
        return *this;
    check(sqlite3_bind_null(m_statement, index), "writing");
    m_isNull[static_cast<std::size_t>(index)] = true;
    return *this;
}

Statement& Statement::bindColumn(int index, const Statement& row, int column)
{
    check(sqlite3_bind_value(m_statement, index, sqlite3_column_value(row.m_statement, column)), "writing");
    setBound(index);
    return *this;
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        core::Error error = errorOf(m_db, sqlite3_extended_errcode(m_db), sqlite3_stmt_readonly(m_statement) != 0 ? "reading" : "saving");
        sqlite3_reset(m_statement);
        throw error;
    }
    return false;
}

void Statement::run()
{
    step();
    reset();
}

void Statement::reset()
{
    sqlite3_reset(m_statement); // its code repeats the failure that step() has thrown already
}

std::string_view Statement::text(int column) const
{
    const auto* bytes = sqlite3_column_text(m_statement, column);
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}
std::string_view Statement::blob(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement, column);
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

void execute(sqlite3* db, const std::string& sql)
{
    const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw errorOf(db, sqlite3_extended_errcode(db), "saving");
}

std::int64_t integerOf(sqlite3* db, std::string_view sql)
{
    Statement statement{db, sql};
    return statement.step() ? statement.integer(0) : 0;
}
std::string textOf(sqlite3* db, std::string_view sql)
{
    Statement statement{db, sql};
    return statement.step() ? statement.string(0) : std::string{};
}

std::string sqlName(std::string_view name)
{
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return out + "\"";
}

WriteScope::WriteScope(sqlite3* db) : m_db(db) { execute(db, "BEGIN IMMEDIATE"); }
WriteScope::~WriteScope()
{
    if (m_open && sqlite3_get_autocommit(m_db) == 0)
        sqlite3_exec(m_db, "ROLLBACK", nullptr, nullptr, nullptr);
}
void WriteScope::commit()
{
    execute(m_db, "COMMIT"); // when it fails the destructor rolls back
    m_open = false;
}

ReadScope::ReadScope(sqlite3* db) : m_db(db), m_own(sqlite3_get_autocommit(db) != 0)
{
    if (m_own)
        execute(db, "BEGIN");
}
ReadScope::~ReadScope()
{
    if (m_own)
        sqlite3_exec(m_db, "COMMIT", nullptr, nullptr, nullptr);
}

std::unique_ptr<SQLite::Database> openDatabase(const std::string& file, int flags, const std::string& vfs)
{
    try {
        auto db = std::make_unique<SQLite::Database>(file, flags, kBusyTimeoutMs, vfs);
        sqlite3_extended_result_codes(db->getHandle(), 1);
        return db;
    } catch (const SQLite::Exception& error) {
        throw errorOf(nullptr, error.getExtendedErrorCode(), "opening it").within(std::filesystem::path{file}.filename().string());
    }
}

} // namespace tutela::store
