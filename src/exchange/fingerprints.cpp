// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fingerprints_p.h"

#include <functional>

namespace tutela::exchange::detail {

std::uint64_t fingerprintOf(std::string_view text)
{
    // 0 marks a free slot of the set.
    const std::uint64_t hash = std::hash<std::string_view>{}(text);
    return hash == 0 ? 1 : hash;
}

bool FingerprintSet::insert(std::uint64_t fingerprint)
{
    if ((m_used + 1) * 4 > m_slots.size() * 3)
        grow();
    std::uint64_t& slot = m_slots[slotOf(fingerprint)];
    if (slot == fingerprint)
        return false;
    slot = fingerprint;
    ++m_used;
    return true;
}

bool FingerprintSet::contains(std::uint64_t fingerprint) const { return m_slots[slotOf(fingerprint)] == fingerprint; }

std::size_t FingerprintSet::slotOf(std::uint64_t fingerprint) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = fingerprint & mask;
    while (m_slots[at] != 0 && m_slots[at] != fingerprint)
        at = (at + 1) & mask;
    return at;
}

void FingerprintSet::grow()
{
    std::vector<std::uint64_t> old(m_slots.size() * 2, 0);
    old.swap(m_slots);
    m_used = 0;
    for (const std::uint64_t fingerprint : old)
        if (fingerprint != 0)
            insert(fingerprint);
}

} // namespace tutela::exchange::detail
