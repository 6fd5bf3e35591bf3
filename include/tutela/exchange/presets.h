// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/words.h>

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tutela::exchange {

/// Layouts of tables that need no mapping: AUTO looks at the header.
TUTELA_WORDS(Preset, AUTO, NONE, ACLED, UCDP_GED, HXL)

/// Reads "auto", "acled", "ucdp-ged", "hxl". @throws core::Error{Usage}
[[nodiscard]] Preset presetOf(std::string_view text);
/// Dataset name that a preset gives its rows: "acled", "ucdp-ged"; empty for others.
[[nodiscard]] std::string_view datasetOf(Preset preset);
/// What the header (and the row below it, where HXL tags stand) says; NONE when it is no known layout.
[[nodiscard]] Preset detectPreset(std::span<const std::string> header, std::span<const std::string> firstRow);
/// True when the row holds HXL tags ("#geo+lat") and nothing else but empty cells.
[[nodiscard]] bool isHxlRow(std::span<const std::string> cells);

} // namespace tutela::exchange
