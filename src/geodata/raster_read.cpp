// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster_p.h"

#include "files_p.h"
#include "ogr_p.h"

#include <tutela/geodata/gdal_start.h>
#include <tutela/geodata/limits.h>

#include <gdalwarper.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace tutela::geodata {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// Work between two answers to Stop, cells: some 10 ms where blocks are compressed.
constexpr std::size_t kPieceCells = 250'000;

/// Cells that hold the marker, or infinity, become NaN; then scale and offset of the band are applied.
class Cleaning {
public:
    Cleaning(GDALRasterBand& band, std::optional<double> nodata)
        : m_marker(nodata ? static_cast<float>(*nodata) : kNaN), m_scale(static_cast<float>(band.GetScale())), m_offset(static_cast<float>(band.GetOffset()))
    {
    }
    void operator()(std::span<float> cells) const
    {
        const bool scaled = m_scale != 1.0F || m_offset != 0.0F;
        for (float& cell : cells)
            if (!std::isfinite(cell) || cell == m_marker)
                cell = kNaN;
            else if (scaled)
                cell = cell * m_scale + m_offset;
    }

private:
    float m_marker, m_scale, m_offset;
};

/// A rectangle of a band, in its rows and columns.
struct Piece {
    int row = 0, col = 0, rows = 0, cols = 0;
};

/// Cells that a mask stored in the file switches off.
/// @param cells  the first one of the piece  @param width  from one row of the piece to the next
void applyMask(GDALRasterBand& band, const Piece& piece, float* cells, std::size_t width)
{
    if ((band.GetMaskFlags() & GMF_PER_DATASET) == 0)
        return;
    const auto rows = static_cast<std::size_t>(piece.rows), cols = static_cast<std::size_t>(piece.cols);
    std::vector<GByte> mask(rows * cols);
    if (band.GetMaskBand()->RasterIO(GF_Read, piece.col, piece.row, piece.cols, piece.rows, mask.data(), piece.cols, piece.rows, GDT_Byte, 0, 0, nullptr) != CE_None)
        throw core::Error{core::ErrorCode::InvalidInput, "The mask of the raster is damaged."};
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t col = 0; col < cols; ++col)
            if (mask[row * cols + col] == 0)
                cells[row * width + col] = kNaN;
}

/// Rows and columns of a raster.
struct Window {
    std::size_t row = 0, col = 0, rows = 0, cols = 0;
};

Window windowOf(const RasterInfo& info, const core::Box& within)
{
    const auto& t = *info.transform;
    const auto cut = [](double at, std::size_t most) { return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(most))); };
    const std::size_t west = cut(std::floor((within.west - t[0]) / t[1]), info.cols), east = cut(std::ceil((within.east - t[0]) / t[1]), info.cols);
    const std::size_t north = cut(std::floor((t[3] - within.north) / -t[5]), info.rows), south = cut(std::ceil((t[3] - within.south) / -t[5]), info.rows);
    return {north, west, south - std::min(north, south), east - std::min(west, east)};
}

/// Calls visit(piece) for all of a window, from north to south: whole blocks as they are stored, so that none is unpacked twice, and as
/// many of them as kPieceCells has room for.
template <class Visit>
void forPieces(GDALRasterBand& band, const Window& window, Visit&& visit)
{
    int blockCols = 0, blockRows = 0;
    band.GetBlockSize(&blockCols, &blockRows);
    const auto blockWidth = static_cast<std::size_t>(std::max(1, blockCols)), blockHeight = static_cast<std::size_t>(std::max(1, blockRows));
    const std::size_t rowOfBlocks = window.cols * blockHeight;
    const std::size_t down = std::max<std::size_t>(1, kPieceCells / rowOfBlocks);
    const std::size_t across = rowOfBlocks <= kPieceCells ? window.cols / blockWidth + 2 : std::max<std::size_t>(1, kPieceCells / (blockWidth * blockHeight));
    const auto border = [](std::size_t at, std::size_t block, std::size_t blocks, std::size_t end) { return std::min(end, (at / block + blocks) * block); };
    const std::size_t south = window.row + window.rows, east = window.col + window.cols;
    for (std::size_t row = window.row, nextRow = 0; row < south; row = nextRow) {
        nextRow = border(row, blockHeight, down, south);
        for (std::size_t col = window.col, nextCol = 0; col < east; col = nextCol) {
            nextCol = border(col, blockWidth, across, east);
            visit(Piece{static_cast<int>(row), static_cast<int>(col), static_cast<int>(nextRow - row), static_cast<int>(nextCol - col)});
        }
    }
}

