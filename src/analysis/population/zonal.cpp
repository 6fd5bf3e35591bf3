// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/zonal.h>

#include "cell_edges_p.h"

#include <tutela/core/error.h>

#include <array>
#include <cstring>
#include <numeric>
#include <tuple>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tutela::analysis {

using core::Vertex;

namespace {

/// Shares are known to about this much.
constexpr double kTolerance = 1e-9;

/// What the edges of an area say in one cell.
struct Touch {
    std::uint32_t row = 0, col = 0;
    double down = 0.0, right = 0.0;
};

/// The border of an area in cells of the frame.
class Border {
public:
    Border(const core::GridFrame& frame, const ToFrame& toFrame) : m_frame(frame), m_toFrame(toFrame) {}

    /// Without the closing vertex.
    std::vector<Vertex> ringOf(const core::Geometry::Ring& ring)
    {
        std::vector<Vertex> out;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const Vertex from = cellAt(ring[i]);
            out.push_back(from);
            if (m_toFrame)
                bend(ring[i], ring[i + 1], from, cellAt(ring[i + 1]), 0, out);
        }
        return out;
    }

private:
    [[nodiscard]] Vertex cellAt(Vertex at) const
    {
        const Vertex xy = m_toFrame ? m_toFrame(at) : at;
        const Vertex cell{(xy.x - m_frame.west) / m_frame.cellX, (m_frame.north - xy.y) / m_frame.cellY};
        if (!std::isfinite(cell.x) || !std::isfinite(cell.y))
            throw core::Error{core::ErrorCode::InvalidInput, "the area reaches beyond what the coordinate system of the raster can show"};
        return cell;
    }
    /// Vertices between two, until the border is straight in the frame. Tried at 0.4, because at the middle a curve may cross its chord.
    void bend(Vertex a, Vertex b, Vertex cellA, Vertex cellB, int depth, std::vector<Vertex>& out) const
    {
        constexpr double kStraight = 1e-3, kTry = 0.4;
        constexpr int kDeepest = 16;
        const auto between = [](Vertex from, Vertex to, double at) { return Vertex{from.x + (to.x - from.x) * at, from.y + (to.y - from.y) * at}; };
        const Vertex chord = between(cellA, cellB, kTry), curve = cellAt(between(a, b, kTry));
        if (depth == kDeepest || std::hypot(chord.x - curve.x, chord.y - curve.y) <= kStraight)
            return;
        const Vertex middle = between(a, b, 0.5), cell = cellAt(middle);
        bend(a, middle, cellA, cell, depth + 1, out);
        out.push_back(cell);
        bend(middle, b, cell, cellB, depth + 1, out);
    }

    const core::GridFrame& m_frame;
    const ToFrame& m_toFrame;
};

/// Adds a cell, or a run of them, with one share.
void addCells(AreaCells& area, std::uint32_t row, std::uint32_t from, std::uint32_t to, double share)
{
    if (share <= kTolerance)
        return;
    area.on_raster += std::min(share, 1.0) * static_cast<double>(to - from);
    if (share < 1.0 - kTolerance) {
        for (std::uint32_t col = from; col < to; ++col)
            area.parts.push_back({row, col, share});
        return;
    }
    if (!area.whole.empty() && area.whole.back().row == row && area.whole.back().to == from)
        area.whole.back().to = to;
    else
        area.whole.push_back({row, from, to});
}

/// Reads the touches of each row from west to east.
void sweep(std::vector<Touch>& touches, std::size_t cols, AreaCells& area)
{
    std::sort(touches.begin(), touches.end(), [](const Touch& a, const Touch& b) { return std::tie(a.row, a.col) < std::tie(b.row, b.col); });
    for (std::size_t i = 0; i < touches.size();) {
        const std::uint32_t row = touches[i].row;
        double west = 0.0; // of "down" in the cells before
        while (i < touches.size() && touches[i].row == row) {
            const std::uint32_t col = touches[i].col;
            double down = 0.0, right = 0.0;
            for (; i < touches.size() && touches[i].row == row && touches[i].col == col; ++i) {
                down += touches[i].down;
                right += touches[i].right;
            }
            addCells(area, row, col, col + 1, west + right);
            west += down;
            const std::uint32_t next = i < touches.size() && touches[i].row == row ? touches[i].col : static_cast<std::uint32_t>(cols);
            if (next > col + 1)
                addCells(area, row, col + 1, next, west);
        }
    }
}

/// Several sums side by side: each waits for the one before only every eighth cell, and the processor adds some of them at once. The lanes
/// of a run begin with its first cell, whatever the processor, so that sums are equal to the last bit everywhere.
class LaneSum {
public:
    /// @param readable  cells from `values` on that may be read: at least `count`
    void addRun(const float* values, std::size_t count, std::size_t readable)
    {
        std::size_t i = 0;
        for (; i + kLanes <= count; i += kLanes)
            addLanes(values + i, kLanes);
        if (i < count && i + kLanes <= readable)
            addLanes(values + i, count - i);
        else if (i < count) {
            std::array<float, kLanes> rest{};
            std::copy(values + i, values + count, rest.begin());
            addLanes(rest.data(), count - i);
        }
    }

#ifdef __SSE2__
    [[nodiscard]] double sum() const
    {
        double all = 0.0;
        for (const __m128d pair : m_sums)
            all = all + _mm_cvtsd_f64(pair) + _mm_cvtsd_f64(_mm_unpackhi_pd(pair, pair));
        return all;
    }
    /// Cells that hold a value.
    [[nodiscard]] std::uint64_t known() const
    {
        std::array<std::uint32_t, kLanes> counts;
        std::memcpy(counts.data(), m_known, sizeof m_known);
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    }

private:
    static constexpr std::size_t kLanes = 8, kHalf = 4;

