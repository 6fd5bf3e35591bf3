// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "packed_shapes_p.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace tutela::map {

namespace {

using Cell = PackedShapes::Cell;

constexpr double kThinned = 0.3;     ///< pixels between vertices that are kept
constexpr double kBend = 0.4;        ///< pixels that a dropped vertex may lie off the line
constexpr double kSpeck = 0.5;       ///< pixels: a shape below is a speck
constexpr double kSpeckGrid = 0.25;  ///< pixels: one speck is kept in each cell of this grid
constexpr std::size_t kCheck = 4096; ///< features between looks at Stop

std::int32_t quantized(double value, double quantum)
{
    constexpr double kMost = std::numeric_limits<std::int32_t>::max();
    return static_cast<std::int32_t>(std::lround(std::clamp(value / quantum, -kMost, kMost)));
}

/// Twice the area, positive when the ring runs anticlockwise.
double turn(const core::Geometry::Ring& ring)
{
    double sum = 0.0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) - (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
    return sum;
}

/// One centimetre or two as a power of two, in units of the system.
double quantumOf(const geodata::Projection& projection)
{
    return std::exp2(std::floor(-6.0 - std::log2(projection.metresPerUnit())));
}

/// Vertices at least `apart` from the last kept one; first and last stay, and so do gaps.
void takeApart(std::span<const Cell> line, double apart, std::vector<Cell>& out)
{
    const double squared = apart * apart;
    out.assign(1, line.front());
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
        const double x = static_cast<double>(line[i].x) - out.back().x;
        const double y = static_cast<double>(line[i].y) - out.back().y;
        if (x * x + y * y >= squared)
            out.push_back(line[i]);
    }
    if (line.size() > 1)
        out.push_back(line.back());
}

/// The square of how far a vertex lies off the stretch between two others.
double offStretch(Cell at, Cell from, Cell to)
{
    const double x = static_cast<double>(at.x) - from.x;
    const double y = static_cast<double>(at.y) - from.y;
    const double alongX = static_cast<double>(to.x) - from.x;
    const double alongY = static_cast<double>(to.y) - from.y;
    const double length = alongX * alongX + alongY * alongY;
    const double share = length > 0.0 ? std::clamp((x * alongX + y * alongY) / length, 0.0, 1.0) : 0.0;
    const double offX = x - share * alongX;
    const double offY = y - share * alongY;
    return offX * offX + offY * offY;
}

/// Drops the vertices of lines and rings that nobody would miss at a scale.
class Thinner {
public:
    explicit Thinner(double cellsPerPixel) : m_apart(kThinned * cellsPerPixel), m_off(kBend * cellsPerPixel) {}
    void append(std::span<const Cell> line, std::vector<Cell>& out)
    {
        takeApart(line, m_apart, m_line);
        if (m_line.size() > 3 && std::find(m_line.begin(), m_line.end(), PackedShapes::kNowhere) == m_line.end())
            dropStraight();
        out.insert(out.end(), m_line.begin(), m_line.end());
    }

private:
    /// Keeps the vertices that lie off the stretches between the other kept ones (Douglas and Peucker).
    void dropStraight()
    {
        m_kept.assign(m_line.size(), 0);
        m_kept.front() = m_kept.back() = 1;
        m_open.assign(1, {0, m_line.size() - 1});
        while (!m_open.empty()) {
            const auto [from, to] = m_open.back();
            m_open.pop_back();
            double most = m_off * m_off;
            std::size_t farthest = from;
            for (std::size_t i = from + 1; i < to; ++i)
                if (const double off = offStretch(m_line[i], m_line[from], m_line[to]); off > most) {
                    most = off;
                    farthest = i;
                }
            if (farthest == from)
                continue;
            m_kept[farthest] = 1;
            m_open.push_back({from, farthest});
            m_open.push_back({farthest, to});
        }
        std::size_t count = 0;
        for (std::size_t i = 0; i < m_line.size(); ++i)
            if (m_kept[i] != 0)
                m_line[count++] = m_line[i];
        m_line.resize(count);
    }

    double m_apart, m_off;
    std::vector<Cell> m_line;
    std::vector<std::uint8_t> m_kept;
    std::vector<std::pair<std::size_t, std::size_t>> m_open;
};

/// The specks that are kept: one of a kind in each cell of a grid.
class Specks {
public:
    explicit Specks(double grid) : m_grid(grid) {}
    /// False when there is one already.
    bool add(PackedShapes::Kind kind, double x, double y)
    {
        const auto col = static_cast<std::uint64_t>(std::llround(std::floor(x / m_grid)) & 0x7FFFFFFF);
        const auto row = static_cast<std::uint64_t>(std::llround(std::floor(y / m_grid)) & 0x7FFFFFFF);
        return m_taken.insert((col << 33U | row << 2U) | static_cast<std::uint64_t>(kind)).second;
    }

private:
    double m_grid;
    std::unordered_set<std::uint64_t> m_taken;
};

} // namespace

std::size_t PackedShapes::bytes() const noexcept
{
    return cells.size() * sizeof(Cell) + ringEnds.size() * sizeof(std::uint32_t) + features.size() * sizeof(Feature);
}

