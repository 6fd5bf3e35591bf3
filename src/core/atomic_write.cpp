// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/atomic_write.h>

#include <tutela/core/error.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

namespace tutela::core::io {

namespace {

/// `cause` is errno as the failed call left it.
[[noreturn]] void fail(int cause, const std::filesystem::path& target)
{
    const std::string where = target.string();
    switch (cause) {
    case EACCES:
    case EPERM:
    case EROFS:
        throw Error{ErrorCode::Permission,
                    "the file cannot be written: no permission, or a read-only place; choose another folder", where};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        throw Error{ErrorCode::NoSpace, "the file cannot be written: the disk is full; free some space or choose another disk",
                    where};
    case ENOENT:
    case ENOTDIR:
        throw Error{ErrorCode::Io, "the file cannot be written: its folder does not exist; create it first", where};
    case EISDIR:
    case EEXIST:
    case ENOTEMPTY:
        throw Error{ErrorCode::Io, "the file cannot be written: this is a folder; give the name of a file", where};
    default:
        throw Error{ErrorCode::Io,
                    "the file cannot be written: " + std::generic_category().message(cause) + " (error "
                        + std::to_string(cause) + ")",
                    where};
    }
}

/// True for a mission file: a database whose first pages name our own table. Exported GeoPackages do not.
bool isMissionFile(const std::filesystem::path& path)
{
    constexpr std::size_t kLook = std::size_t{1} << 18;
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    std::string head(kLook, '\0');
    const ssize_t count = ::pread(file, head.data(), head.size(), 0);
    ::close(file);
    head.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return head.starts_with("SQLite format 3") && head.find("tutela_meta") != std::string::npos;
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : m_target(std::move(target))
{
    std::error_code ignored;
    if (std::filesystem::is_directory(m_target, ignored))
        fail(EISDIR, m_target);
    if (std::filesystem::exists(m_target, ignored) && !std::filesystem::is_regular_file(m_target, ignored))
        throw Error{ErrorCode::Io, "the file cannot be written: a device or pipe stands there; give the name of a file, or - for standard output",
                    m_target.string()};
    if (std::filesystem::is_symlink(m_target, ignored)) // the file that it leads to is meant, not the link
        m_target = std::filesystem::weakly_canonical(m_target, ignored);
    if (isMissionFile(m_target))
        throw Error{ErrorCode::InvalidInput, "the file cannot be written: a mission file stands there, and it is never overwritten; choose another name",
                    m_target.string()};
    const auto folder = m_target.has_parent_path() ? m_target.parent_path() : std::filesystem::path{"."};
    // Opened first: a folder that cannot be synced later must not receive the file at all.
    m_folder = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (m_folder < 0)
        fail(errno, m_target);
    const std::string extension = m_target.extension().string();
    std::string pattern = (folder / (".tutela-XXXXXX" + extension)).string();
    m_file = ::mkostemps(pattern.data(), static_cast<int>(extension.size()), O_CLOEXEC); // mode 0600
    if (m_file < 0) {
        const int cause = errno;
        ::close(std::exchange(m_folder, -1));
        fail(cause, m_target);
    }
    m_temporary = pattern;
}

AtomicFile::~AtomicFile()
{
    if (m_file >= 0)
        ::close(m_file);
    if (m_folder >= 0)
        ::close(m_folder);
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

void AtomicFile::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_file, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            fail(errno, m_target);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void AtomicFile::commit()
{
    // A writer that took the name may have replaced the file, so the one that carries the name now is synced.
    const int named = ::open(m_temporary.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (named < 0)
        fail(errno, m_target);
    const bool synced = ::fchmod(named, S_IRUSR | S_IWUSR) == 0 && ::fsync(named) == 0;
    int cause = errno;
    if (::close(named) != 0 || !synced)
        fail(synced ? errno : cause, m_target);
    if (::close(std::exchange(m_file, -1)) != 0)
        fail(errno, m_target);
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0)
        fail(errno, m_target);
    m_temporary.clear();
    // Some file systems cannot sync a folder and say EINVAL; the rename itself has succeeded.
    const bool folderSynced = ::fsync(m_folder) == 0 || errno == EINVAL;
    cause = errno;
    ::close(std::exchange(m_folder, -1));
    if (!folderSynced)
        fail(cause, m_target);
}

void atomicWrite(const std::filesystem::path& path, std::string_view bytes)
{
    AtomicFile file{path};
    file.write(bytes);
    file.commit();
}

} // namespace tutela::core::io
