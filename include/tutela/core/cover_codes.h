// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/enums.h>
#include <tutela/core/strategies.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// What the codes of a land cover raster mean.
namespace tutela::core {

/// Classes of a layer's own codes; empty = the layer has the usual ones.
using CoverCodes = std::map<std::int64_t, LandCover>;

/// The form in which a layer keeps them, and in which they are typed: "1=OPEN, 4=FOREST".
[[nodiscard]] std::string textOf(const CoverCodes& codes);
/// @throws Error{InvalidInput} naming the part that is no code and class, or the code that stands twice. An empty text is no code.
[[nodiscard]] CoverCodes coverCodesFrom(std::string_view text);
/// "4" and "FOREST", in any case. @throws Error{InvalidInput} with the list of classes
void addCoverCode(CoverCodes& codes, std::string_view code, std::string_view cover);

/// The layer's own codes, kept in its field `cover_codes`.
/// @throws Error{InvalidInput} when they cannot be read
[[nodiscard]] CoverCodes coverCodesOf(const Layer& layer);
void setCoverCodes(Layer& layer, const CoverCodes& codes);

/// The class of a value of the raster: by the layer's own codes and no others, where it has some; else by those of ESA WorldCover (2020,
/// 2021) and of Copernicus Global Land Cover 100 m, which do not contradict each other. Empty = not known, or no data (NaN).
[[nodiscard]] std::optional<LandCover> coverOfCode(const CoverCodes& own, double value);

} // namespace tutela::core