Raster readWindow(const RasterSource& source, int band, const core::Box* within, const core::Progress& progress)
{
    auto opened = openRaster(source);
    const auto info = describe(source, opened);
    auto& stored = bandOf(source, *opened.dataset, band);
    if (!info.northUp())
        refuse(source, "The raster names no place on the map, or is turned or upside down; save it with north up.");
    const Window window = within != nullptr ? windowOf(info, *within) : Window{0, 0, info.rows, info.cols};
    if (window.rows * window.cols * sizeof(float) > kMaxDecodedBytes)
        refuse(source, "The raster needs more than 1 GiB of memory, the limit for one raster; cut out the part that is needed.",
               core::ErrorCode::Limit);
    const auto& t = *info.transform;
    const core::GridFrame frame{t[0] + static_cast<double>(window.col) * t[1], t[3] + static_cast<double>(window.row) * t[5], t[1], -t[5], info.crs};
    if (window.rows == 0 || window.cols == 0)
        return {{}, frame};
    Raster raster{core::Grid<float>(window.rows, window.cols), frame};
    const ErrorCapture errors;
    const Cleaning clean{stored, nodataOf(stored)};
    const auto lineBytes = static_cast<GSpacing>(window.cols * sizeof(float));
    std::size_t read = 0;
    forPieces(stored, window, [&](const Piece& piece) {
        const auto rows = static_cast<std::size_t>(piece.rows), cols = static_cast<std::size_t>(piece.cols);
        float* const cells = &raster.cells.at(static_cast<std::size_t>(piece.row) - window.row, static_cast<std::size_t>(piece.col) - window.col);
        if (stored.RasterIO(GF_Read, piece.col, piece.row, piece.cols, piece.rows, cells, piece.cols, piece.rows, GDT_Float32, sizeof(float), lineBytes, nullptr) != CE_None)
            refuse(source, "The raster is damaged or cut off." + errors.detail());
        for (std::size_t row = 0; row < rows; ++row)
            clean({cells + row * window.cols, cols});
        applyMask(stored, piece, cells, window.cols);
        read += rows * cols;
        progress.step(static_cast<double>(read) / static_cast<double>(raster.cells.size()));
    });
    return raster;
}

} // namespace

Raster readRaster(const RasterSource& source, int band, const core::Progress& progress) { return readWindow(source, band, nullptr, progress); }

Raster readRasterPart(const RasterSource& source, const core::Box& within, int band, const core::Progress& progress)
{
    return readWindow(source, band, &within, progress);
}

