// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ledger_p.h"

#include <algorithm>

namespace tutela::exchange::detail {

namespace {
constexpr std::size_t kListedRejections = 100'000;
constexpr std::size_t kListedRows = 1'000;
constexpr std::size_t kListedNotes = 5'000;
constexpr std::string_view kOverflow = "more findings of this kind, not listed one by one";
} // namespace

void Ledger::reject(std::uint64_t row, RowRefused why)
{
    ++m_rejected;
    if (m_rejections.size() < kListedRejections)
        m_rejections.push_back({static_cast<std::int64_t>(row), std::move(why.field), std::move(why.value), std::move(why.reason)});
}

void Ledger::note(std::string_view field, std::string_view value, std::string_view text, std::uint64_t row)
{
    std::string key;
    key.reserve(field.size() + value.size() + text.size() + 2);
    key.append(field).append(1, '\n').append(value).append(1, '\n').append(text);
    auto at = m_places.find(key);
    if (at == m_places.end()) {
        if (m_notes.size() >= kListedNotes && text != kOverflow)
            return note(field, {}, kOverflow, row);
        at = m_places.emplace(std::move(key), m_notes.size()).first;
        m_notes.push_back({std::string{field}, shown(value), std::string{text}, 0, {}});
    }
    ImportNote& entry = m_notes[at->second];
    ++entry.count;
    if (row > 0 && entry.rows.size() < kListedRows)
        entry.rows.push_back(static_cast<std::int64_t>(row));
}

void Ledger::noteFile(std::string_view text)
{
    note({}, {}, text, 0);
}

void Ledger::into(ImportReport& report)
{
    report.rejected += m_rejected;
    std::move(m_rejections.begin(), m_rejections.end(), std::back_inserter(report.rejections));
    std::stable_sort(report.rejections.begin(), report.rejections.end(), [](const Rejection& a, const Rejection& b) { return a.row < b.row; });
    std::move(m_notes.begin(), m_notes.end(), std::back_inserter(report.issues));
    *this = {};
}

} // namespace tutela::exchange::detail