    void addLanes(const float* values, std::size_t count)
    {
        static constexpr std::array<std::int32_t, 2 * kLanes> kMask{-1, -1, -1, -1, -1, -1, -1, -1};
        const std::int32_t* const mask = kMask.data() + kLanes - count;
        for (std::size_t half = 0; half < 2; ++half) {
            const __m128 four = _mm_loadu_ps(values + half * kHalf);
            const __m128 counts = _mm_loadu_ps(reinterpret_cast<const float*>(mask + half * kHalf));
            const __m128 holds = _mm_and_ps(_mm_cmpeq_ps(four, four), counts), held = _mm_and_ps(four, holds);
            m_known[half] = _mm_sub_epi32(m_known[half], _mm_castps_si128(holds));
            m_sums[2 * half] = _mm_add_pd(m_sums[2 * half], _mm_cvtps_pd(held));
            m_sums[2 * half + 1] = _mm_add_pd(m_sums[2 * half + 1], _mm_cvtps_pd(_mm_movehl_ps(held, held)));
        }
    }

    __m128d m_sums[kLanes / 2]{};
    __m128i m_known[2]{};
#else
    [[nodiscard]] double sum() const { return std::accumulate(m_sums.begin(), m_sums.end(), 0.0); }
    /// Cells that hold a value.
    [[nodiscard]] std::uint64_t known() const { return std::accumulate(m_known.begin(), m_known.end(), std::uint64_t{0}); }

private:
    static constexpr std::size_t kLanes = 8;

    void addLanes(const float* values, std::size_t count)
    {
        for (std::size_t lane = 0; lane < count; ++lane) {
            const bool holds = !std::isnan(values[lane]);
            m_sums[lane] += holds ? static_cast<double>(values[lane]) : 0.0;
            m_known[lane] += holds ? 1 : 0;
        }
    }

    std::array<double, kLanes> m_sums{};
    std::array<std::uint32_t, kLanes> m_known{};
#endif
};

/// Has the cells of a run brought into the cache: every row of an area begins on other pages, where the processor does not look ahead.
/// Always inline: GCC drops calls of a function that does nothing but this.
[[gnu::always_inline]] inline void fetch(const core::Grid<float>& values, const AreaCells::Run& run)
{
    constexpr std::size_t kLine = 64 / sizeof(float), kMost = 16 * kLine; // longer runs it sees coming
    const float* const from = values.cells().data() + run.row * values.cols() + run.from;
    for (std::size_t i = 0; i < std::min<std::size_t>(run.to - run.from, kMost); i += kLine)
        __builtin_prefetch(from + i);
}

} // namespace

AreaCells cellsOf(const core::Geometry& area, const core::GridFrame& frame, std::size_t rows, std::size_t cols, const ToFrame& toFrame)
{
    AreaCells cells;
    if (!area.isArea() || rows == 0 || cols == 0)
        return cells;
    std::vector<Touch> touches;
    Border border{frame, toFrame};
    for (const auto& part : area.parts)
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto ring = border.ringOf(part[i]);
            if (ring.size() < 3)
                continue;
            const double twice = twiceArea(ring);
            const double sign = (twice > 0.0) == (i == 0) ? 1.0 : -1.0; // holes are taken off, however they turn
            cells.all += (i == 0 ? 0.5 : -0.5) * std::abs(twice);
            for (std::size_t k = 0; k < ring.size(); ++k)
                addEdge(ring[k], ring[k + 1 == ring.size() ? 0 : k + 1], rows, cols, [&](std::size_t row, std::size_t col, double down, double right) {
                    touches.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(col), sign * down, sign * right});
                });
        }
    sweep(touches, cols, cells);
    return cells;
}

AreaSum sumOver(const core::Grid<float>& values, const AreaCells& area)
{
    AreaSum out;
    constexpr std::size_t kAhead = 4;
    LaneSum lanes;
    std::uint64_t cells = 0;
    for (std::size_t i = 0; i < area.whole.size(); ++i) {
        fetch(values, area.whole[std::min(i + kAhead, area.whole.size() - 1)]);
        const auto& run = area.whole[i];
        const std::size_t at = run.row * values.cols() + run.from;
        lanes.addRun(values.cells().data() + at, run.to - run.from, values.size() - at);
        cells += run.to - run.from;
    }
    out.sum = lanes.sum();
    const std::uint64_t known = lanes.known();
    out.cells = static_cast<double>(known);
    out.cells_without_value = static_cast<double>(cells - known);
    for (const auto& part : area.parts) {
        const float value = values.at(part.row, part.col);
        if (std::isnan(value)) {
            out.cells_without_value += part.share;
            continue;
        }
        out.sum += part.share * static_cast<double>(value);
        out.cells += part.share;
    }
    return out;
}

} // namespace tutela::analysis
