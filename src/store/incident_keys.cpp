// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "impl_p.h"

namespace tutela::store {

namespace {

template <class E>
std::optional<E> wordAt(const Statement& row, int column)
{
    return row.isNull(column) ? std::nullopt : core::enumerator<E>(row.text(column));
}

core::Count countAt(const Statement& row, int column)
{
    return row.isNull(column) ? core::Count{} : core::Count{row.integer(column)};
}

} // namespace

void MissionFile::forEachIncidentKey(const std::function<void(const IncidentKey&)>& visit) const
{
    const ReadScope view{m_impl->db()};
    Statement row{m_impl->db(), "SELECT m.id, m.dataset, m.category, m.lon, m.lat, m.place_precision, m.time_start, m.time_precision, m.killed_best, "
                                "m.injured_best, m.verification, d.duplicate_of FROM incidents m LEFT JOIN incidents_detail d ON d.id = m.id "
                                "WHERE m.deleted = 0 ORDER BY m.id"};
    while (row.step()) {
        IncidentKey key;
        key.id = row.integer(0);
        key.dataset = row.text(1);
        key.category = wordAt<core::IncidentCategory>(row, 2);
        if (!row.isNull(3) && !row.isNull(4))
            key.at = core::Vertex{row.real(3), row.real(4)};
        key.place_precision = wordAt<core::PlacePrecision>(row, 5);
        if (!row.isNull(6))
            key.time = core::instantOf(row.text(6));
        key.time_precision = wordAt<core::TimePrecision>(row, 7);
        key.killed = countAt(row, 8);
        key.injured = countAt(row, 9);
        key.settled = row.text(10) == core::word(core::Verification::DUPLICATE) || !row.isNull(11);
        visit(key);
    }
}

} // namespace tutela::store
