// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "incident_columns_p.h"

#include <set>

namespace tutela::store {

/// The same by two threads, with its memory asked for at once: a million are copied in half the time.
[[nodiscard]] core::IncidentColumns copyOf(const core::IncidentColumns& columns);
/// Brings columns up to date in which only these incidents changed, came or went: the result is what reading all of them gives.
/// Cost: a read of each; when one came or went, a copy of every column.
void patchIncidents(core::IncidentColumns& columns, sqlite3* db, const std::set<std::int64_t>& ids);

} // namespace tutela::store
