// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows_p.h"

#include <tutela/core/progress.h>

namespace tutela::store {

/// SHA-256 over the canonical lines of all live records, sorted by table and id, each with a line feed. Columns that an
/// older schema lacks count as null.
[[nodiscard]] std::string contentHashOf(sqlite3* db, const core::Progress& progress = {});

} // namespace tutela::store
