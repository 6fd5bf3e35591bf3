// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "impl_p.h"

#include <tutela/core/mission.h>

namespace tutela::store {

namespace {

template <class T>
void load(RowStore& rows, core::Mission& mission)
{
    std::vector<T> records;
    rows.forEach(T::kind, "m.deleted = 0", [&](const core::RecordValues& values) {
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

template <class... T>
void loadAll(RowStore& rows, core::Mission& mission, const core::Progress& progress)
{
    double done = 0.0;
    ((load<T>(rows, mission), progress.step(++done / static_cast<double>(sizeof...(T)))), ...);
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

} // namespace

core::Mission MissionFile::snapshot(const core::Progress& progress) const
{
    using namespace core;
    sqlite3* db = m_impl->db();
    RowStore& rows = *m_impl->m_rows;
    const ReadScope view{db};
    Mission mission;
    rows.forEach(Kind::MISSION, "m.deleted = 0", [&](const RecordValues& values) { mission.details = recordOf<MissionDetails>(values); });
    loadAll<Area, Place, Group, Actor, Threat, Source, Alert, Base, Unit, Patrol, CanTest, Road, Water, Assessment, Line, Action, Strategy, Structure,
            Meeting, Stakeholder, Scenario, Layer>(rows, mission, progress.part(0.0, 0.3));
    auto cached = cachedIncidents(db);
    mission.incidents = std::make_shared<IncidentColumns>(cached ? std::move(*cached) : readIncidentColumns(db, progress.part(0.3, 1.0)));
    mission.sign_offs = std::make_shared<std::vector<SignOff>>(signOffs(db));
    mission.head = headOf(db);
    return mission;
}

} // namespace tutela::store
