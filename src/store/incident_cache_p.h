// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incident_packing_p.h"

#include <set>
#include <utility>

/// The cache of incident columns (table cache_incident): the incidents in id order, cut into pieces, each packed, and a list
/// of the pieces that says to which head it belongs. Neither recorded nor hashed; whatever does not fit is not used.
namespace tutela::store {

/// One piece: the incidents from `first` up to the first of the next piece.
struct CachePiece {
    std::int64_t row = 0; ///< in table cache_incident
    std::int64_t first = 0;
    std::int64_t incidents = 0;
    std::string hash; ///< BLAKE2b of its bytes
};
using CachePieces = std::vector<CachePiece>;

/// The pieces, when they belong to the head and nobody has written to the file since they were.
[[nodiscard]] std::optional<CachePieces> cachePieces(sqlite3* db);
/// All live incidents from the cache; empty when there is no good one.
[[nodiscard]] std::optional<core::IncidentColumns> cachedIncidents(sqlite3* db);
/// Where the cache, if it claims to be good, says something else than the rows; empty when it does not.
[[nodiscard]] std::string cacheProblem(sqlite3* db, const core::Progress& progress);

/// Keeps the cache in step with one commit. Made before the commit writes, finished in the same transaction.
class CacheUpdate {
public:
    explicit CacheUpdate(sqlite3* db);
    /// An incident that a batch inserts. From any thread, one at a time.
    void addRow(const core::RecordValues& record);
    /// The pieces that addRow() completed. Not while it runs.
    [[nodiscard]] std::vector<core::IncidentColumns> takeComplete() { return std::exchange(m_ready, {}); }
    /// Writes complete pieces. On the writing thread.
    void writePieces(std::int64_t commit, const std::vector<core::IncidentColumns>& complete);
    void changed(std::int64_t id) { m_changed.insert(id); }
    void changedAll() { m_all = true; }
    /// There was a cache of the very state before the commit: nobody else has written to the file.
    [[nodiscard]] bool wasGood() const { return m_good; }
    void finish(std::int64_t commit, const std::string& head);

private:
    [[nodiscard]] bool worthACache() const;
    void completePiece();
    void writePiece(std::int64_t commit, CachePieces::iterator before, const core::IncidentColumns& columns);
    void build(std::int64_t commit);
    void refresh(std::int64_t commit);
    [[nodiscard]] std::optional<core::IncidentColumns> patched(const CachePiece& piece, const std::set<std::int64_t>& changed) const;
    void drop();
    void writeList(std::int64_t commit, const std::string& head) const;

    sqlite3* m_db;
    bool m_stands;       ///< there is a cache, good or not
    bool m_good = false; ///< it belonged to the state before the commit
    bool m_growing;      ///< there were no incidents: the rows of the batch are all there will be
    bool m_all = false;
    CachePieces m_pieces;
    std::set<std::int64_t> m_changed;
    std::unique_ptr<IncidentBuilder> m_builder;
    std::vector<core::IncidentColumns> m_ready;
    std::int64_t m_lastId = 0;
};

} // namespace tutela::store
