// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/mman.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tutela::store {

/// Room for a column, asked for at once and in large pages where the machine has them: given page by page as values come, memory takes
/// the kernel longer than reading or copying a million values. Where the machine knows neither, it comes page by page.
template <class T>
void giveRoom(std::vector<T>& values, std::size_t size)
{
    constexpr std::uintptr_t kPage = 4096, kLarge = 2 * 1024 * 1024;
    values.reserve(size);
    const auto begin = std::bit_cast<std::uintptr_t>(values.data()), end = std::bit_cast<std::uintptr_t>(values.data() + size);
    const auto advise = [begin, end](std::uintptr_t unit, int advice) {
        const std::uintptr_t from = (begin + unit - 1) & ~(unit - 1), to = end & ~(unit - 1);
        if (to > from)
            static_cast<void>(::madvise(std::bit_cast<void*>(from), to - from, advice));
    };
    advise(kLarge, MADV_HUGEPAGE);
    advise(kPage, MADV_POPULATE_WRITE);
}

} // namespace tutela::store
