// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "replay_p.h"

#include "batch_p.h"
#include "session_p.h"
#include "undo_p.h"

#include <set>

namespace tutela::store {

using core::Kind;
using core::RecordValues;

namespace {

/// Tables of the scratch copy besides those of records; they are small and copied whole.
const std::vector<std::string>& smallTables()
{
    static const std::vector<std::string> names{"sign_off", "frozen_version", "asset"};
    return names;
}

std::string nameOf(std::string_view table, std::int64_t id)
{
    const auto kind = core::kindOfTable(table);
    return (kind ? core::kindName(*kind) : std::string{table}) + " " + std::to_string(id);
}

/// Copies rows of one table as they are, column by column.
void copyRows(sqlite3* from, sqlite3* to, const std::string& table, const std::string& condition, std::optional<std::int64_t> id)
{
    Statement rows{from, "SELECT * FROM " + sqlName(table) + condition};
    if (id)
        rows.bind(1, *id);
    std::string marks;
    for (int i = 0; i < rows.columns(); ++i)
        marks += i == 0 ? "?" : ",?";
    Statement insert{to, "INSERT INTO " + sqlName(table) + " VALUES (" + marks + ")"};
    while (rows.step()) {
        for (int i = 0; i < rows.columns(); ++i)
            insert.bindColumn(i + 1, rows, i);
        insert.run();
    }
}

class Replay {
public:
    Replay(sqlite3* db, const core::Progress& progress)
        : m_db(db), m_progress(progress), m_rows(db), m_memory(openDatabase(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {})),
          m_scratchDb(m_memory->getHandle()), m_commits(commitsById(db))
    {
        makeScratch();
        m_scratch = std::make_unique<RowStore>(m_scratchDb);
        gatherTouched();
        copyTouched();
        findBatchStates();
    }

    std::vector<Problem> run()
    {
        double done = 0.0;
        for (auto at = m_commits.rbegin(); at != m_commits.rend(); ++at) {
            m_progress.step(done++ / static_cast<double>(m_commits.size()), "Replaying the history");
            rollBack(at->first);
        }
        findStrangers();
        return std::move(m_problems);
    }

private:
    void problem(const std::string& where, const std::string& text) { m_problems.push_back({where, text}); }

