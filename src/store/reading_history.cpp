// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "batch_p.h"
#include "impl_p.h"

namespace tutela::store {

namespace {

Commit commitOf(const CommitRow& row)
{
    Commit commit;
    commit.id = CommitId{row.id};
    commit.device = row.device;
    commit.counter = row.counter;
    commit.time = core::instantOf(row.time);
    commit.author = row.author;
    commit.message = row.message;
    commit.hash = row.hash;
    commit.undoes = row.undoes;
    if (!row.batch.empty())
        for (const auto& [table, part] : batchTablesOf(row.batch))
            commit.batch_counts.emplace_back(table, part.rows);
    return commit;
}

std::set<std::int64_t> commitsOf(sqlite3* db, std::int64_t record)
{
    std::string sql = "SELECT commit_id FROM history_change WHERE record = ?1 UNION SELECT commit_id FROM history_row WHERE id = ?1";
    for (const core::Kind kind : allKinds())
        sql += " UNION SELECT batch_id FROM " + sqlName(core::tableOf(kind)) + " WHERE id = ?1 AND batch_id IS NOT NULL";
    Statement rows{db, sql};
    rows.bind(1, record);
    std::set<std::int64_t> ids;
    while (rows.step())
        ids.insert(rows.integer(0));
    return ids;
}

} // namespace

std::vector<Commit> MissionFile::history(std::optional<std::int64_t> record) const
{
    sqlite3* db = m_impl->db();
    const ReadScope view{db};
    std::optional<std::set<std::int64_t>> wanted;
    if (record)
        wanted = commitsOf(db, *record);
    Statement changes{db, std::string{"SELECT \"table\", record, \"group\", old, new FROM history_change WHERE commit_id = ?1"}
                              + (record ? " AND record = ?2" : "") + " ORDER BY id"};
    std::vector<Commit> all;
    forEachCommit(db, false, [&](CommitRow& row) {
        if (wanted && !wanted->contains(row.id))
            return;
        Commit commit = commitOf(row);
        changes.bind(1, row.id);
        if (record)
            changes.bind(2, *record);
        while (changes.step())
            commit.changes.push_back({changes.string(0), changes.integer(1), changes.string(2), changes.string(3), changes.string(4)});
        changes.reset();
        all.push_back(std::move(commit));
    });
    return all;
}

std::set<std::string, std::less<>> MissionFile::editedGroups(core::Kind kind, std::int64_t id) const
{
    Statement rows{m_impl->db(), "SELECT DISTINCT h.\"group\" FROM history_change h JOIN history_commit c ON c.id = h.commit_id WHERE h.record = ? AND "
                                 "h.\"table\" = ? AND c.batch IS NULL AND NOT (h.\"group\" = 'time' AND EXISTS (SELECT 1 FROM "
                                 "history_change z WHERE z.commit_id = c.id AND z.\"table\" = 'mission' AND z.\"group\" = 'time_zone'))"};
    rows.bind(1, id).bind(2, core::tableOf(kind));
    std::set<std::string, std::less<>> groups;
    while (rows.step())
        groups.insert(rows.string(0));
    return groups;
}

} // namespace tutela::store
