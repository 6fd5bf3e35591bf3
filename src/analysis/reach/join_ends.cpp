// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_network_p.h"

#include <tutela/core/box_index.h>
#include <tutela/core/piece.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <tuple>

namespace tutela::analysis {

using core::Vertex;
using Ring = core::Geometry::Ring;

namespace {

constexpr double kMetresPerDegree = 111'320.0;

/// Where a line is to get a vertex: behind vertex `at`, after a part of the way to the next.
struct Insertion {
    std::size_t line = 0, at = 0;
    double part = 0.0, away = 0.0; ///< away: metres to the point that was asked for
    Vertex vertex;
};

core::Box around(Vertex at, double metres)
{
    const double north = metres / kMetresPerDegree, east = north / std::max(0.01, std::cos(at.y * std::numbers::pi / 180.0));
    return {at.x - east, at.y - north, at.x + east, at.y + north};
}

/// Pieces of lines by where they lie.
class Pieces {
public:
    explicit Pieces(const std::vector<Ring>& lines) : m_lines(lines), m_index(boxes()) {}

    /// The nearest point of each line that passes within the distance and may be gone to; its vertex is that point. By line.
    [[nodiscard]] std::map<std::size_t, Insertion> nearestOfEach(Vertex at, double metres, const MayJoin& mayJoin) const
    {
        std::map<std::size_t, Insertion> found;
        static_cast<void>(m_index.anyMeets(around(at, metres), [&](std::size_t number) {
            const auto [line, first] = m_pieces[number];
            const Vertex from = m_lines[line][first], to = m_lines[line][first + 1];
            const auto [part, away] = core::nearestOnPiece(from, to, at);
            const Vertex on{from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
            const auto known = found.find(line);
            const bool nearer = away <= metres && (known == found.end() || std::tuple{away, first} < std::tuple{known->second.away, known->second.at});
            if (nearer && mayJoin(at, on))
                found[line] = {line, first, part, away, on};
            return false;
        }));
        return found;
    }

private:
    std::vector<core::Box> boxes()
    {
        std::vector<core::Box> all;
        for (std::size_t line = 0; line < m_lines.size(); ++line)
            for (std::size_t i = 1; i < m_lines[line].size(); ++i) {
                const Vertex a = m_lines[line][i - 1], b = m_lines[line][i];
                m_pieces.emplace_back(line, i - 1);
                all.push_back({std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)});
            }
        return all;
    }

    const std::vector<Ring>& m_lines;
    std::vector<std::pair<std::size_t, std::size_t>> m_pieces; ///< line, first vertex
    core::BoxIndex m_index;
};

void insertAll(std::vector<Ring>& lines, std::vector<Insertion> insertions)
{
    // From the back, so that the numbers of the vertices before hold.
    std::sort(insertions.begin(), insertions.end(), [](const Insertion& a, const Insertion& b) {
        return std::tuple{a.line, a.at, a.part} > std::tuple{b.line, b.at, b.part};
    });
    for (const Insertion& each : insertions)
        lines[each.line].insert(lines[each.line].begin() + static_cast<std::ptrdiff_t>(each.at) + 1, each.vertex);
}

} // namespace

void joinEnds(std::vector<Ring>& lines, double metres, const MayJoin& mayJoin, const core::Progress& progress)
{
    std::map<std::pair<double, double>, std::size_t> uses;
    for (const Ring& line : lines)
        for (const Vertex at : line)
            ++uses[{at.x, at.y}];
    const Pieces pieces{lines};
    std::vector<Insertion> insertions;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        progress.step(static_cast<double>(line) / static_cast<double>(lines.size()), "roads");
        if (lines[line].size() < 2)
            continue;
        for (const Vertex end : {lines[line].front(), lines[line].back()}) {
            // Where lines meet already only what lies on the point is joined: a bridge ends close to the road below it.
            constexpr double kSamePoint = 1.0;
            const bool loose = uses.at({end.x, end.y}) == 1;
            std::optional<Insertion> nearest;
            for (const auto& [other, found] : pieces.nearestOfEach(end, loose ? metres : kSamePoint, mayJoin))
                if (other != line && std::find(lines[other].begin(), lines[other].end(), end) == lines[other].end() && (!nearest || found.away < nearest->away))
                    nearest = found;
            if (nearest) {
                nearest->vertex = end;
                insertions.push_back(*nearest);
            }
        }
    }
    insertAll(lines, std::move(insertions));
}

std::vector<Vertex> addStops(std::vector<Ring>& lines, const std::vector<Vertex>& points, double metres, const MayJoin& mayJoin, const core::Progress& progress)
{
    const Pieces pieces{lines};
    std::vector<Insertion> insertions;
    std::vector<Vertex> stops;
    for (std::size_t i = 0; i < points.size(); ++i) {
        progress.step(static_cast<double>(i) / static_cast<double>(points.size()), "roads");
        for (const auto& [line, found] : pieces.nearestOfEach(points[i], metres, mayJoin)) {
            insertions.push_back(found);
            stops.push_back(found.vertex);
        }
    }
    insertAll(lines, std::move(insertions));
    return stops;
}

} // namespace tutela::analysis
