// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/friction_surface.h>

#include "pages_p.h"

#include <tutela/core/error.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tutela::analysis {

namespace {

constexpr double kUnitsOfCheapest = 4096.0; ///< of half the cheapest cell: a link is rounded by less than 0.02 %
constexpr std::uint32_t kMostUnits = 1U << 30;
constexpr std::size_t kSample = 200'000;
constexpr const char* kStage = "friction";

bool isOpen(float friction) { return friction > 0.0F && friction < std::numeric_limits<float>::infinity(); }

/// Cells of a run between two answers to Stop: some milliseconds, with fresh memory too.
constexpr std::size_t kRun = 1'000'000;

/// Some of the open cells, evenly spread.
std::vector<float> sampleOf(const core::Grid<float>& friction)
{
    std::vector<float> sample;
    const std::size_t stride = friction.size() / kSample + 1;
    sample.reserve(friction.size() / stride + 1);
    for (std::size_t i = 0; i < friction.size(); i += stride)
        if (isOpen(friction.cells()[i]))
            sample.push_back(friction.cells()[i]);
    return sample;
}

/// What `share` of the sample is no dearer than; changes its order.
float quantileOf(std::vector<float>& sample, double share)
{
    const auto at = sample.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sample.size() - 1));
    std::nth_element(sample.begin(), at, sample.end());
    return *at;
}

/// Calls visit(row, column, count) for the pieces of rows that lie in one tile.
template <class Visit>
void forPieces(const FrictionSurface& surface, const core::Progress& progress, Visit&& visit)
{
    std::size_t since = 0;
    for (std::uint32_t row = 0; row < surface.rows(); ++row) {
        for (std::uint32_t col = 0, count = 0; col < surface.cols(); col += count) {
            count = surface.together(col);
            visit(row, col, count);
        }
        since += surface.cols();
        if (since < kRun && row + 1 < surface.rows())
            continue;
        since = 0;
        progress.step(static_cast<double>(row + 1) / surface.rows(), kStage);
    }
}

constexpr double kMost = kMostUnits;

/// Units of half a cell, rounded half up by hand: a call of std::round() for each took longer than all the rest.
std::uint32_t rounded(float secondsPerMetre, double cellX, double unit)
{
    double units = static_cast<double>(secondsPerMetre) * cellX / 2.0 / unit;
    units = units < kMost ? units : kMost;
    units = units > 1.0 ? units : 1.0;
    const auto whole = static_cast<std::int32_t>(units);
    const std::int32_t half = whole + static_cast<std::int32_t>(units - static_cast<double>(whole) >= 0.5);
    return isOpen(secondsPerMetre) ? static_cast<std::uint32_t>(half) : 0;
}

#ifdef __SSE2__
/// rounded() for two cells, which are open or 0; the two numbers in the lower half, and whether each is to be one more in the upper.
__m128i roundedPair(__m128 cells, __m128d cellX, __m128d unit)
{
    const __m128d units = _mm_div_pd(_mm_mul_pd(_mm_mul_pd(_mm_cvtps_pd(cells), cellX), _mm_set1_pd(0.5)), unit);
    const __m128d within = _mm_max_pd(_mm_min_pd(units, _mm_set1_pd(kMost)), _mm_set1_pd(1.0));
    const __m128i whole = _mm_cvttpd_epi32(within);
    const __m128d up = _mm_cmpge_pd(_mm_sub_pd(within, _mm_cvtepi32_pd(whole)), _mm_set1_pd(0.5));
    return _mm_unpacklo_epi64(whole, _mm_shuffle_epi32(_mm_castpd_si128(up), _MM_SHUFFLE(2, 0, 2, 0)));
}

__m128 openOf(__m128 cells)
{
    return _mm_and_ps(_mm_cmpgt_ps(cells, _mm_setzero_ps()), _mm_cmplt_ps(cells, _mm_set1_ps(std::numeric_limits<float>::infinity())));
}
#endif

void roundPiece(const float* from, std::uint32_t* to, std::uint32_t count, double cellX, double unit)
{
    std::uint32_t i = 0;
#ifdef __SSE2__
    for (; i + 4 <= count; i += 4) {
        const __m128 cells = _mm_loadu_ps(from + i), open = openOf(cells), held = _mm_and_ps(cells, open);
        const __m128i first = roundedPair(held, _mm_set1_pd(cellX), _mm_set1_pd(unit)), second = roundedPair(_mm_movehl_ps(held, held), _mm_set1_pd(cellX), _mm_set1_pd(unit));
        const __m128i half = _mm_sub_epi32(_mm_unpacklo_epi64(first, second), _mm_unpackhi_epi64(first, second));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + i), _mm_and_si128(half, _mm_castps_si128(open)));
    }
#endif
    for (; i < count; ++i)
        to[i] = rounded(from[i], cellX, unit);
}

/// The least friction of the open cells, and how many they are.
std::pair<float, std::uint64_t> cheapestOf(std::span<const float> cells)
{
    float cheapest = std::numeric_limits<float>::infinity();
    std::uint64_t open = 0;
    std::size_t i = 0;
#ifdef __SSE2__
    __m128 least = _mm_set1_ps(cheapest);
    __m128i counts = _mm_setzero_si128();
    for (; i + 4 <= cells.size(); i += 4) {
        const __m128 four = _mm_loadu_ps(cells.data() + i), held = openOf(four);
        least = _mm_min_ps(least, _mm_or_ps(_mm_and_ps(held, four), _mm_andnot_ps(held, _mm_set1_ps(cheapest))));
        counts = _mm_sub_epi32(counts, _mm_castps_si128(held));
    }
    std::array<float, 4> lanes;
    std::array<std::uint32_t, 4> counted;
    _mm_storeu_ps(lanes.data(), least);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(counted.data()), counts);
    cheapest = *std::min_element(lanes.begin(), lanes.end());
    open = std::accumulate(counted.begin(), counted.end(), open);
