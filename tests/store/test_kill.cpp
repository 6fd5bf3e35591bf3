// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kills.h"

#include <tutela/store/interruption.h>

using namespace tutela;
using namespace tutela::test;

namespace {

void killOften(int times)
{
    const TempFolder folder;
    const auto path = folder / "m.gpkg";
    std::int64_t acknowledged = 1;
    { const auto file = newMission(path); }
    int inTheMiddle = 0;
    for (int i = 0; i < times; ++i) {
        const Run killed = run({TUTELA_KILL_WRITER, path.string(), "100000"}, {}, 0.002 + 0.007 * (i % 17), "opened");
        REQUIRE(killed.exitCode == 128 + 9);
        acknowledged = std::max(acknowledged, lastCommitted(killed.out));
        inTheMiddle += std::filesystem::exists(path.string() + "-journal") ? 1 : 0;
        CHECK(store::interruptedWriter(path).value_or("").starts_with("process "));
        requireSurvived(path, acknowledged);
        acknowledged = store::MissionFile::open(path, store::Access::ReadOnly).history().back().id.value;
    }
    CHECK(inTheMiddle > 0); // otherwise nothing was tested
    {
        const auto file = store::MissionFile::open(path, store::Access::ReadWrite);
        CHECK_FALSE(store::interruptedWriter(path)); // somebody writes: nothing was interrupted
    }
    CHECK_FALSE(store::interruptedWriter(path)); // closed in order
}

} // namespace

#ifdef TUTELA_MANY_KILLS
TEST_CASE("300 kills lose no commit that was acknowledged", "[store][slow]")
{
    killOften(300);
}
#else
TEST_CASE("a dozen kills lose no commit that was acknowledged", "[store][unit]")
{
    killOften(12);
}
#endif
