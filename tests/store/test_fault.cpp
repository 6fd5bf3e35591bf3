// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kills.h"

#include <iostream>

using namespace tutela;
using namespace tutela::test;

namespace {

/// Runs a scripted session and kills it at the n-th call of one kind.
Run killedAt(const std::filesystem::path& path, const std::string& call, int n)
{
    return run({"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call + ":signal=SIGKILL:when=" + std::to_string(n),
                TUTELA_KILL_WRITER, path.string(), "6"});
}

} // namespace

TEST_CASE("a kill at any write, sync, truncation or removal loses no acknowledged commit", "[store][slow]")
{
    if (run({"strace", "-qq", "-o", "/dev/null", "true"}).exitCode != 0) {
        std::cout << "skipped: strace is missing or may not trace here\n";
        return;
    }
    for (const std::string call : {"pwrite64", "fsync", "fdatasync", "ftruncate", "unlink"}) {
        int kills = 0;
        for (int n = 1;; ++n) {
            const TempFolder folder;
            const auto path = folder / "m.gpkg";
            {
                auto file = newMission(path);
                addPlace(file, "Luzi");
            }
            const Run session = killedAt(path, call, n);
            INFO(call << " " << n << " " << session.err);
            if (session.exitCode == 0)
                break; // the session has fewer calls
            REQUIRE(session.exitCode == 128 + 9);
            ++kills;
            requireSurvived(path, std::max<std::int64_t>(2, lastCommitted(session.out)));
        }
        std::cout << call << ": " << kills << " kills survived\n";
    }
}
