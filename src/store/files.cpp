// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "files_p.h"

#include "sqlite_p.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <vector>

namespace tutela::store {

using core::Error;
using core::ErrorCode;
namespace fs = std::filesystem;

FileHandle::~FileHandle()
{
    if (m_file >= 0)
        ::close(m_file);
}

void copyFile(const fs::path& from, const fs::path& to)
{
    const FileHandle in{::open(from.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!in)
        throw errorOfErrno(errno, from, "copying it");
    const FileHandle out{::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!out)
        throw errorOfErrno(errno, to, "copying the mission file");
    std::vector<char> buffer(1 << 20);
    while (true) {
        const ssize_t n = ::read(in.get(), buffer.data(), buffer.size());
        if (n == 0)
            break;
        if (n < 0)
            throw errorOfErrno(errno, from, "copying it");
        for (ssize_t done = 0; done < n;) {
            const ssize_t written = ::write(out.get(), buffer.data() + done, static_cast<std::size_t>(n - done));
            if (written < 0) {
                const Error error = errorOfErrno(errno, to, "copying the mission file");
                ::unlink(to.c_str());
                throw error;
            }
            done += written;
        }
    }
    if (::fsync(out.get()) != 0)
        throw errorOfErrno(errno, to, "copying the mission file");
}

void syncFile(const fs::path& path)
{
    const FileHandle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file || ::fsync(file.get()) != 0)
        throw errorOfErrno(errno, path, "saving the mission file");
}

void syncFolder(const fs::path& folder)
{
    const FileHandle file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!file || ::fsync(file.get()) != 0)
        throw errorOfErrno(errno, folder, "saving the folder of the mission file");
}

fs::path freeName(const fs::path& missionFile, const std::string& purpose)
{
    for (int i = 1;; ++i) {
        fs::path name = missionFile.parent_path()
                        / (missionFile.stem().string() + "." + purpose + (i == 1 ? "" : "-" + std::to_string(i)) + missionFile.extension().string());
        if (fs::symlink_status(name).type() == fs::file_type::not_found)
            return name;
    }
}

NewFile::NewFile(fs::path wanted) : m_wanted(std::move(wanted))
{
    std::string pattern = (m_wanted.parent_path() / ("." + m_wanted.filename().string() + ".new-XXXXXX")).string();
    const FileHandle made{::mkostemp(pattern.data(), O_CLOEXEC)}; // mode 0600
    if (!made)
        throw errorOfErrno(errno, m_wanted, "making the mission file");
    m_path = pattern;
}

NewFile::~NewFile()
{
    ::unlink(m_path.c_str());
    if (!m_published)
        ::unlink((m_path.string() + "-journal").c_str());
}

void NewFile::publish()
{
    syncFile(m_path);
    // A link, unlike a rename, never replaces a file that came meanwhile.
    if (::link(m_path.c_str(), m_wanted.c_str()) != 0) {
        if (errno == EEXIST)
            throw Error{ErrorCode::InvalidInput, "this file exists already; choose another name, nothing was overwritten", m_wanted.filename().string()};
        throw errorOfErrno(errno, m_wanted, "making the mission file");
    }
    m_published = true;
    ::unlink(m_path.c_str());
    syncFolder(m_wanted.parent_path());
}

void NewFile::replace()
{
    syncFile(m_path);
    if (::rename(m_path.c_str(), m_wanted.c_str()) != 0)
        throw errorOfErrno(errno, m_wanted, "making the mission file");
    m_published = true;
    syncFolder(m_wanted.parent_path());
}

} // namespace tutela::store
