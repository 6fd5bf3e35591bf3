// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "own_records_p.h"

#include "edit_rules_p.h"
#include "fingerprints_p.h"

#include <algorithm>

namespace tutela::exchange::detail {

using namespace core;

namespace {

std::uint64_t originOf(std::string_view dataset, std::string_view sourceId)
{
    std::string key{dataset};
    key.append(1, '\n').append(sourceId);
    return fingerprintOf(key);
}

} // namespace

std::optional<OwnColumns> ownColumnsOf(std::span<const std::string> columns)
{
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
        const auto at = std::find(columns.begin(), columns.end(), name);
        return at == columns.end() ? std::nullopt : std::optional{static_cast<std::size_t>(at - columns.begin())};
    };
    const auto id = find("id");
    if (!id)
        return std::nullopt;
    OwnColumns own{*id, find("revision"), find("dataset"), find("source_id"), false, false};
    own.exported = own.revision && own.dataset && own.sourceId && find("created_at");
    own.reduced = own.exported && !(find("created_by") && find("source_ids"));
    return own;
}

OwnRecords::OwnRecords(const store::MissionFile& file, Kind kind)
{
    const std::size_t dataset = indexOf(*findField(kind, "dataset"));
    const std::size_t sourceId = indexOf(*findField(kind, "source_id"));
    file.forEach(kind, [&](const RecordValues& record) {
        m_ids.push_back(record.id());
        const auto* from = std::get_if<std::string>(&record.values[dataset]);
        const auto* under = std::get_if<std::string>(&record.values[sourceId]);
        if (from && under)
            m_origin.emplace_back(originOf(*from, *under), record.id());
    });
    std::sort(m_ids.begin(), m_ids.end());
    std::sort(m_origin.begin(), m_origin.end());
}

bool OwnRecords::holds(std::int64_t id) const { return std::binary_search(m_ids.begin(), m_ids.end(), id); }

std::optional<std::int64_t> OwnRecords::find(std::string_view dataset, std::string_view sourceId) const
{
    const auto at = std::lower_bound(m_origin.begin(), m_origin.end(), std::pair{originOf(dataset, sourceId), std::int64_t{0}});
    return at != m_origin.end() && at->first == originOf(dataset, sourceId) ? std::optional{at->second} : std::nullopt;
}

} // namespace tutela::exchange::detail
