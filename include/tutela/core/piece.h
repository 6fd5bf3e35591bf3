// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tutela/core/geo.h>

namespace tutela::core {

struct NearestOnPiece {
    double part = 0.0;   ///< of the way from the first end to the second, 0 to 1
    double metres = 0.0; ///< from the point
};

/// The point of a straight piece of a line (degrees) that lies nearest to another point, on the plane around that point: good to a
/// percent within some kilometres.
[[nodiscard]] NearestOnPiece nearestOnPiece(Vertex from, Vertex to, Vertex point);

} // namespace tutela::core
