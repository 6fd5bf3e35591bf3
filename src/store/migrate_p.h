// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlite_p.h"

#include <filesystem>
#include <span>

namespace tutela::store {

/// One step to a newer schema. Frozen at release: never edited, only followed by another. It may add tables and columns
/// and nothing else, so that old changesets still apply.
struct Migration {
    int to;
    int minReader; ///< oldest program schema that can still read the file
    std::string_view why;
    void (*apply)(sqlite3* db);
};
/// The steps of this program, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// Brings a file to `target`: backup beside it ("NAME.schema1.gpkg"), all steps on a copy, check of the copy (integrity,
/// foreign keys, same content hash), then the copy takes the file's name. The caller holds the writer's lock.
/// @returns the backup. @throws core::Error; the file is untouched then.
std::filesystem::path migrateFile(const std::filesystem::path& file, const std::string& vfs,
                                  std::span<const Migration> steps, int target);

} // namespace tutela::store
