// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fixture.h"

#include <sstream>

namespace tutela::test {

/// The highest id of the lines "committed ID"; 0 when there is none. A last line without its end was not acknowledged.
inline std::int64_t lastCommitted(const std::string& out)
{
    std::int64_t last = 0;
    std::istringstream lines{out.substr(0, out.rfind('\n') + 1)};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("committed "))
            last = std::stoll(line.substr(10));
    return last;
}

/// After a kill: the file opens for writing, is sound, and holds every acknowledged commit.
inline void requireSurvived(const std::filesystem::path& path, std::int64_t acknowledged)
{
    auto file = store::MissionFile::open(path, store::Access::ReadWrite);
    requireSound(file);
    const auto newest = file.history().back().id.value;
    REQUIRE(newest >= acknowledged);
    REQUIRE(newest <= acknowledged + 1); // a commit may be durable before its line is out
}

} // namespace tutela::test
