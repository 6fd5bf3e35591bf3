// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster_p.h"

#include "files_p.h"
#include "ogr_p.h"

#include <tutela/geodata/limits.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tutela::geodata {
namespace {

std::optional<CellType> cellType(GDALDataType type)
{
    switch (type) {
    case GDT_Byte: return CellType::Byte;
    case GDT_Int16: return CellType::Int16;
    case GDT_UInt16: return CellType::UInt16;
    case GDT_Int32: return CellType::Int32;
    case GDT_UInt32: return CellType::UInt32;
    case GDT_Float32: return CellType::Float32;
    case GDT_Float64: return CellType::Float64;
    default: return std::nullopt;
    }
}

BandMeaning meaning(GDALColorInterp colour)
{
    switch (colour) {
    case GCI_PaletteIndex: return BandMeaning::Palette;
    case GCI_RedBand: return BandMeaning::Red;
    case GCI_GreenBand: return BandMeaning::Green;
    case GCI_BlueBand: return BandMeaning::Blue;
    case GCI_AlphaBand: return BandMeaning::Alpha;
    case GCI_GrayIndex: return BandMeaning::Grey;
    default: return BandMeaning::Values;
    }
}

std::vector<Rgba> palette(const GDALColorTable* table)
{
    std::vector<Rgba> colours;
    for (int i = 0; table != nullptr && i < table->GetColorEntryCount(); ++i) {
        const auto* entry = table->GetColorEntry(i);
        const auto byte = [](short value) { return static_cast<std::uint8_t>(std::clamp<short>(value, 0, 255)); };
        colours.push_back({byte(entry->c1), byte(entry->c2), byte(entry->c3), byte(entry->c4)});
    }
    return colours;
}

void checkLimits(const RasterSource& source, GDALDataset& dataset)
{
    const auto cols = static_cast<std::uint64_t>(dataset.GetRasterXSize());
    const auto rows = static_cast<std::uint64_t>(dataset.GetRasterYSize());
    if (cols * rows > kMaxPixels)
        refuse(source, "The raster has more than 2 147 483 648 cells, the limit for one raster; cut out the part that is needed.",
               core::ErrorCode::Limit);
    const auto bands = static_cast<std::size_t>(dataset.GetRasterCount());
    if (bands == 0)
        refuse(source, "The raster has no band.");
    if (bands > kMaxBands)
        refuse(source, fmt::format("The raster has more than {} bands, the limit for one raster.", kMaxBands),
               core::ErrorCode::Limit);
    const char* interleave = dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE");
    const bool together = interleave == nullptr || std::string_view{interleave} != "BAND";
    for (int i = 1; i <= static_cast<int>(bands); ++i) {
        auto* band = dataset.GetRasterBand(i);
        if (!cellType(band->GetRasterDataType()))
            refuse(source, "The raster has complex or 64-bit whole numbers, which are not read; convert it to 32-bit numbers.");
        int width = 0;
        int height = 0;
        band->GetBlockSize(&width, &height);
        const auto bytes = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) *
            static_cast<std::uint64_t>(GDALGetDataTypeSizeBytes(band->GetRasterDataType())) * (together ? bands : 1);
        if (bytes > kMaxDecodedBytes / 4)
            refuse(source, "The raster is stored in blocks above 256 MiB, the limit for one block; save it with tiles.",
                   core::ErrorCode::Limit);
    }
}

} // namespace

bool RasterInfo::northUp() const noexcept
{
    return transform && (*transform)[2] == 0.0 && (*transform)[4] == 0.0 && (*transform)[1] > 0.0 && (*transform)[5] < 0.0;
}

Opened openRaster(const RasterSource& source, int overview)
{
    std::vector<std::string> options;
    if (overview >= 0)
        options.push_back(fmt::format("OVERVIEW_LEVEL={}", overview));
    auto opened = openForeign(source, OpenAs::Raster, options);
    checkLimits(source, *opened.dataset);
    return opened;
}

std::optional<double> nodataOf(GDALRasterBand& band)
{
    int has = 0;
    const double value = band.GetNoDataValue(&has);
    return has != 0 ? std::optional{value} : std::nullopt;
}

GDALRasterBand& bandOf(const RasterSource& source, GDALDataset& dataset, int band)
{
    if (band < 1 || band > dataset.GetRasterCount())
        refuse(source, fmt::format("The raster has no band {}; it has {}.", band, dataset.GetRasterCount()));
    return *dataset.GetRasterBand(band);
}

