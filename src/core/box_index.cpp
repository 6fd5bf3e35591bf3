// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/core/box_index.h>

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>

namespace tutela::core {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Area = bg::model::box<bg::model::d2::point_xy<double>>;
using Entry = std::pair<Area, std::size_t>;

Area areaOf(const Box& box) { return {{box.west, box.south}, {box.east, box.north}}; }

std::vector<Entry> entriesOf(std::span<const Box> boxes)
{
    std::vector<Entry> entries;
    entries.reserve(boxes.size());
    for (const Box& box : boxes)
        entries.emplace_back(areaOf(box), entries.size());
    return entries;
}

} // namespace

struct BoxIndex::Tree {
    bgi::rtree<Entry, bgi::rstar<16>> entries;
};

BoxIndex::BoxIndex(std::span<const Box> boxes) : m_tree(std::make_unique<Tree>(Tree{bgi::rtree<Entry, bgi::rstar<16>>{entriesOf(boxes)}})) {}

BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;
BoxIndex::~BoxIndex() = default;


bool BoxIndex::anyMeets(const Box& box, const std::function<bool(std::size_t)>& wanted) const
{
    const Area area = areaOf(box);
    for (auto found = m_tree->entries.qbegin(bgi::intersects(area)); found != m_tree->entries.qend(); ++found)
        if (wanted(found->second))
            return true;
    return false;
}

} // namespace tutela::core
