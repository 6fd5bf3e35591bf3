// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "content_p.h"

#include <tutela/core/hash.h>

#include <algorithm>

namespace tutela::store {

std::string contentHashOf(sqlite3* db, const core::Progress& progress)
{
    auto kinds = allKinds();
    std::sort(kinds.begin(), kinds.end(), [](core::Kind a, core::Kind b) { return core::tableOf(a) < core::tableOf(b); });
    const ReadScope view{db};
    RowStore rows{db};
    core::Hasher hasher;
    for (const core::Kind kind : kinds)
        rows.forEach(kind, "m.deleted = 0", [&](const core::RecordValues& record) {
            progress.check();
            hasher.add(core::canonicalLine(record)).add("\n");
        });
    return core::hex(hasher.finish());
}

} // namespace tutela::store
