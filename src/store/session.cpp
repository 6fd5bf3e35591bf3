// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session_p.h"

#include <limits>

namespace tutela::store {

using core::Error;
using core::ErrorCode;

namespace {

void check(sqlite3* db, int code)
{
    if (code != SQLITE_OK)
        throw errorOf(db, code, "recording the change");
}

/// SQLite's interface counts the bytes of a changeset with an int and does not write through its pointer.
struct Bytes {
    explicit Bytes(std::string_view text)
        : size(static_cast<int>(text.size())), data(const_cast<char*>(text.data())) // NOLINT: see above
    {
        if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
            throw Error{ErrorCode::Limit, "a commit is larger than 2 GB; import in smaller parts"};
    }
    int size;
    void* data;
};

struct Iterator {
    explicit Iterator(std::string_view changeset)
    {
        const Bytes bytes{changeset};
        if (sqlite3changeset_start(&handle, bytes.size, bytes.data) != SQLITE_OK)
            throw Error{ErrorCode::Damaged, "a recorded change cannot be read"};
    }
    ~Iterator() { sqlite3changeset_finalize(handle); }
    Iterator(const Iterator&) = delete;
    Iterator& operator=(const Iterator&) = delete;
    sqlite3_changeset_iter* handle = nullptr;
};

RowChange changeAt(sqlite3_changeset_iter* iterator)
{
    const char* table = nullptr;
    int columns = 0;
    int operation = 0;
    int indirect = 0;
    if (sqlite3changeset_op(iterator, &table, &columns, &operation, &indirect) != SQLITE_OK)
        throw Error{ErrorCode::Damaged, "a recorded change cannot be read"};
    return {table, operation, columns, iterator};
}

} // namespace

Session::Session(sqlite3* db, const std::vector<std::string>& tables) : m_db(db)
{
    check(db, sqlite3session_create(db, "main", &m_session));
    for (const std::string& table : tables)
        check(db, sqlite3session_attach(m_session, table.c_str()));
}
Session::~Session() { sqlite3session_delete(m_session); }

std::string Session::changeset() const
{
    int size = 0;
    void* bytes = nullptr;
    check(m_db, sqlite3session_changeset(m_session, &size, &bytes));
    std::string out{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    sqlite3_free(bytes);
    return out;
}

sqlite3_value* RowChange::before(int column) const
{
    sqlite3_value* value = nullptr;
    if (operation != SQLITE_INSERT)
        sqlite3changeset_old(iterator, column, &value);
    return value;
}
sqlite3_value* RowChange::after(int column) const
{
    sqlite3_value* value = nullptr;
    if (operation != SQLITE_DELETE)
        sqlite3changeset_new(iterator, column, &value);
    return value;
}
std::int64_t RowChange::key() const
{
    return sqlite3_value_int64(operation == SQLITE_INSERT ? after(0) : before(0));
}

void forEachChange(std::string_view changeset, const std::function<void(const RowChange&)>& visit)
{
    if (changeset.empty())
        return;
    const Iterator iterator{changeset};
    int code = sqlite3changeset_next(iterator.handle);
    for (; code == SQLITE_ROW; code = sqlite3changeset_next(iterator.handle))
        visit(changeAt(iterator.handle));
    if (code != SQLITE_DONE)
        throw Error{ErrorCode::Damaged, "a recorded change cannot be read"};
}

std::string inverted(std::string_view changeset)
{
    if (changeset.empty())
        return {};
    const Bytes in{changeset};
    int size = 0;
    void* bytes = nullptr;
    if (sqlite3changeset_invert(in.size, in.data, &size, &bytes) != SQLITE_OK)
        throw Error{ErrorCode::Damaged, "a recorded change cannot be read"};
    std::string out{static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    sqlite3_free(bytes);
    return out;
}

bool applyChangeset(sqlite3* db, std::string_view changeset, const std::function<OnConflict(const RowChange&, int)>& conflict)
{
    if (changeset.empty())
        return true;
    struct Context {
        const std::function<OnConflict(const RowChange&, int)>& ask;
        bool stopped = false;
    } context{conflict};
    const auto handler = [](void* held, int kind, sqlite3_changeset_iter* iterator) -> int {
        auto& ours = *static_cast<Context*>(held);
        OnConflict answer = OnConflict::Stop;
        if (kind != SQLITE_CHANGESET_FOREIGN_KEY)
            answer = ours.ask(changeAt(iterator), kind);
        else
            answer = ours.ask(RowChange{}, kind);
        if (answer == OnConflict::Overwrite && (kind == SQLITE_CHANGESET_DATA || kind == SQLITE_CHANGESET_CONFLICT))
            return SQLITE_CHANGESET_REPLACE;
        if (answer == OnConflict::Stop) {
            ours.stopped = true;
            return SQLITE_CHANGESET_ABORT;
        }
        return SQLITE_CHANGESET_OMIT;
    };
    const Bytes bytes{changeset};
    const int code = sqlite3changeset_apply(db, bytes.size, bytes.data, nullptr, handler, &context);
    if (context.stopped)
        return false;
    check(db, code);
    return true;
}

} // namespace tutela::store
