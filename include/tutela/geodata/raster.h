// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/core/grid.h>
#include <tutela/core/progress.h>
#include <tutela/geodata/source.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tutela::geodata {

/// Where a raster comes from: a file, or the bytes of a packed asset.
using RasterSource = Source;

enum class CellType { Byte, Int16, UInt16, Int32, UInt32, Float32, Float64 };
enum class BandMeaning { Values, Palette, Red, Green, Blue, Alpha, Grey };

struct Rgba {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Rgba&) const = default;
};

struct RasterBand {
    CellType type = CellType::Float32;
    BandMeaning meaning = BandMeaning::Values;
    std::optional<double> nodata;
    std::vector<Rgba> palette; ///< by cell value; empty without palette
};

struct RasterInfo {
    Format format = Format::GeoTiff;
    std::size_t rows = 0;
    std::size_t cols = 0;
    /// GDAL order: x = t0 + col t1 + row t2, y = t3 + col t4 + row t5; empty when the file has none.
    std::optional<std::array<double, 6>> transform;
    std::string crs;                ///< "EPSG:n" where it can be named so, else WKT; empty when the file has none
    std::vector<RasterBand> bands;
    std::size_t overviews = 0;      ///< reduced copies stored in the file
    std::optional<core::Box> box;   ///< WGS 84 box around the raster; empty when not georeferenced

    /// True when the raster is north-up, so that readRaster can give it a GridFrame.
    [[nodiscard]] bool northUp() const noexcept;
};

/// @throws core::Error{InvalidInput} not a raster or damaged; {Limit} above kMaxPixels or kMaxBands.
[[nodiscard]] RasterInfo rasterInfo(const RasterSource& source);

/// One band with its frame.
struct Raster {
    core::Grid<float> cells; ///< NaN = no data
    core::GridFrame frame;
};

/// One whole band as stored, without resampling; nodata, and infinity, become NaN.
/// @param band 1 = first.
/// @throws core::Error{InvalidInput} when the raster is not north-up or not georeferenced; {Limit} above kMaxDecodedBytes.
[[nodiscard]] Raster readRaster(const RasterSource& source, int band = 1, const core::Progress& progress = {});

/// The cells of one band that meet a box, as stored. Empty when none does. As readRaster; the limit is that of the part.
/// @param within in x and y of the raster's own system
[[nodiscard]] Raster readRasterPart(const RasterSource& source, const core::Box& within, int band = 1, const core::Progress& progress = {});

enum class Resampling { Nearest, Bilinear, Average };

/// One band on the cells of another frame, reprojected; NaN where the source has no data. Uses the overviews of the file.
/// Cancel is answered within some 100 ms. Deterministic.
/// @throws core::Error{InvalidInput} when the source has no CRS or the target CRS is unknown.
[[nodiscard]] core::Grid<float> readWarped(const RasterSource& source, const core::GridFrame& target, std::size_t rows,
                                           std::size_t cols, Resampling resampling, const core::Progress& progress = {},
                                           int band = 1);

/// Colours, row 0 = north, not premultiplied; alpha 0 where the source has nothing.
struct RgbaImage {
    std::size_t rows = 0;
    std::size_t cols = 0;
    std::vector<std::uint8_t> bytes; ///< R G B A, row-major
};

/// Imagery (three or four bands, one with palette, or grey) on the cells of another frame.
/// A palette is always resampled as Nearest. 16-bit and float bands are stretched from their minimum and maximum.
[[nodiscard]] RgbaImage readRgba(const RasterSource& source, const core::GridFrame& target, std::size_t rows,
                                 std::size_t cols, Resampling resampling, const core::Progress& progress = {});

/// How cells are written. Byte and Int16 round to the nearest whole number.
struct RasterWriteOptions {
    CellType type = CellType::Float32;  ///< Float32, Int16 or Byte
    std::optional<double> nodata = {};  ///< written for NaN; default NaN (Float32), -32768 (Int16), 255 (Byte)
};

/// A GeoTIFF (deflate, tiled) as bytes. Equal input gives equal bytes: no date, no program name.
/// @throws core::Error{InvalidInput} for a value outside the cell type or an unknown CRS.
[[nodiscard]] std::string geoTiffBytes(const core::Grid<float>& cells, const core::GridFrame& frame,
                                       const RasterWriteOptions& options = {}, const core::Progress& progress = {});
/// The same as cloud-optimised GeoTIFF with overviews: the form of a packed asset.
[[nodiscard]] std::string cogBytes(const core::Grid<float>& cells, const core::GridFrame& frame,
                                   const RasterWriteOptions& options = {}, const core::Progress& progress = {});
/// Imagery as cloud-optimised GeoTIFF (RGBA).
[[nodiscard]] std::string cogBytes(const RgbaImage& image, const core::GridFrame& frame,
                                   const core::Progress& progress = {});

} // namespace tutela::geodata
