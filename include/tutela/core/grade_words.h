// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>

#include <string>
#include <string_view>

namespace tutela::core {

/// What the letters of source reliability mean: "usually reliable". The same words on screen and on paper.
[[nodiscard]] std::string_view meaningOf(Reliability reliability);

inline constexpr int kBestCredibility = 1, kWorstCredibility = 6;
/// What the numbers of information credibility mean: "probably true". Empty outside 1 to 6.
[[nodiscard]] std::string_view meaningOfCredibility(int credibility);

/// A grade in words: "B2" is "source usually reliable, information probably true". A half that is '-' was not graded.
[[nodiscard]] std::string meaningOfGrade(std::string_view grade);

} // namespace tutela::core
