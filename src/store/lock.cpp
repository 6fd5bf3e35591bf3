// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lock_p.h"

#include "sqlite_p.h"

#include <tutela/core/text.h>
#include <tutela/store/interruption.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace tutela::store {

namespace {

std::filesystem::path lockPathOf(const std::filesystem::path& missionFile)
{
    return missionFile.parent_path() / ("." + missionFile.filename().string() + ".lock");
}

/// Empty when nobody wrote a name.
std::string textIn(int file)
{
    std::array<char, 200> text{};
    const ssize_t n = ::pread(file, text.data(), text.size(), 0);
    return n > 0 ? std::string{text.data(), static_cast<std::size_t>(n)} : std::string{};
}

std::string holderOf(int file)
{
    const std::string found = textIn(file);
    return found.empty() || !core::isUtf8(found) ? "another program" : core::withVisibleControls(found);
}

/// The holder removes the file when it ends: what we locked may be a file that is no longer there.
bool isStill(const std::filesystem::path& path, int file)
{
    struct stat ours{};
    struct stat there{};
    return ::fstat(file, &ours) == 0 && ::stat(path.c_str(), &there) == 0 && ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

} // namespace

WriterLock::WriterLock(const std::filesystem::path& missionFile, const std::string& holder)
    : m_path(lockPathOf(missionFile))
{
    while (true) {
        m_file = ::open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (m_file < 0 && (errno == ENOENT || errno == ENOTDIR))
            throw core::Error{core::ErrorCode::Io, "the folder of the mission file does not exist; create it first", missionFile.filename().string()};
        if (m_file < 0)
            throw errorOfErrno(errno, missionFile, "making the lock file beside the mission file");
        if (::flock(m_file, LOCK_EX | LOCK_NB) != 0) {
            const int number = errno;
            const std::string who = holderOf(m_file);
            ::close(m_file);
            if (number != EWOULDBLOCK)
                throw errorOfErrno(number, missionFile, "locking the mission file");
            throw core::Error{core::ErrorCode::Locked, "the mission file is being written by " + who + "; open it read-only or wait",
                              missionFile.filename().string()};
        }
        if (isStill(m_path, m_file))
            break;
        ::close(m_file);
    }
    // The text is only for people; the lock holds without it.
    if (::ftruncate(m_file, 0) == 0)
        static_cast<void>(::pwrite(m_file, holder.data(), holder.size(), 0) != 0);
}

WriterLock::~WriterLock()
{
    ::unlink(m_path.c_str()); // before the lock goes: nobody can lock this file and lose it
    ::close(m_file);
}

std::optional<std::string> interruptedWriter(const std::filesystem::path& missionFile)
{
    const int file = ::open(lockPathOf(std::filesystem::absolute(missionFile)).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return std::nullopt;
    const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
    const bool left = !held && !textIn(file).empty();
    const std::string who = left ? holderOf(file) : std::string{};
    ::close(file);
    return left ? std::optional{who} : std::nullopt;
}

} // namespace tutela::store
