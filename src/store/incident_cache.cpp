// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "incident_cache_p.h"

#include "column_room_p.h"
#include "history_p.h"
#include "incident_patch_p.h"

#include <tutela/core/canonical.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <future>
#include <memory>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::IncidentColumns;
using nlohmann::json;

namespace {

constexpr std::size_t kPieceRows = 16384; ///< also the least number of incidents that are worth a cache
constexpr std::string_view kListName = "pieces";
constexpr int kFormat = 2;

/// SQLite's count of the transactions that changed the file, as the file has it: any program's write moves it.
std::int64_t changeCounter(sqlite3* db)
{
    sqlite3_file* file = nullptr;
    std::array<unsigned char, 4> bytes{};
    constexpr sqlite3_int64 kCounterAt = 24;
    if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == nullptr || file->pMethods == nullptr
        || file->pMethods->xRead(file, bytes.data(), static_cast<int>(bytes.size()), kCounterAt) != SQLITE_OK)
        return -1;
    return (std::int64_t{bytes[0]} << 24) | (std::int64_t{bytes[1]} << 16) | (std::int64_t{bytes[2]} << 8) | bytes[3];
}

std::string digestOf(std::string_view bytes) { return core::hex(core::blake2b(bytes)); }

std::string nameOfPiece(std::int64_t row) { return "piece " + std::to_string(row); }

std::int64_t incidentsIn(const CachePieces& pieces)
{
    std::int64_t sum = 0;
    for (const CachePiece& piece : pieces)
        sum += piece.incidents;
    return sum;
}

/// The bytes of all pieces in a row.
struct PackedPieces {
    std::vector<char> bytes;
    std::vector<std::string_view> pieces;
};

struct BlobCloser {
    void operator()(sqlite3_blob* blob) const noexcept { sqlite3_blob_close(blob); }
};

/// While a piece is read, other threads find the digests of those before. Empty when one is missing or not the one that was written.
std::optional<PackedPieces> readPieces(sqlite3* db, const CachePieces& pieces)
{
    PackedPieces read;
    giveRoom(read.bytes, static_cast<std::size_t>(integerOf(db, "SELECT sum(length(bytes)) FROM cache_incident")));
    std::vector<std::future<std::string>> digests;
    for (const CachePiece& piece : pieces) {
        sqlite3_blob* opened = nullptr;
        const int code = sqlite3_blob_open(db, "main", "cache_incident", "bytes", piece.row, 0, &opened);
        const std::unique_ptr<sqlite3_blob, BlobCloser> blob{opened};
        if (code != SQLITE_OK)
            return std::nullopt;
        const int size = sqlite3_blob_bytes(blob.get());
        const std::size_t from = read.bytes.size();
        if (from + static_cast<std::size_t>(size) > read.bytes.capacity())
            return std::nullopt; // the threads look at what is there: it must not move
        read.bytes.resize(from + static_cast<std::size_t>(size));
        if (sqlite3_blob_read(blob.get(), read.bytes.data() + from, size, 0) != SQLITE_OK)
            return std::nullopt;
        read.pieces.emplace_back(read.bytes.data() + from, static_cast<std::size_t>(size));
        digests.push_back(std::async(std::launch::async, digestOf, read.pieces.back()));
    }
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (digests[i].get() != pieces[i].hash)
            return std::nullopt;
    return read;
}

} // namespace