#endif
    for (; i < cells.size(); ++i)
        if (isOpen(cells[i])) {
            cheapest = std::min(cheapest, cells[i]);
            ++open;
        }
    return {cheapest, open};
}

std::pair<float, std::uint64_t> cheapestOf(std::span<const float> cells, const core::Progress& progress)
{
    std::pair<float, std::uint64_t> all{std::numeric_limits<float>::infinity(), 0};
    for (std::size_t from = 0; from < cells.size(); from += kRun) {
        const auto [cheapest, open] = cheapestOf(cells.subspan(from, std::min(kRun, cells.size() - from)));
        all = {std::min(all.first, cheapest), all.second + open};
        progress.step(static_cast<double>(from) / static_cast<double>(cells.size()), kStage);
    }
    return all;
}

/// Fills a vector run by run: a whole surface at once takes as long as a large part of the search.
template <class T>
void fill(std::pmr::vector<T>& cells, std::size_t count, T value, const core::Progress& progress)
{
    cells.clear();
    cells.reserve(count);
    while (cells.size() < count) {
        cells.resize(std::min(count, cells.size() + kRun), value);
        progress.step(static_cast<double>(cells.size()) / static_cast<double>(count), kStage);
    }
}

} // namespace

FrictionSurface::FrictionSurface(core::Grid<float> friction, double cellX, double cellY, core::Grid<float> elevation, const core::Progress& progress)
    : m_rows(static_cast<std::uint32_t>(friction.rows())), m_cols(static_cast<std::uint32_t>(friction.cols())), m_cellX(cellX), m_cellY(cellY), m_halves(zeroedPages(PageSize::Large)), m_elevation(zeroedPages(PageSize::Large))
{
    if (!(cellX > 0.0) || !(cellY > 0.0) || !std::isfinite(cellX) || !std::isfinite(cellY))
        throw core::Error{core::ErrorCode::InvalidInput, "the cells of the friction raster have no size"};
    if (!elevation.empty() && (elevation.rows() != friction.rows() || elevation.cols() != friction.cols()))
        throw core::Error{core::ErrorCode::InvalidInput, "the elevation has other rows or columns than the friction; warp it to the same cells"};
    constexpr std::uint64_t kMostCells = 1ULL << 31;
    const std::uint64_t across = (friction.cols() + 2 * kMargin + kTile - 1) / kTile, down = (friction.rows() + 2 * kMargin + kTile - 1) / kTile;
    if (across * down * kTile * kTile > kMostCells)
        throw core::Error{core::ErrorCode::Limit, "the friction raster has more than 2 147 483 648 cells; use a larger cell size"};
    m_tilesAcross = static_cast<std::uint32_t>(across);

    const auto [cheapest, open] = cheapestOf(friction.cells(), progress.part(0.0, 0.1));
    m_open = open;
    auto sample = sampleOf(friction);
    if (m_open > 0) {
        // A stray cell of nearly no friction must not leave too few units for the rest: a way across the raster and back over
        // dear cells has to be countable.
        constexpr double kDear = 0.99, kWays = 4.0;
        const double dear = static_cast<double>(sample.empty() ? cheapest : quantileOf(sample, kDear));
        const double longest = kWays * static_cast<double>(friction.rows() + friction.cols()) * dear * std::max(cellX, cellY);
        m_unit = std::max(static_cast<double>(cheapest) * cellX / 2.0 / kUnitsOfCheapest, longest / static_cast<double>(std::numeric_limits<std::uint32_t>::max()));
    }
    fill(m_halves, static_cast<std::size_t>(across * down) * kTile * kTile, std::uint32_t{0}, progress.part(0.1, 0.3));
    forPieces(*this, progress.part(0.3, 0.6), [&](std::uint32_t row, std::uint32_t col, std::uint32_t count) {
        roundPiece(&friction.at(row, col), m_halves.data() + indexOf({row, col}), count, cellX, m_unit);
    });
    constexpr double kCheap = 0.1;
    if (!sample.empty())
        m_cheap = std::max(1U, halfOf(quantileOf(sample, kCheap)));
    friction = {};
    if (!elevation.empty()) {
        fill(m_elevation, m_halves.size(), std::numeric_limits<float>::quiet_NaN(), progress.part(0.6, 0.8));
        forPieces(*this, progress.part(0.8, 1.0), [&](std::uint32_t row, std::uint32_t col, std::uint32_t count) {
            std::copy_n(&elevation.at(row, col), count, m_elevation.data() + indexOf({row, col}));
        });
    }
}

std::uint32_t FrictionSurface::halfOf(float secondsPerMetre) const noexcept { return rounded(secondsPerMetre, m_cellX, m_unit); }

void FrictionSurface::setFriction(Cell cell, float secondsPerMetre)
{
    std::uint32_t& half = m_halves[indexOf(cell)];
    m_open -= half != 0 ? 1 : 0;
    half = halfOf(secondsPerMetre);
    m_open += half != 0 ? 1 : 0;
}

} // namespace tutela::analysis
