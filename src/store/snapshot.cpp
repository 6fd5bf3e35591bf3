// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "batch_p.h"
#include "impl_p.h"
#include "incident_patch_p.h"

#include <tutela/core/mission.h>

namespace tutela::store {

namespace {

template <class T>
void load(RowStore& rows, core::Mission& mission, const core::Progress& progress)
{
    constexpr std::size_t kBetweenChecks = 1024; // a kind may have a hundred thousand records: some milliseconds each turn
    std::vector<T> records;
    rows.forEach(T::kind, "m.deleted = 0", [&](const core::RecordValues& values) {
        if (records.size() % kBetweenChecks == 0)
            progress.check();
        if (batchOf(values)) {
            core::RecordValues filled = values;
            rows.fillFromBatch(filled);
            records.push_back(core::recordOf<T>(filled));
        } else {
            records.push_back(core::recordOf<T>(values));
        }
    });
    mission.set(std::move(records));
}

/// Every kind but the mission itself and incidents.
template <class... T>
struct Kinds {};
using Collections = Kinds<core::Area, core::Place, core::Group, core::Actor, core::Threat, core::Source, core::Alert, core::Base, core::Unit,
                          core::Patrol, core::CanTest, core::Road, core::Water, core::Assessment, core::Line, core::Action, core::Strategy,
                          core::Structure, core::Meeting, core::Stakeholder, core::Scenario, core::Layer>;

template <class... T, class Wanted>
void loadWhere(Kinds<T...>, RowStore& rows, core::Mission& mission, const Wanted& wanted, const core::Progress& progress)
{
    double done = 0.0;
    ((wanted(T::kind) ? load<T>(rows, mission, progress) : void(), progress.step(++done / static_cast<double>(sizeof...(T)))), ...);
}

void loadDetails(RowStore& rows, core::Mission& mission)
{
    rows.forEach(core::Kind::MISSION, "m.deleted = 0",
                 [&](const core::RecordValues& values) { mission.details = core::recordOf<core::MissionDetails>(values); });
}

std::shared_ptr<const core::IncidentColumns> incidents(sqlite3* db, const core::Progress& progress)
{
    auto cached = cachedIncidents(db);
    return std::make_shared<core::IncidentColumns>(cached ? std::move(*cached) : readIncidentColumns(db, progress));
}

std::vector<core::SignOff> signOffs(sqlite3* db)
{
    std::vector<core::SignOff> all;
    Statement rows{db, "SELECT id, assessment_id, state, opinion, role, author, time, note, content_hash FROM sign_off ORDER BY id"};
    while (rows.step()) {
        core::SignOff row;
        row.id = rows.integer(0);
        row.assessment_id = core::AssessmentId{rows.integer(1)};
        if (!rows.isNull(2))
            row.state = core::enumerator<core::AssessmentState>(rows.text(2));
        if (!rows.isNull(3))
            row.opinion = core::enumerator<core::Opinion>(rows.text(3));
        row.role = core::enumerator<core::Role>(rows.text(4)).value_or(core::Role::POC_ADVISER);
        row.author = rows.string(5);
        row.time = core::instantOf(rows.text(6));
        row.note = rows.string(7);
        row.content_hash = rows.string(8);
        all.push_back(std::move(row));
    }
    return all;
}

/// Undoing and redoing a batch writes its tables without a row of history for each record.
const CommitRow& batchBehind(const std::map<std::int64_t, CommitRow>& commits, const CommitRow& row)
{
    const CommitRow* at = &row;
    while (at->undoes)
        at = &commits.at(*at->undoes);
    return *at;
}

struct TouchedSince {
    std::int64_t commit = 0;
    Touched touched;
};

/// What the commits after `from` wrote; empty when no commit has that hash.
std::optional<TouchedSince> touchedSince(sqlite3* db, const std::string& from)
{
    std::map<std::int64_t, CommitRow> commits;
    std::optional<std::int64_t> since;
    forEachCommit(db, false, [&](CommitRow& row) {
        if (row.hash == from)
            since = row.id;
        commits.emplace(row.id, std::move(row));
    });
    if (!since)
        return std::nullopt;
    Touched touched;
    for (auto row = commits.upper_bound(*since); row != commits.end(); ++row)
        if (const CommitRow& behind = batchBehind(commits, row->second); !behind.batch.empty())
            for (const auto& [table, part] : batchTablesOf(behind.batch))
                if (const auto kind = core::kindOfTable(table))
                    touched.whole.insert(*kind);
    Statement changes{db, "SELECT DISTINCT \"table\", record FROM history_change WHERE commit_id > ?"};
    changes.bind(1, *since);
    while (changes.step()) {
        if (const auto kind = core::kindOfTable(changes.text(0)))
            touched.records[*kind].insert(changes.integer(1));
        else if (changes.text(0) == "sign_off")
            touched.sign_offs = true;
    }
    return TouchedSince{*since, std::move(touched)};
}

/// The incidents of before with the changed ones read again, where that is less work than reading all and as sure.
std::shared_ptr<const core::IncidentColumns> patchedIncidents(const MissionFile::Impl& file, const core::IncidentColumns& before, const TouchedSince& since)
{
    constexpr std::size_t kShare = 16;
    if (since.touched.whole.contains(core::Kind::INCIDENT) || !file.m_aloneSince || *file.m_aloneSince > since.commit || !cachePieces(file.db()))
        return nullptr;
    const auto& ids = since.touched.records.at(core::Kind::INCIDENT);
    if (ids.size() > before.size() / kShare)
        return nullptr;
    auto columns = std::make_shared<core::IncidentColumns>(copyOf(before));
    patchIncidents(*columns, file.db(), ids);
    return columns;
}

} // namespace

core::Mission MissionFile::snapshot(const core::Progress& progress) const
{
    sqlite3* db = m_impl->db();
    RowStore& rows = *m_impl->m_rows;
    const ReadScope view{db};
    core::Mission mission;
    loadDetails(rows, mission);
    loadWhere(Collections{}, rows, mission, [](core::Kind) { return true; }, progress.part(0.0, 0.3));
    mission.incidents = incidents(db, progress.part(0.3, 1.0));
    mission.sign_offs = std::make_shared<std::vector<core::SignOff>>(signOffs(db));
    mission.head = headOf(db);
    return mission;
}

Refreshed MissionFile::refreshed(const core::Mission& before, const core::Progress& progress) const
{
    sqlite3* db = m_impl->db();
    RowStore& rows = *m_impl->m_rows;
    const ReadScope view{db};
    const auto since = touchedSince(db, before.head);
    if (!since) {
        Refreshed all{snapshot(progress), {}};
        for (const core::Kind kind : allKinds())
            all.touched.whole.insert(kind);
        all.touched.sign_offs = true;
        return all;
    }
    Refreshed result{before, since->touched};
    const Touched& touched = result.touched;
    if (touched.touches(core::Kind::MISSION))
        loadDetails(rows, result.mission);
    loadWhere(Collections{}, rows, result.mission, [&](core::Kind kind) { return touched.touches(kind); }, progress.part(0.0, 0.3));
    if (touched.touches(core::Kind::INCIDENT))
        if (result.mission.incidents = patchedIncidents(*m_impl, *before.incidents, *since); result.mission.incidents == nullptr)
            result.mission.incidents = incidents(db, progress.part(0.3, 1.0));
    if (touched.sign_offs)
        result.mission.sign_offs = std::make_shared<std::vector<core::SignOff>>(signOffs(db));
    result.mission.head = headOf(db);
    return result;
}

} // namespace tutela::store
