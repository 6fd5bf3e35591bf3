// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace tutela::store {

/// An open file that closes itself.
class FileHandle {
public:
    explicit FileHandle(int file) : m_file(file) {}
    ~FileHandle();
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    explicit operator bool() const { return m_file >= 0; }
    [[nodiscard]] int get() const { return m_file; }

private:
    int m_file;
};

/// Copies to a new file of mode 0600 and syncs it. @throws core::Error
void copyFile(const std::filesystem::path& from, const std::filesystem::path& to);
void syncFile(const std::filesystem::path& path);
/// Makes renames in the folder durable.
void syncFolder(const std::filesystem::path& folder);
/// "NAME.purpose.gpkg" beside the file, with a number when that name is taken.
[[nodiscard]] std::filesystem::path freeName(const std::filesystem::path& missionFile, const std::string& purpose);

/// An empty file of mode 0600 under a hidden name, which becomes the wanted one at publish() and vanishes otherwise.
class NewFile {
public:
    explicit NewFile(std::filesystem::path wanted);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// @throws core::Error{InvalidInput} when the wanted name was taken meanwhile.
    void publish();
    /// The same, in place of a file that has the name already.
    void replace();

private:
    std::filesystem::path m_wanted, m_path;
    bool m_published = false;
};

} // namespace tutela::store
