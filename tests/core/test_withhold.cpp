// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/text.h>

#include <catch2/catch.hpp>

using namespace tutela;

TEST_CASE("a name is withheld as a word of its own, not cut out of another")
{
    std::string text = "REED says so; reed-2 too. They agreed, and Reed's brother; the reeds stand.";
    core::withhold(text, {"REED"});
    CHECK(text == "[withheld] says so; [withheld]-2 too. They agreed, and [withheld]'s brother; the reeds stand.");
    std::string edge = "Man commanders; Man";
    core::withhold(edge, {"Man"});
    CHECK(edge == "[withheld] commanders; [withheld]");
    std::string accents = "aéman émanó Man";
    core::withhold(accents, {"Man"});
    CHECK(accents == "aéman émanó [withheld]");
}
