// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <tutela/store/backup.h>

namespace tutela::store {

/// SQLite's online backup of an open database into a file that is read whole once before it takes its name.
void backUp(SQLite::Database& from, const std::filesystem::path& to, Existing existing, const std::string& vfs, const core::Progress& progress = {});

} // namespace tutela::store
