// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history_p.h"

namespace tutela::store {

/// What a commit does to the rows of a batch: the batch itself (present), an undo of it (not present), a redo (present).
struct BatchEffect {
    std::int64_t batch = 0; ///< the commit that made the rows
    bool present = true;    ///< after the commit
};
/// Empty for commits that are no batch and undo none. @param rows  all commits by id
[[nodiscard]] std::optional<BatchEffect> batchEffectOf(const std::map<std::int64_t, CommitRow>& rows, std::int64_t commit);
/// All commits by id, without changesets.
[[nodiscard]] std::map<std::int64_t, CommitRow> commitsById(sqlite3* db);

} // namespace tutela::store