std::optional<CachePieces> cachePieces(sqlite3* db)
{
    Statement list{db, "SELECT head, bytes FROM cache_incident WHERE name = ?"};
    if (!list.bind(1, kListName).step() || list.type(1) != SQLITE_BLOB)
        return std::nullopt;
    constexpr std::size_t kDigest = 64;
    const std::string_view bytes = list.blob(1);
    if (bytes.size() < kDigest || digestOf(bytes.substr(kDigest)) != bytes.substr(0, kDigest))
        return std::nullopt;
    const std::string head = headOf(db);
    const json parsed = json::parse(bytes.substr(kDigest), nullptr, false);
    try {
        if (parsed.at("format") != kFormat || list.text(0) != head || parsed.at("head") != head || parsed.at("counter") != changeCounter(db))
            return std::nullopt;
        CachePieces pieces;
        for (const json& piece : parsed.at("pieces"))
            pieces.push_back({piece.at("row"), piece.at("first"), piece.at("incidents"), piece.at("hash")});
        return pieces;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::optional<IncidentColumns> cachedIncidents(sqlite3* db)
{
    const auto pieces = cachePieces(db);
    if (!pieces)
        return std::nullopt;
    IncidentColumns columns;
    IncidentCodes codes{columns};
    auto room = std::async(std::launch::async, [&] { reserveRows(columns, static_cast<std::size_t>(incidentsIn(*pieces))); });
    const auto read = readPieces(db, *pieces);
    room.get();
    if (!read)
        return std::nullopt;
    try {
        auto numbers = std::async(std::launch::async, [&] {
            for (const std::string_view bytes : read->pieces)
                unpackNumbers(columns, bytes);
        });
        for (std::size_t i = 0; i < read->pieces.size(); ++i) {
            const std::size_t before = columns.size();
            unpackNames(columns, codes, read->pieces[i]);
            if (columns.size() - before != static_cast<std::size_t>((*pieces)[i].incidents) || columns.id[before] != (*pieces)[i].first)
                return std::nullopt;
        }
        numbers.get();
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Damaged)
            throw;
        return std::nullopt;
    }
    return columns;
}

std::string cacheProblem(sqlite3* db, const core::Progress& progress)
{
    if (!cachePieces(db))
        return {}; // none, or one of an older state: nobody uses it
    const auto cached = cachedIncidents(db);
    if (!cached)
        return "the cache of incidents is damaged; it is not used";
    return *cached == readIncidentColumns(db, progress) ? std::string{} : "the cache of incidents does not say what the incidents say";
}

CacheUpdate::CacheUpdate(sqlite3* db)
    : m_db(db), m_stands(integerOf(db, "SELECT 1 FROM cache_incident LIMIT 1") == 1), m_growing(integerOf(db, "SELECT 1 FROM incidents LIMIT 1") == 0)
{
    if (auto pieces = m_stands ? cachePieces(db) : std::nullopt) {
        m_good = true;
        m_pieces = std::move(*pieces);
    }
    m_growing = m_growing && !m_stands;
}

void CacheUpdate::addRow(const core::RecordValues& record)
{
    if (!m_growing || m_all || record.id() <= m_lastId) {
        m_all = true;
        m_ready.clear();
        m_builder.reset();
        return;
    }
    m_lastId = record.id();
    if (!m_builder) {
        m_builder = std::make_unique<IncidentBuilder>();
        reserveRows(m_builder->columns, kPieceRows);
    }
    m_builder->add(record);
    if (m_builder->columns.size() == kPieceRows)
        completePiece();
}

void CacheUpdate::completePiece()
{
    m_ready.push_back(std::move(m_builder->columns));
    m_builder.reset();
}

void CacheUpdate::writePieces(std::int64_t commit, const std::vector<IncidentColumns>& complete)
{
    for (const IncidentColumns& columns : complete)
        writePiece(commit, m_pieces.end(), columns);
}

void CacheUpdate::writePiece(std::int64_t commit, CachePieces::iterator before, const IncidentColumns& columns)
{
    const std::string bytes = packed(columns);
    const std::int64_t row = integerOf(m_db, "SELECT coalesce(max(id), 0) + 1 FROM cache_incident");
    const std::string name = nameOfPiece(row);
    Statement insert{m_db, "INSERT INTO cache_incident (id, name, commit_id, head, bytes) VALUES (?, ?, ?, '', ?)"};
    insert.bind(1, row).bind(2, std::string_view{name}).bind(3, commit).bindBlob(4, bytes).run();
    m_pieces.insert(before, {row, columns.id.front(), static_cast<std::int64_t>(columns.size()), digestOf(bytes)});
}

bool CacheUpdate::worthACache() const
{
    return integerOf(m_db, "SELECT 1 FROM incidents WHERE deleted = 0 LIMIT 1 OFFSET " + std::to_string(kPieceRows - 1)) == 1;
}

void CacheUpdate::drop()
{
    execute(m_db, "DELETE FROM cache_incident");
    m_pieces.clear();
}

void CacheUpdate::build(std::int64_t commit)
{
    drop();
    if (!worthACache())
        return;
    auto builder = std::make_unique<IncidentBuilder>();
    forEachIncidentRow(m_db, INT64_MIN, INT64_MAX, [&](const IncidentBuilder::Row& row) {
        builder->add(row);
        if (builder->columns.size() == kPieceRows) {
            writePiece(commit, m_pieces.end(), builder->columns);
            builder = std::make_unique<IncidentBuilder>();
        }
    });
    if (builder->columns.size() > 0)
        writePiece(commit, m_pieces.end(), builder->columns);
}

/// The incidents of a piece as they are now; empty when the piece cannot be used.
std::optional<IncidentColumns> CacheUpdate::patched(const CachePiece& piece, const std::set<std::int64_t>& changed) const
{
    Statement find{m_db, "SELECT bytes FROM cache_incident WHERE id = ?"};
    if (!find.bind(1, piece.row).step() || digestOf(find.blob(0)) != piece.hash)
        return std::nullopt;
    IncidentColumns columns;
    IncidentCodes codes{columns};
    try {
        unpackInto(columns, codes, find.blob(0));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Damaged)
            throw;
        return std::nullopt;
    }
    patchIncidents(columns, m_db, changed);
    return columns;
}

