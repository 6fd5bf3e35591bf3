// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace tutela::store {

/// The writer's lock: flock on `.NAME.lock` beside the mission file. Gone with the process, whatever happens to it; a
/// file that is left behind is harmless, and tells that its writer did not end in order (interruptedWriter()).
class WriterLock {
public:
    /// @param holder  what a second program is told, for example "process 4711 since 2026-10-31T14:00:00.000Z"
    /// @throws core::Error{Locked} naming the holder, core::Error{Permission|NoSpace|Io}.
    WriterLock(const std::filesystem::path& missionFile, const std::string& holder);
    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    std::filesystem::path m_path;
    int m_file = -1;
};

} // namespace tutela::store
