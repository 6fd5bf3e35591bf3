// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "undo_p.h"

#include "batch_p.h"
#include "session_p.h"

#include <set>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
using core::Kind;

std::map<std::int64_t, CommitRow> commitsById(sqlite3* db)
{
    std::map<std::int64_t, CommitRow> rows;
    forEachCommit(db, false, [&](CommitRow& row) { rows.emplace(row.id, std::move(row)); });
    return rows;
}

std::optional<BatchEffect> batchEffectOf(const std::map<std::int64_t, CommitRow>& rows, std::int64_t commit)
{
    BatchEffect effect;
    for (auto at = rows.find(commit); at != rows.end(); at = rows.find(*at->second.undoes)) {
        if (at->second.kind == "batch") {
            effect.batch = at->first;
            return effect;
        }
        if (!at->second.undoes || *at->second.undoes >= at->first)
            return std::nullopt;
        effect.present = !effect.present;
    }
    return std::nullopt;
}

namespace {

/// The commits after `target` whose changes still stand: an undo and what it undoes cancel each other.
/// @throws core::Error{Conflict} when the target is undone already.
std::vector<std::int64_t> standingAfter(const std::map<std::int64_t, CommitRow>& rows, std::int64_t target)
{
    std::set<std::int64_t> cancelled;
    std::vector<std::int64_t> standing;
    for (auto row = rows.rbegin(); row != rows.rend() && row->first > target; ++row) {
        if (cancelled.contains(row->first))
            continue;
        const auto& undoes = row->second.undoes;
        if (undoes == target)
            throw Error{ErrorCode::Conflict, "this commit is undone already, by commit " + std::to_string(row->first), "commit " + std::to_string(target)};
        if (undoes && *undoes > target)
            cancelled.insert(*undoes);
        else
            standing.push_back(row->first);
    }
    return standing;
}

std::set<RecordKey> keptRecords(sqlite3* db, std::int64_t commit)
{
    std::set<RecordKey> keys;
    Statement rows{db, "SELECT \"table\", id FROM history_row WHERE commit_id = ?"};
    rows.bind(1, commit);
    while (rows.step())
        keys.emplace(rows.string(0), rows.integer(1));
    return keys;
}

std::string nameOf(const RecordKey& key)
{
    const auto kind = core::kindOfTable(key.first);
    return (kind ? core::kindName(*kind) : key.first) + " " + std::to_string(key.second);
}

std::string listed(const std::set<RecordKey>& keys)
{
    constexpr std::size_t kShown = 10;
    std::string text;
    std::size_t n = 0;
    for (const RecordKey& key : keys) {
        if (++n > kShown)
            return text + " and " + std::to_string(keys.size() - kShown) + " more";
        text += (n == 1 ? "" : ", ") + nameOf(key);
    }
    return text;
}

class Undoing {
public:
    Undoing(MissionFile::Impl& file, std::int64_t target) : m_file(file), m_db(file.db()), m_rows(commitsById(m_db)), m_target(target)
    {
        const auto row = commitRow(m_db, target);
        if (!row)
            throw Error{ErrorCode::InvalidInput, "there is no such commit", "commit " + std::to_string(target)};
        if (target == 1)
            throw Error{ErrorCode::InvalidInput, "the making of the mission file cannot be undone", "commit 1"};
        m_row = *row;
        m_effect = batchEffectOf(m_rows, target);
        m_records = recordsOf(m_row.changeset);
    }

    [[nodiscard]] std::string message() const { return m_row.message; }
    [[nodiscard]] bool isBatch() const { return m_effect.has_value(); }
    [[nodiscard]] bool isUndo() const { return m_row.undoes.has_value(); }

    void refuseFrozenRecords() const
    {
        for (const auto& [table, id] : m_records) {
            if (table == "sign_off" || table == "frozen_version")
                throw Error{ErrorCode::Frozen, "a sign-off cannot be taken back; withdraw the version instead", "commit " + std::to_string(m_target)};
            if (table == "asset" && integerOf(m_db, "SELECT frozen_by IS NOT NULL FROM asset WHERE id = " + std::to_string(id)) != 0)
                throw Error{ErrorCode::Frozen, "the commit holds a file of an approved version; it cannot be undone", "commit " + std::to_string(m_target)};
            const auto kind = core::kindOfTable(table);
            if (!kind || (*kind != Kind::ASSESSMENT && *kind != Kind::LINE))
                continue;
            if (const auto record = m_file.m_rows->read(*kind, id))
                refuseFrozen(m_db, *record);
        }
    }

    void refuseConflicts() const
    {
        refuseOtherState();
        const auto standing = standingAfter(m_rows, m_target);
        const auto kept = keptRecords(m_db, m_target);
        std::set<RecordKey> conflicts;
        std::int64_t first = 0;
        for (const std::int64_t later : standing) {
            const auto row = commitRow(m_db, later);
            auto touched = recordsOf(row->changeset);
            touched.merge(keptRecords(m_db, later));
            for (const RecordKey& key : touched)
                if (m_records.contains(key) || kept.contains(key) || isOfBatch(key, later)) {
                    conflicts.insert(key);
                    first = later;
                }
        }
        if (!conflicts.empty())
            throw Error{ErrorCode::Conflict, "later commits (commit " + std::to_string(first) + ") changed the same records: " + listed(conflicts)
                                                 + "; undo those first",
                        "commit " + std::to_string(m_target)};
    }

