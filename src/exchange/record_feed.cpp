// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "record_feed_p.h"

namespace tutela::exchange::detail {

using namespace core;

RecordFeed::RecordFeed(const store::MissionFile& file, Kind kind, const Sharing& sharing, const Progress& progress,
                       const std::vector<std::int64_t>* ids)
    : m_file(file), m_kind(kind), m_sharing(sharing), m_progress(progress)
{
    if (ids) {
        m_ids = *ids;
        m_collected = true;
    }
}

std::optional<RecordValues> RecordFeed::next()
{
    if (!m_collected) {
        m_ids.reserve(static_cast<std::size_t>(m_file.count(m_kind)));
        m_file.forEach(m_kind, [&](const RecordValues& record) { m_ids.push_back(record.id()); });
        m_collected = true;
    }
    while (m_at < m_ids.size()) {
        m_progress.check();
        auto record = m_file.read(m_kind, m_ids[m_at++]);
        if (!record || !m_sharing.leaves(*record)) {
            ++m_leftOut;
            continue;
        }
        m_sharing.reduce(*record);
        ++m_given;
        return record;
    }
    return std::nullopt;
}

} // namespace tutela::exchange::detail
