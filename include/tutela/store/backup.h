// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>
#include <tutela/core/time.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tutela::store {

/// What becomes of a file that has the name of the copy already.
enum class Existing { Refuse, Replace };

/// Copies a mission file as it stands, also while another connection writes to it, to a file of mode 0600 that is read whole
/// once. It is there complete or not at all. Any thread.
/// @param vfs  as Environment::vfs
/// @throws core::Error as MissionFile::open for what is no sound mission file; InvalidInput when the target is the mission
///         itself, or exists and is not to be replaced; NoSpace, Permission, Io. core::Cancelled on stop.
void copyMission(const std::filesystem::path& from, const std::filesystem::path& to, Existing existing, const core::Progress& progress = {},
                 const std::string& vfs = {});

/// How many backups of a mission are kept.
inline constexpr std::size_t kBackupsKept = 10;

/// The backups that backUpDaily() made of a mission, the newest first: "NAME.backups/NAME.2026-11-01.gpkg" beside the file.
[[nodiscard]] std::vector<std::filesystem::path> backupsOf(const std::filesystem::path& mission);

/// Makes the backup of the day and removes those beyond kBackupsKept. Does nothing when there is one of this day already, and
/// when the mission was not written since the newest. Any thread, also while the mission is open.
/// @returns the backup that was made. @throws core::Error, core::Cancelled: there is no part of a backup then, and no older one was removed
std::optional<std::filesystem::path> backUpDaily(const std::filesystem::path& mission, core::Instant now, const core::Progress& progress = {});

} // namespace tutela::store
