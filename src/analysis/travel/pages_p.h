// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory_resource>

namespace tutela::analysis {

enum class PageSize {
    Small, ///< for what is touched in few places: memory is real only where it is written to
    Large, ///< for a search over all of a raster: with small pages the processor looks up where one lies more often than it finds it known
};

/// Memory of whole pages, all zero. Large ones are a wish to the system; without them all works the same, slower.
[[nodiscard]] std::pmr::memory_resource* zeroedPages(PageSize size) noexcept;

} // namespace tutela::analysis
