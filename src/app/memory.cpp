// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "memory.h"

#include <malloc.h>

namespace tutela::app {

void keepMemoryTogether()
{
    constexpr int kHeaps = 2, kOwnMapping = 256 * 1024; // pictures get mappings of their own, which end with them
    ::mallopt(M_ARENA_MAX, kHeaps);
    ::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
}

} // namespace tutela::app
