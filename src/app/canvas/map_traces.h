// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "../frame/style.h"

#include <tutela/core/geo.h>
#include <tutela/map/view.h>

#include <vector>

class QPainter;

namespace tutela::app {

/// A line of the record that is chosen, drawn over the map: where a patrol went, or is to go.
struct MapTrace {
    core::Geometry line;
    bool planned = false; ///< dashed
};

/// In the colour of patrols.
/// @param scale  of widths: the size of text in the window
void paintTraces(QPainter& painter, const map::View& view, const Style& style, const std::vector<MapTrace>& traces, double scale);

} // namespace tutela::app
