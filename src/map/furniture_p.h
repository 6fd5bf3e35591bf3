// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "prepared_p.h"

namespace tutela::map {

/// What was found, in words and symbols.
[[nodiscard]] Legend legendOf(const Scene& scene, const Findings& found, const PaintOptions& options);
/// The largest of 1, 2, 5 times a power of ten that is not above `most`; 0 for a length that is none.
[[nodiscard]] double roundLength(double most);
[[nodiscard]] QStringList creditLines(const Scene& scene, const View& view, double s);
/// Height of the credits strip with so many lines.
[[nodiscard]] double creditsHeight(qsizetype lines, double s);
/// Places all furniture; needs legend, wishes and symbols.
[[nodiscard]] FurnitureLayout layoutOf(const Scene& scene, const PreparedMap::Impl& map);
void drawFurniture(QPainter& painter, const PreparedMap::Impl& map);

} // namespace tutela::map
