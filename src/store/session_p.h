// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// SQLite's session extension: recording changes as a changeset, reading and reverting them.
namespace tutela::store {

/// Records what happens to the named tables while it lives.
class Session {
public:
    Session(sqlite3* db, const std::vector<std::string>& tables);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    [[nodiscard]] std::string changeset() const;

private:
    sqlite3* m_db;
    sqlite3_session* m_session = nullptr;
};

/// One row of a changeset while it is visited.
struct RowChange {
    std::string_view table;
    int operation = 0; ///< SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE
    int columns = 0;
    sqlite3_changeset_iter* iterator = nullptr;
    /// Null pointer when the changeset has no value there (an unchanged column, or the side that an insert or delete lacks).
    [[nodiscard]] sqlite3_value* before(int column) const;
    [[nodiscard]] sqlite3_value* after(int column) const;
    /// Every table's key is its first column.
    [[nodiscard]] std::int64_t key() const;
};
/// @throws core::Error{Damaged} for bytes that are not a changeset.
void forEachChange(std::string_view changeset, const std::function<void(const RowChange&)>& visit);

[[nodiscard]] std::string inverted(std::string_view changeset);

enum class OnConflict { Skip, Overwrite, Stop };
/// Applies a changeset to schema "main" of the connection.
/// @param conflict  asked for each row that is not as the changeset expects; Overwrite where SQLite allows it.
/// @throws core::Error when SQLite fails; returns false when a conflict stopped it (nothing is applied then).
bool applyChangeset(sqlite3* db, std::string_view changeset, const std::function<OnConflict(const RowChange&, int conflict)>& conflict);

} // namespace tutela::store
