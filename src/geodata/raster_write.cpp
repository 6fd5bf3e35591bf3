// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster_p.h"

#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/picture.h>

#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace tutela::geodata {
namespace {

struct TypeRange {
    GDALDataType type;
    double low;
    double high;
    double nodata;
};

TypeRange rangeOf(CellType type)
{
    switch (type) {
    case CellType::Byte: return {GDT_Byte, 0.0, 255.0, 255.0};
    case CellType::Int16: return {GDT_Int16, -32768.0, 32767.0, -32768.0};
    case CellType::Float32: {
        constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
        return {GDT_Float32, std::numeric_limits<float>::lowest(), std::numeric_limits<float>::max(), kNone};
    }
    default: throw core::Error{core::ErrorCode::Internal, "Rasters are written as Float32, Int16 or Byte."};
    }
}

/// One row as it will be stored: rounded, NaN as the marker.
void stored(std::span<const float> from, std::vector<float>& to, const TypeRange& range, double nodata)
{
    const bool whole = range.type != GDT_Float32;
    for (std::size_t i = 0; i < from.size(); ++i) {
        const double value = whole ? std::round(static_cast<double>(from[i])) : static_cast<double>(from[i]);
        if (std::isnan(value))
            to[i] = static_cast<float>(nodata);
        else if (value < range.low || value > range.high || value == nodata)
            throw core::Error{core::ErrorCode::InvalidInput, "A cell has a value that the type of the raster cannot hold; choose "
                                                             "another type or another value for missing cells."};
        else
            to[i] = static_cast<float>(value);
    }
}

DatasetHandle filled(const core::Grid<float>& cells, const core::GridFrame& frame, const RasterWriteOptions& options,
                     const core::Progress& progress)
{
    const auto range = rangeOf(options.type);
    const double nodata = options.nodata.value_or(range.nodata);
    auto dataset = memoryRaster(frame, cells.rows(), cells.cols(), 1, range.type);
    auto* band = dataset->GetRasterBand(1);
    const int cols = static_cast<int>(cells.cols());
    std::vector<float> row(cells.cols());
    const ErrorCapture errors;
    band->SetNoDataValue(nodata);
    for (std::size_t r = 0; r < cells.rows(); ++r) {
        progress.check();
        stored(std::span{cells.cells()}.subspan(r * cells.cols(), cells.cols()), row, range, nodata);
        if (band->RasterIO(GF_Write, 0, static_cast<int>(r), cols, 1, row.data(), cols, 1, GDT_Float32, 0, 0, nullptr) != CE_None)
            failed("The raster could not be filled.", errors, progress);
    }
    return dataset;
}

DatasetHandle filled(const RgbaImage& image, const core::GridFrame& frame, const core::Progress& progress)
{
    if (image.bytes.size() != image.rows * image.cols * 4)
        throw core::Error{core::ErrorCode::Internal, "The picture has not four bytes for each cell."};
    auto dataset = memoryRaster(frame, image.rows, image.cols, 4, GDT_Byte);
    const int rows = static_cast<int>(image.rows);
    const int cols = static_cast<int>(image.cols);
    const ErrorCapture errors;
    constexpr std::array<GDALColorInterp, 4> kChannels{GCI_RedBand, GCI_GreenBand, GCI_BlueBand, GCI_AlphaBand};
    for (int i = 0; i < 4; ++i) {
        auto* band = dataset->GetRasterBand(i + 1);
        band->SetColorInterpretation(kChannels[static_cast<std::size_t>(i)]);
        auto* start = const_cast<std::uint8_t*>(image.bytes.data()) + i; // GDAL only reads it
        if (band->RasterIO(GF_Write, 0, 0, cols, rows, start, cols, rows, GDT_Byte, 4, 4 * static_cast<GSpacing>(cols), nullptr) != CE_None)
            failed("The picture could not be filled.", errors, progress);
    }
    return dataset;
}

/// Takes the bytes of a finished file out of GDAL's memory.
std::string takeBytes(const std::string& name)
{
    vsi_l_offset size = 0;
    const std::unique_ptr<GByte, decltype(&VSIFree)> bytes{VSIGetMemFileBuffer(name.c_str(), &size, TRUE), VSIFree};
    const auto* start = static_cast<const char*>(static_cast<const void*>(bytes.get()));
    return {start, start + size};
}

std::string copied(GDALDataset& dataset, const char* driverName, const std::vector<std::string>& options,
                   const core::Progress& progress)
{
    const auto name = memoryName("raster.tif");
    const ErrorCapture errors;
    auto* driver = GetGDALDriverManager()->GetDriverByName(driverName);
    auto list = optionList(options);
    DatasetHandle written{driver->CreateCopy(name.c_str(), &dataset, TRUE, const_cast<char**>(list.data()), gdalProgress,
                                             const_cast<core::Progress*>(&progress))}; // both only read
    const bool good = written != nullptr && !errors.failed();
    written.reset(); // closing writes the rest
    auto bytes = takeBytes(name);
    if (!good || errors.failed() || bytes.empty())
        failed("The raster could not be written.", errors, progress);
    progress.check();
    return bytes;
}

std::vector<std::string> cogOptions(const char* overviews, const char* predictor)
{
    return {"COMPRESS=DEFLATE", "LEVEL=6", fmt::format("PREDICTOR={}", predictor), "BLOCKSIZE=256",
            fmt::format("OVERVIEW_RESAMPLING={}", overviews), "BIGTIFF=IF_SAFER"};
}

} // namespace

std::string geoTiffBytes(const core::Grid<float>& cells, const core::GridFrame& frame, const RasterWriteOptions& options,
                         const core::Progress& progress)
{
    startGdal();
    const auto dataset = filled(cells, frame, options, progress);
    return copied(*dataset, "GTiff",
                  {"COMPRESS=DEFLATE", "ZLEVEL=6", "TILED=YES", options.type == CellType::Float32 ? "PREDICTOR=3" : "PREDICTOR=2"},
                  progress);
}

std::string cogBytes(const core::Grid<float>& cells, const core::GridFrame& frame, const RasterWriteOptions& options,
                     const core::Progress& progress)
{
    startGdal();
    const auto dataset = filled(cells, frame, options, progress);
    // Bytes are classes (land cover): an average of two classes is a third one.
    return copied(*dataset, "COG", cogOptions(options.type == CellType::Byte ? "NEAREST" : "AVERAGE", "YES"), progress);
}

std::string cogBytes(const RgbaImage& image, const core::GridFrame& frame, const core::Progress& progress)
{
    startGdal();
    return copied(*filled(image, frame, progress), "COG", cogOptions("AVERAGE", "YES"), progress);
}

std::string plainTiffBytes(const RgbaImage& image, const core::GridFrame& frame, const core::Progress& progress)
{
    startGdal();
    return copied(*filled(image, frame, progress), "GTiff", {"COMPRESS=NONE", "TILED=YES"}, progress);
}

} // namespace tutela::geodata
