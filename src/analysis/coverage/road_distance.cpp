// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "road_distance_p.h"

#include "stays_p.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tutela::analysis {

namespace {

core::Box boxOf(const RoadDistance::Piece& piece)
{
    const auto [west, east] = std::minmax(piece.from.x, piece.to.x);
    const auto [south, north] = std::minmax(piece.from.y, piece.to.y);
    return {west, south, east, north};
}

std::vector<core::Box> boxesOf(const std::vector<RoadDistance::Piece>& pieces)
{
    std::vector<core::Box> boxes;
    boxes.reserve(pieces.size());
    std::transform(pieces.begin(), pieces.end(), std::back_inserter(boxes), boxOf);
    return boxes;
}

std::vector<RoadDistance::Piece> piecesOf(const core::Mission& mission, const std::function<bool(core::RoadClass)>& wanted)
{
    std::vector<RoadDistance::Piece> pieces;
    for (const core::Road& road : mission.all<core::Road>()) {
        if (!road.road_class || !wanted(*road.road_class))
            continue;
        for (const auto& part : road.geometry.parts)
            for (const auto& line : part)
                for (std::size_t i = 1; i < line.size(); ++i)
                    pieces.push_back({line[i - 1], line[i]});
    }
    return pieces;
}

} // namespace

RoadDistance::RoadDistance(const core::Mission& mission, const std::function<bool(core::RoadClass)>& wanted)
    : m_pieces(piecesOf(mission, wanted)), m_index(boxesOf(m_pieces))
{
}

bool RoadDistance::isWithin(core::GeoPoint at, double metres) const
{
    constexpr double kLeastMetresPerDegree = 110'500.0;
    const double north = metres / kLeastMetresPerDegree;
    const double east = north / std::max(0.01, std::cos(at.lat() * std::numbers::pi / 180.0));
    return m_index.anyMeets({at.lon() - east, at.lat() - north, at.lon() + east, at.lat() + north},
                            [&](std::size_t number) { return partWithin(at, metres, m_pieces[number].from, m_pieces[number].to).has_value(); });
}

} // namespace tutela::analysis
