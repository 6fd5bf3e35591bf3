// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <functional>

namespace tutela::test {

/// Puts the demo mission at a path: a copy of the file that the test run made (TUTELA_TEST_DEMO), else a mission that `make` writes there.
inline void copyDemo(const std::filesystem::path& path, const std::function<void(const std::filesystem::path&)>& make)
{
    const char* given = std::getenv("TUTELA_TEST_DEMO");
    if (given != nullptr && *given != '\0')
        std::filesystem::copy_file(given, path);
    else
        make(path);
}

} // namespace tutela::test
