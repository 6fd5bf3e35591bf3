// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <tutela/map/sheet.h>

#include "furniture_p.h"

#include <algorithm>

namespace tutela::map {

View sheetOf(const Scene& scene, const View& view, const PaintOptions& options)
{
    constexpr QSizeF kLeast{720, 560};  // marking, a full legend and the scale bar above each other
    constexpr double kLegendStrip = 330;
    const double s = options.style_scale;
    const QSizeF size = view.size();
    const double larger = std::max({1.0, kLeast.width() * s / size.width(), kLeast.height() * s / size.height()});
    View sheet = view;
    sheet.zoom(larger, view.frame().center());
    sheet.resize(size * larger);
    if (options.furniture.legend)
        sheet.growRight(kLegendStrip * s);
    if (options.furniture.credits)
        sheet.growBelow(creditsHeight(creditLines(scene, sheet, s).size(), s));
    return sheet;
}

} // namespace tutela::map
