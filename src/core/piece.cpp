// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <tutela/core/piece.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tutela::core {

NearestOnPiece nearestOnPiece(Vertex from, Vertex to, Vertex point)
{
    constexpr double kMetresPerDegree = 111'320.0, kDegree = std::numbers::pi / 180.0;
    const double shrink = std::cos(point.y * kDegree);
    const auto plane = [&](Vertex at) { return Vertex{(at.x - point.x) * shrink * kMetresPerDegree, (at.y - point.y) * kMetresPerDegree}; };
    const Vertex a = plane(from), b = plane(to);
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double part = length > 0.0 ? std::clamp(-(a.x * dx + a.y * dy) / length, 0.0, 1.0) : 0.0;
    return {part, std::hypot(a.x + dx * part, a.y + dy * part)};
}

} // namespace tutela::core
