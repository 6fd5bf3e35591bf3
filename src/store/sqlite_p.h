// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Before sqlite3.h: Debian's SQLite has both compiled in, its header shows them only on request.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include <tutela/core/error.h>

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// The thin layer over SQLite: every call checked, every failure one core::Error with the name of the file.
namespace tutela::store {

/// The error for an SQLite result code on this connection; looks at errno to tell a full disk from a bad one.
[[nodiscard]] core::Error errorOf(sqlite3* db, int code, std::string_view doing);
/// The error for an errno of a file operation.
[[nodiscard]] core::Error errorOfErrno(int number, const std::filesystem::path& path, std::string_view doing);

/// A prepared statement. Bound texts and blobs must live until step() returned: they are not copied (a million rows of
/// forty columns are bound by an import; SQLite::Statement would look up a shared pointer for each value read).
class Statement {
public:
    Statement(sqlite3* db, std::string_view sql);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;

    Statement& bind(int index, std::int64_t value);
    Statement& bind(int index, double value);
    Statement& bind(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view bytes);
    Statement& bindNull(int index);
    /// The value of another statement's current row, as it is.
    Statement& bindColumn(int index, const Statement& row, int column);

    /// True while there is a row.
    bool step();
    /// Runs a statement without rows and makes it ready for the next values.
    void run();
    void reset();

    [[nodiscard]] int columns() const { return sqlite3_column_count(m_statement); }
    [[nodiscard]] int type(int column) const { return sqlite3_column_type(m_statement, column); }
    [[nodiscard]] bool isNull(int column) const { return type(column) == SQLITE_NULL; }
    [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(m_statement, column); }
    [[nodiscard]] double real(int column) const { return sqlite3_column_double(m_statement, column); }
    /// Valid until the next step() or reset().
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string{text(column)}; }

private:
    void check(int code, std::string_view doing)
    {
        if (code != SQLITE_OK)
            fail(code, doing);
    }
    [[noreturn]] void fail(int code, std::string_view doing);
    void setBound(int index) { m_isNull[static_cast<std::size_t>(index)] = false; }

    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_statement = nullptr;
    std::vector<bool> m_isNull; ///< by index: bound values stay from run to run, and most values of a wide table stay null
};

/// Runs statements that return nothing.
void execute(sqlite3* db, const std::string& sql);
/// The first column of the first row as an integer; 0 when there is none.
[[nodiscard]] std::int64_t integerOf(sqlite3* db, std::string_view sql);
[[nodiscard]] std::string textOf(sqlite3* db, std::string_view sql);
/// A name as an SQL identifier.
[[nodiscard]] std::string sqlName(std::string_view name);

/// BEGIN IMMEDIATE ... COMMIT; rolls back unless committed.
class WriteScope {
public:
    explicit WriteScope(sqlite3* db);
    ~WriteScope();
    WriteScope(const WriteScope&) = delete;
    WriteScope& operator=(const WriteScope&) = delete;
    void commit();

private:
    sqlite3* m_db;
    bool m_open = true;
};

/// One consistent view for a reading made of several statements. Nests inside a write transaction.
class ReadScope {
public:
    explicit ReadScope(sqlite3* db);
    ~ReadScope();
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

private:
    sqlite3* m_db;
    bool m_own;
};

/// Opens a database file. @param flags SQLITE_OPEN_...
[[nodiscard]] std::unique_ptr<SQLite::Database> openDatabase(const std::string& file, int flags, const std::string& vfs);

} // namespace tutela::store