    /// Reverts inside an open transaction; for the batch part keeps what it replaces under `commit`.
    void apply(std::int64_t commit)
    {
        const bool done = applyChangeset(m_db, inverted(m_row.changeset), [&](const RowChange&, int) { return OnConflict::Stop; });
        if (!done)
            throw Error{ErrorCode::Conflict, "the records are no longer as this commit left them; undo later commits first",
                        "commit " + std::to_string(m_target)};
        refuseOrphans();
        if (m_effect)
            flip(commit);
    }

private:
    /// The records of a batch go and come back together: what left them there cannot be undone while they are away, and the other way
    /// round. Another commit about the same batch did that, which need not have touched this one.
    void refuseOtherState() const
    {
        if (!m_effect)
            return;
        std::int64_t newest = 0;
        bool present = m_effect->present;
        for (const auto& [id, row] : m_rows)
            if (const auto effect = batchEffectOf(m_rows, id); effect && effect->batch == m_effect->batch) {
                newest = id;
                present = effect->present;
            }
        if (present != m_effect->present)
            throw Error{ErrorCode::Conflict, std::string{"the records of this import were "} + (present ? "restored" : "taken back") + " since, by commit " + std::to_string(newest) + "; undo that first",
                        "commit " + std::to_string(m_target)};
    }

    /// True when the record belongs to the batch that is being undone, now or before a later batch took it over.
    [[nodiscard]] bool isOfBatch(const RecordKey& key, std::int64_t later) const
    {
        const auto kind = core::kindOfTable(key.first);
        if (!m_effect || !kind)
            return false;
        const auto now = m_file.m_rows->read(*kind, key.second);
        if (now && batchOf(*now) == m_effect->batch)
            return true;
        Statement kept{m_db, "SELECT old FROM history_row WHERE commit_id = ? AND \"table\" = ? AND id = ?"};
        kept.bind(1, later).bind(2, std::string_view{key.first}).bind(3, key.second);
        return kept.step() && batchOf(recordOfRowText(*kind, kept.text(0))) == m_effect->batch;
    }

    /// A record that goes away for good must not be referred to.
    void refuseOrphans() const
    {
        for (const auto& [table, id] : m_records) {
            const auto kind = core::kindOfTable(table);
            if (!kind || m_file.m_rows->exists(*kind, id))
                continue;
            if (const auto referrers = referrersOf(m_db, *kind, id); !referrers.empty())
                throw Error{ErrorCode::Conflict, nameOf({table, id}) + " would go, but " + referrers.front() + " refers to it; change that first",
                            "commit " + std::to_string(m_target)};
        }
    }

    void flip(std::int64_t commit)
    {
        const auto kept = keptRecords(m_db, m_target);
        forEachKeptRow(m_db, m_target, [&](const core::RecordValues& old) {
            if (const auto now = m_file.m_rows->read(old.kind, old.id()))
                keepRow(m_db, commit, *now);
            m_file.m_rows->replace(old);
        });
        for (const Kind kind : allKinds()) {
            const std::string table = sqlName(core::tableOf(kind));
            Statement mark{m_db, "UPDATE " + table + " SET deleted = ?1 WHERE batch_id = ?2 AND NOT EXISTS (SELECT 1 FROM history_row h WHERE "
                                 "h.commit_id = ?3 AND h.\"table\" = ?4 AND h.id = " + table + ".id)"};
            mark.bind(1, std::int64_t{m_effect->present ? 1 : 0}).bind(2, m_effect->batch).bind(3, commit).bind(4, core::tableOf(kind)).run();
        }
    }

    MissionFile::Impl& m_file;
    sqlite3* m_db;
    std::map<std::int64_t, CommitRow> m_rows;
    std::int64_t m_target;
    CommitRow m_row;
    std::optional<BatchEffect> m_effect;
    std::set<RecordKey> m_records;
};

std::string messageOfUndo(const Undoing& undoing)
{
    const std::string message = undoing.message();
    if (!undoing.isUndo())
        return "Undo: " + message;
    // The undo of an undo is a redo, and its undo an undo again: the sentence keeps one word in front.
    if (message.starts_with("Undo: "))
        return "Redo: " + message.substr(6);
    return "Undo: " + (message.starts_with("Redo: ") ? message.substr(6) : message);
}

} // namespace

CommitId MissionFile::undo(const Author& author, CommitId commit)
{
    m_impl->requireWritable();
    Undoing undoing{*m_impl, commit.value};
    undoing.refuseFrozenRecords();
    undoing.refuseConflicts();
    Impl::Recorded what{author.text(), messageOfUndo(undoing), "undo", commit.value};
    what.recordsRows = !undoing.isBatch();
    return m_impl->record(what, [&](std::int64_t made) { undoing.apply(made); });
}

CommitId MissionFile::redo(const Author& author, CommitId commit)
{
    m_impl->requireWritable();
    const auto rows = commitsById(m_impl->db());
    const auto named = rows.find(commit.value);
    if (named == rows.end())
        throw Error{ErrorCode::InvalidInput, "there is no such commit", "commit " + std::to_string(commit.value)};
    if (named->second.undoes)
        return undo(author, commit);
    // The commit itself was named: its newest undo that still stands is meant.
    std::set<std::int64_t> cancelled;
    for (auto row = rows.rbegin(); row != rows.rend() && row->first > commit.value; ++row) {
        if (cancelled.contains(row->first) || !row->second.undoes)
            continue;
        if (*row->second.undoes == commit.value)
            return undo(author, CommitId{row->first});
        cancelled.insert(*row->second.undoes);
    }
    throw Error{ErrorCode::InvalidInput, "this commit is not undone; there is nothing to redo", "commit " + std::to_string(commit.value)};
}

} // namespace tutela::store
