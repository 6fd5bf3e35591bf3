// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>
#include <tutela/map/painter.h>
#include <tutela/map/scene.h>
#include <tutela/map/view.h>

#include <QSize>

#include <string>

namespace tutela::app {

/// The view of all that a scene shows, in a frame of a size in style pixels.
///
/// @param styleScale of names, symbols and furniture
/// @param credits  leave room for them, unless that would leave too little of the map
/// @param crs see map::View::fit
[[nodiscard]] map::View wholeOf(const map::Scene& scene, QSize size, double styleScale, bool credits, const std::string& crs);

/// Whether a box of degrees lies in a view. That of a reference layer may reach beyond the globe.
[[nodiscard]] bool shows(const map::View& view, const core::Box& box);

/// The furniture of the options for a view of a scene, and nothing else of the map. Credits that would leave too little of the map are
/// left out.
[[nodiscard]] map::PreparedMap furnitureOver(const map::Scene& scene, const map::View& view, map::PaintOptions options);

} // namespace tutela::app
