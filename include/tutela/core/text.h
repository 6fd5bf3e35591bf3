// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::core {

/// True for well-formed UTF-8 without NUL.
[[nodiscard]] bool isUtf8(std::string_view text);
/// Unicode NFC. @throws Error{InvalidInput} when the text is not UTF-8.
[[nodiscard]] std::string normalised(std::string_view text);
/// For search and comparison: NFKD, marks dropped, case folded, runs of white space and punctuation one space, trimmed.
[[nodiscard]] std::string folded(std::string_view text);
/// White space (Unicode) taken off both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Number of code points of UTF-8 text: what a limit on signs counts.
[[nodiscard]] std::size_t codePoints(std::string_view text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view separator);
/// Control, bidi-override and zero-width characters replaced by visible marks such as "‹U+202E›".
[[nodiscard]] std::string withVisibleControls(std::string_view text);
/// Takes every occurrence of the names out of a text and puts "[withheld]" there, whatever the case of their ASCII letters.
/// @param names  not empty each; a name that holds another should come first
void withhold(std::string& text, const std::vector<std::string>& names);
/// Shortest text that reads back to the same double ("0.1", "1e+20"), '.' as the decimal sign in every locale.
[[nodiscard]] std::string shortest(double value);
/// Whole number with U+202F between groups of three: "41 300".
[[nodiscard]] std::string grouped(std::int64_t value);

} // namespace tutela::core
