// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gdal_open_p.h"

#include <tutela/geodata/raster.h>

namespace tutela::geodata {

/// Opens a raster and checks size, bands, cell types and block sizes against the limits. @param overview -1 = full size.
Opened openRaster(const RasterSource& source, int overview = -1);
/// Description of an open raster.
RasterInfo describe(const RasterSource& source, Opened& opened);
/// GDAL's GetNoDataValue as a value or nothing.
std::optional<double> nodataOf(GDALRasterBand& band);
/// Band n (1 = first). @throws core::Error{InvalidInput} naming how many there are.
GDALRasterBand& bandOf(const RasterSource& source, GDALDataset& dataset, int band);

/// A raster of our own in memory. @throws core::Error{Limit, InvalidInput}.
DatasetHandle memoryRaster(const core::GridFrame& frame, std::size_t rows, std::size_t cols, int bands, GDALDataType type);
/// Throws Limit when rows x cols x bytes is above kMaxDecodedBytes.
void checkDecoded(std::size_t rows, std::size_t cols, std::size_t bytesPerCell);
/// After a GDAL call that failed: Cancelled when Stop was asked for, else core::Error with the sentence.
[[noreturn]] void failed(const std::string& sentence, const ErrorCapture& errors, const core::Progress& progress);

} // namespace tutela::geodata
