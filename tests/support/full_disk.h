// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <csignal>
#include <filesystem>

namespace tutela::test {

/// While it lives no file of this program grows beyond the size that `file` has now and a little more: as on a full disk.
class FullDisk {
public:
    explicit FullDisk(const std::filesystem::path& file)
    {
        constexpr rlim_t kLittle = 20'000;
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        const rlimit tight{std::filesystem::file_size(file) + kLittle, m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_old); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_old{};
};

} // namespace tutela::test
