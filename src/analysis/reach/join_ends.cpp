// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_network_p.h"

#include <tutela/core/box_index.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace tutela::analysis {

using core::Vertex;
using Ring = core::Geometry::Ring;

namespace {

constexpr double kMetresPerDegree = 111'320.0;

struct Piece {
    std::size_t line, at; ///< from vertex `at` to the next
};

/// Where a line is to get a vertex.
struct Insertion {
    std::size_t at;
    double part; ///< of the piece
    Vertex vertex;
};

core::Box around(Vertex at, double metres)
{
    const double north = metres / kMetresPerDegree, east = north / std::max(0.01, std::cos(at.y * std::numbers::pi / 180.0));
    return {at.x - east, at.y - north, at.x + east, at.y + north};
}

/// The nearest point of a piece: how far along it, and how far from `at` in metres.
std::pair<double, double> nearestOn(Vertex a, Vertex b, Vertex at)
{
    const double shrink = std::cos(at.y * std::numbers::pi / 180.0);
    const auto metres = [&](Vertex v) { return Vertex{(v.x - at.x) * shrink * kMetresPerDegree, (v.y - at.y) * kMetresPerDegree}; };
    const Vertex from = metres(a), to = metres(b);
    const double dx = to.x - from.x, dy = to.y - from.y, length = dx * dx + dy * dy;
    const double part = length > 0.0 ? std::clamp(-(from.x * dx + from.y * dy) / length, 0.0, 1.0) : 0.0;
    return {part, std::hypot(from.x + dx * part, from.y + dy * part)};
}

} // namespace

std::size_t joinEnds(std::vector<Ring>& lines, double metres, const std::function<bool(Vertex, Vertex)>& mayJoin, const core::Progress& progress)
{
    std::map<std::pair<double, double>, std::size_t> uses;
    std::vector<Piece> pieces;
    std::vector<core::Box> boxes;
    for (std::size_t line = 0; line < lines.size(); ++line)
        for (std::size_t i = 0; i < lines[line].size(); ++i) {
            const Vertex at = lines[line][i];
            ++uses[{at.x, at.y}];
            if (i + 1 == lines[line].size())
                continue;
            const Vertex next = lines[line][i + 1];
            pieces.push_back({line, i});
            boxes.push_back({std::min(at.x, next.x), std::min(at.y, next.y), std::max(at.x, next.x), std::max(at.y, next.y)});
        }
    const core::BoxIndex index{boxes};
    std::map<std::size_t, std::vector<Insertion>> insertions;
    std::size_t joined = 0;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (lines[line].size() < 2)
            continue;
        progress.step(static_cast<double>(line) / static_cast<double>(lines.size()), "roads");
        for (const Vertex end : {lines[line].front(), lines[line].back()}) {
            if (uses.at({end.x, end.y}) > 1)
                continue;
            std::optional<Piece> nearest;
            double least = metres, part = 0.0;
            static_cast<void>(index.anyMeets(around(end, metres), [&](std::size_t number) {
                const Piece& piece = pieces[number];
                if (piece.line == line)
                    return false;
                const Vertex from = lines[piece.line][piece.at], to = lines[piece.line][piece.at + 1];
                const auto [along, away] = nearestOn(from, to, end);
                const bool nearer = away < least || (away == least && !nearest);
                if (nearer && mayJoin(end, {from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along})) {
                    nearest = piece;
                    least = away;
                    part = along;
                }
                return false;
            }));
            if (nearest) {
                insertions[nearest->line].push_back({nearest->at, part, end});
                ++joined;
            }
        }
    }
    for (auto& [line, all] : insertions) {
        // From the back, so that the numbers of the vertices before hold.
        std::sort(all.begin(), all.end(), [](const Insertion& a, const Insertion& b) { return a.at != b.at ? a.at > b.at : a.part > b.part; });
        for (const Insertion& each : all)
            lines[line].insert(lines[line].begin() + static_cast<std::ptrdiff_t>(each.at) + 1, each.vertex);
    }
    return joined;
}

} // namespace tutela::analysis
