// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rows_p.h"

#include <unordered_set>

namespace tutela::store {

/// Gathers what records refer to and finds what is not there. Lists are kept as their text: an import repeats few of them.
class References {
public:
    References();
    void gather(const core::RecordValues& record);
    /// Calls back for each (kind, id) that no row has, deleted ones included.
    void forEachMissing(RowStore& rows, const std::function<void(core::Kind, std::int64_t)>& missing);

private:
    struct PerField { std::size_t index; core::Kind refers; bool list; };
    std::vector<std::vector<PerField>> m_fields; ///< by kind
    struct Wanted { std::unordered_set<std::int64_t> ids; std::unordered_set<std::string> lists; };
    std::vector<Wanted> m_wanted; ///< by kind referred to
};

/// The ids in the text of a reference list; empty for text that is not one.
[[nodiscard]] std::vector<std::int64_t> idsOf(const std::string& listText);
/// Records (of any kind) that refer to the id, with the field's name: "line 12, threat_id".
[[nodiscard]] std::vector<std::string> referrersOf(sqlite3* db, core::Kind kind, std::int64_t id);

} // namespace tutela::store
