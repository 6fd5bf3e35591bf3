// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/geodata/raster.h>

#include <string>

namespace tutela::geodata {

/// A picture as the bytes of a plain GeoTIFF, not compressed and without overviews: for a layer that is read again at once
/// and never stored (cogBytes() is for what is kept).
/// @throws core::Error{Internal} when the picture has not four bytes for each cell.
[[nodiscard]] std::string plainTiffBytes(const RgbaImage& image, const core::GridFrame& frame, const core::Progress& progress = {});

} // namespace tutela::geodata
