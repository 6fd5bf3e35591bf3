// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tutela::exchange::detail {

/// 64 bits that stand for a text; never 0.
[[nodiscard]] std::uint64_t fingerprintOf(std::string_view text);

/// A set of 64-bit fingerprints, 8 bytes each.
class FingerprintSet {
public:
    /// False when it was there already.
    bool insert(std::uint64_t fingerprint);
    [[nodiscard]] bool contains(std::uint64_t fingerprint) const;

private:
    void grow();
    /// Where it stands, else the free slot where it belongs.
    [[nodiscard]] std::size_t slotOf(std::uint64_t fingerprint) const;
    std::vector<std::uint64_t> m_slots = std::vector<std::uint64_t>(1024, 0);
    std::size_t m_used = 0;
};

} // namespace tutela::exchange::detail
