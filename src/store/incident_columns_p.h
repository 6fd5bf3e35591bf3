// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <tutela/core/incident_columns.h>
#include <tutela/core/progress.h>

namespace tutela::store {

/// All live incidents as columns, by one scan of the main table.
[[nodiscard]] core::IncidentColumns readIncidentColumns(sqlite3* db, const core::Progress& progress);

} // namespace tutela::store