/// Makes the pieces anew in which something changed.
void CacheUpdate::refresh(std::int64_t commit)
{
    CachePieces old;
    old.swap(m_pieces);
    Statement remove{m_db, "DELETE FROM cache_incident WHERE id = ?"};
    for (std::size_t i = 0; i < old.size(); ++i) {
        const std::int64_t first = i == 0 ? INT64_MIN : old[i].first;
        const std::int64_t last = i + 1 == old.size() ? INT64_MAX : old[i + 1].first - 1;
        const std::set<std::int64_t> changed{m_changed.lower_bound(first), m_changed.upper_bound(last)};
        if (changed.empty()) {
            m_pieces.push_back(old[i]);
            continue;
        }
        auto columns = patched(old[i], changed);
        if (!columns) {
            IncidentBuilder builder;
            forEachIncidentRow(m_db, first, last, [&](const IncidentBuilder::Row& row) { builder.add(row); });
            columns = std::move(builder.columns);
        }
        remove.bind(1, old[i].row).run();
        if (columns->size() > 0)
            writePiece(commit, m_pieces.end(), *columns);
    }
}

void CacheUpdate::writeList(std::int64_t commit, const std::string& head) const
{
    json pieces = json::array();
    for (const CachePiece& piece : m_pieces)
        pieces.push_back({{"row", piece.row}, {"first", piece.first}, {"incidents", piece.incidents}, {"hash", piece.hash}});
    // SQLite counts one up when the transaction ends.
    const std::int64_t counter = (changeCounter(m_db) + 1) & 0xffffffff;
    const std::string text = json{{"format", kFormat}, {"head", head}, {"counter", counter}, {"pieces", pieces}}.dump();
    const std::string bytes = digestOf(text) + text;
    execute(m_db, "DELETE FROM cache_incident WHERE name = '" + std::string{kListName} + "'");
    Statement insert{m_db, "INSERT INTO cache_incident (name, commit_id, head, bytes) VALUES (?, ?, ?, ?)"};
    insert.bind(1, kListName).bind(2, commit).bind(3, std::string_view{head}).bindBlob(4, bytes).run();
}

void CacheUpdate::finish(std::int64_t commit, const std::string& head)
{
    const auto tooUneven = [&] {
        return incidentsIn(m_pieces) < static_cast<std::int64_t>(kPieceRows)
               || std::any_of(m_pieces.begin(), m_pieces.end(), [](const CachePiece& piece) { return piece.incidents > static_cast<std::int64_t>(4 * kPieceRows); });
    };
    if (m_growing && !m_all && m_changed.empty()) {
        if (m_builder && !m_pieces.empty())
            completePiece();
        writePieces(commit, takeComplete());
    } else if (m_good && !m_all) {
        refresh(commit);
        if (tooUneven())
            build(commit);
    } else if (m_all || m_stands || !m_changed.empty()) {
        build(commit);
    }
    if (!m_pieces.empty())
        writeList(commit, head);
}

} // namespace tutela::store