core::Box PackedShapes::box(const Feature& feature) const noexcept
{
    return {feature.west * quantum, feature.south * quantum, feature.east * quantum, feature.north * quantum};
}

void PackedShapes::close(std::uint32_t source, Kind kind)
{
    Feature made{static_cast<std::uint32_t>(ringEnds.size()), source, std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::max(),
                 std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min(), kind};
    for (std::size_t i = firstRing(features.size()); i < ringEnds.size(); ++i)
        for (const Cell& cell : ring(i)) {
            if (cell == kNowhere)
                continue;
            made.west = std::min(made.west, cell.x);
            made.east = std::max(made.east, cell.x);
            made.south = std::min(made.south, cell.y);
            made.north = std::max(made.north, cell.y);
        }
    features.push_back(made);
}

void PackedShapes::add(const core::Geometry& geometry)
{
    const auto append = [this](const core::Vertex& at) { cells.push_back({quantized(at.x, quantum), quantized(at.y, quantum)}); };
    const Kind kind = geometry.isArea() ? Kind::Area : geometry.isLine() ? Kind::Line : Kind::Point;
    for (const auto& part : geometry.parts)
        for (const auto& ring : part) {
            if (ring.empty())
                continue;
            const bool backwards = kind == Kind::Area && (turn(ring) > 0.0) != (&ring == &part.front());
            if (backwards)
                std::for_each(ring.rbegin(), ring.rend(), append);
            else
                std::for_each(ring.begin(), ring.end(), append);
            if (kind != Kind::Point)
                ringEnds.push_back(static_cast<std::uint32_t>(cells.size()));
        }
    const std::size_t before = ringEnds.empty() ? 0 : ringEnds.back();
    if (kind == Kind::Point && cells.size() > before)
        ringEnds.push_back(static_cast<std::uint32_t>(cells.size()));
    close(static_cast<std::uint32_t>(features.size()), kind);
}

void PackedShapes::shrink()
{
    cells.shrink_to_fit();
    ringEnds.shrink_to_fit();
    features.shrink_to_fit();
}

PackedShapes projected(const PackedShapes& lonLat, const geodata::Projection& projection, const core::Progress& progress)
{
    constexpr std::size_t kPiece = 1024;
    PackedShapes out;
    out.quantum = quantumOf(projection);
    out.cells.reserve(lonLat.cells.size());
    std::array<core::Vertex, kPiece> points{};
    for (std::size_t from = 0; from < lonLat.cells.size(); from += kPiece) {
        progress.check();
        const auto piece = std::span{points}.first(std::min(kPiece, lonLat.cells.size() - from));
        for (std::size_t i = 0; i < piece.size(); ++i)
            piece[i] = {lonLat.cells[from + i].x * lonLat.quantum, lonLat.cells[from + i].y * lonLat.quantum};
        projection.forward(piece);
        for (const core::Vertex& at : piece)
            out.cells.push_back(std::isfinite(at.x) && std::isfinite(at.y) ? Cell{quantized(at.x, out.quantum), quantized(at.y, out.quantum)}
                                                                           : PackedShapes::kNowhere);
    }
    out.features.reserve(lonLat.features.size());
    out.ringEnds.reserve(lonLat.ringEnds.size());
    for (std::size_t i = 0; i < lonLat.features.size(); ++i) {
        const PackedShapes::Feature& feature = lonLat.features[i];
        for (std::size_t ring = lonLat.firstRing(i); ring < feature.ringsEnd; ++ring)
            out.ringEnds.push_back(lonLat.ringEnds[ring]);
        out.close(feature.source, feature.kind);
    }
    return out;
}

PackedShapes thinnedFor(const PackedShapes& shapes, double pixel, const core::Progress& progress)
{
    const double cellsPerPixel = pixel / shapes.quantum;
    PackedShapes out;
    out.quantum = shapes.quantum;
    Specks specks{kSpeckGrid * cellsPerPixel};
    Thinner thinner{cellsPerPixel};
    for (std::size_t i = 0; i < shapes.features.size(); ++i) {
        if (i % kCheck == 0)
            progress.check();
        const PackedShapes::Feature& feature = shapes.features[i];
        if (feature.west > feature.east)
            continue;
        const double wide = static_cast<double>(feature.east) - feature.west;
        const double high = static_cast<double>(feature.north) - feature.south;
        if (std::max(wide, high) < kSpeck * cellsPerPixel && !specks.add(feature.kind, feature.west + wide / 2, feature.south + high / 2))
            continue;
        for (std::size_t ring = shapes.firstRing(i); ring < feature.ringsEnd; ++ring) {
            const auto cells = shapes.ring(ring);
            if (feature.kind == PackedShapes::Kind::Point)
                out.cells.insert(out.cells.end(), cells.begin(), cells.end());
            else
                thinner.append(cells, out.cells);
            out.ringEnds.push_back(static_cast<std::uint32_t>(out.cells.size()));
        }
        out.close(feature.source, feature.kind);
    }
    out.shrink();
    return out;
}

} // namespace tutela::map
