// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tutela::core {

/// The next free human reference of a product: "TA-EAST-2026-0007" (type, area code, year, number in that year).
/// @param areaCode  2 to 8 capitals or digits; empty = "MISSION".
/// @param taken     references in use; others than those of this type, area and year do not matter.
[[nodiscard]] std::string nextReference(std::string_view type, std::string_view areaCode, int year, std::span<const std::string> taken);

} // namespace tutela::core
