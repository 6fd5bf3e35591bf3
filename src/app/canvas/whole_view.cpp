// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "whole_view.h"

#include <algorithm>
#include <cmath>

namespace tutela::app {

namespace {

constexpr double kMostCredits = 0.4; ///< of the height: more would leave too little of the map

/// What scale bar, north arrow and credits are made of.
map::Scene bareOf(const map::Scene& scene)
{
    map::Scene bare;
    bare.mission.details = scene.mission.details;
    bare.disclaimer = scene.disclaimer;
    bare.sources = scene.sources;
    bare.as_of = scene.as_of;
    bare.demonstration = scene.demonstration;
    return bare;
}

/// Whether the credits of a map leave enough of it. What leaves the program has them always.
bool creditsFit(const map::PreparedMap& withCredits)
{
    return withCredits.furnitureBoxes().front().height() <= kMostCredits * withCredits.view().size().height();
}

} // namespace

map::View wholeOf(const map::Scene& scene, QSize size, double styleScale, bool credits, const std::string& crs)
{
    map::PaintOptions options;
    options.style_scale = styleScale;
    options.furniture = map::Furniture::none(); // what lies over the map is drawn on top of it, not beside it
    options.furniture.credits = credits;
    map::View whole = map::fitScene(scene, QSizeF{size}, options, crs);
    if (!credits || creditsFit(map::prepare(bareOf(scene), whole, options)))
        return whole;
    options.furniture.credits = false;
    return map::fitScene(scene, QSizeF{size}, options, crs);
}

bool shows(const map::View& view, const core::Box& box)
{
    constexpr double kEdge = 1.0;
    const QRectF frame = view.frame().adjusted(-kEdge, -kEdge, kEdge, kEdge);
    const auto inFrame = [&](double lon, double lat) {
        const auto at = view.toScreen(core::GeoPoint::of(std::clamp(lon, -180.0, 180.0), std::clamp(lat, -90.0, 90.0)));
        return at && frame.contains(*at);
    };
    return std::isfinite(box.west + box.south + box.east + box.north) && inFrame(box.west, box.south) && inFrame(box.west, box.north) &&
           inFrame(box.east, box.south) && inFrame(box.east, box.north);
}

map::PreparedMap furnitureOver(const map::Scene& scene, const map::View& view, map::PaintOptions options)
{
    const map::Scene bare = bareOf(scene);
    auto made = map::prepare(bare, view, options);
    if (!options.furniture.credits || creditsFit(made))
        return made;
    options.furniture.credits = false;
    return map::prepare(bare, view, options);
}

} // namespace tutela::app
