// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/cover_codes.h>
#include <tutela/core/progress.h>
#include <tutela/exchange/import.h>
#include <tutela/geodata/raster.h>

namespace tutela::exchange::detail {

/// The codes that the request names. @throws core::Error{Usage} for another field than class, for what is no code or no class
[[nodiscard]] core::CoverCodes coverCodesOf(const ImportRequest& request);
/// Findings about the codes of the raster: those that are not known, the most frequent first, with their cells and what they are taken
/// for, and those that are named and do not occur.
/// @param own  empty = the usual codes
[[nodiscard]] std::vector<ImportNote> coverNotes(const core::CoverCodes& own, const geodata::Source& source, const core::Progress& progress);

} // namespace tutela::exchange::detail
