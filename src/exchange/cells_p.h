// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Reading the cells of foreign tables: what can be read in one way only is read, everything else is refused.
namespace tutela::exchange::detail {

/// Why a row is not taken. Thrown while a row is read and caught by the import, never above it.
struct RowRefused {
    std::string field, value, reason;
};

/// Longest part of a cell that is repeated in the balance sheet.
inline constexpr std::size_t kShownBytes = 120;
/// The cell as it may be shown: cut at a code point, controls made visible.
[[nodiscard]] std::string shown(std::string_view cell);
[[noreturn]] void refuseRow(std::string_view field, std::string_view value, std::string reason);

/// True for empty cells and the usual signs for "not known" in numbers: NA, N/A, null, unknown, a dash.
[[nodiscard]] bool isMissing(std::string_view cell);
/// Plain text of a cell: white space off both ends, the apostrophe that guards formulas taken off.
[[nodiscard]] std::string_view plainText(std::string_view cell);

/// A name without signs that cannot be seen (controls, marks of writing direction); the joiners U+200C and U+200D, with which
/// some scripts are written, stay, and a line break or tab becomes a space.
[[nodiscard]] std::string visibleName(std::string_view name);

/// "278,993", "278 993", with U+00A0, U+202F or U+2009, "12", "12.0". Empty when the cell is missing.
/// @throws RowRefused for anything else, for a decimal comma and for "1.234" (a thousand or a fraction?).
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view field, std::string_view cell);
/// "4.36", "-12", "1e3". @throws RowRefused, also for a decimal comma, NaN and infinity.
[[nodiscard]] std::optional<double> realNumber(std::string_view field, std::string_view cell);
/// Digits in groups of three by a comma or space ("278,993") without the separators; empty when it is nothing of the kind.
[[nodiscard]] std::string withoutThousands(std::string_view cell);

} // namespace tutela::exchange::detail