namespace {

struct DestroyWarpOptions {
    void operator()(GDALWarpOptions* options) const noexcept { GDALDestroyWarpOptions(options); }
};
struct DestroyTransformer {
    void operator()(void* transformer) const noexcept { GDALDestroyGenImgProjTransformer(transformer); }
};
struct DestroyApprox {
    void operator()(void* transformer) const noexcept { GDALDestroyApproxTransformer(transformer); }
};

GDALResampleAlg algorithm(Resampling resampling)
{
    switch (resampling) {
    case Resampling::Nearest: return GRA_NearestNeighbour;
    case Resampling::Bilinear: return GRA_Bilinear;
    case Resampling::Average: return GRA_Average;
    }
    return GRA_NearestNeighbour;
}

std::unique_ptr<void, DestroyTransformer> transformer(const RasterSource& source, GDALDataset& from, GDALDataset& to)
{
    // Only the plain position of the raster counts; control points and camera models may name further files.
    const std::array<const char*, 3> options{"SRC_METHOD=GEOTRANSFORM", "DST_METHOD=GEOTRANSFORM", nullptr};
    const ErrorCapture errors;
    std::unique_ptr<void, DestroyTransformer> made{
        GDALCreateGenImgProjTransformer2(&from, &to, const_cast<char**>(options.data()))}; // not written to
    if (!made)
        refuse(source, "The raster cannot be brought onto the map: its place or coordinate reference system is missing or not "
                       "known." + errors.detail());
    return made;
}

/// Source cells per target cell, at the densest of some places of the target; 1 when none can be computed.
double density(GDALDataset& target, void* transform)
{
    const double cols = target.GetRasterXSize();
    const double rows = target.GetRasterYSize();
    double least = std::numeric_limits<double>::infinity();
    for (const double u : {0.1, 0.5, 0.9})
        for (const double v : {0.1, 0.5, 0.9}) {
            std::array<double, 3> x{u * cols, u * cols + 1.0, u * cols};
            std::array<double, 3> y{v * rows, v * rows, v * rows + 1.0};
            std::array<double, 3> z{};
            std::array<int, 3> good{};
            GDALGenImgProjTransform(transform, TRUE, 3, x.data(), y.data(), z.data(), good.data());
            if (good[0] != 0 && good[1] != 0 && good[2] != 0)
                least = std::min({least, std::hypot(x[1] - x[0], y[1] - y[0]), std::hypot(x[2] - x[0], y[2] - y[0])});
        }
    return std::isfinite(least) ? least : 1.0;
}

/// The coarsest overview that still has the wanted detail; -1 = full size. Averages keep one factor of two in reserve.
int fittingOverview(GDALDataset& source, double cellsPerCell, Resampling resampling)
{
    auto* band = source.GetRasterBand(1);
    const double wanted = resampling == Resampling::Average ? cellsPerCell / 2.0 : cellsPerCell;
    int best = -1;
    double bestFactor = 1.0;
    for (int i = 0; i < band->GetOverviewCount(); ++i) {
        auto* overview = band->GetOverview(i);
        if (overview == nullptr || overview->GetXSize() == 0)
            continue;
        const double factor = static_cast<double>(band->GetXSize()) / overview->GetXSize();
        if (factor <= wanted * 1.01 && factor > bestFactor) {
            best = i;
            bestFactor = factor;
        }
    }
    return best;
}

/// A raster and the way onto a target; the overview is already chosen.
struct WarpSource {
    Opened opened;
    std::unique_ptr<void, DestroyTransformer> transform;
};

WarpSource openForWarp(const RasterSource& source, GDALDataset& target, Resampling resampling)
{
    WarpSource ready;
    ready.opened = openRaster(source);
    const auto info = describe(source, ready.opened);
    if (!info.transform || info.crs.empty())
        refuse(source, "The raster names no place on the map or no coordinate reference system; save it with both.");
    ready.transform = transformer(source, *ready.opened.dataset, target);
    const int overview = fittingOverview(*ready.opened.dataset, density(target, ready.transform.get()), resampling);
    if (overview >= 0) {
        ready.transform.reset();
        ready.opened = openRaster(source, overview);
        ready.transform = transformer(source, *ready.opened.dataset, target);
    }
    return ready;
}

template <class T>
T* gdalArray(std::size_t count)
{
    return static_cast<T*>(CPLCalloc(count, sizeof(T))); // freed by GDALDestroyWarpOptions
}

struct WarpBands {
    std::vector<int> colours; ///< bands of the source that become bands 1.. of the target
    int sourceAlpha = 0;
    int targetAlpha = 0;
    bool startWithNaN = false;
};

void warp(WarpSource& from, GDALDataset& target, const WarpBands& bands, Resampling resampling, const core::Progress& progress)
{
    constexpr double kTolerance = 0.125; // source cells, the usual bound of GDAL's own tools
    const std::unique_ptr<void, DestroyApprox> approximate{
        GDALCreateApproxTransformer(GDALGenImgProjTransform, from.transform.get(), kTolerance)};
    const std::unique_ptr<GDALWarpOptions, DestroyWarpOptions> options{GDALCreateWarpOptions()};
    const auto count = bands.colours.size();
    options->hSrcDS = from.opened.dataset.get();
    options->hDstDS = &target;
    options->eResampleAlg = algorithm(resampling);
    options->dfWarpMemoryLimit = 64.0 * 1024 * 1024;
    options->nBandCount = static_cast<int>(count);
    options->panSrcBands = gdalArray<int>(count);
    options->panDstBands = gdalArray<int>(count);
    bool anyNodata = bands.startWithNaN;
    for (std::size_t i = 0; i < count; ++i) {
        options->panSrcBands[i] = bands.colours[i];
        options->panDstBands[i] = static_cast<int>(i) + 1;
        anyNodata = anyNodata || nodataOf(*from.opened.dataset->GetRasterBand(bands.colours[i])).has_value();
    }
    if (anyNodata && bands.sourceAlpha == 0) {
        options->padfSrcNoDataReal = gdalArray<double>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto nodata = nodataOf(*from.opened.dataset->GetRasterBand(bands.colours[i]));
            options->padfSrcNoDataReal[i] = nodata.value_or(std::numeric_limits<double>::quiet_NaN());
        }
    }
    if (bands.startWithNaN) {
        options->padfDstNoDataReal = gdalArray<double>(count);
        std::fill_n(options->padfDstNoDataReal, count, std::numeric_limits<double>::quiet_NaN());
    }
    options->nSrcAlphaBand = bands.sourceAlpha;
    options->nDstAlphaBand = bands.targetAlpha;
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "INIT_DEST", bands.startWithNaN ? "nan" : "0");
    options->papszWarpOptions = CSLSetNameValue(options->papszWarpOptions, "UNIFIED_SRC_NODATA", "YES");
    options->pfnTransformer = GDALApproxTransform;
    options->pTransformerArg = approximate.get();
    options->pfnProgress = gdalProgress;
    options->pProgressArg = const_cast<core::Progress*>(&progress); // read back as const
    const ErrorCapture errors;
    GDALWarpOperation operation;
    if (operation.Initialize(options.get()) != CE_None ||
        operation.ChunkAndWarpImage(0, 0, target.GetRasterXSize(), target.GetRasterYSize()) != CE_None)
        failed("The raster could not be brought onto the map.", errors, progress);
    progress.check();
}

} // namespace

