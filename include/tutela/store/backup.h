// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/progress.h>

#include <filesystem>
#include <string>

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

} // namespace tutela::store
