// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the codes of a land cover raster are taken for.
#include "import_cover_p.h"

#include <tutela/core/error.h>
#include <tutela/core/text.h>

#include <algorithm>
#include <cmath>

namespace tutela::exchange::detail {

using namespace core;

namespace {

using Counts = std::map<std::int64_t, std::int64_t>;

/// Cells by code; of a large raster those of a coarser grid, which tells the codes as well and does not take minutes.
struct CodeCounts {
    Counts cells;
    std::size_t step = 1; ///< every how many cells, along rows and columns
};

CodeCounts countCodes(const geodata::Source& source, const geodata::RasterInfo& info, const Progress& progress)
{
    constexpr std::size_t kMostCells = std::size_t{16} << 20;
    CodeCounts counts;
    const auto parts = [&](std::size_t cells) { return (cells + counts.step - 1) / counts.step; };
    while (parts(info.rows) * parts(info.cols) > kMostCells)
        ++counts.step;
    const auto& t = *info.transform;
    const auto step = static_cast<double>(counts.step);
    const GridFrame frame{t[0], t[3], t[1] * step, -t[5] * step, info.crs};
    const auto grid = geodata::readWarped(source, frame, parts(info.rows), parts(info.cols), geodata::Resampling::Nearest, progress);
    for (const float value : grid.cells())
        if (std::isfinite(value))
            ++counts.cells[std::llround(value)];
    return counts;
}

} // namespace

CoverCodes coverCodesOf(const ImportRequest& request)
{
    CoverCodes codes;
    for (const auto& [field, texts] : request.values) {
        if (field != "class")
            throw Error{ErrorCode::Usage, "a land cover has no field \"" + withVisibleControls(field) + "\"; say --value class:CODE=CLASS"};
        for (const auto& [code, cover] : texts) {
            try {
                addCoverCode(codes, code, cover);
            } catch (const Error& error) {
                throw Error{ErrorCode::Usage, error.message()};
            }
        }
    }
    return codes;
}

std::vector<ImportNote> coverNotes(const CoverCodes& own, const geodata::Source& source, const Progress& progress)
{
    const CodeCounts counts = countCodes(source, geodata::rasterInfo(source), progress);
    std::vector<ImportNote> notes;
    const auto noteFile = [&](std::string text) { notes.push_back({{}, {}, std::move(text), 1, {}}); };
    std::vector<std::pair<std::int64_t, std::int64_t>> unknown; ///< cells, code
    for (const auto& [code, cells] : counts.cells)
        if (!coverOfCode(own, static_cast<double>(code)))
            unknown.emplace_back(cells, code);
    std::sort(unknown.rbegin(), unknown.rend());
    // A raster of heights, taken for one of classes, has thousands.
    constexpr std::size_t kMostNotes = 50;
    for (std::size_t i = 0; i < std::min(unknown.size(), kMostNotes); ++i)
        notes.push_back({"class", std::to_string(unknown[i].second), "is a code that is not known; so many cells are taken as open ground (say --value class:CODE=CLASS)", unknown[i].first, {}});
    if (unknown.size() > kMostNotes)
        noteFile(std::to_string(unknown.size() - kMostNotes) + " more codes are not known; is this a raster of land cover?");
    if (counts.step > 1)
        noteFile("the raster is large: its codes were counted in one cell of each " + std::to_string(counts.step) + " by " + std::to_string(counts.step));
    else
        for (const auto& [code, cover] : own)
            if (!counts.cells.contains(code))
                notes.push_back({"class", std::to_string(code), "stands in no cell of the raster", 1, {}});
    return notes;
}

} // namespace tutela::exchange::detail