core::Grid<float> readWarped(const RasterSource& source, const core::GridFrame& target, std::size_t rows, std::size_t cols,
                             Resampling resampling, const core::Progress& progress, int band)
{
    startGdal();
    const auto canvas = memoryRaster(target, rows, cols, 1, GDT_Float32);
    auto from = openForWarp(source, *canvas, resampling);
    auto& stored = bandOf(source, *from.opened.dataset, band);
    try {
        warp(from, *canvas, {{band}, 0, 0, true}, resampling, progress);
    } catch (const core::Error& error) {
        throw error.within(source.name());
    }
    core::Grid<float> grid(rows, cols);
    const ErrorCapture errors;
    const Cleaning clean{stored, std::nullopt}; // the warp left the marker out already
    forPieces(*canvas->GetRasterBand(1), {0, 0, rows, cols}, [&](const Piece& piece) { // of whole rows: a raster in memory has no tiles
        float* const cells = &grid.at(static_cast<std::size_t>(piece.row), 0);
        if (canvas->GetRasterBand(1)->RasterIO(GF_Read, 0, piece.row, piece.cols, piece.rows, cells, piece.cols, piece.rows, GDT_Float32, 0, 0, nullptr) != CE_None)
            failed("The warped raster could not be read back.", errors, progress);
        clean({cells, static_cast<std::size_t>(piece.rows) * cols});
        progress.check();
    });
    return grid;
}