RasterInfo describe(const RasterSource& source, Opened& opened)
{
    const ErrorCapture errors;
    auto& dataset = *opened.dataset;
    RasterInfo info;
    info.format = opened.format;
    info.rows = static_cast<std::size_t>(dataset.GetRasterYSize());
    info.cols = static_cast<std::size_t>(dataset.GetRasterXSize());
    std::array<double, 6> transform{};
    const auto finite = [](double value) { return std::isfinite(value); };
    if (dataset.GetGeoTransform(transform.data()) == CE_None && std::all_of(transform.begin(), transform.end(), finite) &&
        transform[1] * transform[5] - transform[2] * transform[4] != 0.0)
        info.transform = transform;
    info.crs = crsText(dataset.GetSpatialRef());
    for (int i = 1; i <= dataset.GetRasterCount(); ++i) {
        auto* band = dataset.GetRasterBand(i);
        info.bands.push_back({*cellType(band->GetRasterDataType()), meaning(band->GetColorInterpretation()), nodataOf(*band),
                              palette(band->GetColorTable())});
    }
    info.overviews = static_cast<std::size_t>(dataset.GetRasterBand(1)->GetOverviewCount());
    if (info.transform && !info.crs.empty()) {
        core::Box stored{1e300, 1e300, -1e300, -1e300};
        const auto& t = transform;
        for (const double col : {0.0, static_cast<double>(info.cols)})
            for (const double row : {0.0, static_cast<double>(info.rows)}) {
                const double x = t[0] + col * t[1] + row * t[2];
                const double y = t[3] + col * t[4] + row * t[5];
                stored.extend({x, y, x, y});
            }
        try {
            info.box = ToWgs84{source, dataset.GetSpatialRef(), stored}.box(stored);
        } catch (const core::Error&) {
            info.box.reset(); // a system that PROJ cannot follow: no box, the rest is still good
        }
    }
    return info;
}

RasterInfo rasterInfo(const RasterSource& source)
{
    auto opened = openRaster(source);
    return describe(source, opened);
}

void checkDecoded(std::size_t rows, std::size_t cols, std::size_t bytesPerCell)
{
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(rows), static_cast<std::uint64_t>(cols), &bytes) ||
        __builtin_mul_overflow(bytes, static_cast<std::uint64_t>(bytesPerCell), &bytes) || bytes > kMaxDecodedBytes)
        throw core::Error{core::ErrorCode::Limit,
                          "The raster needs more than 1 GiB of memory, the limit for one raster; cut out the part that is needed "
                          "or use larger cells."};
}

DatasetHandle memoryRaster(const core::GridFrame& frame, std::size_t rows, std::size_t cols, int bands, GDALDataType type)
{
    checkDecoded(rows, cols, static_cast<std::size_t>(bands) * static_cast<std::size_t>(GDALGetDataTypeSizeBytes(type)));
    if (rows == 0 || cols == 0 || rows > 1'000'000'000 || cols > 1'000'000'000)
        throw core::Error{core::ErrorCode::InvalidInput, "A raster needs at least one row and one column."};
    if (!(frame.cellX > 0.0 && frame.cellY > 0.0) || !std::isfinite(frame.west + frame.north + frame.cellX + frame.cellY))
        throw core::Error{core::ErrorCode::InvalidInput, "The cells of a raster need a size above zero."};
    const auto srs = srsFrom(frame.crs);
    const ErrorCapture errors;
    auto* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    DatasetHandle dataset{driver->Create("", static_cast<int>(cols), static_cast<int>(rows), bands, type, nullptr)};
    std::array<double, 6> transform{frame.west, frame.cellX, 0.0, frame.north, 0.0, -frame.cellY};
    if (!dataset || dataset->SetGeoTransform(transform.data()) != CE_None || dataset->SetSpatialRef(&srs) != CE_None)
        throw core::Error{core::ErrorCode::Internal, "A raster in memory could not be made." + errors.detail()};
    return dataset;
}

void failed(const std::string& sentence, const ErrorCapture& errors, const core::Progress& progress)
{
    progress.check();
    throw core::Error{core::ErrorCode::InvalidInput, sentence + errors.detail()};
}

} // namespace tutela::geodata
