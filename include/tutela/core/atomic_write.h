// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

/// Output files that are complete or absent, never half written (hardening.md C11).
namespace tutela::core::io {

/// A file under construction: a private temporary file (mode 0600) beside the target, renamed over it by commit().
///
/// Every write, sync and close is checked. Without commit(), or when anything throws, the temporary file is removed and
/// the target keeps what it held. One thread; not copied.
class AtomicFile {
public:
    /// Creates the temporary file in the target's folder. An existing target is replaced by commit() only.
    /// @throws Error{Permission} folder not writable, Error{NoSpace}, Error{InvalidInput} when the folder is missing or the
    ///         target is itself a folder, else Error{Io}; where() is the target.
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Appends bytes. @throws Error{NoSpace}, Error{Io}
    void write(std::string_view bytes);
    /// For writers that take a file name (GDAL, PDF): write there, close it, then commit(). Has the target's extension.
    [[nodiscard]] const std::filesystem::path& temporaryPath() const { return m_temporary; }
    /// Syncs and closes the file, renames it over the target and syncs the folder. Call once, at the end.
    /// @throws Error{NoSpace}, Error{Permission}, Error{Io}; the target is then unchanged.
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    int m_folder = -1;
    int m_file = -1;
};

/// Writes all bytes to the file, or leaves it as it was. Errors as AtomicFile.
void atomicWrite(const std::filesystem::path& path, std::string_view bytes);

} // namespace tutela::core::io
