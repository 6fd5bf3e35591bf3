// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_network_p.h"

#include <cmath>
#include <optional>
#include <unordered_map>

namespace tutela::analysis {

using core::Vertex;

namespace {

/// Equal for vertices that are one point: a centimetre on the ground.
std::uint64_t keyOf(Vertex lonLat)
{
    constexpr double kPerDegree = 1e7;
    const auto part = [](double degrees) { return static_cast<std::uint64_t>(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(degrees * kPerDegree)))); };
    return part(lonLat.x) << 32 | part(lonLat.y);
}

class Builder {
public:
    Builder(std::span<const NetworkLine> lines, std::span<const Vertex> stops, const NetworkFrame& frame) : m_lines(lines), m_frame(frame)
    {
        for (const Vertex stop : stops)
            m_uses[keyOf(stop)] += 1;
        for (const NetworkLine& line : lines)
            for (std::size_t i = 0; i < line.lonLat->size(); ++i)
                m_uses[keyOf((*line.lonLat)[i])] += i == 0 || i + 1 == line.lonLat->size() ? 2 : 1;
    }

    Network run(const core::Progress& progress)
    {
        constexpr std::size_t kBetweenChecks = 1024;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (i % kBetweenChecks == 0)
                progress.step(static_cast<double>(i) / static_cast<double>(m_lines.size()), "roads");
            walk(m_lines[i]);
        }
        arrangeEdges();
        arrangeSquares();
        return std::move(m_network);
    }

private:
    struct Link {
        std::uint32_t from, to, owner;
        float metres;
    };

    [[nodiscard]] bool isInside(Vertex at) const
    {
        constexpr double kHalf = 0.5;
        return at.x >= -kHalf && at.y >= -kHalf && at.x < static_cast<double>(m_frame.cols) - kHalf && at.y < static_cast<double>(m_frame.rows) - kHalf;
    }
    [[nodiscard]] std::size_t cellOf(Vertex at) const
    {
        return static_cast<std::size_t>(std::floor(at.y + 0.5)) * m_frame.cols + static_cast<std::size_t>(std::floor(at.x + 0.5));
    }
    std::uint32_t addNode(Vertex at)
    {
        m_network.nodes.push_back(at);
        return static_cast<std::uint32_t>(m_network.nodes.size() - 1);
    }

    /// Follows a line and makes nodes and links of it.
    void walk(const NetworkLine& line);
    void point(Vertex at, double metres, std::optional<std::uint64_t> junction);
    void breakOff() { m_last.reset(); }

    void arrangeEdges();
    void arrangeSquares();

    std::span<const NetworkLine> m_lines;
    const NetworkFrame& m_frame;
    std::unordered_map<std::uint64_t, std::uint32_t> m_uses, m_junctions;
    std::vector<Link> m_links;
    Network m_network;
    // While a line is followed.
    std::uint32_t m_owner = 0;
    std::optional<std::uint32_t> m_last; ///< node
    std::size_t m_lastCell = 0;
    double m_metres = 0.0; ///< since the last node
};

/// @param metres  from the point before
void Builder::point(Vertex at, double metres, std::optional<std::uint64_t> junction)
{
    if (!std::isfinite(at.x + at.y) || !isInside(at)) {
        breakOff();
        return;
    }
    m_metres += metres;
    const std::size_t cell = cellOf(at);
    constexpr double kApartMetres = 250.0; // in large cells: one leaves a road anywhere
    if (m_last && !junction && cell == m_lastCell && m_metres < kApartMetres)
        return;
    std::uint32_t node = 0;
    if (junction) {
        const auto [known, fresh] = m_junctions.try_emplace(*junction, 0);
        if (fresh)
            known->second = addNode(at);
        node = known->second;
    } else {
        node = addNode(at);
    }
    if (m_last && *m_last != node)
        m_links.push_back({*m_last, node, m_owner, static_cast<float>(m_metres)});
    m_last = node;
    m_lastCell = cell;
    m_metres = 0.0;
}

void Builder::walk(const NetworkLine& line)
{
    m_owner = line.owner;
    breakOff();
    m_metres = 0.0;
    Vertex before{}, beforeLonLat{};
    for (std::size_t i = 0; i < line.lonLat->size(); ++i) {
        const Vertex lonLat = (*line.lonLat)[i];
        const Vertex at = m_frame.toGrid(lonLat);
        const std::uint64_t key = keyOf(lonLat);
        const auto junction = m_uses.at(key) > 1 ? std::optional{key} : std::nullopt;
        if (i == 0 || !std::isfinite(before.x + before.y) || !std::isfinite(at.x + at.y)) {
            point(at, 0.0, junction);
        } else {
            const double metres = core::metresBetween(core::GeoPoint::of(beforeLonLat.x, beforeLonLat.y), core::GeoPoint::of(lonLat.x, lonLat.y));
            // Twice a cell, so that no cell that the line passes through is left out by much.
            constexpr double kPieceMetres = 125.0;
            const auto pieces = static_cast<std::size_t>(std::max({1.0, std::ceil(2.0 * std::hypot(at.x - before.x, at.y - before.y)), std::ceil(metres / kPieceMetres)}));
            for (std::size_t piece = 1; piece <= pieces; ++piece) {
                const double part = static_cast<double>(piece) / static_cast<double>(pieces);
                const Vertex next = piece == pieces ? at : Vertex{before.x + (at.x - before.x) * part, before.y + (at.y - before.y) * part};
                point(next, metres / static_cast<double>(pieces), piece == pieces ? junction : std::nullopt);
            }
        }
        before = at;
        beforeLonLat = lonLat;
    }
}

void Builder::arrangeEdges()
{
    Network& net = m_network;
    net.first.assign(net.nodes.size() + 1, 0);
    for (const Link& link : m_links) {
        ++net.first[link.from + 1];
        ++net.first[link.to + 1];
    }
    for (std::size_t i = 1; i < net.first.size(); ++i)
        net.first[i] += net.first[i - 1];
    net.edges.resize(net.first.back());
    auto next = net.first;
    for (const Link& link : m_links) {
        net.edges[next[link.from]++] = {link.to, link.metres, link.owner};
        net.edges[next[link.to]++] = {link.from, link.metres, link.owner};
    }
}

void Builder::arrangeSquares()
{
    Network& net = m_network;
    const auto squareOf = [&](Vertex at) {
        const auto along = [](double value, std::size_t count) { return static_cast<std::size_t>(std::clamp(std::floor(value), 0.0, static_cast<double>(count - 1))); };
        return along(at.y, m_frame.rows) * m_frame.cols + along(at.x, m_frame.cols);
    };
    net.squareFirst.assign(m_frame.rows * m_frame.cols + 1, 0);
    for (const Vertex at : net.nodes)
        ++net.squareFirst[squareOf(at) + 1];
    for (std::size_t i = 1; i < net.squareFirst.size(); ++i)
        net.squareFirst[i] += net.squareFirst[i - 1];
    net.atSquare.resize(net.nodes.size());
    auto next = net.squareFirst;
    for (std::uint32_t i = 0; i < net.nodes.size(); ++i)
        net.atSquare[next[squareOf(net.nodes[i])]++] = i;
}

} // namespace

Network makeNetwork(std::span<const NetworkLine> lines, std::span<const Vertex> stops, const NetworkFrame& frame, const core::Progress& progress)
{
    Builder builder{lines, stops, frame};
    return builder.run(progress);
}

} // namespace tutela::analysis
