// SPDX-FileCopyrightText: The Tutela authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "marks_p.h"

#include <tutela/map/symbols.h>

namespace tutela::report {

Mark markOf(std::optional<core::Band> band)
{
    if (!band)
        return Mark::NotAssessed;
    switch (*band) {
    case core::Band::CRITICAL: return Mark::Critical;
    case core::Band::HIGH: return Mark::High;
    case core::Band::MODERATE: return Mark::Moderate;
    case core::Band::LOW: break;
    }
    return Mark::Low;
}

Mark markOf(core::Trend trend)
{
    switch (trend) {
    case core::Trend::RISING: return Mark::Up;
    case core::Trend::STABLE: return Mark::Level;
    case core::Trend::FALLING: return Mark::Down;
    case core::Trend::INSUFFICIENT: break;
    }
    return Mark::NoTrend;
}

double markAdvance(Mark mark)
{
    switch (mark) {
    case Mark::None: return 0.0;
    case Mark::Up:
    case Mark::Level:
    case Mark::Down:
    case Mark::NoTrend: return 11.0;
    default: return 19.0;
    }
}

QColor trendColor(core::Trend trend)
{
    switch (trend) {
    case core::Trend::RISING: return palette::kDanger;
    case core::Trend::FALLING: return palette::kSuccess;
    default: return palette::kText2;
    }
}

void paintMark(QPainter& painter, Mark mark, QPointF c, double size, const QColor& arrow)
{
    constexpr auto kTheme = map::Theme::Print;
    const double arrowSize = size * 0.62;
    switch (mark) {
    case Mark::None: break;
    case Mark::Critical: map::drawBand(painter, c, size, core::Band::CRITICAL, kTheme); break;
    case Mark::High: map::drawBand(painter, c, size, core::Band::HIGH, kTheme); break;
    case Mark::Moderate: map::drawBand(painter, c, size, core::Band::MODERATE, kTheme); break;
    case Mark::Low: map::drawBand(painter, c, size, core::Band::LOW, kTheme); break;
    case Mark::NotAssessed: map::drawBand(painter, c, size, std::nullopt, kTheme); break;
    case Mark::Up: map::drawTrend(painter, c, arrowSize, core::Trend::RISING, arrow); break;
    case Mark::Level: map::drawTrend(painter, c, arrowSize, core::Trend::STABLE, arrow); break;
    case Mark::Down: map::drawTrend(painter, c, arrowSize, core::Trend::FALLING, arrow); break;
    case Mark::NoTrend: map::drawTrend(painter, c, arrowSize, core::Trend::INSUFFICIENT, arrow); break;
    }
}

} // namespace tutela::report
