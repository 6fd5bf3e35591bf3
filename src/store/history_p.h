// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows_p.h"

#include <tutela/store/mission_file.h>

#include <set>

namespace tutela::store {

/// A record named by the table of its kind (or sign_off, asset, frozen_version) and id.
using RecordKey = std::pair<std::string, std::int64_t>;

/// A row of history_commit as it is written and read.
struct CommitRow {
    std::int64_t id = 0;
    std::string device;
    std::int64_t counter = 0;
    std::string time, author, message, kind; ///< kind: edit, batch or undo (which redo is too)
    std::optional<std::int64_t> undoes;
    std::string changeset;
    std::string batch; ///< JSON {"tables":{NAME:{"rows","hash"}},"hash"}; empty for edits
    std::string payloadHash, previous, hash;
};

/// What the chain covers: the changeset, and for a batch its hash before it.
[[nodiscard]] std::string payloadHashOf(const CommitRow& row);
/// SHA-256 over previous hash, device, counter, time, author, message and payload hash, each length-prefixed.
[[nodiscard]] std::string chainHashOf(const CommitRow& row);

/// Oldest first. @param withChangesets  false leaves the changesets out, which may be large.
void forEachCommit(sqlite3* db, bool withChangesets, const std::function<void(CommitRow&)>& visit);
[[nodiscard]] std::optional<CommitRow> commitRow(sqlite3* db, std::int64_t id);
[[nodiscard]] std::int64_t newestCommit(sqlite3* db);
[[nodiscard]] std::string headOf(sqlite3* db);
/// Completes id-independent parts (counter, previous, hashes) and inserts the row.
void appendCommit(sqlite3* db, CommitRow& row);

/// Turns a changeset into readable rows: one for each field group of each record. The file must be in the state after it.
[[nodiscard]] std::vector<Change> readableChanges(RowStore& rows, std::string_view changeset);
void appendChanges(sqlite3* db, std::int64_t commit, const std::vector<Change>& changes);

/// The records that a changeset touches.
[[nodiscard]] std::set<RecordKey> recordsOf(std::string_view changeset);

} // namespace tutela::store