    /// The same tables, in the column order of the file, without triggers and foreign keys.
    void makeScratch()
    {
        execute(m_scratchDb, "PRAGMA foreign_keys = OFF");
        for (const std::string& table : recordedTables()) {
            Statement sql{m_db, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?"};
            sql.bind(1, std::string_view{table});
            if (sql.step())
                execute(m_scratchDb, sql.string(0));
        }
    }

    void gatherTouched()
    {
        forEachCommit(m_db, true, [&](CommitRow& row) {
            for (const auto& [table, id] : recordsOf(row.changeset))
                if (const auto kind = core::kindOfTable(table))
                    m_touched[*kind].insert(id);
        });
        Statement kept{m_db, "SELECT DISTINCT \"table\", id FROM history_row"};
        while (kept.step())
            if (const auto kind = core::kindOfTable(kept.text(0)))
                m_touched[*kind].insert(kept.integer(1));
    }

    void copyTouched()
    {
        for (const std::string& table : smallTables())
            copyRows(m_db, m_scratchDb, table, "", {});
        for (const auto& [kind, ids] : m_touched)
            for (const Table& table : tablesOf(kind))
                for (const std::int64_t id : ids)
                    copyRows(m_db, m_scratchDb, table.name, " WHERE id = ?", id);
    }

    /// Whether the rows of each batch are marked as deleted now: the newest commit about it says so.
    void findBatchStates()
    {
        for (const auto& [id, row] : m_commits)
            if (const auto effect = batchEffectOf(m_commits, id))
                m_present[effect->batch] = effect->present;
    }

    void rollBack(std::int64_t commit)
    {
        const auto row = commitRow(m_db, commit);
        if (m_problems.empty())
            compareReadable(*row);
        if (row->kind == "batch")
            rollBackBatch(*row);
        else if (const auto effect = batchEffectOf(m_commits, commit))
            rollBackFlip(commit, *effect);
        const std::string where = "commit " + std::to_string(commit);
        applyChangeset(m_scratchDb, inverted(row->changeset), [&](const RowChange& change, int conflict) {
            const Table* table = recordTable(change.table);
            const std::string name = nameOf(table != nullptr ? core::tableOf(table->kind) : change.table, change.key());
            if (m_reported.insert(name).second)
                problem(name, conflict == SQLITE_CHANGESET_NOTFOUND ? "the record is gone, without a commit; " + where + " left it in the file"
                                                                    : "the record is not as " + where + " left it");
            return OnConflict::Overwrite;
        });
    }

    /// The readable rows must say what the recorded change says; they are made again from the state after the commit.
    void compareReadable(const CommitRow& row)
    {
        const std::vector<Change> expected = readableChanges(*m_scratch, row.changeset);
        Statement stored{m_db, "SELECT \"table\", record, \"group\", old, new FROM history_change WHERE commit_id = ? ORDER BY id"};
        stored.bind(1, row.id);
        std::size_t n = 0;
        bool same = true;
        while (stored.step()) {
            same = same && n < expected.size() && stored.text(0) == expected[n].table && stored.integer(1) == expected[n].record
                   && stored.text(2) == expected[n].group && stored.text(3) == expected[n].old_json && stored.text(4) == expected[n].new_json;
            ++n;
        }
        if (!same || n != expected.size())
            m_readableSuspects.push_back(row.id);
    }

    void rollBackBatch(const CommitRow& row)
    {
        const std::string where = "commit " + std::to_string(row.id);
        for (const auto& [table, expected] : batchTablesOf(row.batch)) {
            const auto kind = core::kindOfTable(table);
            if (!kind) {
                problem(where, "the batch names table " + table + ", which is none of ours");
                continue;
            }
            const BatchTable found = hashOf(*kind, row.id);
            if (found.rows != expected.rows)
                problem(where + ", " + table, "the batch wrote " + std::to_string(expected.rows) + " records and " + std::to_string(found.rows) + " are there");
            else if (found.hash != expected.hash)
                problem(where + ", " + table, "records of the batch are not as it wrote them");
        }
        std::set<RecordKey> restored;
        restoreKept(row.id, restored);
        forEachScratchRow(row.id, [&](const RecordValues& record) {
            if (!restored.contains({std::string{core::tableOf(record.kind)}, record.id()}))
                m_scratch->erase(record.kind, record.id());
        });
    }

    void rollBackFlip(std::int64_t commit, const BatchEffect& effect)
    {
        std::set<RecordKey> restored;
        restoreKept(commit, restored);
        forEachScratchRow(effect.batch, [&](RecordValues record) {
            if (restored.contains({std::string{core::tableOf(record.kind)}, record.id()}))
                return;
            record.values[static_cast<std::size_t>(commonFields().deleted)] = std::int64_t{effect.present ? 1 : 0};
            m_scratch->replace(record);
        });
    }

    void restoreKept(std::int64_t commit, std::set<RecordKey>& restored)
    {
        forEachKeptRow(m_db, commit, [&](const RecordValues& old) {
            m_scratch->replace(old);
            restored.emplace(std::string{core::tableOf(old.kind)}, old.id());
        });
    }

    void forEachScratchRow(std::int64_t batch, const std::function<void(const RecordValues&)>& visit)
    {
        for (const auto& [kind, ids] : m_touched) {
            std::vector<RecordValues> rows; // visited after the reading: the visitor changes the table
            m_scratch->forEach(kind, "m.batch_id = ?", [&](const RecordValues& record) { rows.push_back(record); }, batch);
            for (const RecordValues& record : rows)
                visit(record);
        }
    }

    /// The rows of a batch in id order: those that nothing touched since from the file, the others from the scratch copy.
    BatchTable hashOf(Kind kind, std::int64_t batch)
    {
        std::vector<RecordValues> touched;
        m_scratch->forEach(kind, "m.batch_id = ?", [&](const RecordValues& record) { touched.push_back(record); }, batch);
        const std::set<std::int64_t>& skip = m_touched[kind];
        LineDigest digest;
        std::size_t next = 0;
        bool marksAgree = true;
        m_rows.forEach(kind, "m.batch_id = ?", [&](const RecordValues& record) {
            if (skip.contains(record.id()))
                return;
            for (; next < touched.size() && touched[next].id() < record.id(); ++next)
                digest.add(touched[next]);
            digest.add(record);
            marksAgree = marksAgree && isDeleted(record) == !m_present[batch];
            if ((digest.rows() & 0xfff) == 0)
                m_progress.check();
        }, batch);
        for (; next < touched.size(); ++next)
            digest.add(touched[next]);
        if (!marksAgree)
            problem("commit " + std::to_string(batch) + ", " + std::string{core::tableOf(kind)}, "records of the batch were deleted or restored without a commit");
        const std::int64_t rows = digest.rows();
        return {rows, digest.finish()};
    }

    /// What is left when all commits are taken back was not made by any.
    void findStrangers()
    {
        for (const std::string& name : recordedTables()) {
            Statement rows{m_scratchDb, "SELECT * FROM " + sqlName(name)};
            while (rows.step()) {
                const Table* table = recordTable(name);
                const std::string record = nameOf(table != nullptr ? core::tableOf(table->kind) : std::string_view{name}, rows.integer(0));
                if (m_reported.insert(record).second)
                    problem(record, "no commit made this record");
            }
        }
        for (const Kind kind : allKinds()) {
            const std::set<std::int64_t>& skip = m_touched[kind];
            Statement rows{m_db, "SELECT id FROM " + sqlName(core::tableOf(kind))
                                     + " WHERE batch_id IS NULL OR batch_id NOT IN (SELECT id FROM history_commit WHERE kind = 'batch')"};
            while (rows.step())
                if (!skip.contains(rows.integer(0)))
                    problem(nameOf(core::tableOf(kind), rows.integer(0)), "no commit made this record");
        }
        if (m_problems.empty())
            for (const std::int64_t commit : m_readableSuspects)
                problem("commit " + std::to_string(commit), "the readable history differs from the recorded change");
    }

    sqlite3* m_db;
    const core::Progress& m_progress;
    RowStore m_rows;
    std::unique_ptr<SQLite::Database> m_memory;
    sqlite3* m_scratchDb;
    std::unique_ptr<RowStore> m_scratch;
    std::map<std::int64_t, CommitRow> m_commits;
    std::map<Kind, std::set<std::int64_t>> m_touched;
    std::map<std::int64_t, bool> m_present;
    std::set<std::string> m_reported;
    std::vector<std::int64_t> m_readableSuspects;
    std::vector<Problem> m_problems;
};

} // namespace

std::vector<Problem> replayProblems(sqlite3* db, const core::Progress& progress)
{
    return Replay{db, progress}.run();
}

} // namespace tutela::store
