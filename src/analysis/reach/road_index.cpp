// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_index_p.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tutela::analysis {

using core::Vertex;

namespace {

Vertex nearestOn(Vertex from, Vertex to, Vertex at)
{
    const double dx = to.x - from.x, dy = to.y - from.y, length = dx * dx + dy * dy;
    const double part = length > 0.0 ? std::clamp(((at.x - from.x) * dx + (at.y - from.y) * dy) / length, 0.0, 1.0) : 0.0;
    return {from.x + dx * part, from.y + dy * part};
}

} // namespace

std::vector<RoadIndex::Piece> RoadIndex::piecesOf(const Network& network, double cellX, double cellY)
{
    const auto metres = [&](std::uint32_t node) { return Vertex{network.nodes[node].x * cellX, network.nodes[node].y * cellY}; };
    std::vector<Piece> pieces;
    for (std::uint32_t node = 0; node < network.nodes.size(); ++node)
        for (const Network::Edge& edge : network.edgesOf(node))
            if (node <= edge.to) // each edge is there from both of its ends
                pieces.push_back({metres(node), metres(edge.to)});
    return pieces;
}

std::vector<core::Box> RoadIndex::boxesOf(const std::vector<Piece>& pieces)
{
    std::vector<core::Box> boxes;
    boxes.reserve(pieces.size());
    for (const Piece& piece : pieces) {
        const auto [west, east] = std::minmax(piece.from.x, piece.to.x);
        const auto [low, high] = std::minmax(piece.from.y, piece.to.y);
        boxes.push_back({west, low, east, high});
    }
    return boxes;
}

RoadIndex::RoadIndex(const Network& network, double cellX, double cellY)
    : m_cellX(cellX), m_cellY(cellY), m_pieces(piecesOf(network, cellX, cellY)), m_index(boxesOf(m_pieces))
{
}

Vertex RoadIndex::nearestTo(Vertex at) const
{
    constexpr double kFirstMetres = 1000.0;
    const Vertex here{at.x * m_cellX, at.y * m_cellY};
    Vertex best{};
    double least = std::numeric_limits<double>::infinity();
    // A box holds all that is no farther than its half width: what is found within that is the nearest of all.
    const auto compare = [&](std::size_t number) {
        const Vertex point = nearestOn(m_pieces[number].from, m_pieces[number].to, here);
        if (const double away = std::hypot(point.x - here.x, point.y - here.y); away < least) {
            least = away;
            best = point;
        }
        return false; // go on: a nearer one may follow
    };
    for (double half = kFirstMetres; !(least <= half); half *= 2.0)
        static_cast<void>(m_index.anyMeets({here.x - half, here.y - half, here.x + half, here.y + half}, compare));
    return {best.x / m_cellX, best.y / m_cellY};
}

} // namespace tutela::analysis