namespace {

/// Which bands show the picture, and how.
struct Picture {
    WarpBands bands;
    std::vector<Rgba> palette;
    bool bytes = true;
};

Picture pictureOf(const RasterInfo& info)
{
    Picture picture;
    const auto find = [&](BandMeaning wanted) {
        const auto at = std::find_if(info.bands.begin(), info.bands.end(), [&](const auto& b) { return b.meaning == wanted; });
        return at == info.bands.end() ? 0 : static_cast<int>(at - info.bands.begin()) + 1;
    };
    const int red = find(BandMeaning::Red);
    const int green = find(BandMeaning::Green);
    const int blue = find(BandMeaning::Blue);
    if (red != 0 && green != 0 && blue != 0)
        picture.bands.colours = {red, green, blue};
    else if (info.bands.size() >= 3 && info.bands.front().meaning != BandMeaning::Palette)
        picture.bands.colours = {1, 2, 3};
    else
        picture.bands.colours = {1};
    if (picture.bands.colours.size() == 1)
        picture.palette = info.bands.front().palette;
    picture.bands.sourceAlpha = find(BandMeaning::Alpha);
    picture.bands.targetAlpha = static_cast<int>(picture.bands.colours.size()) + 1;
    for (const int colour : picture.bands.colours)
        picture.bytes = picture.bytes && info.bands[static_cast<std::size_t>(colour) - 1].type == CellType::Byte;
    return picture;
}

/// Lowest and highest value of a band, for the stretch to 256 steps; from an overview where there is one.
std::array<double, 2> stretch(GDALRasterBand& band)
{
    std::array<double, 2> range{0.0, 255.0};
    const ErrorCapture errors;
    if (band.ComputeRasterMinMax(TRUE, range.data()) != CE_None || !(range[1] > range[0]))
        return {0.0, 1.0};
    return range;
}

std::uint8_t toByte(float value, const std::array<double, 2>& range)
{
    const double share = (static_cast<double>(value) - range[0]) / (range[1] - range[0]);
    return share >= 0.0 ? static_cast<std::uint8_t>(std::lround(std::min(share, 1.0) * 255.0)) : std::uint8_t{0};
}

} // namespace

RgbaImage readRgba(const RasterSource& source, const core::GridFrame& target, std::size_t rows, std::size_t cols,
                   Resampling resampling, const core::Progress& progress)
{
    startGdal();
    checkDecoded(rows, cols, 4 * sizeof(float));
    auto opened = openRaster(source);
    const auto picture = pictureOf(describe(source, opened));
    opened = {};
    if (!picture.palette.empty())
        resampling = Resampling::Nearest;
    const auto canvas = memoryRaster(target, rows, cols, picture.bands.targetAlpha, picture.bytes ? GDT_Byte : GDT_Float32);
    canvas->GetRasterBand(picture.bands.targetAlpha)->SetColorInterpretation(GCI_AlphaBand);
    auto from = openForWarp(source, *canvas, resampling);
    try {
        warp(from, *canvas, picture.bands, resampling, progress);
    } catch (const core::Error& error) {
        throw error.within(source.name());
    }
    RgbaImage image{rows, cols, std::vector<std::uint8_t>(rows * cols * 4)};
    const int width = static_cast<int>(cols);
    std::vector<float> line(cols);
    for (int channel = 0; channel < 4; ++channel) {
        const bool alpha = channel == 3;
        const auto colour = std::min(static_cast<std::size_t>(channel), picture.bands.colours.size() - 1);
        const int index = alpha ? picture.bands.targetAlpha : static_cast<int>(colour) + 1;
        std::array<double, 2> range{0.0, 255.0};
        if (!picture.bytes && !alpha && picture.palette.empty())
            range = stretch(*from.opened.dataset->GetRasterBand(picture.bands.colours[colour]));
        for (std::size_t row = 0; row < rows; ++row) {
            if (canvas->GetRasterBand(index)->RasterIO(GF_Read, 0, static_cast<int>(row), width, 1, line.data(), width, 1,
                                                       GDT_Float32, 0, 0, nullptr) != CE_None)
                throw core::Error{core::ErrorCode::Internal, "The warped picture could not be read back."};
            auto* out = image.bytes.data() + row * cols * 4 + channel;
            for (std::size_t col = 0; col < cols; ++col, out += 4) {
                const auto entry = static_cast<std::size_t>(std::max(line[col], 0.0F));
                if (alpha || picture.palette.empty()) {
                    *out = toByte(line[col], range);
                } else if (entry < picture.palette.size()) {
                    const auto& c = picture.palette[entry];
                    *out = channel == 0 ? c.r : channel == 1 ? c.g : c.b;
                }
            }
        }
    }
    return image;
}

} // namespace tutela::geodata
