// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/analysis/zonal.h>

#include "cell_edges_p.h"

#include <tutela/core/error.h>

#include <array>
#include <tuple>

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

/// Several sums side by side: each waits for the one before only every eighth cell.
struct LaneSum {
    static constexpr std::size_t kLanes = 8;
    std::array<double, kLanes> sums{};
    std::array<std::uint32_t, kLanes> known{};

    void add(std::size_t lane, float value)
    {
        const bool holds = value == value;
        sums[lane] += holds ? static_cast<double>(value) : 0.0;
        known[lane] += holds ? 1 : 0;
    }
    void addRun(const float* values, std::size_t count)
    {
        std::size_t i = 0;
        for (; i + kLanes <= count; i += kLanes)
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                add(lane, values[i + lane]);
        for (; i < count; ++i)
            add(i % kLanes, values[i]);
    }
};

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
    LaneSum lanes;
    std::uint64_t cells = 0;
    for (const auto& run : area.whole) {
        lanes.addRun(values.cells().data() + run.row * values.cols() + run.from, run.to - run.from);
        cells += run.to - run.from;
    }
    std::uint64_t known = 0;
    for (std::size_t lane = 0; lane < LaneSum::kLanes; ++lane) {
        out.sum += lanes.sums[lane];
        known += lanes.known[lane];
    }
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
