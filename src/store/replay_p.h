// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history_p.h"

#include <tutela/core/progress.h>

namespace tutela::store {

/// Rolls the history back from the state of the file to nothing, on a scratch copy in memory of the records that it
/// touches. Problems: records that are not as their newest commit left them, batches whose rows hash otherwise, records
/// that no commit made, history rows that say something else than the recorded change.
/// Memory: the records that commits touched one by one, not those that only came with batches.
[[nodiscard]] std::vector<Problem> replayProblems(sqlite3* db, const core::Progress& progress);

} // namespace tutela::store
