// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "road_distance_p.h"

#include "stays_p.h"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <cmath>
#include <numbers>

namespace tutela::analysis {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Point = bg::model::d2::point_xy<double>;
using Box = bg::model::box<Point>;

struct Piece {
    core::Vertex from, to;
};
using Entry = std::pair<Box, Piece>;

} // namespace

struct RoadDistance::Index {
    bgi::rtree<Entry, bgi::rstar<16>> tree;
};

RoadDistance::RoadDistance(const core::Mission& mission, const std::function<bool(core::RoadClass)>& wanted) : m_index(std::make_unique<Index>())
{
    std::vector<Entry> entries;
    for (const core::Road& road : mission.all<core::Road>()) {
        if (!road.road_class || !wanted(*road.road_class))
            continue;
        for (const auto& part : road.geometry.parts)
            for (const auto& line : part)
                for (std::size_t i = 1; i < line.size(); ++i)
                    entries.emplace_back(Box{{std::min(line[i - 1].x, line[i].x), std::min(line[i - 1].y, line[i].y)},
                                             {std::max(line[i - 1].x, line[i].x), std::max(line[i - 1].y, line[i].y)}},
                                         Piece{line[i - 1], line[i]});
    }
    m_index->tree = decltype(m_index->tree){entries};
}

RoadDistance::~RoadDistance() = default;

bool RoadDistance::empty() const { return m_index->tree.empty(); }

bool RoadDistance::isWithin(core::GeoPoint at, double metres) const
{
    constexpr double kLeastMetresPerDegree = 110'500.0;
    const double north = metres / kLeastMetresPerDegree;
    const double east = north / std::max(0.01, std::cos(at.lat() * std::numbers::pi / 180.0));
    const Box box{{at.lon() - east, at.lat() - north}, {at.lon() + east, at.lat() + north}};
    for (auto found = m_index->tree.qbegin(bgi::intersects(box)); found != m_index->tree.qend(); ++found)
        if (partWithin(at, metres, found->second.from, found->second.to))
            return true;
    return false;
}

} // namespace tutela::analysis
