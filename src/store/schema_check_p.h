// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema_p.h"

#include <tutela/store/mission_file.h>

namespace tutela::store {

/// Where the objects of the file differ from ours: missing or altered tables, columns and triggers, and triggers or views
/// that are not ours (they would run with our writes). Tables that other programs added are let be.
[[nodiscard]] std::vector<Problem> schemaProblems(sqlite3* db);
/// @throws core::Error{Damaged} when a table or column is missing, core::Error{ChangedElsewhere} before writing to a file
/// whose triggers were changed.
void requireKnownSchema(sqlite3* db, Access access, const std::string& file);

} // namespace tutela::store
