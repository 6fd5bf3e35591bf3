// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "story.h"

#include <array>

/// Irregular areas about known places: where actors have influence, where a threat is felt.
namespace tutela::demo {

namespace {

/// Draws corners that lie abroad towards the middle, until they are in the country.
void keepInside(const core::Geometry& country, core::Vertex middle, std::vector<core::Vertex>& ring)
{
    for (core::Vertex& corner : ring)
        for (int step = 0; step < 12 && !core::covers(country, core::GeoPoint::of(corner.x, corner.y)); ++step)
            corner = rounded(core::Vertex{middle.x + 0.85 * (corner.x - middle.x), middle.y + 0.85 * (corner.y - middle.y)});
}

} // namespace

core::Geometry areaAround(const Story& story, const std::vector<Patch>& patches, Random& random)
{
    // Twelve directions, tabled so that no sine is needed.
    static constexpr std::array<core::Vertex, 12> kAround{{{1, 0}, {0.866, 0.5}, {0.5, 0.866}, {0, 1}, {-0.5, 0.866}, {-0.866, 0.5},
                                                     {-1, 0}, {-0.866, -0.5}, {-0.5, -0.866}, {0, -1}, {0.5, -0.866}, {0.866, -0.5}}};
    core::Geometry out{core::Geometry::Type::MultiPolygon, {}};
    for (const Patch& patch : patches) {
        const core::Vertex middle = story.country.sites[story.site(patch.about)].at;
        std::vector<core::Vertex> ring;
        for (const core::Vertex& direction : kAround) {
            const double reach = random.between(0.72, 1.15);
            ring.push_back({middle.x + (patch.eastKm + direction.x * patch.wideKm * reach) / kKmPerDegree,
                            middle.y + (patch.northKm + direction.y * patch.highKm * reach) / kKmPerDegree});
        }
        const core::Geometry& country = story.content.areas[0].geometry;
        keepInside(country, middle, ring);
        core::Geometry::Ring drawn = blob(story.seed + 5, ring);
        keepInside(country, middle, drawn);
        if (!core::whyInvalid(polygonOf(drawn)).empty()) {
            drawn = ring; // bent over itself: the plain twelve corners serve
            drawn.push_back(ring.front());
            for (core::Vertex& v : drawn)
                v = rounded(v);
        }
        out.parts.push_back({drawn});
        if (!core::whyInvalid(out).empty())
            out.parts.pop_back(); // grown into its neighbour
    }
    return out;
}

} // namespace tutela::demo
